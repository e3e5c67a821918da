// A figure of fields that were not filled in is unknown or incomplete, never 0, and says so wherever it is shown.

import { expect, test } from 'vitest';

import { ledgersBehind } from '../../electron/core/statistics/ledgers-behind.js';
import { listPeriodValues } from '../../electron/core/statistics/list-values.js';
import * as ledgers from '../../electron/core/ledgers/handlers.js';
import { numberOf, sumOf } from '../../electron/core/store/ledger-rollup.js';
import { blanksBehind, ruleWithBlanks } from '../../electron/core/store/rollup-blanks.js';
import { findLedger } from '../../electron/core/store/ledger-list.js';
import { listIndicators } from '../../electron/core/store/indicator-store.js';
import { listUnits } from '../../electron/core/store/unit-store.js';
import { rollupNotes } from '../../electron/core/statistics/rollup-notes.js';
import { buildChart } from '../../electron/core/charts/build-chart.js';
import { buildTable } from '../../electron/core/tables/build-table.js';
import type { ChartQuery } from '../../shared/charts/chart.js';
import { patentCheck } from '../../shared/checks/codes/patent-number.js';
import { ledgerDesk } from '../helpers/ledger-desk.js';

const desk = ledgerDesk();
const { change, put, total, valueOf, counted } = desk;
const holder = { enterprise: '枣庄甲有限公司', unit: '滕州市' };

test('a sum of what nobody wrote down is no 0, and what is left out of one is told', () => {
  const found = { unit: '滕州市', category: '商标', filedOn: '2022-03-01', caseNo: '滕市监处罚〔2022〕1号' };
  put('enforcement', found, { ...found, unit: '薛城区', caseNo: '薛市监处罚〔2022〕1号' });
  const settings = { ...desk.ctx.settings, valueSources: { B03: 'rollup', B23: 'rollup' } as const };
  const printed = (code: string): (string | null)[] =>
    listPeriodValues({ store: desk.ctx.store, settings }, '2022-07')
      .values.filter((one) => one.code === code && ['滕州市', '薛城区'].includes(one.unit))
      .map(({ value }) => value);
  const line = () => ledgers.reconcile(desk.ctx, { period: '2022-07' }).lines.find(({ code }) => code === 'B03')!;
  const rule = '立案日期在期内的案值之和';
  expect([printed('B23'), printed('B03')]).toEqual([['1', '1'], []]);
  expect(line().rule).toBe(`${rule}；2条都没有填写“案值”`);
  const notes = () => buildTable({ ...desk.ctx, settings }, 'values', '2022-07', {}).notes;
  const value = listIndicators(desk.ctx.store).find(({ code }) => code === 'B03')!;
  expect(rollupNotes({ store: desk.ctx.store, settings }, value, '2022-07', 'ytd')).toEqual([
    '执法案件台账中2条都没有填写“案值”，案值没有台账汇总数。',
  ]);
  put('enforcement', { ...found, caseNo: '滕市监处罚〔2022〕2号', value: '1.5' });
  // One unit of which nobody knows it is as unknown as all of them; one without a case has none.
  expect(printed('B03')).toEqual(['1.5']);
  expect(valueOf(settings, 'B03', '山亭区')).toBe('0');
  expect(line().rule).toBe(`${rule}；3条中有2条没有填写“案值”，未计入`);
  expect(notes()).toContain('执法案件台账中3条有2条没有填写“案值”，未计入案值；薛城区都没有填写，没有汇总数。');
  const unitId = listUnits(desk.ctx.store).find(({ name }) => name === '薛城区')!.id;
  const [behind] = ledgersBehind(desk.ctx, { unitId, code: 'B03', period: '2022-07', basis: 'ytd' });
  expect(behind).toMatchObject({ text: '—', rule: `${rule}；1条都没有填写“案值”` });
  const own = (unit: string) => line().units.find((one) => one.unit === unit)!;
  expect([own('薛城区').counted, own('滕州市').counted, line().countedTotal]).toEqual([null, '1.5', '1.5']);
  const query = { kind: 'ranking', codes: ['B03'], period: '2022-07', unitId: null, years: 2 } as const;
  const drawn: ChartQuery = { ...query, codes: ['B03'], view: 'cumulative', figure: 'completion', axes: 'time' };
  expect(buildChart({ store: desk.ctx.store, settings }, drawn).notes).toContain(
    '执法案件台账中3条有2条没有填写“案值”，未计入案值；薛城区都没有填写，没有汇总数。',
  );
});

