// What a cell holds and how it is written: what was typed into it, else what is stored.

import { useCallback, useMemo } from 'react';

import type { FieldValue } from '../../../shared/ledgers/define.js';
import type { GridColumn } from './columns.js';
import type { Drafts } from './drafts.js';
import { inputText } from './grid-row.js';
import type { RowLayout } from './row-layout.js';
import type { LedgerDesk } from './use-ledger.js';
import type { Rows } from './use-rows.js';

export interface CellTexts {
  /** Stored value. */
  valueOf: (id: number, name: string) => FieldValue;
  textOf: (id: number, name: string) => string;
  /** Text of a cell as it is copied. */
  textAt: (row: number, column: number) => string;
}

export function useCellTexts(
  desk: LedgerDesk,
  rows: Rows,
  drafts: Drafts,
  layout: RowLayout,
  columns: readonly GridColumn[],
): CellTexts {
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
  return useMemo(() => ({ valueOf, textOf, textAt }), [valueOf, textOf, textAt]);
}
