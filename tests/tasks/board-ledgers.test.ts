// 报送任务 that ask for ledgers: what counts as come in, by which rule, and what the board, the texts and the 核对单 say of it.

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import type { Ctx } from '../../electron/core/context.js';
import { undoChangeSets } from '../../electron/core/history/undo.js';
import { dataVersion } from '../../electron/core/store/store.js';
import { listUnits } from '../../electron/core/store/unit-store.js';
import { buildTable } from '../../electron/core/tables/build-table.js';
import { checkSheets } from '../../electron/core/tasks/check-sheets.js';
import { monthlyTask } from '../../electron/core/tasks/default-task.js';
import * as tasks from '../../electron/core/tasks/handlers.js';
import { reminders } from '../../electron/core/tasks/reminders.js';
import { obligationsOf, requiredCodes } from '../../electron/core/tasks/required.js';
import * as imports from '../../electron/core/workbook/handlers.js';
import { CALLS } from '../../shared/contract/index.js';
import type { PlannedFile } from '../../shared/import/plan.js';
import type { BoardLine } from '../../shared/tasks/board.js';
import type { TaskDraft } from '../../shared/tasks/define.js';
import { dump } from '../helpers/dump.js';
import { ImportBench, type Rows } from '../helpers/importing.js';
import { addValueList } from '../helpers/memory-store.js';

const PERIOD = '2022-07';
let bench: ImportBench;
let ctx: Ctx;
let now: string;

beforeEach(async () => {
  bench = await ImportBench.sample();
  now = '2022-08-03T02:00:00.000Z';
  ctx = Object.assign(bench.ctx, { store: Object.assign(bench.ctx.store, { now: () => now }) });
});
afterEach(() => bench.close());

const unitId = (name: string): number => listUnits(ctx.store).find((unit) => unit.name === name)!.id;
const addTask = (changes: Partial<TaskDraft> = {}) =>
  tasks.save(ctx, {
    id: null,
    task: { ...monthlyTask([unitId('滕州市'), unitId('山亭区')]), codes: [], ledgers: ['pledge'], ...changes },
  });
const boardNow = () => {
  const result = tasks.board(ctx, { period: PERIOD });
  expect(CALLS['tasks.board'].result.parse(result)).toEqual(result);
  return result.tasks[0]!;
};
const line = (unit = '滕州市'): BoardLine => boardNow().lines.find((one) => one.unit === unit)!;
const HEAD = ['区（市）', '出质人', '融资金额（万元）', '登记日期', '登记号'];
const row = (unit: string, no: number): Rows[number] => [
  unit,
  `${unit}第${no}机械有限公司`,
  100 + no,
  '2022-07-05',
  `Y20229800000${no}`,
];
const pledges = (name: string, title: string, ...rows: Rows) => bench.sheet(name, [[title], HEAD, ...rows]);
const TITLE = '滕州市2022年7月专利权质押融资台账';
const own = (...rows: Rows) => pledges('质押.xlsx', TITLE, ...rows);

async function receive(file: ReturnType<typeof own>, partial = false): Promise<PlannedFile> {
  const plan = await bench.plan([file]);
  imports.commit(ctx, { planId: plan.planId, files: [{ index: 0, partial }] });
  return plan.files[0]!;
}
const submissionOf = async (file: ReturnType<typeof own>) =>
  (await bench.plan([file])).files[0]!.ledgers![0]!.submission;

