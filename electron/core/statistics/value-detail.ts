// values.detail: one number with its source, its revisions and the parts that it is made of.

import type { Ctx } from '../context.js';
import { cellNotes } from '../store/cell-note-store.js';
import { listIndicators } from '../store/indicator-store.js';
import { ReceivedIssues, submittedRatios } from '../store/source-store.js';
import { issuedOrigin } from '../store/issued-store.js';
import { listUnits } from '../store/unit-store.js';
import { revisionsOf } from '../store/value-store.js';
import { factText } from './fact-text.js';
import type { Fact } from './facts.js';
import { formulaOf, inputsOf, plainDecimal } from './formula.js';
import { CLAIM_NOTE } from './list-values.js';
import { missingInPart, shownPart } from './part-figure.js';
import { lackingPart, missingUnits } from './missing-units.js';
import { noTotalReason } from './no-total.js';
import { figureOf } from './period-values.js';
import { sourcesOf, sumOfUnits } from './other-sources.js';
import { factsOf } from './service.js';
import { cellOf, storedNumber, type Asked, type StoredNumber } from './stored-number.js';
import { PART_WORDS } from './year-part-parts.js';
import type { ParsedParams, Result } from '../../../shared/contract/index.js';
import { AppError } from '../../../shared/errors/app-error.js';
import { scaleOf } from '../../../shared/indicators/measures.js';
import type { YearPart } from '../../../shared/statistics/cumulative.js';
import { formatFigure } from '../../../shared/statistics/format.js';
import { populationNote } from '../../../shared/statistics/per-capita.js';
import { dutySign } from '../../../shared/tasks/duty.js';

type Detail = Result<'values.detail'>;

/** 当月 or 单季 of a fact, made of what is known since January. */
interface ShownPart {
  part: YearPart;
  fact: Fact;
  shown: ReturnType<typeof shownPart>;
}

/** Throws data.not-found where there is no such indicator or unit. */
export function detailOf(ctx: Pick<Ctx, 'store' | 'settings'>, { key }: ParsedParams<'values.detail'>): Detail {
  const { store, settings } = ctx;
  const { asked, unit } = askedAbout(ctx, key);
  const { indicator, facts, fact, isMain } = asked;
  const { unitId, period, basis } = key;
  const revisions = unitId === null ? [] : revisionsOf(store, { unitId, indicatorId: indicator.id, period, basis });
  const stored = storedNumber(asked, revisions);
  const made = madePart(asked, stored);
  const isComputed = stored === null && fact !== undefined && (isMain || made !== null);
  const figure = stored?.figure ?? (isMain ? fact?.figure : undefined) ?? made?.shown.figure ?? null;
  const format = { decimals: indicator.precision, rounding: settings.rounding, measure: indicator.measure };
  const note = cellNotes(store, period).find(
    (one) => one.unitId === unitId && one.indicatorId === indicator.id && one.basis === basis,
  );
  return {
    unit,
    indicator: indicator.name,
    code: indicator.code,
    measure: indicator.measure,
    period,
    basis,
    state: figure?.state ?? 'not_submitted',
    text:
      fact && isMain && (stored === null || stored.kind === 'claim')
        ? factText(fact, 'current', settings.rounding).text
        : (dutySign(isMain ? fact?.duty : null, figure?.state ?? 'not_submitted') ?? formatFigure(figure, format)),
    value: plainDecimal(figure),
    origin: stored === null ? 'computed' : stored.kind === 'handed-in' ? stored.revision!.origin : stored.kind,
    note: notesOf(asked, stored, made).join('；'),
    source: stored?.source ?? submittedRatio(asked),
    importFileId: stored?.importFileId ?? null,
    sources: sourcesOf(ctx, key, {
      indicator,
      revision: revisions[0] ?? null,
      printed:
        stored === null ? null : stored.kind === 'issued' || stored.kind === 'rollup' ? stored.kind : 'submitted',
      counting: facts.counting,
      total: fact && isMain && unitId === null ? sumOfUnits(facts, indicator.code) : null,
    }),
    revisions: revisions.map((revision) => ({
      no: revision.no,
      at: revision.at,
      operator: revision.operator,
      text: formatFigure(figureOf(revision, indicator), format),
      origin: revision.origin,
      source: cellOf(revision),
      importFileId: revision.importFileId,
      reason: revision.reason ?? '',
    })),
    formula: formulaText(asked, stored, made, isComputed),
    parts: isComputed && made === null ? partsOf(asked, fact) : [],
    comment: note?.comment ?? '',
    isFollowed: note?.isFollowed ?? false,
    issues: stored?.revision ? new ReceivedIssues(store).at(stored.revision) : [],
  };
}

