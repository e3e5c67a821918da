// Tables of targets as offices write them: 考核方式 in a column, a row of the head, brackets or the title; 上级下达任务 and 自定目标
// beside the units' targets; 净增 written as the increase. What the words leave open is asked, never guessed.

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { undo } from '../../electron/core/history/handlers.js';
import { saveBasis, saveTargets, targetHistory } from '../../electron/core/targets/handlers.js';
import { targetMatrix } from '../../electron/core/targets/matrix.js';
import { answer } from '../../electron/core/workbook/handlers.js';
import type { ImportPlan } from '../../shared/import/plan.js';
import type { TargetColumn } from '../../shared/targets/define.js';
import { dump } from '../helpers/dump.js';
import { ImportBench, type Rows } from '../helpers/importing.js';

const PERIOD = '2022-07';
let bench: ImportBench;
beforeEach(() => {
  // Units of 示例市.
  return ImportBench.withUnits('江北区', '江南区').then((made) => (bench = made));
});
afterEach(() => bench.close());

const column = (code: string): TargetColumn =>
  targetMatrix(bench.ctx, PERIOD).columns.find((one) => one.code === code)!;
const plan = (name: string, rows: Rows): Promise<ImportPlan> => bench.plan([bench.sheet(name, rows)]);
const issues = (made: ImportPlan): string[] => made.files[0]!.issues.map((issue) => issue.message);

const withAnswers = async (made: ImportPlan, given: Record<string, string>): Promise<ImportPlan> => ({
  ...made,
  files: [await answer(bench.ctx, { planId: made.planId, index: 0, answers: given })],
});

/** Change sets of the imports, oldest first. */
const importsOf = (): number[] =>
  bench.ctx.store.db.prepare("SELECT id FROM change_set WHERE kind = 'import' ORDER BY id").pluck().all() as number[];

/** Answers all questions of the only file by kind, then receives it. */
async function receive(made: ImportPlan, answers: Record<string, string> = {}): Promise<ImportPlan> {
  const given = Object.fromEntries(
    made.files[0]!.questions.flatMap((question) =>
      answers[question.kind] === undefined ? [] : [[question.id, answers[question.kind]!]],
    ),
  );
  const answered = Object.keys(given).length === 0 ? made : await withAnswers(made, given);
  bench.accept(answered);
  return answered;
}

const BY_INDICATOR: Rows = [
  ['2022年全市知识产权目标任务分解表'],
  ['序号', '指标', '计量单位', '考核方式', '省下达目标', '江北区', '江南区'],
  [1, '专利授权量', '件', '累计', 1000, 600, 500],
  [2, '有效发明专利拥有量', '件', '期末达到', 320, 200, 150],
  [3, '非正常专利申请撤回率', '%', '不低于', 90, 90, 90],
];

