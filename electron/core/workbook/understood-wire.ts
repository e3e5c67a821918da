// An understood file on its way from the parse process: everything but cells as JSON in short pieces, cells as rows of integers
// over one table of texts. Units and indicators go as ids: both sides were given the same words.
// Not here: the processes (1-read/parser-client.ts, 1-read/parse-process.ts).

import { CELL_ROLES } from '../../../shared/import/plan.js';
import { VALUE_STATES } from '../../../shared/model/observation.js';
import { BASES } from '../../../shared/model/period.js';
import { cellAddress } from './1-read/raw-book.js';
import { damaged } from './1-read/refuse.js';
import type { PackedFile } from './1-read/wire.js';
import { COLUMN_FIGURES } from './2-recognise/figure-words.js';
import type { GivenWords } from './3-map/given-words.js';
import type { ReadCell } from './3-map/read-values.js';
import type { UnderstoodFile } from './understand-file.js';

/** Columns of a cell's row; texts are places in the table of texts, 0 is null. */
const enum Column {
  sheetIndex,
  row,
  column,
  sheet,
  text,
  label,
  head,
  role,
  figure,
  code,
  unit,
  flags,
  place,
  period,
  basis,
  measure,
  undecided,
  state,
  decimal,
  sourceMeasure,
  rejected,
  width,
}
const WIDTH = Column.width;
const [TOTAL, DUPLICATE, HAS_VALUE] = [1, 2, 4] as const;
/** Cells per block: a relay never handles more than some 400 kB at once. */
const BLOCK_CELLS = 4096;

interface Head {
  about: Omit<UnderstoodFile, 'cells' | 'duplicates'>;
  texts: string[];
  cells: number;
}

export function packUnderstood(file: UnderstoodFile): PackedFile {
  const texts: string[] = [];
  const places = new Map<string, number>();
  const place = (text: string | null): number => {
    if (text === null) return 0;
    let known = places.get(text);
    if (known === undefined) {
      known = texts.push(text);
      places.set(text, known);
    }
    return known;
  };
  const { cells, duplicates, ...about } = file;
  const blocks: PackedFile['blocks'] = [];
  for (let from = 0; from < cells.length; from += BLOCK_CELLS) {
    const count = Math.min(BLOCK_CELLS, cells.length - from);
    const rows = new Uint32Array(count * WIDTH);
    const values = new Float64Array(count);
    for (let n = 0; n < count; n += 1) {
      const cell = cells[from + n]!;
      const at = n * WIDTH;
      rows[at + Column.sheetIndex] = cell.sheetIndex;
      rows[at + Column.row] = cell.r;
      rows[at + Column.column] = cell.c;
      rows[at + Column.sheet] = place(cell.sheet);
      rows[at + Column.text] = place(cell.text);
      rows[at + Column.label] = place(cell.label);
      rows[at + Column.head] = place(cell.head);
      rows[at + Column.role] = CELL_ROLES.indexOf(cell.role);
      rows[at + Column.figure] = COLUMN_FIGURES.indexOf(cell.figure);
      rows[at + Column.code] = place(cell.indicator?.code ?? null);
      rows[at + Column.unit] = cell.unit === null ? 0 : cell.unit.id + 1;
      rows[at + Column.flags] =
        (cell.isTotal ? TOTAL : 0) | (duplicates.has(cell) ? DUPLICATE : 0) | (cell.value === null ? 0 : HAS_VALUE);
      rows[at + Column.place] = place(cell.place);
      rows[at + Column.period] = place(cell.period);
      rows[at + Column.basis] = cell.basis === null ? 0 : BASES.indexOf(cell.basis) + 1;
      rows[at + Column.measure] = place(cell.measure);
      rows[at + Column.undecided] = place(cell.undecided);
      rows[at + Column.state] = cell.state === null ? 0 : VALUE_STATES.indexOf(cell.state) + 1;
      rows[at + Column.decimal] = place(cell.decimal);
      rows[at + Column.sourceMeasure] = place(cell.sourceMeasure);
      rows[at + Column.rejected] = place(cell.rejected);
      // Values are safe integers (read-values.ts refuses others), so a double holds them exactly.
      if (cell.value !== null) values[n] = Number(cell.value);
    }
    blocks.push({ rows, values });
  }
  const head: Head = { about, texts, cells: cells.length };
  return { json: JSON.stringify(head), blocks };
}

/** `words`: the same that the parse process was given. */
export function unpackUnderstood(
  packed: PackedFile,
  words: { indicators: ReadonlyMap<string, GivenWords['indicators'][number]> },
  unitById: ReadonlyMap<number, GivenWords['units'][number]>,
): UnderstoodFile {
  const { about, texts, cells: count } = JSON.parse(packed.json) as Head;
  const text = (place: number): string => {
    const found = texts[place - 1];
    if (found === undefined) throw damaged('读取结果不完整', `no text ${place}`);
    return found;
  };
  const orNull = (place: number): string | null => (place === 0 ? null : text(place));
  const cells: ReadCell[] = [];
  const duplicates = new Set<ReadCell>();
  for (const { rows, values } of packed.blocks)
    for (let n = 0; n < values.length; n += 1) {
      const at = n * WIDTH;
      const [r, c] = [rows[at + Column.row]!, rows[at + Column.column]!];
      const flags = rows[at + Column.flags]!;
      const code = orNull(rows[at + Column.code]!);
      const unitId = rows[at + Column.unit]!;
      const unit = unitId === 0 ? null : unitById.get(unitId - 1);
      const indicator = code === null ? null : words.indicators.get(code);
      if (unit === undefined || indicator === undefined) throw damaged('读取结果不完整', 'unknown unit or indicator');
      const cell: ReadCell = {
        sheetIndex: rows[at + Column.sheetIndex]!,
        sheet: orNull(rows[at + Column.sheet]!),
        r,
        c,
        cell: cellAddress(r, c),
        raw: undefined,
        text: text(rows[at + Column.text]!),
        label: text(rows[at + Column.label]!),
        head: text(rows[at + Column.head]!),
        role: CELL_ROLES[rows[at + Column.role]!]!,
        figure: COLUMN_FIGURES[rows[at + Column.figure]!]!,
        indicator,
        unit,
        isTotal: (flags & TOTAL) !== 0,
        place: orNull(rows[at + Column.place]!),
        period: orNull(rows[at + Column.period]!),
        basis: BASES[rows[at + Column.basis]! - 1] ?? null,
        measure: orNull(rows[at + Column.measure]!),
        undecided: text(rows[at + Column.undecided]!),
        state: VALUE_STATES[rows[at + Column.state]! - 1] ?? null,
        value: (flags & HAS_VALUE) === 0 ? null : BigInt(values[n]!),
        decimal: orNull(rows[at + Column.decimal]!),
        sourceMeasure: text(rows[at + Column.sourceMeasure]!),
        rejected: text(rows[at + Column.rejected]!),
      };
      if (flags & DUPLICATE) duplicates.add(cell);
      cells.push(cell);
    }
  if (cells.length !== count) throw damaged('读取结果不完整', 'cells are missing');
  return { ...about, cells, duplicates };
}
