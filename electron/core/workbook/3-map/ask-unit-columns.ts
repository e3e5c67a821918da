// Among columns of units one that names none of ours: asked about like an unknown row, and read only as answered (rules.md 16).

import { normaliseMeasure, normaliseName } from '../../../../shared/indicators/normalise.js';
import { cellAddress } from '../1-read/raw-book.js';
import type { ColumnAxis } from '../2-recognise/axes.js';
import { figureOf, roleOf, splitFigure } from '../2-recognise/figure-words.js';
import { filledHeadPath } from '../2-recognise/head-block.js';
import { totalWord } from '../2-recognise/names.js';
import type { RecognisedTable } from '../2-recognise/recognise.js';
import type { MapEnv } from './env.js';
import { isComparing } from './other-columns.js';
import { shortName } from './shorten.js';
import type { TableAsking } from './table-asking.js';
import { SKIP, unitById, unitOptions } from './unit-options.js';

/** Asks once for each unknown name; its columns (本期, 去年同期 …) share the answer. */
export function askUnitColumns(asking: TableAsking): void {
  const { table, env, decisions } = asking;
  const answers = new Map<string, string | undefined>();
  for (const { axis, name } of unknownColumns(table, env)) {
    const key = name === '' ? `#${axis.c}` : normaliseName(name);
    if (!answers.has(key)) answers.set(key, askOne(asking, axis, name));
    const answer = answers.get(key);
    decisions.columnUnits.set(axis.c, { name, unit: unitById(env, answer), isSkipped: answer === SKIP });
  }
}

function askOne(asking: TableAsking, axis: ColumnAxis, name: string): string | undefined {
  const { table, env } = asking;
  const address = addressOf(table, axis, name);
  return asking.ask({
    id: `column-unit:${table.id}:${address}`,
    kind: 'unit',
    cell: address,
    text:
      name === ''
        ? `${cellAddress(0, axis.c).slice(0, -1)}列有数字但表头没有单位名称。是哪个填报单位？`
        : `表头“${shortName(name)}”不在填报单位名单中。是哪个填报单位？`,
    options: [
      ...unitOptions(env.units, name === '' ? [] : env.words.units.suggestions(name)),
      { value: SKIP, label: '不导入这一列', kept: '不导入' },
    ],
    memory:
      name === ''
        ? null
        : { topic: `column-unit:${name}`, unitId: asking.reporterId, asks: `“${shortName(name)}”一列是哪个填报单位` },
  });
}

/** Where the name stands in the head. */
function addressOf(table: RecognisedTable, axis: ColumnAxis, name: string): string {
  const [top, bottom] = table.found.head ?? [table.found.data[0], table.found.data[0]];
  for (let r = top; r <= bottom; r += 1)
    if (name !== '' && table.grid.headText(r, axis.c).trim() === name) return cellAddress(r, axis.c);
  return cellAddress(bottom, axis.c);
}

interface UnknownColumn {
  axis: ColumnAxis;
  /** Blank where the column has no head at all. */
  name: string;
}

function unknownColumns(table: RecognisedTable, env: MapEnv): UnknownColumn[] {
  const { found, columns, rows } = table;
  const isByRow = found.orientation === 'unit-rows' || rows.some((row) => row.unit !== null);
  if (isByRow || found.head === null || !columns.some((axis) => axis.unit !== null)) return [];
  return columns.flatMap((axis) => {
    if (axis.role !== null || axis.unit !== null || axis.total || axis.sumsMonths || !axis.hasNumbers) return [];
    if (isComparing(axis)) return [];
    const name = unitNameOf(table, env, axis);
    return name === null ? [] : [{ axis, name }];
  });
}

/** The one text of the head that is no figure, measure or indicator; null where the head says something else than a unit. */
function unitNameOf(table: RecognisedTable, env: MapEnv, axis: ColumnAxis): string | null {
  const path = filledHeadPath(table.grid, table.found.head!, axis.c);
  if (path.length === 0) return '';
  const names = path.filter(
    (text) =>
      figureOf(text, table.year) === null &&
      roleOf(text) === null &&
      normaliseMeasure(text) === null &&
      env.words.indicators.find([text]).kind !== 'found',
  );
  const [name] = names;
  if (name === undefined || names.length > 1) return null;
  // 小计, 平均 and 江西区去年同期 are said with the numbers that were not read.
  return totalWord(name, env.words.place) !== null || splitFigure(name, table.year) !== null ? null : name;
}

/** The table with the answered units in their columns: read like columns of units that were known at once. */
export function withColumnUnits({ table, env, decisions }: TableAsking): RecognisedTable {
  if (![...decisions.columnUnits.values()].some(({ unit }) => unit !== null)) return table;
  const columns = table.columns.map((axis) => {
    const answered = decisions.columnUnits.get(axis.c);
    if (!answered?.unit) return { ...axis };
    const namePath = axis.namePath.filter((text) => text !== answered.name);
    const indicator =
      axis.indicator?.kind === 'found'
        ? axis.indicator
        : namePath.length === 0
          ? null
          : env.words.indicators.find(namePath);
    return { ...axis, unit: answered.unit, namePath, indicator };
  });
  return { ...table, columns };
}
