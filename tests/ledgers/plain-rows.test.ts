// Rows of a ledger sheet whose cells are typed arrays are read as those of the same sheet with an object for each cell, whatever stands
// in them; and rows in which nothing is odd really are read without such objects.

import fc from 'fast-check';
import { expect, test, vi } from 'vitest';

import { columnsFromCells, sheetOverColumns } from '../../electron/core/workbook/1-read/cell-columns.js';
import type { RawCell, RawSheet } from '../../electron/core/workbook/1-read/raw-book.js';
import { Grid } from '../../electron/core/workbook/2-recognise/grid.js';
import type { MappedLedger } from '../../electron/core/workbook/3-map/ledger-map.js';
import { columnFields, type LedgerInputRow, LedgerRowsReader } from '../../electron/core/workbook/3-map/ledger-rows.js';
import { RowReader } from '../../shared/ledgers/read-row.js';
import { subsidy } from '../../shared/ledgers/subsidy.js';

const COLUMNS: readonly [head: string, field: string | null][] = [
  ['序号', null],
  ['申报单位', 'enterprise'],
  ['资助对象', 'item'],
  ['专利号', 'patentNo'],
  ['申报日期', 'appliedOn'],
  ['申报金额（万元）', 'applied'],
  ['核定金额（万元）', 'approved'],
  ['环节', 'status'],
];
const HEAD = COLUMNS.map(([head]) => head);

type Cell = Omit<RawCell, 'r' | 'c'>;
const text = (v: string): Cell => ({ t: 's', v });
const number = (v: number, z?: RawCell['z']): Cell => (z === undefined ? { t: 'n', v } : { t: 'n', v, z });

/** What a column may hold, usual cells first. */
const CELLS: readonly (readonly Cell[])[] = [
  [number(1), number(2), text('合计'), text('序号'), text('注：略'), text(' ')],
  [text('甲公司'), text('甲会计师事务所'), text('乙公司'), text('申报单位'), text('小计'), text('—'), text('同上')],
  [text('一种装置'), text(' 一种方法 '), text('一种设计'), text('资助对象'), number(5), { t: 'b', v: true }],
  [text('ZL201610000001.5'), text('201610000001.9'), number(201_610_000_001), { t: 'e', v: '#N/A' }],
  [
    number(45_300, 'date'),
    text('2022-07-31'),
    number(45_300),
    number(45_300, 'month'),
    text('（划去：2022-07-31）'),
    number(0.5, 'percent'),
    text('去年'),
    text('7月5日'),
    text('45300'),
    text('2022年7月'),
    text('〃'),
    number(7.5),
    { t: 'f', v: null },
  ],
  [number(12.5), number(0.1), text('1,234.5'), number(12.5, 'percent'), number(1e300), number(Number.NaN)],
  [
    number(12.5),
    number(0.1),
    text('约十万'),
    number(12.5, 'scaled'),
    number(12.5, 'times-wan'),
    number(-1),
    text('　'),
  ],
  [text('已拨付'), text('公示'), text('不知'), text('环节')],
];

const anyRow = fc.tuple(
  ...CELLS.map((cells) =>
    fc.oneof({ arbitrary: fc.constantFrom(...cells.slice(0, 2)), weight: 8 }, fc.constantFrom(undefined, ...cells)),
  ),
);

function cellsOf(rows: readonly (readonly (Cell | undefined)[])[]): RawCell[] {
  return [HEAD.map(text), ...rows].flatMap((row, r) =>
    row.flatMap((cell, c): RawCell[] => (cell === undefined ? [] : [{ r, c, ...cell }])),
  );
}

function read(sheet: RawSheet): { rows: LedgerInputRow[]; read: unknown[]; skipped: number; issues: unknown[] } {
  const columns = COLUMNS.map(([head, field], c) => ({ c, head, field, use: 'field' as const }));
  const mapped = {
    ledger: subsidy,
    columns,
    alsoAbove: [],
    measures: { applied: '万元', approved: '万元' },
    words: { status: new Map([['不知', '受理']]) },
    days: { appliedOn: { year: 2022, day: 'first' } },
    table: { grid: new Grid(sheet, false), head: [0, 0], columns, sheetName: null, titleLines: ['资助'] },
  } as unknown as MappedLedger;
  const reader = new LedgerRowsReader(mapped);
  const env = { period: null, unitId: () => null, measures: mapped.measures };
  const fields = new RowReader(subsidy, env, columnFields(columns));
  const rows: LedgerInputRow[] = [];
  const said: unknown[] = [];
  reader.read(
    (at, input) => fields.readInput(at, input),
    (row) => {
      rows.push({ ...row, reads: [...row.reads] });
      said.push(fields.readNew(row.reads));
    },
    () => undefined,
  );
  return { rows, read: said, skipped: reader.skipped, issues: reader.issues };
}

const about = { name: null, state: 'visible' as const, hiddenRows: [], hiddenCols: [] };
const overColumns = (cells: RawCell[], merges: RawSheet['merges']): RawSheet =>
  sheetOverColumns({ ...about, merges }, columnsFromCells(cells, [], new Map()));

test('rows over typed arrays are read as rows of cells are', () => {
  const merge = fc.option(fc.tuple(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 0, max: 7 })));
  fc.assert(
    fc.property(fc.array(anyRow, { minLength: 1, maxLength: 40 }), merge, (rows, at) => {
      const cells = cellsOf(rows);
      const merges: RawSheet['merges'] = at === null ? [] : [[at[0], at[1], at[0] + 1, at[1]]];
      expect(read(overColumns(cells, merges))).toEqual(read({ ...about, merges, cells }));
    }),
    { numRuns: 200 },
  );
});

test('usual rows make no objects of their cells, also where every one is another', () => {
  const passing = vi.spyOn(Grid.prototype, 'passingCells');
  const rows = Array.from({ length: 5000 }, (_, n) => [
    number(n + 1),
    text(`第${n}公司`),
    text(`装置${n}`),
    text('ZL201610000001.5'),
    number(45_300 + (n % 200), 'date'),
    number(n / 100),
    number(n / 100),
    text('已拨付'),
  ]);
  const cells = cellsOf(rows);
  const found = read(overColumns(cells, []));
  expect(passing).not.toHaveBeenCalled();
  passing.mockRestore();
  expect(found.rows).toHaveLength(5000);
  expect(found).toEqual(read({ ...about, merges: [], cells }));
});

test('equal numbers in other formats and numbers far apart are told from each other', () => {
  const days = [number(45_300, 'date'), number(45_300), number(45_300 + 512, 'date'), number(45_300, 'percent')];
  const rows = Array.from({ length: 400 }, (_, n) => [
    number(n + 1),
    text(`第${n % 3}公司`),
    text(n % 2 === 0 ? '装置' : '方法'),
    // Both are found fault with: what is said of one is said of every row that has it.
    text(n % 5 === 0 ? 'ZL201610000001.4' : '不知道'),
    days[n % days.length],
    number((n % 4) * 512 + 0.5),
    number(n % 2 === 0 ? 512.25 : 0.25, n % 3 === 0 ? 'percent' : undefined),
    text(n % 7 === 0 ? '公示' : '已拨付'),
  ]);
  const cells = cellsOf(rows);
  const found = read(overColumns(cells, []));
  expect(found).toEqual(read({ ...about, merges: [], cells }));
  const patents = found.rows.map((row) => row.reads[2]!.findings[0]);
  expect(patents.every((finding) => finding?.severity === 'block')).toBe(true);
});
