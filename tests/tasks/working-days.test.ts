// Working days against a slow calendar of its own, the shipped holidays against the rule that make-up days pay for days off.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { deadlineOf, occurrencesAt, type TaskTiming } from '../../shared/tasks/define.js';
import { SHIPPED_DAYS, SHIPPED_YEARS } from '../../shared/tasks/holidays.js';
import {
  addDays,
  addWorkingDays,
  calendarOf,
  chinaDate,
  dateOfDays,
  dateSchema,
  dateText,
  daysOf,
  isWorkingDay,
  weekdayOf,
  workingDaysBetween,
  yearOfDate,
  type CalendarDay,
} from '../../shared/tasks/working-days.js';

const shipped = calendarOf(SHIPPED_DAYS, SHIPPED_YEARS);
const day = fc.integer({ min: daysOf('1900-01-01'), max: daysOf('2099-12-31') }).map(dateOfDays);
const calendar = fc
  .array(fc.record({ date: fc.integer({ min: 18_000, max: 18_200 }).map(dateOfDays), off: fc.boolean() }), {
    maxLength: 60,
  })
  .map((days) =>
    calendarOf(
      days.map(({ date, off }): CalendarDay => ({ date, kind: off ? 'holiday' : 'workday', name: '' })),
      [2019, 2020],
    ),
  );
const near = fc.integer({ min: 18_000, max: 18_200 }).map(dateOfDays);

describe('days', () => {
  test('agree with the platform calendar, weekday included', () => {
    fc.assert(
      fc.property(day, (date) => {
        const utc = new Date(`${date}T00:00:00Z`);
        expect(daysOf(date)).toBe(utc.getTime() / 86_400_000);
        expect(dateOfDays(daysOf(date))).toBe(date);
        expect(weekdayOf(date)).toBe(utc.getUTCDay());
      }),
    );
  });

  test.each(['2022-02-29', '2022-13-01', '2022-04-31', '2022-1-1', '22-01-01', '2022-00-10'])('%s is no day', (text) =>
    expect(dateSchema.safeParse(text).success).toBe(false),
  );

  test('an evening in China is that day and the next morning the next, wherever the program runs', () => {
    expect(chinaDate('2022-08-05T15:59:59.999Z')).toBe('2022-08-05');
    expect(chinaDate('2022-08-05T16:00:00.000Z')).toBe('2022-08-06');
  });
});

describe('working days', () => {
  test('the n-th one is a working day with exactly n of them on the way', () => {
    fc.assert(
      fc.property(near, fc.integer({ min: 1, max: 40 }), calendar, (from, n, cal) => {
        const to = addWorkingDays(from, n, cal);
        expect(isWorkingDay(to, cal)).toBe(true);
        expect(workingDaysBetween(from, to, cal)).toBe(n);
        expect(workingDaysBetween(to, from, cal)).toBe(-n);
        expect(workingDaysBetween(from, addDays(to, -1), cal)).toBe(n - 1);
      }),
    );
  });

  test('none lies between a day and itself, and the n-th one asks for a whole number of days that may be', () => {
    expect(workingDaysBetween('2022-08-05', '2022-08-05', shipped)).toBe(0);
    expect(workingDaysBetween('2022-08-05', '2022-08-08', shipped)).toBe(1);
    expect(workingDaysBetween('2022-08-08', '2022-08-05', shipped)).toBe(-1);
    for (const n of [0, 1.5, 401, -401, Number.NaN])
      expect(() => addWorkingDays('2022-08-05', n, shipped), String(n)).toThrow(`working days ${n}`);
    expect(addWorkingDays('2022-01-01', 400, shipped)).toBe('2023-08-09');
  });

  test('there and back again ends where it began, from any working day', () => {
    fc.assert(
      fc.property(near, fc.integer({ min: 1, max: 40 }), calendar, (from, n, cal) => {
        fc.pre(isWorkingDay(from, cal));
        expect(addWorkingDays(addWorkingDays(from, n, cal), -n, cal)).toBe(from);
        expect(addWorkingDays(from, n, cal) <= addWorkingDays(from, n + 1, cal)).toBe(true);
      }),
    );
  });
});

