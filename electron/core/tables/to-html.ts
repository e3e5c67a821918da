// PrintTable → one self-contained HTML file for print and PDF: one stylesheet, page boxes by @page, all text escaped.
// The orientation is set here and nowhere else (print options must not set it again: style.md §7).

import { withRoomForNumbers } from './fit-cells.js';
import { headParts, marginsOf, pageColumns, tablePart, type TablePart } from '../../../shared/reports/page-columns.js';
import { LOW_ROWS, rowLook, rowsAtEnd, USUAL_ROWS } from '../../../shared/reports/page-rows.js';
import type { PrintCell, PrintTable } from '../../../shared/reports/print-table.js';

const FONTS = {
  title: `"方正小标宋简体","方正小标宋_GBK","FZXiaoBiaoSong-B05S","华文中宋","STZhongsong","Noto Serif CJK SC","Noto Serif SC",serif`,
  song: `"宋体","SimSun","Noto Serif CJK SC","Noto Serif SC",serif`,
  fang: `"仿宋","仿宋_GB2312","FangSong","Noto Serif CJK SC","Noto Serif SC",serif`,
  black: `"黑体","SimHei","Noto Sans CJK SC","Noto Sans SC",sans-serif`,
};

/** Text of a cell, an attribute or a heading: never markup (reliability.md 51). */
export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

/** A CSS string literal. Everything that could end it or the style element is written as an escape. */
function cssString(text: string): string {
  return `"${text.replaceAll(/["\\<>\n\r\f]/g, (character) => `\\${character.codePointAt(0)!.toString(16)} `)}"`;
}

/** `picture`: a plain SVG (core/charts/picture.ts) that stands between title and table. */
export function tableToHtml(table: PrintTable, picture = ''): string {
  return tablesToHtml([table], undefined, picture);
}

/**
 * Several tables in one file, each on pages and paper of its own. One table carries page numbers and, from its second page on, its
 * title; where several follow each other each page names the table it belongs to. `before`: own pages in front, such as a letter
 * that the tables belong to (escaped by its maker), on the paper of the first.
 */
export function tablesToHtml(drawn: readonly PrintTable[], before = { style: '', html: '' }, picture = ''): string {
  const tables = drawn.map(withRoomForNumbers);
  const isSingle = tables.length === 1 && before.html === '';
  const first = tables[0]!;
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeHtml(first.title)}</title>
<style>
${styleOf(first)}${isSingle ? '' : tables.map(namedPage).join('')}${before.style}
</style>
</head>
<body>
${before.html}${tables.map((table, index) => (isSingle ? bodyHtml(table, picture) : `<article class="t${index}">\n${bodyHtml(table)}\n</article>`)).join('\n')}
</body>
</html>
`;
}

function namedPage(table: PrintTable, index: number): string {
  const text = cssString([table.title, table.lineLeft].filter((part) => part !== '').join('　'));
  return `
@page t${index} { ${paperOf(table)} @top-center { content: none; } @bottom-center { content: ${text}; font: 10.5pt ${FONTS.song}; } }
article.t${index} { page: t${index}; font-size: ${fontOf(table)}pt;${index === 0 ? '' : ' break-before: page;'} }`;
}

function paperOf(table: PrintTable): string {
  const { top, right, bottom, left } = marginsOf(table);
  return `size: ${table.paper} ${table.orientation}; margin: ${top}mm ${right}mm ${bottom}mm ${left}mm;`;
}

function bodyHtml(table: PrintTable, picture = ''): string {
  const parts = pageColumns(table).blocks.map((block) => tablePart(table, block));
  // How high a picture is, only the browser knows.
  const className = picture === '' && rowLook(table) === LOW_ROWS ? 'low' : '';
  const end = endOf(table);
  const below = [
    table.legend === '' ? '' : `<p>${escapeHtml(table.legend)}</p>`,
    table.notes.length === 0 ? '' : notesHtml(table.notes),
  ].join('');
  const signature =
    table.signature.length === 0
      ? ''
      : `<div class="signature">${table.signature.map((line) => `<span>${escapeHtml(line)}</span>`).join('')}</div>`;
  const foot = `<footer>${below}${signature}</footer>`;
  // Nobody signs under nothing: a signature stands in the last row of the table, which no page parts from the rows above it.
  const isSigned = signature !== '';
  return `<header>
