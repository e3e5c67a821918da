// Issues of the file under the cursor, below the table of files: why it is refused, what to correct, jump to the cell.

import { Button } from 'antd';

import { SEVERITY_LABEL, type CheckIssue, type PlannedFile } from '../../../shared/import/plan.js';
import { StateMark, type MarkKind } from '../../ui/state-mark.js';

export const SEVERITY_MARK: Record<CheckIssue['severity'], MarkKind> = { block: 'bad', warn: 'look', hint: 'plain' };
const ORDER: Record<CheckIssue['severity'], number> = { block: 0, warn: 1, hint: 2 };

export function sortedIssues(issues: readonly CheckIssue[]): CheckIssue[] {
  return [...issues].sort((a, b) => ORDER[a.severity] - ORDER[b.severity]);
}

export function IssueNotes({ file, onJump }: { file: PlannedFile | undefined; onJump: (file: PlannedFile) => void }) {
  if (!file) return null;
  const issues = sortedIssues(file.issues);
  return (
    <section className="issue-notes" aria-label="所选文件的审核问题">
      <h2 title={file.file}>{file.file}</h2>
      {file.reason !== '' && <p>{file.reason}</p>}
      {issues.length === 0 && file.reason === '' && (
        <p className="muted">没有审核问题。按 Enter 对照查看原表和识别结果。</p>
      )}
      <ul>
        {issues.map((issue) => (
          <li key={`${issue.rule}-${issue.sheet ?? ''}-${issue.cell ?? ''}-${issue.message}`}>
            <StateMark kind={SEVERITY_MARK[issue.severity]}>{SEVERITY_LABEL[issue.severity]}</StateMark>
            {issue.cell !== null && (
              <Button type="link" size="small" onClick={() => onJump(file)}>
                {issue.cell}
              </Button>
            )}
            <span>{issue.message}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
