// Three sources of one number: 上级下发, 填报单位报送, 台账汇总. What is printed follows the choice of the office everywhere, nothing that is
// stored changes, and what an issued whole is more than its units stands in a row of its own.

import { beforeEach, describe, expect, test } from 'vitest';

import type { Ctx } from '../../electron/core/context.js';
import * as history from '../../electron/core/history/handlers.js';
import * as definitions from '../../electron/core/ledgers/definitions.js';
import { saveRows } from '../../electron/core/ledgers/save.js';
import { listPeriodValues } from '../../electron/core/statistics/list-values.js';
import { knownSources } from '../../electron/core/statistics/other-sources.js';
import { factsOf } from '../../electron/core/statistics/service.js';
import { detailOf } from '../../electron/core/statistics/value-detail.js';
import { buildChart } from '../../electron/core/charts/build-chart.js';
import { listIssued, saveIssued } from '../../electron/core/statistics/issued-entry.js';
import { saveValues } from '../../electron/core/statistics/value-entry.js';
import { gridOf } from '../../electron/core/statistics/values-grid.js';
import { listIndicators } from '../../electron/core/store/indicator-store.js';
import { findLedger } from '../../electron/core/store/ledger-list.js';
import { addIssuedValue } from '../../electron/core/store/issued-store.js';
import { DEFAULT_SETTINGS } from '../../shared/model/default-settings.js';
import { saveTargetBasis } from '../../electron/core/store/target-basis-store.js';
import { addBenchmark, addTarget } from '../../electron/core/store/target-store.js';
import { saveUnit } from '../../electron/core/store/unit-edit-store.js';
import { listUnits } from '../../electron/core/store/unit-store.js';
import { write } from '../../electron/core/store/write.js';
import { buildTable } from '../../electron/core/tables/build-table.js';
import { sourceLines } from '../../electron/core/tables/sources.js';
import { planTable } from '../../electron/core/tables/plan-table.js';
import { monthlyTask } from '../../electron/core/tasks/default-task.js';
import { save as saveTask } from '../../electron/core/tasks/handlers.js';
import { besidePrinted } from '../../renderer/features/values/beside-printed.js';
import { NO_DRAFTS, withEntries, type Drafts } from '../../renderer/features/values/drafts.js';
import { CALLS } from '../../shared/contract/index.js';
import { ownLedgerSchema } from '../../shared/ledgers/own.js';
import { ledgerOf } from '../../shared/ledgers/registry.js';
import type { ChartQuery } from '../../shared/charts/chart.js';
import type { Basis, Period } from '../../shared/model/period.js';
import type { SourceChoices } from '../../shared/model/value-source.js';
import { indicator, USUAL, type LayoutNode, type TableLayout } from '../../shared/reports/define.js';
import { dump } from '../helpers/dump.js';
import { addSampleUnits, addValues, contextOf, openTestStore } from '../helpers/memory-store.js';

const PERIOD: Period = '2022-07';
const SUBMITTED = { 滕州市: 100, 薛城区: 50, 山亭区: 10, 市中区: 20, 峄城区: 30, 台儿庄区: 40, 枣庄高新区: 60 };
const NO_SOURCE = { importFileId: null, sheet: null, cell: null, text: null, sourceMeasure: null };

let ctx: Ctx;
beforeEach(async () => {
  const store = await openTestStore();
  addSampleUnits(store);
  addValues(store, PERIOD, 'ytd', { C06: SUBMITTED, Y02: SUBMITTED });
  ctx = contextOf(store);
});

const choosing = (valueSources: SourceChoices): Ctx => ({ ...ctx, settings: { ...DEFAULT_SETTINGS, valueSources } });
const unitId = (name: string): number => listUnits(ctx.store).find((unit) => unit.name === name)!.id;
const idOf = (code: string): number => listIndicators(ctx.store).find((one) => one.code === code)!.id;

/** Stores issued values as one change set; null names the whole area. */
function issue(code: string, values: [string | null, number | null][], period = PERIOD, basis: Basis = 'ytd'): void {
  write(ctx.store, { kind: 'import', label: '上级下发', operator: '测试', topics: ['values'] }, (changeSetId) => {
    for (const [name, value] of values) {
      const key = { unitId: name === null ? null : unitId(name), indicatorId: idOf(code), period, basis, value };
      addIssuedValue(ctx.store, changeSetId, key, NO_SOURCE);
    }
  });
}

function rowsOf(of: Ctx, code = 'C06'): string[][] {
  const table = buildTable(of, 'monthly-summary', PERIOD, { codes: [code], figures: ['current'] });
  return table.bodyRows.map((row) => row.cells.map((cell) => cell.text));
}
const printed = (of: Ctx, unit: string, code = 'C06'): string | undefined =>
  rowsOf(of, code).find((row) => row[0]!.endsWith(unit))?.[1];
const notes = (of: Ctx, code = 'C06'): string[] =>
  buildTable(of, 'monthly-summary', PERIOD, { codes: [code], figures: ['current', 'change'] }).notes;

