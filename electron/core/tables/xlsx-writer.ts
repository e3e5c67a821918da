// The file that knows hucre: our small description of a sheet → bytes of an .xlsx. Numbers are numbers, everything else
// is a string; a formula is only ever one of our own, never made of data (reliability.md 47).

import { writeXlsx } from 'hucre/xlsx';
import type { Cell, DataValidation, SheetChart, WriteSheet } from 'hucre/xlsx';

import { fillSheets, ManyCells } from './many-cells.js';
import { sheetName } from './sheet-name.js';
import { columnLetters } from '../../../shared/model/cell-address.js';
import type { SheetCell, Side } from './sheet-cell.js';
import { textContent, textOfCell } from './text-cell.js';
import { cleanText } from '../workbook/return-copy/xml-edit.js';

export type { SheetCell };

/** What a cell to be filled in accepts; another entry is refused with `message`. */
export interface SheetValidation {
  /** A1 range. */
  range: string;
  rule: { kind: 'whole' } | { kind: 'formula'; formula: string } | { kind: 'list'; options: readonly string[] };
  title: string;
  message: string;
}

export interface SheetSpec {
  name: string;
  state?: 'veryHidden';
  /** Without a password; cells that are not `isOpen` are locked. Widths, heights and inserted rows and columns stay free. */
  isProtected?: boolean;
  validations?: readonly SheetValidation[];
  /** Rows that are printed; all where absent. */
  printedRows?: number;
  /** In characters. */
  columnWidths: number[];
  /** Null: nothing in that cell. */
  rows: (SheetCell | null)[][];
  /** In points, by row index. */
  rowHeights: Map<number, number>;
  merges: { row: number; column: number; rows: number; columns: number }[];
  freeze: { rows: number; columns: number };
  page: {
    paper: 'A4' | 'A3';
    orientation: 'portrait' | 'landscape';
    marginsMm: { top: number; right: number; bottom: number; left: number };
    /** Rows and columns repeated on each page, 1-based inclusive; null: none. */
    titleRows: [number, number] | null;
    titleColumns: number;
    /** Columns (0-based) before which a new page starts. The sheet is fitted to that many pages and one more. */
    breaksBefore: number[];
  };
  footer: string;
  /** Of even pages where it differs. */
  evenFooter?: string;
  charts?: readonly SheetChartSpec[];
}

/** A sheet that another room has drawn: those of ledgers, which are made for entry and not for paper. */
export interface DrawnSheet {
  drawn: WriteSheet;
}

/** A chart of Excel's own over cells of the same sheet; rows and columns are 0-based and inclusive. */
export interface SheetChartSpec {
  type: 'column' | 'bar' | 'line' | 'pie' | 'scatter';
  title: string;
  description: string; //   for screen readers
  categories: CellRange;
  series: readonly {
    name: string;
    values: CellRange;
    colour: string;
    isDashed?: boolean;
    /** scatter: where its points stand, instead of the common `categories`. */
    x?: CellRange;
    /** Its name stands at its points. */
    isNamed?: boolean;
  }[];
  /** Names of the axes, where they are not plain. */
  axes?: { x: string; y: string };
  from: { row: number; column: number };
  to: { row: number; column: number };
}

export interface CellRange {
  firstRow: number;
  lastRow: number;
  column: number;
}

function sideOf(side: Side) {
  return side === 'none' ? undefined : { style: side, color: { rgb: '000000' } };
}

/** What may be done; hucre turns it into the file's own sense, where 1 forbids. */
const PROTECTION = {
  sheet: true,
  selectLockedCells: true,
  selectUnlockedCells: true,
  formatCells: true,
  formatColumns: true,
  formatRows: true,
  insertColumns: true,
  insertRows: true,
};

/** General where something is typed or computed: a number format would show 12.5 as 13. */
function formatOf(cell: SheetCell): string {
  if (cell.number) {
    const plain = numberFormat(cell.number.decimals);
    return cell.number.plus ? `+${plain};-${plain};${plain}` : plain;
  }
  return cell.blank === 'number' || cell.formula !== undefined ? 'General' : '@';
}

