// The officer's choices inside one file, kept with the answers of the plan so that they survive a restart and a second reading:
//   cell:Sheet1!C4        receive | leave         this one cell, whatever the rest of the file does
//   comparable:Sheet1!D4  note                    同口径调整: last year's value is kept beside the stored one, with this note

import { cellRef, type PlannedCell } from '../../../../shared/import/plan.js';
import { CLAIM_DIFFERS } from './fates.js';
import type { FilePlan } from './plan-file.js';

const CELL = 'cell:';
const COMPARABLE = 'comparable:';

export function isChoice(id: string): boolean {
  return id.startsWith(CELL) || id.startsWith(COMPARABLE);
}

/** True for cells that a commit could store. */
export function isReceivable(cell: PlannedCell): boolean {
  return cell.fate === 'new' || cell.fate === 'changed' || cell.fate === 'same' || cell.comparable !== undefined;
}

/** Brings the cells in line with the answers, in either direction; counts follow. Call after every change of the answers. */
export function applyChoices(plan: FilePlan): void {
  const { header } = plan;
  const hasChoices = Object.keys(header.answers).some(isChoice);
  if (!hasChoices && plan.cells.every((cell) => cell.chosen === undefined && cell.comparable === undefined)) return;
  const refs = new Set(plan.cells.map((cell) => cellRef(cell)));
  for (const id of Object.keys(header.answers))
    if (isChoice(id) && !refs.has(id.slice(id.indexOf(':') + 1))) delete header.answers[id];
  for (const cell of plan.cells) {
    const ref = cellRef(cell);
    applyComparable(plan, cell, header.answers[`${COMPARABLE}${ref}`]?.trim() ?? '');
    const choice = header.answers[`${CELL}${ref}`];
    if (choice === 'receive' || choice === 'leave') cell.chosen = choice === 'receive';
    else delete cell.chosen;
  }
}

function applyComparable(plan: FilePlan, cell: PlannedCell, note: string): void {
  const { header } = plan;
  const isOpen = cell.role === 'claim' && cell.reason === CLAIM_DIFFERS && cell.fate === 'ignored';
  if (note !== '' && (isOpen || cell.comparable !== undefined)) {
    if (isOpen) count(plan, cell, 'new');
    cell.comparable = note;
    cell.reason = `同口径调整：${note}`;
  } else if (cell.comparable !== undefined) {
    count(plan, cell, 'ignored');
    delete cell.comparable;
    cell.reason = CLAIM_DIFFERS;
  } else return;
  const issue = header.issues.find(
    (candidate) => candidate.rule === 'claim-differs' && cellRef(candidate) === cellRef(cell),
  );
  if (!issue) return;
  if (cell.comparable === undefined) delete issue.waiver;
  else issue.waiver = { reason: cell.reason, operator: '', at: '' };
}

function count(plan: FilePlan, cell: PlannedCell, fate: 'new' | 'ignored'): void {
  plan.header.cells[cell.fate] -= 1;
  cell.fate = fate;
  plan.header.cells[fate] += 1;
}
