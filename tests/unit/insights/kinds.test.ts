// Where each kind of 分析提示 begins and ends: on the line itself, beside blanks, of indicators that should fall.

import { expect, test } from 'vitest';

import type { InsightDraft } from '../../../shared/insights/define.js';
import { evaluateInsights } from '../../../shared/insights/evaluate.js';
import type { InsightIndicator, InsightInput, InsightValue, PlaceTable } from '../../../shared/insights/input.js';
import { INSIGHT_RULES } from '../../../shared/insights/shipped-rules.js';
import { parseScaled, type Fraction } from '../../../shared/model/scaled-number.js';
import { known, NOT_SUBMITTED } from '../../../shared/statistics/figure.js';
import { share } from '../../../shared/statistics/share.js';
import { targetProgress, type TargetMode } from '../../../shared/statistics/target-progress.js';
import { change } from '../../../shared/statistics/year-on-year.js';

const SCALE = 4;
const NAMES = ['甲区', '乙区', '丙区'];
const exactOf = (text: string | null | undefined): Fraction | null =>
  text == null ? null : { n: parseScaled(text, SCALE)!, d: 10n ** BigInt(SCALE) };

interface Given {
  now: string | null;
  last?: string;
  target?: string;
  mode?: TargetMode;
  yearEnd?: string;
  duty?: string;
}

function valueOf(given: Given, measure: string, whole: string | null): InsightValue {
  const [exact, lastYearExact, target] = [given.now, given.last, given.target].map(exactOf) as (Fraction | null)[];
  const figure = exact === null ? NOT_SUBMITTED : known(exact!.n, SCALE);
  const mode = given.mode ?? null;
  const [time, lastYearEnd] = [{ n: 700n, d: 12n }, exactOf(given.yearEnd)];
  return {
    figure,
    exact: exact!,
    lastYearExact: lastYearExact!,
    change: change(exact!, lastYearExact!, measure),
    target: target!,
    mode,
    pace: time,
    lastYearEnd,
    progress: targetProgress({ mode: mode ?? 'qualitative', actual: exact!, target: target!, lastYearEnd, time }),
    share: whole === null ? null : share(figure, known(parseScaled(whole, SCALE)!, SCALE)),
    missing: [],
    duty: given.duty ?? null,
    ratio: null,
  };
}

type About = Partial<InsightIndicator['indicator']> & { total?: Given; basis?: InsightIndicator['basis'] };

function indicatorOf(given: readonly (Given | string | null)[], about: About = {}): InsightIndicator {
  const { total = { now: null }, basis = 'ytd', ...changes } = about;
  const indicator = {
    code: 'X01',
    name: '指标',
    measure: '件',
    precision: 0,
    kind: 'flow' as const,
    category: 'creation',
    direction: 'up' as const,
    numerator: null,
    denominator: null,
    ...changes,
  };
  const of = (one: Given | string | null): InsightValue =>
    valueOf(typeof one === 'object' && one !== null ? one : { now: one }, indicator.measure, total.now);
  return {
    indicator,
    basis,
    isAsked: true,
    units: new Map(given.map((one, index) => [index + 1, of(one)])),
    total: of(total),
  };
}

function say(rule: string, of: InsightIndicator | null, changes: Partial<InsightInput> = {}): InsightDraft | undefined {
  const input: InsightInput = {
    period: '2022-07',
    rounding: 'half-up',
    units: NAMES.map((name, index) => ({ id: index + 1, name })),
    counting: new Set([1, 2, 3]),
    unitWord: '区（市）',
    scope: '全市',
    place: '本市',
    monthsLeft: 5,
    smallBase: 10n,
    timesAbovePercent: 300n,
    indicators: of === null ? [] : [of],
    tasks: new Map(),
    tables: [],
    published: [],
    unitNames: new Map(NAMES.map((name, index) => [index + 1, name])),
    hasOtherSourceLastYear: () => false,
    history: () => null,
    ...changes,
  };
  const shipped = INSIGHT_RULES.find((one) => one.id === rule)!;
  const places = rule === 'peers' ? ['丁市', '戊市', '己市'] : [];
  return evaluateInsights(input, [{ ...shipped, enabled: true, codes: of ? [of.indicator.code] : [], places }])[0];
}
const sentence = (...params: Parameters<typeof say>): string => say(...params)?.sentence ?? '';

const RATE: About = { kind: 'ratio', measure: '%', precision: 1 };
const PER_HEAD: About = { kind: 'ratio', measure: '件/万人', precision: 2 };

