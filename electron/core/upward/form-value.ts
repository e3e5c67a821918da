// The number that one cell of a form should hold at a period, in the measure that the form asks for. Stored numbers are exact to
// their last digit, derived ones (同比, 完成率, ratios) as our own tables print them. No number: the sign and the reason.

import { scaleOf } from '../../../shared/indicators/measures.js';
import { readMeasure } from '../../../shared/indicators/normalise.js';
import { addYears, periodTitle, type Period } from '../../../shared/model/period.js';
import { pow10, shiftDecimal, shortestDecimal, type Fraction } from '../../../shared/model/scaled-number.js';
import { usableValue, type Figure } from '../../../shared/statistics/figure.js';
import type { TargetMatrix } from '../../../shared/targets/define.js';
import { MEASURED_FIGURES, type UpwardCell } from '../../../shared/upward/define.js';
import type { Fact, IndicatorFacts, PeriodFacts } from '../statistics/facts.js';
import { TOTAL, type FactsReader } from '../statistics/facts-reader.js';
import { missingInPart, shownPart } from '../statistics/part-figure.js';
import { figureText } from '../statistics/table-figures.js';
import { targetMatrix } from '../targets/matrix.js';

export interface FormValue {
  /** Shortest plain decimal; null where there is none. */
  number: string | null;
  /** What stands there without a number: 未报, —, 持平. */
  sign: string;
  /** Why there is no number; '' where there is one. */
  problem: string;
  /** True where the number is a percentage: a cell formatted as % holds the hundredth of it. */
  isPercent: boolean;
  /** What the number is in; '' for ranks and comparisons. */
  measure: string;
  /** Units without a number below a total. */
  missing: string[];
  /** What the officer should know of the number; '' where nothing. */
  remark: string;
}

/** Digits that Excel and WPS keep of a number. */
const MOST_DIGITS = 15;

export function formValue(reader: FactsReader, cell: UpwardCell, period: Period): FormValue {
  const none = (problem: string, sign = ''): FormValue => ({
    number: null,
    sign,
    problem,
    isPercent: false,
    measure: '',
    missing: [],
    remark: '',
  });
  const facts = reader.of(period);
  const of = facts.byCode.get(cell.code);
  if (!of) return none(`没有指标${cell.code}`);
  const whose = cell.unitId === null ? TOTAL : { unitId: cell.unitId, unitIds: null };
  const fact = reader.fact(whose, cell.code, period);
  if (!fact) return none('这个填报单位本期不存在');
  if (cell.unitId === null && !fact.isPrinted) return none('这个指标没有合计', '—');
  if (cell.unitId === null) {
    const handedDown = higherTarget(reader, fact, cell, period);
    if (handedDown !== null) return { ...none(''), ...handedDown };
  }
  const printed = figureText(reader, { whose, fact, figure: cell.figure, decimals: null, reportPeriod: period });
  if (printed.number === null) return none(`${periodTitle(period, 'ytd')}为“${printed.text}”`, printed.text);
  const power = powerOf(fact, cell);
  if (power === null) return none(`计量单位${fact.indicator.measure}不能换算为${cell.measure ?? ''}`);
  const exact = exactDecimal(reader, fact, cell, whose) ?? printed.number;
  const number = shiftDecimal(exact, power);
  if (number.replace(/^-?0*\.?0*|\./g, '').length > MOST_DIGITS) return none('超过电子表格能保存的15位数字');
  const { measure } = fact.indicator;
  return {
    number,
    sign: '',
    problem: '',
    isPercent: MEASURED_FIGURES.has(cell.figure) ? measure === '%' : cell.figure !== 'rank',
    measure: MEASURED_FIGURES.has(cell.figure) ? (cell.measure ?? measure) : '',
    missing: cell.unitId === null ? missingNames(reader, of, cell.figure, period) : [],
    remark: '',
  };
}

