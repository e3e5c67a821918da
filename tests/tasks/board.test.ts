// The board through real imports: who owes what, what came in when, and every state a line can be in.

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import type { Ctx } from '../../electron/core/context.js';
import { undoChangeSets } from '../../electron/core/history/undo.js';
import { dataVersion } from '../../electron/core/store/store.js';
import { listUnits } from '../../electron/core/store/unit-store.js';
import { monthlyTask } from '../../electron/core/tasks/default-task.js';
import * as tasks from '../../electron/core/tasks/handlers.js';
import { reminders } from '../../electron/core/tasks/reminders.js';
import { requiredCodes } from '../../electron/core/tasks/required.js';
import * as imports from '../../electron/core/workbook/handlers.js';
import * as returns from '../../electron/core/workbook/return-copy/handlers.js';
import { submissionList } from '../../electron/core/workbook/submission-handlers.js';
import { CALLS } from '../../shared/contract/index.js';
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
  const { store } = bench.ctx;
  // The clock of the store is part of every date that the board tells.
  ctx = Object.assign(bench.ctx, { store: Object.assign(store, { now: () => now }) });
});
afterEach(() => bench.close());

const unitIds = (): number[] => listUnits(ctx.store).map((unit) => unit.id);
const unitId = (name: string): number => listUnits(ctx.store).find((unit) => unit.name === name)!.id;
const addTask = (changes: Partial<TaskDraft> = {}) =>
  tasks.save(ctx, { id: null, task: { ...monthlyTask(unitIds()), ...changes } });
const small = (changes: Partial<TaskDraft> = {}) => addTask({ codes: ['C05', 'C06'], ...changes });
const boardNow = () => {
  const result = tasks.board(ctx, { period: PERIOD });
  expect(CALLS['tasks.board'].result.parse(result)).toEqual(result);
  return result.tasks;
};
const line = (unit: string, task = 0): BoardLine => boardNow()[task]!.lines.find((one) => one.unit === unit)!;
const key = (unit: string, taskId: number, round = 0) => ({ taskId, unitId: unitId(unit), period: PERIOD, round });
const report = (unit: string, ...rows: Rows) =>
  bench.sheet(`${unit}2022年1-7月.xlsx`, [
    [`${unit}2022年1-7月知识产权工作情况`],
    ['指标', '计量单位', '1—7月累计'],
    ...rows,
    ['填报人：孙某某    电话：0632-5550000    2022年8月2日'],
  ]);
const receive = async (unit: string, c05 = 405, c06: number | string = 21): Promise<void> => {
  const file = report(unit, ['专利授权量', '件', c05], ['发明专利授权量', '件', c06]);
  const plan = await bench.plan([file]);
  const one = plan.files[0]!;
  const questions = Object.fromEntries(one.questions.map((question) => [question.id, 'accept']));
  if (one.questions.length > 0) {
    const { answer } = await import('../../electron/core/workbook/handlers.js');
    await answer(ctx, { planId: plan.planId, index: 0, answers: questions });
  }
  const { commit, get } = await import('../../electron/core/workbook/handlers.js');
  commit(ctx, { planId: plan.planId, files: [{ index: 0, partial: true }] });
  expect(get(ctx, { planId: plan.planId }).files[0]!.status).toBe('imported');
};

describe('the sample month', () => {
  test('seven units report thirty-four indicators in time: 已报7/7, on-time rate 100', async () => {
    addTask();
    expect(boardNow()[0]).toMatchObject({ summary: '已报0/7，未报7', due: '2022-08-05', onTimeRate: null });
    await bench.importAll(bench.fixtures('districts'), PERIOD);
    const [board] = boardNow();
    expect(board!.lines.map((one) => [one.unit, one.required, one.missingCodes])).toEqual(
      listUnits(ctx.store).map((unit) => [unit.name, 34, []]),
    );
    expect(board).toMatchObject({ onTimeRate: '100.0', counts: { due: 7, submitted: 7, overdue: 0, onTime: 7 } });
    expect(board!.summary).toMatch(/^已报7\/7/);
  });
});

