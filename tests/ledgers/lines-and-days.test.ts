// Ledgers that say something once for several rows: lines of districts and months between the rows, a year in the title alone.

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import * as ledgers from '../../electron/core/ledgers/handlers.js';
import { sources } from '../../electron/core/workbook/ledger-handlers.js';
import * as imports from '../../electron/core/workbook/handlers.js';
import { CALLS } from '../../shared/contract/index.js';
import type { PlannedFile } from '../../shared/import/plan.js';
import { timeOfLine } from '../../electron/core/workbook/3-map/ledger-lines.js';
import { ImportBench, type Rows } from '../helpers/importing.js';

let bench: ImportBench;
beforeEach(async () => {
  bench = await ImportBench.sample();
});
afterEach(() => bench.close());

function receive(
  rows: Rows,
  answers: Record<string, string> = {},
  options: { merges?: string[]; name?: string } = {},
): Promise<PlannedFile> {
  return bench.receive(bench.sheet(options.name ?? '质押.xlsx', rows, options), answers);
}
const stored = (ledger = 'pledge'): ReturnType<typeof ledgers.rows>['rows'] =>
  ledgers.rows(bench.ctx, CALLS['ledgers.rows'].params.parse({ ledger })).rows;
const said = (file: PlannedFile): [string, string, string | null][] =>
  file.issues.filter(({ severity }) => severity !== 'hint').map(({ severity, rule, cell }) => [severity, rule, cell]);
const asked = (file: PlannedFile): string[] => file.questions.map(({ id }) => id);
const units = (): unknown[] => stored().map(({ values }) => values['unit']);
const days = (ledger = 'pledge', field = 'registeredOn'): unknown[] =>
  stored(ledger).map(({ values }) => values[field]);

const TITLE = '2022年专利权质押融资台账';
const HEADS = ['序号', '出质人', '质权人', '融资金额（万元）', '登记日期'];
const row = (name: string, amount: number, on: string): Rows[number] => [1, name, '工商银行', amount, on];
const [A, B, C] = [
  row('滕州甲公司', 490, '2022-01-23'),
  row('薛城乙公司', 620, '2022-02-18'),
  row('薛城丙公司', 30, '2022-02-19'),
];
const line = (text: string): Rows[number] => [text, null, null, null, null];

describe('lines that name a district', () => {
  const rows = [[TITLE], HEADS, line('一、滕州市'), A!, line('二、薛城区（2笔）'), B!, C!];

  test('are asked about once; the rows below them are theirs', async () => {
    const first = await receive(rows);
    expect([asked(first), said(first), stored()]).toEqual([['ledger-lines:0'], [], []]);
    const file = await receive(rows, { 'ledger-lines:0': 'same' });
    expect([said(file), units()]).toEqual([[], [1, 2, 2]]);
    const found = sources(bench.ctx, { ledger: 'pledge', id: stored()[1]!.id });
    expect(found.sources[0]!.fields.find(({ field }) => field === 'unit')).toMatchObject({
      text: '第5行“二、薛城区（2笔）”',
    });
  });

  test('also merged, with totals, months and titles between them', async () => {
    const merged = [
      [TITLE],
      HEADS,
      line('滕州市'),
      A!,
      ['小计', null, null, 490, null],
      line('薛城区'),
      line('2月份'),
      B!,
      line(TITLE),
      HEADS,
      C!,
      ['合计', null, null, 1140, null],
    ];
    const file = await receive(merged, { 'ledger-lines:0': 'same' }, { merges: ['A3:E3', 'A6:E6'] });
    expect([said(file), units()]).toEqual([[], [1, 2, 2]]);
  });

  test('a line that names nobody known ends what the line before it said', async () => {
    const file = await receive([...rows, line('市直单位'), row('市直丁公司', 5, '2022-03-01')], {
      'ledger-lines:0': 'same',
    });
    expect(said(file)).toEqual([
      ['warn', 'ledger-group', 'A8'],
      ['block', 'ledger-required', 'A9'],
    ]);
  });

  test('a record above the first line, or one with a district of its own, leaves them unread', async () => {
    expect(asked(await receive([[TITLE], HEADS, C!, ...rows.slice(2)]))).toEqual([]);
    const own = rows.map((one, r) => [...one, r === 1 ? '区（市）' : r === 3 ? '滕州市' : null]);
    expect(asked(await receive(own))).not.toContain('ledger-lines:0');
    expect(stored()).toEqual([]);
  });

  test('are answered with no: nothing is guessed', async () => {
    const file = await receive(rows, { 'ledger-lines:0': 'none' });
    expect(said(file)).toEqual([['block', 'ledger-column-missing', 'A2']]);
    expect(stored()).toEqual([]);
  });
});

