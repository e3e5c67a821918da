// 位次与对比: published values are kept as given and outweigh a counted place; populations side by side, switched with a trace.

import { beforeEach, describe, expect, test } from 'vitest';

import type { Ctx } from '../../electron/core/context.js';
import * as benchmarks from '../../electron/core/benchmarks/handlers.js';
import { undo } from '../../electron/core/history/handlers.js';
import { list as insightList } from '../../electron/core/insights/handlers.js';
import { valueDetail } from '../../electron/core/statistics/handlers.js';
import { benchmarkTables } from '../../electron/core/statistics/benchmarks.js';
import { listIndicators } from '../../electron/core/store/indicator-store.js';
import { addIssuedValue } from '../../electron/core/store/issued-store.js';
import { addBenchmark } from '../../electron/core/store/target-store.js';
import { listUnits, saveBureau } from '../../electron/core/store/unit-store.js';
import { write } from '../../electron/core/store/write.js';
import { ImportBench } from '../helpers/importing.js';
import { addValueList, contextOf, openSampleStore, readExpected } from '../helpers/memory-store.js';

const PERIOD = '2022-07';
const NO_SOURCE = { importFileId: null, sheet: null, cell: null, text: null, sourceMeasure: null };
let ctx: Ctx;
beforeEach(async () => {
  ctx = contextOf(await openSampleStore());
});

const rank = {
  period: PERIOD,
  code: 'C14',
  figure: 'growth' as const,
  scope: '全省',
  place: '枣庄市',
  value: '14.4',
  placeNo: 5,
  places: 16,
  source: '省局2022年7月通报',
  document: '',
  asOf: '截至2022年7月底',
  note: '',
};

describe('published', () => {
  test('value and place are kept as given, beside our own', () => {
    benchmarks.publishedSave(ctx, { id: null, published: rank });
    const [row] = benchmarks.publishedList(ctx, { period: PERIOD }).published;
    expect(row).toMatchObject({
      text: '居全省第5位（共16位）',
      value: '14.4',
      measure: '%',
      own: '14.4',
      indicator: '有效发明专利拥有量',
    });
    const place = insightList(ctx, { period: PERIOD }).insights.find((one) => one.key === 'place|C14')!;
    expect(place.sentence).toBe('枣庄市有效发明专利拥有量增速居全省第5位（共16位）（省局2022年7月通报）。');
  });

  test('nonsense is refused, a record can be removed and comes back by undo', () => {
    for (const changes of [{ value: null, placeNo: null }, { placeNo: 17 }, { value: '约一成' }, { code: 'X99' }])
      expect(() => benchmarks.publishedSave(ctx, { id: null, published: { ...rank, ...changes } })).toThrow();
    const { id } = benchmarks.publishedSave(ctx, { id: null, published: rank });
    benchmarks.publishedRemove(ctx, { id });
    expect(benchmarks.publishedList(ctx, { period: PERIOD }).published).toEqual([]);
    const last = ctx.store.db.prepare('SELECT max(id) AS id FROM change_set').get() as { id: number };
    undo(ctx, { id: last.id });
    expect(benchmarks.publishedList(ctx, { period: PERIOD }).published).toHaveLength(1);
  });
});

