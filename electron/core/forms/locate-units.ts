// Rows and columns of a returned form for all units: codes in a head row, unit names in a column. Defined names confirm both.

import type { CheckIssue } from '../../../shared/import/plan.js';
import { totalWord } from '../workbook/2-recognise/names.js';
import { splitMeasure } from '../../../shared/indicators/normalise.js';
import type { ReportingUnit } from '../../../shared/model/unit.js';
import { cellAddress } from '../workbook/1-read/raw-book.js';
import type { ColumnAxis } from '../workbook/2-recognise/axes.js';
import type { Vocabulary } from '../workbook/2-recognise/find-table.js';
import { isFooterText, isNumberLike } from '../workbook/2-recognise/lines.js';
import type { RowAxis } from '../workbook/2-recognise/row-axes.js';
import type { FormCell, FormMeta } from './form-meta.js';
import {
  addedColumnIssues,
  axis,
  GivenFigures,
  issueAt,
  missingIssue,
  row,
  type Explanation,
  type LocatedForm,
} from './located.js';
import { HEADS } from './sheet-parts.js';
import { headKey, headsOfRow, mostCommon, plainCell, type FormSheet } from './traces.js';

interface CodeColumn {
  code: string;
  /** Where its code stands, over the columns of its figures, and the last of them. */
  at: number;
  end: number;
  /** As its head writes it now; null where that says none. */
  measure: string | null;
  input: number;
  lastYear: number | null;
  lastMonth: number | null;
}

export function locateUnitsForm(
  sheet: FormSheet,
  meta: FormMeta,
  words: Vocabulary,
  unitOf: (id: number) => ReportingUnit | null,
): LocatedForm | null {
  const { grid } = sheet;
  const issues: CheckIssue[] = [];
  const codeRow = findCodeRow(sheet, meta);
  if (codeRow === null) return null;
  const heads = headsBelow(sheet, codeRow);
  const unitColumn = heads.columns.get(HEADS.unit);
  if (unitColumn === undefined) return null;
  const codes = findCodeColumns(sheet, meta, codeRow, heads.last, issues).filter((column) =>
    isNamedRight(sheet, column, [codeRow, heads.last], meta, words, issues),
  );
  const cellOf = new Map(meta.cells.map((cell) => [`${cell.unitId}|${cell.code}`, cell]));
  const rows: RowAxis[] = [];
  const explanations: Explanation[] = [];
  const given = new GivenFigures();
  const found = new Set<FormCell>();
  const renamed = renamedRows(sheet, meta, heads.last + 1, unitColumn, words, unitOf);
  const isMoved = haveChangedPlaces(renamed);
  let isBelowNote = false;
  for (let r = heads.last + 1; r < grid.rowCount; r += 1) {
    const first = grid.rowCells(r).find((cell) => grid.textOf(cell).trim() !== '');
    const label = grid.text(r, unitColumn).trim();
    // A note may stand between the rows as well as below them.
    if (first && isFooterText(grid.textOf(first))) isBelowNote = true;
    if (isBelowNote && words.units.exact(label).kind !== 'found') continue;
    const unit = unitOfRow(sheet, r, unitColumn, label, words, unitOf, issues);
    const sent = isMoved ? undefined : renamed.get(r)?.sent;
    if (sent !== undefined) {
      for (const cell of meta.cells) if (unitOf(cell.unitId)?.id === sent.id) found.add(cell);
      const what = `这一行下发时是“${sent.name}”的，单位名称现在是“${label}”，这一行没有采用。请核实是哪个单位的数据，改正后重报。`;
      issues.push(issueAt(sheet, 'block', 'form-unit-differs', { row: r, column: unitColumn }, what));
      continue;
    }
    const hasNumbers = codes.some(({ input }) => isNumberLike(grid, r, input));
    if (unit === null && (label === '' ? !hasNumbers : !hasNumbers && words.units.exact(label).kind === 'none'))
      continue;
    const name = label === '' && unit ? unit.name : label;
    const match = unit ? ({ kind: 'found', unit } as const) : words.units.exact(label);
    const total = unit ? null : totalWord(label, words.place);
    // A row 合计 that was added below is compared with the units, never stored.
    rows.push({
      ...row(r, unitColumn, name, { indicator: null, unit: total === null ? match : null, measure: null }),
      total,
    });
    if (unit === null) continue;
    const explanation = heads.columns.get(HEADS.explanation);
    const text = explanation === undefined ? '' : grid.text(r, explanation).trim();
    for (const column of codes) {
      const cell = cellOf.get(`${unit.id}|${column.code}`);
      if (!cell) continue;
      found.add(cell);
      given.compare(sheet, r, column.lastYear, cell.lastYear, HEADS.lastYear);
      given.compare(sheet, r, column.lastMonth, cell.lastMonth, HEADS.lastMonth);
      if (text !== '')
        explanations.push({ sheet: sheet.name, cell: cellAddress(r, column.input), code: column.code, text });
    }
  }
  if (rows.length === 0) return null;
  const known = new Set(codes.flatMap(({ at, end }) => Array.from({ length: end - at + 1 }, (_, n) => at + n)));
  for (const column of computedColumns(sheet, codeRow, rows)) known.add(column);
  for (const column of [...heads.columns.values(), ...Array.from({ length: unitColumn + 1 }, (_, c) => c)])
    known.add(column);
  issues.push(
    ...addedColumnIssues(sheet, rows, known, heads.last),
    ...given.issues(sheet),
    ...missingIssue(sheet, meta.cells.filter((cell) => !found.has(cell)).filter(isFirstOfCode())),
  );
  const measureOf = new Map(meta.cells.map((cell) => [cell.code, cell]));
  const columns = Array.from({ length: grid.columnCount }, (_, c) => c).filter((c) => c !== unitColumn);
  return {
    head: [codeRow, heads.last],
    data: [heads.last + 1, Math.max(...rows.map(({ r }) => r))],
    labelColumn: unitColumn,
    columns: columns.map((c): ColumnAxis => {
      const column = codes.find(({ input }) => input === c);
      const cell = column ? measureOf.get(column.code) : undefined;
      if (!column || !cell) return axis(c, unitColumn);
      return axis(c, unitColumn, {
        role: null,
        label: cell.name,
        figure: 'ytd',
        hasFigureWord: true,
        indicator: { kind: 'found', code: column.code, key: '' },
        measure: column.measure ?? cell.measure,
      });
    }),
    rows,
    ...(isMoved ? { movedRows: new Set(renamed.keys()) } : {}),
    issues,
    explanations,
  };
}

