// Stage 5: the plan of one file. What was understood, what would be stored, what is asked, what is wrong.
// The commit writes exactly this (rules.md 18–19). Conflicts between files of one plan are added by batch-conflicts.ts.

import {
  isAcceptable,
  isUnknownCell,
  type PlannedCell,
  type PlannedFile,
  type Question,
} from '../../../../shared/import/plan.js';
import type { Period } from '../../../../shared/model/period.js';
import { addFormExplanations } from '../../forms/form-answers.js';
import { isLedgerChoice } from '../2-recognise/chosen-ledger.js';
import type { ToRemember } from '../3-map/answers.js';
import type { MapEnv } from '../3-map/env.js';
import type { CheckEnv } from '../4-validate/check-env.js';
import { checkValues } from '../4-validate/checks.js';
import { Reporter } from '../4-validate/reporter.js';
import type { StoredView } from '../4-validate/stored-view.js';
import { addExplanations } from '../return-copy/issue-answers.js';
import type { ReadCell } from '../3-map/read-values.js';
import type { UnderstoodFile } from '../understand-file.js';
import { applyChoices, isChoice } from './choices.js';
import { decideFates, toPlanned, type CellFate } from './fates.js';
import { futureIssues, lockedIssues } from './period-issues.js';
import { keyIssues } from './issue-keys.js';
import { reportStale } from './stale-results.js';
import {
  isRowChoice,
  planLedgerSheets,
  type LedgerPlanEnv,
  type LedgerRows,
  type PlannedLedgerSheets,
} from './ledger-sheets.js';
import { noteSecondVersion } from './second-version.js';
import { planTargetModes, type PlannedMode } from './target-modes.js';
import { isKept } from './without-checks.js';

export interface PlanInput {
  index: number;
  file: string;
  sha256: string;
  size: number;
  env: MapEnv;
  check: CheckEnv;
  view: StoredView;
  ledgers: LedgerPlanEnv;
  /** Nobody will look at the plan: cells that serve checks are counted and checked, and not kept (without-checks.ts). */
  isToStore?: boolean;
}

/** What the commit needs beside the planned cells. */
export interface CommitDetail {
  /** Exact store integers by index of the planned cell; null for states without a number. */
  values: (string | null)[];
  /** Exact stored integers that the plan was compared with, by index; null where nothing was stored. */
  before: (string | null)[];
  /** Indexes of 去年同期 cells that stay with the submission, also where they only repeat or contradict a stored value. */
  claims: number[];
  remember: ToRemember[];
  /** 考核方式 that receiving stores. */
  targetModes?: PlannedMode[];
  /** Fields that receiving adds to ledgers. */
  ledgerFields?: PlannedLedgerSheets['added'];
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
  /** Rows of its ledger sheets; absent where the plan was fetched without them. */
  ledgers?: LedgerRows[];
  /** What units, indicators and rules were when this file was planned; the commit refuses a plan of an older one (plan-store.ts). */
  vocabulary?: number;
  /** All cells and their detail as bytes, where those that serve checks alone are left out of `cells` (packed-plan.ts). */
  whole?: Buffer;
  /** Sent back with this very content: it waits for its correction and contradicts no other file of the plan. */
  isSentBack?: boolean;
}

