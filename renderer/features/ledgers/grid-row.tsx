// One line of the grid: a row with its cells, the head of a group with its subtotals, or the totals. Drawn again only when it changed.

import './grid-row.css';

import { memo, type MouseEvent } from 'react';

import { FORMER_UNITS_HEAD } from '../../../shared/ledgers/former-units.js';
import { amountText, measureOf } from '../../../shared/ledgers/field-text.js';
import type { AttachmentRef, FieldValue, Finding } from '../../../shared/ledgers/define.js';
import type { FieldInput } from '../../../shared/ledgers/read-field.js';
import { isInside, type Cell, type Range } from '../../ui/cell-range.js';
import { MinusSquareIcon, PaperClipIcon, PlusSquareIcon } from '../../ui/icons.js';
import type { GridColumn } from './columns.js';
import { findingOf, markOf, type Draft } from './drafts.js';
import type { Group } from './row-layout.js';
import { filesIn } from './use-cell-files.js';
import type { CachedRow } from './use-rows.js';

export interface CellHandlers {
  onMouseDown: (event: MouseEvent, cell: Cell) => void;
  onMouseEnter: (event: MouseEvent, cell: Cell) => void;
  onDoubleClick: (cell: Cell) => void;
  onRow: (event: MouseEvent, index: number) => void;
  onOpenRow: (index: number) => void;
  onOpenFile: (file: AttachmentRef) => void;
}

interface Props {
  id: number;
  index: number;
  number: number;
  columns: readonly GridColumn[];
  /** Columns in sight, frozen ones apart. */
  first: number;
  end: number;
  row: CachedRow | undefined;
  draft: Draft | undefined;
  /** Warnings about the row as it is stored. */
  doubts: readonly Finding[] | undefined;
  /** Grey contents of a row that is not stored: what it gets where nothing is typed. */
  defaults: Readonly<Record<string, string>> | null;
  /** Null where the selection does not touch this line, so that it need not be drawn again. */
  range: Range | null;
  current: number | null;
  textOf: (name: string, value: FieldValue) => string;
  handlers: CellHandlers;
}

/** What was typed, as it was typed. */
export function inputText(input: FieldInput | undefined): string {
  if (input === null || input === undefined) return '';
  if (typeof input === 'boolean') return input ? '是' : '否';
  if (Array.isArray(input))
    return (input as readonly (string | { name: string })[])
      .map((one) => (typeof one === 'string' ? one : one.name))
      .join('；');
  return String(input as string | number);
}

export const GridRow = memo(function GridRow(props: Props) {
  const { id, index, number, columns, first, end, row, draft, doubts, defaults, range, current, textOf, handlers } =
    props;
  const isNew = id < 0;
  const classes = ['ledger-row', draft === undefined ? '' : 'is-draft', draft?.isRefused === true ? 'is-refused' : ''];
  return (
    <div role="row" aria-rowindex={index + 3} className={classes.join(' ')} style={{ top: index * 28 }}>
      <div
        role="rowheader"
        className="ledger-number"
        title={isNew ? undefined : '双击打开详情（Ctrl+Enter）'}
        onMouseDown={(event) => handlers.onRow(event, index)}
        onDoubleClick={() => handlers.onOpenRow(index)}
      >
        {draft === undefined && doubts !== undefined && <i title={doubts.map((one) => one.message).join('；')}>？</i>}
        {draft?.isRefused === true && <b title="有内容需要改正，尚未保存">!</b>}
        {(row?.files ?? 0) > 0 && <PaperClipIcon />}
        {isNew && draft === undefined ? '＊' : number}
      </div>
      {columns.map((column, at) => {
        if (!column.isFrozen && (at < first || at >= end)) return null;
        const isTyped = draft !== undefined && Object.hasOwn(draft.values, column.name);
        const stored = row === undefined ? '' : textOf(column.name, row.values[column.name] ?? null);
        const text = isTyped ? inputText(draft.values[column.name]) : stored;
        const hint = text === '' && isNew ? (defaults?.[column.name] ?? '') : '';
        const finding = findingOf(draft, column.name) ?? doubts?.find((one) => one.field === column.name);
        const former = column.field.kind === 'unit' && !isTyped ? row?.formerUnits : undefined;
        const message = finding?.message ?? (former === undefined ? '' : `${FORMER_UNITS_HEAD}：${former}`);
        const files =
          column.field.kind === 'attachment'
            ? filesIn(isTyped ? draft.values[column.name] : row?.values[column.name])
            : [];
        const cell: Cell = { row: index, column: at };
        const names = ['ledger-cell', `is-${column.align}`];
        if (column.isFrozen) names.push('is-frozen');
        if (isTyped) names.push('is-typed');
        if (finding !== undefined) names.push(markOf(finding));
        if (isInside(range, index, at)) names.push('is-selected');
        if (current === at) names.push('is-current');
        if (column.field.kind === 'code') names.push('is-code');
        return (
          <div
            key={column.name}
            role="gridcell"
            aria-colindex={at + 2}
            aria-selected={isInside(range, index, at)}
            aria-invalid={finding?.severity === 'block' ? true : undefined}
            className={names.join(' ')}
            style={column.isFrozen ? { gridColumn: at + 2, left: column.left } : { gridColumn: at + 2 }}
            title={message === '' ? (text.length > 12 ? text : undefined) : message}
            onMouseDown={(event) => handlers.onMouseDown(event, cell)}
            onMouseEnter={(event) => handlers.onMouseEnter(event, cell)}
            onDoubleClick={() => handlers.onDoubleClick(cell)}
          >
            {hint === '' ? (
              files.length === 0 ? (
                <>
                  {text}
                  {former !== undefined && <i className="ledger-moved">改属</i>}
                </>
              ) : (
                files.map((file) => (
                  <button
                    key={file.sha256}
                    type="button"
                    tabIndex={-1}
                    className="text-link ledger-file"
                    title={`打开 ${file.name}`}
                    onClick={() => handlers.onOpenFile(file)}
                  >
                    {file.name}
                  </button>
                ))
              )
            ) : (
              <span className="ledger-hint">{hint}</span>
            )}
          </div>
        );
      })}
    </div>
  );
});

