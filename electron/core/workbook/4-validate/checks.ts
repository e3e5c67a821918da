// Stage 4: runs the rules in force (shared/checks, and the office's changes) over the values of one file. Every finding names
// cells, both figures and what to do. The rooms beside this file hold the rules of one subject each.

import type { CheckIssue } from '../../../../shared/import/plan.js';
import { CellsByName } from '../3-map/cells-by-name.js';
import type { ReadCell } from '../3-map/read-values.js';
import { checkParts, checkSigns, checkStocks, checkSums } from './arithmetic.js';
import type { CheckEnv } from './check-env.js';
import { byUnitPeriod, groupByUnit, OwnClaims } from './groups.js';
import { checkAgainstHistory, checkCopied, checkMonths } from './history.js';
import { checkMonthSums, checkQuarterSums } from './period-sums.js';
import { checkOwnRules } from './own-rules.js';
import { checkChangeColumn, checkRatios } from './ratios.js';
import { checkPrevious } from './previous-figures.js';
import type { Reporter } from './reporter.js';
import { checkRequired } from './required.js';
import { checkStatedFigures } from './stated-figures.js';
import { checkStoredSums } from './stored-sums.js';
import { checkTotals } from './totals.js';

/** Runs all rules; what they find goes to `reporter`. Returns findings about the whole file. */
export function checkValues(cells: readonly ReadCell[], form: string, env: CheckEnv, reporter: Reporter): CheckIssue[] {
  const groups = groupByUnit(cells);
  const together = byUnitPeriod(groups);
  const byName = CellsByName.allOf(cells);
  const claims = new OwnClaims(byName);
  for (const group of groups) {
    checkSigns(group, reporter);
    checkSums(group, reporter);
    checkParts(group, env, reporter);
    checkAgainstHistory(group, claims, env, reporter);
    checkCopied(group, env, reporter);
  }
  // What a report says of last year is no value of its own: 需核实 at most.
  for (const group of groupByUnit(cells, 'claim')) {
    checkSums(group, reporter, true);
    checkParts(group, env, reporter, true);
  }
  for (const ofUnit of together.values()) {
    checkStocks(ofUnit, claims, env, reporter);
    checkOwnRules(ofUnit, env, reporter);
  }
  checkMonths(cells, claims, env, reporter);
  checkPrevious(cells, env, reporter);
  checkMonthSums(cells, reporter);
  checkQuarterSums(cells, reporter);
  checkStoredSums(cells, byName, env, reporter);
  checkRatios(cells, together, env, reporter);
  checkChangeColumn(cells, byName, env, reporter);
  checkStatedFigures(cells, env, reporter);
  checkTotals(cells, env, reporter);
  return form === 'unit-report' ? checkRequired(cells, env) : [];
}
