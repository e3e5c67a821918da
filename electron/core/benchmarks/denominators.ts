// 人口分母 by version: the population in use and others that are kept beside it (census, revised bulletin), each year's own, and
// what the per-capita figures would be by each of them. Switching uses a version for good, as new revisions with their source.

import type { Ctx } from '../context.js';
import { headEntries } from '../statistics/people.js';
import { factsOf } from '../statistics/service.js';
import {
  denominatorPeriod,
  denominatorVersions,
  removeDenominatorVersion,
  saveDenominatorVersion,
} from '../store/denominator-store.js';
import { listIndicators, type StoredIndicator } from '../store/indicator-store.js';
import { listUnits } from '../store/unit-store.js';
import { revisionsOf } from '../store/value-store.js';
import { write } from '../store/write.js';
import { listed } from '../tables/people-notes.js';
import { askOfVersion } from '../units/people-twice.js';
import { addPopulations, listPopulation, POPULATION_CODE, readPopulation } from '../units/population.js';
import type { ParsedParams, Result } from '../../../shared/contract/index.js';
import { AppError } from '../../../shared/errors/app-error.js';
import { scaleOf } from '../../../shared/indicators/measures.js';
import { makePeriod, periodFromInt, yearOf, type Period } from '../../../shared/model/period.js';
import { formatFraction, shortestDecimal } from '../../../shared/model/scaled-number.js';
import { known, type Figure } from '../../../shared/statistics/figure.js';
import { populationNote } from '../../../shared/statistics/per-capita.js';
import { totalRatio, unitRatio } from '../../../shared/statistics/ratio.js';
import { plainNumberText } from '../../../shared/model/number-text.js';

type Compared = Result<'denominators.compare'>;

/** The populations that a comparison puts beside each other. */
interface Version {
  id: number | null;
  name: string;
  source: string;
  year: number;
  values: ReadonlyMap<number, number>;
}

function population(ctx: Pick<Ctx, 'store'>): StoredIndicator {
  return listIndicators(ctx.store).find((indicator) => indicator.code === POPULATION_CODE)!;
}

function inUse(ctx: Pick<Ctx, 'store'>, year: number): Version {
  const indicator = population(ctx);
  const values = new Map<number, number>();
  const sources = new Set<string>();
  for (const row of listPopulation(ctx).populations) {
    if (row.year !== year) continue;
    const newest = revisionsOf(ctx.store, {
      unitId: row.unitId,
      indicatorId: indicator.id,
      period: makePeriod(year, 12),
      basis: 'asof',
    })[0];
    if (newest?.value != null) values.set(row.unitId, newest.value);
    if (row.source !== '') sources.add(row.source);
  }
  return { id: null, name: `${year}年末（在用）`, source: [...sources].join('、'), year, values };
}

export function compareDenominators(ctx: Ctx, { period }: ParsedParams<'denominators.compare'>): Compared {
  const facts = factsOf(ctx, period);
  const indicator = population(ctx);
  const scale = scaleOf(indicator.measure);
  const year = yearOf(period) - 1;
  const kept = (of: number): Version[] =>
    denominatorVersions(ctx.store, indicator.id, makePeriod(of, 12)).map((version) => ({ ...version, year: of }));
  const before = { ...inUse(ctx, year - 1), name: `${year - 1}年末` };
  // The year-end before last: what January to April reports often have to use.
  const present = inUse(ctx, year);
  const versions = [present, ...kept(year), ...(before.values.size > 0 ? [before] : [])];
  // Taken into use, a version leaves the numbers of units that it does not name as they are: those that ended since count on.
  const valid = new Set(facts.units.map((unit) => unit.id));
  const valueOf = (version: Version, unitId: number): number | undefined =>
    version.values.get(unitId) ??
    (version.year === year && !valid.has(unitId) ? present.values.get(unitId) : undefined);
  const perCapita = facts.indicators.filter(
    (one) => one.indicator.denominator === POPULATION_CODE && one.indicator.numerator !== null && one.hasValues,
  );
  return {
    yearEnd: year,
    versions: versions.map((version) => ({
      id: version.id,
      name: version.name,
      source: version.source,
      values: Object.fromEntries([...version.values].map(([id, value]) => [String(id), shortestDecimal(value, scale)])),
    })),
    units: facts.units.map(({ id, name }) => ({ id, name })),
    totalLabel: facts.totalLabel,
    indicators: perCapita.map((one) => ({
      code: one.indicator.code,
      indicator: one.indicator.name,
      measure: one.indicator.measure,
      columns: versions.map((version) => {
        const numerator = facts.byCode.get(one.indicator.numerator!)?.total;
        const issued = numerator?.from === 'issued' ? numerator.figure : null;
        const figureOf = (unitId: number): Figure | null => {
          const value = valueOf(version, unitId);
          return value === undefined ? null : known(BigInt(value), scale);
        };
        const { factor, precision } = one.indicator;
        const numeratorOf = (unitId: number): Figure | null => one.units.get(unitId)?.ratio?.numerator.figure ?? null;
        const whole = totalRatio(
          headEntries({
            counting: facts.counting,
            valid,
            atYearEnd: factsOf(ctx, makePeriod(version.year, 12)).counting,
            reported: facts.counting,
            numeratorOf,
            populationOf: figureOf,
          }),
          factor,
        );
        // A numerator that was issued for the whole area stands for the sum, as in tables (statistics/sides.ts).
        const isOpen = issued !== null && whole.missing.length > 0;
        const ratio = issued === null ? whole.ratio : isOpen ? null : unitRatio(issued, whole.denominator, factor);
        const print = (value: Parameters<typeof formatFraction>[0] | null): string =>
          value === null ? '' : formatFraction(value, precision, ctx.settings.rounding);
        const absent = new Set(issued === null ? whole.missing.map(({ id: unitId }) => unitId) : []);
        const names = facts.units.filter((unit) => absent.has(unit.id)).map((unit) => unit.name);
        const without = names.length === 0 ? '' : `，不含${listed(names, '个填报单位')}`;
        return {
          name: version.name,
          note: ratio === null ? '' : `${populationNote(makePeriod(version.year, 12), whole.denominator)}${without}`,
          values: [
            print(ratio),
            ...facts.units.map((unit) => print(unitRatio(numeratorOf(unit.id), figureOf(unit.id), factor))),
          ],
        };
      }),
    })),
  };
}

