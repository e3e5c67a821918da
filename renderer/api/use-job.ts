// start / progress / cancel of one kind of job on a page. Errors go to `onError` (usually useReport), a cancel goes nowhere.

import { useCallback, useState } from 'react';

import type { CallName, Params, Result } from '../../shared/contract/index.js';
import { isCancelled } from './failure.js';
import { runJob, useJobs, type RunningJob } from './jobs.js';

export interface JobControl<K extends CallName> {
  /** Resolves undefined when it failed or was cancelled. */
  start: (params: Params<K>) => Promise<Result<K> | undefined>;
  running: RunningJob | null;
}

export function useJob<K extends CallName>(name: K, label: string, onError: (error: unknown) => void): JobControl<K> {
  const [id, setId] = useState<number | null>(null);
  const running = useJobs().find((job) => job.id === id) ?? null;

  const start = useCallback(
    async (params: Params<K>) => {
      try {
        return await runJob(label, name, params, setId);
      } catch (error) {
        if (!isCancelled(error)) onError(error);
        return undefined;
      } finally {
        setId(null);
      }
    },
    [name, label, onError],
  );
  return { start, running };
}
