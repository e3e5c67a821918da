// Random district workbooks for the property test: a table of values, and one of many habits of writing it down. `truth` is
// what must come out, whatever the layout, the format or the encoding.

import type fc from 'fast-check';

import type { Rows } from './importing.js';
import {
  seed,
  TROUBLES,
  UNIT_NAMES,
  UNKNOWN_ITEM,
  UNKNOWN_UNIT,
  Values,
  type Seed,
  type Shape,
  type Sheet,
} from './layout-seed.js';
import { indicatorRows, table, type Block } from './layout-shapes.js';

export { UNIT_NAMES };
export type { Sheet };

export interface RandomBook {
  fileName: string;
  format: 'xlsx' | 'csv-utf8' | 'csv-gb18030' | 'html';
  sheets: Sheet[];
  /** `unit code` → plain decimal, null where the cell is blank. */
  truth: Map<string, string | null>;
  /** The same for last year's column. */
  lastYear: Map<string, string | null>;
  period: string;
  /** Basis of flows; null: must be asked. */
  basis: 'ytd' | 'quarter' | null;
  /** True where nothing in it is a reason to ask. */
  isBenign: boolean;
}

export const randomBook: fc.Arbitrary<RandomBook> = seed.map(build);

/** A shape that has no place for a measure column or row writes the measure into the name. */
function placeable(s: Seed): Seed {
  const hasColumn = ['units-across', 'one-unit-rows', 'indicator-key', 'unit-key'].includes(s.shape);
  const isPaged = s.shape === 'sheet-per-unit' && s.format === 'xlsx';
  const isLost =
    s.measures === 'column' ? !hasColumn && !isPaged : s.measures === 'row' && s.shape === 'one-unit-columns';
  return isLost ? { ...s, measures: 'name' } : s;
}

/** Heads that fit the period: a quarter has no 累计 column, 1-3月 only where that is the period. */
function figuresOf(s: Seed): string[] {
  const { basis, period } = s.period;
  if (basis !== 'ytd' && s.figures.some((figure) => figure === '累计' || figure === 'RANGE')) return [];
  return s.figures.map((figure) => (figure === 'RANGE' ? `1-${String(Number(period.slice(5)))}月` : figure));
}

function build(drawn: Seed): RandomBook {
  const fitted = placeable(drawn);
  const s: Seed = { ...fitted, figures: figuresOf(fitted) };
  const values = new Values(s);
  const isSingle = s.shape === 'one-unit-rows' || s.shape === 'one-unit-columns';
  const known = isSingle ? s.units.slice(0, 1) : s.units;
  const units = s.trouble === 'unknown-unit' && !isSingle ? insert(known, UNKNOWN_UNIT, s.at) : known;
  const items = s.trouble === 'unknown-item' ? insert(s.items, UNKNOWN_ITEM, s.at) : s.items;
  const single = isSingle ? units[0]! : null;
  const named = items.map((item, index) => ({
    item,
    name: item.names[s.names[index % s.names.length]! % item.names.length]!,
  }));
  const hasSheets = s.format === 'xlsx';
  const sheets: Sheet[] = [];
  if (s.shape === 'sheet-per-unit' && hasSheets)
    for (const unit of units)
      sheets.push(page(s, indicatorRows(s, values, [unit], named, 'one-unit-rows'), unit, unit));
  else {
    const shape: Shape = s.shape === 'sheet-per-unit' ? 'units-down' : s.shape;
    sheets.push(page(s, table(s, values, units, named, shape), single, null));
  }
  if (s.trouble === 'older-sheet' && hasSheets && s.shape !== 'sheet-per-unit' && s.periodIn === 'title') {
    const older: Seed = { ...s, period: { ...s.period, text: '2024年1月累计' }, trouble: 'none', figures: [] };
    const sheet = page(older, table(older, new Values(older), units, named, s.shape), single, null);
    sheets.splice(s.at % 2, 0, { ...sheet, name: '1月' });
  }
  if (s.cover && hasSheets)
    sheets.unshift({
      name: '填报说明',
      rows: [['填报说明'], ['一、请各单位于每月5日前报送。'], ['二、数据须经负责人审核。']],
      merges: [],
    });
  const hasOwnSheets = s.shape === 'sheet-per-unit' && hasSheets;
  const needsFile = s.periodIn === 'file' || (s.periodIn === 'sheet' && (!hasSheets || hasOwnSheets));
  const fileUnit = single !== null && s.unitIn === 'file' ? single : '';
  const stem = `${fileUnit}${needsFile ? s.period.text : ''}知识产权统计`;
  const ending = s.format === 'xlsx' ? 'xlsx' : s.format === 'html' ? 'xls' : 'csv';
  return {
    fileName: `${stem}.${ending}`,
    format: s.format,
    sheets,
    truth: values.truth,
    lastYear: values.lastYear,
    period: s.period.period,
    basis: s.period.basis,
    isBenign: TROUBLES[s.trouble] === 'benign' && s.period.basis !== null,
  };
}

function insert<T>(list: readonly T[], item: T, at: number): T[] {
  return list.toSpliced(at % (list.length + 1), 0, item);
}

/** The table on its page: title, 填报单位 line, stamp, footer, offset. */
function page(s: Seed, block: Block, unit: string | null, sheetName: string | null): Sheet {
  const inTitle = s.periodIn === 'title' ? s.period.text : '';
  const above: Rows = [];
  const below: Rows = [];
  const isNamed = sheetName !== null && s.unitIn === 'file';
  if (unit !== null && !isNamed && s.unitIn === 'line')
    above.push([`填报单位：${unit}市场监督管理局（盖章）`, '填报日期：2024年4月5日']);
  if (unit !== null && !isNamed && s.unitIn === 'cells') above.push(['填报单位：', unit]);
  if (unit !== null && s.unitIn === 'stamp')
    below.push([], [null, `${unit}知识产权局（盖章）`], [null, '2024年4月5日']);
  if (s.periodIn === 'line') above.push([`统计期间：${s.period.text}`]);
  if (s.footer) below.unshift(['填报人：张三', null, '审核人：李四', '联系电话：0632-1234567']);
  above.unshift([`${unit !== null && s.unitIn === 'title' ? unit : ''}${inTitle}知识产权工作统计表`]);
  if (s.trouble === 'number-in-title') above.unshift(['附件', 2]);
  const rows: Rows = [...above, ...block.rows, ...below];
  const shifted = [
    ...Array.from({ length: s.top }, () => []),
    ...rows.map((row) => [...Array.from({ length: s.left }, () => null), ...row.map((value) => spaced(s, value))]),
  ];
  const down = s.top + above.length;
  return {
    name: sheetName ?? (s.periodIn === 'sheet' ? s.period.text : 'Sheet1'),
    rows: shifted,
    merges: block.merges.map(([a, b, c, d]) => [a + down, b + s.left, c + down, d + s.left]),
  };
}

/** 江 北 区: spaces inside and around texts change nothing. */
function spaced(s: Seed, value: string | number | null): string | number | null {
  return s.spaced && typeof value === 'string' && /^\p{Script=Han}{2,4}$/u.test(value)
    ? ` ${[...value].join(' ')}　`
    : value;
}
