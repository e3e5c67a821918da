// Columns whose head leaves open what they hold: 2023年 beside 1—3月累计, 目标 of a part of the year, and 合计 as the only column of a unit's own
// report.

import { addYears, periodTitle } from '../../../../shared/model/period.js';
import type { ColumnFigure } from '../2-recognise/figure-words.js';
import type { MappedCell } from './map-cells.js';
import type { TableAsking } from './table-asking.js';
import { NO_SPAN, NO_TARGET_SPAN } from './undecided.js';

/** Asks what is open; true where an answer changes how the table is read. */
export function askColumns(asking: TableAsking, cells: readonly MappedCell[]): boolean {
  const years = askYears(asking, cells);
  const targets = askTargetSpan(asking, cells);
  return askTotal(asking, cells) || years || targets;
}

function askYears(asking: TableAsking, cells: readonly MappedCell[]): boolean {
  const { table, decisions } = asking;
  if (decisions.period === null) return false;
  const same = periodTitle(addYears(decisions.period, -1), 'ytd');
  for (const { head, cell, undecided, raw } of cells) {
    if (undecided !== NO_SPAN || raw === undefined || decisions.yearHeads.has(head)) continue;
    const answer = asking.ask({
      id: `year-column:${table.id}:${head}`,
      kind: 'year-column',
      cell,
      text: `表头“${head}”没有写明起止月份。它是上年同期（${same}）的数，还是上年全年（年末）的数？`,
      options: [
        { value: 'same', label: `上年同期（${same}）`, kept: '上年同期' },
        { value: 'whole', label: '上年全年或年末，不采用' },
      ],
      memory: {
        topic: `year-column:${head}`,
        unitId: asking.reporterId,
        asks: `表头“${head}”是哪一段时间的数`,
      },
      isOptional: true,
    });
    if (answer !== undefined) decisions.yearHeads.set(head, answer);
  }
  return decisions.yearHeads.size > 0;
}

/** 目标 without 年度 in a report of a part of the year. */
function askTargetSpan(asking: TableAsking, cells: readonly MappedCell[]): boolean {
  const { table, decisions } = asking;
  const cell = cells.find((one) => one.undecided === NO_TARGET_SPAN && one.raw !== undefined);
  if (cell === undefined || decisions.year === null) return false;
  const answer = asking.ask({
    id: `target-span:${table.id}`,
    kind: 'year-column',
    cell: cell.cell,
    text: `“${cell.head}”没有写明是全年的目标，还是本期的目标。是哪一种？`,
    options: [
      { value: 'year', label: `${decisions.year}年全年的目标，采用`, kept: '全年的目标，采用' },
      { value: 'part', label: '只是本期的目标，不采用', kept: '本期的目标，不采用' },
    ],
    memory: {
      topic: asking.topicOf('target-span'),
      // 指标 | 目标 | 完成 is how many districts head their tables: what one of them means by it says nothing of the others.
      unitId: decisions.unit?.id ?? null,
      asks: '没有写“年度”的目标栏是全年的还是本期的目标',
    },
    isOptional: true,
  });
  if (answer === undefined) return false;
  decisions.targetSpan = answer;
  return true;
}

const OF_NOW: ReadonlySet<ColumnFigure> = new Set(['current', 'ytd']);

function isOfNow({ figure }: MappedCell): boolean {
  return OF_NOW.has(figure);
}

function isGiven(cell: MappedCell): boolean {
  return cell.role === 'value' && cell.raw !== undefined && cell.indicator !== null;
}

/** Only where the table would give nothing else of an indicator: beside other columns 合计 is compared at most. */
function askTotal(asking: TableAsking, cells: readonly MappedCell[]): boolean {
  const { table, decisions } = asking;
  if (table.found.orientation !== 'indicator-rows' || decisions.unit === null) return false;
  const given = new Set(cells.flatMap((cell) => (isGiven(cell) ? [cell.indicator!.code] : [])));
  const first = cells.find(
    (cell) =>
      cell.isTotal &&
      cell.raw !== undefined &&
      cell.indicator !== null &&
      !given.has(cell.indicator.code) &&
      isOfNow(cell),
  );
  if (first === undefined) return false;
  const answer = asking.ask({
    id: `total-column:${table.id}`,
    kind: 'total-column',
    cell: first.cell,
    text: `“${first.indicator!.name}”只有“${first.head || '合计'}”一栏有本期数。它是“${decisions.unit.name}”自己的数吗？`,
    options: [
      { value: 'own', label: `是“${decisions.unit.name}”的数，采用`, kept: '是，采用' },
      { value: 'skip', label: '不是，不采用' },
    ],
    memory: {
      topic: asking.topicOf('total-column'),
      unitId: decisions.unit.id,
      asks: '只有“合计”一栏时，是不是本单位的数',
    },
  });
  if (answer === undefined) return false;
  decisions.isTotalOwn = answer === 'own';
  return decisions.isTotalOwn;
}