describe('a line of the board', () => {
  test('goes from 未到期 to 未报 to 逾期未报 by the calendar alone', () => {
    small();
    now = '2022-07-20T02:00:00.000Z';
    expect(line('滕州市')).toMatchObject({ state: 'not-due', workingDaysLeft: 12 });
    now = '2022-08-05T15:00:00.000Z';
    expect(line('滕州市')).toMatchObject({ state: 'waiting', workingDaysLeft: 0 });
    now = '2022-08-05T16:00:00.000Z';
    expect(line('滕州市')).toMatchObject({ state: 'overdue', stateLabel: '逾期未报', workingDaysLeft: 0 });
    expect(boardNow()[0]).toMatchObject({ summary: '已报0/7，逾期未报7', onTimeRate: '0.0' });
  });

  test('a file that is read and waits is 已报, one with a blocking finding 有问题, and received 已接收', async () => {
    small();
    await bench.plan([report('滕州市', ['专利授权量', '件', 405], ['发明专利授权量', '件', 21])]);
    expect(line('滕州市')).toMatchObject({ state: 'arrived', pending: { index: 0 } });
    await bench.plan([report('滕州市', ['专利授权量', '件', 405], ['发明专利授权量', '件', '约十几件'])]);
    expect(line('滕州市')).toMatchObject({
      state: 'problem',
      materials: [{ material: 'sheet', state: 'present' }, {}, {}],
    });
    // Its sheet is there: nothing is asked of the unit before the file is sent back.
    expect(reminders(ctx, { period: PERIOD }).reminders.map(({ unit }) => unit)).not.toContain('滕州市');
    await receive('滕州市');
    expect(line('滕州市')).toMatchObject({
      state: 'received',
      submittedOn: '2022-08-03',
      onTime: true,
      revision: 1,
      missingCodes: [],
      pending: null,
      file: '滕州市2022年1-7月.xlsx',
    });
  });

  test('what is received but not complete is 有问题 and names what is missing', async () => {
    addTask({ codes: ['C05', 'C06', 'Y01'] });
    await receive('滕州市');
    expect(line('滕州市')).toMatchObject({ state: 'problem', missingCodes: ['Y01'] });
    addValueList(ctx.store, [{ unit: '滕州市', code: 'Y01', period: PERIOD, basis: 'ytd', value: '12.5' }]);
    expect(line('滕州市').state).toBe('received');
  });

  test('a file that lacks what the task asks for is told so, unless it is there already', async () => {
    addTask({ codes: ['C05', 'C06', 'Y01'] });
    const file = report('滕州市', ['专利授权量', '件', 405], ['发明专利授权量', '件', 21]);
    const missing = async () => (await bench.one(file)).issues.filter((issue) => issue.rule === 'missing-required');
    expect(await missing()).toMatchObject([{ severity: 'warn', message: expect.stringContaining('还缺1项') }]);
    addValueList(ctx.store, [{ unit: '滕州市', code: 'Y01', period: PERIOD, basis: 'ytd', value: '12.5' }]);
    expect(await missing()).toEqual([]);
  });

  test('a file is asked for the rest of its own task, not for the indicators of another one', async () => {
    addTask({ codes: ['C05', 'C06', 'Y01'] });
    addTask({ name: '资助兑现', codes: ['G02', 'G03'] });
    const said = async (...rows: [string, string, number][]) =>
      (await bench.one(report('滕州市', ...rows))).issues
        .filter((issue) => issue.rule === 'missing-required')
        .map((issue) => issue.message);
    expect(await said(['资助奖补申报金额', '万元', 30], ['资助奖补拨付金额', '万元', 20])).toEqual([]);
    expect(await said(['资助奖补拨付金额', '万元', 20])).toEqual([
      expect.stringContaining('应报2项指标，还缺1项：资助奖补申报金额'),
    ]);
    expect(await said(['商标申请量', '件', 20])).toEqual([expect.stringContaining('应报5项指标，还缺5项')]);
  });

  test('a second 版次 is 更正; 已核对 holds until a value changes', async () => {
    const { id } = small();
    await receive('滕州市');
    tasks.markChecked(ctx, { lines: [key('滕州市', id)], note: '负责人已签字' });
    expect(line('滕州市')).toMatchObject({ state: 'checked', checked: { isStale: false, note: '负责人已签字' } });
    await receive('滕州市', 410);
    expect(line('滕州市')).toMatchObject({ state: 'corrected', revision: 2, checked: { isStale: true } });
    expect(() => tasks.markChecked(ctx, { lines: [key('薛城区', id)], note: '' })).toThrow(
      expect.objectContaining({ code: 'input.invalid' }),
    );
  });

  test('the same files once more are no 更正 and no further 版次, and hold where the first are undone', async () => {
    addTask();
    const first = await bench.importAll(bench.fixtures('districts'));
    const lines = () => boardNow()[0]!.lines.map(({ unit, state, revision }) => [unit, state, revision]);
    const before = lines();
    expect(before.map(([, state, revision]) => [state, revision])).toEqual(
      Array.from({ length: 7 }, () => ['received', 1]),
    );
    const plan = await bench.plan(bench.fixtures('districts'));
    expect(plan.files.flatMap((file) => file.issues).map((issue) => issue.rule)).not.toContain('second-version');
    bench.accept(plan);
    expect(lines()).toEqual(before);
    const chain = () => submissionList(ctx, { unitId: unitId('台儿庄区'), period: PERIOD }).submissions;
    expect(chain().map((entry) => [entry.revision, entry.batchId])).toEqual([[1, first.batchId]]);

    imports.undo(ctx, { batchId: first.batchId! });
    expect(lines()).toEqual(before);
    expect(chain().filter((entry) => !entry.undone)).toMatchObject([{ revision: 1 }]);
    expect(chain().find((entry) => !entry.undone)!.batchId).not.toBe(first.batchId);
  });

  test('another last year beside the same numbers is a further 版次', async () => {
    small();
    const report = (lastYear: number) =>
      bench.sheet(`滕州市2022年1-7月.xlsx`, [
        ['滕州市2022年1-7月知识产权工作情况'],
        ['指标', '计量单位', '1—7月累计', '去年同期'],
        ['专利授权量', '件', 405, lastYear],
        ['发明专利授权量', '件', 21, 20],
      ]);
    await bench.importAll([report(390)]);
    await bench.importAll([report(390)]);
    expect(line('滕州市')).toMatchObject({ state: 'received', revision: 1 });
    await bench.importAll([report(391)]);
    expect(line('滕州市').revision).toBe(2);
    // What was said before the last one is no repetition of it.
    await bench.importAll([report(390)]);
    expect(line('滕州市').revision).toBe(3);
  });

  test('another target beside the same numbers is a further 版次', async () => {
    small();
    const give = async (target: number): Promise<void> => {
      const file = bench.sheet(`滕州市2022年1-7月.xlsx`, [
        ['滕州市2022年1-7月知识产权工作情况'],
        ['指标', '计量单位', '1—7月累计', '去年同期', '年度目标'],
        ['专利授权量', '件', 405, 390, target],
        ['发明专利授权量', '件', 21, 20, 40],
      ]);
      const plan = await bench.plan([file]);
      const answers = Object.fromEntries(plan.files[0]!.questions.map(({ id }) => [id, 'accept']));
      await imports.answer(ctx, { planId: plan.planId, index: 0, answers });
      imports.commit(ctx, { planId: plan.planId, files: [{ index: 0, partial: false, reason: '更正' }] });
    };
    await give(800);
    await give(800);
    expect(line('滕州市').revision).toBe(1);
    await give(900);
    expect(line('滕州市').revision).toBe(2);
  });

  test('退回 lasts until something newer is received, with the deadline of the return', async () => {
    const { id } = small();
    await receive('滕州市');
    tasks.markReturned(ctx, { lines: [key('滕州市', id)], due: '2022-08-10', reason: '合计不符' });
    expect(line('滕州市')).toMatchObject({ state: 'returned', due: '2022-08-10', workingDaysLeft: 5 });
    now = '2022-08-09T02:00:00.000Z';
    await receive('滕州市', 406);
    // First handed in on the third: in time, although the correction came after the task's deadline.
    expect(line('滕州市')).toMatchObject({ state: 'corrected', due: '2022-08-05', onTime: true });
  });

  test('退回 is answered by another file that leaves the numbers, not by the same file again', async () => {
    const { id } = small();
    await receive('滕州市');
    tasks.markReturned(ctx, { lines: [key('滕州市', id)], due: '2022-08-10', reason: '请说明' });
    now = '2022-08-09T02:00:00.000Z';
    await receive('滕州市');
    expect(line('滕州市')).toMatchObject({ state: 'returned', revision: 1 });
    const rows = [['专利授权量', '件', 405], ['发明专利授权量', '件', 21], ['说明：数据无误']];
    const plan = await bench.plan([report('滕州市', ...rows)]);
    bench.accept(plan);
    expect(line('滕州市')).toMatchObject({ state: 'corrected', revision: 2 });
  });

  test('a file that was sent back without being received is 退回, not 有问题', async () => {
    const { id } = small();
    await bench.plan([report('滕州市', ['专利授权量', '件', '约四百'], ['发明专利授权量', '件', 21])]);
    now = '2022-08-03T03:00:00.000Z';
    tasks.markReturned(ctx, { lines: [key('滕州市', id)], due: null, reason: '' });
    expect(line('滕州市')).toMatchObject({ state: 'returned', pending: null });
  });

  test('a return copy puts its unit on 退回, with the deadline that it states', async () => {
    small();
    const plan = await bench.plan([report('滕州市', ['专利授权量', '件', '约四百'], ['发明专利授权量', '件', 21])]);
    now = '2022-08-03T03:00:00.000Z';
    await returns.create(ctx, { planId: plan.planId, index: 0, deadline: '2022-08-09', note: '请改正' });
    expect(line('滕州市')).toMatchObject({
      state: 'returned',
      due: '2022-08-09',
      returned: { on: '2022-08-03', reason: '请改正' },
    });
    undoChangeSets(ctx.store, [dataVersion(ctx.store)], { label: '撤销', operator: '测试' });
    expect(line('滕州市').state).toBe('problem');
  });

  test('本期免报 takes the unit out of 应报 and out of what is required', () => {
    const { id } = small();
    expect(requiredCodes(ctx.store, unitId('峄城区'), PERIOD)).toEqual(new Set(['C05', 'C06']));
    tasks.exempt(ctx, { lines: [key('峄城区', id)], reason: '机构调整' });
    expect(line('峄城区')).toMatchObject({ state: 'exempt', exemptReason: '机构调整', onTime: null });
    expect(boardNow()[0]!.counts).toMatchObject({ due: 6, exempt: 1 });
    expect(requiredCodes(ctx.store, unitId('峄城区'), PERIOD)).toEqual(new Set());
    tasks.exempt(ctx, { lines: [key('峄城区', id)], reason: null });
    expect(boardNow()[0]!.counts).toMatchObject({ due: 7, exempt: 0 });
  });

  test('is not judged late where the task was set up after its deadline, unless the day of receipt is entered', async () => {
    now = '2022-09-20T02:00:00.000Z';
    const { id } = small();
    await receive('滕州市');
    expect(line('滕州市')).toMatchObject({ submittedOn: '2022-09-20', onTime: null });
    expect(boardNow()[0]!.onTimeRate).toBeNull();
    tasks.markReceived(ctx, { lines: [key('滕州市', id)], on: '2022-08-08' });
    expect(line('滕州市')).toMatchObject({ submittedOn: '2022-08-08', onTime: false, receivedOnEntered: true });
    tasks.markReceived(ctx, { lines: [key('滕州市', id)], on: '2022-08-04' });
    expect(line('滕州市').onTime).toBe(true);
    expect(() => tasks.markReceived(ctx, { lines: [key('滕州市', id)], on: '2022-12-01' })).toThrow();
  });

  test('belongs to units of the task only: others, and periods before the first, have no line', () => {
    small({ unitIds: [unitId('滕州市')], firstPeriod: '2022-07' });
    expect(boardNow()[0]!.lines.map((one) => one.unit)).toEqual(['滕州市']);
    expect(tasks.board(ctx, { period: '2022-06' }).tasks).toEqual([]);
    expect(requiredCodes(ctx.store, unitId('薛城区'), PERIOD)).toBeNull();
    expect(requiredCodes(ctx.store, unitId('滕州市'), '2022-06')).toBeNull();
  });

  test('an undone import takes the submission off the board', async () => {
    small();
    await receive('滕州市');
    undoChangeSets(ctx.store, [dataVersion(ctx.store)], { label: '撤销', operator: '测试' });
    expect(line('滕州市')).toMatchObject({ state: 'waiting', revision: 0, submittedOn: null });
  });
});