describe('by indicator', () => {
  test('考核方式 from its column, 省下达目标 as 上级下达任务, units as 下达任务; all lead to their cell', async () => {
    const made = await plan('目标.xlsx', BY_INDICATOR);
    expect(made.files[0]).toMatchObject({ form: 'targets', status: 'planned', questions: [] });
    await receive(made);
    expect(column('C05').cells.map((cell) => cell.value)).toEqual(['600', '500']);
    expect(column('C05').higher).toMatchObject({ value: '1000', source: { file: '目标.xlsx', cell: 'E3' } });
    expect(column('C05').mode).toBe('cumulative');
    expect(column('C14')).toMatchObject({ mode: 'year_end', higher: { value: '320' } });
    expect(column('C39')).toMatchObject({ mode: 'at_least', higher: { value: '90' } });
    const history = targetHistory(bench.ctx, { year: 2022, unitId: null, code: 'C05', level: 'higher' });
    expect(history.revisions).toMatchObject([{ source: '目标.xlsx › Sheet1 › E3' }]);
  });

  test('the table once more with one number raised: what stands is confirmed, and undoing the first leaves what the second gave', async () => {
    await receive(await plan('目标.xlsx', BY_INDICATOR));
    const raised = BY_INDICATOR.map((row) => (row[1] === '专利授权量' ? row.with(5, 650) : row));
    const again = await plan('目标（更正）.xlsx', raised);
    expect(again.files[0]!.cells).toMatchObject({ changed: 1, same: 8 });
    await receive(again, { revision: 'accept' });
    expect(column('C05').cells.map((cell) => cell.value)).toEqual(['650', '500']);
    const history = targetHistory(bench.ctx, { year: 2022, unitId: null, code: 'C05', level: 'higher' });
    expect(history.revisions).toMatchObject([{ source: '目标.xlsx › Sheet1 › E3' }]);
    undo(bench.ctx, { id: importsOf()[0]! });
    expect(column('C05').cells.map((cell) => cell.value)).toEqual(['650', '500']);
    expect(column('C05').higher).toMatchObject({ value: '1000', source: { file: '目标（更正）.xlsx', cell: 'E3' } });
  });

  test('上级下达任务 is no sum of the units: it is not compared with them', async () => {
    const made = await plan('目标.xlsx', BY_INDICATOR);
    expect(issues(made)).toEqual([]);
  });

  test('净增 of the bureau starts from the sum of its units, and is refused where one is not known', async () => {
    const rows = structuredClone(BY_INDICATOR);
    rows[3] = [2, '有效发明专利拥有量', '件', '净增', 80, 50, 20];
    const asked = await plan('目标.xlsx', rows);
    const question = asked.files[0]!.questions.find((one) => one.kind === 'net-increase')!;
    const refused = await withAnswers(asked, { [question.id]: 'increase' });
    expect(refused.files[0]!.status).toBe('asks');
    await receive(
      await plan('去年.xlsx', [
        ['2021年全市知识产权情况（截至12月底）'],
        ['单位', '有效发明专利拥有量（件）'],
        ['江北区', 150],
        ['江南区', 120],
      ]),
    );
    await receive(await plan('目标.xlsx', rows), { 'net-increase': 'increase' });
    expect(column('C14').cells.map((cell) => cell.value)).toEqual(['200', '140']);
    expect(column('C14').higher.value).toBe('350');
  });

  test('a stock written as 累计: the numbers are taken, the mode is refused and said', async () => {
    const rows = structuredClone(BY_INDICATOR);
    rows[3]![3] = '累计';
    const made = await plan('目标.xlsx', rows);
    expect(issues(made).join()).toContain('“有效发明专利拥有量”的考核方式写的是“累计”，存量指标不能这样考核');
    await receive(made);
    expect(column('C14')).toMatchObject({ mode: 'year_end', higher: { value: '320' } });
  });

  test('words of 考核方式 that mean nothing known are said, and the numbers are taken', async () => {
    const rows = structuredClone(BY_INDICATOR);
    rows[2]![3] = '按季度调度';
    const made = await plan('目标.xlsx', rows);
    expect(issues(made).join()).toContain('D3等1处的考核方式（“按季度调度”）没有认出，没有采用');
    await receive(made);
    expect(column('C05').cells.map((cell) => cell.value)).toEqual(['600', '500']);
  });

  test('a mode that is chosen otherwise is asked before it is replaced, and kept on a no', async () => {
    const at = { year: 2022, unitId: null, base: null, words: '', done: null };
    saveBasis(bench.ctx, { ...at, code: 'C39', mode: 'year_end' });
    const made = await plan('目标.xlsx', BY_INDICATOR);
    expect(made.files[0]!.questions.map((question) => question.kind)).toEqual(['target-mode']);
    expect(made.files[0]!.questions[0]!.text).toContain('现在按“期末达到”，表中写“不低于”');
    await receive(made, { 'target-mode': 'keep' });
    expect(column('C39').mode).toBe('year_end');
    expect(column('C39').higher.value).toBe('90');
  });

  test('a higher task that stands already is corrected only after a yes', async () => {
    const cells = [{ unitId: null, code: 'C05', level: 'higher' as const, value: '900' }];
    saveTargets(bench.ctx, { year: 2022, cells, document: '', reason: '' });
    const made = await plan('目标.xlsx', BY_INDICATOR);
    expect(made.files[0]!.questions.map((question) => question.kind)).toEqual(['revision']);
    await receive(made, { revision: 'accept' });
    expect(column('C05').higher).toMatchObject({ value: '1000', revision: 2 });
  });

  test('undo takes targets, own tasks and 考核方式 back to the byte; redo brings them again', async () => {
    const rows = structuredClone(BY_INDICATOR);
    rows[3]![3] = '净增';
    const made = await plan('目标.xlsx', rows);
    const before = dump(bench.ctx.store.db);
    await receive(made, { 'net-increase': 'level' });
    const after = dump(bench.ctx.store.db);
    expect(after).not.toEqual(before);
    const id = bench.ctx.store.db.prepare('SELECT max(id) FROM change_set').pluck().get() as number;
    undo(bench.ctx, { id });
    expect(dump(bench.ctx.store.db)).toEqual(before);
    undo(bench.ctx, { id: id + 1 });
    expect(dump(bench.ctx.store.db)).toEqual(after);
  });
});

