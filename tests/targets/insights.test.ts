// 分析提示 over the sample: the findings of the real circular, internal until released, flagged when their facts change.

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import type { Ctx } from '../../electron/core/context.js';
import { undo } from '../../electron/core/history/handlers.js';
import * as insights from '../../electron/core/insights/handlers.js';
import { saveIssued } from '../../electron/core/statistics/issued-entry.js';
import { matrix, saveTargets } from '../../electron/core/targets/handlers.js';
import { monthlyTask } from '../../electron/core/tasks/default-task.js';
import { exempt, save as saveTask } from '../../electron/core/tasks/handlers.js';
import { saveUnit } from '../../electron/core/store/unit-edit-store.js';
import { listUnits } from '../../electron/core/store/unit-store.js';
import { write } from '../../electron/core/store/write.js';
import type { Period } from '../../shared/model/period.js';
import { factLines, INSIGHT_KINDS, type Insight } from '../../shared/insights/define.js';
import { INSIGHT_RULES } from '../../shared/insights/shipped-rules.js';
import { ImportBench } from '../helpers/importing.js';
import { addValueList, addValues, contextOf, openSampleStore, readExpected } from '../helpers/memory-store.js';

const PERIOD = '2022-07';
let ctx: Ctx;
beforeEach(async () => {
  ctx = contextOf(await openSampleStore());
});

const list = (): Insight[] => insights.list(ctx, { period: PERIOD }).insights;
const one = (key: string): Insight => list().find((insight) => insight.key === key)!;
const expected = (readExpected() as unknown as { insights: Record<string, string[]> }).insights;
const sorted = (names: readonly string[]): string[] => [...names].sort();

test('目标任务 says 免报 where the statistics do, not 未报', () => {
  const units = listUnits(ctx.store);
  const { id: taskId } = saveTask(ctx, {
    id: null,
    task: { ...monthlyTask(units.map(({ id }) => id)), codes: ['C06'] },
  });
  for (const { name: unit } of units.slice(0, 2))
    addValueList(ctx.store, [{ unit, code: 'C06', period: PERIOD, basis: 'ytd', value: null }]);
  exempt(ctx, { lines: [{ taskId, unitId: units[0]!.id, period: PERIOD, round: 0 }], reason: '机构调整' });
  const { cells } = matrix(ctx, { period: PERIOD }).columns.find(({ code }) => code === 'C06')!;
  expect(cells.map(({ sign }) => sign)).toEqual(['免报', '未报', '', '', '', '', '']);
});

