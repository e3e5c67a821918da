// 企业清单, balances of budgets, options from the catalogue of categories, and what 非正常撤回率 is divided by.

import { beforeEach, expect, test } from 'vitest';

import type { Ctx } from '../../electron/core/context.js';
import { saveIssued } from '../../electron/core/statistics/issued-entry.js';
import * as ledgers from '../../electron/core/ledgers/handlers.js';
import { balanceSheet, worklistSheet } from '../../electron/core/ledgers/list-sheets.js';
import * as lists from '../../electron/core/ledgers/lists.js';
import * as register from '../../electron/core/ledgers/register.js';
import { knownSources } from '../../electron/core/statistics/other-sources.js';
import { listIndicators } from '../../electron/core/store/indicator-store.js';
import { findLedger } from '../../electron/core/store/ledger-list.js';
import { getSettings, saveSettings } from '../../electron/core/store/settings-store.js';
import { write } from '../../electron/core/store/write.js';
import * as system from '../../electron/core/system/handlers.js';
import { buildTable } from '../../electron/core/tables/build-table.js';
import { CALLS } from '../../shared/contract/index.js';
import type { FieldInput } from '../../shared/ledgers/read-field.js';
import { LEDGERS, ledgerOf } from '../../shared/ledgers/registry.js';
import { WORKLISTS, type Worklist } from '../../shared/ledgers/worklists.js';
import type { PrintTable } from '../../shared/reports/print-table.js';
import { enterpriseDraft } from '../helpers/enterprise-draft.js';
import { addSampleUnits, addValues, contextOf, openTestStore } from '../helpers/memory-store.js';

let ctx: Ctx;
beforeEach(async () => {
  const store = await openTestStore();
  addSampleUnits(store);
  ctx = contextOf(store);
});

function put(ledger: string, ...rows: Record<string, FieldInput>[]): void {
  const params = { ledger, period: '2022-07', rows: rows.map((values) => ({ id: null, values })) };
  const answer = ledgers.save(ctx, CALLS['ledgers.save'].params.parse(params));
  expect(answer.rows.flatMap((row) => row.findings).filter((one) => one.severity === 'block')).toEqual([]);
}

function enterprise(name: string, tags: string[]): void {
  register.save(ctx, { id: null, enterprise: enterpriseDraft(name, { unitId: 1, industry: '机械', tags }) });
}

const names = (list: Worklist, period: string): string[] =>
  lists.worklist(ctx, { list, period }).rows.map((row) => row.name);

test('规上 without a valid invention or mark: on the list until they hold one, and again when it ends', () => {
  for (const name of ['甲公司', '乙公司', '丙公司']) enterprise(name, name === '丙公司' ? [] : ['规上']);
  put(
    'patent',
    {
      enterprise: '甲公司',
      patentNo: '202210123401.0',
      grantedOn: '2022-03-01',
      status: '放弃',
      endedOn: '2022-06-15',
    },
    { enterprise: '乙公司', patentNo: '202220123401.6', grantedOn: '2022-03-01' },
  );
  expect(names('no-invention', '2022-02')).toEqual(['乙公司', '甲公司']);
  expect(names('no-invention', '2022-05')).toEqual(['乙公司']);
  expect(names('no-invention', '2022-07')).toEqual(['乙公司', '甲公司']);
  expect(lists.worklist(ctx, { list: 'no-invention', period: '2022-07' }).of).toBe(2);
  put('trademark', {
    enterprise: '乙公司',
    registrationNo: '1',
    niceClass: '9',
    registeredOn: '2020-01-01',
    validTo: '2022-06-30',
  });
  expect([names('no-trademark', '2022-06'), names('no-trademark', '2022-07')]).toEqual([
    ['甲公司'],
    ['乙公司', '甲公司'],
  ]);
});

test('visits: after a new invention, and each quarter for the chosen ones', () => {
  put(
    'patent',
    { enterprise: '甲公司', patentNo: '202210123401.0', grantedOn: '2022-07-05' },
    { enterprise: '乙公司', patentNo: '202210123403.X', grantedOn: '2022-06-30' },
  );
  expect(lists.worklist(ctx, { list: 'new-invention', period: '2022-07' }).rows).toMatchObject([
    { name: '甲公司', count: 1, since: '2022-07-05', lastVisit: null },
  ]);
  const visit = { unit: '滕州市', enterprise: '甲公司', campaign: '春笋' };
  put('service', { ...visit, visitedOn: '2022-07-04' });
  expect(names('new-invention', '2022-07')).toEqual(['甲公司']);
  put('service', { ...visit, visitedOn: '2022-07-05' });
  expect(names('new-invention', '2022-07')).toEqual([]);
  expect([names('quarterly-visit', '2022-09'), names('quarterly-visit', '2022-10')]).toEqual([[], ['甲公司']]);
});

