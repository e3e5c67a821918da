// Ledger workbooks through the seven stages: what is recognised, asked, compared, refused, stored with its place, and taken back.

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import * as history from '../../electron/core/history/handlers.js';
import * as definitions from '../../electron/core/ledgers/definitions.js';
import * as ledgers from '../../electron/core/ledgers/handlers.js';
import { findLedger } from '../../electron/core/store/ledger-list.js';
import * as imports from '../../electron/core/workbook/handlers.js';
import * as returns from '../../electron/core/workbook/return-copy/handlers.js';
import * as ledgerImport from '../../electron/core/workbook/ledger-handlers.js';
import { CALLS } from '../../shared/contract/index.js';
import { AppError } from '../../shared/errors/app-error.js';
import { ownFieldSchema } from '../../shared/ledgers/own.js';
import { isAcceptable, type ImportPlan, type PlannedFile } from '../../shared/import/plan.js';
import { dump } from '../helpers/dump.js';
import { ImportBench, type Rows } from '../helpers/importing.js';

let bench: ImportBench;
beforeEach(async () => {
  bench = await ImportBench.sample();
});
afterEach(() => bench.close());

const total = (code: string): string | null | undefined =>
  ledgers.rollup(bench.ctx, { period: '2022-07' }).rollups.find((one) => one.code === code)?.total;

function rowsOf(ledger: string) {
  return ledgers.rows(bench.ctx, CALLS['ledgers.rows'].params.parse({ ledger })).rows;
}

const OWN = ownFieldSchema.omit({ name: true }).parse({ label: '编号', kind: 'text' });
const FIGURES: Record<string, string> = {
  Y02: '66',
  Y01: '44830.18',
  Y03: '237',
  Y04: '118',
  Y29: '16',
  Y30: '251',
  Y31: '82',
  Y24: '42',
  B23: '48',
  F03: '20',
  F04: '850',
  C37: '524',
  C38: '462',
};
const figures = (): Record<string, string | null | undefined> =>
  Object.fromEntries(Object.keys(FIGURES).map((code) => [code, total(code)]));

describe('the eight ledger files of the sample', () => {
  test('are all received without a question, reconcile with the districts, and one undo takes all back', async () => {
    await bench.importAll([...bench.fixtures('districts'), ...bench.fixtures('city')]);
    const before = dump(bench.ctx.store.db);
    const plan = await bench.plan(bench.fixtures('ledgers'));
    expect(
      plan.files.map((file) => [
        file.form,
        file.status,
        file.questions,
        file.issues.filter((issue) => issue.severity !== 'hint').map((issue) => issue.rule),
        file.ledgers!.map((one) => [one.ledger, one.rows.new, one.rows.rejected]),
      ]),
    ).toEqual([
      ['ledger', 'planned', [], [], [['insurance', 16, 0]]],
      ['ledger', 'planned', [], [], [['pledge', 66, 0]]],
      ['ledger', 'planned', [], [], [['activity', 20, 0]]],
      ['ledger', 'planned', [], [], [['enforcement', 48, 0]]],
      ['ledger', 'planned', [], [], [['subsidy', 125, 0]]],
      ['ledger', 'planned', [], [], [['project', 6, 0]]],
      ['ledger', 'planned', [], [], [['certificate', 42, 0]]],
      // Its title names a 批次 and no year: taken from the other files, and said.
      ['ledger', 'planned', [], ['ledger-year'], [['abnormal', 7, 0]]],
    ]);
    expect(bench.accept(plan)).toMatchObject({ stored: 330 });
    expect(figures()).toEqual(FIGURES);
    const { lines } = ledgers.reconcile(bench.ctx, { period: '2022-07' });
    const differing = lines.filter((line) =>
      line.units.some((unit) => unit.state !== 'equal' && unit.submitted !== null),
    );
    expect(differing.map((line) => line.code)).toEqual(['F05a', 'F05b']);
    const after = dump(bench.ctx.store.db);
    const [step] = history.list(bench.ctx, { limit: 1 }).changes;
    expect(step).toMatchObject({ label: '导入8个文件', kind: 'import', canUndo: true });
    history.undo(bench.ctx, { id: step!.id });
    expect(dump(bench.ctx.store.db)).toEqual(before);
    history.undo(bench.ctx, { id: history.list(bench.ctx, { limit: 1 }).changes[0]!.id });
    expect(dump(bench.ctx.store.db)).toEqual(after);
  });

  test('a second time nothing is new', async () => {
    await bench.importAll(bench.fixtures('ledgers'));
    const before = dump(bench.ctx.store.db);
    const plan = await bench.plan(bench.fixtures('ledgers'));
    for (const file of plan.files) {
      const [one] = file.ledgers!;
      expect([file.file, { ...one!.rows, same: 0 }]).toEqual([
        file.file,
        { new: 0, same: 0, changed: 0, conflict: 0, rejected: 0, ignored: 0 },
      ]);
      expect(file.issues.map((issue) => issue.rule)).toContain('nothing-new');
    }
    expect(bench.accept(plan).stored).toBe(0);
    expect(dump(bench.ctx.store.db)).toEqual(before);
  });
});

