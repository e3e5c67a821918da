// One form for all units: a unit per row, an indicator per column; with few indicators last year's and last month's
// figures stand beside each. For bureaus that circulate a single table.

import { addressOf } from '../../../shared/model/cell-address.js';
import { periodTitle } from '../../../shared/model/period.js';
import type { ReportingUnit } from '../../../shared/model/unit.js';
import { textWidth } from '../../../shared/reports/text-width.js';
import type { SheetCell, SheetSpec } from '../tables/xlsx-writer.js';
import { entryRefs, formCell, formSheet, ratioCell, type DrawnForm } from './drawn-form.js';
import type { FormCell } from './form-meta.js';
import { isComputed, type FormPlan } from './form-plan.js';
import { rowCheck } from './self-check.js';
import {
  explanationCell,
  formulaCell,
  givenCell,
  HEADS,
  headCell,
  inputCell,
  inputValidation,
  line,
  LINE_HEIGHT,
  linesOf,
  lockedCell,
  openRows,
  plainText,
  signatureLine,
  titleCell,
} from './sheet-parts.js';

/** With more indicators the given figures would make the table too wide to fill in. */
const MAX_WITH_GIVEN = 8;
const CODE_ROW = 2;
const FIRST_COLUMN = 2;
const COLUMNS_PER_PAGE = 22;
const UNIT_WIDTH = 22;
const NAME_WIDTH = 13;

export function unitsForm(plan: FormPlan): DrawnForm {
  const title = `${periodTitle(plan.period, 'ytd')}知识产权工作情况填报表`;
  const merges: SheetSpec['merges'] = [];
  const head = headsOf(plan, merges);
  const { hasGiven, inputColumn, columnWidths } = head;
  const firstRow = CODE_ROW + head.rows.length;
  const width = columnWidths.length;
  // Each page has its own title: a text merged over all of them would be cut at the page border.
  const breaks = pageBreaks(width);
  const starts = [0, ...breaks];
  const titles = starts.map((from, index) => ({ from, to: (starts[index + 1] ?? width) - 1, cell: titleCell(title) }));
  const period = plainText(`报表期：${periodTitle(plan.period, 'ytd')}`);
  const rows: (SheetCell | null)[][] = [
    line(width, 0, titles, merges),
    line(width, 1, [{ from: 0, to: Math.min(4, width - 1), cell: period }], merges),
    ...head.rows,
  ];
  const cells: FormCell[] = [];
  for (const [index, unit] of plan.units.entries()) {
    const own = unitRow(plan, unit, head, { index, row: firstRow + index });
    rows.push(own.row);
    cells.push(...own.cells);
  }
  const lastRow = rows.length - 1;
  const validations = plan.indicators.flatMap((indicator) => {
    if (isComputed(indicator)) return [];
    const at = inputColumn.get(indicator.code)!;
    const first = addressOf(firstRow, at);
    return [inputValidation(indicator, `${first}:${addressOf(lastRow, at)}`, first)];
  });
  const quarter = Math.max(1, Math.floor((breaks[0] ?? width) / 4));
  rows.push(
    signatureLine(
      [0, Math.max(2, quarter), Math.max(3, quarter * 2), Math.max(4, quarter * 3)],
      width,
      rows.length,
      merges,
    ),
  );
  const printedRows = rows.length;
  rows.push(...openRows(6, width));
  return {
    title,
    cells,
    sheet: formSheet({
      validations,
      columnWidths,
      rows,
      printedRows,
      rowHeights: rowHeights(hasGiven, plan, firstRow),
      merges,
      freeze: { rows: firstRow, columns: FIRST_COLUMN },
      page: {
        paper: width > 14 ? 'A3' : 'A4',
        titleRows: [1, firstRow],
        titleColumns: FIRST_COLUMN,
        breaksBefore: breaks,
      },
    }),
  };
}

interface Heads {
  /** Last year's and last month's figures stand beside each entry. */
  hasGiven: boolean;
  rows: SheetCell[][];
  columnWidths: number[];
  inputColumn: ReadonlyMap<string, number>;
}

