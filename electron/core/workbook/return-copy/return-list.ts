// The list behind every return copy: which issues go back to the district, with what was filled in, what is expected and
// what the district has answered already. Pure; how it is shown is decided by list-sheet.ts, comment-draft.ts, remark-book.ts.

import type { CheckIssue, PlannedCell, PlannedFile } from '../../../../shared/import/plan.js';
import { periodTitle } from '../../../../shared/model/period.js';
import type { RawBook } from '../1-read/raw-book.js';
import { Grid } from '../2-recognise/grid.js';
import { placeOfAddress } from '../../../../shared/model/cell-address.js';
import { explanations } from './recognise-own.js';
import { ANSWER_MARK, explanationOf } from './issue-answers.js';
import { expectedOf } from './rule-words.js';

export interface ReturnEntry {
  sheet: string | null;
  cell: string | null;
  row: number;
  column: number;
  /** Every cell that the issue is about, the named one first; rows and columns from 0. */
  involved: [number, number][];
  indicator: string;
  /** What the cell says, as written. */
  found: string;
  message: string;
  expected: string;
  /** The issue's key, or its rule where an older report has none; the answer finds its issue by it. */
  key: string;
  severity: 'block' | 'warn';
  /** The district's answer; '' where it has not answered. A 需核实 with an answer is not asked again. */
  explanation: string;
  isSettled: boolean;
}

export interface ReturnList {
  /** Of the bureau that sends it back. */
  bureau: string;
  unit: string;
  period: string;
  /** Chinese dates; '' where none was set. */
  returnedOn: string;
  deadline: string;
  note: string;
  entries: ReturnEntry[];
}

const LEVEL_LABEL = { block: '必改', warn: '需核实', settled: '已说明' } as const;

export function levelOf(entry: ReturnEntry): string {
  return entry.isSettled ? LEVEL_LABEL.settled : LEVEL_LABEL[entry.severity];
}

/** 2022-08-15 → 2022年8月15日 */
export function chineseDate(date: string): string {
  const [year, month, day] = date.slice(0, 10).split('-').map(Number);
  return `${String(year)}年${String(month)}月${String(day)}日`;
}

/** The issues of a file that a district has to see. */
export function returnEntries(
  header: Pick<PlannedFile, 'issues'>,
  cells: readonly PlannedCell[],
  book: RawBook | null,
): ReturnEntry[] {
  const answers = book ? explanations(book) : [];
  const planned = new Map(cells.map((cell) => [`${cell.sheet ?? ''}|${cell.cell}`, cell]));
  const grids = new Map<string | null, Grid | undefined>();
  // Only of sheets that an issue names: a grid of a large sheet costs memory.
  const gridOf = (name: string | null): Grid | undefined => {
    const sheet = grids.has(name) ? undefined : book?.sheets.find((one) => one.name === name);
    if (book && sheet) grids.set(name, new Grid(sheet, book.date1904));
    return grids.get(name);
  };
  const entries = header.issues.flatMap((issue): ReturnEntry[] => {
    if (issue.severity === 'hint' || issue.waiver !== undefined) return [];
    const at = issue.cell === null ? null : placeOfAddress(issue.cell);
    const grid = at ? gridOf(issue.sheet) : undefined;
    const cell = planned.get(`${issue.sheet ?? ''}|${issue.cell ?? ''}`);
    const [message = '', ...said] = issue.message.split(ANSWER_MARK);
    const answer = said.join('；') || (explanationOf(issue, answers)?.text ?? '');
    return [
      {
        sheet: issue.sheet,
        cell: at ? issue.cell : null,
        row: at?.row ?? -1,
        column: at?.column ?? -1,
        involved: [issue.cell, ...(issue.cells ?? []).filter((cell) => cell !== issue.cell)].flatMap((cell) => {
          const place = cell === null ? null : placeOfAddress(cell);
          return place ? [[place.row, place.column]] : [];
        }),
        indicator: cell?.indicator ?? (at && grid ? rowLabel(grid, at.row) : ''),
        found: at ? (cell?.text ?? grid?.text(at.row, at.column) ?? '') : '',
        message,
        expected: expectedText(issue),
        key: issue.key ?? issue.rule,
        severity: issue.severity,
        explanation: answer,
        isSettled: issue.severity === 'warn' && answer !== '',
      },
    ];
  });
  const sheetOrder = new Map(book?.sheets.map((sheet, index) => [sheet.name, index]) ?? []);
  const rank = (entry: ReturnEntry): number =>
    (entry.isSettled ? 1e12 : 0) +
    (entry.sheet === null ? -1e9 : (sheetOrder.get(entry.sheet) ?? 999) * 1e9) +
    entry.row * 1000 +
    Math.min(entry.column, 999);
  return entries.sort((a, b) => rank(a) - rank(b));
}

/** The very value where a check knows it, then what the rule asks for. */
function expectedText({ expected, rule }: CheckIssue): string {
  const exact = expected === undefined ? '' : `${/^[不在须]/.test(expected) ? '应' : '应为'}${expected}。`;
  return exact + expectedOf(rule);
}

/** First text of a row that is no number: the name of an indicator or unit in nearly every table. */
function rowLabel(grid: Grid, row: number): string {
  for (const cell of grid.rowCells(row)) {
    const text = grid.text(row, cell.c).trim();
    if (cell.t === 's' && text.length > 1 && !/^[\d.,，、()（）一二三四五六七八九十]+$/.test(text))
      return text.slice(0, 60);
  }
  return '';
}

/** 2022年1—7月, or several joined. */
export function periodsText(periods: readonly string[]): string {
  return periods.map((period) => periodTitle(period, 'ytd')).join('、');
}
