// Calls of reporting tasks and of their lines. The board is in board.ts, texts in reminders.ts, the calendar in calendar.ts.

import type { Ctx } from '../context.js';
import { hasAttachments } from '../store/attachment-store.js';
import { findLedger } from '../store/ledger-list.js';
import { addLedgerSubmission, hasLedgerFile, removeHandMarks } from '../store/ledger-submission-store.js';
import { dataVersion, type Store } from '../store/store.js';
import { listTasks, removeTask, saveNotes, saveTask, type LineKey, type LineNotes } from '../store/task-store.js';
import { listUnits } from '../store/unit-store.js';
import { write } from '../store/write.js';
import { boardOf } from './board.js';
import { indicatorsByCode } from './required.js';
import type { ParsedParams, Result } from '../../../shared/contract/index.js';
import { AppError } from '../../../shared/errors/app-error.js';
import { unitFieldOf, type Ledger } from '../../../shared/ledgers/define.js';
import { periodTitle, type Period } from '../../../shared/model/period.js';
import {
  occurrencesAt,
  roundLabel,
  type ReportingTask,
  type TaskDraft,
  type TaskRound,
} from '../../../shared/tasks/define.js';
import { chinaDate, dateText } from '../../../shared/tasks/working-days.js';

export function list(ctx: Ctx, _params: ParsedParams<'tasks.list'>): Result<'tasks.list'> {
  return { tasks: listTasks(ctx.store) };
}

function findTask(store: Store, id: number): ReportingTask {
  const task = listTasks(store).find((candidate) => candidate.id === id);
  if (!task) throw new AppError('data.not-found', { what: '报送任务' });
  return task;
}

/** Rows of it belong to reporting units: a unit can be asked for its own. */
function isAskable(ledger: Ledger | null): boolean {
  return ledger !== null && unitFieldOf(ledger) !== null;
}

/** What no schema can see: other tasks, units, indicators. Throws input.invalid or data.exists. */
function checkTask(store: Store, id: number | null, task: TaskDraft): void {
  const invalid = (what: string): AppError => new AppError('input.invalid', { what });
  if (listTasks(store).some((other) => other.id !== id && other.name === task.name))
    throw new AppError('data.exists', { what: `报送任务“${task.name}”` });
  const units = new Set(listUnits(store).map((unit) => unit.id));
  if (!task.unitIds.every((unitId) => units.has(unitId))) throw invalid('应报单位中有已被删除的填报单位');
  const byCode = indicatorsByCode(store);
  const unknown = task.codes.filter((code) => !byCode.has(code));
  if (unknown.length > 0) throw invalid(`没有编码为${unknown.join('、')}的指标`);
  const unitless = task.ledgers.filter((ledger) => !isAskable(findLedger(store, ledger)));
  if (unitless.length > 0)
    throw invalid(
      `台账“${unitless.map((id) => findLedger(store, id)?.title ?? id).join('”、“')}”不分填报单位，不能列入报送任务`,
    );
  if (task.codes.length + task.ledgers.length === 0) throw invalid('指标和台账至少要选一项');
  if (task.lastPeriod !== null && task.lastPeriod < task.firstPeriod) throw invalid('结束期不能早于开始期');
  if (task.frequency === 'round') {
    if (task.rounds.length === 0) throw invalid('分批的任务至少要有一批');
    if (new Set(task.rounds.map((round) => round.no)).size < task.rounds.length) throw invalid('批次号不能重复');
    const [first, second] = roundsOfOneMonth(task) ?? [];
    if (first !== undefined && second !== undefined)
      throw invalid(
        `“${roundLabel(first)}”和“${roundLabel(second)}”都是${periodTitle(first.period, 'month')}的，收到的表分不清是哪一批的。请改成不同的月份，或为其中一批另建任务`,
      );
  } else if (task.rounds.length > 0) throw invalid('只有分批的任务才有各批的期限');
  // A fixed date would be the same day in every month; a task that comes again needs a rule.
  if (task.deadline.kind === 'date' && task.frequency !== 'once' && task.frequency !== 'round')
    throw invalid('固定日期只用于一次性任务，定期任务请选择每期的截止规则');
}

/** The first two rounds of the same end month, which nothing in a file tells apart; null where there are none. */
function roundsOfOneMonth({ rounds }: TaskDraft): readonly TaskRound[] | null {
  return [...Map.groupBy(rounds, ({ period }) => period).values()].find((same) => same.length > 1) ?? null;
}

