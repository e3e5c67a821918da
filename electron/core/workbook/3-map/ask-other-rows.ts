// Rows of places beside our own units, as a table of the province lists them: asked about together, not one by one.

import type { Question } from '../../../../shared/import/plan.js';
import { looksLikePlace } from '../2-recognise/find-table.js';
import type { RecognisedTable } from '../2-recognise/recognise.js';
import type { RowAxis } from '../2-recognise/row-axes.js';
import { answerTo, type TableDecisions } from './answers.js';
import type { MapEnv } from './env.js';
import { SKIP } from './unit-options.js';

/** Fewer are asked one by one: a new or renamed unit may be among them. */
const MANY = 4;
const EACH = 'each';

/**
 * Rows that the one question settles: left out where it was answered so, still open where it was not answered. Empty where the
 * rows are to be asked about one by one.
 */
export function askOtherRows(
  table: RecognisedTable,
  env: MapEnv,
  questions: Question[],
  decisions: TableDecisions,
): { rows: ReadonlySet<RowAxis>; isLeftOut: boolean } {
  const none = { rows: new Set<RowAxis>(), isLeftOut: false };
  const named = table.rows.filter((row) => row.total === null && row.unit !== null);
  const others = named.filter(
    (row) =>
      row.unit!.kind === 'none' &&
      looksLikePlace(row.unitLabel) &&
      env.words.units.suggestions(row.unitLabel).length === 0,
  );
  const places = [...new Set(others.map((row) => row.unitLabel))];
  if (places.length < MANY || !named.some((row) => row.unit!.kind === 'found')) return none;
  const question: Question = {
    id: `other-rows:${table.id}`,
    kind: 'unit',
    sheet: table.sheetName,
    cell: null,
    text: `表中有${places.length}个地区不在填报单位名单中（${places.slice(0, 3).join('、')}等）。是不是本地区以外的，不导入？`,
    options: [
      { value: SKIP, label: '都不导入，只要本地区各单位的数' },
      { value: EACH, label: '逐个说明是哪个填报单位' },
    ],
    default: SKIP,
    remembered: true,
  };
  questions.push(question);
  // A place that was not there may be a unit of ours that is new, or called otherwise.
  const topic = `other-rows:${places.toSorted().join('、')}`;
  const answer = answerTo(env, decisions, question, { unitId: null, fingerprint: table.fingerprint, topic });
  if (answer === EACH) return none;
  if (answer === SKIP)
    decisions.toRemember.push({
      unitId: null,
      topic,
      question: '表中本地区以外的地区',
      answer,
      label: '不导入',
    });
  return { rows: new Set(others), isLeftOut: answer === SKIP };
}
