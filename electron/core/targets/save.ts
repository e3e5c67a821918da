// Typing targets, how they are judged, and their pace. A target that stands is never replaced without a document or a reason.

import type { Ctx } from '../context.js';
import { copiesTouched } from '../final-copies/final-copies.js';
import { listIndicators, type StoredIndicator } from '../store/indicator-store.js';
import {
  addOwnTarget,
  ownTargetsOfYear,
  removeTargetBasis,
  saveTargetBasis,
  saveTargetPace,
  targetBasesOfYear,
  targetRevisions,
  type OwnLevel,
} from '../store/target-basis-store.js';
import { lockedPeriods } from '../store/period-lock-store.js';
import { addTarget, targetsOfYear } from '../store/target-store.js';
import { listUnits } from '../store/unit-store.js';
import { rolledBack, write } from '../store/write.js';
import { readTargetValue, storedFraction, valueText } from './target-text.js';
import type { ParsedParams, Result } from '../../../shared/contract/index.js';
import { AppError } from '../../../shared/errors/app-error.js';
import { KIND_LABEL } from '../../../shared/indicators/define.js';
import { makePeriod, yearOf } from '../../../shared/model/period.js';
import { parseScaled } from '../../../shared/model/scaled-number.js';
import { paceProblem } from '../../../shared/statistics/target-pace.js';
import { TARGET_MODE_LABEL, targetModesFor } from '../../../shared/statistics/target-progress.js';
import { plainPercentText } from '../../../shared/model/number-text.js';

export function indicatorByCode(ctx: Pick<Ctx, 'store'>, code: string): StoredIndicator {
  const indicator = listIndicators(ctx.store).find((candidate) => candidate.code === code);
  if (!indicator) throw new AppError('data.not-found', { what: '指标' }, { detail: code });
  return indicator;
}

/** Name of a holder; the bureau's own tasks are held by the total. */
function holderName(ctx: Pick<Ctx, 'store'>, unitId: number | null): string {
  if (unitId === null) return '本单位';
  const unit = listUnits(ctx.store).find((candidate) => candidate.id === unitId);
  if (!unit) throw new AppError('data.not-found', { what: '填报单位' }, { detail: String(unitId) });
  return unit.name;
}

const TOPICS = ['values', 'history'] as const;

interface TargetChange {
  indicator: StoredIndicator;
  unitId: number | null;
  level: OwnLevel;
  value: number | null;
}

/** What saving would store; nothing is written. Throws input.invalid for what cannot be a target. */
function planTargets(
  ctx: Pick<Ctx, 'store'>,
  params: Pick<ParsedParams<'targets.save'>, 'year' | 'cells'>,
): { changes: TargetChange[]; replaced: number; same: number } {
  const { store } = ctx;
  const { year } = params;
  const indicators = new Map(listIndicators(store).map((indicator) => [indicator.code, indicator]));
  const standing = new Map(targetsOfYear(store, year).map((row) => [`${row.indicatorId}/${row.unitId}`, row.value]));
  for (const row of ownTargetsOfYear(store, year)) standing.set(`${row.indicatorId}/${row.level}`, row.value);
  const names = new Map(listUnits(store).map((unit) => [unit.id, unit.name]));

  const changes: TargetChange[] = [];
  let replaced = 0;
  let same = 0;
  const seen = new Set<string>();
  for (const cell of params.cells) {
    const indicator = indicators.get(cell.code);
    if (!indicator) throw new AppError('data.not-found', { what: '指标' }, { detail: cell.code });
    if ((cell.unitId === null) !== (cell.level !== 'assigned'))
      throw new AppError('input.invalid', { what: '下达任务由填报单位承担，上级下达任务和自定目标由本单位承担' });
    const name = cell.unitId === null ? '本单位' : names.get(cell.unitId);
    if (name === undefined) throw new AppError('data.not-found', { what: '填报单位' }, { detail: String(cell.unitId) });
    const key = `${indicator.id}/${cell.unitId ?? cell.level}`;
    if (seen.has(key)) throw new AppError('input.invalid', { what: `${name}“${indicator.name}”填了两次` });
    seen.add(key);
    const value = cell.value === null || cell.value.trim() === '' ? null : readTargetValue(cell.value, indicator, name);
    const before = standing.get(key) ?? null;
    if (before === value) {
      same += 1;
      continue;
    }
    if (before !== null) replaced += 1;
    changes.push({ indicator, unitId: cell.unitId, level: cell.level === 'own' ? 'own' : 'higher', value });
  }
  return { changes, replaced, same };
}

function writeTargets(
  ctx: Pick<Ctx, 'store'>,
  changeSetId: number,
  changes: readonly TargetChange[],
  { year, document, reason }: { year: number; document: string; reason: string },
): void {
  for (const { indicator, unitId, level, value } of changes) {
    if (unitId === null)
      addOwnTarget(ctx.store, changeSetId, { year, indicatorId: indicator.id, level, value, document, reason });
    else
      addTarget(
        ctx.store,
        changeSetId,
        { year, indicatorId: indicator.id, unitId, value },
        {
          importFileId: null,
          sheet: null,
          cell: null,
          text: null,
          sourceMeasure: indicator.measure,
          document,
          reason,
        },
      );
  }
}

