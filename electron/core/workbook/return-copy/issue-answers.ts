// The district's answers in 填报单位说明 and the issues that they are about. Not here: reading them (recognise-own.ts).

import type { CheckIssue } from '../../../../shared/import/plan.js';
import type { Explanation } from './recognise-own.js';

/**
 * The answer to an issue: same key; where the list no longer has keys, same place and, where it still says it, same rule. A key
 * outweighs the place: after a row was inserted another issue of the same rule may stand there.
 */
export function explanationOf(issue: CheckIssue, answers: readonly Explanation[]): Explanation | undefined {
  const byKey = answers.find((answer) => answer.key !== '' && answer.key === issue.key);
  if (byKey) return byKey;
  return answers.find(
    (answer) =>
      (answer.key === '' || issue.key === undefined) &&
      answer.sheet === issue.sheet &&
      answer.cell === issue.cell &&
      (answer.cell !== null || answer.rule !== '') &&
      (answer.rule === '' || answer.rule === issue.rule),
  );
}

/** Begins the district's answer in the message of an issue. */
export const ANSWER_MARK = '填报单位说明：';

/** Puts the district's answer into the message of its issue, so that the officer sees it and nobody asks again. */
export function addExplanations(issues: CheckIssue[], answers: readonly Explanation[]): void {
  if (answers.length === 0) return;
  for (const issue of issues) {
    if (issue.severity === 'hint') continue;
    const answer = explanationOf(issue, answers);
    if (answer && !issue.message.includes(answer.text)) issue.message += ANSWER_MARK + answer.text;
  }
}
