// What a final copy was made of: every value with its cell, every target and how it is judged, 上级下发, 台账 with the rows that were
// counted; and 定稿后变动 tells of each of them.

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import type { Ctx } from '../../electron/core/context.js';
import * as copies from '../../electron/core/final-copies/handlers.js';
import * as ledgers from '../../electron/core/ledgers/handlers.js';
import { reconcileTable } from '../../electron/core/ledgers/reconcile-table.js';
import { effectOfTargets, saveBasis, savePace, saveTargets } from '../../electron/core/targets/handlers.js';
import { removeRows } from '../../electron/core/store/ledger-store.js';
import { listRows } from '../../electron/core/store/ledger-store.js';
import { addIssuedValue } from '../../electron/core/store/issued-store.js';
import { effectOfValues } from '../../electron/core/statistics/value-entry.js';
import { listIndicators } from '../../electron/core/store/indicator-store.js';
import { listUnits } from '../../electron/core/store/unit-store.js';
import { write } from '../../electron/core/store/write.js';
import { comparableSave } from '../../electron/core/workbook/submission-handlers.js';
import { CALLS } from '../../shared/contract/index.js';
import { ledgerOf } from '../../shared/ledgers/registry.js';
import { dump } from '../helpers/dump.js';
import { ImportBench } from '../helpers/importing.js';
import { addValueList, contextOf, openSampleStore, SAMPLE_PERIOD } from '../helpers/memory-store.js';
import { fillLedger } from '../helpers/long-ledger.js';
import { addSampleLedgers } from '../helpers/sample-ledgers.js';

let ctx: Ctx;
beforeEach(async () => {
  const store = await openSampleStore();
  addSampleLedgers(store);
  ctx = contextOf(store);
});
afterEach(() => ctx.store.db.close());

const finalise = (name: string, here = ctx): number =>
  copies.create(here, { name, period: SAMPLE_PERIOD, options: {}, note: '' }).id;
const unitId = (name: string): number => listUnits(ctx.store).find((unit) => unit.name === name)!.id;
const changed = (id: number): string[] =>
  copies
    .changes(ctx, { id })
    .inputs.map(({ what, unit, indicator, was, now }) => [what, unit, indicator, was, now].join('|'));

