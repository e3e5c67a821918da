// Undo in any order: random imports and undos leave exactly what replaying the imports that remain would give, every undo can be
// redone to the row, and undoing the newest import restores the prior content exactly.

import fc from 'fast-check';
import { expect, test } from 'vitest';

import * as history from '../../electron/core/history/handlers.js';
import { listIndicators } from '../../electron/core/store/indicator-store.js';
import { dataVersion, type Store } from '../../electron/core/store/store.js';
import { targetsOfYear } from '../../electron/core/store/target-store.js';
import {
  claimOf,
  currentRevisions,
  revisionsOf,
  storedValue,
  valuesOfPeriod,
} from '../../electron/core/store/value-store.js';
import * as imports from '../../electron/core/workbook/handlers.js';
import { dump } from '../helpers/dump.js';
import { ImportBench, type Rows } from '../helpers/importing.js';

const RUNS = Number(process.env['PROPERTY_RUNS'] ?? 25);
const UNITS = ['江北区', '江南区'] as const;
const NAMES = ['专利授权量', '商标申请量', 'PCT国际专利申请量'] as const;

interface Sheet {
  /** A unit's own report, or the city's table of both units (then only the first two rows are taken, one per unit). */
  unit: number | 'city';
  year: 2023 | 2024;
  /** Per indicator: value, last year, target; null = blank, undefined = the row is not there. */
  rows: ([number | null, number | null, number | null] | undefined)[];
}
type Step = { kind: 'import'; sheet: Sheet } | { kind: 'undo'; which: number } | { kind: 'redo' };

const number = fc.option(fc.integer({ min: 1, max: 3 }), { nil: null });
const sheetArbitrary: fc.Arbitrary<Sheet> = fc.record({
  unit: fc.oneof({ weight: 4, arbitrary: fc.nat(1) }, { weight: 1, arbitrary: fc.constant('city' as const) }),
  year: fc.constantFrom<2023 | 2024>(2023, 2024),
  rows: fc.array(fc.option(fc.tuple(number, number, number), { nil: undefined }), { minLength: 3, maxLength: 3 }),
});
const stepArbitrary: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: sheetArbitrary.map((sheet): Step => ({ kind: 'import', sheet })) },
  { weight: 3, arbitrary: fc.nat(9).map((which): Step => ({ kind: 'undo', which })) },
  { weight: 1, arbitrary: fc.constant<Step>({ kind: 'redo' }) },
);

function rowsOf(sheet: Sheet): Rows {
  if (sheet.unit === 'city')
    return [
      [`${sheet.year}年1—3月各区专利授权情况`],
      ['区县', '专利授权量（件）'],
      ...UNITS.map((unit, index): Rows[number] => [unit, sheet.rows[index]?.[0] ?? 1]),
    ];
  return [
    [`${sheet.year}年1—3月知识产权工作统计表`],
    [`填报单位：${UNITS[sheet.unit]!}市场监督管理局（盖章）`],
    ['指标名称', '计量单位', '1—3月累计', '去年同期', '年度目标'],
    ...sheet.rows.flatMap((row, index): Rows => (row ? [[NAMES[index]!, '件', ...row]] : [])),
  ];
}

/** Imports with every correction accepted; null where nothing of the file can be received. */
async function receive(bench: ImportBench, sheet: Sheet, name: string): Promise<number | null> {
  const plan = await bench.plan([bench.sheet(name, rowsOf(sheet))]);
  const file = plan.files[0]!;
  const answers = Object.fromEntries(file.questions.map((question) => [question.id, 'accept']));
  if (file.questions.length > 0) await imports.answer(bench.ctx, { planId: plan.planId, index: 0, answers });
  const now = imports.get(bench.ctx, { planId: plan.planId });
  if (now.files[0]!.status !== 'planned') return null;
  const previewed = bench.cells(now);
  const { batchId, stored } = bench.accept(now);
  expectAsPreviewed(bench.ctx.store, previewed, stored);
  return batchId;
}

/** Preview = commit: each previewed value is what is stored, and no more cells were stored than shown. */
function expectAsPreviewed(store: Store, cells: ReturnType<ImportBench['cells']>, stored: number): void {
  const ids = new Map(listIndicators(store).map((indicator) => [indicator.code, indicator.id]));
  expect(stored).toBe(cells.filter((cell) => cell.fate === 'new' || cell.fate === 'changed').length);
  for (const cell of cells) {
    const isTaken = cell.fate === 'new' || cell.fate === 'changed';
    if (isTaken && cell.role === 'claim') {
      const key = { unitId: cell.unitId!, indicatorId: ids.get(cell.code!)!, period: cell.period!, basis: cell.basis! };
      const claimed = claimOf(store, key);
      expect([claimed?.state, claimed?.value ?? null]).toEqual([
        cell.state,
        cell.value === null ? null : Number(cell.value),
      ]);
    }
    if (isTaken && cell.role === 'target') {
      const held = targetsOfYear(store, Number(cell.period!.slice(0, 4))).find(
        (target) => target.unitId === cell.unitId && target.indicatorId === ids.get(cell.code!),
      );
      expect(held?.value ?? null).toBe(cell.value === null ? null : Number(cell.value));
    }
    if (cell.role !== 'value' || (!isTaken && cell.fate !== 'same')) continue;
    const key = { unitId: cell.unitId!, indicatorId: ids.get(cell.code!)!, period: cell.period!, basis: cell.basis! };
    const now = storedValue(store, key);
    expect([now?.state, now?.value ?? null]).toEqual([cell.state, cell.value === null ? null : Number(cell.value)]);
  }
}

