// What the office does itself: counted under 市局本级 where that is among the units, and said where it is not.

import { afterEach, beforeEach, expect, test } from 'vitest';

import * as ledgers from '../../electron/core/ledgers/handlers.js';
import { saveUnit } from '../../electron/core/store/unit-edit-store.js';
import { listUnits } from '../../electron/core/store/unit-store.js';
import { write } from '../../electron/core/store/write.js';
import { CALLS } from '../../shared/contract/index.js';
import type { PlannedFile } from '../../shared/import/plan.js';
import { officeUnit } from '../../shared/model/office-unit.js';
import { ImportBench, type Rows } from '../helpers/importing.js';
import { unitDraft } from '../helpers/memory-store.js';

let bench: ImportBench;
beforeEach(async () => {
  bench = await ImportBench.sample();
});
afterEach(() => bench.close());

/** Registers the unit; its id. */
function register(name: string): number {
  const { store } = bench.ctx;
  write(store, { kind: 'units', label: name, operator: '测试', topics: ['units'] }, () =>
    saveUnit(store, null, unitDraft(name, 90, { kind: 'direct', ranked: false })),
  );
  return listUnits(store).find((unit) => unit.name === name)!.id;
}
function receive(name: string, rows: Rows, answers: Record<string, string> = {}): Promise<PlannedFile> {
  return bench.receive(bench.sheet(name, rows), answers);
}
const units = (ledger: string): unknown[] =>
  ledgers.rows(bench.ctx, CALLS['ledgers.rows'].params.parse({ ledger })).rows.map(({ values }) => values['unit']);
const total = (code: string): string | null | undefined =>
  ledgers.reconcile(bench.ctx, { period: '2022-07' }).lines.find((line) => line.code === code)?.countedTotal;

const POLICIES: Rows = [
  ['2022年政策文件汇编'],
  ['文件名称', '文号', '状态', '印发日期'],
  ['专利资助办法', '枣知发〔2022〕5号', '印发', '2022-05-10'],
];
const TRAININGS: Rows = [
  ['2022年培训活动台账'],
  ['日期', '形式', '主题', '参加人数', '场次'],
  ['2022-05-10', '线下培训', '专利检索', 50, 1],
];

test.each(['市直', '市局本级', '枣庄市局本级', '市本级', '局机关'])('%s is the office itself', (name) => {
  expect(officeUnit(listUnits(bench.ctx.store))).toBeNull();
  register(name);
  expect(officeUnit(listUnits(bench.ctx.store))?.name).toBe(name);
});

test('a branch office, or two that may be meant, are nobody', () => {
  register('市监局直属分局');
  expect(officeUnit(listUnits(bench.ctx.store))).toBeNull();
  register('市直');
  register('市本级');
  expect(officeUnit(listUnits(bench.ctx.store))).toBeNull();
});

test('a document of the office counts under 市局本级, typed or imported', async () => {
  const own = register('市局本级');
  const file = await receive('政策文件.xlsx', POLICIES);
  expect([file.questions, units('policy'), total('G05')]).toEqual([[], [own], '1']);
  const values = { title: '考核办法', documentNo: '枣知发〔2022〕6号', status: '印发', issuedOn: '2022-06-10' };
  ledgers.save(bench.ctx, CALLS['ledgers.save'].params.parse({ ledger: 'policy', rows: [{ id: null, values }] }));
  expect([units('policy'), total('G05')]).toEqual([[own, own], '2']);
});

test('without it the document is refused, and the way is said', async () => {
  const file = await receive('政策文件.xlsx', POLICIES);
  expect([units('policy'), file.issues.map(({ severity, rule }) => [severity, rule])]).toEqual([
    [],
    [['block', 'ledger-column-missing']],
  ]);
  expect(file.issues[0]!.message).toContain('登记“市局本级”');
  const values = { title: '考核办法', status: '起草' };
  const typed = ledgers.save(
    bench.ctx,
    CALLS['ledgers.save'].params.parse({ ledger: 'policy', rows: [{ id: null, values }] }),
  );
  expect(typed.rows[0]!.findings[0]).toMatchObject({
    rule: 'required',
    message: expect.stringContaining('登记“市局本级”'),
  });
});

test('a list of activities without a unit is the office’s own where the officer says so', async () => {
  const none = await receive('培训.xlsx', TRAININGS);
  expect(none.issues[0]).toMatchObject({
    rule: 'ledger-column-missing',
    message: expect.stringContaining('登记“市局本级”'),
  });
  const own = register('市局本级');
  expect((await receive('培训.xlsx', TRAININGS)).questions.map(({ id }) => id)).toEqual(['ledger-office:0']);
  expect(units('activity')).toEqual([]);
  await receive('培训.xlsx', TRAININGS, { 'ledger-office:0': 'own' });
  expect([units('activity'), total('F04')]).toEqual([[own], '50']);
});

