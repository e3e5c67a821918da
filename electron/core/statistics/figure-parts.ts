// The parts that one printed figure is made of, for each kind of figure: what is added, subtracted or divided, whose and of which
// period, and what has to be said of it. Not here: the ledger rows behind a number (ledgers-behind.ts).

import { targetsOfYear } from '../store/target-store.js';
import { factText } from './fact-text.js';
import type { Fact, PeriodFacts } from './facts.js';
import type { FactsReader, Whose } from './facts-reader.js';
import { formulaOf, inputsOf, type FormulaInput } from './formula.js';
import { shownPart } from './part-figure.js';
import { perCapita, POPULATION_CODE, populationYearEnd } from './per-capita.js';
import { figureText } from './table-figures.js';
import type { ParsedParams, Result } from '../../../shared/contract/index.js';
import { addMonths, addYears, makePeriod, periodTitle, yearOf, type Basis } from '../../../shared/model/period.js';
import { compareFractions, formatFraction } from '../../../shared/model/scaled-number.js';
import { VALUE_SOURCE_LABEL } from '../../../shared/model/value-source.js';
import type { FigureKind } from '../../../shared/reports/print-table.js';
import { beforePart, endsPart, type YearPart } from '../../../shared/statistics/cumulative.js';
import { figureFraction, type Figure } from '../../../shared/statistics/figure.js';
import { subtract } from '../../../shared/statistics/fraction.js';
import { formatFigure, MISSING_SIGNS, NO_RESULT } from '../../../shared/statistics/format.js';
import { dutySign } from '../../../shared/tasks/duty.js';

type Explained = Result<'values.explain'>;
type Part = Explained['parts'][number];
/** What an answer says of a figure besides its own text. */
type Parts = Pick<Explained, 'formula' | 'note' | 'parts' | 'source'>;
type PartOf = (of: Partial<Part['key']> & { figure: FigureKind }, label: string, unit?: string) => Part;

/** A figure that is taken apart, with what it was computed from. */
interface Question {
  reader: FactsReader;
  whose: Whose;
  fact: Fact;
  facts: PeriodFacts;
  key: ParsedParams<'values.explain'>['key'];
  unitName: string;
  units: ReadonlyMap<number, string>;
}

/** The figure as it is printed. */
export function textOfKey(question: Pick<Question, 'reader' | 'whose' | 'fact' | 'key'>): string {
  const { reader, whose, fact, key } = question;
  const own = ownPart(question);
  if (own !== null) {
    const { measure, precision } = fact.indicator;
    return formatFigure(own, { measure, decimals: precision, rounding: reader.ctx.settings.rounding });
  }
  return figureText(reader, { whose, fact, figure: key.figure, decimals: null, reportPeriod: reader.report! }).text;
}