describe('the sample', () => {
  test('only 枣庄高新区 is ahead on 发明专利授权量, with value and margin', () => {
    const { sentence, rows, namedUnits } = one('pace|C06');
    expect(sentence).toBe(
      '发明专利授权量只有枣庄高新区超过时间进度（完成率68.0%，高9.7个百分点），其他6个区（市）没有达到时间进度。',
    );
    expect(sorted([...namedUnits, ...expected['ahead_on_grant_invention']!])).toEqual(sorted(readExpected().units));
    expect(rows.find((row) => row.unit === '滕州市')).toMatchObject({
      value: '168件 ÷ 目标320件',
      detail: '完成率52.5%，低5.8个百分点',
      ref: { code: 'C06', period: PERIOD, basis: 'ytd' },
    });
  });

  test('a unit that stands just where the pace does, and one that is less than a tenth ahead of it', () => {
    const of = (name: string) => listUnits(ctx.store).find((unit) => unit.name === name)!.id;
    const cells = [
      { unitId: of('滕州市'), code: 'C06', level: 'assigned' as const, value: '288' },
      { unitId: of('山亭区'), code: 'C06', level: 'assigned' as const, value: '3427' },
    ];
    addValues(ctx.store, PERIOD, 'ytd', { C06: { 山亭区: 2000 } });
    saveTargets(ctx, { year: 2022, cells, document: '', reason: '调整' });
    const { rows } = one('pace|C06');
    expect(rows.find((row) => row.unit === '滕州市')!.detail).toBe('完成率58.3%，持平');
    expect(rows.find((row) => row.unit === '山亭区')!.detail).toBe('完成率58.4%，高0.03个百分点');
  });

  test('质押金额 behind, in registered order', () => {
    expect(one('pace|Y01').namedUnits).toEqual(['山亭区', '市中区', '枣庄高新区']);
    expect(sorted(one('pace|Y01').namedUnits)).toEqual(sorted(expected['pledge_amount_behind']!));
  });

  test('certified 0, withdrawal below 90, half, difference', () => {
    expect(one('zero|Y24').sentence).toBe('山亭区、台儿庄区贯标认证企业数为0。');
    expect(one('zero|Y24').namedUnits).toEqual(expected['certified_zero']);
    expect(one('withdrawal|C39').namedUnits).toEqual(expected['withdrawal_below_90_percent']);
    expect(one('withdrawal|C39').sentence).toContain('分别为87.6%、69.6%、88.9%、85.7%');
    expect(one('withdrawal|C39').measured).toContain('全市88.2%');
    expect(one('withdrawal|C39').rows.map((row) => row.value)).toEqual([
      '87.6%',
      '69.6%',
      '92.7%',
      '94.8%',
      '88.9%',
      '85.7%',
      '100.0%',
    ]);
    expect(one('withdrawal|C39').rows[0]!.detail).toBe('169/193，低2.4个百分点');
    expect(one('half|Y05').sentence).toBe('全市质押发明专利占比49.8%（118/237），仅占一半。');
    expect(one('spread|C15')).toMatchObject({ measured: '最高是最低的3倍以上', namedUnits: ['山亭区'] });
  });

  test('the stock 有效发明专利拥有量 has a distance and never a pace', () => {
    const about = list().filter((insight) => insight.code === 'C14');
    expect(about.map((insight) => insight.rule)).toContain('target-distance');
    for (const insight of about)
      expect(`${insight.sentence}${insight.rows.map((row) => row.detail).join('')}`).not.toContain('时间进度');
    expect(one('target-distance|C14').sentence).toContain('还差256件');
  });

  test('small bases, 倍 and per-capita are worded by rule', () => {
    expect(one('headline|C11').sentence).toBe('全市PCT国际专利申请量11件，同比增加7件。');
    expect(one('headline|Y01').sentence).toBe('全市专利质押融资登记金额44830.18万元，同比增长3.4倍。');
    expect(one('headline|C15').sentence).toBe('全市每万人口发明专利拥有量7.96件/万人，同比增加1件。');
  });

  test('units that fell: the verb once, as long as it is that of all', () => {
    expect(one('decline|C06').sentence).toBe('发明专利授权量山亭区、台儿庄区同比下降（分别下降8.3%、10%）。');
  });

  test('every sentence has numbers behind it that lead to a source or name another place', () => {
    for (const insight of list()) {
      expect(insight.rows.length, insight.key).toBeGreaterThan(0);
      expect(insight.measured, insight.key).not.toBe('');
      expect(insight.sentence, insight.key).not.toMatch(/\d\.\d{5}|NaN|undefined|null|e[+-]\d/);
    }
    expect(new Set(list().map((insight) => insight.key)).size).toBe(list().length);
  });
});

