// One room with several doors: tabs above a page, each with its own address.

import type { ReactNode } from 'react';

interface Props<T extends string> {
  name: string; // accessible name
  tabs: readonly { key: T; label: string }[];
  current: T;
  onGo: (key: T) => void;
  children: ReactNode;
}

export function PageTabs<T extends string>({ name, tabs, current, onGo, children }: Props<T>) {
  return (
    <div className="tabbed">
      <ul className="page-tabs" aria-label={name}>
        {tabs.map(({ key, label }) => (
          <li key={key}>
            <button
              type="button"
              className={key === current ? 'is-current' : ''}
              aria-current={key === current ? 'page' : undefined}
              onClick={() => onGo(key)}
            >
              {label}
            </button>
          </li>
        ))}
      </ul>
      {children}
    </div>
  );
}
