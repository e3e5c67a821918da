// Calls behind the grid of a ledger through their handlers: order, groups, partial saving, views, unsaved entries, attachments, print.

import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { beforeEach, describe, expect, test } from 'vitest';

import type { Ctx } from '../../electron/core/context.js';
import * as history from '../../electron/core/history/handlers.js';
import * as definitions from '../../electron/core/ledgers/definitions.js';
import * as ledgers from '../../electron/core/ledgers/handlers.js';
import type { Store } from '../../electron/core/store/store.js';
import { listUnits } from '../../electron/core/store/unit-store.js';
import { DEFAULT_SETTINGS } from '../../shared/model/default-settings.js';
import { CALLS } from '../../shared/contract/index.js';
import { ownFieldSchema } from '../../shared/ledgers/own.js';
import type { FieldInput } from '../../shared/ledgers/read-field.js';
import { addSampleUnits, contextOf, openTestStore } from '../helpers/memory-store.js';

let store: Store;
let ctx: Ctx;
beforeEach(async () => {
  store = await openTestStore();
  addSampleUnits(store);
  ctx = contextOf(store, { settings: { ...DEFAULT_SETTINGS, signature: ['填报人：', '审核人：'] } });
});

const ALL = { text: '', conditions: [] };

interface Row {
  day: string;
  unit: string;
  topic: string;
  persons?: string;
}

function addActivities(rows: readonly Row[]): (number | null)[] {
  const saved = ledgers.save(ctx, {
    ledger: 'activity',
    period: '2022-07',
    apply: true,
    rows: rows.map(({ day, unit, topic, persons = '' }) => ({
      id: null,
      values: { heldOn: day, unit, topic, persons, form: '培训' },
    })),
  });
  expect(saved.saved).toBe(true);
  return saved.rows.map((row) => row.id);
}

const ROWS: Row[] = [
  { day: '2022-07-02', unit: '滕州市', topic: '甲', persons: '30' },
  { day: '2022-06-30', unit: '薛城区', topic: '乙', persons: '20' },
  { day: '2022-07-01', unit: '薛城区', topic: '丙' },
  { day: '2022-06-01', unit: '滕州市', topic: '丁', persons: '12' },
];

test('names are found by their pinyin initials, in the column and over the whole row', () => {
  const { saved, rows } = ledgers.save(ctx, {
    ledger: 'window',
    period: '2022-07',
    apply: true,
    rows: ['峄城东方机械', 'YCDF商贸', '王小明', '枣庄甲公司'].map((applicant, index) => ({
      id: null,
      values: {
        unit: '峄城区',
        receivedOn: '2022-07-01',
        kind: '专利缴费',
        applicant,
        markNo: `${index}`,
        problem: '异常东方',
      },
    })),
  });
  expect([saved, rows.flatMap((row) => row.findings)]).toEqual([true, []]);
  const [a, b, c] = rows.map((row) => row.id);
  const found = (text: string, column: string): number[] =>
    ledgers.order(ctx, {
      ledger: 'window',
      sort: [],
      groupBy: [],
      filter: { text, conditions: column === '' ? [] : [{ op: 'contains', field: 'applicant', text: column }] },
    }).ids;
  // 异常东方 stands in the notes of all: they are not searched by initials.
  expect([found('ycdf', ''), found('', 'YCdf')]).toEqual([
    [a, b],
    [a, b],
  ]);
  expect([found('', 'wxm'), found('wxm ycdf', ''), found('', '%d')]).toEqual([[c], [], []]);
});

test('an order brings the contents of its first rows, as they are read by themselves', () => {
  addActivities(ROWS);
  const sort = [{ field: 'heldOn', isDescending: true }];
  const { ids, rows } = ledgers.order(ctx, { ledger: 'activity', filter: ALL, sort, groupBy: [], contents: 3 });
  expect(rows).toEqual(ledgers.read(ctx, { ledger: 'activity', ids: ids.slice(0, 3) }).rows);
  expect(rows).toHaveLength(3);
  const groupBy = [{ field: 'unit', part: 'value' as const }];
  const grouped = ledgers.order(ctx, { ledger: 'activity', filter: ALL, sort, groupBy, contents: 300 });
  expect(grouped.rows.map(({ id }) => id)).toEqual(grouped.ids);
  expect(ledgers.order(ctx, { ledger: 'activity', filter: ALL, sort, groupBy: [] }).rows).toEqual([]);
});