describe('by unit', () => {
  const BY_UNIT: Rows = [
    ['2022年全市知识产权目标任务分解表'],
    ['单位', '专利授权量（件）', '有效发明专利拥有量（件）'],
    ['考核方式', '累计', '净增'],
    ['江北区', 600, 50],
    ['江南区', 500, 30],
    ['合计', 1100, 80],
  ];
  const STOCKS: Rows = [
    ['2021年全市知识产权情况（截至12月底）'],
    ['单位', '有效发明专利拥有量（件）'],
    ['江北区', 150],
    ['江南区', 120],
  ];

  test('考核方式 as a row of the head is no figure; 净增 asks what was written and keeps the year-end value', async () => {
    await receive(await plan('去年.xlsx', STOCKS));
    const made = await plan('目标.xlsx', BY_UNIT);
    expect(made.files[0]).toMatchObject({ form: 'targets', status: 'asks' });
    expect(made.files[0]!.questions.map((question) => question.kind)).toEqual(['net-increase']);
    const answered = await receive(made, { 'net-increase': 'increase' });
    expect(column('C14').mode).toBe('net_increase');
    expect(column('C14').cells.map((cell) => cell.value)).toEqual(['200', '150']);
    expect(column('C05').cells.map((cell) => cell.value)).toEqual(['600', '500']);
    const cell = bench.cells(answered).find((one) => one.cell === 'C4')!;
    expect(cell).toMatchObject({ text: '50', value: '200', reason: '上年末150，净增50' });
  });

  test('without a value at the end of last year an increase cannot be kept, and that is said', async () => {
    const made = await plan('目标.xlsx', BY_UNIT);
    const question = made.files[0]!.questions.find((one) => one.kind === 'net-increase')!;
    const answered = await withAnswers(made, { [question.id]: 'increase' });
    expect(answered.files[0]!.status).toBe('asks');
    expect(issues(answered).join()).toContain('没有2021年末的数，不能换算成年末应达到的数');
  });

  test('the mode in brackets behind the name', async () => {
    const rows: Rows = [
      ['2022年目标任务下达表'],
      ['单位', '专利授权量（累计）', '有效发明专利拥有量（期末达到）'],
      ['江北区', 600, 200],
      ['江南区', 500, 150],
    ];
    await receive(await plan('目标.xlsx', rows));
    expect(column('C14').cells.map((cell) => cell.value)).toEqual(['200', '150']);
    expect(column('C05').mode).toBe('cumulative');
  });

  test('合计 of a table of the province: its task for the whole or a sum, asked and left out where it is not answered', async () => {
    const rows: Rows = [
      ['省知识产权局下达我市2022年知识产权目标任务分解表'],
      ['单位', '专利授权量（件）'],
      ['江北区', 600],
      ['江南区', 500],
      ['全市', 1200],
    ];
    const made = await plan('目标.xlsx', rows);
    expect(made.files[0]!.status).toBe('planned');
    expect(made.files[0]!.questions.map((question) => question.kind)).toEqual(['target-total']);
    await receive(made, { 'target-total': 'higher' });
    expect(column('C05').higher.value).toBe('1200');
    expect(column('C05').undistributed).toBe('100');
  });
});

