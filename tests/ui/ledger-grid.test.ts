// Pure parts of the grid of a ledger: filters as typed, the clipboard, pasting, drafts, lines with groups, figures of a selection.

import { describe, expect, it, test } from 'vitest';

import { fromTsv } from '../../renderer/ui/clipboard.js';
import { columnsOf, groupings, usualLayout } from '../../renderer/features/ledgers/columns.js';
import {
  linesBelow,
  bySeen,
  findingOf,
  markOf,
  newRowIds,
  nextNewId,
  withEdits,
  type Drafts,
} from '../../renderer/features/ledgers/drafts.js';
import { filterOf, parseFilter } from '../../renderer/features/ledgers/filter-text.js';
import { goingBack } from '../../renderer/features/ledgers/stage-path.js';
import { cleared, filledDown, filledWith, pasted } from '../../renderer/features/ledgers/range-edits.js';
import { idsBetween, rowLayout } from '../../renderer/features/ledgers/row-layout.js';
import { figuresOfRows, shownFigures } from '../../renderer/features/ledgers/selected.js';
import { firstChosen, isClosed, matchingOptions, taken } from '../../renderer/features/ledgers/suggestions.js';
import { rowInSight, rowStillInSight } from '../../renderer/features/ledgers/use-in-sight.js';
import { followed } from '../../renderer/features/ledgers/use-selection.js';
import { toTsv } from '../../renderer/ui/cell-range.js';
import type { Ledger } from '../../shared/ledgers/define.js';
import { ledgerOf, LEDGERS } from '../../shared/ledgers/registry.js';
import { daysOfMonth, withYear } from '../../shared/ledgers/typed-day.js';

const subsidy: Ledger = ledgerOf('subsidy')!;
const pledge: Ledger = ledgerOf('pledge')!;
const UNITS = [
  { id: 3, name: '滕州市', aliases: ['滕州'] },
  { id: 4, name: '薛城区', aliases: [] },
];
const ENV = { units: UNITS, period: '2022-07' };
const READ = { unitId: (text: string | number) => UNITS.find((unit) => unit.name === text)?.id ?? null };

describe('a filter as it is typed', () => {
  const parse = (name: string, text: string) => parseFilter(subsidy, name, text, ENV);
  const between = (field: string, from: string | number | null, to: string | number | null) => ({
    conditions: [{ op: 'between', field, from, to }],
  });

  it.each([
    ['100', 100_000_000, 100_000_000],
    ['>100', 100_000_001, null],
    ['>=100', 100_000_000, null],
    ['<0.5', null, 499_999],
    ['100-200', 100_000_000, 200_000_000],
    ['１００～２００', 100_000_000, 200_000_000],
  ])('amount %s is exact in 分', (text, from, to) => {
    expect(parse('applied', text)).toEqual(between('applied', from, to));
  });

  it.each([
    ['2022', '2022-01-01', '2022-12-31'],
    ['2022-02', '2022-02-01', '2022-02-28'],
    ['2024年2月', '2024-02-01', '2024-02-29'],
    ['7月', '2022-07-01', '2022-07-31'],
    ['7.15', '2022-07-15', '2022-07-15'],
    ['2022-07-01~2022-07-15', '2022-07-01', '2022-07-15'],
    ['7.1至7.15', '2022-07-01', '2022-07-15'],
    ['>=2022-07', '2022-07-01', null],
  ])('day %s is from %s to %s', (text, from, to) => {
    expect(parse('appliedOn', text)).toEqual(between('appliedOn', from, to));
  });

  it('finds units and stages by name, alias or initials, several at once', () => {
    expect(parse('unit', 'tz')).toEqual({ conditions: [{ op: 'in', field: 'unit', values: [3] }] });
    expect(parse('unit', '薛城、滕州')).toEqual({ conditions: [{ op: 'in', field: 'unit', values: [4, 3] }] });
    expect(parse('status', '公示')).toEqual({ conditions: [{ op: 'in', field: 'status', values: ['公示'] }] });
    // An open list is looked for in the cells where no option fits.
    expect(parse('category', '乡村振兴')).toEqual({
      conditions: [{ op: 'contains', field: 'category', text: '乡村振兴' }],
    });
  });

  it('says what it cannot read and asks for nothing then', () => {
    for (const [name, text] of [
      ['applied', '很多'],
      ['appliedOn', '2022-13'],
      ['unit', '火星'],
    ] as const)
      expect(parse(name, text)).toHaveProperty('error');
    const { filter, errors } = filterOf(subsidy, { text: ' 甲 ', filters: { unit: '火星', note: '甲 乙' } }, ENV);
    expect(filter).toEqual({
      text: '甲',
      conditions: [
        { op: 'contains', field: 'note', text: '甲' },
        { op: 'contains', field: 'note', text: '乙' },
      ],
    });
    expect(Object.keys(errors)).toEqual(['unit']);
  });

  it('knows empty cells', () => {
    expect(parse('paid', '空')).toEqual({ conditions: [{ op: 'empty', field: 'paid', isEmpty: true }] });
    expect(parse('paid', '非空')).toEqual({ conditions: [{ op: 'empty', field: 'paid', isEmpty: false }] });
  });
});

