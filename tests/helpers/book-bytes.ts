// Rows with merges as the bytes of the formats that districts send: .xlsx, CSV in two encodings, an HTML table named .xls.

import type { RandomBook, Sheet } from './random-layout.js';
import { xlsxBytes } from './xlsx-bytes.js';

export function bookBytes(book: RandomBook): Buffer {
  switch (book.format) {
    case 'xlsx':
      return xlsxBytes({ sheets: book.sheets.map((sheet) => ({ name: sheet.name, xml: sheetXml(sheet) })) });
    case 'html':
      return Buffer.from(html(book.sheets[0]!), 'utf8');
    case 'csv-gb18030':
      return gb18030(csv(book.sheets[0]!));
    case 'csv-utf8':
      return Buffer.from(`\uFEFF${csv(book.sheets[0]!)}`, 'utf8');
  }
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

function letters(c: number): string {
  let text = '';
  for (let n = c + 1; n > 0; n = Math.floor((n - 1) / 26)) text = String.fromCharCode(65 + ((n - 1) % 26)) + text;
  return text;
}

function sheetXml(sheet: Sheet): string {
  const cell = (value: string | number | null, r: number, c: number): string => {
    if (value === null) return '';
    const at = `${letters(c)}${String(r + 1)}`;
    return typeof value === 'number'
      ? `<c r="${at}"><v>${String(value)}</v></c>`
      : `<c r="${at}" t="inlineStr"><is><t xml:space="preserve">${escape(value)}</t></is></c>`;
  };
  const rows = sheet.rows.map(
    (row, r) => `<row r="${String(r + 1)}">${row.map((value, c) => cell(value, r, c)).join('')}</row>`,
  );
  const merges = sheet.merges.filter(([a, b, c, d]) => a !== c || b !== d);
  const refs = merges.map(
    ([a, b, c, d]) => `<mergeCell ref="${letters(b)}${String(a + 1)}:${letters(d)}${String(c + 1)}"/>`,
  );
  return `<sheetData>${rows.join('')}</sheetData>${refs.length > 0 ? `<mergeCells>${refs.join('')}</mergeCells>` : ''}`;
}

function csv(sheet: Sheet): string {
  const width = Math.max(...sheet.rows.map((row) => row.length), 1);
  const field = (value: string | number | null | undefined): string => {
    const text = String(value ?? '');
    return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return sheet.rows.map((row) => Array.from({ length: width }, (_, c) => field(row[c])).join(',')).join('\r\n');
}

function html(sheet: Sheet): string {
  const covered = new Set<string>();
  const spans = new Map<string, string>();
  for (const [a, b, c, d] of sheet.merges) {
    spans.set(`${String(a)}|${String(b)}`, ` rowspan="${String(c - a + 1)}" colspan="${String(d - b + 1)}"`);
    for (let r = a; r <= c; r += 1)
      for (let k = b; k <= d; k += 1) if (r !== a || k !== b) covered.add(`${String(r)}|${String(k)}`);
  }
  const width = Math.max(...sheet.rows.map((row) => row.length), 1);
  const rows = sheet.rows.map((row, r) => {
    const cells = Array.from({ length: width }, (_, c) => {
      const key = `${String(r)}|${String(c)}`;
      if (covered.has(key)) return '';
      return `<td${spans.get(key) ?? ''}>${escape(String(row[c] ?? ''))}</td>`;
    });
    return `<tr>${cells.join('')}</tr>`;
  });
  return `<html><head><meta charset="utf-8"></head><body><table>${rows.join('')}</table></body></html>`;
}

let codes: Map<string, [number, number]> | null = null;

/** The two-byte part of GB18030, turned round from the decoder. */
function gb18030(text: string): Buffer {
  if (codes === null) {
    codes = new Map();
    const decoder = new TextDecoder('gb18030');
    for (let lead = 0x81; lead <= 0xfe; lead += 1)
      for (let trail = 0x40; trail <= 0xfe; trail += 1) {
        const sign = trail === 0x7f ? '' : decoder.decode(Uint8Array.of(lead, trail));
        if (sign.length === 1 && sign !== '\uFFFD' && !codes.has(sign)) codes.set(sign, [lead, trail]);
      }
  }
  const bytes = [...text].flatMap((sign) => {
    if (sign.charCodeAt(0) < 0x80) return [sign.charCodeAt(0)];
    const code = codes!.get(sign);
    if (!code) throw new Error(`${sign} is not in the two-byte part`);
    return code;
  });
  return Buffer.from(bytes);
}
