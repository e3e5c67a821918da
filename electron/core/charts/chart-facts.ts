// Facts for charts: one or a few indicators in many periods, with the stored values read once per period.

import type { Ctx } from '../context.js';
import type { Fact, PeriodFacts } from '../statistics/facts.js';
import { factText, type FactFigure } from '../statistics/fact-text.js';
import { missingInPart, shownPart } from '../statistics/part-figure.js';
import { printedValues, type PeriodValues } from '../statistics/period-values.js';
import { computeFacts } from '../statistics/service.js';
import { POPULATION_CODE } from '../statistics/per-capita.js';
import { factWith } from '../statistics/unit-fact.js';
import type { ChartPoint } from '../../../shared/charts/chart.js';
import { yearOf, type Period } from '../../../shared/model/period.js';
import type { YearPart } from '../../../shared/statistics/cumulative.js';
import { usableValue } from '../../../shared/statistics/figure.js';
import { severalYearsNote } from '../../../shared/statistics/per-capita.js';

/** So many names are written out below a chart. */
const MOST_NAMES = 8;

/** Facts of the wanted indicators at any period, computed once each. */
export class ChartFacts {
  readonly #ctx: Pick<Ctx, 'store' | 'settings'>;
  readonly #narrowing: { codes: ReadonlySet<string>; values: PeriodValues };
  readonly #periods = new Map<Period, PeriodFacts>();
  /** What the chart reports on: years beside each other are divided by its population (rules.md 6, office setting). */
  readonly #report: Period;

  constructor(ctx: Pick<Ctx, 'store' | 'settings'>, codes: readonly string[], report: Period) {
    this.#ctx = ctx;
    this.#report = report;
    this.#narrowing = { codes: new Set(codes), values: printedValues(ctx) };
  }

  get rounding() {
    return this.#ctx.settings.rounding;
  }

  at(period: Period): PeriodFacts {
    let facts = this.#periods.get(period);
    if (facts === undefined) {
      facts = computeFacts(this.#ctx, period, { report: this.#report }, this.#narrowing);
      this.#periods.set(period, facts);
    }
    return facts;
  }

  /** Null where the unit did not exist then, or the indicator has nothing in that period. */
  find(period: Period, code: string, unitId: number | null): Fact | null {
    const of = this.at(period).byCode.get(code);
    return of === undefined ? null : unitId === null ? of.total : (of.units.get(unitId) ?? null);
  }

  point(fact: Fact | null, figure: FactFigure): ChartPoint {
    if (fact === null) return NOTHING;
    const part = figure === 'month' || figure === 'quarter' ? this.#part(fact, figure) : null;
    // A month or quarter may be handed in without any cumulative value, and has a total then.
    if (!fact.isPrinted && usableValue(part) === null) return NOTHING;
    const shown = figure === 'month' || figure === 'quarter' ? factWith(fact, { [figure]: part }) : fact;
    const { text, number } = factText(shown, figure, this.#ctx.settings.rounding);
    const { unitId, indicator, period, basis } = fact;
    const ref = { unitId, code: indicator.code, period, basis, figure };
    const isOther = fact.ratio !== null && yearOf(period) !== yearOf(this.#report);
    return { value: number, text, ref: isOther ? { ...ref, report: this.#report } : ref };
  }

  /** Which population divides the years of a chart; none where nothing is divided by one. */
  populationNotes(fact: Fact | null): string[] {
    const denominator = fact?.ratio?.denominator;
    if (denominator?.indicator.code !== POPULATION_CODE || usableValue(denominator.figure) === null) return [];
    const rule = this.#ctx.settings.denominator === 'fixed' ? 'fixed' : 'own';
    return [`${severalYearsNote(denominator.period, denominator.figure, rule)}。`];
  }

  /** Totals that lack units: which, and in which of the named periods. `part`: totals of 当月 or 单季. */
  lackingNotes(
    code: string,
    periods: readonly { name: string; period: Period }[],
    { year = '', part = null }: { year?: string; part?: YearPart | null } = {},
  ): string[] {
    const byUnits = new Map<string, string[]>();
    for (const { name, period } of periods) {
      const facts = this.at(period);
      const of = facts.byCode.get(code);
      if (!of) continue;
      const missing = part !== null ? missingInPart(facts, of, part) : of.total.isPrinted ? of.total.missing : [];
      if (missing.length === 0) continue;
      const units = facts.units.filter((unit) => missing.includes(unit.id)).map((unit) => unit.name);
      const shown =
        units.length <= MOST_NAMES ? units.join('、') : `${units.slice(0, 5).join('、')}等${units.length}个填报单位`;
      byUnits.set(shown, [...(byUnits.get(shown) ?? []), name]);
    }
    return [...byUnits].map(([units, names]) => `${year}${names.join('、')}的数不含${units}（没有数）。`);
  }

  #part(fact: Fact, part: YearPart) {
    return shownPart(this.at(fact.period), fact, part).figure;
  }
}

export const NOTHING: ChartPoint = { value: null, text: '', ref: null };

/** Units that stand beside each other in a chart: members and enterprises have lists of their own. */
export function chartUnits(facts: PeriodFacts): { id: number; name: string }[] {
  return facts.units.filter((unit) => unit.kind !== 'member' && unit.kind !== 'enterprise');
}
