// SQL of what has come in for a period: submissions with the tasks' values in them, their findings, files that wait, and the
// people named in received files. Reads only; submissions are written by workbook/6-commit.

import { z } from 'zod';

import { SEVERITIES, type FileStatus, type Severity } from '../../../shared/import/plan.js';
import { periodFromInt, periodToInt, type Period } from '../../../shared/model/period.js';
import { VALUE_STATES, ORIGINS } from '../../../shared/model/observation.js';
import { returnedFiles } from './returned-file-store.js';
import type { Store } from './store.js';

/** Values of one unit, indicator and period that count as handed in. */
export interface Received {
  unitId: number;
  indicatorId: number;
  /** Change sets of the first and the newest revision, and when they were. */
  firstAt: string;
  lastAt: string;
  lastChange: number;
  isMissing: boolean;
}

const NOT_SUBMITTED_STATE = VALUE_STATES.indexOf('not_submitted');
const SETUP_ORIGIN = ORIGINS.indexOf('setup');

/** Per unit and indicator: when values of the period came in. The newest state tells whether the value is there. */
export function receivedOfPeriod(store: Store, period: Period): Received[] {
  const rows = store.db
    .prepare(
      `SELECT r.unit_id AS unitId, r.indicator_id AS indicatorId, min(c.at) AS firstAt, max(c.at) AS lastAt,
         max(r.change_set_id) AS lastChange,
         NOT EXISTS (SELECT 1 FROM observation o WHERE o.period = r.period AND o.indicator_id = r.indicator_id
           AND o.unit_id = r.unit_id AND o.state <> ${NOT_SUBMITTED_STATE}) AS isMissing
       FROM observation_revision r JOIN change_set c ON c.id = r.change_set_id
       WHERE r.period = ? AND r.origin <> ${SETUP_ORIGIN}
       GROUP BY r.unit_id, r.indicator_id`,
    )
    .all(periodToInt(period)) as (Omit<Received, 'isMissing'> & { isMissing: number })[];
  return rows.map((row) => ({ ...row, isMissing: row.isMissing !== 0 }));
}

export interface LiveSubmission {
  id: number;
  unitId: number;
  importFileId: number;
  file: string;
  form: string;
  at: string;
  changeSetId: number;
  /** Indicators that it gave a new value for. */
  indicatorIds: number[];
  /** It said nothing new when it was received. */
  isRepeat: boolean;
}

/** Submissions of a period whose import stands, oldest first. */
export function liveSubmissions(store: Store, period: Period): LiveSubmission[] {
  const rows = store.db
    .prepare(
      // By the change set of the file and by unit, which are indexed (revision-chain.ts).
      `SELECT s.id, s.unit_id AS unitId, s.import_file_id AS importFileId, f.file, f.form, c.at, c.id AS changeSetId, s.is_repeat AS isRepeat,
         (SELECT json_group_array(DISTINCT r.indicator_id) FROM observation_revision r
          WHERE r.change_set_id = f.change_set_id AND r.submission_id = s.id) AS indicators
       FROM reporting_unit u CROSS JOIN submission s ON s.unit_id = u.id AND s.period = ?
       JOIN import_file f ON f.id = s.import_file_id JOIN change_set c ON c.id = f.change_set_id
       WHERE c.undone_by IS NULL ORDER BY s.id`,
    )
    .all(periodToInt(period)) as (Omit<LiveSubmission, 'indicatorIds' | 'isRepeat'> & {
    indicators: string;
    isRepeat: number;
  })[];
  return rows.map(({ indicators, isRepeat, ...row }) => ({
    ...row,
    indicatorIds: JSON.parse(indicators) as number[],
    isRepeat: isRepeat === 1,
  }));
}

const findingsSchema = z.object({
  units: z.array(z.string()),
  issues: z.array(
    z.object({
      severity: z.enum(SEVERITIES),
      key: z.string().optional(),
      figures: z.string().optional(),
      waiver: z.unknown().optional(),
    }),
  ),
});

