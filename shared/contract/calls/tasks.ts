// Calls of reporting tasks: the tasks themselves, their board, what the officer notes on its lines, the holiday calendar,
// attachments, contacts, and the 数据核对单.

import { z } from 'zod';

import { fileRefSchema } from '../../model/file-ref.js';
import { periodSchema } from '../../model/period-schema.js';
import { boardTaskSchema } from '../../tasks/board.js';
import { materialSchema, taskDraftSchema, taskSchema } from '../../tasks/define.js';
import { calendarDaySchema, dateSchema } from '../../tasks/working-days.js';
import { checkIssueSchema } from '../../import/plan-schema.js';
import { defineCall } from '../define.js';

const id = z.number().int();
const done = z.object({});
const year = z.number().int().min(2000).max(2099);

/** A line of the board: unit × task × period (× 批). */
const lineKeySchema = z.object({
  taskId: id,
  unitId: id,
  period: periodSchema,
  round: z.number().int().min(0).default(0),
});

/** Several lines at once: one unit, or all that were marked. */
const lines = z.array(lineKeySchema).min(1).max(2000);

const REMINDER_KINDS = ['notice', 'waiting', 'overdue', 'returned', 'incomplete', 'materials'] as const;
const reminderSchema = z.object({
  taskId: id,
  task: z.string(),
  round: z.number().int(),
  /** Null: the notice to all units of the task. */
  unitId: id.nullable(),
  unit: z.string(),
  /** notice 通知, waiting 提醒, overdue 催报, returned 退回重报, incomplete 补报指标, materials 补报材料. */
  kind: z.enum(REMINDER_KINDS),
  kindLabel: z.string(),
  text: z.string(),
  contact: z.object({ name: z.string(), phone: z.string() }).nullable(),
});
export type Reminder = z.infer<typeof reminderSchema>;

const contactSchema = z.object({
  id: id.nullable(), //                null: only named in received files, not yet kept
  unitId: id,
  unit: z.string(),
  name: z.string(),
  phone: z.string(),
  role: z.string(), //                 填报人, 审核人, 负责人, or the officer's word
  note: z.string(),
  lastSeenAt: z.string().nullable(), // newest received file that names the person
  lastSeenFile: z.string(),
});
export type Contact = z.infer<typeof contactSchema>;

const attachmentSchema = z.object({
  id,
  target: z.union([
    z.object({ kind: z.literal('submission'), submissionId: id }),
    z.object({ kind: z.literal('line'), taskId: id, round: z.number().int() }),
  ]),
  unitId: id,
  unit: z.string(),
  period: periodSchema,
  kind: materialSchema,
  kindLabel: z.string(),
  name: z.string(),
  size: z.number().int(),
  at: z.string(),
  operator: z.string(),
});
export type Attachment = z.infer<typeof attachmentSchema>;

const calendarYearSchema = z.object({
  year,
  /** shipped: as announced by the State Council; own: as the officer has it; none: not known, weekends stand in. */
  source: z.enum(['shipped', 'own', 'none']),
  note: z.string(), //                 '' or 2027年放假安排尚未录入，截止日期暂按周六、周日休息推算。
  days: z.array(calendarDaySchema),
});
export type CalendarYear = z.infer<typeof calendarYearSchema>;

