// What the sheets of one workbook say about each other: 当月 beside 累计 of the same table, 汇总 beside a sheet for each unit.

import type { RecognisedSheet, RecognisedTable } from './recognise.js';

/** 汇总, 全市, 总表: all units together. */
const TOGETHER = /^(?:全[省市县区州]|各单位|总体|总)?(?:汇总|合计|总计|总|全[省市县区州])(?:表|数据|情况)?$/u;
const YTD_SHEET = /^(?:\d{1,2}月)?(?:本年|全年)?累计(?:数|表|数据|情况)?$/u;

export function relateSheets(sheets: RecognisedSheet[]): void {
  const used = sheets.filter((sheet) => sheet.state === 'used' && sheet.tables.length > 0);
  if (used.length < 2) return;
  const tables = used.flatMap((sheet) => sheet.tables);
  for (const table of tables) table.isOneOfSeveral = true;
  for (const table of tables)
    if (isPlainMonth(table) && used.some((sheet) => sheet.tables.some((other) => isYtdOf(table, other))))
      table.isBesideYtd = true;
  const named = tables.flatMap((table) => {
    const unitId = unitOf(table);
    return unitId === null ? [] : [{ unitId, sheetIndex: table.sheetIndex }];
  });
  for (const table of tables) {
    const beside = new Set(named.flatMap((one) => (one.sheetIndex === table.sheetIndex ? [] : [one.unitId])));
    const [only] = beside;
    if (only !== undefined && beside.size === 1) table.unitBeside = only;
  }
  leaveTogether(used);
}

function isPlainMonth({ period, sheetName }: RecognisedTable): boolean {
  return period?.shape === 'single' && !period.isCumulative && !isYtdSheet(sheetName);
}

function isYtdSheet(name: string | null): boolean {
  return name !== null && YTD_SHEET.test(name.trim());
}

/** The same heads, of the same month and whoever reports, since January. */
function isYtdOf(table: RecognisedTable, other: RecognisedTable): boolean {
  if (other === table || other.sheetIndex === table.sheetIndex || other.period === null) return false;
  const isYtd = other.period.shape === 'range' || other.period.isCumulative || isYtdSheet(other.sheetName);
  return (
    isYtd &&
    other.fingerprint === table.fingerprint &&
    other.period.period === table.period!.period &&
    unitOf(other) === unitOf(table)
  );
}

function unitOf(table: RecognisedTable): number | null {
  const match = table.unit.find((item) => item.match.kind === 'found')?.match;
  return match?.kind === 'found' ? match.unit.id : null;
}

/** A sheet 汇总 that names no unit, beside sheets of two units and more: their sum, and nobody's own. */
function leaveTogether(used: readonly RecognisedSheet[]): void {
  const reports = used.filter((sheet) => sheet.form === 'unit-report');
  const units = new Set(reports.flatMap((sheet) => sheet.tables.flatMap((table) => unitOf(table) ?? [])));
  if (units.size < 2) return;
  for (const sheet of reports) {
    if (!TOGETHER.test(sheet.name?.trim() ?? '') || sheet.tables.some((table) => unitOf(table) !== null)) continue;
    sheet.state = 'skipped';
    sheet.reason = '是各单位的汇总，各单位的数在各自的工作表中，没有采用';
  }
}
