// values.detail: one number with its source, its revisions and the parts that it is made of.

import type { Ctx } from '../context.js';
import { cellNotes } from '../store/cell-note-store.js';
import { listIndicators } from '../store/indicator-store.js';
import { ReceivedIssues, standingClaims, submittedRatios } from '../store/source-store.js';
import { issuedOrigin } from '../store/issued-store.js';
import { listUnits } from '../store/unit-store.js';
import { claimOf, revisionsOf } from '../store/value-store.js';
import { chosenValues } from './chosen-values.js';
import { factText } from './fact-text.js';
import { formulaOf, inputsOf, plainDecimal } from './formula.js';
import { CLAIM_NOTE } from './list-values.js';
import { PART_WORDS } from './figure-parts.js';
import { missingInPart, shownPart } from './part-figure.js';
import { lackingPart, missingUnits } from './missing-units.js';
import { noTotalReason } from './no-total.js';
import { figureOf } from './period-values.js';
import { sourcesOf, sumOfUnits } from './other-sources.js';
import { factsOf } from './service.js';
import type { ParsedParams, Result } from '../../../shared/contract/index.js';
import { AppError } from '../../../shared/errors/app-error.js';
import { scaleOf } from '../../../shared/indicators/measures.js';
import type { ValueSource } from '../../../shared/model/value-source.js';
import type { CellSource } from '../../../shared/model/observation.js';
import { formatFigure } from '../../../shared/statistics/format.js';
import { populationNote } from '../../../shared/statistics/per-capita.js';

