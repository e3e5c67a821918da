// 江北区2024年…统计表 with its towns below each other and their 合计: the towns are none of our units, their sum is 江北区's own number.
// Asked once; one by one nobody could give the answer that keeps it.

import type { Question } from '../../../../shared/import/plan.js';
import type { RecognisedTable } from '../2-recognise/recognise.js';
import { answerTo, reporterOf, topicOf, type TableDecisions } from './answers.js';
import type { MapEnv } from './env.js';
import { rowKey } from './row-key.js';
import { SKIP } from './unit-options.js';

const EACH = 'each';
const TOTAL = 'total';

/** True where the question settles all rows, answered or not; false where they are asked about one by one. */
export function askInnerRows(
  table: RecognisedTable,
  env: MapEnv,
  questions: Question[],
  decisions: TableDecisions,
): boolean {
  if (table.found.orientation !== 'unit-rows' || table.form === 'targets' || table.form === 'population') return false;
  const unit = reporterOf(table);
  const rows = table.rows.filter((row) => row.total === null && row.unit !== null);
  const totals = table.rows.filter((row) => row.total === 'total');
  if (unit === null || totals.length !== 1 || rows.length < 2) return false;
  // A name that is ours, or near one of ours, is asked about by itself.
  if (rows.some((row) => row.unit!.kind !== 'none' || env.words.units.suggestions(row.unitLabel).length > 0))
    return false;
  const names = [...new Set(rows.map((row) => row.unitLabel))].filter((name) => name !== '');
  const question: Question = {
    id: `inner-rows:${table.id}`,
    kind: 'unit',
    sheet: table.sheetName,
    cell: null,
    text: `这是“${unit.name}”的表，表中${names
      .slice(0, 3)
      .map((name) => `“${name}”`)
      .join(
        '、',
      )}等${names.length}行都不在填报单位名单中。是不是“${unit.name}”内部的分行，只要“${totals[0]!.label}”行？`,
    options: [
      { value: TOTAL, label: `是，“${totals[0]!.label}”行作为“${unit.name}”的数` },
      { value: EACH, label: '逐个说明是哪个填报单位' },
      { value: SKIP, label: '不导入这张表' },
    ],
    default: TOTAL,
    remembered: true,
  };
  questions.push(question);
  const topic = topicOf(table, 'inner-rows');
  const answer = answerTo(env, decisions, question, { unitId: unit.id, fingerprint: table.fingerprint, topic });
  if (answer === EACH) return false;
  if (answer === TOTAL) decisions.totalRowUnit = unit;
  if (answer === TOTAL || answer === SKIP) {
    for (const row of rows) decisions.skippedRows.add(rowKey(row));
    decisions.toRemember.push({
      unitId: unit.id,
      topic,
      question: '内部各分行和合计的表',
      answer,
      label: answer === TOTAL ? '只要合计行' : '不导入',
    });
  }
  if (answer === SKIP) decisions.isLeftOut = true;
  return true;
}