export function save(ctx: Ctx, { id, task }: ParsedParams<'tasks.save'>): Result<'tasks.save'> {
  if (id !== null) findTask(ctx.store, id);
  checkTask(ctx.store, id, task);
  const savedId = write(
    ctx.store,
    {
      kind: 'tasks',
      label: id === null ? `新增报送任务：${task.name}` : `修改报送任务：${task.name}`,
      operator: ctx.operator,
      topics: ['tasks', 'values'],
    },
    () => saveTask(ctx.store, id, task),
  );
  return findTask(ctx.store, savedId);
}

export function remove(ctx: Ctx, { id }: ParsedParams<'tasks.remove'>): Result<'tasks.remove'> {
  const task = findTask(ctx.store, id);
  if (hasAttachments(ctx.store, id)) throw new AppError('data.in-use', { what: `报送任务“${task.name}”的附件` });
  write(
    ctx.store,
    { kind: 'tasks', label: `删除报送任务：${task.name}`, operator: ctx.operator, topics: ['tasks', 'values'] },
    () => removeTask(ctx.store, id),
  );
  return {};
}

export function board(ctx: Ctx, { period }: ParsedParams<'tasks.board'>): Result<'tasks.board'> {
  return { period, today: chinaDate(ctx.store.now()), tasks: boardOf(ctx, period) };
}

/** Lines must exist: the task falls due for the period and names the unit. */
function checkLines(store: Store, lines: readonly LineKey[]): void {
  const tasks = new Map(listTasks(store).map((task) => [task.id, task]));
  for (const line of lines) {
    const task = tasks.get(line.taskId);
    const isDue =
      task !== undefined &&
      task.unitIds.includes(line.unitId) &&
      occurrencesAt(task, line.period).some((occurrence) => occurrence.round === line.round);
    if (!isDue) throw new AppError('data.not-found', { what: '这个填报单位本期的报送任务' });
  }
}

function unitsText(store: Store, lines: readonly LineKey[]): string {
  const names = new Map(listUnits(store).map((unit) => [unit.id, unit.name]));
  const units = [...new Set(lines.map((line) => names.get(line.unitId) ?? ''))];
  return units.length <= 3 ? units.join('、') : `${units[0]}等${units.length}个填报单位`;
}

function note(ctx: Ctx, lines: readonly LineKey[], action: string, detail: string, changes: Partial<LineNotes>): void {
  checkLines(ctx.store, lines);
  write(
    ctx.store,
    {
      kind: 'tasks',
      label: `${action}：${unitsText(ctx.store, lines)}`,
      operator: ctx.operator,
      topics: ['tasks', 'values'],
      detail,
    },
    () => {
      for (const line of lines) saveNotes(ctx.store, line, changes);
    },
  );
}

export function exempt(ctx: Ctx, { lines, reason }: ParsedParams<'tasks.exempt'>): Result<'tasks.exempt'> {
  note(ctx, lines, reason === null ? '取消本期免报' : '本期免报', reason ?? '', { exemptReason: reason });
  return {};
}

export function markReturned(
  ctx: Ctx,
  { lines, due, reason }: ParsedParams<'tasks.mark-returned'>,
): Result<'tasks.mark-returned'> {
  const isBack = reason === null;
  const detail = isBack ? '' : [reason, due === null ? '' : `${dateText(due)}前重报`].filter(Boolean).join('；');
  note(ctx, lines, isBack ? '取消退回' : '退回修改', detail, returnNotes(ctx.store, due, reason));
  return {};
}

function returnNotes(store: Store, due: string | null, reason: string | null): Partial<LineNotes> {
  if (reason === null) return { returnedAt: null, returnedDue: null, returnedReason: null, returnedChange: null };
  return {
    returnedAt: store.now(),
    returnedDue: due,
    returnedReason: reason,
    returnedChange: dataVersion(store),
  };
}

/**
 * 退回 of a file, on every task that falls due for its units and periods; called when a return copy was made. One change set,
 * so that it can be undone; none where no task names the units. Returns how many lines were marked.
 */
