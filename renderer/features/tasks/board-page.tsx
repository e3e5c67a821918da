// 报送情况: per task and period who has handed in, in time or not, and what is missing; and what to do about it.

import { Alert, Button, Select } from 'antd';
import { useMemo, useState } from 'react';

import './tasks.css';

import type { Contact } from '../../../shared/contract/calls/tasks.js';
import { periodTitle } from '../../../shared/model/period.js';
import type { BoardLine, BoardTask } from '../../../shared/tasks/board.js';
import { useCall } from '../../api/use-call.js';
import { go, useApp } from '../../app-state.js';
import { ReturnDialog } from '../../return-ui/return-dialog.js';
import { MissingTaskButton } from '../../task-ui/missing-task.js';
import { DropMenu } from '../../ui/drop-menu.js';
import { DownIcon } from '../../ui/icons.js';
import { Empty } from '../../ui/empty.js';
import { ErrorNotice } from '../../ui/error-notice.js';
import { Page } from '../../ui/page.js';
import { RowList } from '../../ui/row-list.js';
import { Waiting } from '../../ui/waiting.js';
import { boardColumns } from './board-columns.js';
import { exemptQuestion, ledgerQuestion, missingLedgers, receivedQuestion, returnQuestion } from './board-questions.js';
import type { LineDialogs } from './line-menu.js';
import { MaterialsDialog } from './materials-dialog.js';
import { NoteDialog, type NoteQuestion } from './note-dialog.js';
import { RemindersDialog } from './reminders-dialog.js';
import { taskKey } from '../../board-address.js';
import { onTimeText } from '../../board-words.js';
import { useBoardActions } from './use-board-actions.js';

const NOTHING: ReadonlySet<number> = new Set();

function Counts({ task }: { task: BoardTask }) {
  const { counts, onTimeRate } = task;
  const facts: [string, string][] = [
    ['已报', `${counts.submitted}/${counts.due}`],
    ['按时率', onTimeText(task)],
    ['逾期未报', String(counts.overdue)],
    ['有问题', String(counts.problems)],
    ['免报', String(counts.exempt)],
    ['已核对', String(counts.checked)],
  ];
  const rateHint =
    onTimeRate === null
      ? '截止之前，或任务在截止之后才建立又没有登记收到日期时，不计算按时率'
      : `${counts.judged}个可判定的填报单位中${counts.onTime}个按时`;
  return (
    <dl className="board-counts" aria-label="报送统计">
      {facts.map(([name, value]) => (
        <div key={name} title={name === '按时率' ? rateHint : undefined}>
          <dt>{name}</dt>
          <dd className="num">{value}</dd>
        </div>
      ))}
      <div>
        <dt>截止</dt>
        <dd>{task.dueText}</dd>
      </div>
    </dl>
  );
}

type Open =
  | { kind: 'remind'; unitId: number | null }
  | { kind: 'note'; question: NoteQuestion }
  | { kind: 'return'; line: BoardLine }
  | { kind: 'materials'; unitId: number };

