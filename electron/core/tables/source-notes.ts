// Notes on where printed values are taken from, where that is not the submissions: 上级下发, 台账汇总, and years that differ in it.

import { rollupNotes, isByLedger } from '../statistics/rollup-notes.js';
import { ledgerValues } from '../statistics/chosen-values.js';
import { hasOtherSourceIn, hasOtherSourceLastYear, sourcedParts } from '../statistics/differing-sources.js';
import type { Fact, IndicatorFacts, PeriodFacts } from '../statistics/facts.js';
import { isUnasked } from '../statistics/missing-units.js';
import { hasResidual, RESIDUAL_LABEL } from '../statistics/residual.js';
import { listUnits } from '../store/unit-store.js';
import { listed } from './people-notes.js';
import type { TableRow } from './plan-rows.js';
import type { TableColumn, TablePlan } from './plan-table.js';
import { isShownIn, onlyUnit } from './shown-rows.js';
import { scaleOf } from '../../../shared/indicators/measures.js';
import type { FigureKind } from '../../../shared/reports/print-table.js';
import { addMonths, addYears, makePeriod, periodTitle, yearOf } from '../../../shared/model/period.js';
import { known } from '../../../shared/statistics/figure.js';
import { formatFigure } from '../../../shared/statistics/format.js';
import { VALUE_SOURCE_LABEL, type ValueSource } from '../../../shared/model/value-source.js';

const COMPARING: readonly FigureKind[] = ['change', 'last-year', 'difference'];

function nameOf({ indicator }: IndicatorFacts): string {
  return indicator.shortName || indicator.name;
}

type IsShown = (fact: Fact) => boolean;

/** Facts of units whose number is known, the total where it was issued: those that the table shows. */
function sourced(of: IndicatorFacts, isShown: IsShown): Fact[] {
  return [...of.units.values(), of.total].filter((fact) => fact.from !== null && fact.exact !== null && isShown(fact));
}

function counted(plan: TablePlan): IndicatorFacts[] {
  return withParts(plan).filter((of) => isByLedger(plan.reader.ctx.settings, of));
}

/** What a ledger that is printed holds besides: rows of nobody, and of units that are none in the period. Not in the sum, so it is said. */
function apartNotes(plan: TablePlan): string[] {
  if (onlyUnit(plan) !== null) return [];
  const { facts, reader } = plan;
  const { ctx } = reader;
  const present = new Set(facts.units.map((unit) => unit.id));
  return counted(plan).flatMap((of) => {
    const found = ledgerValues(ctx.store, of.indicator, facts.period, of.basis);
    const { measure, precision } = of.indicator;
    return [...(found?.byUnit ?? [])].flatMap(([unitId, value]) => {
      if (value === null || value === 0 || (unitId !== null && present.has(unitId))) return [];
      const text = formatFigure(known(BigInt(value), scaleOf(measure)), {
        measure,
        decimals: precision,
        rounding: ctx.settings.rounding,
      });
      const unit = listUnits(ctx.store).find(({ id }) => id === unitId);
      const whose = unit ? `属于${unit.name}（${periodTitle(facts.period, 'month')}不是填报单位）` : '没有填报单位';
      return [`${found!.ledger.title}台账中${whose}的记录另有${nameOf(of)}${text}${measure}，没有计入。`];
    });
  });
}

/** What nobody is asked for and nobody gave, although a ledger has the number: one choice of the office away. */
export function unaskedInLedgers({ facts, columns, reader }: TablePlan): string[] {
  const names = columns.flatMap(({ facts: of }) => {
    if (of.hasValues || !isUnasked(of) || reader.ctx.settings.valueSources[of.indicator.code] !== undefined) return [];
    const found = ledgerValues(reader.ctx.store, of.indicator, facts.period, of.basis);
    return found && [...found.byUnit.keys()].some((unitId) => unitId !== null) ? [nameOf(of)] : [];
  });
  if (names.length === 0) return [];
  return [
    `报送任务不要求报${names.join('、')}，台账中有数；要印台账中的数，请在“设置 › 取值来源”中改为${VALUE_SOURCE_LABEL.rollup}`,
  ];
}

/** 发明专利授权量为上级下发数；… with the units that are taken from elsewhere, one sentence per kind. */
export function sourceNotes(plan: TablePlan): string[] {
  const { facts, columns, rows } = plan;
  const isShown = isShownIn(plan);
  const sentences = new Map<string, string[]>();
  const add = (rest: string, name: string): void => void sentences.set(rest, [...(sentences.get(rest) ?? []), name]);
  for (const of of withParts(plan)) for (const rest of sourcesSaid(facts, of, isShown)) add(rest, nameOf(of));
  for (const column of columns)
    for (const rest of differencesSaid(plan, column, isShown)) add(rest, nameOf(column.facts));
  const notes = [...sentences].map(([rest, indicators]) => `${indicators.join('、')}${rest}。`);
  notes.push(...otherPeriods(plan), ...apartNotes(plan));
  for (const { indicator, basis } of counted(plan))
    notes.push(...rollupNotes(plan.reader.ctx, indicator, facts.period, basis));
  if (rows.rows.some((row) => row.whose.isResidual))
    notes.push(`“${RESIDUAL_LABEL}”为上级下发的${facts.totalLabel}数减去各单位之和。`);
  else notes.push(...withoutResidual(plan));
  return notes;
}

