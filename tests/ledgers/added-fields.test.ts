// Fields that an office adds to a ledger of the program: they are as any other, and keep what was entered.

import { describe, expect, test } from 'vitest';

import * as history from '../../electron/core/history/handlers.js';
import * as definitions from '../../electron/core/ledgers/definitions.js';
import * as ledgers from '../../electron/core/ledgers/handlers.js';
import { findLedger, ledgersOf, saveDefinition } from '../../electron/core/store/ledger-list.js';
import { write } from '../../electron/core/store/write.js';
import type { AppError } from '../../shared/errors/app-error.js';
import { fieldsOf } from '../../shared/ledgers/define.js';
import { headText } from '../../shared/ledgers/field-text.js';
import { headsOf } from '../../shared/ledgers/heads.js';
import { likelyLedgers } from '../../electron/core/workbook/2-recognise/ledger-table.js';
import { ownLedgerSchema, withExtraFields, type OwnField, nameFields } from '../../shared/ledgers/own.js';
import { dump } from '../helpers/dump.js';
import { ownLedgerDesk } from '../helpers/own-ledger-desk.js';

const desk = ownLedgerDesk();
const { save, rowsOf, undoNewest } = desk;

describe('fields added to a shipped ledger', () => {
  const field = (changes: Partial<OwnField> = {}): OwnField =>
    ownLedgerSchema.shape.fields.element.parse({ name: 'x1', label: '客户经理', kind: 'text', ...changes });
  const policy = { unit: '滕州市', enterprise: '枣庄甲有限公司', insurer: '某保险', patents: 1, premium: 1 };

  test('are heads, inputs, filters and sums like any other', () => {
    definitions.extend(desk.ctx, {
      ledger: 'insurance',
      fields: [field(), field({ name: 'x2', label: '返还金额', kind: 'amount', aliases: ['返还'] })],
    });
    const ledger = findLedger(desk.ctx.store, 'insurance')!;
    const heads = [
      '区（市）',
      '投保企业',
      '保险公司',
      '投保专利',
      '保费（万元）',
      '投保日期',
      '客户经理',
      '返还（元）',
    ];
    expect(likelyLedgers(ledgersOf(desk.ctx.store), heads, '')[0]).toMatchObject({
      ledger: { id: 'insurance' },
      heads: { unknown: [], measures: { premium: '万元', x2: '元' } },
    });
    const { saved } = save('insurance', { ...policy, insuredOn: '2022-01-01', x1: '张', x2: '0.5' });
    expect(saved).toBe(true);
    expect(rowsOf('insurance')[0]).toMatchObject({ x1: '张', x2: 500_000, premium: 1_000_000 });
    const found = ledgers.rows(desk.ctx, {
      ledger: 'insurance',
      filter: { text: '张', conditions: [{ op: 'between', field: 'x2', from: 1, to: null }] },
      sort: [{ field: 'x2', isDescending: false }],
      page: { offset: 0, limit: 10 },
    });
    expect([found.total, found.sums['x2']]).toEqual([1, 500_000]);
    expect(fieldsOf(ledger).map(([, one]) => headText(one))).toContain('返还金额（万元）');
  });

  test('one whose name a newer program took stays in sight beside that of the program, with what was entered', () => {
    const added = field();
    const ledger = withExtraFields(findLedger(desk.ctx.store, 'insurance')!, [
      added,
      field({ name: 'x2', label: '保费' }),
    ]);
    expect(fieldsOf(ledger).map(([name, one]) => [name, one.label])).toEqual(
      expect.arrayContaining([
        ['premium', '保费'],
        ['x1', '客户经理'],
        ['x2', '保费（自加）'],
      ]),
    );
    const heads = [...headsOf(ledger)].filter(([, name]) => name === 'x2').map(([head]) => head);
    expect(heads).toEqual(['保费(自加)']);
  });

  test('one whose name a newer program took stops no other change; a new one of such a name says which it is', () => {
    const old = field({ name: 'x1', label: '贷款到期日' });
    // As an earlier program stored it, which had no such field yet.
    write(desk.ctx.store, { kind: 'ledgers', label: '增加字段', operator: '测试', topics: ['ledgers'] }, () =>
      saveDefinition(desk.ctx.store, 'pledge', { fields: [old] }),
    );
    const more = field({ name: 'x2', label: '反担保方式' });
    definitions.extend(desk.ctx, { ledger: 'pledge', fields: [old, more] });
    expect(Object.keys(findLedger(desk.ctx.store, 'pledge')!.fields)).toEqual(expect.arrayContaining(['x1', 'x2']));
    const asked = (added: OwnField): string => {
      try {
        definitions.extend(desk.ctx, { ledger: 'pledge', fields: [old, more, added] });
      } catch (error) {
        return (error as AppError).params['what'] as string;
      }
      return '';
    };
    expect(asked(field({ name: 'x3', label: '到期日' }))).toBe(
      '“到期日”是程序已有的字段“到期日期”的另一种列名，请直接用那个字段，或换一个名称',
    );
    expect(asked(field({ name: 'x3', label: '担保方', aliases: ['反担保方式'] }))).toBe(
      '“反担保方式”与另一个字段重名，请改其中一个的名称或别名',
    );
  });

  test('one that was undone keeps its name: what rows held under it never comes up under another label', () => {
    definitions.extend(desk.ctx, { ledger: 'insurance', fields: [field({})] });
    const step = history.list(desk.ctx, { limit: 1 }).changes[0]!.id;
    save('insurance', { ...policy, insuredOn: '2022-01-01', x1: '张三' });
    ledgers.remove(desk.ctx, { ledger: 'insurance', ids: [1] });
    history.undo(desk.ctx, { id: step });
    expect(findLedger(desk.ctx.store, 'insurance')!.fields).not.toHaveProperty('x1');
    const known = definitions.definition(desk.ctx, { ledger: 'insurance' }).extra;
    expect(known).toMatchObject([{ name: 'x1', label: '客户经理', isHidden: true }]);
    const fresh = { ...field({ label: '联系电话' }), name: null };
    definitions.extend(desk.ctx, { ledger: 'insurance', fields: nameFields([fresh], known) });
    const removed = history.list(desk.ctx, { limit: 20 }).changes.find(({ label }) => label.includes('删除1条'))!;
    history.undo(desk.ctx, { id: removed.id });
    expect(rowsOf('insurance')[0]).toMatchObject({ insuredOn: '2022-01-01', x2: null });
    expect(findLedger(desk.ctx.store, 'insurance')!.fields['x2']!.label).toBe('联系电话');
  });

  test('taken out and brought back as another kind they carry their values over', () => {
    definitions.extend(desk.ctx, { ledger: 'insurance', fields: [field({ kind: 'integer' })] });
    save('insurance', { ...policy, insuredOn: '2022-01-01', x1: '7' });
    definitions.extend(desk.ctx, { ledger: 'insurance', fields: [] });
    definitions.extend(desk.ctx, { ledger: 'insurance', fields: [field({ kind: 'amount' })] });
    expect(rowsOf('insurance')[0]).toMatchObject({ x1: 7_000_000 });
  });

  test('taken out they keep their values; undo brings both back', () => {
    definitions.extend(desk.ctx, { ledger: 'insurance', fields: [field()] });
    save('insurance', { ...policy, insuredOn: '2022-01-01', x1: '张' });
    const before = dump(desk.ctx.store.db);
    definitions.extend(desk.ctx, { ledger: 'insurance', fields: [] });
    save('insurance', { note: '改' }, 1);
    expect(rowsOf('insurance')[0]).not.toHaveProperty('x1');
    definitions.extend(desk.ctx, { ledger: 'insurance', fields: [field()] });
    expect(rowsOf('insurance')[0]).toMatchObject({ x1: '张', note: '改' });
    for (let step = 0; step < 3; step += 1) undoNewest();
    expect(dump(desk.ctx.store.db)).toEqual(before);
  });

  test.each([
    [{ label: '保费' }, '“保费”是程序已有的字段，请直接用那个字段'],
    [{ kind: 'unit', name: 'unit' }, '不能另外增加'],
  ] as const)('%o is refused', (changes, words) => {
    expect(() => definitions.extend(desk.ctx, { ledger: 'insurance', fields: [field(changes)] })).toThrow(
      expect.objectContaining({ params: { what: expect.stringContaining(words) } }),
    );
  });
});
