// What a unit wrote beside the numbers of its form, in the findings that it explains.

import type { CheckIssue } from '../../../shared/import/plan.js';
import type { Explanation } from './located.js';

/** Puts the unit's explanation into what it explains; where nothing was found, it is kept as a hint. */
export function addFormExplanations(issues: CheckIssue[], answers: readonly Explanation[]): void {
  for (const { sheet, cell, text } of answers) {
    const about = issues.filter(
      (issue) =>
        issue.severity !== 'hint' && issue.sheet === sheet && (issue.cell === cell || issue.cells?.includes(cell)),
    );
    for (const issue of about) {
      const said = `填报单位说明：${text}`;
      if (!issue.message.includes(said)) issue.message += said;
    }
    if (about.length > 0) continue;
    const known = issues.find((issue) => issue.rule === 'form-note' && issue.message.endsWith(`：${text}`));
    if (known) known.cells = [...(known.cells ?? []), cell];
    else
      issues.push({
        severity: 'hint',
        rule: 'form-note',
        sheet,
        cell,
        cells: [cell],
        message: `${cell}填报单位说明：${text}`,
      });
  }
}
