// The plan of an import on this page. It is started in two places (首页, 报送导入) and outlives a change of page,
// so it is held here and not in a component. The stored plan in the core is the truth; this is the last answer.

import { useEffect, useSyncExternalStore } from 'react';

import type { ImportPlan, PlannedFile } from '../../shared/import/plan.js';
import type { FileRef } from '../../shared/model/file-ref.js';
import type { Period } from '../../shared/model/period.js';
import { call } from './client.js';
import { runJob } from './jobs.js';

interface PlanState {
  plan: ImportPlan | null;
  hasAsked: boolean; // the core was asked for an unfinished plan
}

let state: PlanState = { plan: null, hasAsked: false };
let given: { planId: string; files: FileRef[] } | null = null; // what the plan was made of
const listeners = new Set<() => void>();

function set(next: PlanState): void {
  state = next;
  for (const listener of listeners) listener();
}

/** Reads the files and shows what they would change. Throws CallFailure. */
export async function startPlan(files: FileRef[], period: Period | null): Promise<void> {
  const plan = await runJob('读取报表', 'import.plan', { files, period });
  given = { planId: plan.planId, files };
  set({ plan, hasAsked: true });
}

/** Not of a plan from before a restart (its files are no longer at hand), nor once a part of it is stored. */
export function canReadPlanAgain(plan: ImportPlan): boolean {
  return given?.planId === plan.planId && plan.files.every((file) => file.status !== 'imported');
}

/** The same files against the units and indicators of now, with the answers given so far. Throws CallFailure. */
export async function readPlanAgain(): Promise<void> {
  const old = state.plan;
  if (!old || !given || !canReadPlanAgain(old)) return;
  await startPlan(given.files, null);
  for (const { index, file } of state.plan?.files ?? []) {
    const answers = old.files.find((before) => before.file === file)?.answers ?? {};
    if (!state.plan || Object.keys(answers).length === 0) continue;
    const planId = state.plan.planId;
    replaceFiles([await runJob('按回答重新识别', 'import.answer', { planId, index, answers })]);
  }
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
  return current;
}