describe('which source is printed', () => {
  test('patents print what was issued, where it is there; the choice changes every reader and nothing stored', () => {
    issue('C06', [['滕州市', 97]]);
    const before = dump(ctx.store.db);
    const key = { unitId: unitId('滕州市'), code: 'C06', period: PERIOD, basis: 'ytd' as const };
    const read = (of: Ctx) => ({
      table: printed(of, '滕州市'),
      total: printed(of, '全市'),
      grid: gridOf(of, PERIOD, 'cumulative')
        .rows.find((row) => row.unit === '滕州市')!
        .values.find((_, index) => gridOf(of, PERIOD, 'cumulative').columns[index]!.code === 'C06')!,
      list: listPeriodValues(of, PERIOD).values.filter((one) => one.unit === '滕州市' && one.code === 'C06'),
      panel: detailOf(of, { key }),
      facts: factsOf(of, PERIOD).byCode.get('C06')!.units.get(key.unitId)!.from,
    });
    const byDefault = read(ctx);
    expect(byDefault).toMatchObject({
      table: '97',
      total: '307',
      facts: 'issued',
      grid: { text: '97', origin: 'issued' },
    });
    expect(byDefault.list).toHaveLength(1);
    expect(byDefault.list[0]!).toMatchObject({ value: '97', source: { entered: '上级下发' } });
    expect(byDefault.panel).toMatchObject({ text: '97', origin: 'issued', value: '97' });
    expect(byDefault.panel.sources.map((one) => [one.source, one.text, one.isPrinted])).toEqual([
      ['issued', '97', true],
      ['submitted', '100', false],
    ]);
    expect(CALLS['values.detail'].result.parse(byDefault.panel)).toEqual(byDefault.panel);

    const submitted = read(choosing({ C06: 'submitted' }));
    expect(submitted).toMatchObject({
      table: '100',
      total: '310',
      facts: 'submitted',
      grid: { text: '100', origin: 'manual' },
    });
    expect(submitted.list[0]!.value).toBe('100');
    expect(submitted.panel).toMatchObject({ text: '100', origin: 'manual' });
    expect(submitted.panel.sources.map((one) => [one.source, one.isPrinted])).toEqual([
      ['issued', false],
      ['submitted', true],
    ]);
    expect(dump(ctx.store.db)).toEqual(before);
    expect(notes(ctx)).toContain('发明授权中，滕州市为上级下发数，其余为各填报单位报送数。');
    expect(notes(choosing({ C06: 'submitted' })).join()).not.toContain('上级下发');
  });

  test('other indicators print submissions unless the office says otherwise', () => {
    issue('Y02', [['滕州市', 5]]);
    expect(printed(ctx, '滕州市', 'Y02')).toBe('100');
    expect(printed(choosing({ Y02: 'issued' }), '滕州市', 'Y02')).toBe('5');
    expect(
      detailOf(ctx, { key: { unitId: unitId('滕州市'), code: 'Y02', period: PERIOD, basis: 'ytd' } }).sources,
    ).toHaveLength(2);
  });

  test('a unit of which only the province speaks has still not reported', () => {
    addValues(ctx.store, '2022-05', 'ytd', { C06: { 薛城区: 4 } });
    write(ctx.store, { kind: 'import', label: '上级下发', operator: '测试', topics: ['values'] }, (changeSetId) => {
      const key = { unitId: unitId('滕州市'), indicatorId: idOf('C06'), period: '2022-05', basis: 'ytd' as const };
      addIssuedValue(ctx.store, changeSetId, { ...key, value: 3 }, NO_SOURCE);
    });
    const warned = (): string =>
      buildTable(ctx, 'monthly-summary', '2022-05', { codes: ['C06'], figures: ['current'] }).warnings[0]!;
    expect(warned()).toMatch(/^6个填报单位未报：滕州市/);
    // Nor has one whose file left the cell empty.
    addValues(ctx.store, '2022-05', 'ytd', { C06: { 山亭区: null } });
    expect(warned()).toMatch(/^6个填报单位未报：滕州市、山亭区/);
  });

  test('a value that was taken back holds no longer, and undo brings it back', () => {
    issue('C06', [['滕州市', 97]]);
    issue('C06', [['滕州市', null]]);
    expect(printed(ctx, '滕州市')).toBe('100');
    history.undo(ctx, { id: history.list(ctx, { limit: 1 }).changes[0]!.id });
    expect(printed(ctx, '滕州市')).toBe('97');
  });

  test('the ledger counts where it is chosen: units without a row have none, a year without any row keeps its submissions', () => {
    addValues(ctx.store, '2021-07', 'ytd', { Y02: SUBMITTED });
    const row = { unit: '滕州市', enterprise: '甲有限公司', bank: '农行', amount: '500', registeredOn: '2022-03-01' };
    saveRows(ctx.store, ledgerOf('pledge')!, [{ id: null, values: row }], { operator: '测试', period: PERIOD });
    const rollup = choosing({ Y02: 'rollup' });
    expect(rowsOf(rollup, 'Y02').map((one) => one[1])).toEqual(['1', '1', '0', '0', '0', '0', '0', '0']);
    const fact = factsOf(rollup, PERIOD).byCode.get('Y02')!.units.get(unitId('薛城区'))!;
    expect(fact).toMatchObject({ from: 'rollup', lastYearFrom: 'submitted', figure: { state: 'zero' } });
    expect(fact.lastYear.value).toBe(50n);
    expect(notes(rollup, 'Y02').join('')).toMatch(/为台账汇总数.*本期数与上年同期数来源不同/);
    expect(
      detailOf(rollup, { key: { unitId: unitId('滕州市'), code: 'Y02', period: PERIOD, basis: 'ytd' } }),
    ).toMatchObject({
      origin: 'rollup',
      text: '1',
      formula: expect.stringContaining('专利权质押融资：'),
    });
  });

  test('a ledger has a number of a quarter where one ends, and of no other three months', () => {
    const row = { unit: '滕州市', enterprise: '甲有限公司', bank: '农行', amount: '500', registeredOn: '2022-05-01' };
    saveRows(ctx.store, ledgerOf('pledge')!, [{ id: null, values: row }], { operator: '测试', period: PERIOD });
    const basesIn = (period: Period): Basis[] =>
      listPeriodValues(choosing({ Y02: 'rollup' }), period)
        .values.filter((one) => one.unit === '滕州市' && one.code === 'Y02')
        .map((one) => one.basis);
    expect(basesIn('2022-06')).toEqual(['ytd', 'quarter']);
    // Not the 1 of May to July as 第三季度.
    expect(basesIn('2022-07')).toEqual(['ytd']);
  });

  test('the grid says of a total that last year was counted elsewhere, and of no unit that was not', () => {
    addValues(ctx.store, '2021-07', 'ytd', { C06: SUBMITTED });
    const differs = () => {
      const grid = gridOf(ctx, PERIOD, 'cumulative');
      const at = grid.columns.findIndex((column) => column.code === 'C06');
      return grid.rows.filter((row) => row.values[at]!.hasOtherSourceLastYear === true).map((row) => row.unit);
    };
    expect(differs()).toEqual([]);
    issue('C06', [[null, 400]]);
    expect(differs()).toEqual(['全市']);
    issue('C06', [['薛城区', 49]]);
    expect(differs()).toEqual(['全市', '薛城区']);
    issue('C06', [[null, null]]);
    expect(differs()).toEqual(['全市', '薛城区']);
  });

  test('what the panel of a total says of the ledger is the total that the ledger would print', () => {
    const row = { enterprise: '甲有限公司', bank: '农行', amount: '500', registeredOn: '2022-03-01' };
    const rows = [
      { id: null, values: { ...row, unit: '滕州市' } },
      { id: null, values: { ...row, enterprise: '乙有限公司', unit: '枣庄高新区' } },
    ];
    saveRows(ctx.store, ledgerOf('pledge')!, rows, { operator: '测试', period: PERIOD });
    ctx.store.db.prepare("UPDATE reporting_unit SET counts_in_total = 0 WHERE name = '枣庄高新区'").run();
    const rollup = choosing({ Y02: 'rollup' });
    const total = factsOf(rollup, PERIOD).byCode.get('Y02')!.total.figure.value;
    expect(total).toBe(1n);
    const detail = detailOf(ctx, { key: { unitId: null, code: 'Y02', period: PERIOD, basis: 'ytd' } });
    const ofLedger = detail.sources.find((one) => one.source === 'rollup')!;
    expect(ofLedger).toMatchObject({ text: '1', note: expect.stringContaining('另有1') });
  });

  test('what the ledger holds of nobody, or of a unit that has ended, is in no sum and is said', () => {
    const row = { enterprise: '甲有限公司', grantedOn: '2022-03-01', status: '有效' };
    const rows = ['滕州市', '台儿庄区', null].map((unit, n) => ({
      id: null,
      values: { ...row, unit, patentNo: ['202210123401.0', '202210123403.X', '202210123405.9'][n]! },
    }));
    const saved = saveRows(ctx.store, ledgerOf('patent')!, rows, { operator: '测试', period: PERIOD });
    expect(saved.rows.flatMap(({ findings }) => findings)).toEqual([]);
    write(ctx.store, { kind: 'units', label: '到期', operator: '测试', topics: ['units'] }, () => {
      const { id, ...unit } = listUnits(ctx.store).find(({ name }) => name === '台儿庄区')!;
      saveUnit(ctx.store, id, { ...unit, validTo: '2022-05' });
    });
    const rollup = choosing({ C06: 'rollup' });
    expect(rowsOf(rollup, 'C06')[0]![1]).toBe('1');
    const said = notes(rollup, 'C06').filter((note) => note.includes('没有计入'));
    expect(said).toHaveLength(2);
    expect(said.join('')).toContain('属于台儿庄区（2022年7月不是填报单位）的记录另有发明授权1件，没有计入');
    expect(said.join('')).toContain('没有填报单位的记录另有发明授权1件，没有计入');
    // What it handed in is kept as it is.
    const listed = listPeriodValues(rollup, PERIOD).values.filter((one) => one.unit === '台儿庄区');
    expect(listed.find(({ code }) => code === 'C06')!.value).toBe('40');
  });

  test('a ledger whose rows name no unit says nothing about units: their submissions stand', () => {
    const definition = ownLedgerSchema.parse({
      title: '质押登记流水',
      fields: [
        { name: 'x1', label: '编号', kind: 'text', required: true },
        { name: 'x2', label: '登记日期', kind: 'date' },
      ],
      keys: [['x1']],
      rollups: [{ code: 'Y02', measure: { kind: 'rows' }, on: 'x2' }],
    });
    const { ledger } = definitions.define(ctx, { ledger: null, definition });
    const rows = [{ id: null, values: { x1: '1', x2: '2022-03-01' } }];
    saveRows(ctx.store, findLedger(ctx.store, ledger)!, rows, { operator: '测试', period: PERIOD });
    const rollup = choosing({ Y02: 'rollup' });
    expect(printed(rollup, '滕州市', 'Y02')).toBe('100');
    expect(factsOf(rollup, PERIOD).byCode.get('Y02')!.total.figure.value).toBe(310n);
  });

  test('months of different sources are never subtracted', () => {
    addValues(ctx.store, '2022-06', 'ytd', { C06: SUBMITTED });
    issue('C06', [['滕州市', 97]]);
    const month = (of: Ctx) => {
      const grid = gridOf(of, PERIOD, 'month');
      const column = grid.columns.findIndex((one) => one.code === 'C06');
      return grid.rows.find((row) => row.unit === '滕州市')!.values[column]!;
    };
    expect(month(ctx)).toMatchObject({ value: null, state: 'not_applicable' });
    // The unit's own month is of its own numbers, and stands beside no issued one.
    addValues(ctx.store, PERIOD, 'month', { C06: { 滕州市: 20 } });
    expect(month(ctx)).toMatchObject({ value: null, state: 'not_applicable' });
    addValues(ctx.store, PERIOD, 'month', { C06: { 滕州市: null } });
    issue('C06', [['滕州市', 90]], '2022-06');
    expect(month(ctx)).toMatchObject({ value: '7' });
    expect(month(choosing({ C06: 'submitted' }))).toMatchObject({ value: '0' });
  });
});

