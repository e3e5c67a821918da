// Selection, typing, keys and clipboard of the grid of a ledger. What the keys do to cells is in cell-range.ts and range-edits.ts.

import {
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
  type ClipboardEvent,
  type KeyboardEvent,
  type MouseEvent,
  type RefObject,
} from 'react';

import type { FieldValue } from '../../../shared/ledgers/define.js';
import type { FieldInput } from '../../../shared/ledgers/read-field.js';
import { withYear } from '../../../shared/ledgers/typed-day.js';
import { yearOf, type Period } from '../../../shared/model/period.js';
import { moved, rangeOf, toTsv, type Cell, type Range, type Selection } from '../../ui/cell-range.js';
import type { Report } from '../../ui/use-report.js';
import type { Editing } from './cell-editor.js';
import { fromTsv } from '../../ui/clipboard.js';
import type { GridColumn } from './columns.js';
import { nextNewId } from './drafts.js';
import { inputText } from './grid-row.js';
import { cleared, filledDown, pasted } from './range-edits.js';
import { idsBetween, type RowLayout } from './row-layout.js';
import { isClosed, taken, type Suggestion } from './suggestions.js';
import { filesIn, type CellFiles } from './use-cell-files.js';
import type { Entries } from './use-entries.js';
import type { LedgerDesk } from './use-ledger.js';
import type { Rows } from './use-rows.js';
import { useSuggestions, type Suggesting } from './use-suggestions.js';

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
}

export interface GridControl {
  /** The field that all typing goes through. */
  field: RefObject<HTMLTextAreaElement | null>;
  focus: () => void;
  selection: Selection | null;
  /** The cell that must be in sight. */
  follow: Cell | null;
  range: Range | null;
  editing: Editing | null;
  suggesting: Suggesting;
  select: (cell: Cell, head?: Cell) => void;
  /** To the first row, in the same column: the rows are others now. */
  restart: () => void;
  /** Goes to the empty line at the end, ready to type. */
  startNew: () => void;
  /** Text of a cell as it is copied. */
  textAt: (row: number, column: number) => string;
  setText: (text: string) => void;
  begin: (mode: Editing['mode'], text?: string) => void;
  take: (at: number) => void;
  /** Ends typing; what was typed is kept. */
  commit: () => void;
  cancel: () => void;
  onKeyDown: (event: KeyboardEvent<HTMLTextAreaElement>) => void;
  onCopy: (event: ClipboardEvent) => void;
  onCut: (event: ClipboardEvent) => void;
  onPaste: (event: ClipboardEvent) => void;
  onMouseDown: (event: MouseEvent, cell: Cell) => void;
  onMouseEnter: (event: MouseEvent, cell: Cell) => void;
  onRow: (event: MouseEvent, index: number) => void;
}

/** Rows of a paste that a small screen still shows. */
const SHORT_PASTE = 10;

/** The cell that comes into sight: the end of a selection; of a paste its last row where it is short, else its beginning. */
function followed(selection: Selection | null, isPaste: boolean): Cell | null {
  if (selection === null || !isPaste) return selection?.head ?? null;
  const { anchor, head } = selection;
  return head.row - anchor.row <= SHORT_PASTE ? { row: head.row, column: anchor.column } : anchor;
}

const NOT_LOADED = 2000;
/** Typing begins without a click: the first cell is current from the start. */
const START: Selection = { anchor: { row: 0, column: 0 }, head: { row: 0, column: 0 } };

