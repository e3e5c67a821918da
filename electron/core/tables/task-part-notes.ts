// 报送情况 counts indicators; a task asks for ledgers and signed sheets as well. Which of those are still missing stands in a note,
// or a line would say 有问题 with nothing beside it that is wrong.

import { listed } from './people-notes.js';
import type { TablePlan } from './plan-table.js';
import { SUBMITTED_STATES, type BoardLine } from '../../../shared/tasks/board.js';

/** `已报送的填报单位中，未报台账或材料的：滕州市（专利权质押融资台账、盖章件）。` Units that have sent nothing are 未报 in the table itself. */
export function taskPartNotes({ task, leaves }: Pick<TablePlan, 'task' | 'leaves'>): string[] {
  if (task === null || !leaves.some((leaf) => leaf.kind === 'report')) return [];
  const gaps = task.lines
    .filter((line) => SUBMITTED_STATES.has(line.state))
    .map((line) => ({ unit: line.unit, parts: missingParts(line) }))
    .filter(({ parts }) => parts.length > 0);
  if (gaps.length === 0) return [];
  return [
    `已报送的填报单位中，未报台账或材料的：${gaps.map(({ unit, parts }) => `${unit}（${parts.join('、')}）`).join('、')}。`,
  ];
}

function missingParts({ ledgers, materials }: BoardLine): string[] {
  const late = ledgers.filter(({ isReceived }) => !isReceived).map(({ title }) => title);
  return [
    ...(late.length === 0 ? [] : [`${listed(late, '本')}台账`]),
    ...materials.filter(({ state }) => state === 'missing').map(({ label }) => label),
  ];
}
