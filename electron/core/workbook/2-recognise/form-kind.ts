// What kind of table a recognised one is: a unit's report, a table of units, targets, population, other places.

import type { FormKind } from '../../../../shared/import/plan.js';
import type { LookupResult } from '../../../../shared/indicators/lookup.js';
import type { ColumnAxis } from './axes.js';
import type { TableContext } from './context.js';
import type { FoundTable, Vocabulary } from './find-table.js';
import type { RowAxis } from './row-axes.js';

const TARGET_TITLE = /(目标|任务)(分解|下达|计划|一览|清单|责任)|(下达|分解|核定|自定|奋斗)[^，。；]*(目标|任务)/;

const MEETING = '完成率|完成比例|达成率|进度|缺口|差额|差距|得分|评分|排名|位次|名次';
/** 目标完成率, 任务缺口: how targets are met. 目标任务分解及评分表 and （含进度要求） hold the targets, too. */
const OF_MEETING = new RegExp(
  `(?<![及和与、其])(?:${MEETING})(?:[及和与、]其?(?:${MEETING}))*(?:情况|数据|统计|汇总|通报|一览|分析|对比|比较|明细)*(?:表|榜)?(?:[（(][^（()）]*[)）])*(?=\\s|$)`,
);

const WITHIN =
  /(镇|乡|街道|街道办|办事处|苏木|村|社区|公司|集团|厂|大学|学院|学校|医院|研究院|研究所|中心|合作社|银行|支行|局|科|股|所|队|处|室|协会)$/;

/** What a table is called: its titles and sheet, the file where it has no title. */
function titleOf(context: TableContext, sheetName: string | null, fileName: string): string {
  return [
    ...context.titles.map((title) => title.text),
    sheetName ?? '',
    context.titles.length === 0 ? fileName : '',
  ].join(' ');
}

/** The title hands targets out, and is no table of how they are met. */
export function handsOutTargets(context: TableContext, sheetName: string | null, fileName: string): boolean {
  const title = titleOf(context, sheetName, fileName);
  return TARGET_TITLE.test(title) && !/完成|进展|进度|通报/.test(title);
}

/** The kind of a table by its title, its names and its columns. */
export function formOf(
  context: TableContext,
  sheetName: string | null,
  fileName: string,
  columns: ColumnAxis[],
  rows: RowAxis[],
  found: FoundTable,
  titleIndicator: { lookup: LookupResult } | null,
  words: Vocabulary,
): FormKind {
  const titleText = titleOf(context, sheetName, fileName);
  const isHandedOut = handsOutTargets(context, sheetName, fileName);
  const hasTarget = columns.some((axis) => axis.figure === 'target');
  const codes = new Set(columns.flatMap((axis) => (axis.indicator?.kind === 'found' ? [axis.indicator.code] : [])));
  if (found.isOfParts === true) return 'unit-report';
  if (found.orientation === 'unit-rows' || rows.some((row) => row.unit !== null)) {
    const units = new Set(rows.flatMap((row) => (row.unit?.kind === 'found' ? [row.unit.unit.id] : [])));
    const others = rows.filter((row) => row.total === null && row.unit?.kind !== 'found');
    const places = others.length;
    // 城关, 河口 for 城关镇, 河口乡: our own in short, to be asked about, and no other places.
    const alike = others.filter((row) => words.units.suggestions(row.unitLabel).length > 0).length;
    // Towns, firms, schools and offices are within a place, never places to be compared with.
    const within = others.filter((row) => WITHIN.test(row.unitLabel.trim())).length;
    if (places >= 3 && units.size === 0 && alike * 2 < places && within * 2 < places) return 'benchmark';
    if (isPopulation(codes, titleIndicator)) return 'population';
    if (
      /目标|任务/.test(titleText) &&
      (hasTarget || !OF_MEETING.test(titleText)) &&
      (!columns.some((axis) => ['last-year', 'change', 'ytd'].includes(axis.figure)) ||
        // 2023年完成 beside 2024年目标, under a title that hands the targets out.
        (isHandedOut && hasTarget)) &&
      // A column of 完成率 makes the numbers actual ones, unless the title hands the targets out.
      (isHandedOut || !columns.some((axis) => axis.figure === 'completion'))
    )
      return 'targets';
    return units.size + places > 1 || rows.some((row) => row.total === 'total') ? 'unit-table' : 'unit-report';
  }
  if (isHandedOut && (hasTarget || !columns.some((axis) => axis.figure === 'last-year'))) return 'targets';
  const unitColumns = columns.filter((axis) => axis.unit !== null).length;
  if (unitColumns === 0 && words.units.units.length === 0) return 'other';
  return unitColumns > 1 ? 'unit-table' : 'unit-report';
}

function isPopulation(codes: ReadonlySet<string>, titleIndicator: { lookup: LookupResult } | null): boolean {
  if (codes.size > 0) return [...codes].every((code) => code === 'P01');
  return titleIndicator?.lookup.kind === 'found' && titleIndicator.lookup.code === 'P01';
}