export function markSentBack(
  ctx: Ctx,
  sent: { units: readonly string[]; periods: readonly Period[]; due: string | null; reason: string },
): number {
  const ids = new Map(listUnits(ctx.store).map((unit) => [unit.name, unit.id]));
  const unitIds = sent.units.flatMap((name) => ids.get(name) ?? []);
  const lines = listTasks(ctx.store).flatMap((task) =>
    unitIds
      .filter((unitId) => task.unitIds.includes(unitId))
      .flatMap((unitId) =>
        sent.periods.flatMap((period) =>
          occurrencesAt(task, period).map(({ round }) => ({ taskId: task.id, unitId, period, round })),
        ),
      ),
  );
  if (lines.length > 0) markReturned(ctx, { lines, due: sent.due, reason: sent.reason });
  return lines.length;
}

export function markChecked(
  ctx: Ctx,
  { lines, note: text }: ParsedParams<'tasks.mark-checked'>,
): Result<'tasks.mark-checked'> {
  const isBack = text === null;
  // 核对 confirms what was received: a unit without a submission has nothing to confirm.
  if (!isBack) {
    const states = new Map(
      [...new Set(lines.map((line) => line.period))].flatMap((period) =>
        boardOf(ctx, period).flatMap((task) =>
          task.lines.map((line) => [`${line.taskId}/${line.unitId}/${line.period}/${line.round}`, line] as const),
        ),
      ),
    );
    const empty = lines.filter(
      (line) => states.get(`${line.taskId}/${line.unitId}/${line.period}/${line.round}`)?.lastReceivedAt === null,
    );
    if (empty.length > 0)
      throw new AppError('input.invalid', {
        what: `${unitsText(ctx.store, empty)}本期还没有已接收的数据，不能标记已核对`,
      });
  }
  note(ctx, lines, isBack ? '取消已核对' : '已核对', text ?? '', {
    checkedOn: isBack ? null : chinaDate(ctx.store.now()),
    checkedNote: text,
    checkedChange: isBack ? null : dataVersion(ctx.store),
  });
  return {};
}

export function markReceived(
  ctx: Ctx,
  { lines, on }: ParsedParams<'tasks.mark-received'>,
): Result<'tasks.mark-received'> {
  if (on !== null && on > chinaDate(ctx.store.now()))
    throw new AppError('input.invalid', { what: '收到日期不能晚于今天' });
  note(ctx, lines, on === null ? '取消登记收到日期' : '登记收到日期', on === null ? '' : dateText(on), {
    receivedOn: on,
  });
  return {};
}

/**
 * A ledger that came in on paper, by telephone or in a file that does not say whose and for when it is; one that a file brought is
 * left as it is. Throws input.invalid.
 */
export function markLedgers(
  ctx: Ctx,
  { lines, ledgers, on, reason }: ParsedParams<'tasks.mark-ledgers'>,
): Result<'tasks.mark-ledgers'> {
  const { store } = ctx;
  checkLines(store, lines);
  if (on !== null && on > chinaDate(store.now())) throw new AppError('input.invalid', { what: '收到日期不能晚于今天' });
  const tasks = new Map(listTasks(store).map((task) => [task.id, task]));
  const foreign = ledgers.find((ledger) => !lines.every((line) => tasks.get(line.taskId)!.ledgers.includes(ledger)));
  if (foreign !== undefined)
    throw new AppError('input.invalid', {
      what: `报送任务不要求报送台账“${findLedger(store, foreign)?.title ?? foreign}”`,
    });
  const marks = lines.flatMap(({ unitId, period }) =>
    ledgers
      .map((ledger) => ({ ledger, unitId, period }))
      .filter((key) => reason === null || !hasLedgerFile(store, key)),
  );
  if (marks.length === 0)
    throw new AppError('input.invalid', { what: `${unitsText(store, lines)}的这些台账已经导入，不需要登记` });
  const titles = ledgers.map((ledger) => findLedger(store, ledger)?.title ?? ledger).join('、');
  write(
    store,
    {
      kind: 'tasks',
      label: `${reason === null ? '取消登记' : '登记'}台账已收到：${unitsText(store, lines)}`,
      operator: ctx.operator,
      topics: ['tasks'],
      detail: [titles, reason ?? '', on === null ? '' : dateText(on)].filter((part) => part !== '').join('；'),
    },
    (changeSetId) => {
      for (const key of marks) {
        removeHandMarks(store, key);
        if (reason === null) continue;
        const mark = { toldBy: 'hand', importFileId: null, rows: 0, stored: 0, receivedOn: on, reason } as const;
        addLedgerSubmission(store, { ...key, changeSetId, ...mark });
      }
    },
  );
  return {};
}
