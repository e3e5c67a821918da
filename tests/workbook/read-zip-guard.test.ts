import { describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS } from '../../electron/core/workbook/1-read/raw-book.js';
import { openZip } from '../../electron/core/workbook/1-read/zip-guard.js';
import { readInProcess } from '../helpers/read-in-process.js';
import { read, refusal, valuesOf } from '../helpers/read-cells.js';
import { rowsXml, xlsxBytes } from '../helpers/xlsx-bytes.js';
import type { ZipPart } from '../helpers/zip-bytes.js';

const xml = rowsXml([
  ['区县', '申请量'],
  ['甲区', 405],
]);
const SHEET = 'xl/worksheets/sheet1.xml';
const book = (change: (parts: ZipPart[]) => ZipPart[]) => xlsxBytes({ sheets: [{ xml }], change });
const onSheet = (change: (part: ZipPart) => ZipPart) =>
  book((parts) => parts.map((part) => (part.name === SHEET ? change(part) : part)));
const good = book((parts) => parts);

describe('archives', () => {
  it('a part gives the same bytes each time, whatever a reader wrote into them before', () => {
    const zip = openZip(good, DEFAULT_LIMITS);
    const first = Buffer.from(zip.read(SHEET));
    for (let time = 0; time < 3; time += 1) {
      const again = zip.read(SHEET);
      expect(again.equals(first)).toBe(true);
      again.fill(0);
    }
  });

  it.each([
    ['stored parts', onSheet((part) => ({ ...part, stored: true }))],
    ['sizes in data descriptors', onSheet((part) => ({ ...part, streamed: true }))],
    [
      'part names with backslashes',
      book((parts) => parts.map((part) => ({ ...part, name: part.name.replaceAll('/', '\\') }))),
    ],
    ['a leading slash', book((parts) => parts.map((part) => ({ ...part, name: `/${part.name}` })))],
    ['junk after the end', Buffer.concat([good, Buffer.from('junk')])],
    ['no content types', book((parts) => parts.filter((part) => part.name !== '[Content_Types].xml'))],
    [
      'thousands of empty entries',
      book((parts) => [...parts, ...Array.from({ length: 5000 }, (_, n) => ({ name: `e/${String(n)}`, data: '' }))]),
    ],
  ])('%s: read', (_, bytes) => {
    expect(valuesOf(read(bytes))).toEqual({ A1: '区县', B1: '申请量', A2: '甲区', B2: 405 });
  });

  it.each([
    ['a size that is smaller than the truth', onSheet((part) => ({ ...part, lie: { size: 20 } })), 'file.suspicious'],
    ['a size that is larger than the truth', onSheet((part) => ({ ...part, lie: { size: 90_000 } })), 'file.damaged'],
    ['a wrong checksum', onSheet((part) => ({ ...part, lie: { crc: 1 } })), 'file.damaged'],
    [
      'another name in the local header',
      onSheet((part) => ({ ...part, lie: { localName: 'xl/worksheets/sheet2.xml' } })),
      'file.suspicious',
    ],
    [
      'another method in the local header',
      onSheet((part) => ({ ...part, lie: { localMethod: 0 } })),
      'file.suspicious',
    ],
    ['an unknown method', onSheet((part) => ({ ...part, lie: { method: 14, localMethod: 14 } })), 'file.suspicious'],
    ['zip encryption', onSheet((part) => ({ ...part, lie: { flags: 1 } })), 'file.encrypted'],
    ['a doubled part', book((parts) => [...parts, { name: SHEET, data: '<worksheet/>' }]), 'file.suspicious'],
    [
      'a part doubled in another case',
      book((parts) => [...parts, { name: SHEET.toUpperCase(), data: '<worksheet/>' }]),
      'file.suspicious',
    ],
    ['a name that climbs out', book((parts) => [...parts, { name: '../../evil.txt', data: 'x' }]), 'file.suspicious'],
    [
      'a missing workbook part',
      book((parts) => parts.filter((part) => part.name !== 'xl/workbook.xml')),
      'file.damaged',
    ],
    ['a missing sheet part', book((parts) => parts.filter((part) => part.name !== SHEET)), 'file.damaged'],
    [
      'missing relationships',
      book((parts) => parts.filter((part) => !part.name.startsWith('xl/_rels'))),
      'file.damaged',
    ],
    [
      'a ratio of a thousand',
      onSheet((part) => ({ ...part, data: `${String(part.data)}${' '.repeat(5_000_000)}` })),
      'file.suspicious',
    ],
    ['something before the archive', Buffer.concat([Buffer.from('HTTP/1.1 200 OK\r\n\r\n'), good]), 'file.damaged'],
    ['a lost last byte', good.subarray(0, -1), 'file.damaged'],
    [
      'zeros in the second half',
      Buffer.concat([good.subarray(0, good.length / 2), Buffer.alloc(good.length / 2)]),
      'file.damaged',
    ],
  ])('%s: refused', (_, bytes, code) => {
    expect(refusal(bytes).code).toBe(code);
  });

  it('the declared total counts before anything is inflated', () => {
    expect(() => readInProcess(good, 'a.xlsx', { ...DEFAULT_LIMITS, maxInflatedBytes: 1000 })).toThrow(
      /file\.too-large/,
    );
    expect(() => readInProcess(good, 'a.xlsx', { ...DEFAULT_LIMITS, maxEntries: 3 })).toThrow(/file\.suspicious/);
    expect(() => readInProcess(good, 'a.xlsx', { ...DEFAULT_LIMITS, maxCells: 3 })).toThrow(/file\.too-large/);
    expect(() => readInProcess(good, 'a.xlsx', { ...DEFAULT_LIMITS, maxBytes: 100 })).toThrow(/file\.too-large/);
  });

  it('every truncation is refused', () => {
    for (let length = 1; length < good.length; length += 7)
      expect(() => read(good.subarray(0, length))).toThrow(/file\./);
  });

  it('a flipped byte never gives a wrong figure', () => {
    for (let at = 0; at < good.length; at++) {
      const bytes = Buffer.from(good);
      bytes[at] = (bytes[at] ?? 0) ^ 0x10;
      let values;
      try {
        values = valuesOf(read(bytes));
      } catch {
        continue;
      }
      expect(values, `byte ${String(at)}`).toEqual({ A1: '区县', B1: '申请量', A2: '甲区', B2: 405 });
    }
  });
});

