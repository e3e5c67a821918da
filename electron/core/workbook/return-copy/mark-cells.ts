// One worksheet part with its cells marked: only s="…" of marked cells changes, missing <c> and <row> are put in order, and
// <legacyDrawing> where the schema wants it. Everything else keeps its bytes.
// Not here: formats (style-draft.ts), comments (comment-draft.ts).

import { columnOf } from '../../../../shared/model/cell-address.js';
import { cellAddress } from '../1-read/raw-book.js';
import { attributes, scanXml } from '../1-read/xml-scan.js';
import { CannotPatch, type PackageDraft } from './package-draft.js';
import type { MarkKind } from './mark-fills.js';
import type { StyleDraft } from './style-draft.js';
import { attributeRange, attributesOf, childOf, XmlEdit, type XmlNode } from './xml-edit.js';

/** Rows and columns from 0. */
export interface CellMark {
  row: number;
  column: number;
  kind: MarkKind;
}

/** Children of <worksheet> that stand before <legacyDrawing> (ECMA-376 part 1, CT_Worksheet). */
const BEFORE_LEGACY_DRAWING = new Set([
  'sheetPr',
  'dimension',
  'sheetViews',
  'sheetFormatPr',
  'cols',
  'sheetData',
  'sheetCalcPr',
  'sheetProtection',
  'protectedRanges',
  'scenarios',
  'autoFilter',
  'sortState',
  'dataConsolidate',
  'customSheetViews',
  'mergeCells',
  'phoneticPr',
  'conditionalFormatting',
  'dataValidations',
  'hyperlinks',
  'printOptions',
  'pageMargins',
  'pageSetup',
  'headerFooter',
  'rowBreaks',
  'colBreaks',
  'customProperties',
  'cellWatches',
  'ignoredErrors',
  'smartTags',
  'drawing',
]);

export class SheetDraft {
  readonly b: Buffer;
  readonly root: XmlNode;
  readonly #edit: XmlEdit;
  readonly #merges: [number, number, number, number][];

