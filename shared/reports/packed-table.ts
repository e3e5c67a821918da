// A printed table as it travels to the page: what the cells of a column have in common is said once. Ten thousand cells in full
// are 2 MB, which cost more to send and to read than to compute; packed they are a twentieth. Unpacked it is the same table.

import { z } from 'zod';

import { basisSchema, periodSchema } from '../model/period-schema.js';
import { FIGURES, printCellSchema, printRowSchema, printTableSchema, type FactRef } from './print-table.js';
import type { PrintCell, PrintRow, PrintTable } from './print-table.js';

/** All of a usual cell but its text and whose number it is. */
const shapeSchema = z.object({
  align: printCellSchema.shape.align,
  kind: printCellSchema.shape.kind,
  rowSpan: z.number().int(),
  colSpan: z.number().int(),
  /** Absent: the cell is no number. Its number is its text without a sign of +. */
  decimals: z.number().int().optional(),
  plus: z.boolean().optional(),
  /** Absent: it leads to no fact. Whose fact stands in the row. */
  ref: z
    .object({ code: z.string(), period: periodSchema, basis: basisSchema, figure: z.enum(FIGURES) })
    .extend({ report: periodSchema.optional() })
    .optional(),
});
type Shape = z.infer<typeof shapeSchema>;

const packedRowSchema = z.object({
  kind: printRowSchema.shape.kind,
  /** Whose numbers its cells lead to. */
  unitId: z.number().int().nullable(),
  unitIds: z.array(z.number().int()).optional(),
  /** Of each cell its shape; -1: an unusual cell, which stands in full in `others`. */
  shapes: z.array(z.number().int()),
  texts: z.array(z.string()),
  others: z.array(printCellSchema),
});
type PackedRow = z.infer<typeof packedRowSchema>;

export const packedTableSchema = printTableSchema
  .omit({ bodyRows: true })
  .extend({ shapes: z.array(shapeSchema), rows: z.array(packedRowSchema) });
export type PackedTable = z.infer<typeof packedTableSchema>;

/** For the way to the page. */
export function packTable({ bodyRows, ...rest }: PrintTable): PackedTable {
  const shapes = new ShapeList();
  return { ...rest, rows: bodyRows.map((row) => packRow(row, shapes)), shapes: shapes.all };
}

/** The table that was packed. */
export function unpackTable({ rows, shapes, ...rest }: PackedTable): PrintTable {
  return { ...rest, bodyRows: rows.map((row) => unpackRow(row, shapes)) };
}

/** The different shapes of a table, in the order of their first cell. */
class ShapeList {
  readonly all: Shape[] = [];
  readonly #byKey = new Map<string, number>();
  /** Of each column the last cell: the next one nearly always looks the same, and is compared sooner than named. */
  readonly #last: { cell: PrintCell; number: number }[] = [];

  numberOf(cell: PrintCell, column: number): number {
    const last = this.#last[column];
    if (last && isSameShape(cell, last.cell)) return last.number;
    const key = JSON.stringify(shapeOf(cell));
    let number = this.#byKey.get(key);
    if (number === undefined) {
      number = this.all.push(shapeOf(cell)) - 1;
      this.#byKey.set(key, number);
    }
    this.#last[column] = { cell, number };
    return number;
  }
}

function isSameShape(a: PrintCell, b: PrintCell): boolean {
  return (
    a.align === b.align &&
    a.kind === b.kind &&
    a.rowSpan === b.rowSpan &&
    a.colSpan === b.colSpan &&
    a.decimals === b.decimals &&
    a.plus === b.plus &&
    a.ref?.code === b.ref?.code &&
    a.ref?.period === b.ref?.period &&
    a.ref?.basis === b.ref?.basis &&
    a.ref?.figure === b.ref?.figure &&
    a.ref?.report === b.ref?.report
  );
}

function shapeOf({ align, kind, rowSpan, colSpan, decimals, plus, ref }: PrintCell): Shape {
  const shape: Shape = { align, kind, rowSpan, colSpan };
  if (decimals !== undefined) shape.decimals = decimals;
  if (plus !== undefined) shape.plus = plus;
  if (ref === undefined) return shape;
  const { code, period, basis, figure, report } = ref;
  return { ...shape, ref: { code, period, basis, figure, ...(report === undefined ? {} : { report }) } };
}

function packRow({ kind, cells }: PrintRow, shapes: ShapeList): PackedRow {
  const whose = cells.find((cell) => cell.ref)?.ref;
  const row: PackedRow = { kind, unitId: whose?.unitId ?? null, shapes: [], texts: [], others: [] };
  if (whose?.unitIds) row.unitIds = whose.unitIds;
  for (const [column, cell] of cells.entries()) {
    if (isUsual(cell, whose)) {
      row.texts.push(cell.text);
      row.shapes.push(shapes.numberOf(cell, column));
    } else {
      row.others.push(cell);
      row.shapes.push(-1);
    }
  }
  return row;
}

/** Not so: rows of a ledger behind it, an adjusted or a short text, a number that prints otherwise, a fact of somebody else. */
function isUsual(cell: PrintCell, whose: FactRef | undefined): boolean {
  const { text, number, decimals, plus, ref, rows, unadjusted, short } = cell;
  if (rows !== undefined || unadjusted !== undefined || short !== undefined) return false;
  if ((number === undefined) !== (decimals === undefined) || (plus !== undefined && number === undefined)) return false;
  if (number !== undefined && text !== (plus ? `+${number}` : number)) return false;
  return ref === undefined || ref === whose || (ref.unitId === whose?.unitId && isSameList(ref.unitIds, whose.unitIds));
}

function isSameList(a: readonly number[] | undefined, b: readonly number[] | undefined): boolean {
  return a === b || (a !== undefined && b !== undefined && a.join() === b.join());
}

function numberIn(text: string, plus: boolean | undefined): string {
  return plus ? text.slice(1) : text;
}

function unpackRow(row: PackedRow, shapes: readonly Shape[]): PrintRow {
  let usual = 0;
  let unusual = 0;
  const cells = row.shapes.map((number): PrintCell => {
    const shape = shapes[number];
    return shape ? unpackCell(row.texts[usual++]!, shape, row) : row.others[unusual++]!;
  });
  return { kind: row.kind, cells };
}

function unpackCell(
  text: string,
  { align, kind, rowSpan, colSpan, decimals, plus, ref }: Shape,
  row: PackedRow,
): PrintCell {
  const cell: PrintCell = { text, align, kind, rowSpan, colSpan };
  if (decimals !== undefined) {
    cell.number = numberIn(text, plus);
    cell.decimals = decimals;
  }
  if (plus !== undefined) cell.plus = plus;
  if (ref !== undefined) {
    const whose: FactRef = { unitId: row.unitId, ...ref };
    if (row.unitIds) whose.unitIds = [...row.unitIds];
    cell.ref = whose;
  }
  return cell;
}
