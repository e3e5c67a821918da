// Issues of the file under the cursor, below the table of files: why it is refused, what to correct, jump to the cell.

import type { CheckIssue, PlannedFile } from '../../../shared/import/plan.js';
import { IssueItem, issueId, sortedIssues } from './issue-item.js';

interface Props {
  file: PlannedFile | undefined;
  onJump: (file: PlannedFile, issue: CheckIssue) => void;
}

export function IssueNotes({ file, onJump }: Props) {
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
          <li key={issueId(issue)}>
            <IssueItem file={file} issue={issue} onJump={(at) => onJump(file, at)} />
          </li>
        ))}
      </ul>
    </section>
  );
}
