// The eight ledger files of the sample through reader, declarations, store and roll-up, against the district submissions.
// Finding the table in a file here is a helper; the import's own stages take it over in the next step.

import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import { beforeEach, describe, expect, test } from 'vitest';

import * as history from '../../electron/core/history/handlers.js';
import * as ledgers from '../../electron/core/ledgers/handlers.js';
import * as register from '../../electron/core/ledgers/register.js';
import { reconcileTable } from '../../electron/core/ledgers/reconcile-table.js';
import { saveRows } from '../../electron/core/ledgers/save.js';
import type { Ctx } from '../../electron/core/context.js';
import { computeFacts } from '../../electron/core/statistics/service.js';
import { rollUpStored } from '../../electron/core/store/ledger-rollup.js';
import { listRows } from '../../electron/core/store/ledger-store.js';
import { listUnits } from '../../electron/core/store/unit-store.js';
import * as units from '../../electron/core/units/handlers.js';
import { CALLS } from '../../shared/contract/index.js';
import { LEDGERS, ledgerOf } from '../../shared/ledgers/registry.js';
import { printTableSchema } from '../../shared/reports/print-table.js';
import { dump } from '../helpers/dump.js';
import { LEDGER_FILES, readLedgerFile, type LedgerFile } from '../helpers/ledger-files.js';
import { ImportBench } from '../helpers/importing.js';
import { contextOf, openSampleStore, readExpected, SAMPLE_PERIOD, unitDraft } from '../helpers/memory-store.js';
import { rollUp } from '../helpers/roll-up-rows.js';

const FILES: [string, string, number][] = [
  ['2022年知识产权资助项目台账.xlsx', 'subsidy', 125],
  ['2022年专利权质押融资台账.xlsx', 'pledge', 66],
  ['2022年专利保险台账.xlsx', 'insurance', 16],
  ['专利导航项目.xlsx', 'project', 6],
  ['知识产权贯标认证企业名单.xlsx', 'certificate', 42],
  ['2022年执法案件台账.xlsx', 'enforcement', 48],
  ['非正常专利申请第二批核查.xlsx', 'abnormal', 7],
  ['2022年培训宣传台账.xlsx', 'activity', 20],
];
const READ = new Map<string, LedgerFile>(
  FILES.map(([file]) => [file, readLedgerFile(join(LEDGER_FILES, file))] as const),
);

function load(ctx: Ctx, file: string): ReturnType<typeof saveRows> {
  const { ledger, drafts } = READ.get(file)!;
  return saveRows(ctx.store, ledger, drafts, { operator: '测试', period: SAMPLE_PERIOD });
}

test('these are all the ledger files of the sample', () => {
  expect(readdirSync(LEDGER_FILES).sort()).toEqual(FILES.map(([file]) => file).sort());
});

test.each(FILES)('%s is the ledger %s, every head is known, nothing is to be asked', async (file, id, rows) => {
  const read = READ.get(file)!;
  expect(read.ledger.id).toBe(id);
  expect(read.heads).toMatchObject({ unknown: [], repeated: [], missing: [] });
  const [first, second] = read.candidates;
  expect(first![1]).toBeGreaterThan((second?.[1] ?? 0) + 1);
  const ctx = contextOf(await openSampleStore());
  const { saved, rows: answers } = load(ctx, file);
  const findings = answers.flatMap((row) => row.findings);
  expect(findings.filter((finding) => finding.severity !== 'hint')).toEqual([]);
  expect(saved).toBe(true);
  expect(answers).toHaveLength(rows);
});

