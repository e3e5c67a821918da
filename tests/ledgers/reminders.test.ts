// 到期提醒 of the ledgers: deadlines by the calendar of working days, quiet about what lies long behind, dealt with by a reason.

import { beforeEach, describe, expect, test } from 'vitest';

import { dueText } from '../../shared/ledgers/reminder-days.js';

import type { Ctx } from '../../electron/core/context.js';
import * as history from '../../electron/core/history/handlers.js';
import * as ledgers from '../../electron/core/ledgers/handlers.js';
import * as reminders from '../../electron/core/ledgers/reminders.js';
import { saveRows } from '../../electron/core/ledgers/save.js';
import { workCalendar } from '../../electron/core/store/task-store.js';
import { CALLS } from '../../shared/contract/index.js';
import type { FieldInput } from '../../shared/ledgers/read-field.js';
import { addMonthsToDay, deadlineOf } from '../../shared/ledgers/reminder-days.js';
import { LEDGERS, ledgerOf } from '../../shared/ledgers/registry.js';
import { dump } from '../helpers/dump.js';
import { addSampleUnits, contextOf, openTestStore } from '../helpers/memory-store.js';

// The store's clock stands at Friday 2022-08-05, 17:00 in China.
let ctx: Ctx;
beforeEach(async () => {
  const store = await openTestStore();
  addSampleUnits(store);
  ctx = contextOf(store);
});

function add(ledger: string, ...rows: Record<string, FieldInput>[]): number[] {
  const answer = saveRows(
    ctx.store,
    ledgerOf(ledger)!,
    rows.map((values) => ({ id: null, values: { unit: '滕州市', ...values } })),
    { operator: '测试', period: '2022-07' },
  );
  expect(answer.rows.flatMap((row) => row.findings.filter((one) => one.severity === 'block'))).toEqual([]);
  return answer.rows.map((row) => row.id!);
}
const all = (changes: Partial<Parameters<typeof reminders.list>[1]> = {}) =>
  reminders.list(ctx, { ledger: null, withHandled: false, ...changes }).reminders;
const told = () => all().map((one) => [one.what, one.name, one.deadline, one.workingDaysLeft]);
const certificate = (name: string, no: string, validTo: string, issuedOn = '2019-09-01') => ({
  enterprise: name,
  certificateNo: no,
  issuedOn,
  validTo,
});

test('months are added to a day as a calendar says', () => {
  expect(addMonthsToDay('2021-11-30', 3)).toBe('2022-02-28');
  expect(addMonthsToDay('2022-05-10', 3)).toBe('2022-08-10');
  expect(deadlineOf({ after: { workingDays: 5 } }, '2022-09-30', workCalendar(ctx.store))).toBe('2022-10-12');
});