describe('numbers that are compared', () => {
  const notesOf = (layout: Partial<TableLayout>): string =>
    buildTable(
      ctx,
      { ...USUAL, name: 'x', title: '试', description: '', ...layout } as TableLayout,
      PERIOD,
      {},
    ).notes.join('');
  const list = (...nodes: LayoutNode[]) => ({ columns: { by: 'list' as const, nodes } });

  test('a ratio says where what it divides is taken from, and that last year was counted elsewhere', () => {
    addValues(ctx.store, PERIOD, 'ytd', { C37: SUBMITTED, C38: SUBMITTED });
    addValues(ctx.store, '2021-07', 'ytd', { C37: SUBMITTED, C38: SUBMITTED });
    const ratio = list(indicator('C39', 'current', 'change'));
    expect(notesOf(ratio)).not.toMatch(/上级下发|来源不同/);
    issue('C37', [['滕州市', 200]]);
    expect(notesOf(ratio)).toContain('非正常应核查中，滕州市为上级下发数，其余为各填报单位报送数。');
    expect(notesOf(ratio)).toContain('非正常撤回率的滕州市本期数与上年同期数来源不同，同比仅供参考。');
    const grid = gridOf(ctx, PERIOD, 'cumulative');
    const at = grid.columns.findIndex((column) => column.code === 'C39');
    const differing = grid.rows.filter((row) => row.values[at]!.hasOtherSourceLastYear === true);
    expect(differing.map((row) => row.unit)).toEqual(['全市', '滕州市']);
  });

  test('环比 of two sources is said, of a state and of 当月', () => {
    addValues(ctx.store, '2022-06', 'ytd', { C06: { ...SUBMITTED, 滕州市: 80 } });
    addValues(ctx.store, '2022-05', 'ytd', { C06: { ...SUBMITTED, 滕州市: 50 } });
    for (const month of ['2022-06', PERIOD]) addValues(ctx.store, month, 'asof', { C14: SUBMITTED });
    const changes = list(indicator('C14', 'current', 'month-change'), indicator('C06', 'month', 'month-change'));
    expect(notesOf(changes)).not.toContain('来源不同');
    issue('C14', [['滕州市', 90]], PERIOD, 'asof');
    issue('C06', [['滕州市', 7]]);
    issue('C06', [['滕州市', 9]], PERIOD, 'month');
    expect(notesOf(changes)).toContain('有效发明专利、发明授权的滕州市本月数与上月数来源不同，环比仅供参考。');
  });

  test('完成率 by 净增 over a base of another source is said', () => {
    addValues(ctx.store, PERIOD, 'asof', { C14: SUBMITTED });
    issue('C14', [['滕州市', 50]], '2021-12', 'asof');
    write(ctx.store, { kind: 'targets', label: '目标', operator: '测试', topics: ['values'] }, (changeSetId) => {
      const holder = { unitId: unitId('滕州市'), indicatorId: idOf('C14') };
      addTarget(ctx.store, changeSetId, { ...holder, year: 2022, value: 200 }, NO_SOURCE);
      saveTargetBasis(ctx.store, 2022, { ...holder, mode: 'net_increase', base: null, words: '', done: null });
    });
    const completion = list(indicator('C14', 'current', 'completion'));
    expect(notesOf(completion)).toContain('有效发明专利的滕州市本期数与上年末数来源不同，完成率仅供参考。');
    issue('C14', [['滕州市', 100]], PERIOD, 'asof');
    expect(notesOf(completion)).not.toContain('来源不同');
  });

  test('months of a table whose numbers are taken from elsewhere than the newest are named', () => {
    for (const month of ['2022-05', '2022-06']) addValues(ctx.store, month, 'ytd', { C06: SUBMITTED });
    const months = { ...list(indicator('C06', 'current')), rows: { axis: 'months' as const, onlyTotal: true } };
    expect(notesOf(months)).not.toContain('上级下发');
    issue('C06', [[null, 500]], '2022-05');
    issue('C06', [['滕州市', 95]], '2022-06');
    expect(notesOf(months)).toContain(
      '发明授权的2022年1—5月数中，全市为上级下发数，其余为各填报单位报送数。发明授权的2022年1—6月数中，滕州市为上级下发数，其余为各填报单位报送数。',
    );
    for (const month of ['2022-05', '2022-06'])
      issue(
        'C06',
        [
          [null, null],
          ['滕州市', null],
        ],
        month,
      );
    issue('C06', [[null, 500]]);
    expect(notesOf(months)).toContain('发明授权的2022年1—5月、2022年1—6月数为各填报单位报送数。');
  });

  test('groups beside an issued whole do not make it up, and that is said', () => {
    const units = Object.keys(SUBMITTED);
    const groups = [
      { label: '东部', units: units.slice(0, 3) },
      { label: '西部', units: units.slice(3) },
    ];
    const grouped = {
      ...list(indicator('C06', 'current')),
      rows: { axis: 'groups' as const, groups, withUnits: false },
    };
    issue('C06', [[null, 310]]);
    expect(notesOf(grouped)).not.toContain('没有单列');
    issue('C06', [[null, 500]]);
    expect(notesOf(grouped)).toContain(
      '发明授权的全市数为上级下发数，与各单位之和相差的部分为市直及未划分，没有单列。',
    );
  });
});

