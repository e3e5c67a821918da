// A table that was found in a sheet → what its heads, rows and surroundings say. Not here: which sheets are read as tables of the
// statistics (recognise.ts), where the tables of a sheet are (find-table.ts).

import { hash } from 'node:crypto';

import { normaliseName, splitMeasure } from '../../../../shared/indicators/normalise.js';
import { cellAddress, type RawSheet } from '../1-read/raw-book.js';
import { readColumns, type ColumnAxis } from './axes.js';
import { settleBlockUnits } from './block-units.js';
import { goOnWith, readContext } from './context.js';
import { settleNamedMeasures } from './measure-lines.js';
import type { ColumnFigure } from './figure-words.js';
import type { FoundTable, Vocabulary } from './find-table.js';
import { formOf, handsOutTargets } from './form-kind.js';
import { Grid } from './grid.js';
import { headPath } from './head-block.js';
import { isMetaText, isNumberLike, saysContinued } from './lines.js';
import { statedLine } from './period-cells.js';
import { findPeriods, withoutPeriods, type PeriodMention } from './period-text.js';
import { readCross } from './read-cross.js';
import { readRows } from './read-rows.js';
import type { RecognisedTable } from './recognise.js';
import { isSignatureLabel } from './signatures.js';
import { periodEvidence, resolvePeriod } from './table-period.js';
import { titleIndicator, titleSubject } from './title-indicator.js';
import { addTitleSubject } from './title-subject.js';
import { unitEvidence, type Around } from './unit-evidence.js';

/**
 * Reads one table that was found: its surroundings, heads, rows and names. `n`: which of its sheet; `until`: row where the next begins;
 * `above`: the tables that it may go on with, whose titles and periods hold for it where it has none.
 */
export function recogniseTable(
  sheet: RawSheet,
  sheetIndex: number,
  n: number,
  grid: Grid,
  found: FoundTable,
  until: number,
  above: readonly RecognisedTable[],
  around: Around,
  words: Vocabulary,
): RecognisedTable {
  const { fileName } = around;
  const context = readContext(grid, found, until);
  settleNamedMeasures(context, words.indicators);
  const goesOn = (n === 0 && saysContinued(sheet.name ?? '')) || context.titles.some(({ text }) => saysContinued(text));
  if (goesOn && above.length > 0) goOnWith(context, above.at(-1)!.context);
  if (context.measures.length === 0) context.measuresBefore = above.flatMap((table) => table.context.measures);
  const inherited = above.flatMap(({ context: earlier }) => [...earlier.periodLines, ...earlier.titles]);
  const heads = found.head === null ? [] : headTexts(grid, found.head);
  // First with the surroundings alone: the year decides whether 2021年1-7月 in a head is last year's column.
  const outer = resolvePeriod(periodEvidence(context, [], inherited, sheet.name, around));
  const isTargets = handsOutTargets(context, sheet.name, fileName);
  const ownYear =
    outer.year ?? yearOfCorner(grid, found) ?? yearOfHeads(heads) ?? yearOfHeads(figureNames(grid, found));
  const readAs = readColumns(grid, found, words, ownYear, isTargets);
  const cross = found.cross === undefined ? null : readCross(found, found.cross, grid, readAs);
  const columns = cross?.columns ?? readAs;
  // A sheet 金额（元）, where nothing else says it. Beside a column of 计量单位 the sheet need not speak for the rows that have none.
  const { measure } = splitMeasure(sheet.name ?? '');
  if (measure !== null && context.measures.length === 0)
    (columns.some(({ role }) => role === 'measure') ? context.partMeasures : context.measures).push(measure);
  const currentHeads = headPeriods(columns, ownYear).map((period) => period.text);
  const rows = cross?.rows ?? readRows({ grid, table: found, words, columns, year: ownYear, isTargets });
  // Rows that state their own period speak where nothing above them does.
  const ownRows =
    outer.resolved === null && currentHeads.length === 0 ? newestFirst(rows.flatMap((row) => row.period ?? [])) : [];
  const headed = [...currentHeads, ...ownRows.slice(0, 1), ...(ownYear === outer.year ? [] : [`${ownYear}年`])];
  const { resolved, year, half, problem } = resolvePeriod(
    periodEvidence(context, headed, inherited, sheet.name, around, areOfBefore(columns, ownYear)),
  );
  const unitsBeside = settleBlockUnits(context, rows, found, words);
  if (cross === null) addTitleSubject(context, columns, rows, words);
  const ofTitle =
    // A sheet per indicator, called by it, without a title of its own but for the months.
    (context.titles.every(({ text }) => withoutPeriods(text) === '') && sheet.name !== null
      ? [sheet.name]
      : context.titles.map((title) => title.text)
    )
      .map((title) => titleIndicator(title, words))
      .find((named) => named !== null) ?? null;
  return {
    id: `${sheetIndex}:${n}`,
    sheetIndex,
    sheetName: sheet.name,
    grid,
    found,
    context,
    columns,
    rows,
    form: formOf(context, sheet.name, fileName, columns, rows, found, ofTitle, words),
    period: resolved,
    year,
    halfPeriod: half,
    periodProblem: problem,
    unit: [...(unitsBeside === null ? [] : [unitsBeside]), ...unitEvidence(context, sheet.name, around, words)],
    titleIndicator: ofTitle?.lookup ?? null,
    titleMeasure: ofTitle?.measure ?? null,
    titleName: ofTitle === null ? titleSubject(context.titles, words) : '',
    outside: numbersOutside(grid, found, until, words),
    fingerprint: hash('sha1', [found.orientation, ...lastingHeads(heads)].join('|')).slice(0, 16),
    called: '',
  };
}

