// Any figure of a fact as a table prints it. Beside what the fact holds itself (fact-text.ts) the two that look at a neighbour:
// 环比 at the month before, 每万人 at the population of the year end before.

import { decimalsOf, factText, printed, type FactText } from './fact-text.js';
import type { Fact } from './facts.js';
import type { FactsReader, Whose } from './facts-reader.js';
import { shownMonth } from './month-figure.js';
import { perCapita } from './per-capita.js';
import { factWith } from './unit-fact.js';
import { addMonths, type Period } from '../../../shared/model/period.js';
import type { FigureKind } from '../../../shared/reports/print-table.js';
import { figureFraction, type Figure } from '../../../shared/statistics/figure.js';
import { formatResult } from '../../../shared/statistics/format.js';
import { change, changeCellText, type Change } from '../../../shared/statistics/year-on-year.js';

export interface FigureQuestion {
  whose: Whose;
  fact: Fact;
  figure: FigureKind;
  /** Null: as the figure usually prints. */
  decimals: number | null;
  /** The period that the table reports on: with a fixed denominator it decides the population of earlier years too. */
  reportPeriod: Period;
}

export function figureText(reader: FactsReader, question: FigureQuestion): FactText {
  const { fact, figure } = question;
  const { rounding } = reader.ctx.settings;
  const decimals = question.decimals ?? decimalsOf(fact, figure);
  if (figure === 'month-change')
    return printed(changeCellText(monthChange(reader, question), decimals, rounding), decimals);
  if (figure === 'per-capita')
    return printed(formatResult(perCapita(reader, question)?.value ?? null, { decimals, rounding }), decimals);
  if (figure === 'month') {
    // Last month's value may be missing although the unit owes nothing: no 未报 then.
    const shown = shownMonth(reader.factsFor(question.whose, fact.period), fact);
    return factText(factWith(fact, { month: shown.figure }), figure, rounding, decimals);
  }
  return factText(fact, figure, rounding, decimals);
}

/** 环比: 当月 of a flow, the state of a stock or ratio, against the month before. Totals only over the same units. */
export function monthChange(reader: FactsReader, { whose, fact }: Pick<FigureQuestion, 'whose' | 'fact'>): Change {
  const { measure, code, kind } = fact.indicator;
  const none = change(null, null, measure);
  const before = reader.fact(whose, code, addMonths(fact.period, -1));
  if (before === null) return none;
  const isSame =
    fact.missing.length === before.missing.length && fact.missing.every((id) => before.missing.includes(id));
  if (!isSame) return none;
  if (kind !== 'flow') return change(fact.exact, before.exact, measure);
  const monthOf = (of: Fact): Figure | null => shownMonth(reader.factsFor(whose, of.period), of).figure;
  return change(figureFraction(monthOf(fact)), figureFraction(monthOf(before)), measure);
}
