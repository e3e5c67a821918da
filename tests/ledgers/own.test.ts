// Officer-made ledgers and added fields: made from a table or by hand, they behave as any ledger, and changing them loses nothing.

import { beforeEach, describe, expect, test } from 'vitest';

import type { Ctx } from '../../electron/core/context.js';
import * as history from '../../electron/core/history/handlers.js';
import * as reminders from '../../electron/core/ledgers/reminders.js';
import * as counts from '../../electron/core/ledgers/counts.js';
import * as definitions from '../../electron/core/ledgers/definitions.js';
import * as ledgers from '../../electron/core/ledgers/handlers.js';
import { tableIn } from '../../electron/core/ledgers/read-table.js';
import * as register from '../../electron/core/ledgers/register.js';
import { CALLS } from '../../shared/contract/index.js';
import { findLedger, ledgersOf, saveDefinition, syncDefinitions } from '../../electron/core/store/ledger-list.js';
import { listRows } from '../../electron/core/store/ledger-store.js';
import { listUnits } from '../../electron/core/store/unit-store.js';
import { write } from '../../electron/core/store/write.js';
import * as units from '../../electron/core/units/handlers.js';
import { enterpriseDraft } from '../helpers/enterprise-draft.js';
import { readInProcess } from '../helpers/read-in-process.js';
import type { AppError } from '../../shared/errors/app-error.js';
import { CATALOGUE } from '../../shared/indicators/catalogue.js';
import { fieldsOf } from '../../shared/ledgers/define.js';
import { headText } from '../../shared/ledgers/field-text.js';
import { likelyLedgers } from '../../electron/core/workbook/2-recognise/ledger-table.js';
import { headsOf } from '../../shared/ledgers/heads.js';
import {
  definitionProblems,
  ledgerFrom,
  ownFieldSchema,
  ownLedgerSchema,
  withExtraFields,
  type OwnField,
  type OwnLedger,
  nameFields,
} from '../../shared/ledgers/own.js';
import { SHIPPED_DEFINITIONS } from '../../shared/ledgers/own-shipped.js';
import { isNoCountByName, isSummed } from '../../shared/ledgers/summed.js';
import type { FieldInput } from '../../shared/ledgers/read-field.js';
import { declarationProblems } from '../helpers/declaration-problems.js';
import { dump } from '../helpers/dump.js';
import { addSampleUnits, contextOf, openTestStore } from '../helpers/memory-store.js';

let ctx: Ctx;
beforeEach(async () => {
  const store = await openTestStore();
  addSampleUnits(store);
  ctx = contextOf(store);
});

const HEADS = [
  '序号',
  '企业名称',
  '所属区市',
  '走访日期',
  '意向金额（万元）',
  '参会人数',
  '对接情况',
  '类型',
  '是否签约',
  '备注',
];
const ROWS = [
  ['1', '枣庄甲有限公司', '滕州市', '2022.3.1', '12.5', '3', '已签约', '技术', '是', ''],
  ['2', '枣庄乙有限公司', '市中区', '2022/4/2', '1,200', '12', '意向', '融资', '否', '需跟进'],
  ['3', '枣庄丙科技有限公司', '枣庄市薛城区', '2022年5月3日', '7', '5', '意向', '技术', '否', ''],
  ['4', '枣庄甲有限公司', '滕州市', '2022-06-04', '', '', '意向', '技术', '否', ''],
];

function definitionFromTable(title = '对接台账'): OwnLedger {
  const { fields } = definitions.propose(ctx, { title, heads: HEADS, rows: ROWS });
  return ownLedgerSchema.parse({ title, fields: fields.map((one) => one.field) });
}

function make(definition: OwnLedger): string {
  return definitions.define(ctx, { ledger: null, definition }).ledger;
}

function save(
  ledger: string,
  values: Record<string, FieldInput>,
  id: number | null = null,
): ReturnType<typeof ledgers.save> {
  return ledgers.save(ctx, {
    ledger,
    rows: [{ id, values }],
    period: '2022-07',
    apply: true,
    partial: false,
  } as never);
}

