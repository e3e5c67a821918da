// Values typed by the officer: read exactly or refused, one step for a whole paste, a reason where a value stands, undone exactly.

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import type { Ctx } from '../../electron/core/context.js';
import * as history from '../../electron/core/history/handlers.js';
import { detailOf } from '../../electron/core/statistics/value-detail.js';
import { listNotes, noteValue, saveValues } from '../../electron/core/statistics/value-entry.js';
import { gridOf } from '../../electron/core/statistics/values-grid.js';
import { listUnits } from '../../electron/core/store/unit-store.js';
import { isTakenBackAtOnce } from '../../shared/model/undo-steps.js';
import { readTypedValue } from '../../shared/statistics/typed-value.js';
import { dump } from '../helpers/dump.js';
import { contextOf, openSampleStore } from '../helpers/memory-store.js';

const COUNT = { measure: '件', scale: 0, mayBeNegative: false };
const AMOUNT = { measure: '万元', scale: 6, mayBeNegative: false };

describe('a typed value', () => {
  test.each([
    ['168', COUNT, { state: 'value', value: 168 }],
    ['１６８', COUNT, { state: 'value', value: 168 }],
    ['1,234', COUNT, { state: 'value', value: 1234 }],
    ['168件', COUNT, { state: 'value', value: 168 }],
    ['12.0', COUNT, { state: 'value', value: 12 }],
    ['0', COUNT, { state: 'zero', value: 0 }],
    ['', COUNT, { state: 'not_submitted', value: null }],
    ['-', COUNT, { state: 'not_applicable', value: null }],
    ['—', COUNT, { state: 'not_applicable', value: null }],
    ['150（预计）', COUNT, { state: 'forecast', value: 150 }],
    ['44830.18', AMOUNT, { state: 'value', value: 44_830_180_000 }],
  ] as const)('%s is read', (text, measure, expected) => {
    expect(readTypedValue(text, measure)).toEqual(expected);
  });
  test.each([
    ['约十几件', COUNT],
    ['1,23', COUNT],
    ['35²', COUNT],
    ['12①', COUNT],
    ['1½', AMOUNT],
    ['12.5', COUNT],
    ['-3', COUNT],
    ['1e5', COUNT],
    ['99999999999999999999', COUNT],
    ['3万', AMOUNT],
    ['0.0000001', AMOUNT],
  ] as const)('%s is refused', (text, measure) => {
    expect(readTypedValue(text, measure)).toHaveProperty('problem');
  });
});

