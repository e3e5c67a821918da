// Writes numbers and signs into the form's own package: only the <c> elements of filled cells change (and rows that were not
// there). A formula is never touched, but its stored result goes: it is that of the blank form, and a program that shows stored
// results would show 合计 0. Excel and WPS compute all of them when they open the file. Every other byte of the sheets stays.

import { shiftDecimal } from '../../../shared/model/scaled-number.js';
import { cellAddress } from '../workbook/1-read/raw-book.js';
import { columnOf, placeOfAddress } from '../../../shared/model/cell-address.js';
import { CannotPatch, PackageDraft } from '../workbook/return-copy/package-draft.js';
import { addWorkbookChild } from '../workbook/return-copy/workbook-children.js';
import {
  attributeRange,
  attributesOf,
  childOf,
  escapeCellText,
  XmlEdit,
  type XmlNode,
} from '../workbook/return-copy/xml-edit.js';
import { cellFormats, type CellFormat } from './cell-formats.js';

export interface CellWrite {
  sheet: string;
  cell: string;
  /** A number, a sign, or nothing: what stood there is taken out. */
  content: { number: string; isPercent: boolean; measure: string } | { text: string } | null;
}

/** `number`: as it was written, a percent cell's already divided by 100. */
export type Written = { sheet: string; cell: string } & ({ number: string } | { text: string } | { empty: true });

export interface FilledPackage {
  bytes: Uint8Array;
  written: Written[];
  refused: { sheet: string; cell: string; reason: string }[];
}

/** Throws CannotPatch where the package is none that may be edited. `recalculates`: the form has formulas. */
export function fillPackage(
  bytes: Buffer,
  writes: readonly CellWrite[],
  options: { recalculates: boolean; at: Date },
): FilledPackage {
  const draft = new PackageDraft(bytes);
  const formatOf = cellFormats(draft);
  const written: Written[] = [];
  const refused: FilledPackage['refused'] = [];
  const bySheet = Map.groupBy(writes, (one) => one.sheet);
  for (const [name, ofSheet] of bySheet) {
    const sheet = draft.sheets.find((one) => one.name === name && one.type === 'worksheet');
    if (!sheet || sheet.state !== 'visible') {
      const reason = sheet ? '工作表是隐藏的' : '没有这张工作表';
      refused.push(...ofSheet.map(({ cell }) => ({ sheet: name, cell, reason })));
      continue;
    }
    const fill = new SheetFill(draft, sheet.part, formatOf);
    for (const write of ofSheet) {
      const result = fill.put(write);
      if ('reason' in result) refused.push({ sheet: name, cell: write.cell, reason: result.reason });
      else written.push({ sheet: name, cell: write.cell, ...result });
    }
    fill.save();
  }
  if (options.recalculates && written.length > 0) {
    for (const { part, type } of draft.sheets)
      if (type === 'worksheet' && draft.bytes(part).includes('<f')) {
        const fill = new SheetFill(draft, part, formatOf);
        fill.dropResults();
        fill.save();
      }
    recalculateOnLoad(draft);
  }
  return { bytes: draft.pack(options.at), written, refused };
}

type Put = { number: string } | { text: string } | { empty: true } | { reason: string };

class SheetFill {
  readonly #b: Buffer;
  readonly #root: XmlNode;
  readonly #data: XmlNode;
  readonly #edit: XmlEdit;
  readonly #rows = new Map<number, { node: XmlNode; cells: Map<number, XmlNode> }>();
  /** Cells that are not there yet, by row and column. */
  readonly #added = new Map<number, Map<number, string>>();
  readonly #taken: [number, number, number, number][] = [];
  readonly #merges: [number, number, number, number][];

  constructor(
    readonly draft: PackageDraft,
    readonly part: string,
    readonly formatOf: (style: number) => CellFormat,
  ) {
    const { b, node } = draft.tree(part, 'worksheet', undefined, 5);
    const data = childOf(node, 'sheetData');
    if (!data || data.prefix !== '') throw new CannotPatch('内部结构不常见');
    this.#b = b;
    this.#root = node;
    this.#data = data;
    this.#edit = new XmlEdit(b);
    this.#merges = (childOf(node, 'mergeCells')?.children ?? []).flatMap((child) => this.#range(child));
    let r = -1;
    for (const row of data.children) {
      const next = Number(attributesOf(b, row).get('r') ?? r + 2) - 1;
      if (row.name !== 'row' || row.prefix !== '' || next <= r) throw new CannotPatch('行的顺序不常见');
      r = next;
      this.#rows.set(r, { node: row, cells: this.#cellsOf(row) });
    }
  }

