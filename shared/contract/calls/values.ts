// Calls that read stored and computed numbers, and tables made of them.

import { z } from 'zod';

import {
  cellSourceSchema,
  observationKeySchema,
  originSchema,
  valueStateSchema,
} from '../../model/observation-schema.js';
import { fileRefSchema } from '../../model/file-ref.js';
import { basisSchema, periodSchema } from '../../model/period-schema.js';
import { valueSourceSchema as valueSourceKind } from '../../model/value-source.js';
import { packedTableSchema } from '../../reports/packed-table.js';
import {
  EXPORT_FORMATS,
  factRefSchema,
  FIGURES,
  printTableSchema,
  tableOptionsSchema,
} from '../../reports/print-table.js';
import { DUTIES } from '../../tasks/duty.js';
import { defineCall } from '../define.js';
import { shownMarkSchema } from '../shown-mark.js';

/** Where a listed number comes from. Every source that has a cell names it at the top level (file, sheet, cell, text). */
const valueSourceSchema = z.union([
  // Computed: a total or a ratio. Of a ratio that the unit submitted, the compared cell stands beside the formula.
  cellSourceSchema.partial().extend({
    formula: z.string(),
    inputs: z.array(
      z.object({
        unit: z.string(),
        code: z.string(),
        period: periodSchema,
        basis: basisSchema,
        value: z.string().nullable(),
      }),
    ),
    /** For a ratio: the cell with the submitted ratio that was compared, never stored. */
    submitted: cellSourceSchema.optional(),
    note: z.string().optional(), //   why it cannot be computed
  }),
  cellSourceSchema.extend({ note: z.string().optional() }), // note: such as 来源：本年报表同期栏
  z.object({ entered: z.string() }), // manual or set-up: who or what entered it
]);
export type ValueSource = z.infer<typeof valueSourceSchema>;

/** rules.md 20 */
const listedValueSchema = z.object({
  unit: z.string(), //                  合计 for the city
  code: z.string(),
  indicator: z.string(),
  basis: basisSchema,
  value: z.string().nullable(), //      shortest plain decimal
  measure: z.string(),
  state: valueStateSchema,
  numerator: z.string().nullable(),
  denominator: z.string().nullable(),
  missing: z.array(z.string()), //      units missing in a total
  source: valueSourceSchema.nullable(),
});
export type ListedValue = z.infer<typeof listedValueSchema>;

/** A cell of the values grid; texts come from the one formatter. */
const gridValueSchema = z.object({
  state: valueStateSchema,
  text: z.string(), //                  formatted, or the sign of its state
  value: z.string().nullable(), //      plain decimal
  origin: z.union([originSchema, z.enum(['computed', 'issued', 'rollup'])]),
  /** What the unit submitted, as it would be typed; only where another source is printed instead of it. */
  submitted: z.string().optional(),
  hasIssue: z.boolean(),
  lastYear: z.string(), //              formatted
  change: z.string(), //                同比 as cells print it, `—` without a base
  /** The value and that of last year are taken from different sources: 同比 is only a hint. Absent where they are not. */
  hasOtherSourceLastYear: z.boolean().optional(),
  completion: z.string(), //            完成率, '' without a target
  rank: z.number().int().nullable(),
  missing: z.number().int(), //         units missing (total row)
  whyEmpty: z.string().optional(), //   why a total or a ratio is empty: what it lacks; absent where it is not
  /** What the reporting tasks ask: due 应报, exempt 本期免报, not-required and unasked 不要求; absent where no task falls due. */
  duty: z.enum(DUTIES).optional(),
  /** Comment of the officer; absent without one. */
  comment: z.string().optional(),
  /** Marked to come back to; absent where not. */
  isFollowed: z.boolean().optional(),
});
export type GridValue = z.infer<typeof gridValueSchema>;

const valuesGridSchema = z.object({
  period: periodSchema,
  timeProgress: z.string(), //          58.3
  note: z.string(), //                  which population divides where years stand beside each other, or ''
  columns: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      shortName: z.string(),
      category: z.string(),
      measure: z.string(),
      kind: z.string(),
      basis: basisSchema,
      decimals: z.number().int(),
      isComputed: z.boolean(), //         from other indicators, never typed
    }),
  ),
  rows: z.array(
    z.object({
      unitId: z.number().int().nullable(),
      unit: z.string(),
      values: z.array(gridValueSchema),
      isResidual: z.boolean().optional(), // 市直及未划分
      isOutsideTotal: z.boolean().optional(), // of a unit that the total leaves out
      period: periodSchema.optional(), //    of a row that is a year
    }),
  ),
});
export type ValuesGrid = z.infer<typeof valuesGridSchema>;