describe('shipped holidays', () => {
  test('are whole days that occur once, each make-up day a Saturday or Sunday', () => {
    expect(new Set(SHIPPED_DAYS.map((one) => one.date)).size).toBe(SHIPPED_DAYS.length);
    for (const { date, kind } of SHIPPED_DAYS) {
      expect(dateSchema.safeParse(date).success, date).toBe(true);
      if (kind === 'workday') expect([0, 6], date).toContain(weekdayOf(date));
    }
  });

  // 11 statutory days until 2024, 13 since; the days that weekdays off exceed them by are worked on weekends.
  test.each([
    [2022, 11, 249],
    [2023, 11, 249],
    [2024, 11, 251],
    [2025, 13, 248],
    [2026, 13, 248],
  ])('%i has the working days that the year had', (year, _statutory, workdays) => {
    expect(workingDaysBetween(`${year - 1}-12-31`, `${year}-12-31`, shipped)).toBe(workdays);
    expect(SHIPPED_DAYS.some((one) => yearOfDate(one.date) === year)).toBe(true);
  });
});

describe('deadlines', () => {
  const task = (changes: Partial<TaskTiming>): TaskTiming => ({
    frequency: 'month',
    firstPeriod: '2022-01',
    lastPeriod: null,
    deadline: { kind: 'working-day', n: 5 },
    rounds: [],
    ...changes,
  });
  const due = (timing: TaskTiming, period: string, cal = shipped) =>
    occurrencesAt(timing, period).map((occurrence) => deadlineOf(timing, occurrence, cal));

  test('5th working day: 5 August 2022, and 12 October where 1–7 are off and the weekend is worked', () => {
    expect(due(task({}), '2022-07')).toEqual([{ date: '2022-08-05', isCertain: true }]);
    // October 2022: 1–7 off, 8 and 9 worked, then 10, 11, 12.
    expect(due(task({}), '2022-09')[0]!.date).toBe('2022-10-12');
    expect(due(task({}), '2025-12')[0]!.date).toBe('2026-01-08');
  });

  test('a fixed day is put off over a holiday, brought forward, or stands', () => {
    const at = (shift: 'next' | 'previous' | 'none') =>
      due(task({ deadline: { kind: 'day', day: 5, months: 1, shift } }), '2022-09')[0]!.date;
    expect([at('next'), at('previous'), at('none')]).toEqual(['2022-10-08', '2022-09-30', '2022-10-05']);
    const endOfMonth = task({ deadline: { kind: 'day', day: 31, months: 1, shift: 'none' } });
    expect(due(endOfMonth, '2023-01')[0]!.date).toBe('2023-02-28');
  });

  test('a year without a calendar is reckoned by weekends and says so', () => {
    expect(due(task({}), '2026-12')[0]).toEqual({ date: '2027-01-07', isCertain: false });
  });

  test('falls due by its frequency, within first and last period only', () => {
    const periods = Array.from({ length: 12 }, (_, index) => `2022-${String(index + 1).padStart(2, '0')}`);
    const labels = (timing: TaskTiming) =>
      periods.flatMap((period) => occurrencesAt(timing, period)).map((one) => one.label);
    expect(labels(task({ frequency: 'quarter' }))).toEqual([1, 2, 3, 4].map((n) => `2022年第${' 一二三四'[n]}季度`));
    expect(labels(task({ frequency: 'half-year' }))).toEqual(['2022年上半年', '2022年下半年']);
    expect(labels(task({ frequency: 'year' }))).toEqual(['2022年度']);
    expect(labels(task({ firstPeriod: '2022-03', lastPeriod: '2022-04' }))).toEqual(['2022年1—3月', '2022年1—4月']);
    expect(labels(task({ frequency: 'once', firstPeriod: '2022-06' }))).toEqual(['2022年1—6月']);
    const rounds = [
      { no: 2, name: '', period: '2022-05', due: '2022-05-20' },
      { no: 1, name: '第一批（补报）', period: '2022-05', due: '2022-05-10' },
    ];
    const timing = task({ frequency: 'round', rounds });
    expect(labels(timing)).toEqual(['第一批（补报）', '第2批']);
    expect(due(timing, '2022-05').map((one) => one.date)).toEqual(['2022-05-10', '2022-05-20']);
  });

  test('dates read like dates in a letter', () => {
    expect(dateText('2022-08-05')).toBe('2022年8月5日（星期五）');
    expect(dateText('2022-08-05', 2022)).toBe('8月5日（星期五）');
  });
});
