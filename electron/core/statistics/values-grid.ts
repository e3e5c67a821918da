// values.grid: the screen's units × indicators, with texts from the same formatter as every printed table.

import type { Ctx } from '../context.js';
import { cellNotes } from '../store/cell-note-store.js';
import type { StoredIndicator } from '../store/indicator-store.js';
import { ReceivedIssues } from '../store/source-store.js';
import { currentRevisions, periodsWithValues, type Revision } from '../store/value-store.js';
import { NOT_APPLICABLE } from './computation.js';
import { hasOtherSourceLastYear } from './differing-sources.js';
import type { Fact, IndicatorFacts, PeriodFacts } from './facts.js';
import { factText } from './fact-text.js';
import { plainDecimal } from './formula.js';
import { missingInPart, shownPart } from './part-figure.js';
import { lackingPart } from './missing-units.js';
import { hasResidual, noResidual, RESIDUAL_LABEL, residualFact } from './residual.js';
import { noTotalReason } from './no-total.js';
import { figureOf } from './period-values.js';
import { factsOf } from './service.js';
import { POPULATION_CODE } from './per-capita.js';
import { isComputedIndicator } from './value-entry.js';
import { factWith } from './unit-fact.js';
import type { GridValue, ValuesGrid } from '../../../shared/contract/calls/values.js';
import type { Settings } from '../../../shared/contract/program-records.js';
import { monthOf, yearOf, type Period } from '../../../shared/model/period.js';
import { formatFraction } from '../../../shared/model/scaled-number.js';
import type { YearPart } from '../../../shared/statistics/cumulative.js';
import { usableValue } from '../../../shared/statistics/figure.js';
import { severalYearsNote } from '../../../shared/statistics/per-capita.js';

function originOf(fact: Fact, isComputed: boolean, revision: Revision | undefined): GridValue['origin'] {
  if (fact.from === 'issued' || fact.from === 'rollup') return fact.from;
  if (isComputed) return 'computed';
  return fact.isClaim ? 'claim' : (revision?.origin ?? 'computed');
}

/** A submission as the officer would type it. */
function typedText(revision: Revision | undefined, fact: Fact): string {
  if (!revision) return '';
  return plainDecimal(figureOf(revision, fact.indicator)) ?? (revision.state === 'not_applicable' ? '-' : '');
}

type View = 'cumulative' | YearPart;

/** What an indicator shows in a view; null: its own value. Only flows have parts. */
function partIn(view: View, { kind }: Pick<StoredIndicator, 'kind'>): YearPart | null {
  return view === 'cumulative' || kind !== 'flow' ? null : view;
}

type Compared = Pick<GridValue, 'lastYear' | 'hasOtherSourceLastYear' | 'change' | 'completion' | 'rank'>;

/** They are of cumulative values: beside a month or a quarter they would be taken for its own. */
const NOT_COMPARED: Compared = { lastYear: '', change: '', completion: '', rank: null };

function comparedTexts(facts: PeriodFacts, fact: Fact, rounding: Settings['rounding']): Compared {
  return {
    lastYear: fact.lastYearExact === null ? '' : factText(fact, 'last-year', rounding).text,
    ...(hasOtherSourceLastYear(facts, fact) ? { hasOtherSourceLastYear: true } : {}),
    change: fact.exact === null ? '' : factText(fact, 'change', rounding).text,
    completion: fact.progress.completion === null ? '' : factText(fact, 'completion', rounding).text,
    rank: fact.rank,
  };
}

/** How the facts of a period become cells. */
function cellsOf(ctx: Pick<Ctx, 'store' | 'settings'>, period: Period, view: View, report = period) {
  const { rounding } = ctx.settings;
  const facts = factsOf(ctx, period, report === period ? {} : { report });
  const issues = new ReceivedIssues(ctx.store);
  const revisions = new Map(
    currentRevisions(ctx.store, period).map((revision) => [
      `${revision.unitId}/${revision.indicatorId}/${revision.basis}`,
      revision,
    ]),
  );

  const notes = new Map(
    cellNotes(ctx.store, period).map((note) => [`${note.unitId}/${note.indicatorId}/${note.basis}`, note]),
  );

  const cell = (fact: Fact): GridValue => {
    const part = partIn(view, fact.indicator);
    const figure = part === null ? fact.figure : (shownPart(facts, fact, part).figure ?? NOT_APPLICABLE);
    const shown = part === null || fact[part] === null ? fact : factWith(fact, { [part]: figure });
    const revision = revisions.get(`${fact.unitId}/${fact.indicator.id}/${fact.basis}`);
    const note = notes.get(`${fact.unitId}/${fact.indicator.id}/${fact.basis}`);
    const isComputed = fact.unitId === null || fact.ratio !== null || part !== null;
    const lacking = lackingPart(fact);
    return {
      state: figure.state,
      text:
        fact.isPrinted || (part !== null && fact[part] !== null)
          ? factText(shown, part ?? 'current', rounding).text
          : '',
      value: plainDecimal(figure),
      origin: originOf(fact, isComputed, revision),
      ...(isComputed || (fact.from !== 'issued' && fact.from !== 'rollup')
        ? {}
        : { submitted: typedText(revision, fact) }),
      hasIssue:
        revision !== undefined &&
        (fact.from === null || fact.from === 'submitted') &&
        issues.at(revision).some((issue) => issue.severity !== 'hint'),
      ...(part === null ? comparedTexts(facts, fact, rounding) : NOT_COMPARED),
      missing: fact.missing.length,
      ...(lacking === '' ? {} : { whyEmpty: `${lacking}，不能计算` }),
      ...(fact.duty === null ? {} : { duty: fact.duty }),
      ...(note && note.comment !== '' ? { comment: note.comment } : {}),
      ...(note?.isFollowed ? { isFollowed: true } : {}),
    };
  };

  const totalCell = (column: IndicatorFacts): GridValue => {
    const reason = noTotalReason(facts, column);
    // A sum of units whose years differ in it is no better than they are.
    const part = partIn(view, column.indicator);
    const differs =
      part === null && [column.total, ...column.units.values()].some((fact) => hasOtherSourceLastYear(facts, fact));
    const shown = cell(column.total);
    return {
      ...shown,
      ...(part === null ? {} : { missing: missingInPart(facts, column, part).length }),
      ...(reason === '' || shown.text !== '' ? {} : { whyEmpty: reason }),
      ...(differs ? { hasOtherSourceLastYear: true } : {}),
    };
  };
  return { facts, cell, totalCell };
}

