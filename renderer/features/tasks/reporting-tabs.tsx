// 报送导入 and 报送情况 are one room with two doors: what came in, and who still owes what.

import type { ReactNode } from 'react';

import { go } from '../../app-state.js';
import { PageTabs } from '../../ui/page-tabs.js';

const TABS = [
  { key: '', label: '导入报表' },
  { key: 'board', label: '报送情况' },
] as const;

export function ReportingTabs({ current, children }: { current: '' | 'board'; children: ReactNode }) {
  return (
    <PageTabs name="报送" tabs={TABS} current={current} onGo={(key) => go('import', key)}>
      {children}
    </PageTabs>
  );
}
