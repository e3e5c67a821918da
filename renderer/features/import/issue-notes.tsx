// Issues of the file under the cursor, below the table of files: why it is refused, what to correct, jump to the cell.

import { Button, Select } from 'antd';

import type { CheckIssue, Offer, PlannedFile, Question } from '../../../shared/import/plan.js';
import { canBeLedger } from './as-ledger.js';
import { answeredQuestions, isSetAside, issuesBesideOffers, monthsLeft, offersToTake } from './plan-facts.js';
import { IssueItem, issueId, sortedIssues } from './issue-item.js';

interface Props {
  file: PlannedFile | undefined;
  isBusy: boolean;
  /** 也接收2022年6月, or no longer; several at once. */
  onTake: (file: PlannedFile, offers: readonly Offer[]) => void;
  onJump: (file: PlannedFile, issue: CheckIssue) => void;
  onLedger: (file: PlannedFile) => void;
  /** Another answer to a question that was answered, by the officer or by 识别规则. */
  onAnswer: (file: PlannedFile, question: Question, value: string) => void;
}

/** What was answered, so that a slip of the hand or an old rule can be put right before receiving. */
function Answered({ file, isBusy, onAnswer }: Pick<Props, 'isBusy' | 'onAnswer'> & { file: PlannedFile }) {
  const answered = answeredQuestions(file);
  if (answered.length === 0) return null;
  return (
    <details className="answered">
      <summary>已回答的问题（{answered.length}），可以修改</summary>
      <ul>
        {answered.map((question) => (
          <li key={question.id}>
            <span>{question.text}</span>
            <Select
              size="small"
              aria-label={`修改回答：${question.text}`}
              showSearch={{ optionFilterProp: 'label' }}
              popupMatchSelectWidth={false}
              disabled={isBusy}
              value={file.answers[question.id]}
              options={question.options}
              onChange={(value: string) => onAnswer(file, question, value)}
            />
          </li>
        ))}
      </ul>
    </details>
  );
}

export function IssueNotes({ file, isBusy, onTake, onJump, onLedger, onAnswer }: Props) {
  if (!file) return null;
  const issues = sortedIssues(issuesBesideOffers(file));
  const all = offersToTake(file);
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
      {file.reason !== '' && issues.every((issue) => issue.message !== file.reason) && <p>{file.reason}</p>}
      {isSetAside(file) && <p>按您对两个文件的选择，本文件的数值不采用；接收时只留存原件。</p>}
      {issues.length === 0 && file.reason === '' && (
        <p className="muted">没有审核问题。按 Enter 对照查看原表和识别结果。</p>
      )}
      {all.length > 0 && (
        <p className="issue-offer">
          本文件还有{monthsLeft(file)}期没有采用。{' '}
          <Button size="small" disabled={isBusy} onClick={() => onTake(file, all)}>
            全部也接收（{monthsLeft(file)}期）
          </Button>
        </p>
      )}
      {file.status !== 'imported' &&
        (file.offers ?? []).map((offer) => (
          <p key={offer.id} className="issue-offer">
            {offer.isTaken ? `${offer.label}的数也一并接收。` : offer.text}{' '}
            <Button size="small" disabled={isBusy} onClick={() => onTake(file, [offer])}>
              {offer.isTaken ? `不接收${offer.label}` : `也接收${offer.label}`}
            </Button>
          </p>
        ))}
      {file.status !== 'imported' && <Answered file={file} isBusy={isBusy} onAnswer={onAnswer} />}
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