function today(): string {
  const now = new Date();
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

export function useGrid(options: Options): GridControl {
  const { desk, rows, entries, layout, columns, period, report, cellFiles, onOpenRow, onFold } = options;
  const { ledger } = desk;
  const [chosen, setSelection] = useState<(Selection & { isStill?: boolean }) | null>(START);
  const [editing, setEditing] = useState<Editing | null>(null);
  /** Column to which Enter returns after a row was walked with Tab. */
  const tabStart = useRef<number | null>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const focus = useCallback(() => field.current?.focus({ preventScroll: true }), []);
  const lines = layout.lines;
  const width = columns.length;

  const clamp = useCallback(
    (cell: Cell): Cell => ({ row: Math.min(cell.row, lines - 1), column: Math.min(cell.column, width - 1) }),
    [lines, width],
  );
  const selection = useMemo(
    () =>
      chosen !== null && lines > 0 && width > 0 ? { anchor: clamp(chosen.anchor), head: clamp(chosen.head) } : null,
    [chosen, clamp, lines, width],
  );
  const range = useMemo(() => (selection === null ? null : rangeOf(selection)), [selection]);
  const anchorLine = selection === null ? null : layout.lineAt(selection.anchor.row);
  const anchorId = anchorLine?.kind === 'row' ? anchorLine.id : null;
  const column = selection === null ? undefined : columns[selection.anchor.column];

  const select = useCallback((cell: Cell, head?: Cell) => {
    tabStart.current = null;
    setSelection({ anchor: cell, head: head ?? cell });
  }, []);

  // A new row is stored when it is left, so that nobody is told about fields that are still to come.
  const left = useRef<number | null>(null);
  const { leave, drafts } = entries;
  useEffect(() => {
    if (left.current !== null && left.current !== anchorId && left.current < 0) leave(left.current);
    left.current = anchorId;
  }, [anchorId, leave]);

  const valueOf = useCallback((id: number, name: string): FieldValue => rows.rowOf(id)?.values[name] ?? null, [rows]);
  const textOf = useCallback(
    (id: number, name: string): string => {
      const draft = drafts.get(id);
      if (draft !== undefined && Object.hasOwn(draft.values, name)) return inputText(draft.values[name]);
      return desk.textOf(name, valueOf(id, name));
    },
    [desk, drafts, valueOf],
  );
  const textAt = useCallback(
    (row: number, at: number): string => {
      const line = layout.lineAt(row);
      const shown = columns[at];
      return line?.kind === 'row' && shown !== undefined ? textOf(line.id, shown.name) : '';
    },
    [columns, layout, textOf],
  );

  const suggesting = useSuggestions(
    desk,
    useMemo(
      () =>
        editing === null || column === undefined
          ? null
          : { name: column.name, text: editing.text, isFresh: editing.isFresh },
      [editing, column],
    ),
  );

  /** Edits of one cell, with what a chosen enterprise tells about its row. */
  const editCell = useCallback(
    (text: string, suggestion: Suggestion | undefined) => {
      if (anchorId === null || column === undefined || column.field.kind === 'attachment') return;
      const value = column.field.kind === 'date' ? withYear(text, yearOf(period)) : text.trim();
      const known = textOf(anchorId, column.name);
      const values: Record<string, FieldInput> = { [column.name]: value === '' ? null : value };
      const enterprise = suggestion?.enterprise;
      if (enterprise !== undefined && column.field.kind === 'enterprise') {
        const { codeField } = column.field;
        if (codeField !== undefined && enterprise.uscc !== null && textOf(anchorId, codeField) === '')
          values[codeField] = enterprise.uscc;
        const unit = Object.entries(ledger.fields).find(([, field]) => field.kind === 'unit')?.[0];
        if (unit !== undefined && enterprise.unitId !== null && textOf(anchorId, unit) === '')
          values[unit] = desk.textEnv.unitName(enterprise.unitId);
      }
      if (value === known && Object.keys(values).length === 1) return;
      entries.edit([{ id: anchorId, values }], anchorId < 0);
    },
    [anchorId, column, desk, entries, ledger, period, textOf],
  );

  const begin = useCallback(
    (mode: Editing['mode'], text?: string) => {
      if (anchorId === null || column === undefined) return;
      if (column.field.kind === 'attachment') {
        const draft = drafts.get(anchorId);
        const isTyped = draft !== undefined && Object.hasOwn(draft.values, column.name);
        const known = filesIn(isTyped ? draft.values[column.name] : valueOf(anchorId, column.name));
        cellFiles.add(anchorId, column.name, known);
        return;
      }
      setEditing({
        mode,
        text: text ?? (mode === 'edit' ? textOf(anchorId, column.name) : ''),
        isFresh: text === undefined,
      });
    },
    [anchorId, cellFiles, column, drafts, textOf, valueOf],
  );
  const setText = useCallback(
    (text: string) => {
      if (editing === null) begin('enter', text);
      else setEditing({ ...editing, text, isFresh: false });
    },
    [begin, editing],
  );
  const finish = useCallback(() => {
    if (editing === null) return;
    const suggestion = suggesting.list[suggesting.at];
    const text =
      suggestion !== undefined && column !== undefined ? taken(column.field, editing.text, suggestion) : editing.text;
    setEditing(null);
    editCell(text, suggestion);
  }, [column, editCell, editing, suggesting]);
  const cancel = useCallback(() => setEditing(null), []);
  const take = useCallback(
    (at: number) => {
      const suggestion = suggesting.list[at];
      if (suggestion === undefined || editing === null || column === undefined) return;
      const text = taken(column.field, editing.text, suggestion);
      if (column.field.kind === 'multiChoice') {
        setEditing({ ...editing, text: `${text}；`, isFresh: false });
        return;
      }
      setEditing(null);
      editCell(text, suggestion);
    },
    [column, editCell, editing, suggesting],
  );

  const go = useCallback(
    (rowStep: number, columnStep: number, wraps = false) => {
      setSelection((old) => {
        if (old === null) return old;
        let row = old.anchor.row + rowStep;
        let at = old.anchor.column + columnStep;
        if (wraps && at >= width) {
          at = 0;
          row += 1;
        } else if (wraps && at < 0) {
          at = width - 1;
          row -= 1;
        }
        const cell = {
          row: Math.max(0, Math.min(lines - 1, row)),
          column: Math.max(0, Math.min(width - 1, at)),
        };
        return { anchor: cell, head: cell };
      });
    },
    [lines, width],
  );
  const goDown = useCallback(
    (step: number) => {
      const start = tabStart.current;
      if (start === null || step < 0) {
        go(step, 0);
        return;
      }
      // The row was walked with Tab: the next one begins where this one did.
      setSelection((old) => {
        if (old === null) return old;
        const cell = { row: Math.min(lines - 1, old.anchor.row + 1), column: start };
        return { anchor: cell, head: cell };
      });
      tabStart.current = start;
    },
    [go, lines],
  );
  const tab = useCallback(
    (step: number) => {
      if (selection !== null && tabStart.current === null) tabStart.current = selection.anchor.column;
      go(0, step, true);
    },
    [go, selection],
  );
  const restart = useCallback(() => {
    setSelection((old) => {
      const cell = { row: 0, column: old?.anchor.column ?? 0 };
      return { anchor: cell, head: cell };
    });
  }, []);
  const startNew = useCallback(() => {
    const cell = { row: lines - 1, column: 0 };
    tabStart.current = 0;
    setSelection({ anchor: cell, head: cell });
    focus();
  }, [focus, lines]);

  const runUndo = useCallback(
    (action: () => Promise<void>) => {
      action().catch(report.failed);
    },
    [report],
  );

  const clear = useCallback(() => {
    if (range !== null) entries.edit(cleared(columns, layout, range));
  }, [columns, entries, layout, range]);

  const fillDown = useCallback(() => {
    if (range === null) return;
    const edits = filledDown(columns, layout, range, (id, name) => {
      const text = textOf(id, name);
      return text === '' ? null : text;
    });
    const isTyping = range.top === range.bottom && anchorId !== null && anchorId < 0;
    if (edits.length > 0) entries.edit(edits, isTyping);
  }, [anchorId, columns, entries, layout, range, textOf]);

  const onEditKey = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    const list = suggesting.list;
    const stop = (): void => {
      event.preventDefault();
      event.stopPropagation();
    };
    if (event.key === 'Escape') {
      stop();
      cancel();
    } else if (
      event.key === 'Enter' &&
      event.altKey &&
      (column?.field.kind === 'longText' || column?.field.kind === 'lines')
    ) {
      stop();
      const field = event.currentTarget;
      setText(`${field.value.slice(0, field.selectionStart)}\n${field.value.slice(field.selectionEnd)}`);
    } else if (event.key === 'Enter') {
      stop();
      finish();
      goDown(event.shiftKey ? -1 : 1);
    } else if (event.key === 'Tab') {
      stop();
      finish();
      tab(event.shiftKey ? -1 : 1);
    } else if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && list.length > 0) {
      stop();
      const step = event.key === 'ArrowDown' ? 1 : -1;
      suggesting.setAt(Math.max(-1, Math.min(list.length - 1, suggesting.at + step)));
    } else if (/^Arrow/.test(event.key) && editing?.mode === 'enter') {
      stop();
      finish();
      const by: Record<string, [number, number]> = {
        ArrowUp: [-1, 0],
        ArrowDown: [1, 0],
        ArrowLeft: [0, -1],
        ArrowRight: [0, 1],
      };
      const [rowStep, columnStep] = by[event.key]!;
      go(rowStep, columnStep);
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
    if (isControl && key === 'z' && !event.shiftKey) return run(() => runUndo(entries.undo));
    if (isControl && (key === 'y' || key === 'z')) return run(() => runUndo(entries.redo));
    if (event.key === 'Insert') return run(startNew);
    if (selection === null) return;
    if (event.altKey && event.key === 'ArrowDown') return run(() => begin('edit'));
    if (event.altKey) return;
    if (isControl && key === 'a')
      return run(() => setSelection({ anchor: { row: 0, column: 0 }, head: { row: lines - 1, column: width - 1 } }));
    if (isControl && key === 'd') return run(fillDown);
    if (isControl && event.key === ';') return run(() => begin('enter', today()));
    if (isControl && event.key === 'Enter')
      return run(() => (anchorId !== null && anchorId > 0 ? onOpenRow(anchorId) : undefined));
    if (event.key === ' ' && (isControl || event.shiftKey))
      return run(() =>
        setSelection(
          isControl
            ? { anchor: { ...selection.anchor, row: 0 }, head: { ...selection.head, row: lines - 1 } }
            : { anchor: { ...selection.anchor, column: 0 }, head: { ...selection.head, column: width - 1 } },
        ),
      );
    if (anchorLine?.kind === 'group' && (event.key === 'Enter' || event.key === ' '))
      return run(() => onFold(anchorLine.index));
    if (event.key === 'F2') return run(() => begin('edit'));
    if (event.key === 'Enter') return run(() => goDown(event.shiftKey ? -1 : 1));
    if (event.key === 'Tab') return run(() => tab(event.shiftKey ? -1 : 1));
    if (event.key === 'Delete' || event.key === 'Backspace') return run(clear);
    if (event.key === 'Escape') {
      if (range !== null && (range.top !== range.bottom || range.left !== range.right))
        run(() => select(selection.anchor));
      return;
    }
    const next = moved(event.shiftKey ? selection.head : selection.anchor, event.key, isControl, lines, width);
    if (next !== null)
      run(() => {
        tabStart.current = null;
        setSelection(event.shiftKey ? { ...selection, head: next } : { anchor: next, head: next });
      });
  };

  const copyText = useCallback(
    async (wanted: Range): Promise<void> => {
      await rows.load(idsBetween(layout, wanted.top, wanted.bottom));
      await navigator.clipboard.writeText(toTsv(wanted, textAt));
    },
    [layout, rows, textAt],
  );
  const onCopy = (event: ClipboardEvent): void => {
    if (editing !== null || range === null) return;
    event.preventDefault();
    const ids = idsBetween(layout, range.top, range.bottom);
    if (ids.every((id) => id < 0 || rows.rowOf(id) !== undefined)) {
      event.clipboardData.setData('text/plain', toTsv(range, textAt));
      if (ids.length > NOT_LOADED) report.done(`已复制${ids.length}行`);
    } else
      copyText(range)
        .then(() => report.done(`已复制${ids.length}行`))
        .catch(report.failed);
  };
  const onCut = (event: ClipboardEvent): void => {
    if (editing !== null || range === null) return;
    onCopy(event);
    clear();
  };
  const onPaste = (event: ClipboardEvent): void => {
    if (editing !== null || range === null) return;
    event.preventDefault();
    const cells = fromTsv(event.clipboardData.getData('text/plain'));
    if (cells.length === 0) return;
    const result = pasted(ledger, columns, layout, range, cells, nextNewId(drafts));
    if (result.edits.length > 5000) {
      report.failed(new Error(`一次最多粘贴5000行，剪贴板中有${result.edits.length}行，请用“导入”。`));
      return;
    }
    entries.edit(result.edits);
    setSelection({
      anchor: { row: result.range.top, column: result.range.left },
      head: { row: result.range.bottom, column: result.range.right },
      isStill: true,
    });
    if (result.unknown.length > 0) report.declined(`“${result.unknown.join('”、“')}”没有对应的栏目，未粘贴`);
    else if (result.lost > 0) report.declined(`右边有${result.lost}栏没有对应的栏目，未粘贴`);
  };

  const onMouseDown = useCallback(
    (event: MouseEvent, cell: Cell) => {
      if (event.button !== 0) return;
      event.preventDefault();
      finish();
      tabStart.current = null;
      setSelection((old) => (event.shiftKey && old !== null ? { ...old, head: cell } : { anchor: cell, head: cell }));
    },
    [finish],
  );
  const onMouseEnter = useCallback((event: MouseEvent, cell: Cell) => {
    if (event.buttons === 1) setSelection((old) => (old === null ? null : { ...old, head: cell }));
  }, []);
  const onRow = useCallback(
    (event: MouseEvent, index: number) => {
      if (event.button !== 0) return;
      event.preventDefault();
      finish();
      setSelection((old) => ({
        anchor: { row: event.shiftKey && old !== null ? old.anchor.row : index, column: 0 },
        head: { row: index, column: width - 1 },
      }));
    },
    [finish, width],
  );

  return {
    field,
    focus,
    selection,
    // After pasting the sheet stays where it is, as in every spreadsheet.
    follow: followed(selection, chosen?.isStill === true),
    range,
    editing,
    suggesting,
    select,
    restart,
    startNew,
    textAt,
    setText,
    begin,
    take,
    commit: finish,
    cancel,
    onKeyDown,
    onCopy,
    onCut,
    onPaste,
    onMouseDown,
    onMouseEnter,
    onRow,
  };
}

/** True where a list is shown as soon as the cell is opened. */
export function opensWithList(column: GridColumn | undefined): boolean {
  return column !== undefined && (isClosed(column.field) || column.field.kind === 'choice');
}
