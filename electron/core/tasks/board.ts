// tasks.board: per task and unit what has come in for a period, in time or not, and what is missing. Reads only.
// Not here: one unit's line (board-line.ts), SQL (store/), texts to send (reminders.ts).

import type { Ctx } from '../context.js';
import { attachmentsOfPeriod } from '../store/attachment-store.js';
import { findLedger } from '../store/ledger-list.js';
import { ledgerSubmissions } from '../store/ledger-submission-store.js';
import { liveSubmissions, receivedOfPeriod, waitingFiles } from '../store/submission-store.js';
import { listTasks, notesOfPeriod, workCalendar } from '../store/task-store.js';
import { listUnits } from '../store/unit-store.js';
import { lineOf, type Known } from './board-line.js';
import { indicatorsByCode, owedIndicators } from './required.js';
import type { Period } from '../../../shared/model/period.js';
import { formatFraction } from '../../../shared/model/scaled-number.js';
import { isValidAt } from '../../../shared/model/unit.js';
import { SUBMITTED_STATES, type BoardLine, type BoardTask } from '../../../shared/tasks/board.js';
import { deadlineOf, lastDayOf, occurrencesAt, type ReportingTask } from '../../../shared/tasks/define.js';
import { chinaDate, dateText, type DateText } from '../../../shared/tasks/working-days.js';

export function boardOf(ctx: Pick<Ctx, 'store' | 'settings'>, period: Period): BoardTask[] {
  const { store } = ctx;
  const tasks = listTasks(store).flatMap((task) =>
    occurrencesAt(task, period).map((occurrence) => ({ task, occurrence })),
  );
  if (tasks.length === 0) return [];
  const known: Known = {
    ctx,
    period,
    today: chinaDate(store.now()),
    calendar: workCalendar(store),
    units: listUnits(store).filter((unit) => isValidAt(unit, period)),
    received: Map.groupBy(receivedOfPeriod(store, period), (row) => row.unitId),
    submissions: liveSubmissions(store, period),
    ledgers: ledgerSubmissions(store, period),
    waiting: waitingFiles(store).filter((file) => file.periods.includes(period)),
    notes: new Map(
      notesOfPeriod(store, period).map((notes) => [`${notes.taskId}/${notes.unitId}/${notes.round}`, notes]),
    ),
    attachments: attachmentsOfPeriod(store, period),
  };
  const byCode = indicatorsByCode(store);
  return tasks.map(({ task, occurrence }) => {
    const owed = new Map(owedIndicators(task.codes, byCode).map((indicator) => [indicator.id, indicator.code]));
    const ledgers = task.ledgers.map((id) => ({ id, title: findLedger(store, id)?.title ?? id }));
    const deadline = deadlineOf(task, occurrence, known.calendar);
    const lines = known.units
      .filter((unit) => task.unitIds.includes(unit.id))
      .map((unit) => lineOf(known, { task, occurrence, owed, ledgers, unit, deadline }));
    return {
      taskId: task.id,
      name: task.name,
      round: occurrence.round,
      label: occurrence.label,
      due: deadline.date,
      dueText: dateText(deadline.date),
      dueIsCertain: deadline.isCertain,
      lines,
      ...countsOf(known, task, deadline.date, lines),
    };
  });
}

function countsOf(
  known: Known,
  task: ReportingTask,
  due: DateText,
  lines: readonly BoardLine[],
): Pick<BoardTask, 'counts' | 'summary' | 'onTimeRate'> {
  const asked = lines.filter((line) => line.state !== 'exempt');
  const count = (test: (line: BoardLine) => boolean): number => asked.filter(test).length;
  const submitted = count((line) => SUBMITTED_STATES.has(line.state));
  const overdue = count((line) => line.state === 'overdue');
  const problems = count((line) => line.state === 'problem');
  const onTime = count((line) => line.onTime === true);
  const wasAsked = chinaDate(task.createdAt) <= due;
  const judged = count((line) => line.onTime !== null || (line.state === 'overdue' && wasAsked));
  const exempt = lines.length - asked.length;
  const open = asked.length - submitted;
  const parts = [`已报${submitted}/${asked.length}`];
  if (overdue > 0) parts.push(`逾期未报${overdue}`);
  else if (open > 0) parts.push(`${known.today > lastDayOf(known.period) ? '未报' : '未到期'}${open}`);
  if (problems > 0) parts.push(`有问题${problems}`);
  if (exempt > 0) parts.push(`免报${exempt}`);
  const isOver = known.today > due || open === 0;
  return {
    counts: {
      due: asked.length,
      submitted,
      overdue,
      problems,
      exempt,
      checked: count((line) => line.state === 'checked'),
      onTime,
      judged,
    },
    summary: parts.join('，'),
    onTimeRate:
      isOver && judged > 0
        ? formatFraction({ n: BigInt(onTime * 100), d: BigInt(judged) }, 1, known.ctx.settings.rounding)
        : null,
  };
}