test('rows stand in the order asked for; groups are the same rows in the same order with their sums', () => {
  const [a, b, c, d] = addActivities(ROWS);
  const order = (params: Partial<Parameters<typeof ledgers.order>[1]>) =>
    ledgers.order(ctx, { ledger: 'activity', filter: ALL, sort: [], groupBy: [], ...params });
  expect(order({})).toMatchObject({ ids: [a, b, c, d], sums: { persons: 62 }, groups: [] });
  expect(order({ sort: [{ field: 'heldOn', isDescending: true }] }).ids).toEqual([a, c, b, d]);
  const grouped = order({
    groupBy: [
      { field: 'unit', part: 'value' },
      { field: 'heldOn', part: 'month' },
    ],
  });
  const units = new Map(listUnits(store).map((unit) => [unit.name, unit.id]));
  expect(grouped.groups.map(({ keys, count, sums }) => [keys, count, sums['persons']])).toEqual([
    [[units.get('滕州市'), '2022-06'], 1, 12],
    [[units.get('滕州市'), '2022-07'], 1, 30],
    [[units.get('薛城区'), '2022-06'], 1, 20],
    [[units.get('薛城区'), '2022-07'], 1, undefined], // nobody wrote a number: none, not 0
  ]);
  expect(grouped.ids).toEqual([d, a, b, c]);
  expect(order({ filter: { text: '丙', conditions: [] } }).ids).toEqual([c]);
  // Rows that were just edited stay in sight, in their place and in the totals.
  const kept = order({
    filter: { text: '丙', conditions: [] },
    also: [a!, 999],
    groupBy: [{ field: 'unit', part: 'value' }],
  });
  expect(kept).toMatchObject({ ids: [a, c], sums: { persons: 30 }, groups: [{ count: 1 }, { count: 1 }] });
  const read = ledgers.read(ctx, { ledger: 'activity', ids: [d!, 999, a!] });
  expect(read.rows.map((row) => row.values['topic'])).toEqual(['丁', '甲']);
});

test('stages are ordered as they follow each other, not by their letters', () => {
  const saved = ledgers.save(ctx, {
    ledger: 'subsidy',
    period: '2022-07',
    apply: true,
    rows: ['拨付', '终止', '申报', '受理'].map((status, index) => ({
      id: null,
      values: {
        level: '市级',
        category: '首件发明专利资助',
        enterprise: `某厂${index}`,
        unit: '薛城区',
        status,
        paid: '1',
      },
    })),
  });
  const [paid, ended, filed, accepted] = saved.rows.map((row) => row.id);
  const { ids } = ledgers.order(ctx, {
    ledger: 'subsidy',
    filter: ALL,
    sort: [{ field: 'status', isDescending: false }],
    groupBy: [],
  });
  expect(ids).toEqual([filed, accepted, paid, ended]);
});

describe('partial saving', () => {
  const BAD = { id: null, values: { heldOn: '2022-13-45', unit: '薛城区', topic: '坏', form: '培训' } };
  const GOOD = { id: null, values: { heldOn: '2022-07-05', unit: '薛城区', topic: '好', form: '培训' } };

  test('stores the good rows as one step and says what is wrong with the others', () => {
    const answer = ledgers.save(ctx, {
      ledger: 'activity',
      period: null,
      apply: true,
      partial: true,
      rows: [BAD, GOOD],
    });
    expect(answer.rows.map((row) => row.saved)).toEqual([false, true]);
    expect(answer.rows[0]).toMatchObject({ id: null, findings: [{ severity: 'block', field: 'heldOn' }] });
    const [newest] = history.list(ctx, { limit: 1 }).changes;
    expect(newest).toMatchObject({ id: answer.changeSetId, label: expect.stringContaining('新增1条') as string });
    expect(ledgers.list(ctx).ledgers.find(({ id }) => id === 'activity')).toMatchObject({
      rows: 1,
      newest: { label: newest!.label, operator: '测试' },
    });
    history.undo(ctx, { id: newest!.id });
    expect(ledgers.order(ctx, { ledger: 'activity', filter: ALL, sort: [], groupBy: [] }).ids).toEqual([]);
  });

  test('makes no step of nothing', () => {
    const before = history.list(ctx, { limit: 1 }).changes[0]?.id;
    const answer = ledgers.save(ctx, { ledger: 'activity', period: null, apply: true, partial: true, rows: [BAD] });
    expect(answer).toMatchObject({ saved: false, changeSetId: null });
    expect(history.list(ctx, { limit: 1 }).changes[0]?.id).toBe(before);
  });

  test('without it one bad row keeps all others out', () => {
    expect(ledgers.save(ctx, { ledger: 'activity', period: null, apply: true, rows: [GOOD, BAD] }).saved).toBe(false);
    expect(ledgers.order(ctx, { ledger: 'activity', filter: ALL, sort: [], groupBy: [] }).ids).toEqual([]);
  });
});

