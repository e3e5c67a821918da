// SQL of reporting tasks, of what the officer noted on their lines, and of the holiday calendar.

import { z } from 'zod';

import { periodFromInt, periodToInt, type Period } from '../../../shared/model/period.js';
import {
  deadlineLabel,
  deadlineRuleSchema,
  FREQUENCY_LABEL,
  materialSchema,
  taskRoundSchema,
  type Frequency,
  type ReportingTask,
  type TaskDraft,
} from '../../../shared/tasks/define.js';
import { SHIPPED_DAYS, SHIPPED_YEARS, shippedDays } from '../../../shared/tasks/holidays.js';
import {
  calendarOf,
  yearOfDate,
  type CalendarDay,
  type DateText,
  type WorkCalendar,
} from '../../../shared/tasks/working-days.js';
import { listIndicators } from './indicator-store.js';
import { ledgersOf } from './ledger-list.js';
import type { Store } from './store.js';

interface TaskRow {
  id: number;
  name: string;
  frequency: Frequency;
  first_period: number;
  last_period: number | null;
  deadline: string;
  materials: string;
  rounds: string;
  notice: string;
  contact: string;
  created_at: string;
}

/** A broken rule must not lock the officer out of the board: the usual one stands in and can be corrected. */
const deadlineColumn = deadlineRuleSchema.catch({ kind: 'working-day', n: 5 });
const materialsColumn = z.array(materialSchema).min(1).catch(['sheet']);
const roundsColumn = z.array(taskRoundSchema).catch([]);

/** All tasks in the order of their making, units in registered order, indicators and ledgers as the task lists them. */
export function listTasks(store: Store): ReportingTask[] {
  const rows = store.db.prepare('SELECT * FROM reporting_task ORDER BY id').all() as TaskRow[];
  if (rows.length === 0) return [];
  const units = group(
    store.db
      .prepare(
        'SELECT t.task_id AS task, t.unit_id AS item FROM task_unit t JOIN reporting_unit u ON u.id = t.unit_id ORDER BY u.sort, u.id',
      )
      .all() as { task: number; item: number }[],
  );
  const codes = group(
    store.db
      .prepare(
        'SELECT t.task_id AS task, i.code AS item FROM task_indicator t JOIN indicator i ON i.id = t.indicator_id ORDER BY t.sort',
      )
      .all() as { task: number; item: string }[],
  );
  // A ledger that is taken out of the list is asked of nobody.
  const known = new Set(ledgersOf(store).map((ledger) => ledger.id));
  const ledgers = group(
    store.db.prepare('SELECT task_id AS task, ledger AS item FROM task_ledger ORDER BY sort').all() as {
      task: number;
      item: string;
    }[],
  );
  return rows.map((row) => {
    const deadline = deadlineColumn.parse(JSON.parse(row.deadline));
    return {
      id: row.id,
      name: row.name,
      frequency: row.frequency,
      frequencyLabel: FREQUENCY_LABEL[row.frequency],
      firstPeriod: periodFromInt(row.first_period),
      lastPeriod: row.last_period === null ? null : periodFromInt(row.last_period),
      deadline,
      deadlineLabel: deadlineLabel({ frequency: row.frequency, deadline }),
      unitIds: units.get(row.id) ?? [],
      codes: codes.get(row.id) ?? [],
      ledgers: (ledgers.get(row.id) ?? []).filter((id) => known.has(id)),
      materials: materialsColumn.parse(JSON.parse(row.materials)),
      rounds: roundsColumn.parse(JSON.parse(row.rounds)),
      notice: row.notice,
      contact: row.contact,
      createdAt: row.created_at,
    };
  });
}

function group<T>(rows: readonly { task: number; item: T }[]): Map<number, T[]> {
  const result = new Map<number, T[]>();
  for (const { task, item } of rows) {
    const items = result.get(task);
    if (items) items.push(item);
    else result.set(task, [item]);
  }
  return result;
}