function rowsOf(ledger: string): Record<string, unknown>[] {
  return ledgers
    .rows(ctx, { ledger, filter: { text: '', conditions: [] }, sort: [], page: { offset: 0, limit: 100 } })
    .rows.map((row) => row.values);
}

function undoLast(): void {
  history.undo(ctx, { id: history.list(ctx, { limit: 1 }).changes[0]!.id });
}

/** What was done last and still stands: rows, or the ledger itself. */
function undoNewest(): void {
  const standing = history
    .list(ctx, { limit: 20 })
    .changes.find(({ kind, canUndo }) => ['ledgers', 'definitions'].includes(kind) && canUndo);
  history.undo(ctx, { id: standing!.id });
}

const byLabel = (definition: OwnLedger, label: string): OwnField =>
  definition.fields.find((field) => field.label === label)!;

describe('a pasted table', () => {
  test('gives a field per head, with kinds from heads and values', () => {
    const { fields } = definitions.propose(ctx, { title: '', heads: HEADS, rows: ROWS });
    expect(fields.map(({ field }) => [field.label, field.name, field.kind])).toEqual([
      ['企业名称', 'enterprise', 'enterprise'],
      ['所属区市', 'unit', 'unit'],
      ['走访日期', 'x1', 'date'],
      ['意向金额', 'x2', 'amount'],
      ['参会人数', 'x3', 'personCount'],
      ['对接情况', 'x4', 'choice'],
      ['类型', 'x5', 'choice'],
      ['是否签约', 'x6', 'yesNo'],
      ['备注', 'x7', 'longText'],
    ]);
    expect(fields[3]).toMatchObject({ examples: ['12.5', '1,200', '7'], filled: 3 });
  });

  test('one value that does not fit makes the column text, so that nothing of it is lost', () => {
    const rows = [...ROWS, ['5', '某', '外地', '上半年', '若干', '十几', '', '', '', '']];
    const { fields } = definitions.propose(ctx, { title: '', heads: HEADS, rows });
    const kinds = Object.fromEntries(fields.map(({ field }) => [field.label, field.kind]));
    expect(kinds).toMatchObject({ 所属区市: 'text', 走访日期: 'text', 意向金额: 'text', 参会人数: 'text' });
  });

  test('where the head says the kind, one value of twenty may be otherwise; an empty column has the kind of its head', () => {
    const heads = ['所在县区', '签约日期', '成交金额（万元）', '统一社会信用代码', '规模'];
    const rows = Array.from({ length: 20 }, (_, at) =>
      at === 7 ? ['火星', '上半年', '若干', '', '一般'] : ['滕州市', '2022-03-01', '12.5', '', `${at}`],
    );
    const kinds = (given: string[][]): unknown[] =>
      definitions.propose(ctx, { title: '', heads, rows: given }).fields.map(({ field }) => [field.label, field.kind]);
    expect(kinds(rows)).toEqual([
      ['所在县区', 'unit'],
      ['签约日期', 'date'],
      ['成交金额', 'amount'],
      ['统一社会信用代码', 'code'],
      // 规模 may be anything.
      ['规模', 'text'],
    ]);
  });

  test('of a file: title above, heads, dates of cells', () => {
    const text = '2022年对接台账,,\n序号,企业名称,走访日期\n1,枣庄甲有限公司,2022-03-01\n';
    const table = tableIn(readInProcess(Buffer.from(text), 'a.csv'))!;
    expect(table).toMatchObject({
      title: '2022年对接台账',
      heads: ['序号', '企业名称', '走访日期'],
      rows: [['1', '枣庄甲有限公司', '2022-03-01']],
      total: 1,
    });
  });

  test('becomes a ledger that takes its rows: found, filtered, summed, grouped, changed, undone', () => {
    const definition = definitionFromTable();
    const before = dump(ctx.store.db);
    const id = make(definition);
    expect(ledgersOf(ctx.store).at(-1)).toMatchObject({ id, title: '对接台账', isOwn: true });
    const names = definition.fields.map((field) => field.name);
    for (const row of ROWS) {
      const answer = save(id, Object.fromEntries(names.map((name, index) => [name, row[index + 1]!])));
      expect([answer.saved, answer.rows[0]!.findings]).toEqual([true, []]);
    }
    expect(rowsOf(id)[1]).toMatchObject({
      enterprise: { name: '枣庄乙有限公司' },
      x1: '2022-04-02',
      x2: 1_200_000_000,
      x3: 12,
      x6: false,
    });
    const ask = (conditions: unknown[], text = '') =>
      ledgers.rows(ctx, {
        ledger: id,
        filter: { text, conditions: conditions as never },
        sort: [{ field: 'x2', isDescending: true }],
        page: { offset: 0, limit: 100 },
      });
    expect(ask([]).sums).toMatchObject({ x2: 1_219_500_000, x3: 20 });
    expect(ask([]).rows[0]!.values['x2']).toBe(1_200_000_000);
    expect(ask([{ op: 'between', field: 'x1', from: '2022-04-01', to: '2022-05-31' }]).total).toBe(2);
    expect(ask([{ op: 'in', field: 'x6', values: [true] }]).total).toBe(1);
    expect(ask([{ op: 'empty', field: 'x2', isEmpty: true }]).total).toBe(1);
    expect(ask([], '跟进').total).toBe(1);
    const groups = ledgers.groups(ctx, {
      ledger: id,
      filter: { text: '', conditions: [] },
      by: [
        { field: 'unit', part: 'value' },
        { field: 'x1', part: 'year' },
      ],
    }).groups;
    expect(groups.map((group) => group.count).reduce((a, b) => a + b)).toBe(4);
    const [first] = listRows(ctx.store, findLedger(ctx.store, id)!, {
      where: { sql: '1', values: [] },
      sort: [],
      offset: 0,
      limit: 1,
    }).rows;
    save(id, { x2: '13' }, first!.id);
    const { changes } = ledgers.history(ctx, { ledger: id, id: first!.id });
    expect(changes[0]).toMatchObject({
      kind: 'changed',
      fields: [{ label: '意向金额', before: '12.50', after: '13.00' }],
    });
    for (let step = 0; step < ROWS.length + 2; step += 1) undoNewest();
    expect(dump(ctx.store.db)).toEqual(before);
  });
});