describe('without units', () => {
  const OWN: Rows = [
    ['省知识产权局下达示例市2022年知识产权目标任务'],
    ['指标', '计量单位', '目标值'],
    ['专利授权量', '件', 1000],
    ['有效发明专利拥有量', '件', 320],
  ];

  test('the title says who set them', async () => {
    const made = await plan('省.xlsx', OWN);
    expect(made.files[0]).toMatchObject({ form: 'targets', status: 'planned', questions: [] });
    await receive(made);
    expect(column('C05').higher.value).toBe('1000');
    expect(column('C14').higher.value).toBe('320');
    expect(column('C05').cells.every((cell) => cell.value === null)).toBe(true);
  });

  test('where it does not say, it is asked: 自定目标, or a unit', async () => {
    const rows = structuredClone(OWN);
    rows[0]![0] = '2022年知识产权目标任务一览表';
    const made = await plan('目标.xlsx', rows);
    expect(made.files[0]!.status).toBe('asks');
    await receive(made, { unit: 'own' });
    expect(column('C05').own.value).toBe('1000');
    expect(column('C05').higher.value).toBeNull();
  });
});

test('a table of how targets are met stays a table of values', async () => {
  const made = await plan('完成.xlsx', [
    ['省下达目标任务完成情况表（2022年1—7月）'],
    ['单位', '年度目标', '完成数', '完成率'],
    ['江北区', 600, 400, 66.7],
    ['江南区', 500, 300, 60],
  ]);
  expect(made.files[0]!.form).not.toBe('targets');
});

