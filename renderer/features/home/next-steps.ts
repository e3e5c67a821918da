// 下一步: what remains to be done in this period, most urgent first. Pure.

import type { ImportPlan } from '../../../shared/import/plan.js';
import { SUBMITTED_STATES, type BoardLine, type BoardTask } from '../../../shared/tasks/board.js';
import type { PageName } from '../../pages.js';
import { boardAddress } from '../../board-address.js';
import type { UnitChip } from './overview.js';

export interface NextStep {
  text: string;
  action: string;
  page: PageName;
  rest: string;
}

interface Input {
  plan: ImportPlan | null;
  /** Tasks that fall due for the period; empty: who has no data is no matter of 未报. */
  tasks: readonly BoardTask[];
  chips: readonly UnitChip[];
  lastBackupAt: string | null;
  now: number;
}

/** Nothing is left to ask of the unit. */
const DONE: ReadonlySet<BoardLine['state']> = new Set(['received', 'corrected', 'checked', 'exempt']);
const BACKUP_DAYS = 7;
const DAYS_AHEAD = 5;

function names(units: readonly string[]): string {
  const shown = units.slice(0, 4);
  return shown.join('、') + (units.length > shown.length ? `等${units.length}个填报单位` : '');
}

function unitsOf(lines: readonly BoardLine[]): string {
  return names([...new Set(lines.map((line) => line.unit))]);
}

/** 《…》 only where several tasks would otherwise be mixed up. */
function taskSteps(task: BoardTask, isNamed: boolean): NextStep[] {
  const steps: NextStep[] = [];
  const of = isNamed ? `《${task.name}》` : '';
  const board = (text: string, action: string): void => {
    steps.push({ text: `${of}${text}`, action, page: 'import', rest: boardAddress(task) });
  };
  const inState = (...states: BoardLine['state'][]): BoardLine[] =>
    task.lines.filter((line) => states.includes(line.state));
  const overdue = inState('overdue');
  if (overdue.length > 0) board(`${unitsOf(overdue)}逾期未报，截止时间为${task.dueText}。`, '催报');
  const waiting = inState('waiting');
  const left = Math.min(...waiting.map((line) => line.workingDaysLeft ?? Infinity));
  if (waiting.length > 0) {
    const when = left === 0 ? '今天截止' : left <= DAYS_AHEAD ? `还有${left}个工作日` : `截止${task.dueText}`;
    board(`${unitsOf(waiting)}未报，${when}。`, '催报');
  }
  const returned = inState('returned');
  if (returned.length > 0) board(`${unitsOf(returned)}已退回，等待重报。`, '查看');
  const problems = inState('problem').filter((line) => line.pending === null);
  if (problems.length > 0) board(`${unitsOf(problems)}的报送有问题或不完整。`, '查看');
  const noPaper = task.lines.filter(
    (line) => SUBMITTED_STATES.has(line.state) && line.materials.some((material) => material.state === 'missing'),
  );
  if (noPaper.length > 0) board(`${unitsOf(noPaper)}缺盖章件或文字材料。`, '查看');
  return steps;
}

export function nextSteps({ plan, tasks, chips, lastBackupAt, now }: Input): NextStep[] {
  const steps: NextStep[] = [];
  // One that was sent back waits for its unit; the board says so.
  const open =
    plan?.files.filter(
      (file) => (file.status === 'planned' || file.status === 'asks') && file.returned === undefined,
    ) ?? [];
  if (open.length > 0) {
    steps.push({ text: `有${open.length}个文件已读取、还没有接收。`, action: '继续处理', page: 'import', rest: '' });
  }
  for (const task of tasks) steps.push(...taskSteps(task, tasks.length > 1));
  const missing = tasks.length === 0 ? chips.filter((chip) => chip.state === 'missing') : [];
  if (missing.length > 0) {
    const units = names(missing.map((chip) => chip.unit));
    steps.push({ text: `${units}本期没有数据。`, action: '导入报表', page: 'import', rest: '' });
  }
  const issues = chips.filter((chip) => chip.state === 'issues');
  if (issues.length > 0) {
    const count = issues.reduce((sum, chip) => sum + chip.issues, 0);
    const units = names(issues.map((chip) => chip.unit));
    steps.push({ text: `${units}有${count}个数值需核实。`, action: '查看', page: 'values', rest: '' });
  }
  const isComplete =
    tasks.length > 0
      ? tasks.every((task) => task.counts.due > 0 && task.lines.every((line) => DONE.has(line.state)))
      : missing.length === 0 && chips.length > 0;
  if (isComplete) {
    steps.push({ text: '各填报单位均已报送，可以出汇总表。', action: '查看汇总表', page: 'tables', rest: '' });
  }
  const age = lastBackupAt === null ? Infinity : (now - new Date(lastBackupAt).getTime()) / 86_400_000;
  if (age > BACKUP_DAYS) {
    const text = lastBackupAt === null ? '还没有备份过数据。' : `已有${Math.floor(age)}天没有备份。`;
    steps.push({ text, action: '备份', page: 'settings', rest: 'backup' });
  }
  return steps;
}