/** Columns of ratios that the form itself computes: a code above, formulas and nothing typed below. */
function computedColumns({ grid }: FormSheet, codeRow: number, rows: readonly { r: number }[]): number[] {
  return grid
    .rowCells(codeRow)
    .filter((cell) => grid.textOf(cell).trim() !== '')
    .map(({ c }) => c)
    .filter((c) => rows.every(({ r }) => !isNumberLike(grid, r, c) || grid.cell(r, c)?.f === true));
}

/** One line per indicator is enough where all units miss it. */
function isFirstOfCode(): (cell: FormCell) => boolean {
  const seen = new Set<string>();
  return ({ code }) => !seen.has(code) && seen.add(code) !== undefined;
}

function findCodeRow(sheet: FormSheet, meta: FormMeta): number | null {
  const codes = new Set(meta.cells.map((cell) => cell.code));
  return mostCommon(
    sheet.grid.sheet.cells.flatMap((cell) =>
      cell.t === 's' && codes.has(plainCell(sheet.grid, cell.r, cell.c)) ? [cell.r] : [],
    ),
  );
}

/** Heads of the rows from the codes down to the last one that has any. */
function headsBelow(sheet: FormSheet, codeRow: number): { columns: Map<string, number>; last: number } {
  const columns = new Map<string, number>();
  let last = codeRow;
  for (let r = codeRow; r <= Math.min(codeRow + 4, sheet.grid.rowCount - 1); r += 1) {
    const here = headsOfRow(sheet.grid, r);
    if (here.size > 0) last = r;
    for (const [head, column] of here) if (!columns.has(head)) columns.set(head, column);
  }
  return { columns, last };
}

function findCodeColumns(
  sheet: FormSheet,
  meta: FormMeta,
  codeRow: number,
  lastHead: number,
  issues: CheckIssue[],
): CodeColumn[] {
  const { grid, named } = sheet;
  const columns: CodeColumn[] = [];
  const codes = new Set(meta.cells.map((cell) => cell.code));
  for (const cell of grid.rowCells(codeRow)) {
    const code = plainCell(grid, codeRow, cell.c);
    if (!codes.has(code)) continue;
    const merge = grid.mergeOf(codeRow, cell.c);
    const end = merge ? merge[3] : cell.c;
    const figure = (head: string): number | null => {
      for (let c = cell.c; c <= end; c += 1)
        for (let r = codeRow; r <= lastHead; r += 1) if (headKey(grid.text(r, c)) === head) return c;
      return null;
    };
    const byHead = end === cell.c ? cell.c : figure(HEADS.input);
    const byName = mostCommon(named.filter(({ of }) => of.code === code).map(({ column }) => column));
    const input = byHead ?? byName;
    if (input === null) continue;
    if (byName !== null && byName !== input) {
      issues.push(
        issueAt(
          sheet,
          'block',
          'form-trace-differs',
          { row: codeRow, column: cell.c },
          `代码“${code}”所在的栏与填报表信息记录的位置（${cellAddress(codeRow, byName)}）不一致，这一栏没有采用。请用下发的填报表重填。`,
        ),
      );
      continue;
    }
    columns.push({
      code,
      at: cell.c,
      end,
      measure: null,
      input,
      lastYear: figure(HEADS.lastYear),
      lastMonth: figure(HEADS.lastMonth),
    });
  }
  return columns;
}