describe('what tasks say is undone to the exact prior content', () => {
  test('save, change, exempt, return, check, remove', async () => {
    const { id } = small();
    await receive('滕州市');
    const steps: (() => unknown)[] = [
      () => small({ name: '另一个任务' }),
      () => tasks.save(ctx, { id, task: { ...monthlyTask(unitIds().slice(1)), name: '改名' } }),
      () => tasks.exempt(ctx, { lines: [key('薛城区', id)], reason: '免' }),
      () => tasks.markReturned(ctx, { lines: [key('滕州市', id)], due: null, reason: '改' }),
      () => tasks.markChecked(ctx, { lines: [key('滕州市', id)], note: '' }),
      () => tasks.markReceived(ctx, { lines: [key('滕州市', id)], on: '2022-08-02' }),
      () => tasks.remove(ctx, { id }),
    ];
    for (const step of steps) {
      const before = dump(ctx.store.db);
      step();
      expect(dump(ctx.store.db)).not.toEqual(before);
      undoChangeSets(ctx.store, [dataVersion(ctx.store)], { label: '撤销', operator: '测试' });
      expect(dataOf(dump(ctx.store.db))).toEqual(dataOf(before));
    }
  });
});

/** Without the records that an undo leaves behind. */
function dataOf(tables: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(tables).filter(([name]) => !['change_set', 'journal', 'activity_log'].includes(name)),
  );
}