test('figures of a selection add amounts to amounts only', () => {
  const ids = addActivities(ROWS) as number[];
  const figures = (fields: string[]) => ledgers.figures(ctx, { ledger: 'activity', ids: ids.slice(0, 3), fields });
  expect(figures(['persons'])).toEqual({ filled: 2, numbers: 2, sum: 50, max: 30, min: 20, isAmount: false });
  expect(figures(['topic', 'persons'])).toMatchObject({ filled: 5, numbers: 2, sum: 50 });
  expect(figures(['topic'])).toMatchObject({ filled: 3, numbers: 0, sum: null });
});

test('a view keeps its name, is replaced under it, and comes back by undo', () => {
  const layout = {
    columns: [{ field: 'topic', width: 200 }],
    frozen: 1,
    text: '',
    filters: { unit: '薛城' },
    sort: [],
    groupBy: [],
  };
  ledgers.saveView(ctx, { ledger: 'activity', name: '薛城', layout });
  ledgers.saveView(ctx, { ledger: 'activity', name: '薛城', layout: { ...layout, frozen: 2 } });
  const { views } = ledgers.views(ctx, { ledger: 'activity' });
  expect(views.map(({ name, layout: one }) => [name, one.frozen])).toEqual([['薛城', 2]]);
  expect(ledgers.views(ctx, { ledger: 'subsidy' }).views).toEqual([]);
  ledgers.removeView(ctx, { ledger: 'activity', id: views[0]!.id });
  expect(ledgers.views(ctx, { ledger: 'activity' }).views).toEqual([]);
  history.undo(ctx, { id: history.list(ctx, { limit: 1 }).changes[0]!.id });
  expect(ledgers.views(ctx, { ledger: 'activity' }).views).toEqual(views);
});

test('entries with mistakes are kept as typed and are no step', () => {
  const steps = history.list(ctx, { limit: 50 }).changes.length;
  const rows = [{ id: -1, values: { heldOn: '明天', topic: '待定' } }];
  ledgers.keepUnsaved(ctx, { ledger: 'activity', rows });
  expect(ledgers.unsaved(ctx, { ledger: 'activity' }).rows).toEqual(rows);
  expect(history.list(ctx, { limit: 50 }).changes).toHaveLength(steps);
  ledgers.keepUnsaved(ctx, { ledger: 'activity', rows: [] });
  expect(ledgers.unsaved(ctx, { ledger: 'activity' }).rows).toEqual([]);
});

test('what is stored is no longer kept as unsaved, in the same step: a crash behind it brings no row twice', () => {
  const good = { heldOn: '2022-07-01', topic: '开讲', form: '培训', persons: '20', unit: '滕州市' };
  const unsaved: { id: number; values: Record<string, string> }[] = [
    { id: -1, values: { heldOn: '2022-07-01', topic: '开' } }, // as it was typed a moment before
    { id: -2, values: { heldOn: '明天', topic: '待定' } },
    { id: -3, values: { topic: '还在填' } },
  ];
  ledgers.keepUnsaved(ctx, { ledger: 'activity', rows: unsaved });
  const answer = ledgers.save(
    ctx,
    CALLS['ledgers.save'].params.parse({
      ledger: 'activity',
      partial: true,
      rows: [
        { id: null, values: good, unsavedId: -1 },
        { id: null, values: unsaved[1]!.values, unsavedId: -2 },
      ],
    }),
  );
  expect(answer.rows.map(({ saved }) => saved)).toEqual([true, false]);
  expect(ledgers.unsaved(ctx, { ledger: 'activity' }).rows).toEqual(unsaved.slice(1));
  // Undone it is taken back by the page, which knows how it was typed.
  history.undo(ctx, { id: answer.changeSetId! });
  expect(ledgers.unsaved(ctx, { ledger: 'activity' }).rows).toEqual(unsaved.slice(1));
});

