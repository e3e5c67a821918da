import { CATALOGUE } from '../../shared/indicators/catalogue.js';
import type { Indicator } from '../../shared/indicators/define.js';

/** An indicator of the shipped catalogue, or null where no entry has the code. */
export function shippedIndicator(code: string): Indicator | null {
  return CATALOGUE.find((indicator) => indicator.code === code) ?? null;
}
