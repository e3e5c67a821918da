// A form as a province sends it out: two levels of heads over the districts with formulas in the total row, and a sheet of the
// bureau's own totals with a column of measures.

import { xlsxBytes } from './xlsx-bytes.js';

const UNITS = ['滕州市', '薛城区', '山亭区', '市中区', '峄城区', '台儿庄区', '枣庄高新区'];

function text(cell: string, value: string): string {
  return `<c r="${cell}" s="2" t="inlineStr"><is><t>${value}</t></is></c>`;
}

function blanks(row: number, letters: string): string {
  return [...letters].map((letter) => `<c r="${letter}${String(row)}" s="${letter === 'E' ? '1' : '2'}"/>`).join('');
}

/** E holds 同比 in a percent format; row 12 sums up C and D by formulas. */
export function provinceForm(changes: { title?: string; unitRows?: readonly string[] } = {}): Buffer {
  const units = changes.unitRows ?? UNITS;
  const rows = units.map(
    (name, n) =>
      `<row r="${String(n + 5)}"><c r="A${String(n + 5)}"><v>${String(n + 1)}</v></c>${text(`B${String(n + 5)}`, name)}${blanks(n + 5, 'CDEFG')}</row>`,
  );
  const last = units.length + 5;
  const sum = (letter: string): string =>
    `<c r="${letter}${String(last)}" s="2"><f>SUM(${letter}5:${letter}${String(last - 1)})</f><v>0</v></c>`;
  const districts = `<dimension ref="A1:H${String(last)}"/><cols><col min="2" max="2" width="16" customWidth="1"/><col min="3" max="8" width="14" customWidth="1"/></cols><sheetData>
<row r="1">${text('A1', changes.title ?? '各县（市、区）知识产权创造与运用情况上报表')}</row>
<row r="2">${text('A2', '填报单位：枣庄市市场监督管理局')}${text('H2', '单位：件、亿元')}</row>
<row r="3">${text('A3', '序号')}${text('B3', '县（市、区）')}${text('C3', '发明专利授权量')}${text('F3', '专利权质押融资金额')}${text('H3', '备注')}</row>
<row r="4">${text('C4', '本期')}${text('D4', '上年同期')}${text('E4', '同比（%）')}${text('F4', '本期（亿元）')}${text('G4', '同比（%）')}</row>
${rows.join('\n')}
<row r="${String(last)}">${text(`B${String(last)}`, '合计')}${sum('C')}${sum('D')}${blanks(last, 'EFG')}</row>
</sheetData><mergeCells count="7"><mergeCell ref="A1:H1"/><mergeCell ref="A2:D2"/><mergeCell ref="A3:A4"/><mergeCell ref="B3:B4"/><mergeCell ref="C3:E3"/><mergeCell ref="F3:G3"/><mergeCell ref="H3:H4"/></mergeCells>`;
  const own = `<sheetData>
<row r="1">${text('A1', '全市知识产权主要指标')}</row>
<row r="2">${text('A2', '指标名称')}${text('B2', '计量单位')}${text('C2', '累计')}${text('D2', '上年同期')}</row>
<row r="3">${text('A3', '专利授权量')}${text('B3', '件')}<c r="C3"/><c r="D3"><v>0</v></c></row>
<row r="4">${text('A4', '其中：发明')}${text('B4', '件')}</row>
<row r="5">${text('A5', '罚没金额')}${text('B5', '元')}<c r="C5"/></row>
<row r="6">${text('A6', '数字经济专利指数')}${text('B6', '件')}<c r="C6"/></row>
</sheetData><mergeCells count="1"><mergeCell ref="A1:D1"/></mergeCells>`;
  return xlsxBytes({
    sheets: [
      { name: '分县区', xml: districts },
      { name: '全市', xml: own },
    ],
    formats: ['0.0%', '0.########'],
  });
}