describe('a sentence that names a unit unfavourably', () => {
  const mark = (key: string, status: Insight['status'], words = '') =>
    insights.mark(ctx, { period: PERIOD, key, status, words, facts: factLines(one(key)) });

  test('is 内部参考 until it is released, and again when its facts change', () => {
    expect(one('zero|Y24').use).toBe('internal');
    expect(one('headline|C05').use).toBe('circulate');
    mark('zero|Y24', 'circulate', '山亭区、台儿庄区尚无有效贯标认证企业。');
    expect(one('zero|Y24')).toMatchObject({
      use: 'circulate',
      stale: false,
      words: '山亭区、台儿庄区尚无有效贯标认证企业。',
    });
    addValues(ctx.store, PERIOD, 'asof', { Y24: { 山亭区: 1 } });
    expect(one('zero|Y24')).toMatchObject({ use: 'internal', stale: true, sentence: '台儿庄区贯标认证企业数为0。' });
    expect(one('zero|Y24').factsThen).toContain('山亭区 0家 为0');
    expect(one('zero|Y24').words).toBe('山亭区、台儿庄区尚无有效贯标认证企业。');
  });

  test('own wording about the whole is no longer for circulation when its numbers have changed', () => {
    mark('headline|C05', '', '今年以来，全市专利授权4132件，有所回落。');
    expect(one('headline|C05')).toMatchObject({ use: 'circulate', stale: false });
    addValues(ctx.store, PERIOD, 'ytd', { C05: { 山亭区: 300 } });
    expect(one('headline|C05')).toMatchObject({ use: 'internal', stale: true });
    mark('headline|C05', '', '');
    expect(one('headline|C05')).toMatchObject({ use: 'circulate', stale: false, words: '' });
  });

  test('a decision on facts that changed meanwhile is refused; a decision can be undone', () => {
    const facts = factLines(one('zero|Y24'));
    addValues(ctx.store, PERIOD, 'asof', { Y24: { 山亭区: 1 } });
    expect(() =>
      insights.mark(ctx, { period: PERIOD, key: 'zero|Y24', status: 'circulate', words: '', facts }),
    ).toThrow();
    mark('pace|C06', 'circulate');
    expect(one('pace|C06').use).toBe('circulate');
    const last = ctx.store.db.prepare('SELECT max(id) AS id FROM change_set').get() as { id: number };
    undo(ctx, { id: last.id });
    expect(one('pace|C06').use).toBe('internal');
  });
});

