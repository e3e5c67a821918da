// Nothing is computed with floats: whatever is stored is an integer or text, and whatever is shown or printed is a plain decimal
// with the places of its indicator, never 0.30000000000000004, 1e21 or NaN.

import { afterEach, beforeEach, expect, test } from 'vitest';

import { list as insightList } from '../../electron/core/insights/handlers.js';
import * as statistics from '../../electron/core/statistics/handlers.js';
import { buildTable } from '../../electron/core/tables/build-table.js';
import { matrix, schemeSave, result, splitOf } from '../../electron/core/targets/handlers.js';
import { LAYOUTS } from '../../shared/reports/layouts/index.js';
import { ImportBench } from '../helpers/importing.js';
import { schemeItem, unitScheme } from '../helpers/score-schemes.js';

const PERIOD = '2022-07';
let bench: ImportBench;
beforeEach(async () => {
  bench = await ImportBench.sample();
  await bench.importAll([...bench.fixtures('districts'), ...bench.fixtures('city')]);
});
afterEach(() => bench.close());

/** More decimals than anything prints (measures keep at most ten), an exponent, or what a failed computation leaves. */
const ARTEFACT = /\d\.\d{11,}|\d(?:\.\d+)?e[+-]?\d|\bNaN\b|\bInfinity\b|\d\.\d*(?:0{6}|9{6})\d/i;

function* textsOf(value: unknown, path = ''): Generator<[string, string | number]> {
  if (typeof value === 'string' || typeof value === 'number') yield [path, value];
  else if (Array.isArray(value)) for (const [index, one] of value.entries()) yield* textsOf(one, `${path}[${index}]`);
  else if (value !== null && typeof value === 'object')
    for (const [key, one] of Object.entries(value)) yield* textsOf(one, `${path}.${key}`);
}

/** The rule itself sees what it must see. */
test('the pattern finds the artefacts of floats and nothing else', () => {
  for (const text of [String(0.1 + 0.2), String(4.35 * 100), '1e21', 'NaN', String(1.005 * 1000)])
    expect(text).toMatch(ARTEFACT);
  for (const text of ['44830.18', '7.96', '100000000', '58.3333', '0.000001', '2022-07', '87.5648'])
    expect(text).not.toMatch(ARTEFACT);
});

test('stored numbers are integers', () => {
  const { db } = bench.ctx.store;
  const tables = db
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    .pluck()
    .all() as string[];
  expect(tables.length).toBeGreaterThan(30);
  for (const table of tables) {
    const columns = (db.pragma(`table_info(${table})`) as { name: string; type: string }[]).map(
      (column) => column.name,
    );
    for (const column of columns) {
      const reals = db.prepare(`SELECT count(*) FROM "${table}" WHERE typeof("${column}") = 'real'`).pluck().get();
      expect(reals, `${table}.${column}`).toBe(0);
    }
  }
});

/** Null for a table of ledger rows or of a reporting task: the sample's ledgers are not received here, and nobody owes anything. */
function printed(name: string): unknown {
  try {
    return buildTable(bench.ctx, name, PERIOD, {});
  } catch (error) {
    if (!['data.no-rows', 'data.no-task'].includes((error as { code?: string }).code ?? '')) throw error;
    return null;
  }
}

test('shown and printed numbers are plain decimals', () => {
  const { ctx } = bench;
  const deduct = { kind: 'deduct' as const, per: '0.7', points: '0.1', part: 'exact' as const };
  const scheme = schemeSave(ctx, {
    id: null,
    scheme: unitScheme([
      schemeItem('a', '发明', 'C06', '7.3'),
      schemeItem('b', '撤回率', 'C39', '3.3', { method: deduct, target: '90' }),
    ]),
  });
  const shown: Record<string, unknown> = {
    values: statistics.listValues(ctx, { period: PERIOD }),
    cumulative: statistics.valuesGrid(ctx, { period: PERIOD, view: 'cumulative' }),
    month: statistics.valuesGrid(ctx, { period: PERIOD, view: 'month' }),
    benchmarks: statistics.listBenchmarks(ctx, { period: PERIOD }),
    targets: matrix(ctx, { period: PERIOD }),
    insights: insightList(ctx, { period: PERIOD }),
    scheme: result(ctx, { id: scheme.id, period: PERIOD }),
    split: splitOf(ctx, {
      year: 2022,
      code: 'Y01',
      whole: '44830.18',
      by: 'last-year',
      shares: {},
      fixed: {},
      step: '0.01',
    }),
    ...Object.fromEntries(LAYOUTS.map(({ name }) => [name, printed(name)])),
  };
  expect(LAYOUTS.filter(({ name }) => shown[name] !== null).length).toBeGreaterThanOrEqual(4);
  let looked = 0;
  for (const [name, value] of Object.entries(shown))
    for (const [path, text] of textsOf(value)) {
      looked += 1;
      if (typeof text === 'number') expect(Number.isFinite(text), `${name}${path}`).toBe(true);
      expect(String(text), `${name}${path}`).not.toMatch(ARTEFACT);
    }
  expect(looked).toBeGreaterThan(5000);
});
