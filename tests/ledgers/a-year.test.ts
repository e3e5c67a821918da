// What a year does to ledgers: certificates are taken away, marks and investments end, complaints are closed after the month, a 批次
// goes on without what was withdrawn, money comes back. Each number is counted by hand.

import { beforeEach, describe, expect, test } from 'vitest';

import type { Ctx } from '../../electron/core/context.js';
import * as ledgers from '../../electron/core/ledgers/handlers.js';
import * as lists from '../../electron/core/ledgers/lists.js';
import * as register from '../../electron/core/ledgers/register.js';
import * as reminders from '../../electron/core/ledgers/reminders.js';
import { rollUpStored } from '../../electron/core/store/ledger-rollup.js';
import { findLedger } from '../../electron/core/store/ledger-list.js';
import { listRows } from '../../electron/core/store/ledger-store.js';
import { CALLS } from '../../shared/contract/index.js';
import type { FieldInput } from '../../shared/ledgers/read-field.js';
import { usualBasis } from '../../shared/ledgers/rollup.js';
import type { Basis } from '../../shared/model/period.js';
import { dump } from '../helpers/dump.js';
import { enterpriseDraft } from '../helpers/enterprise-draft.js';
import { addSampleUnits, contextOf, openTestStore } from '../helpers/memory-store.js';
import { rollUp } from '../helpers/roll-up-rows.js';

let ctx: Ctx;
beforeEach(async () => {
  const store = await openTestStore();
  addSampleUnits(store);
  ctx = contextOf(store);
});

type Values = Record<string, FieldInput>;

function save(ledger: string, ...rows: { id?: number; values: Values }[]) {
  const drafts = rows.map(({ id, values }) => ({
    id: id ?? null,
    values: id === undefined ? { unit: '滕州市', ...values } : values,
  }));
  return ledgers.save(ctx, CALLS['ledgers.save'].params.parse({ ledger, period: '2022-07', rows: drafts })).rows;
}

function put(ledger: string, ...rows: Values[]): number[] {
  return save(ledger, ...rows.map((values) => ({ values }))).map((row) => {
    expect(row.saved).toBe(true);
    return row.id!;
  });
}

/** Total of a roll-up as stored rows give it; the pure functions must say the same. */
function total(id: string, code: string, period: string, basis?: Basis): number {
  const ledger = findLedger(ctx.store, id)!;
  const rollup = ledger.rollups.find((one) => one.code === code)!;
  const all = listRows(ctx.store, ledger, { where: { sql: '1', values: [] }, sort: [], offset: 0, limit: 100 });
  const rows = all.rows.map(({ row }) => row);
  const stored = rollUpStored(ctx.store, ledger, rollup, period, basis ?? usualBasis(rollup));
  expect(stored).toEqual(rollUp(ledger, rollup, rows, period, basis));
  return [...stored.values()].reduce<number>((sum, value) => sum + (value ?? 0), 0);
}

describe('what is taken away on the last day of a month is not there at its end', () => {
  test('a certificate: its last day of validity counts, the day of its revocation does not', () => {
    const base = { issuedOn: '2019-09-01', validTo: '2024-08-31' };
    put(
      'certificate',
      { ...base, enterprise: '甲公司', certificateNo: 'A1', revokedOn: '2022-07-31' },
      { ...base, enterprise: '乙公司', certificateNo: 'A2', validTo: '2022-07-31' },
      { ...base, enterprise: '丙公司', certificateNo: 'A3', revokedOn: '2022-08-01' },
    );
    expect(['2022-06', '2022-07', '2022-08'].map((month) => total('certificate', 'Y24', month))).toEqual([3, 2, 0]);
  });

  test('a geographical indication: those there before, less those lost in the month, are those there at its end', () => {
    const gi = { kind: '地理标志证明商标', registeredOn: '2015-05-05', status: '注册' };
    put('mark', { ...gi, name: '滕州马铃薯' }, { ...gi, name: '峄城石榴', status: '注销', cancelledOn: '2022-07-31' });
    const { rollups } = findLedger(ctx.store, 'mark')!;
    const lost = rollups.find(
      ({ when }) => when.kind === 'dateIn' && when.fields.some((day) => day === 'cancelledOn'),
    )!;
    const held = rollups.find(({ rule }) => rule === '期末当日有效的地理标志证明、集体商标件数')!;
    expect(total('mark', held.code, '2022-06')).toBe(2);
    expect(total('mark', lost.code, '2022-07', 'month')).toBe(1);
    expect(total('mark', held.code, '2022-07')).toBe(1);
  });

  test('a trademark, also for the list of 规上 enterprises without one', () => {
    register.save(ctx, { id: null, enterprise: enterpriseDraft('甲公司', { unitId: 1, tags: ['规上'] }) });
    const mark = { enterprise: '甲公司', registrationNo: '1', niceClass: '9', registeredOn: '2015-01-01' };
    put('trademark', { ...mark, validTo: '2025-01-01', cancelledOn: '2022-07-31' });
    expect([total('trademark', 'C25', '2022-06'), total('trademark', 'C25', '2022-07')]).toEqual([1, 0]);
    const due = (period: string) => lists.worklist(ctx, { list: 'no-trademark', period }).rows.length;
    expect([due('2022-06'), due('2022-07')]).toEqual([0, 1]);
  });
});

test('a certificate that was revoked renews none: the one before it is told of', () => {
  put(
    'certificate',
    { enterprise: '甲公司', certificateNo: 'A1', issuedOn: '2019-09-01', validTo: '2022-08-31' },
    {
      enterprise: '甲公司',
      certificateNo: 'A2',
      issuedOn: '2022-07-20',
      validTo: '2025-07-19',
      revokedOn: '2022-07-25',
    },
  );
  const told = reminders.list(ctx, { ledger: 'certificate', withHandled: false }).reminders;
  expect(told.map(({ name, deadline }) => [name, deadline])).toEqual([['甲公司', '2022-08-31']]);
});