describe('the clipboard', () => {
  it('keeps quoted tabs, quotes and line breaks inside of their cell', () => {
    expect(fromTsv('甲\t"第一行\n第二行"\r\n"他说""好"""\t2\r\n')).toEqual([
      ['甲', '第一行\n第二行'],
      ['他说"好"', '2'],
    ]);
  });
  it('takes a quote in the middle, and one without a partner, as it is', () => {
    expect(fromTsv('5"管\t"未完')).toEqual([['5"管', '"未完']]);
  });
  it('keeps empty cells and makes no row of the last line break', () => {
    expect(fromTsv('a\t\tb\n\n')).toEqual([['a', '', 'b'], ['']]);
    expect(fromTsv('')).toEqual([]);
  });
  it('reads back what the grid copies', () => {
    const cells = [
      ['a\tb', '"', ''],
      ['多\r\n行', 'x', 'y'],
    ];
    const text = toTsv({ top: 0, left: 0, bottom: 1, right: 2 }, (row, column) => cells[row]![column]!);
    expect(fromTsv(text)).toEqual(cells);
  });
});

const COLUMNS = columnsOf(subsidy, usualLayout(subsidy));
const at = (name: string): number => COLUMNS.findIndex((column) => column.name === name);

describe('pasting', () => {
  const layout = rowLayout([11, 12], [], new Set(), [-1]);
  const corner = (row: number, column: number) => ({ top: row, bottom: row, left: column, right: column });

  it('changes rows that are there and makes new ones of the rest', () => {
    const { edits, range } = pasted(
      subsidy,
      COLUMNS,
      layout,
      corner(1, at('level')),
      [
        ['省级', '甲'],
        ['市级', ''],
      ],
      -1,
    );
    expect(edits).toEqual([
      { id: 12, values: { level: '省级', category: '甲' } },
      { id: -1, values: { level: '市级' } },
    ]);
    expect(range).toEqual({ top: 1, bottom: 2, left: at('level'), right: at('category') });
    const more = pasted(subsidy, COLUMNS, layout, corner(2, at('level')), [['省级'], ['市级'], ['区级']], -1);
    expect(more.edits.map(({ id }) => id)).toEqual([-1, -2, -3]);
  });
  it('empties a stored cell where the clipboard is empty', () => {
    const { edits } = pasted(subsidy, COLUMNS, layout, corner(0, at('level')), [['', '甲']], -1);
    expect(edits).toEqual([{ id: 11, values: { level: null, category: '甲' } }]);
  });
  it('fills the whole selection with a single cell', () => {
    const { edits } = pasted(subsidy, COLUMNS, layout, { ...corner(0, at('scheme')), bottom: 1 }, [['后补助']], -1);
    expect(edits).toEqual([
      { id: 11, values: { scheme: '后补助' } },
      { id: 12, values: { scheme: '后补助' } },
    ]);
  });
  it('repeats what was copied where the selection is a multiple of it, as Excel does', () => {
    const rows = rowLayout([11, 12, 13, 14], [], new Set(), [-1]);
    const left = at('level');
    const paste = (top: number, bottom: number, right: number, cells: string[][]) =>
      pasted(subsidy, COLUMNS, rows, { top, bottom, left, right }, cells, -1);
    const twoRows = paste(0, 3, left, [['省级'], ['市级']]);
    expect(twoRows.edits.map(({ id, values }) => [id, values['level']])).toEqual([
      [11, '省级'],
      [12, '市级'],
      [13, '省级'],
      [14, '市级'],
    ]);
    // One copied row into all chosen ones, as wide as it is.
    const oneRow = paste(0, 2, left, [['省级', '甲']]);
    expect(oneRow.edits).toEqual([11, 12, 13].map((id) => ({ id, values: { level: '省级', category: '甲' } })));
    expect(oneRow.range).toEqual({ top: 0, bottom: 2, left, right: at('category') });
    // No multiple: once, from the corner.
    expect(paste(0, 2, left, [['省级'], ['市级']]).edits.map(({ id }) => id)).toEqual([11, 12]);
  });
  it('fills no row beyond the selection where heads of groups lie in it, and makes none of a whole column', () => {
    const group = (count: number) => ({ keys: [null], count, sums: {} });
    const grouped = rowLayout([11, 12, 13], [group(1), group(1), group(1)], new Set(), [-1]);
    const across = { ...corner(1, at('level')), bottom: 3 };
    expect(pasted(subsidy, COLUMNS, grouped, across, [['省级']], -1).edits.map(({ id }) => id)).toEqual([11, 12]);
    const whole = { ...corner(0, at('level')), bottom: layout.lines - 1 };
    expect(pasted(subsidy, COLUMNS, layout, whole, [['省级']], -1).edits.map(({ id }) => id)).toEqual([11, 12]);
    expect(filledDown(COLUMNS, layout, whole, () => '省级').map(({ id }) => id)).toEqual([12]);
    expect(filledWith(COLUMNS, layout, whole, () => '省级')).toEqual([
      { id: 11, values: { level: '省级' } },
      { id: 12, values: { level: '省级' } },
    ]);
  });
  it('takes a copied head row for what it is, wherever the cursor stands', () => {
    const cells = [
      ['申报单位', '申报金额（万元）'],
      ['甲公司', '3.5'],
    ];
    const { edits } = pasted(subsidy, COLUMNS, layout, corner(2, 0), cells, -1);
    expect(edits).toEqual([{ id: -1, values: { enterprise: '甲公司', applied: '3.5' } }]);
  });
  it('knows heads by their other names, the measure that they name, and says which it does not know', () => {
    const cells = [
      ['序号', '申报企业', '申请金额（元）', '核准金额(万元)', '联络员'],
      ['1', '甲公司', '35,000', '3.5', '张三'],
      ['2', '乙公司', '约3万', '', '李四'],
      ['3', '丙公司', '¥35,000.00', '', '王五'],
    ];
    const { edits, unknown } = pasted(subsidy, COLUMNS, layout, corner(2, 3), cells, -1);
    expect(edits).toEqual([
      { id: -1, values: { enterprise: '甲公司', applied: '35,000元', approved: '3.5' } },
      { id: -2, values: { enterprise: '乙公司', applied: '约3万' } },
      { id: -3, values: { enterprise: '丙公司', applied: '¥35,000.00元' } },
    ]);
    expect(unknown).toEqual(['联络员']);
    // Two values that happen to be heads are no head row.
    expect(
      pasted(
        subsidy,
        COLUMNS,
        layout,
        corner(2, 1),
        [
          ['省级', '甲', '状态'],
          ['市级', '乙', '批次'],
        ],
        -1,
      ).unknown,
    ).toEqual([]);
  });
  it('finds the copied heads below a title, and leaves out what adds up the rows', () => {
    const cells = [
      ['2022年资助项目台账', '', ''],
      ['', '', ''],
      ['申报单位', '级别', '申报金额'],
      ['甲公司', '市级', '1,234.5'],
      ['乙公司', '〃', '2'],
      ['丙公司', '同上', '〃'],
      ['合 计', '', '3236.5'],
    ];
    const { edits, totals } = pasted(subsidy, COLUMNS, layout, corner(2, 0), cells, -1);
    expect(edits.map(({ values }) => values)).toEqual([
      { enterprise: '甲公司', level: '市级', applied: '1,234.5' },
      { enterprise: '乙公司', level: '市级', applied: '2' },
      // No amount is taken from the row above: it may be meant for both.
      { enterprise: '丙公司', level: '市级', applied: '〃' },
    ]);
    expect(totals).toBe(1);
  });
  it('takes a line of two texts for a title, where the heads are many, and 合计（3笔） for no row', () => {
    const heads = ['申报单位', '级别', '申报金额', '备注'];
    const row = ['甲公司', '市级', '3', '首次'];
    const cells = [
      ['填报单位：薛城区', '', '', '2022年7月'],
      heads,
      row,
      ['合计（1笔）', '', '3', ''],
      ['合计：1笔', '', '3', ''],
    ];
    const { edits, totals } = pasted(subsidy, COLUMNS, layout, corner(2, 0), cells, -1);
    expect(edits.map(({ values }) => values)).toEqual([
      { enterprise: '甲公司', level: '市级', applied: '3', note: '首次' },
    ]);
    expect(totals).toBe(2);
    // A record above heads is no title: nothing of it may be lost.
    expect(pasted(subsidy, COLUMNS, layout, corner(2, 0), [row, heads, row], -1).edits).toHaveLength(3);
  });
  it.each(['单位：元', '（金额单位：人民币元）', '单位：件、元', '（元）', '（人民币元）', '本市情况（元）'])(
    'reads amounts in the measure that is said above: %s',
    (said) => {
      const cells = [
        ['2022年资助项目台账', '', ''],
        [said, '', ''],
        ['申报单位', '申报金额', '核定金额（万元）'],
        ['甲公司', '35,000', '3.5'],
      ];
      const { edits } = pasted(subsidy, COLUMNS, layout, corner(2, 0), cells, -1);
      expect(edits.map(({ values }) => values)).toEqual([
        { enterprise: '甲公司', applied: '35,000元', approved: '3.5' },
      ]);
    },
  );
  it('clears nothing by 同上 below an empty cell', () => {
    const cells = [
      ['申报单位', '年度', '级别'],
      ['甲公司', '2022', ''],
      ['乙公司', '同上', '同上'],
    ];
    const { edits } = pasted(subsidy, COLUMNS, layout, corner(0, 0), cells, -1);
    expect(edits[1]!.values).toEqual({ enterprise: '乙公司', year: '2022', level: '同上' });
  });
  it('says how many columns found no place', () => {
    const { lost } = pasted(subsidy, COLUMNS, layout, corner(0, COLUMNS.length - 1), [['a', 'b', 'c']], -1);
    expect(lost).toBe(2);
  });
  it('steps over heads of groups', () => {
    const group = (count: number) => ({ keys: [null], count, sums: {} });
    const grouped = rowLayout([11, 12], [group(1), group(1)], new Set(), [-1]);
    const { edits } = pasted(subsidy, COLUMNS, grouped, corner(1, at('level')), [['省级'], ['市级']], -1);
    expect(edits.map(({ id }) => id)).toEqual([11, 12]);
  });
});

