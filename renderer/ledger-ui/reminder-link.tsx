// How many things of one ledger are due, above its grid; nothing where nothing is.

import { Button } from 'antd';

import { useCall } from '../api/use-call.js';
import { go } from '../app-state.js';

export function ReminderLink({ ledger }: { ledger: string }) {
  const due = useCall('ledgers.reminders', { ledger }).data?.reminders ?? [];
  if (due.length === 0) return null;
  const overdue = due.filter((one) => one.workingDaysLeft < 0).length;
  return (
    <Button size="small" onClick={() => go('ledgers', `reminders/${ledger}`)}>
      到期提醒{due.length}项{overdue > 0 ? `（已过期${overdue}项）` : ''}
    </Button>
  );
}