describe('XML of the parts', () => {
  it.each([
    [
      'a DOCTYPE',
      `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><worksheet>${xml}</worksheet>`,
      'file.suspicious',
    ],
    ['a cut sheet', `<?xml version="1.0"?><worksheet>${xml.slice(0, -20)}`, 'file.damaged'],
    ['a missing end of the root', `<?xml version="1.0"?><worksheet>${xml}`, 'file.damaged'],
    [
      'crossed tags',
      `<?xml version="1.0"?><worksheet>${xml.replace('</row></sheetData>', '</sheetData></row>')}</worksheet>`,
      'file.damaged',
    ],
    ['an unclosed comment', `<?xml version="1.0"?><worksheet>${'<!--'.repeat(1000)}${xml}</worksheet>`, 'file.damaged'],
    ['another root', `<?xml version="1.0"?><workbook>${xml}</workbook>`, 'file.damaged'],
    ['deep nesting', `<?xml version="1.0"?>${'<a>'.repeat(100_000)}`, 'file.suspicious'],
  ])('%s is refused', (_, part, code) => {
    expect(refusal(xlsxBytes({ sheets: [{ xml: part }] })).code).toBe(code);
  });

  it('a sheet outside the package, or the workbook itself as a sheet, is refused', () => {
    const target = (text: string) =>
      book((parts) =>
        parts.map((part) =>
          part.name.startsWith('xl/_rels')
            ? { ...part, data: String(part.data).replace('Target="worksheets/sheet1.xml"', text) }
            : part,
        ),
      );
    expect(refusal(target('Target="http://127.0.0.1:9/s.xml" TargetMode="External"')).code).toBe('file.suspicious');
    expect(refusal(target('Target="../../../etc/passwd"')).code).toBe('file.damaged');
    expect(refusal(target('Target="workbook.xml"')).code).toBe('file.damaged');
  });
});
