// Cells of one unit, period and basis together, and how rules look numbers up: in the file first, in the store otherwise.

import { conversionPower, scaleOf } from '../../../../shared/indicators/measures.js';
import type { Basis, Period } from '../../../../shared/model/period.js';
import { pow10, shortestDecimal, type Fraction } from '../../../../shared/model/scaled-number.js';
import type { StoredIndicator } from '../../store/indicator-store.js';
import type { CellsByName } from '../3-map/cells-by-name.js';
import type { ReadCell } from '../3-map/read-values.js';
import type { CheckEnv } from './check-env.js';

export interface Group {
  unitId: number;
  unit: string;
  period: Period;
  basis: Basis;
  cells: Map<string, ReadCell>;
}

export function groupByUnit(cells: readonly ReadCell[], role: 'value' | 'claim' = 'value'): Group[] {
  const groups = new Map<number, Group[]>();
  for (const cell of cells) {
    if (
      cell.role !== role ||
      (role === 'claim' && cell.rejected !== '') ||
      !cell.unit ||
      !cell.period ||
      !cell.basis ||
      cell.value === null ||
      cell.figure === 'month'
    )
      continue;
    const { unit, period, basis } = cell;
    let ofUnit = groups.get(unit.id);
    if (!ofUnit) groups.set(unit.id, (ofUnit = []));
    let group = ofUnit.find((known) => known.period === period && known.basis === basis);
    if (!group) ofUnit.push((group = { unitId: unit.id, unit: unit.name, period, basis, cells: new Map() }));
    if (!group.cells.has(cell.indicator!.code)) group.cells.set(cell.indicator!.code, cell);
  }
  return [...groups.values()].flat();
}

/** Groups of one unit and period together: flows and stocks of one report. */
export function byUnitPeriod(groups: readonly Group[]): Map<string, Group[]> {
  const result = new Map<string, Group[]>();
  for (const group of groups) {
    const key = `${group.unitId}|${group.period}`;
    const known = result.get(key);
    if (known) known.push(group);
    else result.set(key, [group]);
  }
  return result;
}

/** 去年同期 and 上年末 as the file itself says them, and its earlier months. */
export class OwnClaims {
  constructor(readonly byName: CellsByName) {}

  /** The first that says it. */
  of(unitId: number, indicatorId: number, period: Period, basis: Basis): ReadCell | undefined {
    return this.byName
      .at(unitId, indicatorId)
      .find(
        (cell) =>
          cell.period === period &&
          cell.basis === basis &&
          cell.value !== null &&
          cell.rejected === '' &&
          isEarlier(cell),
      );
  }
}

/** 1—2月 beside 1—3月 is left out of the store and is last month all the same. */
function isEarlier(cell: ReadCell): boolean {
  if (cell.role === 'claim') return true;
  const isOwn =
    cell.figure === 'current' ||
    cell.figure === 'ytd' ||
    cell.figure === 'previous' ||
    (cell.figure === 'month' && cell.basis === 'asof');
  return isOwn && !cell.isTotal && (cell.basis === 'ytd' || cell.basis === 'asof') && cell.indicator?.kind !== 'ratio';
}

/**
 * A unit's number of an earlier period, to compare with: what is stored of it; where only reports have claimed it, this file's own
 * claim goes before that of earlier ones, so that the first import is checked like the next.
 */
export function earlierValue(
  of: { unitId: number; indicator: Pick<StoredIndicator, 'id'>; period: Period; basis: Basis },
  claims: OwnClaims,
  env: Pick<CheckEnv, 'view'>,
): { value: bigint | null; claim: ReadCell | undefined } {
  const known = env.view.best(of.unitId, of.indicator.id, of.period, of.basis);
  const claim =
    known === null || known.isClaim ? claims.of(of.unitId, of.indicator.id, of.period, of.basis) : undefined;
  return { value: claim?.value ?? known?.value ?? null, claim };
}

/** Value of a cell as plain decimal. */
export function plain(cell: ReadCell): string {
  return shortestDecimal(cell.value!, scaleOf(cell.indicator!.measure));
}

export function nameOf(env: Pick<CheckEnv, 'indicators'>, code: string): string {
  return env.indicators.get(code)?.name ?? code;
}

/** A number that a rule compares: from the file with its cell, or stored. */
export interface Looked {
  value: bigint;
  indicator: StoredIndicator;
  cell: ReadCell | null;
}

/** A figure of the same unit and period, whatever its basis. */
export function lookUp(code: string, groups: readonly Group[], env: CheckEnv): Looked | null {
  const indicator = env.indicators.get(code);
  if (!indicator) return null;
  for (const group of groups) {
    const cell = group.cells.get(code);
    if (cell) return { value: cell.value!, indicator, cell };
  }
  const { unitId, period } = groups[0]!;
  const basis: Basis = indicator.kind === 'flow' ? 'ytd' : 'asof';
  const known = env.view.best(unitId, indicator.id, period, basis);
  return known?.value === null || known?.value === undefined ? null : { value: known.value, indicator, cell: null };
}

/** Exact number in `measure`, or null where the measures do not convert. */
export function inMeasure(looked: Looked, measure: string): Fraction | null {
  const power = conversionPower(looked.indicator.measure, measure);
  if (power === null) return null;
  const scale = scaleOf(looked.indicator.measure) - power;
  return scale >= 0 ? { n: looked.value, d: pow10(scale) } : { n: looked.value * pow10(-scale), d: 1n };
}