const HEADS = ['区（市）', '出质人', '统一社会信用代码', '质权人', '融资金额（万元）', '登记日期', '登记号'];
const ROW_A = ['滕州市', '滕州甲有限公司', '91370400MAM2M00006', '工商银行', 490, '2022-01-23', 'Y2022980000137'];
const ROW_B = ['薛城区', '薛城乙有限公司', null, '建设银行', 620.5, '2022.2.18', 'Y2022980000274'];
const TITLE = ['2022年专利权质押融资台账'];

function pledges(...rows: Rows): ReturnType<ImportBench['sheet']> {
  return bench.sheet('质押.xlsx', [TITLE, HEADS, ...rows]);
}

async function planned(file: ReturnType<ImportBench['sheet']>): Promise<{ plan: ImportPlan; file: PlannedFile }> {
  const plan = await bench.plan([file]);
  return { plan, file: plan.files[0]! };
}

const answer = (plan: ImportPlan, answers: Record<string, string>): Promise<PlannedFile> =>
  imports.answer(bench.ctx, { planId: plan.planId, index: 0, answers });

const receive = (plan: ImportPlan, partial = false): ReturnType<typeof imports.commit> =>
  imports.commit(bench.ctx, { planId: plan.planId, files: [{ index: 0, partial }] });

const page = (plan: ImportPlan, more: Record<string, unknown> = {}) =>
  ledgerImport.rows(
    bench.ctx,
    CALLS['import.ledger-rows'].params.parse({ planId: plan.planId, index: 0, sheetIndex: 0, ...more }),
  );

const blocks = (file: PlannedFile): [string, string | null][] =>
  file.issues.filter((issue) => issue.severity === 'block').map((issue) => [issue.rule, issue.cell]);

