// Units that a layout names: an own layout is carried between computers, so it holds names and no ids. A unit that is renamed is
// renamed in the layouts by the same step (store/unit-store.ts); a name of another office may stand among the other names of a unit.

import { AppError } from '../../../shared/errors/app-error.js';
import type { ReportingUnit } from '../../../shared/model/unit.js';
import type { LayoutRows } from '../../../shared/reports/define.js';

type Named = Pick<ReportingUnit, 'id' | 'name' | 'aliases' | 'kind'>;

/** Members and enterprises have lists of their own and stand in no table of units. */
export function standsInTables({ kind }: Pick<ReportingUnit, 'kind'>): boolean {
  return kind !== 'member' && kind !== 'enterprise';
}

/** The unit that a layout means; null where there is none, or where several are called so. */
export function unitOfLayout<T extends Named>(units: readonly T[], name: string): T | null {
  const exact = units.find((unit) => unit.name === name);
  if (exact) return exact;
  const called = units.filter((unit) => unit.aliases.includes(name));
  return called.length === 1 ? called[0]! : null;
}

/** Names in the groups of a layout that are no unit of its tables: their numbers would be missing from a sum without a word. */
export function unknownMembers(rows: LayoutRows, units: readonly Named[]): { group: string; name: string }[] {
  if (rows.axis !== 'groups') return [];
  return rows.groups.flatMap((group) =>
    group.units.flatMap((name) => {
      const unit = unitOfLayout(units, name);
      return unit === null || !standsInTables(unit) ? [{ group: group.label, name }] : [];
    }),
  );
}

/** Throws input.invalid for a layout whose groups name what is no unit, or a unit twice. */
export function checkMembers(rows: LayoutRows, units: readonly Named[]): void {
  const [unknown] = unknownMembers(rows, units);
  if (unknown)
    throw new AppError('input.invalid', {
      what: `分组“${unknown.group}”中的“${unknown.name}”不是填报单位，请删去或改选`,
    });
  if (rows.axis !== 'groups') return;
  for (const group of rows.groups) {
    const ids = group.units.map((name) => unitOfLayout(units, name)!.id);
    const twice = group.units.find((_, index) => ids.indexOf(ids[index]!) !== index);
    if (twice !== undefined)
      throw new AppError('input.invalid', { what: `分组“${group.label}”中“${twice}”出现了两次，合计会重复计算` });
  }
}
