// values.list: every value of a period with its source, in the machine-readable form of rules.md 20.

import type { Ctx } from '../context.js';
import { listIndicators } from '../store/indicator-store.js';
import { standingClaims, submittedRatios } from '../store/source-store.js';
import { listUnits } from '../store/unit-store.js';
import { currentRevisions, type Revision } from '../store/value-store.js';
import { issuedOrigin, type IssuedValue } from '../store/issued-store.js';
import { chosenValues, keyOf, type ChosenValue } from './chosen-values.js';
import type { Fact, PeriodFacts } from './facts.js';
import { formulaOf, inputsOf, plainDecimal, TOTAL_UNIT } from './formula.js';
import { figureOf } from './period-values.js';
import { noTotalReason } from './no-total.js';
import { factsOf } from './service.js';
import { factWith } from './unit-fact.js';
import type { ListedValue, ValueSource } from '../../../shared/contract/calls/values.js';
import type { Result } from '../../../shared/contract/index.js';
import { VALUE_SOURCE_LABEL } from '../../../shared/model/value-source.js';
import type { CellSource } from '../../../shared/model/observation.js';
import { yearOf, type Period } from '../../../shared/model/period.js';
import { usableValue } from '../../../shared/statistics/figure.js';

const ISSUED_NOTE = '来源：上级下发';
export const CLAIM_NOTE = '来源：本年报表同期栏';

/** Where a revision came from: its cell, or who entered it. */
function revisionSource(revision: Revision): ValueSource {
  if (revision.file !== null && revision.cell !== null)
    return { file: revision.file, sheet: revision.sheet, cell: revision.cell, text: revision.text ?? '' };
  return { entered: revision.origin === 'setup' ? '建立本单位时录入' : revision.operator || '手工录入' };
}

/** Where an issued value came from. */
function issuedSource({ source, ...value }: IssuedValue): ValueSource {
  const origin = issuedOrigin(value);
  return source === null
    ? { entered: `${VALUE_SOURCE_LABEL.issued}${origin === '' ? '' : `：${origin}`}` }
    : { ...source, note: ISSUED_NOTE };
}

/** Source of a value that is not printed from the submission. */
function chosenSource(value: ChosenValue): ValueSource {
  if (value.issued) return issuedSource(value.issued);
  const { ledger, rollup } = value.ledger!;
  return { formula: `${ledger.title}：${rollup.rule}`, inputs: [] };
}

/** Units of the total have handed in the numerator, and none of them has the denominator. */
function lacksDenominator(facts: PeriodFacts, units: ReadonlyMap<number, Fact>): boolean {
  const known = [...units.values()].filter(
    (fact) =>
      fact.unitId !== null &&
      facts.counting.has(fact.unitId) &&
      fact.ratio !== null &&
      usableValue(fact.ratio.numerator.figure) !== null,
  );
  return known.length > 0 && known.every((fact) => usableValue(fact.ratio!.denominator.figure) === null);
}

/** A value with the file that its cell is in; null where it has none. */
export interface PeriodValue {
  value: ListedValue;
  importFileId: number | null;
}

export function listPeriodValues(ctx: Pick<Ctx, 'store' | 'settings'>, period: Period): Result<'values.list'> {
  return { period, values: periodValues(ctx, period).map(({ value }) => value) };
}

