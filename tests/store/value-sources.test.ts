// Sources that come with an import: claims that stand in for last year, and ratios that were submitted and only compared.

import { expect, test } from 'vitest';

import { listPeriodValues } from '../../electron/core/statistics/list-values.js';
import { gridOf } from '../../electron/core/statistics/values-grid.js';
import { detailOf } from '../../electron/core/statistics/value-detail.js';
import { benchmarkTables } from '../../electron/core/statistics/benchmarks.js';
import { factsOf } from '../../electron/core/statistics/service.js';
import { listIndicators } from '../../electron/core/store/indicator-store.js';
import { DEFAULT_SETTINGS } from '../../shared/model/default-settings.js';
import { addBenchmark } from '../../electron/core/store/target-store.js';
import { listUnits } from '../../electron/core/store/unit-store.js';
import { addRevisions } from '../../electron/core/store/value-store.js';
import { write } from '../../electron/core/store/write.js';
import { buildTable } from '../../electron/core/tables/build-table.js';
import { CALLS } from '../../shared/contract/index.js';
import { addSampleUnits, addValues, openTestStore } from '../helpers/memory-store.js';

const settings = DEFAULT_SETTINGS;
const FILE = 'districts/滕州市.xlsx';

async function storeWithImport() {
  const store = await openTestStore();
  addSampleUnits(store);
  const unitId = listUnits(store)[0]!.id;
  const indicators = new Map(listIndicators(store).map((indicator) => [indicator.code, indicator.id]));
  write(store, { kind: 'import', label: '导入', operator: '测试', topics: ['values'] }, (changeSetId) => {
    const issues = [{ severity: 'warn', rule: 'x', sheet: '月报表', cell: 'E6', message: '同比变动较大' }];
    const report = { issues, ratioChecks: [{ unitId, code: 'C15', sheet: '月报表', cell: 'E12', text: '8.2' }] };
    store.db.exec(`
      INSERT INTO original_file VALUES ('x', 1, 'raw', x'00', '2022-08-05');
      INSERT INTO import_batch VALUES (1, '2022-08-05', '测试', '导入', NULL);`);
    store.db
      .prepare(`INSERT INTO import_file VALUES (1, 1, ?, ?, 'x', 'unit-report', 1, ?)`)
      .run(changeSetId, FILE, JSON.stringify(report));
    store.db
      .prepare('INSERT INTO submission (id, import_file_id, unit_id, period, revision) VALUES (1, 1, ?, 202207, 1)')
      .run(unitId);
    store.db
      .prepare(`INSERT INTO claim VALUES (202107, ?, 0, ?, 1, 0, 150, ?, '月报表', 'F6', '150', '件')`)
      .run(indicators.get('C06')!, unitId, changeSetId);
    addBenchmarks(changeSetId);
  });
  function addBenchmarks(changeSetId: number): void {
    const source = { importFileId: 1, sheet: 'Sheet1', cell: 'B3', text: '', sourceMeasure: '件/万人' };
    for (const [place, value] of [
      ['济南市', 400_000],
      ['青岛市', 400_000],
      ['枣庄市', 79_600],
      ['全省', 190_000],
    ] as const)
      addBenchmark(
        store,
        changeSetId,
        { period: '2022-07', basis: 'asof', indicatorId: indicators.get('C15')!, place, value },
        source,
      );
  }
  addValues(store, '2022-07', 'ytd', { C06: { 滕州市: 168 } });
  addValues(store, '2022-07', 'asof', { C14: { 滕州市: 1290 } });
  return { store, unitId };
}

test('a claim stands in for last year, is listed with its cell and named in the note of the table', async () => {
  const { store, unitId } = await storeWithImport();
  const listed = listPeriodValues({ store, settings }, '2021-07');
  expect(CALLS['values.list'].result.parse(listed)).toEqual(listed);
  expect(listed.values).toEqual([
    expect.objectContaining({
      unit: '滕州市',
      code: 'C06',
      value: '150',
      source: { file: FILE, sheet: '月报表', cell: 'F6', text: '150', note: '来源：本年报表同期栏' },
    }),
    expect.objectContaining({
      unit: '合计',
      code: 'C06',
      value: null,
      source: {
        formula: '',
        inputs: [],
        note: '只有滕州市有这项数，报送任务也没有要求各单位报，不算作全市合计',
      },
    }),
  ]);
  const fact = factsOf({ store, settings }, '2022-07').byCode.get('C06')!.units.get(unitId)!;
  expect([fact.lastYearIsClaim, fact.lastYear.value]).toEqual([true, 150n]);
  const detail = detailOf({ store, settings }, { key: { unitId, code: 'C06', period: '2021-07', basis: 'ytd' } });
  expect(detail).toMatchObject({ origin: 'claim', text: '150', note: '来源：本年报表同期栏', importFileId: 1 });
  const table = buildTable({ store, settings }, 'monthly-summary', '2022-07', { codes: ['C06'] });
  expect(table.notes.join()).toContain('滕州市的上年同期数来源：本年报表同期栏。');
});

