// Texts of a call's parameters by the rule of those that are read from files: what cannot be seen was not typed on purpose.

import { plainText } from '../../shared/model/plain-text.js';

/** No call has lists in lists so deep; what is deeper is left for its schema to refuse. */
const DEEPEST = 30;

/** A copy in which every text and every key is plain; other values are the same. */
export function plainTexts(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return plainText(value);
  if (typeof value !== 'object' || value === null || depth === DEEPEST) return value;
  if (Array.isArray(value)) return value.map((one) => plainTexts(one, depth + 1));
  // Also a key `__proto__` stays a key like any other.
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [plainText(key), plainTexts(one, depth + 1)]));
}