test('a move says which rows it takes back, and none of those that go on or came to an end', () => {
  const rows = ['申报', '公示', '拨付', '拨付', '推荐', '终止'].map((status) => ({ status }));
  expect(goingBack(subsidy, rows, '公示')).toEqual([{ stage: '拨付', count: 2 }]);
  expect(goingBack(subsidy, rows, '申报').map(({ stage }) => stage)).toEqual(['推荐', '拨付', '公示']);
  expect(goingBack(subsidy, rows, '终止')).toEqual([]);
});

test('filling down takes the first row of the selection, or the row above a single one', () => {
  const layout = rowLayout([11, 12, 13], [], new Set(), [-1]);
  const inputOf = (id: number, name: string) => `${id}${name}`;
  const column = at('level');
  const fill = (top: number, bottom: number) =>
    filledDown(COLUMNS, layout, { top, bottom, left: column, right: column }, inputOf);
  expect(fill(0, 2)).toEqual([
    { id: 12, values: { level: '11level' } },
    { id: 13, values: { level: '11level' } },
  ]);
  expect(fill(3, 3)).toEqual([{ id: -1, values: { level: '13level' } }]);
  expect(fill(0, 0)).toEqual([]);
  expect(cleared(COLUMNS, layout, { top: 0, bottom: 0, left: column, right: column })).toEqual([
    { id: 11, values: { level: null } },
  ]);
});