function headsOf(plan: FormPlan, merges: SheetSpec['merges']): Heads {
  const hasGiven = plan.indicators.length <= MAX_WITH_GIVEN;
  const rows: SheetCell[][] = hasGiven ? [[], [], []] : [[], []];
  const columnWidths = [6, UNIT_WIDTH];
  const inputColumn = new Map<string, number>();
  const head = (column: number, texts: readonly string[]): void =>
    rows.forEach((row, index) => (row[column] = headCell(texts[Math.min(index, texts.length - 1)]!)));

  head(0, [HEADS.code, '序号']);
  head(1, [HEADS.code, HEADS.unit]);
  let column = FIRST_COLUMN;
  for (const indicator of plan.indicators) {
    const name = `${indicator.name}\n（${indicator.measure}）`;
    const figures = hasGiven && !isComputed(indicator) ? [HEADS.lastYear, HEADS.lastMonth, HEADS.input] : [HEADS.input];
    figures.forEach((figure, index) => {
      head(column + index, [indicator.code, name, figure]);
      columnWidths.push(
        hasGiven ? Math.max(11, Math.ceil(textWidth(indicator.name) / figures.length) + 2) : NAME_WIDTH,
      );
    });
    if (figures.length > 1)
      for (const row of [CODE_ROW, CODE_ROW + 1]) merges.push({ row, column, rows: 1, columns: figures.length });
    inputColumn.set(indicator.code, column + figures.length - 1);
    column += figures.length;
  }
  head(column, [HEADS.check]);
  head(column + 1, [HEADS.explanation]);
  columnWidths.push(44, 36);
  merges.push({ row: CODE_ROW, column: 0, rows: 1, columns: 2 });
  if (hasGiven) for (const tall of [0, 1]) merges.push({ row: CODE_ROW + 1, column: tall, rows: 2, columns: 1 });
  for (const tall of [column, column + 1]) merges.push({ row: CODE_ROW, column: tall, rows: rows.length, columns: 1 });
  return { hasGiven, rows, columnWidths, inputColumn };
}

function unitRow(
  plan: FormPlan,
  unit: ReportingUnit,
  { hasGiven, inputColumn }: Heads,
  { index, row }: { index: number; row: number },
): { row: SheetCell[]; cells: FormCell[] } {
  const at = (code: string): number | undefined => inputColumn.get(code);
  const refs = entryRefs(plan, unit, {
    input: (code) => (at(code) === undefined ? null : addressOf(row, at(code)!)),
    lastMonth: (code) => (hasGiven ? addressOf(row, at(code)! - 1) : null),
  });
  const out: SheetCell[] = [lockedCell(String(index + 1), 'center'), lockedCell(unit.name)];
  const cells: FormCell[] = [];
  for (const indicator of plan.indicators) {
    if (isComputed(indicator)) {
      out.push(ratioCell(plan, unit, indicator, refs));
      continue;
    }
    const given = {
      lastYear: hasGiven ? plan.given('last-year', unit.id, indicator) : '',
      lastMonth: hasGiven ? plan.given('last-month', unit.id, indicator) : '',
    };
    if (hasGiven) out.push(givenCell(given.lastYear), givenCell(given.lastMonth));
    out.push(inputCell());
    cells.push(formCell(indicator, unit, addressOf(row, at(indicator.code)!), given));
  }
  const codes = plan.indicators.map((indicator) => indicator.code);
  out.push(formulaCell(rowCheck(codes, refs, plan.byCode), 'left'), explanationCell());
  return { row: out, cells };
}

function rowHeights(hasGiven: boolean, plan: FormPlan, firstRow: number): Map<number, number> {
  // Without given figures the names stand in narrow columns, one below the other, the measure below them.
  const lines = Math.max(...plan.indicators.map(({ name }) => linesOf(name, NAME_WIDTH) + 1));
  const heights = new Map([
    [0, 32],
    [1, 22],
    [CODE_ROW, 18],
    [CODE_ROW + 1, hasGiven ? 34 : Math.max(62, lines * LINE_HEIGHT)],
  ]);
  plan.units.forEach(({ name }, index) =>
    heights.set(firstRow + index, Math.max(44, linesOf(name, UNIT_WIDTH) * LINE_HEIGHT)),
  );
  heights.set(firstRow + plan.units.length, 26);
  return heights;
}

/** Columns before which a page begins; the last two stay with some of the indicators. */
function pageBreaks(width: number): number[] {
  const pages = Math.ceil((width - FIRST_COLUMN) / COLUMNS_PER_PAGE);
  const perPage = Math.ceil((width - FIRST_COLUMN) / pages);
  return Array.from({ length: pages - 1 }, (_, index) => FIRST_COLUMN + perPage * (index + 1));
}
