// A sheet that looks like a list of single things (list-signs.ts) and has numbers that statistics could take: asked once for unit and
// layout, before anything else is asked or found of it. The way into a ledger is no answer here, it is the choice of a ledger
// (chosen-ledger.ts), which the page offers beside this question.

import { cellAddress } from '../1-read/raw-book.js';
import type { RecognisedTable } from '../2-recognise/recognise.js';
import { lastingWords } from '../2-recognise/period-text.js';
import { withoutUnit } from '../2-recognise/title-indicator.js';
import { shortName } from './shorten.js';
import type { TableAsking } from './table-asking.js';
import { SKIP } from './unit-options.js';

/** Kind of the question; the page offers the ledgers beside it. */
const KIND = 'list';

export function listQuestion({ id }: RecognisedTable): string {
  return `${KIND}:${id}`;
}

/** True where the table may be read as statistics. */
export function askList(asking: TableAsking): boolean {
  const { table, decisions, env } = asking;
  if (table.list === undefined) return true;
  const { again, heads } = table.list;
  const signs = [
    ...(again === null ? [] : ['同一填报单位有多行']),
    ...(heads.length === 0 ? [] : [`各行的${heads.map((head) => `“${shortName(head)}”`).join('')}不同`]),
  ].join('，');
  const title = withoutUnit(lastingWords(table.context.titles[0]?.text ?? table.sheetName ?? ''), env.words.units);
  const answer = asking.ask({
    id: listQuestion(table),
    kind: KIND,
    cell: again === null ? null : cellAddress(again.r, again.c),
    // Without the names of units: the same list of several files is answered once.
    text: `这张表像是一行一条记录的清单，不像统计表：${signs}。登记到台账的，请点“按台账导入…”；不登记的，请选择怎样处理。`,
    options: [
      { value: 'read', label: '不是清单，按统计表读取', kept: '按统计表读取' },
      { value: SKIP, label: '不导入这张表', kept: '不导入' },
    ],
    memory: {
      topic: asking.topicOf(`list:${title}`),
      unitId: asking.reporterId,
      asks: `像清单的表${title === '' ? '' : `“${shortName(title)}”`}怎样处理`,
    },
  });
  decisions.isLeftOut = answer === SKIP;
  return answer === 'read';
}