/** Findings of a received file that nobody has passed (核实通过), by severity; none where the file holds several units. */
export function openFindings(store: Store, importFileId: number): Record<Severity, number> {
  const counts: Record<Severity, number> = { block: 0, warn: 0, hint: 0 };
  const row = store.db.prepare('SELECT report FROM import_file WHERE id = ?').get(importFileId) as
    | { report: string }
    | undefined;
  const report = findingsSchema.safeParse(row === undefined ? null : JSON.parse(row.report));
  // A finding does not say which unit of a city table it is about.
  if (!report.success || report.data.units.length !== 1) return counts;
  const isWaived = store.db.prepare('SELECT 1 FROM waiver WHERE issue_key = ? AND figures = ?');
  for (const { severity, key, figures, waiver } of report.data.issues) {
    if (waiver !== undefined) continue;
    if (key !== undefined && isWaived.get(key, figures ?? '') !== undefined) continue;
    counts[severity] += 1;
  }
  return counts;
}

export interface WaitingFile {
  planId: string;
  /** When the files were read. */
  readAt: string;
  index: number;
  file: string;
  status: FileStatus;
  units: string[];
  periods: string[];
  /** 退回修改 was made of it. */
  isSentBack: boolean;
}

const waitingSchema = z.object({
  file: z.string(),
  sha256: z.string(),
  status: z.enum(['planned', 'asks', 'refused']),
  units: z.array(z.string()),
  periods: z.array(z.string()),
  cells: z.object({ new: z.number(), changed: z.number() }),
  /** With what of a ledger it hands in. */
  ledgers: z.array(z.object({ submission: z.object({}).nullish() })).optional(),
});

/** Files of the newest plan that were read and not received. One that brings nothing new does not wait for anything. */
export function waitingFiles(store: Store): WaitingFile[] {
  const rows = store.db
    .prepare(
      `SELECT f.plan_id AS planId, p.created_at AS readAt, f.idx AS "index", f.header
       FROM import_plan_file f JOIN import_plan p ON p.id = f.plan_id
       WHERE p.id = (SELECT id FROM import_plan ORDER BY created_at DESC LIMIT 1) ORDER BY f.idx`,
    )
    .all() as { planId: string; readAt: string; index: number; header: string }[];
  const returned = rows[0] === undefined ? new Map<number, never>() : returnedFiles(store, rows[0].planId);
  return rows.flatMap(({ header, ...row }) => {
    const parsed = waitingSchema.safeParse(JSON.parse(header));
    if (!parsed.success) return [];
    const { cells, ledgers, sha256, ...file } = parsed.data;
    const hasLedger = ledgers?.some(({ submission }) => submission) === true;
    if (file.status === 'planned' && !hasLedger && cells.new + cells.changed === 0) return [];
    return [{ ...row, ...file, isSentBack: returned.get(row.index)?.sha256 === sha256 }];
  });
}

export interface NamedPerson {
  unitId: number;
  name: string;
  phone: string;
  role: string;
  lastSeen: string;
  file: string;
  period: Period;
}

const metaSchema = z.record(z.string(), z.string());

/** 填报人, 审核人, 负责人 with 联系电话 as received files of one unit name them, newest first. */
export function peopleInFiles(store: Store): NamedPerson[] {
  const rows = store.db
    .prepare(
      `SELECT f.file, json_extract(f.report, '$.meta') AS meta, c.at, min(s.unit_id) AS unitId, max(s.period) AS period
       FROM import_file f JOIN change_set c ON c.id = f.change_set_id JOIN submission s ON s.import_file_id = f.id
       WHERE c.undone_by IS NULL GROUP BY f.id HAVING count(DISTINCT s.unit_id) = 1 ORDER BY f.id DESC`,
    )
    .all() as { file: string; meta: string | null; at: string; unitId: number; period: number }[];
  return rows.flatMap((row) => {
    const meta = metaSchema.safeParse(row.meta === null ? null : JSON.parse(row.meta));
    if (!meta.success) return [];
    return ['填报人', '审核人', '负责人'].flatMap((role): NamedPerson[] => {
      const name = meta.data[role]?.trim() ?? '';
      // A stamp line without a name, or a whole sentence, is nobody.
      if (!/^[\p{Script=Han}·]{2,8}$/u.test(name)) return [];
      return [
        {
          unitId: row.unitId,
          name,
          // The telephone of a form is that of who filled it in.
          phone: role === '填报人' ? (meta.data['联系电话'] ?? '').trim() : '',
          role,
          lastSeen: row.at,
          file: row.file,
          period: periodFromInt(row.period),
        },
      ];
    });
  });
}
