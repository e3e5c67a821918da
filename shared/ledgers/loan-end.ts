// The end of a loan on a pledge, and the reminder of it: by then it is paid back and released, or prolonged. Pure.

import type { Reminder } from './define.js';
import { addMonthsToDay } from './reminder-days.js';

interface Loan {
  lentOn: string | null;
  registeredOn: string | null;
  months: number | null;
}

/** Longer terms are a slip of the pen: 99 years. */
const MOST_MONTHS = 1200;

/** `YYYY-MM-DD`: the term counted from the day of the loan, or of the pledge where that is not known; null without a term. */
export function endOfLoan({ lentOn, registeredOn, months }: Loan): string | null {
  const from = lentOn ?? registeredOn;
  return from === null || months === null || months < 1 || months > MOST_MONTHS ? null : addMonthsToDay(from, months);
}

/** A month of working days: renewing a loan asks for a new appraisal. */
export const LOAN_ENDS = {
  id: 'matures',
  what: '质押贷款到期，应解押或续贷',
  on: 'maturesOn',
  ahead: 20,
  unless: ['releasedOn'],
  name: 'enterprise',
} as const satisfies Reminder;
