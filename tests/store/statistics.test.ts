// Facts of the sample month against expected.json, through a real store.

import { beforeAll, describe, expect, test } from 'vitest';

import { enable } from '../../electron/core/indicators/handlers.js';
import { factText } from '../../electron/core/statistics/fact-text.js';
import { gridOf } from '../../electron/core/statistics/values-grid.js';
import { detailOf } from '../../electron/core/statistics/value-detail.js';
import { listPeriodValues } from '../../electron/core/statistics/list-values.js';
import { factsOf } from '../../electron/core/statistics/service.js';
import type { Store } from '../../electron/core/store/store.js';
import { DEFAULT_SETTINGS } from '../../shared/model/default-settings.js';
import { listUnits } from '../../electron/core/store/unit-store.js';
import { saveUnit } from '../../electron/core/store/unit-edit-store.js';
import { write } from '../../electron/core/store/write.js';
import { cellWords } from '../../renderer/features/values/grid-model.js';
import { CALLS } from '../../shared/contract/index.js';
import {
  addSampleUnits,
  addValueList,
  addValues,
  contextOf,
  openSampleStore,
  openTestStore,
  readExpected,
  SAMPLE_PERIOD,
  unitDraft,
} from '../helpers/memory-store.js';

const expected = readExpected();
const settings = DEFAULT_SETTINGS;

test('当月 is the difference of two cumulative values; a month that was handed in stands in where one is missing', async () => {
  const own = await openTestStore();
  addSampleUnits(own);
  const add = (period: string, basis: 'ytd' | 'month', value: string): void =>
    addValueList(own, [{ unit: '滕州市', code: 'C05', period, basis, value }]);
  const month = (): string | null => {
    const grid = gridOf({ store: own, settings }, '2022-03', 'month');
    const column = grid.columns.findIndex((one) => one.code === 'C05');
    return grid.rows.find((row) => row.unit === '滕州市')!.values[column]!.value;
  };
  add('2022-03', 'month', '5');
  expect(month()).toBe('5');
  add('2022-03', 'ytd', '18');
  expect(month()).toBe('5');
  add('2022-02', 'ytd', '10');
  expect(month()).toBe('8');
  own.db.close();
});

test('a ratio over 0 is none, one that rounds to 0 is not 0, and only the own number of a year end divides', async () => {
  const own = await openTestStore();
  addSampleUnits(own);
  const fact = (code: string, period: string) => {
    const found = factsOf({ store: own, settings }, period).byCode.get(code)!.units;
    return found.get(listUnits(own).find(({ name }) => name === '滕州市')!.id)!;
  };
  const print = (code: string, period: string): string =>
    `${fact(code, period).figure.state} ${factText(fact(code, period), 'current', 'half-up').text}`;
  addValues(own, '2022-07', 'ytd', { C37: { 滕州市: 0 }, C38: { 滕州市: 0 } });
  expect(print('C39', '2022-07')).toBe('not_applicable —');
  addValues(own, '2022-07', 'ytd', { C37: { 滕州市: 5000 }, C38: { 滕州市: 1 } });
  expect(print('C39', '2022-07')).toBe('value 0.0');
  addValues(own, '2022-07', 'ytd', { C38: { 滕州市: 0 } });
  expect(print('C39', '2022-07')).toBe('zero 0.0');
  enable(contextOf(own), { codes: ['C26'], enabled: true });
  // 经营主体 of the month where the office has it, else of the year end before.
  addValues(own, '2022-07', 'asof', { C25: { 滕州市: 100 } });
  addValues(own, '2021-12', 'asof', { P04: { 滕州市: 10 } });
  expect(fact('C26', '2022-07')).toMatchObject({
    ratio: { denominator: { period: '2021-12' } },
    exact: expect.anything(),
  });
  addValues(own, '2022-07', 'asof', { P04: { 滕州市: 20 } });
  expect(print('C26', '2022-07')).toBe('value 5.00');
  own.db.close();
});

