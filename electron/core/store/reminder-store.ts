// SQL of reminders: rows that a rule may be about, and what the officer has dealt with. The days themselves are counted by the caller.

import type { Ledger, LedgerRow, Reminder } from '../../../shared/ledgers/define.js';
import { columnOf, enterpriseIdOf, fromColumns, tableOf, type SqlValue } from './ledger-columns.js';
import { filterWhere } from './rollup-where.js';
import { prepared } from './prepared.js';
import type { Store } from './store.js';

export interface CandidateRow {
  id: number;
  row: LedgerRow;
}

/** Rows that a rule is about and whose date lies between two days, the earliest first. */
export function reminderRows(
  store: Store,
  ledger: Ledger,
  reminder: Reminder,
  days: { from: string; to: string },
  answering: Ledger | null,
): CandidateRow[] {
  const on = columnOf(ledger, reminder.on);
  const parts = [`${on} BETWEEN ? AND ?`];
  const values: SqlValue[] = [days.from, days.to];
  for (const name of reminder.unless ?? []) parts.push(`${columnOf(ledger, name)} IS NULL`);
  if (reminder.untilPaid !== undefined) {
    const [amount, of] = [columnOf(ledger, reminder.untilPaid.amount), columnOf(ledger, reminder.untilPaid.of)];
    const said = (reminder.untilPaid.saidBy ?? []).map((filter) => filterWhere(ledger, filter));
    const isOpen = [`${amount} IS NULL`, ...said.map(({ sql }) => `NOT (${sql})`)].join(' AND ');
    parts.push(`((${isOpen}) OR ${amount} < ${of})`);
    values.push(...said.flatMap((one) => one.values));
  }
  for (const filter of reminder.where ?? []) {
    const one = filterWhere(ledger, filter);
    parts.push(one.sql);
    values.push(...one.values);
  }
  if (reminder.newestPer !== undefined) {
    const name = reminder.newestPer;
    const [own, other] = [enterpriseIdOf(ledger, name), enterpriseIdOf(ledger, name, 'n')];
    // Newest among the rows that the rule is about: a call on the telephone is no newer visit, a revoked certificate renews none.
    const alike = [
      ...(reminder.unless ?? []).map((field) => filterWhere(ledger, { field, isKnown: false }, 'n')),
      ...(reminder.where ?? []).map((filter) => filterWhere(ledger, filter, 'n')),
    ];
    const isAlike = alike.map(({ sql }) => ` AND ${sql}`).join('');
    parts.push(
      `NOT EXISTS (SELECT 1 FROM ${tableOf(ledger)} n WHERE ${other} = ${own} AND ${columnOf(ledger, reminder.on, 'n')} > ${on}${isAlike})`,
    );
    values.push(...alike.flatMap((one) => one.values));
  }
  if (answering !== null && reminder.answeredBy !== undefined) {
    const own = enterpriseIdOf(ledger, 'enterprise');
    const { where: counts = [], isRegistered } = reminder.answeredBy;
    const answers = counts.map((filter) => filterWhere(answering, filter, 'a'));
    if (isRegistered === true) parts.push(`${own} IS NOT NULL`);
    parts.push(
      `NOT EXISTS (SELECT 1 FROM ${tableOf(answering)} a WHERE ${enterpriseIdOf(answering, 'enterprise', 'a')} = ${own}
        AND ${columnOf(answering, reminder.answeredBy.on, 'a')} >= ${on}${answering.id === ledger.id ? ' AND a.id <> t.id' : ''}${answers.map(({ sql }) => ` AND ${sql}`).join('')})`,
    );
    values.push(...answers.flatMap((one) => one.values));
  }
  const rows = store.db
    .prepare(`SELECT t.* FROM ${tableOf(ledger)} t WHERE ${parts.join(' AND ')} ORDER BY ${on}, t.id`)
    .all(values) as Record<string, SqlValue>[];
  return rows.map((columns) => ({ id: columns['id'] as number, row: fromColumns(ledger, columns) }));
}

export interface ReminderKey {
  ledger: string;
  rowId: number;
  rule: string;
  deadline: string;
}

export interface ReminderMark extends ReminderKey {
  reason: string;
  operator: string;
  at: string;
}

export function reminderMarks(store: Store): ReminderMark[] {
  return prepared(
    store,
    'SELECT ledger, row_id AS rowId, rule, deadline, reason, operator, at FROM ledger_reminder',
  ).all() as ReminderMark[];
}

/** Call inside write(). */
export function saveReminderMark(store: Store, mark: ReminderMark): void {
  prepared(
    store,
    `INSERT INTO ledger_reminder (ledger, row_id, rule, deadline, reason, operator, at)
     VALUES (:ledger, :rowId, :rule, :deadline, :reason, :operator, :at)
     ON CONFLICT DO UPDATE SET reason = excluded.reason, operator = excluded.operator, at = excluded.at`,
  ).run(mark);
}

/** Call inside write(). */
export function removeReminderMark(store: Store, { ledger, rowId, rule, deadline }: ReminderKey): void {
  prepared(store, 'DELETE FROM ledger_reminder WHERE ledger = ? AND row_id = ? AND rule = ? AND deadline = ?').run(
    ledger,
    rowId,
    rule,
    deadline,
  );
}
