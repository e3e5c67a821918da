// Keys, mouse and clipboard of the sheet of a ledger. Which cells are chosen is in use-selection.ts, the cell that is typed in
// use-typing.ts, what is done to many cells in use-range-edits.ts.

import {
  useCallback,
  useEffect,
  useRef,
  type ClipboardEvent,
  type KeyboardEvent,
  type MouseEvent,
  type RefObject,
} from 'react';

import type { Period } from '../../../shared/model/period.js';
import { chinaDate } from '../../../shared/tasks/working-days.js';
import { moved, type Cell } from '../../ui/cell-range.js';
import type { Report } from '../../ui/use-report.js';
import type { GridColumn } from './columns.js';
import type { RowLayout } from './row-layout.js';
import type { CellFiles } from './use-cell-files.js';
import { useCellTexts, type CellTexts } from './use-cell-texts.js';
import type { Entries } from './use-entries.js';
import type { LedgerDesk } from './use-ledger.js';
import { useRangeEdits } from './use-range-edits.js';
import type { Rows } from './use-rows.js';
import { useSelection, type Choosing } from './use-selection.js';
import { useTyping, type Typing } from './use-typing.js';

interface Options {
  desk: LedgerDesk;
  rows: Rows;
  entries: Entries;
  layout: RowLayout;
  columns: readonly GridColumn[];
  period: Period;
  report: Report;
  cellFiles: CellFiles;
  onOpenRow: (id: number) => void;
  onFold: (group: number) => void;
  /** By this column; by it already in this direction: as entered. */
  onSort: (field: string, isDescending: boolean) => void;
  /** To the filter of this column. */
  onFilter: (field: string) => void;
  /** The chosen rows are to be removed. */
  onRemove: () => void;
}

export interface GridControl
  extends
    Pick<Choosing, 'selection' | 'range' | 'follow' | 'isHome' | 'select' | 'restart' | 'startNew'>,
    Pick<Typing, 'editing' | 'suggesting' | 'setText' | 'begin' | 'take' | 'cancel'>,
    Pick<CellTexts, 'textAt'> {
  /** The field that all typing goes through. */
  field: RefObject<HTMLTextAreaElement | null>;
  focus: () => void;
  /** Ends typing; what was typed is kept. */
  commit: () => void;
  onKeyDown: (event: KeyboardEvent<HTMLTextAreaElement>) => void;
  onCopy: (event: ClipboardEvent) => void;
  onCut: (event: ClipboardEvent) => void;
  onPaste: (event: ClipboardEvent) => void;
  onMouseDown: (event: MouseEvent, cell: Cell) => void;
  onMouseEnter: (event: MouseEvent, cell: Cell) => void;
  onRow: (event: MouseEvent, index: number) => void;
}

