// Beside a printed number what the other sources say of the same unit and indicator: 上级下发, 区县报送, 台账汇总.

import type { Ctx } from '../context.js';
import { listIndicators, type StoredIndicator } from '../store/indicator-store.js';
import { issuedOfPeriod, issuedOrigin } from '../store/issued-store.js';
import { ledgersOf } from '../store/ledger-list.js';
import { numberOf, sumOf } from '../store/ledger-rollup.js';
import { ruleWithBlanks } from '../store/rollup-blanks.js';
import { valuesOfPeriod, type Revision } from '../store/value-store.js';
import { isReportedIn, ledgerValues, printedSource } from './chosen-values.js';
import type { PeriodFacts } from './facts.js';
import { figureOf } from './period-values.js';
import type { ParsedParams, Result } from '../../../shared/contract/index.js';
import { scaleOf } from '../../../shared/indicators/measures.js';
import type { Period } from '../../../shared/model/period.js';
import type { ValueSource } from '../../../shared/model/value-source.js';
import { known, type Figure } from '../../../shared/statistics/figure.js';
import { formatFigure, NO_RESULT } from '../../../shared/statistics/format.js';
import { total } from '../../../shared/statistics/total.js';

type Source = Result<'values.detail'>['sources'][number];

/** Σ of the units as they are printed, beside an issued total. */
export function sumOfUnits(facts: PeriodFacts, code: string): Figure | null {
  const of = facts.byCode.get(code);
  if (!of || of.total.from !== 'issued') return null;
  return total(
    facts.units.map((unit) => ({
      id: unit.id,
      figure: of.units.get(unit.id)?.figure ?? null,
      counts: facts.counting.has(unit.id),
    })),
  ).figure;
}

export function sourcesOf(
  ctx: Pick<Ctx, 'store' | 'settings'>,
  key: ParsedParams<'values.detail'>['key'],
  about: {
    indicator: StoredIndicator;
    revision: Revision | null;
    printed: ValueSource | null;
    total: Figure | null;
    /** Units of the total. */
    counting: ReadonlySet<number>;
  },
): Source[] {
  const { indicator, revision, printed } = about;
  const text = (figure: Figure): string =>
    formatFigure(figure, {
      measure: indicator.measure,
      decimals: indicator.precision,
      rounding: ctx.settings.rounding,
    });
  const sources: Source[] = [];
  const add = (source: ValueSource, rest: Omit<Source, 'source' | 'isPrinted'>): void =>
    void sources.push({ source, isPrinted: source === printed, ...rest });
  const issued = issuedOfPeriod(ctx.store, key.period).find(
    (one) => one.indicatorId === indicator.id && one.basis === key.basis && one.unitId === key.unitId,
  );
  if (issued)
    add('issued', {
      text: text(figureOf({ state: issued.value === 0 ? 'zero' : 'value', value: issued.value }, indicator)),
      cell: issued.source,
      importFileId: issued.importFileId,
      note: issuedOrigin(issued),
    });
  if (revision) {
    const { file, sheet, cell } = revision;
    add('submitted', {
      text: text(figureOf(revision, indicator)),
      cell: file !== null && cell !== null ? { file, sheet, cell, text: revision.text ?? '' } : null,
      importFileId: revision.importFileId,
      note: '',
    });
  } else if (about.total !== null)
    add('submitted', { text: text(about.total), cell: null, importFileId: null, note: '各填报单位之和' });
  const ledger = ledgerValues(ctx.store, indicator, key.period, key.basis);
  if (ledger) {
    const { byUnit } = ledger;
    const number = (value: number | null): string =>
      value === null ? NO_RESULT : text(known(BigInt(value), scaleOf(indicator.measure)));
    // Rows without a unit, and those of units outside of the total, are in no printed total: told beside it and not added.
    const isCounting = (unitId: number | null): boolean => unitId !== null && about.counting.has(unitId);
    const sum = (of: (unitId: number | null) => boolean): number | null =>
      sumOf([...byUnit].flatMap(([unitId, one]) => (of(unitId) ? [one] : [])));
    const value = key.unitId === null ? sum(isCounting) : numberOf(byUnit, key.unitId);
    const apart = key.unitId === null ? sum((unitId) => !isCounting(unitId)) : 0;
    const rule = ruleWithBlanks(ledger.rollup, ledger.blanks, key.unitId);
    add('rollup', {
      text: number(value),
      cell: null,
      importFileId: null,
      note: `${ledger.ledger.title}：${rule}${apart === 0 || apart === null ? '' : `；另有${number(apart)}${indicator.measure}不属于计入合计的填报单位，未计入`}`,
    });
  }
  // One source that is printed says nothing that the panel does not say already.
  return sources.some((one) => !one.isPrinted) ? sources : [];
}

/** From where the values of a period are known, by indicator; ratios that are computed have no source of their own. */
export function knownSources(
  { store, settings }: Pick<Ctx, 'store' | 'settings'>,
  period: Period,
): Result<'values.sources'>['indicators'] {
  const issued = issuedOfPeriod(store, period);
  const values = valuesOfPeriod(store, period);
  const submitted = values.filter((value) => !value.isClaim && value.value !== null);
  const unitsOf = (values: readonly { indicatorId: number; unitId: number | null }[], id: number): number =>
    new Set(values.filter((one) => one.indicatorId === id && one.unitId !== null).map((one) => one.unitId)).size;
  const fed = new Set(ledgersOf(store).flatMap((ledger) => ledger.rollups.map((rollup) => rollup.code)));
  return listIndicators(store)
    .filter((one) => one.enabled && one.category !== 'base' && (one.numerator === null || one.denominator === null))
    .map((indicator) => {
      const basis = indicator.kind === 'flow' ? 'ytd' : 'asof';
      const ledger = fed.has(indicator.code) ? ledgerValues(store, indicator, period, basis) : null;
      return {
        code: indicator.code,
        name: indicator.name,
        category: indicator.category,
        ...printedSource(settings, indicator, () => isReportedIn(values, issued, indicator)),
        submitted: unitsOf(submitted, indicator.id),
        issued: unitsOf(issued, indicator.id),
        issuedWhole: issued.some((one) => one.indicatorId === indicator.id && one.unitId === null),
        rollup: fed.has(indicator.code) ? (ledger?.byUnit.size ?? 0) : null,
      };
    });
}
