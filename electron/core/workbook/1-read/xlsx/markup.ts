// The small part of XML that spreadsheet programs write, as bytes: names, attributes, texts. What is well-formed but unusual
// (CDATA, comments, prefixes, entities beyond the five) is not canonical and goes the slow way.
// Not here: what elements mean (scan-rows.ts, scan-strings.ts).

import { cellText } from '../cell-text.js';
import { NotCanonical } from '../not-canonical.js';

export const LT = 0x3c;
export const GT = 0x3e;
export const SLASH = 0x2f;
const EQUALS = 0x3d;
export const QUOTE = 0x22;
export const APOSTROPHE = 0x27;
const AMPERSAND = 0x26;
const UNDERSCORE = 0x5f;

export function isSpace(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}

function isQuote(byte: number): boolean {
  return byte === QUOTE || byte === APOSTROPHE;
}

export function skipSpaces(b: Buffer, at: number): number {
  while (isSpace(b[at])) at++;
  return at;
}

/** Position behind `text`, which has to stand at `at`. */
export function expect(b: Buffer, at: number, text: string): number {
  for (let n = 0; n < text.length; n++) if (b[at + n] !== text.charCodeAt(n)) throw new NotCanonical(`no ${text}`, at);
  return at + text.length;
}

export function startsWith(b: Buffer, at: number, text: string): boolean {
  for (let n = 0; n < text.length; n++) if (b[at + n] !== text.charCodeAt(n)) return false;
  return true;
}

/** Skips attributes up to > or />; returns the position of that sign. */
export function skipAttributes(b: Buffer, from: number): number {
  let at = from;
  for (;;) {
    const start = at;
    at = skipSpaces(b, at);
    const byte = b[at];
    if (byte === GT) return at;
    if (byte === SLASH) {
      if (b[at + 1] !== GT) throw new NotCanonical('/ inside a tag', at);
      return at;
    }
    if (at === start) throw new NotCanonical('no space before an attribute', at);
    at = valueEnd(b, valueStart(b, at)) + 1;
  }
}

/** From the name of an attribute to the first byte of its value. */
export function valueStart(b: Buffer, nameStart: number): number {
  let at = nameStart;
  for (let byte = b[at]; byte !== EQUALS; byte = b[++at])
    if (byte === undefined || byte === GT || byte === LT || byte === SLASH || isQuote(byte) || isSpace(byte))
      throw new NotCanonical('attribute name', at);
  if (at === nameStart) throw new NotCanonical('attribute name', at);
  const quote = b[at + 1];
  if (quote !== QUOTE && quote !== APOSTROPHE) throw new NotCanonical('attribute quote', at);
  return at + 2;
}

/** Position of the quote that ends a value. */
export function valueEnd(b: Buffer, start: number): number {
  const quote = b[start - 1];
  let at = start;
  for (let byte = b[at]; byte !== quote; byte = b[++at])
    if (byte === undefined || byte === LT) throw new NotCanonical('attribute value', at);
  return at;
}

/** Position of the < that ends a text. */
export function textEnd(b: Buffer, start: number): number {
  let at = start;
  for (let byte = b[at]; byte !== LT; byte = b[++at]) if (byte === undefined) throw new NotCanonical('open text', at);
  return at;
}

/** A text as the officer sees it: entities and _xHHHH_ resolved, line ends \n, nothing unseen. */
export function decodeText(b: Buffer, start: number, end: number): string {
  let isAscii = true;
  let isPlain = true;
  for (let at = start; at < end; at++) {
    const byte = b[at]!;
    if (byte >= 0x80) {
      isAscii = false;
      // EF BF BE and EF BF BF are U+FFFE and U+FFFF.
      if (byte === 0xef && b[at + 1] === 0xbf) isPlain = false;
    } else if (byte < 0x20 ? byte !== 0x0a && byte !== 0x09 : byte === AMPERSAND || byte === UNDERSCORE)
      isPlain = false;
  }
  const text = isAscii ? b.toString('latin1', start, end) : b.toString('utf8', start, end);
  return isPlain ? text : resolve(text, start);
}

const ENTITIES: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function resolve(raw: string, at: number): string {
  let text = raw;
  if (text.includes('&'))
    text = text.replaceAll(/&([^;&]{0,12};)?/g, (_, inner: string | undefined) => {
      const name = inner?.slice(0, -1) ?? '';
      const known = Object.hasOwn(ENTITIES, name) ? ENTITIES[name] : undefined;
      if (known !== undefined) return known;
      const code = /^#(?:x([0-9a-fA-F]{1,6})|(\d{1,7}))$/.exec(name);
      const point = code ? (code[1] === undefined ? Number(code[2]) : Number.parseInt(code[1], 16)) : 0;
      if (point < 1 || point > 0x10ffff) throw new NotCanonical('entity', at);
      return String.fromCodePoint(point);
    });
  if (text.includes('_x'))
    text = text.replaceAll(/_x([0-9a-fA-F]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return cellText(text);
}
