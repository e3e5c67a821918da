// 上报表: the form of a higher authority, filled from stored values by a map from cells to values. What the map may say, and
// nothing about files (core/upward) or where it is kept (core/store/upward-store.ts).

import { z } from 'zod';

import type { FigureKind } from '../reports/print-table.js';

/** Figures that a cell of a form may hold. */
export const UPWARD_FIGURES = [
  'current',
  'last-year',
  'change',
  'difference',
  'month',
  'quarter',
  'target',
  'completion',
  'rank',
  'share',
] as const satisfies readonly FigureKind[];
export type UpwardFigure = (typeof UPWARD_FIGURES)[number];

/** Figures that are written in the measure of their indicator; the others are %, 百分点 or a place. */
export const MEASURED_FIGURES: ReadonlySet<UpwardFigure> = new Set([
  'current',
  'last-year',
  'difference',
  'month',
  'quarter',
  'target',
]);

/** What stands in a cell whose value has no number: the sign as printed elsewhere (未报, —), or nothing. */
export const SIGN_CHOICES = ['text', 'blank'] as const;

export const upwardCellSchema = z.object({
  sheet: z.string().min(1).max(100),
  cell: z.string().regex(/^[A-Z]{1,3}[1-9]\d{0,6}$/),
  /** Null: the total of the bureau (合计). */
  unitId: z.number().int().nullable(),
  code: z.string().min(1).max(10),
  figure: z.enum(UPWARD_FIGURES),
  /** Measure that the form asks for, such as 亿元; null: the indicator's own. */
  measure: z.string().max(10).nullable(),
  /** Why it was proposed; '' where the officer chose it. */
  reason: z.string().max(400),
});
export type UpwardCell = z.output<typeof upwardCellSchema>;

export const upwardMapSchema = z.array(upwardCellSchema).max(20_000);
