// Random months of an officer against the plain bureau: after each step every figure of every unit and total that a table can print,
// whatever its rows are, and the values grid. Undo and redo between the steps bring back what was, to the row.

import fc from 'fast-check';
import { expect, test } from 'vitest';

import type { Ctx } from '../../electron/core/context.js';
import { saveBureau } from '../../electron/core/store/unit-store.js';
import { saveUnit } from '../../electron/core/store/unit-edit-store.js';
import { write } from '../../electron/core/store/write.js';
import { CHART_KINDS } from '../../shared/charts/chart.js';
import { indicator, USUAL, type LayoutDraft } from '../../shared/reports/define.js';
import { FIGURES } from '../../shared/reports/print-table.js';
import { dump } from '../helpers/dump.js';
import { contextOf, openTestStore, unitDraft } from '../helpers/memory-store.js';
import { call, doStep, stepArbitrary, UNIT_NAMES, type Step } from './bureau-steps.js';
import { traceProblem } from './trace.js';
import { INDICATORS, PlainBureau, type Holder, type PlainFigure } from './plain-bureau.js';

/** Many more find rare things: PROPERTY_RUNS=200, with PROPERTY_SEED to see them again and PROPERTY_SHRINK=1 to make them small. */
/** The same steps each time in the suite; others by PROPERTY_SEED. */
const SEED = Number(process.env['PROPERTY_SEED'] ?? 5);
const RUNS = Number(process.env['PROPERTY_RUNS'] ?? 2);
/** Every so many cells the way to its source is followed, which takes much longer than comparing it. */
const TRACED = 61;
const CODES = Object.keys(INDICATORS).filter((code) => code !== 'P01');
/** Periods and views of the grid that are looked at. */
const GRIDS = [
  ['2022-07', 'cumulative'],
  ['2022-07', 'month'],
  ['2021-07', 'cumulative'],
  ['2021-07', 'month'],
  ['2022-06', 'quarter'],
  ['2022-03', 'quarter'],
] as const;
let compared = 0;
let traced = 0;

async function openBureau(): Promise<{ ctx: Ctx; bureau: PlainBureau }> {
  const store = await openTestStore();
  const bureau = new PlainBureau();
  write(store, { kind: 'setup', label: '建立单位', operator: '测试', topics: ['units'] }, () => {
    saveBureau(store, { name: '示例市知识产权局', place: '示例市', level: 'city', code: null });
    UNIT_NAMES.forEach((name, index) => {
      const id = saveUnit(store, null, unitDraft(name, index + 1));
      bureau.units.push({ id, counts: true, ranked: true, from: null, to: null });
    });
  });
  return { ctx: contextOf(store), bureau };
}

function layoutOf(rows: LayoutDraft['rows']): LayoutDraft {
  const columns =
    rows.axis === 'indicators'
      ? [
          {
            kind: 'figures' as const,
            figures: FIGURES.map((figure) => ({ figure, yearsBack: 0, label: '', decimals: null })),
          },
        ]
      : CODES.map((code) => indicator(code, ...FIGURES));
  return { ...USUAL, title: '全部栏目', description: '', rows, columns: { by: 'list', nodes: columns } };
}

/** Every number cell of a table against the plain bureau, by the key that a click on it asks for. */
async function compareTable(ctx: Ctx, bureau: PlainBureau, rows: LayoutDraft['rows'], period: string): Promise<void> {
  const table = await call(ctx, 'layouts.preview', { layout: layoutOf(rows), period });
  const wrong: string[] = [];
  for (const row of table.bodyRows)
    for (const { ref, text, number } of row.cells) {
      if (!ref) continue;
      const holder: Holder = ref.unitId === null ? { of: ref.unitIds ?? null } : { unit: ref.unitId };
      const isPerHead = ref.figure === 'per-capita' || INDICATORS[ref.code]!.ratio?.bottom === 'P01';
      if (ref.unitId === null && isPerHead && bureau.hasMovedPeople(ref.period, period)) continue;
      const wanted = bureau.text(holder, ref.code, ref.figure, ref.period, ref.report ?? period);
      compared += 1;
      if (compared % TRACED === 0) {
        traced += 1;
        const problem = await traceProblem(ctx, ref, text, bureau.rounding);
        if (problem !== '') wrong.push(`${JSON.stringify(ref)}: printed ${text}, but ${problem}`);
      }
      if (text !== wanted) wrong.push(`${JSON.stringify(ref)}: printed ${text}, should be ${wanted}`);
      if (/^-?\d+(\.\d+)?$/.test(text) !== (number !== undefined))
        wrong.push(`${JSON.stringify(ref)}: number of ${text}`);
    }
  expect(wrong).toEqual([]);
}