  constructor(
    readonly draft: PackageDraft,
    readonly part: string,
  ) {
    // Depth 3 would list every row; merges and columns are read from the text of their own elements instead.
    const { b, node } = draft.tree(part, 'worksheet', undefined, 2);
    this.b = b;
    this.root = node;
    if (!childOf(node, 'sheetData') || node.children.some((child) => child.name === 'sheetData' && child.prefix !== ''))
      throw new CannotPatch('内部结构不常见');
    this.#edit = new XmlEdit(b);
    this.#merges = this.#items('mergeCells', 'mergeCell').flatMap((attrs) => {
      const range = /^\$?([A-Z]+)\$?(\d+):\$?([A-Z]+)\$?(\d+)$/.exec(attrs.get('ref') ?? '');
      return range
        ? [[Number(range[2]) - 1, columnOf(range[1]!), Number(range[4]) - 1, columnOf(range[3]!)] as const]
        : [];
    }) as [number, number, number, number][];
  }

  #items(parent: string, child: string): Map<string, string>[] {
    const node = childOf(this.root, parent);
    if (!node || node.isSelfClosing) return [];
    const found: Map<string, string>[] = [];
    const inner = this.b.subarray(node.start, node.end);
    scanXml(inner, this.part, {
      open: (nameStart, nameEnd, attrsEnd) => {
        if (inner.toString('utf8', nameStart, nameEnd) === child) found.push(attributes(inner, nameEnd, attrsEnd));
      },
    });
    return found;
  }

  /** The cell that is seen there: the first of a merged range. */
  shownCell(row: number, column: number): [number, number] {
    const merge = this.#merges.find(([r1, c1, r2, c2]) => row >= r1 && row <= r2 && column >= c1 && column <= c2);
    return merge ? [merge[0], merge[1]] : [row, column];
  }

  /** Puts the formats of the marks; one mark per cell. Marks of an earlier return copy go where there is none now. */
  mark(marks: readonly CellMark[], styles: StyleDraft): void {
    const rows = new Map<number, Map<number, MarkKind>>();
    for (const { row, column, kind } of marks) {
      const [r, c] = this.shownCell(row, column);
      const cells = rows.get(r) ?? new Map<number, MarkKind>();
      if (cells.get(c) !== 'block') cells.set(c, kind);
      rows.set(r, cells);
    }
    const data = childOf(this.root, 'sheetData')!;
    const walk = new RowWalk(this.b, this.part, this.#edit, styles, rows, this.#columnFormats());
    const tail = walk.run();
    if (tail !== '') this.#edit.append(data, tail);
    this.#growDimension(marks);
  }

  #columnFormats(): (column: number) => number {
    const ranges = this.#items('cols', 'col').flatMap((attrs) =>
      attrs.has('style')
        ? [[Number(attrs.get('min')) - 1, Number(attrs.get('max')) - 1, Number(attrs.get('style'))]]
        : [],
    );
    return (column) => ranges.find(([min, max]) => column >= min! && column <= max!)?.[2] ?? 0;
  }

  /** A reader may trust the stated range; it grows only where a mark lies outside. */
  #growDimension(marks: readonly CellMark[]): void {
    const node = childOf(this.root, 'dimension');
    const ref = node && attributesOf(this.b, node).get('ref');
    const range = /^([A-Z]+)(\d+)(?::([A-Z]+)(\d+))?$/.exec(ref ?? '');
    if (!node || !range || marks.length === 0) return;
    const [r1, c1] = [Number(range[2]) - 1, columnOf(range[1]!)];
    const [r2, c2] = range[3] ? [Number(range[4]) - 1, columnOf(range[3])] : [r1, c1];
    const top = Math.min(r1, ...marks.map((mark) => mark.row));
    const left = Math.min(c1, ...marks.map((mark) => mark.column));
    const bottom = Math.max(r2, ...marks.map((mark) => mark.row));
    const right = Math.max(c2, ...marks.map((mark) => mark.column));
    if (top === r1 && left === c1 && bottom === r2 && right === c2) return;
    this.#edit.setAttribute(node, 'ref', `${cellAddress(top, left)}:${cellAddress(bottom, right)}`);
  }

  /** Part of the comment drawing, where the sheet has one. */
  legacyDrawing(): string | undefined {
    const node = childOf(this.root, 'legacyDrawing');
    if (!node) return undefined;
    for (const [name, value] of attributesOf(this.b, node))
      if (name.endsWith(':id')) {
        const part = this.draft.relatedById(this.part, value);
        if (part === undefined) throw new CannotPatch('批注的内部结构不完整');
        return part;
      }
    throw new CannotPatch('批注的内部结构不完整');
  }

  /** Refers to a new comment drawing, in the place that the schema wants. */
  addLegacyDrawing(relationId: string): void {
    const last = this.root.children.findLast((child) => BEFORE_LEGACY_DRAWING.has(child.name))!;
    this.#edit.insert(last.end, `<legacyDrawing ${this.draft.relationAttribute(this.b, this.root, relationId)}/>`);
  }

  save(): void {
    if (!this.#edit.isEmpty) this.draft.set(this.part, this.#edit.result());
  }
}

/** One pass over sheetData: the marks of existing cells are edits at once, missing cells are inserted on the way. */
class RowWalk {
  readonly #waiting: number[];

  constructor(
    readonly b: Buffer,
    readonly part: string,
    readonly edit: XmlEdit,
    readonly styles: StyleDraft,
    readonly rows: ReadonlyMap<number, ReadonlyMap<number, MarkKind>>,
    readonly columnFormat: (column: number) => number,
  ) {
    this.#waiting = [...rows.keys()].sort((a, b) => a - b);
  }

