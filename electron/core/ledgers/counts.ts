// Numbers that ledgers give: roll-ups of a period, and their comparison with what the units submitted. The page that shows it
// comes later; the arithmetic of one line is in shared/ledgers/reconcile.ts.

import type { Ctx } from '../context.js';
import { countingUnits } from '../statistics/service.js';
import { explanationsOf, removeExplanation, saveExplanation } from '../store/explanation-store.js';
import { listIndicators, type StoredIndicator } from '../store/indicator-store.js';
import { ledgersOf } from '../store/ledger-list.js';
import { numberOf, rollUpStored, sumOf } from '../store/ledger-rollup.js';
import { blanksBehind, ruleWithBlanks } from '../store/rollup-blanks.js';
import { hasRows } from '../store/ledger-store.js';
import type { Store } from '../store/store.js';
import { listUnits } from '../store/unit-store.js';
import { storedValue, valuesOfPeriod } from '../store/value-store.js';
import { write } from '../store/write.js';
import type { ReconcileLine } from '../../../shared/contract/calls/ledgers.js';
import type { ParsedParams, Result } from '../../../shared/contract/index.js';
import { AppError } from '../../../shared/errors/app-error.js';
import { scaleOf } from '../../../shared/indicators/measures.js';
import type { Ledger, Rollup } from '../../../shared/ledgers/define.js';
import { reconcileState } from '../../../shared/ledgers/reconcile.js';
import { basesOf, usualBasis } from '../../../shared/ledgers/rollup.js';
import { shortestDecimal } from '../../../shared/model/scaled-number.js';
import { isValidAt } from '../../../shared/model/unit.js';

interface Fed {
  ledger: Ledger;
  rollup: Rollup;
  indicator: StoredIndicator;
}

/** Roll-ups of the ledgers that hold rows, in the order of the catalogue. A disabled indicator is fed by nothing. */
function fedIndicators(store: Store): Fed[] {
  const inUse = ledgersOf(store).filter((ledger) => hasRows(store, ledger));
  return listIndicators(store)
    .filter((indicator) => indicator.enabled)
    .flatMap((indicator) =>
      inUse.flatMap((ledger) =>
        ledger.rollups
          .filter((rollup) => rollup.code === indicator.code)
          .map((rollup) => ({ ledger, rollup, indicator })),
      ),
    );
}

export function rollup(ctx: Ctx, { period, basis }: ParsedParams<'ledgers.rollup'>): Result<'ledgers.rollup'> {
  return {
    rollups: fedIndicators(ctx.store)
      .filter((fed) => basis === undefined || basesOf(fed.rollup).includes(basis))
      .map(({ ledger, rollup: one, indicator }) => {
        const blanks = blanksBehind(ctx.store, ledger, one, period, basis);
        const byUnit = rollUpStored(ctx.store, ledger, one, period, basis, blanks);
        const scale = scaleOf(indicator.measure);
        const text = (value: number | null): string | null => (value === null ? null : shortestDecimal(value, scale));
        return {
          ledger: ledger.id,
          code: indicator.code,
          indicator: indicator.name,
          measure: indicator.measure,
          basis: basis ?? usualBasis(one),
          rule: ruleWithBlanks(one, blanks, null),
          units: [...byUnit].map(([unitId, value]) => ({ unitId, value: text(value) })),
          // Distinct enterprises are Σ of the units too (rules.md 5).
          total: text(sumOf(byUnit.values())),
        };
      }),
  };
}

