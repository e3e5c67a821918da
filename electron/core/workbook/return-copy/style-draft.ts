// styles.xml with entries appended: fills of the two marks, clones of marked cells' formats, and the formats of our own sheet.
// Existing entries keep their bytes and their numbers; a section that lacks its reserved first entries gets them first.

import { CannotPatch, MAIN_NS, type PackageDraft } from './package-draft.js';
import { attributesOf, childOf, XmlEdit, type XmlNode } from './xml-edit.js';

export type MarkKind = 'block' | 'warn';

/** Colours of 必改 and 需核实. The last digit is odd on purpose: by it our fill is known when the file comes back. */
export const MARK_COLOUR: Record<MarkKind, string> = { block: 'FFFFC7CF', warn: 'FFFFEB9D' };
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
  readonly #ownFills = new Map<string, MarkKind>();
  /** How many of the added entries are reserved ones that the section lacked. */
  readonly #reserved = new Map<Section, number>();

  constructor(draft: PackageDraft, part: string) {
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
      const text = b.toString('utf8', fill.start, fill.end);
      for (const kind of ['block', 'warn'] as const)
        if (new RegExp(`"solid"[^>]*>\\s*<fgColor[^>]*"${MARK_COLOUR[kind]}"`, 'i').test(text))
          this.#ownFills.set(String(index), kind);
    });
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

  /** Fill of a mark: that of an earlier return copy, or appended once. */
  markFill(kind: MarkKind): number {
    for (const [index, known] of this.#ownFills) if (known === kind) return Number(index);
    return this.fill(MARK_COLOUR[kind]);
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

  /** The cell's own format with the fill of a mark, or without fill where an earlier mark is taken away. */
  marked(index: number, kind: MarkKind | null): number {
    const key = `${String(index)}|${kind ?? ''}`;
    const known = this.#clones.get(key);
    if (known !== undefined) return known;
    const node = this.#xf(index);
    const source = node ? this.#b.toString('utf8', node.start, node.end) : SECTIONS.cellXfs[0];
    const nameEnd = source.search(/[\s/>]/);
    const tagEnd = source.search(/\/?>/);
    const kept = source.slice(nameEnd, tagEnd).replaceAll(/\s(?:fillId|applyFill)\s*=\s*(?:"[^"]*"|'[^']*')/g, '');
    const fillId = kind === null ? 0 : this.markFill(kind);
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
