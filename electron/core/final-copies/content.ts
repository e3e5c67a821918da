// What a final copy freezes: the drawn table, the layout and options that made it, every value that went into it, the settings
// that round and compare. Reprints come from here and from nowhere else.

import { z } from 'zod';

import type { Ctx } from '../context.js';
import { populationYearEnd } from '../statistics/per-capita.js';
import { listIndicators } from '../store/indicator-store.js';
import { targetsOfYear } from '../store/target-store.js';
import { listUnits } from '../store/unit-store.js';
import { sourceCells, sourceKey, valuesOfPeriod } from '../store/value-store.js';
import type { TablePlan } from '../tables/plan-table.js';
import { otherInputs, otherInputSchema } from './other-inputs.js';
import { settingsSchema } from '../../../shared/contract/program-records.js';
import { valueStateSchema } from '../../../shared/model/observation-schema.js';
import { addMonths, addYears, makePeriod, yearOf, type Period } from '../../../shared/model/period.js';
import { basisSchema, periodSchema } from '../../../shared/model/period-schema.js';
import { layoutSchema } from '../../../shared/reports/define.js';
import { printTableSchema, tableOptionsSchema, type PrintTable } from '../../../shared/reports/print-table.js';
import { beforePart } from '../../../shared/statistics/cumulative.js';

const inputSchema = z.object({
  unit: z.string(),
  unitId: z.number().int(),
  code: z.string(),
  period: periodSchema,
  basis: basisSchema,
  state: valueStateSchema,
  value: z.number().int().nullable(), // store integer
  claim: z.boolean(), //                 来源：本年报表同期栏
  source: z.string().default(''), //     file › sheet › cell; '' for typed values and in older copies
});
export type FrozenInput = z.infer<typeof inputSchema>;

export const frozenTableSchema = z.object({
  format: z.literal(1),
  kind: z.literal('table'),
  program: z.string(),
  period: periodSchema,
  layout: layoutSchema,
  options: tableOptionsSchema,
  settings: settingsSchema.pick({
    rounding: true,
    timeProgress: true,
    denominator: true,
    totalLabel: true,
    signature: true,
  }),
  table: printTableSchema,
  inputs: z.array(inputSchema),
  targets: z.array(z.object({ unitId: z.number().int(), unit: z.string(), code: z.string(), value: z.number().int() })),
  /** Everything else that went into it; null in copies of older versions, which did not keep it. */
  others: z.array(otherInputSchema).nullable().default(null),
});
export type FrozenTable = z.infer<typeof frozenTableSchema>;

/** Values that the table can have been computed from: its indicators and their parts, in every period that was looked at. */
function inputsOf(
  ctx: Pick<Ctx, 'store'>,
  plan: TablePlan,
): {
  inputs: FrozenInput[];
  periods: Period[];
  codes: ReadonlySet<string>;
} {
  const { store } = ctx;
  const indicators = listIndicators(store);
  const byCode = new Map(indicators.map((one) => [one.code, one]));
  const codes = new Set<string>();
  for (const { facts, figures } of plan.columns) {
    const { code, numerator, denominator } = facts.indicator;
    for (const one of [code, numerator, denominator]) if (one !== null) codes.add(one);
    if (figures.includes('per-capita')) codes.add('P01');
  }
  const ids = new Map([...codes].flatMap((code) => (byCode.has(code) ? [[byCode.get(code)!.id, code] as const] : [])));
  const periods = periodsOf(plan);
  const units = new Map(listUnits(store).map((unit) => [unit.id, unit.name]));
  const inputs = periods.flatMap((period) => {
    const cells = sourceCells(store, period);
    return valuesOfPeriod(store, period).flatMap((value): FrozenInput[] => {
      const code = ids.get(value.indicatorId);
      if (code === undefined) return [];
      return [
        {
          unit: units.get(value.unitId) ?? '',
          unitId: value.unitId,
          code,
          period,
          basis: value.basis,
          state: value.state,
          value: value.value,
          claim: value.isClaim,
          source: value.isClaim ? '' : (cells.get(sourceKey(value)) ?? ''),
        },
      ];
    });
  });
  return { inputs, periods, codes };
}

/** The periods that were asked for, what they are compared with and measured from, the month or quarter before them, and populations. */
function periodsOf(plan: TablePlan): Period[] {
  const periods = new Set<Period>();
  const hasQuarters = plan.leaves.some((leaf) => leaf.kind === 'fact' && leaf.figure === 'quarter');
  const hasPerCapita = plan.columns.some(({ figures }) => figures.includes('per-capita'));
  for (const period of plan.reader.periods) {
    periods.add(period);
    if (hasPerCapita) periods.add(populationYearEnd(plan.reader, period, plan.facts.period));
    periods.add(addYears(period, -1));
    periods.add(addMonths(period, -1));
    const quarterBefore = hasQuarters ? beforePart(period, 'quarter') : null;
    if (quarterBefore !== null) periods.add(quarterBefore);
    const facts = plan.reader.of(period);
    for (const { indicator } of plan.columns.map((column) => column.facts)) {
      const ofCode = facts.byCode.get(indicator.code);
      for (const fact of [ofCode?.total, ...(ofCode?.units.values() ?? [])]) {
        if (fact?.ratio) periods.add(fact.ratio.denominator.period);
        if (fact?.target != null && fact.mode === 'net_increase') periods.add(makePeriod(yearOf(period) - 1, 12));
      }
    }
  }
  return [...periods].sort();
}

export function freezeTable(ctx: Ctx, plan: TablePlan, table: PrintTable): { content: FrozenTable; periods: Period[] } {
  const { inputs, periods, codes } = inputsOf(ctx, plan);
  const { rounding, timeProgress, denominator, totalLabel, signature } = ctx.settings;
  const shown = new Map(plan.columns.map(({ facts }) => [facts.indicator.id, facts.indicator.code]));
  const units = new Map(listUnits(ctx.store).map((unit) => [unit.id, unit.name]));
  const targets = targetsOfYear(ctx.store, yearOf(plan.facts.period)).flatMap((target) => {
    const code = shown.get(target.indicatorId);
    return code === undefined || target.value === null
      ? []
      : [{ unitId: target.unitId, unit: units.get(target.unitId) ?? '', code, value: target.value }];
  });
  return {
    periods,
    content: frozenTableSchema.parse({
      format: 1,
      kind: 'table',
      program: ctx.version,
      period: plan.facts.period,
      layout: plan.layout,
      options: plan.options,
      settings: { rounding, timeProgress, denominator, totalLabel, signature },
      table,
      inputs,
      targets,
      others: otherInputs(ctx, { codes, periods, period: plan.facts.period, layout: plan.layout }),
    }),
  };
}
