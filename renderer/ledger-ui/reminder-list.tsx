// 到期提醒 of all ledgers or of one: what is to be done by when, a way to the row, and a reason where it is dealt with or hidden.

import { Button, Input, Modal } from 'antd';
import { useState } from 'react';

import type { LedgerReminder } from '../../shared/contract/calls/ledgers.js';
import { dueText } from '../../shared/ledgers/reminder-days.js';
import { call } from '../api/client.js';
import { go } from '../app-state.js';
import { SAVE_KEY } from '../ui/save-key.js';
import { StateMark } from '../ui/state-mark.js';
import { useBusy } from '../ui/use-busy.js';
import { useReport } from '../ui/use-report.js';

function When({ reminder, today }: { reminder: LedgerReminder; today: string }) {
  const { deadline, workingDaysLeft, deadlineText } = reminder;
  const { isPast, text } = dueText(deadline, today, workingDaysLeft);
  if (isPast) return <StateMark kind="bad">{`${deadlineText}，${text}`}</StateMark>;
  if (workingDaysLeft <= 0) return <StateMark kind="look">{`${deadlineText}，${text}`}</StateMark>;
  return (
    <span className="muted">
      {deadlineText}，{text}
    </span>
  );
}

function keyOf(reminder: LedgerReminder): string {
  return `${reminder.ledger}/${reminder.rowId}/${reminder.rule}/${reminder.deadline}`;
}

function ReasonDialog({ reminder, onClose }: { reminder: LedgerReminder; onClose: () => void }) {
  const report = useReport();
  const [reason, setReason] = useState('');
  const { isBusy, whileBusy } = useBusy();
  const save = (): Promise<void> =>
    whileBusy(async () => {
      const { ledger, rowId, rule, deadline } = reminder;
      await call('ledgers.mark-reminder', { ledger, rowId, rule, deadline, reason: reason.trim() });
      report.done('已处理，不再提醒。期限改变后会重新提醒，也可以撤销。');
      onClose();
    });
  return (
    <Modal
      open
      title={`${reminder.what}：${reminder.name}`}
      okText="不再提醒"
      cancelText="取消"
      okButtonProps={{ ...SAVE_KEY, disabled: reason.trim() === '' }}
      confirmLoading={isBusy}
      onOk={() => void save()}
      onCancel={onClose}
    >
      <Input
        autoFocus
        aria-label="处理情况或原因"
        placeholder="处理情况或不再提醒的原因，如：已电话通知企业"
        maxLength={200}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        onPressEnter={() => reason.trim() !== '' && void save()}
      />
    </Modal>
  );
}

interface Props {
  reminders: readonly LedgerReminder[];
  today: string;
  /** True where the ledgers are mixed: then each line names its own. */
  hasTitles: boolean;
}

export function ReminderList({ reminders, today, hasTitles }: Props) {
  const report = useReport();
  const [marking, setMarking] = useState<LedgerReminder | null>(null);
  const restore = ({ ledger, rowId, rule, deadline }: LedgerReminder): void => {
    call('ledgers.mark-reminder', { ledger, rowId, rule, deadline, reason: null })
      .then(() => report.done('已恢复提醒。'))
      .catch(report.failed);
  };
  return (
    <>
      <ul className="steps" aria-label="到期提醒">
        {reminders.map((reminder) => (
          <li key={keyOf(reminder)}>
            <span>
              <button
                type="button"
                className="text-link"
                onClick={() => go('ledgers', `${reminder.ledger}/${reminder.rowId}`)}
              >
                {reminder.name === '' ? reminder.title : reminder.name}
              </button>{' '}
              {reminder.what}
              {reminder.unit !== '' && reminder.unit !== reminder.name && (
                <span className="muted"> · {reminder.unit}</span>
              )}
              {hasTitles && <span className="muted"> · {reminder.title}</span>}{' '}
              {reminder.handled === null ? (
                <When reminder={reminder} today={today} />
              ) : (
                <span className="muted">
                  {reminder.deadlineText}，{reminder.handled.operator}已处理：{reminder.handled.reason}
                </span>
              )}
            </span>
            {reminder.handled === null ? (
              <Button size="small" onClick={() => setMarking(reminder)}>
                处理…
              </Button>
            ) : (
              <Button size="small" onClick={() => restore(reminder)}>
                恢复提醒
              </Button>
            )}
          </li>
        ))}
      </ul>
      {marking && <ReasonDialog reminder={marking} onClose={() => setMarking(null)} />}
    </>
  );
}
