// From any printed number down to what it is made of: each step says the printed text again, and every way ends at stored values.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import type { Ctx } from '../../electron/core/context.js';
import { explain } from '../../electron/core/statistics/figure-detail.js';
import { detailOf } from '../../electron/core/statistics/value-detail.js';
import { listUnits } from '../../electron/core/store/unit-store.js';
import { buildTable } from '../../electron/core/tables/build-table.js';
import { planTable } from '../../electron/core/tables/plan-table.js';
import { sourceLines } from '../../electron/core/tables/sources.js';
import { CALLS } from '../../shared/contract/index.js';
import { figure, indicator, USUAL, type TableLayout } from '../../shared/reports/define.js';
import { LAYOUTS } from '../../shared/reports/layouts/index.js';
import type { FactRef } from '../../shared/reports/print-table.js';
import { contextOf, openSampleStore, SAMPLE_PERIOD } from '../helpers/memory-store.js';
import { addSampleLedgers } from '../helpers/sample-ledgers.js';

let ctx: Ctx;
beforeAll(async () => {
  const store = await openSampleStore();
  addSampleLedgers(store);
  ctx = contextOf(store);
});
afterAll(() => ctx.store.db.close());

/** Everything that the language of figures has, over groups and years. */
const ALL: TableLayout = {
  ...USUAL,
  name: 'all',
  title: '全部',
  description: '',
  rows: {
    axis: 'groups',
    groups: [
      { label: '东', units: ['滕州市', '山亭区'] },
      { label: '西', units: ['薛城区'] },
    ],
    withUnits: true,
  },
  columns: {
    by: 'list',
    nodes: ['C06', 'C14', 'C15', 'C39', 'Y01'].map((code) =>
      indicator(
        code,
        figure('current', { yearsBack: 1 }),
        ...(['current', 'last-year', 'change', 'difference', 'month', 'target', 'distance'] as const),
        ...(['completion', 'pace-gap', 'rank', 'share', 'month-change', 'per-capita'] as const),
      ),
    ),
  },
};

const tables = (): TableLayout[] => [...LAYOUTS.filter(({ name }) => name !== 'reporting' && name !== 'subsidy'), ALL];

function ask(key: FactRef): ReturnType<typeof explain> {
  const answer = explain(ctx, CALLS['values.explain'].params.parse({ key }));
  expect(CALLS['values.explain'].result.parse(answer)).toEqual(answer);
  return answer;
}

test('every printed number is said again by its explanation, with a formula, parts or a source', () => {
  let asked = 0;
  for (const layout of tables()) {
    const table = buildTable(ctx, layout, SAMPLE_PERIOD, {});
    for (const row of table.bodyRows)
      for (const cell of row.cells) {
        if (!cell.ref) continue;
        const answer = ask(cell.ref);
        expect([layout.name, cell.ref, answer.text]).toEqual([layout.name, cell.ref, cell.text]);
        asked += 1;
      }
  }
  expect(asked).toBeGreaterThan(1500);
});

test('every way ends at stored values within a few steps', () => {
  const seen = new Set<string>();
  let ends = 0;
  const walk = (key: FactRef, depth: number): void => {
    const id = JSON.stringify(key);
    if (seen.has(id)) return;
    seen.add(id);
    expect(depth).toBeLessThan(5);
    const answer = ask(key);
    if (answer.text === '—' || answer.text === '未报') return;
    if (answer.parts.length === 0 && key.figure === 'current') {
      const { unitId, code, period, basis } = key;
      const detail = detailOf(ctx, { key: { unitId, code, period, basis } });
      expect(detail.revisions.length, id).toBeGreaterThan(0);
      ends += 1;
    } else if (key.figure !== 'target' || answer.parts.length > 0)
      expect(answer.parts.length, `${id} ${answer.formula}`).toBeGreaterThan(0);
    for (const part of answer.parts) walk(part.key, depth + 1);
  };
  const table = buildTable(ctx, ALL, SAMPLE_PERIOD, {});
  for (const row of table.bodyRows) for (const cell of row.cells) if (cell.ref) walk(cell.ref, 0);
  expect(ends).toBeGreaterThan(40);
});

describe('one step', () => {
  const of = (code: string, figureKind: FactRef['figure'], unit: string | null = null) =>
    ask({
      unitId: unit === null ? null : listUnits(ctx.store).find((one) => one.name === unit)!.id,
      code,
      period: SAMPLE_PERIOD,
      basis: code === 'C14' || code === 'C15' ? 'asof' : 'ytd',
      figure: figureKind,
    });
  test('a change leads to both years, a ratio of last year to the denominator of the reporting year', () => {
    expect(of('C06', 'change').parts.map((part) => part.text)).toEqual(['405', '369']);
    const [, lastYear] = of('C15', 'difference').parts;
    expect(lastYear!.text).toBe('6.96');
    expect(ask(lastYear!.key).parts.map((part) => [part.key.code, part.key.period])).toEqual([
      ['C14', '2021-07'],
      ['P01', '2021-12'],
    ]);
  });
  test('a rank leads to the values that were ranked, in their order', () => {
    const { parts, formula } = of('C06', 'rank', '薛城区');
    expect(parts).toHaveLength(7);
    expect(parts[0]).toMatchObject({ label: '第1位', unit: '滕州市', text: '168' });
    expect(formula).toContain('从大到小');
  });
  test('a share leads to part and whole, a completion to value and target', () => {
    expect(of('Y01', 'share', '滕州市').parts.map((part) => part.text)).toEqual(['22330.18', '44830.18']);
    const table = buildTable(ctx, 'target-completion', SAMPLE_PERIOD, {});
    const rates = table.bodyRows
      .flatMap((row) => row.cells)
      .filter((cell) => cell.ref?.figure === 'completion' && cell.number !== undefined);
    expect(rates.length).toBeGreaterThan(3);
    for (const rate of rates) {
      const [value, target] = ask(rate.ref!).parts.map((part) => Number(part.text));
      expect((100 * value!) / target!).toBeCloseTo(Number(rate.text), 0);
    }
  });
  test('a value that a ledger counts too leads to its rows', () => {
    const { ledgers } = of('Y02', 'current', '滕州市');
    expect(ledgers).toHaveLength(1);
    expect(ledgers[0]).toMatchObject({ id: 'pledge', text: '30', total: 30 });
    expect(ledgers[0]!.rows).toHaveLength(30);
    expect(ledgers[0]!.rows.every((row) => row.text !== '' && row.number === '')).toBe(true);
    const amounts = of('Y01', 'current', '滕州市').ledgers[0]!;
    const sum = amounts.rows.reduce((whole, row) => whole + Math.round(Number(row.number) * 100), 0);
    expect(sum).toBe(Math.round(Number(amounts.text) * 100));
  });
  test('the list of sources names numbers, not only formulas', () => {
    const lines = sourceLines(ctx, planTable(ctx, 'pledge', SAMPLE_PERIOD, {}));
    const line = lines.find(
      (one) => one.unit === '全市' && one.indicator.includes('登记金额') && one.figure.startsWith('同比'),
    )!;
    expect(line.formula).toContain('44830.18');
    expect(line.formula).toContain('10188.68');
    expect(lines.every((one) => one.formula !== '' || one.file !== '' || one.text !== '')).toBe(true);
  });
});
