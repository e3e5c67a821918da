// 截止提醒: what falls due in real time while another period is on screen: tasks of last month and of this one.

import { Button } from 'antd';

import { addMonths, makePeriod, type Period } from '../../../shared/model/period.js';
import type { BoardTask } from '../../../shared/tasks/board.js';
import { useCall } from '../../api/use-call.js';
import { go, useApp } from '../../app-state.js';
import { boardAddress } from '../../board-address.js';
import { StateMark } from '../../ui/state-mark.js';

/** A period on screen further back than this is not the one that is being reported now. */
const MONTHS_NEAR = 6;

interface Due {
  task: BoardTask;
  period: Period;
  left: number;
}

function openTasks(period: Period, tasks: readonly BoardTask[] | undefined): Due[] {
  return (tasks ?? []).flatMap((task) => {
    const left = task.lines.map((line) => line.workingDaysLeft).filter((days) => days !== null);
    return task.counts.submitted < task.counts.due && left.length > 0
      ? [{ task, period, left: Math.min(...left) }]
      : [];
  });
}

export function DueDates() {
  const { period: shown, setPeriod } = useApp();
  const now = new Date();
  const current = makePeriod(now.getFullYear(), now.getMonth() + 1);
  const last = addMonths(current, -1);
  const lastBoard = useCall('tasks.board', { period: last }).data;
  const currentBoard = useCall('tasks.board', { period: current }).data;
  // The period on screen has its steps in 下一步 already.
  const due = [...openTasks(last, lastBoard?.tasks), ...openTasks(current, currentBoard?.tasks)].filter(
    ({ period }) => period !== shown,
  );
  if (due.length === 0) return null;
  // Work on a period long past (a sample, a year that is caught up on): what is due today is no alarm there.
  const isElsewhere = shown < addMonths(current, -MONTHS_NEAR);
  const show = (period: Period, task: BoardTask): void => {
    setPeriod(period);
    go('import', boardAddress(task));
  };
  const list = (
    <ul className="steps">
      {due.map(({ task, period, left }) => (
        <li key={`${task.taskId}/${task.round}/${period}`}>
          <span>
            {task.name}（{task.label}）{task.dueText}截止，
            {left < 0 || (left === 0 && task.counts.overdue > 0) ? (
              <StateMark kind={isElsewhere ? 'none' : 'bad'}>
                {`已逾期，未报${task.counts.due - task.counts.submitted}个`}
              </StateMark>
            ) : left === 0 ? (
              <StateMark kind="look">今天截止</StateMark>
            ) : (
              `还有${left}个工作日`
            )}
          </span>
          <Button size="small" onClick={() => show(period, task)}>
            查看
          </Button>
        </li>
      ))}
    </ul>
  );
  return (
    <section className="card" aria-label="截止提醒">
      <h2>截止提醒</h2>
      {isElsewhere ? (
        <details>
          <summary className="muted">当前月份还有{due.length}项报送任务未报齐</summary>
          {list}
        </details>
      ) : (
        list
      )}
    </section>
  );
}
