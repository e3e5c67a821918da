// What a table of targets says beside its numbers: whose they are where no unit is named (上级下达任务, 自定目标), what its 合计 is,
// and how each indicator is judged (考核方式, by a column, a head, brackets or the title).

import type { CheckIssue } from '../../../../shared/import/plan.js';
import type { TargetMode } from '../../../../shared/statistics/target-progress.js';
import { TARGET_LEVEL_LABEL } from '../../../../shared/targets/define.js';
import { levelOfHead, levelOfTitle, modesOfWord } from '../../../../shared/targets/target-words.js';
import { cellAddress } from '../1-read/raw-book.js';
import type { ColumnAxis } from '../2-recognise/axes.js';
import { roleOf } from '../2-recognise/figure-words.js';
import type { RecognisedTable } from '../2-recognise/recognise.js';
import type { RowAxis } from '../2-recognise/row-axes.js';
import type { MappedCell } from './map-cells.js';
import { tellingWordsOf } from './file-words.js';
import { parseBound } from './parse-number.js';
import type { TableAsking } from './table-asking.js';
import { unitById, unitOptions } from './unit-options.js';

export type OwnLevel = 'higher' | 'own';

/** 考核方式 as a table of targets writes it for an indicator, or for one holder of it. */
export interface StatedMode {
  year: number;
  code: string;
  unitId: number | null;
  modes: readonly TargetMode[];
  text: string;
  sheet: string | null;
  /** Where it is written; null for the title. */
  cell: string | null;
  /** Written with the number itself (≥90): what else is said of the indicator, in the table or before, is declared against it. */
  declared?: readonly TargetMode[];
}

/** The level that row or column names. */
export function levelOfAxes(table: RecognisedTable, row: RowAxis, column: ColumnAxis): OwnLevel | null {
  if (table.form !== 'targets') return null;
  return column.level ?? (row.unit?.kind === 'found' ? null : levelOfHead(row.label));
}

function titleOf(table: RecognisedTable): string {
  return [...table.context.titles.map((title) => title.text), table.sheetName ?? ''].join(' ');
}

/** A table of targets that names no unit: the bureau's own, by the title, else asked. True where that is decided here. */
export function decideHolder(asking: TableAsking): boolean {
  const { table, env, decisions } = asking;
  if (table.form !== 'targets') return false;
  if (table.unit.some((evidence) => evidence.match.kind !== 'none')) return false;
  if (table.columns.every((axis) => axis.role !== null || axis.level !== null || !axis.hasNumbers)) return true;
  const stated = levelOfTitle(titleOf(table));
  if (stated !== null) {
    decisions.level = stated;
    decisions.reasons.push(`${TARGET_LEVEL_LABEL[stated]}（依据标题）`);
    return true;
  }
  // Every holder may hand out the same table: what is remembered hangs on the file's own words.
  const words = tellingWordsOf(table, env);
  const answer = asking.ask({
    id: `holder:${table.id}`,
    kind: 'unit',
    text: '表中没有写明是谁的目标。是上级下达给本地区的、本单位自定的，还是某个填报单位的？',
    options: [
      { value: 'higher', label: '上级下达给本地区的任务', kept: TARGET_LEVEL_LABEL.higher },
      { value: 'own', label: '本单位自定目标', kept: TARGET_LEVEL_LABEL.own },
      ...unitOptions(env.units, []),
    ],
    memory: words === '' ? null : { topic: `holder:${words}`, unitId: null, asks: `“${words}”的目标表是谁的` },
  });
  if (answer === 'higher' || answer === 'own') decisions.level = answer;
  else decisions.unit = unitById(env, answer);
  return true;
}

/** 合计 under targets of units in a table that a higher authority handed out: its task for the whole area, or only their sum. */
export function decideTotal(asking: TableAsking): void {
  const { table, decisions } = asking;
  if (table.form !== 'targets' || decisions.level !== null || levelOfTitle(titleOf(table)) !== 'higher') return;
  const hasTotal = table.rows.some((row) => row.total === 'total') || table.columns.some((axis) => axis.total);
  const isNamed = table.columns.some((axis) => axis.level === 'higher');
  if (!hasTotal || isNamed) return;
  const answer = asking.ask({
    id: `target-total:${table.id}`,
    kind: 'target-total',
    text: '标题说是上级下达的目标。表中的合计是上级下达给本地区的任务，还是各单位任务相加？',
    options: [
      { value: 'higher', label: '是上级下达给本地区的任务，存为上级下达任务', kept: '上级下达任务' },
      { value: 'sum', label: '是各单位任务相加，只作核对', kept: '各单位任务相加' },
    ],
    memory: { topic: asking.topicOf('target-total'), unitId: null, asks: '目标任务表的合计是什么' },
    isOptional: true,
  });
  if (answer === 'higher') decisions.level = 'higher';
}

