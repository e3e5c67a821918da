// An understood file on its way from the parse process: everything but cells as JSON in short pieces, cells as rows of integers
// over tables of texts and of what columns share. Units and indicators go as ids: both sides were given the same words.
// Not here: the processes (1-read/parser-client.ts, 1-read/parse-process.ts).

import { VALUE_STATES } from '../../../shared/model/observation.js';
import { cellAddress } from './1-read/raw-book.js';
import { damaged } from './1-read/refuse.js';
import type { PackedFile } from './1-read/wire.js';
import type { GivenWords } from './3-map/given-words.js';
import type { ReadCell } from './3-map/read-values.js';
import type { UnderstoodFile } from './understand-file.js';

/** What the cells of one column mostly share; each is sent once. */
interface Kind {
  sheetIndex: number;
  sheet: string | null;
  head: string;
  role: ReadCell['role'];
  figure: ReadCell['figure'];
  code: string | null;
  isTotal: boolean;
  place: string | null;
  level: ReadCell['level'];
  period: ReadCell['period'];
  basis: ReadCell['basis'];
  measure: string | null;
  undecided: string;
  sourceMeasure: string;
  rejected: string;
}

/** Columns of a cell's row; texts are places in the table of texts, 0 is null. */
const enum Column {
  row,
  column,
  kind,
  /** Id + 1; 0: none. */
  unit,
  text,
  rowLabel,
  columnLabel,
  /** State + 1, then the flags. */
  state,
  /** 0: none; 1: as the text. */
  decimal,
  width,
}
const WIDTH = Column.width;
const [DUPLICATE, HAS_VALUE] = [16, 32] as const;
const STATE_BITS = 15;
/** Cells per block: a relay never handles more than some 400 kB at once. */
const BLOCK_CELLS = 8192;

interface Head {
  about: Omit<UnderstoodFile, 'cells' | 'duplicates'>;
  kinds: Kind[];
  texts: string[];
  cells: number;
}

/** Kinds as they are met: of one column there are few, so they are compared and not hashed. */
class Kinds {
  readonly list: Kind[] = [];
  readonly #ofColumn = new Map<number, number[]>();

  place(cell: ReadCell): number {
    let known = this.#ofColumn.get(cell.c);
    if (!known) this.#ofColumn.set(cell.c, (known = []));
    for (const index of known) if (isOf(this.list[index]!, cell)) return index;
    const index = this.list.push(kindOf(cell)) - 1;
    known.push(index);
    return index;
  }
}

function kindOf(cell: ReadCell): Kind {
  const { sheetIndex, sheet, head, role, figure, isTotal, place, level, period, basis } = cell;
  const { measure, undecided, sourceMeasure, rejected } = cell;
  const code = cell.indicator?.code ?? null;
  return {
    sheetIndex,
    sheet,
    head,
    role,
    figure,
    code,
    isTotal,
    place,
    level,
    period,
    basis,
    measure,
    undecided,
    sourceMeasure,
    rejected,
  };
}

function isOf(kind: Kind, cell: ReadCell): boolean {
  return (
    kind.code === (cell.indicator?.code ?? null) &&
    kind.role === cell.role &&
    kind.figure === cell.figure &&
    kind.isTotal === cell.isTotal &&
    kind.period === cell.period &&
    kind.basis === cell.basis &&
    kind.place === cell.place &&
    kind.level === cell.level &&
    kind.rejected === cell.rejected &&
    kind.undecided === cell.undecided &&
    kind.measure === cell.measure &&
    kind.sourceMeasure === cell.sourceMeasure &&
    kind.head === cell.head &&
    kind.sheetIndex === cell.sheetIndex &&
    kind.sheet === cell.sheet
  );
}

function isSmall(rows: Uint32Array): boolean {
  for (let n = 0; n < rows.length; n += 1) if (rows[n]! > 65_535) return false;
  return true;
}

/** The same for texts that are mostly the one asked for before. */
function oneAfterTheOther(place: (text: string) => number): (text: string) => number {
  let [last, at] = ['', 0];
  return (text) => {
    if (at === 0 || text !== last) [last, at] = [text, place(text)];
    return at;
  };
}

