// 市局本级 among the units: what the office itself does is counted there. By name, never by kind alone: a branch office is 直属, too.

import { normaliseName } from '../indicators/normalise.js';
import type { ReportingUnit } from './unit.js';

const OWN = /^(?:[省市州盟县区旗]?(?:直|直属|本级|级|局|局本级|局机关)|本[级局]|局机关|局本级|机关)$/u;

/** The only one that is meant by its name or an alias; null where there is none, or several. */
export function officeUnit(units: readonly ReportingUnit[]): ReportingUnit | null {
  const found = units.filter(
    ({ name, aliases, kind }) =>
      kind === 'direct' &&
      [name, ...aliases].some((one) => OWN.test(normaliseName(one).replace(/^.{2,8}(?=市局|市本级|县局|区局)/u, ''))),
  );
  return found.length === 1 ? found[0]! : null;
}
