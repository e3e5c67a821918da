// Head of the grid: names that sort, edges that set the width, and the line of filters under them.

import './grid-head.css';

import { Checkbox, Popover } from 'antd';
import { useEffect, useRef, useState, type PointerEvent } from 'react';

import type { ViewLayout } from '../../../shared/contract/calls/ledger-grid.js';
import { ArrowDownIcon, ArrowUpIcon, DownIcon } from '../../ui/icons.js';
import type { GridColumn } from './columns.js';
import { filterOptions } from './filter-text.js';
import type { LedgerDesk } from './use-ledger.js';

interface Props {
  desk: LedgerDesk;
  columns: readonly GridColumn[];
  view: ViewLayout;
  errors: Readonly<Record<string, string>>;
  width: number;
  onView: (change: Partial<ViewLayout>) => void;
  /** Enter, arrow down or Esc in an empty filter: back to the cells. */
  onLeave: () => void;
}

/** The field of a column's filter, for the key that leads to it. */
export const filterId = (field: string): string => `ledger-filter-${field}`;

const ASK_AFTER_MS = 30; // as in toolbar.tsx
const NARROWEST = 44;

export function GridHead({ desk, columns, view, errors, width, onView, onLeave }: Props) {
  const sortOf = (name: string) => view.sort.find((one) => one.field === name);
  /** ascending, descending, as entered; with Shift behind what is sorted already. */
  const sort = (name: string, isAdding: boolean): void => {
    const before = sortOf(name);
    const rest = isAdding ? view.sort.filter((one) => one.field !== name) : [];
    if (before === undefined) onView({ sort: [...rest, { field: name, isDescending: false }] });
    else onView({ sort: before.isDescending ? rest : [...rest, { field: name, isDescending: true }] });
  };
  const setWidth = (name: string, px: number): void =>
    onView({
      columns: view.columns.map((column) =>
        column.field === name ? { ...column, width: Math.max(NARROWEST, Math.min(1200, Math.round(px))) } : column,
      ),
    });
  return (
    <div className="ledger-head" role="rowgroup" style={{ width }}>
      <div role="row" className="ledger-heads">
        <div className="ledger-number" role="columnheader">
          序号
        </div>
        {columns.map((column) => {
          const sorted = sortOf(column.name);
          return (
            <div
              key={column.name}
              role="columnheader"
              aria-sort={sorted === undefined ? 'none' : sorted.isDescending ? 'descending' : 'ascending'}
              className={`ledger-headcell ${column.isFrozen ? 'is-frozen' : ''}`}
              style={column.isFrozen ? { left: column.left } : undefined}
            >
              <button
                type="button"
                tabIndex={-1}
                title={`${column.head}${column.field.help === undefined ? '' : `：${column.field.help}`}（点击排序，按住 Shift 可按多栏排序）`}
                onClick={(event) => sort(column.name, event.shiftKey)}
              >
                <span>
                  {column.field.label}
                  {/* The head is the label, for amounts with their measure: 收费 is in 元, 申报金额 in 万元. */}
                  {column.head !== column.field.label && <small>{column.head.slice(column.field.label.length)}</small>}
                </span>
                {column.field.required === true && <b aria-label="必填">*</b>}
                {sorted !== undefined && (sorted.isDescending ? <ArrowDownIcon /> : <ArrowUpIcon />)}
              </button>
              <ColumnEdge width={column.width} onWidth={(px) => setWidth(column.name, px)} />
            </div>
          );
        })}
      </div>
      <div role="row" className="ledger-filters">
        <div className="ledger-number" role="gridcell">
          筛选
        </div>
        {columns.map((column) => (
          <div
            key={column.name}
            role="gridcell"
            className={`ledger-filter ${column.isFrozen ? 'is-frozen' : ''}`}
            style={column.isFrozen ? { left: column.left } : undefined}
          >
            <FilterField
              desk={desk}
              column={column}
              text={view.filters[column.name] ?? ''}
              error={errors[column.name] ?? ''}
              onLeave={onLeave}
              onText={(text) => {
                const { [column.name]: _old, ...rest } = view.filters;
                onView({ filters: text.trim() === '' ? rest : { ...rest, [column.name]: text } });
              }}
            />
          </div>
        ))}
      </div>
    </div>
  );
}

interface FilterProps {
  desk: LedgerDesk;
  column: GridColumn;
  text: string;
  error: string;
  onText: (text: string) => void;
  onLeave: () => void;
}

const HINT: Partial<Record<GridColumn['field']['kind'], string>> = {
  amount: '如 >100、100-200',
  integer: '如 2022、>5',
  personCount: '如 >50',
  date: '如 2022-07、7月',
  period: '如 2022-07',
};

function FilterField({ desk, column, text, error, onText, onLeave }: FilterProps) {
  const [typed, setTyped] = useState(text);
  const timer = useRef(0);
  const sent = useRef(text);
  // A saved view, or “清除筛选”, sets it from outside.
  useEffect(() => {
    if (text !== sent.current) setTyped(text);
    sent.current = text;
  }, [text]);
  const send = (next: string): void => {
    sent.current = next;
    onText(next);
  };
  const type = (next: string): void => {
    setTyped(next);
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(() => send(next), ASK_AFTER_MS);
  };
  useEffect(() => () => window.clearTimeout(timer.current), []);
  const options = filterOptions(desk.ledger, column.field, { units: desk.units, period: '2000-01' });
  return (
    <>
      <input
        type="text"
        id={filterId(column.name)}
        value={typed}
        aria-label={`筛选：${column.field.label}`}
        aria-invalid={error !== ''}
        title={error === '' ? '空 / 非空 也可以筛选' : error}
        placeholder={HINT[column.field.kind] ?? ''}
        className={error === '' ? '' : 'is-wrong'}
        onChange={(event) => type(event.target.value)}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === 'Enter' || event.key === 'ArrowDown') {
            event.preventDefault();
            window.clearTimeout(timer.current);
            send(typed);
            onLeave();
          } else if (event.key === 'Escape') {
            event.preventDefault();
            event.stopPropagation();
            if (typed === '') {
              onLeave();
              return;
            }
            window.clearTimeout(timer.current);
            setTyped('');
            send('');
          }
        }}
      />
      {options !== null && options.length > 0 && (
        <Popover
          trigger="click"
          placement="bottomRight"
          destroyOnHidden
          content={
            <Checkbox.Group
              className="ledger-picks"
              options={options.map((option) => option.label)}
              value={typed.split('、').filter((one) => options.some((option) => option.label === one))}
              onChange={(chosen) =>
                type(
                  options
                    .map((option) => option.label)
                    .filter((one) => chosen.includes(one))
                    .join('、'),
                )
              }
            />
          }
        >
          <button
            type="button"
            tabIndex={-1}
            aria-label={`选择${column.field.label}`}
            title={`选择${column.field.label}`}
          >
            <DownIcon />
          </button>
        </Popover>
      )}
    </>
  );
}

function ColumnEdge({ width, onWidth }: { width: number; onWidth: (px: number) => void }) {
  const start = useRef<{ x: number; width: number } | null>(null);
  const onPointerDown = (event: PointerEvent<HTMLSpanElement>): void => {
    event.preventDefault();
    event.currentTarget.setPointerCapture(event.pointerId);
    start.current = { x: event.clientX, width };
  };
  return (
    <span
      className="ledger-edge"
      onPointerDown={onPointerDown}
      onPointerMove={(event) => {
        if (start.current) onWidth(start.current.width + event.clientX - start.current.x);
      }}
      onPointerUp={() => {
        start.current = null;
      }}
    />
  );
}