export function reconcile(ctx: Ctx, { period }: ParsedParams<'ledgers.reconcile'>): Result<'ledgers.reconcile'> {
  const { store } = ctx;
  const units = listUnits(store).filter((unit) => isValidAt(unit, period));
  const ofTotal = countingUnits(units);
  const submitted = new Map(
    valuesOfPeriod(store, period)
      .filter((value) => !value.isClaim)
      .map((value) => [`${value.indicatorId}|${value.basis}|${value.unitId}`, value]),
  );
  const explained = new Map(
    explanationsOf(store, period).map((one) => [`${one.indicatorId}|${one.ledger}|${one.unitId}`, one]),
  );
  const lines = fedIndicators(store).map(({ ledger, rollup: one, indicator }): ReconcileLine => {
    const basis = usualBasis(one);
    const blanks = blanksBehind(store, ledger, one, period, basis);
    const counted = rollUpStored(store, ledger, one, period, basis, blanks);
    const scale = scaleOf(indicator.measure);
    const text = (value: number | null): string | null => (value === null ? null : shortestDecimal(value, scale));
    const lineUnits = units.map((unit) => {
      const value = submitted.get(`${indicator.id}|${basis}|${unit.id}`);
      const explanation = explained.get(`${indicator.id}|${ledger.id}|${unit.id}`) ?? null;
      const given = value?.value ?? null;
      const own = numberOf(counted, unit.id);
      const state = reconcileState(given, value !== undefined, own, explanation);
      return {
        unitId: unit.id,
        unit: unit.name,
        given,
        submitted: text(given),
        submittedState: value?.state ?? null,
        counted: text(own),
        difference: given === null || own === null ? null : text(given - own),
        state,
        explanation:
          explanation !== null && state === 'explained'
            ? { reason: explanation.reason, note: explanation.note, operator: explanation.operator, at: explanation.at }
            : null,
      };
    });
    const counting = lineUnits.filter(({ unitId }) => ofTotal.has(unitId));
    const given = counting.flatMap((unit) => (unit.given === null ? [] : [unit.given]));
    const ownOfTotal = [...counted].flatMap(([unitId, own]) => (unitId !== null && ofTotal.has(unitId) ? [own] : []));
    const elsewhere = [...counted].filter(([unitId]) => !units.some((unit) => unit.id === unitId));
    return {
      ledger: ledger.id,
      code: indicator.code,
      indicator: indicator.name,
      measure: indicator.measure,
      basis,
      rule: ruleWithBlanks(one, blanks, null),
      units: lineUnits.map(({ given: _given, ...unit }) => unit),
      submittedTotal: given.length === 0 ? null : text(sumOf(given)),
      countedTotal: text(sumOf(ownOfTotal)),
      unassigned: elsewhere.length === 0 ? null : text(sumOf(elsewhere.map(([, value]) => value))),
    };
  });
  return { period, lines };
}

export function explain(ctx: Ctx, params: ParsedParams<'ledgers.explain'>): Result<'ledgers.explain'> {
  const { store } = ctx;
  const { period, reason, note } = params;
  const fed = fedIndicators(store).find((one) => one.ledger.id === params.ledger && one.indicator.code === params.code);
  const known = new Map(listUnits(store).map((unit) => [unit.id, unit.name]));
  const unitIds = [...new Set([params.unitId, ...(params.alike ?? [])])];
  if (!fed || !unitIds.every((id) => known.has(id))) throw new AppError('data.not-found', { what: '这一项比对' });
  const who = unitIds.length > 1 ? `${unitIds.length}个填报单位的` : known.get(params.unitId)!;
  write(
    store,
    {
      kind: 'ledgers',
      label: `${reason === null ? '取消说明' : '说明差异'}：${who}${fed.indicator.name}`,
      operator: ctx.operator,
      topics: ['ledgers'],
      detail: note,
    },
    () => {
      const counted = rollUpStored(store, fed.ledger, fed.rollup, period);
      const at = store.now();
      for (const unitId of unitIds) {
        const key = { indicatorId: fed.indicator.id, ledger: fed.ledger.id, unitId };
        if (reason === null) {
          removeExplanation(store, period, key);
          continue;
        }
        const value = storedValue(store, {
          unitId,
          indicatorId: fed.indicator.id,
          period,
          basis: usualBasis(fed.rollup),
        });
        saveExplanation(store, period, {
          ...key,
          submitted: value?.value ?? null,
          counted: numberOf(counted, unitId) ?? 0,
          reason,
          note,
          operator: ctx.operator,
          at,
        });
      }
    },
  );
  return {};
}
