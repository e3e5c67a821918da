// The shapes of random tables: units down, indicators down, figures down, keys in two columns, blocks beside and below.

import { UNKNOWN_UNIT, type Item, type Seed, type Shape, type Sheet, type Values } from './layout-seed.js';
import type { Rows } from './importing.js';

export type Named = { item: Item; name: string }[];
export type Block = Pick<Sheet, 'rows' | 'merges'>;

export function table(s: Seed, values: Values, units: string[], named: Named, shape: Shape): Block {
  switch (shape) {
    case 'units-across':
    case 'one-unit-rows':
      return indicatorRows(s, values, units, named, shape);
    case 'one-unit-columns':
      return figureRows(s, values, units[0]!, named);
    case 'indicator-key':
    case 'unit-key':
      return keyed(s, values, units, named, shape);
    case 'two-blocks': {
      const half = Math.ceil(units.length / 2);
      return beside(
        unitRows({ ...s, total: 'none' }, values, units.slice(0, half), named),
        unitRows({ ...s, total: 'none' }, values, units.slice(half), named),
      );
    }
    case 'stacked': {
      const half = Math.ceil(named.length / 2);
      return below(unitRows(s, values, units, named.slice(0, half)), unitRows(s, values, units, named.slice(half)));
    }
    default:
      return unitRows(s, values, units, named);
  }
}

function headName(s: Seed, values: Values, { item, name }: Named[number]): string {
  return s.measures === 'name' ? `${name}（${values.measureOf(item)}）` : name;
}

/** A unit per row; indicators across with their figures below in a second level. */
function unitRows(s: Seed, values: Values, units: string[], named: Named): Block {
  const rows: Rows = [];
  const merges: Sheet['merges'] = [];
  const lead = s.serial ? 1 : 0;
  const span = Math.max(1, s.figures.length);
  const isDeep = s.figures.length > 0;
  const isMerged = s.merged || s.format === 'csv-utf8' || s.format === 'csv-gb18030';
  const first: Rows[number] = [...(s.serial ? ['序号'] : []), s.unitHead];
  for (const entry of named) {
    const at = first.length;
    first.push(headName(s, values, entry));
    // Without a merge the name stands over each of its figures.
    for (let n = 1; n < span; n += 1) first.push(isMerged ? null : headName(s, values, entry));
    if (isMerged && span > 1) merges.push([0, at, 0, at + span - 1]);
  }
  if (s.remark) first.push('备注');
  rows.push(first);
  if (isDeep) {
    rows.push([
      ...Array.from({ length: lead + 1 }, () => null),
      ...named.flatMap(() => s.figures),
      ...(s.remark ? [null] : []),
    ]);
    for (let c = 0; c <= lead; c += 1) merges.push([0, c, 1, c]);
  }
  if (s.measures === 'row')
    rows.push([
      ...(s.serial ? [null] : []),
      '计量单位',
      ...named.flatMap(({ item }) =>
        Array.from({ length: span }, (_, n) => figureMeasure(s, n, values.measureOf(item))),
      ),
    ]);
  const data = units.map((unit, n): Rows[number] => [
    ...(s.serial ? [n + 1] : []),
    shown(s, unit),
    ...named.flatMap(({ item }) => values.cells(unit, item)),
    ...(s.remark ? [n === 0 ? '快报数' : null] : []),
  ]);
  addTotal(s, data, units, lead);
  if (s.note && data.length > 1) data.splice(1, 0, ['注：以下为快报数']);
  if (s.trouble === 'blank-rows' && data.length > 1) data.splice(1 + (s.at % (data.length - 1)), 0, []);
  rows.push(...data);
  return s.trouble === 'group-head' ? underGroup(s, { rows, merges }, lead + 1) : { rows, merges };
}

/** A third level over all columns. */
function underGroup(s: Seed, block: Block, lead: number): Block {
  const width = Math.max(...block.rows.map((row) => row.length));
  const top: Rows[number] = Array.from({ length: width }, (_, c) => (c === lead ? '知识产权工作情况' : null));
  return {
    rows: [top, ...block.rows],
    merges: [
      ...(s.merged ? [[0, lead, 0, width - 1] as Sheet['merges'][number]] : []),
      ...block.merges.map(([a, b, c, d]): Sheet['merges'][number] => [a + 1, b, c + 1, d]),
    ],
  };
}

/** The office for the unit: 江北区市场监督管理局. */
function shown(s: Seed, unit: string): string {
  return s.trouble === 'office-names' && unit !== UNKNOWN_UNIT ? `${unit}市场监督管理局` : unit;
}

function figureMeasure(s: Seed, n: number, measure: string): string {
  return s.figures[n]?.startsWith('同比') === true ? '%' : measure;
}

/** 合计 of plain numbers; of texts a row of blanks would be no 合计, so none is written. */
function addTotal(s: Seed, data: Rows, units: string[], lead: number): void {
  if (s.total === 'none' || s.text !== 'number') return;
  const width = Math.max(...data.map((row) => row.length));
  const total: Rows[number] = Array.from({ length: width }, (_, c) => {
    if (c === lead) return '合计';
    if (c < lead) return null;
    const numbers = data.map((row) => row[c]).filter((value) => typeof value === 'number');
    return numbers.length === 0 ? null : Math.round(numbers.reduce((a, b) => a + b, 0) * 1e6) / 1e6;
  });
  if (units.length < 2) return;
  if (s.total === 'first') data.unshift(total);
  else data.push(total);
}

