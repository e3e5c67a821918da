// Ledgers that the officer makes or changes while files wait in 报送导入: nothing that was read of those files rests on them.

import { afterEach, beforeEach, expect, test } from 'vitest';

import { next } from '../../electron/core/history/handlers.js';
import * as definitions from '../../electron/core/ledgers/definitions.js';
import { shownPlan } from '../../electron/core/workbook/plan-store.js';
import { ownLedgerSchema } from '../../shared/ledgers/own.js';
import { isTakenBackAtOnce } from '../../shared/model/undo-steps.js';
import { ImportBench } from '../helpers/importing.js';

let bench: ImportBench;
beforeEach(async () => {
  bench = await ImportBench.sample();
});
afterEach(() => bench.close());

test('a ledger that is made meanwhile holds up no file that waits, and is taken back after a question', async () => {
  const file = bench.sheet('滕州市.xlsx', [['滕州市2022年1—7月统计表'], ['指标', '数量'], ['专利授权量', 50]]);
  const plan = await bench.plan([file]);
  const { fields } = definitions.propose(bench.ctx, { title: '对接台账', heads: ['企业名称', '走访日期'], rows: [] });
  const definition = ownLedgerSchema.parse({ title: '对接台账', fields: fields.map((one) => one.field) });
  const { ledger } = definitions.define(bench.ctx, { ledger: null, definition });
  definitions.define(bench.ctx, { ledger, definition: { ...definition, title: '走访台账' } });
  definitions.extend(bench.ctx, { ledger: 'pledge', fields: [{ ...definition.fields[1]!, name: 'x1' }] });
  const { undo } = next(bench.ctx);
  expect(isTakenBackAtOnce(undo!)).toBe(false);
  expect(shownPlan(bench.ctx.store, plan.planId).isStale).toBe(false);
  expect(bench.accept(plan).files).toMatchObject([{ status: 'imported' }]);
});
