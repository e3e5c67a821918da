// Typing into a ledger: edits become drafts at once and are stored one step after the other. What is wrong stays a draft with its
// message; what is right is stored. Undo goes through the application's history, and takes drafts back with it.

import { useCallback, useEffect, useMemo, useRef, useState } from 'react';

import { unitFieldOf } from '../../../shared/ledgers/define.js';
import type { Period } from '../../../shared/model/period.js';
import { call } from '../../api/client.js';
import { isChangedSince, seenNow, withOwnSteps } from '../../api/seen.js';
import { offerSteps } from '../../page-steps.js';
import type { Report } from '../../ui/use-report.js';
import {
  NO_DOUBTS,
  NO_DRAFTS,
  afterSaving,
  bySeen,
  namesOf,
  withDoubts,
  withEdits,
  withRefused,
  type Doubts,
  type Draft,
  type Drafts,
  type RowEdit,
} from './drafts.js';
import { beforeStored, draftLabels, type Steps } from './entry-steps.js';
import type { StoredAs } from './follow-rows.js';
import { withMoved, type Moved } from './moved-rows.js';
import type { LedgerDesk } from './use-ledger.js';
import { useKeptDrafts } from './use-kept-drafts.js';
import type { Rows } from './use-rows.js';
import { useStepsBack } from './use-steps-back.js';

export interface Entries {
  drafts: Drafts;
  /** Warnings about rows that were stored since the page was opened: to be looked at, nothing keeps them from counting. */
  doubts: Doubts;
  dismissDoubts(): void;
  /** Rows whose change to another 填报单位 was stored last as one from a month on. */
  moved: Moved | null;
  dismissMoved(): void;
  isSaving: boolean;
  /** `wait`: a new row that is still being typed is not stored before it is left. */
  edit(edits: readonly RowEdit[], wait?: boolean): void;
  /** The new row that was typed and left last on this page: the next one begins with parts of it (carried-over.ts). */
  last: Draft['values'] | null;
  /** Stores new rows that were typed and left. */
  leave(id: number): void;
  /** Tries the refused ones again, as they are. */
  retry(): void;
  /** Gives up drafts: all of them, or these. */
  drop(ids?: readonly number[]): void;
  undo(): Promise<void>;
  redo(): Promise<void>;
  /** Resolves when everything typed so far is stored or refused. */
  settled(): Promise<void>;
  /** The row that a new one became when it was stored. */
  storedAs: StoredAs;
}

