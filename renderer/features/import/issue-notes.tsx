// Issues of the file under the cursor, below the table of files: why it is refused, what to correct, jump to the cell.

import { Button } from 'antd';

import type { CheckIssue, Offer, PlannedFile } from '../../../shared/import/plan.js';
import { canBeLedger } from './as-ledger.js';
import { IssueItem, issueId, sortedIssues } from './issue-item.js';

interface Props {
  file: PlannedFile | undefined;
  isBusy: boolean;
  /** 也接收2022年6月, or no longer. */
  onTake: (file: PlannedFile, offer: Offer) => void;
  onJump: (file: PlannedFile, issue: CheckIssue) => void;
  onLedger: (file: PlannedFile) => void;
}

export function IssueNotes({ file, isBusy, onTake, onJump, onLedger }: Props) {
  if (!file) return null;
  const issues = sortedIssues(file.issues);
  return (
    <section className="issue-notes" aria-label="所选文件的审核问题">
      <h2 title={file.file}>
        {file.file}
        {canBeLedger(file) && (
          <Button
            size="small"
            disabled={isBusy}
            title="这是一份清单：登记到台账，或按它的表头新建台账"
            onClick={() => onLedger(file)}
          >
            {file.form === 'ledger' && file.status !== 'ignored' ? '改按其他台账导入…' : '按台账导入…'}
          </Button>
        )}
      </h2>
      {file.reason !== '' && <p>{file.reason}</p>}
      {issues.length === 0 && file.reason === '' && (
        <p className="muted">没有审核问题。按 Enter 对照查看原表和识别结果。</p>
      )}
      {file.status !== 'imported' &&
        (file.offers ?? []).map((offer) => (
          <p key={offer.id} className="issue-offer">
            {offer.isTaken ? `${offer.label}的数也一并接收。` : offer.text}{' '}
            <Button size="small" disabled={isBusy} onClick={() => onTake(file, offer)}>
              {offer.isTaken ? '只接收最新一期' : `也接收${offer.label}`}
            </Button>
          </p>
        ))}
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
