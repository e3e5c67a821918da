// Rows of a table by its axis: who stands in them, for which period, and what is written at their left.

import { RESIDUAL, TOTAL, type Whose } from '../statistics/facts-reader.js';
import type { PeriodFacts } from '../statistics/facts.js';
import { RESIDUAL_LABEL } from '../statistics/residual.js';
import { standsInTables, unitOfLayout } from './layout-units.js';
import type { LedgerRows } from './ledger-rows.js';
import { AppError } from '../../../shared/errors/app-error.js';
import { CATEGORY_LABEL } from '../../../shared/indicators/define.js';
import { makePeriod, monthOf, yearOf, type Period } from '../../../shared/model/period.js';
import { UNIT_KIND_LABEL, UNIT_KINDS, type ReportingUnit } from '../../../shared/model/unit.js';
import type { LayoutRows, TableLayout } from '../../../shared/reports/define.js';
import type { PrintRow } from '../../../shared/reports/print-table.js';

export interface RowLabel {
  text: string;
  align: 'left' | 'center';
  rowSpan: number;
  colSpan: number;
}

export interface TableRow {
  kind: PrintRow['kind'];
  /** A label that reaches down over several rows stands in the first of them only. */
  labels: RowLabel[];
  whose: Whose;
  period: Period;
  /** The indicator that the row names; null where the columns do. */
  code: string | null;
  /** Index of the group of ledger rows; null: their total. */
  ledgerGroup: number | null;
}

export interface RowPlan {
  /** Heads of the label columns. */
  heads: string[];
  rows: TableRow[];
}

const label = (text: string, align: RowLabel['align'] = 'center', rowSpan = 1, colSpan = 1): RowLabel => ({
  text,
  align,
  rowSpan,
  colSpan,
});

function tableUnits(facts: PeriodFacts): ReportingUnit[] {
  return facts.units.filter(standsInTables);
}

export function planRows(
  layout: TableLayout,
  facts: PeriodFacts,
  places: {
    total: TableLayout['totalRow'];
    ledger: LedgerRows | null;
    hasResidual: boolean;
    /** Units of all times: what a layout may name. */
    allUnits: readonly ReportingUnit[];
  },
): RowPlan {
  const { rows: axis } = layout;
  const base = { period: facts.period, code: null, ledgerGroup: null } as const;
  const totalRow = (colSpan: number): TableRow => ({
    ...base,
    kind: 'total',
    labels: [label(facts.totalLabel, 'center', 1, colSpan)],
    whose: TOTAL,
  });
  const withTotal = (rows: TableRow[], totals: TableRow[]): TableRow[] =>
    places.total === 'none' ? rows : places.total === 'first' ? [...totals, ...rows] : [...rows, ...totals];

  switch (axis.axis) {
    case 'units':
      return {
        heads: ['填报单位'],
        rows: withTotal(
          places.hasResidual
            ? withResidual(tableUnits(facts).map((unit) => unitRow(facts, unit)))
            : tableUnits(facts).map((unit) => unitRow(facts, unit)),
          [totalRow(1)],
        ),
      };
    case 'groups':
      return { heads: ['填报单位'], rows: withTotal(groupRows(facts, axis, places.allUnits), [totalRow(1)]) };
    case 'months': {
      const months = Array.from({ length: monthOf(facts.period) }, (_, index) =>
        makePeriod(yearOf(facts.period), index + 1),
      );
      const block = (name: string, kind: TableRow['kind'], whose: Whose): TableRow[] =>
        months.map((period, index) => ({
          kind,
          labels: [
            ...(index === 0 && !axis.onlyTotal ? [label(name, 'center', months.length)] : []),
            label(`${monthOf(period)}月`),
          ],
          whose,
          period,
          code: null,
          ledgerGroup: null,
        }));
      if (axis.onlyTotal) return { heads: ['月份'], rows: block(facts.totalLabel, 'unit', TOTAL) };
      return {
        heads: ['填报单位', '月份'],
        rows: withTotal(
          tableUnits(facts).flatMap((unit) => block(unit.name, 'unit', { unitId: unit.id, unitIds: null })),
          block(facts.totalLabel, 'total', TOTAL),
        ),
      };
    }
    case 'indicators':
      return { heads: ['类别', '指标', '计量单位'], rows: indicatorRows(facts, axis, places.allUnits) };
    case 'ledger': {
      const ledger = places.ledger!;
      const rows = ledger.groups.map((group, index): TableRow => ({
        ...base,
        kind: 'unit',
        labels: [label(group.label, ledger.isByUnit ? 'center' : 'left')],
        whose: TOTAL,
        ledgerGroup: index,
      }));
      const total = totalRow(1);
      if (!ledger.isByUnit) total.labels = [label('合计')];
      return { heads: [ledger.head], rows: withTotal(rows, [total]) };
    }
  }
}

