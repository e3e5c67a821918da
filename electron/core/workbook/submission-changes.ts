// submissions.changes: what one 版次 changed, cell by cell.

import type { ParsedParams, Result } from '../../../shared/contract/index.js';
import { AppError } from '../../../shared/errors/app-error.js';
import { scaleOf } from '../../../shared/indicators/measures.js';
import { shortestDecimal } from '../../../shared/model/scaled-number.js';
import type { Ctx } from '../context.js';
import { listIndicators } from '../store/indicator-store.js';
import { submissionChanges } from '../store/submission-changes.js';

export function changes(ctx: Ctx, params: ParsedParams<'submissions.changes'>): Result<'submissions.changes'> {
  const found = submissionChanges(ctx.store, params.id);
  if (!found) throw new AppError('data.not-found', { what: '这一版次' });
  const indicators = new Map(listIndicators(ctx.store).map((indicator) => [indicator.id, indicator]));
  return {
    changes: found.flatMap((change) => {
      const indicator = indicators.get(change.indicatorId);
      if (!indicator) return [];
      const plain = (value: number | null): string | null =>
        value === null ? null : shortestDecimal(value, scaleOf(indicator.measure));
      return [
        {
          code: indicator.code,
          indicator: indicator.name,
          measure: indicator.measure,
          basis: change.basis,
          sheet: change.sheet,
          cell: change.cell,
          beforeState: change.beforeState,
          before: plain(change.before),
          state: change.state,
          value: plain(change.value),
          reason: change.reason,
        },
      ];
    }),
  };
}