/** Everything that an officer can see, without ids and dates. */
function content(store: Store, withChains: boolean): unknown {
  return ['2022-03', '2023-03', '2024-03'].map((period) => ({
    values: valuesOfPeriod(store, period)
      .map((value) => JSON.stringify(value))
      .sort(),
    chains: currentRevisions(store, period)
      .map((newest) =>
        JSON.stringify([
          newest.unitId,
          newest.indicatorId,
          // A value that was only outweighed has no place of its own in the chain; what holds, and its source, must agree.
          revisionsOf(store, newest)
            .slice(0, withChains ? undefined : 1)
            .map(({ state, value, file, cell }) => [state, value, file, cell]),
        ]),
      )
      .sort(),
    targets: targetsOfYear(store, Number(period.slice(0, 4)))
      // Its place in the chain is no content, like the ids; the file is told by its name.
      .map(({ no: _no, importFileId: _file, ...target }) => JSON.stringify(target))
      .sort(),
  }));
}

test(
  'random imports and undos leave what replaying the remaining imports gives',
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(stepArbitrary, { minLength: 2, maxLength: 7 }), async (steps) => {
        const bench = await ImportBench.withUnits(...UNITS);
        const live: { batch: number; sheet: Sheet; name: string }[] = [];
        let undone: { change: number; at: number; entry: (typeof live)[number]; before: unknown } | null = null;
        try {
          for (const [index, step] of steps.entries()) {
            if (step.kind === 'import') {
              const name = `${index}.xlsx`;
              const before = dump(bench.ctx.store.db);
              const batch = await receive(bench, step.sheet, name);
              if (batch === null) continue;
              const after = dump(bench.ctx.store.db);
              imports.undo(bench.ctx, { batchId: batch });
              expect(dump(bench.ctx.store.db)).toEqual(before);
              history.undo(bench.ctx, { id: dataVersion(bench.ctx.store) });
              expect(dump(bench.ctx.store.db)).toEqual(after);
              live.push({ batch, sheet: step.sheet, name });
              undone = null;
            } else if (step.kind === 'undo' && live.length > 0) {
              const at = step.which % live.length;
              const before = dump(bench.ctx.store.db);
              const [entry] = live.splice(at, 1);
              imports.undo(bench.ctx, { batchId: entry!.batch });
              undone = { change: dataVersion(bench.ctx.store), at, entry: entry!, before };
            } else if (step.kind === 'redo' && undone) {
              history.undo(bench.ctx, { id: undone.change });
              expect(dump(bench.ctx.store.db)).toEqual(undone.before);
              live.splice(undone.at, 0, undone.entry);
              undone = null;
            }
          }
          const replay = await ImportBench.withUnits(...UNITS);
          try {
            for (const { sheet, name } of live) await receive(replay, sheet, name);
            const withChains = steps.every((step) => step.kind !== 'import' || step.sheet.unit !== 'city');
            expect(content(bench.ctx.store, withChains)).toEqual(content(replay.ctx.store, withChains));
          } finally {
            replay.close();
          }
        } finally {
          bench.close();
        }
      }),
      { numRuns: RUNS },
    );
  },
  120_000 + RUNS * 4_000,
);

test('two reports that one table of the city repeats: each comes back while the other stays undone', async () => {
  const bench = await ImportBench.withUnits(...UNITS);
  try {
    const row: Sheet['rows'][number] = [2, null, null];
    const empty: Sheet = { unit: 0, year: 2024, rows: [row, undefined, undefined] };
    const first = (await receive(bench, empty, '江北区.xlsx'))!;
    const second = (await receive(bench, { ...empty, unit: 1 }, '江南区.xlsx'))!;
    await receive(bench, { ...empty, unit: 'city', rows: [row, row, undefined] }, '全市.xlsx');
    const all = content(bench.ctx.store, true);
    const sourcesNow = (): (string | null)[] =>
      currentRevisions(bench.ctx.store, '2024-03')
        .filter(({ value }) => value === 2)
        .map(({ file }) => file)
        .sort();
    imports.undo(bench.ctx, { batchId: first });
    const firstUndo = dataVersion(bench.ctx.store);
    expect(sourcesNow()).toEqual(['全市.xlsx', '江南区.xlsx']);
    imports.undo(bench.ctx, { batchId: second });
    const secondUndo = dataVersion(bench.ctx.store);
    expect(sourcesNow()).toEqual(['全市.xlsx', '全市.xlsx']);
    history.undo(bench.ctx, { id: firstUndo });
    expect(sourcesNow()).toEqual(['全市.xlsx', '江北区.xlsx']);
    history.undo(bench.ctx, { id: secondUndo });
    expect(content(bench.ctx.store, true)).toEqual(all);
  } finally {
    bench.close();
  }
});