describe('what a copy was made of', () => {
  test('lists submitted values, targets and 考核方式, as they were then', () => {
    const at = { year: 2022, unitId: null, base: null, words: '', done: null };
    saveBasis(ctx, { ...at, code: 'C14', mode: 'net_increase' });
    const id = finalise('target-completion');
    const listed = copies.inputs(ctx, { id });
    expect(CALLS['final-copies.inputs'].result.parse(listed)).toEqual(listed);
    const kinds = new Set(listed.inputs.map((input) => input.what));
    expect(kinds).toEqual(new Set(['报送数值', '下达任务', '考核方式']));
    expect(listed.inputs).toContainEqual({
      what: '下达任务',
      unit: '滕州市',
      name: '发明专利授权量',
      measure: '件',
      when: '2022年',
      text: '320',
      source: '',
    });
    expect(copies.get(ctx, { id }).inputs).toBe(listed.inputs.length);
    const cells = [{ unitId: unitId('滕州市'), code: 'C06', level: 'assigned' as const, value: '330' }];
    // Before it is saved, what it would change in the copy is said, and nothing is stored by asking.
    const before = dump(ctx.store.db);
    const { finalCopies } = effectOfTargets(ctx, { year: 2022, cells });
    expect(finalCopies.map((copy) => copy.id)).toEqual([id]);
    expect(finalCopies[0]!.cells).toContainEqual(expect.objectContaining({ row: '滕州市', was: '320', now: '330' }));
    expect(dump(ctx.store.db)).toEqual(before);
    saveTargets(ctx, { year: 2022, cells, document: '', reason: '调整' });
    expect(effectOfTargets(ctx, { year: 2022, cells }).finalCopies).toEqual([]);
    saveBasis(ctx, { ...at, code: 'C14', mode: 'year_end' });
    expect(changed(id)).toEqual([
      '下达任务|滕州市|发明专利授权量|320|330',
      '考核方式||有效发明专利拥有量|净增|期末达到',
    ]);
    // The list of the copy itself never changes.
    expect(copies.inputs(ctx, { id })).toEqual(listed);
  });

  test('lists 台账汇总 with its rows where the ledger is printed, and 上级下发 where that is', () => {
    ctx.settings = { ...ctx.settings, valueSources: { Y01: 'rollup', C06: 'issued' } };
    const indicatorId = listIndicators(ctx.store).find((one) => one.code === 'C06')!.id;
    const issue = (value: number): void =>
      write(ctx.store, { kind: 'import', label: '下发', operator: '测试', topics: ['values'] }, (changeSetId) =>
        addIssuedValue(
          ctx.store,
          changeSetId,
          { unitId: unitId('滕州市'), indicatorId, period: SAMPLE_PERIOD, basis: 'ytd', value },
          { importFileId: null, sheet: null, cell: null, text: null, sourceMeasure: null },
        ),
      );
    issue(169);
    const id = finalise('monthly-summary');
    const { inputs } = copies.inputs(ctx, { id });
    expect(inputs).toContainEqual(expect.objectContaining({ what: '上级下发', unit: '滕州市', text: '169' }));
    const rolled = inputs.filter((input) => input.what === '台账汇总');
    const rows = inputs.filter(
      ({ what, name, when }) => what === '台账记录' && name === '专利质押融资登记金额' && when === '2022年1—7月',
    );
    expect(rolled.map((input) => input.unit)).toContain('滕州市');
    const pledge = ledgerOf('pledge')!;
    const all = listRows(ctx.store, pledge, { where: { sql: '1', values: [] }, sort: [], offset: 0, limit: 500 });
    expect(rows.length).toBeGreaterThan(20);
    expect(rows.length).toBeLessThanOrEqual(all.total);
    expect(rows[0]!.text).toMatch(/：.+，.+：/);
    issue(170);
    const first = rows[0]!;
    write(ctx.store, { kind: 'ledger', label: '删除', operator: '测试', topics: ['ledgers'] }, () =>
      removeRows(
        ctx.store,
        pledge,
        all.rows
          .filter(({ row }) => first.text.includes((row['registrationNo'] as string | null) ?? '?'))
          .map((row) => row.id),
      ),
    );
    const lines = changed(id);
    expect(lines).toContain('上级下发|滕州市|发明专利授权量|169|170');
    const gone = lines.filter((line) => line.startsWith('台账记录') && line.endsWith('|'));
    expect(gone.length).toBeGreaterThan(0);
    expect(gone.every((line) => line.includes(first.text))).toBe(true);
    expect(lines.some((line) => line.startsWith('台账汇总'))).toBe(true);
  });

  test('a patent that moves to another district changes the months from then on, said below the comparison; the copy stays and says what moved', () => {
    ctx.settings = { ...ctx.settings, valueSources: { C14: 'rollup' } };
    const save = (id: number | null, values: Record<string, string>): number => {
      const params = { ledger: 'patent', period: SAMPLE_PERIOD, rows: [{ id, values }] };
      return ledgers.save(ctx, CALLS['ledgers.save'].params.parse(params)).rows[0]!.id!;
    };
    const counted = (): (string | null | undefined)[] => {
      const c14 = ledgers.reconcile(ctx, { period: SAMPLE_PERIOD }).lines.find((line) => line.code === 'C14')!;
      return ['滕州市', '薛城区'].map((name) => c14.units.find(({ unit }) => unit === name)?.counted);
    };
    const id = save(null, {
      unit: '滕州市',
      enterprise: '甲公司',
      patentNo: '202210123401.0',
      grantedOn: '2022-03-01',
    });
    const copy = finalise('monthly-summary');
    const printed = copies.get(ctx, { id: copy }).table;
    expect(counted()).toEqual(['1', '0']);
    save(id, { unit: '薛城区' });
    expect(counted()).toEqual(['0', '1']);
    expect(reconcileTable(ctx, SAMPLE_PERIOD, 'all').notes[1]).toMatch(/当时所属的填报单位.*改属之前各月仍计入原单位/);
    expect(copies.get(ctx, { id: copy }).table).toEqual(printed);
    const lines = changed(copy);
    expect(lines).toContain('台账汇总|滕州市|有效发明专利拥有量|1|0');
    expect(lines).toContain('台账汇总|薛城区|有效发明专利拥有量|0|1');
  });

  test('a cell that was printed without a number, 不适用, 同口径 bases, bases and paces of targets are told of', () => {
    const blank = { unit: '薛城区', code: 'C06', period: SAMPLE_PERIOD, basis: 'ytd' as const, value: null };
    addValueList(ctx.store, [blank]);
    const options = { codes: ['C06', 'C14', 'F02a'], figures: ['current' as const, 'target' as const] };
    const { id } = copies.create(ctx, { name: 'values', period: SAMPLE_PERIOD, options, note: '' });
    const at = { year: 2022, code: 'C06', unitId: null, words: '', done: null };
    saveBasis(ctx, { ...at, code: 'C14', mode: 'net_increase', base: '900' });
    savePace(ctx, { year: 2022, code: 'C06', points: Array.from({ length: 12 }, (_, n) => String(n < 11 ? n : 100)) });
    const base = { unitId: unitId('滕州市'), code: 'C06', basis: 'ytd' as const, value: '7', note: '区划调整' };
    comparableSave(ctx, { ...base, period: '2021-07' });
    // Of a year that the copy did not look at.
    comparableSave(ctx, { ...base, period: '2019-07' });
    const key = { unit: '滕州市', code: 'F02a', period: SAMPLE_PERIOD, basis: 'asof' as const };
    const cells = [{ ...key, value: null }, blank];
    addValueList(
      ctx.store,
      cells.map((cell) => ({ ...cell, state: 'not_applicable' as const })),
    );
    comparableSave(ctx, { ...base, code: 'F02a', basis: 'asof', period: '2021-07' });
    expect(changed(id)).toEqual([
      '报送数值|薛城区|发明专利授权量|未报|—',
      '报送数值|滕州市|专利代理机构数|未报|—',
      '同口径调整|滕州市|发明专利授权量||7',
      '同口径调整|滕州市|专利代理机构数||7',
      '考核方式||有效发明专利拥有量||净增，上年末900',
      '进度||发明专利授权量||0%、1%、2%、3%、4%、5%、6%、7%、8%、9%、10%、100%',
    ]);
  });

  test('rows of what is counted as at the end of the period are kept, and no name of a person among them', () => {
    ctx.settings = { ...ctx.settings, valueSources: { C14: 'rollup', B01: 'rollup' } };
    const save = (ledger: string, values: Record<string, string>): void => {
      const params = { ledger, period: SAMPLE_PERIOD, rows: [{ id: null, values: { unit: '滕州市', ...values } }] };
      expect(ledgers.save(ctx, CALLS['ledgers.save'].params.parse(params)).rows[0]!.findings).toEqual([]);
    };
    save('patent', { enterprise: '甲公司', patentNo: '202210123401.0', grantedOn: '2022-03-01' });
    save('enforcement', {
      caseNo: '滕市监知罚〔2022〕9号',
      category: '商标',
      party: '张三',
      filedOn: '2022-03-01',
      status: '立案',
    });
    const options = { codes: ['C14', 'B01'], figures: ['current' as const] };
    const { id } = copies.create(ctx, { name: 'values', period: SAMPLE_PERIOD, options, note: '' });
    const rows = copies.inputs(ctx, { id }).inputs.filter(({ what }) => what === '台账记录');
    const texts = rows.map(({ text }) => text).join();
    expect(texts).toContain('202210123401.0');
    expect(texts).toContain('滕市监知罚〔2022〕9号');
    expect(texts).not.toContain('张三');
  });

  test('of 每万人 and ratios the parts are kept, populations of the year end before among them', () => {
    const people = (text: string): void =>
      addValueList(ctx.store, [{ unit: '滕州市', code: 'P01', period: '2021-12', basis: 'asof', value: text }]);
    const make = (code: string, figure: 'current' | 'per-capita'): number => {
      const options = { codes: [code], figures: [figure] };
      return copies.create(ctx, { name: 'values', period: SAMPLE_PERIOD, options, note: '' }).id;
    };
    addValueList(ctx.store, [{ unit: '滕州市', code: 'F02a', period: SAMPLE_PERIOD, basis: 'asof', value: '3' }]);
    const [ratio, head, only] = [make('C15', 'current'), make('C06', 'per-capita'), make('F02a', 'per-capita')];
    people('150');
    addValueList(ctx.store, [{ unit: '滕州市', code: 'C14', period: SAMPLE_PERIOD, basis: 'asof', value: '1' }]);
    expect(changed(ratio)).toEqual([
      '报送数值|滕州市|有效发明专利拥有量|1290|1',
      '报送数值|滕州市|常住人口|157.36|150',
    ]);
    expect(changed(head)).toEqual(['报送数值|滕州市|常住人口|157.36|150']);
    // Also where no total is printed.
    expect(changed(only)).toEqual(['报送数值|滕州市|常住人口|157.36|150']);
  });

  test('a table that lists a ledger keeps its rows, of a very long one their number', () => {
    const rowsOf = (id: number) => copies.inputs(ctx, { id }).inputs.filter((input) => input.what === '台账记录');
    const first = finalise('subsidy');
    expect(rowsOf(first).length).toBeGreaterThan(3);
    fillLedger(ctx.store.db, 20_000);
    const kept = rowsOf(finalise('subsidy'));
    expect(kept).toHaveLength(1);
    expect(kept[0]!.text).toMatch(/^共\d{4,}条记录$/);
  });
});

