// Columns whose head leaves open what they hold: 2023年 beside 1—3月累计, 目标 of a part of the year, and 合计 as the only column of a unit's own report.

import type { Question } from '../../../../shared/import/plan.js';
import { addYears, periodTitle } from '../../../../shared/model/period.js';
import type { ColumnFigure } from '../2-recognise/figure-words.js';
import type { RecognisedTable } from '../2-recognise/recognise.js';
import { answerTo, reporterId, topicOf, type TableDecisions } from './answers.js';
import type { MapEnv } from './env.js';
import type { MappedCell } from './map-cells.js';
import { NO_SPAN, NO_TARGET_SPAN } from './undecided.js';

/** Asks what is open; true where an answer changes how the table is read. */
export function askColumns(
  table: RecognisedTable,
  env: MapEnv,
  cells: readonly MappedCell[],
  questions: Question[],
  decisions: TableDecisions,
): boolean {
  const years = askYears(table, env, cells, questions, decisions);
  const targets = askTargetSpan(table, env, cells, questions, decisions);
  return askTotal(table, env, cells, questions, decisions) || years || targets;
}

function askYears(
  table: RecognisedTable,
  env: MapEnv,
  cells: readonly MappedCell[],
  questions: Question[],
  decisions: TableDecisions,
): boolean {
  if (decisions.period === null) return false;
  const same = periodTitle(addYears(decisions.period, -1), 'ytd');
  for (const cell of cells) {
    if (cell.undecided !== NO_SPAN || cell.raw === undefined) continue;
    if (questions.some((known) => known.id === `year-column:${table.id}:${cell.head}`)) continue;
    const question: Question = {
      id: `year-column:${table.id}:${cell.head}`,
      kind: 'year-column',
      sheet: table.sheetName,
      cell: cell.cell,
      text: `表头“${cell.head}”没有写明起止月份。它是上年同期（${same}）的数，还是上年全年（年末）的数？`,
      options: [
        { value: 'same', label: `上年同期（${same}）` },
        { value: 'whole', label: '上年全年或年末，不采用' },
      ],
      default: null,
      remembered: true,
      optional: true,
    };
    questions.push(question);
    const topic = `year-column:${cell.head}`;
    const unitId = reporterId(decisions, table);
    const answer = answerTo(env, decisions, question, { unitId, fingerprint: table.fingerprint, topic });
    if (answer !== 'same' && answer !== 'whole') continue;
    decisions.yearHeads.set(cell.head, answer);
    decisions.toRemember.push({
      unitId,
      topic,
      question: `表头“${cell.head}”是哪一段时间的数`,
      answer,
      label: answer === 'same' ? '上年同期' : '上年全年或年末，不采用',
    });
  }
  return decisions.yearHeads.size > 0;
}

/** 目标 without 年度 in a report of a part of the year. */
function askTargetSpan(
  table: RecognisedTable,
  env: MapEnv,
  cells: readonly MappedCell[],
  questions: Question[],
  decisions: TableDecisions,
): boolean {
  const cell = cells.find((one) => one.undecided === NO_TARGET_SPAN && one.raw !== undefined);
  if (cell === undefined || decisions.year === null) return false;
  const question: Question = {
    id: `target-span:${table.id}`,
    kind: 'year-column',
    sheet: table.sheetName,
    cell: cell.cell,
    text: `“${cell.head}”没有写明是全年的目标，还是本期的目标。是哪一种？`,
    options: [
      { value: 'year', label: `${decisions.year}年全年的目标，采用` },
      { value: 'part', label: '只是本期的目标，不采用' },
    ],
    default: null,
    remembered: true,
    optional: true,
  };
  questions.push(question);
  const topic = topicOf(table, 'target-span');
  // 指标 | 目标 | 完成 is how many districts head their tables: what one of them means by it says nothing of the others.
  const unitId = decisions.unit?.id ?? null;
  const answer = answerTo(env, decisions, question, { unitId, fingerprint: table.fingerprint, topic });
  if (answer !== 'year' && answer !== 'part') return false;
  decisions.targetSpan = answer;
  decisions.toRemember.push({
    unitId,
    topic,
    question: '没有写“年度”的目标栏是全年的还是本期的目标',
    answer,
    label: answer === 'year' ? '全年的目标，采用' : '本期的目标，不采用',
  });
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
function askTotal(
  table: RecognisedTable,
  env: MapEnv,
  cells: readonly MappedCell[],
  questions: Question[],
  decisions: TableDecisions,
): boolean {
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
  const question: Question = {
    id: `total-column:${table.id}`,
    kind: 'total-column',
    sheet: table.sheetName,
    cell: first.cell,
    text: `“${first.indicator!.name}”只有“${first.head || '合计'}”一栏有本期数。它是“${decisions.unit.name}”自己的数吗？`,
    options: [
      { value: 'own', label: `是“${decisions.unit.name}”的数，采用` },
      { value: 'skip', label: '不是，不采用' },
    ],
    default: null,
    remembered: true,
  };
  questions.push(question);
  const topic = topicOf(table, 'total-column');
  const memory = { unitId: decisions.unit.id, fingerprint: table.fingerprint, topic };
  const answer = answerTo(env, decisions, question, memory);
  if (answer !== 'own' && answer !== 'skip') return false;
  decisions.toRemember.push({
    unitId: decisions.unit.id,
    topic,
    question: '只有“合计”一栏时，是不是本单位的数',
    answer,
    label: answer === 'own' ? '是，采用' : '不是，不采用',
  });
  decisions.isTotalOwn = answer === 'own';
  return decisions.isTotalOwn;
}