describe('a row that is stored already', () => {
  beforeEach(async () => {
    await bench.importAll([pledges(ROW_A, ROW_B)]);
  });

  test('is shown field by field with from and to, asked for, updated by its number, and put back by undo', async () => {
    const before = dump(bench.ctx.store.db);
    const { plan, file } = await planned(pledges([...ROW_A.slice(0, 4), 500, ...ROW_A.slice(5)], ROW_B));
    expect(file.ledgers![0]!.rows).toMatchObject({ changed: 1, same: 1, new: 0 });
    expect(file.questions.map((question) => question.id)).toEqual(['ledger-update:0']);
    expect(isAcceptable(file)).toBe(false);
    const { total: count, rows } = page(plan, { fates: ['changed'] });
    expect(count).toBe(1);
    expect(rows[0]!.fields.filter((field) => field.before !== null)).toEqual([
      { field: 'amount', label: '融资金额', cell: 'E3', text: '500', value: '500.00', before: '490.00' },
    ]);
    expect(isAcceptable(await answer(plan, { 'ledger-update:0': 'accept' }))).toBe(true);
    expect(receive(plan).stored).toBe(1);
    expect(rowsOf('pledge').map((row) => row.values['amount'])).toEqual([500_000_000, 620_500_000]);
    history.undo(bench.ctx, { id: history.list(bench.ctx, { limit: 1 }).changes[0]!.id });
    expect(dump(bench.ctx.store.db)).toEqual(before);
  });

  test('stays as it is where the officer says so, or leaves the one row out', async () => {
    const before = dump(bench.ctx.store.db);
    const { plan } = await planned(pledges([...ROW_A.slice(0, 4), 500, ...ROW_A.slice(5)], ROW_B));
    await answer(plan, { 'ledger-update:0': 'keep' });
    expect(receive(plan).stored).toBe(0);
    expect(dump(bench.ctx.store.db)).toEqual(before);
    const again = await planned(
      pledges([...ROW_A.slice(0, 4), 500, ...ROW_A.slice(5)], [...ROW_B.slice(0, 4), 1, ...ROW_B.slice(5)]),
    );
    ledgerImport.chooseRows(bench.ctx, { planId: again.plan.planId, index: 0, rows: { '0:3': 'leave' } });
    await answer(again.plan, { 'ledger-update:0': 'accept' });
    expect(receive(again.plan).stored).toBe(1);
    expect(rowsOf('pledge').map((row) => row.values['amount'])).toEqual([490_000_000, 1_000_000]);
  });

  test('an empty cell changes nothing unless the officer clears it', async () => {
    const blank = [...ROW_A.slice(0, 3), null, ...ROW_A.slice(4)];
    const { plan, file } = await planned(pledges(blank, ROW_B));
    expect(file.questions.map((question) => question.id)).toEqual(['ledger-blank:0']);
    const kept = await answer(plan, { 'ledger-blank:0': 'keep' });
    expect(kept.ledgers![0]!.rows).toMatchObject({ same: 2, changed: 0 });
    const cleared = await answer(plan, { 'ledger-blank:0': 'clear' });
    expect(cleared.ledgers![0]!.rows).toMatchObject({ same: 1, changed: 1 });
    await answer(plan, { 'ledger-update:0': 'accept' });
    receive(plan);
    expect(rowsOf('pledge')[0]!.values['bank']).toBeNull();
  });

  test('that was changed after the preview is not written over', async () => {
    const { plan } = await planned(pledges([...ROW_A.slice(0, 4), 500, ...ROW_A.slice(5)], ROW_B));
    await answer(plan, { 'ledger-update:0': 'accept' });
    ledgers.save(bench.ctx, {
      ledger: 'pledge',
      rows: [{ id: rowsOf('pledge')[0]!.id, values: { amount: '480' } }],
      period: null,
      apply: true,
      partial: false,
    });
    expect(() => receive(plan)).toThrow(expect.objectContaining({ code: 'data.stale' }));
    expect(rowsOf('pledge')[0]!.values['amount']).toBe(480_000_000);
  });

  test('without the number is found by its other key, one with another number is another record', async () => {
    const without = ['登记号'].map(() => null);
    const { file } = await planned(pledges([...ROW_A.slice(0, 6), ...without]));
    expect(file.ledgers![0]!.rows).toMatchObject({ same: 1, new: 0 });
    const other = await planned(pledges([...ROW_A.slice(0, 6), 'Y2022980000999']));
    expect(other.file.ledgers![0]!.rows).toMatchObject({ same: 0, new: 1 });
  });

  test('knows the file, the cell and the text that it came from', () => {
    const [row] = rowsOf('pledge');
    const { sources } = ledgerImport.sources(bench.ctx, { ledger: 'pledge', id: row!.id });
    expect(sources).toMatchObject([{ file: '质押.xlsx', sheet: 'Sheet1', line: 3 }]);
    expect(sources[0]!.fields.find((field) => field.field === 'amount')).toEqual({
      field: 'amount',
      label: '融资金额',
      cell: 'E3',
      text: '490',
    });
  });

  test('knows all of it also where an earlier version kept the texts by field', () => {
    const { db } = bench.ctx.store;
    const [row] = rowsOf('pledge');
    const shown = () => ledgerImport.sources(bench.ctx, { ledger: 'pledge', id: row!.id }).sources;
    const now = shown();
    expect(now[0]!.fields.map(({ cell, text }) => [cell, text])).toEqual(
      ROW_A.map((text, column) => [`${'ABCDEFG'[column]}3`, String(text)]),
    );
    const byField = Object.fromEntries(now[0]!.fields.map(({ field, text }) => [field, text]));
    db.prepare('UPDATE row_source SET texts = ? WHERE row_id = ?').run(JSON.stringify(byField), row!.id);
    expect(shown()).toEqual(now);
  });
});