const valueDetailSchema = z.object({
  unit: z.string(),
  indicator: z.string(),
  code: z.string(),
  measure: z.string(),
  period: periodSchema,
  basis: basisSchema,
  state: valueStateSchema,
  text: z.string(),
  value: z.string().nullable(),
  origin: z.union([originSchema, z.enum(['computed', 'issued', 'rollup'])]),
  note: z.string(), //                  such as 来源：本年报表同期栏, or the denominator used
  source: cellSourceSchema.nullable(),
  importFileId: z.number().int().nullable(),
  /** Where this number may be taken from, the one that is printed marked; empty where only the submission is known. */
  sources: z.array(
    z.object({
      source: valueSourceKind,
      text: z.string(), //                  formatted, or the state
      isPrinted: z.boolean(),
      cell: cellSourceSchema.nullable(),
      importFileId: z.number().int().nullable(),
      note: z.string(), //                  how the ledger counts
    }),
  ),
  /** Newest first. */
  revisions: z.array(
    z.object({
      no: z.number().int(),
      at: z.string(),
      operator: z.string(),
      text: z.string(), //              formatted value or state
      origin: originSchema,
      source: cellSourceSchema.nullable(),
      importFileId: z.number().int().nullable(),
      reason: z.string(),
    }),
  ),
  /** Parts of a total or ratio. */
  formula: z.string(),
  parts: z.array(
    z.object({
      unitId: z.number().int().nullable(),
      unit: z.string(),
      code: z.string(),
      indicator: z.string(),
      period: periodSchema,
      basis: basisSchema,
      text: z.string(),
    }),
  ),
  /** Note of the officer on this cell. */
  comment: z.string(),
  isFollowed: z.boolean(),
  /** Findings that were noted when it was received. */
  issues: z.array(z.object({ severity: z.enum(['block', 'warn', 'hint']), message: z.string() })),
});
export type ValueDetail = z.infer<typeof valueDetailSchema>;