test('a call on the telephone takes nobody off the lists of visits', () => {
  const call = { unit: '滕州市', enterprise: '甲公司', campaign: ['春笋行动'], form: '电话回访', status: '办结' };
  put('service', { ...call, visitedOn: '2022-04-05', form: '上门走访' }, { ...call, visitedOn: '2022-07-20' });
  put('patent', { enterprise: '甲公司', unit: '滕州市', patentNo: '202210123401.0', grantedOn: '2022-07-05' });
  expect([names('quarterly-visit', '2022-07'), names('new-invention', '2022-07')]).toEqual([['甲公司'], ['甲公司']]);
  const [row] = lists.worklist(ctx, { list: 'quarterly-visit', period: '2022-07' }).rows;
  expect(row).toMatchObject({ count: 1, lastVisit: '2022-04-05' });
  put('service', { ...call, visitedOn: '2022-07-21', form: '专员通办' });
  expect([names('quarterly-visit', '2022-07'), names('new-invention', '2022-07')]).toEqual([[], []]);
});

test('a category has what is planned less what is approved and paid; ended applications bind nothing', () => {
  put('subsidyplan', { year: 2022, level: '市级', category: '贯标奖励', budget: 10 });
  const row = { unit: '滕州市', level: '市级', category: '贯标奖励', year: 2022 };
  put(
    'subsidy',
    { ...row, enterprise: '甲公司', applied: 6, approved: 5, paid: 2 },
    { ...row, enterprise: '乙公司', applied: 6, approved: 5, status: '撤项' },
    { ...row, enterprise: '丙公司', category: '海外布局', approved: 3 },
  );
  expect(lists.balances(ctx, { year: 2022 })).toEqual({
    years: [2022],
    lines: [
      {
        level: '市级',
        category: '海外布局',
        budget: null,
        rows: 1,
        applied: 0,
        approved: 3_000_000,
        paid: 0,
        leftToApprove: null,
        leftToPay: null,
      },
      {
        level: '市级',
        category: '贯标奖励',
        budget: 10_000_000,
        rows: 2,
        applied: 6_000_000,
        approved: 5_000_000,
        paid: 2_000_000,
        leftToApprove: 5_000_000,
        leftToPay: 8_000_000,
      },
    ],
  });
  expect(lists.balances(ctx, { year: 2021 }).lines).toEqual([]);

  const paper = balanceSheet(ctx, 2022);
  expect(textsOf(paper)).toEqual([
    ['市级', '海外布局', '未编', '1', '0.00', '3.00', '0.00', '', ''],
    ['市级', '贯标奖励', '10.00', '2', '6.00', '5.00', '2.00', '5.00', '8.00'],
    ['合计', '10.00', '3', '6.00', '8.00', '2.00', '', ''],
  ]);
  expect(paper.lineRight).toBe('计量单位：万元');
  put('subsidy', { ...row, enterprise: '丁公司', applied: 9, approved: 9 });
  expect(textsOf(balanceSheet(ctx, 2022))[1]!.slice(-2)).toEqual(['-4.00', '8.00']);
});

const textsOf = (table: PrintTable): string[][] => table.bodyRows.map((row) => row.cells.map((cell) => cell.text));

test('a list is a paper with the day it was true on and its rule, and each row as wide as its head', () => {
  put('patent', { enterprise: '甲公司', unit: '滕州市', patentNo: '202210123401.0', grantedOn: '2022-07-05' });
  enterprise('乙公司', ['规上']);
  const visits = worklistSheet(ctx, 'new-invention', '2022-07');
  expect(visits).toMatchObject({
    title: '新授权发明专利待走访企业清单',
    lineMiddle: '截至2022年7月31日',
    lineRight: '共1家',
  });
  expect(visits.notes[0]).toContain('本季度');
  expect(textsOf(visits)).toEqual([['1', '甲公司', '滕州市', '', '1', '2022-07-05', '未走访', '']]);
  expect(textsOf(worklistSheet(ctx, 'no-invention', '2022-07'))).toEqual([
    ['1', '乙公司', '滕州市', '机械', '未走访', ''],
  ]);
  for (const list of WORKLISTS) {
    const { headRows, columnWidths, bodyRows } = worklistSheet(ctx, list, '2022-07');
    expect(headRows[0]).toHaveLength(columnWidths.length);
    for (const { cells } of bodyRows) expect(cells).toHaveLength(columnWidths.length);
  }
});

