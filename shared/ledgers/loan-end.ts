// A loan on a pledge: when it ends, with the reminder of it (by then it is paid back and released, or prolonged), and what is left of
// it. Only the registered amount is counted; this is for the officer alone. Pure.

import type { Finding, LineValue, Reminder } from './define.js';
import { amountText } from './field-text.js';
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

interface Repaid {
  lent: number | null;
  repayments: readonly LineValue[] | null;
  repaid: number | null;
  balance: number | null;
  releasedOn: string | null;
}

/** Principal paid back, in 分; null where no repayment is known. */
export function repaidOf({ repayments }: Pick<Repaid, 'repayments'>): number | null {
  return repayments === null ? null : repayments.reduce((sum, one) => sum + ((one['amount'] as number | null) ?? 0), 0);
}

/** What is left of the loan, in 分; null without a loan, where more is paid back than was lent, and once the pledge is released. */
export function balanceOf({ lent, repaid, releasedOn }: Omit<Repaid, 'repayments' | 'balance'>): number | null {
  return lent === null || releasedOn !== null || (repaid ?? 0) > lent ? null : lent - (repaid ?? 0);
}

export function checkRepaid(row: Repaid): Finding[] {
  const { lent, repaid, balance } = row;
  const findings: Finding[] = [];
  const sum = repaidOf(row);
  if (sum !== null && repaid !== sum)
    findings.push({
      severity: 'block',
      rule: 'repaid',
      field: 'repaid',
      message: `已还金额与逐笔还款之和（${amountText(sum)}万元）不一致，请在逐笔还款中修改`,
    });
  if (lent !== null && repaid !== null && repaid > lent)
    findings.push({ severity: 'warn', rule: 'repaid', field: 'repaid', message: '已还金额高于放款金额，请核对' });
  // A list that states the balance alone says nothing of what is paid back.
  const left = repaid === null ? null : balanceOf(row);
  if (left !== null && balance !== null && balance !== left)
    findings.push({
      severity: 'warn',
      rule: 'balance',
      field: 'balance',
      message: `贷款余额与放款金额减已还金额（${amountText(left)}万元）不一致，请核对`,
    });
  return findings;
}
