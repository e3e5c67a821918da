// Asking for the order of the rows of a view. What a ledger is opened with can be known before its declaration is: then it is asked
// for at once, beside it, and whoever asks for the same a little later gets that answer.

import type { GroupBy } from '../../../shared/contract/calls/ledger-grid.js';
import type { LedgerFilter, LedgerSort } from '../../../shared/contract/calls/ledgers.js';
import type { Params, Result } from '../../../shared/contract/index.js';
import { call, onHostEvent } from '../../api/client.js';

export interface ViewQuery {
  filter: LedgerFilter;
  sort: readonly LedgerSort[];
  groupBy: readonly GroupBy[];
}

export type OrderAnswer = Result<'ledgers.order'>;

/** Rows that the largest screen shows before anybody scrolls, and some to spare. */
const FIRST_ROWS = 60;

/** The question as a text: the same for the same question. */
export function orderKey(ledger: string, { filter, sort, groupBy }: ViewQuery): string {
  return JSON.stringify({ ledger, filter, sort, groupBy });
}

const ask = (key: string, also: number[]): Promise<OrderAnswer> =>
  call('ledgers.order', { ...(JSON.parse(key) as Params<'ledgers.order'>), also, contents: FIRST_ROWS });

let early: { key: string; answer: Promise<OrderAnswer> } | null = null;
let isListening = false;

/** What changes before the answer is used makes it old: nobody has listened for whoever will use it. */
function forgetOnChange(): void {
  if (isListening) return;
  isListening = true;
  onHostEvent((event) => {
    if (event.type !== 'progress') early = null;
  });
}

export function askEarly(key: string): void {
  forgetOnChange();
  early = { key, answer: ask(key, []) };
  // Whoever uses it is told.
  early.answer.catch(() => undefined);
}

/**
 * The answer to a question; one that was asked early serves once. `also`: rows that stay in sight although they may no longer fit.
 */
export function orderOf(key: string, also: number[]): Promise<OrderAnswer> {
  const asked = early;
  early = null;
  return asked?.key === key && also.length === 0 ? asked.answer : ask(key, also);
}