/** The whole was issued and is more than its units: they stand as 其中, and what is left below them. */
function withResidual(rows: TableRow[]): TableRow[] {
  const first = rows.findIndex((row) => row.kind === 'unit');
  const indented = rows.map((row, index): TableRow => {
    const own = row.labels[0]!;
    if (row.kind !== 'unit') return { ...row, labels: [label(`　　　${own.text.trimStart()}`, 'left')] };
    return { ...row, labels: [label(`${index === first ? '其中：' : '　　　'}${own.text}`, 'left')] };
  });
  const last = rows.at(-1);
  if (!last) return rows;
  return [...indented, { ...last, kind: 'unit', labels: [label(`　　　${RESIDUAL_LABEL}`, 'left')], whose: RESIDUAL }];
}

function unitRow(facts: PeriodFacts, unit: ReportingUnit, isInGroup = false): TableRow {
  const isContained = unit.parentId !== null && facts.units.some((parent) => parent.id === unit.parentId);
  return {
    kind: isContained || isInGroup ? 'sub' : 'unit',
    labels: [
      isContained || isInGroup
        ? label(`${isContained && isInGroup ? '　　' : ''}　　${unit.name}`, 'left')
        : label(unit.name),
    ],
    whose: { unitId: unit.id, unitIds: null },
    period: facts.period,
    code: null,
    ledgerGroup: null,
  };
}

function groupRows(
  facts: PeriodFacts,
  axis: Extract<LayoutRows, { axis: 'groups' }>,
  allUnits: readonly ReportingUnit[],
): TableRow[] {
  const units = tableUnits(facts);
  const idsOf = (names: readonly string[]): Set<number | undefined> =>
    new Set(names.map((name) => unitOfLayout(allUnits, name)?.id));
  const groups =
    axis.groups.length > 0
      ? axis.groups.map((group) => {
          const ids = idsOf(group.units);
          return { label: group.label, units: units.filter((unit) => ids.has(unit.id)) };
        })
      : UNIT_KINDS.map((kind) => ({
          label: UNIT_KIND_LABEL[kind],
          units: units.filter((unit) => unit.kind === kind),
        }));
  return groups
    .filter((group) => group.units.length > 0)
    .flatMap((group): TableRow[] => [
      {
        kind: 'group',
        labels: [label(group.label, axis.withUnits ? 'left' : 'center')],
        whose: { unitId: null, unitIds: group.units.map((unit) => unit.id) },
        period: facts.period,
        code: null,
        ledgerGroup: null,
      },
      ...(axis.withUnits ? group.units.map((unit) => unitRow(facts, unit, true)) : []),
    ]);
}

function indicatorRows(
  facts: PeriodFacts,
  axis: Extract<LayoutRows, { axis: 'indicators' }>,
  allUnits: readonly ReportingUnit[],
): TableRow[] {
  const named = axis.unit === '' ? null : unitOfLayout(allUnits, axis.unit);
  const unit = axis.unit === '' ? null : facts.units.find((one) => one.id === named?.id);
  if (unit === undefined) throw new AppError('data.not-found', { what: `填报单位“${axis.unit}”` });
  const whose: Whose = unit === null ? TOTAL : { unitId: unit.id, unitIds: null };
  const chosen =
    axis.codes.length > 0
      ? axis.codes.flatMap((code) => facts.byCode.get(code) ?? [])
      : facts.indicators.filter(
          (one) =>
            one.indicator.category !== 'base' &&
            (unit === null ? one.total.isPrinted : (one.units.get(unit.id)?.exact ?? null) !== null),
        );
  return chosen.map(({ indicator }, index) => {
    const isFirst = index === 0 || chosen[index - 1]!.indicator.category !== indicator.category;
    const { category } = indicator;
    const rest = chosen.slice(index).findIndex((one) => one.indicator.category !== category);
    const span = rest < 0 ? chosen.length - index : rest;
    return {
      kind: 'unit',
      labels: [
        ...(isFirst ? [label(CATEGORY_LABEL[indicator.category], 'center', span)] : []),
        label(indicator.shortName || indicator.name, 'left'),
        label(indicator.measure),
      ],
      whose,
      period: facts.period,
      code: indicator.code,
      ledgerGroup: null,
    };
  });
}
