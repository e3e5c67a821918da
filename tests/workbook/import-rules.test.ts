// Checks as data: every rule finds its case at the right cell.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test, vi } from 'vitest';

import { saveIndicator, listIndicators } from '../../electron/core/store/indicator-store.js';
import { listUnits } from '../../electron/core/store/unit-store.js';
import { write } from '../../electron/core/store/write.js';
import { monthlyTask } from '../../electron/core/tasks/default-task.js';
import * as tasks from '../../electron/core/tasks/handlers.js';
import * as imports from '../../electron/core/workbook/handlers.js';
import { indicatorDraftSchema } from '../../shared/indicators/define.js';
import type { Rows } from '../helpers/importing.js';
import { xlsxBytes } from '../helpers/xlsx-bytes.js';
import { ruleBench } from '../helpers/rule-bench.js';

const desk = ruleBench();
const { report, plan, fileOf, found, issueOf, store } = desk;

describe('同比 of a share', () => {
  const POINTS = ['指标名称', '计量单位', '1—3月累计', '去年同期', '同比增减（百分点）'];
  const differing = async (rows: Rows): Promise<[string | null, string][]> => {
    const file = (await desk.bench.plan([desk.bench.sheet('表.xlsx', rows)])).files[0]!;
    return file.issues
      .filter(({ rule }) => rule === 'points-differ')
      .map(({ cell, expected }) => [cell, expected ?? '']);
  };

  test('is the difference of both, but for one unit of the last digit; a rate of growth with its % is one', async () => {
    const of = (...numbers: (number | string)[]): Promise<[string | null, string][]> =>
      differing(report([['非正常专利申请撤回率', '%', ...numbers]], POINTS));
    expect(await of(60.1, 58.3, 1.8)).toEqual([]);
    expect(await of(60.1, 58.3, 1.9)).toEqual([]);
    expect(await of(60.1, 58.3, 2)).toEqual([]);
    expect(await of(60.1, 58.3, 2.8)).toEqual([['E4', '1.8个百分点']]);
    expect(await of(58.3, 60.1, 1.8)).toEqual([['E4', '-1.8个百分点']]);
    // Nothing grows from 0.
    expect(await of(60.1, 0, '3.5%')).toEqual([['E4', '60.1个百分点']]);
    expect(await of(60.1, 58.3, '3.1%')).toEqual([]);
    expect(await of(60.1, 58.3, '3.5%')).toEqual([['E4', '1.8个百分点']]);
  });

  test('of each month is compared with the shares of that month, and with none where the heads leave it open', async () => {
    const months: Rows = [
      ['2024年江北区非正常专利申请撤回率'],
      ['月份', '非正常专利申请撤回率（%）', '去年同期（%）', '同比（百分点）'],
      ['1—2月', 50.1, 48, 2.1],
      ['1—3月', 60.1, 58.3, 1.8],
    ];
    expect(await differing(months)).toEqual([]);
    const blocks: Rows = [
      ...report([['非正常专利申请撤回率', '%', 50.1, 48, 2.1]], POINTS.with(2, '1—2月累计')),
      POINTS,
      ['非正常专利申请撤回率', '%', 60.1, 58.3, 1.8],
    ];
    expect(await differing(blocks)).toEqual([]);
    const beside: Rows = [
      ['2024年1—3月统计表'],
      ['区（市）', '非正常专利申请撤回率', '', '', '', '', ''],
      ['', '1—2月', '去年同期', '同比（百分点）', '1—3月', '去年同期', '同比（百分点）'],
      ['江北区', 50.1, 48, 2.1, 60.1, 58.3, 1.8],
      ['江南区', 50.1, 48, 2.1, 60.1, 58.3, 1.8],
    ];
    expect(await differing(beside)).toEqual([]);
  });
});

