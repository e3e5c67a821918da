// Calls about reporting units. Population is in population.ts, the Excel list in units-workbook.ts.

import type { ParsedParams, Result } from '../../../shared/contract/index.js';
import { AppError } from '../../../shared/errors/app-error.js';
import type { ReportingUnit } from '../../../shared/model/unit.js';
import type { Ctx } from '../context.js';
import { listUnits, removeUnit, reorderUnits } from '../store/unit-store.js';
import { saveUnit } from '../store/unit-edit-store.js';
import { isInUse } from '../store/in-use.js';
import { write } from '../store/write.js';
import { checkUnits } from './check-units.js';

export { listPopulation, savePopulation } from './population.js';
export { exportList, importList } from './units-workbook.js';

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
  return findUnit(listUnits(ctx.store), savedId);
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