describe('what is wrong is said at its cell and nothing of it is stored', () => {
  test('codes with wrong check digits or damaged by a spreadsheet, numbers and days that are none, units that are not known', async () => {
    const { plan, file } = await planned(
      pledges(
        ['滕州市', '甲公司', '91370400MAM2M00007', '工商银行', 490, '2022-01-23', 'Y2022980000137'],
        ['滕州市', '乙公司', 9.1370400123456e17, '工商银行', 490, '2022-01-23', 'Y2022980000138'],
        ['滕州市', '丙公司', null, '工商银行', '约五百', '2022-13-45', 'Y2022980000139'],
        ['莱芜区', '丁公司', null, '工商银行', 490, '2022-01-23', 'Y2022980000140'],
        ROW_B,
      ),
    );
    expect(blocks(file)).toEqual([
      ['ledger-uscc', 'C3'],
      ['ledger-amount', 'E5'],
      ['ledger-date', 'F5'],
      ['ledger-unit', 'A6'],
    ]);
    expect(file.status).toBe('asks');
    expect(file.ledgers![0]!.rows).toMatchObject({ rejected: 3, new: 2 });
    expect(() => receive(plan)).toThrow(expect.objectContaining({ code: 'data.blocked' }));
    expect(receive(plan, true).stored).toBe(2);
    expect(
      rowsOf('pledge').map(({ values }) => [(values['enterprise'] as { name: string }).name, values['uscc']]),
    ).toEqual(
      expect.arrayContaining([
        ['乙公司', null], // the spreadsheet has lost its code
        ['薛城乙有限公司', null],
      ]),
    );
  });

  test('one number on two different rows; the same row twice is asked for', async () => {
    const { file } = await planned(pledges(ROW_A, [...ROW_A.slice(0, 4), 7, ...ROW_A.slice(5)], ROW_B));
    expect(file.ledgers![0]!.rows).toMatchObject({ rejected: 2, new: 1 });
    expect(blocks(file)).toEqual([
      ['ledger-same-key', 'G3'],
      ['ledger-same-key', 'G4'],
    ]);
    const twice = await planned(pledges(ROW_A, ROW_A));
    expect(twice.file.questions.map((question) => question.id)).toEqual(['ledger-repeat:0']);
    const once = await answer(twice.plan, { 'ledger-repeat:0': 'once' });
    expect(once.ledgers![0]!.rows).toMatchObject({ new: 1, ignored: 1 });
  });

  test('合计 that is not the sum of the rows, with both figures', async () => {
    const { file } = await planned(pledges(ROW_A, ROW_B, ['合计', null, null, null, 1110, null, null]));
    expect(file.ledgers![0]).toMatchObject({ rows: { new: 2, rejected: 0 }, skipped: 1 });
    const [issue] = file.issues.filter((one) => one.rule === 'ledger-total');
    expect(issue).toMatchObject({ severity: 'warn', cell: 'E5', expected: '1110.50' });
    const right = await planned(pledges(ROW_A, ROW_B, ['合  计', null, null, null, 1110.5, null, null]));
    expect(right.file.issues.filter((issue) => issue.severity !== 'hint')).toEqual([]);
  });

  test('heads that stand again on each printed page, notes and empty lines are no rows, whatever the first column holds', async () => {
    const numbered = (row: readonly (string | number | null)[], n: number | string | null) => [n, ...row];
    const heads = numbered(HEADS, '序号');
    const { file } = await planned(
      bench.sheet('质押.xlsx', [
        TITLE,
        heads,
        numbered(ROW_A, 1),
        heads,
        [3],
        numbered(ROW_B, '2'),
        ['注：', '以上为累计数'],
        [null, '  '],
      ]),
    );
    expect(file.ledgers![0]).toMatchObject({ rows: { new: 2, rejected: 0 }, skipped: 3 });
  });

  test('a unit merged over its rows counts for all of them, an amount merged over two rows for none', async () => {
    const rows: Rows = [TITLE, HEADS, ROW_A, [null, ...ROW_B.slice(1)]];
    const unit = bench.sheet('质押.xlsx', rows, { merges: ['A3:A4'] });
    expect((await planned(unit)).file.ledgers![0]!.rows).toMatchObject({ new: 2 });
    const amount: Rows = [TITLE, HEADS, ROW_A, [...ROW_B.slice(0, 4), null, ...ROW_B.slice(5)]];
    const { file } = await planned(bench.sheet('质押.xlsx', amount, { merges: ['E3:E4'] }));
    expect(blocks(file)).toEqual([
      ['ledger-merged-number', 'E3'],
      ['ledger-merged-number', 'E4'],
    ]);
  });

  test('a required column that is not there', async () => {
    const file = await bench.one(bench.sheet('质押.xlsx', [TITLE, HEADS.slice(0, 5), ROW_A.slice(0, 5)]));
    expect(file).toMatchObject({ status: 'asks', form: 'ledger' });
    expect(blocks(file)).toEqual([['ledger-column-missing', 'A2']]);
    expect(file.issues[0]!.message).toContain('登记日期');
  });
});

