// import.run: plans files and receives those that nothing keeps back, in one go. Apart from the other calls of the import: a command
// line starts with it, and what it does not need is not loaded.

import type { ParsedParams, Result } from '../../../shared/contract/index.js';
import { isAcceptable } from '../../../shared/import/plan.js';
import type { Ctx } from '../context.js';
import { receive } from './6-commit/receive.js';
import { planToStore } from './session.js';

/** Files per transaction where only the end is acknowledged: the disk is waited for once for all of them. */
const RUN_AT_ONCE = 100;

export async function run(ctx: Ctx, params: ParsedParams<'import.run'>): Promise<Result<'import.run'>> {
  const plans = await planToStore(ctx, params.files, { period: params.period, answers: params.answers ?? {} });
  await ctx.backedUp;
  const ready = params.accept ? plans.filter(({ plan }) => isAcceptable(plan.header)) : [];
  const received =
    ready.length === 0
      ? { batchId: null, stored: 0, rows: 0 }
      : receive(
          ctx,
          ready.map(({ plan, path }) => ({
            name: plan.header.file,
            hasLedgers: (plan.header.ledgers ?? []).length > 0 || (plan.ledgers ?? []).length > 0,
            load: () => ({ plan, path, partial: false, reason: '' }),
          })),
          { atOnce: RUN_AT_ONCE },
        );
  return { ...received, files: plans.map(({ plan }) => plan.header) };
}
