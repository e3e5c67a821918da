// Rows of a returned form of one unit. Code column, defined name and printed name each say which indicator a row is; two
// that agree are believed, a contradiction is a finding and the row is not read.

import type { CheckIssue } from '../../../shared/import/plan.js';
import { normaliseMeasure, splitMeasure } from '../../../shared/indicators/normalise.js';
import { placeOfAddress } from '../../../shared/model/cell-address.js';
import { cellAddress } from '../workbook/1-read/raw-book.js';
import type { RowAxis } from '../workbook/2-recognise/row-axes.js';
import type { Vocabulary } from '../workbook/2-recognise/find-table.js';
import { parseText } from '../workbook/3-map/parse-number.js';
import { isFooterText, isNumberLike } from '../workbook/2-recognise/lines.js';
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
import { headKey, headsOfRow, mostCommon, plainCell, sameName, type FormSheet } from './traces.js';

interface Columns {
  headRow: number;
  code: number | null;
  name: number | null;
  measure: number | null;
  lastYear: number | null;
  lastMonth: number | null;
  input: number;
  /** False where the head stands over another column than the names point to: then neither is read. */
  isInputSure: boolean;
  check: number | null;
  explanation: number | null;
  /** All columns that the form itself has. */
  known: ReadonlySet<number>;
}

export function locateUnitForm(sheet: FormSheet, meta: FormMeta, words: Vocabulary): LocatedForm | null {
  const issues: CheckIssue[] = [];
  const columns = findColumns(sheet, meta, issues);
  if (columns === null) return null;
  const { grid } = sheet;
  const byCode = new Map(meta.cells.map((cell) => [cell.code, cell]));
  const rows: RowAxis[] = [];
  const explanations: Explanation[] = [];
  const given = new GivenFigures();
  const found = new Set<string>();
  const computedRows = new Set<number>();
  const labelColumn = columns.name ?? columns.code ?? 0;
  let isBelowNote = false;
  for (let r = columns.headRow + 1; r < grid.rowCount; r += 1) {
    const label = columns.name === null ? '' : grid.text(r, columns.name).trim();
    const first = grid.rowCells(r).find((cell) => grid.textOf(cell).trim() !== '');
    // A note may stand between the rows as well as below them.
    if (first && isFooterText(grid.textOf(first))) {
      isBelowNote = true;
      continue;
    }
    const verdict = indicatorOfRow(sheet, r, columns, byCode, label, words);
    if (verdict === 'contradiction') {
      issues.push(tracesDiffer(sheet, r, columns, byCode, label));
      continue;
    }
    const measureText = columns.measure === null ? '' : grid.text(r, columns.measure);
    if (verdict === null) {
      // A row that the unit added: taken by its name, listed as unknown where the catalogue has none.
      if (isBelowNote || !isNumberLike(grid, r, columns.input)) continue;
      // A ratio of ours, computed beside its parts, is neither a submitted figure nor a check of one.
      if (grid.cell(r, columns.input)?.f === true && columns.code !== null && plainCell(grid, r, columns.code) !== '') {
        computedRows.add(r);
        continue;
      }
      const indicator = label === '' ? ({ kind: 'unknown' } as const) : words.indicators.find([label]);
      rows.push(row(r, labelColumn, label, { indicator, unit: null, measure: normaliseMeasure(measureText) }));
      continue;
    }
    found.add(verdict.code);
    const measure = normaliseMeasure(measureText) ?? verdict.measure;
    if (measure !== verdict.measure) {
      const message = `“${verdict.name}”的计量单位下发时是“${verdict.measure}”，现在是“${measure}”，按“${measure}”换算，请核实。`;
      issues.push(issueAt(sheet, 'warn', 'form-measure-changed', { row: r, column: columns.measure! }, message));
    }
    const indicator = { kind: 'found', code: verdict.code, key: '' } as const;
    rows.push(row(r, labelColumn, label === '' ? verdict.name : label, { indicator, unit: null, measure }));
    given.compare(sheet, r, columns.lastYear, verdict.lastYear, HEADS.lastYear);
    given.compare(sheet, r, columns.lastMonth, verdict.lastMonth, HEADS.lastMonth);
    const text = columns.explanation === null ? '' : grid.text(r, columns.explanation).trim();
    if (grid.cell(r, columns.input) === undefined) issues.push(...numbersBeside(sheet, r, columns, verdict));
    if (text !== '')
      explanations.push({ sheet: sheet.name, cell: cellAddress(r, columns.input), code: verdict.code, text });
  }
  if (rows.length === 0) return null;
  issues.push(
    ...addedColumnIssues(sheet, rows, columns.known, columns.headRow),
    ...given.issues(sheet),
    ...missingIssue(
      sheet,
      meta.cells.filter((cell) => !found.has(cell.code)),
    ),
  );
  const width = Array.from({ length: grid.columnCount }, (_, c) => c).filter((c) => c !== labelColumn);
  return {
    head: [columns.headRow, columns.headRow],
    data: [columns.headRow + 1, Math.max(...rows.map(({ r }) => r))],
    labelColumn,
    columns: width.map((c) =>
      c === columns.input && columns.isInputSure
        ? axis(c, labelColumn, { role: null, label: HEADS.input, figure: 'ytd', hasFigureWord: true })
        : axis(c, labelColumn),
    ),
    rows,
    computedRows,
    issues,
    explanations,
  };
}