<div class="top"><span class="enclosure">${escapeHtml(table.enclosure)}</span><span>${escapeHtml(table.internalMark)}</span></div>
<h1>${escapeHtml(table.title)}</h1>
<div class="line"><span>${escapeHtml(table.lineLeft)}</span><span>${escapeHtml(table.lineMiddle)}</span><span>${escapeHtml(table.lineRight)}</span></div>
</header>
${picture === '' ? '' : `<div class="picture">${picture}</div>`}${parts.map((part, index) => partHtml(part, index, { className, end, foot: isSigned && index === parts.length - 1 ? foot : '' })).join('\n')}
${isSigned ? '' : foot}`;
}

/** From this row on the table stays on one page; a cell that reaches over several rows is not cut in two. */
function endOf(table: PrintTable): number {
  const isParted = (at: number): boolean =>
    table.bodyRows.slice(0, at).some(({ cells }, row) => cells.some(({ rowSpan }) => row + rowSpan > at));
  let end = table.bodyRows.length - rowsAtEnd(table);
  while (end > 0 && isParted(end)) end -= 1;
  return Math.max(0, end);
}

function notesHtml(notes: readonly string[]): string {
  if (notes.length === 1) return `<p>注：${escapeHtml(notes[0]!)}</p>`;
  return notes
    .map((note, index) => `<p class="${index === 0 ? 'note first' : 'note'}">${index + 1}. ${escapeHtml(note)}</p>`)
    .join('');
}

interface PartLook {
  className: string;
  end: number;
  foot: string;
}

function partHtml(part: TablePart, index: number, { className, end, foot }: PartLook): string {
  const whole = part.columnWidths.reduce((sum, width) => sum + width, 0);
  const columns = part.columnWidths
    .map((width) => `<col style="width:${((width / whole) * 100).toFixed(3)}%">`)
    .join('');
  const continued = index === 0 ? '' : `<div class="continued">（续表）</div>\n`;
  const head = part.headRows.map((row) => `<tr>${row.map((cell) => cellHtml(cell, 'th')).join('')}</tr>`).join('\n');
  const rows = part.bodyRows.map(
    (row) =>
      `<tr class="${row.kind}">${row.cells.map((cell) => cellHtml(cell, cell.kind === 'label' ? 'th' : 'td')).join('')}</tr>`,
  );
  const last = rows.slice(end);
  if (foot !== '') last.push(`<tr class="foot"><td colspan="${part.columnWidths.length}">${foot}</td></tr>`);
  return `<section>${continued}<table class="${className}">
<colgroup>${columns}</colgroup>
<thead>
${head}
</thead>
<tbody>
${rows.slice(0, end).join('\n')}
</tbody>
<tbody class="end">
${last.join('\n')}
</tbody>
</table></section>`;
}

function cellHtml(cell: PrintCell, tag: 'th' | 'td'): string {
  const spans = `${cell.rowSpan > 1 ? ` rowspan="${cell.rowSpan}"` : ''}${cell.colSpan > 1 ? ` colspan="${cell.colSpan}"` : ''}`;
  return `<${tag}${spans} class="${cell.kind} ${cell.align}">${cell.kind === 'head' ? headHtml(cell.text) : escapeHtml(cell.text)}</${tag}>`;
}

function headHtml(text: string): string {
  const [name, measure] = headParts(text);
  return measure === ''
    ? escapeHtml(name)
    : `${escapeHtml(name)}<wbr><span class="measure">${escapeHtml(measure)}</span>`;
}

const PAGE_NUMBER = `content: "— " counter(page) " —"; vertical-align: top; padding-top: 3mm;`;

function pageNumberBox(table: PrintTable): string {
  if (table.pageNumbers === 'none' || table.pageNumbers === 'outer') return '';
  return `@bottom-center { ${PAGE_NUMBER} font: 10.5pt ${FONTS.song}; }`;
}

/** As in documents (formats.md D.1.3): 四号, odd pages right, even pages left, one character from the edge. */
function outerNumbers(): string {
  const font = `font: 14pt ${FONTS.song};`;
  return `