test('counted by a field that nobody filled in is no 0, and 0 where it is filled in and says no', () => {
  const found = { category: '专利', filedOn: '2022-03-01' };
  const [first, second] = put(
    'enforcement',
    { ...found, unit: '滕州市', caseNo: '滕市监处罚〔2022〕1号' },
    { ...found, unit: '薛城区', caseNo: '薛市监处罚〔2022〕1号' },
  );
  const settings = { ...desk.ctx.settings, valueSources: { B08a: 'rollup' } as const };
  const values = () => ['滕州市', '薛城区', '山亭区'].map((unit) => valueOf(settings, 'B08a', unit));
  const line = () => ledgers.reconcile(desk.ctx, { period: '2022-07' }).lines.find(({ code }) => code === 'B08a')!;
  const counted = () => ['滕州市', '薛城区'].map((name) => line().units.find(({ unit }) => unit === name)!.counted);
  const notes = () => buildTable({ ...desk.ctx, settings }, 'values', '2022-07', {}).notes;
  const rule = '立案日期在期内、类别为专利、案由含“假冒”的案件数';
  expect([values(), counted(), line().countedTotal]).toEqual([[undefined, undefined, undefined], [null, null], null]);
  expect(line().rule).toBe(`${rule}；2条都没有填写“案由”`);
  change('enforcement', first!, { cause: '假冒专利' });
  expect([values(), counted()]).toEqual([
    ['1', undefined, '0'],
    ['1', null],
  ]);
  expect(line().rule).toBe(`${rule}；2条中有1条没有填写“案由”，未计入`);
  expect(notes()).toContain('执法案件台账中2条有1条没有填写“案由”，未计入假冒专利；薛城区都没有填写，没有汇总数。');
  change('enforcement', second!, { cause: '专利侵权' });
  expect([values(), counted(), line().rule]).toEqual([['1', '0', '0'], ['1', '0'], rule]);
  expect(notes().filter((note) => note.includes('没有填写'))).toEqual([]);
});

test('移送司法 is marked where it holds: 0 elsewhere once a case has it, and unknown while none has', () => {
  const found = { category: '专利', filedOn: '2022-03-01', cause: '假冒专利' };
  const [first] = put(
    'enforcement',
    { ...found, unit: '滕州市', caseNo: '滕市监处罚〔2022〕1号' },
    { ...found, unit: '薛城区', caseNo: '薛市监处罚〔2022〕1号' },
  );
  // Nobody has marked one yet: whether any was transferred is unknown.
  expect(counted('enforcement', 'B05')).toEqual({ numbers: [null, null], lacking: [['移送司法', 2]] });
  change('enforcement', first!, { isTransferred: true });
  expect(counted('enforcement', 'B05')).toEqual({ numbers: [1], lacking: [] });
  expect(total('enforcement', 'B05', '2022-07')).toBe(1);
});

test('a mark that was used last year is a no this year; one of the year before says nothing any more', () => {
  const found = { unit: '滕州市', category: '专利', cause: '假冒专利' };
  put(
    'enforcement',
    { ...found, filedOn: '2020-12-31', caseNo: '滕市监处罚〔2020〕1号', isTransferred: true },
    { ...found, filedOn: '2022-07-31', caseNo: '滕市监处罚〔2022〕1号' },
  );
  expect(counted('enforcement', 'B05')).toEqual({ numbers: [null], lacking: [['移送司法', 1]] });
  // Neither does one of a month to come.
  put('enforcement', { ...found, filedOn: '2022-08-01', caseNo: '滕市监处罚〔2022〕2号', isTransferred: true });
  expect(counted('enforcement', 'B05')).toEqual({ numbers: [null], lacking: [['移送司法', 1]] });
  put('enforcement', { ...found, filedOn: '2021-12-31', caseNo: '滕市监处罚〔2021〕1号', isTransferred: true });
  expect(counted('enforcement', 'B05')).toEqual({ numbers: [], lacking: [] });
});