describe('places of a table', () => {
  const give = (period: string, values: Record<string, number>): void =>
    write(ctx.store, { kind: 'import', label: '表', operator: '测试', topics: ['values'] }, (changeSetId) => {
      const { id: indicatorId } = listIndicators(ctx.store).find(({ code }) => code === 'C06')!;
      for (const [place, value] of Object.entries(values))
        addBenchmark(ctx.store, changeSetId, { period, basis: 'ytd', indicatorId, place, value }, NO_SOURCE);
    });
  const ranked = (): string[] =>
    benchmarkTables(ctx, PERIOD)[0]!.places.flatMap(({ place, rank: no }) => (no === null ? [] : [`${no} ${place}`]));
  const isOf = (level: 'province' | 'city', place: string): void =>
    write(ctx.store, { kind: 'settings', label: '', operator: '', topics: [] }, () =>
      saveBureau(ctx.store, { name: `${place}知识产权局`, place, level, code: null }),
    );

  test('a sum or mean of all is no place, whatever it is called', () => {
    const wholes = ['全省', '全省合计', '全省平均水平', '全国平均值', '山东省总计', '省均值', '合 计', '全区'];
    give(PERIOD, { ...Object.fromEntries(wholes.map((name) => [name, 900])), 青岛市: 40, 枣庄市: 10, 全州县: 5 });
    expect(ranked()).toEqual(['1 青岛市', '2 枣庄市', '3 全州县']);
    expect(benchmarkTables(ctx, PERIOD)[0]!.statement).toMatch(/列第2位$/);
  });

  test('a province or autonomous region is the whole of its cities, and a place among others of its kind', () => {
    give(PERIOD, { 全国: 900, 山东省: 90, 枣庄市: 10, 青岛市: 40 });
    expect(ranked()).toEqual(['1 青岛市', '2 枣庄市']);
    isOf('city', '柳州市');
    give(PERIOD, { 山东省: 0, 广西壮族自治区: 90, 柳州市: 30 });
    give(PERIOD, { 山东省: 1, 江苏省: 2 });
    expect(ranked()).toEqual(['1 青岛市', '2 柳州市', '3 枣庄市']);
    isOf('province', '山东省');
    expect(ranked()).toEqual(['1 广西壮族自治区', '2 青岛市', '3 柳州市', '4 枣庄市', '5 江苏省', '6 山东省']);
    expect(benchmarkTables(ctx, PERIOD)[0]!.statement).toBe('据上级数据表计算，山东省发明专利授权量列第6位');
  });

  test('a table of provinces that is not about us ranks them all', () => {
    give(PERIOD, { 山东省: 90, 江苏省: 100, 北京市: 50 });
    expect(ranked()).toEqual(['1 江苏省', '2 山东省', '3 北京市']);
  });

  test('a place is up or down only among the same places', () => {
    const moved = (): string =>
      insightList(ctx, { period: PERIOD }).insights.find((one) => one.key === 'place|C06')!.sentence;
    give(PERIOD, { 枣庄市: 10, 青岛市: 40, 济南市: 5 });
    give('2021-07', { 枣庄市: 10, 青岛市: 40, 莱芜市: 50 });
    expect(moved()).toMatch(/列第2位。$/);
    give('2021-07', { 济南市: 60, 莱芜市: 50 });
    expect(moved()).toMatch(/列第2位。$/);
  });
});

test('全省 and 全省平均 of a table of cities are what ours is compared with, and no place of it', async () => {
  const bench = await ImportBench.sample();
  const own = { unit: '滕州市', basis: 'asof' as const };
  addValueList(bench.ctx.store, [
    { ...own, code: 'P01', period: '2021-12', value: '157.36' },
    { ...own, code: 'C14', period: PERIOD, value: '1290' },
  ]);
  for (const [whole, value] of [
    ['全省', 15.5],
    ['全省平均', 16.5],
  ] as const) {
    const rows = [
      ['2022年1—7月全省各市知识产权主要指标'],
      ['地区', '发明专利授权量', '每万人口发明专利拥有量'],
      [whole, 9999, value],
      ['济南市', 400, 40.1],
      ['青岛市', 500, 38.2],
      ['枣庄市', 405, 7.96],
      ['烟台市', 300, 12.5],
    ];
    await bench.importAll([bench.sheet('全省各市.xlsx', rows)], PERIOD);
    const table = benchmarkTables(bench.ctx, PERIOD).find(({ code }) => code === 'C15')!;
    expect(table.statement).toBe('据《全省各市》计算，枣庄市每万人口发明专利拥有量列第4位');
    const { insights } = insightList(bench.ctx, { period: PERIOD });
    expect(insights.map(({ sentence }) => sentence).join()).toContain(
      `没有达到${whole}的${value}0件/万人（据《全省各市》）`,
    );
  }
  bench.close();
});

