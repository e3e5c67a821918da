// The Job that a handler sees: progress out (throttled), cancel in (a shared flag, read even inside a synchronous transaction).

import type { Progress } from '../../shared/contract/envelope.js';
import { AppError } from '../../shared/errors/app-error.js';

import type { Job } from './core.js';
import { CANCELLED } from './worker-protocol.js';

/** Between two messages of one call; a change of stage and the last step always go out. */
const PROGRESS_EVERY_MS = 50;

export interface FlaggedJob extends Job {
  abort(): void;
}

export function createJob(flag: SharedArrayBuffer, report: (progress: Progress) => void): FlaggedJob {
  const cell = new Int32Array(flag);
  const controller = new AbortController();
  let lastAt = -Infinity;
  let lastStage = '';
  const isCancelled = (): boolean => Atomics.load(cell, 0) === CANCELLED;
  return {
    signal: controller.signal,
    isCancelled,
    abort: () => controller.abort(new AppError('job.cancelled')),
    step(progress) {
      if (isCancelled()) throw new AppError('job.cancelled');
      const now = performance.now();
      const isLast = progress.total > 0 && progress.done >= progress.total;
      const stage = stageOf(progress.stage);
      if (now - lastAt < PROGRESS_EVERY_MS && stage === lastStage && !isLast) return;
      lastAt = now;
      lastStage = stage;
      report(progress);
    },
  };
}

/** 读取 of “读取 06_000_丰南县.xlsx”: the file is no stage of its own, else each of a thousand files would be a message. */
function stageOf(text: string): string {
  const end = text.indexOf(' ');
  return end < 0 ? text : text.slice(0, end);
}
