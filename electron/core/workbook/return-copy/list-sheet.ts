// The sheet 问题清单 as XML: inline strings, so that the district's shared strings keep their bytes. A4 landscape, head
// repeated on each page. Row 1 is hidden and carries the marker and the fills below the marks, the hidden last column the rule
// ids (recognise-own.ts).

import { textWidth } from '../../../../shared/reports/text-width.js';
import { cellAddress } from '../1-read/raw-book.js';
import { shadesText } from './mark-fills.js';
import { MAIN_NS } from './package-draft.js';
import { LIST_HEADS, RULE_HEAD, SHEET_MARKER } from './recognise-own.js';
import { levelOf, type ReturnList } from './return-list.js';
import type { StyleDraft } from './style-draft.js';
import { cleanText, escapeCellText, escapeXml } from './xml-edit.js';

/** In characters; together they fit A4 landscape at a readable scale. */
const WIDTHS = [5, 11, 8, 19, 12, 44, 28, 8, 26, 13];
const HEAD_ROW = 6;
const FACE = '<name val="宋体"/><family val="3"/><charset val="134"/>';

/** Formats of the sheet, appended to the district's styles. */
function formats(styles: StyleDraft) {
  const side = (name: string): string => `<${name} style="thin"><color indexed="64"/></${name}>`;
  const border = styles.border(`${['left', 'right', 'top', 'bottom'].map(side).join('')}<diagonal/>`);
  const plain = styles.font(`<sz val="10.5"/>${FACE}`);
  const bold = styles.font(`<b/><sz val="10.5"/>${FACE}`);
  const title = styles.font(`<b/><sz val="18"/>${FACE}`);
  const link = styles.font(`<u/><sz val="10.5"/><color rgb="FF0563C1"/>${FACE}`);
  const xf = (font: number, fill: number, edge: number, horizontal: string, format = 0): number =>
    styles.format(
      `<xf numFmtId="${String(format)}" fontId="${String(font)}" fillId="${String(fill)}" borderId="${String(edge)}" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"><alignment horizontal="${horizontal}" vertical="center" wrapText="1"/></xf>`,
    );
  const head = styles.fill('FFE7E6E6');
  const level = (fill: number): number => xf(bold, fill, border, 'center');
  return {
    title: xf(title, 0, 0, 'center'),
    line: xf(plain, 0, 0, 'left'),
    head: xf(bold, head, border, 'center'),
    text: xf(plain, 0, border, 'left', 49),
    centre: xf(plain, 0, border, 'center'),
    link: xf(link, 0, border, 'center'),
    block: level(styles.markFill('block')),
    warn: level(styles.markFill('warn')),
    settled: level(0),
  };
}

/** What the district is to do, in the marked copy and with a separate remark workbook. */
export const LIST_ADVICE = {
  annotated:
    '请在原表标色的单元格改正“必改”各项；“需核实”各项改正，或在“填报单位说明”栏写明原因（不必再来电）。改好后保存本文件，直接报回即可，本表不要删除。',
  remark:
    '请对照本表改正原表后重新报送：“必改”各项应改正；“需核实”各项改正，或在“填报单位说明”栏写明原因，并连同本表一起报回。',
};

/** 填报单位、统计时间 and so on, as the lines under the title. */
export function listLines(list: ReturnList, advice: string): string[] {
  const asked = list.entries.filter((entry) => !entry.isSettled);
  const count = (severity: string): string => String(asked.filter((entry) => entry.severity === severity).length);
  const parts = [
    list.unit && `填报单位：${list.unit}`,
    list.period && `统计时间：${list.period}`,
    list.bureau && `审核单位：${list.bureau}`,
    `退回日期：${list.returnedOn}`,
    list.deadline && `修改期限：${list.deadline}`,
  ];
  return [
    parts.filter(Boolean).join('　　'),
    `共${String(asked.length)}个问题：必改${count('block')}个，需核实${count('warn')}个。${advice}`,
    list.note && `审核意见：${list.note}`,
  ].filter((line): line is string => line !== '');
}

/** Lines that a text takes in a column, at the width of a Chinese character as two. */
export function linesIn(text: string, width: number): number {
  return text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(textWidth(line) / (width - 2))), 0);
}

export interface ListSheetXml {
  xml: string;
  /** Rows to repeat, 1-based. */
  headRow: number;
}

