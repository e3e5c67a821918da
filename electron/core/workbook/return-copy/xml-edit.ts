// Editing an XML part without rewriting it: the part is scanned for byte offsets, edits are splices, every other byte stays.
// Not here: what the elements mean (style-draft.ts, mark-cells.ts); strictness comes from the scanner of 1-read.

import { plainText } from '../../../../shared/model/plain-text.js';
import { attributes, scanXml, unescapeXml } from '../1-read/xml-scan.js';

/** An element by its byte offsets. */
export interface XmlNode {
  /** Local name, and the prefix with its colon or ''. */
  name: string;
  prefix: string;
  start: number;
  nameEnd: number;
  /** Offset of `>` or `/>` of the opening tag. */
  attrsEnd: number;
  openEnd: number;
  closeStart: number;
  end: number;
  isSelfClosing: boolean;
  children: XmlNode[];
}

/** All elements down to `maxDepth` (root = 1). */
export function readTree(b: Buffer, part: string, maxDepth = 100): XmlNode {
  const open: XmlNode[] = [];
  let root: XmlNode | undefined;
  scanXml(b, part, {
    open(nameStart, nameEnd, attrsEnd, isSelfClosing, depth) {
      if (depth > maxDepth) return;
      const start = b.lastIndexOf(0x3c, nameStart - 1);
      const openEnd = attrsEnd + (isSelfClosing ? 2 : 1);
      const node: XmlNode = {
        name: b.toString('utf8', nameStart, nameEnd),
        prefix: b.toString('utf8', start + 1, nameStart),
        start,
        nameEnd,
        attrsEnd,
        openEnd,
        closeStart: openEnd,
        end: openEnd,
        isSelfClosing,
        children: [],
      };
      if (depth === 1) root = node;
      else open[depth - 2]!.children.push(node);
      open.length = depth - 1;
      open.push(node);
    },
    close(nameStart, nameEnd, depth) {
      if (depth > maxDepth) return;
      const node = open[depth - 1]!;
      node.closeStart = b.lastIndexOf(0x3c, nameStart - 1);
      node.end = b.indexOf(0x3e, nameEnd) + 1;
    },
  });
  return root!;
}

export function attributesOf(b: Buffer, node: XmlNode): Map<string, string> {
  return attributes(b, node.nameEnd, node.attrsEnd);
}

export function childOf(node: XmlNode, name: string): XmlNode | undefined {
  return node.children.find((child) => child.name === name);
}

/** Text inside an element, tags left out. */
export function innerText(b: Buffer, node: XmlNode): string {
  return unescapeXml(b.toString('utf8', node.openEnd, node.closeStart).replaceAll(/<[^>]*>/g, ''));
}

interface Splice {
  from: number;
  to: number;
  text: string;
}

/** Edits of one part, applied at once. */
export class XmlEdit {
  readonly #splices: Splice[] = [];

  constructor(readonly bytes: Buffer) {}

  get isEmpty(): boolean {
    return this.#splices.length === 0;
  }

  insert(at: number, text: string): void {
    this.replace(at, at, text);
  }

  replace(from: number, to: number, text: string): void {
    if (from < to || text !== '') this.#splices.push({ from, to, text });
  }

  remove(node: XmlNode): void {
    this.replace(node.start, node.end, '');
  }

  /** Adds behind the last child. One call per self-closing element: collect the text first. */
  append(node: XmlNode, text: string): void {
    if (text === '') return;
    if (!node.isSelfClosing) return this.insert(node.closeStart, text);
    const name = this.bytes.toString('utf8', node.start + 1, node.nameEnd);
    this.replace(node.attrsEnd, node.end, `>${text}</${name}>`);
  }

  /** Sets an attribute of the opening tag whose name ends at `nameEnd` and whose attributes end at `attrsEnd`. */
  setAttribute(tag: { nameEnd: number; attrsEnd: number }, name: string, value: string): void {
    const found = attributeRange(this.bytes, tag.nameEnd, tag.attrsEnd, name);
    if (found) return this.replace(found[0], found[1], value);
    let at = tag.attrsEnd;
    while (at > tag.nameEnd && this.bytes[at - 1] === 0x20) at -= 1;
    this.insert(at, ` ${name}="${value}"`);
  }

  result(): Buffer {
    const sorted = this.#splices.map((splice, order) => ({ ...splice, order }));
    sorted.sort((a, b) => a.from - b.from || a.to - b.to || a.order - b.order);
    const out: Buffer[] = [];
    let at = 0;
    for (const { from, to, text } of sorted) {
      if (from < at) throw new Error(`overlapping edits at ${String(from)}`);
      out.push(this.bytes.subarray(at, from), Buffer.from(text, 'utf8'));
      at = to;
    }
    out.push(this.bytes.subarray(at));
    return Buffer.concat(out);
  }
}

/** Byte range of an attribute's value, without the quotes. */
export function attributeRange(b: Buffer, from: number, to: number, name: string): [number, number] | undefined {
  // latin1: one character per byte, so that offsets of the match are offsets of the part.
  const tag = b.toString('latin1', from, to);
  for (const match of tag.matchAll(/([^\s=/]+)\s*=\s*("[^"]*"|'[^']*')/g)) {
    if (match[1] !== name) continue;
    const end = from + match.index + match[0].length - 1;
    return [end - match[2]!.length + 2, end];
  }
  return undefined;
}

/** Characters that XML cannot carry are dropped, lone halves of a pair replaced; a file that holds one does not open. */
export function cleanText(text: string, limit = 32_000): string {
  const cleaned = plainText(text);
  return cleaned.length > limit ? `${cleaned.slice(0, limit).replace(/[\uD800-\uDBFF]$/, '')}…` : cleaned;
}

export function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\r\n', '\n')
    .replaceAll('\r', '\n')
    .replaceAll('\n', '&#10;');
}

/** Text of a cell or comment: `_x0041_` would be read as a character code, so its first sign is written as one. */
export function escapeCellText(text: string): string {
  return escapeXml(text.replaceAll(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_'));
}
