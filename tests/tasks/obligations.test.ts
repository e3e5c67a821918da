// 不要求, 免报 and 未报 in statistics and printed tables: only a task makes a value owed (rules.md 5).

import { beforeEach, describe, expect, test } from 'vitest';

import { factText } from '../../electron/core/statistics/fact-text.js';
import * as ledgers from '../../electron/core/ledgers/handlers.js';
import { periods } from '../../electron/core/statistics/handlers.js';
import { factsOf } from '../../electron/core/statistics/service.js';
import { gridOf } from '../../electron/core/statistics/values-grid.js';
import { sourceLines } from '../../electron/core/tables/sources.js';
import { planTable } from '../../electron/core/tables/plan-table.js';
import { targetMatrix } from '../../electron/core/targets/matrix.js';
import { saveTargets } from '../../electron/core/targets/save.js';
import { explain } from '../../electron/core/statistics/figure-detail.js';
import { detailOf } from '../../electron/core/statistics/value-detail.js';
import { cellWords } from '../../renderer/features/values/grid-model.js';
import { CALLS } from '../../shared/contract/index.js';
import { DEFAULT_SETTINGS } from '../../shared/model/default-settings.js';
import type { Store } from '../../electron/core/store/store.js';
import { listUnits } from '../../electron/core/store/unit-store.js';
import { buildTable } from '../../electron/core/tables/build-table.js';
import { monthlyTask } from '../../electron/core/tasks/default-task.js';
import * as tasks from '../../electron/core/tasks/handlers.js';
import { requiredCodes } from '../../electron/core/tasks/required.js';
import type { TaskDraft } from '../../shared/tasks/define.js';
import { addSampleUnits, addValueList, contextOf, openSampleStore, openTestStore } from '../helpers/memory-store.js';

const PERIOD = '2022-07';
let store: Store;
const settings = DEFAULT_SETTINGS;
const unitId = (name: string): number => listUnits(store).find((unit) => unit.name === name)!.id;
const print = (code: string, unit: string): string =>
  factText(factsOf({ store, settings }, PERIOD).byCode.get(code)!.units.get(unitId(unit))!, 'current', 'half-up').text;
const add = (changes: Partial<TaskDraft>) =>
  tasks.save(contextOf(store), {
    id: null,
    task: { ...monthlyTask(listUnits(store).map((unit) => unit.id)), ...changes },
  });
const value = (unit: string, code: string, amount: string | null) => ({
  unit,
  code,
  period: PERIOD,
  basis: 'ytd' as const,
  value: amount,
});

describe('with the task of the sample', () => {
  test('nothing that the sample month prints changes', async () => {
    store = await openSampleStore();
    const withoutTask = (['monthly-summary', 'target-completion', 'ranking', 'values'] as const).map((name) =>
      buildTable({ store, settings }, name, PERIOD, {}),
    );
    add({});
    const withTask = (['monthly-summary', 'target-completion', 'ranking', 'values'] as const).map((name) =>
      buildTable({ store, settings }, name, PERIOD, {}),
    );
    expect(withTask).toEqual(withoutTask);
  });
});

