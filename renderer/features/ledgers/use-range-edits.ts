// What is done to all chosen cells: copying and pasting with Excel, filling down, clearing. What it means for the rows is decided in
// range-edits.ts.

import { useCallback, type ClipboardEvent } from 'react';

import type { FieldInput } from '../../../shared/ledgers/read-field.js';
import { toTsv, type Range } from '../../ui/cell-range.js';
import { fromTsv } from '../../ui/clipboard.js';
import type { Report } from '../../ui/use-report.js';
import type { GridColumn } from './columns.js';
import { nextNewId, type RowEdit } from './drafts.js';
import { cleared, filledDown, filledWith, pasted } from './range-edits.js';
import { idsBetween, type RowLayout } from './row-layout.js';
import type { CellTexts } from './use-cell-texts.js';
import type { Entries } from './use-entries.js';
import type { LedgerDesk } from './use-ledger.js';
import type { Rows } from './use-rows.js';
import type { Choosing } from './use-selection.js';

/** Rows from which on it is said that they were copied: more than a screen shows. */
const MANY_COPIED = 2000;
/** As many as one step takes. */
const MOST_ROWS = 5000;

interface Options {
  desk: LedgerDesk;
  rows: Rows;
  entries: Entries;
  layout: RowLayout;
  columns: readonly GridColumn[];
  report: Report;
  texts: CellTexts;
  choosing: Choosing;
}

export interface RangeEdits {
  clear: () => void;
  fillDown: () => void;
  /** What `inputOf` says into all chosen cells. */
  fillWith: (inputOf: (column: GridColumn) => FieldInput) => void;
  copy: (event: ClipboardEvent) => void;
  cut: (event: ClipboardEvent) => void;
  paste: (event: ClipboardEvent) => void;
}

export function useRangeEdits(options: Options): RangeEdits {
  const { desk, rows, entries, layout, columns, report, texts, choosing } = options;
  const { range, id } = choosing;
  const { textAt, textOf } = texts;

  /** One step, where it is no longer than a step may be. */
  const change = useCallback(
    (edits: readonly RowEdit[], wait = false): void => {
      if (edits.length > MOST_ROWS)
        report.partly('没有修改', `一次最多修改${MOST_ROWS}条，所选有${edits.length}条。请先筛选，或分几次修改。`);
      else if (edits.length > 0) entries.edit(edits, wait);
    },
    [entries, report],
  );
  const clear = useCallback(() => {
    if (range !== null) change(cleared(columns, layout, range));
  }, [change, columns, layout, range]);
  const fillWith = useCallback(
    (inputOf: (column: GridColumn) => FieldInput) => {
      if (range !== null) change(filledWith(columns, layout, range, inputOf));
    },
    [change, columns, layout, range],
  );
  const fillDown = useCallback(() => {
    if (range === null) return;
    const edits = filledDown(columns, layout, range, (row, name) => {
      const text = textOf(row, name);
      return text === '' ? null : text;
    });
    const isTyping = range.top === range.bottom && id !== null && id < 0;
    change(edits, isTyping);
  }, [change, columns, id, layout, range, textOf]);

  /** Where rows of the selection were never in sight: their contents are asked for first. */
  const copyLater = async (wanted: Range, ids: readonly number[]): Promise<void> => {
    const contents = await rows.contentsOf(ids, (done) => report.done(`正在复制：${done}/${ids.length}行`));
    const text = toTsv(wanted, (row, at) => {
      const line = layout.lineAt(row);
      const column = columns[at];
      const stored = line?.kind === 'row' && !entries.drafts.has(line.id) ? contents.get(line.id) : undefined;
      return stored === undefined || column === undefined
        ? textAt(row, at)
        : desk.textOf(column.name, stored[column.name] ?? null);
    });
    await navigator.clipboard.writeText(text);
  };
  /** `then`: once the clipboard holds the cells. */
  const take = (event: ClipboardEvent, wanted: Range, then: () => void): void => {
    event.preventDefault();
    const ids = idsBetween(layout, wanted.top, wanted.bottom);
    const said = (): void => report.done(`已复制${ids.length}行`);
    if (ids.every((one) => one < 0 || rows.rowOf(one) !== undefined)) {
      event.clipboardData.setData('text/plain', toTsv(wanted, textAt));
      if (ids.length > MANY_COPIED) said();
      then();
      return;
    }
    copyLater(wanted, ids).then(said).then(then).catch(report.failed);
  };
  const copy = (event: ClipboardEvent): void => {
    if (range !== null) take(event, range, () => undefined);
  };
  const cut = (event: ClipboardEvent): void => {
    if (range !== null) take(event, range, clear);
  };
  const paste = (event: ClipboardEvent): void => {
    if (range === null) return;
    event.preventDefault();
    const cells = fromTsv(event.clipboardData.getData('text/plain'));
    if (cells.length === 0) return;
    const result = pasted(desk.ledger, columns, layout, range, cells, nextNewId(entries.drafts));
    if (result.edits.length > MOST_ROWS) {
      report.partly('没有粘贴', `一次最多粘贴${MOST_ROWS}行，这次有${result.edits.length}行。请保存为文件后用“导入”。`);
      return;
    }
    entries.edit(result.edits);
    choosing.selectPasted(result.range);
    const left = [
      ...(result.unknown.length > 0 ? [`“${result.unknown.join('”、“')}”没有对应的栏目，未粘贴`] : []),
      ...(result.lost > 0 ? [`右边有${result.lost}栏没有对应的栏目，未粘贴`] : []),
      ...(result.totals > 0 ? [`合计${result.totals}行不是记录，未粘贴`] : []),
    ];
    if (left.length > 0) report.declined(left.join('；'));
  };
  return { clear, fillDown, fillWith, copy, cut, paste };
}
