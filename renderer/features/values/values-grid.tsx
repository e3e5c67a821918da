// Units × indicators: first column and two-level head frozen, rows virtual, categories foldable, a range selectable.

import { memo, useEffect, useRef, type KeyboardEvent } from 'react';

import type { ValuesGrid } from '../../../shared/contract/calls/values.js';
import { useApp } from '../../app-state.js';
import { useKeysHome } from '../../ui/keys-home.js';
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
import type { Draft } from './drafts.js';
import type { EntryControl } from './use-entry.js';
import { isInside, type Cell, type Range } from '../../ui/cell-range.js';
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
  drafts: ReadonlyMap<string, Draft> | undefined;
  /** Set where the open editor is in this row. */
  entry: EntryControl | null;
  onEdit: (cell: Cell) => void;
}

/** The open cell: Enter goes down, Tab right, Esc gives up; typed over an old value, arrows leave it too. */
function CellEditor({ entry, label }: { entry: EntryControl; label: string }) {
  const editing = entry.editing!;
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    event.stopPropagation();
    if (event.nativeEvent.isComposing) return;
    const finish = (action: () => void): void => {
      event.preventDefault();
      action();
    };
    if (event.key === 'Enter') finish(() => entry.commit('down'));
    else if (event.key === 'Tab') finish(() => entry.commit(event.shiftKey ? 'left' : 'right'));
    else if (event.key === 'Escape') finish(entry.cancel);
    else if (editing.isOverwriting && event.key === 'ArrowDown') finish(() => entry.commit('down'));
    else if (editing.isOverwriting && event.key === 'ArrowRight') finish(() => entry.commit('right'));
    else if (editing.isOverwriting && event.key === 'ArrowLeft') finish(() => entry.commit('left'));
  };
  return (
    <input
      className="value-editor"
      aria-label={label}
      ref={(input) => input?.focus()}
      maxLength={60}
      value={editing.text}
      onChange={(event) => entry.setText(event.target.value)}
      onKeyDown={onKeyDown}
      onBlur={() => entry.commit('stay')}
      onMouseDown={(event) => event.stopPropagation()}
      onDoubleClick={(event) => event.stopPropagation()}
    />
  );
}

const Row = memo(function Row({
  row,
  index,
  groups,
  figure,
  range,
  current,
  control,
  drafts,
  entry,
  onEdit,
}: RowProps) {
  let column = -1;
  const draw = ({ at, column: shown }: ShownColumn) => {
    column += 1;
    const cell: Cell = { row: index, column };
    const value = row.values[at];
    const classes = ['value-cell', cellClass(value)];
    if (isInside(range, index, column)) classes.push('is-selected');
    if (current === column) classes.push('is-current');
    const draft = drafts?.get(shown.code);
    if (draft) classes.push(draft.problem === '' ? 'is-draft' : 'is-draft is-refused');
    const words = draft ? draft.problem || '尚未保存' : cellWords(value);
    const isOpen = entry?.editing?.cell.column === column;
    return (
      <td
        key={shown.code}
        id={`cell-${index}-${column}`}
        role="gridcell"
        aria-colindex={column + 2}
        aria-selected={isInside(range, index, column)}
        aria-label={words === '' ? undefined : `${draft ? draft.text : cellText(value, figure)}，${words}`}
        className={classes.join(' ')}
        title={words === '' ? undefined : words}
        onMouseDown={(event) => control.onMouseDown(event, cell)}
        onMouseEnter={(event) => control.onMouseEnter(event, cell)}
        onDoubleClick={() => onEdit(cell)}
      >
        {entry && isOpen ? (
          <CellEditor entry={entry} label={`${row.unit} ${shown.name}`} />
        ) : draft ? (
          draft.text === '' ? (
            '（清空）'
          ) : (
            draft.text
          )
        ) : (
          cellText(value, figure)
        )}
      </td>
    );
  };
  const outside = row.isOutsideTotal === true ? '（不计入合计）' : '';
  return (
    <tr
      role="row"
      aria-rowindex={index + 3}
      className={row.unitId === null && row.period === undefined ? 'is-total' : ''}
    >
      <th scope="row" role="rowheader" className="value-unit" title={`${row.unit}${outside}`}>
        {row.unit}
        <span className="muted">{outside}</span>
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
  entry: EntryControl;
  /** What the rows are. */
  corner: string;
  onFold: (category: string) => void;
}

function Head({ groups, figure, corner, onFold }: Pick<Props, 'groups' | 'figure' | 'corner' | 'onFold'>) {
  return (
    <thead>
      <tr role="row">
        <th rowSpan={2} scope="col" role="columnheader" className="value-unit value-corner">
          {corner}
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

export function ValuesGridView({ grid, groups, figure, control, entry, corner, onFold }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const { isSourceOpen } = useApp();
  const { first, end } = useWindow(box, ROW_HEIGHT, grid.rows.length);
  const { selection, range, onMouseDown, onMouseEnter, onKeyDown, onCopy } = control;
  const pointer = useRef({ onMouseDown, onMouseEnter });
  const head = selection?.head;
  // What was closed or pressed held the focus: keys go to the cells again.
  useKeysHome(box);
  const begin = useRef(entry.begin);
  begin.current = entry.begin;
  const edit = useRef((cell: Cell): void => void begin.current(cell));
  const isEditing = entry.editing !== null;
  const wasEditing = useRef(false);
  useEffect(() => {
    // Keys go on where the editor was.
    if (wasEditing.current && !isEditing) box.current?.focus();
    wasEditing.current = isEditing;
  }, [isEditing]);

  useEffect(() => {
    if (head)
      document
        .querySelector(`#cell-${head.row}-${head.column}`)
        ?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    // The panel of 数据来源 takes a third of the width: the number that it speaks of stays in sight.
  }, [head, isSourceOpen]);

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
      onKeyDown={(event) => {
        if (!entry.onKeyDown(event)) onKeyDown(event);
      }}
      onCopy={isEditing ? undefined : onCopy}
      onPaste={entry.onPaste}
    >
      <table role="presentation" className="values-table">
        <Head groups={groups} figure={figure} corner={corner} onFold={onFold} />
        <tbody>
          {first > 0 && <tr aria-hidden="true" style={{ height: first * ROW_HEIGHT }} />}
          {grid.rows.slice(first, end).map((row, offset) => {
            const index = first + offset;
            const isTouched = range !== null && index >= range.top && index <= range.bottom;
            return (
              <Row
                key={`${row.period ?? ''}${row.unitId ?? (row.isResidual ? 'residual' : 'total')}`}
                row={row}
                index={index}
                groups={groups}
                figure={figure}
                range={isTouched ? range : null}
                current={selection?.anchor.row === index ? selection.anchor.column : null}
                control={pointer.current}
                drafts={row.unitId === null || row.period !== undefined ? undefined : entry.drafts.get(row.unitId)}
                entry={entry.editing?.cell.row === index ? entry : null}
                onEdit={edit.current}
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
