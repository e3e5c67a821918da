// Days as officers type and paste them.

import { describe, expect, test } from 'vitest';

import { parseDayLines } from '../../renderer/features/settings/parse-day-lines.js';
import { readDay } from '../../renderer/ui/date-text.js';

describe('a day', () => {
  test.each([
    ['2022-8-5', '2022-08-05'],
    ['2022/08/05', '2022-08-05'],
    ['2022.8.5', '2022-08-05'],
    ['20220805', '2022-08-05'],
    ['２０２２年８月５日', '2022-08-05'],
    ['8月5日', '2022-08-05'],
    ['2022-02-30', null],
    ['八月', null],
    ['', null],
  ])('%s', (text, day) => {
    expect(readDay(text, 2022)).toBe(day);
  });

  test('without a year is none where no year is known', () => {
    expect(readDay('8月5日')).toBeNull();
  });
});

describe('pasted lines', () => {
  test('days, ranges and make-up days; the head is passed over', () => {
    const { days, problems } = parseDayLines(
      '日期\t类型\t名称\n2027年1月1日至3日 放假 元旦\n2027-02-05—2027-02-06\t放假\t春节\n2月14日（星期日） 上班 春节调休',
      2027,
    );
    expect(problems).toEqual([]);
    expect(days.map((day) => `${day.date} ${day.kind} ${day.name}`)).toEqual([
      '2027-01-01 holiday 元旦',
      '2027-01-02 holiday 元旦',
      '2027-01-03 holiday 元旦',
      '2027-02-05 holiday 春节',
      '2027-02-06 holiday 春节',
      '2027-02-14 workday 春节调休',
    ]);
  });

  test('a line without a kind is refused, and so is a range that runs backwards', () => {
    const { days, problems } = parseDayLines('2027-10-01 国庆节\n2027-10-07—2027-10-01 放假', 2027);
    expect(days).toEqual([]);
    expect(problems).toEqual([
      '第1行“2027-10-01 国庆节”：请写明“放假”或“上班”',
      '第2行“2027-10-07—2027-10-01 放假”：没有看出日期',
    ]);
  });
});
