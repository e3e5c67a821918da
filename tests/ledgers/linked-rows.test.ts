// 转立案: a check becomes a case that begins with what the check knows, in one step that is undone as one; each leads to the other.

import { beforeEach, describe, expect, test } from 'vitest';

import type { Ctx } from '../../electron/core/context.js';
import * as history from '../../electron/core/history/handlers.js';
import { link, linkChoices } from '../../electron/core/ledgers/link-rows.js';
import { leadOn, linked } from '../../electron/core/ledgers/linked-rows.js';
import { saveRows } from '../../electron/core/ledgers/save.js';
import { getRow } from '../../electron/core/store/ledger-store.js';
import { CALLS } from '../../shared/contract/index.js';
import { numberForms } from '../../shared/ledgers/number-forms.js';
import type { FieldInput } from '../../shared/ledgers/read-field.js';
import { LEDGERS, ledgerOf } from '../../shared/ledgers/registry.js';
import { dump } from '../helpers/dump.js';
import { addSampleUnits, contextOf, openTestStore } from '../helpers/memory-store.js';

let ctx: Ctx;
beforeEach(async () => {
  const store = await openTestStore();
  addSampleUnits(store);
  ctx = contextOf(store);
});

function add(ledger: string, values: Record<string, FieldInput>): number {
  const row = { id: null, values: { unit: '滕州市', ...values } };
  const answer = saveRows(ctx.store, ledgerOf(ledger)!, [row], { operator: '测试', period: '2022-07' });
  expect(answer.rows[0]!.saved).toBe(true);
  return answer.rows[0]!.id!;
}

const check = {
  form: '双随机',
  enterprise: '滕州甲有限公司',
  checkedOn: '2022-07-12',
  campaign: '铁拳',
  officers: '张三、李四',
  result: '待后续处理',
};
const found = { unit: '滕州市', caseNo: '滕市监处〔2022〕1号', category: '商标', filedOn: '2022-07-20' };
const ask = (ledger: string, id: number) => {
  const answer = linked(ctx, { ledger, id });
  expect(CALLS['ledgers.linked'].result.parse(answer)).toEqual(answer);
  return answer;
};

test('a check that is to be followed up becomes a case with what it knows, and each is found from the other', () => {
  const id = add('inspection', check);
  const before = ask('inspection', id);
  expect(before).toMatchObject({ to: [], from: [], next: { what: '立案', ledger: 'enforcement', title: '执法案件' } });
  expect(Object.fromEntries(before.next!.fields.map(({ field, text }) => [field, text]))).toEqual({
    unit: '滕州市',
    caseNo: '',
    category: '',
    party: '滕州甲有限公司',
    source: '双随机检查',
    campaign: '铁拳',
    filedOn: '2022-08-05',
    officers: '张三、李四',
  });
  const content = dump(ctx.store.db);
  const answer = leadOn(ctx, { ledger: 'inspection', id, values: { ...found, party: '滕州甲有限公司' }, period: null });
  expect(CALLS['ledgers.lead-on'].result.parse(answer)).toEqual(answer);
  const caseId = answer.row!.id;
  expect(getRow(ctx.store, ledgerOf('enforcement')!, caseId)!.row).toMatchObject({ category: '商标', status: '立案' });
  expect(getRow(ctx.store, ledgerOf('inspection')!, id)!.row).toMatchObject({
    result: '已转立案',
    caseNo: '滕市监处〔2022〕1号',
  });
  expect(ask('inspection', id)).toEqual({
    to: [{ ledger: 'enforcement', title: '执法案件', id: caseId, name: '滕市监处〔2022〕1号 滕州甲有限公司' }],
    from: [],
    next: null,
    choose: null,
  });
  expect(ask('enforcement', caseId).from).toEqual([
    { ledger: 'inspection', title: '检查与线索核查', id, name: '滕州甲有限公司' },
  ]);
  // One step: neither a case without its check nor the other way round is left.
  history.undo(ctx, { id: history.list(ctx, { limit: 1 }).changes[0]!.id });
  expect(dump(ctx.store.db)).toEqual(content);
});

test('what the case must have is asked for, and nothing is stored before it is there', () => {
  const id = add('inspection', check);
  const content = dump(ctx.store.db);
  const answer = leadOn(ctx, {
    ledger: 'inspection',
    id,
    values: { ...found, caseNo: '', category: '' },
    period: null,
  });
  expect(answer.row).toBeNull();
  expect(answer.findings.filter(({ severity }) => severity === 'block').map(({ field }) => field)).toEqual([
    'caseNo',
    'category',
  ]);
  expect(dump(ctx.store.db)).toEqual(content);
});

test('lists from Excel are linked by their number, in whatever brackets; a second case is refused', () => {
  const id = add('inspection', { ...check, result: '转立案', caseNo: '滕市监处[2022]1号' });
  const caseId = add('enforcement', found);
  expect(ask('inspection', id).to.map((one) => one.id)).toEqual([caseId]);
  expect(ask('enforcement', caseId).from.map((one) => one.id)).toEqual([id]);
  expect(() => leadOn(ctx, { ledger: 'inspection', id, values: found, period: null })).toThrow(
    expect.objectContaining({ params: { what: expect.stringContaining('已经立案') as string } }),
  );
});