describe('a definition', () => {
  test('that is undone never gives its number to the next one', () => {
    const first = make(definitionFromTable('甲'));
    undoLast();
    expect(findLedger(ctx.store, first)).toBeNull();
    expect(make(definitionFromTable('乙'))).not.toBe(first);
  });

  test.each([
    ['two fields of one name', (d: OwnLedger) => d.fields.push({ ...d.fields[0]!, name: 'x40' }), '与另一个字段重名'],
    ['a title that is taken', (d: OwnLedger) => (d.title = '专利明细'), '已有名为“专利明细”的台账'],
    [
      'a choice without options',
      (d: OwnLedger) => ((d.fields[6]!.options = []), (d.fields[6]!.isOpen = false)),
      '没有选项',
    ],
    ['stages without a field', (d: OwnLedger) => (d.steps = ['甲']), '没有种类为“环节”的字段'],
    [
      'no such indicator',
      (d: OwnLedger) => d.rollups.push({ code: 'Q99', measure: { kind: 'rows' }, on: 'x1', until: null, where: [] }),
      'Q99',
    ],
    [
      'money into a count',
      (d: OwnLedger) =>
        d.rollups.push({ code: 'F03', measure: { kind: 'sum', field: 'x2' }, on: 'x1', until: null, where: [] }),
      '不能汇总金额',
    ],
    [
      'a count of a period into a stock',
      (d: OwnLedger) => d.rollups.push({ code: 'Y36', measure: { kind: 'rows' }, on: 'x1', until: null, where: [] }),
      '不是累计数',
    ],
    ['a kind that a name forbids', (d: OwnLedger) => (d.fields[1]!.kind = 'text'), '不能由填报单位改为'],
  ])('with %s is refused with a sentence, and nothing is stored', (_what, spoil, words) => {
    const definition = definitionFromTable();
    spoil(definition);
    const before = dump(ctx.store.db);
    expect(() => make(definition)).toThrow(
      expect.objectContaining({ params: { what: expect.stringContaining(words) } }),
    );
    expect(dump(ctx.store.db)).toEqual(before);
  });

  test('feeds an indicator, and the comparison with submissions shows it', () => {
    const definition = definitionFromTable();
    definition.rollups.push({
      code: 'Y14',
      measure: { kind: 'rows' },
      on: 'x1',
      until: null,
      where: [{ field: 'x6', in: ['是'] }],
    });
    const id = make(definition);
    const row = { enterprise: '枣庄甲有限公司', unit: '滕州市', x1: '2022-03-01' };
    save(id, { ...row, x6: '是' });
    save(id, { ...row, x6: '否' });
    const { rollups } = counts.rollup(ctx, { period: '2022-07' });
    expect(rollups).toMatchObject([
      { ledger: id, code: 'Y14', total: '1', rule: '走访日期在期内、是否签约为是的记录数' },
    ]);
    expect(counts.reconcile(ctx, { period: '2022-07' }).lines).toMatchObject([{ ledger: id, countedTotal: '1' }]);
  });
});

