// A time that is no single day: typed as officers write it, in order among days, found by any day of it, printed as it was meant.

import { beforeEach, describe, expect, test } from 'vitest';

import type { Ctx } from '../../electron/core/context.js';
import { findRows } from '../../electron/core/ledgers/find-rows.js';
import * as ledgers from '../../electron/core/ledgers/handlers.js';
import { contentOf } from '../../electron/core/ledgers/sheet-columns.js';
import { CALLS } from '../../shared/contract/index.js';
import { readSpan, spanText } from '../../shared/ledgers/day-span.js';
import { event } from '../../shared/ledgers/event.js';
import { futureDays } from '../../shared/ledgers/future-days.js';
import { withYear } from '../../shared/ledgers/typed-day.js';
import { emptyRow } from '../../shared/ledgers/validate.js';
import { addSampleUnits, contextOf, openTestStore } from '../helpers/memory-store.js';

describe('a span', () => {
  test.each([
    ['2022-03-05', '2022-03-05', '2022-03-05'],
    ['2022年3月', '2022-03-01/2022-03-31', '2022年3月'],
    ['2022-02', '2022-02-01/2022-02-28', '2022年2月'],
    ['2022年3月上旬', '2022-03-01/2022-03-10', '2022年3月上旬'],
    ['2022年3月 中旬', '2022-03-11/2022-03-20', '2022年3月中旬'],
    ['2020年2月下旬', '2020-02-21/2020-02-29', '2020年2月下旬'],
    ['2022年1月', '2022-01-01/2022-01-31', '2022年1月'],
    ['2022年12月', '2022-12-01/2022-12-31', '2022年12月'],
    ['2022年1月上旬', '2022-01-01/2022-01-10', '2022年1月上旬'],
    ['2022年12月下旬', '2022-12-21/2022-12-31', '2022年12月下旬'],
    ['2022年一季度', '2022-01-01/2022-03-31', '2022年第一季度'],
    ['2022年第4季度', '2022-10-01/2022-12-31', '2022年第四季度'],
    ['2022年上半年', '2022-01-01/2022-06-30', '2022年上半年'],
    ['2022年2月至7月', '2022-02-01/2022-07-31', '2022年2月至7月'],
    ['2022年2月至4月', '2022-02-01/2022-04-30', '2022年2月至4月'],
    ['2022年1月至7月', '2022-01-01/2022-07-31', '2022年1月至7月'],
    ['2022年下半年', '2022-07-01/2022-12-31', '2022年下半年'],
    ['2022年', '2022-01-01/2022-12-31', '2022年'],
    ['2022年3月至5月', '2022-03-01/2022-05-31', '2022年3月至5月'],
    ['2022年3—5月', '2022-03-01/2022-05-31', '2022年3月至5月'],
    ['2022年3月5日至8日', '2022-03-05/2022-03-08', '2022-03-05至03-08'],
    ['2022年3月30日-4月2日', '2022-03-30/2022-04-02', '2022-03-30至04-02'],
    ['2022年9月30日至10月2日', '2022-09-30/2022-10-02', '2022-09-30至10-02'],
    ['2022.12.30至2023.1.3', '2022-12-30/2023-01-03', '2022-12-30至2023-01-03'],
    ['2022-03-05~2022-03-05', '2022-03-05', '2022-03-05'],
  ])('%s is %s', (typed, stored, shown) => {
    expect(readSpan(typed)).toBe(stored);
    expect(spanText(stored)).toBe(shown);
    expect(readSpan(shown)).toBe(stored);
  });

  test.each([
    '2022年13月',
    '2022年0月上旬',
    '2022年13月上旬',
    '2022年3月至13月',
    '2022年3月5日至某日',
    '某日至2022年3月5日',
    '2022年2月30日',
    '2022年3月8日至5日',
    '三月上旬',
    '2022年3月初',
    '2022年5月至3月',
    '3月',
  ])('%s is refused', (typed) => expect(readSpan(typed)).toBeNull());

  test('typed without its year it is of the year at work, where the field takes spans at all', () => {
    const { happenedOn } = event.fields;
    expect(withYear('3月上旬', 2022, happenedOn)).toBe('2022年3月上旬');
    expect(withYear('3月', 2022, happenedOn)).toBe('2022年3月');
    expect(withYear('3月5日至8日', 2022, happenedOn)).toBe('2022-03-05至03-08');
    expect(withYear('3.15', 2022, happenedOn)).toBe('2022-03-15');
    expect(withYear('2021年3月', 2022, happenedOn)).toBe('2021年3月');
    expect(withYear('3月上旬', 2022)).toBe('3月上旬');
  });
});

describe('大事记', () => {
  let ctx: Ctx;
  beforeEach(async () => {
    const store = await openTestStore();
    addSampleUnits(store);
    ctx = contextOf(store);
    const rows = ['2022-03-15', '2022年3月', '2022年3月上旬', '2022年一季度', '2022-02-28', '2022-03-30至04-02'];
    const answer = ledgers.save(
      ctx,
      CALLS['ledgers.save'].params.parse({
        ledger: 'event',
        rows: rows.map((happenedOn) => ({
          id: null,
          values: { happenedOn, kind: '会商会议', subject: `事项${happenedOn}`, unit: '滕州市' },
        })),
      }),
    );
    expect(answer.rows.flatMap((row) => row.findings)).toEqual([]);
  });
  const daysOf = (from: string | null, to: string | null): string[] => {
    const { rows } = ledgers.rows(
      ctx,
      CALLS['ledgers.rows'].params.parse({
        ledger: 'event',
        filter: { conditions: [{ op: 'between', field: 'happenedOn', from, to }] },
        sort: [{ field: 'happenedOn', isDescending: false }],
      }),
    );
    return rows.map(({ values }) => spanText(values['happenedOn'] as string));
  };

  test('stands in order by its first day', () => {
    expect(daysOf(null, null)).toEqual([
      '2022年第一季度',
      '2022-02-28',
      '2022年3月上旬',
      '2022年3月',
      '2022-03-15',
      '2022-03-30至04-02',
    ]);
  });

  test('is found by every day of it', () => {
    expect(daysOf('2022-03-31', '2022-03-31')).toEqual(['2022年第一季度', '2022年3月', '2022-03-30至04-02']);
    expect(daysOf('2022-04-01', '2022-04-30')).toEqual(['2022-03-30至04-02']);
    expect(daysOf('2022-01-01', '2022-01-31')).toEqual(['2022年第一季度']);
  });

  test('is pointed out where all of it lies ahead', () => {
    const row = (happenedOn: string) => ({ ...emptyRow(event, { period: null }), happenedOn });
    const said = (stored: string) => futureDays(event, row(stored), '2022-08-05').map(({ message }) => message);
    expect(said('2022-08-01/2022-08-31')).toEqual([]);
    expect(said('2022-08-05/2022-08-08')).toEqual([]);
    expect(said('2022-09-01/2022-09-10')).toEqual(['日期为2022年9月上旬，晚于今天（2022-08-05），请核对']);
  });

  test('is said as it was meant where it is found, and goes into a workbook as it is written', () => {
    expect(findRows(ctx, { text: '会商', limit: 10 }).rows.map(({ found }) => found)).toContain('类别：会商会议');
    expect(findRows(ctx, { text: '事项2022年3月上旬', limit: 10 }).rows.map(({ found }) => found)).toEqual([
      '日期：2022年3月上旬',
    ]);
    expect(contentOf(event.fields.happenedOn, '2022-03-01/2022-03-10', { unitName: () => '' })).toBe('2022年3月上旬');
  });
});
