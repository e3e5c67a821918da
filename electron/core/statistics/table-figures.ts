// Any figure of a fact as a table prints it. Beside what the fact holds itself (fact-text.ts) the two that look at a neighbour:
// 环比 at the month before, 每万人 at the population of the year end before.

import { decimalsOf, factText, printed, type FactText } from './fact-text.js';
import type { Fact, PeriodFacts } from './facts.js';
import type { FactsReader, Whose } from './facts-reader.js';
import { shownPart } from './part-figure.js';
import { perCapita } from './per-capita.js';
import { factWith } from './unit-fact.js';
import { addMonths, type Period } from '../../../shared/model/period.js';
import type { FigureKind } from '../../../shared/reports/print-table.js';
import { figureFraction, usableValue, type Figure } from '../../../shared/statistics/figure.js';
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
  if (figure === 'month' || figure === 'quarter') {
    // The value before may be missing although the unit owes nothing: no 未报 then.
    const shown = shownPart(reader.factsFor(question.whose, fact.period), fact, figure);
    return factText(factWith(fact, { [figure]: shown.figure }), figure, rounding, decimals);
  }
  return factText(fact, figure, rounding, decimals);
}

/** 环比: 当月 of a flow, the state of a stock or ratio, against the month before. Totals only over the same units. */
function monthChange(reader: FactsReader, { whose, fact }: Pick<FigureQuestion, 'whose' | 'fact'>): Change {
  const { measure, code, kind } = fact.indicator;
  const none = change(null, null, measure);
  const before = reader.fact(whose, code, addMonths(fact.period, -1));
  if (before === null) return none;
  const [absentNow, absentBefore] = [fact, before].map((one) => absentOf(reader.factsFor(whose, one.period), one));
  if (absentNow !== absentBefore || !fact.isPrinted || !before.isPrinted) return none;
  if (kind !== 'flow') return change(fact.exact, before.exact, measure);
  const monthOf = (of: Fact): Figure | null => shownPart(reader.factsFor(whose, of.period), of, 'month').figure;
  return change(figureFraction(monthOf(fact)), figureFraction(monthOf(before)), measure);
}

/** Units of a total that are not in its number of the month, as text to compare; '' for a unit, and for what was issued. */
function absentOf(facts: PeriodFacts, fact: Fact): string {
  if (fact.unitId !== null || fact.from === 'issued') return '';
  const { kind, code } = fact.indicator;
  if (kind === 'ratio') return fact.missing.toSorted((a, b) => a - b).join();
  // A month may be handed in without the cumulative value, and nothing may be asked of a unit in one of the two months.
  return [...facts.counting]
    .filter((id) => {
      const of = facts.byCode.get(code)?.units.get(id);
      const figure = kind === 'flow' ? of?.month : of?.figure;
      return usableValue(figure ?? null) === null && figure?.state !== 'not_applicable';
    })
    .toSorted((a, b) => a - b)
    .join();
}