describe('a ledger file is what a unit hands in', () => {
  test('where all rows are of it and the title says whose and for when', async () => {
    addTask();
    expect(line()).toMatchObject({ state: 'waiting', ledgers: [{ title: '专利权质押融资', isReceived: false }] });
    const file = await receive(own(row('滕州市', 1), row('滕州市', 2)));
    expect(file).toMatchObject({ units: ['滕州市'], periods: [PERIOD] });
    expect(file.decisions.join()).toContain('“专利权质押融资”记为滕州市2022年1—7月报送的台账');
    expect(line()).toMatchObject({
      state: 'received',
      onTime: true,
      revision: 1,
      submittedOn: '2022-08-03',
      file: '质押.xlsx',
      ledgers: [{ isReceived: true, rows: 2, toldBy: 'names', submittedOn: '2022-08-03' }],
    });
    expect(line('山亭区')).toMatchObject({ state: 'waiting' });
    expect(boardNow().summary).toBe('已报1/2，未报1');
  });

  test('also where the name of the file or of the sheet says it, and no column names the unit', async () => {
    const rows: Rows = [HEAD.slice(1), row('滕州市', 1).slice(1)];
    const told = { unit: '滕州市', period: PERIOD, toldBy: 'names' };
    expect(await submissionOf(bench.sheet('滕州市2022年1—7月质押融资台账.xlsx', rows))).toMatchObject(told);
    expect(await submissionOf(bench.sheet('台账.xlsx', rows, { sheet: '滕州市2022年7月质押融资' }))).toMatchObject(
      told,
    );
  });

  test('where the officer says whose a sheet with a short name is', async () => {
    const rows: Rows = [['2022年7月专利权质押融资台账'], HEAD.slice(1), row('滕州市', 1).slice(1)];
    const plan = await bench.plan([bench.sheet('质押.xlsx', rows, { sheet: '滕州' })]);
    const { questions, ledgers } = plan.files[0]!;
    expect(ledgers![0]!.submission).toBeNull();
    const answers = Object.fromEntries(questions.map((question) => [question.id, question.default!]));
    await imports.answer(ctx, { planId: plan.planId, index: 0, answers });
    const told = imports.get(ctx, { planId: plan.planId }).files[0]!.ledgers![0]!.submission;
    expect(told).toMatchObject({ unit: '滕州市', period: PERIOD, toldBy: 'names' });
  });

  test('beside statistics of one month, which give the period and the year of a bare 7月, and never against its own month', async () => {
    const told = async (name: string, sheet: string) => {
      const file = bench.book(name, [
        {
          name: '报表',
          rows: [
            ['滕州市2022年1-7月知识产权工作情况'],
            ['指标', '计量单位', '1—7月累计'],
            ['专利授权量', '件', 405],
            ['发明专利授权量', '件', 21],
          ],
        },
        { name: sheet, rows: [HEAD.slice(1), row('滕州市', 1).slice(1)] },
      ]);
      return (await bench.plan([file])).files[0]!.ledgers![0]!.submission?.period ?? null;
    };
    expect(await told('滕州市报表.xlsx', '质押融资台账')).toBe(PERIOD);
    expect(await told('滕州市7月报表.xlsx', '质押融资台账')).toBe(PERIOD);
    expect(await told('滕州市报表.xlsx', '6月质押融资台账')).toBe('2022-06');
    expect(await told('滕州市7月报表.xlsx', '6月质押融资台账')).toBeNull();
    expect(await told('滕州市2022年1-7月报表.xlsx', '2022年6月质押融资台账')).toBeNull();
  });

  test('never by a guess: rows of others, no period, two periods, a span of years, the day of filling in', async () => {
    const none = async (name: string, title: string, ...rows: Rows) =>
      expect(await submissionOf(pledges(name, title, ...rows))).toBeNull();
    await none('质押.xlsx', TITLE, row('滕州市', 1), row('山亭区', 2));
    await none('质押.xlsx', '2022年7月专利权质押融资台账', row('滕州市', 1));
    await none('质押.xlsx', '滕州市专利权质押融资台账', row('滕州市', 1));
    await none('质押.xlsx', '滕州市2022年专利权质押融资台账', row('滕州市', 1));
    await none('6月质押.xlsx', TITLE, row('滕州市', 1));
    await none('质押.xlsx', '滕州市2021年8月—2022年7月专利权质押融资台账', row('滕州市', 1));
    await none('质押.xlsx', '滕州市专利权质押融资台账（填报日期：2022年8月2日）', row('滕州市', 1));
    await none('山亭区质押.xlsx', TITLE, row('滕州市', 1));
  });

  describe('that does not say for when', () => {
    const bare = (...rows: Rows) => pledges('质押.xlsx', '2022年专利权质押融资台账', ...rows);
    const questions = (file: PlannedFile) => file.questions.map(({ id, default: first }) => [id, first]);
    const answered = async (file: ReturnType<typeof own>, answer: string) => {
      const plan = await bench.plan([file]);
      await imports.answer(ctx, { planId: plan.planId, index: 0, answers: { 'ledger-period:0': answer } });
      return imports.commit(ctx, { planId: plan.planId, files: [{ index: 0, partial: false }] });
    };

    test('is asked about where a task waits for it, and comes in for the period that the officer says', async () => {
      addTask();
      const plan = await bench.plan([bare(row('滕州市', 1))]);
      const [question] = plan.files[0]!.questions;
      expect(question).toMatchObject({ id: 'ledger-period:0', default: null });
      expect(question!.options.slice(0, 3).map(({ label }) => label)).toEqual([
        '2022年1—8月',
        '2022年1—7月',
        '2022年1—6月',
      ]);
      const before = dump(ctx.store.db);
      await answered(bare(row('滕州市', 1)), PERIOD);
      expect(line()).toMatchObject({ state: 'received', ledgers: [{ isReceived: true, rows: 1, file: '质押.xlsx' }] });
      undoChangeSets(ctx.store, [dataVersion(ctx.store)], { label: '撤销', operator: '测试' });
      expect(dump(ctx.store.db)).toEqual(before);
      expect(line()).toMatchObject({ state: 'waiting' });
    });

    test('is only registered where he says that it is no 报送', async () => {
      addTask();
      await answered(bare(row('滕州市', 1)), 'none');
      expect(line()).toMatchObject({ state: 'waiting', ledgers: [{ isReceived: false }] });
    });

    test('is not asked about where nobody waits: no task, another unit, rows of two, all there', async () => {
      expect(questions((await bench.plan([bare(row('滕州市', 1))])).files[0]!)).toEqual([]);
      addTask({ frequency: 'once', firstPeriod: PERIOD });
      expect(questions((await bench.plan([bare(row('薛城区', 1))])).files[0]!)).toEqual([]);
      expect(questions((await bench.plan([bare(row('滕州市', 1), row('山亭区', 2))])).files[0]!)).toEqual([]);
      // One period that is waited for is offered first; the title may say it, and not whose the list is.
      expect(questions((await bench.plan([bare(row('滕州市', 1))])).files[0]!)).toEqual([['ledger-period:0', PERIOD]]);
      const ofJuly = pledges('质押.xlsx', '2022年7月专利权质押融资台账', row('滕州市', 1));
      expect((await bench.plan([ofJuly])).files[0]!.questions[0]).toMatchObject({
        default: PERIOD,
        text: expect.stringContaining('标题没有写明单位'),
      });
      const ofJune = pledges('质押.xlsx', '2022年6月专利权质押融资台账', row('滕州市', 1));
      expect(questions((await bench.plan([ofJune])).files[0]!)).toEqual([]);
      await receive(own(row('滕州市', 1)));
      expect(questions((await bench.plan([bare(row('滕州市', 2))])).files[0]!)).toEqual([]);
    });
  });

  test('not where none of its rows could be received', async () => {
    addTask();
    const bad = row('滕州市', 1).with(2, '约一百');
    await receive(own(row('滕州市', 2), bad), true);
    expect(line()).toMatchObject({ state: 'problem', blocks: 1, ledgers: [{ isReceived: true, rows: 1 }] });
    const other = pledges('山亭.xlsx', TITLE.replace('滕州市', '山亭区'), row('山亭区', 9).with(2, '约一百'));
    const plan = await bench.plan([other]);
    expect(() => imports.commit(ctx, { planId: plan.planId, files: [{ index: 0, partial: true }] })).not.toThrow();
    expect(line('山亭区').ledgers[0]).toMatchObject({ isReceived: false });
  });
});

