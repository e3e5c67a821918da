// The shipped layouts in the order of the list on the page. The officer's own ones have the same shape (core/tables/layouts.ts). A new
// one: its file beside this one and its line here.

import type { TableLayout } from '../define.js';
import { ABNORMAL } from './abnormal.js';
import { MONTHLY_SUMMARY } from './monthly-summary.js';
import { PLEDGE } from './pledge.js';
import { RANKING } from './ranking.js';
import { REPORTING } from './reporting.js';
import { SEVERAL_YEARS } from './several-years.js';
import { SUBSIDY } from './subsidy.js';
import { TARGET_COMPLETION } from './target-completion.js';
import { VALUES } from './values.js';

export const LAYOUTS: readonly TableLayout[] = [
  MONTHLY_SUMMARY,
  TARGET_COMPLETION,
  RANKING,
  PLEDGE,
  SUBSIDY,
  ABNORMAL,
  REPORTING,
  SEVERAL_YEARS,
  VALUES,
];

/** A shipped layout. */
export function shippedLayout(name: string): TableLayout | null {
  return LAYOUTS.find((layout) => layout.name === name) ?? null;
}
