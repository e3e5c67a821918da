// 江北区2024年…统计表 with its towns below each other and their 合计: the towns are none of our units, their sum is 江北区's own number.
// Asked once; one by one nobody could give the answer that keeps it.

import { reporterOf } from './answers.js';
import { decideTableUnit } from './decide-table-unit.js';
import { rowKey } from './row-key.js';
import { shortName } from './shorten.js';
import type { TableAsking } from './table-asking.js';
import { SKIP } from './unit-options.js';

const EACH = 'each';
const TOTAL = 'total';

/** True where the question settles all rows, answered or not; false where they are asked about one by one. */
export function askInnerRows(asking: TableAsking): boolean {
  const { table, env, decisions } = asking;
  if (table.found.orientation !== 'unit-rows' || table.form === 'targets' || table.form === 'population') return false;
  if (table.found.isOfParts === true) return takeTotal(asking);
  const unit = reporterOf(table);
  const rows = table.rows.filter((row) => row.total === null && row.unit !== null);
  const totals = table.rows.filter((row) => row.total === 'total');
  if (unit === null || totals.length !== 1 || rows.length < 2) return false;
  // A name that is ours, or near one of ours, is asked about by itself.
  if (rows.some((row) => row.unit!.kind !== 'none' || env.words.units.suggestions(row.unitLabel).length > 0))
    return false;
  const names = [...new Set(rows.map((row) => row.unitLabel))].filter((name) => name !== '');
  const shown = names.slice(0, 3).map((name) => `“${name}”`);
  const total = totals[0]!.label;
  const answer = asking.ask({
    id: `inner-rows:${table.id}`,
    kind: 'unit',
    text: `这是“${unit.name}”的表，表中${shown.join('、')}等${names.length}行都不在填报单位名单中。是不是“${unit.name}”内部的分行，只要“${total}”行？`,
    options: [
      { value: TOTAL, label: `是，“${total}”行作为“${unit.name}”的数`, kept: '只要合计行' },
      { value: EACH, label: '逐个说明是哪个填报单位', kept: null },
      { value: SKIP, label: '不导入这张表', kept: '不导入' },
    ],
    default: TOTAL,
    memory: { topic: asking.topicOf('inner-rows'), unitId: unit.id, asks: '内部各分行和合计的表' },
  });
  if (answer === EACH) return false;
  if (answer === TOTAL) decisions.totalRowUnit = unit;
  if (answer !== undefined) for (const row of rows) decisions.skippedRows.add(rowKey(row));
  if (answer === SKIP) decisions.isLeftOut = true;
  return true;
}

/** 企业, 高校, 个人 that add up to 合计: it is the number of whoever reports, and they are parts of it. */
function takeTotal(asking: TableAsking): true {
  const { table, decisions } = asking;
  const unit = reporterOf(table);
  if (unit === null) decideTableUnit(asking);
  decisions.totalRowUnit = unit ?? decisions.unit;
  const isOpen = decisions.totalRowUnit === null;
  const parts = table.rows.filter((row) => row.total !== 'total');
  for (const row of isOpen ? table.rows : parts) decisions.skippedRows.add(rowKey(row));
  if (!isOpen)
    asking.issues.push({
      severity: 'hint',
      rule: 'numbers-not-read',
      sheet: table.sheetName,
      cell: null,
      message: `${parts
        .slice(0, 3)
        .map(({ label }) => `“${shortName(label)}”`)
        .join('')}等${parts.length}行相加就是“合计”行，只采用“合计”行。`,
    });
  return true;
}
