// What stands below a table and in the warning strip: legend of the signs that occur, notes on scope and missing units.

import type { Ctx } from '../context.js';
import type { Fact, IndicatorFacts } from '../statistics/facts.js';
import { WITHDRAWAL_RATE } from '../store/indicator-store.js';
import { TOTAL } from '../statistics/facts-reader.js';
import { perCapita, populationYearEnd } from '../statistics/per-capita.js';
import { missingUnits, whyMissing } from '../statistics/missing-units.js';
import { noTotalReason } from '../statistics/no-total.js';
import { missingInPart, shownPart } from '../statistics/part-figure.js';
import { paceWords } from '../statistics/pace-words.js';
import { exceedsWhole } from '../statistics/residual.js';
import { reportingUnits, type TableColumn, type TablePlan } from './plan-table.js';
import { endedNote, hasPopulation, listed, twiceCounted } from './people-notes.js';
import { earlierMissingNotes } from './earlier-missing.js';
import { sourceNotes, unaskedInLedgers } from './source-notes.js';
import { taskPartNotes } from './task-part-notes.js';
import { scaleOf } from '../../../shared/indicators/measures.js';
import { STATE_LABEL } from '../../../shared/model/observation.js';
import { monthOf, periodTitle, yearOf } from '../../../shared/model/period.js';
import type { ReportingUnit } from '../../../shared/model/unit.js';
import { FIGURE_LABEL, type FigureKind, type PrintRow } from '../../../shared/reports/print-table.js';
import { needsBalancing, NOT_BALANCED_NOTE } from '../../../shared/statistics/balance.js';
import { endsPart, type YearPart } from '../../../shared/statistics/cumulative.js';
import { usableValue } from '../../../shared/statistics/figure.js';
import {
  EXEMPT_SIGN,
  FORECAST_MARK,
  formatFigure,
  MISSING_SIGNS,
  NO_RESULT,
  NOT_REQUIRED_SIGN,
} from '../../../shared/statistics/format.js';
import { populationNote, severalYearsNote, type DenominatorRule } from '../../../shared/statistics/per-capita.js';
import { missingNote, totalMeasureLabel } from '../../../shared/statistics/total.js';

/** Explains the signs that occur in the body, and no others (formats.md D.2.2). */
export function legendOf(rows: readonly PrintRow[], notSubmitted: string = MISSING_SIGNS.not_submitted): string {
  const cells = rows.flatMap((row) => row.cells);
  const texts = new Set(cells.map((cell) => cell.text));
  const parts: string[] = [];
  const isShared = notSubmitted === NO_RESULT;
  if (isShared && texts.has(NO_RESULT)) parts.push(`“${NO_RESULT}”表示未报送、不适用或不能计算，不等于0`);
  else if (texts.has(NO_RESULT)) {
    const isChange = cells.some((cell) => cell.text === NO_RESULT && cell.ref?.figure === 'change');
    parts.push(`“${NO_RESULT}”表示不适用${isChange ? '，或上年同期为0、缺数而不能计算同比' : '或不能计算'}`);
  }
  if (!isShared && texts.has(notSubmitted)) parts.push(`“${notSubmitted}”表示填报单位未报送，不等于0`);
  if (texts.has(EXEMPT_SIGN)) parts.push(`“${EXEMPT_SIGN}”表示本期免报`);
  if (texts.has(NOT_REQUIRED_SIGN)) parts.push(`“${NOT_REQUIRED_SIGN}”表示报送任务不要求该单位填报`);
  if (texts.has(MISSING_SIGNS.masked)) parts.push(`“${MISSING_SIGNS.masked}”表示数据已脱敏`);
  if (cells.some((cell) => cell.text.includes(FORECAST_MARK))) parts.push(`“${FORECAST_MARK}”表示预计数`);
  return parts.length === 0 ? '' : `说明：${parts.join('；')}。`;
}

