// All enabled rules over the facts of a period. One function per kind; the sentence ends with 。 here and nowhere else.

import type { InsightDraft, InsightKind, InsightRule } from './define.js';
import type { InsightInput } from './input.js';
import { allGrow, decline, headline, largeChange, slowGrowth, trend } from './kinds/change.js';
import { coverage, line, missing, smallPart, zero } from './kinds/level.js';
import { forecastShort, lagging, pace, targetDistance, targetMet } from './kinds/pace.js';
import { belowBenchmark, peers, place, placeBand } from './kinds/place.js';
import { fillTemplate, templateOf, type Draft, type Say } from './templates.js';
import { belowAverage, concentration, spread } from './kinds/spread.js';

type Kind = (input: InsightInput, rule: InsightRule) => Draft[];

const KINDS: Record<InsightKind, Kind> = {
  headline,
  pace,
  'target-met': targetMet,
  'target-distance': targetDistance,
  'forecast-short': forecastShort,
  lagging,
  zero,
  coverage,
  line,
  'small-part': smallPart,
  'slow-growth': slowGrowth,
  decline,
  'all-grow': allGrow,
  'large-change': largeChange,
  trend,
  spread,
  concentration,
  'below-average': belowAverage,
  place,
  'place-band': placeBand,
  'below-benchmark': belowBenchmark,
  peers,
  missing,
};

/** So many names are written out. */
const MOST_NAMES = 8;

/** A total that lacks units says so in a sentence as below a table (rules.md 5): in every one that speaks of the 范围. */
function lackingWords(input: InsightInput, say: Say, { code, rows }: Pick<InsightDraft, 'code' | 'rows'>): string {
  if (say.words['范围'] === undefined) return '';
  // A sentence about several indicators says whose numbers any of them lacks.
  const codes = new Set(code === '' ? rows.map(({ ref }) => ref?.code) : [code]);
  const missing = input.indicators.flatMap((one) => (codes.has(one.indicator.code) ? one.total.missing : []));
  const names = [...input.unitNames].flatMap(([id, name]) => (missing.includes(id) ? [name] : []));
  if (names.length === 0) return '';
  const shown = names.slice(0, MOST_NAMES).join('、');
  return `（${input.scope}数不含${shown}${names.length > MOST_NAMES ? `等${names.length}个填报单位` : ''}）`;
}

/** Kinds whose sentence says a change against last year. */
const OF_CHANGE: ReadonlySet<InsightKind> = new Set(['headline', 'slow-growth', 'decline', 'all-grow', 'large-change']);

/** What grew may be the source, as it is said below a table. */
function sourceWords(input: InsightInput, kind: InsightKind, { rows }: Pick<InsightDraft, 'rows'>): string {
  if (!OF_CHANGE.has(kind)) return '';
  const differs = rows.some(({ ref }) => ref !== null && input.hasOtherSourceLastYear(ref.code, ref.unitId));
  return differs ? '（本期数与上年同期数来源不同，仅供参考）' : '';
}

/** The office's own wording, else the one that was shipped. */
function wordingOf(rule: InsightRule, id: string): string {
  const own = rule.templates.find((template) => template.id === id)?.text;
  return own ?? templateOf(rule.kind, id).text;
}

/** Insights in the order of the rules, within a rule in the order of the indicators. */
export function evaluateInsights(input: InsightInput, rules: readonly InsightRule[]): InsightDraft[] {
  return rules
    .filter((rule) => rule.enabled)
    .flatMap((rule) => {
      const seen = new Map<string, number>();
      return KINDS[rule.kind](input, rule).map(({ say, ...draft }): InsightDraft => {
        const count = seen.get(draft.code) ?? 0;
        seen.set(draft.code, count + 1);
        return {
          ...draft,
          key: `${rule.id}|${draft.code}${count === 0 ? '' : `|${count + 1}`}`,
          rule: rule.id,
          kind: rule.kind,
          sentence: `${fillTemplate(wordingOf(rule, say.template), say.words)}${lackingWords(input, say, draft)}${sourceWords(input, rule.kind, draft)}。`,
        };
      });
    });
}
