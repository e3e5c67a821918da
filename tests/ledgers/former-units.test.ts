// A row that moves to another 填报单位 counts for the one before in the months before: typed, imported, corrected, undone, printed.

import { readFileSync } from 'node:fs';

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import fc from 'fast-check';

import * as history from '../../electron/core/history/handlers.js';
import * as ledgers from '../../electron/core/ledgers/handlers.js';
import { print as printView } from '../../electron/core/ledgers/print-view.js';
import { reconcileTable } from '../../electron/core/ledgers/reconcile-table.js';
import * as imports from '../../electron/core/workbook/handlers.js';
import { explain } from '../../electron/core/statistics/figure-detail.js';
import { rollUpStored } from '../../electron/core/store/ledger-rollup.js';
import { formerUnits } from '../../electron/core/store/former-unit-store.js';
import { listRows } from '../../electron/core/store/ledger-store.js';
import { listUnits } from '../../electron/core/store/unit-store.js';
import { CALLS, type ParsedParams } from '../../shared/contract/index.js';
import { changedMove, movedUnits, unitAt, type FormerUnit } from '../../shared/ledgers/former-units.js';
import { LEDGERS, ledgerOf } from '../../shared/ledgers/registry.js';
import type { Basis } from '../../shared/model/period.js';
import { dump } from '../helpers/dump.js';
import { ImportBench, type Rows } from '../helpers/importing.js';
import { rollUp } from '../helpers/roll-up-rows.js';

let bench: ImportBench;
beforeEach(async () => {
  bench = await ImportBench.sample();
});
afterEach(() => bench.close());

const HEADS = ['专利号', '专利名称', '专利权人', '授权公告日', '法律状态', '区（市）'];
const A = ['202210123401.0', '甲', '甲公司', '2022-03-01', '有效', '滕州市'];
const B = ['202210123403.X', '乙', '乙公司', '2022-04-10', '有效', '滕州市'];

const unitId = (name: string): number => listUnits(bench.ctx.store).find((unit) => unit.name === name)!.id;
const rows = () => ledgers.rows(bench.ctx, CALLS['ledgers.rows'].params.parse({ ledger: 'patent' })).rows;

type Saving = Partial<ParsedParams<'ledgers.save'>>;
function save(id: number | null, values: Record<string, string>, how: Saving = {}) {
  const params = { ledger: 'patent', period: '2022-07', rows: [{ id, values }], ...how };
  return ledgers.save(bench.ctx, CALLS['ledgers.save'].params.parse(params));
}

function added([patentNo, title, enterprise, grantedOn, status, unit]: string[]): number {
  return save(null, { patentNo, title, enterprise, grantedOn, status, unit } as Record<string, string>).rows[0]!.id!;
}

/** 滕州市|薛城区 */
function counted(code: string, period: string, basis?: Basis): string {
  const ledger = ledgerOf('patent')!;
  const found = rollUpStored(
    bench.ctx.store,
    ledger,
    ledger.rollups.find((one) => one.code === code)!,
    period,
    basis,
  );
  return ['滕州市', '薛城区'].map((name) => found.get(unitId(name)) ?? 0).join('|');
}

/** Ids behind a number, as the grid is asked for them. */
function behind(code: string, period: string, unit: string): number[] {
  const filter = { text: '', conditions: [], behind: { code, period, unitId: unitId(unit) } };
  return ledgers
    .rows(bench.ctx, CALLS['ledgers.rows'].params.parse({ ledger: 'patent', filter }))
    .rows.map(({ id }) => id);
}