/** Numbered by the printers: 注：1. … */
export function notesOf(plan: TablePlan, rounding: Ctx['settings']['rounding'], adjusted = 0): string[] {
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
    ...missingNotes(plan),
    ...earlierMissingNotes(plan),
    ...noTotalNotes(plan),
    ...distinctNote(plan),
    ...sourceNotes(plan),
    ...claimNote(plan),
    ...comparableNotes(plan),
    ...taskPartNotes(plan),
    ...(adjusted > 0
      ? [`为使各单位之和与合计数一致，${adjusted}个数按最大余数法作了舍位调整。`]
      : roundingNote(plan, rounding)),
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

function hasEarlierYears({ leaves }: Pick<TablePlan, 'leaves'>): boolean {
  return leaves.some((leaf) => leaf.kind === 'fact' && leaf.yearsBack > 0);
}

/** Which population divides where the table computes 每万人 itself, and whom the total leaves out. */
function perCapitaNote(plan: TablePlan): string[] {
  const shown = plan.columns.filter(({ figures }) => figures.includes('per-capita'));
  if (shown.length === 0) return [];
  const reportPeriod = plan.facts.period;
  const totals = shown.map(({ facts }) => ({
    name: nameOf(facts.total),
    found: perCapita(plan.reader, { whose: TOTAL, fact: facts.total, reportPeriod }),
  }));
  const period = populationYearEnd(plan.reader, reportPeriod, reportPeriod);
  const populations = totals.flatMap(({ found }) => (usableValue(found?.population ?? null) === null ? [] : [found!]));
  const units = plan.facts.units.filter((unit) => hasPopulation(plan, unit.id, period));
  if (units.length === 0 && populations.length === 0) return [`没有${yearOf(period)}年末常住人口，每万人数未计算。`];
  const texts = new Set(populations.map(({ population }) => populationNote(period, population!)));
  // Columns that lack different units are divided by different sums: none of them is the one to name.
  const [only] = texts.size === 1 ? texts : [`按${yearOf(period)}年末常住人口计算`];
  const byUnits = new Map<string, string[]>();
  for (const { name, found } of totals) {
    const ids = new Set(found?.lacking);
    if (ids.size === 0) continue;
    const names = listed(
      plan.facts.units.filter((unit) => ids.has(unit.id)).map((unit) => unit.name),
      '个填报单位',
    );
    byUnits.set(names, [...(byUnits.get(names) ?? []), name]);
  }
  const isOwn = plan.denominatorRule === 'own-year' && hasEarlierYears(plan);
  return [
    isOwn ? '每万人数各年按该年上年末常住人口计算。' : `每万人数${only}。`,
    ...endedNote(plan, period),
    ...[...byUnits].map(
      ([names, indicators]) =>
        `${listed(indicators, '项指标')}的${plan.facts.totalLabel}每万人数不含没有${yearOf(period)}年末常住人口的${names}。`,
    ),
  ];
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

/** Problems to show before printing. */
export function warningsOf(plan: TablePlan): string[] {
  const { facts, columns, ownRows, absentCodes } = plan;
  const warnings: string[] = [];
  if (absentCodes.length > 0)
    warnings.push(`${absentCodes.length}项指标已停用或不存在，没有列入：${absentCodes.join('、')}`);
  if (plan.unknownMembers.length > 0)
    warnings.push(`表样分组中的${plan.unknownMembers.map((name) => `“${name}”`).join('、')}不是填报单位，没有计入小计`);
  warnings.push(...groupWarnings(plan));
  if (plan.emptyYears.length > 0) warnings.push(`${plan.emptyYears.join('、')}年同期没有数据，没有列入`);
  if (plan.ledger) return warnings;
  const reporting = new Set(reportingUnits(facts).map((unit) => unit.id));
  // Nobody is 未报 who is not asked; without tasks everyone is.
  const absent = facts.units.filter(
    (unit) => facts.counting.has(unit.id) && !reporting.has(unit.id) && (facts.due?.has(unit.id) ?? true),
  );
  if (absent.length > 0) warnings.push(`${absent.length}个填报单位未报：${absent.map((unit) => unit.name).join('、')}`);
  warnings.push(...gapWarnings(plan, reporting));
  warnings.push(...unaskedInLedgers(plan));
  const withoutPopulation = populationRatios(plan).filter((fact) => usableValue(fact.denominator.figure) === null);
  if (withoutPopulation.length > 0)
    warnings.push(`没有${yearOf(withoutPopulation[0]!.denominator.period)}年末常住人口，每万人口指标未计算`);
  const divided = new Set([
    ...populationRatios(plan).map(({ denominator }) => denominator.period),
    ...(columns.some(({ figures }) => figures.includes('per-capita'))
      ? [populationYearEnd(plan.reader, facts.period, facts.period)]
      : []),
  ]);
  for (const period of divided) warnings.push(...twiceCounted(plan, period));
  const exceeding = columns.filter((column) => exceedsWhole(column.facts));
  if (exceeding.length > 0)
    warnings.push(
      `${exceeding.map((column) => nameOf(column.facts.total)).join('、')}各单位之和大于上级下发的${facts.totalLabel}数，请核对`,
    );
  if (ownRows.length > 0)
    warnings.push(
      `${ownRows.length}项只有一个填报单位报送的指标未列入：${ownRows.map((row) => row.indicator.name).join('、')}`,
    );
  return warnings;
}

/** Indicators whose total is without units that reported others: said as 未报 only where that is the reason. */
function gapWarnings({ facts, columns }: TablePlan, reporting: ReadonlySet<number>): string[] {
  const unreported: string[] = [];
  const byReason = new Map<string, string[]>();
  for (const column of columns) {
    const { total, units } = column.facts;
    const gap = total.missing.filter((id) => reporting.has(id) && units.get(id)?.duty !== 'unasked');
    const groups = missingUnits(facts, column.facts, gap);
    const others = groups.filter(({ label }) => label !== STATE_LABEL.not_submitted);
    if (others.length < groups.length) unreported.push(nameOf(total));
    if (others.length === 0) continue;
    const reason = missingNote(
      `的${facts.totalLabel}数`,
      others.map(({ names, ...group }) => ({ ...group, name: listed(names, '个单位') })),
    );
    byReason.set(reason, [...(byReason.get(reason) ?? []), nameOf(total)]);
  }
  return [
    ...(unreported.length > 0 ? [`${unreported.length}项指标有填报单位未报：${unreported.join('、')}`] : []),
    ...[...byReason].map(([reason, names]) => `${listed(names, '项指标')}${reason}`),
  ];
}

/** Own groups are the officer's choice; where they leave out units or hold one twice, they do not add up to the total. */
function groupWarnings({ layout, facts, rows }: TablePlan): string[] {
  if (layout.rows.axis !== 'groups' || layout.rows.groups.length === 0) return [];
  const members = rows.rows.flatMap((row) => row.whose.unitIds ?? []);
  const namesOf = (ids: (id: number) => boolean): string[] =>
    facts.units.filter((unit) => facts.counting.has(unit.id) && ids(unit.id)).map((unit) => unit.name);
  const left = namesOf((id) => !members.includes(id));
  const twice = namesOf((id) => members.indexOf(id) !== members.lastIndexOf(id));
  return [
    ...(left.length > 0 ? [`${listed(left, '个填报单位')}不在任何分组中，各小计之和不等于${facts.totalLabel}数`] : []),
    ...(twice.length > 0 ? [`${listed(twice, '个填报单位')}在几个分组中，各小计之和不等于${facts.totalLabel}数`] : []),
  ];
}

function nameOf(fact: Fact): string {
  return fact.indicator.shortName || fact.indicator.name;
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
function withoutTargetNote({ facts, columns }: TablePlan): string[] {
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

function populationRatios({ facts, columns }: TablePlan) {
  return columns.flatMap((column) => {
    const sample = [column.facts.total, ...column.facts.units.values()].find((fact) => fact.ratio !== null);
    if (!sample?.ratio || sample.ratio.denominator.indicator.measure !== '万人') return [];
    // A total that cannot be printed has no denominator of its own: look for any unit's.
    const withFigure = [column.facts.total, ...column.facts.units.values()].find(
      (fact) => fact.ratio && usableValue(fact.ratio.denominator.figure) !== null,
    );
    return [{ denominator: (withFigure ?? sample).ratio!.denominator, isTotal: withFigure?.unitId === null, facts }];
  });
}

function populationNotes(plan: TablePlan): string[] {
  const ratios = populationRatios(plan);
  if (ratios.length === 0) return [];
  // Columns that lack different units are divided by different sums: none of them is the one to name.
  const totals = ratios.filter((ratio) => ratio.isTotal);
  const sums = new Set(totals.map(({ denominator: { period, figure } }) => populationNote(period, figure!)));
  const whole = sums.size === 1 ? totals[0] : undefined;
  const { denominator } = whole ?? ratios[0]!;
  if (denominator.figure === null || usableValue(denominator.figure) === null)
    return [`没有${yearOf(denominator.period)}年末常住人口，每万人口指标未计算。`];
  const compares = plan.columns.some(
    (column) =>
      column.facts.indicator.measure.endsWith('万人') &&
      column.figures.some((figure) => figure === 'change' || figure === 'last-year' || figure === 'difference'),
  );
  const ended = endedNote(plan, denominator.period);
  const base = whole
    ? `每万人口指标${populationNote(denominator.period, denominator.figure)}`
    : `每万人口指标按${yearOf(denominator.period)}年末常住人口计算`;
  if (hasEarlierYears(plan))
    return [`${severalYearsNote(denominator.period, whole ? denominator.figure : null, ruleOf(plan))}。`, ...ended];
  return [`${base}${compares ? `，${comparisonOf(plan, yearOf(denominator.period))}` : ''}。`, ...ended];
}

function ruleOf({ denominatorRule }: TablePlan): DenominatorRule {
  return denominatorRule === 'fixed' ? 'fixed' : 'own';
}

function comparisonOf(plan: TablePlan, year: number): string {
  return plan.denominatorRule === 'fixed' ? '上年同期按同一人口数计算' : `上年同期按${year - 1}年末常住人口计算`;
}

/** 当月 and 单季 of a column that have a total: its units may be others than those of the cumulative one. */
function partTotals({ facts }: TablePlan, { facts: of, figures }: TableColumn): YearPart[] {
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

/** Units that are missing everywhere for one reason are said once; the others per indicator. */
function missingNotes(plan: TablePlan): string[] {
  const { facts, columns } = plan;
  const totals = columns.flatMap((column) => printedTotals(plan, column));
  if (totals.length === 0) return [];
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
function noTotalNotes(plan: TablePlan): string[] {
  const { facts, columns, rows } = plan;
  if (!rows.rows.some((row) => row.whose.unitId === null && row.whose.unitIds === null && !row.whose.isResidual))
    return [];
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

function distinctNote(plan: TablePlan): string[] {
  const { facts, columns } = plan;
  const distinct = columns
    .filter((column) => column.facts.total.isPrinted || partTotals(plan, column).length > 0)
    .map((column) => column.facts.indicator)
    .filter((indicator) => totalMeasureLabel(indicator.measure, indicator.kind) !== indicator.measure);
  if (distinct.length === 0) return [];
  return [
    `${distinct.map((one) => one.shortName || one.name).join('、')}的${facts.totalLabel}数为各单位合计，未跨单位去重。`,
  ];
}

function claimNote({ facts, columns, rows }: TablePlan): string[] {
  const isShown = ({ id }: ReportingUnit): boolean =>
    rows.rows.some(({ whose: { unitId, unitIds } }) =>
      unitId === null ? (unitIds?.includes(id) ?? facts.counting.has(id)) : unitId === id,
    );
  const units = facts.units.filter(
    (unit) =>
      isShown(unit) &&
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
function comparableNotes({ facts, columns }: TablePlan): string[] {
  const byNote = new Map<string, string[]>();
  for (const { facts: ofIndicator, figures } of columns) {
    if (!figures.some((figure) => figure === 'change' || figure === 'last-year' || figure === 'difference')) continue;
    for (const unit of facts.units) {
      const fact = ofIndicator.units.get(unit.id);
      if (!fact || fact.lastYearComparable === null) continue;
      const named = `${unit.name}${nameOf(fact)}`;
      byNote.set(fact.lastYearComparable, [...(byNote.get(fact.lastYearComparable) ?? []), named]);
    }
  }
  return [...byNote].map(([note, names]) => `${listed(names, '项')}的上年同期数为同口径数（${note}）。`);
}

/** Declared only where printed parts really miss the printed total (formats.md D.2.4). */
function roundingNote({ facts, columns }: TablePlan, rounding: Ctx['settings']['rounding']): string[] {
  const misses = columns.some(({ facts: { indicator, total, units }, figures }) => {
    if (indicator.total !== 'sum' || !total.isPrinted || total.from === 'issued' || !figures.includes('current'))
      return false;
    const parts = [...units.values()].flatMap((fact) =>
      facts.counting.has(fact.unitId!) ? (usableValue(fact.figure) ?? []) : [],
    );
    return needsBalancing(parts, scaleOf(indicator.measure), indicator.precision, rounding);
  });
  return misses ? [NOT_BALANCED_NOTE] : [];
}
