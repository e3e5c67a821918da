// Which version of the data this page has been told of, for what is typed over it: a step that would take back what another window
// has stored meanwhile is refused by the core (data.changed-since). Not here: asking again what is old (stale.ts).

import { useState } from 'react';

import type { OwnSteps } from '../../shared/contract/envelope.js';
import { wireOf } from './failure.js';

let known = 0;
const answered = new WeakMap<object, number>();
/** Steps that this page has made. */
const own = new Set<number>();

/** Of an answer; a version of undefined says nothing. `steps`: those that the call made. */
export function noteAnswer(answer: unknown, version: number | undefined, steps?: OwnSteps): void {
  known = Math.max(known, version ?? 0);
  if (steps) for (let step = steps[0]; step <= steps[1]; step += 1) own.add(step);
  if (typeof answer === 'object' && answer !== null && version !== undefined) answered.set(answer, version);
}

export function forgetVersion(): void {
  known = 0;
  own.clear();
}

/** The data as a form or a draft has them; the form's own steps move it on. */
export interface Seen {
  version: number;
}

/** For what is changed where it is shown: as this answer of the core has the data; null: none has come yet. */
export function seenOf(answer: object | null): Seen {
  return { version: answer === null ? 0 : (answered.get(answer) ?? 0) };
}

/**
 * The same data with the steps of this page that followed at once, also those taken back: for single values, which are typed on while
 * the one before is being stored. A list that is stored as a whole would take the own steps back.
 */
export function withOwnSteps({ version }: Seen): Seen {
  let last = version;
  while (last > 0 && own.has(last + 1)) last += 1;
  return { version: last };
}

/** True for a step that this page has made since: what was typed over that version is older than it. */
export function isOwnSince(step: number | null, { version }: Seen): boolean {
  return step !== null && step > version && own.has(step);
}

/** For what is typed into, or chosen from, what is on screen now. */
export function seenNow(): Seen {
  return { version: known };
}

/** For a form that is opened, filled from what is shown, and saved. */
export function useSeen(): Seen {
  return useState<Seen>(seenNow)[0];
}

const drafts = new Map<string, Seen>();

/** For drafts that gather under a name: as the data were when the first of them was typed. Call with each change of them. */
export function noteDrafts(name: string, hasDrafts: boolean): void {
  if (!hasDrafts) drafts.delete(name);
  else if (!drafts.has(name)) drafts.set(name, { version: known });
}

/**
 * Saves drafts, which are dropped when they are stored: an answer that stores nothing, as some are to be corrected, leaves them as old
 * as they are, and what was typed on meanwhile is over what they have stored. Once the officer has been told of what changed under
 * them, and sees it beside them, they may be saved over it.
 */
export async function savingDrafts<T>(name: string, save: (seen: Seen | undefined) => Promise<T>): Promise<T> {
  const seen = drafts.get(name);
  try {
    const answer = await save(seen && { ...seen });
    if (seen !== undefined) seen.version = withOwnSteps(seen).version;
    return answer;
  } catch (error) {
    if (seen !== undefined && isChangedSince(error)) seen.version = known;
    throw error;
  }
}

export function isChangedSince(error: unknown): boolean {
  return wireOf(error).code === 'data.changed-since';
}
