// The district's package under edit: parts are read through the zip guard, changed ones replaced, the rest handed on as they
// are. Also the bookkeeping of the package: relationships, content types, fresh names.
// Refuses (CannotPatch) what would be guesswork: prefixed, strict, signed, oddly encoded. Then a remark workbook is made.

import { isUtf8 } from 'node:buffer';

import { zipSync, type Zippable } from 'fflate';

import { relationsOf, workbookPartOf, workbookParts, type PackageSheet } from '../1-read/ooxml-package.js';
import { DEFAULT_LIMITS } from '../1-read/raw-book.js';
import { openZip, type GuardedZip } from '../1-read/zip-guard.js';
import { attributesOf, escapeXml, readTree, XmlEdit } from './xml-edit.js';

export const MAIN_NS = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const REL_NS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE_NS = 'http://schemas.openxmlformats.org/package/2006';
const TYPES_PART = '[Content_Types].xml';
const RELS_TYPE = 'application/vnd.openxmlformats-package.relationships+xml';
const XML_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const BOM = Buffer.from([0xef, 0xbb, 0xbf]);

/** Why this file is not patched; the officer gets a separate remark workbook instead. */
export class CannotPatch extends Error {
  constructor(readonly reason: string) {
    super(reason);
    this.name = 'CannotPatch';
  }
}

/** Patching works in memory in the core; beyond this size a remark workbook is the answer. */
const LIMITS = { ...DEFAULT_LIMITS, maxBytes: 50 * 1024 * 1024, maxInflatedBytes: 300 * 1024 * 1024 };

export class PackageDraft {
  readonly #zip: GuardedZip;
  readonly #changed = new Map<string, Buffer>();
  readonly #withBom = new Set<string>();
  readonly workbook: string;
  readonly sheets: PackageSheet[];
  readonly styles: string | undefined;
  readonly isMacroBook: boolean;

