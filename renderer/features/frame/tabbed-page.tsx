// A page of the navigation with its tabs above it.

import type { ReactNode } from 'react';

import { go } from '../../app-state.js';
import { PAGE_LABEL, PAGE_TABS, type TabbedPageName, type TabOf } from '../../pages.js';
import { PageTabs } from '../../ui/page-tabs.js';

interface Props<P extends TabbedPageName> {
  page: P;
  tab: TabOf<P>;
  children: ReactNode;
}

export function TabbedPage<P extends TabbedPageName>({ page, tab, children }: Props<P>) {
  const tabs = Object.entries<string>(PAGE_TABS[page]).map(([key, label]) => ({ key, label }));
  return (
    <PageTabs name={PAGE_LABEL[page]} tabs={tabs} current={tab} onGo={(key) => go(page, key)}>
      {children}
    </PageTabs>
  );
}
