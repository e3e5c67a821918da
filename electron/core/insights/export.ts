// 点名清单 for the chief and lists of insights, printed by the same printers as every table.

import type { Ctx } from '../context.js';
import { factsOf } from '../statistics/service.js';
import { exportDrawnTable } from '../tables/export.js';
import { listInsights } from './list.js';
import type { ParsedParams, Result } from '../../../shared/contract/index.js';
import type { Insight } from '../../../shared/insights/define.js';
import { periodTitle, type Period } from '../../../shared/model/period.js';
import type { PrintCell, PrintTable } from '../../../shared/reports/print-table.js';

type What = ParsedParams<'insights.export'>['what'];

const TITLE: Record<What, string> = { named: '拟点名情况清单', circulate: '分析提示（用于通报）', all: '分析提示' };
const USE_LABEL: Record<Insight['use'], string> = { circulate: '用于通报', internal: '内部参考', hidden: '不采用' };

function insightTable(insights: readonly Insight[], what: What, period: Period, bureau: string): PrintTable {
  const shown = insights.filter((one) =>
    what === 'named'
      ? one.named.length > 0 && one.use !== 'hidden'
      : what === 'circulate'
        ? one.use === 'circulate'
        : one.use !== 'hidden',
  );
  const cell = (text: string, align: PrintCell['align'] = 'left', kind: PrintCell['kind'] = 'label'): PrintCell => ({
    text,
    align,
    kind,
    rowSpan: 1,
    colSpan: 1,
  });
  return {
    layout: 'insights',
    enclosure: '',
    title: `${periodTitle(period, 'ytd')}${TITLE[what]}`,
    lineLeft: `编制：${bureau}`,
    lineMiddle: '',
    lineRight: `共${shown.length}条`,
    internalMark: what === 'circulate' ? '' : '内部资料',
    columnWidths: [5, 13, 40, 48, 10],
    frozenColumns: 2,
    headRows: [
      ['序号', what === 'named' ? '涉及单位' : '指标', '表述', '依据', '使用范围'].map((text) =>
        cell(text, 'center', 'head'),
      ),
    ],
    bodyRows: shown.map((one, index) => ({
      kind: 'unit',
      cells: [
        cell(String(index + 1), 'center'),
        cell(what === 'named' ? one.namedUnits.join('、') : one.indicator || one.ruleName),
        cell(
          `${one.words === '' ? one.sentence : one.words}${one.stale && one.words !== '' ? '【数据已有变化，待核】' : ''}`,
        ),
        cell(
          `${one.measured}。${evidenceOf(one, what)
            .map((row) => [row.unit, row.value, row.detail].filter((part) => part !== '').join(' '))
            .join('；')}`,
        ),
        cell(USE_LABEL[one.use], 'center'),
      ],
    })),
    legend: '',
    notes: what === 'named' ? ['点名的表述未经批准的一律为内部参考，不得对外印发。'] : [],
    signature: what === 'named' ? ['科室意见：', '分管负责人：', '主要负责人：'] : [],
    paper: 'A4',
    orientation: 'landscape',
    warnings: [],
  };
}

/** On the list of names only the named; the whole evidence stands on the page. */
function evidenceOf(insight: Insight, what: What): Insight['rows'] {
  if (what !== 'named') return insight.rows;
  const named = new Set(insight.named);
  const rows = insight.rows.filter((row) => row.unitId !== null && named.has(row.unitId));
  return rows.length === 0 ? insight.rows : rows;
}

export async function exportInsights(
  ctx: Ctx,
  params: ParsedParams<'insights.export'>,
): Promise<Result<'insights.export'>> {
  ctx.job.step({ done: 0, total: 2, stage: '正在制表' });
  const table = insightTable(
    listInsights(ctx, params.period),
    params.what,
    params.period,
    factsOf(ctx, params.period).bureau,
  );
  return exportDrawnTable(ctx, table, params.format);
}
