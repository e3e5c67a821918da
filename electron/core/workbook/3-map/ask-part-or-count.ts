// 专利授权量 | 规上企业 without a measure: how many such firms there are, or what of the name before it is theirs. Both are usual, so it
// is asked.

import { isRestricting } from '../../../../shared/indicators/lookup.js';
import { normaliseName } from '../../../../shared/indicators/normalise.js';
import type { RecognisedTable } from '../2-recognise/recognise.js';
import type { RowAxis } from '../2-recognise/row-axes.js';
import type { MapEnv } from './env.js';
import type { MappedCell } from './map-cells.js';
import { parseCell } from './parse-number.js';
import { rowKey } from './row-key.js';
import type { TableAsking } from './table-asking.js';
import { leaveOut } from './undecided.js';

/** 万户 above the table, or 20家 in the cell; not 家 in a line of several. */
function statedMeasure({ measure, raw, text }: MappedCell, { context }: RecognisedTable): string | null {
  const parsed = parseCell(raw, text);
  const isOneOfSeveral = context.measures.length > 1 && context.measures.includes(measure ?? '');
  return (isOneOfSeveral ? null : measure) ?? (parsed.kind === 'number' ? parsed.measure : null);
}

/** Takes such numbers out of `cells`, or leaves them open until it is answered. */
export function askPartOrCount(asking: TableAsking, cells: readonly MappedCell[]): void {
  const { table, env } = asking;
  if (table.form === 'targets' || table.form === 'population' || table.form === 'benchmark') return;
  const rows = namesBefore(table.rows, env);
  const columns = namesBefore(table.columns, env);
  if (rows.size === 0 && columns.size === 0) return;
  const rowsByKey = new Map([...rows].map(([row, named]) => [rowKey(row), named]));
  const columnsByPlace = new Map([...columns].map(([{ c }, named]) => [c, named]));
  const namedOf = ({ r, c }: MappedCell): Named | undefined => {
    const labelColumn = table.columns.find((axis) => axis.c === c)?.labelColumn ?? -1;
    return columnsByPlace.get(c) ?? rowsByKey.get(rowKey({ r, labelColumn }));
  };
  const open = cells.filter(
    (cell) =>
      (cell.role === 'value' || cell.role === 'claim' || cell.role === 'target') &&
      cell.undecided === '' &&
      cell.raw !== undefined &&
      cell.indicator?.category === 'base' &&
      statedMeasure(cell, table) === null,
  );
  for (const [named, own] of Map.groupBy(open, namedOf)) {
    if (named === undefined) continue;
    const [first] = own;
    const { name, whole } = named;
    const { name: counted, measure } = first!.indicator!;
    const answer = asking.ask({
      id: `part-or-count:${table.id}:${name}`,
      kind: 'derived',
      cell: first!.cell,
      text: `${first!.cell}“${name}”没有写计量单位。是${counted}（${measure}），还是“${whole}”中${name}的数？`,
      options: [
        { value: 'count', label: `是${counted}（${measure}），导入` },
        { value: 'part', label: `是“${whole}”中的一部分，不导入`, kept: '是前一项中的一部分，不导入' },
      ],
      memory: {
        topic: asking.topicOf(`part-or-count:${name}`),
        unitId: asking.reporterId,
        asks: `没有写计量单位的“${name}”`,
      },
    });
    if (answer === 'count') continue;
    for (const cell of own)
      if (answer === 'part') leaveOut(cell, `按您的选择是“${whole}”中的一部分，没有采用`);
      else cell.undecided = `是${counted}还是“${whole}”中的一部分待回答`;
  }
}

/** Both without numbering and 其中. */
interface Named {
  name: string;
  /** Name of the indicator before it. */
  whole: string;
}

type NamedAxis = Pick<RowAxis, 'label' | 'indicator' | 'measure' | 'labelColumn'>;

/** Rows or columns that are called after a kind of firms, without a measure, behind the name of what such firms may have a part of. */
function namesBefore<A extends NamedAxis>(axes: readonly A[], env: MapEnv): Map<A, Named> {
  const found = new Map<A, Named>();
  const alone = new Map<A, string>();
  let whole: A | null = null;
  for (const axis of axes) {
    if (axis.indicator === null) continue;
    const code = axis.indicator.kind === 'found' ? axis.indicator.code : '';
    const isBase = env.indicators.get(code)?.category === 'base';
    if (!isBase) whole = code === '' ? null : axis;
    const name = normaliseName(axis.label.split('/').at(-1)!);
    if (!isBase || axis.measure !== null || !isRestricting(name)) continue;
    if (whole?.labelColumn === axis.labelColumn)
      found.set(axis, { name, whole: normaliseName(whole.label.split('/').at(-1)!) });
    else alone.set(axis, name);
  }
  // 规上企业 in front of the first name, where it stands behind others, too.
  for (const [axis, name] of alone) {
    const same = [...found.values()].find((other) => other.name === name);
    if (same !== undefined) found.set(axis, same);
  }
  return found;
}
