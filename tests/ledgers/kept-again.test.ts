// The same record of a ledger again: corrected, numbered otherwise, in two sheets, in another file.

import { describe, expect, test } from 'vitest';

import * as imports from '../../electron/core/workbook/handlers.js';
import type { PlannedFile } from '../../shared/import/plan.js';
import type { ImportBench } from '../helpers/importing.js';
import { A, asked, B, HEADS, said, TITLE, receivedLedgers } from '../helpers/received-ledgers.js';

const desk = receivedLedgers();

describe('the same record again', () => {
  test('a corrected amount of a pledge without 登记号 is that pledge', async () => {
    const heads = HEADS.slice(0, 5);
    const sheet = (amount: number): ReturnType<ImportBench['sheet']> =>
      desk.bench.sheet('质押.xlsx', [[TITLE], heads, A.slice(0, 5).with(3, amount)]);
    await desk.receive('pledge', sheet(49));
    const { file, rows } = await desk.receive('pledge', sheet(490), { 'ledger-update:0': 'accept' });
    expect(asked(file)).toEqual(['ledger-update:0']);
    expect(rows).toMatchObject([{ amount: 490_000_000 }]);
  });

  test('〔2022〕 and [2022] are one case', async () => {
    const heads = ['案号', '案由', '当事人', '类别', '立案日期', '区市', '状态'];
    const sheet = (no: string, status: string): ReturnType<ImportBench['sheet']> =>
      desk.bench.sheet('案件.xlsx', [
        ['2022年执法案件台账'],
        heads,
        [no, '假冒', '某店', '商标', '2022.3.5', '滕州市', status],
      ]);
    await desk.receive('enforcement', sheet('滕市监处罚[2022]15号', '立案'));
    const { rows } = await desk.receive('enforcement', sheet('滕市监处罚〔2022〕15号', '办理中'), {
      'ledger-update:0': 'accept',
    });
    expect(rows).toMatchObject([{ status: '办理中' }]);
  });

  test('a case numbered in another way is kept as it stands, and pointed out; a mere 1 is no number of a case', async () => {
    const sheet = (no: string): ReturnType<ImportBench['sheet']> =>
      desk.bench.sheet('案件.xlsx', [
        ['2022年执法案件台账'],
        ['案号', '案由', '当事人', '类别', '立案日期', '区市', '状态'],
        [no, '假冒', '某店', '商标', '2022.3.5', '滕州市', '立案'],
      ]);
    const { file, rows } = await desk.receive('enforcement', sheet('2022-001'));
    expect(file.issues).toMatchObject([{ severity: 'hint', rule: 'ledger-case', cell: 'A3' }]);
    expect(rows).toMatchObject([{ caseNo: '2022-001' }]);
    const mere = await desk.receive('enforcement', sheet('1'));
    expect(said(mere.file)).toEqual([['block', 'ledger-case', 'A3']]);
    expect(mere.rows).toHaveLength(1);
  });

  test('a patent whose check digit came later is that patent', async () => {
    const row = ['甲', '滕州甲公司', '滕州市', '2022-03-04'];
    await desk.receive('patent', desk.patents(['201910012345', ...row]));
    const { file, rows } = await desk.receive('patent', desk.patents(['ZL201910012345.1', ...row]));
    expect(file.ledgers).toMatchObject([{ rows: { new: 0, rejected: 0, changed: 1 } }]);
    expect(rows).toHaveLength(1);
  });

  test('one that came with its check digit is not asked about where another file leaves that out', async () => {
    const row = ['甲', '滕州甲公司', '滕州市', '2022-03-04'];
    await desk.receive('patent', desk.patents(['201910012345.1', ...row]));
    const { file } = await desk.receive('patent', desk.patents(['201910012345', ...row]));
    expect(file.ledgers).toMatchObject([{ rows: { new: 0, same: 1, changed: 0 } }]);
    expect(asked(file)).toEqual([]);
    const other = await desk.receive('patent', desk.patents(['201910012345', '乙', ...row.slice(1)]), {
      'ledger-update:0': 'accept',
    });
    expect(other.rows).toMatchObject([{ patentNo: '201910012345.1', title: '乙' }]);
  });

  test('a bank that is written otherwise is pointed out', async () => {
    const sheet = (bank: string): ReturnType<ImportBench['sheet']> =>
      desk.bench.sheet('质押.xlsx', [[TITLE], HEADS.slice(0, 5), A.slice(0, 5).with(2, bank)]);
    await desk.receive('pledge', sheet('工商银行滕州支行'));
    expect(said(await desk.bench.one(sheet('中国工商银行滕州支行')))).toEqual([['warn', 'ledger-near', 'C3']]);
  });

  test('a row that two sheets hold, one of them with more, is taken once and as the fuller one', async () => {
    const plan = await desk.bench.plan([
      desk.bench.book('质押.xlsx', [
        { name: '滕州', rows: [[TITLE], HEADS.slice(0, 5), A.slice(0, 5)] },
        { name: '全市', rows: [[TITLE], HEADS, A, B] },
      ]),
    ]);
    expect(plan.files[0]!.ledgers!.map(({ rows }) => [rows.new, rows.ignored])).toEqual([
      [0, 1],
      [2, 0],
    ]);
    desk.bench.accept(plan);
    expect(desk.stored('pledge').map((row) => row['registrationNo'])).toEqual([A[5], B[5]]);
  });

  test('a row that two sheets hold differently is taken from neither', async () => {
    const plan = await desk.bench.plan([
      desk.bench.book('质押.xlsx', [
        { name: '一', rows: [[TITLE], [...HEADS.slice(0, 5), '备注'], [...A.slice(0, 5), '首贷']] },
        { name: '二', rows: [[TITLE], [...HEADS.slice(0, 5), '备注'], [...A.slice(0, 5), '续贷']] },
      ]),
    ]);
    expect(said(plan.files[0]!).map(([severity, rule]) => [severity, rule])).toEqual([
      ['block', 'ledger-same-key'],
      ['block', 'ledger-same-key'],
    ]);
  });

  test('a row that was left out beside another file is there again where a new answer makes that one another row', async () => {
    const open = HEADS.map((head) => head.replace('（万元）', ''));
    const plan = await desk.bench.plan([
      desk.bench.sheet('甲.xlsx', [[TITLE], open, A]),
      desk.bench.sheet('乙.xlsx', [[TITLE], HEADS, A]),
    ]);
    const answer = async (value: string): Promise<PlannedFile[]> => {
      const [question] = asked(plan.files[0]!);
      await imports.answer(desk.bench.ctx, { planId: plan.planId, index: 0, answers: { [question!]: value } });
      return imports.get(desk.bench.ctx, { planId: plan.planId }).files;
    };
    const fates = (files: readonly PlannedFile[]): unknown =>
      files.map(({ status, ledgers: [sheet] = [] }) => [
        status,
        sheet?.rows.new,
        sheet?.rows.ignored,
        sheet?.rows.conflict,
      ]);
    const once = [
      ['planned', 1, 0, 0],
      ['planned', 0, 1, 0],
    ];
    expect(fates(await answer('万元'))).toEqual(once);
    expect(fates(await answer('元'))).toEqual([
      ['asks', 0, 0, 1],
      ['asks', 0, 0, 1],
    ]);
    const again = await answer('万元');
    expect(fates(again)).toEqual(once);
    expect(again.flatMap(said)).toEqual([]);
  });
});