describe('a question is asked once', () => {
  test('an unknown head may be a field, a new field or left, and the answer is remembered for the same heads', async () => {
    const heads = [...HEADS, '客户经理'];
    const file = () => bench.sheet('质押.xlsx', [TITLE, heads, [...ROW_A, '张三'], [...ROW_B, '李四']]);
    const { plan, file: asked } = await planned(file());
    expect(asked.questions).toHaveLength(1);
    const [question] = asked.questions;
    expect(question).toMatchObject({ kind: 'ledger-head', cell: 'H2', remembered: true });
    expect(question!.options.slice(0, 2).map((option) => option.value)).toEqual(['+add', '+leave']);
    const added = await answer(plan, { [question!.id]: '+add' });
    expect(added).toMatchObject({ status: 'planned', ledgers: [{ rows: { new: 2 } }] });
    expect(added.decisions.join()).toContain('作为新增字段保留');
    const before = dump(bench.ctx.store.db);
    expect(receive(plan).stored).toBe(2);
    const field = Object.entries(findLedger(bench.ctx.store, 'pledge')!.fields).find(
      ([, one]) => one.label === '客户经理',
    )!;
    expect(rowsOf('pledge').map((row) => row.values[field[0]])).toEqual(['张三', '李四']);
    // The column is a field now: no question any more.
    expect(await bench.one(file())).toMatchObject({
      status: 'planned',
      questions: [],
      ledgers: [{ rows: { same: 2 } }],
    });
    history.undo(bench.ctx, { id: history.list(bench.ctx, { limit: 1 }).changes[0]!.id });
    expect(dump(bench.ctx.store.db)).toEqual(before);
  });

  test('left out: not stored, said, and not asked again for these heads', async () => {
    const file = () => bench.sheet('质押.xlsx', [TITLE, [...HEADS, '客户经理'], [...ROW_A, '张三']]);
    const { plan, file: asked } = await planned(file());
    await answer(plan, { [asked.questions[0]!.id]: '+leave' });
    receive(plan);
    const again = await bench.one(file());
    expect(again).toMatchObject({ status: 'planned', ledgers: [{ rows: { same: 1 } }] });
    expect(again.decisions.join()).toContain('“客户经理”按您的选择没有导入');
  });

  test('two columns for one field', async () => {
    const rows: Rows = [TITLE, [...HEADS, '质押金额（万元）'], [...ROW_A, 480]];
    const { plan, file } = await planned(bench.sheet('质押.xlsx', rows));
    expect(file.questions.map((question) => question.options.map((option) => option.value))).toEqual([['1', '2']]);
    const chosen = await answer(plan, { [file.questions[0]!.id]: '2' });
    expect(chosen.status).toBe('planned');
    receive(plan);
    expect(rowsOf('pledge')[0]!.values['amount']).toBe(480_000_000);
    // The same heads three columns further to the right, where the first of both stands in the place of the second.
    const shifted = await bench.one(
      bench.sheet('质押.xlsx', [TITLE, ...rows.slice(1).map((row) => [null, null, null, ...row])]),
    );
    expect(shifted).toMatchObject({ status: 'planned', ledgers: [{ rows: { same: 1 } }] });
  });

  test('the measure of an amount that nobody states; the line above the table is enough', async () => {
    const heads = HEADS.map((head) => head.replace('（万元）', ''));
    const rows = [ROW_A.with(4, 4_900_000)];
    const { plan, file } = await planned(bench.sheet('质押.xlsx', [TITLE, heads, ...rows]));
    expect(file.questions.map((question) => question.id)).toEqual(['ledger-measure:0']);
    await answer(plan, { 'ledger-measure:0': '元' });
    receive(plan);
    expect(rowsOf('pledge')[0]!.values['amount']).toBe(490_000_000);
    const stated = bench.sheet('质押.xlsx', [TITLE, ['单位：元'], heads, ...rows]);
    expect(await bench.one(stated)).toMatchObject({ questions: [], ledgers: [{ rows: { same: 1 } }] });
    // Remembered for the unit whose list it was, and for no other one with the same heads.
    expect(await bench.one(bench.sheet('质押.xlsx', [TITLE, heads, ...rows]))).toMatchObject({ status: 'planned' });
    const other = rows.map((row) => row.with(0, '薛城区'));
    expect(await bench.one(bench.sheet('质押.xlsx', [TITLE, heads, ...other]))).toMatchObject({ status: 'asks' });
  });

  test('the measure in a head that the officer says the field of is not asked for again', async () => {
    const heads = HEADS.with(0, '县（市、区）').with(4, '放款（元）');
    const { plan, file } = await planned(bench.sheet('质押.xlsx', [TITLE, heads, ROW_A.with(4, 4_900_000)]));
    expect(file.questions.map((question) => question.kind)).toEqual(['ledger-head']);
    const answered = await answer(plan, { [file.questions[0]!.id]: 'amount' });
    expect(answered.status).toBe('planned');
    expect(answered.questions.map((question) => question.kind)).not.toContain('ledger-measure');
    receive(plan);
    expect(rowsOf('pledge')[0]!.values['amount']).toBe(490_000_000);
  });

  test('the year of a ledger that states none, offered from the stored values', async () => {
    const file = bench.sheet('核查.xlsx', [
      ['第二批非正常专利申请核查整改情况'],
      ['区（市）', '应核查件数', '已撤回件数'],
      ['滕州市', 193, 169],
    ]);
    const { plan, file: asked } = await planned(file);
    expect(asked.questions).toMatchObject([{ id: 'ledger-year:0', remembered: false }]);
    expect(await answer(plan, { 'ledger-year:0': '2022' })).toMatchObject({ status: 'planned', questions: [{}] });
    receive(plan);
    expect(rowsOf('abnormal')[0]!.values).toMatchObject({ year: 2022, batch: 2, notified: 193 });
    // The officer's period is an answer too.
    expect((await bench.plan([file], '2022-07')).files[0]).toMatchObject({
      questions: [],
      ledgers: [{ rows: { same: 1 } }],
    });
  });

  test('batches of 非正常 with the day of their notice are its ledger, although all heads are words of statistics', async () => {
    const file = bench.sheet('非正常.xlsx', [
      ['非正常专利申请'],
      ['年度', '批次', '区（市）', '通报日期', '通报件数', '撤回件数'],
      [2022, 1, '滕州市', '2022-03-01', 10, 3],
      [2022, 2, '滕州市', '2022-06-01', 4, 4],
    ]);
    expect((await planned(file)).file).toMatchObject({
      status: 'planned',
      questions: [],
      ledgers: [{ ledger: 'abnormal', rows: { new: 2 } }],
    });
  });
});

