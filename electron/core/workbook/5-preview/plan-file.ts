// Stage 5: the plan of one file. What was understood, what would be stored, what is asked, what is wrong.
// The commit writes exactly this (rules.md 18–19). Conflicts between files of one plan are added by batch-conflicts.ts.

import {
  NO_CELLS,
  isAcceptable,
  type PlannedCell,
  type PlannedFile,
  type Question,
} from '../../../../shared/import/plan.js';
import { errorText } from '../../../../shared/errors/app-error.js';
import { addFormExplanations, readForm } from '../../forms/read-form.js';
import type { RawBook } from '../1-read/raw-book.js';
import { recogniseBook, type RecognisedSheet } from '../2-recognise/recognise.js';
import type { MapEnv } from '../3-map/env.js';
import { mapTable, type MappedTable } from '../3-map/map-cells.js';
import { readValues } from '../3-map/read-values.js';
import type { CheckEnv } from '../4-validate/check-env.js';
import { checkValues } from '../4-validate/checks.js';
import { Reporter } from '../4-validate/reporter.js';
import type { StoredView } from '../4-validate/stored-view.js';
import { addExplanations } from '../return-copy/recognise-own.js';
import { applyChoices, isChoice } from './choices.js';
import { decideFates, type KeptCell } from './fates.js';
import { addRemarks, lockedIssues, settleDuplicates, settleMonths, unreadNumbers } from './file-findings.js';
import { keyIssues } from './issue-keys.js';
import { noteSecondVersion } from './second-version.js';

export interface PlanInput {
  index: number;
  file: string;
  sha256: string;
  size: number;
  book: RawBook;
  env: MapEnv;
  check: CheckEnv;
  view: StoredView;
}

/** What the commit needs beside the planned cells. */
export interface CommitDetail {
  /** Exact store integers by index of the planned cell; null for states without a number. */
  values: (string | null)[];
  /** Exact stored integers that the plan was compared with, by index; null where nothing was stored. */
  before: (string | null)[];
  /** Indexes of 去年同期 cells that stay with the submission, also where they only repeat or contradict a stored value. */
  claims: number[];
  remember: {
    unitId: number | null;
    fingerprint: string;
    topic: string;
    question: string;
    answer: string;
    label: string;
  }[];
  ratioChecks: {
    unitId: number;
    code: string;
    period: string;
    basis: string;
    sheet: string | null;
    cell: string;
    text: string;
  }[];
}

/** Detail of a file of which nothing can be stored. */
export const NO_DETAIL: CommitDetail = { values: [], before: [], claims: [], remember: [], ratioChecks: [] };

export interface FilePlan {
  header: PlannedFile;
  cells: PlannedCell[];
  detail: CommitDetail;
  /** What units, indicators and rules were when this file was planned; the commit refuses a plan of an older one (plan-store.ts). */
  vocabulary?: number;
}

/** Plans a file that was read. */
export function planFile(input: PlanInput): FilePlan {
  const { env } = input;
  const include = new Set(
    Object.entries(env.answers).flatMap(([id, answer]) =>
      id.startsWith('sheet:') && answer === 'import' ? [Number(id.slice(6))] : [],
    ),
  );
  // A form of our own says itself what it is (core/forms); without its metadata it is a workbook like any other.
  const form = readForm(input.book, input.file, env.words);
  const sheets = form?.sheets ?? recogniseBook(form?.book ?? input.book, input.file, env.words, include);
  const used = sheets.filter((sheet) => sheet.state === 'used');
  const header = emptyHeader(input, sheets);
  addRemarks(header, input.book);
  if (form) header.issues.push(...form.issues);
  const ledger = sheets.find((sheet) => sheet.form === 'ledger');
  if (used.length === 0) {
    header.form = ledger ? 'ledger' : 'other';
    header.status = ledger ? 'ignored' : sheets.some((sheet) => sheet.state === 'skipped') ? 'ignored' : 'refused';
    header.reason = ledger
      ? `${ledger.reason}，台账不作为统计报表导入，文件没有改动。`
      : header.status === 'refused'
        ? errorText('file.no-cells', { name: input.file })
        : '没有找到填报单位与指标的表格，没有导入任何内容。请确认是否选错了文件；如是统计报表，请在第一行写明标题，并保留指标名称。';
    return { header, cells: [], detail: NO_DETAIL };
  }
  const mapped = used.flatMap((sheet) => sheet.tables.map((table) => mapTable(table, env)));
  const cells = mapped.flatMap((table) => readValues(table, env));
  header.form = used[0]!.form;
  settleMonths(cells);
  const duplicates = settleDuplicates(cells, header.issues);
  for (const table of mapped) header.issues.push(...table.issues, ...unreadNumbers(table, cells));
  const reporter = new Reporter(input.check.rules, input.check.waiverOf);
  const required = checkValues(cells, header.form, input.check, reporter);
  const questions = mapped.flatMap((table) => table.questions);
  const planned = decideFates(cells, { ...input, form: header.form, reporter, duplicates, questions });
  header.issues.push(...reporter.issues, ...required);
  noteSecondVersion(header, cells, input.check);
  keyIssues(header.issues, cells, input.check.waiverOf);
  if (form) addFormExplanations(header.issues, form.explanations);
  addExplanations(header.issues, input.book);
  const kept = planned.filter((entry): entry is KeptCell => entry !== null);
  header.questions = questions;
  header.answers = answersOf(mapped, env, questions);
  header.units = [...new Set(kept.flatMap(({ cell }) => (cell.unit && cell.role !== 'check' ? [cell.unit.name] : [])))];
  header.periods = [...new Set(mapped.flatMap((table) => periodOf(table)))].sort();
  for (const table of mapped) Object.assign(header.meta, table.table.context.meta);
  if (form) Object.assign(header.meta, form.meta);
  header.decisions = mapped.flatMap((table) => table.decisions.reasons);
  for (const { planned: cell } of kept) header.cells[cell.fate] += 1;
  const plan: FilePlan = { header, cells: kept.map((entry) => entry.planned), detail: detailOf(kept, mapped) };
  applyChoices(plan);
  header.issues.push(...lockedIssues(plan.cells, input.check.lockedPeriods));
  settleStatus(header);
  return plan;
}

