// One 审核问题 as it is shown everywhere: severity, cell, sentence, and 核实通过 with who, when and why.

import { Button } from 'antd';

import { SEVERITY_LABEL, type CheckIssue, type PlannedFile } from '../../../shared/import/plan.js';
import { StateMark, type MarkKind } from '../../ui/state-mark.js';
import { formatWhen } from '../../ui/when.js';
import { isClaim, useDecisions } from './decisions.js';
import { isCorrected } from './plan-facts.js';

const SEVERITY_MARK: Record<CheckIssue['severity'], MarkKind> = { block: 'bad', warn: 'look', hint: 'plain' };
const ORDER: Record<CheckIssue['severity'], number> = { block: 0, warn: 1, hint: 2 };

/** What still waits comes first, the gravest first. */
export function sortedIssues(issues: readonly CheckIssue[]): CheckIssue[] {
  const rank = (issue: CheckIssue): number => ORDER[issue.severity] + (issue.waiver ? 10 : 0);
  return [...issues].sort((a, b) => rank(a) - rank(b));
}

export function issueId(issue: CheckIssue): string {
  return `${issue.rule}-${issue.sheet ?? ''}-${issue.cell ?? ''}-${issue.message}`;
}

/** Most sentences begin with the cell, which stands before them as a link already. */
function withoutCell(message: string, cell: string): string {
  const rest = message.startsWith(cell) ? message.slice(cell.length) : null;
  return rest === null || /^\d/.test(rest) ? message : rest.replace(/^：/, '');
}

interface Props {
  file: PlannedFile;
  issue: CheckIssue;
  /** Absent: the cell is in sight already. */
  onJump?: (issue: CheckIssue) => void;
}

export function IssueItem({ file, issue, onJump }: Props) {
  const { isBusy, waive, unwaive } = useDecisions();
  const { waiver } = issue;
  const isOpen = file.status !== 'imported' && !isCorrected(file);
  const canWaive = isOpen && !waiver && issue.severity !== 'hint' && (issue.canWaive === true || isClaim(issue));
  return (
    <div className={`issue-item ${waiver ? 'is-waived' : ''}`}>
      <StateMark kind={waiver ? 'good' : SEVERITY_MARK[issue.severity]}>
        {waiver ? (isClaim(issue) ? '同口径调整' : '核实通过') : SEVERITY_LABEL[issue.severity]}
      </StateMark>
      <div className="issue-words">
        {issue.cell !== null && onJump ? (
          <button type="button" className="issue-jump" onClick={() => onJump(issue)}>
            <code>{issue.cell}</code> {withoutCell(issue.message, issue.cell)}
          </button>
        ) : (
          <span>{issue.message}</span>
        )}
        {waiver && (
          <span className="issue-waiver">
            {[waiver.operator, waiver.at === '' ? '' : formatWhen(waiver.at), waiver.reason]
              .filter((part) => part !== '')
              .join(' · ')}
          </span>
        )}
      </div>
      {canWaive && (
        <Button size="small" disabled={isBusy} onClick={() => waive(file, issue)}>
          {isClaim(issue) ? '同口径调整…' : '核实通过…'}
        </Button>
      )}
      {waiver && isOpen && (
        <Button size="small" disabled={isBusy} onClick={() => unwaive(file, issue)}>
          {isClaim(issue) ? '取消调整' : '取消核实'}
        </Button>
      )}
    </div>
  );
}
