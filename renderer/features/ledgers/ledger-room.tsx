// 台账 is one room with several doors: the ledgers themselves, the enterprises in them, and what they say against the submissions.

import type { ReactNode } from 'react';

import { go } from '../../app-state.js';
import { PageTabs } from '../../ui/page-tabs.js';

const TABS = [
  { key: '', label: '全部台账' },
  { key: 'enterprises', label: '企业名录' },
  { key: 'worklists', label: '企业清单' },
  { key: 'balances', label: '资助预算' },
  { key: 'reconcile', label: '与报送数核对' },
  { key: 'reminders', label: '到期提醒' },
] as const;
export type LedgerDoor = (typeof TABS)[number]['key'];

export function LedgerRoom({ current, children }: { current: LedgerDoor; children: ReactNode }) {
  return (
    <PageTabs name="台账" tabs={TABS} current={current} onGo={(key) => go('ledgers', key)}>
      {children}
    </PageTabs>
  );
}