test('差异较大 begins on its line, and names the side that is worse', () => {
  expect(sentence('spread', indicatorOf(['90', '80', '70'], RATE))).toContain('相差20.0个百分点');
  expect(sentence('spread', indicatorOf(['90', '80', '70.1'], RATE))).toBe('');
  expect(sentence('spread', indicatorOf(['9', '5', '3'], PER_HEAD))).toContain('最高是最低的3.0倍');
  expect(sentence('spread', indicatorOf(['9', '5', '3.1'], PER_HEAD))).toBe('');
  expect(sentence('spread', indicatorOf(['9', '0', null], PER_HEAD))).toContain('最低的为0');
  expect(sentence('spread', indicatorOf(['0', '0', '0'], PER_HEAD))).toBe('');
  expect(sentence('spread', indicatorOf(['9', null, null], PER_HEAD))).toBe('');
  expect(sentence('spread', indicatorOf(['9', '5', '3']))).toBe('');
  const named = (direction: 'up' | 'down' | 'none') =>
    say('spread', indicatorOf(['9', '5', '3'], { ...PER_HEAD, direction }))!.named;
  expect([named('up'), named('down'), named('none')]).toEqual([[3], [1], []]);
});

test('较为集中 and 占比偏低 are said by the unrounded share', () => {
  const of = (...values: (string | null)[]) => indicatorOf(values, { total: { now: '10000' } });
  expect(sentence('concentration', of('4000', '3000', '3000'))).toBe('指标较集中，甲区占全市的40.0%。');
  expect(sentence('concentration', of('3999', '3000', '3001'))).toBe('');
  expect(sentence('concentration', of('7000', '3000', null))).toBe('');
  const part = (now: string): string => sentence('half', indicatorOf([], { ...RATE, total: { now } }));
  expect([part('49.99'), part('45'), part('44.9')]).toEqual([
    '全市指标49.99%，仅占一半。',
    '全市指标45.0%，仅占一半。',
    '全市指标44.9%，不到50%。',
  ]);
  expect(part('50')).toBe('');
});

test('what is below prints as below: more decimals where two would be alike', () => {
  const of = (values: (string | null)[], total: string) => indicatorOf(values, { ...PER_HEAD, total: { now: total } });
  expect(sentence('below-average', of(['7.96', '8', '9'], '7.96'))).toBe('');
  expect(sentence('below-average', of(['7.5', '8', null], '7.96'))).toBe(
    '指标甲区低于全市水平7.96件/万人（7.50件/万人）。',
  );
  expect(sentence('below-average', of(['7.958', '8', '9'], '7.962'))).toBe(
    '指标甲区低于全市水平7.962件/万人（7.958件/万人）。',
  );
  expect(sentence('below-average', indicatorOf(['1', '2', '3'], { ...PER_HEAD, direction: 'none' }))).toBe('');
});

function table(places: Record<string, string>, own: string, lastRank: number | null = null): PlaceTable {
  const values = Object.entries(places).map(([place, text]) => ({ place, value: exactOf(text)! }));
  const rows = values.map(({ place, value }) => {
    const isWhole = place.startsWith('全');
    const rank = isWhole
      ? null
      : 1 + values.filter((one) => !one.place.startsWith('全') && one.value.n > value.n).length;
    return { place, value, rank, lastRank: place === own ? lastRank : null, isOwn: place === own, isWhole };
  });
  return { code: 'X01', source: '各市情况', places: rows };
}

test('places, benchmarks and peers', () => {
  const of = indicatorOf([], PER_HEAD);
  const at = (rule: string, one: PlaceTable): string => sentence(rule, of, { tables: [one] });
  const four = { 丁市: '9', 戊市: '8', 己市: '7', 本市: '6' };
  const place = (lastRank: number | null): string => at('place', table(four, '本市', lastRank)).split('第4位')[1]!;
  expect([place(null), place(4), place(6), place(3)]).toEqual([
    '。',
    '，与上年同期相同。',
    '，比上年同期上升2位。',
    '，比上年同期下降1位。',
  ]);
  expect(at('place-band', table(four, '本市'))).toContain('居4个地区的第4位，处于后段');
  expect(at('place-band', table(four, '己市'))).toContain('处于中后段');
  expect(at('place-band', table({ ...four, 庚市: '10' }, '戊市'))).toBe('');
  expect(at('place-band', table({ 丁市: '9', 戊市: '8', 本市: '6' }, '本市'))).toBe('');
  expect(at('benchmark', table({ 全国: '6', ...four }, '本市'))).toBe('');
  expect(at('benchmark', table({ 全国: '6.004', ...four }, '本市'))).toContain(
    '6.000件/万人，没有达到全国的6.004件/万人',
  );
  expect(at('peers', table({ 丁市: '9', 戊市: '6', 己市: '5', 本市: '6' }, '本市'))).toContain(
    '高于己市，低于丁市，与戊市持平',
  );
});

