// Where a line of the board changes from one day, unit or month to the next.

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import type { Ctx } from '../../electron/core/context.js';
import { saveUnit } from '../../electron/core/store/unit-edit-store.js';
import { listUnits } from '../../electron/core/store/unit-store.js';
import { write } from '../../electron/core/store/write.js';
import { ledgerPart } from '../../electron/core/tasks/board-ledgers.js';
import { monthlyTask } from '../../electron/core/tasks/default-task.js';
import * as tasks from '../../electron/core/tasks/handlers.js';
import { waitingPeriods } from '../../electron/core/tasks/ledger-waiting.js';
import { reminders } from '../../electron/core/tasks/reminders.js';
import { obligationsOf } from '../../electron/core/tasks/required.js';
import { listIndicators } from '../../electron/core/store/indicator-store.js';
import type { BoardLine } from '../../shared/tasks/board.js';
import type { TaskDraft } from '../../shared/tasks/define.js';
import { ImportBench } from '../helpers/importing.js';
import { addValueList, unitDraft } from '../helpers/memory-store.js';

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
const add = (changes: Partial<TaskDraft> = {}): number =>
  tasks.save(ctx, {
    id: null,
    task: { ...monthlyTask(listUnits(ctx.store).map((unit) => unit.id)), codes: ['C05', 'C06'], ...changes },
  }).id;
const board = (period = PERIOD) => tasks.board(ctx, { period }).tasks[0]!;
const line = (unit: string): BoardLine | undefined => board().lines.find((one) => one.unit === unit);
const exempt = (unit: string, taskId: number, round = 0): void =>
  void tasks.exempt(ctx, { lines: [{ taskId, unitId: unitId(unit), period: PERIOD, round }], reason: '机构改革' });
const give = (unit: string, code: string, value: string | null): void =>
  addValueList(ctx.store, [{ unit, code, period: PERIOD, basis: 'ytd', value }]);
const report = (month: number) =>
  bench.sheet(`滕州市2022年1-${month}月.xlsx`, [
    [`滕州市2022年1-${month}月知识产权工作情况`],
    ['指标', '计量单位', `1—${month}月累计`],
    ['专利授权量', '件', 40],
    ['发明专利授权量', '件', 4],
  ]);

describe('a line', () => {
  test('is there for units that still report', () => {
    const old = listUnits(ctx.store).find((unit) => unit.name === '山亭区')!;
    add();
    write(ctx.store, { kind: 'units', label: '单位', operator: '测试', topics: ['units'] }, () => {
      saveUnit(ctx.store, old.id, unitDraft(old.name, old.order, { validTo: '2022-06' }));
    });
    expect(board().lines.map(({ unit }) => unit)).not.toContain('山亭区');
    expect(board('2022-06').lines.map(({ unit }) => unit)).toContain('山亭区');
  });

  test('still lacks what was given as 未报', () => {
    add();
    give('滕州市', 'C05', null);
    give('滕州市', 'C06', '3');
    expect(line('滕州市')!.missingCodes).toEqual(['C05']);
  });

  test('waits, whatever waits to be received for another month', async () => {
    add();
    await bench.plan([report(6)]);
    expect(line('滕州市')).toMatchObject({ state: 'waiting', pending: null });
    await bench.plan([report(7)]);
    expect(line('滕州市')!.pending).not.toBeNull();
  });

  test('of an exempt unit counts no days', () => {
    const id = add();
    expect(line('滕州市')!.workingDaysLeft).toBe(2);
    exempt('滕州市', id);
    expect(line('滕州市')!.workingDaysLeft).toBeNull();
  });

  test('of a round that the task does not have cannot be marked', () => {
    const id = add();
    expect(() => exempt('滕州市', id, 3)).toThrow(/data\.not-found/);
  });
});