/** Code, name and the hidden table say different indicators of one row. */
function tracesDiffer(
  sheet: FormSheet,
  r: number,
  columns: Columns,
  byCode: ReadonlyMap<string, FormCell>,
  label: string,
): CheckIssue {
  const code = columns.code === null ? '' : plainCell(sheet.grid, r, columns.code);
  const named = sheet.named.find((cell) => cell.row === r && cell.column === columns.input)?.of;
  const traces = [
    code === '' ? '' : `代码是“${code}”${nameOfCode(byCode, code)}`,
    `名称是“${label.replace(/^\s*(?:其中[：:])?/u, '')}”`,
    named ? `填报表信息中是“${named.name}”（${named.code}）` : '',
  ].filter((trace) => trace !== '');
  const message = `这一行的${traces.join('，')}，不是同一个指标，没有采用。请改正代码和名称后重报。`;
  return issueAt(sheet, 'block', 'form-trace-differs', { row: r, column: columns.input }, message);
}

/** Numbers typed into 自查 or 情况说明 of a row whose own entry is blank: nobody reads them there. */
function numbersBeside(sheet: FormSheet, r: number, columns: Columns, { name }: FormCell): CheckIssue[] {
  const { grid } = sheet;
  const beside = [
    { head: HEADS.check, column: columns.check },
    { head: HEADS.explanation, column: columns.explanation },
  ];
  return beside.flatMap(({ head, column }): CheckIssue[] => {
    if (column === null || grid.cell(r, column)?.f === true) return [];
    const text = grid.text(r, column).trim();
    if (parseText(text).kind !== 'number') return [];
    const what = `“${head}”填的是“${text}”，而“${name}”的“${HEADS.input}”是空白，没有读取。请核实是否填错了栏。`;
    return [issueAt(sheet, 'warn', 'form-number-beside', { row: r, column }, what)];
  });
}

function findColumns(sheet: FormSheet, meta: FormMeta, issues: CheckIssue[]): Columns | null {
  const { grid, named } = sheet;
  let headRow = -1;
  let heads = new Map<string, number>();
  for (let r = 0; r < Math.min(grid.rowCount, 60); r += 1) {
    const here = headsOfRow(grid, r);
    if (here.size > heads.size) [headRow, heads] = [r, here];
  }
  if (heads.size < 2) {
    // The heads are gone: what stands above the first code.
    const rows = named.map((cell) => cell.row);
    headRow = rows.length > 0 ? Math.min(...rows) - 1 : -1;
    heads = new Map();
  }
  const codes = new Set(meta.cells.map((cell) => cell.code));
  const codeColumn = mostCommon(
    grid.sheet.cells.flatMap((cell) =>
      cell.r > headRow && codes.has(plainCell(grid, cell.r, cell.c)) ? [cell.c] : [],
    ),
  );
  const byName = mostCommon(named.map((cell) => cell.column));
  const byHead = heads.get(HEADS.input) ?? null;
  const original = placeOfAddress(meta.cells[0]?.cell ?? '');
  const input = byName ?? byHead ?? (codeColumn !== null && original ? codeColumn + original.column : null);
  if (input === null || (codeColumn === null && named.length === 0)) return null;
  const isInputSure = byName === null || byHead === null || byName === byHead;
  if (!isInputSure) {
    issues.push(
      issueAt(
        sheet,
        'block',
        'form-trace-differs',
        { row: Math.max(0, headRow), column: byHead },
        `“${HEADS.input}”栏与填报表信息记录的位置（${cellAddress(Math.max(0, headRow), byName)}）不一致，可能移动过栏目，两栏都没有读取。请用下发的填报表重填。`,
      ),
    );
  }
  const head = (text: string): number | null => heads.get(text) ?? null;
  const name = head(HEADS.name) ?? (codeColumn === null ? null : codeColumn + 1);
  return {
    known: new Set([...heads.values(), input, ...[codeColumn, name].filter((c) => c !== null)]),
    headRow,
    code: codeColumn,
    name,
    measure: head(HEADS.measure),
    lastYear: head(HEADS.lastYear),
    lastMonth: head(HEADS.lastMonth),
    input,
    isInputSure,
    check: head(HEADS.check),
    explanation: head(HEADS.explanation),
  };
}

function nameOfCode(byCode: ReadonlyMap<string, FormCell>, code: string): string {
  const cell = byCode.get(code);
  return cell === undefined ? '' : `（${cell.name}）`;
}

/**
 * The indicator of a row by three traces; null where the row is none of the form's. Two that agree are believed, unless the name
 * that a person sees there is another indicator's: names and figures may have been sorted without the code beside them.
 */
function indicatorOfRow(
  sheet: FormSheet,
  r: number,
  columns: Columns,
  byCode: ReadonlyMap<string, FormCell>,
  label: string,
  words: Vocabulary,
): FormCell | 'contradiction' | null {
  const byText = columns.code === null ? undefined : byCode.get(plainCell(sheet.grid, r, columns.code));
  const byName = sheet.named.find((cell) => cell.row === r && cell.column === columns.input)?.of;
  const byLabel = headKey(label) === '' ? undefined : [...byCode.values()].find((cell) => sameName(cell.name, label));
  const votes = [byText, byName, byLabel].filter((cell) => cell !== undefined);
  if (votes.length === 0) return null;
  const agreed = votes.find((cell) => votes.filter((other) => other.code === cell.code).length >= 2);
  const verdict = agreed ?? (votes.length === 1 ? votes[0]! : 'contradiction');
  if (verdict === 'contradiction' || byLabel?.code === verdict.code || label === '') return verdict;
  if (byLabel) return 'contradiction';
  const shown = words.indicators.find([splitMeasure(label).name]);
  return shown.kind === 'found' && shown.code !== verdict.code ? 'contradiction' : verdict;
}