/** An indicator per row; units across, or one unit. */
export function indicatorRows(s: Seed, values: Values, units: string[], named: Named, shape: Shape): Block {
  const merges: Sheet['merges'] = [];
  const span = Math.max(1, s.figures.length);
  const isOne = shape === 'one-unit-rows';
  const hasMeasure = s.measures === 'column' || s.measures === 'row';
  const lead = [...(s.serial ? ['序号'] : []), s.corner, ...(hasMeasure ? ['计量单位'] : [])];
  const rows: Rows = [];
  if (isOne) rows.push([...lead, ...(s.figures.length === 0 ? ['数量'] : s.figures), ...(s.remark ? ['备注'] : [])]);
  else {
    const first: Rows[number] = [...lead];
    for (const unit of units) {
      const at = first.length;
      first.push(shown(s, unit));
      for (let n = 1; n < span; n += 1) first.push(s.merged ? null : shown(s, unit));
      if (s.merged && span > 1) merges.push([0, at, 0, at + span - 1]);
    }
    rows.push(first);
    if (s.figures.length > 0) {
      rows.push([...lead.map(() => null), ...units.flatMap(() => s.figures)]);
      lead.forEach((_, c) => merges.push([0, c, 1, c]));
    }
  }
  named.forEach((entry, n) =>
    rows.push([
      ...(s.serial ? [n + 1] : []),
      headName(s, values, entry),
      ...(hasMeasure ? [values.measureOf(entry.item)] : []),
      ...units.flatMap((unit) => values.cells(unit, entry.item)),
    ]),
  );
  return { rows, merges };
}

/** One unit: indicators across, figures down. */
function figureRows(s: Seed, values: Values, unit: string, named: Named): Block {
  const cells = named.map(({ item }) => values.cells(unit, item));
  const names = named.map((entry) => headName(s, values, entry));
  if (s.figures.length === 0) return { rows: [names, cells.map((column) => column[0]!)], merges: [] };
  return {
    rows: [
      ['项目', ...names],
      ...s.figures.map((figure, n): Rows[number] => [figure, ...cells.map((column) => column[n]!)]),
    ],
    merges: [],
  };
}

/** Units and indicators both down, the outer one merged over its rows. */
function keyed(s: Seed, values: Values, units: string[], named: Named, shape: Shape): Block {
  const rows: Rows = [];
  const merges: Sheet['merges'] = [];
  const figures = s.figures.length === 0 ? ['数量'] : s.figures;
  const hasMeasure = s.measures === 'column' || s.measures === 'row';
  const isUnitFirst = shape === 'indicator-key';
  rows.push([
    ...(isUnitFirst ? [s.unitHead, '指标'] : ['指标', s.unitHead]),
    ...(hasMeasure ? ['计量单位'] : []),
    ...figures,
  ]);
  const cells = new Map(
    units.flatMap((unit) => named.map(({ item }) => [`${unit} ${item.code}`, values.cells(unit, item)] as const)),
  );
  const row = (unit: string, entry: Named[number], isFirst: boolean): Rows[number] => {
    const name = headName(s, values, entry);
    const isShown = isFirst || !s.merged;
    return [
      ...(isUnitFirst ? [isShown ? shown(s, unit) : null, name] : [isShown ? name : null, shown(s, unit)]),
      ...(hasMeasure ? [values.measureOf(entry.item)] : []),
      ...cells.get(`${unit} ${entry.item.code}`)!,
    ];
  };
  const group = (size: number): void => {
    if (s.merged && size > 1) merges.push([rows.length - size, 0, rows.length - 1, 0]);
  };
  if (isUnitFirst)
    for (const unit of units) {
      named.forEach((entry, n) => rows.push(row(unit, entry, n === 0)));
      group(named.length);
    }
  else
    for (const entry of named) {
      units.forEach((unit, n) => rows.push(row(unit, entry, n === 0)));
      group(units.length);
    }
  return { rows, merges };
}

function beside(left: Block, right: Block): Block {
  const width = Math.max(...left.rows.map((row) => row.length)) + 1;
  const height = Math.max(left.rows.length, right.rows.length);
  return {
    rows: Array.from({ length: height }, (_, r) => {
      const own = left.rows[r] ?? [];
      return [...own, ...Array.from({ length: width - own.length }, () => null), ...(right.rows[r] ?? [])];
    }),
    merges: [
      ...left.merges,
      ...right.merges.map(([a, b, c, d]): Sheet['merges'][number] => [a, b + width, c, d + width]),
    ],
  };
}

function below(upper: Block, lower: Block): Block {
  const offset = upper.rows.length + 1;
  return {
    rows: [...upper.rows, [], ...lower.rows],
    merges: [
      ...upper.merges,
      ...lower.merges.map(([a, b, c, d]): Sheet['merges'][number] => [a + offset, b, c + offset, d]),
    ],
  };
}
