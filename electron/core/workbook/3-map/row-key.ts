// The name of a row in what is decided for a table: blocks side by side share sheet rows.

import type { RowAxis } from '../2-recognise/row-axes.js';

export function rowKey(row: Pick<RowAxis, 'r' | 'labelColumn'>): string {
  return `${row.r}|${row.labelColumn}`;
}
