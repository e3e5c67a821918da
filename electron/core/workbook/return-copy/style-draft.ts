// styles.xml with entries appended: fills of the two marks, clones of marked cells' formats, and the formats of our own sheet.
// Existing entries keep their bytes and their numbers; a section that lacks its reserved first entries gets them first.

import { markColour, markOf, MAX_SHADE, plainFill, type Mark, type MarkKind } from './mark-fills.js';
import { CannotPatch, MAIN_NS, type PackageDraft } from './package-draft.js';
import { attributesOf, childOf, XmlEdit, type XmlNode } from './xml-edit.js';

/** Excel's own limit for cell formats. */
const MAX_FORMATS = 64_000;

/** Order of the schema, and what a section must hold before an entry of ours may follow. */
const SECTIONS = {
  numFmts: [],
  fonts: ['<font><sz val="11"/><name val="宋体"/><family val="3"/><charset val="134"/></font>'],
  fills: ['<fill><patternFill patternType="none"/></fill>', '<fill><patternFill patternType="gray125"/></fill>'],
  borders: ['<border><left/><right/><top/><bottom/><diagonal/></border>'],
  cellStyleXfs: ['<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>'],
  cellXfs: ['<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>'],
} as const;
type Section = keyof typeof SECTIONS;
const ORDER = Object.keys(SECTIONS) as Section[];

export const EMPTY_STYLES = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<styleSheet xmlns="${MAIN_NS}">${(
  ['fonts', 'fills', 'borders', 'cellStyleXfs', 'cellXfs'] as const
)
  .map((name) => `<${name} count="${String(SECTIONS[name].length)}">${SECTIONS[name].join('')}</${name}>`)
  .join('')}<cellStyles count="1"><cellStyle name="常规" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;

export class StyleDraft {
  readonly #b: Buffer;
  readonly #root: XmlNode;
  readonly #existing = new Map<Section, XmlNode[]>();
  readonly #added = new Map<Section, string[]>();
  readonly #clones = new Map<string, number>();
  readonly #ownFills = new Map<string, Mark>();
  /** The district's fill by the shade of the marks that stand over it. */
  readonly #shades: Map<number, string>;
  /** How many of the added entries are reserved ones that the section lacked. */
  readonly #reserved = new Map<Section, number>();

