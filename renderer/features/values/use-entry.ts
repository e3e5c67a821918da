// Typing in the values grid: the open editor, drafts until they are saved, paste, fill down, delete. What the keys of movement
// mean is in use-selection.ts; how a draft is kept is in drafts.ts.

import { useCallback, useEffect, useMemo, useRef, useState, type ClipboardEvent, type KeyboardEvent } from 'react';

import type { ValuesGrid } from '../../../shared/contract/calls/values.js';
import { call } from '../../api/client.js';
import { noteDrafts, savingDrafts } from '../../api/seen.js';
import { offerSteps } from '../../page-steps.js';
import { fromTsv } from '../../ui/clipboard.js';
import { showRefusal } from '../../ui/notice.js';
import { useReport } from '../../ui/use-report.js';
import {
  cellsOf,
  countOf,
  entriesOf,
  filledDown,
  NO_DRAFTS,
  pastedCells,
  withEntries,
  without,
  withProblems,
  type Drafts,
  type Entry,
} from './drafts.js';
import { afterStoring, NO_STEPS, stepBack, stepForth, withNow, withStep, type DraftSteps } from './draft-steps.js';
import { findingsAsk } from './findings-ask.js';
import { besidePrinted, sourcesIn, type BesidePrinted } from './beside-printed.js';
import type { ShownColumn } from './grid-model.js';
import type { Cell } from '../../ui/cell-range.js';
import type { SelectionControl } from './use-selection.js';

/** Drafts outlive a visit to another page; they end with the window, which asks before it closes. */
const kept = new Map<string, DraftSteps>();
const UNSAVED = '未保存的填写';
const draftsOf = (period: string): string => `values/${period}`;

export interface Editing {
  cell: Cell;
  text: string;
  /** Typed over the old value: arrows then leave the editor, as in a spreadsheet. */
  isOverwriting: boolean;
}

export interface EntryControl {
  drafts: Drafts;
  count: number;
  editing: Editing | null;
  setText: (text: string) => void;
  begin: (cell: Cell, text?: string) => boolean;
  /** Takes the text over and moves on. */
  commit: (move: 'down' | 'right' | 'left' | 'stay') => void;
  cancel: () => void;
  onKeyDown: (event: KeyboardEvent) => boolean;
  onPaste: (event: ClipboardEvent) => void;
  save: (reason: string) => Promise<boolean>;
  discard: () => void;
}

interface Options {
  grid: ValuesGrid | null;
  columns: readonly ShownColumn[];
  /** Values of this view can be typed: cumulative values, not what is computed from them. */
  isEditable: boolean;
  /** Why nothing of the period can be typed; '' where it is open. */
  locked: string;
  control: SelectionControl;
}

const WHY_NOT = {
  view: '当月数、单季数、上年同期、各年的数和各种比率在这里只供查看。请切换到“累计”“数值”后填写；以前的年份先在上方换统计期间。',
  total: '合计由各填报单位的数值计算，不能直接填写。',
  computed: '这项指标由其他指标计算得出，不能直接填写。',
};

function savedWords(saved: number, beside: readonly BesidePrinted[]): string {
  if (saved === 0) return '与已保存的数值相同，没有改动。';
  if (beside.length === 0) return `已保存${saved}个数值。`;
  return `已保存${saved}个数值。其中${beside.length}个作为填报单位报送数保存，表中仍采用${sourcesIn(beside)}的数；选中单元格按 F4，可看“各来源的数”。`;
}

