// Where 报送情况 of one task is: #/import/board/3/0. Without a task: the first one of the period.

import type { BoardTask } from '../shared/tasks/board.js';

const BOARD = 'board';

/** Names a task, or a round of it, among those of a period. */
export function taskKey(task: Pick<BoardTask, 'taskId' | 'round'>): string {
  return `${task.taskId}/${task.round}`;
}

/** The part of the address after 报送导入. */
export function boardAddress(task: Pick<BoardTask, 'taskId' | 'round'>): string {
  return `${BOARD}/${taskKey(task)}`;
}

export function isBoard(rest: string): boolean {
  return rest.split('/')[0] === BOARD;
}

/** Key of the task in an address; '' where it names none. */
export function taskOfBoard(rest: string): string {
  return rest.slice(BOARD.length + 1);
}
