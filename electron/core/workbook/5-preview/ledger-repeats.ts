// The same record in two sheets or files of one plan: equal ones are taken once, different ones under one number are in conflict
// in both places (rules.md 15). Runs after all files are planned.

import { fileInWords } from '../../../../shared/model/file-ref.js';
import type { Ledger } from '../../../../shared/ledgers/define.js';
import { isAcceptable } from '../../../../shared/import/plan.js';
import type { PlannedLedger } from '../../../../shared/import/ledger-rows.js';
import { cellAddress } from '../1-read/raw-book.js';
import { comparable, keyTexts } from './ledger-matches.js';
import type { LedgerPlanRow } from './ledger-plan-row.js';
import { settleStatus, type FilePlan } from './plan-file.js';

const SAME_KEY = 'ledger-same-key';

interface Place {
  plan: FilePlan;
  summary: PlannedLedger;
  row: LedgerPlanRow;
  /** Of the columns of its sheet. */
  fields: readonly string[];
}

/**
 * Marks them anew: what an earlier call settled is taken back first, as another answer may have made another record of either.
 * Returns the plans of which a row is not what it was before the call.
 */
export function markLedgerRepeats(
  plans: readonly FilePlan[],
  ledgerOf: (id: string) => Ledger | undefined,
): ReadonlySet<FilePlan> {
  const before = new Map<LedgerPlanRow, string>();
  for (const plan of plans) standAlone(plan, before);
  markAnew(plans, ledgerOf);
  const isOther = (row: LedgerPlanRow): boolean =>
    (row.alone !== undefined || before.has(row)) && before.get(row) !== outcomeOf(row);
  return new Set(plans.filter(({ ledgers }) => ledgers?.some(({ rows }) => rows.some(isOther)) === true));
}

function outcomeOf({ fate, reason }: LedgerPlanRow): string {
  return `${fate} ${reason}`;
}

/** Makes the rows of a plan what they are by themselves; notes in `before` what they were beside others. */
function standAlone(plan: FilePlan, before: Map<LedgerPlanRow, string>): void {
  const { header, ledgers = [] } = plan;
  const known = before.size;
  for (const { sheetIndex, rows } of ledgers) {
    const summary = header.ledgers!.find((one) => one.sheetIndex === sheetIndex)!;
    for (const row of rows) {
      if (row.alone === undefined) continue;
      before.set(row, outcomeOf(row));
      const { fate, reason } = row.alone;
      summary.rows[row.fate] -= 1;
      Object.assign(row, { fate, reason });
      delete row.alone;
      summary.rows[fate] += 1;
    }
  }
  if (before.size === known) return;
  header.issues = header.issues.filter(({ rule }) => rule !== SAME_KEY);
  settleStatus(header);
}

function markAnew(plans: readonly FilePlan[], ledgerOf: (id: string) => Ledger | undefined): void {
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
    const earlier = new Earlier(ledger);
    for (const { plan, summary, rows } of tables) {
      const fields = summary.columns.flatMap((column) => column.field ?? []);
      const own: Place[] = [];
      for (const row of rows) {
        if (row.fate !== 'new' && row.fate !== 'changed') continue;
        const place: Place = { plan, summary, row, fields };
        const other = earlier.of(place);
        if (other === null) own.push(place);
        else if (compare(place, other.place, other.key, ledger)) own.push(place);
      }
      for (const place of own) earlier.add(place);
    }
    for (const { plan } of tables) settleStatus(plan.header);
  }
}

/** Rows of the sheets before, by each of their keys. */
class Earlier {
  readonly #byKey: Map<string, Place>[];
  readonly #byContent = new Map<string, Place>();

  constructor(readonly ledger: Ledger) {
    this.#byKey = ledger.keys.map(() => new Map<string, Place>());
  }

  add(place: Place): void {
    const texts = keyTexts(this.ledger, place.row.row);
    for (const [index, text] of texts.entries()) if (text !== null) this.#byKey[index]!.set(text, place);
    if (texts.every((text) => text === null)) this.#byContent.set(this.#contentOf(place), place);
  }

  /** The row that it may be, by its best key; a better key that both know and that differs means another record. */
  of(place: Place): { place: Place; key: readonly string[] } | null {
    const texts = keyTexts(this.ledger, place.row.row);
    for (const [index, text] of texts.entries()) {
      const found = text === null ? undefined : this.#byKey[index]!.get(text);
      if (found === undefined) continue;
      const others = keyTexts(this.ledger, found.row.row);
      if (texts.slice(0, index).some((own, at) => own !== null && others[at] !== null && own !== others[at])) continue;
      return { place: found, key: this.ledger.keys[index]! };
    }
    if (texts.some((text) => text !== null)) return null;
    const same = this.#byContent.get(this.#contentOf(place));
    return same === undefined ? null : { place: same, key: place.fields };
  }

  #contentOf({ row, fields }: Place): string {
    return `|${JSON.stringify(fields.map((name) => comparable(row.row[name])))}`;
  }
}

/**
 * Compared over the fields that both sheets have: what one leaves out is no difference, and the fuller row is taken; a row of a file
 * that can be received before one of a file that waits, which may never come. True where that is the later one.
 */
function compare(place: Place, earlier: Place, key: readonly string[], ledger: Ledger): boolean {
  const isKnown = ({ row, fields }: Place, name: string): boolean =>
    fields.includes(name) && comparable(row.row[name]) !== null;
  const shared = place.fields.filter((name) => earlier.fields.includes(name));
  const differs = shared.some((name) => comparable(place.row.row[name]) !== comparable(earlier.row.row[name]));
  const adds = (one: Place, other: Place): boolean =>
    one.fields.some((name) => !other.fields.includes(name) && isKnown(one, name));
  if (!differs && waits(earlier) !== waits(place) && earlier.row.fate === 'new' && place.row.fate === 'new') {
    const [left, taken] = waits(place) ? [place, earlier] : [earlier, place];
    settle(
      left,
      'ignored',
      `与${where(taken, left.plan)}相同，只登记一次；那个文件先接收，本文件改正后重新导入时再比较`,
    );
    return taken === place;
  }
  if (!differs && !adds(place, earlier)) settle(place, 'ignored', `与${where(earlier, place.plan)}相同，只登记一次`);
  else if (!differs && !adds(earlier, place) && earlier.row.fate === 'new') {
    settle(earlier, 'ignored', `与${where(place, earlier.plan)}相同，那里更完整，只登记一次`);
    return true;
  } else {
    const labels = key.map((name) => ledger.fields[name]?.label ?? name).join('、');
    conflict(place, earlier, labels);
    conflict(earlier, place, labels);
  }
  return false;
}

function waits({ plan }: Place): boolean {
  return !isAcceptable(plan.header);
}

function where({ plan, summary, row }: Place, from: FilePlan): string {
  const place = `${summary.sheet === null ? '' : `工作表“${summary.sheet}”`}第${row.r + 1}行`;
  return plan === from ? place : `“${fileInWords(plan.header.file, from.header.file)}”${place}`;
}

function settle({ summary, row }: Place, fate: LedgerPlanRow['fate'], reason: string): void {
  row.alone ??= { fate: row.fate, reason: row.reason };
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
    rule: SAME_KEY,
    sheet: place.summary.sheet,
    cell,
    message: `${cell}${reason}`,
    key: `${SAME_KEY}|${place.summary.sheet ?? ''}|${cell}`,
    figures: reason,
    canWaive: false,
  });
}