test('〃 right below 薛城区 in its own column is 薛城区; below any other line it is refused', async () => {
  const heads = ['序号', '区（市）', ...HEADS.slice(1)];
  const inUnit = (one: Rows[number], unit: string): Rows[number] => one.toSpliced(1, 0, unit);
  const lineOf = (text: string): Rows[number] => [null, text, null, null, null, null];
  const rows = (text: string): Rows => [[TITLE], heads, inUnit(A!, '滕州市'), lineOf(text), inUnit(B!, '〃')];
  expect(said(await receive([...rows('新区'), inUnit(C!, '薛城区')]))).toContainEqual(['block', 'ledger-ditto', 'B5']);
  expect(stored()).toEqual([]);
  const file = await receive([...rows('薛城区'), lineOf('2月份'), inUnit(C!, '同上')]);
  expect([said(file), units()]).toEqual([[], [1, 2, 2]]);
});

test('a line of time is pointed out only where the days below it are others', async () => {
  const heads = [...HEADS, '区（市）'];
  const withUnit = (one: Rows[number]): Rows[number] => [...one, '滕州市'];
  const file = await receive([
    [TITLE],
    heads,
    [...line('一月份'), null],
    withUnit(A!),
    [...line('第二季度'), null],
    withUnit(B!),
  ]);
  expect(said(file)).toEqual([['warn', 'ledger-group', 'A5']]);
});

test.each([
  ['一、1月份', { year: null, from: 1, to: 1 }],
  ['十二月', { year: null, from: 12, to: 12 }],
  ['2022年第三季度', { year: 2022, from: 7, to: 9 }],
  ['下半年', { year: null, from: 7, to: 12 }],
  ['2021年度', { year: 2021, from: 1, to: 12 }],
  ['十三月', null],
  ['滕州市', null],
])('%s', (text, time) => expect(timeOfLine(text)).toEqual(time));

describe('days without a year', () => {
  const heads = HEADS.with(0, '区（市）');
  const at = (on: string | number, ...more: (string | null)[]): Rows[number] => [
    '滕州市',
    '滕州甲公司',
    '工商银行',
    490,
    on,
    ...more,
  ];

  test.each(['1月23日', '1.23', '1/23', '01-23'])('%s is of the year of the title', async (on) => {
    const file = await receive([[TITLE], heads, at(on)]);
    expect([asked(file), said(file), days()]).toEqual([[], [], ['2022-01-23']]);
    expect(file.decisions.join()).toContain('没有写年份（例如E3');
  });

  test('1.1 as a number may be the tenth', async () => {
    expect(said(await receive([[TITLE], heads, at(1.1)]))).toEqual([['block', 'ledger-date', 'E3']]);
  });

  test('a day on which the list was made is asked about', async () => {
    const rows = [['专利权质押融资台账'], ['2022年7月31日'], heads, at('1月23日')];
    const file = await receive(rows);
    expect([asked(file), file.questions[0]?.options.map(({ value }) => value).slice(0, 2)]).toEqual([
      ['ledger-day-year:0'],
      ['2022', '2021'],
    ]);
    await receive(rows, { 'ledger-day-year:0': '2021' });
    expect(days()).toEqual(['2021-01-23']);
  });

  test('截至 and a span of months state the year', async () => {
    await receive([['专利权质押融资台账（截至2022年7月31日）'], heads, at('1月23日')]);
    await receive([['2022年1—7月专利权质押融资台账'], heads, at('1月24日').with(1, '滕州乙公司')]);
    expect(days()).toEqual(['2022-01-23', '2022-01-24']);
  });

  test('the year of the title is asked about for days by which nothing counts', async () => {
    const rows = [[TITLE], [...heads, '到期日期'], at('1月23日', '1月22日')];
    const file = await receive(rows);
    expect([asked(file), stored()]).toEqual([['ledger-day-year:0'], []]);
    await receive(rows, { 'ledger-day-year:0': '2023' });
    expect([days(), days('pledge', 'maturesOn')]).toEqual([['2022-01-23'], ['2023-01-22']]);
  });

  test.each([
    ['2023年1月专利权质押融资台账', '12月28日', ['ledger-day-year:0'], null],
    ['2023年1月专利权质押融资台账', '1月28日', [], '2023-01-28'],
    ['2022年1—7月专利权质押融资台账', '8月', ['ledger-day-year:0', 'ledger-day-of-month:0'], null],
  ])('under %s the year of %s is taken only where the title reaches so far', async (title, on, questions, day) => {
    const file = await receive([[title], heads, at(on)]);
    expect([asked(file), file.questions.map((one) => one.default), days()]).toEqual([
      questions,
      questions.map(() => null),
      day === null ? [] : [day],
    ]);
  });

  test('the chosen period gives the year of days up to its month only', async () => {
    const plan = async (on: string): Promise<PlannedFile> =>
      (await bench.plan([bench.sheet('质押.xlsx', [['专利权质押融资台账'], heads, at(on)])], '2023-01')).files[0]!;
    const early = await plan('1月28日');
    expect([asked(early), early.decisions.join()]).toEqual([[], expect.stringContaining('按所选的报表期取2023年')]);
    expect(asked(await plan('12月28日'))).toEqual(['ledger-day-year:0']);
  });

  test('they are of several years: none is filled in', async () => {
    const rows = [['专利权质押融资台账'], heads, at('1月23日')];
    const file = await receive(rows, { 'ledger-day-year:0': 'none' });
    expect([said(file), stored()]).toEqual([[['block', 'ledger-date', 'E3']], []]);
  });
});

