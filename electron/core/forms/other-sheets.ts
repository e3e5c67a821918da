// What else a returned form's workbook holds: the form once more (a copy that was filled in instead of it, the month before), or a
// sheet of numbers that nobody will read. Neither passes without a word.

import type { CheckIssue } from '../../../shared/import/plan.js';
import type { ReportingUnit } from '../../../shared/model/unit.js';
import { cellAddress, type RawBook } from '../workbook/1-read/raw-book.js';
import { OWN_SHEET } from '../workbook/1-read/own-metadata.js';
import { Grid } from '../workbook/2-recognise/grid.js';
import { isNumberLike } from '../workbook/2-recognise/lines.js';
import { isReturnSheet } from '../workbook/return-copy/recognise-own.js';
import { plainCell, headKey, type FormSheet } from './traces.js';
import type { LocatedForm } from './located.js';
import { GUIDE_SHEET, HEADS, LEDGER_GUIDE } from './sheet-parts.js';

/** An entry of a form, told by unit and code. */
interface Entry {
  name: string;
  text: string;
}

/** How another sheet of the workbook is looked at. */
export interface OtherForms {
  /** Reads a sheet as this form, without help of the names, which point into one sheet only. */
  locate(sheet: FormSheet): LocatedForm | null;
  /** The unit that it is of, where that is another than the form's. */
  unitOf(sheet: FormSheet, located: LocatedForm): ReportingUnit | null;
}

/** `read`: sheets of ledgers, by index. */
export function otherSheetIssues(
  book: RawBook,
  form: { sheet: FormSheet; located: LocatedForm } | null,
  read: ReadonlySet<number>,
  others: OtherForms,
): CheckIssue[] {
  return book.sheets.flatMap((sheet, index): CheckIssue[] => {
    if (
      index === form?.sheet.index ||
      read.has(index) ||
      sheet.state !== 'visible' ||
      sheet.notATable ||
      isReturnSheet(sheet)
    )
      return [];
    if ([OWN_SHEET, GUIDE_SHEET, LEDGER_GUIDE].includes(sheet.name ?? '')) return [];
    const grid = new Grid(sheet, book.date1904);
    const hasInput = sheet.cells.some((cell) => cell.t === 's' && headKey(String(cell.v)) === HEADS.input);
    const other: FormSheet = { index, name: sheet.name, grid, named: [] };
    const again = hasInput && form ? others.locate(other) : null;
    if (!form || !again) return numbersOf(other);
    const unit = others.unitOf(other, again);
    // Two small units may report the very same figures: then nothing but the name tells them apart.
    return unit ? formOfOther(other, again, unit) : secondForm(form.sheet, form.located, other, again);
  });
}

function formOfOther(other: FormSheet, located: LocatedForm, unit: ReportingUnit): CheckIssue[] {
  if (entriesOf(other, located).size === 0) return [];
  return [
    {
      severity: 'block',
      rule: 'form-second-sheet',
      sheet: other.name,
      cell: null,
      message: `工作表“${other.name}”是“${unit.name}”的填报表，没有读取：一个文件只能报一个填报单位。请把它另存为单独的文件报送，并从本文件中删除后重新报送。`,
    },
  ];
}

function secondForm(form: FormSheet, located: LocatedForm, other: FormSheet, again: LocatedForm): CheckIssue[] {
  const used = entriesOf(form, located);
  const differing = [...entriesOf(other, again)].find(([key, entry]) => used.get(key)?.text !== entry.text);
  if (!differing) return [];
  const [key, entry] = differing;
  const mine = used.get(key)?.text ?? '空白';
  return [
    {
      severity: 'block',
      rule: 'form-second-sheet',
      sheet: other.name,
      cell: null,
      message: `工作表“${other.name}”也是填报表，填的数与“${form.name}”不同（例如“${entry.name}”：${entry.text}，“${form.name}”为${mine}），分不清以哪一份为准。请只保留一份后重新报送。`,
    },
  ];
}

/** What is typed in; blanks are left out. */
function entriesOf({ grid }: FormSheet, { rows, columns }: LocatedForm): Map<string, Entry> {
  const entries = new Map<string, Entry>();
  for (const row of rows)
    for (const column of columns) {
      if (column.role !== null) continue;
      const text = plainCell(grid, row.r, column.c);
      if (text === '') continue;
      const indicator = row.indicator ?? column.indicator;
      const code = indicator?.kind === 'found' ? indicator.code : row.label;
      const unit = row.unit?.kind === 'found' ? row.unit.unit.name : '';
      entries.set(`${unit}|${code}`, { name: `${unit}${row.indicator ? row.label.trim() : column.label}`, text });
    }
  return entries;
}

function numbersOf({ grid, name }: FormSheet): CheckIssue[] {
  let count = 0;
  let first: string | null = null;
  for (let r = 0; r < grid.rowCount; r += 1)
    for (const cell of grid.rowCells(r)) {
      if (!isNumberLike(grid, r, cell.c)) continue;
      count += 1;
      first ??= cellAddress(r, cell.c);
    }
  if (first === null) return [];
  return [
    {
      severity: 'warn',
      rule: 'form-other-sheet',
      sheet: name,
      cell: first,
      message: `工作表“${name}”不是下发的填报表，没有读取，其中有${count}个数字（${first}等）。如是要报送的数据，请该单位另外报送。`,
    },
  ];
}