function columnOf({ indicator, basis }: IndicatorFacts, view: View): ValuesGrid['columns'][number] {
  return {
    code: indicator.code,
    name: indicator.name,
    shortName: indicator.shortName || indicator.name,
    category: indicator.category,
    measure: indicator.measure,
    kind: indicator.kind,
    basis: partIn(view, indicator) ?? basis,
    decimals: indicator.precision,
    isComputed: isComputedIndicator(indicator),
  };
}

/** Rows of years: older ones are in 多年对比 and the charts. */
const MOST_YEARS = 30;

/**
 * One unit, or the total, in the same month of every year that has values: a row for each year, the columns those of the period.
 * What an indicator did not have then is blank. Years beside each other are a comparison: 每万人口 is divided in all of them by
 * what divides it in the period (rules.md 6, office setting), which the note says.
 */
export function yearsGridOf(
  ctx: Pick<Ctx, 'store' | 'settings'>,
  period: Period,
  view: View,
  unitId: number | null,
): ValuesGrid {
  const now = factsOf(ctx, period);
  const columns = now.indicators;
  const held = periodsWithValues(ctx.store).filter((one) => monthOf(one.period) === monthOf(period));
  const periods = [...new Set([period, ...held.map((one) => one.period)])].sort().slice(-MOST_YEARS);
  return {
    period,
    timeProgress: formatFraction(now.time, 1, ctx.settings.rounding),
    note: periods.length > 1 ? populationNoteOf(ctx, columns, unitId) : '',
    columns: columns.map((column) => columnOf(column, view)),
    rows: periods.map((at) => {
      const { facts, cell, totalCell } = cellsOf(ctx, at, view, period);
      return {
        unitId,
        unit: `${yearOf(at)}年`,
        period: at,
        values: columns.map(({ indicator }) => {
          const of = facts.byCode.get(indicator.code);
          const fact = unitId === null ? null : of?.units.get(unitId);
          if (!of || fact === undefined) return NO_CELL;
          return fact === null ? totalCell(of) : cell(fact);
        }),
      };
    }),
  };
}

function populationNoteOf(
  ctx: Pick<Ctx, 'settings'>,
  columns: readonly IndicatorFacts[],
  unitId: number | null,
): string {
  const notes = columns.flatMap(({ total, units }): [string, string][] => {
    const ratio = (unitId === null ? total : units.get(unitId))?.ratio;
    if (ratio?.denominator.indicator.code !== POPULATION_CODE) return [];
    const { period, figure } = ratio.denominator;
    if (usableValue(figure) === null) return [];
    const rule = ctx.settings.denominator === 'fixed' ? 'fixed' : 'own';
    return [[severalYearsNote(period, figure, rule), severalYearsNote(period, null, rule)]];
  });
  const [first] = notes;
  if (first === undefined) return '';
  // Columns that lack different units are divided by different sums: none of them is the one to name.
  return `${notes.every(([note]) => note === first[0]) ? first[0] : first[1]}。`;
}

const NO_CELL: GridValue = {
  state: 'not_applicable',
  text: '',
  value: null,
  origin: 'computed',
  hasIssue: false,
  lastYear: '',
  change: '',
  completion: '',
  rank: null,
  missing: 0,
};

/** The grid of a period; in the view of months or quarters flows show 当月 or 单季, stocks and ratios what they show otherwise. */
export function gridOf(ctx: Pick<Ctx, 'store' | 'settings'>, period: Period, view: View): ValuesGrid {
  const { facts, cell, totalCell } = cellsOf(ctx, period, view);
  const columns = facts.indicators;
  const row = (
    unitId: number | null,
    unit: string,
    of: (facts: IndicatorFacts) => GridValue,
  ): ValuesGrid['rows'][number] => ({ unitId, unit, values: columns.map(of) });
  return {
    period,
    timeProgress: formatFraction(facts.time, 1, ctx.settings.rounding),
    note: '',
    columns: columns.map((column) => columnOf(column, view)),
    rows: [
      row(null, facts.totalLabel, totalCell),
      ...facts.units.map((unit) => ({
        ...row(unit.id, unit.name, (column) => cell(column.units.get(unit.id)!)),
        ...(facts.counting.has(unit.id) ? {} : { isOutsideTotal: true }),
      })),
      ...(columns.some(hasResidual)
        ? [
            {
              ...row(null, RESIDUAL_LABEL, (column) => cell(residualFact(column) ?? noResidual(column))),
              isResidual: true,
            },
          ]
        : []),
    ],
  };
}