describe('drafts', () => {
  const edit = (drafts: Drafts, id: number, values: Record<string, string | null>): Drafts =>
    withEdits(subsidy, drafts, [{ id, values }], { env: READ, seen: 1 });

  it('tell at once what a single cell has wrong', () => {
    const drafts = edit(new Map(), 5, { applied: '三十' });
    expect(findingOf(drafts.get(5), 'applied')?.message).toContain('应为金额');
    expect(markOf(findingOf(drafts.get(5), 'applied'))).toBe('is-wrong');
    expect(findingOf(drafts.get(5), 'paid')).toBeUndefined();
  });
  it('of a new row vanish when everything is taken out again', () => {
    const drafts = edit(new Map(), -1, { note: '甲' });
    expect(newRowIds(drafts)).toEqual([-1]);
    expect(edit(drafts, -1, { note: null }).size).toBe(0);
  });
  it('are as old as the data over which they were begun, and are stored together with those of the same age', () => {
    const at = (drafts: Drafts, id: number, seen: number, now: number): Drafts =>
      withEdits(subsidy, drafts, [{ id, values: { note: '甲' }, seen }], { env: READ, seen: now });
    const drafts = at(at(at(at(new Map(), 5, 7, 9), 6, 9, 9), 8, 7, 9), 5, 9, 9);
    expect([...drafts].map(([id, { seen }]) => [id, seen])).toEqual([
      [5, 7],
      [6, 9],
      [8, 7],
    ]);
    expect(bySeen(drafts, [5, 6, 7, 8])).toEqual([[5, 8], [6]]);
  });
  it('number new rows downwards, with an empty line behind them', () => {
    const drafts = edit(edit(new Map(), -1, { note: '甲' }), nextNewId(new Map([[-1, null as never]])), { note: '乙' });
    expect(newRowIds(drafts)).toEqual([-1, -2]);
    expect(linesBelow(drafts)).toEqual([-1, -2, -3]);
    expect(linesBelow(new Map())).toEqual([-1]);
  });
});

