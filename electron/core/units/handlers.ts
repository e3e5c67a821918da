// Calls about reporting units and their population.

import type { ParsedParams, Result } from '../../../shared/contract/index.js';
import { AppError } from '../../../shared/errors/app-error.js';
import { scaleOf } from '../../../shared/indicators/measures.js';
import { makePeriod, periodFromInt, yearOf } from '../../../shared/model/period.js';
import { parseScaled, shortestDecimal, toStoreInteger } from '../../../shared/model/scaled-number.js';
import type { ReportingUnit } from '../../../shared/model/unit.js';
import type { Ctx } from '../context.js';
import { listIndicators } from '../store/indicator-store.js';
import { listUnits, removeUnit, reorderUnits, saveUnit } from '../store/unit-store.js';
import { addRevisions, isInUse, revisionsOf } from '../store/value-store.js';
import { write } from '../store/write.js';
import { checkUnits } from './check-units.js';

export { exportList, importList } from './units-workbook.js';

/** Code of 常住人口, the usual 人口分母. */
export const POPULATION_CODE = 'P01';

export function list(ctx: Ctx): Result<'units.list'> {
  return { units: listUnits(ctx.store) };
}

function findUnit(units: ReportingUnit[], id: number): ReportingUnit {
  const unit = units.find((candidate) => candidate.id === id);
  if (!unit) throw new AppError('data.not-found', { what: '填报单位' });
  return unit;
}

export function save(ctx: Ctx, { id, unit }: ParsedParams<'units.save'>): Result<'units.save'> {
  const units = listUnits(ctx.store);
  if (id !== null) findUnit(units, id);
  checkUnits([...units.filter((other) => other.id !== id), { ...unit, id: id ?? -1 }]);
  const savedId = write(
    ctx.store,
    {
      kind: 'units',
      label: id === null ? `新增填报单位：${unit.name}` : `修改填报单位：${unit.name}`,
      operator: ctx.operator,
      topics: ['units', 'values'],
    },
    () => saveUnit(ctx.store, id, unit),
  );
  return { ...unit, id: savedId };
}

export function remove(ctx: Ctx, { id }: ParsedParams<'units.remove'>): Result<'units.remove'> {
  const unit = findUnit(listUnits(ctx.store), id);
  const isParent = listUnits(ctx.store).some((other) => other.parentId === id);
  if (isParent || isInUse(ctx.store, 'unit_id', id))
    throw new AppError('data.in-use', { what: `填报单位“${unit.name}”` });
  write(
    ctx.store,
    { kind: 'units', label: `删除填报单位：${unit.name}`, operator: ctx.operator, topics: ['units'] },
    () => removeUnit(ctx.store, id),
  );
  return {};
}

export function reorder(ctx: Ctx, { ids }: ParsedParams<'units.reorder'>): Result<'units.reorder'> {
  const known = new Set(listUnits(ctx.store).map((unit) => unit.id));
  if (ids.length !== known.size || !ids.every((id) => known.has(id)) || new Set(ids).size !== ids.length)
    throw new AppError('input.invalid', { what: '顺序应包含全部填报单位各一次' });
  write(
    ctx.store,
    { kind: 'units', label: '调整填报单位顺序', operator: ctx.operator, topics: ['units', 'values'] },
    () => reorderUnits(ctx.store, ids),
  );
  return {};
}

function population(ctx: Ctx): { id: number; scale: number } {
  const indicator = listIndicators(ctx.store).find((candidate) => candidate.code === POPULATION_CODE);
  if (!indicator) throw new AppError('data.not-found', { what: '指标“常住人口”' });
  return { id: indicator.id, scale: scaleOf(indicator.measure) };
}

export function listPopulation(ctx: Ctx): Result<'population.list'> {
  const { id, scale } = population(ctx);
  const units = new Map(listUnits(ctx.store).map((unit) => [unit.id, unit.name]));
  const rows = ctx.store.db
    .prepare(
      'SELECT period, basis, unit_id AS unitId, value FROM observation WHERE indicator_id = ? AND value IS NOT NULL ORDER BY period DESC, unit_id',
    )
    .all(id) as { period: number; basis: number; unitId: number; value: number }[];
  return {
    populations: rows
      .filter((row) => row.period % 100 === 12)
      .map((row) => {
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

/** Keeps former versions in the revision chain: the population printed with a figure can always be told. */
export function savePopulation(ctx: Ctx, params: ParsedParams<'population.save'>): Result<'population.save'> {
  const { id, scale } = population(ctx);
  const unit = findUnit(listUnits(ctx.store), params.unitId);
  const value = parseScaled(params.value, scale);
  if (value === null || value === 0n)
    throw new AppError('input.invalid', { what: '人口数应为大于0、最多4位小数的万人数' });
  write(
    ctx.store,
    { kind: 'manual', label: `录入${params.year}年末人口：${unit.name}`, operator: ctx.operator, topics: ['values'] },
    (changeSetId) =>
      addRevisions(ctx.store, changeSetId, [
        {
          unitId: unit.id,
          indicatorId: id,
          period: makePeriod(params.year, 12),
          basis: 'asof',
          state: 'value',
          value: toStoreInteger(value),
          origin: 'setup',
          submissionId: null,
          sheet: null,
          cell: null,
          text: params.value,
          sourceMeasure: '万人',
          reason: params.source,
        },
      ]),
  );
  return {};
}
