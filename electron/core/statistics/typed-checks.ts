// What the rules of 审核 find in values that are typed: the same rules as for a file (workbook/4-validate), over the unit's numbers as
// they would stand. Nothing is refused by them: the officer may be half-way through a correction, and is told before it is stored.

import type { CheckIssue } from '../../../shared/import/plan.js';
import { scaleOf } from '../../../shared/indicators/measures.js';
import type { Period } from '../../../shared/model/period.js';
import { shortestDecimal } from '../../../shared/model/scaled-number.js';
import type { ReportingUnit } from '../../../shared/model/unit.js';
import type { Ctx } from '../context.js';
import type { StoredIndicator } from '../store/indicator-store.js';
import { valuesOfPeriod, type RevisionInput } from '../store/value-store.js';
import { CellsByName } from '../workbook/3-map/cells-by-name.js';
import type { ReadCell } from '../workbook/3-map/read-values.js';
import { checkParts, checkStocks, checkSums } from '../workbook/4-validate/arithmetic.js';
import { createCheckEnv, type CheckEnv } from '../workbook/4-validate/check-env.js';
import { groupByUnit, OwnClaims } from '../workbook/4-validate/groups.js';
import { checkAgainstHistory } from '../workbook/4-validate/history.js';
import { checkOwnRules } from '../workbook/4-validate/own-rules.js';
import { Reporter, type Finding } from '../workbook/4-validate/reporter.js';
import { StoredView, type Known } from '../workbook/4-validate/stored-view.js';

/** A finding and whose it is. */
export interface TypedFinding {
  unit: string;
  severity: 'block' | 'warn';
  message: string;
}

type Typed = Pick<RevisionInput, 'unitId' | 'indicatorId' | 'basis' | 'state' | 'value'>;

type Key = Pick<Typed, 'unitId' | 'indicatorId' | 'basis'>;

/** What is stored but for what is typed: also a number that is taken back stands no more. */
class ViewWithout extends StoredView {
  constructor(
    store: Ctx['store'],
    readonly typedPeriod: Period,
    readonly isTypedKey: (key: Key) => boolean,
  ) {
    super(store);
  }

  override stored(...[unitId, indicatorId, period, basis]: Parameters<StoredView['stored']>): Known | null {
    const isTyped = period === this.typedPeriod && this.isTypedKey({ unitId, indicatorId, basis });
    return isTyped ? null : super.stored(unitId, indicatorId, period, basis);
  }
}

/** What the rules in force, 提示 apart, find in these values of a period beside what is stored; what was passed (核实通过) is not told again. */
export function typedFindings(
  { store, settings }: Ctx,
  period: Period,
  typed: readonly Typed[],
  given: { units: readonly ReportingUnit[]; indicators: readonly StoredIndicator[] },
): TypedFinding[] {
  const indicators = new Map(given.indicators.map((indicator) => [indicator.code, indicator]));
  const byId = new Map(given.indicators.map((indicator) => [indicator.id, indicator]));
  const keyOf = ({ unitId, indicatorId, basis }: Key): string => `${unitId}|${indicatorId}|${basis}`;
  const typedKeys = new Set(typed.map(keyOf));
  const view = new ViewWithout(store, period, (key) => typedKeys.has(keyOf(key)));
  const env = createCheckEnv({ store, settings, view, indicators, units: given.units });
  const stored = valuesOfPeriod(store, period).filter((value) => !value.isClaim && !typedKeys.has(keyOf(value)));
  const ofUnit = Map.groupBy([...typed, ...stored], ({ unitId }) => unitId);
  const units = new Map(given.units.map((unit) => [unit.id, unit]));
  return [...new Set(typed.map(({ unitId }) => unitId))].flatMap((unitId) => {
    const unit = units.get(unitId)!;
    const own = new Set<ReadCell>();
    const cells = ofUnit.get(unitId)!.flatMap((value) => {
      const cell = cellOf(value, period, unit, byId.get(value.indicatorId));
      if (cell !== null && typedKeys.has(keyOf(value))) own.add(cell);
      return cell ?? [];
    });
    return findIn(cells, own, env).flatMap(({ severity, message, waiver }) =>
      severity === 'hint' || waiver !== undefined ? [] : [{ unit: unit.name, severity, message }],
    );
  });
}

function findIn(cells: readonly ReadCell[], typed: ReadonlySet<ReadCell>, env: CheckEnv): CheckIssue[] {
  const reporter = new TypedReporter(typed, env);
  const claims = new OwnClaims(CellsByName.allOf([]));
  const groups = groupByUnit(cells);
  for (const group of groups) {
    checkSums(group, reporter);
    checkParts(group, env, reporter);
    checkAgainstHistory(group, claims, env, reporter);
  }
  if (groups.length > 0) {
    checkStocks(groups, claims, env, reporter);
    checkOwnRules(groups, env, reporter);
  }
  return reporter.issues;
}

/** Of what was stored before nothing is told that the typed values have no part in. */
class TypedReporter extends Reporter {
  readonly #typed: ReadonlySet<ReadCell>;

  constructor(typed: ReadonlySet<ReadCell>, { rules, waiverOf }: CheckEnv) {
    super(rules, waiverOf);
    this.#typed = typed;
  }

  override report(finding: Finding): void {
    if (finding.cells.some((cell) => this.#typed.has(cell))) super.report(finding);
  }
}

/** A value as the rules take one: a cell without an address. Null where it is no number, or of a single month or quarter. */
function cellOf(
  { basis, state, value }: Typed,
  period: Period,
  unit: ReportingUnit,
  indicator: StoredIndicator | undefined,
): ReadCell | null {
  if (value === null || indicator === undefined || (basis !== 'ytd' && basis !== 'asof')) return null;
  const decimal = shortestDecimal(value, scaleOf(indicator.measure));
  return {
    sheetIndex: 0,
    sheet: null,
    r: 0,
    c: 0,
    cell: '',
    raw: undefined,
    text: decimal,
    rowLabel: indicator.name,
    columnLabel: '',
    head: '',
    role: 'value',
    figure: 'current',
    indicator,
    unit,
    isTotal: false,
    place: null,
    level: null,
    period,
    basis,
    measure: null,
    undecided: '',
    state,
    value: BigInt(value),
    decimal,
    sourceMeasure: '',
    rejected: '',
  };
}
