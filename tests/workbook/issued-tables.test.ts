// Tables of our own districts that the province or CNIPA issued: recognised by who is named, asked about where that is open, kept
// beside the submissions, undone like any import.

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import * as history from '../../electron/core/history/handlers.js';
import { issuedDirectly } from '../../electron/core/store/issued-store.js';
import { storedValue } from '../../electron/core/store/value-store.js';
import { listIndicators } from '../../electron/core/store/indicator-store.js';
import { factsOf } from '../../electron/core/statistics/service.js';
import * as imports from '../../electron/core/workbook/handlers.js';
import { run as runImport } from '../../electron/core/workbook/run-handler.js';
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

test.each([
  '注：专利数据来源于省知识产权局，其余由各区报送',
  '注：商标注册量来自国家知识产权局',
  '注：除发明专利授权量外均来源于国家知识产权局',
  '注：最终以国家知识产权局公布的数据为准',
  '注：发明专利授权量按国家知识产权局授权公告日统计',
])('a note that names the source of some numbers only, or no source, is asked about: %s', async (note) => {
  const { files } = await plan(table('2024年1—3月各区知识产权工作情况', 100, note));
  expect(files[0]!.questions.map((one) => one.kind)).toEqual(['issuer']);
  expect(files[0]!.questions[0]!.text).toContain(note.slice(0, 8));
  expect(files[0]!.cells.new).toBe(0);
});

test('words that leave it open are asked about, and nothing is stored without the answer', async () => {
  const { planId, files } = await plan(table('2024年1—3月各区专利授权情况（上级反馈数）', 100));
  const question = files[0]!.questions.find((one) => one.kind === 'issuer')!;
  expect(question.options.map((option) => option.value)).toEqual(['issued', 'own']);
  expect(files[0]!.cells.new).toBe(0);
  const answered = await imports.answer(bench.ctx, { planId, index: 0, answers: { [question.id]: 'issued' } });
  expect(answered.cells.new).toBe(6);
});

describe('去年同期 against what is printed of last year', () => {
  const report = (lastYear: number): Rows => [
    ['2025年1—3月统计表'],
    ['填报单位：江北区'],
    ['指标', '本期', '去年同期'],
    ['发明专利授权量', 30, lastYear],
  ];
  const claim = async (lastYear: number) => {
    const planned = await plan(report(lastYear));
    const cell = bench.cells(planned).find((one) => one.role === 'claim')!;
    const { issues } = planned.files[0]!;
    return { planned, cell, said: issues.filter((issue) => issue.rule === 'claim-differs').map((one) => one.message) };
  };

  beforeEach(async () => {
    addValueList(bench.ctx.store, [{ unit: '江北区', code: 'C06', period: '2024-03', basis: 'ytd', value: '19' }]);
    bench.accept(await plan(table(ISSUED, 110)));
  });

  test('the issued value goes before it: the same is no finding, the unit’s own former number is one', async () => {
    const same = await claim(20);
    expect([same.cell.fate, same.cell.reason, same.said]).toEqual(['same', '与上级下发的上年数相同', []]);
    const own = await claim(19);
    expect([own.cell.fate, own.cell.before]).toEqual(['ignored', '20']);
    expect(own.said).toHaveLength(1);
    expect(own.said[0]).toContain('已存的上年数是20（上级下发）');
  });

  test('received, it changes neither the issued nor the submitted value of last year', async () => {
    bench.accept((await claim(25)).planned);
    const key = { unitId: 1, indicatorId: idOf('C06'), period: '2024-03', basis: 'ytd' as const };
    expect(storedValue(bench.ctx.store, key)!.value).toBe(19);
    expect(factsOf(bench.ctx, '2025-03').byCode.get('C06')!.units.get(1)!.lastYear.value).toBe(20n);
  });

  test('where the office prints submissions, it is compared with the submission', async () => {
    bench.ctx.settings = { ...bench.ctx.settings, valueSources: { C06: 'submitted' } };
    expect((await claim(19)).cell.fate).toBe('same');
    expect((await claim(20)).said[0]).toContain('已存的上年数是19。');
  });
});

