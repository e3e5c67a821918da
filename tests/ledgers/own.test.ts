// Officer-made ledgers: made from a table or by hand, they behave as any ledger.

import { describe, expect, test } from 'vitest';

import * as counts from '../../electron/core/ledgers/counts.js';
import * as definitions from '../../electron/core/ledgers/definitions.js';
import * as ledgers from '../../electron/core/ledgers/handlers.js';
import { tableIn } from '../../electron/core/ledgers/read-table.js';
import { findLedger, ledgersOf } from '../../electron/core/store/ledger-list.js';
import { listRows } from '../../electron/core/store/ledger-store.js';
import { readInProcess } from '../helpers/read-in-process.js';
import type { OwnLedger } from '../../shared/ledgers/own.js';
import { dump } from '../helpers/dump.js';
import { HEADS, ROWS, ownLedgerDesk } from '../helpers/own-ledger-desk.js';

const desk = ownLedgerDesk();
const { definitionFromTable, make, save, rowsOf, undoLast, undoNewest } = desk;

describe('a pasted table', () => {
  test('gives a field per head, with kinds from heads and values', () => {
    const { fields } = definitions.propose(desk.ctx, { title: '', heads: HEADS, rows: ROWS });
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
    const { fields } = definitions.propose(desk.ctx, { title: '', heads: HEADS, rows });
    const kinds = Object.fromEntries(fields.map(({ field }) => [field.label, field.kind]));
    expect(kinds).toMatchObject({ 所属区市: 'text', 走访日期: 'text', 意向金额: 'text', 参会人数: 'text' });
  });

  test('where the head says the kind, one value of twenty may be otherwise; an empty column has the kind of its head', () => {
    const heads = ['所在县区', '签约日期', '成交金额（万元）', '统一社会信用代码', '规模'];
    const rows = Array.from({ length: 20 }, (_, at) =>
      at === 7 ? ['火星', '上半年', '若干', '', '一般'] : ['滕州市', '2022-03-01', '12.5', '', `${at}`],
    );
    const kinds = (given: string[][]): unknown[] =>
      definitions
        .propose(desk.ctx, { title: '', heads, rows: given })
        .fields.map(({ field }) => [field.label, field.kind]);
    expect(kinds(rows)).toEqual([
      ['所在县区', 'unit'],
      ['签约日期', 'date'],
      ['成交金额', 'amount'],
      ['统一社会信用代码', 'code'],
      // 规模 may be anything.
      ['规模', 'text'],
    ]);
  });

  test('keeps telephone numbers, numbers of files and what begins with 0 as they are: they are no counts', () => {
    const heads = ['联系电话', '受理号', '卡片', '学时'];
    const rows = [
      ['13806320001', '2022001', '0012', '8'],
      ['6320002', '2022002', '113', '10'],
    ];
    const { fields } = definitions.propose(desk.ctx, { title: '', heads, rows });
    expect(fields.map(({ field }) => [field.label, field.kind])).toEqual([
      ['联系电话', 'text'],
      ['受理号', 'text'],
      ['卡片', 'text'],
      ['学时', 'integer'],
    ]);
    expect(fields[0]!.field.isPersonal).toBe(true);
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
    const before = dump(desk.ctx.store.db);
    const id = make(definition);
    expect(ledgersOf(desk.ctx.store).at(-1)).toMatchObject({ id, title: '对接台账', isOwn: true });
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
      ledgers.rows(desk.ctx, {
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
    const groups = ledgers.groups(desk.ctx, {
      ledger: id,
      filter: { text: '', conditions: [] },
      by: [
        { field: 'unit', part: 'value' },
        { field: 'x1', part: 'year' },
      ],
    }).groups;
    expect(groups.map((group) => group.count).reduce((a, b) => a + b)).toBe(4);
    const [first] = listRows(desk.ctx.store, findLedger(desk.ctx.store, id)!, {
      where: { sql: '1', values: [] },
      sort: [],
      offset: 0,
      limit: 1,
    }).rows;
    save(id, { x2: '13' }, first!.id);
    const { changes } = ledgers.history(desk.ctx, { ledger: id, id: first!.id });
    expect(changes[0]).toMatchObject({
      kind: 'changed',
      fields: [{ label: '意向金额', before: '12.50', after: '13.00' }],
    });
    for (let step = 0; step < ROWS.length + 2; step += 1) undoNewest();
    expect(dump(desk.ctx.store.db)).toEqual(before);
  });
});

describe('a definition', () => {
  test('that is undone never gives its number to the next one', () => {
    const first = make(definitionFromTable('甲'));
    undoLast();
    expect(findLedger(desk.ctx.store, first)).toBeNull();
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
    const before = dump(desk.ctx.store.db);
    expect(() => make(definition)).toThrow(
      expect.objectContaining({ params: { what: expect.stringContaining(words) } }),
    );
    expect(dump(desk.ctx.store.db)).toEqual(before);
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
    const { rollups } = counts.rollup(desk.ctx, { period: '2022-07' });
    expect(rollups).toMatchObject([
      { ledger: id, code: 'Y14', total: '1', rule: '走访日期在期内、是否签约为是的记录数' },
    ]);
    expect(counts.reconcile(desk.ctx, { period: '2022-07' }).lines).toMatchObject([{ ledger: id, countedTotal: '1' }]);
  });
});
