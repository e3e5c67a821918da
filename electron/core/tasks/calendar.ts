// Calls of the holiday calendar: shipped years, the officer's own, and a list read from a workbook. The officer's year
// replaces the shipped one; a year that nobody has entered says so.

import type { Ctx } from '../context.js';
import { readWorkbook } from '../read-workbook.js';
import { calendarDays, ownCalendarYears, saveCalendarYear } from '../store/task-store.js';
import type { Store } from '../store/store.js';
import { write } from '../store/write.js';
import { serialToIso } from './serial-date.js';
import { cellAddress, isDay, type RawBook, type RawCell } from '../workbook/1-read/raw-book.js';
import type { CalendarYear } from '../../../shared/contract/calls/tasks.js';
import type { ParsedParams, Result } from '../../../shared/contract/index.js';
import { AppError } from '../../../shared/errors/app-error.js';
import type { CheckIssue } from '../../../shared/import/plan.js';
import { SHIPPED_YEARS } from '../../../shared/tasks/holidays.js';
import {
  CALENDAR_DAY_LABEL,
  chinaDate,
  dateSchema,
  dateText,
  weekdayOf,
  yearOfDate,
  type CalendarDay,
} from '../../../shared/tasks/working-days.js';

function yearOf(store: Store, year: number, own: ReadonlySet<number>): CalendarYear {
  const source = own.has(year) ? 'own' : SHIPPED_YEARS.includes(year) ? 'shipped' : 'none';
  return {
    year,
    source,
    note: source === 'none' ? `${year}年放假安排尚未录入，截止日期暂按周六、周日休息推算。` : '',
    days: calendarDays(store, year),
  };
}

/** The named years; without names all that are known, and the present one. */
export function list(ctx: Ctx, { years }: ParsedParams<'calendar.list'>): Result<'calendar.list'> {
  const own = new Set(ownCalendarYears(ctx.store));
  const present = yearOfDate(chinaDate(ctx.store.now()));
  const wanted = years ?? [...new Set([...SHIPPED_YEARS, ...own, present])].toSorted((a, b) => a - b);
  return { years: wanted.map((year) => yearOf(ctx.store, year, own)) };
}

export function save(ctx: Ctx, { year, days }: ParsedParams<'calendar.save'>): Result<'calendar.save'> {
  const outside = days.find((day) => yearOfDate(day.date) !== year);
  if (outside) throw new AppError('input.invalid', { what: `${dateText(outside.date)}不在${year}年` });
  if (new Set(days.map((day) => day.date)).size < days.length)
    throw new AppError('input.invalid', { what: '同一天出现了两次' });
  store(ctx, [year], days, `修改${year}年放假安排`);
  return yearOf(ctx.store, year, new Set(ownCalendarYears(ctx.store)));
}

function store(ctx: Ctx, years: readonly number[], days: readonly CalendarDay[], label: string): void {
  write(ctx.store, { kind: 'tasks', label, operator: ctx.operator, topics: ['tasks'] }, () => {
    for (const year of years)
      saveCalendarYear(
        ctx.store,
        year,
        days.filter((day) => yearOfDate(day.date) === year),
      );
  });
}

export async function importList(
  ctx: Ctx,
  { file, apply }: ParsedParams<'calendar.import'>,
): Promise<Result<'calendar.import'>> {
  const book = await readWorkbook(ctx, { path: ctx.files.path(file.id), name: file.name });
  const { days, issues } = readCalendar(book);
  const years = [...new Set(days.map((day) => yearOfDate(day.date)))].toSorted((a, b) => a - b);
  const isBlocked = issues.some((issue) => issue.severity === 'block');
  const applied = apply && !isBlocked && days.length > 0;
  if (applied) store(ctx, years, days, `导入${years.join('、')}年放假安排`);
  return { years, days, issues, applied };
}

