// 考核方案: results per unit (or for ourselves) item by item, Σ and rank, 失分清单. Points are exact until they are shown.

import type { Ctx } from '../context.js';
import type { Fact, PeriodFacts } from '../statistics/facts.js';
import { factsOf } from '../statistics/service.js';
import { listIndicators, type StoredIndicator } from '../store/indicator-store.js';
import { listSchemes, removeScheme, saveScheme, saveScore, scoresOf, type TypedScore } from '../store/scheme-store.js';
import { ownTargetsOfYear } from '../store/target-basis-store.js';
import { listUnits } from '../store/unit-store.js';
import { write } from '../store/write.js';
import { percentText, storedFraction, valueText } from './target-text.js';
import type { ParsedParams, Result } from '../../../shared/contract/index.js';
import { AppError } from '../../../shared/errors/app-error.js';
import type { Period } from '../../../shared/model/period.js';
import { compareFractions, formatFraction, parseScaled, type Fraction } from '../../../shared/model/scaled-number.js';
import { add, sign } from '../../../shared/statistics/fraction.js';
import { rank } from '../../../shared/statistics/rank.js';
import { scoreItem, type Score, type ScoreMethod } from '../../../shared/statistics/scheme-score.js';
import { targetProgress, type TargetMode } from '../../../shared/statistics/target-progress.js';
import {
  scoredPeriod,
  type Scheme,
  type SchemeItem,
  type SchemeResult,
  type ScoreMethodDraft,
} from '../../../shared/targets/scheme.js';
import { plainNumberText } from '../../../shared/model/number-text.js';

const SCALE = 4;
const ZERO: Fraction = { n: 0n, d: 1n };

function tenThousandths(text: string): number {
  return Number(parseScaled(text, SCALE)!);
}

function schemeOf(ctx: Pick<Ctx, 'store'>, id: number): Scheme {
  const scheme = listSchemes(ctx.store).find((candidate) => candidate.id === id);
  if (!scheme) throw new AppError('data.not-found', { what: '考核方案' }, { detail: String(id) });
  return scheme;
}

export function schemeList(ctx: Ctx): Result<'schemes.list'> {
  return { schemes: listSchemes(ctx.store) };
}

export function schemeSave(ctx: Ctx, { id, scheme }: ParsedParams<'schemes.save'>): Result<'schemes.save'> {
  if (id !== null) schemeOf(ctx, id);
  const codes = new Set(listIndicators(ctx.store).map((indicator) => indicator.code));
  const keys = new Set<string>();
  for (const item of scheme.items) {
    if (keys.has(item.key)) throw new AppError('input.invalid', { what: `“${item.name}”与另一项的编号相同` });
    keys.add(item.key);
    if (item.code !== null && !codes.has(item.code)) throw new AppError('data.not-found', { what: `指标${item.code}` });
    if (item.code === null && item.method.kind !== 'manual')
      throw new AppError('input.invalid', { what: `“${item.name}”没有选择指标，只能人工评分` });
    if (tenThousandths(item.weight) <= 0) throw new AppError('input.invalid', { what: `“${item.name}”的分值应大于0` });
    if (item.method.kind === 'deduct' && tenThousandths(item.method.per) <= 0)
      throw new AppError('input.invalid', { what: `“${item.name}”每少多少扣分，应填大于0的数` });
    if (
      item.method.kind === 'tiers' &&
      item.method.steps.some((step) => tenThousandths(step.points) > tenThousandths(item.weight))
    )
      throw new AppError('input.invalid', { what: `“${item.name}”有一档的得分超过分值${item.weight}` });
  }
  const saved = write(
    ctx.store,
    {
      kind: 'settings',
      label: `${id === null ? '新建' : '修改'}考核方案“${scheme.name}”`,
      operator: ctx.operator,
      topics: ['values', 'history'],
    },
    () => saveScheme(ctx.store, id, scheme),
  );
  return { id: saved };
}

export function schemeRemove(ctx: Ctx, { id }: ParsedParams<'schemes.remove'>): Result<'schemes.remove'> {
  const scheme = schemeOf(ctx, id);
  write(
    ctx.store,
    { kind: 'settings', label: `删除考核方案“${scheme.name}”`, operator: ctx.operator, topics: ['values', 'history'] },
    () => removeScheme(ctx.store, id),
  );
  return {};
}

