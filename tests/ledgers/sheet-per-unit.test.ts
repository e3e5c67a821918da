// Ledgers without a column of units: a sheet or a file for each unit, which its name, title or 填报单位 line states.

import { afterEach, beforeEach, expect, test } from 'vitest';

import * as ledgers from '../../electron/core/ledgers/handlers.js';
import * as imports from '../../electron/core/workbook/ledger-handlers.js';
import { CALLS } from '../../shared/contract/index.js';
import type { FileRef } from '../../shared/model/file-ref.js';
import { fieldsOf, unitFieldOf, type Field, type Ledger } from '../../shared/ledgers/define.js';
import { headText } from '../../shared/ledgers/field-text.js';
import { LEDGERS } from '../../shared/ledgers/registry.js';
import { ImportBench, type Rows } from '../helpers/importing.js';

let bench: ImportBench;
beforeEach(async () => {
  bench = await ImportBench.sample();
});
afterEach(() => bench.close());

const stored = (ledger: string): ReturnType<typeof ledgers.rows>['rows'] =>
  ledgers.rows(bench.ctx, CALLS['ledgers.rows'].params.parse({ ledger })).rows;

const HEADS = ['序号', '批次', '应核查件数', '撤回件数', '通报日期'];
const TITLE = '2022年非正常专利申请核查整改情况表';
const notice = (notified: number, withdrawn: number): Rows => [HEADS, [1, '第二批', notified, withdrawn, '2022-05-01']];

test('非正常 in a sheet for each unit is theirs, and says that the name of the sheet said so', async () => {
  const book = (last: string): FileRef =>
    bench.book('核查.xlsx', [
      { name: '滕州市', rows: [[TITLE], ...notice(11, 9)] },
      { name: '薛城区', rows: [[TITLE], ...notice(7, 7)] },
      { name: last, rows: [[TITLE], ...notice(5, 2)] },
    ]);
  const asked = (await bench.plan([book('山亭')])).files[0]!;
  expect(asked.questions.map(({ id }) => id)).toEqual(['ledger-sheet-unit-山亭:2']);
  const plan = await bench.plan([book('山亭区')]);
  expect(plan.files[0]).toMatchObject({ status: 'planned', questions: [], issues: [] });
  const preview = imports.rows(bench.ctx, {
    planId: plan.planId,
    index: 0,
    sheetIndex: 1,
    offset: 0,
    limit: 10,
  });
  expect(preview.rows[0]!.fields.find(({ field }) => field === 'unit')).toMatchObject({
    cell: null,
    value: '薛城区',
    text: '工作表名“薛城区”',
  });
  bench.accept(plan);
  const rows = stored('abnormal');
  const of = (name: string): unknown[] => rows.map(({ values }) => values[name]);
  expect([of('notified').toSorted(), of('year')]).toEqual([
    [11, 5, 7],
    [2022, 2022, 2022],
  ]);
  const ofTengzhou = rows.find(({ values }) => values['notified'] === 11)!;
  const said = imports.sources(bench.ctx, { ledger: 'abnormal', id: ofTengzhou.id }).sources[0]!.fields;
  expect(said.find(({ field }) => field === 'unit')).toMatchObject({ cell: null, text: '工作表名“滕州市”' });
  expect(said.find(({ field }) => field === 'notified')).toMatchObject({ cell: 'C3', text: '11' });
});

test.each([
  ['滕州市核查.xlsx', [[TITLE]], '文件名“滕州市核查”'],
  ['核查.xlsx', [['2022年滕州市非正常专利申请核查情况表']], 'A1“2022年滕州市非正常专利申请核查情况表”'],
  ['核查.xlsx', [[TITLE], ['填报单位：滕州市市场监督管理局']], 'A2“填报单位：滕州市市场监督管理局”'],
  ['核查.xlsx', [[TITLE], ['填报单位（盖章）：', '滕州市', '2022年7月31日']], 'B2“滕州市”'],
])('a file of one unit: %s %j', async (name, above, text) => {
  const plan = await bench.plan([bench.sheet(name, [...above, ...notice(11, 9)])]);
  expect(plan.files[0]!.issues).toEqual([]);
  bench.accept(plan);
  expect(stored('abnormal').map(({ values }) => values['unit'])).toEqual([1]);
  const [source] = imports.sources(bench.ctx, { ledger: 'abnormal', id: stored('abnormal')[0]!.id }).sources;
  expect(source!.fields.find(({ field }) => field === 'unit')).toMatchObject({ cell: null, text });
});