export function listSheetXml(list: ReturnList, styles: StyleDraft): ListSheetXml {
  const style = formats(styles);
  const last = LIST_HEADS.length - 1;
  const rows: string[] = [];
  const merges: string[] = [];
  const links: string[] = [];
  const text = (row: number, column: number, value: string, format: number): string => {
    const shown = cleanText(value);
    const open = `<c r="${cellAddress(row, column)}" s="${String(format)}"`;
    return shown === ''
      ? `${open}/>`
      : `${open} t="inlineStr"><is><t xml:space="preserve">${escapeCellText(shown)}</t></is></c>`;
  };
  const addRow = (cells: string, height: number | null, hidden = false): void => {
    const stated = height === null ? '' : ` ht="${String(height)}"${hidden ? '' : ' customHeight="1"'}`;
    rows.push(`<row r="${String(rows.length + 1)}"${stated}${hidden ? ' hidden="1"' : ''}>${cells}</row>`);
  };
  const addLine = (value: string, format: number, height: number): void => {
    const row = rows.length;
    merges.push(`${cellAddress(row, 0)}:${cellAddress(row, last)}`);
    addRow(text(row, 0, value, format), height);
  };
  const total = WIDTHS.reduce((sum, width) => sum + width, 0);

  const noted = shadesText(styles.shades);
  addRow(text(0, 0, SHEET_MARKER, style.line) + (noted === '' ? '' : text(0, last + 1, noted, style.line)), 12, true);
  addLine('审核问题清单', style.title, 32);
  const lines = listLines(list, LIST_ADVICE.annotated);
  for (const line of lines) addLine(line, style.line, linesIn(line, total) * 15 + 4);
  while (rows.length < HEAD_ROW - 1) addRow('', 3);
  const headRow = rows.length;
  addRow(
    [
      ...LIST_HEADS.map((name, column) => text(headRow, column, name, style.head)),
      text(headRow, last + 1, RULE_HEAD, style.line),
    ].join(''),
    22,
  );
  list.entries.forEach((entry, index) => {
    const row = rows.length;
    const level = entry.isSettled ? style.settled : style[entry.severity];
    const values: [string, number][] = [
      [String(index + 1), style.centre],
      [entry.sheet ?? '', style.text],
      [entry.cell ?? '整表', entry.cell === null ? style.centre : style.link],
      [entry.indicator, style.text],
      [entry.found, style.text],
      [entry.message, style.text],
      [entry.expected, style.text],
      [levelOf(entry), level],
      [entry.explanation, style.text],
      [entry.isSettled ? '' : list.deadline, style.centre],
      [entry.key, style.line],
    ];
    if (entry.cell !== null && entry.sheet !== null) {
      const location = `'${entry.sheet.replaceAll("'", "''")}'!${entry.cell}`;
      links.push(
        `<hyperlink ref="${cellAddress(row, 2)}" location="${escapeXml(cleanText(location))}" display="${entry.cell}"/>`,
      );
    }
    const height = Math.max(...WIDTHS.map((width, column) => linesIn(values[column]![0], width))) * 14 + 6;
    // Without customHeight the row grows when the district types an answer.
    rows.push(
      `<row r="${String(row + 1)}" ht="${String(Math.min(height, 400))}">${values.map(([value, format], column) => text(row, column, value, format)).join('')}</row>`,
    );
  });
  const cols = WIDTHS.map(
    (width, column) =>
      `<col min="${String(column + 1)}" max="${String(column + 1)}" width="${String(width)}" customWidth="1"/>`,
  ).join('');
  const hiddenCol = `<col min="${String(last + 2)}" max="${String(last + 2)}" width="10" hidden="1" customWidth="1"/>`;
  const xml =
    `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="${MAIN_NS}">` +
    '<sheetPr><tabColor rgb="FFC00000"/><pageSetUpPr fitToPage="1"/></sheetPr>' +
    `<dimension ref="A1:${cellAddress(rows.length - 1, last + 1)}"/>` +
    // No frozen pane: with a hidden row above it programs disagree about how to count its rows.
    '<sheetViews><sheetView showGridLines="0" workbookViewId="0"/></sheetViews>' +
    `<sheetFormatPr defaultRowHeight="15"/><cols>${cols}${hiddenCol}</cols><sheetData>${rows.join('')}</sheetData>` +
    `<mergeCells count="${String(merges.length)}">${merges.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>` +
    (links.length > 0 ? `<hyperlinks>${links.join('')}</hyperlinks>` : '') +
    '<printOptions horizontalCentered="1"/><pageMargins left="0.4" right="0.4" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>' +
    '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>' +
    '<headerFooter><oddFooter>&amp;C第 &amp;P 页，共 &amp;N 页</oddFooter></headerFooter></worksheet>';
  return { xml, headRow: headRow + 1 };
}