describe('a line with a ledger', () => {
  test('is 已报 while the file waits, 退回 until a newer one, then 更正; the same rows once more are no 更正', async () => {
    const { id } = addTask();
    await bench.plan([own(row('滕州市', 1))]);
    expect(line()).toMatchObject({ state: 'arrived', pending: { file: '质押.xlsx' } });
    await receive(own(row('滕州市', 1)));
    await receive(pledges('再报.xlsx', TITLE, row('滕州市', 1)));
    expect(line()).toMatchObject({ state: 'received', revision: 1, file: '再报.xlsx' });
    const key = { taskId: id, unitId: unitId('滕州市'), period: PERIOD, round: 0 };
    tasks.markReturned(ctx, { lines: [key], due: '2022-08-10', reason: '少一条' });
    expect(line()).toMatchObject({ state: 'returned', due: '2022-08-10' });
    await receive(own(row('滕州市', 1), row('滕州市', 2)));
    expect(line()).toMatchObject({ state: 'corrected', revision: 2, ledgers: [{ rows: 2 }] });
    tasks.markChecked(ctx, { lines: [key], note: '' });
    expect(line().state).toBe('checked');
    await receive(own(row('滕州市', 1), row('滕州市', 2), row('滕州市', 3)));
    expect(line()).toMatchObject({ state: 'corrected', checked: { isStale: true } });
  });

  test('is complete and in time only with indicators and ledgers together', async () => {
    addTask({ codes: ['C05'] });
    addValueList(ctx.store, [{ unit: '滕州市', code: 'C05', period: PERIOD, basis: 'ytd', value: '12' }]);
    expect(line()).toMatchObject({ state: 'problem', onTime: null, missingCodes: [], workingDaysLeft: 2 });
    await receive(pledges('山亭.xlsx', TITLE.replace('滕州市', '山亭区'), row('山亭区', 9)));
    expect(line('山亭区')).toMatchObject({ state: 'problem', onTime: null, missingCodes: ['C05'] });
    now = '2022-08-08T02:00:00.000Z';
    expect(line()).toMatchObject({ state: 'problem', onTime: false });
    expect(boardNow()).toMatchObject({ onTimeRate: '0.0', counts: { onTime: 0, judged: 2 } });
    await receive(own(row('滕州市', 1)));
    expect(line()).toMatchObject({ state: 'received', submittedOn: '2022-08-08', onTime: false });
    const { id } = tasks.list(ctx, {}).tasks[0]!;
    const key = { taskId: id, unitId: unitId('滕州市'), period: PERIOD, round: 0 };
    tasks.markReceived(ctx, { lines: [key], on: '2022-08-05' });
    expect(line()).toMatchObject({ onTime: true, submittedOn: '2022-08-05' });
    expect(boardNow()).toMatchObject({ onTimeRate: '50.0', counts: { onTime: 1, judged: 2 } });
  });

  test('owes nothing where it is exempt, and another period is another 报送', async () => {
    const { id } = addTask();
    tasks.exempt(ctx, {
      lines: [{ taskId: id, unitId: unitId('滕州市'), period: PERIOD, round: 0 }],
      reason: '本期无业务',
    });
    expect(line()).toMatchObject({ state: 'exempt', onTime: null });
    await receive(pledges('质押.xlsx', '山亭区2022年6月专利权质押融资台账', row('山亭区', 9)));
    expect(line('山亭区')).toMatchObject({ state: 'waiting', ledgers: [{ isReceived: false }] });
  });
});