  constructor(bytes: Buffer) {
    if (bytes.length > LIMITS.maxBytes) throw new CannotPatch('文件太大');
    this.#zip = openZip(bytes, LIMITS);
    const workbook = workbookPartOf(this.#zip);
    if (workbook === undefined || !workbook.endsWith('.xml')) throw new CannotPatch('不是 .xlsx 工作簿');
    if (this.#zip.names.some((name) => /^_xmlsignatures\//i.test(name))) throw new CannotPatch('文件带有数字签名');
    if (this.#zip.names.some((name) => name.includes('__proto__'))) throw new CannotPatch('内部结构不常见');
    this.workbook = workbook;
    const parts = workbookParts(this.#zip, workbook);
    this.sheets = parts.sheets;
    this.styles = parts.styles;
    this.isMacroBook = parts.hasMacros;
    this.tree(workbook, 'workbook');
  }

  /** Name as stored: relationships may differ from it in case. */
  #stored(part: string): string {
    const key = part.toLowerCase();
    return this.#zip.names.find((name) => name.toLowerCase() === key) ?? part;
  }

  has(part: string): boolean {
    return this.#changed.has(this.#stored(part)) || this.#zip.has(part);
  }

  /** Raw bytes of a part, changed or not. */
  bytes(part: string): Buffer {
    return this.#changed.get(this.#stored(part)) ?? this.#zip.read(part);
  }

  /** A part as UTF-8 without its mark; any other encoding is not patched. */
  xml(part: string): Buffer {
    const name = this.#stored(part);
    const raw = this.bytes(part);
    const b = raw.subarray(0, 3).equals(BOM) ? raw.subarray(3) : raw;
    if (b !== raw) this.#withBom.add(name);
    const declared = /^<\?xml[^>]*encoding\s*=\s*["']([\w.:-]+)["']/.exec(b.toString('latin1', 0, 200))?.[1];
    if ((declared !== undefined && !/^utf-?8$/i.test(declared)) || !isUtf8(b) || b.includes(0))
      throw new CannotPatch('内部文件的文字编码不常见');
    return b;
  }

  /** A part whose root is as Excel and WPS write it: this name, no prefix, the transitional namespace. */
  tree(part: string, root: string, namespace = MAIN_NS, maxDepth = 100) {
    const b = this.xml(part);
    const node = readTree(b, part, maxDepth);
    const declared = attributesOf(b, node).get('xmlns');
    if (node.name !== root || node.prefix !== '' || declared !== namespace) throw new CannotPatch('内部结构不常见');
    return { b, node };
  }

  /** Prefix with colon that a part's root gives to relationship ids, and what to add where it gives none. */
  relationAttribute(b: Buffer, root: Parameters<typeof attributesOf>[1], id: string): string {
    for (const [name, value] of attributesOf(b, root))
      if (value === REL_NS && name.startsWith('xmlns:')) return `${name.slice(6)}:id="${id}"`;
    return `xmlns:r="${REL_NS}" r:id="${id}"`;
  }

  /** Replaces or adds a part. */
  set(part: string, data: Buffer | string): void {
    const name = this.#stored(part);
    const b = Buffer.from(data as string);
    this.#changed.set(name, this.#withBom.has(name) ? Buffer.concat([BOM, b]) : b);
  }

  /** A part name of this pattern that is not taken. */
  freshPart(pattern: (n: number) => string): string {
    for (let n = 1; ; n += 1) if (!this.has(pattern(n))) return pattern(n);
  }

  /** Parts that exist under a folder-independent pattern, as stored. */
  partsLike(pattern: RegExp): string[] {
    return [...new Set([...this.#zip.names, ...this.#changed.keys()])].filter((name) => pattern.test(name));
  }

  /** The part that a relationship of this type leads to. */
  related(owner: string, type: string): string | undefined {
    const found = [...relationsOf(this.#reader(), owner).values()].find((one) => one.type === type && !one.isExternal);
    return found && this.has(found.part) ? found.part : undefined;
  }

  relatedById(owner: string, id: string): string | undefined {
    const found = relationsOf(this.#reader(), owner).get(id);
    return found && !found.isExternal && this.has(found.part) ? found.part : undefined;
  }

  #reader(): GuardedZip {
    return { ...this.#zip, has: (name) => this.has(name), read: (name) => this.bytes(name) };
  }

  /** Adds a relationship and returns its fresh id. */
  relate(owner: string, type: string, target: string): string {
    const slash = owner.lastIndexOf('/') + 1;
    const part = `${owner.slice(0, slash)}_rels/${owner.slice(slash)}.rels`;
    const full = `${REL_NS}/${type}`;
    const path = `/${target}`;
    if (!this.has(part)) {
      // LibreOffice names every .rels part by itself: a new one would be of no type.
      this.declare(part, RELS_TYPE, true);
      this.set(
        part,
        `${XML_HEAD}<Relationships xmlns="${PACKAGE_NS}/relationships"><Relationship Id="rId1" Type="${full}" Target="${escapeXml(path)}"/></Relationships>`,
      );
      return 'rId1';
    }
    const { b, node } = this.tree(part, 'Relationships', `${PACKAGE_NS}/relationships`);
    const ids = new Set(node.children.map((child) => attributesOf(b, child).get('Id')?.toLowerCase()));
    let n = node.children.length + 1;
    while (ids.has(`rid${String(n)}`)) n += 1;
    const id = `rId${String(n)}`;
    const edit = new XmlEdit(b);
    edit.append(node, `<Relationship Id="${id}" Type="${full}" Target="${escapeXml(path)}"/>`);
    this.set(part, edit.result());
    return id;
  }

  /** Says what a new part is; `ending` declares a whole ending instead where it is not declared yet. */
  declare(part: string, contentType: string, ending = false): void {
    const { b, node } = this.tree(TYPES_PART, 'Types', `${PACKAGE_NS}/content-types`);
    const extension = part.slice(part.lastIndexOf('.') + 1).toLowerCase();
    const edit = new XmlEdit(b);
    if (ending) {
      const known = node.children.find(
        (child) => child.name === 'Default' && attributesOf(b, child).get('Extension')?.toLowerCase() === extension,
      );
      if (known && attributesOf(b, known).get('ContentType') === contentType) return;
      if (!known) {
        // Defaults first: Excel writes them so, and some readers expect it.
        const last = node.children.findLast((child) => child.name === 'Default');
        edit.insert(last ? last.end : node.openEnd, `<Default Extension="${extension}" ContentType="${contentType}"/>`);
        this.set(TYPES_PART, edit.result());
        return;
      }
    }
    edit.append(node, `<Override PartName="/${escapeXml(part)}" ContentType="${contentType}"/>`);
    this.set(TYPES_PART, edit.result());
  }

  /** The package: parts in their old order, new ones behind. */
  pack(at: Date): Uint8Array {
    const files = Object.create(null) as Zippable;
    for (const name of [...this.#zip.names, ...this.#changed.keys()])
      files[name] ??= [this.bytes(name), { level: 6, mtime: at }];
    return zipSync(files);
  }
}