describe('a task is refused', () => {
  test.each<[string, Partial<TaskDraft>]>([
    ['with an unknown indicator', { codes: ['C05', 'Z99'] }],
    ['with an unknown unit', { unitIds: [999] }],
    ['that ends before it begins', { lastPeriod: '2021-12' }],
    ['with the same day in every month', { deadline: { kind: 'date', date: '2022-08-05' } }],
    ['of rounds without a round', { frequency: 'round' }],
    [
      'of two rounds of one month, which nothing in a file tells apart',
      {
        frequency: 'round',
        rounds: [
          { no: 1, name: '', period: '2022-07', due: '2022-08-05' },
          { no: 2, name: '补报', period: '2022-07', due: '2022-08-20' },
        ],
      },
    ],
  ])('%s', (_name, changes) => {
    expect(() => small(changes)).toThrow(expect.objectContaining({ code: 'input.invalid' }));
  });

  test('under a name that is taken, and a line that is not on the board cannot be marked', () => {
    const { id } = small();
    expect(() => small()).toThrow(expect.objectContaining({ code: 'data.exists' }));
    expect(() => tasks.exempt(ctx, { lines: [{ ...key('滕州市', id), period: '2021-07' }], reason: '免' })).toThrow(
      expect.objectContaining({ code: 'data.not-found' }),
    );
  });
});

