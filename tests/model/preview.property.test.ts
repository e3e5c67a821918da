// What was previewed is what is stored, or nothing is: several files planned side by side, anything changed in between, received in
// any order. Undoing what was received brings back what was there right before.

import fc from 'fast-check';
import { expect, test } from 'vitest';

import type { Ctx } from '../../electron/core/context.js';
import { dataVersion } from '../../electron/core/store/store.js';
import { BASES } from '../../shared/model/period.js';
import { periodToInt } from '../../shared/model/period.js';
import { AppError } from '../../shared/errors/app-error.js';
import type { ImportPlan } from '../../shared/import/plan.js';
import { dump } from '../helpers/dump.js';
import { ImportBench, type Rows } from '../helpers/importing.js';
import { call, type Call } from './bureau-steps.js';

/** The same steps each time in the suite; others by PROPERTY_SEED. */
const SEED = Number(process.env['PROPERTY_SEED'] ?? 3);
const RUNS = Number(process.env['PROPERTY_RUNS'] ?? 8);
const UNITS = ['江北区', '江南区'] as const;
const NAMES = ['专利授权量', '商标申请量', 'PCT国际专利申请量'] as const;
const CODES = ['C05', 'C23', 'C11'] as const;

interface Sheet {
  unit: number;
  year: 2023 | 2024;
  rows: ([number | null, number | null, number | null] | undefined)[];
}
const number = fc.option(fc.integer({ min: 1, max: 4 }), { nil: null });
const sheet: fc.Arbitrary<Sheet> = fc.record({
  unit: fc.nat(1),
  year: fc.constantFrom<2023 | 2024>(2023, 2024),
  rows: fc.array(fc.option(fc.tuple(number, number, number), { nil: undefined }), { minLength: 3, maxLength: 3 }),
});
const stepArbitrary = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('plan' as const), sheet }) },
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('receive' as const), which: fc.nat(9), isSettled: fc.boolean() }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('value' as const),
      unit: fc.nat(1),
      code: fc.nat(2),
      year: fc.constantFrom(2022, 2023, 2024),
      value: fc.option(fc.nat(4), { nil: null }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('target' as const),
      unit: fc.nat(1),
      code: fc.nat(2),
      value: fc.integer({ min: 1, max: 4 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('unit' as const),
      unit: fc.nat(1),
      to: fc.constantFrom(null, '2023-06', '2024-01'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('off' as const), code: fc.nat(2), enabled: fc.boolean() }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('lock' as const),
      year: fc.constantFrom(2023, 2024),
      isLocked: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('undo' as const) }) },
);
type Step = typeof stepArbitrary extends fc.Arbitrary<infer T> ? T : never;

function rowsOf({ unit, year, rows }: Sheet): Rows {
  return [
    [`${year}年1—3月知识产权工作统计表`],
    [`填报单位：${UNITS[unit]!}市场监督管理局（盖章）`],
    ['指标名称', '计量单位', '1—3月累计', '去年同期', '年度目标'],
    ...rows.flatMap((row, index): Rows => (row ? [[NAMES[index]!, '件', ...row]] : [])),
  ];
}

/** State and number of every key that stands. */
function standing(ctx: Ctx): Map<string, string> {
  const rows = ctx.store.db
    .prepare(
      'SELECT o.unit_id AS u, i.code AS c, o.period AS p, o.basis AS b, o.state AS s, o.value AS v FROM observation o JOIN indicator i ON i.id = o.indicator_id',
    )
    .all() as { u: number; c: string; p: number; b: number; s: number; v: number | null }[];
  const targets = ctx.store.db
    .prepare(
      `SELECT t.unit_id AS u, i.code AS c, t.year AS p, t.value AS v FROM target t JOIN indicator i ON i.id = t.indicator_id
       WHERE t.no = (SELECT max(no) FROM target n WHERE n.year = t.year AND n.indicator_id = t.indicator_id AND n.unit_id = t.unit_id)`,
    )
    .all() as { u: number; c: string; p: number; v: number | null }[];
  return new Map([
    ...rows.map(({ u, c, p, b, s, v }): [string, string] => [`${u} ${c} ${p} ${b}`, `${s} ${v}`]),
    ...targets.map(({ u, c, p, v }): [string, string] => [`target ${u} ${c} ${p}`, String(v)]),
  ]);
}

const STATES = ['value', 'zero', 'not_submitted', 'not_applicable', 'masked', 'forecast'];

/** What the preview promised of each key that it takes. */
function promised(cells: ReturnType<ImportBench['cells']>): Map<string, string> {
  return new Map(
    cells
      .filter((cell) => cell.fate === 'new' || cell.fate === 'changed')
      .flatMap((cell): [string, string][] => {
        if (cell.role === 'target')
          return [[`target ${cell.unitId} ${cell.code} ${Number(cell.period!.slice(0, 4))}`, String(cell.value)]];
        if (cell.role !== 'value') return [];
        const key = `${cell.unitId} ${cell.code} ${periodToInt(cell.period!)} ${BASES.indexOf(cell.basis!)}`;
        return [[key, `${STATES.indexOf(cell.state!)} ${cell.value}`]];
      }),
  );
}

