// 报送情况 on 首页: a chip per unit and task. Without a task nobody owes anything, so only data that are there are counted.

import { Button } from 'antd';

import type { BoardLine, BoardTask } from '../../../shared/tasks/board.js';
import { go } from '../../app-state.js';
import { boardAddress } from '../../board-address.js';
import { dayText, lineMark, linesOfStrip, onTimeText, problemWords, stateCounts } from '../../board-words.js';
import { StateMark } from '../../ui/state-mark.js';
import type { UnitChip } from './overview.js';

/** Where a chip leads: to the file that waits, to what is there, or to the board where it can be asked for. */
function open(line: BoardLine): void {
  if (line.pending) go('import');
  else if (line.lastReceivedAt !== null && line.state !== 'returned') go('values', `unit-${line.unitId}`);
  else go('import', boardAddress(line));
}

function words(line: BoardLine): string {
  const { text } = lineMark(line);
  if (line.state === 'problem') return problemWords(line) || text;
  if (line.warnings > 0 && line.state !== 'exempt') return `${text}，需核实${line.warnings}处`;
  return text;
}

function hint(line: BoardLine, today: string): string {
  if (line.state === 'exempt') return `免报：${line.exemptReason}`;
  const parts = [line.unit, line.stateLabel];
  if (line.submittedOn !== null) parts.push(`${dayText(line.submittedOn, today)}报送`);
  if (line.onTime !== null) parts.push(line.onTime ? '按时' : '逾期');
  return parts.join('，');
}

function TaskStrip({ task, today, isNamed }: { task: BoardTask; today: string; isNamed: boolean }) {
  const { counts, onTimeRate } = task;
  const shown = linesOfStrip(task.lines);
  return (
    <section className="card" aria-label={isNamed ? `报送情况：${task.name}` : '报送情况'}>
      <div className="strip-head">
        <h2>
          {isNamed ? task.name : '报送情况'}{' '}
          <small>
            已报 {counts.submitted} / 应报 {counts.due}
            {onTimeRate === null ? '' : ` · 按时率 ${onTimeText(task)}`} · 截止 {task.dueText}
          </small>
        </h2>
        <Button size="small" onClick={() => go('import', boardAddress(task))}>
          查看和催报
        </Button>
      </div>
      <ul className="chips">
        {shown.map((line) => (
          <li key={line.unitId}>
            <button
              type="button"
              className={`chip state-${lineMark(line).kind}`}
              title={hint(line, today)}
              onClick={() => open(line)}
            >
              <span>{line.unit}</span>
              <StateMark kind={lineMark(line).kind}>{words(line)}</StateMark>
            </button>
          </li>
        ))}
        {shown.length < task.lines.length && (
          <li>
            <button type="button" className="chip" onClick={() => go('import', boardAddress(task))}>
              其余{task.lines.length - shown.length}个填报单位：
              {stateCounts(task.lines.filter((line) => !shown.includes(line)))}
            </button>
          </li>
        )}
      </ul>
    </section>
  );
}

export function BoardStrip({ tasks, today }: { tasks: readonly BoardTask[]; today: string }) {
  return tasks.map((task) => (
    <TaskStrip key={`${task.taskId}/${task.round}`} task={task} today={today} isNamed={tasks.length > 1} />
  ));
}

const DATA_CHIP = {
  received: { kind: 'good', word: '有数据' },
  issues: { kind: 'look', word: '需核实' },
  missing: { kind: 'none', word: '无数据' },
} as const;

/** No task falls due in this period: which units have data, and the way to a task. */
export function DataStrip({ chips, hasTasks }: { chips: readonly UnitChip[]; hasTasks: boolean }) {
  return (
    <section className="card" aria-label="报送情况">
      <div className="strip-head">
        <h2>
          报送情况{' '}
          <small>
            已有数据 {chips.filter((chip) => chip.state !== 'missing').length} / 共 {chips.length} 个填报单位；
            {hasTasks ? '本期没有到期的报送任务' : '建立报送任务后可看未报和逾期'}
          </small>
        </h2>
        <Button size="small" onClick={() => go('settings', hasTasks ? 'tasks' : 'tasks/new')}>
          {hasTasks ? '报送任务' : '建立报送任务'}
        </Button>
      </div>
      <ul className="chips">
        {chips.map((chip) => (
          <li key={chip.unitId}>
            <button
              type="button"
              className={`chip state-${DATA_CHIP[chip.state].kind}`}
              title={chip.state === 'missing' ? '点击导入报表' : `${chip.values}个数值`}
              onClick={() => (chip.state === 'missing' ? go('import') : go('values', `unit-${chip.unitId}`))}
            >
              <span>{chip.unit}</span>
              <StateMark kind={DATA_CHIP[chip.state].kind}>
                {chip.issues > 0 ? `${chip.issues}处需核实` : DATA_CHIP[chip.state].word}
              </StateMark>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