describe('the day', () => {
  test('on which the period ends nothing is missing yet, on the next it is', () => {
    add();
    now = '2022-07-31T02:00:00.000Z';
    expect(board().summary).toBe('已报0/7，未到期7');
    now = '2022-08-01T02:00:00.000Z';
    expect(board().summary).toBe('已报0/7，未报7');
  });

  test('on which it is due the rate is still open', () => {
    now = '2022-07-01T02:00:00.000Z';
    add();
    now = '2022-08-04T02:00:00.000Z';
    give('滕州市', 'C05', '40');
    give('滕州市', 'C06', '4');
    now = '2022-08-05T02:00:00.000Z';
    expect(board().onTimeRate).toBeNull();
    now = '2022-08-06T02:00:00.000Z';
    expect(board().onTimeRate).toBe('14.3');
  });

  test('on which it is due is early enough to be asked: who did not report is late; asked the day after, nobody is', () => {
    now = '2022-08-05T02:00:00.000Z';
    const id = add();
    now = '2022-08-06T02:00:00.000Z';
    expect(board().onTimeRate).toBe('0.0');
    tasks.remove(ctx, { id });
    add();
    expect(board().onTimeRate).toBeNull();
  });

  test('on which it is due says so, and over the weekend it is late by no working day', () => {
    add();
    const text = (): string => reminders(ctx, { period: PERIOD }).reminders.find((one) => one.unit === '滕州市')!.text;
    now = '2022-08-04T02:00:00.000Z';
    expect(text()).toContain('（还有1个工作日）');
    now = '2022-08-05T02:00:00.000Z';
    expect(text()).toContain('（今天）');
    now = '2022-08-06T02:00:00.000Z';
    expect(text()).toContain('现已逾期，');
    now = '2022-08-08T02:00:00.000Z';
    expect(text()).toContain('现已超过1个工作日，');
  });

  test('on which materials are due is still in time for them', () => {
    add({ materials: ['sheet', 'sealed'] });
    give('滕州市', 'C05', '40');
    give('滕州市', 'C06', '4');
    const text = (): string => reminders(ctx, { period: PERIOD }).reminders.find((one) => one.unit === '滕州市')!.text;
    now = '2022-08-05T02:00:00.000Z';
    expect(text()).toContain('请于8月5日');
    now = '2022-08-06T02:00:00.000Z';
    expect(text()).toContain('请尽快补报');
  });
});

test('what one task asks for is owed though another task that asks for it is waived, in whatever order they stand', () => {
  const [first, second] = [add(), add({ name: '专项报表' })];
  const duty = (): string => {
    const id = listIndicators(ctx.store).find(({ code }) => code === 'C05')!.id;
    return obligationsOf(ctx.store, PERIOD)!.dutyOf(unitId('滕州市'), id);
  };
  exempt('滕州市', second);
  expect(duty()).toBe('due');
  exempt('滕州市', first);
  expect(duty()).toBe('exempt');
});

test('a task of one month alone may be set up', () => {
  add({ firstPeriod: PERIOD, lastPeriod: PERIOD });
  expect(board().label).toContain('7月');
  expect(tasks.board(ctx, { period: '2022-08' }).tasks).toEqual([]);
});

test('a ledger is waited for from this month to the same month a year ago, of each unit for itself', () => {
  const ledger = 'pledge';
  const id = add({ codes: [], ledgers: [ledger], firstPeriod: '2021-01' });
  const waiting = (unit: string): readonly string[] => waitingPeriods(ctx.store, { ledger, unitId: unitId(unit) });
  const all = waiting('滕州市');
  expect([all.length, all[0], all.at(-1)]).toEqual([13, '2022-08', '2021-08']);
  exempt('薛城区', id);
  tasks.markLedgers(ctx, {
    lines: [{ taskId: id, unitId: unitId('市中区'), period: PERIOD, round: 0 }],
    ledgers: [ledger],
    on: '2022-08-02',
    reason: '纸质报送',
  });
  expect(waiting('薛城区')).not.toContain(PERIOD);
  expect(waiting('市中区')).not.toContain(PERIOD);
  expect(waiting('滕州市')).toEqual(all);
});

test('sheets of one file are one submission with the rows of all; the day is that of the first, the file the newest', () => {
  const one = { ledger: 'pledge', unitId: 1, toldBy: 'names' as const, stored: 1, receivedOn: null, reason: '' };
  const sheet = (importFileId: number, rows: number, at: string, changeSetId: number) => ({
    ...one,
    importFileId,
    rows,
    at,
    changeSetId,
    file: `${importFileId}.xlsx`,
  });
  const part = ledgerPart({ id: 'pledge', title: '质押' }, [
    sheet(1, 9, '2022-08-01T02:00:00.000Z', 5),
    sheet(2, 3, '2022-08-03T02:00:00.000Z', 6),
    sheet(2, 4, '2022-08-03T02:00:00.000Z', 6),
    { ...sheet(3, 50, '2022-08-04T02:00:00.000Z', 7), ledger: 'patent' },
  ]);
  expect(part).toMatchObject({
    shown: { rows: 7, submittedOn: '2022-08-01', file: '2.xlsx', isReceived: true },
    lastChange: 6,
    revision: 2,
  });
});