export function useEntry({ grid, columns, isEditable, locked, control }: Options): EntryControl {
  const report = useReport();
  const period = grid?.period ?? '';
  const [steps, setAll] = useState<DraftSteps>(() => kept.get(period) ?? NO_STEPS);
  const drafts = steps.now;
  const [editing, setEditing] = useState<Editing | null>(null);
  const { selection, range, select } = control;
  const rows = grid?.rows;

  useEffect(() => setAll(kept.get(period) ?? NO_STEPS), [period]);
  const shown = useRef(period);
  shown.current = period;
  /** `of`: the period that they were typed for; another one may be shown by the time they are stored. */
  const setSteps = useCallback(
    (next: DraftSteps, of = period) => {
      if (of === shown.current) setAll(next);
      kept.set(of, next);
      noteDrafts(draftsOf(of), next.now.size > 0);
    },
    [period],
  );
  const setDrafts = useCallback((next: Drafts) => setSteps(withStep(steps, next)), [steps, setSteps]);
  useEffect(() => {
    const [isBack, isForth] = [steps.past.length > 0, steps.future.length > 0];
    if (!isBack && !isForth) return undefined;
    return offerSteps({
      undoLabel: isBack ? UNSAVED : null,
      redoLabel: isForth ? UNSAVED : null,
      undo: isBack ? async () => setSteps(stepBack(steps)) : null,
      redo: isForth ? async () => setSteps(stepForth(steps)) : null,
    });
  }, [steps, setSteps]);
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent): void => {
      if ([...kept.values()].some(({ now }) => now.size > 0)) event.preventDefault();
    };
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, []);

  /** Where an entry belongs, or why it cannot be typed there. */
  const keyAt = useCallback(
    (cell: Cell): { unitId: number; code: string } | string => {
      if (!isEditable) return WHY_NOT.view;
      if (locked !== '') return locked;
      const row = rows?.[cell.row];
      const column = columns[cell.column]?.column;
      if (!row || !column) return WHY_NOT.view;
      if (row.unitId === null) return WHY_NOT.total;
      return column.isComputed ? WHY_NOT.computed : { unitId: row.unitId, code: column.code };
    },
    [rows, columns, isEditable, locked],
  );
  const storedText = useCallback(
    (cell: Cell): string => {
      const value = rows?.[cell.row]?.values[columns[cell.column]?.at ?? -1];
      if (!value) return '';
      // An entry is a submission, also where the cell shows what was issued or counted.
      if (value.submitted !== undefined) return value.submitted;
      if (value.value !== null) return value.value;
      return value.state === 'not_applicable' && value.origin !== 'computed' ? '-' : '';
    },
    [rows, columns],
  );
  const textAt = useCallback(
    (cell: Cell): string => {
      const key = keyAt(cell);
      const draft = typeof key === 'string' ? undefined : drafts.get(key.unitId)?.get(key.code);
      return draft?.text ?? storedText(cell);
    },
    [keyAt, storedText, drafts],
  );

  /** Takes texts over; what equals the stored value is no draft. */
  const put = useCallback(
    (wanted: readonly { cell: Cell; text: string }[]): void => {
      const entries: Entry[] = [];
      const same: Omit<Entry, 'text'>[] = [];
      let refused = '';
      let refusals = 0;
      for (const { cell, text } of wanted) {
        const key = keyAt(cell);
        if (typeof key === 'string') {
          refused = key;
          refusals += 1;
        } else if (text.trim() === storedText(cell)) same.push(key);
        else entries.push({ ...key, text: text.trim() });
      }
      setDrafts(without(withEntries(drafts, entries), same));
      if (refusals > 0) showRefusal(refusals === 1 ? refused : `${refusals}个单元格不能填写：${refused}`);
    },
    [drafts, keyAt, setDrafts, storedText],
  );

  const begin = useCallback(
    (cell: Cell, text?: string): boolean => {
      const key = keyAt(cell);
      if (typeof key === 'string') {
        showRefusal(key);
        return false;
      }
      setEditing({ cell, text: text ?? textAt(cell), isOverwriting: text !== undefined });
      return true;
    },
    [keyAt, textAt],
  );
  const commit = useCallback(
    (move: 'down' | 'right' | 'left' | 'stay') => {
      if (!editing) return;
      put([editing]);
      setEditing(null);
      const { row, column } = editing.cell;
      if (move === 'down' && row + 1 < (rows?.length ?? 0)) select({ row: row + 1, column });
      if (move === 'right' && column + 1 < columns.length) select({ row, column: column + 1 });
      if (move === 'left' && column > 0) select({ row, column: column - 1 });
    },
    [editing, put, rows, columns, select],
  );

  const onKeyDown = (event: KeyboardEvent): boolean => {
    if (!selection || !range || event.altKey || event.nativeEvent.isComposing) return false;
    const isControl = event.ctrlKey || event.metaKey;
    const take = (action: () => void): true => {
      event.preventDefault();
      action();
      return true;
    };
    if (isControl && event.key.toLowerCase() === 'd') return take(() => put(filledDown(range, textAt)));
    if (isControl) return false;
    if (event.key === 'F2') return take(() => begin(selection.anchor));
    if (event.key === 'Delete' || event.key === 'Backspace')
      return take(() => put(cellsOf(range).map((cell) => ({ cell, text: '' }))));
    if (event.key === 'Escape' && countOf(drafts) > 0) {
      const keys = cellsOf(range).flatMap((cell) => {
        const key = keyAt(cell);
        return typeof key === 'string' ? [] : [key];
      });
      const rest = without(drafts, keys);
      return countOf(rest) === countOf(drafts) ? false : take(() => setDrafts(rest));
    }
    // A digit, a sign or a word begins an entry; `[` and `]` keep changing the period.
    if (event.key.length === 1 && /[\d\-.—－０-９]/.test(event.key))
      return take(() => begin(selection.anchor, event.key));
    return false;
  };

  const onPaste = (event: ClipboardEvent): void => {
    if (!selection || !rows || editing) return;
    event.preventDefault();
    const block = fromTsv(event.clipboardData.getData('text/plain'));
    if (block.length === 0) return;
    const cells = pastedCells(block, selection, { rows: rows.length, columns: columns.length });
    if (cells === null) showRefusal('粘贴的内容超出表格。请从更靠左上的单元格开始，没有粘贴任何内容。');
    else put(cells);
  };

  const isSaving = useRef(false);
  const save = useCallback(
    async (reason: string): Promise<boolean> => {
      // Enter pressed twice would store once and then say that nothing has changed.
      if (!grid || isSaving.current) return false;
      isSaving.current = true;
      const entries = entriesOf(drafts);
      // Typing goes on while the core is asked.
      const typed = (): DraftSteps => kept.get(grid.period) ?? NO_STEPS;
      const bases = new Map(grid.columns.map((column) => [column.code, column.basis]));
      const cells = entries.map((entry) => ({ ...entry, basis: bases.get(entry.code) ?? ('ytd' as const) }));
      try {
        const { finalCopies, findings } = await call('values.effect', { period: grid.period, reason, cells });
        if (findings.length > 0 && !(await report.confirm(findingsAsk(findings)))) return false;
        if (finalCopies.length > 0) {
          const isSure = await report.confirm({
            title: `${finalCopies.length}份定稿会与更正后的数据不一致`,
            content: finalCopies
              .map((copy) => `“${copy.title}”${copy.issuedOn === null ? '' : '（已印发）'}有${copy.cells.length}处`)
              .join('；')
              .concat('。定稿本身不会改动，可在“定稿存档”中看到定稿后变动。'),
            okText: '仍要保存',
          });
          if (!isSure) return false;
        }
        const { saved, problems } = await savingDrafts(draftsOf(grid.period), (seen) =>
          call('values.save', { period: grid.period, reason, cells }, { seen }),
        );
        if (problems.length > 0) {
          const refused = problems.map(({ index, message }) => ({ entry: entries[index]!, message }));
          const now = typed();
          setSteps(withNow(now, withProblems(now.now, refused)), grid.period);
          return false;
        }
        setSteps(afterStoring(typed(), entries), grid.period);
        report.done(savedWords(saved, besidePrinted(drafts, grid)));
        return true;
      } catch (error) {
        report.failed(error);
        return false;
      } finally {
        isSaving.current = false;
      }
    },
    [grid, drafts, setSteps, report],
  );

  return useMemo(
    () => ({
      drafts,
      count: countOf(drafts),
      editing,
      setText: (text: string) => setEditing((now) => now && { ...now, text }),
      begin,
      commit,
      cancel: () => setEditing(null),
      onKeyDown,
      onPaste,
      save,
      discard: () => setDrafts(NO_DRAFTS),
    }),
    // oxlint-disable-next-line react/exhaustive-deps -- onKeyDown and onPaste follow from the values below
    [drafts, editing, begin, commit, save, setDrafts, selection, range, grid, columns, isEditable],
  );
}