export function useEntries(desk: LedgerDesk, rows: Rows, period: Period, report: Report): Entries {
  const { ledger, readEnv } = desk;
  const unit = unitFieldOf(ledger);
  const [drafts, setDrafts] = useState<Drafts>(NO_DRAFTS);
  const [doubts, setDoubts] = useState<Doubts>(NO_DOUBTS);
  const dismissDoubts = useCallback(() => setDoubts(NO_DOUBTS), []);
  const [moved, setMoved] = useState<Moved | null>(null);
  const dismissMoved = useCallback(() => setMoved(null), []);
  const onUndone = useCallback(() => {
    dismissDoubts();
    dismissMoved();
  }, [dismissDoubts, dismissMoved]);
  const [busy, setBusy] = useState(0);
  const [last, setLast] = useState<Draft['values'] | null>(null);
  const current = useRef<Drafts>(NO_DRAFTS);
  const queue = useRef<Promise<void>>(Promise.resolve());
  const names = useRef(new Map<number, number>());
  const storedAs = useCallback<StoredAs>((id) => names.current.get(id), []);
  const steps = useRef<Steps>({ done: [], undone: [] });
  const stepping = useRef<Promise<unknown>>(Promise.resolve());
  const rowsNow = useRef(rows);
  rowsNow.current = rows;

  const put = useCallback((next: Drafts) => {
    current.current = next;
    setDrafts(next);
  }, []);

  const settled = useCallback(async () => {
    let seen: Promise<void>;
    do {
      seen = queue.current;
      await seen;
    } while (seen !== queue.current);
  }, []);

  const { forget } = useKeptDrafts({ desk, rows: rowsNow, period, current, drafts, put, settled });

  const submit = useCallback(
    (ids: readonly number[], before: Drafts) => {
      setBusy((n) => n + 1);
      queue.current = queue.current.then(storeAll).finally(() => setBusy((n) => n - 1));

      async function storeAll(): Promise<void> {
        for (const part of bySeen(current.current, ids))
          try {
            // oxlint-disable-next-line no-await-in-loop -- steps come one after the other
            await store(part, before);
          } catch (reason) {
            keepFailed(part, before, isChangedSince(reason));
            report.failed(reason);
          }
      }

      // Nothing was stored: what was typed stays in sight, can be tried again, and is what the next step back takes away. Once the
      // officer has been told what changed below it, it may be stored over that.
      function keepFailed(wanted: readonly number[], from: Drafts, isTold: boolean): void {
        const next = withRefused(current.current, wanted, isTold ? seenNow().version : undefined);
        put(next);
        steps.current.done.push({ changeSetId: null, before: from, after: next, seen: seenNow() });
      }

      async function store(wanted: readonly number[], from: Drafts): Promise<void> {
        // What is typed behind a step back is stored over what that leaves.
        await stepping.current;
        const sent = wanted.flatMap((id) => {
          const draft = current.current.get(id);
          return draft === undefined ? [] : [{ id, draft }];
        });
        if (sent.length === 0) return;
        const release = rowsNow.current.hold();
        const answer = await call(
          'ledgers.save',
          {
            ledger: ledger.id,
            period,
            partial: true,
            rows: sent.map(({ id, draft }) => ({
              id: id < 0 ? null : id,
              values: draft.values as Record<string, string | null>,
              unsavedId: id,
            })),
          },
          { seen: withOwnSteps({ version: Math.min(...sent.map(({ draft }) => draft.seen)) }) },
        ).finally(() => release());
        // Of what was kept the core has forgotten what it stored.
        forget();
        const { saved, added } = namesOf(sent, answer.rows);
        for (const { id, newId } of added) names.current.set(id, newId);
        const addedIds = added.map(({ newId }) => newId);
        // Stored they are, even where they cannot be shown at once.
        await rowsNow.current.stored(answer.changeSetId, saved, addedIds).catch(report.failed);
        const { drafts: next, becameRows } = afterSaving(current.current, sent, answer.rows, seenNow().version);
        put(next);
        if (answer.changeSetId === null) {
          // Nothing was stored: taking back means the drafts alone, unless their typing is a step already.
          if (sent.some(({ id, draft }) => from.get(id)?.values !== draft.values))
            steps.current.done.push({ changeSetId: null, before: from, after: next, seen: seenNow() });
          return;
        }
        const before = beforeStored(steps.current.done, from, becameRows);
        steps.current.done.push({ changeSetId: answer.changeSetId, before, after: next, seen: seenNow() });
        setDoubts((old) => withDoubts(old, answer.rows));
        const rewritten = sent.filter(
          ({ draft }, index) => unit !== null && answer.rows[index]!.saved && Object.hasOwn(draft.values, unit),
        );
        const ids = new Set(rewritten.map(({ id }) => id));
        setMoved((old) => withMoved(old, answer.moved ?? null, ids));
        const more = [...next].filter(([id, draft]) => !draft.isRefused && saved.includes(id)).map(([id]) => id);
        if (more.length > 0) await store(more, next);
      }
    },
    [forget, ledger.id, unit, period, put, report],
  );

  const edit = useCallback(
    (edits: readonly RowEdit[], wait = false) => {
      const before = current.current;
      const next = withEdits(ledger, before, edits, { env: readEnv, seen: seenNow().version });
      put(next);
      steps.current.undone = [];
      const ids = edits.map(({ id }) => id).filter((id) => next.has(id));
      const now = wait ? ids.filter((id) => id >= 0 || next.get(id)!.isRefused) : ids;
      if (now.length < ids.length || ids.length === 0)
        steps.current.done.push({ changeSetId: null, before, after: next, seen: seenNow() });
      if (now.length > 0) submit(now, before);
    },
    [ledger, put, readEnv, submit],
  );

  const leave = useCallback(
    (id: number) => {
      const draft = current.current.get(id);
      if (id >= 0 || draft === undefined || draft.isRefused) return;
      setLast(draft.values);
      submit([id], current.current);
    },
    [submit],
  );
  const retry = useCallback(() => {
    const ids = [...current.current.keys()];
    if (ids.length > 0) submit(ids, current.current);
  }, [submit]);
  const drop = useCallback(
    (ids?: readonly number[]) => {
      const before = current.current;
      const next = new Map(before);
      for (const id of ids ?? before.keys()) next.delete(id);
      put(next);
      steps.current.done.push({ changeSetId: null, before, after: next, seen: seenNow() });
    },
    [put],
  );

  const { undo, redo } = useStepsBack({ steps, drafts: current, stepping, put, settled, onUndone, report });
  // Whatever moves the steps draws the drafts anew.
  const { undoLabel, undoSeen, redoLabel } = draftLabels(steps.current);
  useEffect(
    () => offerSteps({ undoLabel, undoSeen, redoLabel, undo, redo }),
    [undoLabel, undoSeen, redoLabel, undo, redo],
  );

  return useMemo(
    () => ({
      drafts,
      doubts,
      dismissDoubts,
      moved,
      dismissMoved,
      isSaving: busy > 0,
      edit,
      last,
      leave,
      retry,
      drop,
      undo,
      redo,
      settled,
      storedAs,
    }),
    [
      drafts,
      doubts,
      dismissDoubts,
      moved,
      dismissMoved,
      busy,
      edit,
      last,
      leave,
      retry,
      drop,
      undo,
      redo,
      settled,
      storedAs,
    ],
  );
}