test('a name that does not agree with the title is nobody’s', async () => {
  const plan = await bench.plan([
    bench.book('核查.xlsx', [{ name: '薛城区', rows: [['2022年滕州市非正常专利申请核查情况表'], ...notice(11, 9)] }]),
  ]);
  bench.accept(plan);
  expect(plan.files[0]!.issues.map(({ severity, rule }) => [severity, rule])).toEqual([
    ['block', 'ledger-column-missing'],
  ]);
  expect(stored('abnormal')).toEqual([]);
});

test('a table without units and without any word of a ledger stays what it was', async () => {
  const plan = await bench.plan([
    bench.sheet('统计.xlsx', [
      ['批次', '撤回件数', '其他'],
      ['第一批', 3, 4],
    ]),
  ]);
  expect(plan.files[0]!.ledgers ?? []).toEqual([]);
});

const CODES: Readonly<Record<string, string | number>> = {
  patent: '201910012345',
  trademark: '12345678',
  'nice-class': 7,
  document: '滕政发〔2022〕1号',
  case: '滕市监处〔2022〕1号',
  certificate: 'ZS20220001',
};

function valueOf(name: string, field: Field): string | number | null {
  switch (field.kind) {
    case 'integer':
    case 'personCount':
      return name === 'year' ? 2022 : 3;
    case 'amount':
      return 100;
    case 'date':
      return field.isEnd === true ? '2025-03-31' : '2022-03-04';
    case 'period':
      return '2022-03';
    case 'choice':
    case 'multiChoice':
      return field.options[0]!;
    case 'enterprise':
      return '滕州甲机械有限公司';
    case 'code':
      return CODES[field.check] ?? null;
    case 'yesNo':
      return '是';
    default:
      return '内容';
  }
}

/** The heads of a template without the unit, and one record. */
function tableOf(ledger: Ledger): Rows {
  const fields = fieldsOf(ledger)
    .filter(([, field]) => !['unit', 'attachment', 'lines', 'status'].includes(field.kind))
    .slice(0, 26);
  return [fields.map(([, field]) => headText(field)), fields.map(([name, field]) => valueOf(name, field))];
}

test('every ledger with units: by the name of a sheet, of the file, the title, and 填报单位', async () => {
  const wanted = LEDGERS.filter((ledger) => unitFieldOf(ledger) !== null);
  const wrong: string[] = [];
  for (const ledger of wanted) {
    const rows = tableOf(ledger);
    const title = `2022年${ledger.title}台账`;
    const plan = await bench.plan([
      bench.book(`${title}.xlsx`, [{ name: '滕州市', rows }]),
      bench.sheet(`滕州市${title}.xlsx`, rows),
      bench.sheet('甲.xlsx', [[`滕州市${title}`], ...rows]),
      bench.sheet('乙.xlsx', [[title], ['填报单位：滕州市'], ...rows]),
    ]);
    for (const file of plan.files) {
      const read = file.ledgers?.[0];
      const isRight =
        read?.ledger === ledger.id &&
        read.given?.some(({ field }) => field === 'unit') === true &&
        file.units.join() === '滕州市' &&
        file.issues.every(({ rule }) => rule !== 'ledger-column-missing');
      if (!isRight) wrong.push(`${ledger.title}: ${file.file} ${read?.ledger}`);
    }
  }
  expect(wrong).toEqual([]);
});

test('who gets a copy of the list is not whose rows it holds', async () => {
  const rows: Rows = [[TITLE], ['抄送：薛城区市场监督管理局'], ...notice(11, 9)];
  const [file] = (await bench.plan([bench.sheet('核查.xlsx', rows)])).files;
  expect(file!.questions.map(({ id }) => id).concat(file!.issues.map(({ rule }) => rule))).not.toEqual([]);
  expect(file!.cells.new).toBe(0);
  const plan = await bench.plan([bench.sheet('核查.xlsx', rows, { sheet: '滕州市' })]);
  bench.accept(plan);
  expect(stored('abnormal').map(({ values }) => values['unit'])).toEqual([1]);
});

test.each([
  ['2022年非正常专利申请通报情况', '批次', '第三批'],
  ['2022年第三批非正常专利申请情况表', '备注', ''],
])('%s without a day of notice is of the ledger: one batch is no number of a month', async (title, head, text) => {
  const rows: Rows = [[title], ['区（市）', head, '通报件数', '撤回件数', '撤回率（%）'], ['滕州市', text, 9, 5, 55.6]];
  const plan = await bench.plan([bench.book('情况.xlsx', [{ name: 'Sheet1', rows }])], '2022-07');
  expect(plan.files[0]).toMatchObject({ status: 'planned', questions: [] });
  bench.accept(plan);
  expect(stored('abnormal')[0]!.values).toMatchObject({ year: 2022, batch: 3, notified: 9, withdrawn: 5 });
});