test('a workbook may hold statistics and a ledger; each sheet goes its way, and one undo takes back both', async () => {
  const before = dump(bench.ctx.store.db);
  const statistics: Rows = [
    ['滕州市2022年1-7月知识产权工作情况'],
    ['指标名称', '计量单位', '本期', '去年同期'],
    ['有效发明专利拥有量', '件', 1000, 900],
    ['PCT国际专利申请量', '件', 7, 5],
  ];
  const path = bench.book('滕州市.xlsx', [
    { name: '统计', rows: statistics },
    { name: '质押', rows: [TITLE, HEADS, ROW_A, ROW_B] },
  ]);
  const plan = await bench.plan([path]);
  expect(plan.files[0]).toMatchObject({ form: 'unit-report', status: 'planned', ledgers: [{ rows: { new: 2 } }] });
  expect(plan.files[0]!.cells.new).toBeGreaterThan(0);
  receive(plan);
  expect(rowsOf('pledge')).toHaveLength(2);
  history.undo(bench.ctx, { id: history.list(bench.ctx, { limit: 1 }).changes[0]!.id });
  expect(dump(bench.ctx.store.db)).toEqual(before);
});

test('the same record in two files is taken once; different content under one number is in conflict in both', async () => {
  const same = await bench.plan([pledges(ROW_A, ROW_B), bench.sheet('滕州质押.xlsx', [TITLE, HEADS, ROW_A])]);
  expect(same.files.map((file) => file.ledgers![0]!.rows)).toMatchObject([{ new: 2 }, { new: 0, ignored: 1 }]);
  const other = bench.sheet('滕州质押.xlsx', [TITLE, HEADS, ROW_A.with(4, 7)]);
  const differ = await bench.plan([pledges(ROW_A, ROW_B), other]);
  expect(differ.files.map((file) => [file.status, file.ledgers![0]!.rows.conflict])).toEqual([
    ['asks', 1],
    ['asks', 1],
  ]);
});

