// A plan of which only what is received is kept: every cell that may be stored stays with its own exact numbers, in place.

import { afterEach, beforeEach, expect, test } from 'vitest';

import type { FilePlan } from '../../electron/core/workbook/5-preview/plan-file.js';
import { packedAway, packedWhole, unpacked } from '../../electron/core/workbook/5-preview/packed-plan.js';
import { withoutChecks } from '../../electron/core/workbook/5-preview/without-checks.js';
import { planWanted } from '../../electron/core/workbook/plan-queue.js';
import { getPlanFile } from '../../electron/core/workbook/plan-store.js';
import { run as runImport } from '../../electron/core/workbook/run-handler.js';
import { issuedDirectly } from '../../electron/core/store/issued-store.js';
import { dump } from '../helpers/dump.js';
import { ImportBench, type Rows } from '../helpers/importing.js';
import { addValueList } from '../helpers/memory-store.js';

let bench: ImportBench;
beforeEach(async () => {
  bench = await ImportBench.withUnits('江北区', '江南区');
});
afterEach(() => bench.close());

/** Checks stand before, between and behind the cells that are stored. */
const issued: Rows = [
  ['省知识产权局2024年1—3月各区专利授权情况'],
  ['单位', '专利授权量', null, null, '发明专利授权量', null],
  [null, '本期', '同比%', '去年同期', '排名', '本期'],
  ['全市', 110, 10, 100, 3, 33],
  ['江北区', 60, 20, 50, 1, 20],
  ['江南区', 40, '—', 0, 2, 10],
];
const own: Rows = [
  ['2024年1—3月统计表'],
  ['填报单位：江北区'],
  ['指标', '本月', '本期', '同比%', '去年同期', '年度目标'],
  ['专利授权量', 20, 60, 20, 50, 300],
  ['发明专利授权量', 5, 20, 5.3, 19, 90],
];

async function planned(rows: Rows, merges: string[] = []): Promise<FilePlan> {
  const plan = await bench.plan([bench.sheet('表.xlsx', rows, { merges })]);
  return getPlanFile(bench.ctx.store, plan.planId, 0);
}

/** What a commit would take of a plan, cell by cell. */
function kept({ cells, detail }: FilePlan): unknown[] {
  const claims = new Set(detail.claims);
  return cells
    .map((cell, at) => ({ cell, value: detail.values[at], before: detail.before[at], isClaim: claims.has(at) }))
    .filter(({ cell }) => cell.role !== 'check' && cell.role !== 'unknown');
}

test.each([
  ['issued by the province', issued, ['A2:A3', 'B2:D2', 'E2:F2']],
  ['reported by a unit', own, []],
])('a table %s', async (_, rows, merges) => {
  addValueList(bench.ctx.store, [
    { unit: '江北区', code: 'C05', period: '2023-03', basis: 'ytd', value: '49' },
    { unit: '江北区', code: 'C05', period: '2024-03', basis: 'ytd', value: '59' },
  ]);
  const whole = await planned(rows, merges);
  const checks = whole.cells.filter((cell) => cell.role === 'check' || cell.role === 'unknown');
  expect(checks.length).toBeGreaterThan(2);
  expect(kept(whole).length).toBeGreaterThan(3);
  const thin = withoutChecks(whole);
  expect(thin.cells).toHaveLength(whole.cells.length - checks.length);
  expect(kept(thin)).toEqual(kept(whole));
  expect([thin.detail.values.length, thin.detail.before.length]).toEqual([thin.cells.length, thin.cells.length]);
  expect(thin.header).toBe(whole.header);
  expect(withoutChecks(thin)).toEqual(thin);
});

test.each([
  ['issued by the province', issued, ['A2:A3', 'B2:D2', 'E2:F2']],
  ['reported by a unit', own, []],
])('a table %s that is planned to be stored is planned without them from the beginning', async (_, rows, merges) => {
  const file = bench.sheet('表.xlsx', rows, { merges });
  const wanted = { name: file.name, path: bench.ctx.files.path(file.id), size: file.size, period: null, answers: {} };
  const [toShow, toStore] = [
    await planWanted(bench.ctx, [wanted]),
    await planWanted(bench.ctx, [wanted], { isToStore: true }),
  ];
  const [whole, thin] = [toShow[0]!.plan, toStore[0]!.plan];
  expect(thin).toEqual(withoutChecks(whole));
  expect(thin.cells.length).toBeLessThan(whole.cells.length);
});

test('an issued table of the city with its units is stored by import.run as by the page', async () => {
  const file = bench.sheet('表.xlsx', issued, { merges: ['A2:A3', 'B2:D2', 'E2:F2'] });
  const page = await ImportBench.withUnits('江北区', '江南区');
  try {
    const answers = { 'sign:0:0:-': 'zero' };
    const run = await runImport(bench.ctx, { files: [file], period: null, accept: true, answers });
    const plan = await page.plan([page.sheet('表.xlsx', issued, { merges: ['A2:A3', 'B2:D2', 'E2:F2'] })]);
    const { stored } = page.accept(plan);
    expect([run.files[0]!.status, run.stored]).toEqual(['imported', stored]);
    const rows = (one: ImportBench): string[] =>
      issuedDirectly(one.ctx.store, '2024-03').map(
        (value) => `${value.unitId ?? '全市'} ${value.indicatorId} ${value.value} ${value.source?.cell}`,
      );
    expect(rows(bench)).toEqual(rows(page));
    expect(rows(bench)).toHaveLength(6);
    const tables = (one: ImportBench): unknown =>
      ['issued_value', 'observation', 'claim', 'target'].map((table) => dump(one.ctx.store.db)[table]);
    expect(dump(bench.ctx.store.db)['issued_value']).toHaveLength(9);
    expect(tables(bench)).toEqual(tables(page));
  } finally {
    page.close();
  }
});

test('packed away while others are read, a plan is whole again, with what was decided between files', async () => {
  const { cells, detail, vocabulary, header } = await planned(own);
  const plan: FilePlan = structuredClone({ header, cells, detail, vocabulary: vocabulary! });
  const away = packedAway(plan);
  expect(away.cells.length).toBeLessThan(cells.length);
  expect(unpacked(packedWhole(away))).toEqual({ cells, detail, vocabulary });
  for (const [at, cell] of away.cells.entries())
    if (at % 2 === 0)
      Object.assign(cell, { aside: { fate: cell.fate, reason: '', questions: ['q'] }, fate: 'conflict' });
  const again = unpacked(packedWhole(away));
  expect(again).toEqual({ cells: plan.cells, detail, vocabulary });
  expect(again.cells.filter((cell) => cell.aside).map((cell) => cell.role)).not.toContain('check');
  expect(again.cells).not.toEqual(cells);
});

test('two files that contradict each other keep their checks beside the marks', async () => {
  const other = own.with(3, ['专利授权量', 20, 61, 20, 50, 300]);
  const alone = await planned(own);
  const plan = await bench.plan([bench.sheet('甲.xlsx', own), bench.sheet('乙.xlsx', other)]);
  const first = getPlanFile(bench.ctx.store, plan.planId, 0);
  expect(first.cells.map((cell) => [cell.cell, cell.role])).toEqual(alone.cells.map((cell) => [cell.cell, cell.role]));
  expect(first.detail).toEqual(alone.detail);
  expect(first.cells.filter((cell) => cell.fate === 'conflict').map((cell) => cell.cell)).toEqual(['C4']);
});
