// A list whose heads no ledger knows: the officer says which ledger it goes into, or makes one of its heads; remembered after it.

import { afterEach, beforeEach, expect, test } from 'vitest';

import * as history from '../../electron/core/history/handlers.js';
import * as definitions from '../../electron/core/ledgers/definitions.js';
import * as ledgers from '../../electron/core/ledgers/handlers.js';
import { ownDefinition } from '../../electron/core/store/ledger-list.js';
import * as imports from '../../electron/core/workbook/handlers.js';
import { CALLS } from '../../shared/contract/index.js';
import { ownLedgerSchema } from '../../shared/ledgers/own.js';
import type { ImportPlan, PlannedFile } from '../../shared/import/plan.js';
import { dump } from '../helpers/dump.js';
import { ImportBench } from '../helpers/importing.js';

let bench: ImportBench;
beforeEach(async () => {
  bench = await ImportBench.sample();
});
afterEach(() => bench.close());

const HEADS = ['序号', '进驻日期', '园区', '服务内容', '服务对象数', '经费（元）'];
const LINES = [
  [1, '2022-01-10', '薛城化工园', '商标查询', 10, 500],
  [2, '2022-02-11', '滕州经济开发区', '专利检索讲解', 11, 1500],
  [3, '2022-03-12', '薛城化工园', '专利检索讲解', 12, 2500],
];
const list = (name = '进园区.xlsx', rows = LINES): ReturnType<ImportBench['sheet']> =>
  bench.sheet(name, [['2022年公共服务进园区登记表'], HEADS, ...rows]);

const answer = (plan: ImportPlan, answers: Record<string, string>): Promise<PlannedFile> =>
  imports.answer(bench.ctx, { planId: plan.planId, index: 0, answers });

async function makeLedger(plan: ImportPlan): Promise<string> {
  const table = await definitions.planTable(bench.ctx, { planId: plan.planId, index: 0, sheet: 0 });
  expect(table).toMatchObject({ title: '2022年公共服务进园区登记表', heads: HEADS, total: 3 });
  const { fields, steps } = definitions.propose(bench.ctx, {
    title: table.title,
    heads: [...table.heads],
    rows: [...table.rows],
  });
  expect(fields.map(({ field }) => [field.label, field.kind])).toEqual([
    ['进驻日期', 'date'],
    ['园区', 'text'],
    ['服务内容', 'longText'],
    ['服务对象数', 'integer'],
    ['经费', 'amount'],
  ]);
  expect(fields[4]!.examples).toEqual(['500元', '1500元', '2500元']);
  return definitions.define(bench.ctx, {
    ledger: null,
    definition: ownLedgerSchema.parse({ title: '进园区', fields: fields.map((one) => one.field), steps }),
  }).ledger;
}

function rowsOf(ledger: string) {
  return ledgers.rows(bench.ctx, CALLS['ledgers.rows'].params.parse({ ledger })).rows;
}

test('a list that was taken for a table of statistics becomes a ledger of the office, with its rows and amounts', async () => {
  const plan = await bench.plan([list()]);
  expect(plan.files[0]!.ledgers ?? []).toEqual([]);
  const id = await makeLedger(plan);
  const before = dump(bench.ctx.store.db);
  const file = await answer(plan, { 'ledger-as:0': id });
  expect(file).toMatchObject({ form: 'ledger', status: 'planned', questions: [] });
  expect(file.ledgers).toMatchObject([{ ledger: id, rows: { new: 3, rejected: 0 } }]);
  expect(imports.commit(bench.ctx, { planId: plan.planId, files: [{ index: 0, partial: false }] }).stored).toBe(3);
  const amount = Object.entries(ledgers.list(bench.ctx).ledgers.find((one) => one.id === id)!.declaration.fields).find(
    ([, field]) => field.label === '经费',
  )![0];
  expect(rowsOf(id).map((row) => row.values[amount])).toEqual([50_000, 150_000, 250_000]);
  history.undo(bench.ctx, { id: history.list(bench.ctx, { limit: 1 }).changes[0]!.id });
  expect(dump(bench.ctx.store.db)).toEqual(before);
});

test('a file with all the heads of a ledger of the office goes there without a word, and elsewhere when the officer says so', async () => {
  const plan = await bench.plan([list()]);
  const id = await makeLedger(plan);
  const next = await bench.plan([list('八月.xlsx', [[1, '2022-08-02', '山亭工业园', '质押咨询', 3, 100]])]);
  expect(next.files[0]).toMatchObject({ form: 'ledger', status: 'planned', questions: [] });
  expect(next.files[0]!.ledgers).toMatchObject([{ ledger: id, rows: { new: 1 } }]);
  const other = await answer(next, { 'ledger-as:0': 'inquiry' });
  expect(other.questions.map((question) => question.kind)).toContain('ledger-head');
});

