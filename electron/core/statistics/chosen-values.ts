// Which value of a period is printed where several are known: per indicator 上级下发, 区县报送 or 台账汇总 (shared/model/value-source).
// The one place that chooses; grids, tables, checks and the source panel all read what comes out of here. Nothing is stored by it.

import type { Ctx } from '../context.js';
import { listIndicators, NOTIFIED_LESS_UPHELD, type StoredIndicator } from '../store/indicator-store.js';
import { issuedOfPeriod, type IssuedValue } from '../store/issued-store.js';
import { ledgersOf } from '../store/ledger-list.js';
import { numberOf, rollUpStored } from '../store/ledger-rollup.js';
import { blanksBehind, type Blanks } from '../store/rollup-blanks.js';
import type { Store } from '../store/store.js';
import { listUnits } from '../store/unit-store.js';
import { valuesOfPeriod, type StoredValue } from '../store/value-store.js';
import type { Ledger, Rollup } from '../../../shared/ledgers/define.js';
import { basesOf } from '../../../shared/ledgers/rollup.js';
import { BASES, type Basis, type Period } from '../../../shared/model/period.js';
import { isValidAt } from '../../../shared/model/unit.js';
import { defaultSource, type ValueSource } from '../../../shared/model/value-source.js';

export interface ChosenValue extends StoredValue {
  from: ValueSource;
  /** The issued value behind it, where `from` is issued. */
  issued?: IssuedValue;
  /** The ledger behind it, where `from` is rollup. */
  ledger?: { ledger: Ledger; rollup: Rollup };
}

export interface ChosenValues {
  /** Of units; a key occurs once. */
  values: readonly ChosenValue[];
  /** Issued values of the whole area, of indicators that print what is issued. */
  whole: readonly IssuedValue[];
  /** Units that submitted anything, whatever is printed of it. */
  submitters: ReadonlySet<number>;
}

export function keyOf(value: { indicatorId: number; basis: Basis; unitId: number | null }): string {
  return `${value.indicatorId}/${BASES.indexOf(value.basis)}/${value.unitId ?? 'whole'}`;
}

interface LedgerValues {
  ledger: Ledger;
  rollup: Rollup;
  /** Null: unknown, for every row of the unit lacks what decides it. */
  byUnit: ReadonlyMap<number | null, number | null>;
  blanks: readonly Blanks[];
}

/**
 * Number of a ledger by unit for one indicator. Null where the ledger counts nothing anywhere in the period, or none of its rows has
 * what is summed or counted by: then it was not kept, and 0 would be a guess.
 */
export function ledgerValues(
  store: Store,
  indicator: StoredIndicator,
  period: Period,
  basis: Basis,
): LedgerValues | null {
  for (const ledger of ledgersOf(store)) {
    const rollup = ledger.rollups.find((one) => one.code === indicator.code && basesOf(one).includes(basis));
    if (!rollup) continue;
    const blanks = blanksBehind(store, ledger, rollup, period, basis);
    const byUnit = rollUpStored(store, ledger, rollup, period, basis, blanks);
    if ([...byUnit.values()].some((value) => value !== null)) return { ledger, rollup, byUnit, blanks };
  }
  return null;
}

/**
 * What 非正常撤回率 is divided by where the office takes 申诉成功 off, and has chosen no source of it: hardly a unit reports it, and the
 * ledger counts it for all that do not.
 */
function isCountedUnreported({ valueSources, abnormalBase }: Ctx['settings'], { code }: StoredIndicator): boolean {
  return code === NOTIFIED_LESS_UPHELD && abnormalBase === 'less-upheld' && valueSources[code] === undefined;
}

/** Where the values of an indicator are taken from in a period: as the office has chosen, else from its usual source. */
export function printedSource(
  settings: Ctx['settings'],
  indicator: StoredIndicator,
  isReported: () => boolean,
): { source: ValueSource; usual: ValueSource } {
  const usual = isCountedUnreported(settings, indicator) && !isReported() ? 'rollup' : defaultSource(indicator);
  return { source: settings.valueSources[indicator.code] ?? usual, usual };
}

/** Any unit has a value of it in these of a period, or one was issued. */
export function isReportedIn(
  values: readonly StoredValue[],
  issued: readonly IssuedValue[],
  { id }: StoredIndicator,
): boolean {
  return (
    values.some(({ indicatorId, state }) => indicatorId === id && state !== 'not_submitted') ||
    issued.some(({ indicatorId }) => indicatorId === id)
  );
}

/** Values of a period as they are printed. Where the chosen source has nothing for a unit, its submission stands. */
export function chosenValues({ store, settings }: Pick<Ctx, 'store' | 'settings'>, period: Period): ChosenValues {
  const given = submitted(store, period);
  const indicators = listIndicators(store);
  const everyIssued = issuedOfPeriod(store, period);
  const sources = new Map(
    indicators.map((indicator) => [
      indicator.id,
      printedSource(settings, indicator, () => isReportedIn(given.values, everyIssued, indicator)).source,
    ]),
  );
  const counted = indicators.filter(
    (indicator) => sources.get(indicator.id) === 'rollup' || isCountedUnreported(settings, indicator),
  );
  // Most offices print what is submitted; 8000 values need no keys then.
  if (everyIssued.length === 0 && counted.length === 0) return given;
  const chosen = new Map(given.values.map((value) => [keyOf(value), value]));
  const whole: IssuedValue[] = [];
  for (const issued of everyIssued) {
    if (sources.get(issued.indicatorId) !== 'issued') continue;
    const { unitId, indicatorId, basis, value } = issued;
    if (unitId === null) whole.push(issued);
    else chosen.set(keyOf(issued), { ...stored(unitId, indicatorId, period, basis, value), from: 'issued', issued });
  }
  for (const indicator of counted) {
    const isOfAll = sources.get(indicator.id) === 'rollup';
    const units = listUnits(store).filter((unit) => isValidAt(unit, period));
    for (const basis of BASES) {
      const found = ledgerValues(store, indicator, period, basis);
      if (!found) continue;
      const { ledger, rollup, byUnit } = found;
      // Rows of nobody (a ledger without units, units left open) say nothing about a unit: 0 for each would be a guess.
      if (![...byUnit.keys()].some((unitId) => unitId !== null)) continue;
      for (const unit of units) {
        // The ledger was kept in this period: a unit without a row has none.
        const number = numberOf(byUnit, unit.id);
        if (number === null) continue;
        const value = stored(unit.id, indicator.id, period, basis, number);
        const reported = isOfAll ? undefined : chosen.get(keyOf(value));
        if (reported !== undefined && reported.state !== 'not_submitted') continue;
        chosen.set(keyOf(value), { ...value, from: 'rollup', ledger: { ledger, rollup } });
      }
    }
  }
  return { values: [...chosen.values()], whole, submitters: given.submitters };
}

/** Values as the units submitted them. */
export function submitted(store: Store, period: Period): ChosenValues {
  const submitters = new Set<number>();
  const values = valuesOfPeriod(store, period) as ChosenValue[];
  for (const value of values) {
    value.from = 'submitted';
    if (value.state !== 'not_submitted') submitters.add(value.unitId);
  }
  return { values, whole: [], submitters };
}

function stored(unitId: number, indicatorId: number, period: Period, basis: Basis, value: number): StoredValue {
  return { unitId, indicatorId, period, basis, state: value === 0 ? 'zero' : 'value', value, isClaim: false };
}
