// Rows of a view: their order at once, their contents as they come into sight. Own steps change what is on screen by themselves;
// everything else that changes data (undo, import, another page) asks again.

import { useCallback, useEffect, useMemo, useRef, useState } from 'react';

import type { WireError } from '../../../shared/errors/app-error.js';
import type { LedgerRow } from '../../../shared/ledgers/define.js';
import { call, onHostEvent } from '../../api/client.js';
import { wireOf } from '../../api/failure.js';
import { seenOf } from '../../api/seen.js';
import { orderKey, orderOf, type ViewQuery } from './asked-order.js';
import { RowContents, type CachedRow } from './row-contents.js';
import type { Group } from './row-layout.js';

export type { CachedRow } from './row-contents.js';

export interface Rows {
  /** The answer to this very question, and not yet the one before. */
  isCurrent: boolean;
  /** The question that the rows on screen answer; null: none yet. */
  answered: string | null;
  ids: readonly number[];
  groups: readonly Group[];
  sums: Readonly<Record<string, number>>;
  isLoading: boolean;
  error: WireError | null;
  rowOf(id: number): CachedRow | undefined;
  /** Grows when contents arrived: what draws rows depends on it. */
  version: number;
  /** Asks for the contents of rows that are about to be seen. */
  need(ids: readonly number[]): void;
  /** Contents of these rows, asked for where they are not there yet. */
  load(ids: readonly number[]): Promise<void>;
  /** Contents of many rows, not to be kept: a ledger of 100 000 rows is copied, not shown. */
  contentsOf(ids: readonly number[], onPart: (done: number) => void): Promise<ReadonlyMap<number, LedgerRow>>;
  /** After an own step: contents read again, new rows put behind the others, where they were typed. */
  stored(changeSetId: number | null, ids: readonly number[], added: readonly number[]): Promise<void>;
  /** Own steps are about to be made: what changes meanwhile is looked at when they are known. Call the answer when they are. */
  hold(): () => void;
  reload(): void;
}

interface Order {
  ids: readonly number[];
  groups: readonly Group[];
  sums: Readonly<Record<string, number>>;
}

const NOTHING: Order = { ids: [], groups: [], sums: {} };
const PAGE = 300;
/** As many as one call reads. */
const PART = 1000;
const SUMS_LATER_MS = 400;

async function fetchContents(
  ledger: string,
  ids: readonly number[],
  contents: RowContents,
  onPage: () => void,
): Promise<void> {
  for (let at = 0; at < ids.length; at += PAGE) {
    const question = contents.ask(ids.slice(at, at + PAGE));
    try {
      // oxlint-disable-next-line no-await-in-loop -- page after page, so that the first is on screen soon
      const answer = await call('ledgers.read', { ledger, ids: [...question.ids] });
      contents.answered(question, answer.rows, seenOf(answer).version);
    } finally {
      contents.settled(question);
    }
    onPage();
  }
}