/**
 * What of the heads stays from month to month: no digits, no 六 of 一至六月, and of 1-5月 beside 1-6月 one, since such a table has
 * a column more each month.
 */
function lastingHeads(heads: readonly string[]): string[] {
  const bare = heads.map((head) =>
    normaliseName(head)
      .replaceAll(/\d/g, '')
      .replaceAll(/[一二三四五六七八九十]{1,2}(?=[至到—–~-]|月|季)/g, ''),
  );
  return bare.filter((text, index) => text === normaliseName(heads[index]!) || bare.indexOf(text) === index);
}

/** 2022年 over the names of the rows: the year of all columns beside it. */
function yearOfCorner(grid: Grid, { head, labelColumns }: FoundTable): number | null {
  if (head === null || labelColumns[0]! < 0) return null;
  const years = headPath(grid, head, labelColumns[0]!).flatMap((text) => {
    const said = /^\s*((?:19|20)\d{2})\s*年度?\s*$/u.exec(text);
    return said === null ? [] : [Number(said[1])];
  });
  return years.length === 1 ? years[0]! : null;
}

/** Names of the rows where these are figures and years. */
function figureNames(grid: Grid, { orientation, data, labelColumns }: FoundTable): string[] {
  if (orientation !== 'figure-rows') return [];
  const names: string[] = [];
  for (let r = data[0]; r <= data[1]; r += 1) names.push(grid.text(r, labelColumns[0]!));
  return names;
}

/**
 * The newer of 2025年 and 2026年, or of 2025年1—3月 and 2026年1—3月, side by side in the heads of a table that names no year itself;
 * null where there is no such pair. Single months go on from one year into the next, unless 2026年3月 and 2025年3月 are all.
 */
function yearOfHeads(heads: readonly string[]): number | null {
  const own = heads.filter((head) => !/目标|任务|计划|预计|预测/.test(head));
  const mentions = own.flatMap((head) => findPeriods(head));
  const newest = Math.max(...mentions.flatMap(({ year }) => year ?? []));
  const ofNewest = mentions.filter(({ year }) => year === newest);
  const isOneMonth = mentions.every(({ month }) => month === mentions[0]!.month);
  return mentions.some(
    ({ year, shape, month }) =>
      year === newest - 1 &&
      (shape === 'year' ||
        ((shape !== 'single' || isOneMonth) && ofNewest.some((one) => one.shape === shape && one.month === month))),
  )
    ? newest
    : null;
}

/** Figures that are none of the period that the table reports on. */
const NOT_OF_NOW: ReadonlySet<ColumnFigure> = new Set(['last-year', 'year-end', 'target', 'last-month', 'previous']);

/**
 * Columns of this year's numbers that name a period, those with a number first: of 1月 … 12月 the blank ones are still to come. 2022年1—7月
 * beside 1—7月 in a table of 2024 is none of them.
 */
