// The grid of a ledger: head with filters, rows as they come into sight, totals, and the field that all typing goes through.
// Arranges; use-grid.ts knows keys and clipboard, use-rows.ts the contents, use-entries.ts what was typed.

import './ledger-grid.css';

import { Button } from 'antd';
import { useCallback, useEffect, useMemo, useRef } from 'react';

import type { ViewLayout } from '../../../shared/contract/calls/ledger-grid.js';
import { groupTitle } from '../../../shared/ledgers/group-title.js';
import { useKeysHome } from '../../ui/keys-home.js';
import { useWindow } from '../../ui/use-window.js';
import { CellEditor } from './cell-editor.js';
import { NUMBER_WIDTH, totalWidth, type GridColumn } from './columns.js';
import { findingOf, markOf } from './drafts.js';
import { GridHead } from './grid-head.js';
import { GridRow, GroupRow, TotalsRow, type CellHandlers } from './grid-row.js';
import type { RowLayout } from './row-layout.js';
import type { CellFiles } from './use-cell-files.js';
import type { Entries } from './use-entries.js';
import type { GridControl } from './use-grid.js';
import { useColumnsInSight } from './use-columns-in-sight.js';
import { useEditorPlace } from './use-editor-place.js';
import { ROW_HEIGHT, useInSight } from './use-in-sight.js';
import type { LedgerDesk } from './use-ledger.js';
import type { Rows } from './use-rows.js';

interface Props {
  desk: LedgerDesk;
  rows: Rows;
  entries: Entries;
  layout: RowLayout;
  columns: readonly GridColumn[];
  view: ViewLayout;
  filterErrors: Readonly<Record<string, string>>;
  defaults: Readonly<Record<string, string>>;
  control: GridControl;
  cellFiles: CellFiles;
  onView: (change: Partial<ViewLayout>) => void;
  onOpenRow: (id: number) => void;
  onFold: (group: number) => void;
}