describe('rules', () => {
  test('every kind is shipped, at least fifteen of them computable', () => {
    expect(new Set(INSIGHT_RULES.map((rule) => rule.kind))).toEqual(new Set(INSIGHT_KINDS));
    expect(INSIGHT_RULES.length).toBeGreaterThanOrEqual(15);
  });

  test('a threshold changes the sentence; the unrounded value is compared', () => {
    insights.saveRule(ctx, { id: 'withdrawal', change: { thresholds: { line: '87.56' } } });
    // 169/193 = 87.5648 %: above 87.56
    expect(one('withdrawal|C39').namedUnits).toEqual(['薛城区', '台儿庄区']);
    insights.saveRule(ctx, { id: 'withdrawal', change: { thresholds: { line: '87.6' } } });
    expect(one('withdrawal|C39').sentence).toContain('滕州市');
    // 87.5648 would print as 87.6: one more decimal tells the truth.
    expect(one('withdrawal|C39').sentence).toContain('87.56%');
    expect(() => insights.saveRule(ctx, { id: 'withdrawal', change: { thresholds: { line: '很高' } } })).toThrow();
    insights.saveRule(ctx, { id: 'withdrawal', change: null });
    expect(one('withdrawal|C39').namedUnits).toHaveLength(4);
    insights.saveRule(ctx, { id: 'withdrawal', change: { enabled: false } });
    expect(one('withdrawal|C39')).toBeUndefined();
  });

  test('all units fail: 各区（市）均没有达到; all grow, coverage, trend, forecast, met, peers', () => {
    const units = listUnits(ctx.store).map((unit) => unit.name);
    addValues(ctx.store, PERIOD, 'ytd', { C38: Object.fromEntries(units.map((unit) => [unit, 1])) });
    expect(one('withdrawal|C39').sentence).toContain('各区（市）非正常专利申请撤回率均没有达到90%');
    addValues(ctx.store, '2020-07', 'ytd', { C24: Object.fromEntries(units.map((unit) => [unit, 20_000])) });
    insights.saveRule(ctx, { id: 'trend', change: { thresholds: { years: '2' } } });
    expect(one('trend|C24').sentence).toMatch(
      /^全市商标注册量连续2年下降（2020年140000件、2021年\d+件、2022年\d+件）。$/,
    );
    insights.saveRule(ctx, { id: 'forecast', change: { enabled: true } });
    expect(one('forecast|C06').sentence).toMatch(/^（预测）按目前进度，发明专利授权量/);
    const [first] = listUnits(ctx.store);
    saveTargets(ctx, {
      year: 2022,
      cells: [{ unitId: first!.id, code: 'C11', level: 'assigned', value: '5' }],
      document: '',
      reason: '调整',
    });
    expect(one('target-met|C11').sentence).toBe('PCT国际专利申请量滕州市已达到全年目标（5件）。');
  });

  test('a total that lacks units says so in the sentence, and years that lack others are no trend', () => {
    const units = listUnits(ctx.store).map((unit) => unit.name);
    const of = (names: readonly string[], value: number) => ({
      C24: Object.fromEntries(names.map((name) => [name, value])),
    });
    const drop = (period: string, unit: string) =>
      addValueList(ctx.store, [{ unit, code: 'C24', period, basis: 'ytd', value: null }]);
    insights.saveRule(ctx, { id: 'trend', change: { thresholds: { years: '2' } } });
    addValues(ctx.store, '2020-07', 'ytd', of(units, 20_000));
    drop(PERIOD, '薛城区');
    addValueList(ctx.store, [{ unit: '薛城区', code: 'C14', period: PERIOD, basis: 'asof', value: null }]);
    expect(one('target-distance|C14').sentence).toMatch(/^全市有效发明专利拥有量2739件，.*（全市数不含薛城区）。$/);
    // One sentence about several indicators says it too: behind may be what is not reported yet.
    expect(one('lagging|').sentence).not.toContain('不含');
    addValueList(ctx.store, [{ unit: '薛城区', code: 'C06', period: PERIOD, basis: 'ytd', value: null }]);
    expect(one('lagging|').sentence).toMatch(/项指标落后：.*发明专利授权量.*（全市数不含薛城区）。$/);
    // This year lacks one unit and last year none: what looks like a fall may be the unit that is missing.
    expect(one('trend|C24')).toBeUndefined();
    drop('2021-07', '薛城区');
    expect(one('trend|C24')).toBeUndefined();
    drop('2020-07', '薛城区');
    expect(one('trend|C24').sentence).toMatch(
      /^全市商标注册量连续2年下降（2020年120000件、.*）（全市数不含薛城区）。$/,
    );
  });

  test('a change between numbers of two sources says so, and years of two sources are no trend', () => {
    const units = listUnits(ctx.store).map((unit) => unit.name);
    insights.saveRule(ctx, { id: 'trend', change: { thresholds: { years: '2' } } });
    addValues(ctx.store, '2020-07', 'ytd', { C24: Object.fromEntries(units.map((unit) => [unit, 20_000])) });
    expect(list().some(({ sentence }) => sentence.includes('来源不同'))).toBe(false);
    expect(one('trend|C24')).toBeDefined();
    const issue = (code: string, text: string, period: Period = PERIOD, unitId: number | null = null) =>
      saveIssued(ctx, { period, code, origin: '省局通报', asOf: null, cells: [{ unitId, text }] });
    issue('C06', '420');
    issue('C24', '4000');
    expect(one('headline|C06').sentence).toMatch(
      /^全市发明专利授权量420件，同比.*（本期数与上年同期数来源不同，仅供参考）。$/,
    );
    expect(one('headline|C14').sentence).not.toContain('来源不同');
    expect(one('trend|C24')).toBeUndefined();

    // A whole that was issued every year is no sum of units, wherever each of them is from.
    issue('C24', '20000', '2021-07');
    issue('C24', '30000', '2020-07');
    expect(one('trend|C24')).toBeDefined();
    issue('C24', '500', PERIOD, listUnits(ctx.store)[0]!.id);
    expect(one('trend|C24')).toBeDefined();
    issue('C06', '400', '2021-07');
    expect(one('headline|C06').sentence).not.toContain('来源不同');
    issue('C06', '160', PERIOD, listUnits(ctx.store)[0]!.id);
    expect(one('headline|C06').sentence).not.toContain('来源不同');
  });

  test('a total is judged by the units that hold a target, on the page as in the sentence', () => {
    const ids = listUnits(ctx.store)
      .filter((unit) => unit.name !== '滕州市')
      .map((unit) => unit.id);
    const cells = ids.flatMap((unitId) =>
      ['C06', 'C14'].map((code) => ({ unitId, code, level: 'assigned' as const, value: null })),
    );
    saveTargets(ctx, { year: 2022, cells, document: '', reason: '只考核滕州市' });
    const column = (code: string) => matrix(ctx, { period: PERIOD }).columns.find((found) => found.code === code)!;
    // 滕州市 alone: 168 of 320, 1290 of 1400.
    expect(column('C06').sum).toMatchObject({ target: '320', actual: '168', completion: '52.5', distance: '-152' });
    // Not 全市, whose number is another one.
    expect(one('target-distance|C14').sentence).toContain(
      '全市下达了目标的区（市）有效发明专利拥有量1290件，距年末应达到的1400件还差110件',
    );
    expect(one('lagging|').rows.find((row) => row.unit === '发明专利授权量')!.value).toBe('168件');
    expect(one('pace|C06')).toBeUndefined();
  });

  test('a task of the higher authority that no unit holds a part of is behind as well', () => {
    const before = one('lagging|').rows.map((row) => row.unit);
    expect(before).not.toContain('商标注册量');
    addValues(ctx.store, PERIOD, 'ytd', { C24: Object.fromEntries(readExpected().units.map((unit) => [unit, 10])) });
    const cells = [{ unitId: null, code: 'C24', level: 'higher' as const, value: '700' }];
    saveTargets(ctx, { year: 2022, cells, document: '', reason: '' });
    const { sentence, rows } = one('lagging|');
    expect(sentence).toContain(`有${before.length + 1}项指标落后`);
    expect(rows.find((row) => row.unit === '商标注册量')).toMatchObject({
      value: '70件',
      detail: '上级下达任务700件，完成率10.0%，低48.3个百分点',
    });
  });

  test('各区（市）均 is said of all units, not of all that have a target', () => {
    const zone = listUnits(ctx.store).find((unit) => unit.name === '枣庄高新区')!;
    const cells = [{ unitId: zone.id, code: 'C06', level: 'assigned' as const, value: null }];
    saveTargets(ctx, { year: 2022, cells, document: '', reason: '不考核' });
    expect(one('pace|C06').sentence).toMatch(/^发明专利授权量滕州市、薛城区、.*台儿庄区没有达到时间进度/);
  });

  test('an indicator with targets that a single unit has reported breaks nothing', () => {
    const [first, second] = listUnits(ctx.store);
    const cells = [first!, second!].map((unit) => ({
      unitId: unit.id,
      code: 'F02a',
      level: 'assigned' as const,
      value: '5',
    }));
    saveTargets(ctx, { year: 2022, cells, document: '', reason: '' });
    addValues(ctx.store, PERIOD, 'asof', { F02a: { [first!.name]: 2 } });
    expect(matrix(ctx, { period: PERIOD }).columns.find((found) => found.code === 'F02a')!.sum.target).toBe('10');
    expect(list().length).toBeGreaterThan(20);
  });

  test('a missing value is no zero: the unit is in neither list', () => {
    ctx.store.db.exec("DELETE FROM observation WHERE unit_id = (SELECT id FROM reporting_unit WHERE name = '山亭区')");
    ctx.store.db.exec("INSERT INTO change_set (at, operator, kind, label, topics) VALUES ('', '', 'x', '', '[]')");
    expect(one('zero|Y24').namedUnits).toEqual(['台儿庄区']);
    expect(one('pace|C06').namedUnits).not.toContain('山亭区');
  });
});