describe('changing a definition', () => {
  const row = { enterprise: '枣庄甲有限公司', unit: '滕州市', x1: '2022-03-01', x2: '12.5', x4: '意向' };
  let id: string;
  let definition: OwnLedger;
  beforeEach(() => {
    id = make(definitionFromTable());
    definition = definitions.definition(ctx, { ledger: id }).own!;
    save(id, row);
  });
  const redefine = (): void => void definitions.define(ctx, { ledger: id, definition });

  test('a field that is left away keeps its values, and brings them back', () => {
    definition.fields = definition.fields.filter((field) => field.label !== '意向金额');
    redefine();
    expect(rowsOf(id)[0]).not.toHaveProperty('x2');
    save(id, { x4: '签约' }, 1);
    definition = definitions.definition(ctx, { ledger: id }).own!;
    expect(byLabel(definition, '意向金额').isHidden).toBe(true);
    byLabel(definition, '意向金额').isHidden = false;
    redefine();
    expect(rowsOf(id)[0]).toMatchObject({ x2: 12_500_000, x4: '签约' });
  });

  test('a new label keeps the values; a title too', () => {
    byLabel(definition, '意向金额').label = '签约金额';
    definition.title = '签约台账';
    redefine();
    expect(findLedger(ctx.store, id)).toMatchObject({ title: '签约台账', fields: { x2: { label: '签约金额' } } });
    expect(rowsOf(id)[0]).toMatchObject({ x2: 12_500_000 });
  });

  test('a new kind carries values over, or is refused with the first that does not fit', () => {
    byLabel(definition, '意向金额').kind = 'text';
    redefine();
    expect(rowsOf(id)[0]).toMatchObject({ x2: '12.50' });
    byLabel(definition, '意向金额').kind = 'amount';
    redefine();
    expect(rowsOf(id)[0]).toMatchObject({ x2: 12_500_000 });
    byLabel(definition, '对接情况').kind = 'date';
    const before = dump(ctx.store.db);
    expect(redefine).toThrow(expect.objectContaining({ params: { what: expect.stringContaining('如“意向”') } }));
    expect(dump(ctx.store.db)).toEqual(before);
  });

  test('the history of a row says what it held in the words of then; a value that only changed its kind is no change', () => {
    const first = 1;
    byLabel(definition, '意向金额').kind = 'text';
    redefine();
    save(id, { x2: '约12万' }, first);
    save(id, { x2: '13.00' }, first);
    byLabel(definition, '意向金额').kind = 'amount';
    redefine();
    const told = (): unknown[] =>
      ledgers
        .history(ctx, { ledger: id, id: first })
        .changes.map(({ fields }) => fields.flatMap((one) => (one.field === 'x2' ? [[one.before, one.after]] : [])));
    expect(told()).toEqual([[], [['约12万', '13.00']], [['12.50', '约12万']], [], [['', '12.50']]]);
    undoLast();
    expect(told().slice(0, 3)).toEqual([[], [], [['约12万', '13.00']]]);
  });

  test('a field that was taken out carries its values over too when it comes back as another kind', () => {
    const hide = (isHidden: boolean, kind: OwnField['kind']): void => {
      definition = definitions.definition(ctx, { ledger: id }).own!;
      Object.assign(byLabel(definition, '对接情况'), { isHidden, kind });
      redefine();
    };
    const sum = (): unknown => ledgers.rows(ctx, CALLS['ledgers.rows'].params.parse({ ledger: id })).sums['x4'];
    save(id, { x4: '12' }, 1);
    hide(true, 'text');
    hide(false, 'integer');
    expect([rowsOf(id)[0]!['x4'], sum()]).toEqual([12, 12]);
    // The kind is changed while it is out of sight, and it comes back later.
    hide(true, 'integer');
    hide(true, 'amount');
    hide(false, 'amount');
    expect([rowsOf(id)[0]!['x4'], sum()]).toEqual([12_000_000, 12_000_000]);
    expect(() => hide(false, 'date')).toThrow(
      expect.objectContaining({ params: { what: expect.stringContaining('如“12.00”') } }),
    );
  });

  test('a stage that rows are at cannot go', () => {
    const made = make(
      ownLedgerSchema.parse({
        title: '课题甲',
        fields: [{ name: 'status', label: '状态', kind: 'status' }],
        steps: ['申报', '立项', '结题'],
        ends: ['撤项'],
      }),
    );
    save(made, { status: '立项' });
    const own = definitions.definition(ctx, { ledger: made }).own!;
    expect(() => definitions.define(ctx, { ledger: made, definition: { ...own, steps: ['申报', '结题'] } })).toThrow(
      expect.objectContaining({ params: { what: '还有1条在环节“立项”，不能去掉这一环节' } }),
    );
    const [status] = own.fields;
    const name = ownLedgerSchema.shape.fields.element.parse({ name: 'x1', label: '名称', kind: 'text' });
    definitions.define(ctx, {
      ledger: made,
      definition: { ...own, steps: [], ends: [], fields: [name, { ...status!, isHidden: true }] },
    });
    const back = { ...own, fields: [name, status!], steps: ['申报', '结题'] };
    expect(() => definitions.define(ctx, { ledger: made, definition: back })).toThrow(
      expect.objectContaining({ params: { what: '还有1条在环节“立项”，不能去掉这一环节' } }),
    );
    definitions.define(ctx, { ledger: made, definition: { ...back, steps: own.steps } });
    expect(
      ledgers.moveStage(ctx, { ledger: made, ids: [2], to: '结题', on: null, toWhom: '', note: '' } as never),
    ).toBeDefined();
  });

  test('taken out of the list, it keeps its rows and what they refer to; it comes back as it was', () => {
    definitions.define(ctx, { ledger: id, definition: { ...definition, isHidden: true } });
    expect(ledgersOf(ctx.store).some((ledger) => ledger.id === id)).toBe(false);
    expect(definitions.hidden(ctx).ledgers).toEqual([{ id, title: '对接台账', rows: 1 }]);
    const unit = listUnits(ctx.store).find((one) => one.name === '滕州市')!;
    expect(() => units.remove(ctx, { id: unit.id })).toThrow(expect.objectContaining({ code: 'data.in-use' }));
    definitions.define(ctx, { ledger: id, definition });
    expect(rowsOf(id)).toHaveLength(1);
  });

  test('rows follow an enterprise that is merged', () => {
    const [kept] = [register.save(ctx, { id: null, enterprise: enterpriseDraft('枣庄甲股份有限公司') })];
    const dropped = register.search(ctx, { text: '枣庄甲有限' }).enterprises[0]!;
    register.merge(ctx, { keep: kept.id, drop: dropped.id });
    expect(rowsOf(id)[0]).toMatchObject({ enterprise: { id: kept.id } });
    undoLast();
    expect(rowsOf(id)[0]).toMatchObject({ enterprise: { id: dropped.id } });
  });
});