describe('registering what was issued', () => {
  test('again is nothing, with another origin or day it is stored, and a blank where nothing stood is nothing', () => {
    const cells: { unitId: number | null; text: string }[] = [{ unitId: null, text: '400' }];
    const save = (origin: string, asOf: string | null, of = cells) =>
      saveIssued(ctx, { period: PERIOD, code: 'C06', origin, asOf, cells: of }).saved;
    expect(save('省局通报', null)).toBe(1);
    expect(save('省局通报', null)).toBe(0);
    expect(save('省局系统', null)).toBe(1);
    expect(save('省局系统', '2022-08-10')).toBe(1);
    expect(save('省局系统', '2022-08-10', [{ unitId: unitId('滕州市'), text: '' }])).toBe(0);
    expect(listIssued(ctx, { period: PERIOD, code: 'C06' }).cells[0]!.origin).toContain('省局系统');
  });
});

describe('an issued whole', () => {
  test('is the total, its units stand as 其中, and 市直及未划分 makes up the difference', () => {
    issue('C06', [[null, 325]]);
    const rows = rowsOf(ctx);
    expect(rows[0]).toEqual(['全市', '325']);
    expect(rows[1]![0]).toBe('其中：滕州市');
    expect(rows.at(-1)!.map((text) => text.trim())).toEqual(['市直及未划分', '15']);
    const sum = rows.slice(1).reduce((total, row) => total + Number(row[1]), 0);
    expect(sum).toBe(325);
    expect(notes(ctx)).toContain('“市直及未划分”为上级下发的全市数减去各单位之和。');
    const nodes = [indicator('C06', 'current', 'per-capita')];
    const layout = { ...USUAL, name: 'x', title: '试', description: '', columns: { by: 'list' as const, nodes } };
    const perCapita = buildTable(ctx, layout, PERIOD, {}).bodyRows.map((row) => row.cells[2]!.text);
    // 325 ÷ 385.56; the rest has no population of its own, and never the city's number.
    expect([perCapita[0], perCapita.at(-1)]).toEqual(['0.84', '—']);
    expect(rowsOf(choosing({ C06: 'submitted' }))).toHaveLength(8);
    expect(rowsOf(choosing({ C06: 'submitted' }))[0]).toEqual(['全市', '310']);
    const grid = gridOf(ctx, PERIOD, 'cumulative');
    expect(grid.rows.at(-1)).toMatchObject({ unit: '市直及未划分', isResidual: true });
    expect(CALLS['values.grid'].result.parse(grid)).toEqual(grid);
    expect(listPeriodValues(ctx, PERIOD).values.find((one) => one.unit === '合计' && one.code === 'C06')).toMatchObject(
      {
        value: '325',
        source: { entered: '上级下发' },
      },
    );
    const panel = detailOf(ctx, { key: { unitId: null, code: 'C06', period: PERIOD, basis: 'ytd' } });
    expect(panel.sources.map((one) => [one.source, one.text, one.isPrinted])).toEqual([
      ['issued', '325', true],
      ['submitted', '310', false],
    ]);
    const lines = sourceLines(ctx, planTable(ctx, 'monthly-summary', PERIOD, { codes: ['C06'], figures: ['current'] }));
    expect(lines.find((line) => line.unit === '全市')).toMatchObject({ printed: '325', text: '上级下发' });
  });

  test('leaves over a number and its change; 当月, 单季 and 完成率 are of the total alone', () => {
    addValues(ctx.store, '2022-03', 'ytd', { C06: SUBMITTED });
    addValues(ctx.store, '2022-06', 'ytd', { C06: SUBMITTED, C05: SUBMITTED });
    issue('C06', [[null, 400]], '2022-03');
    issue('C06', [[null, 700]], '2022-06');
    write(ctx.store, { kind: 'targets', label: '目标', operator: '测试', topics: ['values'] }, (changeSetId) => {
      for (const name of Object.keys(SUBMITTED))
        for (const code of ['C05', 'C06'])
          addTarget(
            ctx.store,
            changeSetId,
            { unitId: unitId(name), indicatorId: idOf(code), year: 2022, value: 100 },
            NO_SOURCE,
          );
    });
    const nodes = [indicator('C06', 'current', 'month', 'quarter', 'target', 'completion')];
    const layout = { ...USUAL, name: 'x', title: '试', description: '', columns: { by: 'list' as const, nodes } };
    const rows = buildTable(ctx, layout, '2022-06', {}).bodyRows.map((row) => row.cells.map(({ text }) => text.trim()));
    expect(rows[0]!.slice(1)).toEqual(['700', '—', '300', '700', '100.0']);
    expect(rows.at(-1)).toEqual(['市直及未划分', '390', '—', '—', '—', '—']);
    const cellOf = (view: 'cumulative' | 'quarter', code: string) => {
      const grid = gridOf(ctx, '2022-06', view);
      return grid.rows.at(-1)!.values[grid.columns.findIndex((column) => column.code === code)]!;
    };
    expect(cellOf('quarter', 'C06').text).toBe('—');
    expect(cellOf('cumulative', 'C06')).toMatchObject({ text: '390', completion: '' });
    // A column whose total is the sum of its units has nothing in this row.
    expect(cellOf('cumulative', 'C05')).toMatchObject({ text: '', change: '', completion: '', missing: 0 });
  });

  test('is told from the sums beside it in a chart, which names both sources', () => {
    addValues(ctx.store, '2022-06', 'ytd', { C06: SUBMITTED });
    issue('C06', [[null, 325]]);
    const drawn = (part: Partial<ChartQuery>) =>
      buildChart(ctx, {
        kind: 'trend',
        period: PERIOD,
        codes: ['C06'],
        unitId: null,
        years: 1,
        view: 'cumulative',
        figure: 'completion',
        axes: 'time',
        ...part,
      } as ChartQuery);
    const trend = drawn({});
    expect(trend.series[0]!.points.slice(5, 7).map((point) => point.text)).toEqual(['310', '325']);
    expect(trend.notes).toContain('2022年7月为上级下发数，其余为各填报单位报送数。');
    expect(trend.source).toMatch(/上级下发、各填报单位报送$/);
    // Of one month alone nothing differs.
    const ranking = drawn({ kind: 'ranking' });
    expect(ranking.notes.join()).not.toContain('上级下发');
  });

  test('equal to its units it needs no row; less than its units it is warned of and no number below 0 is printed', () => {
    issue('C06', [[null, 310]]);
    expect(rowsOf(ctx)).toHaveLength(8);
    issue('C06', [[null, 300]]);
    expect(rowsOf(ctx).at(-1)![1]).toBe('—');
    const { warnings } = buildTable(ctx, 'monthly-summary', PERIOD, { codes: ['C06'], figures: ['current'] });
    expect(warnings.join()).toContain('各单位之和大于上级下发的全市数');
  });

  test('with a unit missing what is left cannot be told, and the total is complete all the same', () => {
    addValues(ctx.store, PERIOD, 'ytd', { C06: { 山亭区: null } });
    issue('C06', [[null, 325]]);
    const rows = rowsOf(ctx);
    expect(rows[0]).toEqual(['全市', '325']);
    expect(rows.at(-1)![1]).toBe('—');
    expect(factsOf(ctx, PERIOD).byCode.get('C06')!.total.missing).toEqual([]);
  });

  test('a province table that names our city has issued its value; ratios are computed from it', () => {
    addValues(ctx.store, PERIOD, 'asof', { C14: SUBMITTED });
    const ratio = () => factsOf(ctx, PERIOD).byCode.get('C15')!.total;
    const before = ratio().exact!;
    write(ctx.store, { kind: 'import', label: '省表', operator: '测试', topics: ['values'] }, (changeSetId) => {
      const row = { period: PERIOD, basis: 'asof' as const, indicatorId: idOf('C14'), place: '枣庄市', value: 620 };
      addBenchmark(ctx.store, changeSetId, row, NO_SOURCE);
    });
    expect(printed(ctx, '全市', 'C14')).toBe('620');
    const after = ratio().exact!;
    expect(after.n * before.d).toBe(2n * before.n * after.d);
  });

  test('is what the units achieved together only where all of them have targets', () => {
    const target = (...names: string[]): void =>
      write(ctx.store, { kind: 'targets', label: '目标', operator: '测试', topics: ['values'] }, (changeSetId) => {
        for (const name of names)
          addTarget(
            ctx.store,
            changeSetId,
            { unitId: unitId(name), indicatorId: idOf('C06'), year: 2022, value: 100 },
            NO_SOURCE,
          );
      });
    const nodes = [indicator('C06', 'current', 'target', 'completion', 'distance')];
    const layout = { ...USUAL, name: 'x', title: '试', description: '', columns: { by: 'list' as const, nodes } };
    const total = (): string[] =>
      buildTable(ctx, layout, PERIOD, {})
        .bodyRows[0]!.cells.slice(1)
        .map(({ text }) => text);
    issue('C06', [[null, 700]]);
    target('滕州市', '薛城区');
    // 150 of 200: the units that have a target.
    expect(total()).toEqual(['700', '200', '75.0', '-50']);
    target(...Object.keys(SUBMITTED));
    expect(total()).toEqual(['700', '700', '100.0', '0']);
  });

  test('divided by people of which a unit has none, or dividing for a unit without a number, it makes no ratio', () => {
    addValues(ctx.store, PERIOD, 'asof', { C14: SUBMITTED });
    const total = () => {
      const { figure, missing } = factsOf(ctx, PERIOD).byCode.get('C15')!.total;
      return [figure.state, missing.length];
    };
    issue('C14', [[null, 620]], PERIOD, 'asof');
    expect(total()).toEqual(['value', 0]);
    addValues(ctx.store, '2021-12', 'asof', { P01: { 滕州市: null } });
    expect(total()).toEqual(['not_submitted', 1]);
    addValues(ctx.store, '2021-12', 'asof', { P01: { 滕州市: 157.36 } });
    addValues(ctx.store, PERIOD, 'asof', { C14: { 滕州市: null } });
    expect(total()).toEqual(['not_submitted', 1]);
    issue('C14', [[null, null]], PERIOD, 'asof');
    expect(total()).toEqual(['value', 1]);
  });

  test('leaves nothing over that can be told while a unit is not asked for its number and gave none', () => {
    const six = listUnits(ctx.store).filter(({ name }) => name !== '山亭区');
    saveTask(ctx, { id: null, task: { ...monthlyTask(six.map(({ id }) => id)), codes: ['C06'] } });
    issue('C06', [[null, 325]]);
    expect(rowsOf(ctx).at(-1)![1]).toBe('15');
    addValues(ctx.store, PERIOD, 'ytd', { C06: { 山亭区: null } });
    expect(rowsOf(ctx).find(([name]) => name!.includes('山亭区'))![1]).toBe('不要求');
    // 15 and whatever 山亭区 has.
    expect(rowsOf(ctx).at(-1)![1]).toBe('—');
  });

  test('has a month of its own, whatever its units lack', () => {
    addValues(ctx.store, '2022-06', 'ytd', { C06: { 滕州市: 90 } });
    issue('C06', [[null, 300]], '2022-06');
    issue('C06', [[null, 325]]);
    const grid = gridOf(ctx, PERIOD, 'month');
    const at = grid.columns.findIndex(({ code }) => code === 'C06');
    expect(grid.rows.slice(0, 3).map((row) => row.values[at]!.text)).toEqual(['25', '10', '—']);
  });

  test('of last year is without none of the units either', () => {
    addValues(ctx.store, '2021-07', 'ytd', { C06: { ...SUBMITTED, 山亭区: null } });
    const said = (): string =>
      buildTable(ctx, 'monthly-summary', PERIOD, { codes: ['C06'], figures: ['current', 'last-year'] }).notes.join('');
    expect(said()).toContain('2021年1—7月发明授权的全市数不含山亭区（未报）。');
    issue('C06', [[null, 400]], '2021-07');
    expect(said()).not.toContain('不含');
  });

  test('a total of some units only is their sum', () => {
    issue('C06', [[null, 325]]);
    const only = [unitId('滕州市'), unitId('薛城区')];
    expect(factsOf(ctx, PERIOD, { only }).byCode.get('C06')!.total.figure.value).toBe(150n);
  });
});

