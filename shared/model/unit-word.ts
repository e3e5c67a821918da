// What the units of a bureau are called together in a sentence: 区（市）, 县（市、区）, 镇（街道）, by the names they have.

import type { BureauLevel, ReportingUnit } from './unit.js';

/** Endings in the order in which a document names them; the first one leads, the others follow in brackets. */
const ENDINGS: Record<BureauLevel, readonly string[]> = {
  province: ['市', '州', '盟', '地区'],
  city: ['县', '旗', '区', '市'],
  county: ['镇', '乡', '街道'],
};
const USUAL: Record<BureauLevel, string> = { province: '市（州）', city: '区（市）', county: '镇（街道）' };
const BY_KIND: Record<BureauLevel, ReportingUnit['kind']> = { province: 'county', city: 'county', county: 'town' };

/** Development zones and members have names of their own and are not looked at; without any name it is the usual word. */
export function unitWord(level: BureauLevel, units: readonly Pick<ReportingUnit, 'name' | 'kind'>[]): string {
  const names = units.filter((unit) => unit.kind === BY_KIND[level]).map((unit) => unit.name);
  const found = ENDINGS[level].filter((ending) => names.some((name) => name.endsWith(ending)));
  const [first, ...others] = found;
  if (first === undefined) return USUAL[level];
  // 县（市、区）: the city stands before the district where a county leads.
  const rest = first === '县' || first === '旗' ? others.toReversed() : others;
  return rest.length === 0 ? first : `${first}（${rest.join('、')}）`;
}