export function LedgerGrid(props: Props) {
  const {
    desk,
    rows,
    entries,
    layout,
    columns,
    view,
    filterErrors,
    defaults,
    control,
    cellFiles,
    onView,
    onOpenRow,
    onFold,
  } = props;
  const box = useRef<HTMLDivElement>(null);
  const { field, focus: focusCells } = control;
  const isFiltered = view.text.trim() !== '' || Object.keys(view.filters).length > 0;
  const editor = useRef<HTMLDivElement>(null);
  const { first, end } = useWindow(box, ROW_HEIGHT, layout.lines);
  const { selection, range, editing, onMouseDown, onMouseEnter, onRow } = control;
  const { need, version } = rows;
  const width = totalWidth(columns);
  const template = `${NUMBER_WIDTH}px ${columns.map((column) => `${column.width}px`).join(' ')}`;
  const frozen = columns.findLast((column) => column.isFrozen);
  const frozenRight = frozen === undefined ? NUMBER_WIDTH : frozen.left + frozen.width;
  const anchor = selection?.anchor;
  const current = anchor === undefined ? undefined : columns[anchor.column];
  const anchorLine = anchor === undefined ? null : layout.lineAt(anchor.row);

  useEffect(() => {
    const ids: number[] = [];
    for (let index = first; index < end; index += 1) {
      const line = layout.lineAt(index);
      if (line?.kind === 'row') ids.push(line.id);
    }
    need(ids);
  }, [first, end, layout, need, version]);

  const place = useEditorPlace({ box, editor, current, row: anchor?.row, frozenRight, editing });
  const { across, look } = useColumnsInSight(box, columns, frozenRight);
  const onScroll = useCallback(() => {
    place();
    look();
  }, [look, place]);

  // Another question, another answer: it is read from its beginning.
  const question = JSON.stringify([view.text, view.filters, view.sort, view.groupBy]);
  const asked = useRef(question);
  useEffect(() => {
    if (asked.current === question) return;
    asked.current = question;
    if (box.current) box.current.scrollTop = 0;
    control.restart();
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- only when the question changed
  }, [question]);

  useInSight(box, columns, control.follow, control.isHome, frozenRight);

  // Typing begins without a click wherever the page has nothing else to type into.
  useEffect(focusCells, [focusCells]);
  useKeysHome(field);
  useEffect(() => {
    if (editing?.mode !== 'edit') return;
    const element = field.current;
    element?.setSelectionRange(element.value.length, element.value.length);
  }, [editing?.mode, field]);

  const { begin, select } = control;
  const handlers = useMemo<CellHandlers>(
    () => ({
      onMouseDown: (event, cell) => {
        onMouseDown(event, cell);
        focusCells();
      },
      onMouseEnter,
      onDoubleClick: (cell) => {
        select(cell);
        begin('edit');
      },
      onRow: (event, index) => {
        onRow(event, index);
        focusCells();
      },
      onOpenRow: (index) => {
        const line = layout.lineAt(index);
        if (line?.kind === 'row' && line.id > 0) onOpenRow(line.id);
      },
      onOpenFile: cellFiles.open,
    }),
    [onMouseDown, onMouseEnter, onRow, focusCells, select, begin, layout, onOpenRow, cellFiles],
  );

  const currentId = anchorLine?.kind === 'row' ? anchorLine.id : null;
  const finding =
    current === undefined || currentId === null ? undefined : findingOf(entries.drafts.get(currentId), current.name);
  const label =
    current === undefined || anchor === undefined
      ? `${desk.ledger.title}，按方向键选择单元格`
      : `${current.head}，第${anchor.row + 1}行${anchorLine?.kind === 'group' ? '（分组）' : ''}：${control.textAt(anchor.row, anchor.column) || '空'}`;

  const shown = [];
  for (let index = first; index < Math.min(end, layout.lines); index += 1) {
    const line = layout.lineAt(index);
    if (line === null) continue;
    if (line.kind === 'group') {
      shown.push(
        <GroupRow
          key={`g${line.index}`}
          index={index}
          group={line.group}
          title={groupTitle(desk.ledger, view.groupBy, line.group.keys, desk.textEnv)}
          isFolded={line.isFolded}
          columns={columns}
          isCurrent={anchor?.row === index}
          onFold={() => onFold(line.index)}
          onMouseDown={handlers.onMouseDown}
        />,
      );
      continue;
    }
    const isTouched = range !== null && index >= range.top && index <= range.bottom;
    shown.push(
      <GridRow
        key={line.id}
        id={line.id}
        index={index}
        number={line.number}
        columns={columns}
        first={across.first}
        end={across.end}
        row={rows.rowOf(line.id)}
        draft={entries.drafts.get(line.id)}
        doubts={entries.doubts.get(line.id)}
        defaults={line.id < 0 ? defaults : null}
        range={isTouched ? range : null}
        current={anchor?.row === index ? anchor.column : null}
        textOf={desk.shortOf}
        handlers={handlers}
      />,
    );
  }

  return (
    <div className="ledger-grid" style={{ ['--ledger-columns' as string]: template }}>
      <div
        ref={box}
        className="ledger-box"
        role="grid"
        aria-label={desk.ledger.title}
        aria-multiselectable="true"
        aria-rowcount={layout.lines + 2}
        aria-colcount={columns.length + 1}
        onScroll={onScroll}
      >
        <GridHead
          desk={desk}
          columns={columns}
          view={view}
          errors={filterErrors}
          width={width}
          onView={onView}
          onLeave={() => {
            if (selection === null) select({ row: 0, column: 0 });
            focusCells();
          }}
        />
        <div className="ledger-body" role="presentation" style={{ height: layout.lines * ROW_HEIGHT, width }}>
          {shown}
          {rows.ids.length === 0 && !rows.isLoading && rows.error === null && (
            <div className="ledger-none" role="status" style={{ top: layout.lines * ROW_HEIGHT }}>
              {isFiltered ? (
                <>
                  没有符合筛选的记录；台账共{desk.rows}条。
                  <Button size="small" onClick={() => onView({ text: '', filters: {} })}>
                    清除筛选
                  </Button>
                </>
              ) : (
                '还没有记录。在上面一行直接填写，或从 Excel 复制后在这里粘贴，也可以在“报送导入”中导入现有的台账文件。'
              )}
            </div>
          )}
        </div>
        <TotalsRow columns={columns} sums={rows.ids.length === 0 ? null : rows.sums} width={width} />
      </div>
      <CellEditor
        field={field}
        box={editor}
        editing={editing}
        column={current ?? null}
        label={label}
        message={finding?.message ?? ''}
        mark={markOf(finding)}
        suggesting={control.suggesting}
        onText={control.setText}
        onCompose={() => {
          if (editing === null) begin('enter', '');
        }}
        onKeyDown={control.onKeyDown}
        onCopy={control.onCopy}
        onCut={control.onCut}
        onPaste={control.onPaste}
        onBlur={() => {
          control.commit();
          if (currentId !== null && currentId < 0) entries.leave(currentId);
        }}
        onTake={control.take}
      />
    </div>
  );
}
