// The shipped layouts in the order of the list on the page.

import type { TableLayout } from '../define.js';
import { MONTHLY_SUMMARY } from './monthly-summary.js';
import { RANKING } from './ranking.js';
import { TARGET_COMPLETION } from './target-completion.js';
import { VALUES } from './values.js';

export const LAYOUTS: readonly TableLayout[] = [MONTHLY_SUMMARY, TARGET_COMPLETION, RANKING, VALUES];

export function layoutOf(name: string): TableLayout | null {
  return LAYOUTS.find((layout) => layout.name === name) ?? null;
}
