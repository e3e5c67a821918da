// Text of a PDF as a browser writes it, in the order it was drawn: enough of the format to read our own prints back. Streams are
// deflated, fonts are composite with a ToUnicode map; anything else is an error here, never a silent blank.

import { inflateSync } from 'node:zlib';

interface Part {
  dictionary: string;
  stream: Buffer | null;
}

function partsOf(pdf: Buffer): Map<number, Part> {
  const text = pdf.toString('latin1');
  const parts = new Map<number, Part>();
  for (const found of text.matchAll(/(?:^|\n)(\d+) 0 obj\b(.*?)\bendobj/gs)) {
    const body = found[2]!;
    const at = body.search(/stream\r?\n/);
    const dictionary = at < 0 ? body : body.slice(0, at);
    let stream: Buffer | null = null;
    if (at >= 0) {
      const from = body.indexOf('\n', at) + 1;
      const bytes = Buffer.from(body.slice(from, body.lastIndexOf('endstream')), 'latin1');
      stream = dictionary.includes('/FlateDecode') ? inflateSync(bytes) : bytes;
    }
    parts.set(Number(found[1]), { dictionary, stream });
  }
  return parts;
}

function utf16(hex: string): string {
  return Buffer.from(hex, 'hex').swap16().toString('utf16le');
}

/** Glyph → text by the font's ToUnicode map. */
function mapOf(cmap: string): Map<number, string> {
  const map = new Map<number, string>();
  for (const block of cmap.matchAll(/beginbfchar(.*?)endbfchar/gs))
    for (const [, from, to] of block[1]!.matchAll(/<([0-9A-F]+)>\s*<([0-9A-F]+)>/gi))
      map.set(Number.parseInt(from!, 16), utf16(to!));
  for (const block of cmap.matchAll(/beginbfrange(.*?)endbfrange/gs))
    for (const [, from, to, first] of block[1]!.matchAll(/<([0-9A-F]+)>\s*<([0-9A-F]+)>\s*<([0-9A-F]+)>/gi))
      for (let glyph = Number.parseInt(from!, 16); glyph <= Number.parseInt(to!, 16); glyph += 1) {
        const code = Number.parseInt(first!.slice(-4), 16) + glyph - Number.parseInt(from!, 16);
        map.set(glyph, utf16(first!.slice(0, -4) + code.toString(16).padStart(4, '0')));
      }
  return map;
}

/** Text of each page without white space. Throws where a glyph has no text. */
export function pdfPages(pdf: Buffer): string[] {
  const parts = partsOf(pdf);
  const maps = new Map<number, Map<number, string>>();
  const fontMap = (id: number): Map<number, string> => {
    let map = maps.get(id);
    if (map === undefined) {
      const to = /\/ToUnicode (\d+) 0 R/.exec(parts.get(id)!.dictionary)?.[1];
      map = to === undefined ? new Map<number, string>() : mapOf(parts.get(Number(to))!.stream!.toString('latin1'));
      maps.set(id, map);
    }
    return map;
  };
  const pages = [...parts.values()].filter(({ dictionary }) => /\/Type\s*\/Page\b/.test(dictionary));
  return pages.map(({ dictionary }) => {
    const resources = /\/Resources (\d+) 0 R/.exec(dictionary)?.[1];
    const held = resources === undefined ? dictionary : parts.get(Number(resources))!.dictionary;
    const named = /\/Font\s*<<(.*?)>>/s.exec(held)?.[1] ?? '';
    const fonts = new Map([...named.matchAll(/\/(\w+) (\d+) 0 R/g)].map((found) => [found[1]!, Number(found[2])]));
    const content = parts.get(Number(/\/Contents (\d+) 0 R/.exec(dictionary)![1]))!.stream!.toString('latin1');
    let text = '';
    let map = new Map<number, string>();
    const show = (hex: string): void => {
      for (let at = 0; at < hex.length; at += 4) {
        const glyph = Number.parseInt(hex.slice(at, at + 4), 16);
        const written = map.get(glyph);
        if (written === undefined) throw new Error(`glyph ${glyph} has no text`);
        text += written;
      }
    };
    // Inside of a span with ActualText the glyphs only draw what it says.
    let isSaid = false;
    const operators =
      /\/ActualText\s*<FEFF([0-9A-F]*)>|\b(EMC)\b|\/(\w+) [\d.]+ Tf|<([0-9A-F]+)>\s*Tj|\[([^\]]*)\]\s*TJ|\)\s*T[jJ]/gi;
    for (const [, said, end, font, hex, list] of content.matchAll(operators)) {
      if (said !== undefined) {
        text += utf16(said);
        isSaid = true;
      } else if (end !== undefined) isSaid = false;
      else if (font !== undefined) map = fontMap(fonts.get(font)!);
      else if (hex === undefined && list === undefined) throw new Error('literal strings are not read');
      else if (!isSaid)
        for (const part of hex === undefined ? list!.matchAll(/<([0-9A-F]+)>/gi) : [['', hex]]) show(part[1]!);
    }
    return text.replaceAll(/\s/g, '');
  });
}