/** Inserts (id null) or replaces a task. Call inside write(). Returns its id. */
export function saveTask(store: Store, id: number | null, task: TaskDraft): number {
  const { db } = store;
  const row = {
    name: task.name,
    frequency: task.frequency,
    firstPeriod: periodToInt(task.firstPeriod),
    lastPeriod: task.lastPeriod === null ? null : periodToInt(task.lastPeriod),
    deadline: JSON.stringify(task.deadline),
    materials: JSON.stringify(task.materials),
    rounds: JSON.stringify(task.rounds),
    notice: task.notice,
    contact: task.contact,
  };
  let taskId = id;
  if (taskId === null)
    taskId = Number(
      db
        .prepare(
          `INSERT INTO reporting_task (name, frequency, first_period, last_period, deadline, materials, rounds, notice, contact, created_at)
           VALUES (:name, :frequency, :firstPeriod, :lastPeriod, :deadline, :materials, :rounds, :notice, :contact, :at)`,
        )
        .run({ ...row, at: store.now() }).lastInsertRowid,
    );
  else
    db.prepare(
      `UPDATE reporting_task SET name = :name, frequency = :frequency, first_period = :firstPeriod, last_period = :lastPeriod,
       deadline = :deadline, materials = :materials, rounds = :rounds, notice = :notice, contact = :contact WHERE id = :id`,
    ).run({ ...row, id: taskId });
  db.prepare('DELETE FROM task_unit WHERE task_id = ?').run(taskId);
  db.prepare('DELETE FROM task_indicator WHERE task_id = ?').run(taskId);
  db.prepare('DELETE FROM task_ledger WHERE task_id = ?').run(taskId);
  const addUnit = db.prepare('INSERT INTO task_unit (task_id, unit_id) VALUES (?, ?)');
  for (const unitId of new Set(task.unitIds)) addUnit.run(taskId, unitId);
  const indicators = new Map(listIndicators(store).map((indicator) => [indicator.code, indicator.id]));
  const addIndicator = db.prepare('INSERT INTO task_indicator (task_id, indicator_id, sort) VALUES (?, ?, ?)');
  [...new Set(task.codes)].forEach((code, index) => addIndicator.run(taskId, indicators.get(code), index));
  const addLedger = db.prepare('INSERT INTO task_ledger (task_id, ledger, sort) VALUES (?, ?, ?)');
  [...new Set(task.ledgers)].forEach((ledger, index) => addLedger.run(taskId, ledger, index));
  return taskId;
}

/** Call inside write(). */
export function removeTask(store: Store, id: number): void {
  store.db.prepare('DELETE FROM reporting_task WHERE id = ?').run(id);
}

/** Names a line of the board. */
export interface LineKey {
  taskId: number;
  unitId: number;
  period: Period;
  round: number;
}

export interface LineNotes {
  receivedOn: DateText | null;
  exemptReason: string | null;
  /** Instant: a file that was read later is a new one. */
  returnedAt: string | null;
  returnedDue: DateText | null;
  returnedReason: string | null;
  returnedChange: number | null;
  checkedOn: DateText | null;
  checkedNote: string | null;
  checkedChange: number | null;
}

export const NO_NOTES: LineNotes = {
  receivedOn: null,
  exemptReason: null,
  returnedAt: null,
  returnedDue: null,
  returnedReason: null,
  returnedChange: null,
  checkedOn: null,
  checkedNote: null,
  checkedChange: null,
};

const NOTES_COLUMNS = `received_on AS receivedOn, exempt_reason AS exemptReason, returned_at AS returnedAt, returned_due AS returnedDue,
  returned_reason AS returnedReason, returned_change AS returnedChange, checked_on AS checkedOn, checked_note AS checkedNote,
  checked_change AS checkedChange`;

/** Notes of all lines of a period. */
export function notesOfPeriod(store: Store, period: Period): (LineKey & LineNotes)[] {
  const rows = store.db
    .prepare(`SELECT task_id AS taskId, unit_id AS unitId, round, ${NOTES_COLUMNS} FROM task_state WHERE period = ?`)
    .all(periodToInt(period)) as (Omit<LineKey, 'period'> & LineNotes)[];
  return rows.map((row) => ({ ...row, period }));
}

