// 报送导入 and 报送情况 are one room with two doors: what came in, and who still owes what.

import type { ReactNode } from 'react';

import './tasks.css';

import { go } from '../../app-state.js';

const TABS = [
  { rest: '', label: '导入报表' },
  { rest: 'board', label: '报送情况' },
] as const;

export function ReportingTabs({ current, children }: { current: '' | 'board'; children: ReactNode }) {
  return (
    <div className="reporting">
      <ul className="reporting-tabs" aria-label="报送">
        {TABS.map(({ rest, label }) => (
          <li key={rest}>
            <button
              type="button"
              className={rest === current ? 'is-current' : ''}
              aria-current={rest === current ? 'page' : undefined}
              onClick={() => go('import', rest)}
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