async function compareAll(ctx: Ctx, bureau: PlainBureau, isThorough: boolean): Promise<void> {
  for (const period of isThorough ? ['2022-07', '2022-06', '2022-01'] : ['2022-07']) {
    if (bureau.values.size + bureau.issued.size === 0) return;
    try {
      await compareTable(ctx, bureau, { axis: 'units' }, period);
    } catch (error) {
      if ((error as { code?: string }).code === 'data.no-values') continue;
      throw error;
    }
  }
  if (!isThorough) return;
  await compareCharts(ctx, bureau);
  await compareGrid(ctx, bureau);
  try {
    const groups = [0, 1].map((index) => ({
      label: `第${index}组`,
      units: bureau.units.slice(index * 2, index === 0 ? 2 : 5).map(({ id }) => names(ctx).get(id)!),
    }));
    await compareTable(ctx, bureau, { axis: 'groups', groups, withUnits: true }, '2022-07');
    await compareTable(ctx, bureau, { axis: 'months', onlyTotal: false }, '2022-07');
    await compareTable(ctx, bureau, { axis: 'indicators', codes: CODES, unit: '' }, '2022-07');
  } catch (error) {
    if ((error as { code?: string }).code !== 'data.no-values') throw error;
  }
}

/** What a chart draws is what a table prints; slices of a pie make up its whole. */
async function compareCharts(ctx: Ctx, bureau: PlainBureau): Promise<void> {
  const wrong: string[] = [];
  for (const kind of CHART_KINDS)
    for (const code of CODES)
      for (const unitId of kind === 'trend' || kind === 'years' ? [null, bureau.units[0]!.id] : [null]) {
        const query = {
          kind,
          period: '2022-07',
          codes: [code],
          unitId,
          years: 2,
          view: 'month' as const,
          figure: 'change' as const,
        };
        const chart = await call(ctx, 'charts.build', { ...query, axes: 'target' });
        for (const { points } of chart.series)
          for (const { ref, text, value } of points) {
            if (!ref) continue;
            const holder: Holder = ref.unitId === null ? { of: null } : { unit: ref.unitId };
            if (ref.unitId === null && code === 'C15' && bureau.hasMovedPeople(ref.period, '2022-07')) continue;
            compared += 1;
            const wanted = bureau.text(holder, ref.code, ref.figure, ref.period, ref.report ?? '2022-07');
            if (text !== wanted || (value ?? text) !== text)
              wrong.push(`${kind} ${JSON.stringify(ref)}: drawn ${text}, should be ${wanted}`);
          }
        const [values] = chart.series;
        if (kind !== 'share' || !values || values.points.some(({ text }) => text.includes('预计'))) continue;
        const whole = bureau.text({ of: null }, code, 'current', '2022-07');
        const sum = values.points.reduce((all, { text }) => all + Number(text), 0);
        if (INDICATORS[code]!.precision === 0 && String(sum) !== whole)
          wrong.push(`share ${code}: slices make ${sum} of ${whole}`);
      }
  expect(wrong).toEqual([]);
}

