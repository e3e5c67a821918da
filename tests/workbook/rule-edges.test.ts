// Checks at their limits: the number that is just right is no finding, the next one is. What a check must not compare it leaves alone.

import { describe, expect, test } from 'vitest';

import * as checks from '../../electron/core/workbook/check-handlers.js';
import { saveUnit } from '../../electron/core/store/unit-edit-store.js';
import { listUnits } from '../../electron/core/store/unit-store.js';
import { write } from '../../electron/core/store/write.js';
import type { Rows } from '../helpers/importing.js';
import { unitDraft } from '../helpers/memory-store.js';
import { ruleBench } from '../helpers/rule-bench.js';

const desk = ruleBench();
const { fileOf, found, store } = desk;
/** Rules and cells of what is found in a table. */
const toldOf = async (rows: Rows): Promise<string[]> =>
  found(await desk.bench.one(desk.bench.sheet('表.xlsx', rows))).map(([rule, cell]) => `${rule} ${cell}`);
/** The same in a report of March 2024. */
const told = async (rows: Rows, head?: string[]): Promise<string[]> =>
  found(await fileOf(rows, head)).map(([rule, cell]) => `${rule} ${cell}`);
const january = (rows: Rows, head: string[]): Promise<string[]> =>
  toldOf([['2024年1月统计表'], ['填报单位：江北区'], head, ...rows]);
const february = (value: number): Promise<string[]> =>
  toldOf([['2024年1—2月统计表'], ['填报单位：江北区'], ['指标', '1—2月累计'], ['专利授权量', value]]);

describe('against the unit’s own history', () => {
  test('larger or smaller than last year by the very limit is no finding', async () => {
    store('C05', '2023-03', '20');
    expect(await told([['专利授权量', '件', 200, null]])).toEqual([]);
    expect(await told([['专利授权量', '件', 201, null]])).toEqual(['large-change C4']);
    expect(await told([['专利授权量', '件', 4, null]])).toEqual([]);
    expect(await told([['专利授权量', '件', 3, null]])).toEqual(['large-change C4']);
  });

  test('the smallest base that is compared', async () => {
    store('C05', '2023-03', '9');
    store('C23', '2023-03', '10');
    expect(
      await told([
        ['专利授权量', '件', 500, null],
        ['商标申请量', '件', 500, null],
      ]),
    ).toEqual(['large-change C5']);
  });

  test('what February adds is compared with all of January, as nothing was counted before it', async () => {
    store('C05', '2023-12', '900');
    store('C05', '2024-01', '10');
    expect(await february(110)).toEqual([]);
    expect(await february(111)).toEqual(['large-flow-change B4']);
  });

  test('a month that adds nothing is usual', async () => {
    store('C05', '2024-01', '10');
    store('C05', '2024-02', '60');
    expect(await told([['专利授权量', '件', 60, null]])).toEqual([]);
  });

  test('元 for 万元 and 万元 for 元, beyond the limit alone', async () => {
    store('Y01', '2023-03', '5000');
    const amount = (value: number) => told([['专利权质押融资登记金额', '万元', value, null]]);
    expect(await amount(1)).toEqual(['large-change C4']);
    expect(await amount(0.99)).toEqual(['measure-suspect C4']);
    expect(await amount(25_000_001)).toEqual(['measure-suspect C4']);
  });

  test('元 for 万元 against last month, where nothing is known of last year', async () => {
    store('Y01', '2024-02', '5000');
    expect(await told([['专利权质押融资登记金额', '万元', 50_000_000, null]])).toEqual(['measure-suspect C4']);
  });

  test('本月 of January is all since January, whatever December was', async () => {
    store('C05', '2023-12', '2');
    expect(await january([['专利授权量', 5, 5]], ['指标', '本月', '1月累计'])).toEqual([]);
  });

  test('a falling 累计 where that rule is off is told by 本月', async () => {
    store('C05', '2024-02', '58');
    checks.ruleSave(desk.bench.ctx, { id: 'cumulative-falls', enabled: false });
    expect(await told([['专利授权量', '件', 50, null, null, 21]])).toEqual(['month-differs F4']);
  });
});

