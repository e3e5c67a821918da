// The same record in two sheets or files of one plan: equal ones are taken once, different ones under one number are in conflict
// in both places (rules.md 15). Runs after all files are planned.

import { fileInWords } from '../../../../shared/model/file-ref.js';
import type { Ledger } from '../../../../shared/ledgers/define.js';
import type { PlannedLedger } from '../../../../shared/import/ledger-rows.js';
import { cellAddress } from '../1-read/raw-book.js';
import { bestKey, comparable } from './ledger-matches.js';
import type { LedgerPlanRow } from './ledger-plan-row.js';
import { settleStatus, type FilePlan } from './plan-file.js';

interface Place {
  plan: FilePlan;
  summary: PlannedLedger;
  row: LedgerPlanRow;
  content: string;
}

export function markLedgerRepeats(plans: readonly FilePlan[], ledgerOf: (id: string) => Ledger | undefined): void {
  const several = new Map<string, { plan: FilePlan; summary: PlannedLedger; rows: LedgerPlanRow[] }[]>();
  for (const plan of plans)
    for (const { sheetIndex, rows } of plan.ledgers ?? []) {
      const summary = plan.header.ledgers!.find((one) => one.sheetIndex === sheetIndex)!;
      const tables = several.get(summary.ledger);
      if (tables) tables.push({ plan, summary, rows });
      else several.set(summary.ledger, [{ plan, summary, rows }]);
    }
  for (const [id, tables] of several) {
    const ledger = ledgerOf(id);
    if (ledger === undefined || tables.length < 2) continue;
    const first = new Map<string, Place>();
    for (const { plan, summary, rows } of tables) {
      // Compared over the fields that both know: what one sheet leaves out is no difference.
      const fields = summary.columns.flatMap((column) => column.field ?? []);
      const own = new Map<string, Place>();
      for (const row of rows) {
        if (row.fate !== 'new' && row.fate !== 'changed') continue;
        const { key, text } = bestKey(ledger, row.row, fields);
        const place: Place = { plan, summary, row, content: contentOf(row, fields) };
        const earlier = first.get(text);
        if (earlier === undefined) own.set(text, place);
        else if (earlier.content === place.content || contentOf(earlier.row, fields) === place.content)
          settle(place, 'ignored', `与${where(earlier, plan)}相同，只登记一次`);
        else if (key.length === 1) {
          conflict(place, earlier, ledger.fields[key[0]!]?.label ?? key[0]!);
          conflict(earlier, place, ledger.fields[key[0]!]?.label ?? key[0]!);
        }
      }
      for (const [text, place] of own) first.set(text, place);
    }
    for (const { plan } of tables) settleStatus(plan.header);
  }
}

function contentOf(row: LedgerPlanRow, fields: readonly string[]): string {
  return JSON.stringify(fields.map((name) => comparable(row.row[name])));
}

function where({ plan, summary, row }: Place, from: FilePlan): string {
  const place = `${summary.sheet === null ? '' : `工作表“${summary.sheet}”`}第${row.r + 1}行`;
  return plan === from ? place : `“${fileInWords(plan.header.file, from.header.file)}”${place}`;
}

function settle({ summary, row }: Place, fate: LedgerPlanRow['fate'], reason: string): void {
  summary.rows[row.fate] -= 1;
  row.fate = fate;
  row.reason = reason;
  summary.rows[fate] += 1;
}

function conflict(place: Place, other: Place, label: string): void {
  if (place.row.fate === 'conflict') return;
  const reason = `${label}与${where(other, place.plan)}相同而内容不同，都没有采用，请核实后只保留一行`;
  settle(place, 'conflict', reason);
  const cell = cellAddress(place.row.r, place.summary.columns[0]!.c);
  place.plan.header.issues.push({
    severity: 'block',
    rule: 'ledger-same-key',
    sheet: place.summary.sheet,
    cell,
    message: `${cell}${reason}`,
    key: `ledger-same-key|${place.summary.sheet ?? ''}|${cell}`,
    figures: reason,
    canWaive: false,
  });
}
