// How many things of one ledger are due, above its grid; nothing where nothing is.

import { Button } from 'antd';

import { useCall } from '../api/use-call.js';
import { go } from '../app-state.js';

export function ReminderLink({ ledger }: { ledger: string }) {
  const { data } = useCall('ledgers.reminders', { ledger });
  const due = data?.reminders ?? [];
  if (data === null || due.length === 0) return null;
  const overdue = due.filter((one) => one.deadline < data.today).length;
  return (
    <Button size="small" title="到期提醒" onClick={() => go('ledgers', `reminders/${ledger}`)}>
      提醒{due.length}项{overdue > 0 ? `（过期${overdue}项）` : ''}
    </Button>
  );
}