function notesOf(store: Store, key: LineKey): LineNotes {
  const row = store.db
    .prepare(
      `SELECT ${NOTES_COLUMNS} FROM task_state WHERE task_id = :taskId AND unit_id = :unitId AND period = :period AND round = :round`,
    )
    .get({ ...key, period: periodToInt(key.period) }) as LineNotes | undefined;
  return row ?? NO_NOTES;
}

/** Changes the notes of a line; a line without any has no row. Call inside write(). */
export function saveNotes(store: Store, key: LineKey, changes: Partial<LineNotes>): void {
  const notes = { ...notesOf(store, key), ...changes };
  const where = { taskId: key.taskId, unitId: key.unitId, period: periodToInt(key.period), round: key.round };
  if (Object.values(notes).every((value) => value === null)) {
    store.db
      .prepare(
        'DELETE FROM task_state WHERE task_id = :taskId AND unit_id = :unitId AND period = :period AND round = :round',
      )
      .run(where);
    return;
  }
  store.db
    .prepare(
      `INSERT INTO task_state (task_id, unit_id, period, round, received_on, exempt_reason, returned_at, returned_due, returned_reason,
         returned_change, checked_on, checked_note, checked_change)
       VALUES (:taskId, :unitId, :period, :round, :receivedOn, :exemptReason, :returnedAt, :returnedDue, :returnedReason,
         :returnedChange, :checkedOn, :checkedNote, :checkedChange)
       ON CONFLICT DO UPDATE SET received_on = excluded.received_on, exempt_reason = excluded.exempt_reason,
         returned_at = excluded.returned_at, returned_due = excluded.returned_due, returned_reason = excluded.returned_reason,
         returned_change = excluded.returned_change, checked_on = excluded.checked_on, checked_note = excluded.checked_note,
         checked_change = excluded.checked_change`,
    )
    .run({ ...where, ...notes });
}

/** Years that the officer has changed. */
export function ownCalendarYears(store: Store): number[] {
  return store.db
    .prepare('SELECT DISTINCT CAST(substr(date, 1, 4) AS INTEGER) FROM holiday ORDER BY 1')
    .pluck()
    .all() as number[];
}

/** Days of a year that differ from the plain week: as stored, else as shipped. */
export function calendarDays(store: Store, year: number): CalendarDay[] {
  const own = store.db
    .prepare('SELECT date, kind, name FROM holiday WHERE date BETWEEN ? AND ? ORDER BY date')
    .all(`${year}-01-01`, `${year}-12-31`) as CalendarDay[];
  return own.length > 0 ? own : shippedDays(year);
}

/** The calendar that deadlines are reckoned by. */
export function workCalendar(store: Store): WorkCalendar {
  const own = store.db.prepare('SELECT date, kind, name FROM holiday').all() as CalendarDay[];
  const ownYears = new Set(own.map((day) => yearOfDate(day.date)));
  const shipped = SHIPPED_DAYS.filter((day) => !ownYears.has(yearOfDate(day.date)));
  return calendarOf([...own, ...shipped], [...SHIPPED_YEARS, ...ownYears]);
}

/** Replaces the days of a year. Days equal to the shipped ones are not stored. Call inside write(). */
export function saveCalendarYear(store: Store, year: number, days: readonly CalendarDay[]): void {
  const sorted = days.toSorted((a, b) => (a.date < b.date ? -1 : 1));
  const isAsShipped = JSON.stringify(sorted.map(dayKey)) === JSON.stringify(shippedDays(year).map(dayKey));
  store.db.prepare('DELETE FROM holiday WHERE date BETWEEN ? AND ?').run(`${year}-01-01`, `${year}-12-31`);
  if (isAsShipped) return;
  const insert = store.db.prepare('INSERT INTO holiday (date, kind, name) VALUES (?, ?, ?)');
  for (const day of sorted) insert.run(day.date, day.kind, day.name);
}

function dayKey(day: CalendarDay): string {
  return `${day.date} ${day.kind} ${day.name}`;
}