export function schemeScore(ctx: Ctx, params: ParsedParams<'schemes.score'>): Result<'schemes.score'> {
  const scheme = schemeOf(ctx, params.id);
  const item = scheme.items.find((candidate) => candidate.key === params.key);
  if (!item) throw new AppError('data.not-found', { what: '考核项目' });
  if (item.method.kind !== 'manual')
    throw new AppError('input.invalid', { what: `“${item.name}”由程序按数据计分，不能直接填写得分` });
  const unit = params.unitId === null ? null : listUnits(ctx.store).find((candidate) => candidate.id === params.unitId);
  if ((scheme.subject === 'own') !== (params.unitId === null) || unit === undefined)
    throw new AppError('data.not-found', { what: '被考核的单位' });
  const points = params.points === null ? null : parseScaled(plainNumberText(params.points), SCALE);
  if (params.points !== null && (points === null || points < 0n || points > BigInt(tenThousandths(item.weight))))
    throw new AppError('input.invalid', {
      what: `“${item.name}”填的是“${params.points}”，应填0到${item.weight}之间、最多${SCALE}位小数的分数`,
    });
  write(
    ctx.store,
    {
      kind: 'manual',
      label: `考核评分：${unit?.name ?? '本单位'}“${item.name}”`,
      operator: ctx.operator,
      topics: ['values', 'history'],
      detail: params.note,
    },
    () =>
      saveScore(ctx.store, params.id, {
        key: params.key,
        unitId: params.unitId ?? 0,
        points: points === null ? null : Number(points),
        note: params.note,
      }),
  );
  return {};
}

/** Draft (plain decimals) → what the arithmetic takes. */
function methodOf(draft: ScoreMethodDraft): ScoreMethod {
  switch (draft.kind) {
    case 'deduct':
      return { kind: 'deduct', per: tenThousandths(draft.per), points: tenThousandths(draft.points), part: draft.part };
    case 'tiers':
      return {
        kind: 'tiers',
        by: draft.by,
        steps: draft.steps.map((step) => ({
          atLeast: tenThousandths(step.atLeast),
          points: tenThousandths(step.points),
        })),
      };
    default:
      return draft;
  }
}

interface Subject {
  unitId: number | null;
  name: string;
  isRanked: boolean;
}

type Scored = SchemeResult['rows'][number]['scores'][number];

/** `shown`: the period on screen, see scoredPeriod(). */
export function schemeResult(ctx: Pick<Ctx, 'store' | 'settings'>, id: number, shown: Period): SchemeResult {
  const { rounding } = ctx.settings;
  const scheme = schemeOf(ctx, id);
  const period = scoredPeriod(scheme.year, shown);
  const facts = factsOf(ctx, period);
  const indicators = new Map(listIndicators(ctx.store).map((indicator) => [indicator.code, indicator]));
  const own = new Map(
    ownTargetsOfYear(ctx.store, scheme.year).map((row) => [`${row.indicatorId}/${row.level}`, row.value]),
  );
  const typed = new Map(scoresOf(ctx.store, id).map((score) => [`${score.key}/${score.unitId}`, score]));
  const subjects: Subject[] =
    scheme.subject === 'own'
      ? [{ unitId: null, name: facts.bureau, isRanked: false }]
      : facts.units.filter((unit) => unit.ranked).map((unit) => ({ unitId: unit.id, name: unit.name, isRanked: true }));

  const print = (value: Fraction): string => formatFraction(value, 2, rounding);
  const losses: (SchemeResult['losses'][number] & { exact: Fraction })[] = [];
  const rows = subjects.map((subject) => {
    let sum = ZERO;
    let lost = ZERO;
    let unscored = 0;
    const scores = scheme.items.map((item): Scored => {
      const scored = scoreOf({ facts, item, subject, indicators, own, typed, rounding });
      if (scored.score.points === null) unscored += 1;
      else {
        sum = add(sum, scored.score.points);
        lost = add(lost, scored.score.lost!);
        if (sign(scored.score.lost!) > 0)
          losses.push({
            unitId: subject.unitId,
            unit: subject.name,
            key: item.key,
            item: item.name,
            lost: print(scored.score.lost!),
            why: scored.text.why,
            exact: scored.score.lost!,
          });
      }
      return {
        ...scored.text,
        points: scored.score.points === null ? '' : print(scored.score.points),
        lost: scored.score.lost === null ? '' : print(scored.score.lost),
      };
    });
    return { unitId: subject.unitId, unit: subject.name, sum, points: print(sum), lost: print(lost), unscored, scores };
  });
  const ranks = rank(
    rows.map((row, index) => ({ id: index, value: row.sum, ranked: row.unscored === 0 && subjects[index]!.isRanked })),
    'up',
  );
  const weight = scheme.items.reduce<bigint>((whole, item) => whole + parseScaled(item.weight, SCALE)!, 0n);
  return {
    scheme,
    period,
    weight: formatFraction({ n: weight, d: 10_000n }, 2, rounding).replace(/\.?0+$/, ''),
    items: scheme.items.map((item) => ({
      key: item.key,
      group: item.group,
      name: item.name,
      weight: item.weight,
      measure: item.code === null ? '' : (indicators.get(item.code)?.measure ?? ''),
    })),
    rows: rows.map(({ sum: _sum, ...row }, index) => ({ ...row, rank: ranks.get(index) ?? null })),
    losses: losses.sort((a, b) => compareFractions(b.exact, a.exact)).map(({ exact: _exact, ...loss }) => loss),
  };
}