function TaskBoard({ task, today, tasks }: { task: BoardTask; today: string; tasks: React.ReactNode }) {
  const { period, openForm } = useApp();
  const actions = useBoardActions();
  const contacts = useCall('contacts.list', {}).data?.contacts;
  const indicators = useCall('indicators.list', {}).data?.indicators;
  const [open, setOpen] = useState<Open | null>(null);
  const [ticked, setTicked] = useState(NOTHING);
  const [current, setCurrent] = useState(-1);

  const byUnit = useMemo(() => {
    const found = new Map<number, Contact>();
    for (const one of contacts ?? []) {
      const known = found.get(one.unitId);
      if (!known || (known.phone === '' && one.phone !== '')) found.set(one.unitId, one);
    }
    return found;
  }, [contacts]);
  const names = useMemo(() => new Map(indicators?.map((one) => [one.code, one.name])), [indicators]);
  const chosen = task.lines.filter((line) => ticked.has(line.unitId));
  const received = chosen.filter((line) => line.lastReceivedAt !== null);
  const owing = chosen.filter((line) => line.state !== 'exempt');
  const lacking = missingLedgers(owing);
  const ask = (question: NoteQuestion): void => setOpen({ kind: 'note', question });
  const dialogs: LineDialogs = {
    remind: (line) => setOpen({ kind: 'remind', unitId: line.unitId }),
    exempt: (lines) => ask(exemptQuestion(lines, actions)),
    giveBack: (lines) => ask(returnQuestion(lines, today, actions)),
    returnCopy: (line) => setOpen({ kind: 'return', line }),
    received: (lines) => ask(receivedQuestion(lines, actions)),
    materials: (line) => setOpen({ kind: 'materials', unitId: line.unitId }),
    form: (line) => openForm({ taskId: line.taskId, unitIds: [line.unitId], period }),
  };
  const tick = (line: BoardLine): void => {
    const next = new Set(ticked);
    if (!next.delete(line.unitId)) next.add(line.unitId);
    setTicked(next);
  };
  const sheets = (format: 'print' | 'xlsx' | 'pdf'): void =>
    void actions.checkSheets(period, received.length > 0 ? received.map((line) => line.unitId) : undefined, format);
  const materialsOf = open?.kind === 'materials' && task.lines.find((line) => line.unitId === open.unitId);

  return (
    <Page
      title="报送情况"
      note={task.label}
      actions={
        <>
          <Button onClick={() => openForm({ taskId: task.taskId, period })}>生成填报表…</Button>
          <DropMenu
            menu={{
              items: [
                { key: 'print', label: received.length > 0 ? `打印所选（${received.length}）` : '打印全部' },
                { key: 'xlsx', label: '导出 Excel' },
                { key: 'pdf', label: '导出 PDF' },
              ],
              onClick: ({ key }) => sheets(key as 'print' | 'xlsx' | 'pdf'),
            }}
          >
            <Button disabled={actions.isBusy}>
              数据核对单 <DownIcon />
            </Button>
          </DropMenu>
          <Button type="primary" onClick={() => setOpen({ kind: 'remind', unitId: null })}>
            催报文字…
          </Button>
        </>
      }
    >
      <div className="board-head">
        {tasks}
        <Counts task={task} />
      </div>
      {!task.dueIsCertain && (
        <Alert
          type="warning"
          showIcon
          title={`${task.due.slice(0, 4)}年放假安排尚未录入，截止日期暂按周六、周日休息推算。`}
          action={<Button onClick={() => go('settings', 'calendar')}>录入节假日</Button>}
        />
      )}
      <RowList
        name="报送情况"
        rows={task.lines}
        rowKey={(line) => line.unitId}
        current={current}
        onCurrent={setCurrent}
        onToggle={tick}
        onOpen={(line) => (line.lastReceivedAt === null ? dialogs.remind(line) : dialogs.materials(line))}
        rowClass={(line) => (line.state === 'exempt' ? 'is-off' : '')}
        empty={<p className="muted list-hint">本期没有应报的填报单位。可在“设置 › 报送任务”中修改。</p>}
        columns={boardColumns({
          today,
          hasYears: task.lines.some(({ due, submittedOn }) =>
            [due, submittedOn].some((day) => day !== null && !day.startsWith(today.slice(0, 4))),
          ),
          hasLedgers: task.lines.some((line) => line.ledgers.length > 0),
          materials: new Set(
            task.lines.flatMap((line) =>
              line.materials.flatMap(({ material, state }) => (state === 'not-required' ? [] : [material])),
            ),
          ),
          ticked,
          onTickAll: () =>
            setTicked(ticked.size < task.lines.length ? new Set(task.lines.map((line) => line.unitId)) : NOTHING),
          isAllTicked: task.lines.length > 0 && task.lines.every((line) => ticked.has(line.unitId)),
          onTick: tick,
          onMaterials: dialogs.materials,
          contactOf: (unitId) => byUnit.get(unitId),
          indicatorName: (code) => names.get(code) ?? code,
          actions,
          dialogs,
        })}
      />
      {chosen.length > 0 && (
        <footer className="board-foot">
          <span>已选 {chosen.length} 个填报单位</span>
          <Button size="small" type="link" onClick={() => setTicked(NOTHING)}>
            取消选择
          </Button>
          <span className="top-bar-gap" />
          <Button onClick={() => dialogs.exempt(chosen)}>本期免报…</Button>
          <Button disabled={received.length === 0} onClick={() => dialogs.received(received)}>
            登记收到日期…
          </Button>
          {lacking.length > 0 && (
            <Button onClick={() => ask(ledgerQuestion(owing, lacking, actions))}>登记台账收到…</Button>
          )}
          <Button disabled={received.length === 0} onClick={() => dialogs.giveBack(received)}>
            标记退回…
          </Button>
          <Button disabled={received.length === 0} onClick={() => void actions.markChecked(received, '')}>
            标记已核对（{received.length}）
          </Button>
        </footer>
      )}
      {open?.kind === 'remind' && (
        <RemindersDialog
          period={period}
          taskId={task.taskId}
          round={task.round}
          unitId={open.unitId}
          actions={actions}
          onClose={() => setOpen(null)}
        />
      )}
      {open?.kind === 'note' && <NoteDialog question={open.question} onClose={() => setOpen(null)} />}
      {open?.kind === 'return' && open.line.importFileId !== null && (
        <ReturnDialog
          target={{ kind: 'received', files: [{ id: open.line.importFileId, name: open.line.file, issues: null }] }}
          onClose={() => setOpen(null)}
        />
      )}
      {materialsOf && (
        <MaterialsDialog
          line={materialsOf}
          onLedger={(ledger) => ask(ledgerQuestion([materialsOf], [ledger], actions))}
          onTakeBack={(ledger) => void actions.markLedgers([materialsOf], [ledger.ledger], null, null)}
          onClose={() => setOpen(null)}
        />
      )}
    </Page>
  );
}