  #range(node: XmlNode): [number, number, number, number][] {
    const [from = '', to = from] = (attributesOf(this.#b, node).get('ref') ?? '').split(':');
    const first = placeOfAddress(from);
    const last = placeOfAddress(to);
    return first && last ? [[first.row, first.column, last.row, last.column]] : [];
  }

  #cellsOf(row: XmlNode): Map<number, XmlNode> {
    const cells = new Map<number, XmlNode>();
    let c = -1;
    for (const cell of row.children) {
      if (cell.name !== 'c') continue;
      const address = attributesOf(this.#b, cell).get('r');
      const next = address === undefined ? c + 1 : columnOf(/^[A-Z]*/.exec(address)![0]);
      if (cell.prefix !== '' || next <= c) throw new CannotPatch('单元格的顺序不常见');
      c = next;
      cells.set(c, cell);
      for (const formula of cell.children)
        // Results of an array formula stand in cells that hold no formula themselves.
        if (formula.name === 'f' && attributesOf(this.#b, formula).has('ref')) {
          const kind = attributesOf(this.#b, formula).get('t');
          if (kind === 'array' || kind === 'dataTable') this.#taken.push(...this.#range(formula));
        }
    }
    return cells;
  }

  put({ cell: address, content }: CellWrite): Put {
    const place = placeOfAddress(address);
    if (place === null) return { reason: '没有这个单元格' };
    const { row: r, column: c } = place;
    const isIn = ([r1, c1, r2, c2]: [number, number, number, number]): boolean =>
      r >= r1 && r <= r2 && c >= c1 && c <= c2;
    const merge = this.#merges.find(isIn);
    if (merge && (merge[0] !== r || merge[1] !== c)) return { reason: '被合并单元格盖住' };
    const node = this.#rows.get(r)?.cells.get(c);
    if ((node && childOf(node, 'f')) || this.#taken.some(isIn)) return { reason: '这里是公式，不覆盖' };
    const style = node ? Number(attributesOf(this.#b, node).get('s') ?? 0) : this.#styleFor(r, c);
    if (content === null) {
      if (node && node.children.length > 0) this.#replace(node, '', '');
      return { empty: true };
    }
    if ('text' in content) {
      this.#write(r, c, style, node, ' t="inlineStr"', `<is><t>${escapeCellText(content.text)}</t></is>`);
      return { text: content.text };
    }
    const format = this.formatOf(style);
    if (format === 'other')
      return { reason: '单元格的格式（日期或按千、万显示）会把数显示成别的数，请在原表中改为常规格式' };
    if (format === 'percent' && !content.isPercent)
      return { reason: '单元格是百分比格式，这个数不是百分数，请在原表中改为常规格式' };
    if (format !== 'plain' && format !== 'percent' && format !== content.measure)
      return {
        reason: `单元格的格式在数后写“${format}”，这个数的计量单位是${content.measure}，请在原表中改为常规格式`,
      };
    const number = format === 'percent' ? shiftDecimal(content.number, -2) : content.number;
    this.#write(r, c, style, node, '', `<v>${number}</v>`);
    return { number };
  }

  #write(r: number, c: number, style: number, node: XmlNode | undefined, type: string, inner: string): void {
    if (node) return this.#replace(node, type, inner);
    const row = this.#added.get(r) ?? new Map<number, string>();
    this.#added.set(r, row);
    row.set(c, `<c r="${cellAddress(r, c)}"${style === 0 ? '' : ` s="${String(style)}"`}${type}>${inner}</c>`);
  }

  /** The same cell with its own attributes (format, phonetic marks) and another content. */
  #replace(node: XmlNode, type: string, inner: string): void {
    const attrs = this.#b
      .toString('utf8', node.nameEnd, node.attrsEnd)
      .replaceAll(/\s+(?:t|cm|vm)\s*=\s*(?:"[^"]*"|'[^']*')/g, '')
      .trimEnd();
    this.#edit.replace(node.start, node.end, inner === '' ? `<c${attrs}/>` : `<c${attrs}${type}>${inner}</c>`);
  }

  /** Formulas keep their text and lose what they came to in the blank form. */
  dropResults(): void {
    for (const { cells } of this.#rows.values())
      for (const node of cells.values()) {
        const result = childOf(node, 'v');
        if (!result || !childOf(node, 'f')) continue;
        this.#edit.remove(result);
        const attrs = this.#b.toString('utf8', node.nameEnd, node.attrsEnd);
        const untyped = attrs.replace(/\s+t\s*=\s*(?:"[^"]*"|'[^']*')/, '');
        if (untyped !== attrs) this.#edit.replace(node.nameEnd, node.attrsEnd, untyped);
      }
  }

  /** Format of a cell that is not in the file: of its row, else of its column. */
  #styleFor(r: number, c: number): number {
    const row = this.#rows.get(r);
    const attrs = row ? attributesOf(this.#b, row.node) : new Map<string, string>();
    if (/^(?:1|true)$/.test(attrs.get('customFormat') ?? '')) return Number(attrs.get('s') ?? 0);
    for (const column of childOf(this.#root, 'cols')?.children ?? []) {
      const own = attributesOf(this.#b, column);
      if (c >= Number(own.get('min')) - 1 && c <= Number(own.get('max')) - 1) return Number(own.get('style') ?? 0);
    }
    return 0;
  }

  save(): void {
    let behind = '';
    const rows = [...this.#rows].sort(([a], [b]) => a - b);
    for (const [r, cells] of [...this.#added].sort(([a], [b]) => a - b)) {
      const sorted = [...cells].sort(([a], [b]) => a - b);
      const known = this.#rows.get(r);
      if (known) {
        this.#growSpans(known.node, sorted[0]![0], sorted.at(-1)![0]);
        this.#addCells(known, sorted);
        continue;
      }
      const xml = `<row r="${String(r + 1)}">${sorted.map(([, cell]) => cell).join('')}</row>`;
      const next = rows.find(([other]) => other > r);
      if (next) this.#edit.insert(next[1].node.start, xml);
      else behind += xml;
    }
    this.#edit.append(this.#data, behind);
    this.#growDimension();
    if (!this.#edit.isEmpty) this.draft.set(this.part, this.#edit.result());
  }

  #addCells(row: { node: XmlNode; cells: Map<number, XmlNode> }, sorted: readonly [number, string][]): void {
    let behind = '';
    for (const [c, xml] of sorted) {
      const next = [...row.cells].find(([other]) => other > c);
      if (next) this.#edit.insert(next[1].start, xml);
      else behind += xml;
    }
    this.#edit.append(row.node, behind);
  }

  /** spans="1:8" is a promise of where cells are. */
  #growSpans(row: XmlNode, first: number, last: number): void {
    const range = attributeRange(this.#b, row.nameEnd, row.attrsEnd, 'spans');
    const stated = range && /^(\d+):(\d+)$/.exec(this.#b.toString('latin1', ...range));
    if (!range || !stated) return;
    const text = `${String(Math.min(Number(stated[1]), first + 1))}:${String(Math.max(Number(stated[2]), last + 1))}`;
    if (text !== stated[0]) this.#edit.replace(range[0], range[1], text);
  }

  /** A reader may trust the stated range. */
  #growDimension(): void {
    const node = childOf(this.#root, 'dimension');
    const stated = node && this.#range(node)[0];
    if (!node || !stated || this.#added.size === 0) return;
    const columns = [...this.#added.values()].flatMap((row) => [...row.keys()]);
    const grown = [
      Math.min(stated[0], ...this.#added.keys()),
      Math.min(stated[1], ...columns),
      Math.max(stated[2], ...this.#added.keys()),
      Math.max(stated[3], ...columns),
    ] as const;
    if (grown.some((value, n) => value !== stated[n]))
      this.#edit.setAttribute(node, 'ref', `${cellAddress(grown[0], grown[1])}:${cellAddress(grown[2], grown[3])}`);
  }
}

/** Excel and WPS are told to compute all formulas when they open the file. */
function recalculateOnLoad(draft: PackageDraft): void {
  const { b, node } = draft.tree(draft.workbook, 'workbook', undefined, 2);
  const edit = new XmlEdit(b);
  const calc = childOf(node, 'calcPr');
  if (calc) edit.setAttribute(calc, 'fullCalcOnLoad', '1');
  else addWorkbookChild(edit, node, 'calcPr', '<calcPr fullCalcOnLoad="1"/>');
  draft.set(draft.workbook, edit.result());
}