describe('certificates', () => {
  test('are all told of, however many were dealt with or are over before them', () => {
    const over = Array.from({ length: 501 }, (_, n) => certificate(`公司${n}`, `B${n}`, '2022-07-01'));
    const ids = add('certificate', ...over, certificate('快到期公司', 'A1', '2022-08-31'));
    const [rowId] = ids;
    const mark = { ledger: 'certificate', rowId: rowId!, rule: all()[0]!.rule, deadline: '2022-07-01' };
    reminders.mark(ctx, { ...mark, reason: '已注销' });
    expect(all()).toHaveLength(501);
    expect(all().at(-1)).toMatchObject({ name: '快到期公司', deadline: '2022-08-31' });
  });

  test('are told of in time, the soonest first, also when just over; long past, far ahead, revoked or renewed they are not', () => {
    add(
      'certificate',
      certificate('快到期公司', 'A1', '2022-08-31'),
      certificate('刚过期公司', 'A2', '2022-07-29'),
      certificate('早过期公司', 'A3', '2022-05-01'),
      certificate('还早公司', 'A4', '2023-05-01'),
      { ...certificate('撤销公司', 'A5', '2022-08-31'), revokedOn: '2022-01-01' },
      certificate('续证公司', 'A6', '2022-08-31'),
      certificate('续证公司', 'A7', '2025-08-31', '2022-08-01'),
    );
    expect(told()).toEqual([
      ['证书到期', '刚过期公司', '2022-07-29', -5],
      ['证书到期', '快到期公司', '2022-08-31', 18],
    ]);
    const answer = reminders.list(ctx, { ledger: null, withHandled: false });
    expect(CALLS['ledgers.reminders'].result.parse(answer)).toEqual(answer);
    expect(answer.today).toBe('2022-08-05');
    expect(answer.reminders[0]).toMatchObject({ ledger: 'certificate', unit: '滕州市', title: '贯标认证' });
    expect(all({ ledger: 'pledge' })).toEqual([]);
  });

  test('years later the same ledger is quiet', () => {
    add('certificate', certificate('快到期公司', 'A1', '2022-08-31'));
    ctx = { ...ctx, store: { ...ctx.store, now: () => '2026-11-21T03:00:00.000Z' } };
    expect(told()).toEqual([]);
  });

  test('one that is dealt with is gone with its reason until its deadline moves; undo brings it back', () => {
    const [rowId] = add('certificate', certificate('快到期公司', 'A1', '2022-08-31'));
    const before = dump(ctx.store.db);
    const key = { ledger: 'certificate', rowId: rowId!, rule: 'expires', deadline: '2022-08-31' };
    reminders.mark(ctx, { ...key, reason: '已通知企业' });
    expect(told()).toEqual([]);
    expect(all({ withHandled: true })[0]!.handled).toMatchObject({ reason: '已通知企业', operator: '测试' });
    history.undo(ctx, { id: history.list(ctx, { limit: 1 }).changes[0]!.id });
    expect(dump(ctx.store.db)).toEqual(before);
    expect(told()).toHaveLength(1);
    reminders.mark(ctx, { ...key, reason: '已通知企业' });
    reminders.mark(ctx, { ...key, reason: null });
    expect(told()).toHaveLength(1);
    reminders.mark(ctx, { ...key, reason: '已通知企业' });
    const params = { ledger: 'certificate', rows: [{ id: rowId!, values: { validTo: '2022-09-05' } }] };
    ledgers.save(ctx, CALLS['ledgers.save'].params.parse(params));
    expect(told()).toEqual([['证书到期', '快到期公司', '2022-09-05', 21]]);
  });
});

test('the end of a loan on a pledge, as written or as it follows from its term, until the pledge is released', () => {
  const loan = { enterprise: '质押公司', bank: '枣庄银行', amount: '100', registeredOn: '2021-08-20', months: '12' };
  const [rowId] = add(
    'pledge',
    { ...loan, registrationNo: 'Y2021000000001' },
    { ...loan, enterprise: '放款晚公司', registrationNo: 'Y2021000000002', lentOn: '2021-08-31' },
    { ...loan, enterprise: '写明日期公司', registrationNo: 'Y2021000000003', maturesOn: '2022-08-12' },
    { ...loan, enterprise: '已解押公司', registrationNo: 'Y2021000000004', releasedOn: '2022-07-01' },
    { ...loan, enterprise: '期限长公司', registrationNo: 'Y2021000000005', months: '36' },
    { ...loan, enterprise: '没有期限公司', registrationNo: 'Y2021000000006', months: null },
  );
  add('markpledge', { ...loan, enterprise: '商标公司', registeredOn: '2022-02-28', months: '6' });
  const what = '质押贷款到期，应解押或续贷';
  expect(told()).toEqual([
    [what, '写明日期公司', '2022-08-12', 5],
    [what, '质押公司', '2022-08-20', 10],
    [what, '商标公司', '2022-08-28', 15],
    [what, '放款晚公司', '2022-08-31', 18],
  ]);
  // Prolonged: what follows from the term moves with it, what was written stays.
  const change = (values: Record<string, FieldInput>) =>
    ledgers.save(ctx, CALLS['ledgers.save'].params.parse({ ledger: 'pledge', rows: [{ id: rowId!, values }] }));
  change({ months: '24' });
  expect(all({ ledger: 'pledge' }).map(({ name }) => name)).not.toContain('质押公司');
  const { findings } = change({ maturesOn: '2021-08-01' }).rows[0]!;
  expect(findings).toMatchObject([{ severity: 'warn', field: 'maturesOn' }]);
});