  /** `shades`: as an earlier return copy noted them. */
  constructor(draft: PackageDraft, part: string, shades: ReadonlyMap<number, string> = new Map()) {
    this.#shades = new Map(shades);
    const { b, node } = draft.tree(part, 'styleSheet');
    this.#b = b;
    this.#root = node;
    if (node.isSelfClosing) throw new CannotPatch('内部结构不常见');
    for (const name of ORDER) {
      const section = childOf(node, name);
      if (section?.prefix) throw new CannotPatch('内部结构不常见');
      this.#existing.set(name, section?.children ?? []);
      const missing = SECTIONS[name].slice(section?.children.length ?? 0);
      this.#added.set(name, [...missing]);
      this.#reserved.set(name, missing.length);
    }
    this.#existing.get('fills')!.forEach((fill, index) => {
      const mark = markOf(this.#text(fill));
      if (mark !== undefined) this.#ownFills.set(String(index), mark);
    });
  }

  #text(node: XmlNode): string {
    return this.#b.toString('utf8', node.start, node.end);
  }

  #add(section: Section, xml: string): number {
    const added = this.#added.get(section)!;
    const base = this.#existing.get(section)!.length;
    const known = added.indexOf(xml);
    if (known >= this.#reserved.get(section)!) return base + known;
    if (section === 'cellXfs' && base + added.length >= MAX_FORMATS) throw new CannotPatch('单元格格式过多');
    return base + added.push(xml) - 1;
  }

  font(inner: string): number {
    return this.#add('fonts', `<font>${inner}</font>`);
  }

  border(inner: string): number {
    return this.#add('borders', `<border>${inner}</border>`);
  }

  fill(rgb: string): number {
    return this.#add(
      'fills',
      `<fill><patternFill patternType="solid"><fgColor rgb="${rgb}"/><bgColor indexed="64"/></patternFill></fill>`,
    );
  }

  /** Fill of a mark: that of an earlier return copy, or appended once. `over`: the district's fill, '' for none. */
  markFill(kind: MarkKind, over = ''): number {
    const shade = this.#shadeOf(over);
    for (const [index, known] of this.#ownFills) if (known.kind === kind && known.shade === shade) return Number(index);
    return this.fill(markColour(kind, shade));
  }

  /** With more fills than shades the last ones are marked like cells without one. */
  #shadeOf(fill: string): number {
    if (fill === '') return 0;
    for (const [shade, known] of this.#shades) if (known === fill) return shade;
    const next = Math.max(0, ...this.#shades.keys()) + 1;
    if (next > MAX_SHADE) return 0;
    this.#shades.set(next, fill);
    return next;
  }

  /** What the shades of the marks stand for, to be noted in the copy. */
  get shades(): ReadonlyMap<number, string> {
    return this.#shades;
  }

  /** The district's fill of a format, below a mark of ours too; '' where it has none. */
  #fillBelow(xf: XmlNode | undefined): string {
    const id = xf ? (attributesOf(this.#b, xf).get('fillId') ?? '0') : '0';
    const mark = this.#ownFills.get(id);
    if (mark !== undefined) return this.#shades.get(mark.shade) ?? '';
    const fill = this.#existing.get('fills')![Number(id)];
    return fill ? plainFill(this.#text(fill)) : '';
  }

  #fillId(fill: string): number {
    if (fill === '') return 0;
    const known = this.#existing.get('fills')!.findIndex((node) => plainFill(this.#text(node)) === fill);
    return known >= 0 ? known : this.#add('fills', fill);
  }

  /** A format of our own sheet. */
  format(xml: string): number {
    return this.#add('cellXfs', xml);
  }

  #xf(index: number): XmlNode | undefined {
    const node = this.#existing.get('cellXfs')![index];
    if (node === undefined && index !== 0) throw new CannotPatch('单元格格式编号有误');
    return node;
  }

  /** True where a cell of this format carries a mark of an earlier return copy. */
  isMarked(index: number): boolean {
    const node = this.#existing.get('cellXfs')![index];
    return node !== undefined && this.#ownFills.has(attributesOf(this.#b, node).get('fillId') ?? '');
  }

  get hasOldMarks(): boolean {
    return this.#ownFills.size > 0;
  }

  /** The cell's own format with the fill of a mark, or with the fill below it where an earlier mark is taken away. */
  marked(index: number, kind: MarkKind | null): number {
    const key = `${String(index)}|${kind ?? ''}`;
    const known = this.#clones.get(key);
    if (known !== undefined) return known;
    const node = this.#xf(index);
    const source = node ? this.#text(node) : SECTIONS.cellXfs[0];
    const nameEnd = source.search(/[\s/>]/);
    const tagEnd = source.search(/\/?>/);
    const kept = source.slice(nameEnd, tagEnd).replaceAll(/\s(?:fillId|applyFill)\s*=\s*(?:"[^"]*"|'[^']*')/g, '');
    const below = this.#fillBelow(node);
    const fillId = kind === null ? this.#fillId(below) : this.markFill(kind, below);
    const clone = `${source.slice(0, nameEnd)}${kept.trimEnd()} fillId="${String(fillId)}" applyFill="1"${source.slice(tagEnd)}`;
    const added = this.#add('cellXfs', clone);
    this.#clones.set(key, added);
    return added;
  }

  /** The part with the entries appended. */
  result(): Buffer {
    const edit = new XmlEdit(this.#b);
    // The reserved entries alone are no reason to touch a section, unless something of ours follows in it.
    const isNeeded = (name: Section): boolean => this.#added.get(name)!.length > this.#reserved.get(name)!;
    let behind = this.#root.openEnd;
    for (const name of ORDER) {
      const section = childOf(this.#root, name);
      const added = this.#added.get(name)!;
      if (section) behind = section.end;
      if (!isNeeded(name)) continue;
      const xml = added.join('');
      const count = String(this.#existing.get(name)!.length + added.length);
      if (!section) edit.insert(behind, `<${name} count="${count}">${xml}</${name}>`);
      else {
        edit.setAttribute(section, 'count', count);
        edit.append(section, xml);
      }
    }
    return edit.result();
  }
}