function sumText(column: GridColumn, sum: number | undefined): string {
  if (sum === undefined) return '';
  return column.field.kind === 'amount' ? amountText(sum, measureOf(column.field)) : String(sum);
}

interface GroupProps {
  index: number;
  group: Group;
  title: string;
  isFolded: boolean;
  columns: readonly GridColumn[];
  isCurrent: boolean;
  onFold: () => void;
  onMouseDown: (event: MouseEvent, cell: Cell) => void;
}

export const GroupRow = memo(function GroupRow({
  index,
  group,
  title,
  isFolded,
  columns,
  isCurrent,
  onFold,
  onMouseDown,
}: GroupProps) {
  const first = columns.findIndex((column) => group.sums[column.name] !== undefined && !column.isFrozen);
  const span = first < 0 ? columns.length : first;
  return (
    <div
      role="row"
      aria-rowindex={index + 3}
      className={`ledger-row is-group ${isCurrent ? 'is-current-line' : ''}`}
      style={{ top: index * 28 }}
    >
      <div
        role="gridcell"
        className="ledger-group"
        style={{ gridColumn: `1 / span ${span + 1}` }}
        onMouseDown={(event) => onMouseDown(event, { row: index, column: 0 })}
      >
        <button
          type="button"
          tabIndex={-1}
          aria-expanded={!isFolded}
          title={isFolded ? '展开' : '收起'}
          onClick={onFold}
        >
          {isFolded ? <PlusSquareIcon /> : <MinusSquareIcon />} {title}
          <small>{group.count}条</small>
        </button>
      </div>
      {columns.slice(span).map((column) => (
        <div key={column.name} role="gridcell" className="ledger-cell is-right">
          {sumText(column, group.sums[column.name])}
        </div>
      ))}
    </div>
  );
});

/** The last line: the sum of each column over all rows that are shown. `sums` null: there are none. */
export function TotalsRow({
  columns,
  sums,
  width,
}: {
  columns: readonly GridColumn[];
  sums: Readonly<Record<string, number>> | null;
  width: number;
}) {
  return (
    <div role="row" aria-label="合计" className="ledger-totals" style={{ width }}>
      <div role="rowheader" className="ledger-number">
        合计
      </div>
      {columns.map((column) => (
        <div
          key={column.name}
          role="gridcell"
          className={`ledger-cell is-right ${column.isFrozen ? 'is-frozen' : ''}`}
          style={column.isFrozen ? { left: column.left } : undefined}
        >
          {sums === null ? '' : sumText(column, sums[column.name])}
        </div>
      ))}
    </div>
  );
}
