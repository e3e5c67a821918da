// Left navigation; folds to icons and remembers it. Only pages that exist are shown.

import type { ReactNode } from 'react';

import { go } from '../../app-state.js';
import { usePlan } from '../../api/import-plan.js';
import { PAGE_LABEL, PAGES, type PageName } from '../../pages.js';
import {
  AimIcon,
  BarChartIcon,
  DatabaseIcon,
  HomeIcon,
  ImportIcon,
  LeftIcon,
  RightIcon,
  SettingIcon,
  TableIcon,
} from '../../ui/icons.js';

const ICONS: Record<PageName, ReactNode> = {
  home: <HomeIcon />,
  import: <ImportIcon />,
  values: <BarChartIcon />,
  tables: <TableIcon />,
  ledgers: <DatabaseIcon />,
  targets: <AimIcon />,
  settings: <SettingIcon />,
};

/** Files of the open plan that wait for an answer or a decision; one that was sent back waits for its unit. */
function useWaiting(): number {
  const { plan } = usePlan();
  return plan?.files.filter((file) => file.status === 'asks' && file.returned === undefined).length ?? 0;
}

interface Props {
  page: PageName;
  isFolded: boolean;
  onFold: () => void;
}

export function Nav({ page, isFolded, onFold }: Props) {
  const waiting = useWaiting();
  return (
    <nav className={`nav ${isFolded ? 'is-folded' : ''}`} aria-label="主导航">
      <div className="nav-name">{isFolded ? '台账' : '知产台账'}</div>
      <ul>
        {PAGES.map((name, index) => (
          <li key={name}>
            <button
              type="button"
              className={name === page ? 'is-current' : ''}
              aria-current={name === page ? 'page' : undefined}
              aria-label={PAGE_LABEL[name]}
              title={`${PAGE_LABEL[name]}（Alt+${index + 1}）`}
              onClick={() => go(name)}
            >
              {ICONS[name]}
              {!isFolded && <span>{PAGE_LABEL[name]}</span>}
              {name === 'import' && waiting > 0 && (
                <span className="nav-badge" title={`${waiting}个文件等待处理`}>
                  {waiting}
                </span>
              )}
            </button>
          </li>
        ))}
      </ul>
      <button
        type="button"
        className="nav-fold"
        aria-expanded={!isFolded}
        title={isFolded ? '展开导航' : '收起导航'}
        onClick={onFold}
      >
        {isFolded ? <RightIcon /> : <LeftIcon />}
        {!isFolded && <span>收起</span>}
      </button>
    </nav>
  );
}