test('settings show from where the values of the period are known', () => {
  issue('C06', [
    [null, 325],
    ['滕州市', 97],
  ]);
  const of = (code: string) => knownSources(ctx, PERIOD).find((one) => one.code === code)!;
  expect(of('C06')).toMatchObject({
    source: 'issued',
    usual: 'issued',
    submitted: 7,
    issued: 1,
    issuedWhole: true,
    rollup: 0,
  });
  expect(of('C02').rollup).toBeNull();
  expect(of('Y02')).toMatchObject({ source: 'submitted', submitted: 7, issued: 0, rollup: 0 });
});

describe('typing into a cell that shows another source', () => {
  const drafts = (): Drafts =>
    withEntries(NO_DRAFTS, [
      { unitId: unitId('滕州市'), code: 'C06', text: '101' },
      { unitId: unitId('薛城区'), code: 'C06', text: '51' },
    ]);

  test('is said before saving, is stored as the submission, and the panel shows both', () => {
    issue('C06', [['滕州市', 97]]);
    const grid = gridOf(ctx, PERIOD, 'cumulative');
    expect(besidePrinted(drafts(), grid)).toEqual([
      {
        unitId: unitId('滕州市'),
        code: 'C06',
        unit: '滕州市',
        indicator: grid.columns.find((column) => column.code === 'C06')!.name,
        source: '上级下发',
        printed: '97',
      },
    ]);
    const at = grid.columns.findIndex((column) => column.code === 'C06');
    const submittedOf = (of: Ctx): (string | undefined)[] =>
      gridOf(of, PERIOD, 'cumulative').rows.map((row) => row.values[at]!.submitted);
    expect(submittedOf(ctx).filter((text) => text !== undefined)).toEqual(['100']);
    const cell = { unitId: unitId('滕州市'), code: 'C06', basis: 'ytd' as const, text: '101' };
    expect(saveValues(ctx, { period: PERIOD, reason: '区局来电更正', cells: [cell] })).toMatchObject({ saved: 1 });
    expect(printed(ctx, '滕州市')).toBe('97');
    const key = { unitId: cell.unitId, code: 'C06', period: PERIOD, basis: cell.basis };
    expect(detailOf(ctx, { key }).sources.map((one) => [one.source, one.text, one.isPrinted])).toEqual([
      ['issued', '97', true],
      ['submitted', '101', false],
    ]);
    // Where the submission is printed there is nothing to say.
    expect(besidePrinted(drafts(), gridOf(choosing({ C06: 'submitted' }), PERIOD, 'cumulative'))).toEqual([]);
    expect(submittedOf(choosing({ C06: 'submitted' })).every((text) => text === undefined)).toBe(true);
  });
});