test('the categories of the year are offered to applications as soon as they are entered', () => {
  const options = (): readonly string[] => {
    const field = findLedger(ctx.store, 'subsidy')!.fields['category']!;
    return field.kind === 'choice' ? field.options : [];
  };
  const before = options().length;
  put('subsidyplan', { year: 2022, level: '市级', category: '知识产权密集型企业', budget: 1 });
  expect(options()).toContain('知识产权密集型企业');
  expect(options()).toHaveLength(before + 1);
});

test('way and window of an application are those of its category, until somebody writes others', () => {
  const row = { unit: '滕州市', level: '省级', year: 2022, enterprise: '甲公司' };
  put('subsidy', { ...row, category: '战略实施', item: '一' });
  put(
    'subsidyplan',
    {
      year: 2022,
      level: '省级',
      category: '战略实施',
      scheme: '推荐上级',
      budget: 1,
      from: '2022-01-01',
      to: '2022-11-30',
    },
    { year: 2022, level: '省级', category: '首件发明', scheme: '后补助', budget: 1 },
    { year: 2022, level: '市级', category: '战略实施', scheme: '后补助', budget: 1 },
    // Written twice: which of them holds nobody can tell.
    { year: 2021, level: '省级', category: '战略实施', scheme: '后补助', budget: 1, unit: '滕州市' },
    { year: 2021, level: '省级', category: '战略实施', scheme: '推荐上级', budget: 1, unit: '薛城区' },
  );
  put(
    'subsidy',
    { ...row, category: '战略实施', item: '二' },
    { ...row, category: '首件发明', item: '三' },
    { ...row, category: '战略实施', item: '四', scheme: '后补助', implementedTo: '2022-06-30' },
    { ...row, category: '战略实施', item: '五', year: 2021 },
    { ...row, category: '没有目录', item: '六' },
  );
  const rows = () =>
    ledgers.rows(
      ctx,
      CALLS['ledgers.rows'].params.parse({
        ledger: 'subsidy',
        filter: { text: '', conditions: [] },
        page: { offset: 0, limit: 9 },
      }),
    ).rows;
  const told = () =>
    rows().map(({ values }) =>
      ['item', 'scheme', 'implementedFrom', 'implementedTo'].map((name) => values[name] ?? null),
    );
  expect(told().toSorted()).toEqual(
    [
      ['一', null, null, null],
      ['二', '推荐上级', '2022-01-01', '2022-11-30'],
      ['三', '后补助', null, null],
      ['四', '后补助', '2022-01-01', '2022-06-30'],
      ['五', null, null, null],
      ['六', null, null, null],
    ].toSorted(),
  );
  // Another category, another way; what was written by hand stays.
  const id = (item: string): number => rows().find(({ values }) => values['item'] === item)!.id;
  const change = (item: string, values: Record<string, string>): void => {
    const params = { ledger: 'subsidy', period: '2022-07', rows: [{ id: id(item), values }] };
    expect(ledgers.save(ctx, CALLS['ledgers.save'].params.parse(params)).saved).toBe(true);
  };
  change('二', { category: '首件发明' });
  change('四', { category: '首件发明' });
  const after = new Map(told().map((one) => [one[0], one.slice(1)]));
  expect([after.get('二'), after.get('四')]).toEqual([
    ['后补助', null, null],
    ['后补助', null, '2022-06-30'],
  ]);
});

test('what is looked up elsewhere has a field of the same kind there', () => {
  for (const { id, fields, lookUps } of LEDGERS)
    for (const { ledger, by, gives } of lookUps ?? []) {
      const other = ledgerOf(ledger)!;
      for (const name of by) expect(other.fields[name], `${id}.${name}`).toBeDefined();
      for (const [here, there] of Object.entries(gives))
        expect(other.fields[there!]?.kind, `${id}.${here}`).toBe(fields[here]!.kind);
    }
});