export function saveDenominator(ctx: Ctx, params: ParsedParams<'denominators.save'>): Result<'denominators.save'> {
  const indicator = population(ctx);
  const units = new Map(listUnits(ctx.store).map((unit) => [unit.id, unit.name]));
  const values = new Map<number, number>();
  for (const [key, text] of Object.entries(params.values)) {
    if (text.trim() === '') continue;
    const unitId = Number(key);
    const name = units.get(unitId);
    if (name === undefined) throw new AppError('data.not-found', { what: '填报单位' }, { detail: key });
    const value = readPopulation(ctx.store, plainNumberText(text));
    if (value === null)
      throw new AppError('input.invalid', { what: `${name}填的是“${text}”，应填大于0、最多4位小数的万人数` });
    values.set(unitId, value);
  }
  if (values.size === 0) throw new AppError('input.invalid', { what: '至少填一个填报单位的人口数' });
  const id = write(
    ctx.store,
    {
      kind: 'manual',
      label: `保存人口分母“${params.name}”（${params.yearEnd}年末）`,
      operator: ctx.operator,
      topics: ['values', 'history'],
      detail: params.source,
    },
    () =>
      saveDenominatorVersion(
        ctx.store,
        { indicatorId: indicator.id, period: makePeriod(params.yearEnd, 12), name: params.name },
        params.source,
        values,
      ),
  );
  return { id };
}

function keptVersion(
  ctx: Ctx,
  id: number,
): { version: ReturnType<typeof denominatorVersions>[number]; period: Period } {
  const at = denominatorPeriod(ctx.store, id);
  const period = at === null ? null : periodFromInt(at);
  const version =
    period === null
      ? undefined
      : denominatorVersions(ctx.store, population(ctx).id, period).find((candidate) => candidate.id === id);
  if (!version || period === null) throw new AppError('data.not-found', { what: '这个人口分母' });
  return { version, period };
}

export function removeDenominator(
  ctx: Ctx,
  { id }: ParsedParams<'denominators.remove'>,
): Result<'denominators.remove'> {
  const { version } = keptVersion(ctx, id);
  write(
    ctx.store,
    { kind: 'manual', label: `删除人口分母“${version.name}”`, operator: ctx.operator, topics: ['values', 'history'] },
    () => removeDenominatorVersion(ctx.store, id),
  );
  return {};
}

/** Throws AppError data.people-twice where the officer must say whose people the version holds. */
export function useDenominator(
  ctx: Ctx,
  { id, besides }: ParsedParams<'denominators.use'>,
): Result<'denominators.use'> {
  const { version, period } = keptVersion(ctx, id);
  const year = yearOf(period);
  const present = inUse(ctx, year);
  const scale = scaleOf(population(ctx).measure);
  const changed = [...version.values].filter(([unitId, value]) => present.values.get(unitId) !== value);
  if (changed.length === 0) return { changed: 0 };
  if (besides === 'ask') askOfVersion(ctx.store, year, version.values, present.values);
  write(
    ctx.store,
    {
      kind: 'manual',
      label: `改用人口分母“${version.name}”（${year}年末）`,
      operator: ctx.operator,
      topics: ['values', 'history'],
      detail: version.source,
    },
    (changeSetId) => {
      // What was in use stays as a version, so that it can be compared with and gone back to.
      const name = `原${year}年末`;
      const former = denominatorVersions(ctx.store, population(ctx).id, period);
      if (present.values.size > 0 && !former.some((one) => one.name === name))
        saveDenominatorVersion(
          ctx.store,
          { indicatorId: population(ctx).id, period, name },
          present.source === '' ? '改用前的人口数' : present.source,
          present.values,
        );
      addPopulations(
        ctx.store,
        changeSetId,
        changed.map(([unitId, value]) => ({
          unitId,
          year,
          text: shortestDecimal(value, scale),
          source: `${version.name}：${version.source}`,
          sheet: null,
          cell: null,
        })),
      );
    },
  );
  return { changed: changed.length };
}