describe('with all eight', () => {
  let ctx: Ctx;
  beforeEach(async () => {
    ctx = contextOf(await openSampleStore());
    for (const [file] of FILES) load(ctx, file);
  });

  const total = (code: string): string | null | undefined =>
    ledgers.rollup(ctx, { period: SAMPLE_PERIOD }).rollups.find((one) => one.code === code)?.total;
  const lineOf = (code: string) =>
    ledgers.reconcile(ctx, { period: SAMPLE_PERIOD }).lines.find((one) => one.code === code)!;

  test('the figures of the report', () => {
    const figures = 'Y02 Y01 Y03 Y04 Y29 Y30 Y31 Y24 Y21 B23 B24 B25 B04 F03 F04 C37 C38'.split(' ');
    expect(Object.fromEntries(figures.map((code) => [code, total(code)]))).toEqual({
      Y02: '66',
      Y01: '44830.18',
      Y03: '237',
      Y04: '118',
      Y29: '16',
      Y30: '251',
      Y31: '82',
      Y24: '42',
      Y21: '3',
      B23: '48',
      B24: '14',
      B25: '34',
      B04: '93.17',
      F03: '20',
      F04: '850',
      C37: '524',
      C38: '462',
    });
  });

  test('every unit’s roll-up is what the unit submitted, wherever it submitted the indicator and the ledgers cover it', () => {
    const byCode = new Map(Object.values(readExpected().indicators).map((one) => [one.code, one]));
    const { lines } = ledgers.reconcile(ctx, { period: SAMPLE_PERIOD });
    const compared = lines.filter((line) => byCode.has(line.code));
    // No ledger of the sample records 宣传活动 or 新闻报道: those are 未登记, and the page says so.
    const differing = compared.filter((line) => line.units.some((unit) => unit.state !== 'equal'));
    expect(differing.map((line) => line.code)).toEqual(['F05a', 'F05b']);
    expect(compared.length).toBe(19);
    for (const line of compared) {
      expect(line.unassigned).toBeNull();
      for (const unit of line.units)
        expect([line.code, unit.unit, unit.submitted]).toEqual([
          line.code,
          unit.unit,
          String(byCode.get(line.code)!.by_unit[unit.unit]),
        ]);
    }
  });

  test('42 certificates are valid on the last day of July, fewer when the first has run out', () => {
    const certificate = ledgerOf('certificate')!;
    const y24 = certificate.rollups.find((one) => one.code === 'Y24')!;
    const sum = (period: string): number =>
      [...rollUpStored(ctx.store, certificate, y24, period).values()].reduce<number>((a, b) => a + (b ?? 0), 0);
    expect(sum('2022-07')).toBe(42);
    expect(sum('2023-01')).toBeLessThan(42);
    expect(sum('2019-12')).toBe(0);
  });

  test('SQL and the pure functions count the same for every roll-up, month and basis', () => {
    for (const ledger of LEDGERS) {
      const where = { sql: '1', values: [] };
      const rows = listRows(ctx.store, ledger, { where, sort: [], offset: 0, limit: 1000 }).rows.map(({ row }) => row);
      for (const rollup of ledger.rollups)
        for (const period of ['2021-12', '2022-02', '2022-07', '2023-02'])
          for (const basis of ['ytd', 'month', 'quarter', 'asof'] as const)
            expect([rollup.code, period, basis, rollUpStored(ctx.store, ledger, rollup, period, basis)]).toEqual([
              rollup.code,
              period,
              basis,
              rollUp(ledger, rollup, rows, period, basis),
            ]);
    }
  });

  test('a patent that is applied for twice is told, unless the first was turned down', () => {
    const apply = (level: string, changes: Record<string, string> = {}) =>
      ledgers.save(ctx, {
        ledger: 'subsidy',
        rows: [
          {
            id: null,
            values: {
              level,
              category: '国内发明专利资助',
              enterprise: '枣庄甲有限公司',
              unit: '滕州市',
              patentNo: '202210123401.0',
              ...changes,
            },
          },
        ],
        period: SAMPLE_PERIOD,
        apply: true,
      });
    const first = apply('省级');
    expect(first.rows[0]!.findings).toEqual([]);
    const second = apply('市级');
    expect(second).toMatchObject({
      saved: true,
      rows: [{ findings: [{ severity: 'warn', rule: 'once', field: 'patentNo' }] }],
    });
    ledgers.moveStage(ctx, {
      ledger: 'subsidy',
      ids: [...first.rows, ...second.rows].map((row) => row.id!),
      to: '不通过',
      on: null,
      note: '',
    });
    expect(apply('区级').rows[0]!.findings).toEqual([]);
    expect(apply('区级', { patentNo: 'ZL202220123401.3', level: '省级' }).rows[0]!.findings).not.toEqual([]);
  });

  test('a unit with rows cannot be removed', () => {
    const removing = units.save(ctx, { id: null, unit: unitDraft('新设区', 9) });
    ledgers.save(ctx, {
      ledger: 'activity',
      rows: [{ id: null, values: { unit: removing.id, heldOn: '2022-04-26', form: '调研', topic: '走访' } }],
      period: null,
      apply: true,
    });
    expect(() => units.remove(ctx, { id: removing.id })).toThrow(expect.objectContaining({ code: 'data.in-use' }));
  });

  test('a changed row changes the roll-up and the comparison, and undo takes both back', () => {
    const before = dump(ctx.store.db);
    const row = ledgers.rows(ctx, CALLS['ledgers.rows'].params.parse({ ledger: 'pledge' })).rows[0]!;
    const saved = ledgers.save(ctx, {
      ledger: 'pledge',
      rows: [{ id: row.id, values: { amount: '500.5', registeredOn: '2022.8.1' } }],
      period: null,
      apply: true,
    });
    expect(saved).toMatchObject({ saved: true });
    expect([total('Y02'), total('Y01')]).toEqual(['65', '44340.18']);
    const unit = lineOf('Y01').units[0]!;
    expect(unit).toMatchObject({
      unit: '滕州市',
      state: 'differs',
      submitted: '22330.18',
      counted: '21840.18',
      difference: '490',
    });
    history.undo(ctx, { id: history.list(ctx, { limit: 1 }).changes[0]!.id });
    expect(dump(ctx.store.db)).toEqual(before);
    expect(total('Y01')).toBe('44830.18');
  });

  test('the totals are those that are printed: a unit that is contained in another is in its number already', () => {
    const totals = () => {
      const { submittedTotal, countedTotal } = lineOf('Y02');
      const printed = computeFacts(ctx, SAMPLE_PERIOD).byCode.get('Y02')!.total.figure;
      return [submittedTotal, countedTotal, String(printed.value)];
    };
    expect(totals()).toEqual(['66', '66', '66']);
    ctx.store.db
      .prepare(
        "UPDATE reporting_unit SET parent_id = (SELECT id FROM reporting_unit WHERE name = '薛城区') WHERE name = '枣庄高新区'",
      )
      .run();
    const rest = 66 - Number(lineOf('Y02').units.find(({ unit }) => unit === '枣庄高新区')!.counted);
    expect(rest).toBeLessThan(66);
    expect(totals()).toEqual([String(rest), String(rest), String(rest)]);
  });

  test('an explanation holds while both figures do', () => {
    const at = { period: SAMPLE_PERIOD, ledger: 'activity', code: 'F05a', unitId: listUnits(ctx.store)[0]!.id };
    ledgers.explain(ctx, { ...at, reason: 'unregistered', note: '宣传周活动未逐场登记' });
    const explained = lineOf('F05a').units[0]!;
    expect(explained).toMatchObject({ state: 'explained', explanation: { reason: 'unregistered' } });
    ledgers.save(ctx, {
      ledger: 'activity',
      rows: [{ id: null, values: { unit: '滕州市', heldOn: '2022-04-26', form: '宣传活动', topic: '知识产权宣传周' } }],
      period: null,
      apply: true,
    });
    expect(lineOf('F05a').units[0]).toMatchObject({ state: 'differs', counted: '1', explanation: null });
    ledgers.explain(ctx, { ...at, reason: null, note: '' });
    expect(ctx.store.db.prepare('SELECT count(*) FROM ledger_explanation').pluck().get()).toBe(0);
  });

  test('one explanation serves all 填报单位 that differ for the same reason, and goes as one step', () => {
    const [first, ...alike] = listUnits(ctx.store).map((unit) => unit.id);
    const at = { period: SAMPLE_PERIOD, ledger: 'activity', code: 'F05a', unitId: first! };
    const before = dump(ctx.store.db);
    const states = (): string[] => [...new Set(lineOf('F05a').units.map((unit) => unit.state))];
    expect(states()).toEqual(['differs']);
    ledgers.explain(ctx, { ...at, alike, reason: 'unregistered', note: '宣传活动不逐场登记' });
    expect(states()).toEqual(['explained']);
    const step = history.next(ctx).undo!;
    expect(step.label).toBe('说明差异：7个填报单位的宣传活动场次');
    history.undo(ctx, { id: step.id });
    expect(dump(ctx.store.db)).toEqual(before);
    expect(() => ledgers.explain(ctx, { ...at, alike: [9999], reason: 'unregistered', note: '' })).toThrow();
  });

  test('the rows behind a number are listed, filtered and grouped like any others', () => {
    const unitId = listUnits(ctx.store).find((unit) => unit.name === '薛城区')!.id;
    const behind = { code: 'Y01', period: SAMPLE_PERIOD, unitId };
    const parse = CALLS['ledgers.rows'].params;
    const shown = ledgers.rows(ctx, parse.parse({ ledger: 'pledge', filter: { behind } }));
    expect([shown.total, shown.sums['amount'], shown.sums['patents']]).toEqual([12, 9_000_000_000, 42]);
    // 36 and 12 months of two loans are no 48 months of anything.
    expect(shown.sums).not.toHaveProperty('months');
    const word = ledgers.rows(ctx, parse.parse({ ledger: 'pledge', filter: { text: '银行 精细', behind } }));
    expect(word.total).toBeGreaterThan(0);
    expect(word.rows.every((row) => JSON.stringify(row.values).includes('精细'))).toBe(true);
    expect(() =>
      ledgers.rows(ctx, parse.parse({ ledger: 'pledge', filter: { behind: { ...behind, code: 'B04' } } })),
    ).toThrow();
    const { groups } = ledgers.groups(
      ctx,
      CALLS['ledgers.groups'].params.parse({
        ledger: 'pledge',
        by: [{ field: 'unit' }, { field: 'registeredOn', part: 'month' }],
      }),
    );
    expect(groups.reduce((sum, group) => sum + group.count, 0)).toBe(66);
    expect(groups[0]!.keys).toEqual([listUnits(ctx.store)[0]!.id, '2022-01']);
  });

  test('a name that is not declared never reaches SQL', () => {
    const parse = CALLS['ledgers.rows'].params;
    const evil = 'id; DROP TABLE ledger_pledge --';
    for (const params of [
      { ledger: evil },
      { ledger: 'pledge', sort: [{ field: evil, isDescending: false }] },
      { ledger: 'pledge', filter: { conditions: [{ op: 'contains', field: evil, text: 'x' }] } },
      { ledger: 'pledge', filter: { conditions: [{ op: 'in', field: 'constructor', values: [1] }] } },
      { ledger: 'pledge', filter: { conditions: [{ op: 'enterprise', field: 'bank', id: 1 }] } },
    ])
      expect(() => ledgers.rows(ctx, parse.parse(params))).toThrow(expect.objectContaining({ name: 'AppError' }));
    expect(ledgers.rows(ctx, parse.parse({ ledger: 'pledge', filter: { text: "%_'\\" } })).total).toBe(0);
  });

  test('a project moves through its stages as one step with its batch, is told by history, and undo takes the moves back', () => {
    const parse = CALLS['ledgers.rows'].params;
    const batch = ledgers.rows(
      ctx,
      parse.parse({
        ledger: 'subsidy',
        filter: {
          conditions: [
            { op: 'in', field: 'batch', values: ['2022年度第2批'] },
            { op: 'in', field: 'status', values: ['公示'] },
          ],
        },
      }),
    );
    const ids = batch.rows.map((row) => row.id);
    expect(ids.length).toBeGreaterThan(1);
    const before = dump(ctx.store.db);
    const move = { ledger: 'subsidy', ids, to: '已拨付', on: '2022-08-01', note: '枣财教〔2022〕5号' };
    expect(ledgers.moveStage(ctx, move)).toEqual({ moved: ids.length });
    expect(ledgers.moveStage(ctx, move)).toEqual({ moved: 0 });
    const told = ledgers.history(ctx, { ledger: 'subsidy', id: ids[0]! });
    expect(told.stages).toMatchObject([
      { from: null, to: '公示' },
      { from: '公示', to: '拨付', on: '2022-08-01' },
    ]);
    expect(told.changes.map((change) => change.kind)).toEqual(['changed', 'added']);
    expect(told.changes[0]!.fields).toEqual([{ field: 'status', label: '当前环节', before: '公示', after: '拨付' }]);
    expect(told.next).toContain('追回');
    expect(() => ledgers.moveStage(ctx, { ...move, to: '飞升' })).toThrow();
    history.undo(ctx, { id: history.list(ctx, { limit: 1 }).changes[0]!.id });
    expect(dump(ctx.store.db)).toEqual(before);
    const removed = ledgers.remove(ctx, { ledger: 'subsidy', ids });
    expect(removed).toEqual({ removed: ids.length });
    history.undo(ctx, { id: history.list(ctx, { limit: 1 }).changes[0]!.id });
    expect(dump(ctx.store.db)).toEqual(before);
  });

  test('the register holds each enterprise once; a merge moves the rows, keeps the names and can be undone', () => {
    const all = register.list(ctx, { text: '', unitId: null, tag: null, offset: 0, limit: 1000 });
    expect(new Set(all.enterprises.map((one) => one.name)).size).toBe(all.total);
    const [keep, drop] = register.search(ctx, { text: '薛城' }).enterprises;
    const before = dump(ctx.store.db);
    const { enterprise, moved } = register.merge(ctx, { keep: keep!.id, drop: drop!.id });
    expect(moved).toBeGreaterThan(0);
    expect(enterprise.formerNames).toContain(drop!.name);
    expect(register.search(ctx, { text: drop!.name }).enterprises.map((one) => one.id)).toEqual([keep!.id]);
    history.undo(ctx, { id: history.list(ctx, { limit: 1 }).changes[0]!.id });
    expect(dump(ctx.store.db)).toEqual(before);
  });

  test('a second load finds every row by its key, and undo of each load leaves nothing behind', async () => {
    for (const [file, , rows] of FILES) {
      const again = load(ctx, file);
      expect(again.rows.filter((row) => row.findings.some((one) => one.rule === 'same-key'))).toHaveLength(rows);
    }
    const fresh = contextOf(await openSampleStore());
    const empty = dump(fresh.store.db);
    for (const [file] of FILES) load(fresh, file);
    for (const change of history.list(fresh, { limit: FILES.length }).changes) history.undo(fresh, { id: change.id });
    expect(dump(fresh.store.db)).toEqual(empty);
  });
});