test('rows that all lie after the year of the title are pointed out once; one that does not makes them usual', async () => {
  const heads = HEADS.with(0, '区（市）');
  const loan = (on: string): Rows[number] => ['滕州市', `公司${on}`, '工商银行', 490, on];
  const title = '2021年专利权质押融资台账';
  const file = await receive([[title], heads, loan('2022-01-23'), loan('2022-02-23')]);
  expect(said(file)).toEqual([['warn', 'ledger-other-year', 'E3']]);
  expect(said(await receive([[title], heads, loan('2021-12-31'), loan('2022-02-24')]))).toEqual([]);
});

describe('months for days', () => {
  const heads = HEADS.with(0, '区（市）');
  const rows = (on: string): Rows => [[TITLE], heads, ['滕州市', '滕州甲公司', '工商银行', 490, on]];

  test.each([
    ['2022年2月', 'first', '2022-02-01'],
    ['2022年2月', 'last', '2022-02-28'],
    ['2022.2', 'first', '2022-02-01'],
    ['2月份', 'last', '2022-02-28'],
  ])('%s is the %s of it, as the officer says', async (on, answer, day) => {
    expect(asked(await receive(rows(on)))).toEqual(['ledger-day-of-month:0']);
    await receive(rows(on), { 'ledger-day-of-month:0': answer });
    expect(days()).toEqual([day]);
  });

  test('a term ends on the last day of its month', async () => {
    const heads2 = ['企业名称', '区（市）', '证书编号', '标准', '发证日期', '有效期至'];
    const certificate = ['滕州甲公司', '滕州市', 'ZS1', 'GB/T 29490-2013', '2022-01-05', '2025年1月'];
    const file = await receive([['2022年贯标认证台账'], heads2, certificate], {}, { name: '贯标.xlsx' });
    expect([asked(file), said(file), days('certificate', 'validTo')]).toEqual([[], [], ['2025-01-31']]);
  });
});

describe('days that name no month', () => {
  const heads = HEADS.with(0, '区（市）');
  const at = (name: string, on: string): Rows[number] => ['滕州市', name, '工商银行', 490, on];
  const byLines = [
    [TITLE],
    heads,
    line('5月'),
    at('甲公司', '5日'),
    at('乙公司', '31号'),
    line('六月份'),
    at('丙公司', '6日'),
  ];

  test('are of the month of the line above them, once the officer says so', async () => {
    expect([asked(await receive(byLines)), stored()]).toEqual([['ledger-day-month:0'], []]);
    const file = await receive(byLines, { 'ledger-day-month:0': 'same' });
    expect([said(file), days().toSorted()]).toEqual([[], ['2022-05-05', '2022-05-31', '2022-06-06']]);
  });

  test('also of a line below very many rows', async () => {
    const many = Array.from({ length: 3100 }, (_, n) => at(`第${n}公司`, '5日'));
    const rows = [...byLines.slice(0, 3), ...many, line('六月份'), at('丙公司', '6日')];
    await receive(rows, { 'ledger-day-month:0': 'same' });
    expect(
      bench.ctx.store.db.prepare('SELECT DISTINCT registered_on FROM ledger_pledge ORDER BY 1').pluck().all(),
    ).toEqual(['2022-05-05', '2022-06-06']);
  });

  test('or of the month of the title; 31日 of June is none', async () => {
    const titled = [['2022年6月专利权质押融资台账'], heads, at('甲公司', '5日'), at('乙公司', '31日')];
    const file = await receive(titled, { 'ledger-day-month:0': 'same' });
    expect([said(file), stored()]).toEqual([[['block', 'ledger-date', 'E4']], []]);
    await receive(titled.slice(0, 3), { 'ledger-day-month:0': 'same' });
    expect(days()).toEqual(['2022-06-05']);
  });

  test.each([
    ['no month is named', TITLE],
    ['the title is of several months', '2022年1—7月专利权质押融资台账'],
    ['nobody knows the year', '7月专利权质押融资台账'],
  ])('are refused where %s', async (_what, title) => {
    const file = await receive([[title], heads, at('甲公司', '5日')]);
    expect([asked(file), said(file)]).toEqual([[], [['block', 'ledger-date', 'E3']]]);
  });
});

