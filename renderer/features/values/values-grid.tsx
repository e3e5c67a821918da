// Units × indicators: first column and two-level head frozen, rows virtual, categories foldable, a range selectable.

import { memo, useEffect, useRef } from 'react';

import type { ValuesGrid } from '../../../shared/contract/calls/values.js';
import { useWindow } from '../../ui/use-window.js';
import {
  cellClass,
  cellText,
  cellWords,
  figureMeasure,
  type ColumnGroup,
  type GridFigure,
  type ShownColumn,
} from './grid-model.js';
import { isInside, type Cell, type Range } from './selection.js';
import type { SelectionControl } from './use-selection.js';
import { MinusSquareIcon, PlusSquareIcon } from '../../ui/icons.js';

const ROW_HEIGHT = 28;

interface RowProps {
  row: ValuesGrid['rows'][number];
  index: number;
  groups: readonly ColumnGroup[];
  figure: GridFigure;
  /** Null where the selection does not touch this row, so that the row need not be drawn again. */
  range: Range | null;
  current: number | null;
  control: Pick<SelectionControl, 'onMouseDown' | 'onMouseEnter'>;
  onOpen: (cell: Cell) => void;
}

const Row = memo(function Row({ row, index, groups, figure, range, current, control, onOpen }: RowProps) {
  let column = -1;
  const draw = ({ at, column: shown }: ShownColumn) => {
    column += 1;
    const cell: Cell = { row: index, column };
    const value = row.values[at];
    const classes = ['value-cell', cellClass(value)];
    if (isInside(range, index, column)) classes.push('is-selected');
    if (current === column) classes.push('is-current');
    const words = cellWords(value);
    return (
      <td
        key={shown.code}
        id={`cell-${index}-${column}`}
        role="gridcell"
        aria-colindex={column + 2}
        aria-selected={isInside(range, index, column)}
        aria-label={words === '' ? undefined : `${cellText(value, figure)}，${words}`}
        className={classes.join(' ')}
        title={words === '' ? undefined : words}
        onMouseDown={(event) => control.onMouseDown(event, cell)}
        onMouseEnter={(event) => control.onMouseEnter(event, cell)}
        onDoubleClick={() => onOpen(cell)}
      >
        {cellText(value, figure)}
      </td>
    );
  };
  return (
    <tr role="row" aria-rowindex={index + 3} className={row.unitId === null ? 'is-total' : ''}>
      <th scope="row" role="rowheader" className="value-unit" title={row.unit}>
        {row.unit}
      </th>
      {groups.map((group) =>
        group.isFolded ? <td key={group.category} className="value-folded" /> : group.columns.map(draw),
      )}
    </tr>
  );
});

interface Props {
  grid: ValuesGrid;
  groups: readonly ColumnGroup[];
  figure: GridFigure;
  control: SelectionControl;
  onOpen: (cell: Cell) => void;
  onFold: (category: string) => void;
}

function Head({ groups, figure, onFold }: Pick<Props, 'groups' | 'figure' | 'onFold'>) {
  return (
    <thead>
      <tr role="row">
        <th rowSpan={2} scope="col" role="columnheader" className="value-unit value-corner">
          填报单位
        </th>
        {groups.map((group) => (
          <th
            key={group.category}
            colSpan={Math.max(1, group.columns.length)}
            scope="colgroup"
            role="columnheader"
            className="value-group"
          >
            <button
              type="button"
              aria-expanded={!group.isFolded}
              title={`${group.isFolded ? '展开' : '收起'}${group.label}（${group.count}项指标）`}
              onClick={() => onFold(group.category)}
            >
              {group.isFolded ? <PlusSquareIcon /> : <MinusSquareIcon />} {group.label}
            </button>
          </th>
        ))}
      </tr>
      <tr role="row">
        {groups.map((group) =>
          group.isFolded ? (
            <th key={group.category} className="value-folded" scope="col" role="columnheader">
              {group.count}项
            </th>
          ) : (
            group.columns.map(({ column }) => (
              <th
                key={column.code}
                scope="col"
                role="columnheader"
                className="value-head"
                title={`${column.code} ${column.name}（${column.measure}）`}
              >
                <span>{column.shortName === '' ? column.name : column.shortName}</span>
                <small>{figureMeasure(column, figure)}</small>
              </th>
            ))
          ),
        )}
      </tr>
    </thead>
  );
}

export function ValuesGridView({ grid, groups, figure, control, onOpen, onFold }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const { first, end } = useWindow(box, ROW_HEIGHT, grid.rows.length);
  const { selection, range, onMouseDown, onMouseEnter, onKeyDown, onCopy } = control;
  const pointer = useRef({ onMouseDown, onMouseEnter });
  const head = selection?.head;

  useEffect(() => {
    if (head)
      document
        .querySelector(`#cell-${head.row}-${head.column}`)
        ?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [head]);

  return (
    <div
      ref={box}
      className="values-box"
      role="grid"
      tabIndex={0}
      aria-label="统计数据"
      aria-multiselectable="true"
      aria-rowcount={grid.rows.length + 2}
      aria-activedescendant={selection ? `cell-${selection.anchor.row}-${selection.anchor.column}` : undefined}
      onKeyDown={onKeyDown}
      onCopy={onCopy}
    >
      <table role="presentation" className="values-table">
        <Head groups={groups} figure={figure} onFold={onFold} />
        <tbody>
          {first > 0 && <tr aria-hidden="true" style={{ height: first * ROW_HEIGHT }} />}
          {grid.rows.slice(first, end).map((row, offset) => {
            const index = first + offset;
            const isTouched = range !== null && index >= range.top && index <= range.bottom;
            return (
              <Row
                key={row.unitId ?? 'total'}
                row={row}
                index={index}
                groups={groups}
                figure={figure}
                range={isTouched ? range : null}
                current={selection?.anchor.row === index ? selection.anchor.column : null}
                control={pointer.current}
                onOpen={onOpen}
              />
            );
          })}
          {end < grid.rows.length && (
            <tr aria-hidden="true" style={{ height: (grid.rows.length - end) * ROW_HEIGHT }} />
          )}
        </tbody>
      </table>
    </div>
  );
}
