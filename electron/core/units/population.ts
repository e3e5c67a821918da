// 常住人口 at the end of a year, by unit: the usual 人口分母. Stored like any observation, so former versions are kept and the
// population printed with a figure can always be told.

import type { ParsedParams, Result } from '../../../shared/contract/index.js';
import { AppError } from '../../../shared/errors/app-error.js';
import { scaleOf } from '../../../shared/indicators/measures.js';
import { makePeriod, periodFromInt, periodToInt, yearOf } from '../../../shared/model/period.js';
import { parseScaled, shortestDecimal, toStoreInteger } from '../../../shared/model/scaled-number.js';
import type { Ctx } from '../context.js';
import { listIndicators } from '../store/indicator-store.js';
import type { Store } from '../store/store.js';
import { listUnits } from '../store/unit-store.js';
import { addRevisions, revisionsOf, type RevisionInput } from '../store/value-store.js';
import { write } from '../store/write.js';
import { unitsToTakeOut } from './people-twice.js';

/** Code of 常住人口. */
export const POPULATION_CODE = 'P01';

function indicatorOf(store: Store): { id: number; scale: number } {
  const indicator = listIndicators(store).find((candidate) => candidate.code === POPULATION_CODE);
  if (!indicator) throw new AppError('data.not-found', { what: '指标“常住人口”' });
  return { id: indicator.id, scale: scaleOf(indicator.measure) };
}

/** Store integer of a population in 万人, or null where it is none. */
export function readPopulation(store: Store, text: string): number | null {
  const value = parseScaled(text, indicatorOf(store).scale);
  return value === null || value <= 0n ? null : toStoreInteger(value);
}

export function listPopulation(ctx: Pick<Ctx, 'store'>): Result<'population.list'> {
  const { id, scale } = indicatorOf(ctx.store);
  const units = new Map(listUnits(ctx.store).map((unit) => [unit.id, unit.name]));
  const rows = ctx.store.db
    .prepare(
      `SELECT period, unit_id AS unitId, value FROM observation
       WHERE indicator_id = ? AND basis = 3 AND value IS NOT NULL AND period % 100 = 12 ORDER BY period DESC, unit_id`,
    )
    .all(id) as { period: number; unitId: number; value: number }[];
  return {
    populations: rows.map((row) => {
      const period = periodFromInt(row.period);
      const newest = revisionsOf(ctx.store, { unitId: row.unitId, indicatorId: id, period, basis: 'asof' })[0];
      const from = newest?.file
        ? `${newest.file} ${newest.sheet ?? ''} ${newest.cell ?? ''}`.trim()
        : (newest?.reason ?? '');
      return {
        unitId: row.unitId,
        unit: units.get(row.unitId) ?? '',
        year: yearOf(period),
        value: shortestDecimal(row.value, scale),
        source: from,
        revision: newest?.no ?? 0,
      };
    }),
  };
}

export interface PopulationInput {
  unitId: number;
  year: number;
  text: string;
  source: string;
  sheet: string | null;
  cell: string | null;
}

/** Adds populations as the newest of their unit and year. Throws AppError input.invalid. Call inside write(). */
export function addPopulations(store: Store, changeSetId: number, inputs: readonly PopulationInput[]): void {
  const revisions = inputs.map((input) => {
    const value = readPopulation(store, input.text);
    if (value === null) {
      const name = listUnits(store).find((unit) => unit.id === input.unitId)?.name ?? '';
      throw new AppError('input.invalid', {
        what: `${name}${input.year}年末的人口填的是“${input.text}”，应为大于0、最多4位小数的万人数`,
      });
    }
    return revisionOf(store, input, value);
  });
  addRevisions(store, changeSetId, revisions);
}

/** `value` null: the population of that year is taken out. */
function revisionOf(store: Store, input: PopulationInput, value: number | null): RevisionInput {
  return {
    unitId: input.unitId,
    indicatorId: indicatorOf(store).id,
    period: makePeriod(input.year, 12),
    basis: 'asof',
    state: value === null ? 'not_submitted' : 'value',
    value,
    origin: 'setup',
    submissionId: null,
    sheet: input.sheet,
    cell: input.cell,
    text: value === null ? null : input.text,
    sourceMeasure: '万人',
    reason: input.source,
  };
}

/** Store integers of a year end by unit. */
export function populationsOf(store: Store, year: number): Map<number, number> {
  const rows = store.db
    .prepare(
      'SELECT unit_id AS unitId, value FROM observation WHERE indicator_id = ? AND basis = 3 AND period = ? AND value IS NOT NULL',
    )
    .all(indicatorOf(store).id, periodToInt(makePeriod(year, 12))) as { unitId: number; value: number }[];
  return new Map(rows.map((row) => [row.unitId, row.value]));
}

/** One population; '' takes it out. Throws AppError data.people-twice where the officer must say whose people it holds. */
export function savePopulation(ctx: Ctx, params: ParsedParams<'population.save'>): Result<'population.save'> {
  const { store } = ctx;
  const { year, source, besides } = params;
  const unit = listUnits(store).find((candidate) => candidate.id === params.unitId);
  if (!unit) throw new AppError('data.not-found', { what: '填报单位' });
  const stored = populationsOf(store, year);
  const input = { unitId: unit.id, year, text: params.value, source, sheet: null, cell: null };
  const value = params.value === '' ? null : readPopulation(store, params.value);
  const out = value === null ? [] : unitsToTakeOut(store, { unit, year, value, stored }, besides);
  if (params.value === '' && !stored.has(unit.id)) return {};
  write(
    store,
    {
      kind: 'manual',
      label: `${params.value === '' ? '清空' : '录入'}${year}年末人口：${unit.name}`,
      operator: ctx.operator,
      topics: ['values'],
    },
    (changeSetId) => {
      if (params.value === '') addRevisions(store, changeSetId, [revisionOf(store, input, null)]);
      else addPopulations(store, changeSetId, [input]);
      addRevisions(
        store,
        changeSetId,
        out.map((one) => revisionOf(store, { ...input, unitId: one.id, source: `已含在${unit.name}的人口中` }, null)),
      );
    },
  );
  return {};
}
