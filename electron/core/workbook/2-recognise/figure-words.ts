// What a column of a district table shows of its indicator, by the words in its head (本月, 累计, 去年同期, 同比 …).
// Exact words after normalising; a heading that is an indicator's name is looked up first, so 发明专利授权占比 is no 占比.

import { normaliseName } from '../../../../shared/indicators/normalise.js';
import { remembered } from '../../../../shared/model/remembered.js';
import { findPeriods, withoutPeriods, type PeriodMention } from './period-text.js';

export type ColumnFigure =
  | 'current' //     本期 / 累计 by the table's period
  | 'ytd' //         累计, said in the head
  | 'month' //       本月
  | 'last-year' //   去年同期
  | 'last-month' //  上月, 去年同月 and other figures that are neither kept nor checked
  | 'change' //      同比
  | 'difference' //  增减量
  | 'target'
  | 'completion'
  | 'rank'
  | 'share';

/**
 * Columns that carry no number of the statistics. A key names its rows beside the label column: indicators under merged
 * units, 本月 and 累计 as two rows, a period per row, a category (发明, 实用新型) that is part of the indicator's name.
 */
export type ColumnRole =
  | 'serial'
  | 'name'
  | 'unit'
  | 'measure'
  | 'note'
  | 'key-unit'
  | 'key-indicator'
  | 'key-figure'
  | 'key-period'
  | 'key-category';

const FIGURE_WORDS: readonly [RegExp, ColumnFigure][] = [
  [/^(去年|上年|前年)(同月|同期当月|当月)(数|值)?$/, 'last-month'],
  [
    /^(上月|上期|环比|较上月|比上月|上年末|去年底|去年末|上年底|年初数|年初)(末|底|数|累计|增长|增幅|增减)*$/,
    'last-month',
  ],
  [/^(去年|上年|上一年)(同期)?(累计)?(数|值|完成数|完成)?$/, 'last-year'],
  [/^(去年|上年|上一年)?同期(累计)?(数|值|完成数|完成)?$/, 'last-year'],
  [/^(较|比|与)?(去年|上年)?(同期|同比)?(增减|增长|增加|净增|变化)(量|数|额|件数)$/, 'difference'],
  [/^(同比)?(增减量|增减数|增减额|增量|差额)$/, 'difference'],
  [/^(较|比|与)?(去年|上年)?(同期|同比)(增长|增减|增幅|增速|变化|升降|增长率|增减幅度|增长幅度)?(率)?$/, 'change'],
  [/^(增幅|增速|增长率|增长|增减幅|增减|同比增长|升降幅度|±|增减\(%\)|\+-)$/, 'change'],
  [/^(年度|全年|本年|年)?(目标|任务)(任务|目标)?(数|值|量)?$/, 'target'],
  [/^(年度|全年|目标|任务)?(完成|达成)(率|比例|进度|百分比|情况)$|^进度$|^完成%$/, 'completion'],
  [/^(排名|名次|位次|排序|位居)$/, 'rank'],
  [/^(占比|比重|占全市比重|占全市)$/, 'share'],
  [/^(本月|当月|本月份|当月份)(数|值|数量|新增|发生|完成|完成数|发生数|情况)?$/, 'month'],
  [/^(本年|今年|本年度|年度|年初至今|截至目前|截止目前|至今|本月|截至本月)?累计(数|值|完成|完成数|数量)?$/, 'ytd'],
  [/^(年初至今|本年至今)$/, 'ytd'],
  [
    /^(本期|本年|今年|本年度|本期数|本期值|实际|实绩|完成数|完成值|实际完成|实际完成数|数量|数值|数据|数|件数|合计数|填报数|值)$/,
    'current',
  ],
];

const ROLE_WORDS: readonly [RegExp, ColumnRole][] = [
  [/^(序号|编号|序|NO|NO\.|行号|行次|代码|代号|指标代码|指标编码|指标代号)$/, 'serial'],
  [/^(指标|指标名称|项目|项目名称|内容|统计指标|统计项目|指标项|名称)$/, 'name'],
  [/^(计量单位|度量单位|单位名)$/, 'measure'],
  [/^(备注|说明|情况说明|备注说明|填报说明|指标解释|指标说明|计算方法|数据来源|自查|注)$/, 'note'],
  [
    /^(区\(?市\)?|区县|县区|县\(市、区\)|县\(市,区\)|区\(市\)县|市区|区市|县市区|地区|地市|市|县|区|单位名称|填报单位|报送单位|责任单位|部门|乡镇|镇街|街道|镇\(街道\)|园区)$/,
    'unit',
  ],
];

export const roleOf: (text: string) => ColumnRole | null = remembered((text) => {
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
export function figureOf(text: string, tableYear: number | null): FigureMention | null {
  const period = findPeriods(text)[0] ?? null;
  const named = namedFigure(text);
  if (named !== null) return { figure: named, period };
  if (period && normaliseName(withoutPeriods(text)) === '') {
    if (period.year !== null && tableYear !== null && period.year === tableYear - 1)
      return { figure: 'last-year', period };
    if (period.shape === 'range' || period.isCumulative) return { figure: 'ytd', period };
    if (period.shape === 'single') return { figure: 'month', period };
    // A year further back is kept by no rule; the table's own year is the table's own period.
    if (period.shape === 'year' && period.year !== tableYear && tableYear !== null)
      return { figure: 'last-month', period: null };
    return { figure: 'current', period: period.shape === 'year' ? null : period };
  }
  return null;
}

/**
 * The figure that several words of one head path or of row and column mean together: 累计 over 去年同期 is 去年同期,
 * 目标 over 完成数 is the number itself. Comparisons of a single month are neither kept nor checked.
 */
export function combineFigures(figures: readonly ColumnFigure[]): ColumnFigure {
  const leaf = figures.at(-1);
  const has = (figure: ColumnFigure): boolean => figures.includes(figure);
  if (has('last-month')) return 'last-month';
  for (const figure of ['completion', 'rank', 'share', 'difference', 'change', 'last-year'] as const)
    if (has(figure)) return has('month') ? 'last-month' : figure;
  if (leaf === 'target') return 'target';
  if (has('month')) return 'month';
  return has('ytd') ? 'ytd' : 'current';
}

/** `发明专利授权量同比`, `本月专利授权量` → name and figure, where a figure word ends or begins a heading. */
export function splitFigure(text: string, tableYear: number | null): { name: string; figure: FigureMention } | null {
  const key = findPeriods(text).length > 0 ? withoutPeriods(text) : normaliseName(text);
  for (let cut = 2; cut <= Math.min(5, key.length - 2); cut += 1) {
    const figure = figureOf(key.slice(0, cut), tableYear);
    if (figure && figure.figure !== 'current') return { name: key.slice(cut), figure };
  }
  for (let cut = key.length - 2; cut >= 2; cut -= 1) {
    const figure = figureOf(key.slice(cut), tableYear);
    if (figure && figure.figure !== 'current') return { name: key.slice(0, cut), figure };
  }
  return null;
}
