// The table that the page opens with, asked for before anybody does: the first look at a table is the slowest, because its facts,
// statements and code are all met for the first time. Once, and kept as any other (use-shown-table.ts).

import type { Period } from '../../../shared/model/period.js';
import { MONTHLY_SUMMARY } from '../../../shared/reports/layouts/monthly-summary.js';
import { readOptions } from './remembered-options.js';
import { askTable } from './use-shown-table.js';

/** A refusal, such as an empty period, is for whoever opens the page. */
export async function askAhead(period: Period): Promise<void> {
  const { name } = MONTHLY_SUMMARY;
  await askTable({ name, period, options: readOptions()[name] ?? {} }).catch(() => undefined);
}