/** The grid on screen, in all views. */
async function compareGrid(ctx: Ctx, bureau: PlainBureau): Promise<void> {
  const wrong: string[] = [];
  for (const [period, view] of GRIDS) {
    const grid = await call(ctx, 'values.grid', { period, view });
    for (const row of grid.rows.filter(({ isResidual }) => !isResidual))
      for (const [index, { code, kind }] of grid.columns.entries()) {
        const isPerHead = INDICATORS[code]?.ratio?.bottom === 'P01';
        if (!INDICATORS[code] || (row.unitId === null && isPerHead && bureau.hasMovedPeople(period, period))) continue;
        const cell = row.values[index]!;
        const holder: Holder = row.unitId === null ? { of: null } : { unit: row.unitId };
        const figure = (name: PlainFigure): string => bureau.text(holder, code, name, period);
        const part = view === 'cumulative' || kind !== 'flow' ? null : view;
        const isEmptyTotal =
          row.unitId === null &&
          !(part === null
            ? bureau.hasTotal(code, period, period, null)
            : bureau.hasPartTotal(code, period, period, null, part));
        const text = isEmptyTotal ? '' : figure(part ?? 'current');
        const bare = (name: PlainFigure): string => (figure(name) === '—' ? '' : figure(name));
        const shown = [
          cell.text,
          cell.completion,
          cell.rank === null ? '' : String(cell.rank),
          cell.change.replace('—', ''),
        ];
        // Only cumulative values are compared.
        const wanted = part === null ? [text, bare('completion'), bare('rank'), bare('change')] : [text, '', '', ''];
        compared += shown.length;
        if (shown.join('|') !== wanted.join('|'))
          wrong.push(`${period} ${view} ${row.unit} ${code}: ${shown.join('|')}, should be ${wanted.join('|')}`);
      }
  }
  expect(wrong).toEqual([]);
}

function names(ctx: Ctx): Map<number, string> {
  return new Map(
    (ctx.store.db.prepare('SELECT id, name FROM reporting_unit').all() as { id: number; name: string }[]).map(
      ({ id, name }) => [id, name],
    ),
  );
}

async function run(steps: readonly Step[]): Promise<void> {
  const opened = await openBureau();
  const { ctx } = opened;
  let { bureau } = opened;
  const past: { bureau: PlainBureau; rows: unknown }[] = [];
  const future: { bureau: PlainBureau; rows: unknown }[] = [];
  try {
    for (const [index, step] of steps.entries()) {
      const { db } = ctx.store;
      const rows = dump(db);
      if (step.kind === 'undo' || step.kind === 'redo') {
        const next = await call(ctx, 'history.next', {});
        const [from, to] = step.kind === 'undo' ? [past, future] : [future, past];
        const change = step.kind === 'undo' ? next.undo : next.redo;
        const back = from.pop();
        expect(change === null, `${step.kind} of nothing`).toBe(back === undefined);
        if (!change || !back) continue;
        to.push({ bureau, rows });
        await call(ctx, 'history.undo', { id: change.id });
        bureau = back.bureau;
        expect(dump(db)).toEqual(back.rows);
      } else {
        const after = await doStep(ctx, bureau, step);
        if (after === null) {
          expect(dump(db), 'nothing of what was refused').toEqual(rows);
          continue;
        }
        past.push({ bureau, rows });
        future.length = 0;
        bureau = after;
      }
      await compareAll(ctx, bureau, index % 4 === 3 || index === steps.length - 1);
    }
  } finally {
    ctx.store.db.close();
  }
}

test(
  'every figure of every table is what the plain bureau says, after each step, its undo and its redo',
  async () => {
    await fc.assert(fc.asyncProperty(fc.array(stepArbitrary, { minLength: 6, maxLength: 24, size: 'max' }), run), {
      numRuns: RUNS,
      endOnFailure: process.env['PROPERTY_SHRINK'] === undefined,
      seed: SEED,
    });
    expect(compared).toBeGreaterThan(1000);
    if (process.env['PROPERTY_RUNS']) process.stdout.write(`${compared} printed cells compared, ${traced} traced\n`);
  },
  60_000 + RUNS * 20_000,
);