/** The number that a key names, and whose it is. */
function askedAbout(ctx: Asked['ctx'], key: Asked['key']): { asked: Asked; unit: string } {
  const indicator = listIndicators(ctx.store).find((candidate) => candidate.code === key.code);
  if (!indicator) throw new AppError('data.not-found', { what: '指标' }, { detail: key.code });
  const facts = factsOf(ctx, key.period);
  const ofIndicator = facts.byCode.get(key.code);
  const unit = key.unitId === null ? facts.totalLabel : listUnits(ctx.store).find(({ id }) => id === key.unitId)?.name;
  if (unit === undefined) throw new AppError('data.not-found', { what: '填报单位' }, { detail: String(key.unitId) });
  const asked: Asked = {
    ctx,
    key,
    indicator,
    facts,
    ofIndicator,
    fact: key.unitId === null ? ofIndicator?.total : ofIndicator?.units.get(key.unitId),
    isMain: ofIndicator?.basis === key.basis,
    part: key.basis === 'month' || key.basis === 'quarter' ? key.basis : null,
  };
  return { asked, unit };
}

/** Null where no part is asked for, none ends with the period, or it was handed in as it stands. */
function madePart({ facts, fact, part }: Asked, stored: StoredNumber | null): ShownPart | null {
  if (part === null || !fact?.[part] || stored?.kind === 'handed-in') return null;
  return { part, fact, shown: shownPart(facts, fact, part) };
}

/** The cell of the ratio that the unit handed in: compared, never stored. */
function submittedRatio({ ctx, key, fact, isMain }: Asked): Detail['source'] {
  if (!isMain || !fact?.ratio || key.unitId === null) return null;
  return submittedRatios(ctx.store, key.period).get(`${key.unitId}/${key.code}`)?.source ?? null;
}

/** What has to be said of the number, without full stops between. */
function notesOf(asked: Asked, stored: StoredNumber | null, made: ShownPart | null): string[] {
  const { key, facts, ofIndicator, fact, isMain } = asked;
  const isTotal = key.unitId === null && ofIndicator !== undefined;
  const ratio = isMain ? fact?.ratio : null;
  const lacking = fact ? lackingPart(fact) : '';
  const missing = isTotal && made !== null ? missingInPart(facts, ofIndicator, made.part) : (fact?.missing ?? []);
  const notes = [
    made?.shown.reason ?? '',
    stored?.issued && issuedOrigin(stored.issued) !== '' ? `登记的来源：${issuedOrigin(stored.issued)}` : '',
    stored?.kind === 'claim' ? CLAIM_NOTE : '',
    isTotal && made === null ? noTotalReason(facts, ofIndicator) : '',
  ];
  if (lacking !== '') notes.push(`${lacking}，不能计算。`);
  else if (ratio?.denominator.indicator.code === 'P01')
    notes.push(
      ratio.denominator.figure?.value == null
        ? `没有${ratio.denominator.period.slice(0, 4)}年末常住人口，不能计算。`
        : populationNote(ratio.denominator.period, ratio.denominator.figure),
    );
  if (ofIndicator && missing.length > 0)
    notes.push(
      `不含${missingUnits(facts, ofIndicator, missing)
        .map(({ names, label }) => `${names.join('、')}（${label}）`)
        .join('、')}`,
    );
  return notes.filter((note) => note !== '');
}

function formulaText(
  { key, ofIndicator, fact }: Asked,
  stored: StoredNumber | null,
  made: ShownPart | null,
  isComputed: boolean,
): string {
  if (stored?.ledger) return `${stored.ledger.ledger.title}：${stored.ledger.rollup.rule}`;
  if (made === null) return isComputed ? formulaOf(fact!) : '';
  if (key.unitId === null && ofIndicator !== undefined && !made.fact.isPrinted) return PART_WORDS[made.part].ofUnits;
  return made.part === 'month' ? '本月累计 − 上月累计' : '本季末累计 − 上季末累计';
}

function partsOf({ ctx, facts }: Asked, fact: Fact): Detail['parts'] {
  const indicators = new Map(listIndicators(ctx.store).map((one) => [one.code, one]));
  return inputsOf(facts, fact).map((input) => {
    const of = indicators.get(input.code);
    const measure = of?.measure ?? '件';
    const decimals = of?.precision ?? scaleOf(measure);
    return {
      unitId: input.unitId,
      unit: input.unitId === null ? facts.totalLabel : input.unit,
      code: input.code,
      indicator: input.indicator,
      period: input.period,
      basis: input.basis,
      text:
        dutySign(input.duty, input.figure?.state ?? 'not_submitted') ??
        formatFigure(input.figure, { measure, decimals, rounding: ctx.settings.rounding }),
    };
  });
}
