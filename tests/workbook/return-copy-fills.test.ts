// A mark stands over the district's own fill: when the mark goes the fill is there again, wherever its cell has moved by then and
// whoever saved the file in between.

import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';

import { markColour, MAX_SHADE, readShades, shadesText } from '../../electron/core/workbook/return-copy/mark-fills.js';
import { fills, issueAt as issue, partsOf, patched, RED, YELLOW } from '../helpers/return-copies.js';
import { xlsxBytes } from '../helpers/xlsx-bytes.js';

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const BLUE = 'FFDDEBF7';
const solid = (colour: string): string =>
  `<fill><patternFill patternType="solid"><fgColor ${colour}/><bgColor indexed="64"/></patternFill></fill>`;
const STRIPES = '<fill><patternFill patternType="lightUp"/></fill>';
const OWN_FILLS = [solid(`rgb="${BLUE}"`), solid('theme="4" tint="0.7999"'), STRIPES];

/** A1 without fill, B1 to D1 with one each, all with the same number format. */
function colourful(ownFills: readonly string[] = OWN_FILLS): Buffer {
  const all = [
    '<fill><patternFill patternType="none"/></fill>',
    '<fill><patternFill patternType="gray125"/></fill>',
    ...ownFills,
  ];
  const xfs = ownFills.map(
    (_, n) => `<xf numFmtId="2" fontId="0" fillId="${String(n + 2)}" borderId="0" applyFill="1"/>`,
  );
  const cells = ['A', 'B', 'C', 'D'].map((at, n) => `<c r="${at}1" s="${String(n)}"><v>${String(n)}</v></c>`);
  return xlsxBytes({
    sheets: [{ xml: `<sheetData><row r="1">${cells.join('')}</row></sheetData>` }],
    change: (parts) =>
      parts.map((part) =>
        part.name === 'xl/styles.xml'
          ? {
              ...part,
              data: `<styleSheet xmlns="${MAIN}"><fonts count="1"><font/></fonts><fills>${all.join('')}</fills><borders><border/></borders><cellXfs><xf numFmtId="2" fontId="0" fillId="0" borderId="0"/>${xfs.join('')}</cellXfs></styleSheet>`,
            }
          : part,
      ),
  });
}

/** The <fill> of a cell of the first sheet. */
function fillOf(bytes: Uint8Array, cell: string): string {
  const parts = partsOf(bytes);
  const format = Number(new RegExp(`<c r="${cell}"[^>]*? s="(\\d+)"`).exec(parts['xl/worksheets/sheet1.xml']!)![1]);
  const xfs = [.../<cellXfs.*<\/cellXfs>/s.exec(parts['xl/styles.xml']!)![0].matchAll(/<xf\s[^>]*>/g)];
  const id = Number(/fillId="(\d+)"/.exec(xfs[format]![0])![1]);
  return [...parts['xl/styles.xml']!.matchAll(/<fill>.*?<\/fill>/g)][id]![0];
}

const everyCell = ['A1', 'B1', 'C1', 'D1'].map((cell) => issue(cell));

describe('a mark that goes', () => {
  test('gives each cell the fill that it had: none, a colour, a colour of the theme, a pattern', () => {
    const first = patched(colourful(), everyCell);
    expect(fills(first.parts)).toEqual({ A1: RED, B1: 'FFFFC8CF', C1: 'FFFFC6CF', D1: 'FFFFC9CF' });
    const second = patched(first.bytes, [issue('A5')]);
    expect(fillOf(second.bytes, 'A1')).toContain('"none"');
    expect(['B1', 'C1', 'D1'].map((cell) => fillOf(second.bytes, cell))).toEqual(OWN_FILLS);
  });

  test('also after a third round, as 需核实, and in a cell that was moved', () => {
    const first = patched(colourful(), everyCell);
    const second = patched(first.bytes, [issue('B1', { severity: 'warn' }), issue('A1', { severity: 'warn' })]);
    expect(fills(second.parts)).toMatchObject({ A1: YELLOW, B1: markColour('warn', 1) });
    const moved = unzipSync(second.bytes);
    const sheet = strFromU8(moved['xl/worksheets/sheet1.xml']!);
    moved['xl/worksheets/sheet1.xml'] = strToU8(
      sheet.replaceAll(/ r="([A-D])1"/g, ' r="$19"').replace('<row r="1"', '<row r="9"'),
    );
    const third = patched(Buffer.from(zipSync(moved)), [issue('A20')]);
    expect(fillOf(third.bytes, 'B9')).toBe(OWN_FILLS[0]);
    expect(fillOf(third.bytes, 'A9')).toContain('"none"');
  });

  test('saved by a program that keeps only used entries, writes its own way and drops the fills below', () => {
    const first = patched(colourful(), everyCell);
    const saved = unzipSync(first.bytes);
    const styles = strFromU8(saved['xl/styles.xml']!);
    // LibreOffice: a background colour of its own in each entry, and no trace of what no cell shows.
    saved['xl/styles.xml'] = strToU8(
      styles.replace(OWN_FILLS[0]!, STRIPES).replaceAll('<bgColor indexed="64"/>', '<bgColor rgb="FFFFCC99"/>'),
    );
    const second = patched(Buffer.from(zipSync(saved)), [issue('A5')]);
    expect(fillOf(second.bytes, 'B1')).toBe(OWN_FILLS[0]);
  });

  test('without the sheet 问题清单 our colour goes all the same', () => {
    const first = patched(colourful(), everyCell);
    const saved = unzipSync(first.bytes);
    saved['xl/worksheets/sheet2.xml'] = strToU8(
      `<worksheet xmlns="${MAIN}"><sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData></worksheet>`,
    );
    const second = patched(Buffer.from(zipSync(saved)), [issue('A5')]);
    expect(fillOf(second.bytes, 'B1')).toContain('"none"');
  });
});

