// Walks the shipped catalogue: identities, measures, relations and names must hold together for good.

import { describe, expect, it } from 'vitest';

import { CATALOGUE } from '../../../shared/indicators/catalogue.js';
import { indicatorSchema } from '../../../shared/indicators/define.js';
import { buildLookup } from '../../../shared/indicators/lookup.js';
import { MEASURES } from '../../../shared/indicators/measures.js';
import { shippedIndicator } from '../../helpers/shipped-indicator.js';

const CODES = CATALOGUE.map((indicator) => indicator.code);

/** Every code of indicators.md B.2, before splitting. */
const RANGES: [string, number][] = [
  ['C', 39],
  ['Y', 37],
  ['B', 25],
  ['G', 10],
  ['F', 9],
  ['P', 5],
];

describe('catalogue', () => {
  it('has unique, valid entries', () => {
    expect(new Set(CODES).size).toBe(CODES.length);
    expect(new Set(CATALOGUE.map((indicator) => indicator.name)).size).toBe(CATALOGUE.length);
    for (const indicator of CATALOGUE)
      expect(indicatorSchema.safeParse(indicator).error, indicator.code).toBeUndefined();
  });

  it('covers every line of the specification, divided or not', () => {
    const missing = RANGES.flatMap(([letter, last]) =>
      Array.from({ length: last }, (_, i) => `${letter}${String(i + 1).padStart(2, '0')}`),
    ).filter((code) => !CODES.some((candidate) => candidate.slice(0, 3) === code));
    expect(missing).toEqual([]);
  });

  it('has the codes and measures that the sample needs', () => {
    for (const code of ['Y37', 'B23', 'B24', 'B25', 'F05a', 'F05b', 'B12a', 'C07', 'C08']) {
      expect(shippedIndicator(code)?.enabled, code).toBe(true);
    }
    expect(shippedIndicator('Y02')?.measure).toBe('件');
    expect(shippedIndicator('Y21')?.measure).toBe('个');
    expect(shippedIndicator('F03')?.measure).toBe('次');
    expect(shippedIndicator('C15')?.measure).toBe('件/万人');
  });

  it.each(CATALOGUE.map((indicator) => [indicator.code, indicator] as const))('%s is consistent', (_, indicator) => {
    expect(Object.hasOwn(MEASURES, indicator.measure)).toBe(true);
    if (!['件/万人', '件/万户'].includes(indicator.measure)) expect(indicator.measure).not.toMatch(/[/;；]/);
    expect((indicator.numerator === null) === (indicator.denominator === null)).toBe(true);
    for (const part of [indicator.numerator, indicator.denominator]) {
      if (part === null) continue;
      expect(indicator.kind).toBe('ratio');
      expect(shippedIndicator(part)?.kind).toMatch(/flow|stock/);
    }
    if (indicator.kind === 'ratio') expect(indicator.total).toBe(indicator.numerator === null ? 'none' : 'ratio');
    else expect(indicator.total).not.toBe('ratio');
    if (indicator.partOf !== null) {
      expect(shippedIndicator(indicator.partOf)?.measure).toBe(indicator.measure);
      expect(shippedIndicator(indicator.partOf)?.kind).toBe(indicator.kind);
      expect(indicator.partOf).not.toBe(indicator.code);
    }
    expect(new Set(indicator.aliases).size).toBe(indicator.aliases.length);
  });

  it('gives every name to one indicator only, disabled ones included', () => {
    const doubtful = [...buildLookup(CATALOGUE).keys].filter(([, codes]) => codes.length > 1);
    expect(doubtful).toEqual([]);
  });
});
