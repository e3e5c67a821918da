// The facts of a period as the rules take them (shared/insights/input.ts).

import type { Ctx } from '../context.js';
import { placeTables } from '../statistics/benchmarks.js';
import { hasOtherSourceIn, hasOtherSourceLastYear, sourcedParts } from '../statistics/differing-sources.js';
import type { Fact } from '../statistics/facts.js';
import { factsOf } from '../statistics/service.js';
import { listIndicators } from '../store/indicator-store.js';
import { targetMatrix } from '../targets/matrix.js';
import { publishedOf } from '../store/published-store.js';
import { getBureau } from '../store/unit-store.js';
import type { InsightInput } from '../../../shared/insights/input.js';
import { addYears, monthOf, type Period } from '../../../shared/model/period.js';
import { unitWord } from '../../../shared/model/unit-word.js';

/** Years back that a trend looks at. */
const HISTORY_YEARS = 10;

function higherTasks(ctx: Pick<Ctx, 'store' | 'settings'>, period: Period): InsightInput['tasks'] {
  const held = targetMatrix(ctx, period).columns.filter((column) => column.higher.value !== null);
  return new Map(
    held.map(({ code, higher: { target, completion, gap, status, mode } }) => {
      const isLine = mode === 'at_least' || mode === 'at_most';
      const isBehind = status === 'behind' || (isLine && status === 'not_met');
      return [code, { target, completion, gap, isBehind }];
    }),
  );
}

export function insightInput(ctx: Pick<Ctx, 'store' | 'settings'>, period: Period): InsightInput {
  const { store, settings } = ctx;
  const facts = factsOf(ctx, period);
  const codes = new Map(listIndicators(store).map((indicator) => [indicator.id, indicator.code]));
  const place = facts.place;
  /** A sum of units whose years differ in their source is no better than they are; a total that was issued whole is no such sum. */
  const factsFor = (code: string, unitId: number | null): Fact[] => {
    const of = facts.byCode.get(code);
    if (of === undefined) return [];
    const isSum = unitId === null && sourcedParts(facts, of.total).some(({ from }) => from === null);
    const ids = isSum ? [...facts.counting] : unitId === null ? [] : [unitId];
    return [...(unitId === null ? [of.total] : []), ...ids.flatMap((id) => of.units.get(id) ?? [])];
  };
  return {
    period,
    rounding: settings.rounding,
    units: facts.units.filter((unit) => unit.ranked).map(({ id, name }) => ({ id, name })),
    counting: facts.counting,
    unitWord: unitWord(getBureau(store)?.level ?? 'city', facts.units),
    scope: facts.scope,
    place,
    monthsLeft: 12 - monthOf(period),
    smallBase: BigInt(settings.smallBase),
    timesAbovePercent: BigInt(settings.largeChangePercent),
    indicators: facts.indicators.filter((one) => one.hasValues || one.isAsked),
    tasks: higherTasks(ctx, period),
    tables: placeTables(ctx, period),
    published: publishedOf(store, period).flatMap((row) => {
      const code = codes.get(row.indicatorId);
      return code === undefined || row.placeNo === null || row.place !== place
        ? []
        : [
            {
              code,
              figure: row.figure,
              scope: row.scope,
              placeNo: row.placeNo,
              places: row.places,
              source: row.source,
            },
          ];
    }),
    unitNames: new Map(facts.units.map(({ id, name }) => [id, name])),
    hasOtherSourceLastYear: (code, unitId) =>
      factsFor(code, unitId).some((fact) => hasOtherSourceLastYear(facts, fact)),
    history: (code, yearsBack) => {
      if (yearsBack > HISTORY_YEARS) return null;
      const then = factsOf(ctx, addYears(period, -yearsBack), { report: period });
      const total = then.byCode.get(code)?.total;
      if (total === undefined || total.exact === null) return null;
      if (factsFor(code, null).some((fact) => hasOtherSourceIn(then, facts, fact))) return null;
      return { total: total.exact, missing: total.missing };
    },
  };
}
