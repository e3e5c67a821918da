// Declaration → findings about a whole row: one function for the form, for pasted rows and for imported ones. Findings are data, not
// exceptions; the import adds sheet and cell to make CheckIssues of them. Not here: reading what was written (read-row.ts), what
// needs other rows (core/ledgers).

import type { Period } from '../model/period.js';
import { yearOf } from '../model/period.js';
import {
  fieldsOf,
  statusFieldOf,
  type Due,
  type Field,
  type Fields,
  type FieldValue,
  type Finding,
  type Ledger,
  type LedgerRow,
} from './define.js';
import type { FieldEnv, FieldInput } from './read-field.js';
import { isStageOfRow } from './stages.js';

export interface RowEnv extends Omit<FieldEnv, 'measure'> {
  /** Period at work: fills a year that nobody wrote. Null: none. */
  period: Period | null;
  /** Last day of a number of working days (by the calendar of the office); without it such days are not filled in. */
  lastDay?(from: string, days: number, counts: Due['counts']): string;
  /** The one row of another ledger with these values, null where there is none or several. */
  lookUp?(ledger: string, by: Readonly<Record<string, FieldValue>>): LedgerRow | null;
  /** Day of the office: what is recorded as having happened after it is pointed out. Absent: nothing is. */
  today?: string;
  /** 市局本级, where it is among the units: what the office does itself is its own. */
  officeUnit?: number | null;
  /** Nothing in the list says the stage: a day of closing does. */
  closesByDay?: boolean;
  /** 计量单位 by field, where heads name one. */
  measures?: Readonly<Record<string, string>>;
}

export interface ReadRow {
  row: LedgerRow;
  findings: Finding[];
}

export type RowInput = Readonly<Record<string, FieldInput>>;

/** A row with nothing in it but the defaults. */
export function emptyRow(ledger: Ledger, env: Pick<RowEnv, 'period' | 'officeUnit'>): LedgerRow {
  const row: Record<string, FieldValue> = {};
  for (const [name, field] of fieldsOf(ledger)) row[name] = defaultOf(field, env);
  return row;
}

function defaultOf(field: Field, env: Pick<RowEnv, 'period' | 'officeUnit'>): FieldValue {
  if (field.kind === 'unit') return field.mayBeOffices === 'usually' ? (env.officeUnit ?? null) : null;
  if (!('default' in field)) return null;
  if (field.default === 'year-of-period') return env.period === null ? null : yearOf(env.period);
  return field.default ?? null;
}

/** Of the unit of what the office itself may do. */
function adviceOf(field: Field): string {
  return field.kind === 'unit' && field.mayBeOffices !== undefined ? `；${OFFICE_ADVICE}` : '';
}

/** How what the office itself does gets a unit that counts. */
export const OFFICE_ADVICE = '本局自己的，在“设置 › 填报单位”登记“市局本级”（类型：直属）后算它的';

const NONE: ReadonlySet<string> = new Set();

/** Checks a whole row: what is required, the stage against its path, the ledger's own checks. `unread`: fields with a finding already. */
export function checkRow(ledger: Ledger, row: LedgerRow, unread: ReadonlySet<string> = NONE): Finding[] {
  const findings: Finding[] = [];
  for (const [name, field] of requiredOf(ledger))
    if (isEmpty(row[name]) && !unread.has(name))
      findings.push({
        severity: 'block',
        rule: 'required',
        field: name,
        message: `${field.label}不能为空，请填写${adviceOf(field)}`,
      });
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
  if (typeof stage === 'string' && ledger.stages?.closed !== undefined)
    findings.push(...closedTooEarly(ledger, row, stage));
  const own = ledger.check?.(row);
  if (own !== undefined && own.length > 0) findings.push(...own);
  return findings;
}

/** The day on which a row was closed that stands at a step before that; null where it is not closed, or stands where it should. */
function dayOfEarlyStep(ledger: Ledger, row: LedgerRow, stage: string): string | null {
  const { closed, paths = [] } = ledger.stages ?? {};
  const day = closed === undefined ? null : row[closed.on];
  if (closed === undefined || typeof day !== 'string') return null;
  const steps = paths.find((path) => path.steps.includes(stage))?.steps ?? [];
  return steps.indexOf(stage) >= steps.indexOf(closed.at) ? null : day;
}

/** Moves a row of a list without stages to the step that its day of closing means; [] where it has none. */
export function closeByDay(ledger: Ledger, row: Record<string, FieldValue>): Finding[] {
  const status = statusFieldOf(ledger);
  const { closed } = ledger.stages ?? {};
  const stage = status === null ? null : row[status];
  if (status === null || closed === undefined || typeof stage !== 'string') return [];
  const day = dayOfEarlyStep(ledger, row, stage);
  if (day === null) return [];
  row[status] = closed.at;
  const message = `没有“${ledger.fields[status]!.label}”一栏，已填${ledger.fields[closed.on]!.label}（${day}），按“${closed.at}”登记`;
  return [{ severity: 'hint', rule: 'closed-by-day', field: closed.on, message }];
}

/** A day on which it was done, beside a step before that: it would count as open, and nobody would be reminded of it any more. */
function closedTooEarly(ledger: Ledger, row: LedgerRow, stage: string): Finding[] {
  const { closed } = ledger.stages ?? {};
  const day = dayOfEarlyStep(ledger, row, stage);
  if (closed === undefined || day === null) return [];
  const label = ledger.fields[closed.on]!.label;
  return [
    {
      severity: 'warn',
      rule: 'closed-early',
      field: statusFieldOf(ledger),
      message: `已填${label}（${day}），但仍在“${stage}”，不算${closed.at.replace('已', '')}；请进入“${closed.at}”，或去掉${label}`,
    },
  ];
}

/** Asked for with every row: made once per declaration. */
const REQUIRED = new WeakMap<Fields, readonly [string, Field][]>();

function requiredOf(ledger: Ledger): readonly [string, Field][] {
  let required = REQUIRED.get(ledger.fields);
  if (required === undefined)
    REQUIRED.set(ledger.fields, (required = fieldsOf(ledger).filter(([, field]) => field.required === true)));
  return required;
}

function isEmpty(value: FieldValue | undefined): boolean {
  return value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
}

export function hasBlock(findings: readonly Finding[]): boolean {
  return findings.some((finding) => finding.severity === 'block');
}