test('complaints and cases near their deadline, until they are closed', () => {
  const complaint = { source: '12345热线', receivedOn: '2022-08-01', deadline: '2022-08-09' };
  add(
    'complaint',
    { ...complaint, matter: '价格投诉', status: '办理中' },
    { ...complaint, matter: '办完的', status: '办结', closedOn: '2022-08-02' },
  );
  const filed = { category: '商标', filedOn: '2022-05-10' };
  add(
    'enforcement',
    { ...filed, caseNo: '滕市监处〔2022〕1号', status: '办理中' },
    { ...filed, caseNo: '滕市监处〔2022〕2号', status: '已结案', closedOn: '2022-06-01' },
  );
  expect(told()).toEqual([
    // 90 days, not three months: two days less over a May, June and July.
    ['案件应办结（立案起90日）', '滕市监处〔2022〕1号', '2022-08-08', 1],
    ['投诉应办结', '价格投诉', '2022-08-09', 2],
  ]);
});

test('a ruling has three months, a mediation one; a case without a number is named by who asked', () => {
  add(
    'ruling',
    { kind: '行政裁决', applicant: '甲公司', acceptedOn: '2022-05-09', status: '办理中' },
    { kind: '人民调解', applicant: '乙公司', caseNo: '枣调〔2022〕3号', acceptedOn: '2022-07-08', status: '受理' },
    { kind: '诉前调解', acceptedOn: '2022-07-11', status: '办理中' },
    { kind: '行政调解', applicant: '丙公司', acceptedOn: '2022-07-08', status: '已结案', closedOn: '2022-07-20' },
  );
  const third = all()[2]!;
  expect(told()).toEqual([
    ['调解应办结（受理起1个月）', '枣调〔2022〕3号', '2022-08-08', 1],
    ['行政裁决应办结（受理起3个月）', '甲公司', '2022-08-09', 2],
    ['调解应办结（受理起1个月）', `第${third.rowId}条`, '2022-08-11', 4],
  ]);
});

test('visits: quarterly from the last one, and after a new invention until somebody went', () => {
  const visit = (name: string, visitedOn: string) => ({
    enterprise: name,
    visitedOn,
    form: '上门走访',
    status: '办结',
  });
  add(
    'service',
    visit('久未走访公司', '2022-05-09'),
    visit('常走访公司', '2022-05-09'),
    visit('常走访公司', '2022-07-20'),
  );
  const patent = (name: string, patentNo: string) => ({
    enterprise: name,
    patentNo,
    title: '一种装置',
    kind: '发明专利',
    grantedOn: '2022-07-15',
    status: '有效',
  });
  add('patent', patent('新发明公司', '202010123456.2'), patent('常走访公司', '202010123457.7'));
  expect(all().map((one) => [one.what, one.name, one.deadline])).toEqual([
    ['应走访（每季度）', '久未走访公司', '2022-08-09'],
    ['新授权发明，应走访', '新发明公司', '2022-08-26'],
  ]);
});

test('a call on the telephone is no visit; a person who was granted an invention is nobody to be visited', () => {
  const service = (name: string, visitedOn: string, form: string) => ({
    enterprise: name,
    visitedOn,
    form,
    status: '办结',
  });
  add(
    'service',
    service('打过电话公司', '2022-05-09', '上门走访'),
    service('打过电话公司', '2022-07-28', '电话回访'),
    service('只通电话公司', '2022-05-09', '电话回访'),
    service('再去过公司', '2022-05-09', '上门走访'),
    service('再去过公司', '2022-07-28', '座谈'),
  );
  const patent = (name: string, patentNo: string) => ({
    enterprise: name,
    patentNo,
    title: '一种装置',
    kind: '发明专利',
    grantedOn: '2022-07-15',
    status: '有效',
  });
  add(
    'patent',
    patent('打过电话公司', '202010123456.2'),
    patent('再去过公司', '202010123457.7'),
    patent('张三', '202210123401.0'),
  );
  expect(all().map((one) => [one.what, one.name])).toEqual([
    ['应走访（每季度）', '打过电话公司'],
    ['新授权发明，应走访', '打过电话公司'],
  ]);
});