/** All values of a period: stored ones, claims that stand in, ratios, totals. */
export function periodValues(ctx: Pick<Ctx, 'store' | 'settings'>, period: Period): PeriodValue[] {
  const { store } = ctx;
  const facts = factsOf(ctx, period);
  const unitNames = new Map(listUnits(store).map((unit) => [unit.id, unit.name]));
  const indicators = new Map(listIndicators(store).map((indicator) => [indicator.id, indicator]));
  const unitOrder = new Map([...unitNames.keys()].map((id, index) => [id, index]));
  const rows: (PeriodValue & { unit: number; order: number })[] = [];

  const stored = (
    key: { unitId: number; indicatorId: number; basis: ListedValue['basis'] },
    value: Pick<Revision, 'state' | 'value'>,
    source: ValueSource,
    importFileId: number | null,
  ): void => {
    const indicator = indicators.get(key.indicatorId);
    if (!indicator) return;
    rows.push({
      unit: unitOrder.get(key.unitId) ?? -1,
      order: indicator.order,
      value: {
        unit: unitNames.get(key.unitId) ?? '',
        code: indicator.code,
        indicator: indicator.name,
        basis: key.basis,
        value: plainDecimal(figureOf(value, indicator)),
        measure: indicator.measure,
        state: value.state,
        numerator: null,
        denominator: null,
        missing: [],
        source,
      },
      importFileId,
    });
  };
  const { values, whole } = chosenValues(ctx, period);
  const elsewhere = new Map(values.filter((value) => value.from !== 'submitted').map((value) => [keyOf(value), value]));
  for (const revision of currentRevisions(store, period))
    if (!elsewhere.has(keyOf(revision))) stored(revision, revision, revisionSource(revision), revision.importFileId);
  for (const claim of standingClaims(store, period))
    if (!elsewhere.has(keyOf(claim))) stored(claim, claim, { ...claim.source, note: CLAIM_NOTE }, claim.importFileId);
  for (const value of elsewhere.values()) stored(value, value, chosenSource(value), value.issued?.importFileId ?? null);
  const wholes = new Map(whole.map((one) => [keyOf(one), one]));

  const submitted = submittedRatios(store, period);
  const computed = (fact: Fact, cell: CellSource | undefined, importFileId: number | null): void => {
    const issued =
      fact.unitId === null && fact.from === 'issued'
        ? wholes.get(keyOf({ indicatorId: fact.indicator.id, basis: fact.basis, unitId: null }))
        : undefined;
    rows.push({
      unit: fact.unitId === null ? unitOrder.size : (unitOrder.get(fact.unitId) ?? -1),
      order: fact.indicator.order,
      value: {
        unit: fact.unitId === null ? TOTAL_UNIT : (unitNames.get(fact.unitId) ?? ''),
        code: fact.indicator.code,
        indicator: fact.indicator.name,
        basis: fact.basis,
        value: plainDecimal(fact.figure),
        measure: fact.indicator.measure,
        state: fact.figure.state,
        numerator: fact.ratio ? plainDecimal(fact.ratio.numerator.figure) : null,
        denominator: fact.ratio ? plainDecimal(fact.ratio.denominator.figure) : null,
        missing: fact.missing.map((id) => unitNames.get(id) ?? ''),
        source: issued
          ? issuedSource(issued)
          : {
              formula: formulaOf(fact),
              inputs: inputsOf(facts, fact).map(({ unit, code, period: of, basis, value }) => ({
                unit,
                code,
                period: of,
                basis,
                value,
              })),
              ...(cell ? { ...cell, submitted: cell } : {}),
            },
      },
      importFileId: issued ? issued.importFileId : importFileId,
    });
  };
  /** A total that is not there: a line of its own with the reason, not a gap. */
  const noTotal = (fact: Fact, formula: string, note: string): void => {
    rows.push({
      unit: unitOrder.size,
      order: fact.indicator.order,
      value: {
        unit: TOTAL_UNIT,
        code: fact.indicator.code,
        indicator: fact.indicator.name,
        basis: fact.basis,
        value: null,
        measure: fact.indicator.measure,
        state: 'not_applicable',
        numerator: null,
        denominator: null,
        missing: [],
        source: {
          formula,
          inputs: [],
          note,
        },
      },
      importFileId: null,
    });
  };
  const incomputable = (fact: Fact): void => {
    const { denominator } = fact.ratio!;
    const yearEnd = denominator.period === fact.period ? '' : `（${yearOf(denominator.period)}年末）`;
    noTotal(fact, formulaOf(factWith(fact, { unitId: null })), `没有${denominator.indicator.name}${yearEnd}，不能计算`);
  };
  for (const ofIndicator of facts.indicators) {
    const { indicator, units, total } = ofIndicator;
    for (const fact of units.values())
      if (fact.ratio && fact.ratio.numerator.figure !== null) {
        const ratio = submitted.get(`${fact.unitId}/${indicator.code}`);
        computed(fact, ratio?.source, ratio?.importFileId ?? null);
      }
    if (total.isPrinted) computed(total, undefined, null);
    else if (lacksDenominator(facts, units)) incomputable([...units.values()].find((fact) => fact.ratio)!);
    else if (noTotalReason(facts, ofIndicator) !== '') noTotal(total, '', noTotalReason(facts, ofIndicator));
  }
  rows.sort((a, b) => a.unit - b.unit || a.order - b.order);
  return rows;
}
