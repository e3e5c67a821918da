// What is done to all chosen cells: copying and pasting with Excel, filling down, clearing. What it means for the rows is decided in
// range-edits.ts.

import { useCallback, type ClipboardEvent } from 'react';

import { toTsv, type Range } from '../../ui/cell-range.js';
import { fromTsv } from '../../ui/clipboard.js';
import type { Report } from '../../ui/use-report.js';
import type { GridColumn } from './columns.js';
import { nextNewId } from './drafts.js';
import { cleared, filledDown, pasted } from './range-edits.js';
import { idsBetween, type RowLayout } from './row-layout.js';
import type { CellTexts } from './use-cell-texts.js';
import type { Entries } from './use-entries.js';
import type { LedgerDesk } from './use-ledger.js';
import type { Rows } from './use-rows.js';
import type { Choosing } from './use-selection.js';

/** Rows from which on it is said that they were copied: more than a screen shows. */
const MANY_COPIED = 2000;
/** As many as one step takes. */
const MOST_PASTED = 5000;

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
  copy: (event: ClipboardEvent) => void;
  cut: (event: ClipboardEvent) => void;
  paste: (event: ClipboardEvent) => void;
}

export function useRangeEdits(options: Options): RangeEdits {
  const { desk, rows, entries, layout, columns, report, texts, choosing } = options;
  const { range, id } = choosing;
  const { textAt, textOf } = texts;

  const clear = useCallback(() => {
    if (range !== null) entries.edit(cleared(columns, layout, range));
  }, [columns, entries, layout, range]);
  const fillDown = useCallback(() => {
    if (range === null) return;
    const edits = filledDown(columns, layout, range, (row, name) => {
      const text = textOf(row, name);
      return text === '' ? null : text;
    });
    const isTyping = range.top === range.bottom && id !== null && id < 0;
    if (edits.length > 0) entries.edit(edits, isTyping);
  }, [columns, entries, id, layout, range, textOf]);

  /** Where rows of the selection were never in sight: their contents are asked for first. */
  const copyLater = useCallback(
    async (wanted: Range): Promise<void> => {
      await rows.load(idsBetween(layout, wanted.top, wanted.bottom));
      await navigator.clipboard.writeText(toTsv(wanted, textAt));
    },
    [layout, rows, textAt],
  );
  const copy = (event: ClipboardEvent): void => {
    if (range === null) return;
    event.preventDefault();
    const ids = idsBetween(layout, range.top, range.bottom);
    const said = (): void => report.done(`已复制${ids.length}行`);
    if (ids.every((one) => one < 0 || rows.rowOf(one) !== undefined)) {
      event.clipboardData.setData('text/plain', toTsv(range, textAt));
      if (ids.length > MANY_COPIED) said();
    } else copyLater(range).then(said).catch(report.failed);
  };
  const cut = (event: ClipboardEvent): void => {
    if (range === null) return;
    copy(event);
    clear();
  };
  const paste = (event: ClipboardEvent): void => {
    if (range === null) return;
    event.preventDefault();
    const cells = fromTsv(event.clipboardData.getData('text/plain'));
    if (cells.length === 0) return;
    const result = pasted(desk.ledger, columns, layout, range, cells, nextNewId(entries.drafts));
    if (result.edits.length > MOST_PASTED) {
      report.failed(new Error(`一次最多粘贴${MOST_PASTED}行，剪贴板中有${result.edits.length}行，请用“导入”。`));
      return;
    }
    entries.edit(result.edits);
    choosing.selectPasted(result.range);
    if (result.unknown.length > 0) report.declined(`“${result.unknown.join('”、“')}”没有对应的栏目，未粘贴`);
    else if (result.lost > 0) report.declined(`右边有${result.lost}栏没有对应的栏目，未粘贴`);
  };
  return { clear, fillDown, copy, cut, paste };
}
