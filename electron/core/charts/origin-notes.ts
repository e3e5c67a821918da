// Where the drawn numbers are taken from, if not from the submissions alone: a line of sums of 填报单位 that ends with a number of
// 上级下发 jumps for no reason that the reader can see.

import type { Ctx } from '../context.js';
import { rollupNotes, isByLedger } from '../statistics/rollup-notes.js';
import { sourcedParts } from '../statistics/differing-sources.js';
import type { Fact, PeriodFacts } from '../statistics/facts.js';
import type { ChartFacts } from './chart-facts.js';
import type { Chart } from '../../../shared/charts/chart.js';
import { periodTitle } from '../../../shared/model/period.js';
import { VALUE_SOURCE_LABEL, VALUE_SOURCES, type ValueSource } from '../../../shared/model/value-source.js';

/** So many are named; of more it is said how many. */
const MOST_NAMES = 8;

interface Drawn {
  fact: Fact;
  source: ValueSource;
}

/** What is drawn and where it is from, each once: not targets, not marks of pace. */
function drawnFacts(series: Chart['series'], reader: ChartFacts): Drawn[] {
  const found = new Map<string, Drawn>();
  for (const { role, points } of series) {
    if (role === 'target' || role === 'pace') continue;
    for (const { value, ref } of points) {
      const fact = value === null || ref === null ? null : reader.find(ref.period, ref.code, ref.unitId);
      if (fact !== null)
        found.set(`${fact.period} ${fact.indicator.code} ${fact.unitId}`, { fact, source: sourceOf(fact, reader) });
    }
  }
  return [...found.values()];
}

/** A ratio is from where one of its parts is, if not from the submissions. */
function sourceOf(fact: Fact, reader: ChartFacts): ValueSource {
  const sources = sourcedParts(reader.at(fact.period), fact).map((part) => sourceOfPart(part, reader));
  return sources.find((source) => source !== 'submitted') ?? 'submitted';
}

/** A sum is from where its units are, submitted where they differ. */
function sourceOfPart(fact: Fact, reader: ChartFacts): ValueSource {
  if (fact.from !== null) return fact.from;
  const units = [...(reader.at(fact.period).byCode.get(fact.indicator.code)?.units.values() ?? [])];
  const sources = new Set(units.flatMap((unit) => unit.from ?? []));
  return sources.size === 1 ? [...sources][0]! : 'submitted';
}

const several = (values: readonly unknown[]): boolean => new Set(values).size > 1;

/** What tells a number from the others of the chart: its indicator, its month, whose it is. */
function namer(facts: readonly Fact[], { units, totalLabel }: PeriodFacts): (fact: Fact) => string {
  const names = new Map(units.map((unit) => [unit.id, unit.name]));
  if (several(facts.map((fact) => fact.indicator.code)))
    return ({ indicator }) => `${indicator.shortName || indicator.name}中的部分数`;
  const hasMonths = several(facts.map((fact) => fact.period));
  const hasUnits = several(facts.map((fact) => fact.unitId));
  return (fact) =>
    [
      hasUnits ? (fact.unitId === null ? totalLabel : (names.get(fact.unitId) ?? '')) : '',
      hasMonths ? periodTitle(fact.period, 'month') : '',
    ].join('');
}

/** What the drawn numbers of the period at work could not count because nobody wrote it down in the ledger. */
export function lackingInLedgers(
  ctx: Pick<Ctx, 'store' | 'settings'>,
  series: Chart['series'],
  reader: ChartFacts,
  facts: PeriodFacts,
): string[] {
  const found = new Map<string, string[]>();
  for (const { fact } of drawnFacts(series, reader)) {
    if (fact.period !== facts.period) continue;
    for (const { indicator, basis } of sourcedParts(facts, fact)) {
      const of = facts.byCode.get(indicator.code);
      if (of !== undefined && isByLedger(ctx.settings, of) && !found.has(indicator.code))
        found.set(indicator.code, rollupNotes(ctx, indicator, facts.period, basis));
    }
  }
  return [...found.values()].flat();
}

/** Which of the drawn numbers are from elsewhere than the others; nothing where all are from one source. */
export function originNotes(series: Chart['series'], reader: ChartFacts, facts: PeriodFacts): string[] {
  const drawn = drawnFacts(series, reader);
  const used = VALUE_SOURCES.filter((source) => drawn.some((one) => one.source === source));
  if (used.length < 2) return [];
  const name = namer(
    drawn.map(({ fact }) => fact),
    facts,
  );
  return used
    .filter((source) => source !== 'submitted')
    .map((source) => {
      const all = [...new Set(drawn.flatMap((one) => (one.source === source ? name(one.fact) : [])))];
      const shown = all.length <= MOST_NAMES ? all.join('、') : `${all.slice(0, 5).join('、')}等${all.length}个`;
      return `${shown}为${VALUE_SOURCE_LABEL[source]}数${used.includes('submitted') ? '，其余为各填报单位报送数' : ''}。`;
    });
}
