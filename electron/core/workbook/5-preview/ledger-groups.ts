// Lines between the rows of a ledger that hold one text: 二、2021年度, 薛城区, 优势企业. What such a line says of the rows below it
// is in none of their cells; where the ledger wants to know it, the rows would be stored as something that they are not.

import type { CheckIssue } from '../../../../shared/import/plan.js';
import { fieldText } from '../../../../shared/ledgers/field-text.js';
import { fieldsOf, type Field } from '../../../../shared/ledgers/define.js';
import { fromTitle } from '../../../../shared/ledgers/heads.js';
import { readField, type FieldInput } from '../../../../shared/ledgers/read-field.js';
import { yearOf } from '../../../../shared/model/period.js';
import { cellAddress } from '../1-read/raw-book.js';
import type { MappedLedger } from '../3-map/ledger-map.js';
import { countingDays } from '../3-map/ledger-days.js';
import { findPeriods } from '../2-recognise/period-text.js';
import { withoutDays } from '../2-recognise/stated-year.js';
import { timeOfLine } from '../3-map/ledger-lines.js';
import { saidByLine } from '../3-map/ledger-other-lines.js';
import type { GroupLine } from '../3-map/ledger-rows.js';
import type { LedgerPlanRow } from './ledger-plan-row.js';

/** A block for each line that says what the rows below it are and no column does: they are rejected. What cannot be told is pointed out. */
export function groupIssues(
  groups: readonly GroupLine[],
  rows: readonly LedgerPlanRow[],
  mapped: MappedLedger,
  unitId: (text: string | number) => number | null,
): CheckIssue[] {
  return groups.flatMap((group): CheckIssue[] => {
    const below = rowsBelow(group, groups, rows);
    const said = below.length === 0 ? null : saidBy(group.text, below, mapped, unitId);
    // The title again, on the next page.
    if (said === 'known' || mapped.table.titleLines.includes(group.text) || agrees(group.text, below, mapped))
      return [];
    if (said === null && isTitleOfTable(group, below, mapped)) return [];
    const cell = cellAddress(group.r, group.c);
    const base = { rule: 'ledger-group', sheet: mapped.table.sheetName, cell };
    if (said === null)
      return [
        {
          ...base,
          severity: 'warn',
          message: `第${group.r + 1}行只有“${group.text}”，不是一条记录，没有导入。它说明的内容如果各行没有写，请逐行补上。`,
        },
      ];
    const reason = `第${group.r + 1}行“${group.text}”写明的${said.label}没有写在这一行`;
    for (const row of below)
      if (row.fate === 'new' || row.fate === 'changed') Object.assign(row, { fate: 'rejected', reason });
    return [
      {
        ...base,
        severity: 'block',
        canWaive: false,
        message: `第${group.r + 1}行“${group.text}”写明下面各行的${said.label}，各行自己没有写，会登记成${said.instead}。请在“${said.label}”一栏逐行写明（没有这一栏的加上），或按“${group.text}”分成几张工作表，再重新导入。`,
      },
    ];
  });
}

/** True where a line says of its rows only when they were, and their days say the same: 1月份 over days of January. */
function agrees(text: string, below: readonly LedgerPlanRow[], { ledger }: MappedLedger): boolean {
  const time = timeOfLine(text);
  const on = [...countingDays(ledger)][0];
  if (time === null || on === undefined || below.length === 0) return false;
  return below.every(({ row }) => {
    const day = row[on];
    if (typeof day !== 'string') return false;
    const [year, month] = [Number(day.slice(0, 4)), Number(day.slice(5, 7))];
    return (time.year ?? year) === year && month >= time.from && month <= time.to;
  });
}

/** The title of one of several tables: what it says of its rows they have, and their days are of its months. */
function isTitleOfTable({ r, text }: GroupLine, below: readonly LedgerPlanRow[], mapped: MappedLedger): boolean {
  if (mapped.sections?.lines.has(r) !== true) return false;
  const { titleWords } = mapped.ledger;
  if (!titleWords.some((word) => text.includes(word)) && !/(?:表|台账|名单|清单|明细|情况)$/.test(text)) return false;
  const months = findPeriods(withoutDays(text)).filter(({ month }) => month !== null);
  const on = [...countingDays(mapped.ledger)][0];
  if (months.length === 0 || on === undefined) return true;
  const last = Math.max(...months.map(({ month }) => month!));
  const first = months.every(({ shape }) => shape === 'single') ? Math.min(...months.map(({ month }) => month!)) : 1;
  return below.every(({ row }) => {
    const month = typeof row[on] === 'string' ? Number(row[on].slice(5, 7)) : 0;
    return month >= first && month <= last;
  });
}

/** The rows between this line and the next one; lines that follow each other speak of the same rows. Both in order. */
function rowsBelow(
  { r }: GroupLine,
  groups: readonly GroupLine[],
  rows: readonly LedgerPlanRow[],
): readonly LedgerPlanRow[] {
  const from = firstAfter(rows, r);
  const first = rows[from];
  if (first === undefined) return [];
  const next = groups[firstAfter(groups, first.r)];
  return rows.slice(from, next === undefined ? undefined : firstAfter(rows, next.r));
}

/** Index of the first line behind `r`. */
function firstAfter(lines: readonly { r: number }[], r: number): number {
  let low = 0;
  let high = lines.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (lines[middle]!.r <= r) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** What a line says that its rows do not; 'known' where they do, or it is what all rows get; null where nobody can tell. */
function saidBy(
  text: string,
  below: readonly LedgerPlanRow[],
  { ledger, columns, given, period }: MappedLedger,
  unitId: (text: string | number) => number | null,
): { label: string; instead: string } | 'known' | null {
  const plain = saidByLine(text);
  const titles = fromTitle(ledger, plain);
  let isKnown = false;
  for (const [name, field] of fieldsOf(ledger)) {
    const said = valueIn(name, field, plain, titles[name]);
    if (said === null) continue;
    const read = (input: FieldInput | undefined): string =>
      JSON.stringify(readField(ledger, name, field, input, { unitId }).value);
    const value = read(said);
    if (value === 'null') continue;
    const isDefault = 'default' in field && field.default === 'year-of-period' && period !== null;
    const all = Object.hasOwn(given, name) ? given[name] : isDefault ? yearOf(period) : undefined;
    const hasColumn = columns.some((column) => column.field === name);
    if (read(all) === value || (hasColumn && below.every(({ row }) => (row[name] ?? null) !== null))) {
      isKnown = true;
      continue;
    }
    const shown = readField(ledger, name, field, all, { unitId }).value;
    return {
      label: field.label,
      instead:
        shown === null
          ? '空白'
          : `“${fieldText(field, shown, { unitName: () => (typeof all === 'string' ? all : '') })}”`,
    };
  }
  return isKnown ? 'known' : null;
}

function valueIn(name: string, field: Field, text: string, titled: FieldInput | undefined): FieldInput | null {
  if (titled !== undefined) return titled;
  if (name === 'year') return /(20\d{2})\s*年/.exec(text)?.[1] ?? null;
  if (field.kind === 'unit' || field.kind === 'status') return text;
  if (field.kind !== 'choice') return null;
  const words = [...field.options, ...Object.keys(field.optionAliases ?? {})];
  return words.includes(text) ? text : null;
}
