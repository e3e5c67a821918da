// Tables whose title says that their numbers are drawn from the statistics (排名, 同比增幅, 占比, 月均, 得分 …) while their heads name
// nothing but indicators: read as they stand, a rank of 3 would be kept as 3件.

import { lastingWords } from '../2-recognise/period-text.js';
import type { RecognisedTable } from '../2-recognise/recognise.js';
import { IN_NAME } from '../2-recognise/unit-evidence.js';
import type { MapEnv } from './env.js';
import type { TableAsking } from './table-asking.js';

/** What the title may call its numbers, with the word that the question uses. */
const SENSES: readonly (readonly [RegExp, string])[] = [
  [/排名|位次|名次|排序/, '位次'],
  [/增幅|增速|增长率|同比|环比|增减|增长|变化|净增|增量/, '增幅或增减数'],
  [/占比|比重|份额/, '占比'],
  [/完成进度|完成率|完成比例|达成率|序时进度/, '完成率'],
  [/得分|评分|计分|打分|分值/, '得分'],
  [/差额|差距|缺口/, '差额'],
  [/(?<!效)率/, '比率'],
];
const WORDS = SENSES.map(([pattern]) => pattern.source).join('|');
/** The word that ends a title says what the table is of: …主要指标排名情况表（%）. */
const AT_END = new RegExp(
  `(${WORDS})(?:情况|数据|统计|汇总|通报|一览|分析|对比|比较|明细)*(?:表|榜)?(?:\\([^()]*\\))*$`,
);
/** 新增知识产权情况 over 有效发明专利拥有量: what came to it, or all that there is. */
const NEW_ALONE = /^(?!.*(?:有效|拥有|累计|存量|[及和与、])).*新增/;
const MEANS = /月均|季均|日均|户均|人均|每万人/;
/** 完成情况及排名: the numbers themselves are named too. */
const NAMES_NUMBERS =
  /(?:情况|数量|总量|数据|完成数?|授权量?|拥有量?|申请量?|注册量?|登记量?|金额|件数|[^人]数)(?:以及|[及和与、])/;
/** A sheet of that name holds nothing else. */
const TARGET_SHEET = /^(?:年度|全年|本年)?(?:目标|任务|计划)(?:任务|目标)?(?:数|值|表)?$/;
const LAST_YEAR_SHEET = /^(?:去年|上年|上一年)?(?:同期|同月)(?:数|数据|值)?$|^(?:去年|上年|上一年)度?$/;
/** Measures of comparisons and marks: none of a number that is counted. */
const COMPARING = new Set(['%', '百分点', '分', '位']);

function flat(text: string): string {
  return text.normalize('NFKC').replaceAll(/\s/g, '');
}

/** What the words around the table call its numbers, and where they stand; null where they call them nothing. */
function statedSense(table: RecognisedTable, env: MapEnv): { sense: string; where: string } | null {
  const titles = table.context.titles.map((title) => title.text);
  const fileName = table.unit.find((one) => one.where === IN_NAME)?.text ?? '';
  const named = titles.length > 0 ? titles : [fileName.replace(/\.[^.]+$/, '')];
  const places = [
    ...named.map((text) => ({ text, where: `${titles.length > 0 ? '标题' : '文件名'}“${text.trim()}”` })),
    ...(table.sheetName === null ? [] : [{ text: table.sheetName, where: `工作表名“${table.sheetName}”` }]),
    ...cornersOf(table).map((text) => ({ text, where: `左上角的“${text.trim()}”` })),
  ];
  for (const { text, where } of places) {
    const written = flat(text);
    const word = NAMES_NUMBERS.test(written) ? undefined : AT_END.exec(written)?.[1];
    const sense = word === undefined ? undefined : SENSES.find(([pattern]) => pattern.test(word))?.[1];
    if (sense !== undefined) return { sense, where };
    if (MEANS.test(written)) return { sense: '平均数', where };
    if (NEW_ALONE.test(written) && codesOf(table).some((code) => env.indicators.get(code)?.kind === 'stock'))
      return { sense: '新增数', where };
  }
  if (table.sheetName !== null && TARGET_SHEET.test(flat(table.sheetName)))
    return { sense: '目标', where: `工作表名“${table.sheetName}”` };
  if (table.sheetName !== null && LAST_YEAR_SHEET.test(flat(table.sheetName)))
    return { sense: '上年同期数', where: `工作表名“${table.sheetName}”` };
  const { measures } = table.context;
  if (measures.length > 0 && measures.every((measure) => COMPARING.has(measure)))
    return { sense: '比率或得分', where: `标题或“单位”一行的“${measures.join('、')}”` };
  return null;
}

function codesOf({ columns, rows, titleIndicator }: RecognisedTable): string[] {
  const axes = [...columns.filter((axis) => axis.role === null && axis.hasNumbers), ...rows];
  const found = [titleIndicator, ...axes.map((axis) => axis.indicator)];
  return found.flatMap((lookup) => (lookup?.kind === 'found' ? [lookup.code] : []));
}

/** 增幅（%） over the names of the rows. */
function cornersOf({ found, grid }: RecognisedTable): string[] {
  const { head, labelColumns } = found;
  return head === null ? [] : labelColumns.filter((c) => c >= 0).map((c) => grid.headText(head[1], c));
}

/** True where every head names an indicator and nothing else, and none of them is of the kind that the title names. */
function isBare(table: RecognisedTable, env: MapEnv): boolean {
  const axes = [...table.columns.filter((axis) => axis.role === null && axis.hasNumbers), ...table.rows];
  const labels = axes.map((axis) => flat(axis.label));
  if (labels.some((label) => AT_END.test(label) || /每万|人口|人均|平均|率|分值/.test(label))) return false;
  const codes = codesOf(table);
  if (codes.length === 0 || codes.some((code) => env.indicators.get(code)?.kind === 'ratio')) return false;
  return (
    table.columns.every((axis) => axis.role !== null || (axis.figure === 'current' && !isNumberHead(axis, table))) &&
    table.rows.every((row) => row.figure === null)
  );
}

/** 数量, 本期 over the numbers of a table with an indicator per row is all there is to say: it tells them from nothing. */
function isNumberHead(axis: RecognisedTable['columns'][number], table: RecognisedTable): boolean {
  return axis.hasFigureWord && table.found.orientation !== 'indicator-rows';
}

/** Asks whether the numbers are those of the indicators; true where they may be taken for them. */
export function decideDerived(asking: TableAsking): boolean {
  const { table, env } = asking;
  if (table.form === 'targets' || table.form === 'population' || !isBare(table, env)) return true;
  const stated = statedSense(table, env);
  if (stated === null) return true;
  const answer = asking.ask({
    id: `derived:${table.id}`,
    kind: 'derived',
    text: `${stated.where}说表中是${stated.sense}，表头却只写了指标名称。这些数是指标的数量，还是${stated.sense}？`,
    options: [
      { value: 'numbers', label: '是指标的数量，按数量导入', kept: '是数量，导入' },
      { value: 'skip', label: `是${stated.sense}，不导入这张表`, kept: `是${stated.sense}，不导入` },
    ],
    memory: {
      topic: `derived:${lastingWords(stated.where)}`,
      unitId: asking.reporterId,
      asks: `标题写${stated.sense}、表头只有指标名称的表`,
    },
  });
  return answer === 'numbers';
}