test('a stored value replaces the claim without a question', async () => {
  const { store } = await storeWithImport();
  addValues(store, '2021-07', 'ytd', { C06: { 滕州市: 149 } });
  const [value] = listPeriodValues({ store, settings }, '2021-07').values;
  expect(value).toMatchObject({ value: '149', source: { entered: '测试' } });
});

test('a table does not name the claim of an enterprise, which stands in no line of it and in no total', async () => {
  const { store, unitId } = await storeWithImport();
  store.db.prepare("UPDATE reporting_unit SET kind = 'enterprise', counts_in_total = 0 WHERE id = ?").run(unitId);
  const table = buildTable({ store, settings }, 'monthly-summary', '2022-07', { codes: ['C06'] });
  expect(table.notes.join()).not.toContain('同期栏');
});

test('a submitted ratio is never the value; its cell stands beside the formula', async () => {
  const { store } = await storeWithImport();
  const listed = listPeriodValues({ store, settings }, '2022-07');
  expect(CALLS['values.list'].result.parse(listed)).toEqual(listed);
  expect(listed.values.find((value) => value.unit === '滕州市' && value.code === 'C15')).toMatchObject({
    value: '8.2',
    numerator: '1290',
    denominator: '157.36',
    source: { formula: expect.stringContaining('÷') as string, file: FILE, sheet: '月报表', cell: 'E12', text: '8.2' },
  });
});

test('a finding noted at the cell marks the value on the grid and stands in its detail', async () => {
  const { store, unitId } = await storeWithImport();
  const indicatorId = listIndicators(store).find((indicator) => indicator.code === 'C06')!.id;
  write(store, { kind: 'import', label: '导入', operator: '测试', topics: ['values'] }, (changeSetId) =>
    addRevisions(store, changeSetId, [
      {
        unitId,
        indicatorId,
        period: '2022-07',
        basis: 'ytd',
        state: 'value',
        value: 170,
        origin: 'import',
        submissionId: 1,
        sheet: '月报表',
        cell: 'E6',
        text: '170',
        sourceMeasure: '件',
        reason: null,
      },
    ]),
  );
  const grid = gridOf({ store, settings }, '2022-07', 'cumulative');
  const column = grid.columns.findIndex((candidate) => candidate.code === 'C06');
  const marks = grid.rows.map((row) => row.values[column]!.hasIssue);
  expect(marks).toEqual([false, true, false, false, false, false, false, false]);
  const detail = detailOf({ store, settings }, { key: { unitId, code: 'C06', period: '2022-07', basis: 'ytd' } });
  expect(detail.issues).toEqual([{ severity: 'warn', message: '同比变动较大' }]);
  expect(detail.revisions.map((revision) => revision.text)).toEqual(['170', '168']);
  expect(detail.source).toEqual({ file: FILE, sheet: '月报表', cell: 'E6', text: '170' });
});

test('a place is computed from the table and cites it; the province itself is no place', async () => {
  const { store } = await storeWithImport();
  const [table] = benchmarkTables({ store, settings }, '2022-07');
  expect(table!.places.map((place) => [place.place, place.rank, place.own])).toEqual([
    ['济南市', 1, false],
    ['青岛市', 1, false],
    ['枣庄市', 3, true],
    ['全省', null, false],
  ]);
  expect(table!.statement).toBe('据《滕州市》计算，枣庄市每万人口发明专利拥有量列第3位');
  const printed = buildTable({ store, settings }, 'monthly-summary', '2022-07', { codes: ['C15'] });
  expect(printed.notes.at(-1)).toBe(`${table!.statement}。`);
});