/** Its formula and its parts, each of which can be asked about in turn. */
export function partsOf(question: Question): Parts {
  const { reader, whose, fact, facts, key, units } = question;
  const { rounding } = reader.ctx.settings;
  const report = reader.report!;
  const part = (of: Partial<Part['key']> & { figure: FigureKind }, label: string, unit = question.unitName): Part => {
    const partKey = {
      unitId: whose.unitId,
      ...(whose.unitIds ? { unitIds: [...whose.unitIds] } : {}),
      code: key.code,
      period: key.period,
      basis: fact.basis,
      ...(yearOf(of.period ?? key.period) === yearOf(report) ? {} : { report }),
      ...of,
    };
    const partWhose: Whose = { unitId: partKey.unitId, unitIds: partKey.unitIds ?? null };
    const partFact = reader.fact(partWhose, partKey.code, partKey.period);
    const text = partFact ? textOfKey({ reader, whose: partWhose, fact: partFact, key: partKey }) : NO_RESULT; // a unit that was not there then has not failed to report
    return { label, unit, text, key: partKey };
  };
  const lastPeriod = addYears(key.period, -1);
  const current = (): Part => part({ figure: 'current' }, `本期（${periodTitle(key.period, fact.basis)}）`);
  const lastYearTitle = `上年同期（${periodTitle(lastPeriod, fact.basis)}）`;
  const storedLastYear = (): Part => part({ figure: 'current', period: lastPeriod }, lastYearTitle);
  /** What this year is compared with, where that is not what last year says of itself: a 同口径 base, or a sum that was none then. */
  const isOther = (stored: Part): boolean => stored.text !== factText(fact, 'last-year', rounding).text;
  const lastYear = (): Part => {
    const stored = storedLastYear();
    return isOther(stored) ? part({ figure: 'last-year' }, lastYearTitle) : stored;
  };
  const target = (): Part => part({ figure: 'target' }, '年度目标');
  const comparable = comparableText(question);
  const none = { note: '', parts: [] as Part[], source: null };

  switch (key.figure) {
    case 'current':
      if (ownPart(question) !== null) return { ...none, formula: '' };
      // What was issued for the whole area is no sum of its units.
      if (whose.unitId === null && fact.from === 'issued')
        return { ...none, formula: `${VALUE_SOURCE_LABEL.issued}的${facts.totalLabel}数` };
      return {
        ...none,
        formula: formulaOf(fact),
        parts: inputsOf(facts, fact).map((input) => ({
          label: input.indicator === fact.indicator.name ? '' : input.indicator,
          unit: input.unitId === null ? question.unitName : input.unit,
          text: input.value ?? withoutNumber(input),
          key: {
            unitId: input.unitId,
            ...(input.unitId === null && whose.unitIds ? { unitIds: [...whose.unitIds] } : {}),
            code: input.code,
            period: input.period,
            basis: input.basis,
            figure: 'current' as const,
          },
        })),
      };
    case 'last-year':
      return lastYearParts(question, comparable, { stored: storedLastYear(), isOther, part });
    case 'change':
      return {
        ...none,
        formula: fact.change.kind === 'points' ? '本期 − 上年同期（百分点）' : '（本期 − 上年同期）÷ 上年同期 × 100%',
        note: comparable,
        parts: [current(), lastYear()],
      };
    case 'difference':
      return { ...none, formula: '本期 − 上年同期', note: comparable, parts: [current(), lastYear()] };
    case 'month':
    case 'quarter':
      return { ...none, ...yearPartParts(question, key.figure, part) };
    case 'month-change': {
      const before = addMonths(key.period, -1);
      const figure = fact.indicator.kind === 'flow' ? 'month' : 'current';
      const basis: Basis = fact.indicator.kind === 'flow' ? 'month' : fact.basis;
      return {
        ...none,
        formula: '（本月 − 上月）÷ 上月 × 100%',
        parts: [
          part({ figure }, `本月（${periodTitle(key.period, basis)}）`),
          part({ figure, period: before }, `上月（${periodTitle(before, basis)}）`),
        ],
      };
    }
    case 'target': {
      if (whose.unitId === null)
        return {
          ...none,
          formula: '各填报单位年度目标之和',
          parts: [...facts.counting]
            .filter((id) => facts.byCode.get(key.code)?.units.get(id)?.target)
            .map((id) => part({ figure: 'target', unitId: id, unitIds: undefined }, '年度目标', units.get(id) ?? '')),
        };
      const stored = targetsOfYear(reader.ctx.store, yearOf(key.period)).find(
        (one) => one.unitId === whose.unitId && one.indicatorId === fact.indicator.id,
      );
      return { ...none, formula: `${yearOf(key.period)}年度目标`, source: stored?.source ?? null };
    }
    case 'distance':
      return {
        ...none,
        formula: '本期 − 年度目标',
        note: withoutTarget(question),
        parts: [current(), target()],
      };
    case 'completion': {
      const note = withoutTarget(question);
      if (fact.mode !== 'net_increase')
        return { ...none, formula: '本期 ÷ 年度目标 × 100%（按考核方式）', note, parts: [current(), target()] };
      const end = makePeriod(yearOf(key.period) - 1, 12);
      const stored = part({ figure: 'current', period: end }, `上年末（${periodTitle(end, fact.basis)}）`);
      const text =
        fact.lastYearEnd === null ? '' : formatFraction(fact.lastYearEnd, fact.indicator.precision, rounding);
      // Of a total only the holders of targets count, and a unit may have its base typed with the target.
      const isOther = text !== '' && text !== stored.text;
      return {
        ...none,
        formula: '（本期 − 上年末）÷（年度目标 − 上年末）× 100%',
        note: [isOther ? `上年末值采用 ${text}。` : '', note].filter((one) => one !== '').join(''),
        parts: [current(), target(), stored],
      };
    }
    case 'pace-gap':
      return {
        ...none,
        formula: '完成率 − 时间进度',
        note: `时间进度 ${formatFraction(facts.time, 1, rounding)}%。`,
        parts: [part({ figure: 'completion' }, '完成率（%）')],
      };
    case 'rank':
      return {
        ...none,
        formula: `参与排名的填报单位按本期数${fact.indicator.direction === 'down' ? '从小到大' : '从大到小'}排序，并列同位次`,
        parts: [...(facts.byCode.get(key.code)?.units.values() ?? [])]
          .filter((one) => one.rank !== null)
          .sort((a, b) => a.rank! - b.rank!)
          .map((one) =>
            part({ figure: 'current', unitId: one.unitId }, `第${one.rank}位`, units.get(one.unitId!) ?? ''),
          ),
      };
    case 'share':
      return {
        ...none,
        formula: '本期 ÷ 合计 × 100%',
        parts: [current(), part({ figure: 'current', unitId: null, unitIds: undefined }, '合计', facts.totalLabel)],
      };
    case 'per-capita': {
      const found = perCapita(reader, { whose, fact, reportPeriod: report });
      const period = found?.period ?? populationYearEnd(reader, key.period, report);
      const population = part(
        { figure: 'current', code: POPULATION_CODE, period, basis: 'asof' },
        `${yearOf(period)}年末常住人口（万人）`,
      );
      const people = facts.byCode.get(POPULATION_CODE)?.indicator;
      const lacking = found?.lacking.map((id) => units.get(id) ?? '') ?? [];
      const held = [...facts.counting].filter((id) => facts.byCode.get(key.code)?.units.get(id)?.exact != null);
      return {
        ...none,
        formula: '本期 ÷ 年末常住人口（万人）',
        note: lacking.length === 0 ? '' : `不含${lacking.join('、')}：没有${yearOf(period)}年末常住人口。`,
        // The population is that of the units which are divided, whoever was there at that year end.
        parts: [
          // Who has no population is on neither side: what is divided is the sum of the others.
          lacking.length === 0
            ? current()
            : part(
                { figure: 'current', unitIds: held.filter((id) => !found!.lacking.includes(id)) },
                `本期（${periodTitle(key.period, fact.basis)}）`,
              ),
          found?.population && people
            ? {
                ...population,
                text: formatFigure(found.population, { measure: people.measure, decimals: people.precision, rounding }),
              }
            : population,
        ],
      };
    }
  }
}

