// SQL of where numbers of a period came from, apart from the revision chain itself: claims and compared ratios.

import { z } from 'zod';

import { BASES, periodToInt, type Basis, type Period } from '../../../shared/model/period.js';
import { VALUE_STATES, type CellSource, type ValueState } from '../../../shared/model/observation.js';
import { SEVERITIES, type Severity } from '../../../shared/import/plan.js';
import { chinaDate } from '../../../shared/tasks/working-days.js';
import type { Store } from './store.js';

export interface SourcedClaim {
  unitId: number;
  indicatorId: number;
  basis: Basis;
  state: ValueState;
  value: number | null;
  source: CellSource;
  importFileId: number;
}

/** Claims of a period that stand in for a value: newest submission first served, none where a value is stored (rules.md 14). */
export function standingClaims(store: Store, period: Period): SourcedClaim[] {
  const rows = store.db
    .prepare(
      `SELECT c.unit_id, c.indicator_id, c.basis, c.state, c.value, c.sheet, c.cell, c.text, f.file, f.id AS file_id
       FROM claim c JOIN submission s ON s.id = c.submission_id JOIN import_file f ON f.id = s.import_file_id
       WHERE c.period = :period
         AND c.submission_id = (SELECT max(d.submission_id) FROM claim d
           WHERE d.period = c.period AND d.indicator_id = c.indicator_id AND d.basis = c.basis AND d.unit_id = c.unit_id)
         AND NOT EXISTS (SELECT 1 FROM observation o
           WHERE o.period = c.period AND o.indicator_id = c.indicator_id AND o.basis = c.basis AND o.unit_id = c.unit_id)`,
    )
    .all({ period: periodToInt(period) }) as {
    unit_id: number;
    indicator_id: number;
    basis: number;
    state: number;
    value: number | null;
    sheet: string | null;
    cell: string;
    text: string;
    file: string;
    file_id: number;
  }[];
  return rows.map((row) => ({
    unitId: row.unit_id,
    indicatorId: row.indicator_id,
    basis: BASES[row.basis]!,
    state: VALUE_STATES[row.state]!,
    value: row.value,
    source: { file: row.file, sheet: row.sheet, cell: row.cell, text: row.text },
    importFileId: row.file_id,
  }));
}

/** Part of import_file.report that statistics read: cells with a submitted ratio, compared and never stored (rules.md 4). */
const ratioChecksSchema = z.object({
  ratioChecks: z.array(
    z.object({
      unitId: z.number().int(),
      code: z.string(),
      period: z.string().optional(), // of the checked column, where the file states several
      sheet: z.string().nullable(),
      cell: z.string(),
      text: z.string(),
    }),
  ),
});

/** Submitted ratios of a period by `unitId/code`, of the newest submission that stands; a unit's own report before a city table. */
export function submittedRatios(
  store: Store,
  period: Period,
): Map<string, Pick<SourcedClaim, 'source' | 'importFileId'>> {
  const rows = store.db
    .prepare(
      `SELECT s.unit_id, f.id, f.file, f.report FROM submission s JOIN import_file f ON f.id = s.import_file_id
       JOIN change_set cs ON cs.id = f.change_set_id
       WHERE s.period = ? AND cs.undone_by IS NULL ORDER BY f.form = 'unit-report', s.id`,
    )
    .all(periodToInt(period)) as { unit_id: number; id: number; file: string; report: string }[];
  const result = new Map<string, Pick<SourcedClaim, 'source' | 'importFileId'>>();
  for (const row of rows) {
    const report = ratioChecksSchema.safeParse(JSON.parse(row.report));
    if (!report.success) continue;
    for (const check of report.data.ratioChecks)
      if (check.unitId === row.unit_id && (check.period ?? period) === period)
        result.set(`${check.unitId}/${check.code}`, {
          source: { file: row.file, sheet: check.sheet, cell: check.cell, text: check.text },
          importFileId: row.id,
        });
  }
  return result;
}

const issuesSchema = z.object({
  issues: z.array(
    z.object({
      severity: z.enum(SEVERITIES),
      sheet: z.string().nullable(),
      cell: z.string().nullable(),
      message: z.string(),
      cells: z.array(z.string()).optional(),
      waiver: z.object({ reason: z.string(), operator: z.string().optional(), at: z.string().optional() }).optional(),
    }),
  ),
});