@page :right { @bottom-right { ${PAGE_NUMBER} ${font} padding-right: 1em; } }
@page :left { @bottom-left { ${PAGE_NUMBER} ${font} padding-left: 1em; } }`;
}

/** Heights of rows are given in em: each table has its own size of font. */
function styleOf(table: PrintTable): string {
  return `@page {
  ${paperOf(table)}
  ${pageNumberBox(table)}
  @top-center { content: ${cssString(`${table.title}（续表）`)}; font: 10.5pt ${FONTS.song}; vertical-align: bottom; padding-bottom: 2mm; }
}
@page :first { @top-center { content: none; } }${table.pageNumbers === 'outer' ? outerNumbers() : ''}
* { box-sizing: border-box; }
html { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
body { margin: 0; color: #000; background: #fff; font: ${fontOf(table)}pt/1.25 ${FONTS.song}; }
.top { display: flex; justify-content: space-between; min-height: 14pt; font: 12pt ${FONTS.black}; }
h1 { margin: 2mm 0 4mm; text-align: center; font: normal 20pt/1.3 ${FONTS.title}; }
.line { display: flex; justify-content: space-between; gap: 6mm; white-space: nowrap; margin-bottom: 1.5mm; font-size: 10.5pt; }
.picture { margin: 0 0 4mm; break-inside: avoid; }
.picture svg { display: block; width: 100%; height: auto; }
section + section { margin-top: 4mm; break-inside: avoid; }
.continued { margin-bottom: 1mm; font-size: 10.5pt; break-after: avoid; }
table { width: 100%; border-collapse: collapse; table-layout: fixed; border: 1.5pt solid #000; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
th, td { border: 0.5pt solid #000; padding: ${USUAL_ROWS.paddingPt}pt 2.5pt; font-weight: normal; vertical-align: middle; overflow-wrap: anywhere; }
thead th { padding: 2.5pt 1.5pt; font-family: ${FONTS.black}; line-height: 1.2; }
thead { border-bottom: 1pt solid #000; }
.measure { white-space: nowrap; }
td, tbody th { height: ${USUAL_ROWS.em}em; }
.low tbody > * > * { height: ${LOW_ROWS.em}em; padding-block: ${LOW_ROWS.paddingPt}pt; }
.end { break-inside: avoid; }
tbody > .foot > td { border: hidden; border-top: 1.5pt solid #000; height: auto; padding: 0; }
td { font-variant-numeric: tabular-nums; }
.left { text-align: left; } .center { text-align: center; } .right { text-align: right; }
tr.total td, tr.total th, tr.group td, tr.group th { font-family: ${FONTS.black}; }
footer { margin-top: 2.5mm; font: 10pt/1.45 ${FONTS.fang}; }
footer p { margin: 0; break-inside: avoid; }
footer .note { padding-left: 2em; }
footer .note.first { padding-left: 0; }
footer .note.first::before { content: "注："; }
.signature { display: flex; justify-content: space-between; gap: 6mm; margin-top: 4mm; font: 10.5pt ${FONTS.song}; }
@media screen { body { max-width: 1400px; margin: 16px auto; padding: 0 16px; } }${table.density === 'compact' ? COMPACT_STYLE : ''}`;
}

/** A compact form holds some forty rows on a page: at most 9.5 pt. */
function fontOf(table: PrintTable): number {
  const { fontPt } = pageColumns(table);
  return table.density === 'compact' ? Math.min(fontPt, 9.5) : fontPt;
}

const COMPACT_STYLE = `
.top { min-height: 0; }
h1 { margin: 0 0 2.5mm; font-size: 17pt; }
th, td { padding: 0 2.5pt; line-height: 1.15; }
thead th { padding: 1.5pt; }
td, tbody th { height: 1.36em; }
footer { font-size: 9pt; line-height: 1.35; }
.signature { margin-top: 6mm; }`;
