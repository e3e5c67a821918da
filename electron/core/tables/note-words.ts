// Words that notes and warnings of a table share.

import type { Fact } from '../statistics/facts.js';
import type { TablePlan } from './plan-table.js';

/** As the heads of the table call it. */
export function nameOf(fact: Fact): string {
  return fact.indicator.shortName || fact.indicator.name;
}

/** Columns of the same period of earlier years stand beside this one's. */
export function hasEarlierYears({ leaves }: Pick<TablePlan, 'leaves'>): boolean {
  return leaves.some((leaf) => leaf.kind === 'fact' && leaf.yearsBack > 0);
}