describe('files of our own', () => {
  test('an export comes back without a question and changes nothing; a corrected cell changes that field', async () => {
    await bench.importAll(bench.fixtures('ledgers'));
    for (const ledger of [
      'subsidy',
      'pledge',
      'insurance',
      'project',
      'certificate',
      'enforcement',
      'abnormal',
      'activity',
    ])
      for (const format of ['xlsx', 'csv']) {
        const { file } = await ledgers.exportRows(
          bench.ctx,
          CALLS['ledgers.export'].params.parse({ ledger, format, withPersonal: true }),
        );
        const back = await bench.one(file);
        expect([ledger, format, back.form, back.reason]).toEqual([ledger, format, 'ledger', '']);
        const [one] = back.ledgers!;
        expect([ledger, format, back.questions, { ...one!.rows, same: 0 }]).toEqual([
          ledger,
          format,
          [],
          { new: 0, same: 0, changed: 0, conflict: 0, rejected: 0, ignored: 0 },
        ]);
        expect([ledger, one!.rows.same]).toEqual([ledger, rowsOf(ledger).length === 100 ? 125 : rowsOf(ledger).length]);
      }
  });

  test('an empty template says that it is empty', async () => {
    const { file } = await ledgers.template(bench.ctx, { ledger: 'pledge' });
    const back = await bench.one(file);
    expect(back).toMatchObject({ form: 'ledger', status: 'ignored', questions: [], issues: [] });
    expect(back.reason).toContain('没有填写任何记录');
  });
});

test('a ledger of the office goes the same way: rows in by its heads, updated by its key, out and back again', async () => {
  const { ledger: id } = definitions.define(bench.ctx, {
    ledger: null,
    definition: {
      title: '供应商台账',
      group: '自建',
      fields: [
        { ...OWN, name: 'x1', label: '编号', kind: 'code' },
        { ...OWN, name: 'enterprise', label: '供应商', kind: 'enterprise' },
        { ...OWN, name: 'unit', label: '区（市）', kind: 'unit' },
        { ...OWN, name: 'x2', label: '合同金额', kind: 'amount' },
      ],
      keys: [['x1']],
      steps: [],
      ends: [],
      rollups: [],
      isHidden: false,
    },
  });
  const file = (amount: number) =>
    bench.sheet('供应商.xlsx', [
      ['供应商台账'],
      ['编号', '供应商', '区（市）', '合同金额（万元）'],
      ['G-1', '甲有限公司', '滕州市', amount],
      ['G-2', '乙有限公司', '薛城区', 3],
    ]);
  const first = await planned(file(12.5));
  expect(first.file).toMatchObject({
    status: 'planned',
    ledgers: [{ ledger: id, rows: { new: 2 }, newEnterprises: 2 }],
  });
  const before = dump(bench.ctx.store.db);
  expect(receive(first.plan).stored).toBe(2);
  const second = await planned(file(13));
  expect(second.file.ledgers![0]!.rows).toMatchObject({ changed: 1, same: 1 });
  const out = await ledgers.exportRows(bench.ctx, CALLS['ledgers.export'].params.parse({ ledger: id }));
  expect(await bench.one(out.file)).toMatchObject({
    questions: [],
    ledgers: [{ ledger: id, rows: { same: 2, new: 0 } }],
  });
  history.undo(bench.ctx, { id: history.list(bench.ctx, { limit: 1 }).changes[0]!.id });
  expect(dump(bench.ctx.store.db)).toEqual(before);
});

test('a returned copy carries the problems at the cells of the ledger, and comes back as the ledger', async () => {
  const wrong = ['滕州市', '甲公司', '91370400MAM2M00007', '工商银行', 490, '2022-01-23', 'Y2022980000137'];
  const { plan, file } = await planned(pledges(wrong, ROW_B));
  expect(file.issues.filter((issue) => issue.severity === 'block')).toMatchObject([{ cell: 'C3' }]);
  const copy = await returns.create(bench.ctx, { planId: plan.planId, index: 0 });
  expect(copy).toMatchObject({ kind: 'annotated', marks: 1 });
  expect(copy.file.name).toBe('退回修改_质押.xlsx');
  const back = await bench.one(copy.file);
  expect(back).toMatchObject({
    form: 'ledger',
    status: 'asks',
    ledgers: [{ ledger: 'pledge', rows: { new: 1, rejected: 1 } }],
  });
  expect(back.sheets.map((sheet) => sheet.state)).toEqual(['used', 'skipped']);
});

