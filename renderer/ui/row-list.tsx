// A dense list of rows with columns: virtual, one row current, arrow keys move, Enter opens. No domain words.
// For grids with a selected range of cells see features/values.

import { useEffect, useLayoutEffect, useRef, type KeyboardEvent, type ReactNode } from 'react';

import { columnsInRoom, LEAST_REST, type Sized } from './columns-in-room.js';
import { useWindow } from './use-window.js';

export interface Column<T> extends Sized {
  key: string;
  /** '' in the last column: buttons of the row, which stay in sight where the list is wider than its place. */
  title: ReactNode;
  align?: 'left' | 'right' | 'center';
  render: (row: T, index: number) => ReactNode;
  /** Full text on hover, where the cell may be cut and its content is no plain text. */
  hint?: (row: T) => string;
}

interface Props<T> {
  name: string; // accessible name
  columns: Column<T>[];
  rows: readonly T[];
  rowKey: (row: T) => string | number;
  current?: number;
  onCurrent?: (index: number) => void;
  onOpen?: (row: T, index: number) => void;
  /** Space on the current row, such as ticking it. */
  onToggle?: (row: T) => void;
  rowClass?: (row: T) => string;
  empty?: ReactNode;
  /** What the rows are is not known yet: said instead of `empty`, which would be untrue. */
  isReading?: boolean;
}

const ROW_HEIGHT = 28;
/** Fields to type in stay in the order of Tab. */
const ROW_BUTTONS = '.row-list-row button, .row-list-row input[type="checkbox"]';

/** What may be cut is whole on hover. */
const plain = (content: ReactNode): string | undefined =>
  typeof content === 'string' && content !== '' ? content : undefined;

export function RowList<T>(props: Props<T>) {
  const { name, rows, rowKey, current = -1, onCurrent, onOpen, onToggle, rowClass, empty, isReading } = props;
  const box = useRef<HTMLDivElement>(null);
  const { first, end, width } = useWindow(box, ROW_HEIGHT, rows.length);
  const columns = columnsInRoom(props.columns, width);
  const places = columns.map((column, at) =>
    at === columns.length - 1 && column.title === '' && column.width !== '1fr'
      ? {
          className: `cell-${column.align ?? 'left'} cell-buttons`,
          style: { gridColumn: '1 / -1', width: column.width },
        }
      : { className: `cell-${column.align ?? 'left'}`, style: { gridColumn: at + 1 } },
  );
  const template = columns
    .map((column) => (column.width === '1fr' ? `minmax(${LEAST_REST}px, 1fr)` : column.width))
    .join(' ');

  useEffect(() => {
    const element = box.current;
    if (!element || current < 0) return;
    const top = current * ROW_HEIGHT;
    const sight = element.clientHeight - ROW_HEIGHT * 2;
    if (top < element.scrollTop) element.scrollTop = top;
    else if (top > element.scrollTop + sight) element.scrollTop = top - sight;
  }, [current]);

  // Tab goes to the buttons of the current row and on: those of a hundred rows stood between the list and what is below it.
  const open = current < 0 ? first : current;
  useLayoutEffect(() => {
    if (!onCurrent) return;
    for (const button of box.current?.querySelectorAll<HTMLElement>(ROW_BUTTONS) ?? [])
      button.tabIndex = button.closest('[role="row"]')?.ariaRowIndex === String(open + 2) ? 0 : -1;
  });

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.target !== event.currentTarget) return;
    const steps: Record<string, number> = {
      ArrowDown: 1,
      ArrowUp: -1,
      PageDown: 15,
      PageUp: -15,
      Home: -rows.length,
      End: rows.length,
    };
    const step = steps[event.key];
    if (step !== undefined && onCurrent && rows.length > 0) {
      event.preventDefault();
      onCurrent(Math.min(rows.length - 1, Math.max(0, current + step)));
    }
    const row = rows[current];
    if (event.key === 'Enter' && onOpen && row !== undefined) {
      event.preventDefault();
      onOpen(row, current);
    }
    if (event.key === ' ' && onToggle && row !== undefined) {
      event.preventDefault();
      onToggle(row);
    }
  };

  return (
    <div
      ref={box}
      className="row-list"
      role="grid"
      aria-label={name}
      aria-rowcount={rows.length + 1}
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      <div className="row-list-head" role="row" style={{ gridTemplateColumns: template }}>
        {columns.map((column, at) => (
          <div key={column.key} role="columnheader" {...places[at]} title={plain(column.title)}>
            {column.title}
          </div>
        ))}
      </div>
      {rows.length === 0 && (isReading === true ? <p className="muted list-hint is-reading">正在读取…</p> : empty)}
      <div className="row-list-body" style={{ height: rows.length * ROW_HEIGHT }}>
        {rows.slice(first, end).map((row, offset) => {
          const index = first + offset;
          return (
            <div
              key={rowKey(row)}
              role="row"
              aria-rowindex={index + 2}
              aria-selected={index === current}
              className={`row-list-row ${index === current ? 'is-current' : ''} ${rowClass?.(row) ?? ''}`}
              style={{ top: index * ROW_HEIGHT, gridTemplateColumns: template }}
              onClick={() => onCurrent?.(index)}
              onDoubleClick={() => onOpen?.(row, index)}
            >
              {columns.map((column, at) => {
                const content = column.render(row, index);
                return (
                  <div key={column.key} role="gridcell" {...places[at]} title={column.hint?.(row) ?? plain(content)}>
                    {content}
                  </div>
                );
              })}
            </div>
          );
        })}
      </div>
    </div>
  );
}