export function packUnderstood(file: UnderstoodFile): PackedFile {
  const texts: string[] = [];
  const places = new Map<string, number>();
  const place = (text: string): number => {
    let known = places.get(text);
    if (known === undefined) {
      known = texts.push(text);
      places.set(text, known);
    }
    return known;
  };
  const placeOfRow = oneAfterTheOther(place);
  const placesOfColumns = new Map<number, (label: string) => number>();
  const placeOfColumn = (column: number, label: string): number => {
    let ofColumn = placesOfColumns.get(column);
    if (!ofColumn) placesOfColumns.set(column, (ofColumn = oneAfterTheOther(place)));
    return ofColumn(label);
  };
  const kinds = new Kinds();
  const { cells, duplicates, ...about } = file;
  const blocks: PackedFile['blocks'] = [];
  for (let from = 0; from < cells.length; from += BLOCK_CELLS) {
    const count = Math.min(BLOCK_CELLS, cells.length - from);
    const rows = new Uint32Array(count * WIDTH);
    const values = new Float64Array(count);
    for (let n = 0; n < count; n += 1) {
      const cell = cells[from + n]!;
      const at = n * WIDTH;
      rows[at + Column.row] = cell.r;
      rows[at + Column.column] = cell.c;
      rows[at + Column.kind] = kinds.place(cell);
      rows[at + Column.unit] = cell.unit === null ? 0 : cell.unit.id + 1;
      // Numbers are nearly all different: looking each of them up takes longer than sending some of them twice.
      rows[at + Column.text] = cell.decimal === cell.text ? texts.push(cell.text) : place(cell.text);
      rows[at + Column.rowLabel] = placeOfRow(cell.rowLabel);
      rows[at + Column.columnLabel] = placeOfColumn(cell.c, cell.columnLabel);
      rows[at + Column.state] =
        (cell.state === null ? 0 : VALUE_STATES.indexOf(cell.state) + 1) |
        (duplicates.has(cell) ? DUPLICATE : 0) |
        (cell.value === null ? 0 : HAS_VALUE);
      rows[at + Column.decimal] = cell.decimal === null ? 0 : cell.decimal === cell.text ? 1 : place(cell.decimal) + 1;
      // Values are safe integers (read-values.ts refuses others), so a double holds them exactly.
      if (cell.value !== null) values[n] = Number(cell.value);
    }
    blocks.push({ rows: isSmall(rows) ? new Uint16Array(rows) : rows, values });
  }
  const head: Head = { about, kinds: kinds.list, texts, cells: cells.length };
  return { json: JSON.stringify(head), blocks };
}

/** `words`: the same that the parse process was given. */
export function unpackUnderstood(
  packed: PackedFile,
  words: { indicators: ReadonlyMap<string, GivenWords['indicators'][number]> },
  unitById: ReadonlyMap<number, GivenWords['units'][number]>,
): UnderstoodFile {
  const { about, kinds, texts, cells: count } = JSON.parse(packed.json) as Head;
  const text = (place: number): string => {
    const found = texts[place - 1];
    if (found === undefined) throw damaged('读取结果不完整', `no text ${place}`);
    return found;
  };
  const shared = kinds.map((kind) => {
    const indicator = kind.code === null ? null : words.indicators.get(kind.code);
    if (indicator === undefined) throw damaged('读取结果不完整', `unknown indicator ${kind.code}`);
    return { ...kind, indicator };
  });
  const cells: ReadCell[] = [];
  const duplicates = new Set<ReadCell>();
  for (const { rows, values } of packed.blocks)
    for (let n = 0; n < values.length; n += 1) {
      const at = n * WIDTH;
      const [r, c] = [rows[at + Column.row]!, rows[at + Column.column]!];
      const kind = shared[rows[at + Column.kind]!];
      const unitId = rows[at + Column.unit]!;
      const unit = unitId === 0 ? null : unitById.get(unitId - 1);
      if (unit === undefined || kind === undefined) throw damaged('读取结果不完整', 'unknown unit or kind');
      const written = text(rows[at + Column.text]!);
      const state = rows[at + Column.state]!;
      const decimal = rows[at + Column.decimal]!;
      const cell: ReadCell = {
        sheetIndex: kind.sheetIndex,
        sheet: kind.sheet,
        r,
        c,
        cell: cellAddress(r, c),
        raw: undefined,
        text: written,
        rowLabel: text(rows[at + Column.rowLabel]!),
        columnLabel: text(rows[at + Column.columnLabel]!),
        head: kind.head,
        role: kind.role,
        figure: kind.figure,
        indicator: kind.indicator,
        unit,
        isTotal: kind.isTotal,
        place: kind.place,
        level: kind.level,
        period: kind.period,
        basis: kind.basis,
        measure: kind.measure,
        undecided: kind.undecided,
        state: VALUE_STATES[(state & STATE_BITS) - 1] ?? null,
        value: (state & HAS_VALUE) === 0 ? null : BigInt(values[n]!),
        decimal: decimal === 0 ? null : decimal === 1 ? written : text(decimal - 1),
        sourceMeasure: kind.sourceMeasure,
        rejected: kind.rejected,
      };
      if (state & DUPLICATE) duplicates.add(cell);
      cells.push(cell);
    }
  if (cells.length !== count) throw damaged('读取结果不完整', 'cells are missing');
  return { ...about, cells, duplicates };
}