describe('a typed change', () => {
  test('holds from the month at work on; months before, the rows behind them and every comparison keep the unit of then', () => {
    const [a, b] = [added(A), added(B)];
    const answer = save(a, { unit: '薛城区' });
    expect(answer.moved).toEqual({ since: '2022-07', rows: [{ id: a, from: unitId('滕州市'), to: unitId('薛城区') }] });
    expect(['2022-03', '2022-06', '2022-07', '2022-12'].map((month) => counted('C14', month))).toEqual([
      '1|0',
      '2|0',
      '1|1',
      '1|1',
    ]);
    // The grant was of 滕州市 and stays so: a number of the year never falls.
    expect(['2022-04', '2022-07'].map((month) => counted('C06', month))).toEqual(['2|0', '2|0']);
    expect(counted('C06', '2022-03', 'month')).toBe('1|0');
    expect(behind('C14', '2022-06', '滕州市')).toEqual([a, b]);
    expect(behind('C14', '2022-07', '滕州市')).toEqual([b]);
    expect(behind('C14', '2022-07', '薛城区')).toEqual([a]);
    const line = ledgers.reconcile(bench.ctx, { period: '2022-06' }).lines.find(({ code }) => code === 'C14')!;
    expect(line.units.filter(({ counted: own }) => own !== '0').map(({ unit }) => unit)).toEqual(['滕州市']);
    const key = { unitId: unitId('滕州市'), code: 'C14', period: '2022-06', basis: 'asof', figure: 'current' } as const;
    const shown = explain(bench.ctx, { key }).ledgers[0]!;
    expect([shown.text, shown.rows.find(({ id }) => id === a)!.text]).toEqual([
      '2',
      expect.stringContaining('滕州市（至2022年6月）') as string,
    ]);
    expect(reconcileTable(bench.ctx, '2022-06', 'all').notes.join()).toContain('当时所属的填报单位');
    const { formerUnits: former } = ledgers.history(bench.ctx, { ledger: 'patent', id: a });
    expect(former).toEqual([{ until: '2022-07', unitId: unitId('滕州市') }]);
    expect(history.list(bench.ctx, { before: null, limit: 1 } as never).changes[0]!.label).toBe(
      '专利明细：修改1条，其中1条自2022年7月起改属其他填报单位',
    );
  });

  test('a month may be said, or that it is a correction; where no month before counts the row nothing is kept', () => {
    const [a, b] = [added(A), added(B)];
    save(a, { unit: '薛城区' }, { unitSince: '2022-05' });
    expect(counted('C14', '2022-05')).toBe('1|1');
    expect(counted('C14', '2022-04')).toBe('2|0');
    expect(save(b, { unit: '薛城区' }, { unitSince: null }).moved).toBeUndefined();
    expect(counted('C14', '2022-04')).toBe('1|1');
    const c = added(['202210123405.9', '丙', '丙公司', '2022-07-05', '有效', '滕州市']);
    expect(save(c, { unit: '薛城区' }).moved).toBeUndefined();
    expect(formerUnits(bench.ctx.store, ledgerOf('patent')!, [b, c]).size).toBe(0);
    // A unit that was not known is filled in, not left.
    const d = save(null, { patentNo: '200310102344.5', enterprise: '丁公司', grantedOn: '2022-02-01' }).rows[0]!.id!;
    expect(save(d, { unit: '薛城区' }).moved).toBeUndefined();
    expect(counted('C14', '2022-02')).toBe('0|1');
  });

  test('a unit that is cleared and typed anew, or typed twice, is left by the months before; what is said names the unit that they count', () => {
    const [a, b] = [added(A), added(B)];
    expect(save(a, { unit: '' }).moved!.rows).toEqual([{ id: a, from: unitId('滕州市'), to: null }]);
    expect(['2022-06', '2022-07'].map((month) => counted('C14', month))).toEqual(['2|0', '1|0']);
    expect(save(a, { unit: '薛城区' }).moved!.rows).toEqual([{ id: a, from: unitId('滕州市'), to: unitId('薛城区') }]);
    expect(['2022-06', '2022-07'].map((month) => counted('C14', month))).toEqual(['2|0', '1|1']);
    save(b, { unit: '山亭区' });
    expect(save(b, { unit: '薛城区' }).moved!.rows).toEqual([{ id: b, from: unitId('滕州市'), to: unitId('薛城区') }]);
    expect(save(b, { unit: '滕州市' }).moved).toBeUndefined();
    expect(formerUnits(bench.ctx.store, ledgerOf('patent')!, [b]).size).toBe(0);
  });

  test('a move is put on another month, or taken for a correction, in a step of its own; each is undone and redone exactly', () => {
    const a = added(A);
    const change = (to: string | null, since = '2022-07'): unknown =>
      ledgers.changeMove(bench.ctx, { ledger: 'patent', ids: [a], since, to });
    const before = dump(bench.ctx.store.db);
    save(a, { unit: '薛城区' });
    const moved = dump(bench.ctx.store.db);
    change('2022-05');
    expect(['2022-04', '2022-05'].map((month) => counted('C14', month))).toEqual(['1|0', '0|1']);
    change(null, '2022-05');
    expect(counted('C14', '2022-03')).toBe('0|1');
    expect(() => change('2022-06')).toThrow(
      expect.objectContaining({ params: { what: expect.stringContaining('没有自2022年7月起改过填报单位') as string } }),
    );
    const back = (): unknown => history.undo(bench.ctx, { id: history.next(bench.ctx).undo!.id } as never);
    back();
    expect(counted('C14', '2022-04')).toBe('1|0');
    back();
    expect(dump(bench.ctx.store.db)['ledger_former_unit']).toEqual(moved['ledger_former_unit']);
    back();
    for (const table of ['ledger_former_unit', 'ledger_patent'])
      expect(dump(bench.ctx.store.db)[table]).toEqual(before[table]);
    history.undo(bench.ctx, { id: history.next(bench.ctx).redo!.id } as never);
    for (const table of ['ledger_former_unit', 'ledger_patent'])
      expect(dump(bench.ctx.store.db)[table]).toEqual(moved[table]);
    // Removed with its row, and back with it.
    ledgers.remove(bench.ctx, { ledger: 'patent', ids: [a] });
    expect(dump(bench.ctx.store.db)['ledger_former_unit']).toEqual([]);
    back();
    expect(dump(bench.ctx.store.db)['ledger_former_unit']).toEqual(moved['ledger_former_unit']);
  });

  test('a printed list says of which unit its rows were before', async () => {
    added(B);
    const a = added(A);
    const print = async (columns: string[]): Promise<string[]> =>
      (await printView(bench.ctx, CALLS['ledgers.print'].params.parse({ ledger: 'patent', columns }))).table.notes;
    expect(await print(['patentNo', 'unit'])).toEqual([]);
    save(a, { unit: '薛城区' });
    expect(await print(['patentNo', 'unit'])).toEqual([
      '“区（市）”为现在所属的填报单位：第2行曾属滕州市（至2022年6月）。',
    ]);
    expect(await print(['patentNo'])).toEqual([]);
  });

  test('an export says where a row was before, and reads back without a question', async () => {
    const a = added(A);
    added(B);
    save(a, { unit: '薛城区' });
    const file = await ledgers.exportRows(
      bench.ctx,
      CALLS['ledgers.export'].params.parse({ ledger: 'patent', format: 'csv' }),
    );
    const path = bench.ctx.files.path(file.file.id);
    const texts = readFileSync(path, 'utf8');
    expect(texts).toContain('曾属填报单位');
    expect(texts).toContain('滕州市（至2022年6月）');
    const again = await bench.one(bench.file(path));
    expect([again.questions, again.ledgers![0]!.rows.same]).toEqual([[], 2]);
  });
});

