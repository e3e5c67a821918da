// What the reporting tasks ask of a unit, and what stands in place of a number that it does not owe (rules.md 5).

import type { ValueState } from '../model/observation.js';
import { EXEMPT_SIGN, NOT_REQUIRED_SIGN } from '../statistics/format.js';

/** due 应报, exempt 本期免报; both others 不要求: not-required of this unit but of others, unasked of any in this period. */
export const DUTIES = ['due', 'exempt', 'not-required', 'unasked'] as const;
export type Duty = (typeof DUTIES)[number];

/** A value that is not there and not owed is no 未报; null where the state speaks for itself. `duty`: none where no task falls due. */
export function dutySign(duty: Duty | null | undefined, state: ValueState): string | null {
  if (state !== 'not_submitted') return null;
  if (duty === 'not-required' || duty === 'unasked') return NOT_REQUIRED_SIGN;
  return duty === 'exempt' ? EXEMPT_SIGN : null;
}
