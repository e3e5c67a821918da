// 人口分母 where units ended or were founded since the year end: the same people are never counted twice in silence. The office is
// asked, its answer holds, and the table says whose people it is divided by.

import { beforeEach, describe, expect, test } from 'vitest';

import * as denominators from '../../electron/core/benchmarks/denominators.js';
import type { Ctx } from '../../electron/core/context.js';
import { undoChangeSets } from '../../electron/core/history/undo.js';
import { factText } from '../../electron/core/statistics/fact-text.js';
import { factsOf } from '../../electron/core/statistics/service.js';
import { DEFAULT_SETTINGS } from '../../shared/model/default-settings.js';
import type { Store } from '../../electron/core/store/store.js';
import { listUnits } from '../../electron/core/store/unit-store.js';
import { saveUnit } from '../../electron/core/store/unit-edit-store.js';
import { write } from '../../electron/core/store/write.js';
import { buildTable } from '../../electron/core/tables/build-table.js';
import { listPopulation, savePopulation } from '../../electron/core/units/population.js';
import { AppError } from '../../shared/errors/app-error.js';
import { endedSince, mayHoldOthers } from '../../shared/statistics/people-twice.js';
import { addValueList, contextOf, openTestStore, unitDraft } from '../helpers/memory-store.js';

let store: Store;
let ctx: Ctx;

// 乙乡 went into 甲镇 in August 2022; 新镇 was founded then of 丁乡.
beforeEach(async () => {
  store = await openTestStore();
  ctx = contextOf(store);
  write(store, { kind: 'setup', label: '建立单位', operator: '测试', topics: ['units'] }, () => {
    saveUnit(store, null, unitDraft('甲镇', 1));
    saveUnit(store, null, unitDraft('乙乡', 2, { validTo: '2022-07' }));
    saveUnit(store, null, unitDraft('丙镇', 3));
    saveUnit(store, null, unitDraft('丁乡', 4, { validTo: '2022-07' }));
    saveUnit(store, null, unitDraft('新镇', 5, { validFrom: '2022-08' }));
  });
  const values = { 甲镇: '130', 丙镇: '200', 新镇: '70' };
  addValueList(
    store,
    Object.entries(values).map(([unit, value]) => ({
      unit,
      code: 'C14',
      period: '2022-09',
      basis: 'asof' as const,
      value,
    })),
  );
});

const idOf = (name: string): number => listUnits(store).find((unit) => unit.name === name)!.id;
const save = (unit: string, value: string, besides: 'ask' | 'separate' | string[] = 'ask'): unknown =>
  savePopulation(ctx, {
    unitId: idOf(unit),
    year: 2021,
    value,
    source: '公报',
    besides: typeof besides === 'string' ? besides : besides.map(idOf),
  });
const stored = (): Record<string, string> =>
  Object.fromEntries(listPopulation(ctx).populations.map(({ unit, value }) => [unit, value]));
/** What was asked, or null where the number was stored. */
function asked(unit: string, value: string): { what: string; ended: string } | null {
  try {
    save(unit, value);
    return null;
  } catch (error) {
    expect(error).toBeInstanceOf(AppError);
    expect((error as AppError).code).toBe('data.people-twice');
    return (error as AppError).params as { what: string; ended: string };
  }
}
const perHead = (): string =>
  factText(factsOf({ store, settings: DEFAULT_SETTINGS }, '2022-09').byCode.get('C15')!.total, 'current', 'half-up')
    .text;

describe('what is asked before it is stored', () => {
  test('the number of a unit that ended, each time it is another one', () => {
    expect(asked('乙乡', '4')).toEqual({
      what: '“乙乡”2022年7月底后不再报送，它2021年末的人口单独计入合计。并入后的单位填的人口若已含它，就会重复',
      ended: '',
    });
    expect(stored()).toEqual({});
    save('乙乡', '4', 'separate');
    expect(asked('乙乡', '4')).toBeNull();
    expect(asked('乙乡', '5')).not.toBeNull();
  });

  test('a number that grows beside one that ended: counted once takes the other out, in one step that can be undone', () => {
    save('乙乡', '4', 'separate');
    expect(asked('甲镇', '10')).toBeNull();
    expect(asked('丙镇', '16')).toBeNull();
    expect(asked('甲镇', '14')).toMatchObject({ ended: '乙乡' });
    expect(stored()).toEqual({ 甲镇: '10', 乙乡: '4', 丙镇: '16' });
    expect(() => save('甲镇', '14', ['丙镇'])).toThrow(/data.not-found/);
    save('甲镇', '14', ['乙乡']);
    expect(stored()).toEqual({ 甲镇: '14', 丙镇: '16' });
    const last = store.db.prepare('SELECT max(id) FROM change_set').pluck().get() as number;
    undoChangeSets(store, [last], { label: '撤销', operator: '测试' });
    expect(stored()).toEqual({ 甲镇: '10', 乙乡: '4', 丙镇: '16' });
    expect(asked('丙镇', '15')).toBeNull();
  });

  test('the first number of a unit that was founded since', () => {
    save('丁乡', '6', 'separate');
    expect(asked('新镇', '7')).toMatchObject({ ended: '丁乡' });
    save('新镇', '7', 'separate');
    expect(stored()).toEqual({ 丁乡: '6', 新镇: '7' });
  });

  test('nothing where no unit ended, and a number can be taken out again', () => {
    expect(asked('甲镇', '10')).toBeNull();
    expect(asked('甲镇', '12')).toBeNull();
    save('甲镇', '');
    expect(stored()).toEqual({});
  });
});

