// The report of one unit for a quarter, and what an answer to its questions makes of it.

import type { ImportPlan } from '../../../shared/import/plan.js';
import * as imports from '../../../electron/core/workbook/handlers.js';
import type { ImportBench, Rows } from '../importing.js';

export const report = (...rows: Rows): Rows => [
  ['2024年1—3月统计表'],
  ['填报单位：江北区市场监督管理局（盖章）'],
  ...rows,
];

export async function answeredIn(bench: ImportBench, rows: Rows, answers: Record<string, string>): Promise<ImportPlan> {
  const plan = await bench.plan([bench.sheet('表.xlsx', rows)]);
  await imports.answer(bench.ctx, { planId: plan.planId, index: 0, answers });
  return imports.get(bench.ctx, { planId: plan.planId });
}