test('非正常撤回率 is divided by what the office has set', () => {
  const denominator = (): string | null => listIndicators(ctx.store).find((one) => one.code === 'C39')!.denominator;
  expect(denominator()).toBe('C37');
  write(ctx.store, { kind: 'settings', label: '', operator: '', topics: [] }, () =>
    saveSettings(ctx.store, { abnormalBase: 'less-upheld' }),
  );
  expect(denominator()).toBe('C37a');
  put('abnormal', { year: 2022, batch: 2, unit: '滕州市', notified: 193, withdrawn: 169, upheld: 3 });
  const rolled = ledgers.rollup(ctx, { period: '2022-07' }).rollups.map((one) => [one.code, one.total]);
  expect(rolled).toEqual([
    ['C37', '193'],
    ['C37a', '190'],
    ['C38', '169'],
  ]);
});

test('the chosen denominator of 非正常撤回率 is counted by the ledger at once, and the note says how much it is', () => {
  put('abnormal', { year: 2022, batch: 1, unit: '滕州市', notifiedOn: '2022-03-01', notified: 50, withdrawn: 9 });
  put('abnormal', {
    year: 2022,
    batch: 2,
    unit: '滕州市',
    notifiedOn: '2022-06-01',
    notified: 193,
    withdrawn: 169,
    upheld: 3,
  });
  put('abnormal', { year: 2022, batch: 2, unit: '薛城区', notifiedOn: '2022-06-01', notified: 80, withdrawn: 60 });
  addValues(ctx.store, '2022-07', 'ytd', { C37: { 滕州市: 193, 薛城区: 80 }, C38: { 滕州市: 169, 薛城区: 60 } });
  const printed = () => {
    const of = { ...ctx, settings: getSettings(ctx.store) };
    const { bodyRows, notes } = buildTable(of, 'abnormal', '2022-07', {});
    return { rates: bodyRows.slice(0, 3).map(({ cells }) => cells[4]!.text), note: notes[0] };
  };
  const sources = (): string[] => {
    const { notes } = buildTable({ ...ctx, settings: getSettings(ctx.store) }, 'abnormal', '2022-07', {});
    return notes.filter((note) => note.includes('非正常应撤回'));
  };
  const sourceOfDenominator = () => {
    const indicators = knownSources({ ...ctx, settings: getSettings(ctx.store) }, '2022-07');
    const { source, usual } = indicators.find(({ code }) => code === 'C37a')!;
    return { source, usual };
  };
  expect(printed()).toEqual({
    rates: ['83.9', '87.6', '75.0'],
    note: '非正常专利申请撤回率＝非正常专利申请撤回件数÷非正常专利申请通报件数。',
  });
  system.saveSettings(ctx, { abnormalBase: 'less-upheld' });
  expect(printed()).toEqual({
    rates: ['84.8', '88.9', '75.0'],
    note: '非正常专利申请撤回率＝非正常专利申请撤回件数÷非正常专利申请应撤回件数（全市270件）。',
  });
  expect(sourceOfDenominator()).toEqual({ source: 'rollup', usual: 'rollup' });
  // A cell that a unit left empty reports nothing.
  addValues(ctx.store, '2022-07', 'ytd', { C37a: { 滕州市: null } });
  expect(printed().rates).toEqual(['84.8', '88.9', '75.0']);
  // Another source that the office has chosen stays.
  system.saveSettings(ctx, { valueSources: { C37a: 'submitted' } });
  expect(printed()).toEqual({
    rates: ['—', '未报', '未报'],
    note: '非正常专利申请撤回率＝非正常专利申请撤回件数÷非正常专利申请应撤回件数。',
  });
  // What a unit has reported is printed without a choice, as any other indicator; the others stay counted.
  system.saveSettings(ctx, { valueSources: {} });
  addValues(ctx.store, '2022-07', 'ytd', { C37a: { 滕州市: 169, 薛城区: null } });
  expect(printed()).toEqual({
    rates: ['92.0', '100.0', '75.0'],
    note: '非正常专利申请撤回率＝非正常专利申请撤回件数÷非正常专利申请应撤回件数（全市249件）。',
  });
  expect(sourceOfDenominator()).toEqual({ source: 'issued', usual: 'issued' });
  // Three sources in one sentence: two would each call what the other names reported by the units.
  const cells = [{ unitId: null, text: '240' }];
  saveIssued(ctx, { period: '2022-07', code: 'C37a', origin: '省局7月通报', asOf: '2022-07-31', cells });
  expect(sources()).toEqual([
    expect.stringMatching(/^非正常应撤回中，全市为上级下发数，薛城区.*为台账汇总数，其余为各填报单位报送数。$/),
    '台账汇总的非正常应撤回为现在登记的数，以前各月的也是。',
  ]);
});