test('办结件数 of a month stays what it was at its end, whatever is closed later', () => {
  const complaint = { receivedOn: '2022-07-20', source: '12345热线', status: '办结', result: '已答复' };
  put(
    'complaint',
    { ...complaint, matter: '当月办结', closedOn: '2022-07-31' },
    { ...complaint, matter: '次月办结', closedOn: '2022-08-03' },
    { ...complaint, matter: '没写日期' },
    { ...complaint, matter: '在办', status: '办理中', result: '' },
  );
  expect(total('complaint', 'F09a', '2022-07')).toBe(4);
  expect(total('complaint', 'F09c', '2022-07')).toBe(2);
  expect(total('complaint', 'F09c', '2022-07', 'month')).toBe(2);
  expect(total('complaint', 'F09c', '2022-08')).toBe(3);
});

describe('资助奖补', () => {
  const row = { year: 2022, level: '市级', category: '贯标奖励', applied: 10, approved: 10, batch: '第一批' };

  test('rows that go on take along none that was withdrawn or objected to; those go on alone, on purpose', () => {
    const [a, b, c] = put(
      'subsidy',
      { ...row, enterprise: '甲公司', status: '公示' },
      { ...row, enterprise: '乙公司', status: '异议成立', objections: '不符合条件' },
      { ...row, enterprise: '丙公司', status: '撤项' },
    ) as [number, number, number];
    const values = { documentNo: '枣财〔2022〕1号', noticeOn: '2022-07-01' };
    const move = (...ids: number[]) =>
      ledgers.moveStage(ctx, { ledger: 'subsidy', ids, to: '下拨通知', on: '2022-07-01', note: '', values });
    const before = dump(ctx.store.db);
    expect(() => move(a, b, c)).toThrow(
      expect.objectContaining({
        code: 'input.invalid',
        params: { what: expect.stringMatching(/3条中有2条已经结束.*乙公司.*（异议成立）.*丙公司.*（撤项）/) as string },
      }),
    );
    expect(dump(ctx.store.db)).toEqual(before);
    expect(move(a)).toEqual({ moved: 1 });
    expect(move(b, c)).toEqual({ moved: 2 });
    // To an end all may go together.
    const end = { ledger: 'subsidy', ids: [a, b, c], to: '终止', on: '2022-07-02', note: '' };
    expect(ledgers.moveStage(ctx, end)).toEqual({ moved: 3 });
  });

  test('what was paid and came back in part only is spent: nobody else can be granted it', () => {
    put('subsidyplan', { year: 2022, level: '市级', category: '贯标奖励', budget: 50 });
    const payments = [
      { paidOn: '2022-06-20', amount: '10' },
      { paidOn: '2022-07-20', amount: '-4' },
    ];
    put('subsidy', { ...row, enterprise: '甲公司', status: '追回', payments }, { ...row, enterprise: '乙公司' });
    expect(lists.balances(ctx, { year: 2022 }).lines).toMatchObject([
      // 10 of the one that goes on and 6 that did not come back; in 分.
      {
        applied: 10_000_00 * 10,
        approved: 16_000_000,
        paid: 6_000_000,
        leftToApprove: 34_000_000,
        leftToPay: 44_000_000,
      },
    ]);
    const said = (approved: number) =>
      save('subsidy', { values: { ...row, enterprise: '丙公司', item: `${approved}`, approved, applied: approved } })
        .flatMap(({ findings }) => findings)
        .filter(({ rule }) => rule === 'budget').length;
    expect(said(35)).toBe(1);
  });
});

test('a 批次 of 非正常 counts as a whole from its first day, and another day of it is pointed out', () => {
  const put = (batch: number, unit: string, notified: number, notifiedOn: string | null) =>
    save('abnormal', { values: { year: 2022, batch, unit, notified, withdrawn: 1, notifiedOn } })
      .flatMap(({ findings }) => findings)
      .map(({ severity, rule, message }) => [severity, rule, message]);
  put(1, '滕州市', 10, '2022-03-01');
  put(1, '薛城区', 5, '2022-03-01');
  expect(put(2, '滕州市', 20, '2022-06-01')).toEqual([]);
  // Before its own day 薛城区 had none of the newest batch, and what it had of the one before was gone too.
  expect(put(2, '薛城区', 7, '2022-07-05')).toEqual([
    ['warn', 'batch-day', '第2批另有通报日期2022-06-01，这里是2022-07-05，请核对；各月的数从最早的一天起按这一批计'],
  ]);
  put(2, '市中区', 2, null);
  expect(['2022-02', '2022-05', '2022-06', '2022-07'].map((month) => total('abnormal', 'C37', month))).toEqual([
    0, 15, 29, 29,
  ]);
});

test('a later 批次 of 非正常 without its day is pointed out: it counts in the months before it, too', () => {
  const batch = { year: 2022, batch: 1, notified: 10, withdrawn: 8 };
  const hints = (values: Values) =>
    save('abnormal', { values })
      .flatMap(({ findings }) => findings)
      .map(({ severity, field }) => [severity, field]);
  expect(hints(batch)).toEqual([]);
  expect(hints({ ...batch, batch: 2, notified: 20 })).toEqual([['hint', 'notifiedOn']]);
  expect(total('abnormal', 'C37', '2022-02')).toBe(20);
  expect(hints({ ...batch, batch: 3, notified: 30, notifiedOn: '2022-07-05' })).toEqual([]);
  expect([total('abnormal', 'C37', '2022-06'), total('abnormal', 'C37', '2022-07')]).toEqual([20, 30]);
});