async function receive(bench: ImportBench, planId: string, isSettled: boolean): Promise<'refused' | 'received'> {
  const { ctx } = bench;
  const ask: Call = (name, params) => call(ctx, name, params);
  const before = dump(ctx.store.db);
  const was = standing(ctx);
  try {
    let plan: ImportPlan = await ask('import.get', { planId });
    const [file] = plan.files;
    if (isSettled && file!.questions.length > 0) {
      const answers = Object.fromEntries(file!.questions.map((question) => [question.id, 'accept']));
      await ask('import.answer', { planId, index: 0, answers });
      plan = await ask('import.get', { planId });
    }
    const cells = bench.cells(plan);
    await ask('import.commit', { planId, files: [{ index: 0, partial: false }] });
    const now = standing(ctx);
    const wanted = promised(cells);
    for (const [key, value] of wanted) expect(now.get(key), `${key} as previewed`).toBe(value);
    // Last year's column stands in only where nothing is stored; nothing else has changed.
    for (const [key, value] of now)
      if (!wanted.has(key)) expect(value, `${key} was not in the preview`).toBe(was.get(key));
    for (const key of was.keys()) expect(now.has(key), `${key} is gone`).toBe(true);
    const after = dump(ctx.store.db);
    const { undo } = await ask('history.next', {});
    await ask('history.undo', { id: undo!.id });
    expect(dump(ctx.store.db)).toEqual(before);
    await ask('history.undo', { id: dataVersion(ctx.store) });
    expect(dump(ctx.store.db)).toEqual(after);
    return 'received';
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    expect(dump(ctx.store.db), error.code).toEqual(before);
    return 'refused';
  }
}

let received = 0;
let refused = 0;
async function run(steps: readonly Step[]): Promise<void> {
  const bench = await ImportBench.withUnits(...UNITS);
  const { ctx } = bench;
  const ask: Call = (name, params) => call(ctx, name, params);
  const plans: string[] = [];
  try {
    const units = (await ask('units.list', {})).units;
    for (const [index, step] of steps.entries()) {
      if (step.kind === 'plan') {
        const plan = await bench.plan([bench.sheet(`${index}.xlsx`, rowsOf(step.sheet))]);
        plans.push(plan.planId);
        continue;
      }
      if (step.kind === 'receive') {
        const planId = plans[step.which % Math.max(1, plans.length)];
        if (planId === undefined) continue;
        if ((await receive(bench, planId, step.isSettled)) === 'received') {
          received += 1;
          plans.splice(plans.indexOf(planId), 1);
        } else refused += 1;
        continue;
      }
      await change(ask, units, step).catch((error: unknown) => {
        if (!(error instanceof AppError)) throw error;
      });
    }
  } finally {
    bench.close();
  }
}

type Units = Awaited<ReturnType<typeof call<'units.list'>>>['units'];
async function change(ask: Call, units: Units, step: Exclude<Step, { kind: 'plan' | 'receive' }>): Promise<unknown> {
  switch (step.kind) {
    case 'value': {
      const cell = {
        unitId: units[step.unit]!.id,
        code: CODES[step.code]!,
        basis: 'ytd' as const,
        text: step.value === null ? '' : String(step.value),
      };
      return ask('values.save', { period: `${step.year}-03`, reason: '更正', cells: [cell] });
    }
    case 'target': {
      const cell = {
        unitId: units[step.unit]!.id,
        code: CODES[step.code]!,
        level: 'assigned' as const,
        value: String(step.value),
      };
      return ask('targets.save', { year: 2024, cells: [cell], document: '', reason: '调整' });
    }
    case 'unit':
      return ask('units.save', { id: units[step.unit]!.id, unit: { ...units[step.unit]!, validTo: step.to } });
    case 'off':
      return ask('indicators.enable', { codes: [CODES[step.code]!], enabled: step.enabled });
    case 'lock':
      return step.isLocked
        ? ask('locks.lock', { period: `${step.year}-03`, note: '' })
        : ask('locks.reopen', { period: `${step.year}-03`, reason: '更正' });
    case 'undo': {
      const { undo } = await ask('history.next', {});
      return undo ? ask('history.undo', { id: undo.id }) : null;
    }
  }
}

test(
  'files planned side by side, anything changed in between',
  async () => {
    await fc.assert(fc.asyncProperty(fc.array(stepArbitrary, { minLength: 6, maxLength: 20, size: 'max' }), run), {
      numRuns: RUNS,
      endOnFailure: process.env['PROPERTY_SHRINK'] === undefined,
      seed: SEED,
    });
    if (process.env['PROPERTY_RUNS']) process.stdout.write(`${received} received, ${refused} refused\n`);
    expect(received).toBeGreaterThan(0);
  },
  60_000 + RUNS * 4_000,
);