/** Stages 4 and 5 of a file that is understood: what is compared with the store. */
export function planUnderstood(understood: UnderstoodFile, input: PlanInput): FilePlan {
  const { header, cells, duplicates, questions } = understood;
  if (understood.isOver) return { header, cells: [], detail: NO_DETAIL };
  const ledgers = planLedgerSheets(understood.ledgerSheets ?? [], header, input.env, input.ledgers, input.view.store);
  const reporter = new Reporter(input.check.rules, input.check.waiverOf);
  const required = checkValues(cells, header.form, input.check, reporter);
  header.issues.push(...reportStale(understood.stale ?? [], cells, reporter));
  const targetModes = planTargetModes({
    stated: understood.modes ?? [],
    cells,
    env: input.env,
    check: input.check,
    questions,
    issues: header.issues,
  });
  const fates = decideFates(cells, { ...input, form: header.form, reporter, duplicates, questions });
  header.issues.push(...reporter.issues, ...required);
  noteSecondVersion(header, cells, input.check);
  keyIssues(header.issues, cells, input.check.waiverOf);
  addFormExplanations(header.issues, understood.formExplanations);
  addExplanations(header.issues, understood.explanations);
  header.questions.push(...questions);
  Object.assign(header.answers, answersOf(understood.answers, input.env, [...questions, ...(header.offers ?? [])]));
  const units = new Set<string>();
  const planned: PlannedCell[] = [];
  const kept: Pick<CommitDetail, 'values' | 'before' | 'claims'> = { values: [], before: [], claims: [] };
  for (let index = 0; index < cells.length; index += 1) {
    const fate = fates[index];
    if (!fate) continue;
    const cell = cells[index]!;
    header.cells[fate.fate] += 1;
    if (isUnknownCell(cell.role, fate.fate)) header.unknown = (header.unknown ?? 0) + 1;
    if (cell.unit && cell.role !== 'check') units.add(cell.unit.name);
    if (input.isToStore === true && !isKept(cell)) continue;
    if (fate.isKeptClaim === true) kept.claims.push(planned.length);
    planned.push(toPlanned(cell, fate));
    kept.values.push(cell.value === null ? null : String(cell.value));
    kept.before.push(fate.before.value === null ? null : String(fate.before.value));
  }
  for (const name of header.units) units.add(name);
  header.units = [...units];
  noteMissing(header, cells, input.view);
  const plan: FilePlan = {
    header,
    cells: planned,
    detail: {
      ...kept,
      remember: [...understood.remember, ...ledgers.remember],
      ratioChecks: ratioChecksOf(cells, fates),
      ...(targetModes.length > 0 ? { targetModes } : {}),
      ...(ledgers.added.length > 0 ? { ledgerFields: ledgers.added } : {}),
    },
    ledgers: ledgers.rows,
  };
  applyChoices(plan);
  header.issues.push(...lockedIssues(plan.cells, input.check.lockedPeriods));
  header.issues.push(...futureIssues(plan.cells, input.check.thisMonth));
  settleStatus(header);
  return plan;
}

/** Which months that the file offers and that are not taken the store lacks: without a word they would be thought received. */
function noteMissing({ offers = [] }: PlannedFile, cells: readonly ReadCell[], view: StoredView): void {
  const units = new Set<number>();
  for (const { unit, role } of cells) if (unit && role !== 'check') units.add(unit.id);
  const isStored = (period: Period): boolean =>
    units.size > 0 && [...units].every((unitId) => view.isReported(unitId, period));
  for (const offer of offers)
    offer.missing = offer.isTaken ? [] : (offer.periods ?? []).filter((period) => !isStored(period));
}

/** asks: a block or an open question waits; planned: may be received. */
export function settleStatus(header: PlannedFile): void {
  if (header.status !== 'planned' && header.status !== 'asks') return;
  header.status = 'planned';
  if (!isAcceptable(header)) header.status = 'asks';
}

/** Answers that are in force: given in this run, or remembered. */
function answersOf(
  decided: Record<string, string>,
  env: Pick<MapEnv, 'answers'>,
  questions: readonly Pick<Question, 'id'>[],
): Record<string, string> {
  const answers: Record<string, string> = { ...decided };
  for (const question of questions)
    if (Object.hasOwn(env.answers, question.id)) answers[question.id] = env.answers[question.id]!;
  for (const [id, answer] of Object.entries(env.answers))
    if (isChoice(id) || isRowChoice(id) || isLedgerChoice(id)) answers[id] = answer;
  return answers;
}

/** Printed ratios of this very period, which the statistics compare with the computed ones. */
function ratioChecksOf(cells: readonly ReadCell[], fates: readonly (CellFate | null)[]): CommitDetail['ratioChecks'] {
  const found: CommitDetail['ratioChecks'] = [];
  for (const [index, cell] of cells.entries()) {
    if (cell.role !== 'check' || cell.indicator?.kind !== 'ratio' || fates[index] === null) continue;
    const { figure, unit, indicator, period, basis } = cell;
    if (figure !== 'current' && figure !== 'ytd') continue;
    if (!unit || !period || !basis) continue;
    const { sheet, text } = cell;
    found.push({ unitId: unit.id, code: indicator.code, period, basis, sheet, cell: cell.cell, text });
  }
  return found;
}
