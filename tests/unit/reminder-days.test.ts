// Days that a ledger waits for: ends of months, loans, and a window of dates that loses no reminder.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { balanceOf, checkRepaid, endOfLoan, repaidOf } from '../../shared/ledgers/loan-end.js';
import { addMonthsToDay, deadlineOf, DEFAULT_KEEP, windowOf } from '../../shared/ledgers/reminder-days.js';
import type { Reminder } from '../../shared/ledgers/define.js';
import { SHIPPED_DAYS, SHIPPED_YEARS } from '../../shared/tasks/holidays.js';
import { addDays, calendarOf, dateOfDays, daysOf, workingDaysBetween } from '../../shared/tasks/working-days.js';

const shipped = calendarOf(SHIPPED_DAYS, SHIPPED_YEARS);

test.each([
  ['2022-01-31', 1, '2022-02-28'],
  ['2024-01-31', 1, '2024-02-29'],
  ['2022-10-31', 2, '2022-12-31'],
  ['2022-11-30', 1, '2022-12-30'],
  ['2022-12-15', 1, '2023-01-15'],
  ['2022-12-31', 0, '2022-12-31'],
  ['2022-03-31', -1, '2022-02-28'],
  ['2022-01-05', 24, '2024-01-05'],
])('%s and %i months are %s', (day, months, expected) => expect(addMonthsToDay(day, months)).toBe(expected));

describe('the window of a reminder', () => {
  const reminder: Reminder = { id: 'r', what: '到期', on: 'day', ahead: 20, name: 'day' };
  const after = fc.oneof(
    fc.constant(undefined),
    fc.integer({ min: 0, max: 40 }).map((months) => ({ months })),
    fc.integer({ min: 0, max: 400 }).map((days) => ({ days })),
    fc.integer({ min: 1, max: 60 }).map((workingDays) => ({ workingDays })),
  );

  test('holds every date whose deadline is shown today', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: daysOf('2022-01-01'), max: daysOf('2025-12-31') }).map(dateOfDays),
        fc.integer({ min: -200, max: 200 }),
        after,
        fc.integer({ min: 0, max: 40 }),
        fc.option(fc.integer({ min: 0, max: 90 }), { nil: undefined }),
        (day, off, then, ahead, keep) => {
          const rule: Reminder = {
            ...reminder,
            ahead,
            ...(then && { after: then }),
            ...(keep !== undefined && { keep }),
          };
          const deadline = deadlineOf(rule, day, shipped);
          const today = addDays(deadline, off);
          const isShown =
            off > 0 ? off <= (keep ?? DEFAULT_KEEP) : workingDaysBetween(today, deadline, shipped) <= ahead;
          fc.pre(isShown);
          const { from, to } = windowOf(rule, today);
          expect(from <= day && day <= to).toBe(true);
        },
      ),
    );
  });

  test('is no wider than the waiting asks for', () => {
    expect(windowOf(reminder, '2022-08-05')).toEqual({ from: '2022-06-06', to: '2022-09-22' });
    expect(windowOf({ ...reminder, keep: 0, after: { days: 10 } }, '2022-08-05')).toEqual({
      from: '2022-07-26',
      to: '2022-09-12',
    });
    expect(windowOf({ ...reminder, keep: 0, after: { months: 1 } }, '2022-08-05')).toEqual({
      from: '2022-07-02',
      to: '2022-08-25',
    });
    expect(windowOf({ ...reminder, keep: 0, after: { workingDays: 5 } }, '2022-08-05')).toEqual({
      from: '2022-07-09',
      to: '2022-09-17',
    });
  });
});

describe('a loan', () => {
  test('ends its months after the day it was lent, else registered; a term of 100 years at the most', () => {
    const loan = { lentOn: '2022-01-31', registeredOn: '2022-02-15', months: 12 };
    expect(endOfLoan(loan)).toBe('2023-01-31');
    expect(endOfLoan({ ...loan, lentOn: null })).toBe('2023-02-15');
    expect(endOfLoan({ ...loan, lentOn: null, registeredOn: null })).toBeNull();
    expect(endOfLoan({ ...loan, months: 1 })).toBe('2022-02-28');
    expect(endOfLoan({ ...loan, months: 1200 })).toBe('2122-01-31');
    for (const months of [null, 0, 1201]) expect(endOfLoan({ ...loan, months }), String(months)).toBeNull();
  });

  test('leaves what is not paid back, and nothing that is known once it is released or overpaid', () => {
    expect(balanceOf({ lent: 100, repaid: 30, releasedOn: null })).toBe(70);
    expect(balanceOf({ lent: 100, repaid: null, releasedOn: null })).toBe(100);
    expect(balanceOf({ lent: 100, repaid: 100, releasedOn: null })).toBe(0);
    expect(balanceOf({ lent: 100, repaid: 101, releasedOn: null })).toBeNull();
    expect(balanceOf({ lent: 100, repaid: 30, releasedOn: '2022-07-01' })).toBeNull();
    expect(balanceOf({ lent: null, repaid: 30, releasedOn: null })).toBeNull();
    expect(repaidOf({ repayments: null })).toBeNull();
    expect(repaidOf({ repayments: [{ amount: 10 }, { amount: null }, { amount: 20 }] })).toBe(30);
  });

  test('is questioned where its amounts do not go together', () => {
    const row = { lent: 100, repayments: [{ amount: 30 }], repaid: 30, balance: 70, releasedOn: null };
    const found = (changes: Partial<typeof row> | object): [string, string][] =>
      checkRepaid({ ...row, ...changes }).map(({ severity, field }) => [severity, field ?? '']);
    expect(found({})).toEqual([]);
    expect(found({ repayments: null })).toEqual([]);
    expect(found({ repaid: 40, balance: 60 })).toEqual([['block', 'repaid']]);
    expect(found({ repayments: null, repaid: 120, balance: null })).toEqual([['warn', 'repaid']]);
    expect(found({ repayments: null, repaid: 100, balance: 0 })).toEqual([]);
    expect(found({ balance: 60 })).toEqual([['warn', 'balance']]);
    expect(found({ balance: null })).toEqual([]);
    // The balance alone says nothing of what is paid back.
    expect(found({ repayments: null, repaid: null, balance: 60 })).toEqual([]);
    expect(found({ repayments: null, lent: null, repaid: 30, balance: 70 })).toEqual([]);
  });
});