describe('the shades', () => {
  test('are all different, and none is a colour that a palette offers', () => {
    const all = (['block', 'warn'] as const).flatMap((kind) =>
      Array.from({ length: MAX_SHADE + 1 }, (_, shade) => markColour(kind, shade)),
    );
    expect(new Set(all).size).toBe(all.length);
    expect(all).not.toContain('FFFFC7CE');
    expect(all).not.toContain('FFFFEB9C');
    expect([markColour('block'), markColour('warn')]).toEqual([RED, YELLOW]);
  });

  test('more fills than shades: the last ones are marked all the same', () => {
    const many = Array.from({ length: MAX_SHADE + 2 }, (_, n) =>
      solid(`rgb="FF0000${(n + 16).toString(16).toUpperCase()}"`),
    );
    const cells = many.map((_, n) => `<c r="A${String(n + 1)}" s="${String(n + 1)}"/>`);
    const book = unzipSync(colourful(many));
    book['xl/worksheets/sheet1.xml'] = strToU8(
      `<worksheet xmlns="${MAIN}"><sheetData>${cells.map((cell, n) => `<row r="${String(n + 1)}">${cell}</row>`).join('')}<row r="99"><c r="A99"><v>1</v></c></row></sheetData></worksheet>`,
    );
    const { parts, marks } = patched(
      Buffer.from(zipSync(book)),
      many.map((_, n) => issue(`A${String(n + 1)}`)),
    );
    expect(marks).toBe(many.length);
    const colours = fills(parts);
    expect(colours['A1']).toBe(markColour('block', 1));
    expect(colours[`A${String(MAX_SHADE + 2)}`]).toBe(RED);
  });

  test('what somebody wrote into their list never reaches the styles', () => {
    const fill = OWN_FILLS[0]!;
    expect(readShades(shadesText(new Map([[3, fill]])))).toEqual(new Map([[3, fill]]));
    expect(readShades('序号')).toBeUndefined();
    const broken = [
      '<fill><patternFill patternType="solid"></fill>',
      '<fill></fill><fill></fill>',
      '<fill><x/></fill>',
      '<fill>&</fill>',
      `${fill}<font/>`,
    ];
    for (const xml of broken) expect(readShades(`底色\n1 ${xml}`), xml).toEqual(new Map());
    expect(readShades(`底色\n${String(MAX_SHADE + 1)} ${fill}\n0 ${fill}`)).toEqual(new Map());
  });
});

test('a new part of relationships has a type where the package names each by itself', () => {
  const types = 'http://schemas.openxmlformats.org/package/2006/content-types';
  const rels = 'application/vnd.openxmlformats-package.relationships+xml';
  const book = unzipSync(colourful());
  book['[Content_Types].xml'] = strToU8(
    `<Types xmlns="${types}"><Default Extension="xml" ContentType="application/xml"/><Override PartName="/_rels/.rels" ContentType="${rels}"/><Override PartName="/xl/_rels/workbook.xml.rels" ContentType="${rels}"/></Types>`,
  );
  const { parts } = patched(Buffer.from(zipSync(book)), [issue('A1')]);
  expect(parts['xl/worksheets/_rels/sheet1.xml.rels']).toBeDefined();
  expect(parts['[Content_Types].xml']).toContain(`<Default Extension="rels" ContentType="${rels}"/>`);
});
