// The stored number behind what is printed of one unit and indicator: issued by a higher authority, counted by a ledger, handed in, or
// said of that day by a later report. Not here: what is computed of other numbers (service.ts), what a page shows of it (value-detail.ts).

import type { Ctx } from '../context.js';
import type { StoredIndicator } from '../store/indicator-store.js';
import type { IssuedValue } from '../store/issued-store.js';
import { standingClaims } from '../store/source-store.js';
import { claimOf, type Revision } from '../store/value-store.js';
import { chosenValues, type ChosenValue } from './chosen-values.js';
import type { Fact, IndicatorFacts, PeriodFacts } from './facts.js';
import { figureOf } from './period-values.js';
import type { ParsedParams } from '../../../shared/contract/index.js';
import type { CellSource } from '../../../shared/model/observation.js';
import type { YearPart } from '../../../shared/statistics/cumulative.js';
import type { Figure } from '../../../shared/statistics/figure.js';

/** A number that is asked about, with what is known of its indicator in the period. */
export interface Asked {
  ctx: Pick<Ctx, 'store' | 'settings'>;
  key: ParsedParams<'values.detail'>['key'];
  indicator: StoredIndicator;
  facts: PeriodFacts;
  /** Undefined: the indicator stands in no table of the period. */
  ofIndicator: IndicatorFacts | undefined;
  /** Of the unit, or of the total. */
  fact: Fact | undefined;
  /** The key has the basis that tables print. */
  isMain: boolean;
  /** The key asks for a month or a quarter alone. */
  part: YearPart | null;
}

export interface StoredNumber {
  kind: 'issued' | 'rollup' | 'handed-in' | 'claim';
  figure: Figure;
  source: CellSource | null;
  importFileId: number | null;
  /** Of kind handed-in. */
  revision: Revision | null;
  issued: IssuedValue | null;
  /** Of kind rollup. */
  ledger: ChosenValue['ledger'] | null;
}

/** Null where the number is computed, or nothing is known. `revisions`: what was handed in, newest first. */
export function storedNumber(asked: Asked, revisions: readonly Revision[]): StoredNumber | null {
  return printedInstead(asked) ?? (revisions.length === 0 ? claimed(asked) : handedIn(asked, revisions[0]!));
}

/** What the office prints instead of what was handed in. */
function printedInstead({ ctx, key, indicator, fact, isMain }: Asked): StoredNumber | null {
  const chosen = chosenValues(ctx, key.period);
  const isKey = (one: { indicatorId: number; basis: string; unitId: number | null }): boolean =>
    one.indicatorId === indicator.id && one.basis === key.basis && one.unitId === key.unitId;
  const ofUnit = chosen.values.find((one) => isKey(one) && one.from !== 'submitted');
  // A total is issued only where the facts say so: a sum of some units is none.
  const isIssuedTotal = key.unitId === null && isMain && fact?.from === 'issued';
  const issued = ofUnit?.issued ?? (isIssuedTotal ? chosen.whole.find(isKey) : undefined) ?? null;
  const printed = ofUnit ?? issued;
  if (printed === null) return null;
  return {
    kind: ofUnit?.from === 'rollup' ? 'rollup' : 'issued',
    figure: figureOf({ state: printed.value === 0 ? 'zero' : 'value', value: printed.value }, indicator),
    source: issued?.source ?? null,
    importFileId: issued?.importFileId ?? null,
    revision: null,
    issued,
    ledger: ofUnit?.ledger ?? null,
  };
}

function handedIn({ indicator, fact, part }: Asked, newest: Revision): StoredNumber | null {
  // A part that was handed in beside a cumulative value that was issued is not the part that the grid shows.
  if (part !== null && fact !== undefined && (fact.from ?? 'submitted') !== 'submitted') return null;
  return {
    kind: 'handed-in',
    figure: figureOf(newest, indicator),
    source: cellOf(newest),
    importFileId: newest.importFileId,
    revision: newest,
    issued: null,
    ledger: null,
  };
}

/** 来源：本年报表同期栏 (rules.md 14). */
function claimed({ ctx: { store }, key, indicator }: Asked): StoredNumber | null {
  const { unitId, period, basis } = key;
  const claim = unitId === null ? null : claimOf(store, { unitId, indicatorId: indicator.id, period, basis });
  const isStanding = (): boolean =>
    standingClaims(store, period).some((one) => one.unitId === unitId && one.indicatorId === indicator.id);
  if (claim === null || !isStanding()) return null;
  return {
    kind: 'claim',
    figure: figureOf(claim, indicator),
    source: claim.source,
    importFileId: claim.importFileId,
    revision: null,
    issued: null,
    ledger: null,
  };
}

/** Where a revision was read; null where it was typed. */
export function cellOf({ file, sheet, cell, text }: Revision): CellSource | null {
  return file === null || cell === null ? null : { file, sheet, cell, text: text ?? '' };
}