test('应报未报 names whoever owes a number, compared or not', () => {
  const due = { now: null, duty: 'due' };
  const unitNames = new Map([...NAMES, '市直'].map((name, index) => [index + 1, name]));
  const of = indicatorOf(['1', due, { now: null, duty: 'exempt' }, due]);
  expect(say('missing', of, { unitNames })).toMatchObject({
    sentence: '乙区、市直还有应报未报的指标（均为1项），合计数不含这些单位的未报部分。',
    named: [2, 4],
  });
  expect(sentence('missing', indicatorOf([due, due, due, '1']), { unitNames })).toContain('甲区、乙区、丙区还有');
  expect(sentence('missing', indicatorOf([due, due, due, due]), { unitNames })).toContain('各区（市）均还有');
});

test('时间进度 says 达到 of what is on it, and divides what 净增 divides', () => {
  const flow = (...values: string[]) =>
    indicatorOf(values.map((now) => ({ now, target: '120', mode: 'cumulative' as const })));
  const units = ['甲区', '乙区', '丙区', '丁区', '戊区', '己区'].map((name, index) => ({ id: index + 1, name }));
  const reached = (...values: string[]): string => sentence('pace', flow(...values), { units });
  expect(reached('70', '90', '1', '1', '1', '1')).toContain('只有甲区、乙区达到或超过时间进度');
  expect(reached('80', '90', '1', '1', '1', '1')).toContain('只有甲区、乙区超过时间进度');
  expect(reached('70', '1', '1', '1', '1', '1')).toContain('只有甲区达到时间进度（完成率58.3%，持平）');
  const net = { mode: 'net_increase' as const, target: '200', yearEnd: '100' };
  const { rows } = say(
    'pace',
    indicatorOf(
      [
        { ...net, now: '140' },
        { ...net, now: '180' },
      ],
      { basis: 'asof' },
    ),
  )!;
  expect(rows[0]).toMatchObject({ value: '净增40件 ÷ 应净增100件', detail: '完成率40.0%，低18.3个百分点' });
});

test('连年下降 holds for years of one source and the same units; 变化较大 names those that went the wrong way', () => {
  const of = indicatorOf([], { total: { now: '70', last: '80' } });
  const history: InsightInput['history'] = (_, back) =>
    ({ 2: { total: exactOf('90')!, missing: [] }, 3: { total: exactOf('100')!, missing: [] } })[back] ?? null;
  expect(sentence('trend', of, { history })).toContain(
    '连续3年下降（2019年100件、2020年90件、2021年80件、2022年70件）',
  );
  expect(sentence('trend', of, { history, hasOtherSourceLastYear: () => true })).toBe('');
  expect(sentence('trend', indicatorOf([], { total: { now: '80', last: '80' } }), { history })).toBe('');
  const given = [
    { now: '210', last: '100' },
    { now: '200', last: '100' },
    { now: '30', last: '9' },
  ];
  const large = (direction: 'up' | 'down') => say('large-change', indicatorOf(given, { direction }))!;
  expect(large('up').sentence).toBe('指标甲区变化较大（同比增长110%）。');
  expect([large('up').named, large('down').named]).toEqual([[], [1]]);
});

test('没有达到要求 is of what should rise; what should fall 超过 it', () => {
  expect(sentence('withdrawal', indicatorOf(['90', '89.96', '95'], RATE))).toBe('乙区指标没有达到90%（89.96%）。');
  expect(sentence('withdrawal', indicatorOf(['90', '89.96', '95'], { ...RATE, direction: 'down' }))).toBe(
    '丙区指标超过90%（95.0%）。',
  );
});

test('a place that was published outweighs one that we count; one of growth does not', () => {
  const of = indicatorOf([], PER_HEAD);
  const tables = [
    table({ 全国: '5', 丁市: '9', 戊市: '8', 己市: '7', 本市: '6' }, '本市'),
    { ...table({ 本市: '1' }, '本市'), code: 'X02' },
  ];
  const one = { code: 'X01', figure: 'value' as const, scope: '全省', placeNo: 3, places: 16, source: '省局通报' };
  expect(sentence('place', of, { tables })).toBe('据《各市情况》计算，本市指标6.00件/万人，在4个地区中列第4位。');
  expect(sentence('place', of, { tables, published: [one] })).toBe('本市指标居全省第3位（共16位）（省局通报）。');
  const growth = sentence('place', of, { tables, published: [{ ...one, figure: 'growth', places: null }] });
  expect(growth).toBe('本市指标增速居全省第3位（省局通报）。');
  expect(sentence('place', of, { tables: tables.slice(1) })).toBe('');
  // A sum is no level that a place could be below, and of what should fall the higher is the worse.
  expect(sentence('benchmark', indicatorOf([]), { tables: [table({ 全国: '9', 本市: '6' }, '本市')] })).toBe('');
  const fewer = indicatorOf([], { ...PER_HEAD, direction: 'down' });
  expect(sentence('benchmark', fewer, { tables: [table({ 全国: '5', 本市: '6' }, '本市')] })).toContain('没有达到全国');
  expect(sentence('benchmark', fewer, { tables: [table({ 全国: '9', 本市: '6' }, '本市')] })).toBe('');
});

