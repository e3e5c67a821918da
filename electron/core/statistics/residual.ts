// 市直及未划分 as a fact: what the issued value of the whole area is more than the sum of its units. It has a value, last year's and
// a change; no target, rank or source of its own. Not here: how it comes about (service.ts).

import type { Fact, IndicatorFacts, Residual } from './facts.js';
import { figureFraction, usableValue, type Figure } from '../../../shared/statistics/figure.js';
import { share } from '../../../shared/statistics/share.js';
import { targetProgress } from '../../../shared/statistics/target-progress.js';
import { change } from '../../../shared/statistics/year-on-year.js';

export const RESIDUAL_LABEL = '市直及未划分';

const UNKNOWN: Figure = { state: 'not_applicable', value: null, scale: 0 };

/** Units that make up more than the whole leave no residual: that is said in a warning, not printed as a number below 0. */
function shown(figure: Figure | null): Figure {
  const value = usableValue(figure);
  return value === null || value < 0n ? UNKNOWN : figure!;
}

/** A fact of the row: beside what the whole leaves over now and last year it has nothing that the total has. */
function leftOver(total: Fact, residual: Residual): Fact {
  const [figure, lastYear] = [shown(residual.current), shown(residual.lastYear)];
  const [exact, lastYearExact] = [figureFraction(figure), figureFraction(lastYear)];
  return {
    ...total,
    figure,
    exact,
    lastYear,
    lastYearExact,
    change: change(exact, lastYearExact, total.indicator.measure),
    ratio: null,
    month: null,
    quarter: null,
    target: null,
    mode: null,
    lastYearEnd: null,
    progress: targetProgress({ mode: 'qualitative', actual: null, target: null, lastYearEnd: null, time: total.pace }),
    share: exact === null ? null : share(figure, total.figure),
    missing: [],
    missingLastYear: [],
  };
}

/** Null where the total is the sum of its units. */
export function residualFact({ total, residual }: IndicatorFacts): Fact | null {
  return residual === null ? null : leftOver(total, residual);
}

/** An empty cell of the row in a column whose total is the sum of its units. */
export function noResidual({ total }: IndicatorFacts): Fact {
  return { ...leftOver(total, { current: null, lastYear: null }), isPrinted: false };
}

/** True where units and whole differ, or where that cannot be told. */
export function hasResidual({ total, residual }: IndicatorFacts): boolean {
  return residual !== null && total.from === 'issued' && usableValue(residual.current) !== 0n;
}

/** Units that make up more than the issued whole. */
export function exceedsWhole({ residual }: IndicatorFacts): boolean {
  return (usableValue(residual?.current ?? null) ?? 0n) < 0n;
}