test('planning a long ledger tells how far it is and stops when it is cancelled', async () => {
  const rows: Rows = Array.from({ length: 2500 }, (_, n) => [
    ...ROW_B.slice(0, 4),
    n + 1,
    '2022-02-18',
    `Y20229800${10_000 + n}`,
  ]);
  const file = pledges(...rows);
  const stages: string[] = [];
  const { job } = bench.ctx;
  bench.ctx.job = { ...job, step: ({ stage }) => void stages.push(stage) };
  expect((await planned(file)).file.ledgers![0]!.rows.new).toBe(2500);
  expect(new Set(stages)).toEqual(
    new Set(['读取 质押.xlsx', '读取专利权质押融资', '检查专利权质押融资', '核对专利权质押融资', '整理结果']),
  );
  bench.ctx.job = {
    ...job,
    step: ({ stage }) => {
      if (stage.startsWith('检查')) throw new AppError('job.cancelled');
    },
  };
  await expect(bench.plan([file])).rejects.toThrow(expect.objectContaining({ code: 'job.cancelled' }));
  bench.ctx.job = job;
});

test('each row of a long file knows its own line and texts, also beside rows that were known, and after undo and redo', async () => {
  const row = (n: number, bank = '工商银行'): Rows[number] => {
    return ['滕州市', `滕州${n % 7}有限公司`, null, bank, n + 1, '2022-02-18', `Y20229800${10_000 + n}`];
  };
  const { db } = bench.ctx.store;
  const undoNewest = (): void =>
    void history.undo(bench.ctx, { id: history.list(bench.ctx, { limit: 1 }).changes[0]!.id });
  const stored = () =>
    ledgers.rows(bench.ctx, CALLS['ledgers.rows'].params.parse({ ledger: 'pledge', page: { offset: 0, limit: 500 } }))
      .rows;
  const linesOf = (): [string, number, string][] =>
    stored().map(({ id, values }) => {
      const [newest] = ledgerImport.sources(bench.ctx, { ledger: 'pledge', id }).sources;
      const number = newest!.fields.find(({ field }) => field === 'registrationNo')!;
      expect([number.text, number.cell]).toEqual([values['registrationNo'], `G${newest!.line}`]);
      return [newest!.file, newest!.line, newest!.fields.find(({ field }) => field === 'bank')!.text];
    });
  const first = Array.from({ length: 40 }, (_, n) => row(n));
  receive(await bench.plan([bench.sheet('先.xlsx', [TITLE, HEADS, ...first])]));
  expect(linesOf()).toEqual(first.map((_, n) => ['先.xlsx', n + 3, '工商银行']));
  const before = dump(db);
  // Every third row is known and changed: those are kept one by one, between them the new ones have consecutive ids.
  const second = Array.from({ length: 90 }, (_, n) => (n % 3 === 0 ? row(n / 3, '建设银行') : row(100 + n)));
  const again = bench.sheet('后.xlsx', [TITLE, HEADS, ...second, ['合计', null, null, null, 1, null, null], row(999)]);
  const { plan } = await planned(again);
  await answer(plan, { 'ledger-update:0': 'accept' });
  receive(plan);
  const lines = linesOf();
  expect(lines.filter(([file]) => file === '后.xlsx')).toHaveLength(91);
  expect(lines).toContainEqual(['后.xlsx', 94, '工商银行']);
  const after = dump(db);
  undoNewest();
  expect(dump(db)).toEqual(before);
  undoNewest();
  expect(dump(db)).toEqual(after);
  expect(linesOf()).toEqual(lines);
});

test('a cancelled receiving stores nothing', async () => {
  const { plan } = await planned(pledges(ROW_A, ROW_B));
  const before = dump(bench.ctx.store.db);
  const { job } = bench.ctx;
  bench.ctx.job = {
    ...job,
    step: ({ stage }) => {
      if (stage === '接收专利权质押融资') throw new AppError('job.cancelled');
    },
  };
  expect(() => receive(plan)).toThrow(expect.objectContaining({ code: 'job.cancelled' }));
  bench.ctx.job = job;
  expect(dump(bench.ctx.store.db)).toEqual(before);
  expect(receive(plan).stored).toBe(2);
});

test('a list that no ledger is made for is named, and what to do', async () => {
  const file = await bench.one(
    bench.sheet('钥匙.xlsx', [['钥匙登记'], ['钥匙编号', '柜号', '联系人', '地址'], ['3', '甲', '张三', '济南']]),
  );
  expect(file).toMatchObject({ status: 'ignored', form: 'ledger' });
  expect(file.reason).toContain('新建台账');
});
