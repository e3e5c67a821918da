// 当月 against 累计 of the same unit: a month handed in beside cumulative values serves a check (rules.md 1), so one that
// contradicts them is refused when it is typed, instead of being stored and never shown.

import { scaleOf } from '../../../shared/indicators/measures.js';
import { addMonths, monthOf, periodTitle } from '../../../shared/model/period.js';
import { shortestDecimal } from '../../../shared/model/scaled-number.js';
import type { StoredIndicator } from '../store/indicator-store.js';
import type { Store } from '../store/store.js';
import { standingValues, type RevisionInput } from '../store/value-store.js';

type Key = Pick<RevisionInput, 'unitId' | 'indicatorId' | 'period' | 'basis'>;
type Typed = Key & Pick<RevisionInput, 'state' | 'value'>;

/**
 * Why typed values contradict what stands beside them, by their place in `typed`; what is typed together is looked at together.
 * Only flows have both.
 */
export function monthProblems(
  store: Store,
  typed: readonly Typed[],
  indicators: ReadonlyMap<number, StoredIndicator>,
): Map<number, string> {
  const flows = typed.flatMap((input, index) =>
    indicators.get(input.indicatorId)?.kind === 'flow' &&
    (input.basis === 'month' || input.basis === 'ytd') &&
    input.value !== null
      ? [{ input, index }]
      : [],
  );
  const values = new Map<string, number | null>();
  const wanted = flows.flatMap(({ input }) => neighbours(input));
  const standing = standingValues(store, wanted);
  wanted.forEach((key, at) => values.set(keyText(key), numberOf(standing[at] ?? null)));
  for (const input of typed) values.set(keyText(input), numberOf(input));
  return new Map(
    flows.flatMap(({ input, index }) => {
      const problem = problemOf(input, values, indicators.get(input.indicatorId)!);
      return problem === '' ? [] : [[index, problem] as const];
    }),
  );
}

function keyText({ unitId, indicatorId, period, basis }: Key): string {
  return `${unitId}|${indicatorId}|${period}|${basis}`;
}

function numberOf(value: { state: string; value: number | null } | null): number | null {
  return value === null || value.state === 'not_submitted' ? null : value.value;
}

/** The month, its cumulative value and the one before it. */
function neighbours(input: Key): Key[] {
  const before =
    monthOf(input.period) === 1 ? [] : [{ ...input, basis: 'ytd' as const, period: addMonths(input.period, -1) }];
  return [{ ...input, basis: 'month' }, { ...input, basis: 'ytd' }, ...before];
}

function problemOf(input: Typed, values: ReadonlyMap<string, number | null>, indicator: StoredIndicator): string {
  const { period } = input;
  const at = (key: Partial<Key>): number | null => values.get(keyText({ ...input, ...key })) ?? null;
  const [month, now] = [at({ basis: 'month' }), at({ basis: 'ytd' })];
  if (month === null || now === null) return '';
  const isFirst = monthOf(period) === 1;
  const before = isFirst ? 0 : at({ basis: 'ytd', period: addMonths(period, -1) });
  // Counts and amounts never fall below zero: a month above its own year to date is wrong whatever came before.
  const isContradicted = before === null ? month > now : month !== now - before;
  if (!isContradicted) return '';
  const text = (value: number): string => `${shortestDecimal(value, scaleOf(indicator.measure))}${indicator.measure}`;
  const sum = `${periodTitle(period, 'ytd')}累计${text(now)}`;
  const known =
    isFirst || before === null
      ? sum
      : `${sum}，${periodTitle(addMonths(period, -1), 'ytd')}累计${text(before)}，相减为${text(now - before)}`;
  return input.basis === 'month'
    ? `${periodTitle(period, 'month')}填的是${text(month)}，与累计数不符（${known}）。请核实；当月数有误就改正它，累计数有误请先更正累计数。`
    : `累计数与已存的${periodTitle(period, 'month')}当月数${text(month)}不符（${known}）。请核实；当月数有误请先在“当月”中更正或清空它。`;
}