interface ItemContext {
  facts: PeriodFacts;
  item: SchemeItem;
  subject: Subject;
  indicators: ReadonlyMap<string, StoredIndicator>;
  own: ReadonlyMap<string, number | null>;
  typed: ReadonlyMap<string, TypedScore>;
  rounding: Ctx['settings']['rounding'];
}

function scoreOf(context: ItemContext): { score: Score; text: Omit<Scored, 'points' | 'lost'> } {
  const { facts, item, subject, rounding } = context;
  const indicator = item.code === null ? undefined : context.indicators.get(item.code);
  const ofIndicator = item.code === null ? undefined : facts.byCode.get(item.code);
  const fact: Fact | undefined = subject.unitId === null ? ofIndicator?.total : ofIndicator?.units.get(subject.unitId);
  const { target, mode } = targetOf(context, indicator, fact);
  const progress = targetProgress({
    mode: mode ?? 'qualitative',
    actual: fact?.exact ?? null,
    target,
    // The whole is measured whoever holds a target.
    lastYearEnd: (subject.unitId === null ? ofIndicator?.wholeLastYearEnd : fact?.lastYearEnd) ?? null,
    time: facts.time,
  });
  const typed = context.typed.get(`${item.key}/${subject.unitId ?? 0}`);
  const score = scoreItem({
    method: methodOf(item.method),
    weight: tenThousandths(item.weight),
    actual: fact?.exact ?? null,
    target,
    completion: progress.completion,
    isLowerBetter: mode === 'at_most' || (indicator?.direction === 'down' && mode !== 'at_least'),
    typed: typed?.points ?? null,
  });
  const value = (number: Fraction | null): string => (indicator ? valueText(number, indicator, rounding) : '');
  const short = score.short !== null && sign(score.short) > 0 ? `${value(score.short)}${measureWord(indicator)}` : '';
  return {
    score,
    text: {
      key: item.key,
      target: value(target),
      actual: value(fact?.exact ?? null),
      completion: percentText(progress.completion, rounding),
      short,
      why: whyOf({
        measure: measureWord(indicator),
        item,
        score,
        short,
        hasActual: fact?.exact != null,
        hasTarget: target !== null,
        completion: percentText(progress.completion, rounding),
      }),
      typed: typed
        ? formatFraction({ n: BigInt(typed.points), d: 10_000n }, SCALE, 'half-up').replace(/\.?0+$/, '')
        : '',
      note: typed?.note ?? '',
    },
  };
}

/** The scheme's own target, else what is stored: of a unit its 下达任务, of ourselves 上级下达任务, 自定目标 or Σ. */
function targetOf(
  { item, subject, own }: ItemContext,
  indicator: StoredIndicator | undefined,
  fact: Fact | undefined,
): { target: Fraction | null; mode: TargetMode | null } {
  const mode = fact?.mode ?? null;
  if (item.target !== '') return { target: { n: parseScaled(item.target, SCALE)!, d: 10_000n }, mode };
  if (subject.unitId !== null || !indicator) return { target: fact?.target ?? null, mode };
  const value = own.get(`${indicator.id}/higher`) ?? own.get(`${indicator.id}/own`) ?? null;
  return { target: storedFraction(value, indicator) ?? fact?.target ?? null, mode };
}

/** What is missing of a percentage are 百分点. */
function measureWord(indicator: StoredIndicator | undefined): string {
  return indicator?.measure === '%' ? '个百分点' : (indicator?.measure ?? '');
}

const PART_NOTE = { exact: '', started: '（不足的按一份扣）', complete: '（不足的不扣）' } as const;

interface Reason {
  measure: string;
  item: SchemeItem;
  score: Score;
  short: string;
  hasActual: boolean;
  hasTarget: boolean;
  completion: string;
}

function whyOf({ measure, item, score, short, hasActual, hasTarget, completion }: Reason): string {
  const { method } = item;
  if (method.kind === 'manual') return score.points === null ? '尚未评分' : '人工评分';
  if (!hasActual) return '没有本期数据，不能计分';
  if (score.points === null) return hasTarget ? '目标为0，不能计分' : '没有目标，不能计分';
  if (sign(score.lost!) === 0) return '得满分';
  switch (method.kind) {
    case 'deduct':
      return `少${short}，每少${method.per}${measure}扣${method.points}分${PART_NOTE[method.part]}`;
    case 'proportional':
      return completion === '' ? `未达到目标，差${short}` : `完成${completion}%，按比例计分`;
    case 'tiers':
      return `${method.by === 'completion' && completion !== '' ? `完成${completion}%，` : ''}按分档得${formatFraction(score.points, 2, 'half-up')}分`;
  }
}
