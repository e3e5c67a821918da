// Holiday calendar, attachments, contacts and the task of the sample: stored, undone, refused.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import type { Ctx } from '../../electron/core/context.js';
import { undoChangeSets } from '../../electron/core/history/undo.js';
import * as setup from '../../electron/core/setup/handlers.js';
import { dataVersion } from '../../electron/core/store/store.js';
import { listUnits } from '../../electron/core/store/unit-store.js';
import * as attachments from '../../electron/core/tasks/attachments.js';
import * as calendar from '../../electron/core/tasks/calendar.js';
import * as contacts from '../../electron/core/tasks/contacts.js';
import { monthlyTask } from '../../electron/core/tasks/default-task.js';
import * as tasks from '../../electron/core/tasks/handlers.js';
import * as units from '../../electron/core/units/handlers.js';
import { shippedDays } from '../../shared/tasks/holidays.js';
import { ImportBench } from '../helpers/importing.js';
import { contextOf, openTestStore } from '../helpers/memory-store.js';

const PERIOD = '2022-07';
let bench: ImportBench;
let ctx: Ctx;
beforeEach(async () => {
  bench = await ImportBench.sample();
  ({ ctx } = bench);
});
afterEach(() => bench.close());

const undoLast = (): void =>
  void undoChangeSets(ctx.store, [dataVersion(ctx.store)], { label: '撤销', operator: '测试' });
const unitId = (name: string): number => listUnits(ctx.store).find((unit) => unit.name === name)!.id;
const addTask = () => tasks.save(ctx, { id: null, task: monthlyTask(listUnits(ctx.store).map((unit) => unit.id)) });

describe('the calendar', () => {
  const source = (year: number) => calendar.list(ctx, { years: [year] }).years[0]!.source;

  test('is shipped for 2022–2026; other years say that they are not known', () => {
    expect([2022, 2026].map(source)).toEqual(['shipped', 'shipped']);
    expect(calendar.list(ctx, { years: [2027] }).years[0]).toMatchObject({
      source: 'none',
      note: '2027年放假安排尚未录入，截止日期暂按周六、周日休息推算。',
      days: [],
    });
  });

  test('an own year moves the deadlines, and is undone; saving the shipped days puts the shipped year back', () => {
    addTask();
    const due = () => tasks.board(ctx, { period: PERIOD }).tasks[0]!.due;
    expect(due()).toBe('2022-08-05');
    const days = [...shippedDays(2022), { date: '2022-08-03', kind: 'holiday' as const, name: '防汛停班' }];
    calendar.save(ctx, { year: 2022, days });
    expect([source(2022), due()]).toEqual(['own', '2022-08-08']);
    undoLast();
    expect([source(2022), due()]).toEqual(['shipped', '2022-08-05']);
    calendar.save(ctx, { year: 2022, days });
    calendar.save(ctx, { year: 2022, days: shippedDays(2022).toReversed() });
    expect(source(2022)).toBe('shipped');
    expect(() => calendar.save(ctx, { year: 2023, days })).toThrow(expect.objectContaining({ code: 'input.invalid' }));
  });

  test('is read from a list, dates as text or as Excel keeps them; a bad line stops it', async () => {
    const file = bench.sheet('放假安排.xlsx', [
      ['名称', '日期', '类型'],
      ['元旦', '2027年1月1日', '放假'],
      ['元旦', '2027/1/2', '休'],
      ['元旦调休', '20270103', '上班'],
    ]);
    expect(await calendar.importList(ctx, { file, apply: true })).toMatchObject({ years: [2027], applied: true });
    expect(calendar.list(ctx, { years: [2027] }).years[0]).toMatchObject({
      source: 'own',
      days: [
        { date: '2027-01-01', kind: 'holiday', name: '元旦' },
        { date: '2027-01-02', kind: 'holiday' },
        { date: '2027-01-03', kind: 'workday' },
      ],
    });
    const bad = bench.sheet('放假安排.xlsx', [
      ['日期', '类型'],
      ['2028-02-30', '放假'],
      ['2028-05-01', '半天'],
    ]);
    const result = await calendar.importList(ctx, { file: bad, apply: true });
    expect(result).toMatchObject({ applied: false, days: [] });
    expect(result.issues.map((issue) => [issue.severity, issue.cell])).toEqual([
      ['block', 'A2'],
      ['block', 'B3'],
    ]);
  });
});

