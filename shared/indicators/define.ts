// What an indicator is. One code, one measure, one unit (indicators.md B.2). The shipped entries are in catalogue.ts;
// the officer's own and changed entries live in the store with the same shape.

import { z } from 'zod';

import { oneLine } from '../model/one-line.js';

export const INDICATOR_KINDS = ['flow', 'stock', 'ratio'] as const;
export type IndicatorKind = (typeof INDICATOR_KINDS)[number];
export const KIND_LABEL: Record<IndicatorKind, string> = { flow: '流量', stock: '存量', ratio: '比率' };

export const CATEGORIES = ['creation', 'utilisation', 'protection', 'management', 'service', 'base'] as const;
export type Category = (typeof CATEGORIES)[number];
export const CATEGORY_LABEL: Record<Category, string> = {
  creation: '创造',
  utilisation: '运用',
  protection: '保护',
  management: '管理',
  service: '服务',
  base: '基础数据',
};

export const indicatorDraftSchema = z.object({
  name: oneLine.trim().min(1).max(60), //           standard name, as printed
  shortName: oneLine.max(30), //                    for narrow column heads; '' = name
  category: z.enum(CATEGORIES), //                  创造 运用 保护 管理 服务 基础数据
  measure: z.string().min(1).max(10), //            计量单位: one of MEASURES in measures.ts, such as 件 or 万元
  kind: z.enum(INDICATOR_KINDS), //                 flow, stock, ratio
  precision: z.number().int().min(0).max(6), //     decimals printed; rounding happens once, when shown
  direction: z.enum(['up', 'down', 'none']), //     which way is better: rank order; none = not ranked
  total: z.enum(['sum', 'ratio', 'none']), //       how the 合计 row comes about (rules.md 5)
  numerator: z.string().nullable(), //              code; ratios only
  denominator: z.string().nullable(), //            code; ratios only
  factor: z.number().int().min(1), //               ratio = numerator / denominator × factor (100 for %)
  partOf: z.string().nullable(), //                 其中: code of the whole; value ≤ whole is checked
  aliases: z.array(oneLine.min(1)), //              spellings in district files; `组/列` is a header path (rules.md 9)
  note: z.string(), //                              counting rule, 指标解释
  enabled: z.boolean(), //                          extended entries ship disabled
});
export type IndicatorDraft = z.infer<typeof indicatorDraftSchema>;

/** What a new indicator starts from, in its form and in a workbook row that leaves columns blank. */
export const NEW_INDICATOR: IndicatorDraft = {
  name: '',
  shortName: '',
  category: 'creation',
  measure: '件',
  kind: 'flow',
  precision: 0,
  direction: 'up',
  total: 'sum',
  numerator: null,
  denominator: null,
  factor: 1,
  partOf: null,
  aliases: [],
  note: '',
  enabled: true,
};

export const indicatorSchema = indicatorDraftSchema.extend({
  code: z.string().regex(/^[A-Z]\d{2}[a-z]?$/), //  identity; never reused
  order: z.number().int(), //                       order on screens and in print
  shipped: z.boolean(), //                          part of the catalogue that came with the program
});
export type Indicator = z.infer<typeof indicatorSchema>;
