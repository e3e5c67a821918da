// 企业清单 and 资助预算 as papers: drawn by the same printers as every other table. What stands in them is decided in lists.ts.

import type { Ctx } from '../context.js';
import { getBureau, unitWordOf } from '../store/unit-store.js';
import { exportDrawnTable } from '../tables/export.js';
import { label, number } from '../targets/sheets.js';
import type { ParsedParams, Result } from '../../../shared/contract/index.js';
import { amountText } from '../../../shared/ledgers/field-text.js';
import { daysOfPeriod } from '../../../shared/ledgers/rollup.js';
import { WORKLIST_RULE, WORKLIST_TITLE, type Worklist } from '../../../shared/ledgers/worklists.js';
import type { Period } from '../../../shared/model/period.js';
import type { PrintCell, PrintRow, PrintTable } from '../../../shared/reports/print-table.js';
import { balances, worklist } from './lists.js';

interface Column<Row> {
  head: string;
  width: number;
  cell: (row: Row, index: number) => PrintCell;
}

function sheet<Row>(
  ctx: Ctx,
  about: Pick<PrintTable, 'layout' | 'title' | 'lineMiddle' | 'lineRight' | 'notes' | 'orientation'>,
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  total: readonly PrintRow[] = [],
): PrintTable {
  const bureau = getBureau(ctx.store)?.name ?? '';
  return {
    ...about,
    enclosure: '',
    lineLeft: bureau === '' ? '' : `制表单位：${bureau}`,
    internalMark: '',
    columnWidths: columns.map(({ width }) => width),
    frozenColumns: 1,
    headRows: [
      columns.map(({ head }): PrintCell => ({ text: head, align: 'center', kind: 'head', rowSpan: 1, colSpan: 1 })),
    ],
    bodyRows: [
      ...rows.map((row, index): PrintRow => ({ kind: 'unit', cells: columns.map(({ cell }) => cell(row, index)) })),
      ...total,
    ],
    legend: '',
    signature: [],
    paper: 'A4',
    warnings: [],
  };
}

/** 2022-07-31 → 2022年7月31日 */
function dayText(day: string): string {
  const [year, month, date] = day.split('-').map(Number);
  return `${year}年${month}月${date}日`;
}

export function worklistSheet(ctx: Ctx, list: Worklist, period: Period): PrintTable {
  type Row = Result<'ledgers.worklist'>['rows'][number];
  const { rows } = worklist(ctx, { list, period });
  const isNew = list === 'new-invention';
  const columns: Column<Row>[] = [
    { head: '序号', width: 5, cell: (_, index) => label(String(index + 1), 'center') },
    { head: '企业名称', width: 32, cell: (row) => label(row.name) },
    { head: unitWordOf(ctx.store), width: 12, cell: (row) => label(row.unit, 'center') },
    { head: '行业', width: 14, cell: (row) => label(row.industry) },
    ...(isNew
      ? [
          { head: '本季授权', width: 7, cell: (row: Row) => number(String(row.count)) },
          { head: '最近授权', width: 13, cell: (row: Row) => label(row.since ?? '', 'center') },
        ]
      : []),
    ...(list === 'quarterly-visit'
      ? [{ head: '本年走访', width: 7, cell: (row: Row) => number(String(row.count)) }]
      : []),
    {
      head: isNew || list === 'quarterly-visit' ? '上次走访' : '最近走访',
      width: 13,
      cell: (row) => label(row.lastVisit ?? '未走访', 'center'),
    },
    { head: '备注', width: 14, cell: () => label('') },
  ];
  return sheet(
    ctx,
    {
      layout: `worklist-${list}`,
      title: WORKLIST_TITLE[list],
      lineMiddle: `截至${dayText(daysOfPeriod(period, 'month').to)}`,
      lineRight: `共${rows.length}家`,
      notes: [WORKLIST_RULE[list]],
      orientation: 'portrait',
    },
    columns,
    rows,
  );
}

export function balanceSheet(ctx: Ctx, year: number): PrintTable {
  const { lines } = balances(ctx, { year });
  type Line = (typeof lines)[number];
  const money = (fen: number | null): PrintCell => (fen === null ? label('', 'right') : number(amountText(fen)));
  const sums: Column<Line>['cell'][] = [
    (line) => (line.budget === null ? label('未编', 'right') : money(line.budget)),
    (line) => number(String(line.rows)),
    (line) => money(line.applied),
    (line) => money(line.approved),
    (line) => money(line.paid),
    (line) => money(line.leftToApprove),
    (line) => money(line.leftToPay),
  ];
  const heads = ['预算', '申报数', '申报', '核定', '已拨付', '预算减核定', '预算减拨付'];
  const columns: Column<Line>[] = [
    { head: '级别', width: 7, cell: (line) => label(line.level, 'center') },
    { head: '资助类别', width: 28, cell: (line) => label(line.category) },
    ...heads.map((head, index) => ({ head, width: 13, cell: sums[index]! })),
  ];
  const whole = (of: (line: Line) => number | null): number => lines.reduce((sum, line) => sum + (of(line) ?? 0), 0);
  const total: PrintRow = {
    kind: 'total',
    cells: [
      { ...label('合计'), colSpan: 2 },
      lines.some((line) => line.budget !== null) ? money(whole((line) => line.budget)) : label('未编', 'right'),
      number(String(whole((line) => line.rows))),
      money(whole((line) => line.applied)),
      money(whole((line) => line.approved)),
      money(whole((line) => line.paid)),
      // A sum over categories with a budget beside sums over all of them would not add up.
      label(''),
      label(''),
    ],
  };
  return sheet(
    ctx,
    {
      layout: 'subsidy-balances',
      title: `${year}年知识产权资助预算执行情况`,
      lineMiddle: '',
      lineRight: '计量单位：万元',
      notes: [
        '退回补正、不予受理、未通过、撤项、终止等的申报不计入，核定只计已经拨付、尚未追回的；已经拨付的计入。预算减核定、预算减拨付为负数的，是超出预算的金额。',
      ],
      orientation: 'landscape',
    },
    columns,
    lines,
    lines.length === 0 ? [] : [total],
  );
}

export function exportList(
  ctx: Ctx,
  { what, format }: ParsedParams<'ledgers.list-export'>,
): Promise<Result<'ledgers.list-export'>> {
  ctx.job.step({ done: 0, total: 2, stage: '正在制表' });
  const table = what.kind === 'worklist' ? worklistSheet(ctx, what.list, what.period) : balanceSheet(ctx, what.year);
  return exportDrawnTable(ctx, table, format);
}