test('a version that is taken into use is asked about once, is compared as it would divide, and what it says of an ended unit holds', () => {
  save('乙乡', '4', 'separate');
  for (const [unit, value] of [
    ['甲镇', '10'],
    ['丙镇', '20'],
  ] as const)
    save(unit, value);
  const keep = (name: string, values: Record<string, string>): number =>
    denominators.saveDenominator(ctx, {
      yearEnd: 2021,
      name,
      source: '公报',
      values: Object.fromEntries(Object.entries(values).map(([unit, value]) => [String(idOf(unit)), value])),
    }).id;
  const version = keep('公报数', { 甲镇: '14', 丙镇: '19', 新镇: '2' });
  const use = (id: number, besides: 'ask' | 'separate'): unknown => denominators.useDenominator(ctx, { id, besides });
  expect(() => use(version, 'ask')).toThrow(
    expect.objectContaining({
      code: 'data.people-twice',
      params: { what: expect.stringContaining('“甲镇”、“新镇”的新数若已含它们'), ended: '乙乡' },
    }),
  );
  expect(stored()).toEqual({ 甲镇: '10', 乙乡: '4', 丙镇: '20' });
  // 400 over 14 + 4 + 19 + 2, before it is used and after.
  const compared = denominators.compareDenominators({ ...ctx, settings: DEFAULT_SETTINGS }, { period: '2022-09' });
  const columns = compared.indicators.find(({ code }) => code === 'C15')!.columns;
  expect(columns.find(({ name }) => name === '公报数')!.values[0]).toBe('10.26');
  use(version, 'separate');
  expect(perHead()).toBe('10.26');
  // The former numbers name the ended unit themselves, and so does this version.
  const former = keep('原有', { 甲镇: '15', 乙乡: '4', 丙镇: '20' });
  use(former, 'ask');
  expect(stored()).toMatchObject({ 甲镇: '15', 乙乡: '4', 丙镇: '20' });
});

test('the whole is divided by the people that were answered for', () => {
  save('乙乡', '4', 'separate');
  save('丁乡', '6', 'separate');
  save('甲镇', '10');
  save('丙镇', '20');
  // 400 over 10 + 4 + 20 + 6.
  expect(perHead()).toBe('10.00');
  save('甲镇', '14', ['乙乡']);
  expect(stored()).toEqual({ 甲镇: '14', 丙镇: '20', 丁乡: '6' });
  expect(perHead()).toBe('10.00');
  save('新镇', '6', ['丁乡']);
  expect(stored()).toEqual({ 甲镇: '14', 丙镇: '20', 新镇: '6' });
  expect(perHead()).toBe('10.00');
});

test('the table says that units that ended are among the people, and warns where a later one stands beside them', () => {
  for (const [unit, value] of [
    ['丁乡', '6'],
    ['甲镇', '14'],
    ['丙镇', '20'],
  ] as const)
    save(unit, value, 'separate');
  const before = buildTable(ctx, 'monthly-summary', '2022-09', {});
  expect(before.notes.join('\n')).toContain('人口分母含2021年末以后不再报送的丁乡。');
  expect(before.warnings.join('\n')).not.toContain('计入两次');
  save('新镇', '6', 'separate');
  const after = buildTable(ctx, 'monthly-summary', '2022-09', {});
  expect(after.warnings).toContain(
    '“新镇”和此前停止报送的“丁乡”都填了2021年末人口，同样的人口可能计入两次，请在“设置 › 人口数”中只留一处',
  );
  save('丁乡', '');
  const clean = buildTable(ctx, 'monthly-summary', '2022-09', {});
  expect(clean.notes.join('\n')).not.toContain('不再报送');
  expect(clean.warnings.join('\n')).not.toContain('计入两次');
});

test('who ended and whose number may hold others', () => {
  const unit = (validFrom: string | null, validTo: string | null, countsInTotal = true) => ({
    id: 1,
    name: '甲',
    validFrom,
    validTo,
    countsInTotal,
  });
  const ended = (one: ReturnType<typeof unit>, has = true): boolean =>
    endedSince([one], 2021, '2022-09', () => has).length > 0;
  expect(ended(unit(null, '2022-07'))).toBe(true);
  expect(ended(unit(null, '2022-07'), false)).toBe(false);
  expect(ended(unit(null, '2022-07', false))).toBe(false);
  expect(ended(unit(null, '2021-11'))).toBe(false);
  expect(ended(unit('2022-01', '2022-07'))).toBe(false);
  expect(ended(unit(null, '2022-09'))).toBe(false);
  expect(ended(unit(null, null))).toBe(false);
  expect(mayHoldOthers(unit(null, null), 2021, 14, 10)).toBe(true);
  expect(mayHoldOthers(unit(null, null), 2021, 10, 14)).toBe(false);
  expect(mayHoldOthers(unit(null, null), 2021, 14, null)).toBe(false);
  expect(mayHoldOthers(unit('2022-08', null), 2021, 14, null)).toBe(true);
  expect(mayHoldOthers(unit('2021-12', null), 2021, 14, null)).toBe(false);
  expect(mayHoldOthers(unit(null, null, false), 2021, 14, 10)).toBe(false);
});
