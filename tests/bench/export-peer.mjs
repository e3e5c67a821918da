// A ledger by the stream writer of exceljs, as a process of its own: the rows straight from the data file, the same columns,
// widths, number formats and frozen head as our export. node export-peer.mjs DATABASE OUT PATH-OF-EXCELJS

import { pathToFileURL } from 'node:url';

import Database from 'better-sqlite3';

const [database, out, library] = process.argv.slice(2);
const { default: ExcelJS } = await import(pathToFileURL(library).href);

const TEXT = '@';
const NUMBER = 'General';
const COLUMNS = [
  ['年度', 'year', 9, NUMBER],
  ['级别', 'level', 12, TEXT],
  ['资助类别', 'category', 24, TEXT],
  ['申报单位', 'enterprise_name', 28, TEXT],
  ['统一社会信用代码', 'uscc', 20, TEXT],
  ['区（市）', 'unit', 13, TEXT],
  ['资助方式', 'scheme', 16, TEXT],
  ['资助对象', 'item', 24, TEXT],
  ['专利号', 'patent_no', 20, TEXT],
  ['数量', 'quantity', 9, NUMBER],
  ['受理号', 'accept_no', 20, TEXT],
  ['申报日期', 'applied_on', 12, 'yyyy-mm-dd'],
  ['申报金额（万元）', 'applied', 19, NUMBER],
  ['核定金额（万元）', 'approved', 19, NUMBER],
  ['拨付金额（万元）', 'paid', 19, NUMBER],
  ['拨付日期', 'paid_on', 12, 'yyyy-mm-dd'],
  ['拨付文号', 'document_no', 16, TEXT],
  ['当前环节', 'status', 12, TEXT],
  ['批次', 'batch', 16, TEXT],
  ['公示开始', 'public_from', 12, 'yyyy-mm-dd'],
  ['公示结束', 'public_to', 12, 'yyyy-mm-dd'],
  ['备注', 'note', 24, TEXT],
];
const AMOUNTS = new Set(['applied', 'approved', 'paid']);

const started = performance.now();
const db = new Database(database, { readonly: true });
const book = new ExcelJS.stream.xlsx.WorkbookWriter({ filename: out, useStyles: true, useSharedStrings: false });
const sheet = book.addWorksheet('资助奖补项目', { views: [{ state: 'frozen', ySplit: 1 }] });
sheet.columns = COLUMNS.map(([, , width]) => ({ width }));
const styles = COLUMNS.map(([, , , numFmt]) => ({ numFmt }));
const add = (values) => {
  const row = sheet.addRow(values);
  values.forEach((value, c) => {
    if (value !== null) row.getCell(c + 1).style = styles[c];
  });
  row.commit();
};
add(COLUMNS.map(([head]) => head));
const rows = db
  .prepare('SELECT t.*, u.name AS unit FROM ledger_subsidy t JOIN reporting_unit u ON u.id = t.unit_id ORDER BY t.id')
  .iterate();
let count = 0;
for (const row of rows) {
  count += 1;
  add(
    COLUMNS.map(([, name, , format]) => {
      const value = row[name];
      if (value === null) return null;
      if (format === 'yyyy-mm-dd') return new Date(`${value}T00:00:00Z`);
      return AMOUNTS.has(name) ? value / 1_000_000 : value;
    }),
  );
}
sheet.commit();
await book.commit();
db.close();
const ms = performance.now() - started;
const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
const cpuMs = (userCPUTime + systemCPUTime) / 1000;
process.stdout.write(`${JSON.stringify({ rows: count, ms, cpuMs, peakMb: Math.round(maxRSS / 1024) })}\n`);
