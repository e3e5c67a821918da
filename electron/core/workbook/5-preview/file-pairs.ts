// How two files of one plan are named in a question about both: by their content, so that the answer holds for the same two
// files again, in whatever order they come, and lapses when one of them changes.

import type { FilePlan } from './plan-file.js';

const PAIR = 'conflict:';

/** Neither of the two files holds. */
export const NEITHER = 'neither';

/** Short names of files by their content; the same bytes twice are told apart by a number. */
export type FileKeys = ReadonlyMap<FilePlan, string>;

export function keysOfFiles(plans: readonly FilePlan[]): FileKeys {
  const times = new Map<string, number>();
  return new Map(
    plans.map((plan) => {
      const key = shortHash(plan);
      const time = (times.get(key) ?? 0) + 1;
      times.set(key, time);
      return [plan, time === 1 ? key : `${key}.${time}`];
    }),
  );
}

function shortHash({ header }: Pick<FilePlan, 'header'>): string {
  return header.sha256.slice(0, 8);
}

/** Id of the question about two files. */
export function pairId(files: FileKeys, one: FilePlan, other: FilePlan): string {
  return `${PAIR}${[files.get(one)!, files.get(other)!].sort().join(':')}`;
}

export function isPairId(id: string): boolean {
  return id.startsWith(PAIR);
}

/** True for one of the two files of the question, or neither of them. */
export function isPairAnswer(id: string, answer: string): boolean {
  return answer === NEITHER || filesOf(id).includes(answer);
}

function filesOf(id: string): string[] {
  return id.slice(PAIR.length).split(':');
}

/** True where one of the two files of a question is not among these. */
export function isOneGone(id: string, plans: readonly Pick<FilePlan, 'header'>[]): boolean {
  const here = new Set(plans.map(shortHash));
  return filesOf(id).some((key) => !here.has(key.split('.')[0]!));
}

/** True where an answer of a pair says that this file's cells hold. */
export function isForFile(answer: string, plan: Pick<FilePlan, 'header'>): boolean {
  return answer.split('.')[0] === shortHash(plan);
}
