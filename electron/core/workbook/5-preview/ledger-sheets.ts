// The ledger sheets of a file in its plan: mapped, compared with the stored rows, and told in the header beside whatever
// statistics the same workbook holds.

import type { LedgerSubmissionOf } from '../../../../shared/import/ledger-rows.js';
import type { PlannedFile } from '../../../../shared/import/plan.js';
import type { OwnField } from '../../../../shared/ledgers/own.js';
import type { ReportingUnit } from '../../../../shared/model/unit.js';
import type { Store } from '../../store/store.js';
import { LEDGER_AS, ledgerChoice, listFingerprint } from '../2-recognise/chosen-ledger.js';
import type { LedgerHeads } from '../2-recognise/ledger-table.js';
import type { RecognisedSheet } from '../2-recognise/recognise.js';
import type { MapEnv } from '../3-map/env.js';
import type { LedgerMapEnv } from '../3-map/ledger-asking.js';
import { mapLedger, type MappedLedger } from '../3-map/ledger-map.js';
import { planLedger, type LedgerPlanInput } from './ledger-plan.js';
import type { LedgerPlanRow } from './ledger-plan-row.js';
import { waitingPeriods } from '../../tasks/ledger-waiting.js';
import { askPeriod, formSheetIssues, ledgerSubmissionOf, submissionWords } from './ledger-submission.js';

/** Rows of one ledger sheet as the plan keeps them; the summary is in the header. */
export interface LedgerRows {
  sheetIndex: number;
  rows: LedgerPlanRow[];
}

/** What planning of ledgers needs beside the environment of every file. */
export interface LedgerPlanEnv extends Pick<LedgerMapEnv, 'extraFields' | 'planYear' | 'newestYear'> {
  heads: LedgerHeads;
  step: LedgerPlanInput['step'];
}

export interface PlannedLedgerSheets {
  rows: LedgerRows[];
  /** Fields that receiving adds, by ledger. */
  added: { ledger: string; fields: OwnField[] }[];
  remember: MappedLedger['toRemember'];
}

/** Plans the ledger sheets and writes what they are into the header. */
export function planLedgerSheets(
  sheets: readonly RecognisedSheet[],
  header: PlannedFile,
  env: MapEnv,
  ledgers: LedgerPlanEnv,
  store: Store,
): PlannedLedgerSheets {
  const result: PlannedLedgerSheets = { rows: [], added: [], remember: [] };
  const submitted: LedgerSubmissionOf[] = [];
  header.ledgers = [];
  for (const { ledger: table, index } of sheets) {
    if (!table) continue;
    const mapped = mapLedger(table, { ...env, ...ledgers });
    if (mapped === 'skip') {
      const sheet = header.sheets[index]!;
      sheet.state = 'skipped';
      sheet.reason = '按您的选择没有导入';
      continue;
    }
    const { plan, issues, questions, answers, units } = planLedger(mapped, {
      store,
      unitId: unitIds(env),
      answers: env.answers,
      step: (progress) => ledgers.step(progress),
    });
    const told = ledgerSubmissionOf({
      mapped,
      rows: plan.rows,
      units: env.words.units,
      periods: header.form === 'unit-report' ? header.periods : [],
    });
    const asked =
      told === null
        ? askPeriod(
            { mapped, rows: plan.rows, units: env.units },
            {
              waiting: (unitId) => waitingPeriods(store, { ledger: mapped.ledger.id, unitId }),
              answers: env.answers,
            },
          )
        : null;
    const submission = told ?? asked?.submission ?? null;
    header.ledgers.push({ ...plan.summary, submission });
    if (submission !== null) {
      submitted.push(submission);
      header.decisions.push(submissionWords(plan.summary.title, submission));
    }
    header.issues.push(...mapped.issues, ...issues, ...formSheetIssues(mapped, plan.rows));
    header.questions.push(...mapped.questions, ...questions);
    Object.assign(header.answers, mapped.answers, answers);
    if (asked?.question) header.questions.push(asked.question);
    if (asked?.question && asked.answer !== null) header.answers[asked.question.id] = asked.answer;
    header.decisions.push(...mapped.reasons);
    header.units = [...new Set([...header.units, ...names(units, env.units)])];
    result.rows.push({ sheetIndex: index, rows: plan.rows });
    if (plan.added.length > 0) result.added.push({ ledger: plan.summary.ledger, fields: plan.added });
    result.remember.push(...mapped.toRemember);
    const chosen = env.answers[ledgerChoice(index)];
    const fingerprint = listFingerprint(table.grid, env.words.units);
    if (chosen === mapped.ledger.id && fingerprint !== null)
      result.remember.push({
        unitId: null,
        fingerprint,
        topic: LEDGER_AS,
        question: '这样表头的清单登记到哪本台账？',
        answer: chosen,
        label: mapped.ledger.title,
        options: ledgers.heads.ledgers.map((ledger) => ({ value: ledger.id, label: ledger.title })),
      });
  }
  header.units = [...new Set([...header.units, ...submitted.map(({ unit }) => unit)])];
  if (header.periods.length === 0) header.periods = [...new Set(submitted.map(({ period }) => period))].sort();
  return result;
}

/** Units as files write them, or by id; asked once per spelling, as a ledger repeats them on every row. */
function unitIds({ words, units }: MapEnv): (text: string | number) => number | null {
  const known = new Map<string, number | null>();
  const ids = new Set(units.map((unit) => unit.id));
  return (text) => {
    if (typeof text === 'number') return ids.has(text) ? text : null;
    let id = known.get(text);
    if (id === undefined) {
      const match = words.units.exact(text);
      id = match.kind === 'found' ? match.unit.id : null;
      known.set(text, id);
    }
    return id;
  };
}

function names(ids: readonly number[], units: readonly ReportingUnit[]): string[] {
  return units.filter((unit) => ids.includes(unit.id)).map((unit) => unit.name);
}

/** How the answers of a file name a choice for one row. */
export function rowChoice(sheetIndex: number, r: number): string {
  return `row:${sheetIndex}:${r + 1}`;
}

export function isRowChoice(id: string): boolean {
  return /^row:\d+:\d+$/.test(id);
}