test('a total per head without any population is listed with the reason', async () => {
  const own = await openTestStore();
  write(own, { kind: 'setup', label: '建立单位', operator: '测试', topics: ['units'] }, () => {
    saveUnit(own, null, unitDraft('江北区', 1));
    saveUnit(own, null, unitDraft('江南区', 2));
  });
  for (const [unit, value] of [
    ['江北区', '50'],
    ['江南区', '70'],
  ] as const)
    addValueList(own, [{ unit, code: 'C14', period: '2022-03', basis: 'asof', value }]);
  const listed = listPeriodValues({ store: own, settings }, '2022-03').values;
  expect(listed.find((one) => one.unit === '合计' && one.code === 'C15')).toMatchObject({
    value: null,
    state: 'not_applicable',
    source: { formula: expect.stringContaining('常住人口') as string, note: '没有常住人口（2021年末），不能计算' },
  });
  own.db.close();
});

describe('a unit that was merged during the year', () => {
  // 乙乡 went into 甲镇 in August: 甲镇 reports for both since, the people of the county are the same.
  async function merged(population: Record<string, string>, rule: 'fixed' | 'own-year' = 'fixed') {
    const own = await openTestStore();
    write(own, { kind: 'setup', label: '建立单位', operator: '测试', topics: ['units'] }, () => {
      saveUnit(own, null, unitDraft('甲镇', 1));
      saveUnit(own, null, { ...unitDraft('乙乡', 2), validTo: '2022-07' });
      saveUnit(own, null, unitDraft('丙镇', 3));
    });
    const add = (period: string, code: string, values: Record<string, string>): void =>
      addValueList(
        own,
        Object.entries(values).map(([unit, value]) => ({ unit, code, period, basis: 'asof' as const, value })),
      );
    add('2022-07', 'C14', { 甲镇: '90', 乙乡: '30', 丙镇: '180' });
    add('2022-09', 'C14', { 甲镇: '130', 丙镇: '200' });
    add('2021-09', 'C14', { 甲镇: '70', 乙乡: '20', 丙镇: '130' });
    add('2021-12', 'P01', population);
    add('2020-12', 'P01', { 甲镇: '8', 乙乡: '3', 丙镇: '11' });
    const ctx = { store: own, settings: { ...settings, denominator: rule } };
    const print = (period: string, figure: Parameters<typeof factText>[1]): string => {
      const { total } = factsOf(ctx, period).byCode.get('C15')!;
      return factText(total, figure, 'half-up').text;
    };
    const heads = (period: string): string | null =>
      listPeriodValues(ctx, period).values.find((one) => one.unit === '合计' && one.code === 'C15')!.denominator;
    return { own, print, heads };
  }

  test('its people stay in the whole, for both years', async () => {
    const { own, print, heads } = await merged({ 甲镇: '10', 乙乡: '4', 丙镇: '16' });
    expect([heads('2022-07'), heads('2022-09')]).toEqual(['30', '30']);
    expect(print('2022-07', 'current')).toBe('10.00');
    expect(print('2022-09', 'current')).toBe('11.00');
    expect(print('2022-09', 'last-year')).toBe('7.33');
    expect(print('2022-09', 'change')).toBe('50.0');
    own.db.close();
  });
  test('or are entered with the unit that took it over', async () => {
    const { own, print, heads } = await merged({ 甲镇: '14', 丙镇: '16' });
    expect(heads('2022-09')).toBe('30');
    expect([print('2022-09', 'current'), print('2022-09', 'last-year')]).toEqual(['11.00', '7.33']);
    own.db.close();
  });
  test('two that became a new one: its number stands over their people', async () => {
    const own = await openTestStore();
    write(own, { kind: 'setup', label: '建立单位', operator: '测试', topics: ['units'] }, () => {
      saveUnit(own, null, { ...unitDraft('甲乡', 1), validTo: '2022-07' });
      saveUnit(own, null, { ...unitDraft('乙乡', 2), validTo: '2022-07' });
      saveUnit(own, null, unitDraft('丙镇', 3));
      saveUnit(own, null, { ...unitDraft('新镇', 4), validFrom: '2022-08' });
      saveUnit(own, null, unitDraft('丁镇', 5));
    });
    const add = (period: string, code: string, values: Record<string, string>): void =>
      addValueList(
        own,
        Object.entries(values).map(([unit, value]) => ({ unit, code, period, basis: 'asof' as const, value })),
      );
    add('2022-09', 'C14', { 新镇: '130', 丙镇: '200', 丁镇: '30' });
    add('2021-09', 'C14', { 甲乡: '70', 乙乡: '20', 丙镇: '130', 丁镇: '20' });
    add('2021-12', 'P01', { 甲乡: '10', 乙乡: '4', 丙镇: '16', 丁镇: '10' });
    const { total } = factsOf({ store: own, settings }, '2022-09').byCode.get('C15')!;
    expect([factText(total, 'current', 'half-up').text, factText(total, 'last-year', 'half-up').text]).toEqual([
      '9.00',
      '6.00',
    ]);
    own.db.close();
  });

  test('each year by its own people, where the office compares so', async () => {
    const { own, print } = await merged({ 甲镇: '10', 乙乡: '4', 丙镇: '16' }, 'own-year');
    expect([print('2022-09', 'current'), print('2022-09', 'last-year')]).toEqual(['11.00', '10.00']);
    own.db.close();
  });
});