describe('against last year', () => {
  const NAMES = readExpected().units;
  const give = (period: string, code: string, basis: 'ytd' | 'asof', value: (index: number) => number | null): void =>
    addValues(ctx.store, period, basis, { [code]: Object.fromEntries(NAMES.map((name, at) => [name, value(at)])) });

  test('what prints as 0.0 is 持平: no decline, and not all have grown', () => {
    give('2021-07', 'C14', 'asof', () => 10_000);
    give(PERIOD, 'C14', 'asof', (at) => (at === 0 ? 9999 : 11_000));
    expect([one('decline|C14'), one('all-grow|C14')]).toEqual([undefined, undefined]);
    expect(one('slow|C14').sentence).toContain('增长较慢');
    give(PERIOD, 'C14', 'asof', (at) => (at === 0 ? 10_004 : 11_000));
    expect([one('decline|C14'), one('all-grow|C14')]).toEqual([undefined, undefined]);
    give(PERIOD, 'C14', 'asof', (at) => (at === 0 ? 10_005 : 11_000));
    expect(one('all-grow|C14').sentence).toMatch(/各区（市）均同比增长，全市同比增长8\.6%。$/);
    give(PERIOD, 'C14', 'asof', (at) => (at === 0 ? 9995 : 11_000));
    expect(one('decline|C14').sentence).toMatch(/滕州市同比下降（下降0\.1%）。$/);
    give(PERIOD, 'C14', 'asof', () => 10_001);
    expect(one('headline|C14')).toMatchObject({ tone: 'plain', sentence: expect.stringMatching(/同比持平。$/) });
  });

  test('that all have grown is said alone where the total cannot be compared, and with who is missing where it can', () => {
    const last = listUnits(ctx.store).at(-1)!;
    write(ctx.store, { kind: 'units', label: '', operator: '', topics: ['units'] }, () =>
      saveUnit(ctx.store, last.id, { ...last, ranked: false }),
    );
    give('2021-07', 'C06', 'ytd', () => 100);
    give(PERIOD, 'C06', 'ytd', (at) => (at === 6 ? null : 110));
    expect(one('all-grow|C06').sentence).toBe('发明专利授权量各区（市）均同比增长。');
    give('2021-07', 'C06', 'ytd', (at) => (at === 6 ? null : 100));
    expect(one('all-grow|C06').sentence).toBe(
      `发明专利授权量各区（市）均同比增长，全市同比增长10%（全市数不含${last.name}）。`,
    );
  });

  test('all of the highest and all of the lowest units are named', () => {
    give(PERIOD, 'C38', 'ytd', (at) => (at < 2 ? 100 : at < 4 ? 50 : 70));
    give(PERIOD, 'C37', 'ytd', () => 100);
    const { sentence, namedUnits } = one('spread|C39');
    expect(sentence).toContain(
      `最高的${NAMES.slice(0, 2).join('、')}100.0%，最低的${NAMES.slice(2, 4).join('、')}50.0%`,
    );
    expect(namedUnits).toEqual(NAMES.slice(2, 4));
  });
});

describe('the imported sample', () => {
  let bench: ImportBench;
  beforeEach(async () => {
    bench = await ImportBench.sample();
    await bench.importAll([...bench.fixtures('districts'), ...bench.fixtures('city')]);
  });
  afterEach(() => bench.close());

  test('the place in the province comes from the table and names it', () => {
    const found = insights.list(bench.ctx, { period: PERIOD }).insights;
    const place = found.find((insight) => insight.key === 'place|C15')!;
    expect(place.sentence).toBe(
      '据《2022年7月全省各市每万人口发明专利拥有量》计算，枣庄市每万人口发明专利拥有量7.96件/万人，在16个地区中列第10位，与上年同期相同。',
    );
    insights.saveRule(bench.ctx, { id: 'peers', change: { places: ['济宁市', '日照市'] } });
    const peers = insights.list(bench.ctx, { period: PERIOD }).insights.find((insight) => insight.key === 'peers|C15')!;
    expect(peers.sentence).toMatch(/高于|低于/);
  });
});
