// Dates that record what happened cannot lie behind today: 2062 for 2026 would put a row out of every period in silence.
// Deadlines, terms and plans say so in their declaration (`mayLieAhead`); fields of the office say it by their name.

import { endsOfSpan, spanText } from './day-span.js';
import { fieldsOf, type FieldValue, type Finding, type Ledger, type LedgerRow, type LineValue } from './define.js';

interface PastDay {
  field: string;
  label: string;
  /** Name within the entries of a list; null: a field of the row. */
  line: string | null;
}

const PAST_DAYS = new WeakMap<Ledger['fields'], readonly PastDay[]>();

/** Fields that record what happened; worked out once per declaration. */
function pastDaysOf(ledger: Ledger): readonly PastDay[] {
  let days = PAST_DAYS.get(ledger.fields);
  if (days === undefined) {
    days = fieldsOf(ledger).flatMap(([field, one]): PastDay[] => {
      if (one.kind === 'date') return one.mayLieAhead === true ? [] : [{ field, label: one.label, line: null }];
      if (one.kind !== 'lines') return [];
      return Object.entries(one.fields).flatMap(([line, child]) =>
        child.kind === 'date' && child.mayLieAhead !== true
          ? [{ field, label: `${one.label}的${child.label}`, line }]
          : [],
      );
    });
    PAST_DAYS.set(ledger.fields, days);
  }
  return days;
}

/** Days of the row that record something and lie after today (`YYYY-MM-DD`). */
export function futureDays(ledger: Ledger, row: LedgerRow, today: string): Finding[] {
  const findings: Finding[] = [];
  // What follows from the entries of a list (拨付日期 from the payments) is said of the entry alone.
  let said: Set<string> | undefined;
  for (const { field, label, line } of pastDaysOf(ledger)) {
    const value = row[field];
    if (value === null || value === undefined) continue;
    const late = line === null ? lateDay(value, today) : lateLine(value as readonly LineValue[], line, today);
    if (late === null || said?.has(late) === true) continue;
    if (line !== null) (said ??= new Set()).add(late);
    findings.push({
      severity: 'warn',
      rule: 'future-day',
      field,
      message: `${label}为${spanText(late)}，晚于今天（${today}），请核对`,
    });
  }
  return findings;
}

function lateDay(day: FieldValue | undefined, today: string): string | null {
  return typeof day === 'string' && endsOfSpan(day).from > today ? day : null;
}

/** The first late day among the entries of a list. */
function lateLine(lines: readonly LineValue[], name: string, today: string): string | null {
  for (const line of lines) {
    const late = lateDay(line[name], today);
    if (late !== null) return late;
  }
  return null;
}

/** True where a date of the office is by its name a deadline, a term or a plan. */
export function liesAhead(label: string): boolean {
  return /期限|时限|到期|有效期|截止|届满|期满|计划|预计|拟|下次|应|[止至]$/.test(label);
}
