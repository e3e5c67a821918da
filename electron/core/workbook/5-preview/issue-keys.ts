// Gives the findings of reading a stable key, so that they can be accepted with a reason and recognised when the file comes
// again. Findings of rules have theirs already (4-validate/reporter.ts).

import type { CheckIssue, IssueWaiver } from '../../../../shared/import/plan.js';
import type { ReadCell } from '../3-map/read-values.js';
import { placeOfAddress } from '../../../../shared/model/cell-address.js';
import { cellKey, figureText } from '../4-validate/reporter.js';

/** At most 2^14 columns in a sheet. */
function placeOf(row: number, column: number): number {
  return row * 2 ** 14 + column;
}

/** Fills key and figures in place. `waiverOf`: what the officer has accepted before, on exactly these figures. */
export function keyIssues(
  issues: CheckIssue[],
  cells: readonly ReadCell[],
  waiverOf: (key: string, figures: string) => IssueWaiver | undefined,
): void {
  if (issues.every((issue) => issue.key !== undefined)) return;
  const named = new Set<number>();
  for (const { cell } of issues) {
    const place = cell === null ? null : placeOfAddress(cell);
    if (place) named.add(placeOf(place.row, place.column));
  }
  const bySource = new Map<string, ReadCell>();
  for (const cell of cells)
    if (named.has(placeOf(cell.r, cell.c))) bySource.set(`${cell.sheet ?? ''}!${cell.cell}`, cell);
  const counts = new Map<string, number>();
  for (const issue of issues) {
    if (issue.key !== undefined) continue;
    const cell = issue.cell === null ? undefined : bySource.get(`${issue.sheet ?? ''}!${issue.cell}`);
    const base = cell ? cellKey(issue.rule, cell) : [issue.rule, issue.sheet ?? '', issue.cell ?? ''].join('|');
    const count = (counts.get(base) ?? 0) + 1;
    counts.set(base, count);
    issue.key = count === 1 ? base : `${base}#${count}`;
    issue.figures = cell ? figureText(cell) : issue.message;
    // A cell that cannot be read has no value that a reason could let through.
    issue.canWaive = issue.severity !== 'block';
    const waiver = issue.canWaive ? waiverOf(issue.key, issue.figures) : undefined;
    if (waiver) issue.waiver = waiver;
  }
}
