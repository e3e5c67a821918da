// Rows that are parts of the row above them, or of a class of enterprises that a line above names.

import { isRestricting } from '../../../../shared/indicators/lookup.js';
import { normaliseName } from '../../../../shared/indicators/normalise.js';
import type { Vocabulary } from './find-table.js';
import { COUNT_WORD, levelOfName } from './row-levels.js';
import { findPartOf, lookUp, type NamedRow } from './row-names.js';

/** 有发明专利的规上工业企业数 below 规上企业数 is the unit's own number of them. */
const COUNTS_FIRMS = new RegExp(`企业${COUNT_WORD}?$`, 'u');

/** A known name is of what stands above it, unless both together are declared to be a name or it counts firms, too. */
export function isOfClass(
  words: Vocabulary,
  { indicator }: NamedRow,
  ofClass: string | null,
  label: string,
  year: number | null,
): boolean {
  if (ofClass === null || indicator.kind !== 'found' || COUNTS_FIRMS.test(normaliseName(label))) return false;
  const part = findPartOf(words, ofClass, label, year)?.indicator;
  return part?.kind !== 'found' || part.code !== indicator.code;
}

/** 企业 over 有效发明专利拥有量 is an indicator of its own: nothing of the line is left to ask. */
export function saysHeading({ indicator }: NamedRow, heading: string): boolean {
  return indicator.kind === 'found' && isRestricting(heading) && indicator.key.includes(normaliseName(heading));
}

/**
 * 专利申请 | 发明 | 实用新型, or 1.发明 | 2.实用新型, below each other without 其中: parts where two of them are, one after the other. Of
 * numbered names above numbered ones the levels decide.
 */
export function partOfRowAbove(
  words: Vocabulary,
  whole: string | null,
  label: string,
  below: string,
  year: number | null,
): NamedRow | null {
  if (whole === null || (levelOfName(label) !== null && levelOfName(whole) !== null)) return null;
  const part = findPartOf(words, whole, label, year);
  if (part === null) return null;
  return isPartName(words, whole, below, year) ? part : null;
}

/** 其中：国内 below 专利授权量: 国内专利授权量 by itself is another name of the whole, below it a part. */
export function notTheWhole(words: Vocabulary, whole: string, part: NamedRow, year: number | null): NamedRow {
  const { indicator } = part;
  const outer = lookUp(words, [whole], year).indicator;
  const isWhole = indicator.kind === 'found' && outer.kind === 'found' && indicator.code === outer.code;
  // 其中：3月 is the whole of another time.
  if (!isWhole || part.period !== null || part.figure !== null) return part;
  return { ...part, indicator: { kind: 'contradicted', candidates: [outer.code], key: indicator.key } };
}

/** 专利申请量 | 专利授权量 | 发明, the last two set in: a part of the name at the margin, or of the one above it. */
export function ofEither(named: NamedRow, closer: NamedRow | null): NamedRow {
  const [one, other] = [named.indicator, closer?.indicator];
  if (one.kind !== 'found' || other?.kind !== 'found' || one.code === other.code) return named;
  return { ...named, indicator: { kind: 'ambiguous', candidates: [other.code, one.code], key: one.key } };
}

function isPartName(words: Vocabulary, whole: string, label: string, year: number | null): boolean {
  return (
    label !== '' &&
    lookUp(words, [label], year).indicator.kind === 'unknown' &&
    findPartOf(words, whole, label, year) !== null
  );
}
