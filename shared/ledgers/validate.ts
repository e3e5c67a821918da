// Declaration → findings: one function for the form, for pasted rows and for imported ones. Findings are data, not exceptions;
// the import adds sheet and cell to make CheckIssues of them. Not here: what needs other rows (core/ledgers).

import type { Period } from '../model/period.js';
import { yearOf } from '../model/period.js';
import {
  fieldsOf,
  statusFieldOf,
  type Due,
  type Field,
  type FieldValue,
  type Finding,
  type Ledger,
  type LedgerRow,
} from './define.js';
import { futureDays } from './future-days.js';
import { readField, type FieldEnv, type FieldInput } from './read-field.js';
import { isStageOfRow } from './stages.js';

export interface RowEnv extends Omit<FieldEnv, 'measure'> {
  /** Period at work: fills a year that nobody wrote. Null: none. */
  period: Period | null;
  /** Last day of a number of working days (by the calendar of the office); without it such days are not filled in. */
  lastDay?(from: string, days: number, counts: Due['counts']): string;
  /** Day of the office: what is recorded as having happened after it is pointed out. Absent: nothing is. */
  today?: string;
  /** 计量单位 by field, where heads name one. */
  measures?: Readonly<Record<string, string>>;
}

export interface ReadRow {
  row: LedgerRow;
  findings: Finding[];
}

export type RowInput = Readonly<Record<string, FieldInput>>;

/** A row with nothing in it but the defaults. */
export function emptyRow(ledger: Ledger, env: Pick<RowEnv, 'period'>): LedgerRow {
  const row: Record<string, FieldValue> = {};
  for (const [name, field] of fieldsOf(ledger)) row[name] = defaultOf(field, env);
  return row;
}

function defaultOf(field: Field, env: Pick<RowEnv, 'period'>): FieldValue {
  if (!('default' in field)) return null;
  if (field.default === 'year-of-period') return env.period === null ? null : yearOf(env.period);
  return field.default ?? null;
}

/**
 * Reads inputs into a row and checks it. `before`: the stored row that the inputs change (only the fields that are named);
 * without it a new row, where fields that are not given get their defaults.
 */
export function readRow(ledger: Ledger, input: RowInput, env: RowEnv, before?: LedgerRow): ReadRow {
  const findings: Finding[] = [];
  const values: Record<string, FieldValue> = { ...(before ?? emptyRow(ledger, env)) };
  const unread = new Set<string>();
  for (const [name, field] of fieldsOf(ledger)) {
    if (!Object.hasOwn(input, name)) continue;
    const read = readField(ledger, name, field, input[name], {
      unitId: (unit) => env.unitId(unit),
      measure: env.measures?.[name] ?? null,
    });
    findings.push(...read.findings);
    if (read.findings.some((finding) => finding.severity === 'block')) unread.add(name);
    values[name] = read.value ?? (before === undefined ? defaultOf(field, env) : null);
  }
  for (const name of Object.keys(input))
    if (!Object.hasOwn(ledger.fields, name))
      findings.push({
        severity: 'block',
        rule: 'unknown-field',
        field: null,
        message: `${ledger.title}没有“${name}”这一项`,
      });
  const row = filled(ledger, values, { env, before: before ?? null, given: new Set(Object.keys(input)) });
  const late = env.today === undefined ? [] : futureDays(ledger, row, env.today);
  return { row, findings: [...findings, ...checkRow(ledger, row, unread), ...late] };
}

type Following = [name: string, of: (row: LedgerRow) => FieldValue];

/** The fields that follow from others, with the way they do. */
function following(ledger: Ledger, env: RowEnv): Following[] {
  const { lastDay } = env;
  const days = (ledger.due ?? []).map(({ from, days: number, to, counts }): Following => [
    to,
    (row) => {
      const [start, count] = [row[from], row[number]];
      if (typeof start !== 'string' || typeof count !== 'number' || count < 1 || count > 400) return null;
      return lastDay?.(start, count, counts) ?? null;
    },
  ]);
  return [...Object.entries(ledger.fill ?? {}), ...days];
}

const isSame = (a: FieldValue | undefined, b: FieldValue | undefined): boolean =>
  JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

/**
 * Fills in what follows from other fields. A value that somebody wrote stays; one that had been filled in is filled in anew, one
 * field at a time, so that fields that follow from each other (payments and their sum) never empty each other.
 */
function filled(
  ledger: Ledger,
  row: LedgerRow,
  about: { env: RowEnv; before: LedgerRow | null; given: ReadonlySet<string> },
): LedgerRow {
  if (!ledger.fill && !ledger.due) return row;
  const { env, before, given } = about;
  const values: Record<string, FieldValue> = { ...row };
  for (const [name, of] of following(ledger, env)) {
    const value = values[name] ?? null;
    // What is emptied on purpose stays empty; an empty cell of a new row is only nothing known.
    if (given.has(name) && (before !== null || value !== null)) continue;
    const wasFilled = before !== null && isSame(before[name], of({ ...before, [name]: null }));
    if (value === null || wasFilled) values[name] = of({ ...values, [name]: null });
  }
  return values;
}

/** Checks a whole row: what is required, the stage against its path, the ledger's own checks. `unread`: fields with a finding already. */
export function checkRow(ledger: Ledger, row: LedgerRow, unread: ReadonlySet<string> = new Set()): Finding[] {
  const findings: Finding[] = [];
  for (const [name, field] of fieldsOf(ledger))
    if (field.required === true && isEmpty(row[name]) && !unread.has(name))
      findings.push({ severity: 'block', rule: 'required', field: name, message: `${field.label}不能为空，请填写` });
  const status = statusFieldOf(ledger);
  const stage = status === null ? null : row[status];
  const path = row[ledger.stages?.pathField ?? ''];
  if (typeof stage === 'string' && !isStageOfRow(ledger, row, stage))
    findings.push({
      severity: 'warn',
      rule: 'stage-path',
      field: status,
      message: `“${stage}”不在${typeof path === 'string' ? path : ledger.title}的环节中，请核对`,
    });
  return [...findings, ...(ledger.check?.(row) ?? [])];
}

function isEmpty(value: FieldValue | undefined): boolean {
  return value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
}

export function hasBlock(findings: readonly Finding[]): boolean {
  return findings.some((finding) => finding.severity === 'block');
}