test('received without a look, as the command line does, the same values are stored as on the page', async () => {
  const file = bench.sheet('表.xlsx', table(ISSUED, 110));
  const run = await runImport(bench.ctx, { files: [file], period: null, accept: true, answers: {} });
  expect(run.files.map((one) => [one.status, one.cells.new])).toEqual([['imported', 6]]);
  expect(run.stored).toBe(6);
  expect(
    issuedDirectly(bench.ctx.store, '2024-03')
      .map((one) => `${one.unitId ?? '全市'} ${one.value}`)
      .toSorted(),
  ).toEqual(['1 20', '1 60', '2 10', '2 40', '全市 110', '全市 33']);
});

test('the same table once more with one number raised: what stands is confirmed and takes the place of what is undone', async () => {
  bench.accept(await plan(table(ISSUED, 110)));
  const again = await plan(table(ISSUED, 112));
  expect(again.files[0]!.cells).toMatchObject({ changed: 1, same: 5 });
  const [asked] = again.files[0]!.questions;
  const file = await imports.answer(bench.ctx, { planId: again.planId, index: 0, answers: { [asked!.id]: 'accept' } });
  bench.accept({ ...again, files: [file] });
  const made = bench.ctx.store.db.prepare("SELECT id FROM change_set WHERE kind = 'import' ORDER BY id").pluck().all();
  history.undo(bench.ctx, { id: made[0] as number });
  expect(
    issuedDirectly(bench.ctx.store, '2024-03')
      .map((one) => `${one.unitId ?? '全市'} ${one.value}`)
      .toSorted(),
  ).toEqual(['1 20', '1 60', '2 10', '2 40', '全市 112', '全市 33']);
});

describe('the same number twice in one table, and not the same', () => {
  const twice = async (rows: Rows) => {
    const made = await plan(rows);
    const [file] = made.files;
    const said = file!.issues.filter(({ rule }) => rule === 'duplicate-value');
    const rejected = bench.cells(made).flatMap((cell) => (cell.fate === 'rejected' ? [cell.cell] : []));
    return { status: file!.status, severities: said.map(({ severity }) => severity), said: said[0]?.message, rejected };
  };

  test('of a district that the province issued: neither is taken', async () => {
    expect(await twice([...table(ISSUED, 110), ['江南区', 41, 10]])).toEqual({
      status: 'asks',
      severities: ['block', 'block'],
      said: '“江南区”的“专利授权量”填了两次且数值不同（B5为40，B6为41），都没有采用。请核实后只保留一处。',
      rejected: ['B5', 'B6'],
    });
  });

  test('of the whole area, as 全市 and as 合计', async () => {
    const { said, rejected } = await twice([...table(ISSUED, 110), ['合计', 100, 33]]);
    expect(said).toContain('“合计”的“专利授权量”填了两次且数值不同（B3为110，B6为100）');
    expect(rejected).toEqual(['B3', 'B6']);
  });

  test('of another place: left out with a word, and the rest may be received', async () => {
    const made = await twice([
      ['2024年1—3月全省各市专利授权情况'],
      ['地区', '专利授权量（件）'],
      ['甲市', 110],
      ['乙市', 60],
      ['乙市', 61],
    ]);
    expect(made).toMatchObject({ status: 'planned', severities: ['warn', 'warn'], rejected: ['B4', 'B5'] });
  });

  test('上级下达任务 of one indicator', async () => {
    const made = await twice([
      ['2024年全市知识产权目标任务分解表'],
      ['指标', '计量单位', '省下达目标', '江北区'],
      ['专利授权量', '件', 1000, 600],
      ['专利授权量', '件', 1200, 600],
    ]);
    expect(made).toMatchObject({ status: 'asks', rejected: ['C3', 'C4'] });
    expect(made.said).toContain('“上级下达任务”的“专利授权量”填了两次');
  });
});
