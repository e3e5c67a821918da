// 考核得分表 and 失分清单 as PrintTables and files.

import { writeFileSync } from 'node:fs';

import type { Ctx } from '../context.js';
import { factsOf } from '../statistics/service.js';
import { printPdf } from '../tables/print-pdf.js';
import { tablesToHtml } from '../tables/to-html.js';
import { workbook } from './notice.js';
import { schemeResult } from './schemes.js';
import { label, number } from './sheets.js';
import type { ParsedParams, Result } from '../../../shared/contract/index.js';
import { periodTitle } from '../../../shared/model/period.js';
import type { PrintCell, PrintTable } from '../../../shared/reports/print-table.js';
import { OWN_SCORE_HEADS, type SchemeResult } from '../../../shared/targets/scheme.js';

const HEAD = { align: 'center', kind: 'head', rowSpan: 1, colSpan: 1 } as const;
const head = (text: string): PrintCell => ({ ...HEAD, text });

function schemeTables(result: SchemeResult, bureau: string): PrintTable[] {
  const base: Omit<
    PrintTable,
    'title' | 'frozenColumns' | 'columnWidths' | 'headRows' | 'bodyRows' | 'legend' | 'notes' | 'orientation'
  > = {
    layout: 'scheme',
    enclosure: '',
    lineLeft: `填报单位：${bureau}`,
    lineMiddle: `数据截至${periodTitle(result.period, 'asof').replace('截至', '')}`,
    lineRight: '计量单位：分',
    internalMark: result.scheme.subject === 'own' ? '内部资料' : '',
    signature: [],
    warnings: [],
    paper: 'A4',
  };
  const isOwn = result.scheme.subject === 'own';
  const unscored = result.rows.some((row) => row.unscored > 0);
  const notes = unscored ? ['“—”为缺少数据或尚未评分、不能计分的项目，没有计入得分；有这类项目的单位不排名。'] : [];
  const scores: PrintTable = isOwn
    ? {
        ...base,
        title: `${result.scheme.name}自评得分表`,
        frozenColumns: 2,
        columnWidths: [5, 14, 26, 8, 10, 10, 8, 8, 24],
        headRows: [['序号', ...OWN_SCORE_HEADS].map(head)],
        bodyRows: [
          {
            kind: 'total',
            cells: [
              label(''),
              label('合计'),
              label(''),
              number(result.weight),
              label(''),
              label(''),
              number(result.rows[0]!.points),
              number(result.rows[0]!.lost),
              label(''),
            ],
          },
          ...result.items.map((item, index): PrintTable['bodyRows'][number] => {
            const score = result.rows[0]!.scores[index]!;
            return {
              kind: 'unit',
              cells: [
                label(String(index + 1), 'center'),
                label(item.group),
                label(item.name),
                number(item.weight),
                number(score.target),
                number(score.actual),
                number(score.points),
                number(score.lost),
                label(score.why),
              ],
            };
          }),
        ],
        legend: '',
        notes,
        orientation: 'landscape',
      }
    : {
        ...base,
        title: `${result.scheme.name}得分表`,
        frozenColumns: 2,
        columnWidths: [5, 14, ...result.items.map(() => 10), 9, 7],
        headRows: [
          [
            head('序号'),
            head('填报单位'),
            ...result.items.map((item) => head(`${item.name}（${item.weight}分）`)),
            head(`合计（${result.weight}分）`),
            head('排名'),
          ],
        ],
        bodyRows: result.rows.map((row, index) => ({
          kind: 'unit' as const,
          cells: [
            label(String(index + 1), 'center'),
            label(row.unit),
            ...row.scores.map((score) => number(score.points)),
            number(row.points),
            number(row.rank === null ? '' : String(row.rank)),
          ],
        })),
        legend: '',
        notes,
        orientation: 'landscape',
      };
  const losses: PrintTable = {
    ...base,
    title: `${result.scheme.name}失分清单`,
    frozenColumns: 2,
    columnWidths: [5, 14, 26, 8, 30],
    headRows: [['序号', '填报单位', '考核项目', '失分', '原因'].map(head)],
    bodyRows: result.losses.map((loss, index) => ({
      kind: 'unit' as const,
      cells: [
        label(String(index + 1), 'center'),
        label(loss.unit),
        label(loss.item),
        number(loss.lost),
        label(loss.why),
      ],
    })),
    legend: '',
    notes: [],
    orientation: 'portrait',
  };
  return result.losses.length === 0 ? [scores] : [scores, losses];
}

export async function exportScheme(
  ctx: Ctx,
  params: ParsedParams<'schemes.export'>,
): Promise<Result<'schemes.export'>> {
  ctx.job.step({ done: 0, total: 1, stage: '正在制表' });
  const result = schemeResult(ctx, params.id, params.period);
  const tables = schemeTables(result, factsOf(ctx, result.period).bureau);
  const output = ctx.files.output(`${tables[0]!.title}.${params.format}`);
  if (params.format === 'xlsx') writeFileSync(output.path, await workbook(tables, result.scheme.name));
  else if (params.format === 'html') writeFileSync(output.path, tablesToHtml(tables));
  else await printPdf(ctx, tablesToHtml(tables), output.path);
  ctx.job.step({ done: 1, total: 1, stage: '完成' });
  return output.finish();
}
