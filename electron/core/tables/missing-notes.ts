// Which units a total is without, and why there is none where it stays blank.

import type { IndicatorFacts } from '../statistics/facts.js';
import { missingUnits, whyMissing } from '../statistics/missing-units.js';
import { noTotalReason } from '../statistics/no-total.js';
import { missingInPart, shownPart } from '../statistics/part-figure.js';
import { nameOf } from './note-words.js';
import { listed } from './people-notes.js';
import type { TableColumn, TablePlan } from './plan-table.js';
import { showsSums, showsTotal, uncountedUnits } from './shown-rows.js';
import { FIGURE_LABEL, type FigureKind } from '../../../shared/reports/print-table.js';
import type { YearPart } from '../../../shared/statistics/cumulative.js';
import { usableValue } from '../../../shared/statistics/figure.js';
import { missingNote } from '../../../shared/statistics/total.js';

/** 当月 and 单季 of a column that have a total: its units may be others than those of the cumulative one. */
export function partTotals({ facts }: TablePlan, { facts: of, figures }: TableColumn): YearPart[] {
  return (['month', 'quarter'] as const).filter(
    (part) => figures.includes(part) && usableValue(shownPart(facts, of.total, part).figure) !== null,
  );
}

function showsCumulative({ figures }: TableColumn): boolean {
  return figures.some((figure) => figure !== 'month' && figure !== 'quarter' && figure !== 'month-change');
}

interface PrintedTotal {
  of: IndicatorFacts;
  /** As the note names it: with 累计, 当月 or 单季 where they lack different units. */
  name: string;
  missing: readonly number[];
}

function printedTotals(plan: TablePlan, column: TableColumn): PrintedTotal[] {
  const { facts: of } = column;
  const { isPrinted, missing } = of.total;
  const name = nameOf(of.total);
  const parts = partTotals(plan, column)
    .map((part) => ({ of, name: `${name}${FIGURE_LABEL[part]}`, missing: missingInPart(plan.facts, of, part) }))
    .filter((one) => !isPrinted || String(one.missing) !== String(missing));
  const isShown = isPrinted && (parts.length === 0 || showsCumulative(column));
  return [...(isShown ? [{ of, name: parts.length === 0 ? name : `${name}累计`, missing }] : []), ...parts];
}

/** What is empty for a total that lacks other units than last year's. */
const DIFFERENCES: ReadonlyMap<FigureKind, string> = new Map([
  ['change', '同比'],
  ['difference', '增减量'],
]);

/** 高新区 含/不含 (formats.md D.2.1): what stands beside a total without being in it. An issued total is no sum, and holds what it holds. */
export function uncountedNote(plan: TablePlan): string[] {
  const { facts, columns, rows } = plan;
  const units = showsSums(plan) ? uncountedUnits(plan) : [];
  if (units.length === 0) return [];
  const summed = columns.filter(({ facts: { total } }) => total.isPrinted && total.from !== 'issued');
  const names = summed.map((one) => nameOf(one.facts.total));
  const whose = summed.length === columns.length ? '' : `${listed(names, '项指标')}的`;
  // What groups have is a sum of their units, also below a total that was issued.
  const sums = [
    ...(showsTotal(plan) && summed.length > 0 ? [`${whose}${facts.totalLabel}数`] : []),
    ...(rows.rows.some(({ whose: { unitIds } }) => unitIds !== null) ? ['小计'] : []),
  ];
  return sums.length === 0 ? [] : [`${sums.join('、')}不含${listed(units, '个填报单位')}（不计入合计）。`];
}

/** Units that are missing everywhere for one reason are said once; the others per indicator. */
export function missingNotes(plan: TablePlan): string[] {
  const { facts, columns } = plan;
  const totals = columns.flatMap((column) => printedTotals(plan, column));
  if (totals.length === 0 || !showsSums(plan)) return [];
  const statesOf = ({ of }: PrintedTotal, ids: readonly number[]) =>
    missingUnits(facts, of, ids).map(({ names, ...group }) => ({
      ...group,
      name: listed(names, '个单位'),
    }));
  const everywhere = facts.units
    .map((unit) => unit.id)
    .filter((id) => totals.every(({ missing }) => missing.includes(id)))
    .filter((id) => new Set(totals.map(({ of }) => whyMissing(of, id).label)).size === 1);
  const notes: string[] = [];
  if (everywhere.length > 0) notes.push(`${missingNote(`${facts.totalLabel}数`, statesOf(totals[0]!, everywhere))}。`);
  const byGap = new Map<string, string[]>();
  for (const total of totals) {
    const gap = total.missing.filter((id) => !everywhere.includes(id));
    if (gap.length === 0) continue;
    const text = missingNote(`的${facts.totalLabel}数`, statesOf(total, gap));
    byGap.set(text, [...(byGap.get(text) ?? []), total.name]);
  }
  for (const [gap, indicators] of byGap) notes.push(`${listed(indicators, '项指标')}${gap}。`);
  const incomparable = columns.filter(
    ({ facts: { total }, figures }) =>
      total.isPrinted &&
      figures.some((figure) => DIFFERENCES.has(figure)) &&
      total.lastYearExact !== null &&
      total.change.kind === 'none',
  );
  if (incomparable.length > 0) {
    const names = incomparable.map((column) => nameOf(column.facts.total)).join('、');
    const shown = [...DIFFERENCES].filter(([figure]) => incomparable.some(({ figures }) => figures.includes(figure)));
    const what = shown.map(([, word]) => word).join('、');
    notes.push(`${names}本期和上年同期未报的填报单位不同，${facts.totalLabel}${what}不计算。`);
  }
  return notes;
}

/** A blank 合计 under numbers looks like a misprint: why there is none. */
export function noTotalNotes(plan: TablePlan): string[] {
  const { facts, columns } = plan;
  if (!showsTotal(plan)) return [];
  const byReason = new Map<string, string[]>();
  for (const column of columns) {
    const reason = noTotalReason(facts, column.facts);
    const hasPart = partTotals(plan, column).length > 0;
    if (reason === '' || (hasPart && !showsCumulative(column))) continue;
    const name = `${nameOf(column.facts.total)}${hasPart ? '累计' : ''}`;
    byReason.set(reason, [...(byReason.get(reason) ?? []), name]);
  }
  return [...byReason].map(([reason, names]) => `${listed(names, '项指标')}没有${facts.totalLabel}数：${reason}。`);
}