test('into a ledger that there is: unknown heads are asked for once, and the choice is remembered for the same heads', async () => {
  const heads = ['哪天办的', '承办地', '讲了什么', '到场'];
  const rows = [['2022-05-06', '滕州市', '专利检索', 40]];
  const plan = await bench.plan([bench.sheet('讲座.xlsx', [heads, ...rows])]);
  const asked = await answer(plan, { 'ledger-as:0': 'activity' });
  expect(asked.questions.map((question) => question.text)).toEqual([
    expect.stringContaining('“哪天办的”'),
    expect.stringContaining('“承办地”'),
    expect.stringContaining('“讲了什么”'),
    expect.stringContaining('“到场”'),
  ]);
  const ids = asked.questions.map((question) => question.id);
  const answers: Record<string, string> = { 'ledger-as:0': 'activity' };
  ['heldOn', 'unit', 'topic', 'persons'].forEach((field, n) => (answers[ids[n]!] = field));
  const mapped = await answer(plan, answers);
  // 形式 is in no column: the ledger must have it, and asks.
  expect([mapped.issues, mapped.questions.map(({ text }) => text)]).toEqual([
    [],
    expect.arrayContaining([expect.stringContaining('没有“形式”一栏')]),
  ]);
  const full = await bench.plan([
    bench.sheet('讲座.xlsx', [
      [...heads, '形式'],
      [...rows[0]!, '线下培训'],
    ]),
  ]);
  const ready = await answer(full, answers);
  expect(ready.ledgers).toMatchObject([{ ledger: 'activity', rows: { new: 1 } }]);
  imports.commit(bench.ctx, { planId: full.planId, files: [{ index: 0, partial: false }] });
  const next = await bench.plan([
    bench.sheet('六月讲座.xlsx', [
      [...heads, '形式'],
      ['2022-06-07', '薛城区', '商标品牌', 35, '线上培训'],
    ]),
  ]);
  expect(next.files[0]).toMatchObject({ form: 'ledger', status: 'planned' });
  expect(next.files[0]!.ledgers).toMatchObject([{ ledger: 'activity', rows: { new: 1 } }]);
});

test('the choice holds for a list with the same title, whichever unit it is of, and for no other title', async () => {
  const heads = ['哪天办的', '承办地', '讲了什么', '到场', '形式'];
  const sheet = (title: string) =>
    bench.sheet('清单.xlsx', [[title], heads, ['2022-05-06', '滕州市', '专利检索', 40, '线下培训']]);
  const plan = await bench.plan([sheet('滕州市2022年5月讲座登记表')]);
  const asked = await answer(plan, { 'ledger-as:0': 'activity' });
  const fields = ['heldOn', 'unit', 'topic', 'persons'];
  const answers = asked.questions.map(({ id }, n): [string, string] => [id, fields[n]!]);
  await answer(plan, { 'ledger-as:0': 'activity', ...Object.fromEntries(answers) });
  imports.commit(bench.ctx, { planId: plan.planId, files: [{ index: 0, partial: false }] });
  expect((await bench.one(sheet('薛城区2022年6月讲座登记表'))).form).toBe('ledger');
  expect((await bench.one(sheet('滕州市2022年6月来访登记表'))).form).not.toBe('ledger');
});

test('a column that a ledger of the office lacks is kept as a new field of it', async () => {
  const plan = await bench.plan([list()]);
  const id = await makeLedger(plan);
  const more = await bench.plan([
    bench.sheet('九月.xlsx', [
      [...HEADS, '讲师'],
      [...LINES[0]!, '王某'],
    ]),
  ]);
  const asked = await answer(more, { 'ledger-as:0': id });
  const [question] = asked.questions;
  expect(question!.options[0]).toEqual({ value: '+add', label: '新增字段“讲师”保留' });
  await answer(more, { 'ledger-as:0': id, [question!.id]: '+add' });
  imports.commit(bench.ctx, { planId: more.planId, files: [{ index: 0, partial: false }] });
  const own = ownDefinition(bench.ctx.store, id)!;
  expect(own.title).toBe('进园区');
  const added = own.fields.find((field) => field.label === '讲师')!;
  expect(rowsOf(id).at(-1)!.values[added.name]).toBe('王某');
});
