// values.save and notes: numbers typed or pasted by the officer. Each becomes a revision with its reason; nothing is overwritten.

import type { Ctx } from '../context.js';
import { copiesTouched } from '../final-copies/final-copies.js';
import { cellNotes, setCellNote } from '../store/cell-note-store.js';
import { listIndicators, type StoredIndicator } from '../store/indicator-store.js';
import { listUnits } from '../store/unit-store.js';
import { lockedPeriods } from '../store/period-lock-store.js';
import { addRevisions, standingValues, type RevisionInput } from '../store/value-store.js';
import { rolledBack, write } from '../store/write.js';
import { monthProblems } from './month-check.js';
import { typedFindings } from './typed-checks.js';
import type { ParsedParams, Result } from '../../../shared/contract/index.js';
import { AppError } from '../../../shared/errors/app-error.js';
import { scaleOf } from '../../../shared/indicators/measures.js';
import type { ObservationKey } from '../../../shared/model/observation.js';
import { periodTitle } from '../../../shared/model/period.js';
import { TYPED } from '../../../shared/model/undo-steps.js';
import { isValidAt, type ReportingUnit } from '../../../shared/model/unit.js';
import { readTypedValue } from '../../../shared/statistics/typed-value.js';

/** Computed from two others, and therefore never typed. */
export function isComputedIndicator(indicator: Pick<StoredIndicator, 'numerator' | 'denominator'>): boolean {
  return indicator.numerator !== null && indicator.denominator !== null;
}

type Entry = ParsedParams<'values.save'>['cells'][number];

/** Why an entry cannot stand at its key at all; '' where it can. */
function keyProblem(
  period: string,
  entry: Entry,
  indicator: StoredIndicator | undefined,
  unit: ReportingUnit | undefined,
): string {
  if (!indicator) return `没有代码为${entry.code}的指标。`;
  if (isComputedIndicator(indicator)) return `${indicator.name}由其他指标计算得出，不能直接填写。`;
  if (!unit) return '没有这个填报单位。';
  if (!isValidAt(unit, period)) return `${unit.name}在${periodTitle(period, 'asof')}不在填报单位之列。`;
  const isFitting =
    indicator.kind === 'flow'
      ? entry.basis === 'ytd' || entry.basis === 'month' || entry.basis === 'quarter'
      : indicator.kind === 'ratio' || entry.basis === 'asof';
  return isFitting ? '' : `${indicator.name}没有这种口径的数值。`;
}

interface PlannedEntries {
  /** What would be stored. */
  changed: RevisionInput[];
  unchanged: number;
  problems: { index: number; message: string }[];
}

/** What saving would store, or what is in its way. Writes nothing. */
function planEntries(ctx: Ctx, params: ParsedParams<'values.save'>): PlannedEntries {
  const { store } = ctx;
  const { period, reason, cells } = params;
  const indicators = new Map(listIndicators(store).map((indicator) => [indicator.code, indicator]));
  const units = new Map(listUnits(store).map((unit) => [unit.id, unit]));
  const problems: { index: number; message: string }[] = [];
  const wanted: (RevisionInput & { index: number })[] = [];
  const seen = new Map<string, number>();
  for (const [index, entry] of cells.entries()) {
    const indicator = indicators.get(entry.code);
    const at = keyProblem(period, entry, indicator, units.get(entry.unitId));
    if (at !== '' || !indicator) {
      problems.push({ index, message: at });
      continue;
    }
    const key = `${entry.unitId}|${entry.code}|${entry.basis}`;
    if (seen.has(key)) {
      problems.push({ index, message: '同一个单元格在本次填写中出现两次。' });
      continue;
    }
    seen.set(key, index);
    const read = readTypedValue(entry.text, {
      measure: indicator.measure,
      scale: scaleOf(indicator.measure),
      // Rates may fall below zero (growth); counts, amounts and stocks may not.
      mayBeNegative: indicator.kind === 'ratio',
    });
    if ('problem' in read) {
      problems.push({ index, message: read.problem });
      continue;
    }
    wanted.push({
      index,
      unitId: entry.unitId,
      indicatorId: indicator.id,
      period,
      basis: entry.basis,
      ...read,
      origin: 'manual',
      submissionId: null,
      sheet: null,
      cell: null,
      text: entry.text,
      sourceMeasure: indicator.measure,
      reason: reason === '' ? null : reason,
    });
  }
  const standing = standingValues(store, wanted);
  const changed = wanted.filter((input, at) => {
    const now = standing[at];
    if (now == null) return input.state !== 'not_submitted';
    return now.state !== input.state || now.value !== input.value;
  });
  const unchanged = wanted.length - changed.length;
  const byId = new Map([...indicators.values()].map((indicator) => [indicator.id, indicator]));
  for (const [at, message] of monthProblems(store, changed, byId))
    problems.push({ index: changed[at]!.index, message });
  if (reason === '')
    for (const input of changed)
      if (standing[wanted.indexOf(input)] != null)
        problems.push({ index: input.index, message: '这里已有数值，更正要写明原因。' });
  return {
    changed: changed.map(({ index: _index, ...input }) => input),
    unchanged,
    problems: problems.toSorted((a, b) => a.index - b.index),
  };
}