describe('a value that is not there', () => {
  beforeEach(async () => {
    store = await openTestStore();
    addSampleUnits(store);
    addValueList(store, [value('滕州市', 'C05', '405'), value('薛城区', 'C05', '200'), value('滕州市', 'F03', '3')]);
  });

  test('is 未报 where its task asks for it, 不要求 where the task names other units or no task asks, 未报 without any task', () => {
    expect(print('F03', '市中区')).toBe('未报');
    add({ codes: ['C05'], unitIds: [unitId('滕州市'), unitId('薛城区'), unitId('山亭区')] });
    expect(print('C05', '山亭区')).toBe('未报');
    expect(print('C05', '市中区')).toBe('不要求');
    expect(print('F03', '市中区')).toBe('不要求');
    const { total } = factsOf({ store, settings }, PERIOD).byCode.get('C05')!;
    expect(total.missing).toEqual([unitId('山亭区')]);
    const cell = gridOf({ store, settings }, PERIOD, 'cumulative');
    const column = cell.columns.findIndex((one) => one.code === 'C05');
    expect(cell.rows.find((row) => row.unit === '市中区')!.values[column]).toMatchObject({
      text: '不要求',
      duty: 'not-required',
    });
  });

  test('of what nobody is asked for is named below the total of those that gave it, and is no gap to be warned of', () => {
    addValueList(store, [value('薛城区', 'F03', '2'), value('山亭区', 'C05', '1')]);
    const table = (): ReturnType<typeof buildTable> =>
      buildTable({ store, settings }, 'values', PERIOD, { codes: ['F03'] });
    expect(table().notes.join()).toContain('枣庄高新区（未报）');
    add({ codes: ['C05'] });
    const { bodyRows, notes, legend } = table();
    expect(bodyRows.map(({ cells }) => cells[1]!.text)).toEqual(['5', '3', '2', ...Array<string>(5).fill('不要求')]);
    expect(notes.join()).toContain('枣庄高新区（不要求）');
    expect(legend).toBe('说明：“不要求”表示报送任务不要求该单位填报。');
    expect(table().warnings).toEqual(['4个填报单位未报：市中区、峄城区、台儿庄区、枣庄高新区']);
  });

  test('of one indicator is 不要求 and of another 未报: each total says its own reason', () => {
    addValueList(store, [value('薛城区', 'F03', '2')]);
    add({ codes: ['C05'], unitIds: [unitId('滕州市'), unitId('薛城区'), unitId('山亭区')] });
    const { notes } = buildTable({ store, settings }, 'values', PERIOD, { codes: ['F03', 'C05'] });
    expect(notes.flatMap((note) => /全市数不含.*/.exec(note) ?? [])).toEqual([
      '全市数不含山亭区、市中区、峄城区、台儿庄区、枣庄高新区（不要求）。',
      '全市数不含山亭区（未报）。',
    ]);
  });

  test('of what nobody is asked for is no 未报 on hover, behind a total, in its sources, or among the targets', () => {
    addValueList(store, [value('薛城区', 'F03', '2')]);
    add({ codes: ['C05'] });
    const ctx = contextOf(store);
    const grid = gridOf({ store, settings }, PERIOD, 'cumulative');
    const at = grid.columns.findIndex(({ code }) => code === 'F03');
    const cell = grid.rows.find(({ unitId: id }) => id === unitId('山亭区'))!.values[at];
    expect(cellWords(cell)).toBe('不要求，计算得出');

    const key = { unitId: null, code: 'F03', period: PERIOD, basis: 'ytd', figure: 'current' } as const;
    const shown = ['3', '2', ...Array<string>(5).fill('不要求')];
    expect(explain(ctx, { key }).parts.map(({ text }) => text)).toEqual(shown);
    expect(detailOf(ctx, { key }).parts.map(({ text }) => text)).toEqual(shown);
    const plan = planTable(ctx, 'values', PERIOD, { codes: ['F03'] });
    expect(sourceLines(ctx, plan)[0]!.formula).toMatch(/ = 3 \+ 2（5个填报单位没有数）$/);

    const cells = [{ unitId: unitId('滕州市'), code: 'F04', level: 'assigned' as const, value: '5' }];
    saveTargets(ctx, { year: 2022, cells, document: '', reason: '下达' });
    const { sum, cells: ofUnits } = targetMatrix(ctx, PERIOD).columns.find(({ code }) => code === 'F04')!;
    expect([sum, ...ofUnits].map(({ sign }) => sign)).toEqual(Array<string>(8).fill('不要求'));
  });

  test('of what nobody is asked for and a ledger has is pointed out, and printed once the office takes it', () => {
    const values = { unit: '滕州市', enterprise: '甲公司', bank: '枣庄银行', registeredOn: '2022-03-01', patents: '4' };
    const rows = [{ id: null, values: { ...values, amount: '100' } }];
    const params = CALLS['ledgers.save'].params.parse({ ledger: 'pledge', period: PERIOD, rows });
    expect(ledgers.save(contextOf(store), params).saved).toBe(true);
    add({ codes: ['C05', 'Y02'] });
    addValueList(store, [value('滕州市', 'Y02', '1')]);
    const printed = (valueSources: typeof settings.valueSources) => {
      const { bodyRows, warnings } = buildTable(
        { store, settings: { ...settings, valueSources } },
        'pledge',
        PERIOD,
        {},
      );
      const { cells } = bodyRows.find((row) => row.cells[0]!.text === '滕州市')!;
      return {
        text: cells.find(({ ref }) => ref?.code === 'Y03')!.text,
        warning: warnings.find((one) => one.includes('取值来源')),
      };
    };
    expect(printed({})).toEqual({
      text: '不要求',
      warning:
        '报送任务不要求报质押融资额、质押专利数，台账中有数；要印台账中的数，请在“设置 › 取值来源”中改为台账汇总',
    });
    expect(printed({ Y01: 'rollup', Y03: 'rollup' })).toEqual({ text: '4', warning: undefined });
  });

  test('of a unit that gave it without being asked, counts', () => {
    add({ codes: ['C05'], unitIds: [unitId('滕州市')] });
    const { total } = factsOf({ store, settings }, PERIOD).byCode.get('C05')!;
    expect(factText(total, 'current', 'half-up').text).toBe('605');
    expect(total.missing).toEqual([]);
  });

  test('of a unit that is exempt is 免报 in the cell and in the note', () => {
    const { id } = add({ codes: ['C05'], unitIds: ['滕州市', '薛城区', '山亭区'].map(unitId) });
    const lines = [{ taskId: id, unitId: unitId('山亭区'), period: PERIOD, round: 0 }];
    tasks.exempt(contextOf(store), { lines, reason: '机构调整' });
    const table = buildTable({ store, settings }, 'values', PERIOD, { codes: ['C05'] });
    const row = table.bodyRows.find((one) => one.cells[0]!.text === '山亭区')!;
    expect(row.cells[1]!.text).toBe('免报');
    expect(table.notes.join()).toContain('不含山亭区（免报）');
    expect(table.legend).toContain('“免报”表示本期免报');
    expect(table.legend).toContain('“不要求”表示报送任务不要求该单位填报');
    expect(table.warnings.join()).not.toContain('未报');
  });

  test('asked of several and given by one has a total with a note; without a task it is one unit’s own row', () => {
    expect(factsOf({ store, settings }, PERIOD).byCode.get('F03')!.total.isPrinted).toBe(false);
    add({ codes: ['F03'], unitIds: [unitId('滕州市'), unitId('薛城区')] });
    const { total } = factsOf({ store, settings }, PERIOD).byCode.get('F03')!;
    expect(total).toMatchObject({ isPrinted: true, missing: [unitId('薛城区')] });
    expect(periods(contextOf(store), {}).periods.find((one) => one.period === PERIOD)!.unitsDue).toBe(2);
  });

  test('last year’s sum of other units is no base for a change', () => {
    addValueList(
      store,
      [value('滕州市', 'C05', '300'), value('薛城区', 'C05', '100'), value('市中区', 'C05', '50')].map((one) => ({
        ...one,
        period: '2021-07',
      })),
    );
    add({ codes: ['C05'], unitIds: [unitId('滕州市'), unitId('薛城区')] });
    const { total } = factsOf({ store, settings }, PERIOD).byCode.get('C05')!;
    expect(factText(total, 'change', 'half-up').text).toBe('—');
  });
});

test('a ratio in a task is owed as its parts, without the population that the bureau keeps', async () => {
  store = await openTestStore();
  addSampleUnits(store);
  add({ codes: ['C15', 'C39', 'C05'] });
  expect(requiredCodes(store, unitId('滕州市'), PERIOD)).toEqual(new Set(['C14', 'C38', 'C37', 'C05']));
  expect(factsOf({ store, settings }, PERIOD).byCode.get('C15')!.units.get(unitId('滕州市'))!.duty).toBe('due');
});