/** Units that a number of the whole is without; those of last year may have ended since. */
function missingNames(reader: FactsReader, of: IndicatorFacts, figure: UpwardCell['figure'], period: Period): string[] {
  const isLastYear = figure === 'last-year';
  const ids = missingIn(reader.of(period), of, figure);
  return reader
    .of(isLastYear ? addYears(period, -1) : period)
    .units.filter(({ id }) => ids.includes(id))
    .map(({ name }) => `${name}${isLastYear ? '（上年同期）' : ''}`);
}

function missingIn(facts: PeriodFacts, of: IndicatorFacts, figure: UpwardCell['figure']): readonly number[] {
  switch (figure) {
    case 'target':
      return [];
    case 'last-year':
      return of.total.missingLastYear;
    case 'month':
    case 'quarter':
      return missingInPart(facts, of, figure);
    default:
      return of.total.missing;
  }
}

/** Target and completion of the whole as the higher authority set it: it asks what has become of its own task. */
function higherTarget(reader: FactsReader, fact: Fact, cell: UpwardCell, period: Period): Partial<FormValue> | null {
  if (cell.figure !== 'target' && cell.figure !== 'completion') return null;
  const column = matrixOf(reader, period).columns.find((one) => one.code === cell.code);
  const task = column?.higher.value ?? null;
  const power = powerOf(fact, cell);
  if (column === undefined || task === null || power === null) return null;
  const { completion } = column.higher;
  // That of the units' targets is no answer to what has become of the task.
  if (cell.figure === 'completion' && !/^-?\d+(\.\d+)?$/.test(completion))
    return { problem: `上级下达任务${column.higher.target}算不出完成率` };
  const isOther = column.sum.value !== null && column.sum.value !== task;
  return {
    number: cell.figure === 'target' ? shiftDecimal(task, power) : completion,
    isPercent: cell.figure === 'completion' || fact.indicator.measure === '%',
    measure: cell.figure === 'target' ? (cell.measure ?? fact.indicator.measure) : '',
    remark: isOther
      ? `${column.indicator}按上级下达任务${column.higher.target}填写，各单位目标之和是${column.sum.target}`
      : '',
  };
}

const matrices = new WeakMap<FactsReader, Map<Period, TargetMatrix>>();

function matrixOf(reader: FactsReader, period: Period): TargetMatrix {
  const known = matrices.get(reader) ?? new Map<Period, TargetMatrix>();
  matrices.set(reader, known);
  const matrix = known.get(period) ?? targetMatrix(reader.ctx, period);
  known.set(period, matrix);
  return matrix;
}

/** Power of ten from the indicator's measure to the form's; null where they do not convert. */
function powerOf(fact: Fact, cell: UpwardCell): number | null {
  if (cell.measure === null || !MEASURED_FIGURES.has(cell.figure)) return 0;
  const reading = readMeasure(fact.indicator.measure, cell.measure);
  // readMeasure says how the form's number becomes ours; here it goes the other way.
  return reading === null ? null : -reading.power;
}

/** All digits of a stored number; null for figures that are computed, which are rounded once by the formatter. */
function exactDecimal(
  reader: FactsReader,
  fact: Fact,
  cell: UpwardCell,
  whose: Parameters<FactsReader['factsFor']>[0],
): string | null {
  if (fact.indicator.kind === 'ratio') return null;
  switch (cell.figure) {
    case 'current':
      return decimalOf(fact.figure);
    case 'last-year':
      return decimalOf(fact.lastYear);
    case 'month':
    case 'quarter':
      return decimalOf(shownPart(reader.factsFor(whose, fact.period), fact, cell.figure).figure);
    case 'target':
      return finite(fact.target, scaleOf(fact.indicator.measure));
    case 'difference':
      return finite(fact.change.difference, scaleOf(fact.indicator.measure));
    default:
      return null;
  }
}

function decimalOf(figure: Figure | null): string | null {
  const value = usableValue(figure);
  return value === null ? null : shortestDecimal(value, figure!.scale);
}

/** A fraction that ends within `scale` decimals. */
function finite(value: Fraction | null, scale: number): string | null {
  if (value === null) return null;
  const scaled = value.n * pow10(scale);
  return scaled % value.d === 0n ? shortestDecimal(scaled / value.d, scale) : null;
}
