// 台账提醒 on the home page: the soonest of what the ledgers ask for; the rest behind one button. Nothing where nothing is due.

import { Button } from 'antd';

import { useCall } from '../../api/use-call.js';
import { go } from '../../app-state.js';
import { ReminderList } from '../../ledger-ui/reminder-list.js';

const MOST = 6;

export function LedgerReminders() {
  const { data } = useCall('ledgers.reminders', {});
  if (data === null || data.reminders.length === 0) return null;
  const { reminders, today } = data;
  return (
    <section className="card" aria-label="台账提醒">
      <h2>
        台账提醒 <small>{reminders.length}项</small>
      </h2>
      <ReminderList reminders={reminders.slice(0, MOST)} today={today} hasTitles />
      {reminders.length > MOST && (
        <Button size="small" onClick={() => go('ledgers', 'reminders')}>
          查看全部{reminders.length}项
        </Button>
      )}
    </section>
  );
}
