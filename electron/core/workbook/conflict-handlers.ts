// Two files of a plan that contradict each other: where, and which of them holds, for all places at once or place by place.
// The choice for a place is kept as 不接收 of the other cell (5-preview/choices.ts), so that either page can take it back.

import type { ParsedParams, Result } from '../../../shared/contract/index.js';
import { AppError } from '../../../shared/errors/app-error.js';
import { cellRef } from '../../../shared/import/plan.js';
import type { Ctx } from '../context.js';
import { contradictionsOf, markBatchConflicts, type Place } from './5-preview/batch-conflicts.js';
import { applyChoices } from './5-preview/choices.js';
import { contentsOf, isAbout } from './5-preview/file-pairs.js';
import { answersWithoutCounterpart } from './between-files.js';
import { filesAround, saveChanged } from './choose.js';
import { getPlan } from './plan-store.js';

/** Indexes of the two files of the question, also where it is answered place by place and no longer asked. */
function filesOf(ctx: Ctx, { planId, id }: { planId: string; id: string }): number[] {
  return getPlan(ctx.store, planId)
    .files.filter(({ sha256 }) => isAbout(id, sha256))
    .map(({ index }) => index);
}

type Keep = Result<'import.conflicts'>['places'][number]['keep'];

export function conflicts(ctx: Ctx, params: ParsedParams<'import.conflicts'>): Result<'import.conflicts'> {
  const pairs = contradictionsOf(filesAround(ctx, params.planId, filesOf(ctx, params)), params.id);
  if (pairs.length === 0) throw new AppError('data.not-found', { what: '这两个文件之间不同的数值' });
  const [one, other] = pairs[0]!;
  return {
    files: [one.plan.header.file, other.plan.header.file],
    places: pairs.map(([first, second]) => ({
      unit: first.cell.unit,
      indicator: first.cell.indicator,
      period: first.cell.period,
      basis: first.cell.basis,
      role: first.cell.role,
      measure: first.cell.measure,
      first: given(first),
      second: given(second),
      keep: keepOf(first, second),
    })),
  };
}

function given({ plan, cell }: Place): Result<'import.conflicts'>['places'][number]['first'] {
  return { index: plan.header.index, ref: cellRef(cell), text: cell.text, value: cell.value, state: cell.state };
}

function keepOf({ cell: first }: Place, { cell: second }: Place): Keep {
  if (first.chosen === false) return second.chosen === false ? 'neither' : 'second';
  return second.chosen === false ? 'first' : 'open';
}

export function settle(ctx: Ctx, params: ParsedParams<'import.settle'>): Result<'import.settle'> {
  const named = (params.places ?? []).flatMap(({ first, second }) => [first.index, second.index]);
  const files = filesAround(ctx, params.planId, [...filesOf(ctx, params), ...named]);
  saveChanged(ctx, params.planId, files, (all) => {
    const headerOf = (index: number): (typeof all)[number]['header'] => {
      const found = all.find(({ header }) => header.index === index);
      if (!found) throw new AppError('data.stale', { what: '其中一个文件已经接收' });
      return found.header;
    };
    if (params.answer !== undefined) {
      const asked = all.filter(({ header }) => header.questions.some((question) => question.id === params.id));
      const contents = contentsOf(
        getPlan(ctx.store, params.planId).files.filter(({ status }) => status !== 'imported'),
      );
      if (asked.length === 0) throw new AppError('data.stale', { what: '这两个文件都已经接收' });
      for (const file of asked) {
        file.header.answers[params.id] = params.answer;
        // Where the other was received in part meanwhile, what is said of it decides about the cells of this one alone.
        file.header.answers = answersWithoutCounterpart(file, file.header.answers, contents);
      }
    }
    for (const { first, second, keep } of params.places ?? []) {
      leave(headerOf(first.index), first.ref, keep === 'second' || keep === 'neither');
      leave(headerOf(second.index), second.ref, keep === 'first' || keep === 'neither');
    }
    for (const file of all) applyChoices(file);
    markBatchConflicts(all);
  });
  return { files: getPlan(ctx.store, params.planId).files };
}

function leave({ answers }: { answers: Record<string, string> }, ref: string, isLeft: boolean): void {
  if (isLeft) answers[`cell:${ref}`] = 'leave';
  else if (answers[`cell:${ref}`] === 'leave') delete answers[`cell:${ref}`];
}
