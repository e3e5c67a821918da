// 高新区 among the numbers of a report of 江北区: a unit of ours whose number came in by another one's report, or a part of that one's own
// number. Nobody can tell by looking, and both would be stored without a word: asked once for unit and layout.

import type { ReportingUnit } from '../../../../shared/model/unit.js';
import { IN_NAME } from '../2-recognise/unit-evidence.js';
import type { MappedCell } from './map-cells.js';
import { shortName } from './shorten.js';
import type { TableAsking } from './table-asking.js';
import { leaveOut } from './undecided.js';

/** More of them are a table of all units that was forwarded. */
const MOST = 2;

export interface Inside {
  /** What is decided of each other unit in the table. */
  readonly units: ReadonlyMap<number, 'part' | 'own' | 'open'>;
  reporter: ReportingUnit | null;
}

/** Asks about units of ours in the report of another one. Its 合计 is the reporter's own where the others are parts of it. */
export function askInside(asking: TableAsking, cells: readonly MappedCell[]): Inside {
  const { table } = asking;
  const units = new Map<number, 'part' | 'own' | 'open'>();
  const reporter = reporterOf(asking);
  if (reporter === null || table.form === 'benchmark' || table.form === 'targets') return { units, reporter };
  const others = new Map<number, MappedCell>();
  for (const cell of cells)
    if (cell.unit !== null && cell.unit.id !== reporter.id && cell.raw !== undefined && !others.has(cell.unit.id))
      others.set(cell.unit.id, cell);
  if (others.size > MOST) return { units, reporter };
  for (const cell of others.values()) {
    const unit = cell.unit!;
    const answer = asking.ask({
      id: `inside:${table.id}:${unit.id}`,
      kind: 'unit',
      cell: cell.cell,
      text: `这是“${reporter.name}”报的表，表中又有“${unit.name}”的数（${cell.cell}等）。是填报单位“${unit.name}”的数，还是“${reporter.name}”数中的一部分？`,
      options: [
        { value: 'part', label: `是“${reporter.name}”数中的一部分，不导入`, kept: '是其中一部分，不导入' },
        { value: 'own', label: `是填报单位“${unit.name}”的数，导入`, kept: `是“${unit.name}”的数` },
      ],
      memory: {
        topic: asking.topicOf(`inside:${unit.id}`),
        unitId: reporter.id,
        asks: `报表中“${unit.name}”的数`,
      },
    });
    units.set(unit.id, answer ?? 'open');
  }
  return { units, reporter };
}

/** True where the 合计 of the table has become the reporter's own number: it has to be read anew. */
export function takeTotal(
  { table, decisions }: TableAsking,
  { units, reporter }: Inside,
  cells: readonly MappedCell[],
): boolean {
  const isAllParts = units.size > 0 && [...units.values()].every((one) => one === 'part');
  if (reporter === null || !isAllParts || cells.some((cell) => cell.unit?.id === reporter.id)) return false;
  const totals = table.rows.filter((row) => row.total === 'total');
  if (table.columns.some((axis) => axis.total)) {
    decisions.isTotalOwn = true;
    decisions.unit = reporter;
  } else if (totals.length === 1) decisions.totalRowUnit = reporter;
  else return false;
  return true;
}

export function leaveParts({ units, reporter }: Inside, cells: readonly MappedCell[]): void {
  for (const cell of cells) {
    const decided = cell.unit === null ? undefined : units.get(cell.unit.id);
    if (decided === 'part') leaveOut(cell, `是“${reporter!.name}”数中的一部分，没有采用`);
    else if (decided === 'open') cell.undecided ||= '是哪个填报单位的数待回答';
  }
}

/** A file or sheet called by one unit, with numbers of others only: it may be another one's, or be called by mistake. */
export function noteOthersOnly({ table, issues, decisions }: TableAsking, cells: readonly MappedCell[]): void {
  if (decisions.unit !== null || table.unit.some(({ where, match }) => NAMED.has(where) && match.kind !== 'none'))
    return;
  const called = table.unit.find(({ where, match }) => CALLED.has(where) && match.kind === 'found');
  if (called?.match.kind !== 'found' || table.form === 'benchmark') return;
  const units = new Map(cells.flatMap(({ unit, raw }) => (unit && raw ? [[unit.id, unit.name] as const] : [])));
  if (units.size === 0 || units.size > MOST || units.has(called.match.unit.id)) return;
  issues.push({
    severity: 'warn',
    rule: 'unit-contradiction',
    sheet: table.sheetName,
    cell: null,
    message: `${called.where}“${shortName(called.text)}”像是“${called.match.unit.name}”的，表中却只有“${[...units.values()].join('”“')}”的数。已按表中所写处理，请核实是否发错了文件。`,
  });
}

const CALLED: ReadonlySet<string> = new Set(['工作表名', IN_NAME]);

const NAMED = new Set(['填报单位', '落款', '标题']);

/** Who reports by the table's own words; in a part called 其中：高新区 whoever else is named. */
function reporterOf({ table, decisions }: TableAsking): ReportingUnit | null {
  const found = table.unit.flatMap(({ where, match }) => (match.kind === 'found' ? [{ where, unit: match.unit }] : []));
  const isPart = [table.sheetName ?? '', ...table.context.titles.map(({ text }) => text)].some((text) =>
    /^[\s（(一二三四五六七八九十、.\d)）]*其中/u.test(text),
  );
  if (isPart && decisions.unit !== null) return found.find(({ unit }) => unit.id !== decisions.unit!.id)?.unit ?? null;
  if (table.unit.some(({ where, match }) => NAMED.has(where) && match.kind === 'ambiguous')) return null;
  const own = new Map(found.filter(({ where }) => NAMED.has(where)).map(({ unit }) => [unit.id, unit]));
  return own.size === 1 ? [...own.values()][0]! : null;
}
