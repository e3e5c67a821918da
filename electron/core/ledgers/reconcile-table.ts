// 与报送数核对 as a table: per indicator a heading with the rule of counting, below it the units with both numbers, their
// difference and the explanation. Drawn by the printers of core/tables.

import type { Ctx } from '../context.js';
import { ledgersOf } from '../store/ledger-list.js';
import { getBureau } from '../store/unit-store.js';
import { exportDrawnTable } from '../tables/export.js';
import { reconcile } from './counts.js';
import type { ReconcileLine } from '../../../shared/contract/calls/ledgers.js';
import type { ParsedParams, Result } from '../../../shared/contract/index.js';
import { AppError } from '../../../shared/errors/app-error.js';
import { isListed, REASON_LABEL, RECONCILE_LABEL, type ReconcileChoice } from '../../../shared/ledgers/reconcile.js';
import { STATE_LABEL } from '../../../shared/model/observation.js';
import { periodTitle, type Period } from '../../../shared/model/period.js';
import { NO_RESULT } from '../../../shared/statistics/format.js';
import type { PrintCell, PrintRow, PrintTable } from '../../../shared/reports/print-table.js';

const HEADS = ['填报单位', '报送数', '台账数', '差额', '状态', '说明'];
const WIDTHS = [16, 13, 13, 12, 10, 34];

function cell(text: string, align: PrintCell['align'], kind: PrintCell['kind'], colSpan = 1): PrintCell {
  return { text, align, kind, rowSpan: 1, colSpan };
}

/** A plain decimal as it is: submitted and counted numbers are compared to the last digit. */
function number(text: string | null, sign: string): PrintCell {
  if (text === null) return cell(sign, 'center', 'sign');
  return { ...cell(text, 'right', 'number'), number: text, decimals: /\.(\d+)$/.exec(text)?.[1]!.length ?? 0 };
}

type LineUnit = ReconcileLine['units'][number];

function unitRow(unit: LineUnit): PrintRow {
  const given = unit.submittedState === null ? STATE_LABEL.not_submitted : STATE_LABEL[unit.submittedState];
  const why = unit.explanation;
  const note = why === null ? '' : [REASON_LABEL[why.reason], why.note].filter((part) => part !== '').join('：');
  return {
    kind: 'unit',
    cells: [
      cell(unit.unit, 'left', 'label'),
      number(unit.submitted, given),
      number(unit.counted, NO_RESULT),
      number(unit.difference, NO_RESULT),
      cell(RECONCILE_LABEL[unit.state], 'center', 'label'),
      cell(note, 'left', 'label'),
    ],
  };
}

/** The comparison of a period; throws data.no-values where there is nothing to compare. */
export function reconcileTable(ctx: Ctx, period: Period, choice: ReconcileChoice): PrintTable {
  const titles = new Map(ledgersOf(ctx.store).map((ledger) => [ledger.id, ledger.title]));
  const bodyRows = reconcile(ctx, { period }).lines.flatMap((line): PrintRow[] => {
    const units = line.units.filter((unit) => isListed(choice, unit, line));
    if (units.length === 0) return [];
    const head = `${line.indicator}（${line.measure}）　${titles.get(line.ledger) ?? ''}：${line.rule}`;
    const total: PrintRow = {
      kind: 'total',
      cells: [
        cell('合计', 'left', 'label'),
        number(line.submittedTotal, STATE_LABEL.not_submitted),
        number(line.countedTotal, NO_RESULT),
        cell('', 'center', 'empty'),
        cell('', 'center', 'empty'),
        cell(
          line.unassigned === null ? '' : `另有${line.unassigned}${line.measure}的记录没有当期有效的填报单位`,
          'left',
          'label',
        ),
      ],
    };
    return [
      { kind: 'group', cells: [cell(head, 'left', 'label', WIDTHS.length)] },
      ...units.map(unitRow),
      ...(choice === 'all' ? [total] : []),
    ];
  });
  if (bodyRows.length === 0) throw new AppError('data.no-values', { period: periodTitle(period, 'ytd') });
  const bureau = getBureau(ctx.store)?.name ?? '';
  return {
    layout: 'reconciliation',
    enclosure: '',
    title: `${periodTitle(period, 'ytd')}报送数与台账核对表`,
    lineLeft: bureau === '' ? '' : `填报单位（盖章）：${bureau}`,
    lineMiddle: '',
    lineRight: '计量单位：见各指标',
    internalMark: '',
    columnWidths: WIDTHS,
    frozenColumns: 1,
    headRows: [HEADS.map((text) => cell(text, 'center', 'head'))],
    bodyRows,
    legend: '',
    notes: [
      '差额 = 报送数 − 台账数。报送数为各填报单位报送的数，台账数按各指标下所列口径由台账记录计算。',
      '台账数按记录当时所属的填报单位计：记录改到另一填报单位的，改属之前各月仍计入原单位。',
      ...(choice === 'all'
        ? []
        : [`只列${choice === 'open' ? '待说明' : `状态为${RECONCILE_LABEL[choice]}`}的填报单位，故不列合计。`]),
    ],
    signature: ['核对人：', '审核人：', '核对日期：　　年　月　日'],
    paper: 'A4',
    orientation: 'portrait',
    density: 'compact',
    warnings: [],
  };
}

export async function exportReconciliation(
  ctx: Ctx,
  { period, choice, format }: ParsedParams<'ledgers.reconcile-export'>,
): Promise<Result<'ledgers.reconcile-export'>> {
  ctx.job.step({ done: 0, total: 2, stage: '正在核对' });
  const table = reconcileTable(ctx, period, choice);
  return exportDrawnTable(ctx, table, format);
}