test('the district files through the import, and the ledger files beside them, agree unit by unit', async () => {
  const bench = await ImportBench.sample();
  await bench.importAll(bench.fixtures('districts'));
  for (const [file] of FILES) load(bench.ctx, file);
  const { lines } = ledgers.reconcile(bench.ctx, { period: SAMPLE_PERIOD });
  const states = new Map(lines.map((line) => [line.code, new Set(line.units.map((unit) => unit.state))]));
  for (const code of 'Y01 Y02 Y03 Y04 Y29 Y30 Y31 Y24 Y21 B23 B24 B25 B04 F03 F04 C37 C38'.split(' '))
    expect([code, [...(states.get(code) ?? [])]]).toEqual([code, ['equal']]);
  bench.close();
});

test('the comparison as a table lists both numbers, totals and explanations, or only what waits for one', async () => {
  const ctx = contextOf(await openSampleStore());
  for (const [file] of FILES) load(ctx, file);
  const row = ledgers.rows(ctx, CALLS['ledgers.rows'].params.parse({ ledger: 'pledge' })).rows[0]!;
  ledgers.remove(ctx, { ledger: 'pledge', ids: [row.id] });
  const texts = (choice: 'all' | 'open' | 'explained') => {
    const table = printTableSchema.parse(reconcileTable(ctx, SAMPLE_PERIOD, choice));
    return table.bodyRows.map((one) => one.cells.map((cell) => cell.text).join('|'));
  };
  const all = texts('all');
  expect(all).toContain('合计|66|65|||');
  const open = texts('open');
  expect(open.some((line) => line.startsWith('合计'))).toBe(false);
  const differing = open.filter((line) => line.includes('不一致'));
  expect(differing.length).toBeGreaterThan(0);
  expect(() => texts('explained')).toThrow();
  const line = ledgers.reconcile(ctx, { period: SAMPLE_PERIOD }).lines.find((one) => one.code === 'Y02')!;
  const unit = line.units.find((one) => one.state === 'differs')!;
  ledgers.explain(ctx, {
    period: SAMPLE_PERIOD,
    ledger: 'pledge',
    code: 'Y02',
    unitId: unit.unitId,
    reason: 'other-period',
    note: '8月登记',
  });
  expect(texts('explained')).toContainEqual(expect.stringContaining('已解释|跨期：8月登记'));
  expect(texts('open').length).toBeLessThan(open.length);
});
