// The cell that is being typed: how it is begun, what is suggested, and what ending it means for its row.

import { useCallback, useMemo, useState } from 'react';

import type { FieldInput } from '../../../shared/ledgers/read-field.js';
import { withYear } from '../../../shared/ledgers/typed-day.js';
import { yearOf, type Period } from '../../../shared/model/period.js';
import { chinaDate } from '../../../shared/tasks/working-days.js';
import { seenNow } from '../../api/seen.js';
import { carriedOver, isOnlyBegun } from './carried-over.js';
import type { Editing } from './cell-editor.js';
import type { GridColumn } from './columns.js';
import { taken, type Suggestion } from './suggestions.js';
import { filesIn, type CellFiles } from './use-cell-files.js';
import type { CellTexts } from './use-cell-texts.js';
import type { Entries } from './use-entries.js';
import type { LedgerDesk } from './use-ledger.js';
import { useSuggestions, type Suggesting } from './use-suggestions.js';

interface Options {
  desk: LedgerDesk;
  entries: Entries;
  period: Period;
  cellFiles: CellFiles;
  texts: CellTexts;
  /** Row and column of the current cell; null and undefined: there is none. */
  id: number | null;
  column: GridColumn | undefined;
}

export interface Typing {
  editing: Editing | null;
  suggesting: Suggesting;
  begin: (mode: Editing['mode'], text?: string) => void;
  setText: (text: string) => void;
  /** Ends typing; what was typed is kept. */
  finish: () => void;
  /** Ends typing; gives what it would have put into a cell of this column. */
  finishAs: () => (column: GridColumn) => FieldInput;
  cancel: () => void;
  /** Takes the suggestion at this place. */
  take: (at: number) => void;
}

/** Texts as a column takes them: a day without its year is of the year of the period at work. */
function inputOf(column: GridColumn, text: string, period: Period): FieldInput {
  const value = column.field.kind === 'date' ? withYear(text, yearOf(period), column.field) : text.trim();
  return value === '' ? null : value;
}

export function useTyping({ desk, entries, period, cellFiles, texts, id, column }: Options): Typing {
  const { ledger } = desk;
  const { drafts } = entries;
  const { textOf, valueOf } = texts;
  const [editing, setEditing] = useState<Editing | null>(null);
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
    ({ id: begunIn, seen }: Editing, text: string, suggestion: Suggestion | undefined) => {
      // The current cell follows its row; where that has left the sheet meanwhile, what was typed is still meant for it.
      const isNew = begunIn < 0 && (id === null || id < 0 || entries.storedAs(begunIn) === id);
      const row = isNew ? id : begunIn;
      if (row === null || column === undefined || column.field.kind === 'attachment') return;
      const value = inputOf(column, text, period);
      const known = textOf(row, column.name);
      const values: Record<string, FieldInput> = { [column.name]: value };
      const enterprise = suggestion?.enterprise;
      if (enterprise !== undefined && column.field.kind === 'enterprise') {
        const { codeField } = column.field;
        if (codeField !== undefined && enterprise.uscc !== null && textOf(row, codeField) === '')
          values[codeField] = enterprise.uscc;
        const unit = Object.entries(ledger.fields).find(([, field]) => field.kind === 'unit')?.[0];
        if (unit !== undefined && enterprise.unitId !== null && textOf(row, unit) === '')
          values[unit] = desk.textEnv.unitName(enterprise.unitId);
      }
      if ((value ?? '') === known && Object.keys(values).length === 1) return;
      const draft = drafts.get(row);
      const begun = row >= 0 ? {} : carriedOver(ledger, entries.last, chinaDate(new Date().toISOString()));
      // Taken out again, a row that only began is no row.
      if (value === null && row < 0 && draft !== undefined && isOnlyBegun(begun, draft.values, column.name))
        for (const name of Object.keys(draft.values)) values[name] = null;
      entries.edit([{ id: row, values: draft === undefined ? { ...begun, ...values } : values, seen }], row < 0);
    },
    [id, column, desk, drafts, entries, ledger, period, textOf],
  );

  const begin = useCallback(
    (mode: Editing['mode'], text?: string) => {
      if (id === null || column === undefined) return;
      if (column.field.kind === 'attachment') {
        const draft = drafts.get(id);
        const isTyped = draft !== undefined && Object.hasOwn(draft.values, column.name);
        const known = filesIn(isTyped ? draft.values[column.name] : valueOf(id, column.name));
        cellFiles.add(id, column.name, known);
        return;
      }
      setEditing({
        mode,
        id,
        text: text ?? (mode === 'edit' ? textOf(id, column.name) : ''),
        isFresh: text === undefined,
        seen: seenNow().version,
      });
    },
    [id, cellFiles, column, drafts, textOf, valueOf],
  );
  const setText = useCallback(
    (text: string) => {
      if (editing === null) begin('enter', text);
      else setEditing({ ...editing, text, isFresh: false });
    },
    [begin, editing],
  );
  const suggestion = suggesting.list[suggesting.at];
  const typed = editing?.text ?? '';
  const text = suggestion !== undefined && column !== undefined ? taken(column.field, typed, suggestion) : typed;
  const finish = useCallback(() => {
    if (editing === null) return;
    setEditing(null);
    editCell(editing, text, suggestion);
  }, [editCell, editing, suggestion, text]);
  const finishAs = useCallback(() => {
    setEditing(null);
    return (target: GridColumn): FieldInput => inputOf(target, text, period);
  }, [period, text]);
  const cancel = useCallback(() => setEditing(null), []);
  const take = useCallback(
    (at: number) => {
      const wanted = suggesting.list[at];
      if (wanted === undefined || editing === null || column === undefined) return;
      const whole = taken(column.field, editing.text, wanted);
      if (column.field.kind === 'multiChoice') {
        setEditing({ ...editing, text: `${whole}；`, isFresh: false });
        return;
      }
      setEditing(null);
      editCell(editing, whole, wanted);
    },
    [column, editCell, editing, suggesting],
  );
  return { editing, suggesting, begin, setText, finish, finishAs, cancel, take };
}
