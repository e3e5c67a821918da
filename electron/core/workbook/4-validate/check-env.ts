// What checking may look at: rules in force, waivers, stored values, who counts, what is required. Built once per plan.

import type { CheckRule } from '../../../../shared/checks/rule.js';
import type { Settings } from '../../../../shared/contract/program-records.js';
import type { IssueWaiver } from '../../../../shared/import/plan.js';
import type { Basis, Period } from '../../../../shared/model/period.js';
import { isValidAt, type ReportingUnit } from '../../../../shared/model/unit.js';
import { chinaDate } from '../../../../shared/tasks/working-days.js';
import { chosenValues, type ChosenValue } from '../../statistics/chosen-values.js';
import { listRules, waiverLookup } from '../../store/check-store.js';
import { comparableBases, type ComparableBase } from '../../store/comparable-store.js';
import type { StoredIndicator } from '../../store/indicator-store.js';
import { lockedPeriods } from '../../store/period-lock-store.js';
import type { Store } from '../../store/store.js';
import { requiredCodes } from '../../tasks/required.js';
import { observationKey, type StoredView } from './stored-view.js';

export interface CheckEnv {
  view: StoredView;
  indicators: ReadonlyMap<string, StoredIndicator>;
  settings: Settings;
  rules: ReadonlyMap<string, CheckRule>;
  /** Waiver in force for a finding on exactly these figures. */
  waiverOf(key: string, figures: string): IssueWaiver | undefined;
  /** 锁定本期: nothing may be written into these. */
  lockedPeriods: ReadonlySet<Period>;
  /** The month of today, where the office is. */
  thisMonth: Period;
  /** Units that count in the city total, valid at a period. */
  countedIds(period: Period): ReadonlySet<number>;
  /** Codes that the unit must report for the period in a file that names these; null where no task says so. */
  requiredCodes(unitId: number, period: Period, names: ReadonlySet<string>): ReadonlySet<string> | null;
  /** 同口径调整 in force for a last year's value. */
  comparable(unitId: number, indicatorId: number, period: Period, basis: Basis): ComparableBase | undefined;
  /** The value that is printed instead of the submitted one (上级下发, 台账汇总); undefined where the submission is printed. */
  printed(unitId: number, indicatorId: number, period: Period, basis: Basis): ChosenValue | undefined;
}

export function createCheckEnv(input: {
  store: Store;
  settings: Settings;
  view: StoredView;
  indicators: ReadonlyMap<string, StoredIndicator>;
  units: readonly ReportingUnit[];
}): CheckEnv {
  const { store, settings, view, indicators, units } = input;
  const bases = new Map(
    comparableBases(store, null).map((base) => [
      observationKey(base.unitId, base.indicatorId, base.period, base.basis),
      base,
    ]),
  );
  const counted = new Map<Period, ReadonlySet<number>>();
  const printed = new Map<Period, ReadonlyMap<string, ChosenValue>>();
  return {
    view,
    indicators,
    settings,
    rules: new Map(listRules(store, settings.warnChangePercent).map((rule) => [rule.id, rule])),
    waiverOf: waiverLookup(store),
    lockedPeriods: lockedPeriods(store),
    thisMonth: chinaDate(store.now()).slice(0, 7),
    countedIds: (period) => {
      let ids = counted.get(period);
      if (!ids) {
        ids = new Set(units.filter((unit) => unit.countsInTotal && isValidAt(unit, period)).map(({ id }) => id));
        counted.set(period, ids);
      }
      return ids;
    },
    requiredCodes: (unitId, period, names) => requiredCodes(store, unitId, period, names),
    comparable: (unitId, indicatorId, period, basis) => bases.get(observationKey(unitId, indicatorId, period, basis)),
    printed: (unitId, indicatorId, period, basis) => {
      let values = printed.get(period);
      if (!values) {
        const chosen = chosenValues({ store, settings }, period).values.filter((one) => one.from !== 'submitted');
        values = new Map(
          chosen.map((one) => [observationKey(one.unitId, one.indicatorId, one.period, one.basis), one]),
        );
        printed.set(period, values);
      }
      return values.size === 0 ? undefined : values.get(observationKey(unitId, indicatorId, period, basis));
    },
  };
}
