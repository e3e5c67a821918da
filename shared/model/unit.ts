// 填报单位 (ReportingUnit): who submits. Never bare 单位, which is 计量单位 (measure).

import type { z } from 'zod';

import type { bureauSchema, unitDraftSchema, unitSchema } from './unit-schema.js';

/** county 区县, zone 功能区, direct 直属, town 乡镇街道, member 成员单位 (法院, 公安, 海关 …), enterprise 企业 as holder of targets. */
export const UNIT_KINDS = ['county', 'zone', 'direct', 'town', 'member', 'enterprise'] as const;
export type UnitKind = (typeof UNIT_KINDS)[number];

export const UNIT_KIND_LABEL: Record<UnitKind, string> = {
  county: '区县',
  zone: '功能区',
  direct: '直属',
  town: '乡镇街道',
  member: '成员单位',
  enterprise: '企业',
};

export type UnitDraft = z.infer<typeof unitDraftSchema>;

export type ReportingUnit = z.infer<typeof unitSchema>;

/** 机构层级. */
export const BUREAU_LEVELS = ['province', 'city', 'county'] as const;
export type BureauLevel = (typeof BUREAU_LEVELS)[number];
export const BUREAU_LEVEL_LABEL: Record<BureauLevel, string> = { province: '省级', city: '市级', county: '县级' };
/** Where the name of the place does not say what it is. */
const TOTAL_OF_LEVEL: Record<BureauLevel, string> = { province: '全省', city: '全市', county: '全县' };

export type Bureau = z.infer<typeof bureauSchema>;

/** What the whole place and the total row are called: 全市 for 枣庄市, 全区 for 薛城区 and 广西壮族自治区, 全州, 全旗. */
export function totalLabelOf({ level, place }: Pick<Bureau, 'level' | 'place'>): string {
  const end = /[省市州盟县旗区]$/u.exec(place)?.[0];
  return end === undefined || place.endsWith('地区') ? TOTAL_OF_LEVEL[level] : `全${end}`;
}

/** Units that count for a period: validity at its end (rules.md 5, formats.md D.3). */
export function isValidAt(unit: Pick<ReportingUnit, 'validFrom' | 'validTo'>, period: string): boolean {
  return (unit.validFrom === null || unit.validFrom <= period) && (unit.validTo === null || period <= unit.validTo);
}
