// Steps back and forth in a ledger: the history of the application, and with it what was typed and not stored. One after the other,
// however fast the keys come: two that asked at once meant the same step.

import { useCallback, useRef, type RefObject } from 'react';

import type { ChangeSet } from '../../../shared/contract/calls/system.js';
import { undoneLabel } from '../../../shared/model/undo-steps.js';
import { call } from '../../api/client.js';
import { isOwnSince, seenNow } from '../../api/seen.js';
import { askToUndo } from '../../ask-to-undo.js';
import type { Report } from '../../ui/use-report.js';
import type { Drafts } from './drafts.js';
import { lastStanding, withNewer, type Steps } from './entry-steps.js';

interface Options {
  steps: RefObject<Steps>;
  drafts: RefObject<Drafts>;
  /** Settles when the step that is being taken back or forth has been. */
  stepping: RefObject<Promise<unknown>>;
  put: (drafts: Drafts) => void;
  /** Resolves when everything typed so far is stored or refused. */
  settled: () => Promise<void>;
  onUndone: () => void;
  report: Report;
}

/** The newest step that stands once everything typed so far is stored or refused, also what was typed while it was asked for. */
async function newestStep(settled: Options['settled'], drafts: RefObject<Drafts>): Promise<ChangeSet | null> {
  await settled();
  const asked = drafts.current;
  const { undo: step } = await call('history.next', {});
  return drafts.current === asked ? step : newestStep(settled, drafts);
}

export function useStepsBack(options: Options): { undo: () => Promise<void>; redo: () => Promise<void> } {
  const { steps, drafts, stepping, put, settled, onUndone, report } = options;
  const queue = useRef<Promise<unknown>>(Promise.resolve());
  /** Keys that wait behind a step that the officer did not want, or that failed, are given up. */
  const round = useRef(0);
  const inTurn = useCallback((act: () => Promise<boolean>): Promise<void> => {
    const mine = round.current;
    const run = async (): Promise<void> => {
      if (mine !== round.current) return;
      let isDone = false;
      try {
        isDone = await act();
      } finally {
        if (!isDone) round.current += 1;
      }
    };
    const turn = queue.current.then(run);
    queue.current = turn.catch(() => undefined);
    return turn;
  }, []);

  const take = useCallback(
    async (id: number): Promise<void> => {
      const taking = call('history.undo', { id });
      stepping.current = taking.catch(() => undefined);
      await taking;
    },
    [stepping],
  );

  const back = useCallback(async (): Promise<boolean> => {
    const step = await newestStep(settled, drafts);
    const { done, undone } = steps.current;
    const own = lastStanding(done, step?.id ?? null);
    if (own?.changeSetId === null && !isOwnSince(step?.id ?? null, own.seen)) {
      done.pop();
      put(own.before);
      undone.push(own);
      return true;
    }
    if (step === null || !(await askToUndo(report, step))) return false;
    const asked = drafts.current;
    await take(step.id);
    onUndone();
    report.done(`已撤销：${step.label}`);
    // A step of another page takes no drafts with it, and comes back before those that were undone earlier.
    const isOwn = own?.changeSetId === step.id;
    const taken = isOwn
      ? own
      : { changeSetId: step.id, before: drafts.current, after: drafts.current, seen: seenNow() };
    // Not simply the last one: what was typed meanwhile is a step, too.
    if (isOwn) done.splice(done.indexOf(own), 1);
    put(withNewer(taken.before, asked, drafts.current));
    undone.push(taken);
    return true;
  }, [drafts, onUndone, put, report, settled, steps, take]);

  const forth = useCallback(async (): Promise<boolean> => {
    await settled();
    const { done, undone } = steps.current;
    const own = undone.at(-1);
    const [asked, place] = [drafts.current, done.length];
    if (own?.changeSetId !== null) {
      const { redo: step } = await call('history.next', {});
      if (step === null) return false;
      await take(step.id);
      report.done(`已重做：${undoneLabel(step)}`);
    }
    if (own === undefined) return true;
    undone.pop();
    put(withNewer(own.after, asked, drafts.current));
    done.splice(place, 0, { ...own, seen: seenNow() });
    return true;
  }, [drafts, put, report, settled, steps, take]);

  return {
    undo: useCallback(() => inTurn(back), [back, inTurn]),
    redo: useCallback(() => inTurn(forth), [forth, inTurn]),
  };
}