/** `first`: key of the task to begin with; '' or one that is not due: the first of the period. */
export function BoardPage({ first }: { first: string }) {
  const { period } = useApp();
  const { data, error, reload } = useCall('tasks.board', { period });
  const hasTasks = (useCall('tasks.list', {}).data?.tasks.length ?? 0) > 0;
  const [chosen, setChosen] = useState(first);
  const tasks = data?.period === period ? data.tasks : [];
  const task = tasks.find((one) => taskKey(one) === chosen) ?? tasks[0];
  if (data && task) {
    return (
      <TaskBoard
        key={`${taskKey(task)}/${period}`}
        task={task}
        today={data.today}
        tasks={
          tasks.length > 1 ? (
            <Select
              className="board-task"
              aria-label="报送任务"
              value={taskKey(task)}
              onChange={setChosen}
              options={tasks.map((one) => ({
                value: taskKey(one),
                label: one.round === 0 ? one.name : `${one.name}（${one.label}）`,
              }))}
            />
          ) : (
            <strong className="board-task-name" title={task.name}>
              {task.name}
            </strong>
          )
        }
      />
    );
  }
  return (
    <Page title="报送情况" note={periodTitle(period, 'ytd')}>
      {error && <ErrorNotice error={error} onRetry={reload} />}
      {!error && data?.period !== period && <Waiting text="正在读取报送情况…" />}
      {!error && data?.period === period && (
        <Empty title={hasTasks ? '本期没有到期的报送任务' : '还没有报送任务'} action={<MissingTaskButton />}>
          {hasTasks
            ? '按 [ 和 ] 可切换统计期间。'
            : '报送任务说明哪些填报单位、按什么频率、在什么时间前报送哪些指标；有了任务才有未报、逾期和按时率。'}
        </Empty>
      )}
    </Page>
  );
}