export const taskCalls = {
  'tasks.list': defineCall({
    kind: 'read',
    params: z.object({}),
    result: z.object({ tasks: z.array(taskSchema) }),
  }),
  'tasks.save': defineCall({
    kind: 'write',
    params: z.object({ id: id.nullable(), task: taskDraftSchema }),
    result: taskSchema,
  }),
  /** data.in-use where attachments hang on it: set lastPeriod instead. */
  'tasks.remove': defineCall({ kind: 'write', params: z.object({ id }), result: done }),
  /** The board of a period: every task that falls due for it, with a line per unit. Empty where none does. */
  'tasks.board': defineCall({
    kind: 'read',
    params: z.object({ period: periodSchema }),
    result: z.object({ period: periodSchema, today: z.string(), tasks: z.array(boardTaskSchema) }),
  }),
  /** 本期免报 with a reason; reason null takes it back. */
  'tasks.exempt': defineCall({
    kind: 'write',
    params: z.object({ lines, reason: z.string().trim().min(1).max(200).nullable() }),
    result: done,
  }),
  /** 退回: until something newer is received. `due`: by when it is to come back. `reason` null takes it back. */
  'tasks.mark-returned': defineCall({
    kind: 'write',
    params: z.object({ lines, due: dateSchema.nullable(), reason: z.string().trim().max(500).nullable() }),
    result: done,
  }),
  /** 已核对: holds until a value changes. `note` null takes it back. */
  'tasks.mark-checked': defineCall({
    kind: 'write',
    params: z.object({ lines, note: z.string().trim().max(500).nullable() }),
    result: done,
  }),
  /** 收到日期, where the day of receiving into the program is not the day on which it came in. Null: as received. */
  'tasks.mark-received': defineCall({
    kind: 'write',
    params: z.object({ lines, on: dateSchema.nullable() }),
    result: done,
  }),
  /** A ledger of the task has come in another way; `reason` null takes back what was marked so. `on`: null = today. */
  'tasks.mark-ledgers': defineCall({
    kind: 'write',
    params: z.object({
      lines,
      ledgers: z.array(z.string()).min(1).max(100),
      on: dateSchema.nullable(),
      reason: z.string().trim().min(1).max(200).nullable(),
    }),
    result: done,
  }),
  /** Ready texts to copy: the notice of each task, and one text per unit that still owes something. */
  'tasks.reminders': defineCall({
    kind: 'read',
    params: z.object({ period: periodSchema, taskId: id.optional() }),
    result: z.object({ reminders: z.array(reminderSchema) }),
  }),
  /** 数据核对单: one page (sheet) per unit in one file; all units of the period's tasks unless some are named. */
  'tasks.check-sheets': defineCall({
    kind: 'job',
    params: z.object({
      period: periodSchema,
      unitIds: z.array(id).min(1).optional(),
      format: z.enum(['xlsx', 'pdf', 'html']),
    }),
    result: fileRefSchema,
  }),

  'calendar.list': defineCall({
    kind: 'read',
    params: z.object({ years: z.array(year).min(1).max(30).optional() }),
    result: z.object({ years: z.array(calendarYearSchema) }),
  }),
  /** Replaces a year. An empty list, or one equal to what is shipped, puts the shipped year back. */
  'calendar.save': defineCall({
    kind: 'write',
    params: z.object({ year, days: z.array(calendarDaySchema).max(400) }),
    result: calendarYearSchema,
  }),
  /** A list with columns 日期, 类型 (放假 or 上班), 名称. The years that occur in it are replaced when `apply` is set. */
  'calendar.import': defineCall({
    kind: 'job',
    params: z.object({ file: fileRefSchema, apply: z.boolean() }),
    result: z.object({
      years: z.array(z.number().int()),
      days: z.array(calendarDaySchema),
      issues: z.array(checkIssueSchema),
      applied: z.boolean(),
    }),
  }),

  /** Personal data: on screen only, in no export. */
  'contacts.list': defineCall({
    kind: 'read',
    params: z.object({}),
    result: z.object({ contacts: z.array(contactSchema) }),
  }),
  /** Keeps, corrects or (hidden) drops a person; those named in files come back only if they are not hidden. */
  'contacts.save': defineCall({
    kind: 'write',
    params: z.object({
      id: id.nullable(),
      contact: z.object({
        unitId: id,
        name: z.string().trim().min(1).max(30),
        phone: z.string().trim().max(40),
        role: z.string().trim().max(20),
        note: z.string().trim().max(200),
        hidden: z.boolean(),
      }),
    }),
    result: done,
  }),

  'attachments.add': defineCall({
    kind: 'job',
    params: z.object({
      target: z.union([
        z.object({ submissionId: id }),
        z.object({ taskId: id, unitId: id, period: periodSchema, round: z.number().int().min(0).default(0) }),
      ]),
      file: fileRefSchema,
      kind: materialSchema,
    }),
    result: attachmentSchema,
  }),
  'attachments.list': defineCall({
    kind: 'read',
    params: z.object({ period: periodSchema, unitId: id.optional() }),
    result: z.object({ attachments: z.array(attachmentSchema) }),
  }),
  /** The kept file, byte for byte. */
  'attachments.open': defineCall({ kind: 'job', params: z.object({ id }), result: fileRefSchema }),
  'attachments.remove': defineCall({ kind: 'write', params: z.object({ id }), result: done }),
};
