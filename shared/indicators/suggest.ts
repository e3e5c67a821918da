// Indicators that an unknown name may mean: likeness of characters, for a question to the officer. It suggests and never
// decides (rules.md 9); what decides is lookup.ts.

import type { IndicatorLookup } from './lookup.js';
import { normaliseName } from './normalise.js';

const MIN_LIKENESS = 0.5;

/** Pairs of neighbouring characters, each as often as it occurs. */
function pairsOf(text: string): Map<string, number> {
  const pairs = new Map<string, number>();
  for (let at = 0; at + 1 < text.length; at += 1) {
    const pair = text.slice(at, at + 2);
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
  }
  return pairs;
}

/** 0 nothing in common … 1 the same (Dice over pairs of characters). */
function likeness(a: string, b: string): number {
  const pairs = pairsOf(a);
  let shared = 0;
  for (const [pair, count] of pairsOf(b)) shared += Math.min(count, pairs.get(pair) ?? 0);
  const all = a.length - 1 + (b.length - 1);
  return all <= 0 ? 0 : (2 * shared) / all;
}

/** At most `limit` codes, the likest first; equal ones in the order of the catalogue. */
export function suggestIndicators(name: string, lookup: IndicatorLookup, limit = 3): string[] {
  const key = normaliseName(name);
  if (key.length < 2) return [];
  const best = new Map<string, number>();
  for (const [known, codes] of lookup.keys) {
    if (Math.min(known.length, key.length) / Math.max(known.length, key.length) < MIN_LIKENESS / 2) continue;
    const score = likeness(key, known.replaceAll('/', ''));
    if (score < MIN_LIKENESS) continue;
    for (const code of codes) if (score > (best.get(code) ?? 0)) best.set(code, score);
  }
  return [...best]
    .sort((a, b) => b[1] - a[1])
    .slice(0, limit)
    .map(([code]) => code);
}