describe('an export that another data file takes in', () => {
  const exported = async (): Promise<string> => {
    const params = CALLS['ledgers.export'].params.parse({ ledger: 'patent', format: 'xlsx' });
    return bench.ctx.files.path((await ledgers.exportRows(bench.ctx, params)).file.id);
  };
  const MONTHS = ['2022-03', '2022-04', '2022-06', '2022-07', '2022-12'];

  test('counts every month as the first one does, and undo takes the former units back', async () => {
    const [a, b] = [added(A), added(B)];
    save(a, { unit: '薛城区' });
    save(b, { unit: '薛城区' }, { unitSince: '2022-06' });
    save(b, { unit: '滕州市' });
    const numbers = (): string[] => MONTHS.map((month) => counted('C14', month));
    const [path, before] = [await exported(), numbers()];
    const first = bench;
    bench = await ImportBench.sample();
    const empty = dump(bench.ctx.store.db);
    const plan = await bench.plan([bench.file(path)]);
    expect(plan.files[0]!.questions).toEqual([]);
    expect(plan.files[0]!.issues.filter(({ severity }) => severity !== 'hint')).toEqual([]);
    bench.accept(plan);
    expect(numbers()).toEqual(before);
    history.undo(bench.ctx, { id: history.next(bench.ctx).undo!.id } as never);
    expect(dump(bench.ctx.store.db)['ledger_former_unit']).toEqual(empty['ledger_former_unit']);
    first.close();
  });

  test.each([
    '某某区（至2022年5月）',
    '薛城区（至2099年12月）',
    '薛城区（至9999年12月）',
    '薛城区（至0001年1月）',
    '薛城区（至2022年5月）；市中区（至2022年5月）',
  ])('says where it names a unit or months that cannot be: nothing is guessed (%s)', async (unknown) => {
    const file = bench.sheet('专利明细.xlsx', [
      [...HEADS, '曾属填报单位'],
      [...A, '薛城区（至2022年4月）'],
      [...B, unknown],
    ]);
    const plan = await bench.plan([file]);
    const told = plan.files[0]!.issues.filter(({ rule }) => rule === 'ledger-former-units');
    expect(told.map(({ severity, message }) => [severity, message.includes(unknown)])).toEqual([['warn', true]]);
    bench.accept(plan);
    expect(MONTHS.map((month) => counted('C14', month))).toEqual(['0|1', '1|1', '2|0', '2|0', '2|0']);
  });
});

