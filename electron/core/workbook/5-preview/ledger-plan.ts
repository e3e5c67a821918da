// What would happen to each row of a ledger sheet: new, same, changed (field by field), repeated, in conflict, or rejected with the
// cells to correct. Nothing is written; the commit writes exactly this (6-commit/ledger-writer.ts). The order of the work is here,
// what each part of it decides in the files named ledger-* beside this one.

import { NO_CELLS, type Fate } from '../../../../shared/import/fates.js';
import type { PlannedLedger } from '../../../../shared/import/ledger-rows.js';
import type { CheckIssue, Question } from '../../../../shared/import/plan.js';
import { unitFieldOf } from '../../../../shared/ledgers/define.js';
import type { OwnField } from '../../../../shared/ledgers/own.js';
import type { RowEnv } from '../../../../shared/ledgers/validate.js';
import { chinaDate } from '../../../../shared/tasks/working-days.js';
import { dayEnv } from '../../ledgers/day-env.js';
import { enterpriseLookup } from '../../store/enterprise-lookup.js';
import type { Store } from '../../store/store.js';
import { officeUnit } from '../../../../shared/model/office-unit.js';
import { listUnits } from '../../store/unit-store.js';
import type { MappedLedger } from '../3-map/ledger-map.js';
import { LedgerRowsReader } from '../3-map/ledger-rows.js';
import { pointOutAmounts } from './ledger-amounts.js';
import { takeFormerUnits } from './ledger-former.js';
import { goneIssues } from './ledger-gone.js';
import { groupIssues } from './ledger-groups.js';
import { ledgerIssues } from './ledger-issues.js';
import { StoredRows } from './ledger-matches.js';
import { pointOutNear } from './ledger-near.js';
import { checkOthers, countNewEnterprises } from './ledger-others.js';
import { pairRows } from './ledger-pairs.js';
import type { Entry, LedgerPlanRow } from './ledger-plan-row.js';
import { SheetQuestions } from './ledger-questions.js';
import { listedMonth } from './ledger-submission.js';
import { SheetFields } from './ledger-sheet-fields.js';
import { pointOutYears } from './ledger-years.js';

export interface LedgerPlan {
  summary: PlannedLedger;
  added: OwnField[];
  rows: LedgerPlanRow[];
}

export interface LedgerPlanParts {
  plan: LedgerPlan;
  issues: CheckIssue[];
  questions: Question[];
  answers: Record<string, string>;
  units: number[];
}

export interface LedgerPlanInput {
  store: Store;
  unitId: RowEnv['unitId'];
  answers: Readonly<Record<string, string>>;
  /** Told every thousand rows; may throw job.cancelled. */
  step(progress: { done: number; total: number; stage: string }): void;
}

export function planLedger(mapped: MappedLedger, env: LedgerPlanInput): LedgerPlanParts {
  const { store } = env;
  const { ledger } = mapped;
  const step = (what: string, done: number, total: number): void =>
    env.step({ done, total, stage: `${what}${ledger.title}` });
  const reader = new LedgerRowsReader(mapped);
  const office = officeUnit(listUnits(store))?.id ?? null;
  const rowEnv = {
    ...dayEnv(store),
    officeUnit: office,
    period: mapped.period,
    unitId: env.unitId,
    measures: mapped.measures,
  };
  const fields = new SheetFields(mapped, rowEnv, reader);
  const entries: Entry[] = [];
  if (mapped.isReadable)
    reader.read(
      (at, input) => fields.readInput(at, input),
      (input) => entries.push(fields.entryOf(input)),
      (done, total) => step('读取', done, total),
    );
  const stored = new StoredRows(store, ledger, fields.names, entries.length, true);
  const register = enterpriseLookup(store, entries.length);
  pairRows(entries, { fields, stored, step: (done) => step('检查', done, entries.length) });
  const asked = new SheetQuestions(fields, env.answers);
  asked.askRepeated(entries);
  asked.askConflicts(entries);
  const unitSince = listedMonth(mapped) ?? chinaDate(store.now()).slice(0, 7);
  const isMoving = asked.compare(entries, stored, unitSince);
  pointOutNear(entries, { fields, store });
  asked.askTwins(entries);
  pointOutAmounts(entries, fields);
  pointOutYears(entries, fields);
  checkOthers(entries, { fields, store, register, step: (done) => step('核对', done, entries.length) });
  for (const { plan, stored: known } of entries) if (plan.fate === 'new' && known.length > 0) plan.known = [...known];
  takeFormerUnits(entries, mapped, env.unitId);
  const rows = entries.map((entry) => entry.plan);
  const groups = groupIssues(reader.groups, rows, mapped, env.unitId);
  const { table, columns, statedYear } = mapped;
  const summary: PlannedLedger = {
    sheet: table.sheetName,
    sheetIndex: table.sheetIndex,
    ledger: ledger.id,
    title: ledger.title,
    head: [table.head[0], table.head[1]],
    columns,
    ...(mapped.givenBy.length === 0 ? {} : { given: mapped.givenBy }),
    rows: countsOf(rows),
    skipped: reader.skipped,
    newEnterprises: countNewEnterprises(rows, fields, register),
    statedYear,
    ...(isMoving ? { unitSince } : {}),
  };
  return {
    plan: { summary, added: mapped.added, rows },
    issues: [
      ...reader.issues,
      ...groups,
      ...ledgerIssues(rows, mapped),
      ...goneIssues(entries, { fields, store, stored }),
    ],
    questions: asked.questions,
    answers: asked.answers,
    units: unitsOf(rows, unitFieldOf(ledger)),
  };
}

function countsOf(rows: readonly LedgerPlanRow[]): Record<Fate, number> {
  const counts = { ...NO_CELLS };
  for (const { fate } of rows) counts[fate] += 1;
  return counts;
}

function unitsOf(rows: readonly LedgerPlanRow[], unit: string | null): number[] {
  const ids = new Set<number>();
  if (unit !== null)
    for (const { row } of rows) {
      const id = row[unit];
      if (typeof id === 'number') ids.add(id);
    }
  return [...ids];
}