describe('by hand', () => {
  const mark = (id: number, changes: object = {}) =>
    tasks.markLedgers(ctx, {
      lines: [{ taskId: id, unitId: unitId('滕州市'), period: PERIOD, round: 0 }],
      ledgers: ['pledge'],
      on: '2022-08-02',
      reason: '纸质报送，已逐条录入',
      ...changes,
    });

  test('a ledger is there with a reason and a day, until it is taken back; a file that comes goes before it', async () => {
    const { id } = addTask();
    mark(id);
    expect(line()).toMatchObject({
      state: 'received',
      onTime: true,
      submittedOn: '2022-08-02',
      ledgers: [{ toldBy: 'hand', reason: '纸质报送，已逐条录入', rows: null }],
    });
    await receive(own(row('滕州市', 1)));
    expect(line()).toMatchObject({ state: 'received', revision: 1, ledgers: [{ toldBy: 'names', rows: 1 }] });
    mark(id, { reason: null });
    expect(line()).toMatchObject({ submittedOn: '2022-08-03', ledgers: [{ toldBy: 'names' }] });
  });

  test('several units are marked in one step, those that a file brought left as they are', async () => {
    const { id } = addTask({ ledgers: ['pledge', 'enforcement'] });
    await receive(own(row('滕州市', 1)));
    const lines = ['滕州市', '山亭区'].map((unit) => ({ taskId: id, unitId: unitId(unit), period: PERIOD, round: 0 }));
    mark(id, { lines, ledgers: ['pledge', 'enforcement'] });
    expect(line().ledgers.map((one) => one.toldBy)).toEqual(['names', 'hand']);
    expect(line('山亭区').ledgers.map((one) => one.toldBy)).toEqual(['hand', 'hand']);
    undoChangeSets(ctx.store, [dataVersion(ctx.store)], { label: '撤销', operator: '测试' });
    expect(line('山亭区').ledgers.map((one) => one.toldBy)).toEqual([null, null]);
    expect(() => mark(id, { ledgers: ['pledge'] })).toThrow(/input.invalid/);
  });

  test('is refused for a ledger that the task does not ask for, and for a day to come', () => {
    const { id } = addTask();
    expect(() => mark(id, { ledgers: ['enforcement'] })).toThrow(/input.invalid/);
    expect(() => mark(id, { on: '2022-08-04' })).toThrow(/input.invalid/);
  });
});