test('an imported value is listed with its file, sheet and cell', async () => {
  const bench = await ImportBench.sample();
  await bench.importAll(bench.fixtures('districts'));
  const id = finalise('monthly-summary', bench.ctx);
  const { inputs } = copies.inputs(bench.ctx, { id });
  const own = inputs.filter((input) => input.what === '报送数值' && input.when.startsWith('2022年'));
  expect(own.length).toBeGreaterThan(100);
  expect(own.filter((input) => !/\.\w+ (› .+ )?› [A-Z]+\d+$/.test(input.source))).toEqual([]);
  bench.close();
});

describe('a value of another month that a copy was computed from', () => {
  const value = (period: string, code: string, basis: 'ytd' | 'asof', text: string) =>
    addValueList(ctx.store, [{ unit: '滕州市', code, period, basis, value: text }]);
  const touched = (period: string, code: string, basis: 'ytd' | 'asof'): number[] => {
    const cells = [{ unitId: unitId('滕州市'), code, basis, text: '7' }];
    return effectOfValues(ctx, { period, reason: '核实', cells }).finalCopies.map((copy) => copy.id);
  };

  test('the end of the quarter before: 单季 is what has come since', () => {
    value('2022-06', 'C06', 'ytd', '60');
    value('2022-09', 'C06', 'ytd', '90');
    const options = { codes: ['C06'], figures: ['current' as const, 'quarter' as const] };
    const { id } = copies.create(ctx, { name: 'values', period: '2022-09', options, note: '' });
    expect(touched('2022-06', 'C06', 'ytd')).toEqual([id]);
    expect(touched('2022-05', 'C06', 'ytd')).toEqual([]);
    value('2022-06', 'C06', 'ytd', '61');
    expect(changed(id)).toEqual(['报送数值|滕州市|发明专利授权量|60|61']);
  });

  test('the month before: 当月 is what has come since', () => {
    value('2022-06', 'C06', 'ytd', '60');
    const options = { codes: ['C06'], figures: ['month' as const] };
    const { id } = copies.create(ctx, { name: 'values', period: SAMPLE_PERIOD, options, note: '' });
    expect(touched('2022-06', 'C06', 'ytd')).toEqual([id]);
    value('2022-06', 'C06', 'ytd', '61');
    expect(changed(id)).toEqual(['报送数值|滕州市|发明专利授权量|60|61']);
  });

  test('the end of last year, from which 净增 is measured', () => {
    saveBasis(ctx, { year: 2022, code: 'C14', unitId: null, mode: 'net_increase', base: null, words: '', done: null });
    value('2021-12', 'C14', 'asof', '900');
    const id = finalise('target-completion');
    value('2021-12', 'C14', 'asof', '901');
    expect(changed(id)).toEqual(['报送数值|滕州市|有效发明专利拥有量|900|901']);
  });
});
