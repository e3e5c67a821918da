// The decisions that hold for a whole table: who, which period, 累计 or 当月. Inferred from exact evidence, else asked once.

import { periodTitle } from '../../../../shared/model/period.js';
import { isValidAt } from '../../../../shared/model/unit.js';
import { askUnitColumns } from './ask-unit-columns.js';
import { settleBasis } from './decide-basis.js';
import { decidePeriod } from './decide-period.js';
import { decideRowUnits } from './decide-row-units.js';
import { decideTableUnit } from './decide-table-unit.js';
import { decideHolder, decideTotal } from './decide-targets.js';
import { scopeIssues } from './stated-scope.js';
import type { TableAsking } from './table-asking.js';

export function resolveTable(asking: TableAsking): void {
  const { table, issues } = asking;
  decidePeriod(asking);
  issues.push(...scopeIssues(table));
  decideUnits(asking);
  settleBasis(asking);
}

function decideUnits(asking: TableAsking): void {
  const { table, issues, decisions } = asking;
  if (table.form === 'benchmark') return;
  if (table.found.orientation === 'unit-rows' || table.rows.some((row) => row.unit !== null)) {
    decideRowUnits(asking);
    // Rows above the first line that names a unit are of whoever reports.
    const isIndicators = table.found.orientation === 'indicator-rows';
    if (isIndicators && table.rows.some((row) => row.unit === null && row.total === null && row.indicator !== null))
      decideTableUnit(asking);
  } else if (!table.columns.some((axis) => axis.unit !== null) && !decideHolder(asking)) decideTableUnit(asking);
  takeOwnColumns(asking);
  askUnitColumns(asking);
  decideTotal(asking);
  const used = [
    ...decisions.rowUnits.values(),
    ...(decisions.unit ? [decisions.unit] : []),
    ...table.columns.flatMap((axis) => axis.unit ?? []),
    ...[...decisions.columnUnits.values()].flatMap(({ unit }) => unit ?? []),
  ];
  const period = decisions.period;
  if (period === null) return;
  for (const unit of new Set(used))
    if (!isValidAt(unit, period))
      issues.push({
        severity: 'warn',
        rule: 'unit-not-valid',
        sheet: table.sheetName,
        cell: null,
        message: `“${unit.name}”在${periodTitle(period, 'month')}不在有效期内，接收后不计入合计。请在设置中核实填报单位的有效期。`,
      });
}

/** 本区 beside columns of units is whoever reports. */
function takeOwnColumns(asking: TableAsking): void {
  const { table, decisions } = asking;
  const own = table.columns.filter(
    (axis) => axis.role === null && axis.unit === null && axis.figureHeads.some((head) => OWN_HEAD.test(head.trim())),
  );
  if (own.length === 0 || !table.columns.some((axis) => axis.unit !== null)) return;
  decideTableUnit(asking);
  const unit = decisions.unit;
  for (const axis of own) decisions.columnUnits.set(axis.c, { name: axis.label, unit, isSkipped: false });
  decisions.unit = null;
}

const OWN_HEAD = /^(?:本单位|[本我][区县市])$/u;
