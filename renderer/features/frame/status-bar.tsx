// Status bar as in a spreadsheet: figures over the selected cells, exact.

import { useMemo } from 'react';

import { useApp } from '../../app-state.js';
import { useNotice } from '../../ui/notice.js';
import { selectionFigures } from './selection-figures.js';

export function StatusBar() {
  const { selected, status } = useApp();
  const notice = useNotice();
  const figures = useMemo(() => ('count' in selected ? selected : selectionFigures(selected)), [selected]);
  return (
    <footer className="status-bar" aria-label="状态栏">
      <span className="status-left" role="status">
        {notice.text === '' ? (
          status.warning
        ) : (
          <span className={`status-notice ${notice.isDone ? '' : 'is-refused'}`} title={notice.text}>
            <span aria-hidden="true">{notice.isDone ? '✓' : '!'}</span> {notice.text}
          </span>
        )}
      </span>
      {figures && (
        <span className="num" role="status" aria-label="所选单元格">
          <span>计数 {figures.count}</span>
          {figures.sum !== null && (
            <>
              <span>求和 {figures.sum}</span>
              <span>平均 {figures.average}</span>
            </>
          )}
          {figures.max !== '' && (
            <>
              <span>最大 {figures.max}</span>
              <span>最小 {figures.min}</span>
            </>
          )}
          <span>{figures.measure}</span>
        </span>
      )}
    </footer>
  );
}