function contentOf(cell: SheetCell): Partial<Cell> {
  if (cell.blank !== undefined) return { value: null, type: 'empty' };
  if (cell.formula !== undefined)
    return {
      type: 'formula',
      formula: cell.formula,
      formulaResult: cell.number ? Number(cell.number.plain) : textOfCell(cell.text),
    };
  // The only place where a figure becomes a binary number: the file format knows no other.
  if (cell.number) return { value: Number(cell.number.plain), type: 'number' };
  return textContent(cell.text);
}

function numberFormat(decimals: number): string {
  return decimals === 0 ? '0' : `0.${'0'.repeat(decimals)}`;
}

/** What a workbook carries beside its sheets. */
export interface WorkbookExtras {
  names?: readonly { name: string; sheet: string; row: number; column: number }[];
  /** Custom document properties. */
  properties?: Readonly<Record<string, string>>;
}

function validationOf(validation: SheetValidation): DataValidation {
  const { rule } = validation;
  return {
    range: validation.range,
    allowBlank: true,
    showErrorMessage: true,
    errorTitle: validation.title,
    errorMessage: validation.message,
    ...(rule.kind === 'whole'
      ? { type: 'whole' as const, operator: 'greaterThanOrEqual' as const, formula1: '0' }
      : rule.kind === 'formula'
        ? { type: 'custom' as const, formula1: rule.formula }
        : { type: 'list' as const, values: [...rule.options] }),
  };
}

function rangeText({ firstRow, lastRow, column }: CellRange, sheet: string): string {
  const letters = columnLetters(column);
  return `'${sheetName(sheet).replaceAll("'", "''")}'!$${letters}$${firstRow + 1}:$${letters}$${lastRow + 1}`;
}

function chartOf(chart: SheetChartSpec, sheet: string): SheetChart {
  const isPie = chart.type === 'pie';
  return {
    type: chart.type,
    title: cleanText(chart.title),
    altText: cleanText(chart.description),
    titleFontSize: 14,
    legend: isPie || (chart.series.length > 1 && !chart.series.some(({ isNamed }) => isNamed)) ? 'bottom' : false,
    ...(chart.type === 'scatter' ? { scatterStyle: 'lineMarker' as const } : {}),
    ...(chart.axes ? { axes: { x: { title: cleanText(chart.axes.x) }, y: { title: cleanText(chart.axes.y) } } } : {}),
    dispBlanksAs: 'gap', // a month without a value is a gap, never a zero
    series: chart.series.map(({ name, values, colour, isDashed, x, isNamed }) => ({
      name: cleanText(name),
      values: rangeText(values, sheet),
      categories: rangeText(x ?? chart.categories, sheet),
      ...(isNamed ? { dataLabels: { showSeriesName: true, position: 'r' as const } } : {}),
      ...(chart.type === 'scatter'
        ? isDashed
          ? { stroke: { width: 1.5, dash: 'dash' as const }, marker: { symbol: 'none' as const } }
          : { marker: { symbol: 'circle' as const, size: 8, fill: colour, line: colour } }
        : {}),
      ...(isPie ? { dataLabels: { showPercent: true, showCategoryName: true } } : { color: colour }),
      ...(chart.type === 'line'
        ? {
            stroke: { width: 2, dash: isDashed ? ('dash' as const) : ('solid' as const) },
            marker: { symbol: 'circle' as const, size: 5 },
          }
        : {}),
    })),
    anchor: {
      from: { row: chart.from.row, col: chart.from.column },
      to: { row: chart.to.row, col: chart.to.column },
    },
  };
}