  /** Returns the rows that belong behind the last one. */
  run(): string {
    const { b, edit, styles } = this;
    let isInData = false;
    let row = -1;
    let column = -1;
    let rowFormat: number | null = null;
    let cells: number[] = [];
    const cellBefore = (limit: number): string => {
      let xml = '';
      while (cells.length > 0 && cells[0]! < limit) xml += this.#newCell(row, cells.shift()!, rowFormat);
      return xml;
    };
    scanXml(b, this.part, {
      open: (nameStart, nameEnd, attrsEnd, isSelfClosing, depth) => {
        if (depth === 2) {
          isInData = b.toString('latin1', nameStart, nameEnd) === 'sheetData' && !isSelfClosing;
          return;
        }
        if (!isInData) return;
        if (depth === 3) {
          const attrs = attributes(b, nameEnd, attrsEnd);
          const next = attrs.has('r') ? Number(attrs.get('r')) - 1 : row + 1;
          if (next <= row) throw new CannotPatch('行的顺序不常见');
          row = next;
          column = -1;
          edit.insert(nameStart - 1, this.#rowsBefore(row));
          if (this.#waiting[0] === row) this.#waiting.shift();
          rowFormat = /^(?:1|true)$/.test(attrs.get('customFormat') ?? '') ? Number(attrs.get('s') ?? 0) : null;
          const marks = this.rows.get(row);
          cells = [...(marks?.keys() ?? [])].sort((a, z) => a - z);
          if (cells.length === 0) return;
          this.#growSpans(nameEnd, attrsEnd, cells);
          if (isSelfClosing) {
            const name = b.toString('latin1', nameStart, nameEnd);
            edit.replace(attrsEnd, attrsEnd + 2, `>${cellBefore(Infinity)}</${name}>`);
          }
        } else if (depth === 4) {
          if (cells.length === 0 && !styles.hasOldMarks) return;
          const attrs = attributes(b, nameEnd, attrsEnd);
          const next = attrs.has('r') ? columnOf(/^[A-Z]*/i.exec(attrs.get('r')!)![0].toUpperCase()) : column + 1;
          if (next <= column) throw new CannotPatch('单元格的顺序不常见');
          column = next;
          edit.insert(nameStart - 1, cellBefore(column));
          const isMarked = cells[0] === column;
          if (isMarked) cells.shift();
          const format = Number(attrs.get('s') ?? 0);
          const kind = isMarked ? this.rows.get(row)!.get(column)! : null;
          if (kind === null && !styles.isMarked(format)) return;
          this.#setFormat(nameEnd, attrsEnd, styles.marked(format, kind));
        }
      },
      close: (nameStart, _nameEnd, depth) => {
        if (depth === 2) isInData = false;
        if (isInData && depth === 3 && cells.length > 0)
          edit.insert(b.lastIndexOf(0x3c, nameStart - 1), cellBefore(Infinity));
      },
    });
    return this.#rowsBefore(Infinity);
  }

  #rowsBefore(limit: number): string {
    let xml = '';
    while (this.#waiting.length > 0 && this.#waiting[0]! < limit) {
      const row = this.#waiting.shift()!;
      const cells = [...this.rows.get(row)!.keys()].sort((a, b) => a - b);
      xml += `<row r="${String(row + 1)}">${cells.map((column) => this.#newCell(row, column, null)).join('')}</row>`;
    }
    return xml;
  }

  #newCell(row: number, column: number, rowFormat: number | null): string {
    const format = this.styles.marked(rowFormat ?? this.columnFormat(column), this.rows.get(row)!.get(column)!);
    return `<c r="${cellAddress(row, column)}" s="${String(format)}"/>`;
  }

  #setFormat(nameEnd: number, attrsEnd: number, format: number): void {
    const { b, edit } = this;
    if (attributeRange(b, nameEnd, attrsEnd, 's')) return edit.setAttribute({ nameEnd, attrsEnd }, 's', String(format));
    const address = attributeRange(b, nameEnd, attrsEnd, 'r');
    // Behind r="…", where Excel writes it.
    edit.insert(address ? address[1] + 1 : nameEnd, ` s="${String(format)}"`);
  }

  /** spans="1:8" is a promise of where cells are. */
  #growSpans(nameEnd: number, attrsEnd: number, cells: number[]): void {
    const range = attributeRange(this.b, nameEnd, attrsEnd, 'spans');
    const stated = range && /^(\d+):(\d+)$/.exec(this.b.toString('latin1', ...range));
    if (!range || !stated) return;
    const from = Math.min(Number(stated[1]), cells[0]! + 1);
    const to = Math.max(Number(stated[2]), cells.at(-1)! + 1);
    const text = `${String(from)}:${String(to)}`;
    if (text !== stated[0]) this.edit.replace(range[0], range[1], text);
  }
}