test('lines of groups fold, and every row is found again on its line', () => {
  const groups = [2, 1, 3].map((count, index) => ({ keys: [index], count, sums: {} }));
  const ids = [21, 22, 23, 24, 25, 26];
  const layout = rowLayout(ids, groups, new Set([1]), [-1]);
  expect(layout.lines).toBe(3 + 5 + 1);
  const shown = Array.from({ length: layout.lines }, (_, index) => {
    const line = layout.lineAt(index);
    return line?.kind === 'row' ? line.id : `g${line?.index}`;
  });
  expect(shown).toEqual(['g0', 21, 22, 'g1', 'g2', 24, 25, 26, -1]);
  expect([...ids, -1].map((id) => layout.indexOf(id))).toEqual([1, 2, -1, 5, 6, 7, 8]);
  expect(idsBetween(layout, 2, 5)).toEqual([22, 24]);
});

describe('suggestions', () => {
  const level = subsidy.fields['level']!;
  const category = subsidy.fields['category']!;
  const options = (names: string[]) => names.map((name) => ({ label: name, search: name, value: name }));
  it('are found by initials; Enter takes the first only where nothing else may be stored', () => {
    const found = matchingOptions(options(['国家级', '省级', '市级']), 'gj', false);
    expect(found.map(({ text }) => text)).toEqual(['国家级']);
    expect(isClosed(level)).toBe(true);
    expect(firstChosen(level, 'gj', found)).toBe(0);
    expect(firstChosen(category, '贯标', [{ text: '知识产权贯标奖励', note: '' }])).toBe(-1);
    expect(firstChosen(category, 'gb', [{ text: '知识产权贯标奖励', note: '' }])).toBe(0);
  });
  it('add to a cell of several choices', () => {
    const campaign = ledgerOf('enforcement')!.fields['campaign']!;
    expect(taken(campaign, '铁拳；蓝', { text: '蓝天', note: '' })).toBe('铁拳；蓝天');
    expect(taken(level, 'sj', { text: '市级', note: '' })).toBe('市级');
  });
});