test('已达到全年目标 is said of targets of the year before it is over, and 距年末目标 of what must be reached by then', () => {
  const given = (mode: TargetMode) =>
    ['120', '119', '130'].map((now) => ({ now, target: '120', yearEnd: '100', mode }));
  const met = (mode: TargetMode, monthsLeft = 5): string =>
    sentence('target-met', indicatorOf(given(mode)), { monthsLeft });
  expect(met('cumulative')).toBe('指标甲区、丙区已达到全年目标（分别为120件、130件）。');
  expect([met('net_increase'), met('year_end')]).toEqual([met('cumulative'), met('cumulative')]);
  expect([met('at_least'), met('at_most'), met('cumulative', 0)]).toEqual(['', '', '']);
  const total = (mode: TargetMode, now: string): Given => ({ now, target: '120', mode });
  const open = (mode: TargetMode, now: string): string =>
    sentence('target-distance', indicatorOf([], { kind: 'stock', basis: 'asof', total: total(mode, now) }));
  expect(open('year_end', '117')).toBe('全市指标117件，距年末应达到的120件还差3件，余下5个月平均每月要增加0.6件。');
  expect([open('year_end', '120'), open('net_increase', '100'), open('at_least', '100')]).toEqual(['', '', '']);
});

test('预测 and 落后指标 follow the pace, and a line that is not kept', () => {
  const forecast = (...values: string[]): string =>
    sentence('forecast', indicatorOf(values.map((now) => ({ now, target: '120', mode: 'cumulative' as const }))));
  expect(forecast('70', '69', '71')).toBe('（预测）按目前进度，指标乙区全年完不成目标（预计118件）。');
  expect(forecast('70', '71', '90')).toBe('');
  const behind = (total: Given, about: About = {}) => sentence('lagging', indicatorOf([], { ...about, total }));
  expect(behind({ now: '69', target: '120', mode: 'cumulative' })).toBe('全市有1项指标落后：指标。');
  expect(behind({ now: '70', target: '120', mode: 'cumulative' })).toBe('');
  expect(behind({ now: '119', target: '120', mode: 'at_least' }, RATE)).toContain('1项指标落后');
  expect(behind({ now: '120', target: '120', mode: 'at_least' }, RATE)).toBe('');
  expect(behind({ now: '119', target: '120', mode: 'year_end' }, { kind: 'stock' })).toBe('');
});

test('同比: what prints as 0.0 is 持平, and nothing is said of what cannot be compared', () => {
  const of = (...pairs: [string, string?][]) =>
    indicatorOf(pairs.map(([now, last]) => ({ now, ...(last ? { last } : {}) })));
  expect(sentence('decline', of(['99', '100'], ['100', '100'], ['101', '100']))).toBe('指标甲区同比下降（下降1%）。');
  expect(sentence('decline', of(['9999', '10000'], ['99960', '100000'], ['5']))).toBe('');
  expect(sentence('decline', of(['9', '10'], ['5']))).toBe('');
  expect(sentence('all-grow', of(['101', '100'], ['102', '100'], ['103', '100']))).toBe('指标各区（市）均同比增长。');
  expect(sentence('all-grow', of(['101', '100'], ['102', '100'], ['100', '100']))).toBe('');
  expect(sentence('all-grow', of(['101', '100'], ['102', '100'], ['5']))).toBe('');
  const slow = (...pairs: [string, string?][]): string => sentence('slow', of(...pairs));
  expect(slow(['112', '100'], ['1119', '1000'], ['130', '100'])).toBe('指标乙区增长较慢，同比增速低于12%（11.9%）。');
  expect(slow(['112', '100'], ['999', '1000'], ['130', '100'])).toContain('乙区增速偏低');
  expect(slow(['112', '100'], ['120', '100'], ['5'])).toBe('');
  expect(sentence('zero', indicatorOf(['0', '1', null]))).toBe('甲区指标为0。');
  expect(sentence('zero', indicatorOf(['0', '0', '0']))).toBe('各区（市）指标均为0。');
  expect(sentence('zero', indicatorOf(['0', null, null]))).toBe('');
  const stock: About = { kind: 'stock', basis: 'asof' };
  expect(sentence('coverage', indicatorOf(['1', '2', '3'], stock))).toBe('3个区（市）都有指标，实现全覆盖。');
  expect(sentence('coverage', indicatorOf(['1', '2', '0'], stock))).toBe('');
  expect(sentence('coverage', indicatorOf(['1', '2', null], stock))).toBe('');
});