describe('a rule finds its case at the right cell', () => {
  test('yes/no and a date where a number belongs: both are rejected with what stands there', async () => {
    const text = (ref: string, value: string): string => `<c r="${ref}" t="inlineStr"><is><t>${value}</t></is></c>`;
    const lines = [
      text('A1', '2024年1—3月知识产权工作统计表'),
      text('A2', '填报单位：江北区市场监督管理局（盖章）'),
      text('A3', '指标名称') + text('B3', '计量单位') + text('C3', '1—3月累计'),
      `${text('A4', '专利授权量') + text('B4', '件')}<c r="C4" t="b"><v>1</v></c>`,
      `${text('A5', '发明专利授权量') + text('B5', '件')}<c r="C5" s="1"><v>45370</v></c>`,
      `${text('A6', '商标注册量') + text('B6', '件')}<c r="C6"><v>7</v></c>`,
    ];
    const rows = lines.map((line, index) => `<row r="${index + 1}">${line}</row>`).join('');
    const path = join(desk.bench.folder, 'odd.xlsx');
    writeFileSync(path, xlsxBytes({ sheets: [{ xml: `<sheetData>${rows}</sheetData>` }], formats: ['yyyy"年"m"月"'] }));
    const file = await desk.bench.one(desk.bench.file(path, '表.xlsx'));
    expect(file.cells).toMatchObject({ rejected: 2, new: 1 });
    expect(issueOf(file, 'boolean-cell')).toMatchObject({ severity: 'block', cell: 'C4' });
    expect(issueOf(file, 'boolean-cell').message).toContain('是逻辑值TRUE，应填数字');
    expect(issueOf(file, 'date-cell')).toMatchObject({ severity: 'block', cell: 'C5' });
    expect(issueOf(file, 'date-cell').message).toContain('是日期格式，应填数字');
  });

  test('parts that do not add up, with the difference and what is expected', async () => {
    const file = await fileOf([
      ['专利授权量', '件', 50, null],
      ['发明专利授权量', '件', 10, null],
      ['实用新型专利授权量', '件', 20, null],
      ['外观设计专利授权量', '件', 15, null],
    ]);
    expect(file.status).toBe('asks');
    expect(issueOf(file, 'sum-of-parts')).toMatchObject({
      severity: 'block',
      cell: 'C4',
      cells: ['C4', 'C5', 'C6', 'C7'],
      expected: '45',
      figures: 'C05=50;C06=10;C07=20;C08=15',
      canWaive: true,
    });
    expect(file.cells).toMatchObject({ rejected: 4, new: 0 });
  });

  test('其中 larger than the whole, a negative number, a falling cumulative value', async () => {
    store('C11', '2024-02', '9');
    const file = await fileOf([
      ['专利授权量', '件', 5, null],
      ['发明专利授权量', '件', 6, null],
      ['商标申请量', '件', -1, null],
      ['PCT国际专利申请量', '件', 8, null],
    ]);
    expect(found(file)).toEqual([
      ['part-exceeds-whole', 'C5', 'block'],
      ['negative', 'C6', 'block'],
      ['cumulative-falls', 'C7', 'warn'],
    ]);
  });

  test('an earlier month that comes or is corrected later is compared with the next one that is stored or in the file', async () => {
    store('C11', '2024-04', '9');
    const late = await fileOf([['PCT国际专利申请量', '件', 10, null]]);
    expect(found(late)).toEqual([['exceeds-later-month', 'C4', 'warn']]);
    expect(issueOf(late, 'exceeds-later-month').message).toContain('累计是10，比已有的1—4月累计9还多');
    expect(found(await fileOf([['PCT国际专利申请量', '件', 9, null]]))).toEqual([]);
    // Both months corrected in one file.
    const both: Rows = [
      ['2024年统计表'],
      ['填报单位：江北区'],
      ['指标', '1—3月', '1—4月'],
      ['PCT国际专利申请量', 10, 12],
    ];
    const read = await desk.bench.plan([desk.bench.sheet('表.xlsx', both)]);
    const file = await imports.answer(desk.bench.ctx, {
      planId: read.planId,
      index: 0,
      answers: { 'older:0:0': 'take' },
    });
    expect(file.cells).toMatchObject({ new: 1, changed: 1 });
    expect(found(file)).toEqual([]);
  });

  test('some of the parts together larger than the whole, the others missing', async () => {
    const file = await fileOf([
      ['专利授权量', '件', 10, null],
      ['发明专利授权量', '件', 7, null],
      ['实用新型专利授权量', '件', 6, null],
    ]);
    expect(found(file)).toEqual([['part-exceeds-whole', 'C5', 'block']]);
    expect(issueOf(file, 'part-exceeds-whole').message).toContain(
      '“发明专利授权量＋实用新型专利授权量”是13，大于C4“专利授权量”10',
    );
    const fine = await fileOf([
      ['专利授权量', '件', 13, null],
      ['发明专利授权量', '件', 7, null],
      ['实用新型专利授权量', '件', 6, null],
    ]);
    expect(found(fine)).toEqual([]);
  });

  test('what a report says of last year is checked in itself, with 需核实 at most', async () => {
    const file = await fileOf([
      ['专利授权量', '件', 50, 40],
      ['发明专利授权量', '件', 10, 10],
      ['实用新型专利授权量', '件', 30, 30],
      ['外观设计专利授权量', '件', 10, 10],
      ['专利申请量', '件', 50, 40],
      ['发明专利申请量', '件', 10, 45],
    ]);
    expect(file.status).toBe('planned');
    expect(found(file)).toEqual([
      ['sum-of-parts', 'D4', 'warn'],
      ['part-exceeds-whole', 'D9', 'warn'],
    ]);
  });

  test('累计 falls from one month to the next of the same file', async () => {
    const rows: Rows = [
      ['2024年统计表'],
      ['填报单位：江北区'],
      ['指标', '1—2月', '1—3月'],
      ['专利授权量', 11, 8],
      ['商标申请量', 3, 3],
    ];
    const file = await desk.bench.one(desk.bench.sheet('表.xlsx', rows));
    expect(found(file)).toEqual([
      ['older-period', 'B4', 'hint'],
      ['cumulative-falls', 'C4', 'warn'],
    ]);
    store('C05', '2024-02', '7');
    // What is stored of last month goes before what a later report says of it.
    expect(found(await desk.bench.one(desk.bench.sheet('表.xlsx', rows)))).toEqual([
      ['older-period', 'B4', 'hint'],
      ['previous-differs', 'B4', 'warn'],
    ]);
  });

  test('a report that only repeats last month', async () => {
    const codes = ['C01', 'C02', 'C05', 'C06', 'C23', 'C24'];
    codes.forEach((code, index) => store(code, '2024-02', index === 5 ? '0' : '10'));
    const names = new Map(listIndicators(desk.bench.ctx.store).map((one) => [one.code, one.name]));
    const rows = (last: number): Rows =>
      codes.map((code, index) => [names.get(code)!, '件', index === 4 ? last : index === 5 ? 0 : 10, null]);
    const file = await fileOf(rows(10));
    expect(found(file)).toEqual([['copied-from-last-month', 'C4', 'warn']]);
    expect(issueOf(file, 'copied-from-last-month').message).toContain('等5项累计数与上月的完全相同');
    // One that moved on, or fewer than five, say that it is another month.
    expect(found(await fileOf(rows(11)))).toEqual([]);
    expect(found(await fileOf(rows(10).slice(1)))).toEqual([]);
  });

  test('quarters against 上半年', async () => {
    const rows: Rows = [
      ['2024年上半年统计表'],
      ['填报单位：江北区'],
      ['指标', '一季度', '二季度', '上半年'],
      ['专利授权量', 5, 6, 12],
      ['商标申请量', 5, 6, 11],
    ];
    const file = await desk.bench.one(desk.bench.sheet('表.xlsx', rows));
    expect(found(file)).toEqual([
      ['older-period', 'B4', 'hint'],
      ['months-differ', 'D4', 'warn'],
    ]);
    expect(issueOf(file, 'months-differ').message).toContain('第一季度、第二季度相加是11，相差1');
  });

  test('增减量 and 完成率 against the numbers beside them', async () => {
    const file = await fileOf(
      [
        ['专利授权量', 50, 40, 15, 200, 30],
        ['商标申请量', 50, 40, 10, 200, 25],
        ['商标注册量', 30, 40, -10, 90, 33.3],
      ],
      ['指标', '1—3月累计', '去年同期', '增减量', '年度目标', '完成率（%）'],
    );
    expect(found(file)).toEqual([
      ['difference-differs', 'D4', 'warn'],
      ['completion-differs', 'F4', 'hint'],
    ]);
    expect(issueOf(file, 'difference-differs').expected).toBe('10');
    expect(issueOf(file, 'completion-differs').expected).toBe('25.0%');
  });

  test('增减量 against another month or day is not compared with 去年同期', async () => {
    const rows: Rows = [['有效发明专利拥有量', 500, 400, 50]];
    const head = ['指标', '3月末', '去年同期', '较上年末增减量'];
    expect(found(await fileOf(rows, head))).toEqual([]);
  });

  test('增减量 beside 本月 is none of 累计', async () => {
    const head = ['指标', '本月', '去年同月', '增减量', '1—3月累计', '去年同期累计', '增减量'];
    const file = await fileOf([['专利授权量', 5, 2, 3, 20, 10, 9]], head);
    expect(found(file)).toEqual([
      ['columns-left', 'C4', 'hint'],
      ['difference-differs', 'G4', 'warn'],
    ]);
  });

  test('序时进度 and the distance from it are no 完成率', async () => {
    const head = ['指标', '1—3月累计', '年度目标', '完成率（%）', '序时进度（%）', '超序时进度'];
    expect(found(await fileOf([['专利授权量', 30, 100, 30, 25, '5%']], head))).toEqual([]);
  });

  test('what a table says of its own month is compared with that month alone', async () => {
    const head = ['指标', '本期', '去年同期', '增减量', '同比（%）'];
    const rows: Rows = [
      ['江北区2024年1—2月统计表'],
      head,
      ['专利授权量', 11, 10, 1, 10],
      [null],
      ['江北区2024年1—3月统计表'],
      head,
      ['专利授权量', 20, 10, 9, 100],
    ];
    expect(found(await desk.bench.one(desk.bench.sheet('表.xlsx', rows)))).toEqual([
      ['older-period', 'B3', 'hint'],
      ['difference-differs', 'D7', 'warn'],
    ]);
  });

  test('合计 of a ratio against 合计 of its parts', async () => {
    const rows: Rows = [
      ['2024年1—3月统计表'],
      ['区县', '专利授权量', '发明专利授权量', '发明专利授权占比'],
      ['江北区', 50, 10, '20%'],
      ['江南区', 50, 20, '40%'],
      ['合计', 100, 30, '35%'],
    ];
    const file = await desk.bench.one(desk.bench.sheet('表.xlsx', rows));
    expect(found(file)).toEqual([['ratio-differs', 'D5', 'warn']]);
    expect(issueOf(file, 'ratio-differs').expected).toBe('30.0');
  });

  test('last year’s own report after the one that said another 去年同期', async () => {
    desk.bench.accept(
      await plan([
        ['专利授权量', '件', 50, 40],
        ['商标申请量', '件', 8, 7],
      ]),
    );
    const earlier: Rows = [
      ['2023年1—3月统计表'],
      ['填报单位：江北区'],
      ['指标', '1—3月累计'],
      ['专利授权量', 45],
      ['商标申请量', 7],
    ];
    const made = await desk.bench.plan([desk.bench.sheet('上年.xlsx', earlier)]);
    expect(made.files[0]).toMatchObject({ status: 'planned', questions: [], cells: { new: 2 } });
    expect(found(made.files[0]!)).toEqual([['claim-replaced', 'B4', 'warn']]);
    expect(issueOf(made.files[0]!, 'claim-replaced').expected).toBe('40');
  });

  test('本月 against 累计 and against last month', async () => {
    store('C05', '2024-02', '30');
    const file = await fileOf([
      ['专利授权量', '件', 50, null, null, 21],
      ['PCT国际专利申请量', '件', 5, null, null, 6],
    ]);
    expect(found(file)).toEqual([
      ['month-differs', 'F4', 'warn'],
      ['month-exceeds-cumulative', 'F5', 'warn'],
    ]);
    expect(issueOf(file, 'month-differs').expected).toBe('20');
  });

  test('a 累计 that fell is said of 累计 alone: no month should be -8', async () => {
    store('C05', '2024-02', '58');
    const file = await fileOf([['专利授权量', '件', 50, null, null, 21]]);
    expect(found(file)).toEqual([['cumulative-falls', 'C4', 'warn']]);
  });

  test.each([
    [123, 96, 28.1, null],
    [12319, 10000, 23.1, '截尾'],
    [12346, 10000, 23.4, '截尾'],
    [10945, 10000, 9.46, '与期望不同'],
  ])('a growth rate of %i on %i printed as %f is explained by %s', async (now, base, rate, why) => {
    const file = await fileOf([['专利授权量', '件', now, base, rate]]);
    const issue = file.issues.find((candidate) => candidate.rule === 'change-differs');
    if (why === null) expect(issue).toBeUndefined();
    else if (why === '截尾') expect(issue?.message).toContain('截尾');
    else expect(issue?.message).toContain('计算应为9.45%');
  });

  test('a single 同比 is of 累计 also where 本月 stands before it', async () => {
    const head = ['指标名称', '计量单位', '1—3月累计', '去年同期', '本月', '同比(%)'];
    expect(found(await fileOf([['专利授权量', '件', 120, 100, 50, 20]], head))).toEqual([]);
    const wrong = issueOf(await fileOf([['专利授权量', '件', 120, 100, 50, 35]], head), 'change-differs');
    expect([wrong.cell, wrong.expected]).toEqual(['F4', '20.0%']);
  });

  test('a rate is not said to be wrong where its number is: what it should be is known when that is corrected', async () => {
    const head = ['指标名称', '计量单位', '累计', '上年同期', '增减%'];
    const doubted = await fileOf(
      [
        ['专利授权量', '件', 1711, 1772, -3.8],
        ['发明专利授权量', '件', 88, 92, -4.3],
        ['实用新型专利授权量', '件', 1583, 1646, -3.8],
        ['外观设计专利授权量', '件', 33, 34, -2.9],
        ['专利质押融资登记金额', '万元', 46727100, 4859.62, -3.8],
        ['商标注册量', '件', 50, 40, 26],
      ],
      head,
    );
    expect(found(doubted)).toEqual([
      ['sum-of-parts', 'C4', 'block'],
      ['measure-suspect', 'C8', 'warn'],
      ['change-differs', 'E9', 'warn'],
    ]);
  });

  test('an error in a column of rates names the column: the number beside it is another cell', async () => {
    const file = await fileOf(
      [['商标注册量', '件', 50, 40, '约三成']],
      ['指标', '计量单位', '累计', '上年同期', '增减%'],
    );
    expect(file.issues.map(({ message }) => message)).toEqual([
      expect.stringContaining('E4“商标注册量 · 增减%”填的是“约三成”'),
    ]);
  });

  test.each([
    ['增幅%'],
    ['增速'],
    ['增长率%'],
    ['增减率（±%）'],
    ['增长（%）'],
    ['增（减）%'],
    ['±%'],
    ['变化幅度'],
    ['同比（±%）'],
    ['比上年同期±%'],
    ['与去年同期相比增幅'],
    ['较上年同期增减幅度（%）'],
  ])('a rate under %s is computed anew like 同比', async (word) => {
    const head = ['指标名称', '计量单位', '1—3月累计', '去年同期', word];
    expect(found(await fileOf([['专利授权量', '件', 50, 40, 25]], head))).toEqual([]);
    expect(found(await fileOf([['专利授权量', '件', 50, 40, 26]], head))).toEqual([['change-differs', 'E4', 'warn']]);
  });

  test.each([
    ['of last month', ['指标', '累计', '上月累计', '增幅', '去年同期', '同比'], [50, 30, 66.7, 40, 26], 'F4'],
    ['of the month', ['指标', '本月', '增幅', '累计', '去年同期', '增幅'], [20, 99, 50, 40, 26], 'F4'],
    ['of the month before, nothing else', ['指标', '累计', '增幅%', '上月累计'], [50, 66.7, 30], null],
    ['环比', ['指标', '累计', '去年同期', '环比增幅（%）'], [50, 40, 66.7], null],
  ] as const)('a rate %s is none of last year', async (_name, head, values, cell) => {
    store('C05', '2023-03', '40');
    const file = await fileOf([['专利授权量', ...values]], [...head]);
    expect(found(file).filter(([rule]) => rule === 'change-differs')).toEqual(
      cell === null ? [] : [['change-differs', cell, 'warn']],
    );
  });

  test('上月累计 and 上月末 against what is stored, with where it came from', async () => {
    store('C05', '2024-02', '30');
    store('C14', '2024-02', '300', 'asof');
    const head = ['指标名称', '计量单位', '上月累计', '累计'];
    const rows: Rows = [
      ['专利授权量', '件', 31, 50],
      ['有效发明专利拥有量', '件', 299, 310],
    ];
    const file = await fileOf(rows, head);
    expect(found(file)).toEqual([
      ['previous-differs', 'C4', 'warn'],
      ['previous-differs', 'C5', 'warn'],
    ]);
    expect(issueOf(file, 'previous-differs')).toMatchObject({
      expected: '30',
      message:
        'C4“专利授权量”2024年1—2月填的是31，已存的是30（2025-01-15填写）。以已存的为准，请核实上月的数是否更正过。',
    });
    expect(file.decisions).toContain('“上月累计”栏2个数：用来与已存的上月数核对，不入库');
    expect(file.cells.new).toBe(2);
    rows[0]![2] = 30;
    rows[1]![2] = 300;
    expect(found(await fileOf(rows, head))).toEqual([]);
  });

  test('earlier months of the same table are compared with what is stored of them', async () => {
    store('C05', '2024-02', '30');
    const head = ['指标名称', '计量单位', '1—2月累计', '1—3月累计'];
    expect(found(await fileOf([['专利授权量', '件', 30, 50]], head))).toEqual([['older-period', 'C4', 'hint']]);
    expect(found(await fileOf([['专利授权量', '件', 31, 50]], head))).toEqual([
      ['older-period', 'C4', 'hint'],
      ['previous-differs', 'C4', 'warn'],
    ]);
  });

  test('a rate that was rounded twice says so', async () => {
    // 10.4477 % → 10.448 → 10.45, and from there to 10.5; once it is 10.4.
    const file = await fileOf([['专利授权量', '件', 110_448, 100_000, 10.5]]);
    expect(issueOf(file, 'change-differs').message).toContain('分两步进位');
  });

  test('万元 typed as 元 is asked about against last year, and against last month where there is no last year', async () => {
    const [, other] = listIndicators(desk.bench.ctx.store).filter(
      (one) => one.measure === '万元' && one.kind === 'flow',
    );
    store('Y01', '2023-03', '1500');
    store(other!.code, '2024-02', '200');
    const file = await fileOf([
      ['专利权质押融资金额', '万元', 15_000_000, null],
      [other!.name, '万元', 2_500_000, null],
    ]);
    expect(found(file)).toEqual([
      ['measure-suspect', 'C4', 'warn'],
      ['measure-suspect', 'C5', 'warn'],
    ]);
    expect(file.issues[0]!.message).toContain('上年同期是1500万元，相差约一万倍');
    expect(file.issues[1]!.message).toContain('上月是200万元，相差约一万倍');
  });

  test('a large change is asked about, a small base is left alone', async () => {
    store('C05', '2023-03', '100');
    store('C11', '2023-03', '2');
    const file = await fileOf([
      ['专利授权量', '件', 1100, null],
      ['PCT国际专利申请量', '件', 30, null],
    ]);
    expect(found(file)).toEqual([['large-change', 'C4', 'warn']]);
  });

  test('a stock that jumps against last month is a hint', async () => {
    store('C14', '2024-02', '100', 'asof');
    const file = await fileOf([['有效发明专利拥有量', '件', 190, null]]);
    expect(found(file)).toEqual([['large-month-change', 'C4', 'hint']]);
    expect(file.status).toBe('planned');
  });

  test('a month that adds far more than the month before is a hint', async () => {
    store('C05', '2024-01', '20');
    store('C05', '2024-02', '40');
    const file = await fileOf([['专利授权量', '件', 241, null]]);
    expect(found(file)).toEqual([['large-flow-change', 'C4', 'hint']]);
    expect(file.issues[0]!.message).toContain('本月增加201，上月增加20');
    expect(found(await fileOf([['专利授权量', '件', 240, null]]))).toEqual([]);
  });

  test('a stock is compared with last year end plus new minus cancelled', async () => {
    for (const code of ['C29a', 'C29b']) {
      const indicator = listIndicators(desk.bench.ctx.store).find((one) => one.code === code)!;
      write(desk.bench.ctx.store, { kind: 'indicators', label: '', operator: '', topics: ['indicators'] }, () =>
        saveIndicator(desk.bench.ctx.store, code, indicatorDraftSchema.parse({ ...indicator, enabled: true })),
      );
    }
    store('C29', '2023-12', '20', 'asof');
    const rows: Rows = [
      ['地理标志商标数', '件', 24, null],
      ['新增地理标志商标数', '件', 5, null],
      ['注销地理标志商标数', '件', 2, null],
    ];
    expect(issueOf(await fileOf(rows), 'stock-identity')).toMatchObject({
      cell: 'C4',
      severity: 'hint',
      expected: '23',
    });
    rows[0]![2] = 23;
    expect(found(await fileOf(rows))).toEqual([]);
  });

  test('with nothing stored yet, the file’s own 去年同期 is what it is compared with', async () => {
    const file = await fileOf([
      ['专利质押融资登记金额', '万元', 30_000_000, 3000],
      ['商标申请量', '件', 5, 100],
      ['专利授权量', '件', 50, 40],
    ]);
    expect(found(file)).toEqual([
      ['measure-suspect', 'C4', 'warn'],
      ['large-change', 'C5', 'warn'],
    ]);
    expect(file.issues[0]!.message).toContain('上年同期是3000万元');
  });

  test('the same before anything is stored: this file’s own 上年末 is the base, a stored December goes before it', async () => {
    for (const code of ['C29a', 'C29b']) {
      const indicator = listIndicators(desk.bench.ctx.store).find((one) => one.code === code)!;
      write(desk.bench.ctx.store, { kind: 'indicators', label: '', operator: '', topics: ['indicators'] }, () =>
        saveIndicator(desk.bench.ctx.store, code, indicatorDraftSchema.parse({ ...indicator, enabled: true })),
      );
    }
    const rows: Rows = [
      ['地理标志商标数', '件', 24, null],
      ['地理标志商标数（上年末）', '件', 20, null],
      ['新增地理标志商标数', '件', 5, null],
      ['注销地理标志商标数', '件', 2, null],
    ];
    expect(issueOf(await fileOf(rows), 'stock-identity')).toMatchObject({
      cell: 'C4',
      cells: ['C4', 'C6', 'C7', 'C5'],
      expected: '23',
    });
    rows[1]![2] = 21;
    expect(found(await fileOf(rows))).toEqual([]);
    store('C29', '2023-12', '30', 'asof');
    expect(issueOf(await fileOf(rows), 'stock-identity')).toMatchObject({ expected: '33' });
  });

  test('required indicators are missed only where a task asks for them', async () => {
    expect(found(await fileOf([['专利授权量', '件', 5, null]]))).toEqual([]);
    const unitIds = listUnits(desk.bench.ctx.store).map((unit) => unit.id);
    tasks.save(desk.bench.ctx, { id: null, task: { ...monthlyTask(unitIds), codes: ['C05', 'C11', 'C23'] } });
    const file = await fileOf([
      ['专利授权量', '件', 5, null],
      ['商标申请量', '件', null, null],
    ]);
    expect(issueOf(file, 'missing-required')).toMatchObject({ severity: 'warn', cell: null });
    expect(issueOf(file, 'missing-required').message).toContain('还缺2项：PCT国际专利申请量、商标申请量');
    // Neither last year's number nor a rate is the one that is asked for; a number that is stored need not come again.
    const beside = await fileOf([
      ['专利授权量', '件', 5, null],
      ['商标申请量', '件', null, 8, 12.5],
    ]);
    expect(issueOf(beside, 'missing-required').message).toContain('还缺2项：PCT国际专利申请量、商标申请量');
    store('C11', '2024-03', '0');
    store('C23', '2024-03', '9');
    expect(found(await fileOf([['专利授权量', '件', 5, null]]))).toEqual([]);
  });

  test('every key is there once, and the same when the table moves', async () => {
    const rows: Rows = [
      ['专利授权量', '件', 50, null],
      ['发明专利授权量', '件', 60, null],
      ['商标申请量', '件', -1, null],
    ];
    const first = await fileOf(rows);
    const moved = await fileOf([['商标注册量', '件', 3, null], ...rows.toReversed()]);
    const keys = first.issues.map((issue) => issue.key);
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys.every((key) => key !== undefined)).toBe(true);
    expect(moved.issues.map((issue) => issue.key).sort()).toEqual(keys.sort());
  });
});

test('on the first morning of a month it has begun, whatever the hour in Greenwich', async () => {
  const rows: Rows = [
    ['2025年2月知识产权统计表'],
    ['填报单位：江北区'],
    ['指标', '单位', '1—2月累计'],
    ['专利授权量', '件', 5],
  ];
  const rulesAt = async (at: string): Promise<string[]> => {
    vi.spyOn(desk.bench.ctx.store, 'now').mockReturnValue(at);
    return found((await desk.bench.plan([desk.bench.sheet('表.xlsx', rows)])).files[0]!).map(([rule]) => rule);
  };
  expect(await rulesAt('2025-01-31T15:00:00.000Z')).toContain('period-future');
  expect(await rulesAt('2025-01-31T17:00:00.000Z')).not.toContain('period-future');
});