describe('人口分母', () => {
  const census = (): Record<string, string> =>
    Object.fromEntries(
      listUnits(ctx.store).map((unit) => [String(unit.id), String(readExpected().population_10k[unit.name]! + 1)]),
    );
  const save = () =>
    benchmarks.saveDenominator(ctx, {
      yearEnd: 2021,
      name: '普查口径',
      source: '第七次人口普查公报',
      values: census(),
    });
  const compared = () => benchmarks.compareDenominators(ctx, { period: PERIOD });

  test('both figures stand side by side, each with its note; the one in use is unchanged', () => {
    save();
    const c15 = compared().indicators.find((one) => one.code === 'C15')!;
    expect(c15.columns.map((column) => column.values[0])).toEqual(['7.96', '7.82']);
    expect(c15.columns[0]!.note).toBe('按2021年末常住人口385.56万人计算');
    expect(c15.columns[1]!.note).toBe('按2021年末常住人口392.56万人计算');
    expect(c15.columns[0]!.values.slice(1)).toEqual(['8.20', '7.11', '3.83', '7.10', '6.59', '4.75', '34.29']);
  });

  test('the year end before stands beside it with whom its whole is without; other years and other indicators do not', () => {
    const people = (unit: string, period: string, value: string) =>
      addValueList(ctx.store, [{ unit, code: 'P01', period, basis: 'asof', value }]);
    people('滕州市', '2020-12', '150');
    people('滕州市', '2019-12', '100');
    people('滕州市', '2022-12', '200');
    const { versions, indicators } = compared();
    expect(versions.map(({ name, values }) => [name, Object.keys(values).length])).toEqual([
      ['2021年末（在用）', 7],
      ['2020年末', 1],
    ]);
    expect(indicators.map(({ code }) => code)).toEqual(['C15', 'C17']);
    expect(indicators[0]!.columns.map(({ values }) => values.slice(0, 3))).toEqual([
      ['7.96', '8.20', '7.11'],
      ['8.60', '8.60', ''],
    ]);
    expect(indicators[0]!.columns[1]!.note).toBe(
      '按2020年末常住人口150.00万人计算，不含薛城区、山亭区、市中区、峄城区、台儿庄区、枣庄高新区',
    );
    const values = { [String(listUnits(ctx.store)[0]!.id)]: '约150' };
    expect(() => benchmarks.saveDenominator(ctx, { yearEnd: 2021, name: 'x', source: 'y', values })).toThrow();
    const { id } = benchmarks.saveDenominator(ctx, {
      yearEnd: 2021,
      name: 'x',
      source: 'y',
      values: { ...values, ...census() },
    });
    benchmarks.removeDenominator(ctx, { id });
    expect(() => benchmarks.removeDenominator(ctx, { id })).toThrow();
    expect(() => benchmarks.useDenominator(ctx, { id, besides: 'ask' })).toThrow();
  });

  test('what was issued for the whole area is divided here as in every table', () => {
    write(ctx.store, { kind: 'import', label: '上级下发', operator: '测试', topics: ['values'] }, (changeSetId) => {
      const { id: indicatorId } = listIndicators(ctx.store).find(({ code }) => code === 'C14')!;
      const key = { unitId: null, indicatorId, period: PERIOD, basis: 'asof' as const, value: 5000 };
      addIssuedValue(ctx.store, changeSetId, key, NO_SOURCE);
    });
    const detail = valueDetail(ctx, { key: { unitId: null, code: 'C15', period: PERIOD, basis: 'asof' } });
    expect(detail.text).toBe('12.97');
    expect(compared().indicators.find((one) => one.code === 'C15')!.columns[0]!.values[0]).toBe('12.97');
    addValueList(ctx.store, [{ unit: '滕州市', code: 'C14', period: PERIOD, basis: 'asof', value: null }]);
    // A whole over the people of some units would be no ratio.
    expect(compared().indicators.find((one) => one.code === 'C15')!.columns[0]!.values[0]).toBe('');
  });

  test('switching adds revisions with the source, keeps the former version, and can be undone', () => {
    const { id } = save();
    expect(benchmarks.useDenominator(ctx, { id, besides: 'ask' })).toEqual({ changed: 7 });
    expect(benchmarks.useDenominator(ctx, { id, besides: 'ask' })).toEqual({ changed: 0 });
    expect(compared().versions.map((version) => version.name)).toEqual(['2021年末（在用）', '普查口径', '原2021年末']);
    const detail = valueDetail(ctx, { key: { unitId: null, code: 'C15', period: PERIOD, basis: 'asof' } });
    expect(detail).toMatchObject({ text: '7.82' });
    expect(detail.note).toContain('392.56');
    const last = ctx.store.db.prepare('SELECT max(id) AS id FROM change_set').get() as { id: number };
    undo(ctx, { id: last.id });
    expect(compared().indicators.find((one) => one.code === 'C15')!.columns[0]!.values[0]).toBe('7.96');
    expect(() => benchmarks.saveDenominator(ctx, { yearEnd: 2021, name: 'x', source: 'y', values: {} })).toThrow();
  });
});