describe('a list that is received', () => {
  const answer = (planId: string, answers: Record<string, string>) =>
    imports.answer(bench.ctx, { planId, index: 0, answers });
  const sheet = (title: string, ...data: Rows) => bench.sheet(`${title}.xlsx`, [[title], HEADS, ...data]);

  test.each([
    ['accept', ['1|0', '1|0', '0|1']],
    ['correct', ['0|1', '0|1', '0|1']],
    ['keep', ['1|0', '1|0', '1|0']],
  ])('moves rows from its month on: %s', async (choice, months) => {
    await bench.importAll([sheet('有效专利清单', A)]);
    const plan = await bench.plan([sheet('2022年6月有效专利清单', [...A.slice(0, 5), '薛城区'])]);
    const [asked] = plan.files[0]!.questions;
    expect(asked!.text).toContain('其中1条改到另一填报单位，更新后2022年6月以前各月仍计入原单位');
    expect(asked!.options.map(({ value }) => value)).toEqual(['accept', 'correct', 'keep']);
    await answer(plan.planId, { 'ledger-update:0': choice });
    imports.commit(bench.ctx, { planId: plan.planId, files: [{ index: 0, partial: false }] });
    expect(['2022-03', '2022-05', '2022-06'].map((month) => counted('C14', month))).toEqual(months);
  });

  test('fills in a unit that was not known: no month before loses the row', async () => {
    const a = save(null, { patentNo: A[0]!, title: A[1]!, enterprise: A[2]!, grantedOn: A[3]!, status: A[4]! }).rows[0]!
      .id!;
    const plan = await bench.plan([sheet('2022年6月有效专利清单', [...A.slice(0, 5), '薛城区'])]);
    const [asked] = plan.files[0]!.questions;
    expect([asked!.id, asked!.text]).toEqual([
      'ledger-update:0',
      expect.not.stringContaining('另一填报单位') as string,
    ]);
    await answer(plan.planId, { 'ledger-update:0': 'accept' });
    imports.commit(bench.ctx, { planId: plan.planId, files: [{ index: 0, partial: false }] });
    expect(counted('C14', '2022-03')).toBe('0|1');
    expect(formerUnits(bench.ctx.store, ledgerOf('patent')!, [a]).size).toBe(0);
  });

  test('one that states no month moves them from the month of the day on', async () => {
    await bench.importAll([sheet('有效专利清单', A)]);
    const plan = await bench.plan([sheet('有效专利清单', [...A.slice(0, 5), '薛城区'])]);
    await answer(plan.planId, { 'ledger-update:0': 'accept' });
    imports.commit(bench.ctx, { planId: plan.planId, files: [{ index: 0, partial: false }] });
    const [row] = rows();
    const [{ until }] = formerUnits(bench.ctx.store, ledgerOf('patent')!, [row!.id]).get(row!.id)! as [FormerUnit];
    expect(until).toBe(bench.ctx.store.now().slice(0, 7));
  });
});