describe('上级下发 numbers that an officer types', () => {
  const typed = (cells: [string | null, string][], more: { origin?: string; code?: string } = {}) =>
    saveIssued(ctx, {
      period: PERIOD,
      code: more.code ?? 'C06',
      origin: more.origin ?? '省局7月通报',
      asOf: '2022-07-31',
      cells: cells.map(([name, text]) => ({ unitId: name === null ? null : unitId(name), text })),
    });

  test('are printed where they are chosen, with the rest as 市直及未划分, and say where they were read', () => {
    const before = dump(ctx.store.db);
    expect(
      typed([
        [null, '405'],
        ['滕州市', '168 件'],
      ]),
    ).toEqual({ saved: 2, unchanged: 0, problems: [] });
    expect([printed(ctx, '滕州市'), printed(ctx, '薛城区'), printed(ctx, '市直及未划分')]).toEqual(['168', '50', '27']);
    const detail = detailOf(ctx, { key: { unitId: unitId('滕州市'), code: 'C06', period: PERIOD, basis: 'ytd' } });
    expect(detail).toMatchObject({ origin: 'issued', text: '168', note: '登记的来源：省局7月通报，截至2022-07-31' });
    expect(detail.sources.map((one) => [one.source, one.text, one.isPrinted])).toEqual([
      ['issued', '168', true],
      ['submitted', '100', false],
    ]);
    expect(listIssued(ctx, { period: PERIOD, code: 'C06' }).cells.slice(0, 2)).toEqual([
      expect.objectContaining({ unitId: null, text: '405', origin: '省局7月通报，截至2022-07-31' }),
      expect.objectContaining({ unit: '滕州市', text: '168' }),
    ]);
    // The submission is what it was.
    expect(dump(ctx.store.db)['observation']).toEqual(before['observation']);
    history.undo(ctx, { id: history.list(ctx, { limit: 1 }).changes[0]!.id });
    expect(dump(ctx.store.db)).toEqual(before);
  });

  test('the same again is no step, an empty one takes it back, and what is no number is refused with all of its like', () => {
    typed([['滕州市', '168']]);
    expect(typed([['滕州市', '168.0']])).toEqual({ saved: 0, unchanged: 1, problems: [] });
    expect(
      typed([
        ['滕州市', '169'],
        ['薛城区', '约50'],
      ]),
    ).toMatchObject({
      saved: 0,
      problems: [{ index: 1, message: expect.stringContaining('不是数') }],
    });
    expect(typed([['薛城区', '-']]).problems[0]!.message).toContain('没有下发的请留空');
    expect(printed(ctx, '滕州市')).toBe('168');
    expect(typed([['滕州市', '']])).toMatchObject({ saved: 1 });
    expect(printed(ctx, '滕州市')).toBe('100');
    expect(() => typed([[null, '7.9']], { code: 'C15' })).toThrow(expect.objectContaining({ code: 'input.invalid' }));
  });
});