/** The name over a column: another indicator's is refused, another measure is read and told. */
function isNamedRight(
  sheet: FormSheet,
  column: CodeColumn,
  head: readonly [number, number],
  meta: FormMeta,
  words: Vocabulary,
  issues: CheckIssue[],
): boolean {
  const cell = meta.cells.find(({ code }) => code === column.code)!;
  for (let r = head[0]; r <= head[1]; r += 1) {
    const { name, measure } = splitMeasure(sheet.grid.headText(r, column.at));
    const named = words.indicators.find([name]);
    const place = { row: r, column: column.at };
    if (named.kind === 'found' && named.code !== column.code) {
      const what = `的代码是“${column.code}”（${cell.name}），名称却是“${name}”，这一栏没有采用。请改正后重报。`;
      issues.push(issueAt(sheet, 'block', 'form-trace-differs', place, what));
      return false;
    }
    if (measure === null || measure === cell.measure) continue;
    column.measure = measure;
    const what = `“${cell.name}”的计量单位下发时是“${cell.measure}”，现在是“${measure}”，按“${measure}”换算，请核实。`;
    issues.push(issueAt(sheet, 'warn', 'form-measure-changed', place, what));
  }
  return true;
}

/**
 * The unit that a row was sent out for, where only its name now says another one: 序号 and the defined names of its cells still agree.
 * A row that was sorted has its own 序号, one that was typed over has not.
 */
function renamedFrom(
  { grid, named }: FormSheet,
  meta: FormMeta,
  r: number,
  unitColumn: number,
  unit: ReportingUnit,
  unitOf: (id: number) => ReportingUnit | null,
): ReportingUnit | null {
  const id = mostCommon(named.filter((cell) => cell.row === r).map(({ of }) => of.unitId));
  const serial = unitColumn === 0 ? '' : plainCell(grid, r, unitColumn - 1);
  const sent = meta.units[Number(serial) - 1];
  if (id === null || sent === undefined || sent.id !== id) return null;
  const first = unitOf(id);
  return first === null || first.id === unit.id ? null : first;
}

/** A row whose name is no longer that of the unit that it was sent out for. */
interface RenamedRow {
  unit: ReportingUnit;
  sent: ReportingUnit;
}

function renamedRows(
  sheet: FormSheet,
  meta: FormMeta,
  from: number,
  unitColumn: number,
  words: Vocabulary,
  unitOf: (id: number) => ReportingUnit | null,
): Map<number, RenamedRow> {
  const renamed = new Map<number, RenamedRow>();
  for (let r = from; r < sheet.grid.rowCount; r += 1) {
    const match = words.units.exact(sheet.grid.text(r, unitColumn).trim());
    const sent = match.kind === 'found' ? renamedFrom(sheet, meta, r, unitColumn, match.unit, unitOf) : null;
    if (match.kind === 'found' && sent !== null) renamed.set(r, { unit: match.unit, sent });
  }
  return renamed;
}

/** The names have only changed places: rows that were sorted without their 序号 look so, and names that were. */
function haveChangedPlaces(renamed: ReadonlyMap<number, RenamedRow>): boolean {
  const rows = [...renamed.values()];
  const named = new Set(rows.map(({ unit }) => unit.id));
  return rows.length > 0 && named.size === rows.length && rows.every(({ sent }) => named.has(sent.id));
}

/** The written name is believed, as whole rows may have been sorted; names only fill in where it is blank. */
function unitOfRow(
  sheet: FormSheet,
  r: number,
  unitColumn: number,
  label: string,
  words: Vocabulary,
  unitOf: (id: number) => ReportingUnit | null,
  issues: CheckIssue[],
): ReportingUnit | null {
  const byText = words.units.exact(label);
  const id = mostCommon(sheet.named.filter((cell) => cell.row === r).map(({ of }) => of.unitId));
  const byName = id === null ? null : unitOf(id);
  if (byText.kind === 'found') return byText.unit;
  if (byName === null) return null;
  issues.push(
    issueAt(
      sheet,
      label === '' ? 'warn' : 'block',
      'form-unit-differs',
      { row: r, column: unitColumn },
      `这一行的单位名称是“${label || '空白'}”，填报表信息中是“${byName.name}”。请核实是哪个单位的数据并改正名称。`,
    ),
  );
  return byName;
}
