// 考核方案: items with weight and a way of scoring, for the units that we assess or for ourselves against a scheme of a higher
// authority (真抓实干, 营商环境, 保护考核). Points travel as plain decimals with at most four places; scoring: scheme-score.ts.

import { z } from 'zod';

import { periodSchema } from '../model/period-schema.js';
import { makePeriod, yearOf, type Period } from '../model/period.js';

/** Plain decimal ≥ 0 with at most four places. */
const pointsText = z.string().regex(/^\d{1,6}(\.\d{1,4})?$/);
const limitText = z.string().regex(/^-?\d{1,9}(\.\d{1,4})?$/);

const scoreMethodSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('proportional'), capPercent: z.number().int().min(100).max(300) }),
  z.object({
    kind: z.literal('deduct'),
    per: pointsText, //     每少 … (in the measure)
    points: pointsText, //  扣 … 分
    part: z.enum(['exact', 'started', 'complete']),
  }),
  z.object({
    kind: z.literal('tiers'),
    by: z.enum(['completion', 'value']),
    steps: z
      .array(z.object({ atLeast: limitText, points: pointsText }))
      .min(1)
      .max(20),
  }),
  z.object({ kind: z.literal('manual') }),
]);
export type ScoreMethodDraft = z.infer<typeof scoreMethodSchema>;

/** What a shortfall of less than one deduction costs. */
export const DEDUCT_PART_LABEL = { exact: '零头按比例', started: '零头按一份', complete: '零头不扣' } as const;
/** What the steps are compared with. */
export const TIERS_BY_LABEL = { completion: '按完成率', value: '按数值' } as const;
export const METHOD_LABEL: Record<ScoreMethodDraft['kind'], string> = {
  proportional: '按完成比例',
  deduct: '每少扣分',
  tiers: '分档',
  manual: '人工评分',
};

const schemeItemSchema = z.object({
  key: z.string().min(1).max(40), //        stable within the scheme
  group: z.string().trim().max(40), //      一级指标, '' = none
  name: z.string().trim().min(1).max(80),
  code: z.string().max(20).nullable(), //   indicator; null: 人工评分 only
  weight: pointsText,
  method: scoreMethodSchema,
  /** Target of our own self-score where the scheme names one; '' = the stored target. Plain decimal. */
  target: z.union([z.literal(''), limitText]),
  note: z.string().max(300),
});
export type SchemeItem = z.infer<typeof schemeItemSchema>;

export const schemeDraftSchema = z.object({
  year: z.number().int().min(1990).max(2099),
  name: z.string().trim().min(1).max(80),
  /** units: we assess the units; own: our self-score against a scheme of a higher authority. */
  subject: z.enum(['units', 'own']),
  issuer: z.string().trim().max(60),
  document: z.string().trim().max(60),
  items: z.array(schemeItemSchema).min(1).max(200),
});
export type SchemeDraft = z.infer<typeof schemeDraftSchema>;

const FIELD_LABEL: Record<string, string> = {
  group: '一级指标',
  name: '考核项目',
  weight: '分值',
  target: '方案目标',
  capPercent: '封顶',
  per: '每少多少',
  points: '扣多少分',
  steps: '分档',
};

/** What keeps a scheme from being saved, without a full stop; '' where it is right. The first of several. */
export function schemeProblem(draft: SchemeDraft): string {
  const [issue] = schemeDraftSchema.safeParse(draft).error?.issues ?? [];
  if (issue === undefined) return '';
  const [part, at, ...rest] = issue.path;
  if (part !== 'items' || typeof at !== 'number')
    return draft.name.trim() === '' ? '请先填写方案名称' : '方案的名称、年份或文号填写有误';
  const field = rest.find((step) => typeof step === 'string' && Object.hasOwn(FIELD_LABEL, step));
  if (field === 'name' && draft.items[at]?.name.trim() === '') return `第${at + 1}项没有填写考核项目`;
  return `第${at + 1}项的“${FIELD_LABEL[String(field)] ?? '内容'}”填写有误，分数和目标填数字，最多4位小数`;
}

export const schemeSchema = schemeDraftSchema.extend({ id: z.number().int() });
export type Scheme = z.infer<typeof schemeSchema>;

/** Whose data a scheme is scored by while a period is shown: its own year's, to the end of that year once it is over. */
export function scoredPeriod(year: number, shown: Period): Period {
  return yearOf(shown) === year ? shown : makePeriod(year, yearOf(shown) > year ? 12 : 1);
}

/** The scheme as a beginning for another year: its targets and its 文号 were those of the old one. */
export function schemeForYear(scheme: Scheme, year: number): SchemeDraft {
  const { id: _id, ...draft } = scheme;
  return {
    ...draft,
    year,
    name: scheme.name.replaceAll(String(scheme.year), String(year)),
    document: '',
    items: scheme.items.map((item) => ({ ...item, target: '' })),
  };
}

const scoredSchema = z.object({
  key: z.string(),
  target: z.string(),
  actual: z.string(),
  completion: z.string(),
  points: z.string(), //                    '' = cannot be scored
  lost: z.string(),
  short: z.string(), //                     what is missing, with its measure
  why: z.string(), //                       how the points come about, or why there are none
  typed: z.string(), //                     typed points, '' = none
  note: z.string(),
});

export const schemeResultSchema = z.object({
  scheme: schemeSchema,
  period: periodSchema,
  weight: z.string(), //                    Σ of weights
  items: z.array(
    z.object({ key: z.string(), group: z.string(), name: z.string(), weight: z.string(), measure: z.string() }),
  ),
  rows: z.array(
    z.object({
      unitId: z.number().int().nullable(), // null: ourselves
      unit: z.string(),
      points: z.string(), //                Σ of what can be scored
      lost: z.string(),
      rank: z.number().int().nullable(), //  only among rows with every item scored
      unscored: z.number().int(), //        items that cannot be scored
      scores: z.array(scoredSchema),
    }),
  ),
  /** 失分清单: largest loss first. */
  losses: z.array(
    z.object({
      unitId: z.number().int().nullable(),
      unit: z.string(),
      key: z.string(),
      item: z.string(),
      lost: z.string(),
      why: z.string(),
    }),
  ),
});
export type SchemeResult = z.infer<typeof schemeResultSchema>;

/** Columns of 自评得分, on the page and on paper. */
export const OWN_SCORE_HEADS = ['一级指标', '考核项目', '分值', '目标', '完成', '得分', '失分', '计分说明'] as const;
