// What a table says about its numbers beside its heads: in the title, in a note below, in the name of its sheet. Such words are
// never overlooked: where they contradict the heads the officer is asked, where they limit the numbers they are shown.

import type { CheckIssue } from '../../../../shared/import/plan.js';
import { monthOf, periodTitle, yearOf, type Period } from '../../../../shared/model/period.js';
import { normalisePeriodText } from '../2-recognise/period-text.js';
import type { RecognisedTable } from '../2-recognise/recognise.js';
import { ALL_OF_TABLE, NUMBERS } from './note-period.js';
import { SKIP } from './unit-options.js';
import type { TableAsking } from './table-asking.js';

/** 当月, 本月数, 单月; not 截至本月. */
const MONTH_SHEET = /^(\d{1,2}月)?(当月|本月|单月)(数|数据|情况|报表)?$/;
const SAID_AS = '(?:为|是|系|指|按|填|报|口径[:：])';
const MONTH_NOTE = new RegExp(
  `${SAID_AS}[^，,。；;]{0,8}(当月|本月|单月)(发生)?(数|值|量|$)|[（(](\\d{1,2}月份?)?(当月|本月|单月)(数|值)?[）)]`,
);
/** 以上均为1—9月累计数, 数据为年初以来累计, （累计数）; not 累计同比. */
const YTD_NOTE = new RegExp(
  `${SAID_AS}[^，,。；;]{0,12}(累计|年初(以来|至今))(发生|完成|新增)?(数|值|量|$|[。；;，,])|[（(]累计(数|值)?[）)]`,
);
const LIMITS = /不含|不包括|不包含|除外|剔除|扣除/;
/** 第2周, 上旬: not the whole of a month. */
const PART_OF_MONTH = /第[一二三四五\d]周|周报|[上中下]旬|[上下]半月/;
/** The day that the numbers go up to: 截至4月15日, 1月1日至3月15日. */
const LAST_DAY = /(截[至止到]|[至到—–~～-])(?:[^，,。；;]{0,10}?[年./-])?(\d{1,2})月(\d{1,2})[日号]/g;
/** The same without words: 2024.1.1-2024.3.15. A dash joins two days; that of 2024-03-20 or 表1-3.1 joins none. */
const LAST_DAY_IN_NUMBERS =
  /(截[至止到]|[至到]|(?<=[日号]|[./-]\d{1,2})[—–~～-])(?:[^，,。；;]{0,10}?[年./-])?(\d{1,2})[./-](\d{1,2})(?![\d月年./-])/g;
const ESTIMATE = /预计|预测|预估|估算|测算|初步(统计|数)/;
/** What a note calls all numbers of the table: 全省数据 of 注：以上均为全省数据. */
const OF_ALL = new RegExp(
  `^[(*※★#]*(?:(?:注|说明|备注|附注)\\d*[:.、])?${ALL_OF_TABLE}${NUMBERS}(?:均|都|统一)?[仅只]?(?:为|是|系)([^，,。;；)]{2,20})`,
  'u',
);

function flat(text: string): string {
  return text.normalize('NFKC').replaceAll(/\s/g, '');
}

/** What a note says of all numbers of the table, without 数 and 数据 at its end; null where it says nothing of all. */
export function saidOfAll(note: string): string | null {
  return OF_ALL.exec(flat(note))?.[1]?.replace(/的?(?:统计)?(?:数据?|数值|情况)$/u, '') ?? null;
}

/** The words that call the numbers those of one month, where title or heads call them cumulative; null where there are none. */
export function saysMonth(table: RecognisedTable): string | null {
  if (table.sheetName !== null && MONTH_SHEET.test(flat(table.sheetName))) return `工作表名“${table.sheetName}”`;
  const texts = [...table.context.titles, ...table.context.notes].map((one) => one.text);
  const said = texts.find((text) => MONTH_NOTE.test(flat(text)));
  return said === undefined ? null : `“${shown(said)}”`;
}

/** The words that call the numbers those since January, where the title names one quarter; null where there are none. */
export function saysSinceJanuary(table: RecognisedTable): string | null {
  const said = table.context.notes.find(({ text }) => YTD_NOTE.test(flat(text)));
  return said === undefined ? null : `“${shown(said.text)}”`;
}

