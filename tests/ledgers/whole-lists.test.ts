// A list of all that is valid, received again: what it no longer names is said, and stays as it is until the officer says when it ended.

import { afterEach, beforeEach, expect, test } from 'vitest';

import * as ledgers from '../../electron/core/ledgers/handlers.js';
import * as imports from '../../electron/core/workbook/handlers.js';
import { CALLS } from '../../shared/contract/index.js';
import { ImportBench, type Rows } from '../helpers/importing.js';

let bench: ImportBench;
beforeEach(async () => {
  bench = await ImportBench.sample();
});
afterEach(() => bench.close());

const HEADS = ['专利号', '专利名称', '专利权人', '授权公告日', '法律状态', '区（市）'];
const A = ['202210123401.0', '甲', '甲公司', '2022-03-01', '有效', '滕州市'];
const B = ['202210123403.X', '乙', '乙公司', '2022-04-01', '有效', '薛城区'];
const C = ['200310102344.5', '丙', '丙公司', '2005-01-05', '有效', '滕州市'];
const D = ['202210123405.6', '丁', '丁公司', '2022-07-05', '有效', '滕州市'];

async function said(title: string, ...rows: Rows): Promise<string[]> {
  const file = await bench.one(bench.sheet('清单.xlsx', [[title], HEADS, ...rows]));
  return file.issues
    .filter(({ rule }) => rule === 'ledger-gone')
    .map(({ severity, message }) => `${severity} ${message}`);
}

test('a patent that the new list of valid ones lacks is named; a part, another district or an older list says nothing', async () => {
  expect(await said('有效专利清单', A, B, C)).toEqual([]);
  await bench.importAll([bench.sheet('1.xlsx', [['有效专利清单'], HEADS, A, B, C])]);
  expect(await said('有效专利清单', A, B)).toEqual([
    expect.stringMatching(/^warn 台账中有1条现在仍计入有效量，.*200310102344\.5/) as string,
  ]);
  // Of 授权 lists every month has its own; a list of one district says nothing of the others; one of three is a part.
  expect(await said('授权专利明细', A, B)).toEqual([]);
  expect(await said('有效专利清单', A, C)).toEqual([]);
  expect(await said('有效专利清单', B)).toEqual([]);
  expect(await said('有效专利清单', [...A.slice(0, 5), '薛城区'])).toEqual([]);

  // A row that cannot be received names its patent all the same.
  expect(await said('有效专利清单', A, B, [C[0]!, '丙', '丙公司', '不详', '有效', '滕州市'])).toEqual([]);
  expect(await said('有效专利清单', A, B, ['不详', '丙', '丙公司', '2005-01-05', '有效', '滕州市'])).toEqual([]);
  expect(await said('有效专利清单', A, B, [C[0]!, '丙', '丙公司', '2005-01-05', '已转移', '滕州市'])).toEqual([]);

  // What was granted after the newest of the list cannot be in it.
  await bench.importAll([bench.sheet('2.xlsx', [['授权专利明细'], HEADS, D])]);
  expect(await said('有效专利清单', A, B, C)).toEqual([]);

  // Once its day is entered it is no longer expected.
  const params = CALLS['ledgers.rows'].params.parse({ ledger: 'patent' });
  const stored = ledgers.rows(bench.ctx, params).rows.find(({ values }) => values['patentNo'] === C[0])!;
  const ended = { id: stored.id, values: { status: '未缴年费终止', endedOn: '2022-07-20' } };
  ledgers.save(bench.ctx, CALLS['ledgers.save'].params.parse({ ledger: 'patent', rows: [ended] }));
  expect(await said('有效专利清单', A, B, D)).toEqual([]);
});

test('a patent that a list without 失效日期 calls valid again loses its last day, shown in the preview and asked for with the rest', async () => {
  const ended = [...HEADS.slice(0, 4), '法律状态', '区（市）', '失效日期'];
  await bench.importAll([
    bench.sheet('1.xlsx', [
      ['授权专利明细'],
      ended,
      [...A.slice(0, 4), '未缴年费终止', '滕州市', '2022-05-31'],
      [...B, null],
    ]),
  ]);
  const plan = await bench.plan([bench.sheet('2.xlsx', [['有效专利清单'], HEADS, A, B])]);
  expect(plan.files[0]!.questions.map(({ id }) => id)).toEqual(['ledger-update:0']);
  await imports.answer(bench.ctx, { planId: plan.planId, index: 0, answers: { 'ledger-update:0': 'accept' } });
  imports.commit(bench.ctx, { planId: plan.planId, files: [{ index: 0, partial: false }] });
  const { rows } = ledgers.rows(bench.ctx, CALLS['ledgers.rows'].params.parse({ ledger: 'patent' }));
  expect(rows.map(({ values }) => [values['status'], values['endedOn']])).toEqual([
    ['有效', null],
    ['有效', null],
  ]);
});
