// What has to be seen before a table is printed: it stands above it on screen, and is not printed.

import { missingUnits } from '../statistics/missing-units.js';
import { populationYearEnd } from '../statistics/per-capita.js';
import { exceedsWhole } from '../statistics/residual.js';
import { nameOf } from './note-words.js';
import { listed, twiceCounted } from './people-notes.js';
import { reportingUnits, type TablePlan } from './plan-table.js';
import { populationRatios } from './population-notes.js';
import { unaskedInLedgers } from './source-notes.js';
import { STATE_LABEL } from '../../../shared/model/observation.js';
import { yearOf } from '../../../shared/model/period.js';
import { usableValue } from '../../../shared/statistics/figure.js';
import { missingNote } from '../../../shared/statistics/total.js';

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
