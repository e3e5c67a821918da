// Which indicator the number at a row and a column is of, by what the row, the column and the title name; exact, never by likeness. Also
// what is said of a name that stands for none. Not here: the officer's answers (ask-indicators.ts).

import { isRestricting, type LookupResult } from '../../../../shared/indicators/lookup.js';
import type { ColumnAxis } from '../2-recognise/axes.js';
import { findTogether } from '../2-recognise/category-names.js';
import type { ColumnFigure } from '../2-recognise/figure-words.js';
import { isNumberLike } from '../2-recognise/lines.js';
import type { RecognisedTable } from '../2-recognise/recognise.js';
import type { RowAxis } from '../2-recognise/row-axes.js';
import type { TableDecisions } from './answers.js';
import { nameKey, nameTopic, type UnknownName } from './ask-indicators.js';
import type { MapEnv } from './env.js';
import type { MappedCell } from './map-cells.js';
import { rowKey } from './row-key.js';
import { shortName } from './shorten.js';
import type { TableAsking } from './table-asking.js';

/** What the names stand for, else what the officer has answered that they do. */
export function lookupOf(
  row: RowAxis,
  column: ColumnAxis,
  table: RecognisedTable,
  decisions: Pick<TableDecisions, 'indicators' | 'keptNames'>,
  env: MapEnv,
): RowAxis['indicator'] {
  const found = exactLookup(row, column, table, env);
  if (found?.kind === 'found')
    return decisions.keptNames.size === 0 ? found : asKept(found, row, column, table, decisions);
  if (decisions.indicators.size === 0) return found;
  const key = nameKey(nameOf(row, column, table));
  const code = decisions.indicators.get(key);
  return code === undefined ? found : { kind: 'found', code, key };
}

/** The code that the officer had given the name before it was known. */
function asKept(
  found: Extract<LookupResult, { kind: 'found' }>,
  row: RowAxis,
  column: ColumnAxis,
  table: RecognisedTable,
  decisions: Pick<TableDecisions, 'keptNames'>,
): LookupResult {
  const kept = decisions.keptNames.get(nameKey(nameOf(row, column, table)));
  return kept == null ? found : { ...found, code: kept };
}

/** True where the officer had said 不采用 of the name before it was known. */
export function isNameLeft(
  row: RowAxis,
  column: ColumnAxis,
  table: RecognisedTable,
  { keptNames }: Pick<TableDecisions, 'keptNames'>,
): boolean {
  return keptNames.size > 0 && keptNames.get(nameKey(nameOf(row, column, table))) === null;
}

/** Known names that the officer was asked about before they were known, each with a cell; none that is asked about again below another head. */
export function namesKnownNow(
  { table, env, reporterId }: TableAsking,
  cells: readonly MappedCell[],
  open: readonly UnknownName[],
): UnknownName[] {
  const answerTo = (name: string): string | undefined => env.remembered(reporterId, table.fingerprint, nameTopic(name));
  // Names are asked for by row or by column: of most tables none was ever asked about.
  const isAnySaid = [...table.rows.map(({ label }) => label), ...table.columns.map(headName)].some(
    (name) => answerTo(name) !== undefined,
  );
  if (!isAnySaid) return [];
  const stillOpen = new Set(open.map(({ name }) => nameKey(name)));
  const rows = new Map(table.rows.map((row) => [rowKey(row), row]));
  const columns = new Map(table.columns.map((column) => [column.c, column]));
  return cells.flatMap((cell): UnknownName[] => {
    const column = columns.get(cell.c);
    const row = column && rows.get(rowKey({ r: cell.r, labelColumn: column.labelColumn }));
    if (!row || !column || cell.indicator === null) return [];
    const name = nameOf(row, column, table);
    const said = answerTo(name);
    if (said === undefined || said === cell.indicator.code || stillOpen.has(nameKey(name))) return [];
    const kept = env.indicators.has(said) ? [said] : [];
    return [{ name, cell: cell.cell, candidates: [...new Set([...kept, cell.indicator.code])], isKnownNow: true }];
  });
}

/** The officer said what the row's name stands for: as good as a name that is known, its columns are looked at in the same way. */
export function isRowAnswered(row: RowAxis, column: ColumnAxis, table: RecognisedTable, env: MapEnv): boolean {
  if (row.indicator === null || row.indicator.kind === 'found' || row.category !== null) return false;
  return exactLookup(row, column, table, env)?.kind !== 'found';
}

function exactLookup(row: RowAxis, column: ColumnAxis, table: RecognisedTable, env: MapEnv): RowAxis['indicator'] {
  // A category beside the unit (发明) is part of the name; without it the number would pass for the whole.
  if (row.category !== null) {
    const inside = env.words.indicators.find([...column.namePath, row.category]);
    if (inside.kind !== 'unknown' || column.namePath.length !== 1) return inside;
    return findTogether(row.category, column.namePath[0]!, env.words.indicators);
  }
  if (row.indicator !== null && column.indicator !== null) {
    // Row and column both name something: only together, or where one of them names nothing of its own.
    const both = env.words.indicators.find([...column.namePath, row.label]);
    if (both.kind === 'found' && row.indicator.kind !== 'found') return both;
    if (row.indicator.kind !== 'found' && column.namePath.length === 1) {
      const together = findTogether(row.label, column.namePath[0]!, env.words.indicators);
      if (together.kind !== 'unknown') return together;
    }
    if (row.indicator.kind !== 'found') return row.indicator;
  }
  if (row.indicator?.kind === 'found' && column.indicator?.kind === 'found')
    return row.indicator.code === column.indicator.code ? row.indicator : namedByBoth(row, column, env);
  if (row.indicator?.kind === 'found') return row.indicator;
  if (column.indicator?.kind === 'found') return column.indicator;
  if (row.indicator === null && column.indicator === null) return table.titleIndicator;
  return row.indicator ?? column.indicator;
}