test('a payment that is not made after the public notice', () => {
  const row = { year: 2022, level: '市级', category: '国内发明专利资助', enterprise: '甲公司', publicTo: '2022-07-08' };
  add(
    'subsidy',
    { ...row, item: '一', status: '公示' },
    { ...row, item: '二', status: '拨付', paidOn: '2022-08-01', paid: '1' },
  );
  expect(told()).toEqual([['公示期满，应拨付', '甲公司', '2022-08-19', 10]]);
});

test('a payment in parts is told until it is paid in full, counted from the 下拨通知 where its day is known', () => {
  const row = { year: 2022, level: '市级', category: '国内发明专利资助', publicTo: '2022-06-10' };
  const paid = (amount: string) => [{ paidOn: '2022-07-20', amount }];
  add(
    'subsidy',
    { ...row, enterprise: '没有付', status: '下拨通知', approved: '3', noticeOn: '2022-07-01' },
    { ...row, enterprise: '付了一半', status: '拨付', approved: '3', noticeOn: '2022-07-04', payments: paid('1.5') },
    { ...row, enterprise: '付清', status: '拨付', approved: '3', noticeOn: '2022-07-04', payments: paid('3') },
    { ...row, enterprise: '核定不明', status: '拨付', noticeOn: '2022-07-04', payments: paid('3') },
    { ...row, enterprise: '追回', status: '追回', approved: '3', noticeOn: '2022-07-04', payments: paid('1') },
    { ...row, enterprise: '没有通知日', status: '下拨通知', approved: '3', payments: paid('1') },
    // Paid as the row says, with no amount beside the one approved.
    { ...row, enterprise: '环节为拨付', status: '拨付', approved: '3' },
    {
      ...row,
      enterprise: '有拨付日期',
      status: '下拨通知',
      approved: '3',
      noticeOn: '2022-07-01',
      paidOn: '2022-07-20',
    },
  );
  expect(told()).toEqual([
    ['公示期满，应拨付', '没有通知日', '2022-07-22', -10],
    ['已通知下拨，应付清', '没有付', '2022-08-12', 5],
    ['已通知下拨，应付清', '付了一半', '2022-08-15', 6],
  ]);
});

test('every rule that names another ledger names one that has enterprises', () => {
  for (const ledger of LEDGERS)
    for (const { answeredBy } of ledger.reminders ?? []) {
      if (!answeredBy) continue;
      const other = ledgerOf(answeredBy.ledger)!;
      expect(other.fields['enterprise']?.kind).toBe('enterprise');
      expect(other.fields[answeredBy.on]?.kind).toBe('date');
      expect(ledger.fields['enterprise']?.kind).toBe('enterprise');
    }
});

test.each([
  ['2022-08-05', 0, false, '今天到期'],
  ['2022-08-04', -1, true, '已过1个工作日'],
  ['2022-08-08', 1, false, '还有1个工作日'],
])('a deadline of %s on Friday 2022-08-05 is said as it is', (deadline, left, isPast, text) => {
  expect(dueText(deadline, '2022-08-05', left)).toEqual({ isPast, text });
});

test('on a Saturday the day before is past and the day after is not today', () => {
  expect(dueText('2022-08-05', '2022-08-06', 0)).toEqual({ isPast: true, text: '已过期' });
  expect(dueText('2022-08-07', '2022-08-06', 0)).toEqual({ isPast: false, text: '到期前没有工作日' });
});
