// A small strict XML scanner over UTF-8 bytes: well-formed or refused, no DOCTYPE, no entities, no recursion.
// It exists because SheetJS finds elements by regular expression and reads a cut sheet as a shorter one
// (reliability.md, "Measured here"). Comments and processing instructions can be blanked so that no later reader
// takes a cell from inside one. Not here: what elements mean.

import { isUtf8 } from 'node:buffer';
import { damaged, suspicious } from './refuse.js';

/** Offsets into the scanned bytes; names are local names (without prefix). `attrsEnd` is the offset of > or />. */
export interface XmlHandler {
  open?(nameStart: number, nameEnd: number, attrsEnd: number, isSelfClosing: boolean, depth: number): void;
  close?(nameStart: number, nameEnd: number, depth: number): void;
  /** Character data, raw: entities are still escaped. */
  text?(start: number, end: number): void;
  cdata?(start: number, end: number): void;
}

const LT = 0x3c;
const GT = 0x3e;
const SLASH = 0x2f;
const BANG = 0x21;
const QUESTION = 0x3f;
const COLON = 0x3a;
const QUOTE = 0x22;
const APOSTROPHE = 0x27;
const SPACE = 0x20;
const MAX_DEPTH = 200;

/** Bytes of an XML part as UTF-8 without BOM; other encodings are decoded strictly. */
export function xmlToUtf8(bytes: Buffer, part: string): Buffer {
  const utf16 =
    (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === LT && bytes[1] === 0)
      ? 'utf-16le'
      : (bytes[0] === 0xfe && bytes[1] === 0xff) || (bytes[0] === 0 && bytes[1] === LT)
        ? 'utf-16be'
        : undefined;
  const head = bytes.subarray(0, 200).toString('latin1');
  const declared = utf16 ?? /^(?:ï»¿)?<\?xml[^>]*encoding\s*=\s*["']([\w.:-]+)["']/.exec(head)?.[1]?.toLowerCase();
  if (declared === undefined || declared === 'utf-8' || declared === 'utf8' || declared === 'us-ascii') {
    if (!isUtf8(bytes)) throw damaged(`内部文件 ${part} 的文字编码有误`, `${part} is not UTF-8`);
    return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
  }
  try {
    return Buffer.from(new TextDecoder(declared, { fatal: true }).decode(bytes), 'utf8');
  } catch (error) {
    throw damaged(`内部文件 ${part} 的文字编码有误`, `${part} is not ${declared}`, error);
  }
}

/** Scans one document; refuses DOCTYPE (suspicious) and anything not well-formed (damaged). */
export function scanXml(b: Buffer, part: string, handler: XmlHandler, options: { blank?: boolean } = {}): void {
  const broken = (what: string, at: number) =>
    damaged(`内部文件 ${part} 内容不完整`, `${part}: ${what} at ${String(at)}`);
  const stackStart = new Int32Array(MAX_DEPTH + 1);
  const stackEnd = new Int32Array(MAX_DEPTH + 1);
  const end = b.length;
  let depth = 0;
  let hasRoot = false;
  let at = 0;
  while (at < end) {
    if (b[at] !== LT) {
      let stop = b.indexOf(LT, at);
      if (stop < 0) stop = end;
      if (depth > 0) handler.text?.(at, stop);
      else if (!isBlank(b, at, stop)) throw broken('text outside the root', at);
      at = stop;
      continue;
    }
    const next = b[at + 1];
    if (next === QUESTION) {
      const stop = b.indexOf('?>', at + 2, 'latin1');
      if (stop < 0) throw broken('unclosed processing instruction', at);
      if (options.blank && at > 0) b.fill(SPACE, at, stop + 2);
      at = stop + 2;
    } else if (next === BANG) {
      if (b[at + 2] === 0x2d && b[at + 3] === 0x2d) {
        const stop = b.indexOf('-->', at + 4, 'latin1');
        if (stop < 0) throw broken('unclosed comment', at);
        if (options.blank) b.fill(SPACE, at, stop + 3);
        at = stop + 3;
      } else if (depth > 0 && b.toString('latin1', at, at + 9) === '<![CDATA[') {
        const stop = b.indexOf(']]>', at + 9, 'latin1');
        if (stop < 0) throw broken('unclosed CDATA', at);
        handler.cdata?.(at + 9, stop);
        at = stop + 3;
      } else if (/^<!(?:DOCTYPE|ENTITY)/i.test(b.toString('latin1', at, at + 10))) {
        throw suspicious('含有 DOCTYPE 或实体声明', `${part} at ${String(at)}`);
      } else throw broken('unknown declaration', at);
    } else if (next === SLASH) {
      const stop = b.indexOf(GT, at + 2);
      if (stop < 0 || depth === 0) throw broken('end tag', at);
      let nameEnd = stop;
      while (nameEnd > at + 2 && isSpace(b[nameEnd - 1])) nameEnd--;
      const openStart = stackStart[depth] ?? 0;
      const length = (stackEnd[depth] ?? 0) - openStart;
      if (nameEnd - at - 2 !== length || b.compare(b, openStart, openStart + length, at + 2, nameEnd) !== 0)
        throw broken('end tag does not match', at);
      handler.close?.(localStart(b, at + 2, nameEnd), nameEnd, depth);
      depth--;
      at = stop + 1;
    } else {
      const nameStart = at + 1;
      let nameEnd = nameStart;
      while (nameEnd < end && b[nameEnd] !== GT && b[nameEnd] !== SLASH && !isSpace(b[nameEnd])) nameEnd++;
      let stop = nameEnd;
      for (; stop < end && b[stop] !== GT; stop++) {
        const byte = b[stop];
        if (byte === LT) throw broken('< inside a tag', stop);
        if (byte !== QUOTE && byte !== APOSTROPHE) continue;
        stop = b.indexOf(byte, stop + 1);
        if (stop < 0) throw broken('unclosed attribute', at);
      }
      if (stop >= end || nameEnd === nameStart) throw broken('unclosed tag', at);
      if (depth === 0 && hasRoot) throw broken('second root', at);
      hasRoot = true;
      const isSelfClosing = b[stop - 1] === SLASH;
      const local = localStart(b, nameStart, nameEnd);
      handler.open?.(local, nameEnd, isSelfClosing ? stop - 1 : stop, isSelfClosing, depth + 1);
      if (!isSelfClosing) {
        depth++;
        if (depth > MAX_DEPTH) throw suspicious('内部结构嵌套过深', `${part} at ${String(at)}`);
        stackStart[depth] = nameStart;
        stackEnd[depth] = nameEnd;
      }
      at = stop + 1;
    }
  }
  if (depth !== 0 || !hasRoot) throw broken('root element not closed', end);
}

function isSpace(byte: number | undefined): boolean {
  return byte === SPACE || byte === 0x0a || byte === 0x0d || byte === 0x09;
}

function isBlank(b: Buffer, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (!isSpace(b[at]) && b[at] !== 0) return false;
  return true;
}

function localStart(b: Buffer, start: number, end: number): number {
  for (let at = start; at < end; at++) if (b[at] === COLON) return at + 1;
  return start;
}

/** One element as the small readers want it: local name, attributes by local and by full name, depth. */
export interface XmlElement {
  name: string;
  attrs: ReadonlyMap<string, string>;
  depth: number;
}

const ATTRIBUTE = /([^\s=/]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

/** Attributes between name and end of a tag, by full name; values unescaped. */
export function attributes(b: Buffer, start: number, end: number): Map<string, string> {
  const out = new Map<string, string>();
  const text = b.toString('utf8', start, end);
  ATTRIBUTE.lastIndex = 0;
  for (let match = ATTRIBUTE.exec(text); match !== null; match = ATTRIBUTE.exec(text))
    out.set(match[1] ?? '', unescapeXml(match[2] ?? match[3] ?? ''));
  return out;
}

/** Value of the attribute with this local name whatever its prefix (r:id, ss:Name). */
export function localAttribute(attrs: ReadonlyMap<string, string>, local: string): string | undefined {
  const plain = attrs.get(local);
  if (plain !== undefined) return plain;
  for (const [name, value] of attrs) if (name.endsWith(`:${local}`)) return value;
  return undefined;
}

/** The five entities and character references; anything else stays as written. */
export function unescapeXml(text: string): string {
  if (!text.includes('&')) return text;
  return text.replaceAll(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(lt|gt|amp|quot|apos));/gi, (whole, hex, dec, named) => {
    if (typeof named === 'string')
      return { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }[named.toLowerCase()] ?? whole;
    const code = typeof hex === 'string' ? Number.parseInt(hex, 16) : Number(dec);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

/** Local names and attributes of a small document, in order; for parts of a few thousand elements at most. */
export function scanSmallXml(
  b: Buffer,
  part: string,
  onElement: (element: XmlElement) => void,
  onText?: (text: string) => void,
): void {
  scanXml(b, part, {
    open(nameStart, nameEnd, attrsEnd, _self, depth) {
      onElement({ name: b.toString('utf8', nameStart, nameEnd), attrs: attributes(b, nameEnd, attrsEnd), depth });
    },
    ...(onText && { text: (start: number, end: number) => onText(unescapeXml(b.toString('utf8', start, end))) }),
  });
}
