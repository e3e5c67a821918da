// What is paid back of a loan on a pledge: one by one, its sum, and what is left. The registered amount stays what is counted.

import { afterEach, beforeEach, expect, test } from 'vitest';

import * as ledgers from '../../electron/core/ledgers/handlers.js';
import { rollUpStored } from '../../electron/core/store/ledger-rollup.js';
import * as imports from '../../electron/core/workbook/handlers.js';
import { CALLS } from '../../shared/contract/index.js';
import type { FieldInput } from '../../shared/ledgers/read-field.js';
import { ledgerOf } from '../../shared/ledgers/registry.js';
import { ImportBench } from '../helpers/importing.js';

let bench: ImportBench;
beforeEach(async () => {
  bench = await ImportBench.sample();
});
afterEach(() => bench.close());

function save(ledger: string, id: number | null, values: Record<string, FieldInput>) {
  const params = CALLS['ledgers.save'].params.parse({ ledger, period: '2022-07', rows: [{ id, values }] });
  const [row] = ledgers.save(bench.ctx, params).rows;
  return { id: row!.id, said: row!.findings.map(({ severity, field, message }) => `${severity} ${field} ${message}`) };
}

const left = (ledger: string): unknown[] =>
  ledgers
    .rows(bench.ctx, CALLS['ledgers.rows'].params.parse({ ledger }))
    .rows.map(({ values }) => [values['repaid'], values['balance']]);

const LOAN = { unit: '滕州市', enterprise: '甲公司', bank: '枣庄银行', amount: '500', registeredOn: '2022-03-01' };

test.each(['pledge', 'markpledge'])(
  '%s: sum and balance follow from the repayments, and change nothing counted',
  (ledger) => {
    const { id } = save(ledger, null, { ...LOAN, lent: '450' });
    expect(left(ledger)).toEqual([[null, 450_000_000]]);
    save(ledger, id, { repayments: '2022-05-20｜100；2022-06-20｜50.5｜提前还款' });
    expect(left(ledger)).toEqual([[150_500_000, 299_500_000]]);
    save(ledger, id, { lent: '500' });
    expect(left(ledger)).toEqual([[150_500_000, 349_500_000]]);
    expect(save(ledger, id, { repaid: '100' }).said).toEqual([
      expect.stringMatching(/^block repaid 已还金额与逐笔还款之和（150\.50万元）不一致/) as string,
    ]);
    expect(save(ledger, id, { repayments: '2022-05-20｜600' }).said).toEqual([
      'warn repaid 已还金额高于放款金额，请核对',
    ]);
    expect(left(ledger)).toEqual([[600_000_000, null]]);
    const declared = ledgerOf(ledger)!;
    const sums = declared.rollups
      .filter(({ measure }) => typeof measure === 'object' && 'sum' in measure && measure.sum === 'amount')
      .map((rollup) => [...rollUpStored(bench.ctx.store, declared, rollup, '2022-07').values()]);
    expect(sums).toEqual([[500_000_000]]);
  },
);

test('a list that states sum and balance alone is kept as it is, and compared', async () => {
  const heads = [
    '出质人',
    '质权人',
    '融资金额（万元）',
    '登记日期',
    '放款金额（万元）',
    '已还本金',
    '贷款余额',
    '区（市）',
  ];
  const rows = [
    ['甲公司', '枣庄银行', 500, '2022-03-01', 450, 50, 400, '滕州市'],
    ['乙公司', '枣庄银行', 300, '2022-03-02', 300, 100, 250, '薛城区'],
    ['丙公司', '枣庄银行', 200, '2022-03-03', null, null, 120, '薛城区'],
  ];
  const file = bench.sheet('专利权质押融资.xlsx', [['专利权质押融资台账（单位：万元）'], heads, ...rows]);
  const plan = await bench.plan([file]);
  expect(plan.files[0]!.questions).toEqual([]);
  expect(plan.files[0]!.issues.map(({ message }) => message).filter((text) => text.includes('余额'))).toEqual([
    expect.stringContaining('贷款余额与放款金额减已还金额（200.00万元）不一致') as string,
  ]);
  bench.accept(plan);
  expect(left('pledge')).toEqual([
    [50_000_000, 400_000_000],
    [100_000_000, 250_000_000],
    [null, 120_000_000],
  ]);
});

test('nothing is said to be left of a loan whose pledge is released', () => {
  const { id } = save('pledge', null, { ...LOAN, lent: '450' });
  save('pledge', id, { releasedOn: '2022-06-30' });
  expect(left('pledge')).toEqual([[null, null]]);
});

test('a balance beside nothing that is paid back is compared with nothing', () => {
  expect(save('pledge', null, { ...LOAN, lent: '450', balance: '300' }).said).toEqual([]);
});

test('a list that changes the amount paid of a stored application moves the entry that is counted', async () => {
  const heads = [
    '年度',
    '级别',
    '资助类别',
    '申报单位',
    '核定金额（万元）',
    '拨付金额（万元）',
    '拨付日期',
    '区（市）',
    '当前环节',
  ];
  const row = (paid: number) => [2022, '市级', '发明专利授权资助', '甲公司', 20, paid, '2022-05-10', '滕州市', '拨付'];
  const file = (paid: number) => bench.sheet(`资助${paid}.xlsx`, [['资助奖补项目'], heads, row(paid)]);
  await bench.importAll([file(10)]);
  const plan = await bench.plan([file(20)]);
  await imports.answer(bench.ctx, { planId: plan.planId, index: 0, answers: { 'ledger-update:0': 'accept' } });
  imports.commit(bench.ctx, { planId: plan.planId, files: [{ index: 0, partial: false }] });
  const subsidy = ledgerOf('subsidy')!;
  const paid = subsidy.rollups.find(({ code }) => code === 'G03')!;
  expect([...rollUpStored(bench.ctx.store, subsidy, paid, '2022-07').values()]).toEqual([20_000_000]);
});

test('a list that changes the loan of a stored row moves its balance', async () => {
  save('pledge', null, { ...LOAN, lent: '450' });
  const heads = ['出质人', '质权人', '融资金额（万元）', '登记日期', '放款金额（万元）', '区（市）'];
  const file = bench.sheet('专利权质押融资.xlsx', [heads, ['甲公司', '枣庄银行', 500, '2022-03-01', 480, '滕州市']]);
  const plan = await bench.plan([file]);
  await imports.answer(bench.ctx, { planId: plan.planId, index: 0, answers: { 'ledger-update:0': 'accept' } });
  imports.commit(bench.ctx, { planId: plan.planId, files: [{ index: 0, partial: false }] });
  expect(left('pledge')).toEqual([[null, 480_000_000]]);
});