describe('the sample month', () => {
  let store: Store;
  beforeAll(async () => {
    store = await openSampleStore();
  });

  const facts = () => factsOf({ store, settings }, SAMPLE_PERIOD);
  const unitId = (name: string) => listUnits(store).find((unit) => unit.name === name)!.id;
  const print = (code: string, unit: string | null, figure: Parameters<typeof factText>[1]) => {
    const of = facts().byCode.get(code)!;
    return factText(unit === null ? of.total : of.units.get(unitId(unit))!, figure, 'half-up').text;
  };

  test.each(Object.entries(expected.indicators))('%s: total, last year, change, ranks and targets', (_name, item) => {
    expect(Number(print(item.code, null, 'current'))).toBe(item.total);
    if (item.last_year_total !== null) expect(Number(print(item.code, null, 'last-year'))).toBe(item.last_year_total);
    if (item.yoy_percent !== null) expect(print(item.code, null, 'change')).toBe(item.yoy_percent.toFixed(1));
    for (const [unit, place] of Object.entries(item.rank_by_unit))
      expect(print(item.code, unit, 'rank'), unit).toBe(String(place));
    for (const [unit, target] of Object.entries(item.target_by_unit ?? {}))
      expect(Number(print(item.code, unit, 'target')), unit).toBe(target);
    if (item.target_total !== undefined) expect(Number(print(item.code, null, 'target'))).toBe(item.target_total);
  });

  test.each(Object.entries(expected.ratios))('%s: total and units', (_name, item) => {
    expect(Number(print(item.code, null, 'current'))).toBe(item.total);
    if (item.last_year_total !== undefined)
      expect(Number(print(item.code, null, 'last-year'))).toBe(item.last_year_total);
    for (const [unit, value] of Object.entries(item.by_unit))
      expect(Number(print(item.code, unit, 'current')), unit).toBe(value);
  });

  test('a flow target has a completion and a gap to the time elapsed, a stock target only its distance', () => {
    expect(print('C06', null, 'completion')).toBe('53.6');
    expect(print('C06', '枣庄高新区', 'pace-gap')).toBe('9.7');
    expect(print('C14', null, 'completion')).toBe('—');
    expect(print('C14', null, 'pace-gap')).toBe('—');
    expect(print('C14', null, 'distance')).toBe('-256');
  });

  test('base 0 prints a dash, never a percentage', () => {
    expect(print('C11', '薛城区', 'change')).toBe('—');
  });

  test('values.list holds every value, ratio and total as shortest decimals and passes its own schema', () => {
    const result = listPeriodValues({ store, settings }, SAMPLE_PERIOD);
    expect(CALLS['values.list'].result.parse(result)).toEqual(result);
    const find = (unit: string, code: string) => result.values.find((row) => row.unit === unit && row.code === code)!;
    for (const item of Object.values(expected.indicators)) {
      for (const [unit, value] of Object.entries(item.by_unit)) {
        expect(find(unit, item.code).value).toBe(String(value));
        expect(find(unit, item.code).state).toBe(value === 0 ? 'zero' : 'value');
      }
      expect(find('合计', item.code).value).toBe(String(item.total));
    }
    expect(find('合计', 'C15')).toMatchObject({
      value: '7.96',
      numerator: '3069',
      denominator: '385.56',
      basis: 'asof',
    });
    expect(find('枣庄高新区', 'C39')).toMatchObject({ value: '100', basis: 'ytd' });
    expect(find('合计', 'C15').source).toMatchObject({ formula: 'Σ 有效发明专利拥有量 ÷ Σ 常住人口（2021年末）' });
    expect(result.values.some((row) => row.code === 'C20b')).toBe(false);
  });

  test('the grid prints what the tables print', () => {
    const grid = gridOf({ store, settings }, SAMPLE_PERIOD, 'cumulative');
    expect(CALLS['values.grid'].result.parse(grid)).toEqual(grid);
    expect(grid.timeProgress).toBe('58.3');
    const column = grid.columns.findIndex((candidate) => candidate.code === 'Y01');
    expect(grid.rows[0]!.unit).toBe('全市');
    expect(grid.rows[0]!.values[column]).toMatchObject({ text: '44830.18', change: '340.0', completion: '57.5' });
  });

  test('a detail names the parts of a ratio and the population used', () => {
    const detail = detailOf(
      { store, settings },
      { key: { unitId: null, code: 'C15', period: SAMPLE_PERIOD, basis: 'asof' } },
    );
    expect(CALLS['values.detail'].result.parse(detail)).toEqual(detail);
    expect(detail.text).toBe('7.96');
    expect(detail.parts.map((part) => part.text)).toEqual(['3069', '385.56']);
    expect(detail.note).toBe('按2021年末常住人口385.56万人计算');
  });
});

