// Rows of places beside our own units, as a table of the province lists them: asked about together, not one by one.

import { looksLikePlace } from '../2-recognise/names.js';
import type { RowAxis } from '../2-recognise/row-axes.js';
import { SKIP } from './unit-options.js';
import type { TableAsking } from './table-asking.js';

/** Fewer are asked one by one: a new or renamed unit may be among them. */
const MANY = 4;
const EACH = 'each';

/**
 * Rows that the one question settles: left out where it was answered so, still open where it was not answered. Empty where the
 * rows are to be asked about one by one.
 */
export function askOtherRows(asking: TableAsking): { rows: ReadonlySet<RowAxis>; isLeftOut: boolean } {
  const { table, env } = asking;
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
  const answer = asking.ask({
    id: `other-rows:${table.id}`,
    kind: 'unit',
    text: `表中有${places.length}个地区不在填报单位名单中（${places.slice(0, 3).join('、')}等）。是不是本地区以外的，不导入？`,
    options: [
      { value: SKIP, label: '都不导入，只要本地区各单位的数', kept: '不导入' },
      { value: EACH, label: '逐个说明是哪个填报单位', kept: null },
    ],
    default: SKIP,
    memory: {
      // A place that was not there may be a unit of ours that is new, or called otherwise.
      topic: `other-rows:${places.toSorted().join('、')}`,
      unitId: null,
      asks: '表中本地区以外的地区',
    },
  });
  return answer === EACH ? none : { rows: new Set(others), isLeftOut: answer === SKIP };
}