test('a case that stands already is not begun again under its number in other brackets', () => {
  const id = add('inspection', check);
  add('enforcement', found);
  const content = dump(ctx.store.db);
  const values = { ...found, caseNo: '滕市监处[2022]1号' };
  expect(() => leadOn(ctx, { ledger: 'inspection', id, values, period: null })).toThrow(
    expect.objectContaining({ params: { what: expect.stringContaining('滕市监处〔2022〕1号') as string } }),
  );
  expect(dump(ctx.store.db)).toEqual(content);
});

test('a check without anything to follow up, and a ledger that leads nowhere, offer nothing', () => {
  expect(ask('inspection', add('inspection', { ...check, result: '未发现问题' }))).toEqual({
    to: [],
    from: [],
    next: null,
    choose: null,
  });
  expect(ask('enforcement', add('enforcement', found))).toEqual({
    to: [],
    from: [],
    next: null,
    choose: { ledger: 'inspection', title: '检查与线索核查' },
  });
});

test('a number in brackets of any kind is one number, another number is none of its forms', () => {
  for (const text of ['滕市监处（2022）1号', '滕市监处[2022] 1号', '滕市监处〔2022〕1号'])
    expect(numberForms(text)).toContain('滕市监处〔2022〕1号');
  expect(numberForms('滕市监处〔2022〕11号')).not.toContain('滕市监处〔2022〕1号');
  expect(numberForms(' ')).toEqual([]);
});

test('every declared way leads to a ledger that has the fields', () => {
  for (const { leadsTo } of LEDGERS) {
    if (leadsTo === undefined) continue;
    const target = ledgerOf(leadsTo.ledger)!;
    for (const name of [leadsTo.to, ...Object.keys(leadsTo.takes)]) expect(Object.keys(target.fields)).toContain(name);
  }
});

describe('a case that is there already', () => {
  const filed = (number: string, party: string): Record<string, FieldInput> => ({
    caseNo: `滕市监处〔2022〕${number}号`,
    category: '商标',
    party,
    filedOn: '2022-07-20',
  });
  const choices = (ledger: string, id: number, text = ''): [string, string][] => {
    const answer = linkChoices(ctx, { ledger, id, text });
    expect(CALLS['ledgers.link-choices'].result.parse(answer)).toEqual(answer);
    return answer.rows.map(({ name, detail }) => [name, detail]);
  };
  const params = (ledger: string, id: number, other: number) => ({ ledger, id, other, period: null });

  test('is chosen for a check by part of its number or party, seen from both, and undone exactly', () => {
    const own = add('enforcement', filed('8', '滕州甲有限公司'));
    const other = add('enforcement', filed('9', '滕州乙有限公司'));
    const id = add('inspection', check);
    expect(ask('inspection', id).choose).toEqual({ ledger: 'enforcement', title: '执法案件' });
    expect(choices('inspection', id)).toEqual([
      ['滕市监处〔2022〕8号 滕州甲有限公司', '滕州市 2022-07-20'],
      ['滕市监处〔2022〕9号 滕州乙有限公司', '滕州市 2022-07-20'],
    ]);
    expect(choices('inspection', id, '乙有限')).toHaveLength(1);
    expect(choices('inspection', id, '〕8号')[0]![0]).toContain('8号');
    const content = dump(ctx.store.db);
    expect(link(ctx, params('inspection', id, own)).row).toMatchObject({ ledger: 'enforcement', id: own });
    expect(getRow(ctx.store, ledgerOf('inspection')!, id)!.row).toMatchObject({
      caseNo: '滕市监处〔2022〕8号',
      result: '已转立案',
    });
    expect(ask('inspection', id)).toMatchObject({ to: [{ id: own }], choose: null, next: null });
    expect(ask('enforcement', own).from).toMatchObject([{ ledger: 'inspection', id }]);
    expect(() => link(ctx, params('inspection', id, other))).toThrow('input.invalid');
    history.undo(ctx, { id: history.list(ctx, { limit: 1 }).changes[0]!.id });
    expect(dump(ctx.store.db)).toEqual(content);
  });

  test('takes the checks that it came of, one after the other; those with a case of their own are not offered', () => {
    const id = add('enforcement', filed('8', '滕州甲有限公司'));
    const taken = add('inspection', { ...check, caseNo: '滕市监处〔2022〕8号', result: '已转立案' });
    const corrected = add('inspection', { ...check, checkedOn: '2022-06-01', result: '已责令改正' });
    expect(ask('enforcement', id)).toMatchObject({ from: [{ id: taken }], choose: { ledger: 'inspection' } });
    expect(choices('enforcement', id)).toEqual([['滕州甲有限公司', '滕州市 2022-06-01']]);
    link(ctx, params('enforcement', id, corrected));
    // What was found then stays as it was written.
    expect(getRow(ctx.store, ledgerOf('inspection')!, corrected)!.row).toMatchObject({ result: '已责令改正' });
    expect(
      ask('enforcement', id)
        .from.map((row) => row.id)
        .toSorted(),
    ).toEqual([taken, corrected].toSorted());
  });

  test('is not offered by ledgers that lead nowhere, nor where there is none', () => {
    expect(ask('inspection', add('inspection', check)).choose).toBeNull();
    expect(() => link(ctx, params('event', 1, 1))).toThrow('input.invalid');
  });
});
