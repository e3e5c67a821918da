// One form for all units: a unit per row, an indicator per column; with few indicators last year's and last month's
// figures stand beside each. For bureaus that circulate a single table.

import { addressOf } from '../../../shared/model/cell-address.js';
import { periodTitle } from '../../../shared/model/period.js';
import { textWidth } from '../../../shared/reports/text-width.js';
import type { SheetCell, SheetSpec } from '../tables/xlsx-writer.js';
import type { FormCell } from './form-meta.js';
import { isComputed, type FormPlan } from './form-plan.js';
import { ratioFormula, rowCheck, type CellRefs } from './self-check.js';
import {
  explanationCell,
  FORM_SHEET,
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
  MARGINS_MM,
  openRows,
  plainText,
  signatureLine,
  titleCell,
} from './sheet-parts.js';
import type { DrawnForm } from './unit-form.js';

/** With more indicators the given figures would make the table too wide to fill in. */
const MAX_WITH_GIVEN = 8;
const CODE_ROW = 2;
const FIRST_COLUMN = 2;
const COLUMNS_PER_PAGE = 22;
const UNIT_WIDTH = 22;
const NAME_WIDTH = 13;

export function unitsForm(plan: FormPlan): DrawnForm {
  const title = `${periodTitle(plan.period, 'ytd')}知识产权工作情况填报表`;
  const hasGiven = plan.indicators.length <= MAX_WITH_GIVEN;
  const firstRow = CODE_ROW + (hasGiven ? 3 : 2);
  const merges: SheetSpec['merges'] = [];
  const heads: SheetCell[][] = hasGiven ? [[], [], []] : [[], []];
  const columnWidths = [6, UNIT_WIDTH];
  const inputColumn = new Map<string, number>();
  const head = (column: number, texts: readonly string[]): void =>
    heads.forEach((row, index) => (row[column] = headCell(texts[Math.min(index, texts.length - 1)]!)));

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
  const checkColumn = column;
  head(checkColumn, [HEADS.check]);
  head(checkColumn + 1, [HEADS.explanation]);
  columnWidths.push(44, 36);
  const width = columnWidths.length;
  merges.push({ row: CODE_ROW, column: 0, rows: 1, columns: 2 });
  if (hasGiven) for (const tall of [0, 1]) merges.push({ row: CODE_ROW + 1, column: tall, rows: 2, columns: 1 });
  for (const tall of [checkColumn, checkColumn + 1])
    merges.push({ row: CODE_ROW, column: tall, rows: heads.length, columns: 1 });

  const rows: (SheetCell | null)[][] = [];
  // Each page has its own title: a text merged over all of them would be cut at the page border.
  const breaks = pageBreaks(width);
  const starts = [0, ...breaks];
  const titles = starts.map((from, index) => ({ from, to: (starts[index + 1] ?? width) - 1, cell: titleCell(title) }));
  rows.push(line(width, 0, titles, merges));
  const period = plainText(`报表期：${periodTitle(plan.period, 'ytd')}`);
  rows.push(line(width, 1, [{ from: 0, to: Math.min(4, width - 1), cell: period }], merges));
  rows.push(...heads);

  const cells: FormCell[] = [];
  plan.units.forEach((unit, index) => {
    const row = firstRow + index;
    const out: SheetCell[] = [lockedCell(String(index + 1), 'center'), lockedCell(unit.name)];
    const isInput = (code: string): boolean => {
      const indicator = plan.byCode.get(code);
      return inputColumn.has(code) && indicator !== undefined && !isComputed(indicator);
    };
    const refs: CellRefs = {
      input: (code) => (isInput(code) ? addressOf(row, inputColumn.get(code)!) : null),
      lastMonth: (code) => {
        const indicator = plan.byCode.get(code);
        const isGiven = hasGiven && indicator && isInput(code) && plan.given('last-month', unit.id, indicator) !== '';
        return isGiven ? addressOf(row, inputColumn.get(code)! - 1) : null;
      },
    };
    for (const indicator of plan.indicators) {
      if (isComputed(indicator)) {
        const denominator =
          refs.input(indicator.denominator!) ?? (plan.constant(indicator.denominator!, unit.id) || null);
        out.push(formulaCell(ratioFormula(indicator, refs.input(indicator.numerator!), denominator), 'right'));
        continue;
      }
      const lastYear = hasGiven ? plan.given('last-year', unit.id, indicator) : '';
      const lastMonth = hasGiven ? plan.given('last-month', unit.id, indicator) : '';
      if (hasGiven) out.push(givenCell(lastYear), givenCell(lastMonth));
      out.push(inputCell());
      cells.push({
        code: indicator.code,
        unitId: unit.id,
        cell: addressOf(row, inputColumn.get(indicator.code)!),
        measure: indicator.measure,
        name: indicator.name,
        lastYear,
        lastMonth,
      });
    }
    const codes = plan.indicators.map((indicator) => indicator.code);
    out.push(formulaCell(rowCheck(codes, refs, plan.byCode), 'left'), explanationCell());
    rows.push(out);
  });
  const lastRow = rows.length - 1;
  const validations = plan.indicators.flatMap((indicator) => {
    if (isComputed(indicator)) return [];
    const at = inputColumn.get(indicator.code)!;
    return [
      inputValidation(indicator, `${addressOf(firstRow, at)}:${addressOf(lastRow, at)}`, addressOf(firstRow, at)),
    ];
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
    sheet: {
      name: FORM_SHEET,
      isProtected: true,
      validations,
      columnWidths,
      rows,
      printedRows,
      rowHeights: rowHeights(hasGiven, plan, firstRow),
      merges,
      freeze: { rows: firstRow, columns: FIRST_COLUMN },
      page: {
        paper: width > 14 ? 'A3' : 'A4',
        orientation: 'landscape',
        marginsMm: MARGINS_MM,
        titleRows: [1, firstRow],
        titleColumns: FIRST_COLUMN,
        breaksBefore: breaks,
      },
      footer: '&C第&P页 共&N页',
    },
  };
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