export const valueCalls = {
  /** All values of a period, city totals under 合计, ratios included (rules.md 20). */
  'values.list': defineCall({
    kind: 'read',
    params: z.object({ period: periodSchema }),
    result: z.object({ period: periodSchema, values: z.array(listedValueSchema) }),
  }),
  'values.grid': defineCall({
    kind: 'read',
    params: z.object({ period: periodSchema, view: z.enum(['cumulative', 'month', 'quarter']) }),
    result: valuesGridSchema,
  }),
  /** One unit (null: the total) in the same month of every year: rows are years, columns those of the period. */
  'values.years': defineCall({
    kind: 'read',
    params: z.object({
      period: periodSchema,
      view: z.enum(['cumulative', 'month']),
      unitId: z.number().int().nullable(),
    }),
    result: valuesGridSchema,
  }),
  /** Per indicator from where its values of a period are known, and from where they are printed. */
  'values.sources': defineCall({
    kind: 'read',
    params: z.object({ period: periodSchema }),
    result: z.object({
      indicators: z.array(
        z.object({
          code: z.string(),
          name: z.string(),
          category: z.string(),
          source: valueSourceKind, //            as set, or the usual one
          usual: valueSourceKind, //             without a choice of the office
          submitted: z.number().int(), //        units with a value
          issued: z.number().int(),
          issuedWhole: z.boolean(), //           for the whole area
          rollup: z.number().int().nullable(), // units with rows; null: no ledger counts it
        }),
      ),
    }),
  }),
  'values.detail': defineCall({
    kind: 'read',
    params: z.object({
      key: observationKeySchema.omit({ unitId: true }).extend({ unitId: z.number().int().nullable() }),
    }),
    result: valueDetailSchema,
  }),
  /** A printed figure taken apart one step; each part can be asked about in turn. */
  'values.explain': defineCall({
    kind: 'read',
    params: z.object({ key: factRefSchema }),
    result: z.object({
      unit: z.string(),
      indicator: z.string(),
      measure: z.string(), //            of the figure: % for a change
      figure: z.enum(FIGURES),
      figureLabel: z.string(),
      periodTitle: z.string(),
      text: z.string(), //               as printed
      formula: z.string(),
      note: z.string(),
      parts: z.array(z.object({ label: z.string(), unit: z.string(), text: z.string(), key: factRefSchema })),
      source: cellSourceSchema.nullable(), // of a target
      /** Ledgers that count the same, with the rows behind their number (at most 200). */
      ledgers: z.array(
        z.object({
          id: z.string(),
          title: z.string(),
          rule: z.string(),
          text: z.string(),
          total: z.number().int(),
          rows: z.array(z.object({ id: z.number().int(), text: z.string(), number: z.string() })),
        }),
      ),
    }),
  }),
  /** Periods that hold values, newest first, with how many units of those valid then have any. */
  'values.periods': defineCall({
    kind: 'read',
    params: z.object({}),
    result: z.object({
      periods: z.array(
        z.object({
          period: periodSchema,
          units: z.number().int(),
          unitsDue: z.number().int(),
          values: z.number().int(),
        }),
      ),
    }),
  }),
  /** Published or table-derived places of our own bureau (rules.md 7). */
  'benchmarks.list': defineCall({
    kind: 'read',
    params: z.object({ period: periodSchema }),
    result: z.object({
      tables: z.array(
        z.object({
          code: z.string(),
          indicator: z.string(),
          measure: z.string(),
          file: z.string(),
          places: z.array(
            z.object({
              place: z.string(),
              text: z.string(),
              rank: z.number().int().nullable(),
              own: z.boolean(),
              lastYear: z.string(),
            }),
          ),
          statement: z.string(), //   据《…》计算，枣庄市列第10位
        }),
      ),
    }),
  }),
  'targets.list': defineCall({
    kind: 'read',
    params: z.object({ year: z.number().int() }),
    result: z.object({
      targets: z.array(
        z.object({
          unitId: z.number().int(),
          unit: z.string(),
          code: z.string(),
          indicator: z.string(),
          measure: z.string(),
          text: z.string(),
          source: cellSourceSchema.nullable(),
        }),
      ),
    }),
  }),
  'tables.list': defineCall({
    kind: 'read',
    params: z.object({}),
    result: z.object({
      tables: z.array(z.object({ name: z.string(), title: z.string(), description: z.string(), isOwn: z.boolean() })),
    }),
  }),
  'tables.build': defineCall({
    kind: 'read',
    params: z.object({ name: z.string(), period: periodSchema, options: tableOptionsSchema }),
    result: printTableSchema,
  }),
  /** For a page that keeps what it shows: `known` is the mark of the table that it has, `table` null where that still holds. */
  'tables.show': defineCall({
    kind: 'read',
    params: z.object({
      name: z.string(),
      period: periodSchema,
      options: tableOptionsSchema,
      known: z.string().max(200).nullable(),
    }),
    result: z.object({ mark: z.string(), table: packedTableSchema.nullable() }),
  }),
  'tables.export': defineCall({
    kind: 'job',
    params: z.object({
      name: z.string(),
      period: periodSchema,
      options: tableOptionsSchema,
      format: z.enum(EXPORT_FORMATS),
      shown: shownMarkSchema,
    }),
    result: fileRefSchema,
  }),
  /** Every layout of the period in one file, each on its own pages and by its own options: print all. */
  'tables.export-all': defineCall({
    kind: 'job',
    params: z.object({
      period: periodSchema,
      format: z.enum(['html', 'pdf']),
      options: z.record(z.string(), tableOptionsSchema).default({}), // by the name of the layout
    }),
    /** `warnings`: what stands above each table, said once. */
    result: z.object({ file: fileRefSchema, warnings: z.array(z.string()) }),
  }),
  /** 数据来源表: each printed number of a table with its source cell, as .xlsx. */
  'tables.sources': defineCall({
    kind: 'job',
    params: z.object({
      name: z.string(),
      period: periodSchema,
      options: tableOptionsSchema,
      shown: shownMarkSchema,
    }),
    result: fileRefSchema,
  }),
};
