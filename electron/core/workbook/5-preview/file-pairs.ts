// How two files of one plan are named in a question about both: by their content, so that the answer holds for the same two
// files again, in whatever order they come, and lapses when one of them changes.

import type { PlannedFile } from '../../../../shared/import/plan.js';
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
      const key = contentOf(plan.header.sha256);
      const time = (times.get(key) ?? 0) + 1;
      times.set(key, time);
      return [plan, time === 1 ? key : `${key}.${time}`];
    }),
  );
}

/** How the content of a file is named in questions. */
export function contentOf(sha256: string): string {
  return sha256.slice(0, 8);
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

/** The contents of files, as questions name them. */
export function contentsOf(headers: readonly Pick<PlannedFile, 'sha256'>[]): Set<string> {
  return new Set(headers.map(({ sha256 }) => contentOf(sha256)));
}

/** True where a file of this content is one of the two of a question. */
export function isAbout(id: string, sha256: string): boolean {
  return filesOf(id).some((key) => key.split('.')[0] === contentOf(sha256));
}

/** True where one of the two files of a question is not among these contents. */
export function isOneGone(id: string, here: ReadonlySet<string>): boolean {
  return filesOf(id).some((key) => !here.has(key.split('.')[0]!));
}

/** True where an answer of a pair says that this file's cells hold. */
export function isForFile(answer: string, plan: Pick<FilePlan, 'header'>): boolean {
  return answer.split('.')[0] === contentOf(plan.header.sha256);
}