/** Which final copies the targets would make differ from the data. Stores nothing. */
export function effectOfTargets(ctx: Ctx, params: ParsedParams<'targets.effect'>): Result<'targets.effect'> {
  const { changes } = planTargets(ctx, params);
  if (changes.length === 0) return { finalCopies: [] };
  const months = Array.from({ length: 12 }, (_, index) => makePeriod(params.year, index + 1));
  return {
    finalCopies: copiesTouched(ctx, months, (work) =>
      rolledBack(ctx.store, () => {
        writeTargets(ctx, 0, changes, { year: params.year, document: '', reason: '' });
        return work();
      }),
    ),
  };
}

export function saveTargets(ctx: Ctx, params: ParsedParams<'targets.save'>): Result<'targets.save'> {
  const { store } = ctx;
  const { year, document, reason } = params;
  const { changes, replaced, same } = planTargets(ctx, params);
  if (replaced > 0 && document === '' && reason === '')
    throw new AppError('input.invalid', { what: `有${replaced}个目标已经下达，调整时要填写文号或调整原因` });
  if (changes.length === 0) return { saved: 0, same, locked: [] };
  write(
    store,
    {
      kind: 'manual',
      label: replaced > 0 ? `调整${year}年目标（${changes.length}个）` : `录入${year}年目标（${changes.length}个）`,
      operator: ctx.operator,
      topics: [...TOPICS],
      detail: [document, reason].filter((part) => part !== '').join('；'),
    },
    (changeSetId) => writeTargets(ctx, changeSetId, changes, { year, document, reason }),
  );
  const locked = [...lockedPeriods(store)].filter((period) => yearOf(period) === year).sort();
  return { saved: changes.length, same, locked };
}

export function saveBasis(ctx: Ctx, params: ParsedParams<'targets.basis'>): Result<'targets.basis'> {
  const indicator = indicatorByCode(ctx, params.code);
  const name = params.unitId === null ? '' : holderName(ctx, params.unitId);
  const unitId = params.unitId ?? 0;
  if (params.mode !== null && !targetModesFor(indicator.kind).includes(params.mode))
    throw new AppError('input.invalid', {
      what: `“${indicator.name}”是${KIND_LABEL[indicator.kind]}指标，不能按“${TARGET_MODE_LABEL[params.mode]}”考核，可用：${targetModesFor(
        indicator.kind,
      )
        .map((mode) => TARGET_MODE_LABEL[mode])
        .join('、')}`,
    });
  const base = params.base === null || params.base.trim() === '' ? null : readTargetValue(params.base, indicator, name);
  if (base !== null && indicator.kind !== 'stock')
    throw new AppError('input.invalid', { what: `“${indicator.name}”不是存量指标，没有上年末值` });
  const known = targetBasesOfYear(ctx.store, params.year).some(
    (basis) => basis.indicatorId === indicator.id && basis.unitId === unitId,
  );
  write(
    ctx.store,
    {
      kind: 'settings',
      label: `${params.year}年“${indicator.name}”考核方式${name === '' ? '' : `：${name}`}`,
      operator: ctx.operator,
      topics: [...TOPICS],
    },
    () => {
      const { mode } = params;
      if (mode === null) {
        if (known) removeTargetBasis(ctx.store, params.year, indicator.id, unitId);
      } else
        saveTargetBasis(ctx.store, params.year, {
          indicatorId: indicator.id,
          unitId,
          mode,
          base,
          words: params.words,
          done: params.done,
        });
    },
  );
  return {};
}

export function savePace(ctx: Ctx, params: ParsedParams<'targets.pace'>): Result<'targets.pace'> {
  const indicator = indicatorByCode(ctx, params.code);
  if (indicator.kind === 'ratio')
    throw new AppError('input.invalid', { what: `“${indicator.name}”是比率指标，不与时间进度比较` });
  const points =
    params.points?.map((text) => {
      const value = parseScaled(plainPercentText(text), 2);
      return value === null ? -1 : Number(value);
    }) ?? null;
  const problem = points === null ? '' : paceProblem(points);
  if (problem !== '') throw new AppError('input.invalid', { what: problem });
  write(
    ctx.store,
    {
      kind: 'settings',
      label: `${params.year}年“${indicator.name}”${points === null ? '按统一时间进度' : '单独设定进度'}`,
      operator: ctx.operator,
      topics: [...TOPICS],
    },
    () => saveTargetPace(ctx.store, params.year, indicator.id, points),
  );
  return {};
}

export function targetHistory(ctx: Ctx, params: ParsedParams<'targets.history'>): Result<'targets.history'> {
  const indicator = indicatorByCode(ctx, params.code);
  const level = params.level === 'own' ? 'own' : 'higher';
  const revisions = targetRevisions(ctx.store, {
    year: params.year,
    indicatorId: indicator.id,
    unitId: params.unitId,
    level,
  });
  return {
    revisions: revisions.map((row) => ({
      no: row.no,
      text:
        row.value === null ? '取消' : valueText(storedFraction(row.value, indicator), indicator, ctx.settings.rounding),
      at: row.at,
      operator: row.operator,
      document: row.document,
      reason: row.reason,
      source: row.file === '' ? '' : [row.file, row.sheet, row.cell].filter((part) => part !== '').join(' › '),
    })),
  };
}