test('an attached file comes out byte for byte, goes and comes with undo, and a program does not come in', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ip-ledger-attach-'));
  const put = (name: string, bytes: Buffer) => {
    writeFileSync(join(folder, name), bytes);
    return ctx.files.register(join(folder, name), name, bytes.length);
  };
  const [id, other] = addActivities(ROWS.slice(0, 2)) as [number, number];
  const about = { ledger: 'activity', id };
  const bytes = Buffer.from('%PDF-1.7 批复');
  const kept = ledgers.attach(ctx, { ...about, file: put('批复.pdf', bytes) });
  expect(ledgers.files(ctx, about).files).toEqual([kept]);
  expect(ledgers.read(ctx, { ledger: 'activity', ids: [id, other] }).rows.map((row) => row.files)).toEqual([1, 0]);
  const file = ledgers.openAttachment(ctx, { ...about, fileId: kept.id });
  expect(readFileSync(ctx.files.path(file.id))).toEqual(bytes);
  // Only through the row that has it.
  expect(() => ledgers.openAttachment(ctx, { ledger: 'activity', id: other, fileId: kept.id })).toThrow();
  expect(() => ledgers.attach(ctx, { ...about, file: put('批复.exe', Buffer.from('MZ……')) })).toThrow();
  ledgers.remove(ctx, { ledger: 'activity', ids: [id] });
  expect(ledgers.files(ctx, about).files).toEqual([]);
  history.undo(ctx, { id: history.list(ctx, { limit: 1 }).changes[0]!.id });
  expect(ledgers.files(ctx, about).files).toEqual([kept]);
  ledgers.detach(ctx, { ...about, fileId: kept.id });
  expect(ledgers.files(ctx, about).files).toEqual([]);
});

test('files of an 附件 field are kept by their hash, named by the row, opened under its name, and taken back with undo', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ip-ledger-field-'));
  const put = (name: string, bytes: Buffer) => {
    writeFileSync(join(folder, name), bytes);
    return ctx.files.register(join(folder, name), name, bytes.length);
  };
  definitions.extend(ctx, {
    ledger: 'activity',
    fields: [ownFieldSchema.parse({ name: 'x1', label: '签到表', kind: 'attachment' })],
  });
  const [id] = addActivities(ROWS.slice(0, 1));
  const bytes = Buffer.from('%PDF-1.4 签到');
  const kept = ledgers.keepFile(ctx, { ledger: 'activity', file: put('签到.pdf', bytes) });
  const change = (value: FieldInput) =>
    ledgers.save(ctx, {
      ledger: 'activity',
      period: null,
      apply: true,
      rows: [{ id: id!, values: { x1: value } }] as never,
    });
  expect(change([kept]).rows[0]!.findings).toEqual([]);
  const [row] = ledgers.read(ctx, { ledger: 'activity', ids: [id!] }).rows;
  expect(row!.values['x1']).toEqual([kept]);
  expect(readFileSync(ctx.files.path(ledgers.openFile(ctx, { ledger: 'activity', file: kept }).id))).toEqual(bytes);
  const refused = expect.objectContaining({ code: 'file.not-attachable' });
  expect(() => ledgers.keepFile(ctx, { ledger: 'activity', file: put('签到.exe', Buffer.from('MZ……')) })).toThrow(
    refused,
  );
  expect(() => ledgers.openFile(ctx, { ledger: 'activity', file: { ...kept, name: '签到.exe' } })).toThrow(refused);
  history.undo(ctx, { id: history.list(ctx, { limit: 1 }).changes[0]!.id });
  expect(ledgers.read(ctx, { ledger: 'activity', ids: [id!] }).rows[0]!.values['x1'] ?? null).toBeNull();
});

