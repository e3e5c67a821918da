// How a table was understood, with a score the officer can read; below the threshold the reading itself is asked about once.

import { cellAddress } from '../1-read/raw-book.js';
import type { ColumnAxis } from '../2-recognise/axes.js';
import { findTogether } from '../2-recognise/category-names.js';
import type { FoundTable } from '../2-recognise/find-table.js';
import { looksLikePlace } from '../2-recognise/names.js';
import type { RowAxis } from '../2-recognise/row-axes.js';
import type { TableAsking } from './table-asking.js';

/** Less than a third of the names known: the numbers may belong to something else. */
const THRESHOLD = 0.34;

const SHAPE: Record<FoundTable['orientation'], string> = {
  'unit-rows': '每行一个单位，每列一个指标',
  'indicator-rows': '每行一个指标',
  'figure-rows': '每列一个指标，每行一期或一种数',
};

interface Understanding {
  score: number;
  text: string;
}

/** Known names among those that should be units, indicators or figures. */
function understandingOf({ table, env }: TableAsking): Understanding {
  const { found } = table;
  const columns = table.columns.filter((axis) => axis.role === null && axis.label !== '');
  const rows = table.rows.filter((row) => row.label !== '');
  // 发明 under 申请量 says nothing alone and all of it together.
  const isTogether = (row: RowAxis, axis: ColumnAxis): boolean =>
    found.orientation === 'indicator-rows' &&
    axis.namePath.length === 1 &&
    findTogether(row.label, axis.namePath[0]!, env.words.indicators).kind === 'found';
  const knownRows = rows.filter(
    (row) =>
      row.total !== null ||
      row.unit?.kind === 'found' ||
      (row.unit?.kind === 'none' && looksLikePlace(row.unitLabel)) ||
      row.indicator?.kind === 'found' ||
      row.figure !== null ||
      columns.some((axis) => isTogether(row, axis)),
  );
  const knownColumns = columns.filter(
    (axis) =>
      axis.indicator?.kind === 'found' ||
      axis.unit !== null ||
      axis.total ||
      axis.hasFigureWord ||
      rows.some((row) => isTogether(row, axis)),
  );
  const all = rows.length + columns.length;
  const isPlaces = table.form === 'benchmark';
  const known = (isPlaces ? rows.length : knownRows.length) + knownColumns.length;
  const top = cellAddress(found.head?.[0] ?? found.data[0], Math.max(0, found.labelColumns[0]!));
  const bottom = cellAddress(found.data[1], Math.max(...table.columns.map((axis) => axis.c), ...found.labelColumns));
  const score = all === 0 ? 1 : known / all;
  const kind = isPlaces ? '每行一个地区' : SHAPE[found.orientation];
  return {
    score,
    text: `表格${top}:${bottom}：${kind}；认出行名${isPlaces ? rows.length : knownRows.length}/${rows.length}、列名${knownColumns.length}/${columns.length}，把握${Math.round(score * 100)}%`,
  };
}

/** True where the table may be read. */
export function decideLayout(asking: TableAsking): boolean {
  const { table, decisions } = asking;
  const { score, text } = understandingOf(asking);
  decisions.reasons.unshift(text);
  const hasIndicator = [...table.columns, ...table.rows].some((axis) => axis.indicator?.kind === 'found');
  if (score >= THRESHOLD || !hasIndicator || table.rows.length + table.columns.length < 4) return true;
  const answer = asking.ask({
    id: `layout:${table.id}`,
    kind: 'layout',
    cell: cellAddress(table.found.data[0], Math.max(0, table.found.labelColumns[0]!)),
    text: `这张表多数名称没有认出（${text}）。要按这样读取吗？`,
    options: [
      { value: 'read', label: '按这样读取', kept: '按识别结果读取' },
      { value: 'skip', label: '不读取这张表', kept: '不读取' },
    ],
    memory: { topic: asking.topicOf('layout'), unitId: asking.reporterId, asks: '多数名称没有认出的表' },
  });
  return answer === 'read';
}