describe('reminders', () => {
  test('say whom, what, by when, and what is missing; nothing to who owes nothing', async () => {
    const { id } = small({ materials: ['sheet', 'sealed'], contact: '李某 0632-3330000' });
    await receive('滕州市');
    tasks.exempt(ctx, { lines: [key('峄城区', id)], reason: '免' });
    now = '2022-08-09T02:00:00.000Z';
    const { reminders: texts } = reminders(ctx, { period: PERIOD });
    const of = (unit: string) => texts.find((one) => one.unit === unit);
    expect(of('各填报单位')).toMatchObject({ kind: 'notice', unitId: null });
    expect(of('各填报单位')!.text).toContain('请于2022年8月5日（星期五）前报送《知识产权工作情况月报》（2022年1—7月）');
    expect(of('薛城区')).toMatchObject({ kind: 'overdue', kindLabel: '催报', contact: null });
    expect(of('薛城区')!.text).toBe(
      [
        '薛城区：',
        '　　《知识产权工作情况月报》（2022年1—7月）的报送截止时间为8月5日（星期五），现已超过2个工作日，目前尚未收到贵单位的报送。',
        '　　请尽快报送：电子表、盖章件，以免影响汇总。如已报送或有特殊情况，请及时告知，谢谢支持！',
        '联系人：李某 0632-3330000',
        '枣庄市市场监督管理局',
        '2022年8月9日',
      ].join('\n'),
    );
    expect(of('滕州市')).toMatchObject({ kind: 'materials', contact: { name: '孙某某', phone: '0632-5550000' } });
    expect(of('滕州市')!.text).toContain('尚缺：盖章件');
    expect(of('峄城区')).toBeUndefined();
  });
});
