// 企业 (Enterprise): who holds, pledges, insures, applies. One entry per legal person, found by its USCC or any name it has or had.

import { z } from 'zod';

/** A name as it is kept, wherever it was written: two that differ in the width of a bracket or in a blank would be two enterprises. */
export function enterpriseName(text: string): string {
  return text.normalize('NFKC').replaceAll(/\s+/g, '');
}

/**
 * A name as it may stand where nobody made it alike: in texts (当事人), and in what was stored before all were kept alike. As an input
 * method writes brackets, letters and digits, or both; the name itself first.
 */
export function spellingsOf(name: string): string[] {
  const wide = (text: string, signs: RegExp): string =>
    text.replaceAll(signs, (sign) => String.fromCharCode(sign.charCodeAt(0) + WIDER));
  const brackets = wide(name, /[()]/g);
  return [...new Set([name, brackets, wide(name, /[\dA-Za-z&]/g), wide(brackets, /[\dA-Za-z&]/g)])];
}

/** From a sign to the same in full width. */
const WIDER = 0xfee0;

const name = z.string().overwrite(enterpriseName).min(2).max(100);

export const enterpriseDraftSchema = z.object({
  uscc: z.string().length(18).nullable(), // 统一社会信用代码; checked by shared/checks/codes/uscc
  formerCodes: z.array(z.string().length(18)).default([]), // of entries that were merged into it; matched on import like its code
  name,
  formerNames: z.array(name), //             matched on import like the present name
  shortNames: z.array(name), //              简称
  unitId: z.number().int().nullable(), //    区（市）
  industry: z.string().max(60),
  tags: z.array(z.string().trim().min(1).max(20)), // 高企, 专精特新, 规上 …
  note: z.string().max(2000),
});
export type EnterpriseDraft = z.infer<typeof enterpriseDraftSchema>;

export const enterpriseSchema = enterpriseDraftSchema.extend({ id: z.number().int() });
export type Enterprise = z.infer<typeof enterpriseSchema>;

/** Two to four Han characters, no 公司 or 厂: a natural person, who is in no enterprise register. */
export function isPersonName(text: string): boolean {
  return /^[\p{Script=Han}·]{2,4}$/u.test(text) && !/[厂店院所社校局会行部]$|公司$|集团$|大学$|学院$/u.test(text);
}
