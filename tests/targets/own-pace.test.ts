// An indicator with a pace of its own is judged by that; what is printed beside its gap is that pace, and not 时间进度.

import { afterEach, beforeEach, expect, test } from 'vitest';

import type { Ctx } from '../../electron/core/context.js';
import { feedbackSheets } from '../../electron/core/feedback/feedback-sheets.js';
import { explain } from '../../electron/core/statistics/figure-detail.js';
import { listUnits } from '../../electron/core/store/unit-store.js';
import { buildTable } from '../../electron/core/tables/build-table.js';
import { savePace, saveTargets } from '../../electron/core/targets/save.js';
import { checkSheets } from '../../electron/core/tasks/check-sheets.js';
import { indicator, USUAL } from '../../shared/reports/define.js';
import { addSampleUnits, addValues, contextOf, openTestStore } from '../helpers/memory-store.js';

const PERIOD = '2022-07';
/** Half of the year's work is done in November and December. */
const LATE = ['0', '0', '0', '0', '0', '10', '20', '30', '40', '50', '70', '100'];
let ctx: Ctx;
beforeEach(async () => {
  ctx = contextOf(await openTestStore());
  addSampleUnits(ctx.store);
  addValues(ctx.store, PERIOD, 'ytd', { C05: { 滕州市: 50 }, C06: { 滕州市: 30 } });
  const { id: unitId } = listUnits(ctx.store).find(({ name }) => name === '滕州市')!;
  const cells = ['C05', 'C06'].map((code) => ({ unitId, code, level: 'assigned' as const, value: '100' }));
  saveTargets(ctx, { year: 2022, cells, document: '', reason: '' });
  savePace(ctx, { year: 2022, code: 'C06', points: LATE });
});
afterEach(() => ctx.store.db.close());

function tableOf(...codes: string[]): { row: string[]; notes: string[] } {
  const nodes = codes.map((code) => indicator(code, 'completion', 'pace-gap'));
  const layout = { ...USUAL, name: 'pace', title: '进度', description: '', columns: { by: 'list' as const, nodes } };
  const { bodyRows, notes } = buildTable(ctx, layout, PERIOD, {});
  return { row: bodyRows.find(({ cells }) => cells[0]!.text === '滕州市')!.cells.map(({ text }) => text), notes };
}

test('below a table', () => {
  expect(tableOf('C05')).toMatchObject({ row: ['滕州市', '50.0', '-8.3'] });
  expect(tableOf('C05').notes).toContain('时间进度为58.3%。');
  expect(tableOf('C06')).toMatchObject({ row: ['滕州市', '30.0', '10.0'] });
  expect(tableOf('C06').notes).toContain('发明授权按单独设定的进度20.0%计算。');
  expect(tableOf('C05', 'C06').notes).toContain('时间进度为58.3%，其中发明授权按单独设定的进度20.0%计算。');
});

test('behind a click', () => {
  const { id: unitId } = listUnits(ctx.store).find(({ name }) => name === '滕州市')!;
  const ask = (code: string) =>
    explain(ctx, { key: { unitId, code, period: PERIOD, basis: 'ytd', figure: 'pace-gap' } });
  expect(ask('C05')).toMatchObject({ text: '-8.3', note: '时间进度 58.3%。' });
  expect(ask('C06')).toMatchObject({ text: '10.0', note: '单独设定的进度 20.0%。' });
});

test('on what a unit confirms and gets back', () => {
  const own = '时间进度为58.3%，其中发明授权按单独设定的进度20.0%计算';
  expect(checkSheets(ctx, PERIOD)[0]!.table.notes.join('')).toContain(`${own}。`);
  expect(feedbackSheets(ctx, PERIOD)[0]!.table.notes).toContain(`${own}；没有与时间进度相比的目标不列超（欠）进度。`);
});
