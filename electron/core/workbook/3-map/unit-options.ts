// The units that a question about a reporting unit offers, and the one that was answered.

import type { ReportingUnit } from '../../../../shared/model/unit.js';
import type { MapEnv } from './env.js';

/** The answer that leaves a row or a column out. */
export const SKIP = 'skip';

export function unitOptions(
  units: readonly ReportingUnit[],
  first: readonly ReportingUnit[],
): { value: string; label: string }[] {
  const ordered = [...first, ...units.filter((unit) => !first.includes(unit))];
  return ordered.map((unit) => ({ value: String(unit.id), label: unit.name }));
}

export function unitById(env: MapEnv, answer: string | undefined): ReportingUnit | null {
  return answer === undefined ? null : (env.units.find((unit) => String(unit.id) === answer) ?? null);
}
