// 注：以上为2024年1—6月数据, 注：PCT数据为1—6月数 below a table of 1—7月: what a note says of the months of all or of some of its numbers.

import { addYears, makePeriod, yearOf, type Period } from '../../../../shared/model/period.js';
import { findPeriods } from '../2-recognise/period-text.js';
import type { RecognisedTable } from '../2-recognise/recognise.js';

export interface NotePeriod {
  text: string;
  period: Period;
  /** Of all numbers of the table; false: of those that it names. */
  isOfAll: boolean;
}

const SAYS = /为|是|系|截[至止到]|(?:统计|更新|汇总)[至到]|采用|使用|取自?|:/u;
/** How a note calls all numbers of its table: 以上, 表中各项数据. */
export const ALL_OF_TABLE = '(?:以上|本表|表中|上表|表内|上述|所列|所有|全部)';
export const NUMBERS = '(?:各项|指标|统计)*(?:数据|数值|数字|数)?';
const ALL = new RegExp(
  `^${ALL_OF_TABLE}?${NUMBERS}(?:统计)?(?:时间|期间|时段|时点|口径|范围|周期|区间)?(?:均|都|统一)?$`,
  'u',
);
const LAST_YEAR = /^(?:为|是|系)(?:去年|上年|(?:20\d{2})年)同期/u;
/** 2024年6月起口径调整, 与上年同期相比: no period of numbers. */
const NOT_OF_NUMBERS = /起|以来|之?前|之?后|报送|上报|发布|公布|通报|印发|调整|相比|比较/u;
const COMPARED = /同期|同比|增|比|排名|目标|人口/u;

/** The first note that names another period than the stated one. */
export function periodOfNotes(table: RecognisedTable, stated: Period): NotePeriod | null {
  for (const { text } of table.context.notes) {
    const found = periodIn(clausesOf(text), stated);
    if (found !== null) return { text, ...found };
  }
  return null;
}

/** Whether a remark beside numbers says that these, or some of them, are of another period than the stated one. */
export function isOfOtherPeriod(remark: string, stated: Period): boolean {
  return periodIn(clausesOf(remark), stated) !== null;
}

function clausesOf(text: string): string[] {
  const flat = text
    .normalize('NFKC')
    .replaceAll(/\s/gu, '')
    .replace(/^[(*※★#]*(?:注|说明|备注|填报说明|附注)?\d*[:.、]?/u, '');
  return flat.split(/[。;,]/u);
}

function periodIn(clauses: readonly string[], stated: Period): Omit<NotePeriod, 'text'> | null {
  for (const clause of clauses) {
    const found = periodOfClause(clause, stated);
    if (found !== null) return found;
  }
  return null;
}

function periodOfClause(written: string, stated: Period): Omit<NotePeriod, 'text'> | null {
  const clause = written.replace(/^\(?\d{1,2}[.、)]/u, '');
  const at = SAYS.exec(clause)?.index;
  if (at === undefined) return null;
  const [before, said] = [clause.slice(0, at), asPeriod(clause.slice(at))];
  const isOfAll = ALL.test(before);
  if (isOfAll && LAST_YEAR.test(said)) return { period: addYears(stated, -1), isOfAll };
  if (NOT_OF_NUMBERS.test(said) || COMPARED.test(before)) return null;
  const year = yearOf(stated);
  const mention = findPeriods(said).find((one) => one.problem === undefined && one.month !== null);
  if (mention === undefined || (!isOfAll && (mention.year ?? year) !== year)) return null;
  const period = makePeriod(mention.year ?? year, mention.month!);
  // 截至8月3日 below a table of July: when it was filled in.
  if (period === stated || (period > stated && /日$/u.test(mention.text))) return null;
  return { period, isOfAll };
}

/** 统计至6月30日 and 时点：2022-06-30 say what 截至2022年6月30日 says. */
function asPeriod(said: string): string {
  return said
    .replace(/^(?:统计|更新|汇总)[至到]|^截[至止]?(?:统计)?(?:日期|时间)(?:均|都)?[为是:]?/u, '截至')
    .replace(/^:(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)/u, '截至$1年$2月$3日');
}
