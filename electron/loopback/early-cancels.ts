// 取消 that comes before the call it is meant for: a browser whose connections are taken hands its requests over in an order of its own.

/** So many are kept: one that comes after the answer is never asked for. */
const KEPT = 100;

export interface EarlyCancels {
  /** Runs the call, or gives null where it was cancelled before it came. */
  run<T>(requestId: string | undefined, call: () => Promise<T>): Promise<T | null>;
  note(requestId: string): void;
}

export function openEarlyCancels(): EarlyCancels {
  const running = new Set<string>();
  const early = new Set<string>();
  return {
    async run(requestId, call) {
      if (requestId === undefined) return call();
      if (early.delete(requestId)) return null;
      running.add(requestId);
      try {
        return await call();
      } finally {
        running.delete(requestId);
      }
    },
    note(requestId) {
      if (running.has(requestId)) return;
      early.add(requestId);
      const [oldest] = early;
      if (early.size > KEPT && oldest !== undefined) early.delete(oldest);
    },
  };
}