test('all of it is undone to the exact prior content and brought back by a redo', async () => {
  const taskLines = () => ctx.store.db.prepare('SELECT * FROM ledger_submission ORDER BY id').all();
  let id = 0;
  const steps: (() => unknown)[] = [
    () => (id = addTask({ ledgers: ['enforcement', 'pledge'] }).id),
    () => tasks.save(ctx, { id, task: { ...monthlyTask([unitId('滕州市')]), ledgers: ['pledge', 'enforcement'] } }),
    () => receive(own(row('滕州市', 1))),
    () =>
      tasks.markLedgers(ctx, {
        lines: [{ taskId: id, unitId: unitId('滕州市'), period: PERIOD, round: 0 }],
        ledgers: ['enforcement'],
        on: null,
        reason: '电话报无',
      }),
  ];
  const undoNewest = () => undoChangeSets(ctx.store, [dataVersion(ctx.store)], { label: '撤销', operator: '测试' });
  for (const step of steps) {
    const before = contentOf(dump(ctx.store.db));
    await step();
    const [after, told] = [contentOf(dump(ctx.store.db)), taskLines()];
    expect(after).not.toEqual(before);
    undoNewest();
    expect(contentOf(dump(ctx.store.db))).toEqual(before);
    undoNewest();
    expect(contentOf(dump(ctx.store.db))).toEqual(after);
    expect(taskLines()).toEqual(told);
  }
  expect(line().ledgers.map((one) => [one.ledger, one.toldBy])).toEqual([
    ['pledge', 'names'],
    ['enforcement', 'hand'],
  ]);
});

/** Without what an undo and an import leave behind on purpose. */
function contentOf(tables: Record<string, unknown>): Record<string, unknown> {
  const records = ['change_set', 'journal', 'activity_log', 'import_batch', 'import_file', 'original_file'];
  const plans = ['import_plan', 'import_plan_file', 'import_plan_row'];
  return Object.fromEntries(Object.entries(tables).filter(([name]) => ![...records, ...plans].includes(name)));
}

test('a task for ledgers alone says nothing about indicators', () => {
  addTask();
  expect(obligationsOf(ctx.store, PERIOD)).toBeNull();
  expect(requiredCodes(ctx.store, unitId('滕州市'), PERIOD)).toBeNull();
});

describe('a task is refused', () => {
  test('without indicator and ledger, and with a ledger whose rows belong to no unit', () => {
    expect(() => addTask({ ledgers: [] })).toThrow(/input.invalid/);
    expect(() => addTask({ ledgers: ['no-such'] })).toThrow(/input.invalid/);
  });
});

describe('texts', () => {
  test('name the ledgers that are asked for and those that are missing', async () => {
    addTask({ codes: ['C05'], ledgers: ['pledge', 'enforcement'] });
    addValueList(ctx.store, [{ unit: '滕州市', code: 'C05', period: PERIOD, basis: 'ytd', value: '12' }]);
    await receive(own(row('滕州市', 1)));
    const texts = reminders(ctx, { period: PERIOD }).reminders;
    expect(texts[0]!.text).toContain('包括：电子表、台账（专利权质押融资、执法案件）');
    expect(texts[0]!.text).toContain('空表报回即可，视为本期无');
    const teng = texts.find((one) => one.unit === '滕州市')!;
    expect(teng).toMatchObject({ kind: 'incomplete', kindLabel: '补报台账' });
    expect(teng.text).toContain('尚缺以下1本台账：执法案件。');
    expect(teng.text).not.toContain('项指标');
    expect(texts.find((one) => one.unit === '山亭区')).toMatchObject({ kind: 'waiting' });
    const notes = checkSheets(ctx, PERIOD, [unitId('滕州市')])[0]!.table.notes.join('\n');
    expect(notes).toContain('随报的台账：专利权质押融资1条、执法案件未报；');
  });

  test('报送情况 says what is missing besides indicators: its columns count those only', async () => {
    addTask({ codes: ['C05'], materials: ['sheet', 'sealed'] });
    const notes = () => buildTable(ctx, 'reporting', PERIOD, {}).notes.join('\n');
    expect(notes()).not.toContain('未报台账');
    addValueList(ctx.store, [{ unit: '滕州市', code: 'C05', period: PERIOD, basis: 'ytd', value: '12' }]);
    expect(notes()).toContain('已报送的填报单位中，未报台账或材料的：滕州市（专利权质押融资台账、盖章件）。');
    await receive(own(row('滕州市', 1)));
    expect(notes()).toContain('未报台账或材料的：滕州市（盖章件）。');
  });
});
