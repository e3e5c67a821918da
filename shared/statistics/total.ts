// 合计 of flows and stocks over units, never over periods (rules.md 5). Ratios have their own total: ratio.ts.

import { STATE_LABEL, type ValueState } from '../model/observation.js';
import { atScale, known, usableValue, type Figure } from './figure.js';

export interface TotalEntry<Id> {
  id: Id;
  /** Null: nothing stored, the same as 未报. */
  figure: Figure | null;
  /** 计入合计, for a unit that is valid at the end of the period. */
  counts: boolean;
}

export interface MissingUnit<Id> {
  id: Id;
  state: ValueState;
}

export interface Total<Id> {
  /** Sum of the units that have a value; value null where none has. `forecast` where one of them is. */
  figure: Figure;
  /** Units that count but gave no number, for the printed note. 不适用 is not missing. */
  missing: MissingUnit<Id>[];
  /** How many units are in the sum. */
  counted: number;
}

/** Σ over the units that count. */
export function total<Id>(entries: readonly TotalEntry<Id>[]): Total<Id> {
  return totalOf(
    entries,
    (entry) => entry.id,
    (entry) => entry.figure,
    (entry) => entry.counts,
  );
}

/** The same over whatever has an id and a figure. */
export function totalOf<T, Id>(
  items: readonly T[],
  idOf: (item: T) => Id,
  figureOf: (item: T) => Figure | null,
  counts: (item: T) => boolean,
): Total<Id> {
  const missing: MissingUnit<Id>[] = [];
  let counting = 0;
  let counted = 0;
  let sum = 0n;
  let scale = 0;
  let isForecast = false;
  for (const item of items) {
    if (!counts(item)) continue;
    counting += 1;
    const figure = figureOf(item);
    const value = usableValue(figure);
    if (value !== null) {
      const common = Math.max(scale, figure!.scale);
      sum = atScale(sum, scale, common) + atScale(value, figure!.scale, common);
      scale = common;
      counted += 1;
      isForecast ||= figure!.state === 'forecast';
    } else if (figure?.state !== 'not_applicable') {
      // `value` without a number is a broken record: it counts as not submitted, never as 0.
      const state = figure?.state ?? 'not_submitted';
      missing.push({ id: idOf(item), state: state === 'value' ? 'not_submitted' : state });
    }
  }
  if (counted === 0) {
    const state = counting > 0 && missing.length === 0 ? 'not_applicable' : 'not_submitted';
    return { figure: { state, value: null, scale: 0 }, missing, counted: 0 };
  }
  const figure: Figure = isForecast ? { state: 'forecast', value: sum, scale } : known(sum, scale);
  return { figure, missing, counted };
}

/** Measures of things that a unit counts without repetition: Σ of units may hold one enterprise twice. */
const DISTINCT_MEASURES: ReadonlySet<string> = new Set(['家', '户', '人']);

/** Measure as the total of a flow is labelled: 家（各单位合计） (rules.md 5). A stock of units is distinct anyway. */
export function totalMeasureLabel(measure: string, kind: 'flow' | 'stock' | 'ratio'): string {
  return kind === 'flow' && DISTINCT_MEASURES.has(measure) ? `${measure}（各单位合计）` : measure;
}

/**
 * The note under a table whose total lacks units: `全市不含薛城区、山亭区（未报）`; `label` stands for the state, such as 免报. Empty where none is missing.
 */
export function missingNote(
  totalLabel: string,
  missing: readonly { name: string; state: ValueState; label?: string }[],
): string {
  const byLabel = new Map<string, string[]>();
  for (const { name, state, label = STATE_LABEL[state] } of missing)
    byLabel.set(label, [...(byLabel.get(label) ?? []), name]);
  const groups = [...byLabel].map(([label, names]) => `${names.join('、')}（${label}）`);
  return groups.length === 0 ? '' : `${totalLabel}不含${groups.join('、')}`;
}
