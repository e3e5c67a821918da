// Whose the rows of a table are: units by their exact names; a name that is none of ours, or of several, is asked about once.

import type { ReportingUnit } from '../../../../shared/model/unit.js';
import { levelOfHead } from '../../../../shared/targets/target-words.js';
import { cellAddress } from '../1-read/raw-book.js';
import { roleOf } from '../2-recognise/figure-words.js';
import type { RecognisedTable } from '../2-recognise/recognise.js';
import type { RowAxis } from '../2-recognise/row-axes.js';
import { askInnerRows } from './ask-inner-rows.js';
import { askOtherRows } from './ask-other-rows.js';
import { rowKey } from './row-key.js';
import { shortName } from './shorten.js';
import type { TableAsking } from './table-asking.js';
import { SKIP, unitById, unitOptions } from './unit-options.js';

export function decideRowUnits(asking: TableAsking): void {
  const { table, issues, decisions } = asking;
  const rowsOf = new Map<string, { row: RowAxis; unit: ReportingUnit }[]>();
  if (askInnerRows(asking)) return;
  const others = askOtherRows(asking);
  for (const row of table.rows) {
    if (row.total !== null || row.unit === null) continue;
    if (others.rows.has(row)) {
      if (others.isLeftOut) decisions.skippedRows.add(rowKey(row));
      continue;
    }
    if (table.form === 'targets' && row.unit.kind !== 'found') {
      if (levelOfHead(row.unitLabel) !== null) continue;
      if (roleOf(row.unitLabel) === 'mode') {
        decisions.skippedRows.add(rowKey(row));
        continue;
      }
    }
    if (row.unit.kind === 'found') {
      decisions.rowUnits.set(rowKey(row), row.unit.unit);
    } else {
      const answer = askRowUnit(asking, row);
      const unit = unitById(asking.env, answer);
      if (unit) decisions.rowUnits.set(rowKey(row), unit);
      else if (answer === SKIP) decisions.skippedRows.add(rowKey(row));
    }
    const unit = decisions.rowUnits.get(rowKey(row));
    // Blocks side by side have other indicators for the same units.
    const key = `${unit?.id ?? ''}|${row.labelColumn}`;
    if (unit) rowsOf.set(key, [...(rowsOf.get(key) ?? []), { row, unit }]);
  }
  for (const group of rowsOf.values()) {
    const isKeyed = (row: RowAxis): boolean =>
      row.indicator !== null || row.figure !== null || row.period !== null || row.category !== null;
    if (group.length < 2 || group.some((entry) => isKeyed(entry.row))) continue;
    const cells = group.map((entry) => cellAddress(entry.row.r, entry.row.labelColumn)).join('、');
    issues.push({
      severity: 'warn',
      rule: 'duplicate-unit',
      sheet: table.sheetName,
      cell: cellAddress(group[1]!.row.r, group[1]!.row.labelColumn),
      message: `“${group[0]!.unit.name}”出现了${group.length}次（${cells}）。数值相同的按一次处理，不同的必须改正。`,
    });
  }
}

/** The unit of a row whose name is none of ours, or of several: its id, SKIP, or undefined while it is open. */
function askRowUnit(asking: TableAsking, row: RowAxis): string | undefined {
  const { table, env } = asking;
  const label = row.unitLabel;
  const suggested = row.unit?.kind === 'ambiguous' ? row.unit.candidates : env.words.units.suggestions(label);
  const address = cellAddress(row.r, row.unitColumn);
  return asking.ask({
    id: `row-unit:${table.id}:${address}`,
    kind: 'unit',
    cell: address,
    text: rowQuestion(row),
    options: [...unitOptions(env.units, suggested), { value: SKIP, label: '不导入这一行', kept: '不导入' }],
    default: likeliest(row, suggested, table),
    memory:
      label === ''
        ? null
        : {
            // 高新区 below another unit's row is another question: it may be a part of that one's number.
            topic: `row-unit:${row.within === undefined ? '' : `${row.within}/`}${label}`,
            unitId: asking.reporterId,
            asks: `“${shortName(label)}”是哪个填报单位`,
          },
  });
}

function rowQuestion({ unitLabel: written, r, within: outer, unit }: RowAxis): string {
  const unitLabel = shortName(written);
  const within = outer === undefined ? undefined : shortName(outer);
  if (unitLabel === '') return `第${r + 1}行有数字但没有单位名称。是哪个填报单位？`;
  if (within !== undefined && unit?.kind === 'ambiguous')
    return `表中“${unitLabel}”写在“${within}”下面，是填报单位“${unit.candidates[0]!.name}”的数，还是“${within}”数中的一部分？`;
  return `表中“${unitLabel}”不在填报单位名单中。是哪个填报单位？`;
}

/** The one unit that an unknown name is like, unless it has a row of its own: 江北新区 beside 江北区 is somebody else. */
function likeliest({ unit }: RowAxis, suggested: readonly ReportingUnit[], table: RecognisedTable): string | null {
  const [only] = suggested;
  if (only === undefined || suggested.length > 1 || unit?.kind !== 'none') return null;
  const hasOwnRow = table.rows.some((row) => row.unit?.kind === 'found' && row.unit.unit.id === only.id);
  return hasOwnRow ? null : String(only.id);
}
