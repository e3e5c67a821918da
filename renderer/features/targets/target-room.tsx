// 目标任务 is one room with three doors: targets, 分解, 考核方案.

import { go } from '../../app-state.js';
import { PageTabs } from '../../ui/page-tabs.js';
import { SchemesPage } from './schemes-page.js';
import { SplitPage } from './split-page.js';
import { TargetsPage } from './targets-page.js';

const TABS = [
  { key: '', label: '目标和完成情况' },
  { key: 'split', label: '分解任务' },
  { key: 'schemes', label: '考核方案' },
] as const;

export function TargetRoom({ rest }: { rest: string }) {
  const current = TABS.find((tab) => tab.key === rest)?.key ?? '';
  return (
    <PageTabs name="目标任务" tabs={TABS} current={current} onGo={(key) => go('targets', key)}>
      {current === '' && <TargetsPage />}
      {current === 'split' && <SplitPage />}
      {current === 'schemes' && <SchemesPage />}
    </PageTabs>
  );
}