describe('a target written with its bound', () => {
  const rows = (...targets: (string | number)[]): Rows => [
    ['2022年全市知识产权目标任务分解表'],
    ['指标', '江北区', '江南区'],
    ['非正常专利申请撤回率（%）', ...targets],
  ];
  const kept = (code: string): unknown[] => column(code).cells.map((cell) => [cell.value, cell.mode]);

  test.each([
    ['≥90', '90'],
    ['≥ 90%', '90'],
    ['>=90', '90'],
    ['＞＝90', '90'],
    ['≧90.5%', '90.5'],
    ['不低于90%', '90'],
    ['不少于90', '90'],
    ['90%以上', '90'],
    ['90%（含）以上', '90'],
  ])('%s of a rate that is judged as 不低于 anyway is its number, without a question', async (text, value) => {
    const made = await plan('目标.xlsx', rows(text, '≥85%'));
    expect(made.files[0]).toMatchObject({ status: 'planned', questions: [], issues: [] });
    await receive(made);
    expect(kept('C39')).toEqual([
      [value, 'at_least'],
      ['85', 'at_least'],
    ]);
    expect(column('C39').cells[0]!.source).toMatchObject({ cell: 'B3', text });
  });

  test.each(['高于90', '90左右', '≥', '≥九十', '90—95', '力争90', '≥90≤95'])(
    '%s stays a text in a number cell',
    async (text) => {
      const made = await plan('目标.xlsx', rows(text, 85));
      expect(made.files[0]!.status).toBe('asks');
      expect(issues(made)).toEqual([expect.stringContaining(`填的是“${text}”，应填数字`)]);
    },
  );

  test('≤ of a rate that is judged as 不低于 is asked; taken, it is judged as 不高于', async () => {
    const made = await plan('目标.xlsx', rows('≤10%', '不高于8%'));
    expect(made.files[0]!.questions).toMatchObject([{ kind: 'target-bound', cell: 'B3' }]);
    expect(made.files[0]!.questions[0]!.text).toContain('“非正常专利申请撤回率”填“≤10%”，考核方式是“不低于”');
    expect(bench.cells(made).map((cell) => cell.fate)).toEqual(['rejected', 'rejected']);
    await receive(made, { 'target-bound': 'bound' });
    expect(kept('C39')).toEqual([
      ['10', 'at_most'],
      ['8', 'at_most'],
    ]);
  });

  const flow = (...targets: (string | number)[]): Rows => [
    ['2022年全市知识产权目标任务分解表'],
    ['指标', '考核方式', '江北区', '江南区'],
    ['专利授权量', '累计', ...targets],
  ];

  test('beside 累计 in its column it is asked; left as it is, the number is taken and 累计 stays', async () => {
    const made = await plan('目标.xlsx', flow('≥800', '500件以上'));
    expect(made.files[0]!.questions).toMatchObject([{ kind: 'target-bound' }]);
    await receive(made, { 'target-bound': 'number' });
    expect(kept('C05')).toEqual([
      ['800', 'cumulative'],
      ['500', 'cumulative'],
    ]);
  });

  test('in one cell only, it is the mode of that unit alone', async () => {
    const made = await plan('目标.xlsx', flow('≥800', 500));
    await receive(made, { 'target-bound': 'bound' });
    expect(kept('C05')).toEqual([
      ['800', 'at_least'],
      ['500', 'cumulative'],
    ]);
  });

  test('of the task from above alone it is asked too: 170 at most is no 170 to be reached', async () => {
    const made = await plan('目标.xlsx', [
      ['2022年知识产权工作目标任务分解表'],
      ['单位', '专利授权量'],
      ['上级下达任务', '≤1300'],
      ['江北区', 800],
      ['江南区', 500],
    ]);
    expect(made.files[0]!.questions).toMatchObject([{ kind: 'target-bound', cell: 'B3' }]);
    await receive(made, { 'target-bound': 'bound' });
    expect(kept('C05')).toEqual([
      ['800', 'at_most'],
      ['500', 'at_most'],
    ]);
  });

  test('in a column 年度目标 of a report it is the unit’s target, asked where the mode differs', async () => {
    const report = (target: string): Rows => [
      ['2022年1—7月知识产权工作统计表'],
      ['填报单位：江北区'],
      ['指标', '1—7月累计', '年度目标'],
      ['专利授权量', 405, target],
    ];
    const made = await plan('报表.xlsx', report('≥800'));
    expect(made.files[0]!.questions).toMatchObject([{ kind: 'target-bound', cell: 'C4' }]);
    await receive(made, { 'target-bound': 'number' });
    expect(kept('C05')[0]).toEqual(['800', 'cumulative']);
  });
});

test('months that repeat the same 年度目标 keep one target: the first gives it, the others confirm it', async () => {
  const month = (n: number): Rows => [
    [`江北区2022年1—${n}月知识产权工作情况`],
    ['指标', '计量单位', '本年累计', '年度目标'],
    ['专利授权量', '件', 40 * n, 600],
    ['商标注册量', '件', 50 * n, 900],
  ];
  const made = await bench.plan([5, 6, 7].map((n) => bench.sheet(`江北区${n}月.xlsx`, month(n))));
  expect(made.files.map((file) => file.status)).toEqual(['planned', 'planned', 'planned']);
  bench.accept(made);
  const kept = (): object[] =>
    targetHistory(bench.ctx, { year: 2022, unitId: 1, code: 'C05', level: 'assigned' }).revisions.map(
      ({ no, text, source }) => ({ no, text, source }),
    );
  expect(kept()).toEqual([{ no: 1, text: '600', source: '江北区5月.xlsx › Sheet1 › D3' }]);
  bench.accept(await bench.plan([bench.sheet('江北区8月.xlsx', month(8))]));
  expect(kept()).toHaveLength(1);
  undo(bench.ctx, { id: importsOf()[0]! });
  expect(kept()).toEqual([{ no: 1, text: '600', source: '江北区8月.xlsx › Sheet1 › D3' }]);
});