/** 同口径: what stands in the place of last year's value, and why; of a total, in the places of its units. */
function comparableText({ reader, whose, fact, facts, key, units }: Question): string {
  const { rounding } = reader.ctx.settings;
  const text = (of: Fact): string =>
    `采用同口径数 ${factText(of, 'last-year', rounding).text}（${of.lastYearComparable}）`;
  if (whose.unitId !== null) return fact.lastYearComparable === null ? '' : `上年同期${text(fact)}。`;
  const adjusted = [...(facts.byCode.get(key.code)?.units.values() ?? [])].filter(
    (one) => one.lastYearComparable !== null && facts.counting.has(one.unitId!),
  );
  if (adjusted.length === 0) return '';
  return `上年同期中，${adjusted.map((one) => `${units.get(one.unitId!) ?? ''}${text(one)}`).join('，')}。`;
}

/** 上年同期: what last year says of itself; the sum of the units where some of them are compared with another number. */
function lastYearParts(
  { reader, whose, fact, facts, key, units }: Question,
  note: string,
  last: {
    stored: Part;
    isOther: (stored: Part) => boolean;
    part: PartOf;
  },
): Parts {
  const isSum = whose.unitId === null && fact.indicator.total === 'sum' && fact.lastYearFrom === null;
  if (!isSum || !last.isOther(last.stored))
    return { formula: '上年同期的本期数', note, parts: [last.stored], source: null };
  const lastPeriod = addYears(key.period, -1);
  const ofUnits = facts.byCode.get(key.code)?.units;
  return {
    formula: '各填报单位上年同期数之和',
    note,
    parts: [...reader.factsFor(whose, lastPeriod).counting].map((unitId) =>
      last.part(
        // Units that ended since have no row of this year.
        ofUnits?.has(unitId)
          ? { unitId, unitIds: undefined, figure: 'last-year' }
          : { unitId, unitIds: undefined, figure: 'current', period: lastPeriod },
        '上年同期',
        units.get(unitId) ?? '',
      ),
    ),
    source: null,
  };
}