describe('attachments', () => {
  const put = (name: string, bytes: Buffer | string) => {
    const path = join(bench.folder, name);
    writeFileSync(path, bytes);
    return bench.file(path);
  };
  const PDF = Buffer.from('%PDF-1.4\n盖章');
  const target = (taskId: number) => ({ taskId, unitId: unitId('滕州市'), period: PERIOD, round: 0 });

  test('are kept byte for byte, shown on the board, and go and come back with undo', () => {
    const { id } = addTask();
    const added = attachments.add(ctx, { target: target(id), file: put('盖章件.pdf', PDF), kind: 'sealed' });
    expect(added).toMatchObject({ name: '盖章件.pdf', kindLabel: '盖章件', size: PDF.length, unit: '滕州市' });
    const onBoard = () =>
      tasks.board(ctx, { period: PERIOD }).tasks[0]!.lines.find((one) => one.unit === '滕州市')!.materials;
    expect(onBoard().map((one) => one.state)).toEqual(['missing', 'present', 'not-required']);
    const opened = attachments.open(ctx, { id: added.id });
    expect(readFileSync(ctx.files.path(opened.id))).toEqual(PDF);
    expect(() => tasks.remove(ctx, { id })).toThrow(expect.objectContaining({ code: 'data.in-use' }));
    expect(() => units.remove(ctx, { id: unitId('滕州市') })).toThrow(expect.objectContaining({ code: 'data.in-use' }));
    attachments.remove(ctx, { id: added.id });
    expect(attachments.list(ctx, { period: PERIOD }).attachments).toEqual([]);
    undoLast();
    expect(attachments.list(ctx, { period: PERIOD, unitId: unitId('滕州市') }).attachments).toEqual([added]);
    expect(readFileSync(ctx.files.path(attachments.open(ctx, { id: added.id }).id))).toEqual(PDF);
  });

  test('of a submission stand for its unit and period', async () => {
    addTask();
    await bench.importAll(bench.fixtures('districts'), PERIOD);
    const line = tasks.board(ctx, { period: PERIOD }).tasks[0]!.lines[0]!;
    const added = attachments.add(ctx, {
      target: { submissionId: line.submissionId! },
      file: put('情况说明.docx', 'PK说明'),
      kind: 'text',
    });
    expect(added).toMatchObject({ unitId: line.unitId, period: PERIOD, target: { kind: 'submission' } });
    expect(tasks.board(ctx, { period: PERIOD }).tasks[0]!.lines[0]!.materials[2]).toMatchObject({ state: 'present' });
  });

  test.each<[string, string, Buffer | string]>([
    ['file.attachment-empty', '空.pdf', ''],
    ['file.attachment-too-large', '照片.zip', Buffer.alloc(50 * 1024 * 1024 + 1)],
    ['file.not-attachable', '盖章件.exe', 'MZ'],
    ['file.not-attachable', '盖章件.pdf', Buffer.from('MZ\u0090')],
    ['file.not-attachable', '盖章件.pdf.bat', 'echo'],
  ])('%s: %s', (code, name, bytes) => {
    const { id } = addTask();
    expect(() => attachments.add(ctx, { target: target(id), file: put(name, bytes), kind: 'sealed' })).toThrow(
      expect.objectContaining({ code }),
    );
  });
});

describe('contacts', () => {
  test('are read from received files, kept when corrected, gone when hidden, and leave with an undone import', async () => {
    await bench.importAll(bench.fixtures('districts'), PERIOD);
    const of = (unit: string) => contacts.list(ctx, {}).contacts.filter((one) => one.unit === unit);
    expect(of('峄城区')).toMatchObject([{ id: null, name: '孙某', phone: '0632-0000001', role: '填报人' }]);
    const kept = { unitId: unitId('峄城区'), name: '孙某', phone: '13800000000', role: '填报人', note: '周一不在' };
    contacts.save(ctx, { id: null, contact: { ...kept, hidden: false } });
    expect(of('峄城区')).toMatchObject([
      { phone: '13800000000', note: '周一不在', lastSeenFile: 'districts/峄城区.xlsx' },
    ]);
    // A second one of that name in that unit would write over the first.
    const again = { ...kept, phone: '0632-7777777', hidden: false };
    expect(() => contacts.save(ctx, { id: null, contact: again })).toThrow(/data.exists/);
    contacts.save(ctx, { id: of('峄城区')[0]!.id, contact: { ...kept, hidden: true } });
    expect(of('峄城区')).toEqual([]);
    undoLast();
    expect(of('峄城区')).toHaveLength(1);
    const activity = ctx.store.db.prepare('SELECT action, detail FROM activity_log').all();
    expect(JSON.stringify(activity)).not.toContain('孙某');
  });

  test('of one name are one per unit; a telephone from a file stands where none was kept, the unit’s own person below', async () => {
    await bench.importAll(bench.fixtures('districts'), PERIOD);
    const of = (unit: string) => contacts.list(ctx, {}).contacts.filter((one) => one.unit === unit);
    const kept = { unitId: unitId('峄城区'), name: '孙某', phone: '', role: '填报人', note: '', hidden: false };
    contacts.save(ctx, { id: null, contact: kept });
    expect(of('峄城区')).toMatchObject([{ name: '孙某', phone: '0632-0000001' }]);
    // The same name in another unit is another person, who may be changed.
    contacts.save(ctx, { id: null, contact: { ...kept, unitId: unitId('滕州市'), phone: '1' } });
    const other = of('滕州市').find(({ name }) => name === '孙某')!;
    contacts.save(ctx, { id: other.id, contact: { ...kept, unitId: unitId('滕州市'), phone: '2' } });
    expect(of('滕州市').find(({ name }) => name === '孙某')).toMatchObject({ phone: '2' });
    // The person of the unit's own record is the one that is known already.
    const { id, ...unit } = listUnits(ctx.store).find(({ name }) => name === '峄城区')!;
    units.save(ctx, { id, unit: { ...unit, contact: ' 孙某 ', phone: '3' } });
    expect(of('峄城区')).toMatchObject([{ name: '孙某', phone: '0632-0000001', role: '填报人' }]);
  });
});

describe('the sample bureau', () => {
  test('starts with the monthly report of its seven units, due on the fifth working day', async () => {
    const sampleDir = mkdtempSync(join(tmpdir(), 'ip-ledger-sample-'));
    for (const part of ['districts', 'city', 'ledgers']) {
      const { mkdirSync } = await import('node:fs');
      mkdirSync(join(sampleDir, part));
    }
    const fresh = contextOf(await openTestStore(), { sampleDir });
    setup.sample(fresh);
    const [task] = tasks.list(fresh, {}).tasks;
    expect(task).toMatchObject({
      name: '知识产权工作情况月报',
      frequencyLabel: '每月',
      deadlineLabel: '次月第5个工作日',
    });
    expect([task!.unitIds.length, task!.codes.length]).toEqual([7, 34]);
    expect(tasks.board(fresh, { period: PERIOD }).tasks[0]!.due).toBe('2022-08-05');
    rmSync(sampleDir, { recursive: true });
  });
});