/** Rows of a list with heads 日期, 类型, 名称 in any order. */
function readCalendar(book: RawBook): { days: CalendarDay[]; issues: CheckIssue[] } {
  const issues: CheckIssue[] = [];
  const block = (sheet: string | null, cell: string | null, message: string): void => {
    issues.push({ severity: 'block', rule: 'list.value', sheet, cell, message });
  };
  for (const sheet of book.sheets) {
    if (sheet.state !== 'visible') continue;
    const rows = [...Map.groupBy(sheet.cells, (cell) => cell.r)].toSorted((a, b) => a[0] - b[0]);
    const head = rows.find(([, cells]) => columnOf(cells, '日期') !== null && columnOf(cells, '类型') !== null);
    if (!head) continue;
    const [headRow, heads] = head;
    const columns = { date: columnOf(heads, '日期')!, kind: columnOf(heads, '类型')!, name: columnOf(heads, '名称') };
    const days = new Map<string, CalendarDay>();
    for (const [r, cells] of rows) {
      if (r <= headRow) continue;
      const at = (column: number | null): RawCell | undefined => cells.find((cell) => cell.c === column);
      const rawDate = textOf(at(columns.date), book.date1904);
      const rawKind = textOf(at(columns.kind), book.date1904);
      if (rawDate === '' && rawKind === '') continue;
      const date = dateOf(rawDate);
      const kind = kindOf(rawKind);
      if (date === null)
        block(sheet.name, cellAddress(r, columns.date), `“日期”是“${rawDate}”，应为日期，如2027-01-01。`);
      else if (kind === null)
        block(sheet.name, cellAddress(r, columns.kind), `“类型”是“${rawKind}”，应为“放假”或“上班”。`);
      else if (days.has(date)) block(sheet.name, cellAddress(r, columns.date), `${dateText(date)}出现了两次。`);
      else {
        days.set(date, { date, kind, name: textOf(at(columns.name), book.date1904).slice(0, 20) });
        const isWeekend = weekdayOf(date) === 0 || weekdayOf(date) === 6;
        if (kind === 'workday' && !isWeekend)
          issues.push({
            severity: 'warn',
            rule: 'list.value',
            sheet: sheet.name,
            cell: cellAddress(r, columns.kind),
            message: `${dateText(date)}本来就是工作日，请核实是否应为“${CALENDAR_DAY_LABEL.holiday}”。`,
          });
      }
    }
    return { days: [...days.values()].toSorted((a, b) => (a.date < b.date ? -1 : 1)), issues };
  }
  block(null, null, '没有找到列名“日期”“类型”。请准备三列：日期、类型（放假或上班）、名称。');
  return { days: [], issues };
}

function columnOf(cells: readonly RawCell[], head: string): number | null {
  return cells.find((cell) => typeof cell.v === 'string' && cell.v.replaceAll(/\s/g, '') === head)?.c ?? null;
}

function textOf(cell: RawCell | undefined, is1904: boolean): string {
  if (cell === undefined || cell.v === null || cell.t === 'e' || cell.t === 'f') return '';
  if (typeof cell.v === 'number') {
    return (isDay(cell) ? serialToIso(cell.v, is1904) : null) ?? String(cell.v);
  }
  return String(cell.v).normalize('NFKC').trim();
}

/** 2027-01-01, 2027/1/1, 2027.1.1, 2027年1月1日, 20270101 */
function dateOf(text: string): string | null {
  const match =
    /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:\s.*|\(.*)?$/.exec(text) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  if (!match) return null;
  const date = `${match[1]}-${match[2]!.padStart(2, '0')}-${match[3]!.padStart(2, '0')}`;
  return dateSchema.safeParse(date).success ? date : null;
}

function kindOf(text: string): CalendarDay['kind'] | null {
  if (/^(放假|休息?|假日|节假日|holiday)$/i.test(text)) return 'holiday';
  return /^(上班|班|补班|调休上班|工作日|workday)$/i.test(text) ? 'workday' : null;
}
