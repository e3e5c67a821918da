// Which 计量单位 the file states for a cell: in the row's own column, the name, the head, the title or a line above the table;
// and whether these agree and are known. Converting the number is read-values.ts.

import { conversionPower } from '../../../../shared/indicators/measures.js';
import { measuresIn, normaliseMeasure, otherMeasure, readMeasure } from '../../../../shared/indicators/normalise.js';
import type { StoredIndicator } from '../../store/indicator-store.js';
import type { ColumnAxis } from '../2-recognise/axes.js';
import type { RecognisedTable } from '../2-recognise/recognise.js';
import type { RowAxis } from '../2-recognise/row-axes.js';
import { BAD_MEASURE, UNKNOWN_MEASURE } from './undecided.js';

export function measureOf(
  table: RecognisedTable,
  row: RowAxis,
  column: ColumnAxis,
  indicator: StoredIndicator | null,
): string | null {
  const stated =
    row.measure ?? column.measure ?? (row.indicator === null && column.indicator === null ? table.titleMeasure : null);
  if (stated !== null || indicator === null) return stated;
  return (
    [...inName(row.label, indicator), ...inName(column.label, indicator), ...lineMeasures(table, indicator)].at(0) ??
    null
  );
}

/** 亿元 of 质押金额（亿元，含续贷）, a name that only the officer knows. */
function inName(name: string, indicator: StoredIndicator): string[] {
  return measuresIn(name).filter((measure) => conversionPower(measure, indicator.measure) !== null);
}

/** A line 单位：件、万元 above the table speaks for an indicator only where it can be its measure; more than one: they contradict. */
function lineMeasures(table: RecognisedTable, indicator: StoredIndicator): readonly string[] {
  if (table.context.measures.length === 0) return [];
  const readings = table.context.measures.flatMap((measure) => {
    const reading = readMeasure(indicator.measure, measure);
    return reading === null ? [] : [{ measure, ...reading }];
  });
  const ordered = [...readings.filter((one) => one.exact), ...readings.filter((one) => !one.exact)];
  return ordered
    .filter((one, index) => ordered.findIndex((other) => other.power === one.power) === index)
    .map((one) => one.measure);
}

/** Of rows that say nothing of a measure themselves: the same in every row of a column. */
const OF_COLUMN = new WeakMap<ColumnAxis, { table: RecognisedTable; indicator: StoredIndicator; problem: string }>();

/** Why the measure that the file states for a cell cannot be trusted; '' where it can. */
export function measureProblem(
  table: RecognisedTable,
  row: RowAxis,
  column: ColumnAxis,
  indicator: StoredIndicator,
): string {
  if (row.measure !== null || row.namedMeasure !== null || row.unknownMeasure !== null)
    return problemOf(table, row, column, indicator);
  const known = OF_COLUMN.get(column);
  if (known && known.table === table && known.indicator === indicator) return known.problem;
  const problem = problemOf(table, row, column, indicator);
  OF_COLUMN.set(column, { table, indicator, problem });
  return problem;
}

function problemOf(table: RecognisedTable, row: RowAxis, column: ColumnAxis, indicator: StoredIndicator): string {
  const others = contradicting(table, row, column, indicator);
  if (others !== '') return `${BAD_MEASURE}（${others}）`;
  if (row.unknownMeasure !== null && !isOneOf(row.unknownMeasure, indicator))
    return `${UNKNOWN_MEASURE}（“${row.unknownMeasure}”，应为“${indicator.measure}”）`;
  // 数量（百件）: read as 件 it would be wrong by powers of ten.
  const other = otherMeasure(row.label) ?? otherMeasure(column.label);
  if (other !== null) return `${UNKNOWN_MEASURE}（“${other}”，应为“${indicator.measure}”）`;
  const hasOwn = row.measure !== null || row.namedMeasure !== null || column.measure !== null;
  const { partMeasures, codeMeasures } = table.context;
  // 质押融资金额（亿元） is said of 专利质押融资金额 and of 商标质押融资金额.
  const isSaidOf = (name: string): boolean => [row.label, column.label].some((label) => label.includes(name));
  const ofCode = codeMeasures
    .filter(({ code, name }) => code === indicator.code || isSaidOf(name))
    .map(({ measure }) => measure);
  const part = hasOwn ? undefined : [...partMeasures, ...ofCode].find((one) => isOther(one, indicator));
  if (part !== undefined)
    return `${UNKNOWN_MEASURE}（表前或表后写有“${part}”，没有说明是哪些指标，应为“${indicator.measure}”）`;
  const isLeft = !hasOwn && lineMeasures(table, indicator).length === 0;
  const [unknown] = isLeft ? table.context.unknownMeasures : [];
  if (unknown !== undefined) return `${UNKNOWN_MEASURE}（“${unknown}”，应为“${indicator.measure}”）`;
  if (!isLeft) return '';
  const beside = measureBeside(table, row, indicator);
  if (beside !== null) return `${UNKNOWN_MEASURE}（没有填写，别的行填的是“${beside}”，应为“${indicator.measure}”）`;
  const before = table.context.measuresBefore.find((measure) => isOther(measure, indicator));
  return before === undefined
    ? ''
    : `${UNKNOWN_MEASURE}（没有写明，前面的表写的是“${before}”，应为“${indicator.measure}”）`;
}

/** A measure of the indicator in which its number is another one: 元 for 万元. */
function isOther(measure: string, indicator: StoredIndicator): boolean {
  return (readMeasure(indicator.measure, measure)?.power ?? 0) !== 0;
}

/** 元 in the 计量单位 column of other rows, which a blank cell may have been left to follow; null where none says otherwise. */
function measureBeside(table: RecognisedTable, row: RowAxis, indicator: StoredIndicator): string | null {
  const beside = table.rows.find(
    ({ labelColumn, measure, namedMeasure }) =>
      labelColumn === row.labelColumn && namedMeasure === null && measure !== null && isOther(measure, indicator),
  );
  return beside?.measure ?? null;
}

/** 件、个 or 笔（项）: a choice, one of which is the indicator's measure. */
function isOneOf(text: string, indicator: StoredIndicator): boolean {
  const parts = text.split(/[、,，/／()（）或及和\s]+/u).filter((part) => part !== '');
  const readings = parts.map((part) => {
    const measure = normaliseMeasure(part);
    return measure === null ? null : readMeasure(indicator.measure, measure);
  });
  return (
    parts.length > 1 &&
    parts.every((part) => normaliseMeasure(part) !== null) &&
    readings.some((reading) => reading?.exact === true && reading.power === 0) &&
    readings.every((reading) => reading === null || reading.power === 0)
  );
}

/** 万元 in the name and 元 in the 计量单位 column: which of them holds is not ours to say. Empty where they agree. */
function contradicting(table: RecognisedTable, row: RowAxis, column: ColumnAxis, indicator: StoredIndicator): string {
  const own = [
    ...(row.namedMeasure === null ? inName(row.label, indicator) : [row.namedMeasure]),
    row.measure,
    ...(column.measure === null ? inName(column.label, indicator) : [column.measure]),
  ];
  const stated = own.some((measure) => measure !== null) ? own : lineMeasures(table, indicator);
  const powers = new Map<number, string>();
  for (const measure of stated) {
    const reading = measure === null ? null : readMeasure(indicator.measure, measure);
    if (reading !== null && !powers.has(reading.power)) powers.set(reading.power, measure!);
  }
  return powers.size > 1 ? [...powers.values()].join('、') : '';
}