/** 不含… and 预计…: the numbers are taken, and the words come to the officer's eyes. */
export function scopeIssues(table: RecognisedTable): CheckIssue[] {
  const place = { sheet: table.sheetName, cell: null };
  const titles = table.context.titles.map((one) => one.text);
  const notes = table.context.notes.map((one) => one.text);
  const issues: CheckIssue[] = [];
  const estimate = [
    ...titles,
    table.sheetName ?? '',
    ...notes.filter((note) => saidOfAll(note) !== null && ESTIMATE.test(note)),
  ].find((text) => ESTIMATE.test(text));
  if (estimate !== undefined)
    issues.push({
      severity: 'warn',
      rule: 'estimate-stated',
      ...place,
      message: `${titles.includes(estimate) ? '标题' : notes.includes(estimate) ? '备注' : '工作表名'}写的是“${shown(estimate)}”，不是实际完成数，请核实后再接收。`,
    });
  for (const text of new Set([...titles, ...notes].filter((one) => LIMITS.test(one))))
    issues.push({
      severity: 'hint',
      rule: 'scope-stated',
      ...place,
      message: `表中注明“${shown(text)}”，数值照所填的接收，请留意口径。`,
    });
  return issues;
}

/** How the days that a text names go on: inside a month that ends later, or on a day that there is not (2023年2月29日). */
function lastDayOf(text: string, period: Period): 'inside' | 'none' | null {
  const days = [LAST_DAY, LAST_DAY_IN_NUMBERS].flatMap((pattern) => [...normalisePeriodText(text).matchAll(pattern)]);
  for (const [, word, month, stated] of days) {
    // 至8月3日 in a report of July may be the time for handing it in.
    if (Number(month) !== monthOf(period) && !word!.startsWith('截')) continue;
    const day = Number(stated);
    const last = new Date(Date.UTC(yearOf(period), Number(month), 0)).getUTCDate();
    if (day !== last) return day < last ? 'inside' : 'none';
  }
  return null;
}

/** Where a table says what time it is of: around it, in its heads, in the name of its sheet or file. */
function timesOf({ context, period, columns, rows }: RecognisedTable): string[] {
  const axes = [...columns, ...rows].flatMap((axis) => axis.period?.text ?? []);
  return [...[...context.titles, ...context.periodLines].map(({ text }) => text), period?.text ?? '', ...axes];
}

/** 第2周, 上旬, 截至4月15日 in the title: stored for the month they would stand for all of it. True where the numbers may be taken. */
export function decidePart(asking: TableAsking): boolean {
  const { table, decisions } = asking;
  const { period } = decisions;
  if (period === null) return true;
  const times = timesOf(table);
  const none = times.find((text) => lastDayOf(text, period) === 'none');
  if (none !== undefined)
    asking.issues.push({
      severity: 'warn',
      rule: 'period-contradiction',
      sheet: table.sheetName,
      cell: null,
      message: `“${shown(none)}”中的日期不存在，已按${periodTitle(period, 'month')}处理，请核实年份和月份。`,
    });
  const title = times.find((text) => PART_OF_MONTH.test(flat(text)) || lastDayOf(text, period) === 'inside');
  if (title === undefined) return true;
  const month = periodTitle(period, 'month');
  const answer = asking.ask({
    id: `part-of-month:${table.id}`,
    kind: 'period',
    text: `表中写的是“${shown(title)}”，不是到月末的数。要作为${month}整月的数保存吗？`,
    options: [
      { value: 'whole', label: `是，作为${month}的数保存` },
      { value: SKIP, label: '不是，不导入这张表' },
    ],
    // The next part of the month comes in the same form.
    memory: null,
  });
  if (answer === SKIP) decisions.isLeftOut = true;
  return answer === 'whole' || answer === SKIP;
}

function shown(text: string): string {
  const line = text.trim().replaceAll(/\s+/g, ' ');
  return line.length > 40 ? `${line.slice(0, 40)}…` : line;
}