export async function writeWorkbook(
  sheets: readonly (SheetSpec | DrawnSheet)[],
  title: string,
  extras: WorkbookExtras = {},
): Promise<Uint8Array> {
  const many = new Map<number, ManyCells>();
  for (const [index, sheet] of sheets.entries()) {
    const cells = 'drawn' in sheet ? null : ManyCells.of(sheet.rows, formatOf);
    if (cells !== null) many.set(index, cells);
  }
  const book = await writeXlsx({
    properties: { title: cleanText(title), ...(extras.properties ? { custom: { ...extras.properties } } : {}) },
    ...(extras.names
      ? {
          namedRanges: extras.names.map(({ name, sheet, row, column }) => ({
            name,
            range: `'${sheetName(sheet).replaceAll("'", "''")}'!$${columnLetters(column)}$${row + 1}`,
          })),
        }
      : {}),
    // Only the unit of column widths: a font whose digits are equally wide on every machine. Cells name their own fonts.
    defaultFont: { name: 'Times New Roman', size: 11 },
    sheets: sheets.map((sheet, sheetIndex) => {
      if ('drawn' in sheet) return sheet.drawn;
      const { page } = sheet;
      const cellsOfSheet = many.get(sheetIndex);
      const lastCell = `$${columnLetters(sheet.columnWidths.length - 1)}$${sheet.printedRows ?? sheet.rows.length}`;
      const inches = (millimetres: number): number => Math.round((millimetres / 25.4) * 100) / 100;
      return {
        name: sheetName(sheet.name),
        ...(sheet.state === 'veryHidden' ? { veryHidden: true } : {}),
        ...(sheet.isProtected ? { protection: PROTECTION } : {}),
        ...(sheet.validations ? { dataValidations: sheet.validations.map(validationOf) } : {}),
        columns: sheet.columnWidths.map((width) => ({ width })),
        cells: new Map(
          sheet.rows.flatMap((row, rowIndex) =>
            row.flatMap((cell, column) => {
              if (cell === null) return [];
              if (cellsOfSheet && !cellsOfSheet.isModel(cell, rowIndex, column)) return [];
              const border = cell.border && {
                top: sideOf(cell.border.top),
                right: sideOf(cell.border.right),
                bottom: sideOf(cell.border.bottom),
                left: sideOf(cell.border.left),
              };
              const style = {
                font: {
                  name: cell.font.name,
                  size: cell.font.size,
                  bold: cell.font.bold ?? false,
                  ...(cell.font.colour === undefined ? {} : { color: { rgb: cell.font.colour } }),
                },
                ...(cell.fill === undefined
                  ? {}
                  : { fill: { type: 'pattern' as const, pattern: 'solid' as const, fgColor: { rgb: cell.fill } } }),
                ...(cell.isOpen ? { protection: { locked: false } } : {}),
                alignment: {
                  horizontal: cell.align,
                  vertical: cell.vertical ?? 'center',
                  wrapText: cell.wrap ?? false,
                },
                ...(border ? { border } : {}),
                numFmt: formatOf(cell),
              };
              return [[`${rowIndex},${column}`, { ...contentOf(cell), style }] as const];
            }),
          ),
        ),
        rows: sheet.rows.map((row) =>
          row.map((cell) => (cell === null || cellsOfSheet ? null : (contentOf(cell).value ?? null))),
        ),
        rowDefs: new Map([...sheet.rowHeights].map(([row, height]) => [row, { height }])),
        merges: sheet.merges
          .filter((merge) => merge.rows > 1 || merge.columns > 1)
          .map((merge) => ({
            startRow: merge.row,
            startCol: merge.column,
            endRow: merge.row + merge.rows - 1,
            endCol: merge.column + merge.columns - 1,
          })),
        freezePane: sheet.freeze,
        ...(page.breaksBefore.length > 0 ? { colBreaks: page.breaksBefore.map((column) => column - 1) } : {}),
        pageSetup: {
          paperSize: page.paper === 'A3' ? ('a3' as const) : ('a4' as const),
          orientation: page.orientation,
          fitToPage: true,
          fitToWidth: page.breaksBefore.length + 1,
          fitToHeight: 0,
          margins: {
            top: inches(page.marginsMm.top),
            right: inches(page.marginsMm.right),
            bottom: inches(page.marginsMm.bottom),
            left: inches(page.marginsMm.left),
            header: 0.3,
            footer: 0.3,
          },
          printArea: `$A$1:${lastCell}`,
          ...(page.titleRows ? { printTitlesRow: `$${page.titleRows[0]}:$${page.titleRows[1]}` } : {}),
          ...(page.titleColumns > 0 ? { printTitlesColumn: `$A:$${columnLetters(page.titleColumns - 1)}` } : {}),
          horizontalCentered: true,
        },
        headerFooter:
          sheet.evenFooter === undefined
            ? { oddFooter: sheet.footer }
            : { oddFooter: sheet.footer, evenFooter: sheet.evenFooter, differentOddEven: true },
        ...(sheet.charts ? { charts: sheet.charts.map((chart) => chartOf(chart, sheet.name)) } : {}),
      };
    }),
  });
  return fillSheets(book, many);
}
