// A column of codes beside the names of indicators, as our own forms have it: where most codes are those of their names, the others
// contradict them. Codes of an office's own, which agree with few names or none, say nothing.

import type { ColumnAxis } from './axes.js';
import type { Vocabulary } from './find-table.js';
import type { Grid } from './grid.js';
import type { RowAxis } from './row-axes.js';

/** Marks rows whose name is of another indicator than their code: which of both is right is asked. */
export function contradictByCode(rows: RowAxis[], columns: readonly ColumnAxis[], grid: Grid, words: Vocabulary): void {
  for (const { c } of columns.filter(({ role }) => role === 'serial')) {
    const coded = rows.flatMap((row) => {
      const code = words.indicators.codeWritten(grid.text(row.r, c));
      return code === null || row.indicator?.kind !== 'found' ? [] : [{ row, code, indicator: row.indicator }];
    });
    const others = coded.filter(({ code, indicator }) => code !== indicator.code);
    if (others.length * 2 >= coded.length) continue;
    for (const { row, code, indicator } of others)
      row.indicator = { kind: 'contradicted', candidates: [indicator.code, code], key: indicator.key };
  }
}
