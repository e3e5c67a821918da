// What the name of a row of indicators says: the indicator, a period or a figure in the name, and what the lines above it add.

import { isRestricting, type LookupResult } from '../../../../shared/indicators/lookup.js';
import { normaliseName, splitMeasure } from '../../../../shared/indicators/normalise.js';
import { findJoined } from './category-names.js';
import { figureOfLine, isBareYear, splitFigure, type ColumnFigure } from './figure-words.js';
import type { Vocabulary } from './find-table.js';
import { splitOtherMeasure, splitTrailingMeasure } from './lines.js';
import { findPeriods, withoutPeriods, type PeriodMention } from './period-text.js';

/** A leaf of its own subject needs no heading: 贯标认证企业数 under 专利工作 is what it says. */
export const OWN_SUBJECT =
  /专利|商标|发明|实用新型|外观|版权|作品|软件|地理标志|地标|质押|保险|案件|贯标|PCT|培训|宣传|维权|调解|人口|罚没|导航|马德里|非正常/;

export interface NamedRow {
  measure: string | null;
  indicator: LookupResult;
  period: PeriodMention | null;
  /** 累计 in 累计专利授权量; null where the name says nothing of it. */
  figure: ColumnFigure | null;
  /** 上年 in 上年专利授权量, without a span. */
  isBareYear?: boolean;
}

/** A name, else the name without the period it states (截至3月底有效发明专利拥有量). */
export function lookUp(words: Vocabulary, path: string[], year: number | null): NamedRow {
  const indicator = words.indicators.find(path);
  const leaf = path.at(-1)!;
  const mention = findPeriods(leaf)[0];
  const own: NamedRow = { indicator, period: null, figure: null, measure: splitMeasure(leaf).measure };
  if (indicator.kind === 'found') return own;
  const measured = splitTrailingMeasure(leaf) ?? splitOtherMeasure(leaf);
  if (measured !== null) {
    const named = lookUp(words, [...path.slice(0, -1), measured.name], year);
    if (named.indicator.kind === 'found') return { ...named, measure: measured.measure };
  }
  if (!mention) return namedFigure(words, path, own);
  const plain = withoutPeriods(leaf);
  const inner = words.indicators.find([...path.slice(0, -1), plain]);
  // 其中：7月 below 专利授权量 is of that month alone.
  const isMonthAlone = mention.shape === 'single' && !mention.isCumulative && normaliseName(plain) === '';
  if (inner.kind === 'found')
    return {
      ...own,
      measure: own.measure ?? splitMeasure(plain).measure,
      indicator: inner,
      period: mention,
      figure: isMonthAlone ? 'month' : null,
    };
  return isOfYear(mention, year) ? namedFigure(words, path, own) : own;
}

/** 全年任务 in a table of any year, 2024年目标 in one of 2024: of another year's target nothing is kept. */
function isOfYear({ year: own, month, shape }: PeriodMention, year: number | null): boolean {
  if (shape === 'year') return own !== null && own === year;
  return own === null && shape === 'range' && month === 12;
}

/** 本月专利授权量, 专利授权量同比: the name with the figure that the row shows. */
function namedFigure(words: Vocabulary, path: string[], own: NamedRow): NamedRow {
  const split = splitFigure(path.at(-1)!, null);
  if (!split) return own;
  const inner = words.indicators.find([...path.slice(0, -1), split.name]);
  if (inner.kind !== 'found') return own;
  return {
    ...own,
    // 质押金额（亿元）累计
    measure: own.measure ?? splitMeasure(split.name).measure,
    indicator: inner,
    figure: split.figure.figure,
    isBareYear: isBareYear(split.word, null),
  };
}

/** 二、2023年1—7月 over rows that name no months of their own. */
export function withPeriodOf(heading: string | null, row: NamedRow): NamedRow {
  if (row.period !== null || heading === null) return row;
  return { ...row, period: findPeriods(heading)[0] ?? null };
}

/** 二、全省位次, （一）10月当月新增 over rows that do not say themselves which figure they show. */
export function withFigureOf(heading: string | null, row: NamedRow, year: number | null): NamedRow {
  if (row.figure !== null || heading === null) return row;
  if (findPeriods(heading).length > 0 && normaliseName(withoutPeriods(heading)) === '') return row;
  const said = figureOfLine(heading, year);
  if (said === null || said.figure === 'current') return row;
  return { ...row, figure: said.figure, period: row.period ?? said.period };
}

/** 2023年1—7月专利授权量 in a table of 2024 is last year's number, 2023年末 the stock of that day; never one of this year. */
export function ofEarlierYear(row: NamedRow, year: number | null): NamedRow {
  const { period } = row;
  if (period === null || period.month === null || row.figure !== null) return row;
  if (year === null || period.year !== year - 1) return row;
  return { ...row, figure: period.shape === 'asof' && period.month === 12 ? 'year-end' : 'last-year' };
}

interface WrittenRow {
  label: string;
  /** Name of the row that it is a part of (其中). */
  whole: string | null;
  group: string | null;
  year: number | null;
}

/** A part by its whole: 专利申请 over 发明 as a declared path, or written together; null where neither is declared. */
export function findPartOf(words: Vocabulary, whole: string, label: string, year: number | null): NamedRow | null {
  const name = withoutPeriods(whole);
  const inside = lookUp(words, [name, label], year);
  if (inside.indicator.kind === 'found' && inside.indicator.key.includes('/')) return inside;
  const own = normaliseName(label);
  if (own === '' || isRestricting(own)) return null;
  const indicator = findJoined([normaliseName(name), own], words.indicators);
  return indicator.kind === 'found' && indicator.key !== own ? { ...inside, indicator } : null;
}

/** 一、开发区, 折算数, 抽样 above names: numbers of a part of the unit, or numbers that nobody counted. */
const OTHER_NUMBERS =
  /^(?:经济)?(?:技术)?(?:开发|经开|高新|保税|度假|示范|功能|城|市|新)区$|^本级$|人均|每万|预计|预测|估算|测算|折[合算]|加权|扣除|剔除|模拟|自评|抽[查样]|样本|问卷|[上下]半月|[上中下]旬/;

function saysOther(group: string, label: string): boolean {
  const said = OTHER_NUMBERS.exec(normaliseName(group))?.[0];
  return said !== undefined && !normaliseName(label).includes(said);
}

export function findRow(words: Vocabulary, { label, whole, group, year }: WrittenRow): NamedRow {
  if (whole !== null) {
    const inside = lookUp(words, [withoutPeriods(whole), label], year);
    if (inside.indicator.kind === 'found') return inside;
    const part = findPartOf(words, whole, label, year);
    if (part !== null) return part;
  }
  const alone = lookUp(words, [label], year);
  if (group === null) return alone;
  const grouped = lookUp(words, [group, label], year);
  // 一、规上企业: whether the names below it are a part is asked once for the line.
  if (isRestricting(group)) return grouped.indicator.kind === 'contradicted' ? alone : grouped;
  if (alone.indicator.kind === 'found' && saysOther(group, label)) {
    const { code, key } = alone.indicator;
    return { ...alone, indicator: { kind: 'contradicted', candidates: [code], key } };
  }
  if (alone.indicator.kind === 'found' && OWN_SUBJECT.test(normaliseName(label))) return alone;
  return grouped.indicator.kind === 'unknown' ? alone : grouped;
}