test('figures of selected cells are exact and never add money to counts', () => {
  const row = (amount: number | null, patents: number | null) => ({ values: { amount, patents }, files: 0 });
  const columns = columnsOf(pledge, usualLayout(pledge)).filter(({ name }) => name === 'amount' || name === 'patents');
  const [money] = columns;
  const rows = [row(100_000, 2), row(200_000, null), row(1, 3)];
  const isSummed = () => true;
  expect(shownFigures(figuresOfRows(rows, [money!], isSummed), false)).toEqual({
    count: 3,
    sum: '0.300001',
    average: '0.10',
    max: '0.20',
    min: '0.000001',
    measure: '万元',
  });
  expect(shownFigures(figuresOfRows(rows, columns, isSummed), false)).toMatchObject({ count: 5, sum: null });
  expect(
    shownFigures(
      figuresOfRows(rows, [money!], () => false),
      false,
    ),
  ).toMatchObject({ count: 3, sum: null, measure: '' });
  // What stands on screen and is not stored yet is in none of them: it is said.
  expect(shownFigures(figuresOfRows(rows, [money!], isSummed), true).measure).toBe('万元，未保存的填写没有计入');
  expect(
    shownFigures(
      figuresOfRows(rows, [money!], () => false),
      true,
    ).measure,
  ).toBe('未保存的填写没有计入');
});

test.each(LEDGERS.map((ledger) => [ledger.title, ledger] as const))(
  '%s: every field has its column',
  (_title, ledger) => {
    const columns = columnsOf(ledger, usualLayout(ledger));
    expect(columns.map(({ name }) => name)).toEqual(Object.keys(ledger.fields));
    expect(columns.every(({ width }) => width >= 60 && width <= 480)).toBe(true);
    expect(columns.filter(({ isFrozen }) => isFrozen).at(-1)!.left).toBeLessThan(600);
    expect(groupings(ledger)[0]?.field).toBe('unit');
  },
);

test('a day typed without its year gets that of the period; what is no day stays as it was typed', () => {
  expect(withYear('7.15', 2022)).toBe('2022-07-15');
  expect(withYear('７月１５日', 2022)).toBe('2022-07-15');
  expect(withYear('2.30', 2022)).toBe('2.30');
  expect(withYear('2021-1-1', 2022)).toBe('2021-1-1');
  expect(daysOfMonth(2023, 13)).toBeNull();
});

test('the head of an amount says its own measure, and at the counter what must be filled in stands in front', () => {
  const head = (id: string, name: string): string => {
    const ledger = ledgerOf(id)!;
    return columnsOf(ledger, usualLayout(ledger)).find((column) => column.name === name)!.head;
  };
  expect([head('window', 'fee'), head('subsidy', 'applied')]).toEqual(['收费（元）', '申报金额（万元）']);
  const { fields } = ledgerOf('window')!;
  const asked = Object.entries(fields).filter(([, field]) => field.required === true && !('default' in field));
  expect(asked.map(([name]) => name)).toEqual(Object.keys(fields).slice(1, asked.length + 1));
});

describe('the row that must be in sight', () => {
  // 10 whole rows between head and totals.
  const height = 72 + 28 + 280;
  test('is scrolled to only where it is not whole', () => {
    expect([rowInSight(9, 0, height), rowInSight(10, 0, height), rowInSight(3, 100, height)]).toEqual([0, 28, 84]);
  });
  test('stays so when a message makes the sheet lower; what was elsewhere moves nothing', () => {
    expect(rowStillInSight(9, 0, height, height - 42)).toBe(42);
    expect(rowStillInSight(5, 0, height, height - 42)).toBe(0);
    expect(rowStillInSight(40, 0, height, height - 42)).toBe(0);
    expect(rowStillInSight(9, 42, height - 42, height)).toBe(42);
  });
});

test('a short paste is shown to its last row, a long one from its beginning; whole rows and columns move nothing, other selections end in sight', () => {
  const chosen = (rows: number) => ({ anchor: { row: 5, column: 2 }, head: { row: 5 + rows, column: 7 } });
  expect(followed(chosen(40), undefined)).toEqual({ row: 45, column: 7 });
  expect(followed(chosen(8), 'paste')).toEqual({ row: 13, column: 2 });
  expect(followed(chosen(40), 'paste')).toEqual({ row: 5, column: 2 });
  expect(followed(null, 'paste')).toBeNull();
  expect(followed(chosen(40), 'whole')).toBeNull();
});