/** How a part of the year came about, in words. */
export const PART_WORDS: Record<YearPart, { formula: string; first: string; handedIn: string; ofUnits: string }> = {
  month: {
    formula: '本月累计 − 上月累计（单独报送当月数的，用报送数）',
    first: '1月的当月数即累计数',
    handedIn: '单独报送的当月数',
    ofUnits: '各填报单位当月数之和',
  },
  quarter: {
    formula: '本季末累计 − 上季末累计（单独报送单季数的，用报送数）',
    first: '第一季度的单季数即累计数',
    handedIn: '单独报送的单季数',
    ofUnits: '各填报单位单季数之和',
  },
};

/**
 * 当月 or 单季: from two cumulative values where they make it, else what was handed in of it alone, or of a total the parts of its
 * units.
 */
function yearPartParts(
  { reader, whose, fact, facts, key, units }: Question,
  of: YearPart,
  part: PartOf,
): Pick<Parts, 'formula' | 'parts'> {
  const { period } = key;
  const words = PART_WORDS[of];
  if (!endsPart(period, of)) return { formula: '', parts: [] };
  const before = beforePart(period, of);
  const shown = figureFraction(shownPart(facts, fact, of).figure);
  const then = before === null ? null : (reader.fact(whose, key.code, before)?.exact ?? null);
  const made = before === null ? fact.exact : fact.exact && then ? subtract(fact.exact, then) : null;
  const isMade = shown === null || (made !== null && compareFractions(made, shown) === 0);
  if (!isMade && whose.unitId !== null)
    return {
      formula: words.handedIn,
      parts: [part({ figure: 'current', basis: of }, periodTitle(period, of))],
    };
  if (!isMade && fact.from !== 'issued')
    return {
      formula: words.ofUnits,
      parts: [...facts.counting].map((unitId) =>
        part({ figure: of, unitId, unitIds: undefined }, periodTitle(period, of), units.get(unitId) ?? ''),
      ),
    };
  const cumulative = part({ figure: 'current' }, periodTitle(period, 'ytd'));
  if (before === null) return { formula: words.first, parts: [cumulative] };
  return {
    formula: words.formula,
    parts: [cumulative, part({ figure: 'current', period: before }, periodTitle(before, 'ytd'))],
  };
}

/** The month or quarter that a unit handed in beside its cumulative values; null where another figure or basis is asked for. */
function ownPart({ reader, whose, fact, key }: Pick<Question, 'reader' | 'whose' | 'fact' | 'key'>): Figure | null {
  const { basis } = key;
  if (key.figure !== 'current' || fact.basis !== 'ytd' || whose.unitId === null) return null;
  if (basis !== 'month' && basis !== 'quarter') return null;
  return reader.values.figure(key.period, fact.indicator, basis, whose.unitId);
}

/** A total is judged by the units that have a target: what the others gave is in 本期 above and not in this figure. */
function withoutTarget({ whose, fact, facts, key, units, reader }: Question): string {
  if (whose.unitId !== null || fact.target === null) return '';
  const others = [...facts.counting].flatMap((id) => {
    const of = facts.byCode.get(key.code)?.units.get(id);
    return of && of.target === null && of.exact !== null
      ? [`${units.get(id) ?? ''} ${factText(of, 'current', reader.ctx.settings.rounding).text}`]
      : [];
  });
  return others.length === 0 ? '' : `只算有目标的填报单位，本期数中不算没有下达目标的${others.join('、')}。`;
}

/** What stands for an input that has no number. */
function withoutNumber({ figure, duty }: FormulaInput): string {
  const state = figure?.state ?? 'not_submitted';
  return dutySign(duty, state) ?? (state === 'not_submitted' ? MISSING_SIGNS.not_submitted : NO_RESULT);
}
