// What files of one plan mean for each other: values that wait beside those of the store, the year of ledgers that state none,
// files that are there twice. Contradicting values: 5-preview/batch-conflicts.ts; records of ledgers: 5-preview/ledger-repeats.ts.

import { cellRef, ledgerCounts, type PlannedFile } from '../../../shared/import/plan.js';
import { fileInWords } from '../../../shared/model/file-ref.js';
import { yearOf } from '../../../shared/model/period.js';
import { chinaDate } from '../../../shared/tasks/working-days.js';
import type { Ctx } from '../context.js';
import type { StoredView } from './4-validate/stored-view.js';
import { isForFile, isOneGone, isPairId } from './5-preview/file-pairs.js';
import type { FilePlan } from './5-preview/plan-file.js';

/**
 * District reports first: a city table is compared with them, whatever the order of the files (rules.md 14–15). `onlyUnit`: the
 * values of this unit alone.
 */
export function addPending(
  plan: FilePlan,
  view: StoredView,
  indicatorId: (code: string) => number | undefined,
  onlyUnit: number | null = null,
): void {
  plan.cells.forEach((cell, index) => {
    // As when it was planned: that another file says otherwise is decided between the two.
    const fate = cell.fate === 'conflict' ? cell.aside?.fate : cell.fate;
    if (
      (onlyUnit !== null && cell.unitId !== onlyUnit) ||
      cell.role !== 'value' ||
      (fate !== 'new' && fate !== 'changed') ||
      cell.unitId === null ||
      !cell.period ||
      !cell.basis ||
      !cell.state
    )
      return;
    const id = cell.code === null ? undefined : indicatorId(cell.code);
    if (id === undefined) return;
    const value = plan.detail.values[index];
    const known = {
      state: cell.state,
      value: value === null || value === undefined ? null : BigInt(value),
      isClaim: false,
      pendingFile: plan.header.file,
      form: plan.header.form,
    };
    if (fate === 'new') view.addPending(cell.unitId, id, cell.period, cell.basis, known);
    else view.addCorrection(cell.unitId, id, cell.period, cell.basis, known);
  });
}

/** The only year that unit reports and titles of ledgers state; null where they differ or state none. */
export function yearOfPlan(files: readonly PlannedFile[]): number | null {
  return yearBeside(files)(null);
}

/** The same without one of the files, named by its index. */
export function yearBeside(files: readonly PlannedFile[]): (index: number | null) => number | null {
  const statedBy = new Map<number, Set<number>>();
  for (const file of files)
    for (const year of [
      ...(file.form === 'unit-report' ? file.periods.map((period) => yearOf(period)) : []),
      ...(file.ledgers ?? []).flatMap((ledger) => ledger.statedYear ?? []),
    ])
      statedBy.set(year, (statedBy.get(year) ?? new Set()).add(file.index));
  return (index) => {
    const years = [...statedBy].filter(([, by]) => by.size > (index !== null && by.has(index) ? 1 : 0));
    return years.length === 1 ? years[0]![0] : null;
  };
}

/** Which of two files holds is decided between files; the answer is none of this file's own questions. */
export function keepConflictAnswers({ header }: FilePlan, answers: Readonly<Record<string, string>>): void {
  for (const [id, answer] of Object.entries(answers)) if (isPairId(id)) header.answers[id] = answer;
}

/** An answer about a pair, given for one of its files, replaces what stood in the other. */
export function shareConflictAnswers({ header }: FilePlan, answers: Readonly<Record<string, string>>): void {
  for (const [id, answer] of Object.entries(answers))
    if (isPairId(id) && Object.hasOwn(header.answers, id)) header.answers[id] = answer;
}

/**
 * Answers of a file whose counterpart no longer waits beside it, as choices for its cells: what was said of the pair holds on
 * where one of the two was received or is gone. `waiting`: contentsOf() all files that wait.
 */
export function answersWithoutCounterpart(
  plan: Pick<FilePlan, 'header' | 'cells'>,
  answers: Readonly<Record<string, string>>,
  waiting: ReadonlySet<string>,
): Record<string, string> {
  const kept = { ...answers };
  for (const [id, answer] of Object.entries(answers)) {
    if (!isPairId(id) || !isOneGone(id, waiting)) continue;
    delete kept[id];
    if (isForFile(answer, plan)) continue;
    for (const cell of plan.cells)
      if (cell.aside?.questions.includes(id) === true) kept[`cell:${cellRef(cell)}`] = 'leave';
  }
  return kept;
}

/** The same bytes twice in one plan, or received before. */
export function noteDuplicateFiles(ctx: Ctx, plans: FilePlan[]): void {
  const seen = new Map<string, string>();
  const earlier = ctx.store.db.prepare(
    `SELECT f.file, c.at FROM import_file f JOIN change_set c ON c.id = f.change_set_id WHERE f.sha256 = ? AND c.undone_by IS NULL ORDER BY f.id DESC LIMIT 1`,
  );
  for (const { header } of plans) {
    if (header.sha256 === '') continue;
    const twin = seen.get(header.sha256);
    if (twin !== undefined)
      header.issues.push({
        severity: 'hint',
        rule: 'duplicate-file',
        sheet: null,
        cell: null,
        message: `与“${fileInWords(twin, header.file)}”内容完全相同，相同的数值只接收一次。`,
      });
    else seen.set(header.sha256, header.file);
    const received = earlier.get(header.sha256) as { file: string; at: string } | undefined;
    const { same, ...others } = header.cells;
    const rows = ledgerCounts(header);
    const hasNewRows = rows !== null && rows.new + rows.changed + rows.conflict + rows.rejected > 0;
    if (rows !== null && rows.same > 0 && !hasNewRows)
      header.issues.push({
        severity: 'hint',
        rule: 'nothing-new',
        sheet: null,
        cell: null,
        message: `文件中的${rows.same}条记录都已在台账中，没有新内容，不会重复登记。`,
      });
    if (same > 0 && others.new + others.changed + others.conflict + others.rejected === 0) {
      // Nor is it a second version of what it repeats.
      header.issues = header.issues.filter((issue) => issue.rule !== 'second-version');
      header.issues.push({
        severity: 'hint',
        rule: 'nothing-new',
        sheet: null,
        cell: null,
        message: `文件中的${same}个数值都与已有的相同，没有新内容，不会重复计算。`,
      });
    }
    if (received)
      header.issues.push({
        severity: 'hint',
        rule: 'file-received-before',
        sheet: null,
        cell: null,
        message: `这个文件已在${chinaDate(received.at)}接收过（“${fileInWords(received.file)}”），内容没有变化。`,
      });
  }
}