/** 考核方式 of the targets of a table, each indicator (and holder) once, by the nearest words. */
export function statedModes({ table, decisions }: TableAsking, cells: readonly MappedCell[]): StatedMode[] {
  const { year } = decisions;
  if (year === null) return [];
  if (table.form !== 'targets') return cells.flatMap((cell) => boundedMode(cell, year, table, []) ?? []);
  const title = table.context.titles.map((one) => one.text).join(' ');
  const ofTitle = /(净增|累计|年末|期末)(目标|任务|计划)/.exec(title)?.[1] ?? '';
  const rowMode = table.columns.find((axis) => axis.role === 'mode');
  const headRow = table.rows.find((row) => roleOf(row.label) === 'mode');
  const columns = new Map(table.columns.map((axis) => [axis.c, axis]));
  const found: StatedMode[] = [];
  for (const cell of cells) {
    if (cell.role !== 'target' || cell.indicator === null || cell.undecided !== '') continue;
    const column = columns.get(cell.c);
    const written = rowMode === undefined ? '' : modeText(table, cell.r, rowMode.c);
    const ofRow = modesOfWord(written);
    const under = headRow === undefined ? '' : modeText(table, headRow.r, cell.c);
    const ofColumn = modesOfWord(under);
    const [modes, text, at] =
      ofRow.length > 0
        ? [ofRow, written, cellAddress(cell.r, rowMode!.c)]
        : ofColumn.length > 0
          ? [ofColumn, under, cellAddress(headRow!.r, cell.c)]
          : column !== undefined && column.modes.length > 0
            ? [column.modes, column.label, cellAddress(table.found.head?.[1] ?? cell.r, cell.c)]
            : [modesOfWord(ofTitle), ofTitle, null];
    const bounded = boundedMode(cell, year, table, modes);
    if (bounded) found.push(bounded);
    if (bounded || modes.length === 0) continue;
    const unitId = cell.unit?.id ?? null;
    found.push({ year, code: cell.indicator.code, unitId, modes, text, sheet: table.sheetName, cell: at });
  }
  return onePerIndicator(found, cells);
}

/** The mode of a target that is written as ≥90. `declared`: modes that the table says elsewhere for it. */
function boundedMode(
  cell: MappedCell,
  year: number,
  table: RecognisedTable,
  declared: readonly TargetMode[],
): StatedMode | null {
  if (cell.role !== 'target' || cell.indicator === null || cell.undecided !== '' || cell.raw?.t !== 's') return null;
  const written = parseBound(cell.text);
  if (written === null) return null;
  const { code } = cell.indicator;
  const unitId = cell.unit?.id ?? null;
  const at = { sheet: table.sheetName, cell: cell.cell };
  return { year, code, unitId, modes: [written.bound], text: cell.text, ...at, declared };
}

/** Words in the column of 考核方式 that mean none we know: said once, so that nobody believes they were taken. */
export function noteUnknownModes(table: RecognisedTable, issues: CheckIssue[]): void {
  const column = table.form === 'targets' ? table.columns.find((axis) => axis.role === 'mode') : undefined;
  if (column === undefined) return;
  const unknown = table.rows.flatMap((row) => {
    const text = modeText(table, row.r, column.c);
    return text === '' || modesOfWord(text).length > 0 ? [] : [{ text, cell: cellAddress(row.r, column.c) }];
  });
  const [first] = unknown;
  if (first === undefined) return;
  issues.push({
    severity: 'warn',
    rule: 'target-mode',
    sheet: table.sheetName,
    cell: first.cell,
    message: `${first.cell}等${unknown.length}处的考核方式（${[...new Set(unknown.map(({ text }) => `“${text}”`))].join('、')}）没有认出，没有采用；能认出的有累计、净增、期末达到、不低于、不高于、定性。目标数照收，请在“目标任务”中选择考核方式。`,
  });
}

/** The cell's own text, or that of the merged range it belongs to. */
function modeText(table: RecognisedTable, r: number, c: number): string {
  const merge = table.grid.mergeOf(r, c);
  const cell = merge ? table.grid.cell(merge[0], merge[1]) : table.grid.cell(r, c);
  return cell ? table.grid.textOf(cell).trim() : '';
}

/** Where all holders of an indicator are judged alike, it is said of the indicator; else of each holder. */
function onePerIndicator(found: readonly StatedMode[], cells: readonly MappedCell[]): StatedMode[] {
  const groups = Map.groupBy(found, (one) => one.code);
  return [...groups].flatMap(([code, group]) => {
    const [first] = group;
    // ≥90 in one cell says nothing of the holders whose cells hold a plain number.
    const isBounded = group.some((one) => one.declared !== undefined);
    const targets = isBounded
      ? cells.filter((cell) => cell.role === 'target' && cell.indicator?.code === code && cell.text !== '').length
      : 0;
    const isCommon = group.length >= targets && group.every((one) => one.modes.join() === first!.modes.join());
    if (isCommon) return [{ ...first!, unitId: null }];
    // ≤170 of the whole (上级下达任务) is how the indicator is judged; other words of the whole speak of no holder.
    const kept = group.filter((one) => one.unitId !== null || one.declared !== undefined);
    return [...new Map(kept.map((one) => [one.unitId, one])).values()];
  });
}