/** Groups and months of units have no row for it: their sum is not the total that stands beside them. */
function withoutResidual({ facts, columns, rows }: TablePlan): string[] {
  const isPart = ({ whose }: TableRow): boolean => whose.unitId !== null || whose.unitIds !== null;
  if (!rows.rows.some(isPart) || rows.rows.every(isPart)) return [];
  const names = columns.filter((column) => hasResidual(column.facts)).map((column) => nameOf(column.facts));
  if (names.length === 0) return [];
  return [
    `${names.join('、')}的${facts.totalLabel}数为上级下发数，与各单位之和相差的部分为${RESIDUAL_LABEL}，没有单列。`,
  ];
}

/** The indicators of a table, and those that its ratios divide. */
function withParts({ facts, columns }: TablePlan): IndicatorFacts[] {
  const found = new Set(columns.map((column) => column.facts));
  for (const { total, units } of columns.map((column) => column.facts))
    for (const part of [total, ...units.values()].flatMap((fact) => (fact.ratio ? sourcedParts(facts, fact) : []))) {
      const of = facts.byCode.get(part.indicator.code);
      if (of) found.add(of);
    }
  return [...found];
}

/** Where the values of an indicator in a period are taken from; empty where units reported all of them. */
function sourcesSaid(facts: PeriodFacts, of: IndicatorFacts, isShown: IsShown): string[] {
  const all = sourced(of, isShown);
  const elsewhere = (['issued', 'rollup'] satisfies ValueSource[]).flatMap((source) => {
    const from = all.filter((fact) => fact.from === source);
    return from.length === 0 ? [] : [{ from, label: `${VALUE_SOURCE_LABEL[source]}数` }];
  });
  if (elsewhere.length === 0) return [];
  const isAll = elsewhere.flatMap(({ from }) => from).length === all.length;
  if (isAll && elsewhere.length === 1) return [`为${elsewhere[0]!.label}`];
  const said = elsewhere.map(({ from, label }) => `${whoOf(facts, from)}为${label}`).join('，');
  return [`中，${said}${isAll ? '' : '，其余为各填报单位报送数'}`];
}

function whoOf(facts: PeriodFacts, list: readonly Fact[]): string {
  const names = new Map(facts.units.map((unit) => [unit.id, unit.name]));
  return list.map((fact) => (fact.unitId === null ? facts.totalLabel : (names.get(fact.unitId) ?? ''))).join('、');
}

/** What is compared and comes from different sources. */
function differencesSaid(
  { facts, reader }: TablePlan,
  { facts: of, figures }: TableColumn,
  isShown: IsShown,
): string[] {
  const all = [...of.units.values(), of.total].filter(isShown);
  const shows = (kinds: readonly FigureKind[]): boolean => figures.some((figure) => kinds.includes(figure));
  const said = (who: readonly Fact[], what: string): string[] =>
    who.length === 0 ? [] : [`的${whoOf(facts, who)}${what}`];
  const before = shows(['month-change']) ? reader.of(addMonths(facts.period, -1)) : null;
  return [
    ...(shows(COMPARING)
      ? said(
          all.filter((fact) => hasOtherSourceLastYear(facts, fact)),
          '本期数与上年同期数来源不同，同比仅供参考',
        )
      : []),
    ...(before
      ? said(
          all.filter((fact) => hasOtherSourceIn(before, facts, fact)),
          '本月数与上月数来源不同，环比仅供参考',
        )
      : []),
    ...(shows(['completion'])
      ? said(
          all.filter((fact) => fact.unitId !== null && hasOtherSourceAtYearEnd(reader, fact)),
          '本期数与上年末数来源不同，完成率仅供参考',
        )
      : []),
  ];
}

/** 完成率 by 净增: a base that was typed with the target is of no source. */
function hasOtherSourceAtYearEnd({ values }: TablePlan['reader'], fact: Fact): boolean {
  const { mode, lastYearEnd, from, indicator, unitId, period, target } = fact;
  if (mode !== 'net_increase' || lastYearEnd === null || from === null || target === null) return false;
  const end = values.get(makePeriod(yearOf(period) - 1, 12), indicator.id, 'asof', unitId!);
  return end !== null && end.value !== null && end.from !== from;
}

/** Earlier months and years of the table whose values are taken from elsewhere than those of its own period. */
function otherPeriods(plan: TablePlan): string[] {
  const { facts, reader, rows, leaves } = plan;
  const isShown = isShownIn(plan);
  const backs = new Set(leaves.flatMap((leaf) => (leaf.kind === 'fact' ? leaf.yearsBack : [])));
  const shown = new Set(rows.rows.flatMap(({ period }) => [...backs].map((years) => addYears(period, -years))));
  shown.delete(facts.period);
  const byText = new Map<string, string[]>();
  for (const of of withParts(plan)) {
    const now = sourcesSaid(facts, of, isShown).join();
    const titles = new Map<string, string[]>();
    for (const period of [...shown].toSorted()) {
      const then = reader.of(period);
      const ofThen = then.byCode.get(of.indicator.code);
      if (!ofThen || sourced(ofThen, isShown).length === 0) continue;
      const said = sourcesSaid(then, ofThen, isShown);
      if (said.join() === now) continue;
      for (const rest of said.length > 0 ? said : [`为各填报单位报送数`])
        titles.set(rest, [...(titles.get(rest) ?? []), periodTitle(period, ofThen.basis)]);
    }
    for (const [rest, periods] of titles) {
      const text = `的${listed(periods, '期')}数${rest}。`;
      byText.set(text, [...(byText.get(text) ?? []), nameOf(of)]);
    }
  }
  return [...byText].map(([text, names]) => `${names.join('、')}${text}`);
}