/** Row and column each name an indicator of its own: only what they name together, 专利导航项目数 under 立项数 is neither. */
function namedByBoth(row: RowAxis, column: ColumnAxis, env: MapEnv): RowAxis['indicator'] {
  const found = findTogether(row.label, column.namePath.at(-1) ?? '', env.words.indicators);
  if (found.kind !== 'unknown') return found;
  const codes = [row.indicator, column.indicator].flatMap((one) => (one?.kind === 'found' ? [one.code] : []));
  return { kind: 'contradicted', candidates: codes, key: row.label };
}

/** 专利权质押融资金额、件数: an indicator and more in one name. */
function namesSeveral(name: string, env: MapEnv): boolean {
  const leaf = name.split('/').at(-1)!;
  const parts = leaf.split(/[、,，;；／]|及|和|与/u).filter((part) => part.trim() !== '');
  return parts.length > 1 && parts.some((part) => env.words.indicators.find([part]).kind === 'found');
}

/** Chinese reason why a number has no indicator. */
export function unknownReason(
  lookup: RowAxis['indicator'],
  row: RowAxis,
  column: ColumnAxis,
  table: RecognisedTable,
  env: MapEnv,
): string {
  const whole = nameOf(row, column, table);
  const name = shortName(whole);
  if (isOfTitle(row, column, table) && name === '') return '各行各栏和标题都没有写明是哪个指标的数，没有采用';
  if (lookup?.kind === 'ambiguous') return `“${name}”可能指${lookup.candidates.length}个指标，没有采用`;
  if (lookup?.kind === 'contradicted') return `“${name}”与上级栏目或代码不一致，没有采用`;
  if (namesSeveral(whole, env)) return `“${name}”把几个指标写在了一处，分不开，没有采用，请该单位分行（列）填报`;
  return name === '' ? '没有指标名称，没有采用' : `指标库中没有“${name}”，没有采用`;
}

/** Names with numbers that stand for no indicator, each with a cell. */
export function unknownNames(table: RecognisedTable, cells: MappedCell[], env: MapEnv): UnknownName[] {
  const unknown = cells.filter((cell) => cell.role === 'unknown' && cell.indicator === null);
  if (unknown.length === 0) return [];
  const rows = new Map(table.rows.map((row) => [rowKey(row), row]));
  return unknown.flatMap((cell) => {
    const column = table.columns.find((axis) => axis.c === cell.c);
    const row = column && rows.get(rowKey({ r: cell.r, labelColumn: column.labelColumn }));
    if (!row || !column || NAMELESS.has(cell.figure)) return [];
    // 1200万元、5件 under two names can be given to neither.
    if (!isNumberLike(table.grid, cell.r, cell.c) && namesSeveral(nameOf(row, column, table), env)) return [];
    // One answer for a title of two indicators would give all of its numbers to one of them.
    if (isOfTitle(row, column, table) && namesSeveral(table.titleName, env)) return [];
    const lookup = exactLookup(row, column, table, env);
    const candidates = lookup?.kind === 'ambiguous' || lookup?.kind === 'contradicted' ? lookup.candidates : [];
    const nearest = row.headings?.[0] ?? '';
    const line = isRestricting(nearest) ? nearest : '';
    const contradicted = lookup?.kind === 'contradicted' ? { contradicted: { line } } : {};
    return [{ name: nameOf(row, column, table), cell: cell.cell, candidates, ...contradicted }];
  });
}

/** What is compared at most: its name is not worth a question. */
const NAMELESS: ReadonlySet<ColumnFigure> = new Set(['change', 'last-month', 'previous']);

/** What stands for the indicator: the row's name, the column's, the title's where neither has one. */
function nameOf(row: RowAxis, column: ColumnAxis, table: RecognisedTable): string {
  if (isOfTitle(row, column, table)) return table.titleName;
  if (row.indicator || row.category !== null) return row.label;
  return headName(column);
}

function headName({ namePath, label }: ColumnAxis): string {
  return namePath.length > 0 ? namePath.join('/') : label;
}

/** Figures that are numbers of the indicator, and none about it. */
export const NUMBERS: ReadonlySet<ColumnFigure> = new Set([
  'current',
  'ytd',
  'month',
  'last-year',
  'year-end',
  'target',
]);

/** Neither row nor column names anything: the number is of what the title names. */
function isOfTitle(row: RowAxis, column: ColumnAxis, table: RecognisedTable): boolean {
  if (row.indicator !== null || row.category !== null || column.indicator !== null) return false;
  if (table.found.isOfTitle === true) return true;
  return NUMBERS.has(column.figure) && (column.hasFigureWord || column.period !== null);
}
