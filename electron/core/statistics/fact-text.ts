// How a figure of a fact prints: the one formatter of grid, tables, Excel, PDF and CSV. Rounds once, from the exact value.
// Not here: which figures a table shows (shared/reports/layouts), the wording of sentences (shared/statistics/year-on-year.ts).

import type { Fact } from './facts.js';
import type { Settings } from '../../../shared/contract/program-records.js';
import type { Fraction } from '../../../shared/model/scaled-number.js';
import type { FigureKind } from '../../../shared/reports/print-table.js';
import { FORECAST_MARK, formatFigure, formatResult, NO_RESULT } from '../../../shared/statistics/format.js';
import type { Figure } from '../../../shared/statistics/figure.js';
import { changeCellText } from '../../../shared/statistics/year-on-year.js';
import { dutySign } from '../../../shared/tasks/duty.js';

/** Figures that a fact holds itself; the others need neighbouring periods: table-figures.ts. */
export type FactFigure = Exclude<FigureKind, 'month-change' | 'per-capita'>;

export interface FactText {
  text: string;
  /** Plain decimal behind the text, as printed; null where the text is a sign. */
  number: string | null;
  decimals: number;
}

/** Decimals of %, 百分点 in tables (indicators.md B.5). */
const PERCENT_DECIMALS = 1;
/** 件/万人 (formats.md D.2.3). */
const PER_CAPITA_DECIMALS = 2;

/** Decimals that a figure of an indicator prints with. */
export function decimalsOf(fact: Pick<Fact, 'indicator'>, figure: FigureKind): number {
  switch (figure) {
    case 'change':
    case 'completion':
    case 'pace-gap':
    case 'share':
    case 'month-change':
      return PERCENT_DECIMALS;
    case 'per-capita':
      return PER_CAPITA_DECIMALS;
    case 'rank':
      return 0;
    default:
      return fact.indicator.precision;
  }
}

/** Text of one figure of a fact. */
export function factText(
  fact: Fact,
  figure: FactFigure,
  rounding: Settings['rounding'],
  decimals = decimalsOf(fact, figure),
): FactText {
  return printed(textOf(fact, figure, decimals, rounding), decimals);
}

/** A final text with the number behind it, where it is one. */
export function printed(text: string, decimals: number): FactText {
  return { text, number: /^-?\d+(\.\d+)?$/.test(text) ? text : null, decimals };
}

function textOf(fact: Fact, figure: FactFigure, decimals: number, rounding: Settings['rounding']): string {
  const result = (value: Fraction | null): string => formatResult(value, { decimals, rounding });
  switch (figure) {
    case 'current':
      return dutySign(fact.duty, fact.figure.state) ?? stateText(fact, fact.figure, fact.exact, decimals, rounding);
    case 'last-year':
      return stateText(fact, fact.lastYear, fact.lastYearExact, decimals, rounding);
    case 'month':
    case 'quarter': {
      const part = fact[figure];
      if (part === null) return NO_RESULT;
      return dutySign(fact.duty, part.state) ?? stateText(fact, part, null, decimals, rounding);
    }
    case 'change':
      return changeCellText(fact.change, decimals, rounding);
    case 'difference':
      return result(fact.change.difference);
    case 'target':
      return result(fact.target);
    case 'distance':
      return result(fact.progress.distance);
    case 'completion':
      return result(fact.progress.completion);
    case 'pace-gap':
      return result(fact.progress.gap);
    case 'rank':
      return fact.rank === null ? NO_RESULT : String(fact.rank);
    case 'share':
      return result(fact.share);
  }
}

/** `exact` where it is known: the figure of a ratio is rounded already, at the precision of its indicator. */
function stateText(
  fact: Fact,
  figure: Figure,
  exact: Fraction | null,
  decimals: number,
  rounding: Settings['rounding'],
): string {
  if (exact === null) return formatFigure(figure, { measure: fact.indicator.measure, decimals, rounding });
  return `${formatResult(exact, { decimals, rounding })}${figure.state === 'forecast' ? FORECAST_MARK : ''}`;
}
