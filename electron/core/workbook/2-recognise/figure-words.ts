// What a column of a district table shows of its indicator, by the words in its head (本月, 累计, 去年同期, 同比 …).
// Exact words after normalising; a heading that is an indicator's name is looked up first, so 发明专利授权占比 is no 占比.

import { normaliseName } from '../../../../shared/indicators/normalise.js';
import { remembered } from '../../../../shared/model/remembered.js';
import { findPeriods, twoYearsOf, withoutPeriods, type PeriodMention } from './period-text.js';

const COLUMN_FIGURES = [
  'current', //     本期 / 累计 by the table's period
  'ytd', //         累计, said in the head
  'month', //       本月
  'last-year', //   去年同期
  'year-end', //    上年末 of a stock
  'last-month', //  上月, 去年同月 and other figures that are neither kept nor checked
  'previous', //    上月累计, 上月末: as it stood a month ago, compared with what is stored of it
  'change', //      同比
  'difference', //  增减量
  'target',
  'completion',
  'rank',
  'share',
] as const;
export type ColumnFigure = (typeof COLUMN_FIGURES)[number];

/**
 * Columns that carry no number of the statistics. A key names its rows beside the label column: indicators under merged
 * units, 本月 and 累计 as two rows, a period per row, a category (发明, 实用新型) that is part of the indicator's name.
 */
export type ColumnRole =
  | 'serial'
  | 'name'
  | 'unit'
  | 'measure'
  | 'mode' //   考核方式 of a table of targets
  | 'note'
  | 'key-unit'
  | 'key-indicator'
  | 'key-figure'
  | 'key-period'
  | 'key-category';

/** 增长率, 增减幅度: a change, and the words that make it a rate. */
const CHANGED = String.raw`增长|增减|增\(减\)|变化|变动|升降|涨跌|增|涨`;
const RATE = '率|幅|幅度|速|比例|百分比';
/** ±%, (%), +-: behind a rate, or nothing. */
const RATE_SIGN = String.raw`(±|\+-|\+\/-)?(\(?(±|\+-|\+\/-)?[%％]\)?)?`;

/** 历年累计, 十四五以来累计, 2021年以来: the sum of several years. */
const OF_YEARS =
  /^(?:历年|累年|多年)(?:来|以来)?(?:累计|总量|总数|合计)?(?:数|量)?$|^(?!(?:自|从)?(?:今年|本年|当年|年初|年)).*(?:以来|起至今)(?:的?累计|总量|总数|合计)?(?:数|量)?$/;

/** 2024年以来, 自2024年1月起至今: in a table of 2024 all of that year. */
const SINCE = /^[自从]?((?:19|20)\d{2})年(?:1月份?)?(?:以来|起至今|至今)(?:的?累计)?(?:新增|完成)?(?:数|量)?$/;