test('SQL and the pure functions count the same for rows that moved, for every roll-up, month and basis', () => {
  const ids = [added(A), added(B)];
  save(ids[0]!, { unit: '薛城区' }, { unitSince: '2022-05' });
  save(ids[0]!, { unit: '山亭区' }, { unitSince: '2022-07' });
  save(ids[1]!, { unit: '薛城区' }, { unitSince: '2022-06' });
  const ledger = ledgerOf('patent')!;
  const { store } = bench.ctx;
  const stored = listRows(store, ledger, { where: { sql: '1', values: [] }, sort: [], offset: 0, limit: 10 }).rows;
  const former = formerUnits(store, ledger, ids);
  const formerOf = new Map(stored.map(({ id, row }) => [row, former.get(id) ?? []]));
  for (const rollup of ledger.rollups)
    for (const period of ['2022-03', '2022-04', '2022-05', '2022-06', '2022-07', '2023-01'])
      for (const basis of ['ytd', 'month', 'quarter', 'asof'] as const)
        expect([rollup.code, period, basis, rollUpStored(store, ledger, rollup, period, basis)]).toEqual([
          rollup.code,
          period,
          basis,
          rollUp(
            ledger,
            rollup,
            stored.map(({ row }) => row),
            period,
            basis,
            { formerOf: (row) => formerOf.get(row)! },
          ),
        ]);
});

test('ledgers of validity hold one unit at a time: none has entries of a list that count by their own day', () => {
  for (const ledger of LEDGERS)
    if (ledger.rollups.some(({ when }) => when.kind === 'validAt'))
      expect(ledger.rollups.filter(({ when }) => !['validAt', 'dateIn'].includes(when.kind))).toEqual([]);
});

test('after any moves each month has the unit that the last move said of it', () => {
  const months = Array.from({ length: 12 }, (_, index) => `2022-${String(index + 1).padStart(2, '0')}`);
  const move = fc.record({ since: fc.constantFrom(...months), to: fc.integer({ min: 1, max: 3 }) });
  fc.assert(
    fc.property(fc.array(move, { maxLength: 6 }), fc.constantFrom(...months), (moves, corrected) => {
      let [now, former] = [1, [] as FormerUnit[]];
      const plain = months.map(() => 1);
      for (const { since, to } of moves) {
        if (to === now) continue;
        former = movedUnits(former, { now, to, since });
        now = to;
        plain.fill(to, months.indexOf(since));
      }
      expect(months.map((month) => unitAt(now, former, `${month}-15`))).toEqual(plain);
      const next = changedMove(former, { now, since: corrected, to: null });
      const at = former.findIndex(({ until }) => until === corrected);
      if (at < 0) {
        expect(next).toBeNull();
        return;
      }
      const first = at === 0 ? 0 : months.indexOf(former[at - 1]!.until);
      plain.fill(plain[months.indexOf(corrected)]!, first, months.indexOf(corrected));
      expect(months.map((month) => unitAt(now, next!, month))).toEqual(plain);
    }),
  );
});
