// Files of one plan that give different values for one key: name, date and order decide nothing; both ask and neither is
// stored for these cells (rules.md 15). Equal values count once. Runs after all files are planned.

import { fileInWords } from '../../../../shared/model/file-ref.js';
import { type PlannedCell, type PlannedFile } from '../../../../shared/import/plan.js';
import { settleStatus, type FilePlan } from './plan-file.js';

/** Roles of cells that store something under a key of their own; claims belong to their submission. */
const STORED: ReadonlySet<PlannedCell['role']> = new Set(['value', 'target', 'benchmark', 'issued']);

/** Cells that one file gives for one unit, by code of the indicator. */
interface Given {
  plan: FilePlan;
  cells: Map<string | null, PlannedCell>;
}

/** The first cell of each key (role, unit or place, indicator, period, basis), without a text per cell: files have thousands. */
class FirstCells {
  readonly #groups = new Map<string, Map<number | string, Given[]>>();
  #last: { like: PlannedCell; group: Map<number | string, Given[]> } | undefined;

  /** The first cell with the key of this one, which is kept as the first where there was none. */
  orAdd(plan: FilePlan, cell: PlannedCell): { plan: FilePlan; cell: PlannedCell } | undefined {
    const group = this.#groupOf(cell);
    const who = cell.unitId ?? cell.unit;
    let given = group.get(who);
    if (!given) group.set(who, (given = []));
    for (const one of given) {
      const earlier = one.cells.get(cell.code);
      if (earlier) return { plan: one.plan, cell: earlier };
    }
    const own = given.find((one) => one.plan === plan);
    if (own) own.cells.set(cell.code, cell);
    else given.push({ plan, cells: new Map([[cell.code, cell]]) });
    return undefined;
  }

  #groupOf(cell: PlannedCell): Map<number | string, Given[]> {
    const { role, period, basis } = cell;
    const last = this.#last;
    if (last && last.like.role === role && last.like.period === period && last.like.basis === basis) return last.group;
    const key = `${role}|${period}|${basis}`;
    let group = this.#groups.get(key);
    if (!group) this.#groups.set(key, (group = new Map<number | string, Given[]>()));
    this.#last = { like: cell, group };
    return group;
  }
}

const isLive = (cell: PlannedCell): boolean =>
  (cell.fate === 'new' || cell.fate === 'changed') && cell.chosen !== false;
const sameValue = (a: PlannedCell, b: PlannedCell): boolean => a.value === b.value && a.state === b.state;

/** Marks conflicts in place and adds the question to both files. Returns the files that changed. */
export function markBatchConflicts(plans: readonly FilePlan[]): Set<FilePlan> {
  for (const plan of plans) takeBack(plan);
  const first = new FirstCells();
  const conflicts = new Map<FilePlan, { cell: PlannedCell; other: PlannedFile; otherCell: PlannedCell }[]>();
  const note = (plan: FilePlan, cell: PlannedCell, other: FilePlan, otherCell: PlannedCell): void => {
    conflicts.set(plan, [...(conflicts.get(plan) ?? []), { cell, other: other.header, otherCell }]);
  };
  for (const plan of plans) {
    if (plan.header.status === 'refused' || plan.header.status === 'ignored') continue;
    for (const cell of plan.cells) {
      if (!isLive(cell) || !STORED.has(cell.role)) continue;
      const earlier = first.orAdd(plan, cell);
      if (earlier && earlier.plan !== plan && !sameValue(earlier.cell, cell)) {
        note(plan, cell, earlier.plan, earlier.cell);
        note(earlier.plan, earlier.cell, plan, cell);
      }
    }
  }
  for (const [plan, list] of conflicts) apply(plan, list);
  return new Set(conflicts.keys());
}

/** Marks of an earlier run are taken back first: an answer for one file may have settled the other. */
function takeBack(plan: FilePlan): void {
  const { header } = plan;
  if (!header.questions.some((question) => question.id === 'conflict')) return;
  header.questions = header.questions.filter((question) => question.id !== 'conflict');
  for (const cell of plan.cells) {
    if (cell.fate !== 'conflict') continue;
    header.cells.conflict -= 1;
    cell.fate = cell.beforeState === null ? 'new' : 'changed';
    cell.reason = '';
    header.cells[cell.fate] += 1;
  }
  settleStatus(header);
}

function apply(plan: FilePlan, list: { cell: PlannedCell; other: PlannedFile; otherCell: PlannedCell }[]): void {
  const { header } = plan;
  const answer = header.answers['conflict'];
  const example = list[0]!;
  if (!header.questions.some((question) => question.id === 'conflict'))
    header.questions.push({
      id: 'conflict',
      kind: 'conflict',
      sheet: example.cell.sheet,
      cell: example.cell.cell,
      text: `本文件与“${fileInWords(example.other.file, header.file)}”对同一数值报得不同（共${list.length}处，例如“${example.cell.unit}”的“${example.cell.indicator}”：本文件${example.cell.cell}为${example.cell.text}，另一文件${example.otherCell.cell}为${example.otherCell.text}）。以哪个为准？`,
      options: [
        { value: 'mine', label: '以本文件为准' },
        { value: 'skip', label: '不采用本文件的这些数值' },
      ],
      default: null,
      remembered: false,
    });
  for (const { cell, other } of list) {
    if (answer === 'mine') continue;
    header.cells[cell.fate] -= 1;
    cell.fate = answer === 'skip' ? 'ignored' : 'conflict';
    cell.reason = answer === 'skip' ? '按您的选择不采用' : `与“${fileInWords(other.file, header.file)}”不同，待选择`;
    header.cells[cell.fate] += 1;
  }
  settleStatus(header);
}
