// The notes below a table (注), in their order: what its numbers are, what they leave out, where they come from.

import type { Ctx } from '../context.js';
import { paceWords } from '../statistics/pace-words.js';
import { WITHDRAWAL_RATE } from '../store/indicator-store.js';
import { balancingNotes, type Balancing } from './balance-columns.js';
import { earlierMissingNotes } from './earlier-missing.js';
import { missingNotes, noTotalNotes, partTotals, uncountedNote } from './missing-notes.js';
import { hasEarlierYears, nameOf } from './note-words.js';
import { listed } from './people-notes.js';
import type { TableColumn, TablePlan } from './plan-table.js';
import { perCapitaNote, populationNotes } from './population-notes.js';
import { showsSums, shownUnits } from './shown-rows.js';
import { sourceNotes } from './source-notes.js';
import { taskPartNotes } from './task-part-notes.js';
import { monthOf, periodTitle } from '../../../shared/model/period.js';
import type { FigureKind } from '../../../shared/reports/print-table.js';
import { endsPart } from '../../../shared/statistics/cumulative.js';
import { usableValue } from '../../../shared/statistics/figure.js';
import { formatFigure } from '../../../shared/statistics/format.js';
import { totalMeasureLabel } from '../../../shared/statistics/total.js';

/** Numbered by the printers: 注：1. … */
export function notesOf(plan: TablePlan, rounding: Ctx['settings']['rounding'], balancing: Balancing): string[] {
  return [
    ...axisNote(plan),
    ...basisNote(plan),
    ...populationNotes(plan),
    ...perCapitaNote(plan),
    ...withdrawalNote(plan, rounding),
    ...monthChangeNote(plan),
    ...quarterNote(plan),
    ...targetNote(plan, rounding),
    ...withoutTargetNote(plan),
    ...rankNote(plan),
    ...uncountedNote(plan),
    ...missingNotes(plan),
    ...earlierMissingNotes(plan),
    ...noTotalNotes(plan),
    ...distinctNote(plan),
    ...sourceNotes(plan),
    ...claimNote(plan),
    ...comparableNotes(plan),
    ...taskPartNotes(plan),
    ...balancingNotes(plan, rounding, balancing),
  ];
}

/** What the rows are, where it is not plain. */
function axisNote({ layout, facts, leaves, ledger, task }: TablePlan): string[] {
  const notes: string[] = [];
  const month = monthOf(facts.period);
  if (layout.rows.axis === 'months')
    notes.push('“本期”为当年1月至该月的累计数（时点指标为该月末的数），“当月”为该月一个月的数。');
  if (hasEarlierYears({ leaves }))
    notes.push(`各年均为同期数：累计指标为${month === 1 ? '1月' : `1—${month}月`}，时点指标为${month}月底。`);
  if (ledger) notes.push(`据${ledger.ledger.title}台账汇总：${ledger.rule}。`);
  if (task) notes.push(`报送任务：${task.name}（${task.label}），报送期限${task.dueText}。`);
  return notes;
}

/** What 非正常撤回率 was divided by: offices differ, and the number does with them. Its total is said where no column prints it. */
function withdrawalNote({ columns, ledger, facts }: TablePlan, rounding: Ctx['settings']['rounding']): string[] {
  if (ledger) return [];
  const column = columns.find(({ facts }) => facts.indicator.code === WITHDRAWAL_RATE);
  const { total, units } = column?.facts ?? {};
  const ratio = total?.ratio ?? [...(units?.values() ?? [])].find((fact) => fact.ratio !== null)?.ratio;
  if (!ratio) return [];
  const { indicator } = ratio.denominator;
  const { measure, precision: decimals } = indicator;
  const figure = total?.ratio?.denominator.figure ?? null;
  const isPrinted = columns.some((one) => one.facts.indicator.code === indicator.code);
  const whole =
    isPrinted || usableValue(figure) === null
      ? ''
      : `（${facts.totalLabel}${formatFigure(figure, { measure, decimals, rounding })}${measure}）`;
  return [`${column!.facts.indicator.name}＝${ratio.numerator.indicator.name}÷${indicator.name}${whole}。`];
}

function monthChangeNote({ columns }: TablePlan): string[] {
  return columns.some(({ figures }) => figures.includes('month-change'))
    ? ['环比：累计指标为本月当月数与上月当月数相比，时点指标为本月末与上月末相比。']
    : [];
}

/** Which quarter 单季 is; of a period that ends none, why the column is empty. */
function quarterNote({ layout, columns, facts: { period } }: TablePlan): string[] {
  if (!columns.some(({ figures, facts }) => figures.includes('quarter') && facts.indicator.kind === 'flow')) return [];
  if (layout.rows.axis === 'months') return ['“单季”为到该月为止一个季度的数，列在3、6、9、12月的行中。'];
  return [
    endsPart(period, 'quarter')
      ? `单季为${periodTitle(period, 'quarter')}的数。`
      : '单季的数在统计期间到3、6、9、12月时才有。',
  ];
}