describe('saving typed values', () => {
  let ctx: Ctx;
  let unitId: number;
  const period = '2022-07';
  beforeEach(async () => {
    ctx = contextOf(await openSampleStore());
    unitId = listUnits(ctx.store).find((unit) => unit.name === '滕州市')!.id;
  });
  afterEach(() => ctx.store.db.close());
  const undoNewest = (): void => {
    const { id } = ctx.store.db.prepare('SELECT max(id) AS id FROM change_set').get() as { id: number };
    history.undo(ctx, { id });
  };
  const cell = (code: string, text: string) => ({ unitId, code, basis: 'ytd' as const, text });
  const shown = (code: string): string => {
    const grid = gridOf(ctx, period, 'cumulative');
    const row = grid.rows.find((one) => one.unitId === unitId)!;
    return row.values[grid.columns.findIndex((column) => column.code === code)]!.text;
  };

  test('replaces a value only with a reason, keeps the old one, and recomputes the total', () => {
    const before = dump(ctx.store.db);
    const refused = saveValues(ctx, { period, reason: '', cells: [cell('C06', '170')] });
    expect(refused).toMatchObject({ saved: 0, problems: [{ index: 0, message: expect.stringContaining('原因') }] });
    expect(dump(ctx.store.db)).toEqual(before);

    expect(saveValues(ctx, { period, reason: '区局来电更正', cells: [cell('C06', '170')] })).toMatchObject({
      saved: 1,
      problems: [],
    });
    expect(shown('C06')).toBe('170');
    expect(gridOf(ctx, period, 'cumulative').rows[0]!.values.some((value) => value.text === '407')).toBe(true);
    const detail = detailOf(ctx, { key: { unitId, code: 'C06', period, basis: 'ytd' } });
    expect(detail.revisions.map(({ text, origin, reason }) => [text, origin, reason])).toEqual([
      ['170', 'manual', '区局来电更正'],
      ['168', expect.any(String), expect.any(String)],
    ]);
    // Named by itself: it goes back without a question.
    const { undo } = history.next(ctx);
    expect(undo).toMatchObject({ label: '填写滕州市2022年1—7月发明专利授权量' });
    expect(isTakenBackAtOnce(undo!)).toBe(true);
    undoNewest();
    expect(shown('C06')).toBe('168');
  });

  test('several values are one step, which goes back without a question like several rows of a ledger', () => {
    saveValues(ctx, { period, reason: '补报', cells: [cell('C06', '170'), cell('C05', '1000')] });
    const { undo } = history.next(ctx);
    expect(undo).toMatchObject({ label: '填写2022年1—7月2个数值' });
    expect(isTakenBackAtOnce(undo!)).toBe(true);
  });

  test('stores nothing of a paste with one wrong cell, and says which', () => {
    const before = dump(ctx.store.db);
    const { saved, problems } = saveValues(ctx, {
      period,
      reason: '补报',
      cells: [cell('C06', '170'), cell('C05', '约一千'), cell('C06', '171'), { ...cell('C14', '5'), basis: 'ytd' }],
    });
    expect(saved).toBe(0);
    expect(problems.map(({ index }) => index)).toEqual([1, 2, 3]);
    expect(dump(ctx.store.db)).toEqual(before);
  });

  test('what is computed is never typed', () => {
    const grid = gridOf(ctx, period, 'cumulative');
    const computed = grid.columns.find((column) => column.isComputed)!;
    const { problems } = saveValues(ctx, {
      period,
      reason: '',
      cells: [{ unitId, code: computed.code, basis: computed.basis, text: '1' }],
    });
    expect(problems[0]?.message).toContain('计算得出');
  });

  test('the same value again is no change and no step', () => {
    const before = dump(ctx.store.db);
    expect(saveValues(ctx, { period, reason: '', cells: [cell('C06', '168')] })).toEqual({
      saved: 0,
      unchanged: 1,
      problems: [],
    });
    expect(dump(ctx.store.db)).toEqual(before);
  });

  test('a month beside cumulative values that contradict it is refused, and one that agrees is taken', () => {
    const month = (text: string) => ({ ...cell('C06', text), basis: 'month' as const });
    const stored = (at: string): number =>
      gridNumber(
        gridOf(ctx, at, 'cumulative').rows.find((one) => one.unitId === unitId)!,
        at,
      );
    const gridNumber = (row: { values: { text: string }[] }, at: string): number =>
      Number(row.values[gridOf(ctx, at, 'cumulative').columns.findIndex((column) => column.code === 'C06')]!.text);
    saveValues(ctx, { period: '2022-06', reason: '补录', cells: [cell('C06', '140')] });
    expect(stored(period) - stored('2022-06')).toBe(28);
    const refused = saveValues(ctx, { period, reason: '', cells: [month('30')] });
    expect(refused.saved).toBe(0);
    expect(refused.problems[0]!.message).toContain('2022年7月填的是30件，与累计数不符');
    expect(refused.problems[0]!.message).toContain('2022年1—7月累计168件，2022年1—6月累计140件，相减为28件');
    expect(saveValues(ctx, { period, reason: '', cells: [month('28')] })).toMatchObject({ saved: 1, problems: [] });
    // Now the cumulative value contradicts the month, until both are corrected together.
    const alone = saveValues(ctx, { period, reason: '更正', cells: [cell('C06', '170')] });
    expect(alone.problems[0]!.message).toContain('累计数与已存的2022年7月当月数28件不符');
    expect(saveValues(ctx, { period, reason: '更正', cells: [cell('C06', '170'), month('30')] })).toMatchObject({
      saved: 2,
    });
    expect(saveValues(ctx, { period, reason: '清空', cells: [month('')] })).toMatchObject({ saved: 1 });
    expect(saveValues(ctx, { period, reason: '更正', cells: [cell('C06', '168')] })).toMatchObject({ saved: 1 });
  });

  test('without last month a month above the year to date is refused', () => {
    const typed = { ...cell('C06', '169'), basis: 'month' as const };
    const { saved, problems } = saveValues(ctx, { period, reason: '', cells: [typed] });
    expect(saved).toBe(0);
    expect(problems[0]!.message).toContain('1—7月累计168件');
  });

  test('a blank is nothing where nothing stood, and something else than 不适用', () => {
    const typed = (text: string, reason = '') =>
      saveValues(ctx, { period: '2022-05', reason, cells: [cell('C06', text)] });
    expect(typed('')).toMatchObject({ saved: 0, unchanged: 1, problems: [] });
    expect(typed('-')).toMatchObject({ saved: 1 });
    expect(typed('-')).toMatchObject({ saved: 0, unchanged: 1 });
    expect(typed('', '误填')).toMatchObject({ saved: 1 });
  });

  test('January has nothing before it: the month is the year to date', () => {
    const first = { period: '2022-01' as const, reason: '' };
    expect(saveValues(ctx, { ...first, cells: [cell('C06', '10')] }).saved).toBe(1);
    const month = (text: string) => ({ ...cell('C06', text), basis: 'month' as const });
    expect(saveValues(ctx, { ...first, cells: [month('8')] })).toMatchObject({ saved: 0, problems: [{ index: 0 }] });
    expect(saveValues(ctx, { ...first, cells: [month('10')] })).toMatchObject({ saved: 1, problems: [] });
  });

  test('a note stays with the cell, is undone like anything else, and removes nothing', () => {
    const key = { unitId, code: 'C06', period, basis: 'ytd' as const };
    noteValue(ctx, { key, comment: '等区局复核', isFollowed: true });
    expect(listNotes(ctx, { period: null }).notes).toMatchObject([{ unit: '滕州市', comment: '等区局复核' }]);
    expect(detailOf(ctx, { key })).toMatchObject({ comment: '等区局复核', isFollowed: true, text: '168' });
    undoNewest();
    expect(listNotes(ctx, { period }).notes).toEqual([]);
    noteValue(ctx, { key, comment: '甲', isFollowed: false });
    noteValue(ctx, { key, comment: '', isFollowed: false });
    expect(listNotes(ctx, { period }).notes).toEqual([]);
  });
});
