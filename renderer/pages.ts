// Pages of the navigation and the tabs of each, named once: navigation, keys, the tabs above a page and Ctrl+K follow from it. What is
// drawn for each: app.tsx. Sections of 设置: settings-sections.ts.

export const PAGES = ['home', 'import', 'values', 'tables', 'ledgers', 'targets', 'settings'] as const;
export type PageName = (typeof PAGES)[number];
export const PAGE_LABEL: Record<PageName, string> = {
  home: '首页',
  import: '报送导入',
  values: '统计数据',
  tables: '汇总表',
  ledgers: '台账',
  targets: '目标任务',
  settings: '设置',
};

/** By page: the part of the address that opens a tab ('' the first) → what is written on it. */
export const PAGE_TABS = {
  import: { '': '导入报表', board: '报送情况' },
  values: { '': '数值', charts: '图表', insights: '分析提示', places: '位次与对比' },
  tables: { '': '汇总表', upward: '上报表' },
  ledgers: {
    '': '全部台账',
    enterprises: '企业名录',
    worklists: '企业清单',
    balances: '资助预算',
    reconcile: '与报送数核对',
    reminders: '到期提醒',
  },
  targets: { '': '目标和完成情况', split: '分解任务', schemes: '考核方案' },
} as const satisfies Partial<Record<PageName, Readonly<Record<'', string> & Record<string, string>>>>;
export type TabbedPageName = keyof typeof PAGE_TABS;
export type TabOf<P extends TabbedPageName> = keyof (typeof PAGE_TABS)[P] & string;

/** The tab that an address lies under; the first one where it names none. `rest`: what follows the page. */
export function tabOf<P extends TabbedPageName>(page: P, rest: string): TabOf<P> {
  const [first = ''] = rest.split('/');
  return (Object.hasOwn(PAGE_TABS[page], first) ? first : '') as TabOf<P>;
}

/** Pages below a tab that have an address of their own. */
const BELOW = [
  { page: 'ledgers', rest: 'enterprises/duplicates', label: '企业名录 › 可能重复' },
  { page: 'tables', rest: 'final', label: '定稿存档' },
] as const satisfies readonly Address[];

export interface Address {
  page: PageName;
  /** What follows the page; '' the page itself. */
  rest: string;
  label: string;
}

/** Every page, its tabs and what lies below them, each with the words that lead to it: 台账 › 企业名录. Without the sections of 设置. */
export function allAddresses(): Address[] {
  const tabs = (Object.keys(PAGE_TABS) as TabbedPageName[]).flatMap((page) =>
    Object.entries<string>(PAGE_TABS[page])
      .filter(([rest]) => rest !== '')
      .map(([rest, label]) => ({ page, rest, label })),
  );
  return [
    ...PAGES.map((page) => ({ page, rest: '', label: PAGE_LABEL[page] })),
    ...[...tabs, ...BELOW].map(({ page, rest, label }) => ({ page, rest, label: `${PAGE_LABEL[page]} › ${label}` })),
  ];
}
