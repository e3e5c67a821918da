// What must hold over all reporting units together: one meaning per name or alias, no unit inside itself.

import { AppError } from '../../../shared/errors/app-error.js';
import { normaliseName } from '../../../shared/indicators/normalise.js';
import type { ReportingUnit } from '../../../shared/model/unit.js';

/** Throws AppError input.invalid naming both units where a name or alias would mean two, or a parent chain is a circle. */
export function checkUnits(units: readonly ReportingUnit[]): void {
  const owners = new Map<string, ReportingUnit>();
  for (const unit of units) {
    for (const name of [unit.name, ...unit.aliases]) {
      const key = normaliseName(name);
      const owner = owners.get(key);
      if (owner && owner.id !== unit.id)
        throw new AppError('input.invalid', {
          what: `“${name}”同时是“${owner.name}”和“${unit.name}”的名称或别名，一个名称只能指一个填报单位`,
        });
      owners.set(key, unit);
    }
    if (unit.validFrom !== null && unit.validTo !== null && unit.validFrom > unit.validTo)
      throw new AppError('input.invalid', { what: `“${unit.name}”的生效月份晚于失效月份` });
  }
  const byId = new Map(units.map((unit) => [unit.id, unit]));
  for (const unit of units) {
    if (unit.parentId !== null && !byId.has(unit.parentId))
      throw new AppError('input.invalid', { what: `“${unit.name}”所含于的填报单位不存在` });
    const seen = new Set<number>([unit.id]);
    for (let parent = unit.parentId; parent !== null; parent = byId.get(parent)?.parentId ?? null) {
      if (seen.has(parent)) throw new AppError('input.invalid', { what: `“${unit.name}”的“含于”关系成了一个圈` });
      seen.add(parent);
    }
  }
}
