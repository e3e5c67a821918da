// What check:corpus prints, and the watch over time and memory that both checks share.

import { readFileSync, readdirSync, writeFileSync } from 'node:fs';

export interface Deviation {
  file: string;
  expected: string;
  got: string;
  why: string;
}

export interface Report {
  files: number;
  as_expected: number;
  unexpected: Deviation[];
  /** Differences between readers that are known and have a reason; not counted as unexpected. */
  explained: Deviation[];
  crashed: number;
  hung: number;
  silently_wrong: number;
}

export function emptyReport(files: number): Report {
  return { files, as_expected: 0, unexpected: [], explained: [], crashed: 0, hung: 0, silently_wrong: 0 };
}

/** No file may take longer (issue: no hang over 10 s). */
export const HUNG_AFTER_MS = 10_000;
/** The session is given up for a file after this; the parse process has its own limit of a minute. */
const GIVE_UP_MS = 75_000;

export interface Timed<T> {
  value: T | null;
  error: unknown;
  ms: number;
}

export async function timed<T>(work: () => Promise<T>): Promise<Timed<T>> {
  const start = performance.now();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('no answer')), GIVE_UP_MS);
  });
  try {
    const value = await Promise.race([work(), late]);
    return { value, error: null, ms: performance.now() - start };
  } catch (error) {
    return { value: null, error, ms: performance.now() - start };
  } finally {
    clearTimeout(timer);
  }
}

/** Processes that this one started: the parse processes. Linux only; elsewhere the list is empty. */
function childProcesses(): string[] {
  try {
    return readdirSync('/proc').filter((pid) => {
      if (!/^\d+$/.test(pid)) return false;
      try {
        const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
        return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1] === String(process.pid);
      } catch {
        return false; // gone meanwhile
      }
    });
  } catch {
    return [];
  }
}

/** Begins a new peak for the parse processes, where the system can. */
export function resetPeakMemory(): void {
  for (const pid of childProcesses()) {
    try {
      writeFileSync(`/proc/${pid}/clear_refs`, '5');
    } catch {
      // not permitted: peaks add up, which only makes the check stricter
    }
  }
}

/** Peak memory of the parse processes in MB since the reset; null where the system does not tell. */
export function peakMemoryMb(): number | null {
  const peaks = childProcesses().flatMap((pid) => {
    try {
      const line = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'latin1'));
      return line ? [Number(line[1]) / 1024] : [];
    } catch {
      return [];
    }
  });
  return peaks.length === 0 ? null : Math.round(Math.max(...peaks));
}
