// The plan of an import on this page. It is started in two places (首页, 报送导入) and outlives a change of page,
// so it is held here and not in a component. The stored plan in the core is the truth; this is the last answer.

import { useEffect, useSyncExternalStore } from 'react';

import type { Topic } from '../../shared/contract/envelope.js';
import { pendingFiles, type ImportPlan, type PlannedFile } from '../../shared/import/plan.js';
import type { FileRef } from '../../shared/model/file-ref.js';
import { call, onHostEvent } from './client.js';
import { runJob } from './jobs.js';

interface PlanState {
  plan: ImportPlan | null;
  hasAsked: boolean; // the core was asked for an unfinished plan
}

let state: PlanState = { plan: null, hasAsked: false };
const listeners = new Set<() => void>();

function set(next: PlanState): void {
  state = next;
  for (const listener of listeners) listener();
}

/**
 * Reads the files and shows what they would change, beside those that wait, which keep their answers: also where another window chose
 * them. Only a finished plan gives way. Returns the names of files that wait already. Throws CallFailure.
 */
export async function planFiles(files: FileRef[]): Promise<string[]> {
  const { plan: open } = await call('import.open-plan', {});
  if (open === null || pendingFiles(open.files).length === 0) {
    // Not the period on screen: a file that states none is asked about, one that states another is no cause for a warning.
    set({ plan: await runJob('读取报表', 'import.plan', { files, period: null }), hasAsked: true });
    return [];
  }
  const { plan, repeated } = await runJob('读取报表', 'import.add', { planId: open.planId, files });
  set({ plan, hasAsked: true });
  return repeated;
}

/** All files that wait, against the units, indicators, rules and settings of now, with the answers given so far. Throws CallFailure. */
export async function readPlanAgain(): Promise<void> {
  if (!state.plan) return;
  const plan = await runJob('全部重新识别', 'import.replan', { planId: state.plan.planId });
  set({ plan, hasAsked: true });
}

const VOCABULARY: ReadonlySet<Topic> = new Set(['units', 'indicators', 'checks', 'settings', 'bureau', 'recognition']);

/** As the core has it now: files sent back are settled, or wait again, by what is received and undone elsewhere. */
export async function refreshPlan(): Promise<readonly PlannedFile[]> {
  if (!state.plan) return [];
  const { planId } = state.plan;
  const plan = await call('import.get', { planId });
  if (state.plan?.planId === planId) set({ ...state, plan });
  return plan.files;
}

/** A preview that lies open while units or rules are changed elsewhere says so. */
async function askWhetherStale(topics: readonly Topic[]): Promise<void> {
  const { plan } = state;
  if (!plan) return;
  if (plan.files.some((file) => file.returned) && topics.some((topic) => topic === 'imports' || topic === 'tasks'))
    return void (await refreshPlan());
  if (!topics.some((topic) => VOCABULARY.has(topic))) return;
  const { isStale } = await call('import.get', { planId: plan.planId });
  if (state.plan?.planId === plan.planId) set({ ...state, plan: { ...state.plan, isStale } });
}

export function replaceFiles(files: readonly PlannedFile[]): void {
  const { plan } = state;
  if (!plan) return;
  const changed = new Map(files.map((file) => [file.index, file]));
  set({ ...state, plan: { ...plan, files: plan.files.map((file) => changed.get(file.index) ?? file) } });
}

export function closePlan(): void {
  set({ ...state, plan: null });
}

/** The plan at work; the first use asks for one that was not finished before the program closed. */
export function usePlan(): PlanState {
  const current = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => state,
  );
  useEffect(() => {
    if (state.hasAsked) return;
    call('import.open-plan', {})
      .then(({ plan }) => {
        if (!state.hasAsked) set({ plan, hasAsked: true });
      })
      .catch(() => set({ ...state, hasAsked: true }));
  }, []);
  useEffect(
    () =>
      onHostEvent((event) => {
        // A plan that is gone meanwhile says so when it is used.
        if (event.type === 'data-changed') askWhetherStale(event.topics).catch(() => undefined);
      }),
    [],
  );
  return current;
}