test.each([
  [
    'of one head',
    [
      ['', '', '', '', '登记日期', ''],
      ['区（市）', '出质人', '质权人', '融资金额（万元）', '月', '日'],
    ],
    3,
  ],
  ['alone', [['区（市）', '出质人', '质权人', '融资金额（万元）', '月', '日']], 2],
])(
  'month and day in columns of their own are refused with what to do, and nothing is asked: %s',
  async (_what, heads, r) => {
    const file = await receive([[TITLE], ...heads, ['滕州市', '甲公司', '工商银行', 490, 3, 5]]);
    expect([asked(file), said(file), stored()]).toEqual([[], [['block', 'ledger-day-parts', `E${r}`]], []]);
    expect(file.issues[0]!.message).toContain(`日期的月、日分在E${r}、F${r}几栏`);
  },
);

describe('days with the year behind', () => {
  const heads = HEADS.with(0, '区（市）');
  const rows = (...on: string[]): Rows => [
    [TITLE],
    heads,
    ...on.map((day, n): Rows[number] => ['滕州市', `第${n}公司`, '工商银行', 490 + n, day]),
  ];

  test('are read where only one of both can be the month', async () => {
    const file = await receive(rows('7/31/2022', '31/7/2022', '12/31/2021', '5.5.2022'));
    expect([asked(file), said(file), days().toSorted()]).toEqual([
      [],
      [],
      ['2021-12-31', '2022-05-05', '2022-07-31', '2022-07-31'],
    ]);
  });

  test.each([
    ['month', '2022-03-04'],
    ['day', '2022-04-03'],
  ])('are asked about where both can: %s first', async (answer, day) => {
    const file = await receive(rows('3/4/2022', '31/7/2022'));
    expect([asked(file), file.questions[0]!.default, stored()]).toEqual([['ledger-day-order-4:0'], 'day', []]);
    await receive(rows('3/4/2022', '31/7/2022'), { 'ledger-day-order-4:0': answer });
    expect(days()).toContain(day);
    // The next file may come from another program.
    const next = await bench.one(bench.sheet('再.xlsx', rows('1/2/2022', '12/31/2022')));
    expect([next.status, next.answers, next.questions[0]!.default]).toEqual(['asks', {}, 'month']);
  });

  test('stay refused where the officer cannot tell', async () => {
    const file = await receive(rows('3/4/2022'), { 'ledger-day-order-4:0': 'none' });
    expect(said(file)).toEqual([['block', 'ledger-date', 'E3']]);
  });

  test('31/7 makes 5/7 beside it a question; alone that is the seventh of May', async () => {
    const file = await receive(rows('5/7', '31/7'));
    expect([asked(file), stored()]).toEqual([['ledger-day-order-4:0'], []]);
    await receive(rows('5/7', '31/7'), { 'ledger-day-order-4:0': 'day' });
    expect(days().toSorted()).toEqual(['2022-07-05', '2022-07-31']);
    const alone = rows('5/7').map((one, r) => (r === 2 ? one.with(1, '另一公司').with(3, 7) : one));
    expect(asked(await bench.one(bench.sheet('质押.xlsx', alone)))).toEqual([]);
  });
});

test('the number that a spreadsheet holds for a day is that day, as a number and as text', async () => {
  const heads = HEADS.with(0, '区（市）');
  const file = await receive([
    [TITLE],
    heads,
    ['滕州市', '滕州甲公司', '工商银行', 490, 44_584],
    ['滕州市', '滕州甲公司', '工商银行', 50, '44585'],
  ]);
  expect([said(file), days()]).toEqual([[], ['2022-01-23', '2022-01-24']]);
  expect(file.decisions.join()).toContain('“登记日期”的数（例如44584）是表格软件存的日期');
});

