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

/** A table and the mark under which the core sent it, for what is made of it (shared/contract/shown-mark.ts). */
export interface Sent {
  mark: string;
  table: PrintTable;
}

const kept = new Map<string, Sent>();

/** A table that holds now. The same object as before where nothing has changed. */
export async function askTable(request: TableRequest): Promise<Sent> {
  const key = JSON.stringify(request);
  const before = kept.get(key);
  const { mark, table: sent } = await call('tables.show', { ...request, known: before?.mark ?? null });
  const answer = { mark, table: sent === null ? before!.table : unpackTable(sent) };
  kept.delete(key);
  kept.set(key, answer);
  if (kept.size > KEPT_TABLES) kept.delete(kept.keys().next().value!);
  return answer;
}

export interface ShownTable {
  table: PrintTable | null;
  error: WireError | null;
  reload: () => void;
  /** What the officer sees of the request; where it is on its way still, what comes; null: it is refused, which the page says. */
  whenShown: () => Promise<Sent | null>;
}

/** Keeps the old table until the one that is asked for is there, so that nothing jumps. */
export function useShownTable(request: TableRequest | null): ShownTable {
  const [shown, setShown] = useState<(Sent & { key: string }) | null>(null);
  const [error, setError] = useState<WireError | null>(null);
  const [round, setRound] = useState(0);
  const key = request === null ? null : JSON.stringify(request);
  const latest = useRef(0);
  const coming = useRef<Promise<Sent | null>>(Promise.resolve(null));

  useEffect(() => {
    if (key === null) return;
    const turn = ++latest.current;
    coming.current = askTable(JSON.parse(key) as TableRequest).then(
      (sent) => {
        if (turn === latest.current) {
          setShown({ ...sent, key });
          setError(null);
        }
        return sent;
      },
      (reason: unknown) => {
        if (turn === latest.current) setError(wireOf(reason));
        return null;
      },
    );
  }, [key, round]);

  useEffect(
    () =>
      onHostEvent((event) => {
        if (event.type === 'data-changed' && isStaleAfter('tables.show', event.topics)) setRound((n) => n + 1);
      }),
    [],
  );

  const reload = useCallback(() => setRound((n) => n + 1), []);
  const whenShown = useCallback(
    () => (shown !== null && shown.key === key ? Promise.resolve(shown) : coming.current),
    [shown, key],
  );
  return { table: key === null ? null : (shown?.table ?? null), error, reload, whenShown };
}