export function useRows(ledger: string, query: ViewQuery): Rows {
  const [order, setOrder] = useState<Order>(NOTHING);
  const [answered, setAnswered] = useState<string | null>(null);
  const [isLoading, setLoading] = useState(true);
  const [error, setError] = useState<WireError | null>(null);
  const [version, setVersion] = useState(0);
  const [round, setRound] = useState(0);
  const [contents] = useState(() => new RowContents());
  const own = useRef(new Set<number>());
  const turn = useRef(0);
  /** Rows edited since the view was asked for: they stay in sight although they may no longer fit, as in every spreadsheet. */
  const edited = useRef(new Set<number>());
  /** The answer on screen and its question. */
  const onScreen = useRef<{ key: string; ids: readonly number[] }>({ key: '', ids: [] });
  const asking = useRef('');
  const key = orderKey(ledger, query);
  const underWay = useRef<Promise<unknown>>(Promise.resolve());
  /** Edited rows that the answer to this question holds: one whose storing ends after another question was asked is not among them. */
  const keptInSight = useCallback((question: string): number[] => {
    if (onScreen.current.key !== question) return [];
    const shown = new Set(onScreen.current.ids);
    return [...edited.current].filter((id) => shown.has(id));
  }, []);

  useEffect(() => {
    const mine = ++turn.current;
    const isOld = (): boolean => mine !== turn.current;
    if (asking.current !== key) edited.current.clear();
    asking.current = key;
    const ask = async (): Promise<void> => {
      // One at a time: of the letters of a word that is being typed only the last ones are looked for.
      await underWay.current;
      if (isOld()) return;
      const contentsRound = contents.round;
      const asked = orderOf(key, keptInSight(key));
      underWay.current = asked.catch(() => undefined);
      const found = await asked;
      if (isOld()) return;
      contents.takeIn(contentsRound, found.rows, seenOf(found).version);
      onScreen.current = { key, ids: found.ids };
      setOrder(found);
      setAnswered(key);
      setVersion((n) => n + 1);
      setError(null);
    };
    setLoading(true);
    ask()
      .catch((reason: unknown) => {
        if (!isOld()) setError(wireOf(reason));
      })
      .finally(() => {
        if (!isOld()) setLoading(false);
      });
  }, [key, round, keptInSight, contents]);

  const fetchRows = useCallback(
    (ids: readonly number[]) => fetchContents(ledger, ids, contents, () => setVersion((n) => n + 1)),
    [ledger, contents],
  );

  const need = useCallback(
    (ids: readonly number[]) => {
      const missing = contents.lacking(ids).filter((id) => !contents.isAsked(id));
      if (missing.length > 0) fetchRows(missing).catch((reason: unknown) => setError(wireOf(reason)));
    },
    [fetchRows, contents],
  );
  const load = useCallback((ids: readonly number[]) => fetchRows(contents.lacking(ids)), [fetchRows, contents]);
  const contentsOf = useCallback<Rows['contentsOf']>(
    async (ids, onPart) => {
      const wanted = ids.filter((id) => id > 0);
      const found = new Map<number, LedgerRow>();
      for (let from = 0; from < wanted.length; from += PART) {
        // oxlint-disable-next-line no-await-in-loop -- part after part: together they would be one long answer
        const { rows } = await call('ledgers.read', { ledger, ids: wanted.slice(from, from + PART) });
        for (const { id, values } of rows) found.set(id, values as LedgerRow);
        onPart(Math.min(wanted.length, from + PART));
      }
      return found;
    },
    [ledger],
  );
  const reload = useCallback(() => {
    contents.changed();
    setRound((n) => n + 1);
    setVersion((n) => n + 1);
  }, [contents]);

  useEffect(
    () =>
      onHostEvent((event) => {
        if (event.type !== 'data-changed' || !event.topics.some((topic) => topic === 'ledgers' || topic === 'units'))
          return;
        if (own.current.delete(event.version)) return;
        if (held.current > 0) heard.current.add(event.version);
        else reload();
      }),
    [reload],
  );
  // The event of an own step may come before its answer.
  const held = useRef(0);
  const heard = useRef(new Set<number>());
  const hold = useCallback(() => {
    held.current += 1;
    return () => {
      // After the answer has named its step.
      window.setTimeout(() => {
        held.current -= 1;
        if (held.current > 0) return;
        const foreign = [...heard.current].some((version) => !own.current.delete(version));
        heard.current.clear();
        if (foreign) reload();
      }, 50);
    };
  }, [reload]);

  // Totals of the view follow an own step a little later, so that typing waits for nothing.
  const later = useRef(0);
  const isGrouped = query.groupBy.length > 0;
  const stored = useCallback(
    async (changeSetId: number | null, ids: readonly number[], added: readonly number[]) => {
      if (changeSetId !== null) own.current.add(changeSetId);
      for (const id of ids) edited.current.add(id);
      await fetchRows(ids);
      if (added.length > 0) {
        const known = new Set(onScreen.current.ids);
        const ids = [...onScreen.current.ids, ...added.filter((id) => !known.has(id))];
        onScreen.current = { ...onScreen.current, ids };
        setOrder((old) => ({ ...old, ids }));
      }
      window.clearTimeout(later.current);
      later.current = window.setTimeout(() => {
        if (isGrouped) {
          setRound((n) => n + 1);
          return;
        }
        // Another question was asked meanwhile: its answer has totals of its own, and these would be of other rows.
        const mine = turn.current;
        if (asking.current !== key) return;
        const params = JSON.parse(key) as ViewQuery & { ledger: string };
        call('ledgers.order', { ...params, sort: [...params.sort], groupBy: [], also: keptInSight(key) })
          .then(({ sums }) => {
            if (mine === turn.current) setOrder((old) => ({ ...old, sums }));
          })
          .catch(() => undefined);
      }, SUMS_LATER_MS);
    },
    [fetchRows, isGrouped, key, keptInSight],
  );
  useEffect(() => () => window.clearTimeout(later.current), []);

  const rowOf = useCallback((id: number) => contents.of(id), [contents]);
  return useMemo(
    () => ({
      ...order,
      isCurrent: answered === key,
      answered,
      isLoading,
      error,
      rowOf,
      version,
      need,
      load,
      contentsOf,
      stored,
      hold,
      reload,
    }),
    [order, answered, key, isLoading, error, rowOf, version, need, load, contentsOf, stored, hold, reload],
  );
}
