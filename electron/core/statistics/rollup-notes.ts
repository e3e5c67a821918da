// What a printed roll-up could not count because nobody wrote it down, and what of its rule is said beside it, as the notes of tables
// and charts say it.

import type { Ctx } from '../context.js';
import type { StoredIndicator } from '../store/indicator-store.js';
import { ledgersOf } from '../store/ledger-list.js';
import { blanksBehind, type Blanks } from '../store/rollup-blanks.js';
import { listUnits } from '../store/unit-store.js';
import { ledgerValues } from './chosen-values.js';
import type { IndicatorFacts } from './facts.js';
import type { Ledger } from '../../../shared/ledgers/define.js';
import { basesOf } from '../../../shared/ledgers/rollup.js';
import type { Basis, Period } from '../../../shared/model/period.js';

/** Whether a ledger is printed of an indicator, or would be if it had the number. */
export function isByLedger({ valueSources }: Ctx['settings'], { indicator, units }: IndicatorFacts): boolean {
  return valueSources[indicator.code] === 'rollup' || [...units.values()].some((fact) => fact.from === 'rollup');
}

/** Sentences on an indicator that is printed by a ledger: what its rule says, rows not counted, and units without a number for that. */
export function rollupNotes(
  { store, settings }: Pick<Ctx, 'store' | 'settings'>,
  indicator: StoredIndicator,
  period: Period,
  basis: Basis,
): string[] {
  const name = indicator.shortName || indicator.name;
  const found = ledgerValues(store, indicator, period, basis);
  if (found) {
    const { ledger, rollup, blanks } = found;
    const said = rollup.says === undefined ? [] : [`台账汇总的${name}${rollup.says}。`];
    return [...said, ...blanks.map((one) => partly(store, ledger, one, name))];
  }
  if (settings.valueSources[indicator.code] !== 'rollup') return [];
  return ledgersOf(store).flatMap((ledger) => {
    const rollup = ledger.rollups.find((one) => one.code === indicator.code && basesOf(one).includes(basis));
    if (!rollup) return [];
    return blanksBehind(store, ledger, rollup, period, basis).map((one) =>
      one.rows === one.blank
        ? `${ledger.title}台账中${one.rows}条都没有填写“${one.label}”，${name}没有台账汇总数。`
        : partly(store, ledger, one, name),
    );
  });
}

function partly(store: Ctx['store'], ledger: Ledger, { rows, blank, label, unknown }: Blanks, name: string): string {
  const without = listUnits(store).filter(({ id }) => unknown.includes(id));
  const whose = without.length === 0 ? '' : `；${without.map((unit) => unit.name).join('、')}都没有填写，没有汇总数`;
  return `${ledger.title}台账中${rows}条有${blank}条没有填写“${label}”，未计入${name}${whose}。`;
}
