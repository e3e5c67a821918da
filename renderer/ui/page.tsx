// Frame of a page: its name, a line of explanation, and its actions (one main action, at the right).

import type { ReactNode } from 'react';

export function Page({
  title,
  note,
  actions,
  children,
}: {
  title: string;
  note?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section className="page" aria-label={title}>
      <header className="page-head">
        <h1>{title}</h1>
        {note !== undefined && (
          <div className="page-note" title={typeof note === 'string' ? note : undefined}>
            {note}
          </div>
        )}
        <div className="page-actions">{actions}</div>
      </header>
      {children}
    </section>
  );
}