describe('within one report', () => {
  test('a part that is the whole, and the only one', async () => {
    expect(
      await told([
        ['专利授权量', '件', 6, null],
        ['发明专利授权量', '件', 6, null],
      ]),
    ).toEqual([]);
  });

  test('two months against the sum beside them', async () => {
    const rows = (total: number): Rows => [
      ['2024年1—2月统计表'],
      ['填报单位：江北区'],
      ['指标', '1月', '2月', '合计'],
      ['专利授权量', 5, 6, total],
    ];
    const differs = async (total: number): Promise<string[]> =>
      (await toldOf(rows(total))).filter((one) => one.startsWith('months-differ'));
    expect(await differs(11)).toEqual([]);
    expect(await differs(12)).toEqual(['months-differ D4']);
  });

  test('months of this file are told once, by the rule of one file', async () => {
    const rows: Rows = [
      ['2024年1—3月统计表'],
      ['填报单位：江北区'],
      ['指标', '1月', '2月', '3月', '1—3月累计'],
      ['专利授权量', 5, 6, 7, 19],
    ];
    expect(await toldOf(rows)).toEqual(['older-period B4', 'months-differ E4']);
  });

  test('a share of all is no more than all', async () => {
    const head = ['指标', '1—3月累计'];
    const share = (value: string) =>
      told(
        [
          ['专利授权量', 10],
          ['发明专利授权量', 10],
          ['发明专利授权占比', value],
        ],
        head,
      );
    expect(await share('100%')).toEqual([]);
    expect(await share('101%')).toEqual(['ratio-over-100 B6', 'ratio-differs B6']);
  });

  test('a number per 10 000 inhabitants is of the population at the end of last year', async () => {
    store('P01', '2023-12', '100', 'asof');
    store('P01', '2024-03', '200', 'asof');
    const head = ['指标', '3月末'];
    const perHead = (value: number) =>
      told(
        [
          ['有效发明专利拥有量', 500],
          ['每万人口发明专利拥有量', value],
        ],
        head,
      );
    expect(await perHead(5)).toEqual([]);
    expect(await perHead(2.5)).toEqual(['ratio-differs B5']);
  });

  test('a rule of the office for the change since last month: not in January, and not at its limit', async () => {
    const expression = { kind: 'change-within', code: 'C23', percent: 10, against: 'last-month' } as const;
    checks.ruleAdd(desk.bench.ctx, { rule: { name: '变动', severity: 'warn', expression, advice: '请核对台账。' } });
    store('C23', '2024-02', '20');
    store('C23', '2023-12', '20');
    expect(await told([['商标申请量', '件', 22, null]])).toEqual([]);
    expect(await told([['商标申请量', '件', 23, null]])).toEqual([expect.stringMatching(/ C4$/)]);
    expect(await january([['商标申请量', 2]], ['指标', '1月累计'])).toEqual([]);
  });

  test('nothing grows from 0, or from less', async () => {
    expect(await told([['专利授权量', '件', 5, 0, 100]])).toEqual([]);
  });

  test('a target of another year gives no 完成率', async () => {
    const head = ['指标', '1—3月累计', '2023年目标', '完成率（%）'];
    expect((await told([['专利授权量', 50, 100, 25]], head)).filter((one) => one.startsWith('completion'))).toEqual([]);
  });
});

describe('a total row', () => {
  const table = (total: number): Rows => [
    ['2024年1—3月统计表'],
    ['区县', '专利授权量'],
    ['江北区', 50],
    ['江南区', 30],
    ['江岛区', 7],
    ['合计', total],
  ];

  test('may hold the units that the city does not count, or leave them out', async () => {
    write(desk.bench.ctx.store, { kind: 'units', label: '单位', operator: '测试', topics: ['units'] }, () => {
      saveUnit(desk.bench.ctx.store, null, { ...unitDraft('江岛区', 3), countsInTotal: false });
    });
    expect(listUnits(desk.bench.ctx.store)).toHaveLength(3);
    expect(await toldOf(table(87))).toEqual([]);
    expect(await toldOf(table(80))).toEqual([]);
    expect(await toldOf(table(86))).toEqual(['total-differs B6']);
  });

  test('leaves out a unit that had ended', async () => {
    write(desk.bench.ctx.store, { kind: 'units', label: '单位', operator: '测试', topics: ['units'] }, () => {
      saveUnit(desk.bench.ctx.store, null, { ...unitDraft('江岛区', 3), validTo: '2024-02' });
    });
    expect((await toldOf(table(80))).filter((one) => one.startsWith('total'))).toEqual([]);
    expect((await toldOf(table(85))).filter((one) => one.startsWith('total'))).toEqual(['total-differs B6']);
  });
});
