// Tables of our own districts that the province or CNIPA issued: recognised by who is named, asked about where that is open, kept
// beside the submissions, undone like any import.

import { afterEach, beforeEach, expect, test } from 'vitest';

import * as history from '../../electron/core/history/handlers.js';
import { issuedDirectly } from '../../electron/core/store/issued-store.js';
import { storedValue } from '../../electron/core/store/value-store.js';
import { listIndicators } from '../../electron/core/store/indicator-store.js';
import { factsOf } from '../../electron/core/statistics/service.js';
import * as imports from '../../electron/core/workbook/handlers.js';
import { dump } from '../helpers/dump.js';
import { ImportBench, type Rows } from '../helpers/importing.js';
import { addValueList } from '../helpers/memory-store.js';

let bench: ImportBench;
beforeEach(async () => {
  bench = await ImportBench.withUnits('江北区', '江南区');
});
afterEach(() => bench.close());

const table = (title: string, whole: number, note?: string): Rows => [
  [title],
  ['单位', '专利授权量（件）', '发明专利授权量（件）'],
  ['全市', whole, 33],
  ['江北区', 60, 20],
  ['江南区', 40, 10],
  ...(note === undefined ? [] : [[note]]),
];
const plan = (rows: Rows) => bench.plan([bench.sheet('表.xlsx', rows)]);
const ISSUED = '省知识产权局2024年1—3月各区专利授权情况';
const idOf = (code: string): number => listIndicators(bench.ctx.store).find((one) => one.code === code)!.id;

test('a table of the province is kept as issued values, the whole with its 市直及未划分, beside what the districts submitted', async () => {
  addValueList(bench.ctx.store, [
    { unit: '江北区', code: 'C06', period: '2024-03', basis: 'ytd', value: '19' },
    { unit: '江南区', code: 'C06', period: '2024-03', basis: 'ytd', value: '10' },
  ]);
  const first = await plan(table(ISSUED, 110));
  const { files } = first;
  expect([
    files[0]!.status,
    files[0]!.issues.filter((issue) => issue.severity !== 'hint'),
    files[0]!.questions,
  ]).toEqual(['planned', [], []]);
  const before = dump(bench.ctx.store.db);
  bench.accept(first);
  const issued = issuedDirectly(bench.ctx.store, '2024-03');
  expect(issued.map((one) => `${one.unitId ?? '全市'} ${one.value}`).toSorted()).toEqual([
    '1 20',
    '1 60',
    '2 10',
    '2 40',
    '全市 110',
    '全市 33',
  ]);
  expect(issued[0]!.source).toMatchObject({ file: '表.xlsx' });
  const key = { unitId: 1, indicatorId: idOf('C06'), period: '2024-03', basis: 'ytd' as const };
  expect(storedValue(bench.ctx.store, key)!.value).toBe(19);
  const facts = factsOf(bench.ctx, '2024-03').byCode.get('C06')!;
  expect([facts.units.get(1)!.figure.value, facts.total.figure.value, facts.residual!.current!.value]).toEqual([
    20n,
    33n,
    3n,
  ]);
  const again = await plan(table(ISSUED, 110));
  expect(again.files[0]!.cells).toMatchObject({ new: 0, same: 6, changed: 0 });
  history.undo(bench.ctx, { id: history.list(bench.ctx, { limit: 1 }).changes[0]!.id });
  expect(issuedDirectly(bench.ctx.store, '2024-03')).toEqual([]);
  expect(Object.keys(before).length).toBeGreaterThan(0);
});

test('a whole that is less than its units is told of', async () => {
  const { files } = await plan(table(ISSUED, 90));
  expect(files[0]!.issues.map((issue) => issue.rule)).toContain('total-differs');
});

test('a source line below the table speaks too; our own table stays our own', async () => {
  const issued = await plan(table('2024年1—3月各区专利授权情况', 100, '数据来源：国家知识产权局'));
  expect(issued.files[0]!.decisions.join()).toContain('上级下发的数');
  const own = await plan(table('2024年1—3月各区专利授权情况', 100));
  expect(own.files[0]!.decisions.join()).not.toContain('上级下发');
  expect(own.files[0]!.questions).toEqual([]);
});

test('words that leave it open are asked about, and nothing is stored without the answer', async () => {
  const { planId, files } = await plan(table('2024年1—3月各区专利授权情况（上级反馈数）', 100));
  const question = files[0]!.questions.find((one) => one.kind === 'issuer')!;
  expect(question.options.map((option) => option.value)).toEqual(['issued', 'own']);
  expect(files[0]!.cells.new).toBe(0);
  const answered = await imports.answer(bench.ctx, { planId, index: 0, answers: { [question.id]: 'issued' } });
  expect(answered.cells.new).toBe(6);
});
