// A table of a past period holds what was paid by then: later payments of the same application are none of its.

import { afterEach, beforeEach, expect, test } from 'vitest';

import * as ledgers from '../../electron/core/ledgers/handlers.js';
import { buildTable } from '../../electron/core/tables/build-table.js';
import { planTable } from '../../electron/core/tables/plan-table.js';
import { CALLS } from '../../shared/contract/index.js';
import { USUAL, type LayoutNode } from '../../shared/reports/define.js';
import { ImportBench } from '../helpers/importing.js';

let bench: ImportBench;
beforeEach(async () => {
  bench = await ImportBench.sample();
});
afterEach(() => bench.close());

const APPLIED = { unit: '滕州市', year: '2021', level: '市级', category: '发明授权', applied: '100', approved: '100' };

function save(
  rows: { enterprise: string; applied?: string; appliedOn?: string; payments?: Record<string, string | null>[] }[],
): void {
  const drafts = rows.map((row) => ({ id: null, values: { ...APPLIED, item: row.enterprise, ...row } }));
  const params = CALLS['ledgers.save'].params.parse({ ledger: 'subsidy', rows: drafts, period: '2022-07' });
  expect(ledgers.save(bench.ctx, params).saved).toBe(true);
}

function printed(period: string) {
  const { bodyRows, notes } = buildTable(bench.ctx, 'subsidy', period, {});
  const row = bodyRows.find(({ cells }) => cells[0]!.text === '滕州市')!;
  const [, , , , paid] = row.cells;
  const { where, measured } = paid!.rows!;
  const conditions = where.map(({ field, value }) => ({ op: 'in', field, values: [value] }));
  const params = CALLS['ledgers.rows'].params.parse({ ledger: 'subsidy', filter: { ofPeriod: period, conditions } });
  const behind = ledgers.rows(bench.ctx, params);
  return {
    paid: paid!.text,
    behind: behind.rows.map(({ values }) => Number(values[measured!]) / 1e6),
    sum: behind.sums[measured!]! / 1e6,
    note: notes[0]!,
  };
}

test('parts paid after the period are not in it, nor in the rows behind its number; what has no day is', () => {
  save([
    {
      enterprise: '甲公司',
      appliedOn: '2021-03-01',
      payments: [
        { paidOn: '2021-12-31', amount: '40' },
        { paidOn: '2022-01-01', amount: '30.5' },
        { paidOn: '2022-06-30', amount: '-5' },
      ],
    },
    { enterprise: '乙公司', appliedOn: '2021-05-01', payments: [{ paidOn: null, amount: '7' }] },
  ]);
  const then = printed('2021-12');
  expect(then).toMatchObject({ paid: '47.00', behind: [40, 7], sum: 47 });
  expect(then.note).toBe(
    '据资助奖补项目台账汇总：申报日期在本年截至本期的记录；拨付金额计至本期末，其余为台账现在登记的数。',
  );
  expect(printed('2021-11')).toMatchObject({ paid: '7.00', behind: [0, 7], sum: 7 });
});

test('an application without the day on which it was made is of its 年度, up to the end of the period and behind its number', () => {
  save([
    { enterprise: '甲公司', payments: [{ paidOn: '2021-03-01', amount: '40' }] },
    { enterprise: '乙公司', appliedOn: '2021-12-01', payments: [{ paidOn: '2021-12-31', amount: '8' }] },
  ]);
  const then = printed('2021-07');
  expect(then).toMatchObject({ paid: '40.00', behind: [40], sum: 40 });
  expect(then.note).toContain('申报日期在本年截至本期的记录，没有申报日期的按年度；');
  expect(printed('2021-12')).toMatchObject({ paid: '48.00', behind: [40, 8], sum: 48 });
  expect(() => buildTable(bench.ctx, 'subsidy', '2020-12', {})).toThrow('data.no-rows');
});

test('申报金额 takes it by its 年度 too, and of no single month', () => {
  save([
    { enterprise: '甲公司', applied: '40' },
    { enterprise: '乙公司', applied: '8', appliedOn: '2021-07-01' },
    { enterprise: '丙公司', applied: '2', appliedOn: '2022-01-01' },
  ]);
  const applied = (period: string, basis?: 'month') =>
    ledgers.rollup(bench.ctx, { period, basis }).rollups.find(({ code }) => code === 'G02')?.total;
  expect([applied('2021-06'), applied('2021-07'), applied('2022-01')]).toEqual(['40', '48', '2']);
  expect([applied('2021-01', 'month'), applied('2021-07', 'month')]).toEqual(['0', '8']);
});

test('a table says of sums that have no day that they are those of today', () => {
  const values = { unit: '滕州市', enterprise: '甲公司', bank: '枣庄银行', amount: '100', registeredOn: '2022-03-01' };
  const params = CALLS['ledgers.save'].params.parse({
    ledger: 'pledge',
    rows: [{ id: null, values }],
    period: '2022-07',
  });
  expect(ledgers.save(bench.ctx, params).saved).toBe(true);
  const column = (measure: string): LayoutNode => ({ kind: 'ledger', measure, only: null, label: '' });
  const noteOf = (...measures: string[]): string => {
    const columns = { by: 'list' as const, nodes: measures.map(column) };
    const layout = {
      ...USUAL,
      name: 'pledge',
      rows: { axis: 'ledger' as const, ledger: 'pledge', by: 'unit' },
      columns,
    };
    return planTable(bench.ctx, { ...layout, title: '质押', description: '' }, '2022-07', {}).ledger!.rule;
  };
  expect(noteOf('rows')).toBe('登记日期在本年截至本期的记录');
  expect(noteOf('rows', 'repaid', 'balance')).toBe(
    '登记日期在本年截至本期的记录；已还金额、贷款余额为台账现在登记的数',
  );
});