describe('fields added to a shipped ledger', () => {
  const field = (changes: Partial<OwnField> = {}): OwnField =>
    ownLedgerSchema.shape.fields.element.parse({ name: 'x1', label: '客户经理', kind: 'text', ...changes });
  const policy = { unit: '滕州市', enterprise: '枣庄甲有限公司', insurer: '某保险', patents: 1, premium: 1 };

  test('are heads, inputs, filters and sums like any other', () => {
    definitions.extend(ctx, {
      ledger: 'insurance',
      fields: [field(), field({ name: 'x2', label: '返还金额', kind: 'amount', aliases: ['返还'] })],
    });
    const ledger = findLedger(ctx.store, 'insurance')!;
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
    expect(likelyLedgers(ledgersOf(ctx.store), heads, '')[0]).toMatchObject({
      ledger: { id: 'insurance' },
      heads: { unknown: [], measures: { premium: '万元', x2: '元' } },
    });
    const { saved } = save('insurance', { ...policy, insuredOn: '2022-01-01', x1: '张', x2: '0.5' });
    expect(saved).toBe(true);
    expect(rowsOf('insurance')[0]).toMatchObject({ x1: '张', x2: 500_000, premium: 1_000_000 });
    const found = ledgers.rows(ctx, {
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
    const ledger = withExtraFields(findLedger(ctx.store, 'insurance')!, [added, field({ name: 'x2', label: '保费' })]);
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
    write(ctx.store, { kind: 'ledgers', label: '增加字段', operator: '测试', topics: ['ledgers'] }, () =>
      saveDefinition(ctx.store, 'pledge', { fields: [old] }),
    );
    const more = field({ name: 'x2', label: '反担保方式' });
    definitions.extend(ctx, { ledger: 'pledge', fields: [old, more] });
    expect(Object.keys(findLedger(ctx.store, 'pledge')!.fields)).toEqual(expect.arrayContaining(['x1', 'x2']));
    const asked = (added: OwnField): string => {
      try {
        definitions.extend(ctx, { ledger: 'pledge', fields: [old, more, added] });
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
    definitions.extend(ctx, { ledger: 'insurance', fields: [field({})] });
    const step = history.list(ctx, { limit: 1 }).changes[0]!.id;
    save('insurance', { ...policy, insuredOn: '2022-01-01', x1: '张三' });
    ledgers.remove(ctx, { ledger: 'insurance', ids: [1] });
    history.undo(ctx, { id: step });
    expect(findLedger(ctx.store, 'insurance')!.fields).not.toHaveProperty('x1');
    const known = definitions.definition(ctx, { ledger: 'insurance' }).extra;
    expect(known).toMatchObject([{ name: 'x1', label: '客户经理', isHidden: true }]);
    const fresh = { ...field({ label: '联系电话' }), name: null };
    definitions.extend(ctx, { ledger: 'insurance', fields: nameFields([fresh], known) });
    const removed = history.list(ctx, { limit: 20 }).changes.find(({ label }) => label.includes('删除1条'))!;
    history.undo(ctx, { id: removed.id });
    expect(rowsOf('insurance')[0]).toMatchObject({ insuredOn: '2022-01-01', x2: null });
    expect(findLedger(ctx.store, 'insurance')!.fields['x2']!.label).toBe('联系电话');
  });

  test('taken out and brought back as another kind they carry their values over', () => {
    definitions.extend(ctx, { ledger: 'insurance', fields: [field({ kind: 'integer' })] });
    save('insurance', { ...policy, insuredOn: '2022-01-01', x1: '7' });
    definitions.extend(ctx, { ledger: 'insurance', fields: [] });
    definitions.extend(ctx, { ledger: 'insurance', fields: [field({ kind: 'amount' })] });
    expect(rowsOf('insurance')[0]).toMatchObject({ x1: 7_000_000 });
  });

  test('taken out they keep their values; undo brings both back', () => {
    definitions.extend(ctx, { ledger: 'insurance', fields: [field()] });
    save('insurance', { ...policy, insuredOn: '2022-01-01', x1: '张' });
    const before = dump(ctx.store.db);
    definitions.extend(ctx, { ledger: 'insurance', fields: [] });
    save('insurance', { note: '改' }, 1);
    expect(rowsOf('insurance')[0]).not.toHaveProperty('x1');
    definitions.extend(ctx, { ledger: 'insurance', fields: [field()] });
    expect(rowsOf('insurance')[0]).toMatchObject({ x1: '张', note: '改' });
    for (let step = 0; step < 3; step += 1) undoNewest();
    expect(dump(ctx.store.db)).toEqual(before);
  });

  test.each([
    [{ label: '保费' }, '“保费”是程序已有的字段，请直接用那个字段'],
    [{ kind: 'unit', name: 'unit' }, '不能另外增加'],
  ] as const)('%o is refused', (changes, words) => {
    expect(() => definitions.extend(ctx, { ledger: 'insurance', fields: [field(changes)] })).toThrow(
      expect.objectContaining({ params: { what: expect.stringContaining(words) } }),
    );
  });
});

describe('a definition is not taken back under the rows of later steps', () => {
  const newest = (): number => history.list(ctx, { limit: 1 }).changes[0]!.id;
  const field = (kind: OwnField['kind']): OwnField =>
    ownLedgerSchema.shape.fields.element.parse({ name: 'x1', label: '件数', kind });
  const policy = { unit: '滕州市', enterprise: '枣庄甲有限公司', insurer: '某保险', patents: 1, premium: 1 };

  /** Taking back `step` is refused while `later` stands, and both go and come again one after the other. */
  function heldBy(step: number, later: number, label: string): void {
    const whole = dump(ctx.store.db);
    expect(() => history.undo(ctx, { id: step })).toThrow(
      expect.objectContaining({
        params: {
          step: '撤销',
          label: expect.any(String),
          what: `已有其他数据在使用它（${label}），请先撤销后面的操作`,
        },
      }),
    );
    expect(dump(ctx.store.db)).toEqual(whole);
    history.undo(ctx, { id: later });
    const ofLater = newest();
    history.undo(ctx, { id: step });
    history.undo(ctx, { id: newest() });
    history.undo(ctx, { id: ofLater });
    expect(dump(ctx.store.db)).toEqual(whole);
  }

  test('an added field: what was entered would be out of sight', () => {
    definitions.extend(ctx, { ledger: 'insurance', fields: [field('integer')] });
    const step = newest();
    save('insurance', { ...policy, insuredOn: '2022-01-01' });
    save('insurance', { x1: '7' }, 1);
    heldBy(step, newest(), '专利保险：修改1条');
  });

  test('another kind: 5万元 would be 5000000件', () => {
    save('insurance', { ...policy, insuredOn: '2022-01-01' });
    definitions.extend(ctx, { ledger: 'insurance', fields: [field('integer')] });
    definitions.extend(ctx, { ledger: 'insurance', fields: [field('amount')] });
    const step = newest();
    save('insurance', { x1: '5' }, 1);
    heldBy(step, newest(), '专利保险：修改1条');
  });

  test('a ledger of the office: its rows would be nowhere', () => {
    const id = make(ownLedgerSchema.parse({ title: '稿件', fields: [field('integer')] }));
    const step = newest();
    save(id, { x1: '7' });
    heldBy(step, newest(), '稿件：新增1条');
  });

  test('rows that it converted itself go back with it', () => {
    definitions.extend(ctx, { ledger: 'insurance', fields: [field('integer')] });
    save('insurance', { ...policy, insuredOn: '2022-01-01', x1: '7' });
    const before = dump(ctx.store.db);
    definitions.extend(ctx, { ledger: 'insurance', fields: [field('amount')] });
    history.undo(ctx, { id: newest() });
    expect(dump(ctx.store.db)).toEqual(before);
  });
});

describe('shipped definitions', () => {
  test('are put in once, stay as the office changed them, and are not put in again', () => {
    syncDefinitions(ctx.store, SHIPPED_DEFINITIONS);
    const titles = ledgersOf(ctx.store)
      .filter((ledger) => ledger.isOwn)
      .map((ledger) => ledger.title);
    expect(titles).toEqual(['供需对接', '需求库', '课题', '人员', '新闻稿', '收发文', '培育库']);
    const id = ledgersOf(ctx.store).find((ledger) => ledger.title === '课题')!.id;
    const { own } = definitions.definition(ctx, { ledger: id });
    definitions.define(ctx, { ledger: id, definition: { ...own!, title: '科研课题', isHidden: true } });
    syncDefinitions(ctx.store, SHIPPED_DEFINITIONS);
    expect(ctx.store.db.prepare('SELECT count(*) FROM ledger_definition').pluck().get()).toBe(7);
    expect(findLedger(ctx.store, id)!.title).toBe('科研课题');
  });

  test.each(SHIPPED_DEFINITIONS.map(({ definition }) => [definition.title, definition] as const))(
    '%s holds together, and its template is recognised as it and no other',
    (_title, definition) => {
      expect(definitionProblems(definition)).toEqual([]);
      syncDefinitions(ctx.store, SHIPPED_DEFINITIONS);
      const ledger = ledgerFrom('own9', definition);
      expect(declarationProblems(ledger)).toEqual([]);
      for (const { code } of ledger.rollups) expect(CATALOGUE.some((one) => one.code === code)).toBe(true);
      const heads = fieldsOf(ledger).map(([, one]) => headText(one));
      const [first, second] = likelyLedgers(ledgersOf(ctx.store), heads, '');
      expect(first!.ledger.title).toBe(definition.title);
      expect(first!.score).toBeGreaterThan(second?.score ?? 0);
      expect(first!.heads).toMatchObject({ unknown: [], repeated: [], missing: [] });
    },
  );

  test('人员 on duty on the last day are counted', () => {
    syncDefinitions(ctx.store, SHIPPED_DEFINITIONS);
    const ledger = ledgersOf(ctx.store).find((one) => one.title === '人员')!;
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
      counts.rollup(ctx, { period }).rollups.map((one) => `${one.code} ${one.total}`);
    expect(of('2022-06')).toEqual(['G07a 2', 'G07b 2']);
    expect(of('2022-07')).toEqual(['G07a 1', 'G07b 1']);
  });

  test('收发文 is told before its 办理期限 until it is filed, 人员 before 执法证 runs out while they are there', () => {
    syncDefinitions(ctx.store, SHIPPED_DEFINITIONS);
    const add = (title: string, ...rows: Record<string, string>[]): void => {
      const ledger = ledgersOf(ctx.store).find((one) => one.title === title)!;
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
    const told = reminders.list(ctx, { ledger: null, withHandled: false }).reminders;
    expect(told.map((one) => [one.title, one.what, one.name, one.deadline, one.workingDaysLeft])).toEqual([
      ['收发文', '办理期限', '征求意见函', '2022-08-09', 2],
      ['人员', '执法证有效期至', '张三', '2022-08-31', 18],
    ]);
    const { ledger, rowId, rule, deadline } = told[0]!;
    reminders.mark(ctx, { ledger, rowId, rule, deadline, reason: '已复函' });
    expect(reminders.list(ctx, { ledger: null, withHandled: false }).reminders).toHaveLength(1);
  });

  test('a date that the office adds to a ledger of the program asks for itself', () => {
    const field = ownFieldSchema.omit({ name: true }).parse({ label: '授信到期日', kind: 'date', remindAhead: 10 });
    definitions.extend(ctx, { ledger: 'pledge', fields: [{ ...field, name: 'x1' }] });
    save('pledge', {
      unit: '滕州市',
      enterprise: '滕州甲有限公司',
      amount: '100',
      registeredOn: '2021-08-10',
      x1: '2022-08-10',
    });
    expect(reminders.list(ctx, { ledger: 'pledge', withHandled: false }).reminders).toMatchObject([
      { what: '授信到期日', name: '滕州甲有限公司', deadline: '2022-08-10', workingDaysLeft: 3 },
    ]);
    definitions.extend(ctx, { ledger: 'pledge', fields: [{ ...field, name: 'x1', remindAhead: null }] });
    expect(reminders.list(ctx, { ledger: 'pledge', withHandled: false }).reminders).toEqual([]);
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