test('高价值类别 is written where a patent has one: unknown while none has, and none of it lacks where one has', () => {
  const invention = { ...holder, grantedOn: '2019-05-07' };
  const [first] = put(
    'patent',
    { ...invention, patentNo: 'ZL201710601862.3' },
    { ...invention, unit: '薛城区', patentNo: '202210123401.0', grantedOn: '2022-03-01' },
  );
  expect(counted('patent', 'C16')).toEqual({ numbers: [null, null], lacking: [['高价值类别', 2]] });
  change('patent', first!, { highValue: '战新' });
  expect(counted('patent', 'C16')).toEqual({ numbers: [1], lacking: [] });
});

test('a field is asked of the rows that every other filter may count, and of no others', () => {
  const granted = { ...holder, grantedOn: '2019-05-07' };
  const numbered = (body: string) => `${body}.${patentCheck(body)}`;
  put(
    'patent',
    { ...granted, patentNo: numbered('201710601862'), holderKind: '工矿企业' },
    { ...granted, patentNo: numbered('201710601863'), holderKind: '大专院校' },
    { ...granted, patentNo: numbered('201710601864') },
    { ...granted, patentNo: numbered('201720601865') },
  );
  const ledger = findLedger(desk.ctx.store, 'patent')!;
  const rollup = ledger.rollups.find(({ code }) => code === 'C19a')!;
  // The utility model without a holder is no invention of anybody.
  expect(ruleWithBlanks(rollup, blanksBehind(desk.ctx.store, ledger, rollup, '2022-07'), null)).toBe(
    `${rollup.rule}；3条中有1条没有填写“权利人类型”，未计入`,
  );
  expect(total('patent', 'C19a', '2022-07')).toBe(1);
});

test('a sum of numbers is unknown only where all of them are, and 0 without any', () => {
  expect([sumOf([]), sumOf([null]), sumOf([null, null]), sumOf([null, 0]), sumOf([2, null, 3])]).toEqual([
    0,
    null,
    null,
    0,
    5,
  ]);
  const byUnit = new Map<number | null, number | null>([
    [1, null],
    [null, 7],
  ]);
  expect([numberOf(byUnit, 1), numberOf(byUnit, null), numberOf(byUnit, 2)]).toEqual([null, 7, 0]);
});

test('a fine is expected of closed cases alone: an open one has none, and is not told as lacking it', () => {
  const found = { category: '商标', filedOn: '2022-03-01' };
  const [, closed] = put(
    'enforcement',
    { ...found, unit: '滕州市', caseNo: '滕市监处罚〔2022〕1号' },
    { ...found, unit: '薛城区', caseNo: '薛市监处罚〔2022〕1号', status: '已结案', closedOn: '2022-05-01' },
    { ...found, unit: '山亭区', caseNo: '山市监处罚〔2022〕1号', penalty: '2' },
    {
      ...found,
      unit: '山亭区',
      caseNo: '山市监处罚〔2022〕2号',
      status: '已结案',
      closedOn: '2022-05-01',
    },
  );
  expect(counted('enforcement', 'B04')).toEqual({ numbers: [0, null, 20_000_00], lacking: [['罚没金额', 2]] });
  expect(total('enforcement', 'B04', '2022-07')).toBe(20_000_00);
  change('enforcement', closed!, { penalty: '0' });
  expect(counted('enforcement', 'B04')).toEqual({ numbers: [0, 0, 20_000_00], lacking: [['罚没金额', 1]] });
});

test('贴息 is written where there is some: none elsewhere once a pledge has it, and unknown while none has', () => {
  const loan = { ...holder, amount: '500', registeredOn: '2022-03-01' };
  const [first] = put(
    'pledge',
    { ...loan, registrationNo: 'Y2022980000001' },
    { ...loan, enterprise: '枣庄乙有限公司', unit: '薛城区', registrationNo: 'Y2022980000002' },
  );
  expect(counted('pledge', 'Y10a')).toEqual({ numbers: [null, null], lacking: [['贴息金额', 2]] });
  change('pledge', first!, { subsidy: '3' });
  expect(counted('pledge', 'Y10a')).toEqual({ numbers: [30_000_00, 0], lacking: [] });
  expect(total('pledge', 'Y10a', '2022-07')).toBe(30_000_00);
});
