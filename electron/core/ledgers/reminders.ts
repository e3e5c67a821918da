// 到期提醒: what the ledgers say is to be done soon or is just overdue, counted in working days. What lies long behind is history and
// no reminder: an old ledger that is loaded stays quiet.

import type { Ctx } from '../context.js';
import { findLedger, ledgersOf } from '../store/ledger-list.js';
import { hasRows } from '../store/ledger-store.js';
import { reminderMarks, reminderRows, removeReminderMark, saveReminderMark } from '../store/reminder-store.js';
import { workCalendar } from '../store/task-store.js';
import { listUnits } from '../store/unit-store.js';
import { write } from '../store/write.js';
import type { LedgerReminder } from '../../../shared/contract/calls/ledgers.js';
import type { ParsedParams, Result } from '../../../shared/contract/index.js';
import { AppError } from '../../../shared/errors/app-error.js';
import { unitFieldOf, type Ledger, type Reminder } from '../../../shared/ledgers/define.js';
import { fieldText } from '../../../shared/ledgers/field-text.js';
import { rowName } from '../../../shared/ledgers/row-name.js';
import { deadlineOf, DEFAULT_KEEP, windowOf } from '../../../shared/ledgers/reminder-days.js';
import { addDays, chinaDate, dateText, workingDaysBetween } from '../../../shared/tasks/working-days.js';

function keyOf(mark: { ledger: string; rowId: number; rule: string; deadline: string }): string {
  return `${mark.ledger}/${mark.rowId}/${mark.rule}/${mark.deadline}`;
}

export function list(ctx: Ctx, params: ParsedParams<'ledgers.reminders'>): Result<'ledgers.reminders'> {
  const { store } = ctx;
  const today = chinaDate(store.now());
  const calendar = workCalendar(store);
  const units = new Map(listUnits(store).map((unit) => [unit.id, unit.name]));
  const env = { unitName: (id: number): string => units.get(id) ?? '' };
  const marks = new Map(reminderMarks(store).map((mark) => [keyOf(mark), mark]));
  const found: LedgerReminder[] = [];
  const look = (ledger: Ledger, reminder: Reminder): void => {
    const answering = reminder.answeredBy === undefined ? null : findLedger(store, reminder.answeredBy.ledger);
    const unit = unitFieldOf(ledger);
    for (const { id, row } of reminderRows(store, ledger, reminder, windowOf(reminder, today), answering)) {
      const deadline = deadlineOf(reminder, row[reminder.on] as string, calendar);
      const left =
        deadline < today
          ? -workingDaysBetween(deadline, today, calendar)
          : workingDaysBetween(today, deadline, calendar);
      if (left > reminder.ahead || deadline < addDays(today, -(reminder.keep ?? DEFAULT_KEEP))) continue;
      const mark = marks.get(keyOf({ ledger: ledger.id, rowId: id, rule: reminder.id, deadline })) ?? null;
      if (mark !== null && !params.withHandled) continue;
      found.push({
        ledger: ledger.id,
        title: ledger.title,
        rowId: id,
        rule: reminder.id,
        what: reminder.what,
        // A case without a number is still to be found: its link needs words.
        name:
          fieldText(ledger.fields[reminder.name]!, row[reminder.name] ?? null, env) ||
          rowName(ledger, row) ||
          `第${id}条`,
        unit: unit === null ? '' : fieldText(ledger.fields[unit]!, row[unit] ?? null, env),
        deadline,
        deadlineText: dateText(deadline),
        workingDaysLeft: left,
        handled: mark === null ? null : { reason: mark.reason, operator: mark.operator, at: mark.at },
      });
    }
  };
  for (const ledger of ledgersOf(store)) {
    if (params.ledger !== null && ledger.id !== params.ledger) continue;
    if ((ledger.reminders ?? []).length === 0 || !hasRows(store, ledger)) continue;
    for (const reminder of ledger.reminders!) look(ledger, reminder);
  }
  found.sort((a, b) => (a.deadline < b.deadline ? -1 : a.deadline > b.deadline ? 1 : a.rowId - b.rowId));
  return { today, reminders: found };
}

export function mark(ctx: Ctx, params: ParsedParams<'ledgers.mark-reminder'>): Result<'ledgers.mark-reminder'> {
  const { reason, ...key } = params;
  const ledger = findLedger(ctx.store, key.ledger);
  const rule = ledger?.reminders?.find((one) => one.id === key.rule);
  if (!ledger || !rule) throw new AppError('data.not-found', { what: '这条提醒' });
  write(
    ctx.store,
    {
      kind: 'ledgers',
      label: `${reason === null ? '恢复提醒' : '处理提醒'}：${ledger.title}${rule.what}`,
      operator: ctx.operator,
      topics: ['ledgers'],
      detail: reason ?? '',
    },
    () =>
      reason === null
        ? removeReminderMark(ctx.store, key)
        : saveReminderMark(ctx.store, { ...key, reason, operator: ctx.operator, at: ctx.store.now() }),
  );
  return {};
}