/** One table holds cumulative numbers and stocks: it says which is which. */
function basisNote({ facts, columns }: TablePlan): string[] {
  const bases = new Set(columns.map((column) => column.facts.basis));
  if (!bases.has('asof') || !bases.has('ytd')) return [];
  const month = monthOf(facts.period);
  const stocks = columns.filter((column) => column.facts.basis === 'asof').map((column) => nameOf(column.facts.total));
  const interval = month === 1 ? '1月' : `1—${month}月累计`;
  return [`${stocks.join('、')}为截至${month}月底的时点数，其他指标为${interval}数。`];
}

/** A stock has no completion rate: by February every unit would be ahead of time (indicators.md B.5). */
function targetNote({ facts, columns }: TablePlan, rounding: Ctx['settings']['rounding']): string[] {
  const showing = (figure: FigureKind): TableColumn[] => columns.filter((column) => column.figures.includes(figure));
  const parts: string[] = [];
  const judged = showing('pace-gap').map((column) => column.facts.total);
  if (judged.length > 0) parts.push(paceWords(facts, judged, rounding));
  if (showing('distance').length > 0) parts.push('与目标差额为本期数减年度目标，时点指标不按时间进度考核');
  return parts.length === 0 ? [] : [`${parts.join('；')}。`];
}

const TARGET_FIGURES: ReadonlySet<FigureKind> = new Set(['target', 'distance', 'completion', 'pace-gap']);

/** Units with values and no target: the total judges the others alone, beside a value that holds them all. */
function withoutTargetNote(plan: TablePlan): string[] {
  const { facts, columns } = plan;
  if (!showsSums(plan)) return [];
  const byUnits = new Map<string, string[]>();
  for (const { facts: of, figures } of columns) {
    if (of.total.target === null || !figures.some((figure) => TARGET_FIGURES.has(figure))) continue;
    const names = facts.units.flatMap((unit) => {
      const fact = of.units.get(unit.id);
      return facts.counting.has(unit.id) && fact?.target === null && fact.exact !== null ? [unit.name] : [];
    });
    if (names.length === 0) continue;
    const text = listed(names, '个填报单位');
    byUnits.set(text, [...(byUnits.get(text) ?? []), nameOf(of.total)]);
  }
  return [...byUnits].map(
    ([units, indicators]) =>
      `${listed(indicators, '项指标')}的${facts.totalLabel}年度目标和完成情况不含没有下达目标的${units}，与${facts.totalLabel}本期数口径不同。`,
  );
}

function rankNote({ columns }: TablePlan): string[] {
  return columns.some((column) => column.figures.includes('rank'))
    ? ['排名为各填报单位之间的位次，按本期数计算，并列同位次。']
    : [];
}

function distinctNote(plan: TablePlan): string[] {
  const { facts, columns } = plan;
  const distinct = columns
    .filter((column) => column.facts.total.isPrinted || partTotals(plan, column).length > 0)
    .map((column) => column.facts.indicator)
    .filter((indicator) => totalMeasureLabel(indicator.measure, indicator.kind) !== indicator.measure);
  if (distinct.length === 0 || !showsSums(plan)) return [];
  return [
    `${distinct.map((one) => one.shortName || one.name).join('、')}的${facts.totalLabel}数为各单位合计，未跨单位去重。`,
  ];
}

function claimNote(plan: TablePlan): string[] {
  const { facts, columns } = plan;
  const shown = shownUnits(plan);
  const units = facts.units.filter(
    (unit) =>
      shown.has(unit.id) &&
      columns.some(
        ({ facts: { units: ofUnits }, figures }) =>
          figures.some((figure) => figure === 'change' || figure === 'last-year' || figure === 'difference') &&
          ofUnits.get(unit.id)?.lastYearIsClaim,
      ),
  );
  if (units.length === 0) return [];
  return [`${units.map((unit) => unit.name).join('、')}的上年同期数来源：本年报表同期栏。`];
}

/** 同口径: which last year's values were adjusted to this year's counting rule, and why. */
function comparableNotes(plan: TablePlan): string[] {
  const { facts, columns } = plan;
  const shown = shownUnits(plan);
  const byNote = new Map<string, string[]>();
  for (const { facts: ofIndicator, figures } of columns) {
    if (!figures.some((figure) => figure === 'change' || figure === 'last-year' || figure === 'difference')) continue;
    for (const unit of facts.units) {
      const fact = ofIndicator.units.get(unit.id);
      if (!fact || fact.lastYearComparable === null || !shown.has(unit.id)) continue;
      const named = `${unit.name}${nameOf(fact)}`;
      byNote.set(fact.lastYearComparable, [...(byNote.get(fact.lastYearComparable) ?? []), named]);
    }
  }
  return [...byNote].map(([note, names]) => `${listed(names, '项')}的上年同期数为同口径数（${note}）。`);
}