function datedColumns(columns: readonly ColumnAxis[], year: number | null): ColumnAxis[] {
  const isEarlier = (mention: PeriodMention): boolean => year !== null && mention.year !== null && mention.year < year;
  const own = columns.filter(({ period, figure }) => period !== null && !NOT_OF_NOW.has(figure) && !isEarlier(period));
  const filled = own.filter((axis) => axis.hasNumbers);
  return filled.length > 0 ? filled : own;
}

/** Their periods, the newest first. */
function headPeriods(columns: readonly ColumnAxis[], year: number | null): PeriodMention[] {
  const order = (axis: ColumnAxis): number => (axis.period!.year ?? year ?? 0) * 100 + (axis.period!.month ?? 0);
  return datedColumns(columns, year)
    .toSorted((a, b) => order(b) - order(a))
    .map((axis) => axis.period!);
}

/** 累计 beside 6月: a number of now of which its head does not say which months it holds. */
export function isWithoutPeriod(axis: ColumnAxis): boolean {
  const { role, hasNumbers, period, figure, hasFigureWord, indicator } = axis;
  // 合计 of months is of these.
  if (axis.sumsMonths) return false;
  const isOfNow = figure === 'ytd' || (figure === 'current' && (hasFigureWord || indicator?.kind === 'found'));
  return role === null && hasNumbers && isOfNow && (period?.month ?? null) === null;
}

/** 2月 beside 当月数, 1—2月累计 beside 完成数: the one that names no month is that of now, and the other an earlier one. */
function areOfBefore(columns: readonly ColumnAxis[], year: number | null): boolean {
  const codeOf = ({ indicator }: ColumnAxis): string | null => (indicator?.kind === 'found' ? indicator.code : null);
  const isOfNow = (axis: ColumnAxis, isMonth: boolean): boolean =>
    isMonth ? axis.figure === 'month' && axis.hasNumbers && axis.period === null : isWithoutPeriod(axis);
  const dated = datedColumns(columns, year);
  return (
    dated.length > 0 &&
    dated.every((axis) => {
      const isMonth = axis.period!.shape === 'single' && !axis.period!.isCumulative && !axis.isYtd;
      return columns.some((other) => codeOf(other) === codeOf(axis) && isOfNow(other, isMonth));
    })
  );
}

/** Texts of the rows' periods, the newest first: of several months it is the one that is taken (rules.md 13). */
function newestFirst(periods: PeriodMention[]): string[] {
  const order = (mention: PeriodMention): number => (mention.year ?? 0) * 100 + (mention.month ?? 0);
  return periods.toSorted((a, b) => order(b) - order(a)).map((mention) => mention.text);
}

/** Numbers above the head or below the data: nothing is lost in silence. `isNamed`: a unit or an indicator stands in the row. */
export function numbersOutside(
  grid: Grid,
  found: FoundTable,
  until: number,
  words: Vocabulary,
): RecognisedTable['outside'] {
  const stray: RecognisedTable['outside'] = [];
  const headTop = found.head?.[0] ?? found.data[0];
  for (let r = found.from; r < until; r += 1) {
    if ((r >= headTop && r <= found.data[1]) || statedLine(grid, r) !== null) continue;
    const cells = grid.rowCells(r);
    const isSigned = (at: number): boolean => {
      const before = cells[at - 1];
      return typeof before?.v === 'string' && (isSignatureLabel(before.v) || isMetaText(before.v));
    };
    // A telephone number beside 联系电话 is none of the statistics.
    const numbers = cells.filter((cell, at) => isNumberLike(grid, r, cell.c) && !isSigned(at));
    if (numbers.length === 0) continue;
    const isNamed = cells.some(
      (cell) =>
        typeof cell.v === 'string' &&
        (words.units.exact(cell.v).kind === 'found' || words.indicators.find([cell.v]).kind === 'found'),
    );
    stray.push({ address: cellAddress(r, numbers[0]!.c), isNamed });
  }
  return stray;
}

function headTexts(grid: Grid, head: readonly [number, number]): string[] {
  const texts: string[] = [];
  for (let r = head[0]; r <= head[1]; r += 1) texts.push(...grid.distinctTexts(r));
  return texts;
}
