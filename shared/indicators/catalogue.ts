// The catalogue of indicators that comes with the program: indicators.md B.2, one code, one measure, one unit.
// A new indicator is one entry in the file of its category; a code is an identity and is never reused or renumbered.
// Look a name of a district's file up through lookup.ts, never by walking this list.

import { CREATION } from './catalogue-creation.js';
import { BASE, MANAGEMENT, SERVICE } from './catalogue-other.js';
import { PROTECTION } from './catalogue-protection.js';
import { UTILISATION } from './catalogue-utilisation.js';
import type { Indicator } from './define.js';

/** All shipped indicators in the order of screens and print. Steps of ten leave room for the officer's own entries. */
export const CATALOGUE: readonly Indicator[] = [
  ...CREATION,
  ...UTILISATION,
  ...PROTECTION,
  ...MANAGEMENT,
  ...SERVICE,
  ...BASE,
].map((entry, index) => ({ ...entry, order: (index + 1) * 10 }));