function periodOf(table: MappedTable): string[] {
  if (table.decisions.period !== null) return [table.decisions.period];
  return table.table.form === 'targets' && table.decisions.year !== null ? [`${table.decisions.year}-12`] : [];
}

/** asks: a block or an open question waits; planned: may be received. */
export function settleStatus(header: PlannedFile): void {
  if (header.status !== 'planned' && header.status !== 'asks') return;
  header.status = 'planned';
  if (!isAcceptable(header)) header.status = 'asks';
}

export function emptyHeader(
  input: { index: number; file: string; sha256: string; size: number; book?: RawBook },
  sheets: RecognisedSheet[],
): PlannedFile {
  return {
    index: input.index,
    file: input.file,
    sha256: input.sha256,
    size: input.size,
    kind: input.book?.kind ?? '',
    form: 'other',
    status: 'planned',
    reason: '',
    units: [],
    periods: [],
    meta: {},
    cells: { ...NO_CELLS },
    issues: [],
    questions: [],
    answers: {},
    sheets: sheets.map((sheet) => ({
      name: sheet.name,
      state: sheet.state,
      reason: sheet.reason,
      form: sheet.form,
      hiddenRows: sheet.hiddenRows,
      hiddenColumns: sheet.hiddenColumns,
    })),
    decisions: [],
  };
}

/** Answers that are in force: given in this run, or remembered. */
function answersOf(mapped: MappedTable[], env: MapEnv, questions: Question[]): Record<string, string> {
  const answers: Record<string, string> = {};
  for (const table of mapped) Object.assign(answers, table.decisions.answers);
  for (const question of questions)
    if (Object.hasOwn(env.answers, question.id)) answers[question.id] = env.answers[question.id]!;
  for (const [id, answer] of Object.entries(env.answers)) if (isChoice(id)) answers[id] = answer;
  return answers;
}

function detailOf(kept: KeptCell[], mapped: MappedTable[]): CommitDetail {
  return {
    values: kept.map(({ cell }) => (cell.value === null ? null : String(cell.value))),
    before: kept.map(({ before }) => (before === null ? null : String(before))),
    claims: kept.flatMap((entry, index) => (entry.isKeptClaim ? [index] : [])),
    remember: mapped.flatMap((table) =>
      table.decisions.toRemember.map((item) => ({ ...item, fingerprint: table.table.fingerprint })),
    ),
    ratioChecks: kept.flatMap(({ cell }) =>
      cell.role === 'check' &&
      cell.unit &&
      cell.indicator?.kind === 'ratio' &&
      cell.period &&
      cell.basis &&
      (cell.figure === 'current' || cell.figure === 'ytd')
        ? [
            {
              unitId: cell.unit.id,
              code: cell.indicator.code,
              period: cell.period,
              basis: cell.basis,
              sheet: cell.sheet,
              cell: cell.cell,
              text: cell.text,
            },
          ]
        : [],
    ),
  };
}
