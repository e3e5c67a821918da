// 企业名称, 专利权人, 项目名称 among the columns of a table of units: each row may be of one such thing only, and its number none of
// the unit's. With one thing per unit nothing else tells such a list from the statistics, so it is asked.

import { normaliseName } from '../../../../shared/indicators/normalise.js';
import type { ColumnAxis } from '../2-recognise/axes.js';
import { columnTexts } from '../2-recognise/column-kinds.js';
import type { RecognisedTable } from '../2-recognise/recognise.js';
import { areThings, headsThings, headsTowns } from '../2-recognise/thing-words.js';
import { listQuestion } from './ask-list.js';
import type { MapEnv } from './env.js';
import type { MappedCell } from './map-cells.js';
import type { TableAsking } from './table-asking.js';
import { LEFT, leaveOut } from './undecided.js';

/** Columns whose numbers may be those of single things, by the column that names the things. */
interface Listed {
  thing: ColumnAxis;
  head: string;
  columns: ColumnAxis[];
}

/** Takes the numbers of such columns out of `cells`, or leaves them open until it is answered. */
export function askSingleThings(asking: TableAsking, cells: readonly MappedCell[]): void {
  const { table, decisions } = asking;
  // What is asked about as a whole is not asked about by its columns.
  const section = `section:${table.id}`;
  const isOpen = asking.hasAsked(section) && asking.answers[section] !== 'own';
  // Nor what was said to be statistics as a whole.
  if (isOpen || decisions.isLeftOut || asking.hasAsked(listQuestion(table))) return;
  for (const { thing, head, columns } of listedColumns(asking)) {
    const own = new Set(columns.map((axis) => axis.c));
    if (headsTowns(head) && leaveTowns(table, thing, head, own, cells)) continue;
    const listed = cells.filter((cell) => own.has(cell.c) && cell.raw !== undefined && cell.unit !== null);
    if (listed.length === 0) continue;
    const answer = asking.ask({
      id: `single:${table.id}:${thing.c}`,
      kind: 'derived',
      cell: listed[0]!.cell,
      text: `表中有“${head}”一栏，各行像是一条条的清单。“${listed[0]!.columnLabel}”等栏的数是清单中各项的，还是填报单位全部的？（是清单的，可以另点“按台账导入…”）`,
      options: [
        { value: 'list', label: '是清单中各项的数，不作为填报单位的数导入', kept: '是清单，不导入' },
        { value: 'units', label: '是填报单位的数，导入', kept: '是填报单位的数' },
      ],
      memory: {
        topic: asking.topicOf(`single:${normaliseName(head)}`),
        unitId: asking.reporterId,
        asks: `有“${head}”一栏的表，各行的数是谁的`,
      },
    });
    if (answer === 'units') continue;
    for (const cell of cells) {
      if (!own.has(cell.c)) continue;
      if (answer === 'list') leaveOut(cell, `${LEFT}是“${head}”一栏各项的数`);
      else cell.undecided ||= '是清单各项的数还是填报单位的数待回答';
    }
  }
}

function listedColumns({ table, env }: TableAsking): Listed[] {
  const isByUnit = table.found.orientation === 'unit-rows' || table.rows.some((row) => row.unit !== null);
  if (!isByUnit || table.form === 'benchmark' || table.form === 'targets') return [];
  return table.found.labelColumns.flatMap((labelColumn) => {
    const block = table.columns.filter((axis) => axis.labelColumn === labelColumn);
    const numbers = block.filter((axis) => axis.role === null && axis.hasNumbers);
    const things = block.filter((axis) => !axis.hasNumbers && namesThings(table, axis, env));
    // Side by side with the table: what stands before the names is the units' own.
    return things.slice(0, 1).flatMap((thing) => {
      const columns = numbers.filter((axis) => axis.c > thing.c);
      return columns.length === 0 ? [] : [{ thing, head: headOf(table, thing), columns }];
    });
  });
}

function headOf(table: RecognisedTable, { c }: ColumnAxis): string {
  return table.found.head === null ? '' : table.grid.headText(table.found.head[1], c).trim();
}

/**
 * 合计 | 甲镇 | 乙镇 for each unit: its own number is the 合计. True where there is one; the towns are left out then. A 小计 with towns
 * above and below it is of some of them only.
 */
function leaveTowns(
  { grid, rows }: RecognisedTable,
  { c }: ColumnAxis,
  head: string,
  own: ReadonlySet<number>,
  cells: readonly MappedCell[],
): boolean {
  const isWhole = (r: number): boolean => /^(?:合计|总计|小计|全[区县市])$/.test(normaliseName(grid.headText(r, c)));
  if (!rows.some((row) => isWhole(row.r))) return false;
  const rowsOf = Map.groupBy(
    cells.filter((cell) => cell.unit !== null && own.has(cell.c)),
    (cell) => cell.unit!.id,
  );
  for (const ofUnit of rowsOf.values()) {
    const at = ofUnit.map(({ r }) => r);
    if (at.some((r) => isWhole(r) && r > Math.min(...at) && r < Math.max(...at))) return false;
  }
  for (const cell of cells)
    if (own.has(cell.c) && !isWhole(cell.r) && grid.headText(cell.r, c).trim() !== '')
      leaveOut(cell, `${LEFT}是“${head}”一栏各项的数`);
  return true;
}

/** By its head, or by most of its texts; each of them another one. */
function namesThings(table: RecognisedTable, axis: ColumnAxis, env: MapEnv): boolean {
  const texts = columnTexts(table.grid, table.found, axis.c);
  const others = texts.filter(
    (text) => env.words.units.exact(text).kind === 'none' && env.words.indicators.find([text]).kind !== 'found',
  );
  if (others.length === 0 || others.length * 2 <= texts.length) return false;
  const head = headOf(table, axis);
  if (headsThings(head) || headsTowns(head)) return true;
  return areThings(texts);
}