const FIGURE_WORDS: readonly [RegExp, ColumnFigure][] = [
  [OF_YEARS, 'last-month'],
  [/^(去年|上年|前年)(同月|同期当月|当月)(数|值)?$/, 'last-month'],
  [/^(上年|去年)?基数$/, 'last-month'],
  // 较上年增减 without 同期: of a whole year or of its months, in numbers or in per cent.
  [/^(较|比|与)(去年|上年)(相比)?(增减|增加|增长|净增|变化|升降)$/, 'last-month'],
  // What a scheme of marks says beside the number.
  [/^(考[核评])?(权重|权数|分值|得分|标准分|满分|基础分|加分|扣分|评分|折算分|赋分)(\(?[%％分]\)?)?$/, 'last-month'],
  [/^未完成(数|量)?$|^(上|下)限值?$|^(与|较|比)?(去年|上年)?(同期)?(的)?差额$|^缺口$/, 'last-month'],
  [/^(较|比|与)年初(相比)?(净增|增减|增加|增长|变化)(量|数)?$/, 'last-month'],
  // 基期 may be any day or year; ± without % is a difference or a rate; 本周 and 本旬 are parts of a month.
  [/^基期(数|值|数值)?$|^发展速度(\(?[%％]\)?)?$/, 'last-month'],
  [
    /^(较|比|与)(去年|上年)(年?[末底]|(同期)?(增减|增长|变化|升降)|年?[末底](增减|增长|变化|升降))?\(?(±|\+-|\+\/-)\)?$/,
    'last-month',
  ],
  [/^(本|上|当)(周|旬|双月)(数|新增|完成|完成数)?$|^[上中下]旬$/, 'last-month'],
  // 本月同比, 当月较上年同月增减（%）: of one month, computed anew where it is printed.
  [
    /^(本|当|单)月份?(较|比|与)?(去年|上年|上月)?(同期|同月|同比|环比)?(增长|增减|增幅|增速|变化|升降|±|比)(率|量|数|额|幅|幅度)?(\(?[%％]\)?)?$/,
    'last-month',
  ],
  [/^(本|当|单)月份?(同比|环比|排名|位次)(率|数)?(\(?[%％]\)?)?$/, 'last-month'],
  [/^前年(全年|同期)?(数|值|实绩|完成数|累计数)?$/, 'last-month'],
  [/^(截?[至到止]?)上(个)?月(份)?[末底止]?(累计)?(数|值|完成数|完成|新增)?$/, 'previous'],
  [
    /^(上月|上期|上季|上季度|环比|较上月|比上月|年初数|年初)(末|底|数|累计|增长|增幅|增减|增速|率|%|\(%\))*$/,
    'last-month',
  ],
  [/^(上年|去年|上一年)(年?[末底])(数|值|存量|实有数|累计|拥有量)?$/, 'year-end'],
  [
    /^(较|比|与)(上年|去年)年?[末底](相比)?(增减|增长|增加|净增|变化|升降|增幅|增速)?(量|数|额|率|幅度)?(\(?[%％]\)?)?$/,
    'difference',
  ],
  [/^(去年|上年度?|上一年度?)(同期|年初至本月)?(累计)?(数|值|完成数|完成|实绩)?$/, 'last-year'],
  [/^(去年|上年|上一年)?同期(累计)?(数|值|完成数|完成)?$/, 'last-year'],
  [/^(较|比|与)?(去年|上年)?(同期|同比)?(增减|增长|增加|净增|变化)(量|数|额|件数)$/, 'difference'],
  [/^(同比)?(增减量|增减数|增减额|增量|差额)$/, 'difference'],
  [
    /^(较|比|与)?(去年|上年)?(同期|同比)(增长|增减|增幅|增速|变化|升降|增长率|增长比例|增减幅度|增长幅度)?(率)?$/,
    'change',
  ],
  // 同比±%, 比上年同期增减幅度（%）: of the comparison with last year.
  [new RegExp(`^(较|比|与|和)?(去年|上年)?(同期|同比)(相比)?(${CHANGED})(${RATE})?${RATE_SIGN}$`), 'change'],
  [/^(较|比|与|和)?(去年|上年)?(同期|同比)(相比)?\(?(±|\+-|\+\/-)[%％]?\)?$/, 'change'],
  [/^(较|比|与)?(去年|上年)?同比率?\(?[%％]\)?$/, 'change'],
  // 增幅%, 增速, 增减率（±%）: rates by themselves. 增减 and 变化 may as well be a difference: only with % behind them.
  [new RegExp(`^(${CHANGED})(${RATE})${RATE_SIGN}$`), 'change'],
  [/^(增减|增加|增长|增\(减\)|升降|变化|变动|涨跌)\(?(±|\+-|\+\/-)?[%％]\)?$/, 'change'],
  [/^\(?(±|\+-|\+\/-)\(?[%％]?\)?$/, 'change'],
  [/^(增长|增减)$/, 'change'],
  [/^(年度|全年|本年|年)?(目标|任务|计划)(任务|目标)?(数|值|量)?$/, 'target'],
  // 市局下达任务数: from whom a target came. 下达数 alone may be what was paid out.
  [/^([省市县区州](委|局|厅|里|级)?下达|分解)(的)?(年度|全年)?(目标|任务|计划|指标)*(数|值|量)?$/, 'target'],
  [/^([省市县区州]?(委|局|厅|里|级)?)(下达|分解)(的)?(年度|全年)?(目标|任务|计划|指标)+(数|值|量)?$/, 'target'],
  [/^(年度|全年|目标|任务)*(完成|达成)(率|比例|进度|百分比)(\(?[%％]\)?)?$|^进度$|^完成%$/, 'completion'],
  [/^((与|较|比|超|欠|超\(欠\)|超欠)?(序时|时间)进度(相比|差|差距|比较)?|超\(?欠\)?进度)$/, 'completion'],
  [
    /^(位?[居列在])?((全市|全区|全县|全省|本市|全国)(的)?|[本上]期|[本上]月|去年|上年|同期|同比|环比)?(排名|名次|位次|排序|序位|位居)(变化|升降|变动)?$/,
    'rank',
  ],
  [/^(占比|比重|占全[省市县区])(\(?[%％]\)?)?$|^占.{1,8}(比重|比例|份额|比)(\(?[%％]\)?)?$/, 'share'],
  [/^(本月|当月|本月份|当月份)(数|值|数量|新增|发生|完成|完成数|发生数|情况)?$/, 'month'],
  [
    /^((?:本年|今年|当年)(?:以来)?|本年度|年度|年|(?:自|从)?年初(?:以来|起)?|年初至今|年初至本月|年初至本季度?末?|截至本季度?末?|截至目前|截止目前|至今|(?:截?至|到)?本月[止末]?|截[至止]本月)?累计(数|值|量|完成|完成数|数量|件数|新增|新增数|发生|发生数|实绩)?$/,
    'ytd',
  ],
  // Over a stock it is what came to it, see destination.ts.
  [/^(本年|今年|当年|年内|本年度)新增(数|量|件数)?$/, 'ytd'],
  [
    /^((?:自|从)?年初(?:至|到)(?:今|本月)|(?:本年|今年|当年|年初)以来|本年至今|1月?份?(?:至|-|到)本月(?:累计)?(?:数|值)?)$/,
    'ytd',
  ],
  [
    /^(本期|本年|今年|本年度|本期数|本期值|实际|实绩|完成|完成情况|完成数|完成值|实际完成|实际完成数|数量|数值|数据|数|件数|合计数|填报数|值|实际值|实际数|已完成|已完成数|绝对值|绝对数|绝对量|报告期|报告期数|当前|当前值|目前值|现值|最新值|总量|总数量|存量|现有|现有数|(?:期末|[本当]?[月季][末底])(?:数|值|存量|实有数?)?|本单位|本[区县市]|我[区县市])$/,
    'current',
  ],
];

const ROLE_WORDS: readonly [RegExp, ColumnRole][] = [
  [
    /^(序号|编号|序|NO|NO\.|行号|行次|代码|代号|指标代码|指标编码|指标代号|(行政)?区划(代)?码|(区域|地区|单位|机构)(代码|编码))$/,
    'serial',
  ],
  [/^(指标|指标名称|项目|项目名称|内容|统计指标|统计项目|指标项|名称)$/, 'name'],
  [/^(计量单位|度量单位|单位名)$/, 'measure'],
  [/^(考核方式|考核方法|考核类型|考核口径|考核性质|目标类型|目标性质|任务类型|任务性质|完成方式|统计方式)$/, 'mode'],
  [
    /^(备注|属性|指标属性|指标性质|完成时[限间]|时间节点|责任人|说明|情况说明|备注说明|填报说明|指标解释|指标说明|计算方法|数据来源|自查|注|(?:单位|区县)?(?:核对|审核|复核|核实|确认|反馈|修改)?意见|(?:数据|数值|单位|区县)?(?:核对|审核|复核|核实|核查|确认)(?:结果|情况)|数据核[对实]|(?:联系|办公)?电话(?:号码)?|手机号?码?|联系方式)$/,
    'note',
  ],
  [
    /^(区\(?市\)?|区县|县区|县\(市、区\)|县\(市,区\)|区\(市\)县|市区|区市|县市区|地区|地市|市|县|区|单位名称|填报单位|报送单位|责任单位|部门|乡镇|镇街|街道|镇\(街道\)|园区)$/,
    'unit',
  ],
];

/** 核实结果 says what was found of a number: in words, or as the number itself. */
export function isResultHead(head: string): boolean {
  return /[对核实查认](?:结果|情况)?$/u.test(normaliseName(head)) && roleOf(head) === 'note';
}

/** A longer text explains; it is no head. What looks for words in every part of it would take minutes over a page of text. */
const LONGEST_HEAD = 200;

export const roleOf: (text: string) => ColumnRole | null = remembered((text) => {
  if (text.length > LONGEST_HEAD) return null;
  const key = normaliseName(text);
  for (const [pattern, role] of ROLE_WORDS) if (pattern.test(key)) return role;
  return null;
});

/** `单位` alone can be the unit column or the measure column; the table's shape decides. */
export function isBareUnitWord(text: string): boolean {
  return normaliseName(text) === '单位';
}

export interface FigureMention {
  readonly figure: ColumnFigure;
  readonly period: PeriodMention | null;
}

/** Figure words in a text, by themselves or beside a period. */
const namedFigure: (text: string) => ColumnFigure | null = remembered((text) => {
  for (const candidate of [normaliseName(text), normaliseName(withoutPeriods(text))])
    for (const [pattern, figure] of FIGURE_WORDS) if (pattern.test(candidate)) return figure;
  return null;
});

/**
 * Figure that a heading segment names, or null where it names none. `tableYear`: a period of an earlier year in the head
 * (2021年1-7月 in a table of 2022) is last year's figure.
 */
export function figureOf(written: string, tableYear: number | null): FigureMention | null {
  if (written.length > LONGEST_HEAD) return null;
  // 2021年和2022年1—7月 over one number: of both years together, or of one of them.
  if (twoYearsOf(written) !== null) return { figure: 'last-month', period: null };
  const text = isYearNumber(written, tableYear)
    ? `${written.trim()}年`
    : written.replace(/[自从]?[1１一](?:月份?)?[至到—–～~-]+本月/u, '年初至本月');
  if (tableYear !== null && Number(SINCE.exec(normaliseName(text))?.[1]) === tableYear)
    return { figure: 'ytd', period: null };
  const period = findPeriods(text)[0] ?? null;
  if (THIS_QUARTER.test(normaliseName(text)))
    return { figure: 'current', period: { year: null, month: null, shape: 'quarter', isCumulative: false, text } };
  const named = namedFigure(text);
  if (named !== null)
    return { figure: ofYear(named, period, tableYear), period: OF_YEARS.test(normaliseName(text)) ? null : period };
  if (period && normaliseName(withoutPeriods(text)) === '') {
    if (period.year !== null && tableYear !== null && period.year === tableYear - 1)
      return { figure: isYearEnd(period) ? 'year-end' : 'last-year', period };
    if (period.shape === 'range' || period.isCumulative) return { figure: 'ytd', period };
    if (period.shape === 'single') return { figure: 'month', period };
    // A year further back is kept by no rule; the table's own year is the table's own period.
    if (period.shape === 'year' && period.year !== tableYear && tableYear !== null)
      return { figure: 'last-month', period: null };
    return { figure: 'current', period: period.shape === 'year' ? null : period };
  }
  return null;
}

/** What a line says beside what it is about: 附：上年同期数, （二）去年同期情况, （以下为上年同期数）. */
const LINE_START =
  /^(?:\(?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[)、.]|附(?:件|表)?\d*[:、]|\(?以下[均都]?[为是系]?)+/u;
/** What a line ends with that says nothing of what it is about. */
export const LINE_TAIL = '情况|数据|统计|汇总|明细|完成|指标|一览|部分|表|数';
const LINE_END = new RegExp(`(?:${LINE_TAIL}|:|\\))+$`, 'u');

/** The figure that a line among the rows, or a heading over a table, names; null where it names none. */
export function figureOfLine(line: string, tableYear: number | null): FigureMention | null {
  const whole = figureOf(line, tableYear);
  if (whole !== null || line.length > LONGEST_HEAD) return whole;
  const words = normaliseName(line).replace(LINE_START, '');
  const core = words.replace(LINE_END, '');
  const said = core === '' ? null : figureOf(core, tableYear);
  // Below 目标任务完成情况 stands what was done.
  return said?.figure === 'target' && isDone(words.slice(core.length)) ? null : said;
}

/** 2023年末, 2023年12月底: the day that a year ends, never a span of it. */
function isYearEnd(period: PeriodMention): boolean {
  return period.shape === 'asof' && period.month === 12;
}

/** 2023年完成 in a table of 2024 is last year's, however it is called; of a year further back nothing is kept. */
function ofYear(figure: ColumnFigure, period: PeriodMention | null, tableYear: number | null): ColumnFigure {
  if (period === null || period.year === null || tableYear === null || period.year >= tableYear) return figure;
  if (figure !== 'current' && figure !== 'ytd' && figure !== 'month') return figure;
  return period.year === tableYear - 1 && figure !== 'month' ? 'last-year' : 'last-month';
}

/** The quarter that the table's period ends, alone: never 累计, whatever the title says. */
const THIS_QUARTER = /^(本|当|该)季度?(数|值|新增|发生|完成|完成数|发生数)?$/;

/** 2023 as a heading of its own beside 2024. */
function isYearNumber(text: string, tableYear: number | null): boolean {
  return tableYear !== null && /^\s*(?:19|20)\d{2}\s*$/.test(text) && Math.abs(Number(text) - tableYear) <= 10;
}

const BARE_YEAR = /^(去年|上年|上一年)度?(数|值|完成数|完成|实绩)?$/;

/** 完成数 under 目标 is what was done, 数量 under it the target. */
export function isDone(text: string): boolean {
  return /完成|实际|实绩|达成/.test(text);
}

/** 2023年, 上年: an earlier year without 同期, 累计 or months. Whether it is that whole year only the columns beside it can tell. */
export function isBareYear(text: string, tableYear: number | null): boolean {
  const mention = figureOf(text, tableYear);
  if (mention?.figure !== 'last-year') return false;
  return mention.period?.shape === 'year' ? !/同期|累计/.test(text) : BARE_YEAR.test(normaliseName(text));
}

/** 本月, 3月当月: one month alone, in words. 3月 by itself leaves it to 累计 beside it. */
export function saysMonth(text: string): boolean {
  return /[本当]月|单月/.test(normaliseName(text));
}

/**
 * The figure that several words of one head path or of row and column mean together: 累计 over 去年同期 is 去年同期,
 * 目标 over 完成数 is the number itself, 3月 over 累计 is 累计 (`isMonthSaid`: 本月 is one of the words). Comparisons of a single
 * month are neither kept nor checked.
 */
export function combineFigures(said: readonly ColumnFigure[], isMonthSaid: boolean): ColumnFigure {
  const figures = said.includes('ytd') && !isMonthSaid ? said.filter((figure) => figure !== 'month') : said;
  const leaf = figures.at(-1);
  const has = (figure: ColumnFigure): boolean => figures.includes(figure);
  if (has('last-month')) return 'last-month';
  if (has('previous'))
    return figures.every((figure) => figure === 'previous' || figure === 'ytd' || figure === 'current')
      ? 'previous'
      : 'last-month';
  for (const figure of ['completion', 'rank', 'share', 'difference', 'change', 'year-end', 'last-year'] as const)
    if (has(figure)) return has('month') ? 'last-month' : figure;
  if (leaf === 'target') return 'target';
  if (has('month')) return 'month';
  return has('ytd') ? 'ytd' : 'current';
}

/** 专利授权量本期, 专利授权量本年. */
const OF_NOW = /^(?:本期|本年度?|今年)(?:数|值)?$/;

const HOLDS_FIGURE = /[\d月年季期比增减升降±幅率占排名位次序目标任务计划累完达实绩去差额量]/;

/** `发明专利授权量同比`, `本月专利授权量`, `专利授权量（上年末）` → name and figure, where a figure word ends or begins a heading. */
export function splitFigure(
  text: string,
  tableYear: number | null,
): { name: string; word: string; figure: FigureMention } | null {
  // Trying every cut is dear, and most names of a large sheet hold no such word.
  if (text.length > LONGEST_HEAD || !HOLDS_FIGURE.test(text)) return null;
  const key = findPeriods(text).length > 0 ? withoutPeriods(text) : normaliseName(text);
  const bracketed = /^(.{2,}?)\(([^()]+)\)$/u.exec(normaliseName(key));
  if (bracketed) {
    const figure = figureOf(bracketed[2]!, tableYear);
    if (figure && figure.figure !== 'current') return { name: bracketed[1]!, word: bracketed[2]!, figure };
  }
  // The longest words first: 去年同期商标申请量 is 去年同期 of 商标申请量.
  for (let cut = Math.min(6, key.length - 2); cut >= 2; cut -= 1) {
    const figure = figureOf(key.slice(0, cut), tableYear);
    if (figure && figure.figure !== 'current') return { name: key.slice(cut), word: key.slice(0, cut), figure };
  }
  for (let cut = 2; cut <= key.length - 2; cut += 1) {
    const figure = figureOf(key.slice(cut), tableYear);
    // 专利授权量完成数; 数 behind 专利授权 is a part of the name.
    const word = key.slice(cut);
    if (figure && (figure.figure !== 'current' || isDone(word) || OF_NOW.test(word)))
      return { name: key.slice(0, cut), word, figure };
  }
  return null;
}