describe('totals', () => {
  test('a missing unit is left out of the sum and named, and the change is not computed over other units', async () => {
    const store = await openTestStore();
    addSampleUnits(store);
    addValues(store, '2022-07', 'ytd', { C06: { 滕州市: 10, 薛城区: 5 } });
    addValueList(store, [{ unit: '山亭区', code: 'C06', period: '2022-07', basis: 'ytd', value: null }]);
    addValues(store, '2021-07', 'ytd', { C06: { 滕州市: 8, 薛城区: 4, 山亭区: 3 } });
    const { total } = factsOf({ store, settings }, '2022-07').byCode.get('C06')!;
    expect(total.exact).toEqual({ n: 15n, d: 1n });
    expect(total.missing).toHaveLength(5);
    expect(total.change.kind).toBe('none');
  });

  test('a place is one among others: a unit that is compared with nobody has none', async () => {
    const store = await openTestStore();
    addSampleUnits(store);
    const rankOf = (): (number | null)[] =>
      [...factsOf({ store, settings }, '2022-07').byCode.get('C05')!.units.values()].map((fact) => fact.rank);
    addValues(store, '2022-07', 'ytd', { C05: { 滕州市: 3 } });
    expect(rankOf()).toEqual([null, null, null, null, null, null, null]);
    addValues(store, '2022-07', 'ytd', { C05: { 薛城区: 5 } });
    expect(rankOf()).toEqual([2, 1, null, null, null, null, null]);
    write(store, { kind: 'units', label: '', operator: '', topics: ['units'] }, () => {
      const { id, ...unit } = listUnits(store).find(({ name }) => name === '薛城区')!;
      saveUnit(store, id, { ...unit, ranked: false });
    });
    expect(rankOf()).toEqual([null, null, null, null, null, null, null]);
    store.db.close();
  });

  test("one district's own row prints no city total", async () => {
    const store = await openTestStore();
    addSampleUnits(store);
    addValues(store, '2022-07', 'asof', { F02a: { 滕州市: 3 } });
    expect(factsOf({ store, settings }, '2022-07').byCode.get('F02a')!.total.isPrinted).toBe(false);
    const reason = '只有滕州市有这项数，报送任务也没有要求各单位报，不算作全市合计';
    const listed = listPeriodValues({ store, settings }, '2022-07').values;
    expect(listed.map((row) => [row.unit, row.value, row.state])).toEqual([
      ['滕州市', '3', 'value'],
      ['合计', null, 'not_applicable'],
    ]);
    expect(listed[1]!.source).toMatchObject({ note: reason, inputs: [] });
    const grid = gridOf({ store, settings }, '2022-07', 'cumulative');
    const at = grid.columns.findIndex((column) => column.code === 'F02a');
    expect(grid.rows[0]!.values[at]).toMatchObject({ text: '', value: null, whyEmpty: reason });
    expect(cellWords(grid.rows[0]!.values[at])).toContain(reason);
    expect(grid.rows.slice(1).every((row) => row.values[at]!.whyEmpty === undefined)).toBe(true);
    const key = { unitId: null, code: 'F02a', period: '2022-07', basis: 'asof' as const };
    expect(detailOf({ store, settings }, { key }).note).toBe(reason);
    // Two units make a total, and nothing is left to explain.
    addValues(store, '2022-07', 'asof', { F02a: { 薛城区: 2 } });
    const both = gridOf({ store, settings }, '2022-07', 'cumulative').rows[0]!.values[at]!;
    expect([both.value, both.whyEmpty]).toEqual(['5', undefined]);
  });

  test('a unit contained in another that counts is not added twice', async () => {
    const store = await openTestStore();
    addSampleUnits(store);
    const units = listUnits(store);
    const zone = units.find((unit) => unit.name === '枣庄高新区')!;
    const parent = units.find((unit) => unit.name === '薛城区')!;
    write(store, { kind: 'units', label: '含于', operator: '', topics: ['units'] }, () =>
      saveUnit(store, zone.id, { ...unitDraft(zone.name, zone.order), parentId: parent.id }),
    );
    addValues(store, '2022-07', 'ytd', { C06: { 滕州市: 10, 薛城区: 5, 枣庄高新区: 2 } });
    expect(factsOf({ store, settings }, '2022-07').byCode.get('C06')!.total.exact).toEqual({ n: 15n, d: 1n });
  });

  test('nor is one that is contained through another that does not count', async () => {
    const store = await openTestStore();
    addSampleUnits(store);
    const [a, b, c] = ['薛城区', '枣庄高新区', '山亭区'].map((name) =>
      listUnits(store).find((one) => one.name === name)!,
    );
    write(store, { kind: 'units', label: '含于', operator: '', topics: ['units'] }, () => {
      saveUnit(store, b!.id, { ...unitDraft(b!.name, b!.order), parentId: a!.id, countsInTotal: false });
      saveUnit(store, c!.id, { ...unitDraft(c!.name, c!.order), parentId: b!.id });
    });
    addValues(store, '2022-07', 'ytd', { C06: { 滕州市: 10, 薛城区: 5, 枣庄高新区: 3, 山亭区: 2 } });
    expect(factsOf({ store, settings }, '2022-07').byCode.get('C06')!.total.exact).toEqual({ n: 15n, d: 1n });
  });

  test('an indicator that is switched off keeps the numbers that it has, and a ratio of them is not printed', async () => {
    const store = await openTestStore();
    addSampleUnits(store);
    addValues(store, '2022-07', 'ytd', { C06: { 滕州市: 10 }, C05: { 滕州市: 20 } });
    enable(contextOf(store), { codes: ['C05', 'C06', 'C07', 'C09'], enabled: false });
    const facts = factsOf({ store, settings }, '2022-07');
    expect(['C05', 'C06', 'C07', 'C09'].filter((code) => facts.byCode.has(code))).toEqual(['C05', 'C06']);
  });

  test('without a stored population the ratio is empty and says so', async () => {
    const store = await openTestStore();
    addSampleUnits(store);
    addValues(store, '2023-07', 'asof', { C14: { 滕州市: 10, 薛城区: 5 } });
    const fact = factsOf({ store, settings }, '2023-07').byCode.get('C15')!;
    expect(fact.total.isPrinted).toBe(false);
    const unit = listUnits(store)[0]!.id;
    const detail = detailOf(
      { store, settings },
      { key: { unitId: unit, code: 'C15', period: '2023-07', basis: 'asof' } },
    );
    expect(detail.note).toBe('没有2022年末常住人口，不能计算。');
    expect(detail.value).toBeNull();
  });

  test("a comparison takes the reporting year's population for both years, or each its own by the office's setting", async () => {
    const store = await openTestStore();
    addSampleUnits(store);
    addValues(store, '2020-12', 'asof', { P01: { 滕州市: 100, 薛城区: 50 } });
    addValues(store, '2022-07', 'asof', { C14: { 滕州市: 1290, 薛城区: 330 } });
    addValues(store, '2021-07', 'asof', { C14: { 滕州市: 1200, 薛城区: 300 } });
    const last = (denominator: 'fixed' | 'own-year') => {
      const facts = factsOf({ store, settings: { ...settings, denominator } }, '2022-07');
      return factText(facts.byCode.get('C15')!.total, 'last-year', 'half-up').text;
    };
    expect(last('fixed')).toBe('7.36');
    expect(last('own-year')).toBe('10.00');
  });

  test('the month is the difference of two cumulative values', async () => {
    const store = await openTestStore();
    addSampleUnits(store);
    addValues(store, '2022-06', 'ytd', { C06: { 滕州市: 8, 薛城区: 4 } });
    addValues(store, '2022-07', 'ytd', { C06: { 滕州市: 10, 薛城区: 5 } });
    const facts = factsOf({ store, settings }, '2022-07').byCode.get('C06')!;
    expect(facts.total.month).toEqual({ state: 'value', value: 3n, scale: 0 });
    const grid = gridOf({ store, settings }, '2022-07', 'month');
    expect(grid.rows[0]!.values[grid.columns.findIndex((column) => column.code === 'C06')]!.text).toBe('3');
  });

  test("a month without last month's cumulative value is no 未报: it cannot be computed, and the source panel says why", async () => {
    const store = await openTestStore();
    addSampleUnits(store);
    addValues(store, '2022-06', 'ytd', { C06: { 滕州市: 8 } });
    addValues(store, '2022-07', 'ytd', { C06: { 滕州市: 10, 薛城区: 5 } });
    const grid = gridOf({ store, settings }, '2022-07', 'month');
    const at = grid.columns.findIndex((column) => column.code === 'C06');
    const shown = (name: string) => grid.rows.find((row) => row.unit === name)!.values[at]!;
    expect(shown('滕州市')).toMatchObject({ state: 'value', text: '2' });
    expect(shown('薛城区')).toMatchObject({ state: 'not_applicable', text: '—' });
    expect(shown('山亭区')).toMatchObject({ state: 'not_submitted', text: '未报' });
    // 2 of 滕州市 alone would be a wrong total.
    expect(shown('全市')).toMatchObject({ state: 'not_applicable', text: '—' });
    const shownId = (name: string) => grid.rows.find((row) => row.unit === name)!.unitId;
    const detail = (unitId: number | null) =>
      detailOf({ store, settings }, { key: { unitId, code: 'C06', period: '2022-07', basis: 'month' } });
    expect(detail(shownId('薛城区'))).toMatchObject({
      state: 'not_applicable',
      text: '—',
      note: '没有2022年1—6月的累计数，不能计算当月数。导入或填写后自动计算。',
    });
    expect(detail(null).note).toContain('薛城区没有2022年1—6月的累计数');
  });

  test('new data are seen at once in spite of the cache', async () => {
    const store = await openTestStore();
    addSampleUnits(store);
    addValues(store, '2022-07', 'ytd', { C06: { 滕州市: 10, 薛城区: 5 } });
    expect(factsOf({ store, settings }, '2022-07').byCode.get('C06')!.total.exact).toEqual({ n: 15n, d: 1n });
    addValues(store, '2022-07', 'ytd', { C06: { 滕州市: 11 } });
    expect(factsOf({ store, settings }, '2022-07').byCode.get('C06')!.total.exact).toEqual({ n: 16n, d: 1n });
  });
});