test('a sheet that is named 滕州 is of 滕州市 where the officer says so', async () => {
  const heads = ['专利号', '专利名称', '专利权人', '授权公告日'];
  const rows = [['2022年授权专利明细'], heads, ['201910012345', '轴承', '滕州甲公司', '2022-03-04']];
  const book = (): ReturnType<ImportBench['book']> => bench.book('授权专利明细.xlsx', [{ name: '滕州', rows }]);
  const first = await bench.plan([book()]);
  bench.accept(first);
  expect([asked(first.files[0]!), stored('patent')]).toEqual([['ledger-sheet-unit-滕州:0'], []]);
  const plan = await bench.plan([book()]);
  plan.files[0] = await imports.answer(bench.ctx, {
    planId: plan.planId,
    index: 0,
    answers: { 'ledger-sheet-unit-滕州:0': '1' },
  });
  bench.accept(plan);
  expect(stored('patent').map(({ values }) => values['unit'])).toEqual([1]);
  expect(asked((await bench.plan([book()])).files[0]!)).toEqual(['ledger-sheet-unit-滕州:0']);
});

describe('rows that are almost another one', () => {
  const heads = HEADS.with(0, '区（市）');
  const loan = (amount: number, on: string): Rows[number] => ['滕州市', '滕州甲公司', '工商银行', amount, on];
  const rows = [[TITLE], heads, loan(490, '2022-01-23'), loan(491, '2022-01-23')];

  test('in the file: one click leaves them out, or stores both', async () => {
    expect([asked(await receive(rows)), stored()]).toEqual([['ledger-twin:0'], []]);
    await receive(rows, { 'ledger-twin:0': 'skip' });
    expect(stored().map(({ values }) => values['amount'])).toEqual([490_000_000]);
  });

  test('in the ledger: a day that was corrected makes no second record', async () => {
    await receive(rows.slice(0, 3));
    const corrected = [...rows.slice(0, 2), loan(490, '2022-01-24'), loan(7, '2022-05-01')];
    expect(asked(await receive(corrected))).toEqual(['ledger-twin:0']);
    const left = await receive(corrected, { 'ledger-twin:0': 'skip' });
    expect([said(left), days()]).toEqual([[], ['2022-01-23', '2022-05-01']]);
    const both = await receive(corrected, { 'ledger-twin:0': 'both' });
    expect([said(both), stored()]).toEqual([[], expect.objectContaining({ length: 3 })]);
  });
});

describe('one loan with its patents below each other', () => {
  const heads = ['序号', '区（市）', '出质人', '融资金额（万元）', '登记日期', '专利号', '专利名称'];
  const first: Rows[number] = [1, '滕州市', '滕州甲公司', 490, '2022-01-23', 'ZL202010663550.7', '轴承'];
  const more: Rows[number] = [null, null, null, null, null, 'ZL202010671469.3', '齿轮'];
  const second: Rows[number] = [2, '薛城区', '薛城乙公司', 30, '2022-02-03', 'ZL201910012345.1', '箱体'];
  const merges = ['A3:A4', 'B3:B4', 'C3:C4', 'D3:D4', 'E3:E4'];
  const leave = (file: PlannedFile): Record<string, string> =>
    Object.fromEntries(file.questions.map(({ id }) => [id, '+leave']));

  test('is one record with all of them', async () => {
    const rows = [[TITLE], heads, first, more, second, ['合计', null, null, 520, null, null, null]];
    const file = await receive(rows, leave(await receive(rows, {}, { merges })), { merges });
    expect(said(file)).toEqual([]);
    expect(stored().map(({ values }) => [values['amount'], values['patents'], values['patentNumbers']])).toEqual([
      [490_000_000, 2, ['202010663550.7', '202010671469.3']],
      [30_000_000, 1, ['201910012345.1']],
    ]);
  });

  test('with a day of its own in the second row it is two, and the amount of neither is known', async () => {
    const rows = [[TITLE], heads, first, more.with(4, '2022-01-30'), second];
    const apart = merges.slice(0, 4);
    const file = await receive(rows, leave(await receive(rows, {}, { merges: apart })), { merges: apart });
    expect(said(file)).toMatchObject([
      ['block', 'ledger-merged-number', 'D3'],
      ['block', 'ledger-merged-number', 'D4'],
    ]);
    expect(stored()).toEqual([]);
  });
});
