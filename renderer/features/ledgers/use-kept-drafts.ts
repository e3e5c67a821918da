// What is typed into a ledger and not stored yet is kept in the data file, so that closing the program loses nothing of it, and is
// brought back when the ledger is opened again. Not here: storing it (use-entries.ts).

import { useCallback, useEffect, useRef, type RefObject } from 'react';

import type { FieldInput } from '../../../shared/ledgers/read-field.js';
import type { Period } from '../../../shared/model/period.js';
import { call } from '../../api/client.js';
import { seenNow } from '../../api/seen.js';
import { NO_DRAFTS, withEdits, type Drafts, type RowEdit, type Sent } from './drafts.js';
import type { LedgerDesk } from './use-ledger.js';
import type { Rows } from './use-rows.js';

const KEEP_LATER_MS = 600;

/** Ledgers that were left while their rows were being stored: what is unsaved of them is known a moment later. */
const leaving = new Map<string, Promise<void>>();

interface Options {
  desk: LedgerDesk;
  rows: RefObject<Rows>;
  period: Period;
  current: RefObject<Drafts>;
  /** The same, as drawn. */
  drafts: Drafts;
  put: (drafts: Drafts) => void;
  /** Resolves when everything typed so far is stored or refused. */
  settled: () => Promise<void>;
}

/** `forget`: what was kept is no longer what the data file holds; it is kept again. */
export function useKeptDrafts(options: Options): { forget: () => void } {
  const { desk, rows, period, current, drafts, put, settled } = options;
  const { ledger, readEnv } = desk;

  // Drafts of an earlier time: shown again with what is wrong with them.
  useEffect(() => {
    let isOld = false;
    const bring = (kept: readonly RowEdit[]): void => {
      const drafted = new Map(withEdits(ledger, NO_DRAFTS, kept, { env: readEnv, seen: seenNow().version }));
      for (const [id, draft] of drafted) drafted.set(id, { ...draft, isRefused: true });
      for (const [id, draft] of current.current) drafted.set(id, draft);
      put(drafted);
      rows.current.need(kept.map(({ id }) => id));
      explain(kept.map(({ id }) => ({ id, draft: drafted.get(id)! }))).catch(() => undefined);
    };
    // What is wrong with them beside their single cells is asked again, without storing anything.
    const explain = async (asked: readonly Sent[]): Promise<void> => {
      const { rows: checked } = await call('ledgers.save', {
        ledger: ledger.id,
        period,
        apply: false,
        rows: asked.map(({ id, draft }) => ({
          id: id < 0 ? null : id,
          values: draft.values as Record<string, string | null>,
        })),
      });
      if (isOld) return;
      const next = new Map(current.current);
      asked.forEach(({ id, draft }, index) => {
        if (next.get(id) === draft) next.set(id, { ...draft, findings: checked[index]!.findings });
      });
      put(next);
    };
    (leaving.get(ledger.id) ?? Promise.resolve())
      .then(() => call('ledgers.unsaved', { ledger: ledger.id }))
      .then(({ rows: kept }) => {
        if (!isOld && kept.length > 0) bring(kept as RowEdit[]);
      })
      .catch(() => undefined);
    return () => {
      isOld = true;
    };
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- once per ledger; a unit that changes its name must not bring them again
  }, [ledger.id, put]);

  const kept = useRef('[]');
  const keep = useCallback(async (): Promise<void> => {
    // What is on its way is stored, and forgotten as unsaved, in one step: kept behind it, it would come back after a crash.
    await settled();
    const list = [...current.current].map(([id, { values }]) => ({ id, values: values as Record<string, FieldInput> }));
    const text = JSON.stringify(list);
    if (text === kept.current) return;
    kept.current = text;
    await call('ledgers.keep-unsaved', {
      ledger: ledger.id,
      rows: JSON.parse(text) as { id: number; values: Record<string, string | null> }[],
    }).catch(() => undefined);
  }, [current, ledger.id, settled]);
  useEffect(() => {
    const timer = window.setTimeout(() => void keep(), KEEP_LATER_MS);
    return () => window.clearTimeout(timer);
  }, [drafts, keep]);
  // Left while rows are being stored: they are kept until they are, and no longer.
  useEffect(() => () => void leaving.set(ledger.id, keep()), [keep, ledger.id]);

  return {
    forget: useCallback(() => {
      kept.current = '';
    }, []),
  };
}
