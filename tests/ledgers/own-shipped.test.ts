// The ledgers that are put in as if the office had made them: what they hold, count and ask for.

import { describe, expect, test } from 'vitest';

import * as reminders from '../../electron/core/ledgers/reminders.js';
import * as counts from '../../electron/core/ledgers/counts.js';
import * as definitions from '../../electron/core/ledgers/definitions.js';
import { findLedger, ledgersOf, syncDefinitions } from '../../electron/core/store/ledger-list.js';
import { CATALOGUE } from '../../shared/indicators/catalogue.js';
import { fieldsOf } from '../../shared/ledgers/define.js';
import { headText } from '../../shared/ledgers/field-text.js';
import { likelyLedgers } from '../../electron/core/workbook/2-recognise/ledger-table.js';
import { definitionProblems, ledgerFrom, ownFieldSchema } from '../../shared/ledgers/own.js';
import { SHIPPED_DEFINITIONS } from '../../shared/ledgers/own-shipped.js';
import { isNoCountByName, isSummed } from '../../shared/ledgers/summed.js';
import { declarationProblems } from '../helpers/declaration-problems.js';
import { ownLedgerDesk } from '../helpers/own-ledger-desk.js';

const desk = ownLedgerDesk();
const { save } = desk;

describe('shipped definitions', () => {
  test('are put in once, stay as the office changed them, and are not put in again', () => {
    syncDefinitions(desk.ctx.store, SHIPPED_DEFINITIONS);
    const titles = ledgersOf(desk.ctx.store)
      .filter((ledger) => ledger.isOwn)
      .map((ledger) => ledger.title);
    expect(titles).toEqual(['供需对接', '需求库', '课题', '人员', '新闻稿', '收发文', '培育库']);
    const id = ledgersOf(desk.ctx.store).find((ledger) => ledger.title === '课题')!.id;
    const { own } = definitions.definition(desk.ctx, { ledger: id });
    definitions.define(desk.ctx, { ledger: id, definition: { ...own!, title: '科研课题', isHidden: true } });
    syncDefinitions(desk.ctx.store, SHIPPED_DEFINITIONS);
    expect(desk.ctx.store.db.prepare('SELECT count(*) FROM ledger_definition').pluck().get()).toBe(7);
    expect(findLedger(desk.ctx.store, id)!.title).toBe('科研课题');
  });

  test.each(SHIPPED_DEFINITIONS.map(({ definition }) => [definition.title, definition] as const))(
    '%s holds together, and its template is recognised as it and no other',
    (_title, definition) => {
      expect(definitionProblems(definition)).toEqual([]);
      syncDefinitions(desk.ctx.store, SHIPPED_DEFINITIONS);
      const ledger = ledgerFrom('own9', definition);
      expect(declarationProblems(ledger)).toEqual([]);
      for (const { code } of ledger.rollups) expect(CATALOGUE.some((one) => one.code === code)).toBe(true);
      const heads = fieldsOf(ledger).map(([, one]) => headText(one));
      const [first, second] = likelyLedgers(ledgersOf(desk.ctx.store), heads, '');
      expect(first!.ledger.title).toBe(definition.title);
      expect(first!.score).toBeGreaterThan(second?.score ?? 0);
      expect(first!.heads).toMatchObject({ unknown: [], repeated: [], missing: [] });
    },
  );

  test('人员 on duty on the last day are counted', () => {
    syncDefinitions(desk.ctx.store, SHIPPED_DEFINITIONS);
    const ledger = ledgersOf(desk.ctx.store).find((one) => one.title === '人员')!;
    const name = (label: string): string => fieldsOf(ledger).find(([, field]) => field.label === label)![0];
    const person = { [name('姓名')]: '张三', [name('人员类别')]: '执法人员', unit: '滕州市' };
    save(ledger.id, { ...person, [name('到岗日期')]: '2020-01-01' });
    save(ledger.id, {
      ...person,
      [name('姓名')]: '李四',
      [name('到岗日期')]: '2020-01-01',
      [name('离岗日期')]: '2022-07-30',
    });
    const of = (period: string): string[] =>
      counts.rollup(desk.ctx, { period }).rollups.map((one) => `${one.code} ${one.total}`);
    expect(of('2022-06')).toEqual(['G07a 2', 'G07b 2']);
    expect(of('2022-07')).toEqual(['G07a 1', 'G07b 1']);
  });

  test('收发文 is told before its 办理期限 until it is filed, 人员 before 执法证 runs out while they are there', () => {
    syncDefinitions(desk.ctx.store, SHIPPED_DEFINITIONS);
    const add = (title: string, ...rows: Record<string, string>[]): void => {
      const ledger = ledgersOf(desk.ctx.store).find((one) => one.title === title)!;
      const name = (label: string): string => fieldsOf(ledger).find(([, field]) => field.label === label)![0];
      for (const row of rows)
        save(ledger.id, Object.fromEntries(Object.entries(row).map(([label, value]) => [name(label), value])));
    };
    const file = { 日期: '2022-08-01', 收发: '收文', 办理期限: '2022-08-09' };
    add(
      '收发文',
      { ...file, 文件标题: '征求意见函', 环节: '办理' },
      { ...file, 文件标题: '已归档', 环节: '归档' },
      { ...file, 文件标题: '已办结', 环节: '办结' },
      { ...file, 文件标题: '退了', 环节: '退回' },
      { ...file, 文件标题: '还早', 环节: '登记', 办理期限: '2022-09-09' },
    );
    const person = { '区（市）': '滕州市', 人员类别: '执法人员', 到岗日期: '2020-01-01', 执法证有效期至: '2022-08-31' };
    add('人员', { ...person, 姓名: '张三' }, { ...person, 姓名: '李四', 离岗日期: '2022-07-30' });
    const told = reminders.list(desk.ctx, { ledger: null, withHandled: false }).reminders;
    expect(told.map((one) => [one.title, one.what, one.name, one.deadline, one.workingDaysLeft])).toEqual([
      ['收发文', '办理期限', '征求意见函', '2022-08-09', 2],
      ['人员', '执法证有效期至', '张三', '2022-08-31', 18],
    ]);
    const { ledger, rowId, rule, deadline } = told[0]!;
    reminders.mark(desk.ctx, { ledger, rowId, rule, deadline, reason: '已复函' });
    expect(reminders.list(desk.ctx, { ledger: null, withHandled: false }).reminders).toHaveLength(1);
  });

  test('a date that the office adds to a ledger of the program asks for itself', () => {
    const field = ownFieldSchema.omit({ name: true }).parse({ label: '授信到期日', kind: 'date', remindAhead: 10 });
    definitions.extend(desk.ctx, { ledger: 'pledge', fields: [{ ...field, name: 'x1' }] });
    save('pledge', {
      unit: '滕州市',
      enterprise: '滕州甲有限公司',
      amount: '100',
      registeredOn: '2021-08-10',
      x1: '2022-08-10',
    });
    expect(reminders.list(desk.ctx, { ledger: 'pledge', withHandled: false }).reminders).toMatchObject([
      { what: '授信到期日', name: '滕州甲有限公司', deadline: '2022-08-10', workingDaysLeft: 3 },
    ]);
    definitions.extend(desk.ctx, { ledger: 'pledge', fields: [{ ...field, name: 'x1', remindAhead: null }] });
    expect(reminders.list(desk.ctx, { ledger: 'pledge', withHandled: false }).reminders).toEqual([]);
  });
});

test('a year and a term of a ledger of the office are not added up, its counts are', () => {
  const summed = SHIPPED_DEFINITIONS.flatMap(({ definition }) =>
    Object.values(ledgerFrom('own', definition).fields).flatMap((field) =>
      field.kind === 'integer' ? [[field.label, isSummed(field)] as const] : [],
    ),
  );
  expect(summed).toContainEqual(['年度', false]);
  expect(summed).toContainEqual(['专利件数', true]);
  expect(summed.filter(([label, is]) => is && /年|期/.test(label))).toEqual([]);
  expect(['办理时限（天）', '有效年限'].map(isNoCountByName)).toEqual([true, true]);
  expect(['年度培训人数', '各批次件数'].map(isNoCountByName)).toEqual([false, false]);
});