test('what the checks say of a stored row can be asked for without saving it', () => {
  const [id] = addActivities(ROWS.slice(0, 1));
  expect(ledgers.findings(ctx, { ledger: 'activity', ids: [id!, 999] })).toEqual({ rows: [{ id, findings: [] }] });
  const { rows } = ledgers.save(ctx, {
    ledger: 'enforcement',
    period: null,
    apply: true,
    rows: [
      {
        id: null,
        values: {
          unit: '滕州市',
          caseNo: '枣市监案字〔2022〕1号',
          category: '商标',
          filedOn: '2022-05-02',
          closedOn: '2022-05-01',
          status: '已结案',
        },
      },
    ],
  });
  const [found] = ledgers.findings(ctx, { ledger: 'enforcement', ids: [rows[0]!.id!] }).rows;
  expect(found!.findings).toMatchObject([{ severity: 'warn', rule: 'dates', field: 'closedOn' }]);
});

test('a view is printed with subtotals, a total in 万元 or counts, and the signature block', async () => {
  addActivities(ROWS);
  const { table, file } = await ledgers.print(ctx, {
    ledger: 'activity',
    filter: ALL,
    sort: [{ field: 'heldOn', isDescending: false }],
    groupBy: [{ field: 'unit', part: 'value' }],
    blanks: [],
    columns: ['heldOn', 'unit', 'topic', 'persons'],
    title: '',
    subtitle: '',
    paper: 'A4',
    orientation: 'portrait',
    format: 'html',
    signature: true,
  });
  expect(table.bodyRows.map((row) => row.cells.map(({ text }) => text))).toEqual([
    ['1', '2022-06-01', '滕州市', '丁', '12'],
    ['2', '2022-07-02', '滕州市', '甲', '30'],
    ['滕州市 小计（2条）', '42'],
    ['3', '2022-06-30', '薛城区', '乙', '20'],
    ['4', '2022-07-01', '薛城区', '丙', ''],
    ['薛城区 小计（2条）', '20'],
    ['合计（4条）', '62'],
  ]);
  expect(table.signature).toEqual(['填报人：', '审核人：']);
  const html = readFileSync(ctx.files.path(file!.id), 'utf8');
  expect(html).toContain('枣庄市市场监督管理局');
  expect(html).toContain('薛城区 小计');
});

test('what is printed are the rows that the officer sees, with the columns that hold something in any of them', async () => {
  const silent = Array.from({ length: 400 }, (_, index) => ({ ...ROWS[2]!, topic: `讲座${index}` }));
  const without = addActivities(silent) as number[];
  const [a, , c] = addActivities(ROWS) as number[];
  const filled = (ids: number[]): string[] => ledgers.filled(ctx, { ledger: 'activity', ids }).fields;
  expect(filled(without)).not.toContain('persons');
  expect(filled([...without, a!])).toContain('persons');
  expect(filled([])).toEqual([]);
  // A row that was just edited stays in sight although the filter no longer finds it.
  const params = CALLS['ledgers.print'].params.parse({
    ledger: 'activity',
    filter: { text: '甲', conditions: [] },
    ids: [a, c],
    groupBy: [{ field: 'unit' }],
    columns: ['topic'],
  });
  const { table } = await ledgers.print(ctx, params);
  expect(table.bodyRows.map((row) => row.cells.map(({ text }) => text).join(' '))).toEqual([
    '1 甲',
    '滕州市 小计（1条）',
    '2 丙',
    '薛城区 小计（1条）',
    '合计（2条）',
  ]);
});

test('handing a row on says to whom', () => {
  const saved = ledgers.save(ctx, {
    ledger: 'subsidy',
    period: '2022-07',
    apply: true,
    rows: [{ id: null, values: { level: '市级', category: '首件发明专利资助', enterprise: '某厂', unit: '薛城区' } }],
  });
  const id = saved.rows[0]!.id!;
  ledgers.moveStage(ctx, {
    ledger: 'subsidy',
    ids: [id],
    to: '受理',
    on: '2022-07-03',
    toWhom: '运用促进科',
    note: '材料齐',
  });
  expect(ledgers.history(ctx, { ledger: 'subsidy', id }).stages.at(-1)).toMatchObject({
    from: '申报',
    to: '受理',
    on: '2022-07-03',
    toWhom: '运用促进科',
    note: '材料齐',
  });
});
