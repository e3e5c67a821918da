// The table on screen. The last ones stay as they were read, with the mark under which the core sent them; each time one is wanted
// the core is asked whether it still holds, and only then it is shown. So going back to a month sends and reads nothing again.

import { useCallback, useEffect, useRef, useState } from 'react';

import type { WireError } from '../../../shared/errors/app-error.js';
import { unpackTable } from '../../../shared/reports/packed-table.js';
import type { PrintTable } from '../../../shared/reports/print-table.js';
import { call, onHostEvent } from '../../api/client.js';
import { wireOf } from '../../api/failure.js';
import { isStaleAfter } from '../../api/stale.js';
import type { TableRequest } from './use-table-actions.js';

/** Each may hold its drawn pages too (draw-paper.ts). */
const KEPT_TABLES = 4;

interface Kept {
  mark: string;
  table: PrintTable;
}

const kept = new Map<string, Kept>();

/** A table that holds now. The same object as before where nothing has changed. */
export async function askTable(request: TableRequest): Promise<PrintTable> {
  const key = JSON.stringify(request);
  const before = kept.get(key);
  const { mark, table: sent } = await call('tables.show', { ...request, known: before?.mark ?? null });
  const table = sent === null ? before!.table : unpackTable(sent);
  kept.delete(key);
  kept.set(key, { mark, table });
  if (kept.size > KEPT_TABLES) kept.delete(kept.keys().next().value!);
  return table;
}

export interface ShownTable {
  table: PrintTable | null;
  error: WireError | null;
  reload: () => void;
}

/** Keeps the old table until the one that is asked for is there, so that nothing jumps. */
export function useShownTable(request: TableRequest | null): ShownTable {
  const [table, setTable] = useState<PrintTable | null>(null);
  const [error, setError] = useState<WireError | null>(null);
  const [round, setRound] = useState(0);
  const key = request === null ? null : JSON.stringify(request);
  const latest = useRef(0);

  useEffect(() => {
    if (key === null) return;
    const turn = ++latest.current;
    askTable(JSON.parse(key) as TableRequest)
      .then((asked) => {
        if (turn !== latest.current) return;
        setTable(asked);
        setError(null);
      })
      .catch((reason: unknown) => {
        if (turn === latest.current) setError(wireOf(reason));
      });
  }, [key, round]);

  useEffect(
    () =>
      onHostEvent((event) => {
        if (event.type === 'data-changed' && isStaleAfter('tables.show', event.topics)) setRound((n) => n + 1);
      }),
    [],
  );

  const reload = useCallback(() => setRound((n) => n + 1), []);
  return { table: key === null ? null : table, error, reload };
}