export interface CellIssue {
  severity: Severity;
  message: string;
}

/** A finding of a received file with all the cells that it is about (`sheet!A1`), waived ones left out. */
export interface FileFinding extends CellIssue {
  where: string;
  cells: string[];
}

/** What was found in a file when it was received, in its order. */
export function findingsOfFile(store: Store, importFileId: number): FileFinding[] {
  const row = store.db.prepare('SELECT report FROM import_file WHERE id = ?').get(importFileId) as
    | { report: string }
    | undefined;
  const report = issuesSchema.safeParse(row === undefined ? null : JSON.parse(row.report));
  return (report.success ? report.data.issues : [])
    .filter((issue) => issue.waiver === undefined)
    .map(({ severity, message, sheet, cell, cells }) => ({
      severity,
      message,
      where: [sheet, cell].filter((part) => part !== null).join(' '),
      cells: (cells ?? (cell === null ? [] : [cell])).map((address) => `${sheet ?? ''}!${address}`),
    }));
}

/**
 * 核实通过 of what was received and still stands, by cellKey(): the reason, who let it pass and when. All cells of a finding have
 * it. Not by the name of the file: districts send theirs under the same name every month.
 */
export function waivedCells(store: Store): ReadonlyMap<string, string> {
  const rows = store.db
    .prepare(
      `SELECT f.id, f.report FROM import_file f JOIN change_set c ON c.id = f.change_set_id
       WHERE c.undone_by IS NULL AND f.report LIKE '%"waiver":{%' ORDER BY f.id`,
    )
    .all() as { id: number; report: string }[];
  const result = new Map<string, string>();
  for (const { id, report } of rows) {
    const read = issuesSchema.safeParse(JSON.parse(report));
    const own = new Map<string, string[]>();
    for (const { waiver, sheet, cell, cells } of read.success ? read.data.issues : []) {
      if (!waiver) continue;
      const who = [waiver.operator ?? '', waiver.at === undefined || waiver.at === null ? '' : chinaDate(waiver.at)]
        .filter((part) => part !== '')
        .join(' ');
      const said = `${waiver.reason}${who === '' ? '' : `（${who}）`}`;
      for (const address of cells ?? (cell === null ? [] : [cell])) {
        const key = cellKey(id, sheet, address);
        const known = own.get(key) ?? [];
        if (!known.includes(said)) own.set(key, [...known, said]);
      }
    }
    for (const [key, said] of own) result.set(key, `核实通过：${said.join('；')}`);
  }
  return result;
}

export function cellKey(importFileId: number, sheet: string | null, cell: string): string {
  return `${importFileId}|${sheet ?? ''}|${cell}`;
}

/** Findings that were noted at a cell when its file was received; asked by import file, sheet and address. */
export class ReceivedIssues {
  readonly #store: Store;
  readonly #files = new Map<number, Map<string, CellIssue[]>>();

  constructor(store: Store) {
    this.#store = store;
  }

  at(source: { importFileId: number | null; sheet: string | null; cell: string | null }): CellIssue[] {
    if (source.importFileId === null || source.cell === null) return [];
    return this.#of(source.importFileId).get(`${source.sheet ?? ''}!${source.cell}`) ?? [];
  }

  #of(importFileId: number): Map<string, CellIssue[]> {
    let cells = this.#files.get(importFileId);
    if (cells !== undefined) return cells;
    cells = new Map();
    const row = this.#store.db.prepare('SELECT report FROM import_file WHERE id = ?').get(importFileId) as
      | { report: string }
      | undefined;
    const report = issuesSchema.safeParse(row === undefined ? null : JSON.parse(row.report));
    for (const issue of report.success ? report.data.issues : []) {
      if (issue.cell === null) continue;
      const key = `${issue.sheet ?? ''}!${issue.cell}`;
      // 核实通过 stays visible wherever the number is shown, and no longer asks for anything.
      const shown: CellIssue = issue.waiver
        ? { severity: 'hint', message: `${issue.message}（核实通过：${issue.waiver.reason}）` }
        : { severity: issue.severity, message: issue.message };
      cells.set(key, [...(cells.get(key) ?? []), shown]);
    }
    this.#files.set(importFileId, cells);
    return cells;
  }
}
