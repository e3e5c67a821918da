// 占比, 比重: part / whole in % (indicators.md B.5). Part and whole must carry the same period and scope.

import type { Fraction } from '../model/scaled-number.js';
import type { Figure } from './figure.js';
import { unitRatio } from './ratio.js';

/** Share in %, exact; null where a value is missing or the whole is 0. */
export function share(part: Figure | null, whole: Figure | null): Fraction | null {
  return unitRatio(part, whole, 100);
}
