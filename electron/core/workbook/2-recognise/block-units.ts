// 填报单位：江北区 | 填报单位：江南区 side by side: whose each block of the table is. Not here: names of units over columns (axes.ts)
// and in rows (unit-rows.ts, row-keys.ts).

import type { TableContext } from './context.js';
import type { FoundTable, Vocabulary } from './find-table.js';
import type { RowAxis } from './row-axes.js';
import type { UnitEvidence } from './unit-evidence.js';

/**
 * Gives each block its unit, one line for each; null where one unit line or none stands above the table. Lines of several units that
 * are not one for each block are returned: of which of them the numbers are nobody can tell.
 */
export function settleBlockUnits(
  context: TableContext,
  rows: readonly RowAxis[],
  { labelColumns, orientation }: FoundTable,
  words: Vocabulary,
): UnitEvidence | null {
  const lines = context.blockUnits
    .toSorted((a, b) => a.column - b.column)
    .map(({ text }) => ({ text, match: words.units.exact(text) }));
  const units = new Map(lines.flatMap(({ match }) => (match.kind === 'found' ? [[match.unit.id, match.unit]] : [])));
  if (new Set(lines.map(({ text }) => text)).size < 2 || units.size === 0) return null;
  if (lines.length === labelColumns.length && orientation === 'indicator-rows') {
    context.unitLine = null;
    for (const row of rows) {
      const line = lines[labelColumns.indexOf(row.labelColumn)];
      if (line === undefined || row.unit !== null || row.total !== null) continue;
      row.unit = line.match;
      row.unitLabel = line.text;
    }
    return null;
  }
  if (units.size < 2) return null;
  context.unitLine = null;
  const text = lines.map((line) => line.text).join('、');
  return { where: '填报单位', text, match: { kind: 'ambiguous', candidates: [...units.values()] } };
}