test('an activity whose unit was forgotten beside others stays refused', async () => {
  register('市局本级');
  const withUnits = TRAININGS.map((row, r) => [...row, r === 1 ? '区（市）' : null]);
  const file = await receive('培训.xlsx', [...withUnits, ['2022-06-10', '线下培训', '专利导航', 30, 1, '滕州市']]);
  expect(file.issues.map(({ severity, rule, cell }) => [severity, rule, cell])).toEqual([
    ['block', 'ledger-required', 'F3'],
  ]);
});

test.each([
  ['滕州培训.xlsx', 'activity', TRAININGS],
  ['滕州政策文件.xlsx', 'policy', POLICIES],
] as const)('%s may be of 滕州市: it is asked about before the office itself', async (name, ledger, rows) => {
  const own = register('市局本级');
  const first = await receive(name, rows);
  expect([first.questions.map(({ id }) => id), units(ledger)]).toEqual([['ledger-sheet-unit-滕州:0'], []]);
  const no = await receive(name, rows, { 'ledger-sheet-unit-滕州:0': 'none' });
  expect([no.questions.map(({ id, default: one }) => [id, one]).at(-1), units(ledger)]).toEqual([
    ['ledger-office:0', null],
    [],
  ]);
  const nobody = await receive(name, rows, { 'ledger-sheet-unit-滕州:0': 'none', 'ledger-office:0': 'none' });
  expect([nobody.issues.map(({ rule }) => rule), units(ledger)]).toEqual([['ledger-column-missing'], []]);
  await receive(name, rows, { 'ledger-sheet-unit-滕州:0': 'none', 'ledger-office:0': 'own' });
  expect(units(ledger)).toEqual([own]);
});

test('that one list was the office’s own says nothing of the next with the same heads', async () => {
  register('市局本级');
  await receive('培训.xlsx', TRAININGS, { 'ledger-office:0': 'own' });
  await receive('台账2.xlsx', [...TRAININGS.slice(0, 2), ['2022-06-11', '线下培训', '专利导航', 40, 1]]);
  expect(units('activity')).toHaveLength(1);
});

test('a document of 滕州市人民政府 whose unit nobody says is not the office’s own, imported or typed', async () => {
  register('市局本级');
  const issuer = (text: string): Rows =>
    POLICIES.map((row, r) => [...row, r === 1 ? '发文机关' : r === 2 ? text : null]);
  const file = await receive('政策文件.xlsx', issuer('滕州市人民政府'));
  expect([file.issues.map(({ severity, rule }) => [severity, rule]), units('policy')]).toEqual([
    [['block', 'ledger-not-offices']],
    [],
  ]);
  const values = { title: '考核办法', issuer: '薛城区人民政府', status: '起草' };
  const typed = ledgers.save(
    bench.ctx,
    CALLS['ledgers.save'].params.parse({ ledger: 'policy', rows: [{ id: null, values }] }),
  );
  expect(typed.rows[0]!.findings.map(({ rule }) => rule)).toContain('not-offices');
  await receive('政策文件.xlsx', issuer('枣庄市知识产权局'));
  expect(units('policy')).toHaveLength(1);
});

test('below a line that names somebody unknown no document is the office’s own', async () => {
  register('市局本级');
  const line = (text: string): Rows[number] => [text, null, null, null];
  const other = ['商标资助办法', '枣知发〔2022〕6号', '印发', '2022-06-10'];
  const rows = [...POLICIES.slice(0, 2), line('一、滕州市'), POLICIES[2]!, line('二、新城管委会'), other];
  const file = await receive('政策文件.xlsx', rows, { 'ledger-lines:0': 'same' });
  expect([file.issues.map(({ severity, rule }) => [severity, rule]), units('policy')]).toEqual([
    [
      ['warn', 'ledger-group'],
      ['block', 'ledger-required'],
    ],
    [],
  ]);
});

test('where lines between the rows may say whose they are, that alone is asked first', async () => {
  register('市局本级');
  const lines = TRAININGS.toSpliced(2, 0, ['滕州市', null, null, null, null]);
  expect((await receive('培训.xlsx', lines)).questions.map(({ id }) => id)).toEqual(['ledger-lines:0']);
  const file = await receive('培训.xlsx', lines, { 'ledger-lines:0': 'none' });
  expect([file.questions.map(({ id }) => id), units('activity')]).toEqual([['ledger-lines:0', 'ledger-office:0'], []]);
});