const STEPS: Readonly<Record<string, [row: number, column: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

export function useGrid(options: Options): GridControl {
  const {
    desk,
    rows,
    entries,
    layout,
    columns,
    period,
    report,
    cellFiles,
    onOpenRow,
    onFold,
    onSort,
    onFilter,
    onRemove,
  } = options;
  const field = useRef<HTMLTextAreaElement>(null);
  const focus = useCallback(() => field.current?.focus({ preventScroll: true }), []);
  const choosing = useSelection({ layout, question: rows.answered }, columns, entries.storedAs);
  const { selection, range, line, id, column, select } = choosing;
  const texts = useCellTexts(desk, rows, entries.drafts, layout, columns);
  const typing = useTyping({ desk, entries, period, cellFiles, texts, id, column });
  const { editing, suggesting, begin, setText, finish, finishAs, cancel } = typing;
  const edits = useRangeEdits({ desk, rows, entries, layout, columns, report, texts, choosing });

  // A new row is stored when it is left, so that nobody is told about fields that are still to come.
  const left = useRef<number | null>(null);
  const { leave } = entries;
  useEffect(() => {
    if (left.current !== null && left.current !== id && left.current < 0) leave(left.current);
    left.current = id;
  }, [id, leave]);

  const { startNew: toNew } = choosing;
  const startNew = useCallback(() => {
    toNew();
    focus();
  }, [toNew, focus]);

  const hasMany = range !== null && (range.top !== range.bottom || range.left !== range.right);
  const onEditKey = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    const { list } = suggesting;
    const stop = (): void => {
      event.preventDefault();
      event.stopPropagation();
    };
    const hasLines = column?.field.kind === 'longText' || column?.field.kind === 'lines';
    if (event.key === 'Escape') {
      stop();
      cancel();
    } else if (event.key === 'Enter' && event.altKey && hasLines) {
      stop();
      const area = event.currentTarget;
      setText(`${area.value.slice(0, area.selectionStart)}\n${area.value.slice(area.selectionEnd)}`);
    } else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      stop();
      if (hasMany) edits.fillWith(finishAs());
      else finish();
    } else if (event.key === 'Enter') {
      stop();
      finish();
      choosing.goDown(event.shiftKey ? -1 : 1);
    } else if (event.key === 'Tab') {
      stop();
      finish();
      choosing.tab(event.shiftKey ? -1 : 1);
    } else if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && list.length > 0) {
      stop();
      const step = event.key === 'ArrowDown' ? 1 : -1;
      suggesting.setAt(Math.max(-1, Math.min(list.length - 1, suggesting.at + step)));
    } else if (Object.hasOwn(STEPS, event.key) && editing?.mode === 'enter') {
      stop();
      finish();
      choosing.go(...STEPS[event.key]!);
    }
  };

  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    if (event.nativeEvent.isComposing) return;
    const isControl = event.ctrlKey || event.metaKey;
    if (editing !== null) {
      if (isControl && /^[zy]$/i.test(event.key)) event.stopPropagation();
      onEditKey(event);
      return;
    }
    const run = (action: () => void): void => {
      event.preventDefault();
      event.stopPropagation();
      action();
    };
    const key = event.key.toLowerCase();
    if (isControl && key === 'z' && !event.shiftKey) return run(() => void entries.undo().catch(report.failed));
    if (isControl && (key === 'y' || key === 'z')) return run(() => void entries.redo().catch(report.failed));
    if (event.key === 'Insert') return run(startNew);
    if (selection === null) return;
    if (event.altKey && event.shiftKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown'))
      return run(() => column !== undefined && onSort(column.name, event.key === 'ArrowDown'));
    if (event.altKey && event.key === 'ArrowDown') return run(() => begin('edit'));
    if (event.altKey) return;
    if (isControl && event.shiftKey && key === 'l') return run(() => column !== undefined && onFilter(column.name));
    if (isControl && event.key === 'Delete') return run(onRemove);
    if (isControl && key === 'a') return run(choosing.selectAll);
    if (isControl && key === 'd') return run(edits.fillDown);
    if (isControl && event.key === ';') return run(() => begin('enter', chinaDate(new Date().toISOString())));
    if (isControl && event.key === 'Enter') return run(() => (id !== null && id > 0 ? onOpenRow(id) : undefined));
    if (event.key === ' ' && (isControl || event.shiftKey))
      return run(() => choosing.selectWhole(isControl ? 'columns' : 'rows'));
    if (line?.kind === 'group' && (event.key === 'Enter' || event.key === ' ')) return run(() => onFold(line.index));
    if (event.key === 'F2') return run(() => begin('edit'));
    if (event.key === 'Enter') return run(() => choosing.goDown(event.shiftKey ? -1 : 1));
    if (event.key === 'Tab') return run(() => choosing.tab(event.shiftKey ? -1 : 1));
    if (event.key === 'Delete' || event.key === 'Backspace') return run(edits.clear);
    if (event.key === 'Escape') {
      if (hasMany) run(() => select(selection.anchor));
      return;
    }
    const from = event.shiftKey ? selection.head : selection.anchor;
    const next = moved(from, event.key, isControl, layout.lines, columns.length);
    const manner = event.key === 'Home' ? 'home' : undefined;
    if (next !== null) run(() => select(event.shiftKey ? selection.anchor : next, next, manner));
  };

  const { extend, selectRow } = choosing;
  const onMouseDown = useCallback(
    (event: MouseEvent, cell: Cell) => {
      if (event.button !== 0) return;
      event.preventDefault();
      finish();
      if (event.shiftKey) extend(cell);
      else select(cell);
    },
    [extend, finish, select],
  );
  const onMouseEnter = useCallback(
    (event: MouseEvent, cell: Cell) => {
      if (event.buttons === 1) extend(cell);
    },
    [extend],
  );
  const onRow = useCallback(
    (event: MouseEvent, index: number) => {
      if (event.button !== 0) return;
      event.preventDefault();
      finish();
      selectRow(index, event.shiftKey);
    },
    [finish, selectRow],
  );
  /** While a cell is typed the clipboard is that of its text. */
  const ofCells = (action: (event: ClipboardEvent) => void) => (event: ClipboardEvent) => {
    if (editing === null) action(event);
  };

  return {
    selection,
    range,
    follow: choosing.follow,
    isHome: choosing.isHome,
    select,
    restart: choosing.restart,
    startNew,
    textAt: texts.textAt,
    editing,
    suggesting,
    setText,
    begin,
    take: typing.take,
    cancel,
    field,
    focus,
    commit: finish,
    onKeyDown,
    onCopy: ofCells(edits.copy),
    onCut: ofCells(edits.cut),
    onPaste: ofCells(edits.paste),
    onMouseDown,
    onMouseEnter,
    onRow,
  };
}