export function detailOf(
  ctx: Pick<Ctx, 'store' | 'settings'>,
  { key }: ParsedParams<'values.detail'>,
): Result<'values.detail'> {
  const { store, settings } = ctx;
  const indicator = listIndicators(store).find((candidate) => candidate.code === key.code);
  if (!indicator) throw new AppError('data.not-found', { what: '指标' }, { detail: key.code });
  const facts = factsOf(ctx, key.period);
  const ofIndicator = facts.byCode.get(key.code);
  const unitName =
    key.unitId === null ? facts.totalLabel : listUnits(store).find((unit) => unit.id === key.unitId)?.name;
  if (unitName === undefined)
    throw new AppError('data.not-found', { what: '填报单位' }, { detail: String(key.unitId) });
  const isMain = ofIndicator?.basis === key.basis;
  const fact = key.unitId === null ? ofIndicator?.total : ofIndicator?.units.get(key.unitId);
  const format = { decimals: indicator.precision, rounding: settings.rounding, measure: indicator.measure };

  const storedKey =
    key.unitId === null
      ? null
      : { unitId: key.unitId, indicatorId: indicator.id, period: key.period, basis: key.basis };
  const revisions = storedKey ? revisionsOf(store, storedKey) : [];
  const claim = storedKey && revisions.length === 0 ? claimOf(store, storedKey) : null;
  const chosen = chosenValues(ctx, key.period);
  const isKey = (one: { indicatorId: number; basis: string; unitId: number | null }): boolean =>
    one.indicatorId === indicator.id && one.basis === key.basis && one.unitId === key.unitId;
  const other = chosen.values.find((one) => isKey(one) && one.from !== 'submitted');
  // A total is issued only where the facts say so: a sum of some units is none.
  const whole = isMain && fact?.from === 'issued' && key.unitId === null ? chosen.whole.find(isKey) : undefined;
  const printed = other ?? whole;
  const yearPart = key.basis === 'month' || key.basis === 'quarter' ? key.basis : null;
  // A part that was submitted beside a cumulative value that was issued is not the part that the grid shows.
  const isOtherPart = yearPart !== null && fact !== undefined && (fact.from ?? 'submitted') !== 'submitted';
  const newest = printed || isOtherPart ? undefined : revisions[0];
  const standing =
    !printed &&
    claim &&
    standingClaims(store, key.period).some((one) => one.unitId === claim.unitId && one.indicatorId === indicator.id)
      ? claim
      : null;
  const note = cellNotes(store, key.period).find(
    (one) => one.unitId === key.unitId && one.indicatorId === indicator.id && one.basis === key.basis,
  );
  const partFact = yearPart !== null && !newest && fact?.[yearPart] ? fact : null;
  const isComputed = !newest && !standing && !printed && fact !== undefined && (isMain || partFact !== null);
  const ratio = isMain ? fact?.ratio : null;

  let figure = printed
    ? figureOf({ state: printed.value === 0 ? 'zero' : 'value', value: printed.value }, indicator)
    : newest
      ? figureOf(newest, indicator)
      : standing
        ? figureOf(standing, indicator)
        : null;
  if (figure === null && fact && isMain) figure = fact.figure;
  const shown = partFact && shownPart(facts, partFact, yearPart!);
  if (figure === null && shown) figure = shown.figure;
  const ratioCell: CellSource | null =
    ratio && key.unitId !== null
      ? (submittedRatios(store, key.period).get(`${key.unitId}/${key.code}`)?.source ?? null)
      : null;
  const printedFrom: ValueSource | null = whole ? 'issued' : (other?.from ?? (newest || standing ? 'submitted' : null));
  const newestSource = newest ? cellOf(newest) : null;
  const notes: string[] = [];
  if (shown && shown.reason !== '') notes.push(shown.reason);
  const issuedFrom = whole ?? other?.issued;
  if (issuedFrom && issuedOrigin(issuedFrom) !== '') notes.push(`登记的来源：${issuedOrigin(issuedFrom)}`);
  if (standing) notes.push(CLAIM_NOTE);
  const noTotal = key.unitId === null && ofIndicator && !partFact ? noTotalReason(facts, ofIndicator) : '';
  if (noTotal !== '') notes.push(noTotal);
  const lacking = fact ? lackingPart(fact) : '';
  if (lacking !== '') notes.push(`${lacking}，不能计算。`);
  else if (ratio && ratio.denominator.indicator.code === 'P01')
    notes.push(
      ratio.denominator.figure?.value == null
        ? `没有${ratio.denominator.period.slice(0, 4)}年末常住人口，不能计算。`
        : populationNote(ratio.denominator.period, ratio.denominator.figure),
    );
  const isPartTotal = partFact !== null && key.unitId === null && ofIndicator !== undefined;
  const missing = isPartTotal ? missingInPart(facts, ofIndicator, yearPart!) : (fact?.missing ?? []);
  if (ofIndicator && missing.length > 0)
    notes.push(
      `不含${missingUnits(facts, ofIndicator, missing)
        .map(({ names, label }) => `${names.join('、')}（${label}）`)
        .join('、')}`,
    );

  return {
    unit: unitName,
    indicator: indicator.name,
    code: indicator.code,
    measure: indicator.measure,
    period: key.period,
    basis: key.basis,
    state: figure?.state ?? 'not_submitted',
    text:
      fact && isMain && !newest && !printed
        ? factText(fact, 'current', settings.rounding).text
        : formatFigure(figure, format),
    value: plainDecimal(figure),
    origin: whole
      ? 'issued'
      : other && other.from !== 'submitted'
        ? other.from
        : newest
          ? newest.origin
          : standing
            ? 'claim'
            : 'computed',
    note: notes.join('；'),
    source: (whole ?? other?.issued)?.source ?? newestSource ?? standing?.source ?? ratioCell,
    importFileId: (whole ?? other?.issued)?.importFileId ?? newest?.importFileId ?? standing?.importFileId ?? null,
    sources: sourcesOf(ctx, key, {
      indicator,
      revision: revisions[0] ?? null,
      printed: printedFrom,
      counting: facts.counting,
      total: fact && isMain && key.unitId === null ? sumOfUnits(facts, indicator.code) : null,
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
    formula: other?.ledger
      ? `${other.ledger.ledger.title}：${other.ledger.rollup.rule}`
      : partFact
        ? isPartTotal && !partFact.isPrinted
          ? PART_WORDS[yearPart!].ofUnits
          : yearPart === 'month'
            ? '本月累计 − 上月累计'
            : '本季末累计 − 上季末累计'
        : isComputed && fact
          ? formulaOf(fact)
          : '',
    parts:
      isComputed && fact && !partFact
        ? inputsOf(facts, fact).map((input) => ({
            unitId: input.unitId,
            unit: input.unitId === null ? facts.totalLabel : input.unit,
            code: input.code,
            indicator: input.indicator,
            period: input.period,
            basis: input.basis,
            text: partText(input, settings.rounding, listIndicators(store)),
          }))
        : [],
    comment: note?.comment ?? '',
    isFollowed: note?.isFollowed ?? false,
    issues: newest ? new ReceivedIssues(store).at(newest) : [],
  };
}

function cellOf(revision: {
  file: string | null;
  sheet: string | null;
  cell: string | null;
  text: string | null;
}): CellSource | null {
  return revision.file !== null && revision.cell !== null
    ? { file: revision.file, sheet: revision.sheet, cell: revision.cell, text: revision.text ?? '' }
    : null;
}

function partText(
  input: ReturnType<typeof inputsOf>[number],
  rounding: Ctx['settings']['rounding'],
  indicators: ReturnType<typeof listIndicators>,
): string {
  const indicator = indicators.find((candidate) => candidate.code === input.code);
  const measure = indicator?.measure ?? '件';
  return formatFigure(input.figure, { measure, decimals: indicator?.precision ?? scaleOf(measure), rounding });
}