/** What a step that stores these is called; a single value by its name: it is taken back without a question, and must be recognised. */
function stepLabel(ctx: Ctx, period: string, changed: readonly RevisionInput[]): string {
  const [only, ...others] = changed;
  if (only === undefined || others.length > 0) return `填写${periodTitle(period, 'ytd')}${changed.length}个数值`;
  const unit = listUnits(ctx.store).find(({ id }) => id === only.unitId)!;
  const indicator = listIndicators(ctx.store).find(({ id }) => id === only.indicatorId)!;
  return `填写${unit.name}${periodTitle(period, only.basis)}${indicator.name}`;
}

export function saveValues(ctx: Ctx, params: ParsedParams<'values.save'>): Result<'values.save'> {
  const { store } = ctx;
  const { period, reason } = params;
  const { changed, unchanged, problems } = planEntries(ctx, params);
  if (problems.length > 0 || changed.length === 0) return { saved: 0, unchanged, problems };
  write(
    store,
    {
      kind: TYPED,
      label: stepLabel(ctx, period, changed),
      operator: ctx.operator,
      topics: ['values'],
      ...(reason === '' ? {} : { detail: `填写${changed.length}个数值：${reason}` }),
    },
    (changeSetId) => addRevisions(store, changeSetId, changed),
  );
  return { saved: changed.length, unchanged, problems: [] };
}

/** Which final copies saving would make differ from the data, and which rules would not hold. Stores nothing; what is refused, also for want of a reason, touches nothing. */
export function effectOfValues(ctx: Ctx, params: ParsedParams<'values.effect'>): Result<'values.effect'> {
  const { store } = ctx;
  const { changed, problems } = planEntries(ctx, params);
  if (changed.length > 0 && lockedPeriods(store).has(params.period))
    throw new AppError('data.locked', { period: periodTitle(params.period, 'ytd') });
  if (problems.length > 0 || changed.length === 0) return { finalCopies: [], findings: [] };
  const given = { units: listUnits(store), indicators: listIndicators(store) };
  return {
    findings: typedFindings(ctx, params.period, changed, given),
    finalCopies: copiesTouched(ctx, [params.period], (work) =>
      rolledBack(store, () => {
        addRevisions(store, 0, changed);
        return work();
      }),
    ),
  };
}

function storedKey(ctx: Ctx, key: ObservationKey) {
  const indicator = listIndicators(ctx.store).find((candidate) => candidate.code === key.code);
  if (!indicator) throw new AppError('data.not-found', { what: '指标' }, { detail: key.code });
  return { unitId: key.unitId, indicatorId: indicator.id, period: key.period, basis: key.basis, name: indicator.name };
}

export function noteValue(ctx: Ctx, { key, comment, isFollowed }: ParsedParams<'values.note'>): Result<'values.note'> {
  const unit = listUnits(ctx.store).find((candidate) => candidate.id === key.unitId);
  if (!unit) throw new AppError('data.not-found', { what: '填报单位' }, { detail: String(key.unitId) });
  const { name, ...stored } = storedKey(ctx, key);
  write(ctx.store, { kind: TYPED, label: `批注${unit.name}${name}`, operator: ctx.operator, topics: ['values'] }, () =>
    setCellNote(ctx.store, { ...stored, comment, isFollowed, operator: ctx.operator }),
  );
  return {};
}

export function listNotes(ctx: Ctx, { period }: ParsedParams<'values.notes'>): Result<'values.notes'> {
  const units = new Map(listUnits(ctx.store).map((unit) => [unit.id, unit.name]));
  const indicators = new Map(listIndicators(ctx.store).map((indicator) => [indicator.id, indicator]));
  return {
    notes: cellNotes(ctx.store, period).flatMap((note) => {
      const indicator = indicators.get(note.indicatorId);
      const unit = units.get(note.unitId);
      if (!indicator || unit === undefined) return [];
      return [
        {
          key: { unitId: note.unitId, code: indicator.code, period: note.period, basis: note.basis },
          unit,
          indicator: indicator.name,
          comment: note.comment,
          isFollowed: note.isFollowed,
          at: note.at,
          operator: note.operator,
        },
      ];
    }),
  };
}
