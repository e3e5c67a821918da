// The running jobs of this page, for the top bar and for the page that started them. A job that ends leaves the list.

import { useSyncExternalStore } from 'react';

import type { CallName, Params, Result } from '../../shared/contract/index.js';
import type { Progress } from '../../shared/contract/envelope.js';
import { call } from './client.js';

export interface RunningJob {
  id: number;
  name: CallName;
  label: string;
  progress: Progress;
  cancel: () => void;
  isCancelling: boolean;
}

const NOT_STARTED: Progress = { done: 0, total: 0, stage: '' };

let jobs: readonly RunningJob[] = [];
let nextId = 1;
const listeners = new Set<() => void>();

function replace(next: readonly RunningJob[]): void {
  jobs = next;
  for (const listener of listeners) listener();
}

function change(id: number, part: Partial<RunningJob>): void {
  replace(jobs.map((job) => (job.id === id ? { ...job, ...part } : job)));
}

export function useJobs(): readonly RunningJob[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => jobs,
  );
}

/** Runs a call of kind job and shows it in the top bar. `label` is Chinese: 读取报表. */
export async function runJob<K extends CallName>(
  label: string,
  name: K,
  params: Params<K>,
  onStart?: (id: number) => void,
): Promise<Result<K>> {
  const id = nextId++;
  const controller = new AbortController();
  const cancel = (): void => {
    change(id, { isCancelling: true });
    controller.abort();
  };
  replace([...jobs, { id, name, label, progress: NOT_STARTED, cancel, isCancelling: false }]);
  onStart?.(id);
  try {
    return await call(name, params, {
      signal: controller.signal,
      onProgress: (progress) => change(id, { progress }),
    });
  } finally {
    replace(jobs.filter((job) => job.id !== id));
  }
}
