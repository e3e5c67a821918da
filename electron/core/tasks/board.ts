// tasks.board: per task and unit what has come in for a period, in time or not, and what is missing. Reads only.
// Not here: the rule from facts to a state (shared/tasks/board.ts), SQL (store/), texts to send (reminders.ts).

import type { Ctx } from '../context.js';
import { attachmentsOfPeriod, type StoredAttachment } from '../store/attachment-store.js';
import { findLedger } from '../store/ledger-list.js';
import { ledgerSubmissions, type LedgerSubmission } from '../store/ledger-submission-store.js';
import {
  liveSubmissions,
  openFindings,
  receivedOfPeriod,
  waitingFiles,
  type LiveSubmission,
  type Received,
  type WaitingFile,
} from '../store/submission-store.js';
import { listTasks, NO_NOTES, notesOfPeriod, workCalendar, type LineNotes } from '../store/task-store.js';
import { listUnits } from '../store/unit-store.js';
import { ledgerPart } from './board-ledgers.js';
import { indicatorsByCode, owedIndicators } from './required.js';
import type { Period } from '../../../shared/model/period.js';
import { formatFraction } from '../../../shared/model/scaled-number.js';
import { isValidAt, type ReportingUnit } from '../../../shared/model/unit.js';
import {
  BOARD_STATE_LABEL,
  boardState,
  isOnTime,
  isPartlyOnTime,
  lastArrival,
  SUBMITTED_STATES,
  type BoardLine,
  type BoardMaterial,
  type BoardTask,
} from '../../../shared/tasks/board.js';
import {
  deadlineOf,
  lastDayOf,
  MATERIAL_LABEL,
  MATERIALS,
  occurrencesAt,
  type Occurrence,
  type ReportingTask,
} from '../../../shared/tasks/define.js';
import {
  chinaDate,
  dateText,
  workingDaysBetween,
  type DateText,
  type WorkCalendar,
} from '../../../shared/tasks/working-days.js';

/** What the board of a period looks at, read once. */
interface Known {
  ctx: Pick<Ctx, 'store' | 'settings'>;
  period: Period;
  today: DateText;
  calendar: WorkCalendar;
  units: ReportingUnit[];
  received: Map<number, Received[]>;
  submissions: LiveSubmission[];
  ledgers: LedgerSubmission[];
  waiting: WaitingFile[];
  notes: Map<string, LineNotes>;
  attachments: StoredAttachment[];
}

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

interface LineInput {
  task: ReportingTask;
  occurrence: Occurrence;
  /** Indicator id → code. */
  owed: ReadonlyMap<number, string>;
  ledgers: readonly { id: string; title: string }[];
  unit: ReportingUnit;
  deadline: { date: DateText; isCertain: boolean };
}

function lineOf(known: Known, { task, occurrence, owed, ledgers, unit, deadline }: LineInput): BoardLine {
  const { period, today, calendar } = known;
  const notes = known.notes.get(`${task.id}/${unit.id}/${occurrence.round}`) ?? NO_NOTES;
  const received = (known.received.get(unit.id) ?? []).filter((row) => owed.has(row.indicatorId));
  const there = new Set(received.filter((row) => !row.isMissing).map((row) => row.indicatorId));
  const missingCodes = [...owed].filter(([id]) => !there.has(id)).map(([, code]) => code);
  const given = known.submissions.filter(
    (one) =>
      one.unitId === unit.id &&
      // A report that repeats what is stored gives no new value, and is a report all the same.
      (one.indicatorIds.some((id) => owed.has(id)) || (one.form === 'unit-report' && one.indicatorIds.length === 0)),
  );
  // The same file once more is no further 版次, and no 更正.
  const submissions = given.filter((one, at) => at === 0 || !one.isRepeat || one.indicatorIds.length > 0);
  const newest = submissions.at(-1);
  const sent = known.ledgers.filter((one) => one.unitId === unit.id);
  const parts = ledgers.map((ledger) => ledgerPart(ledger, sent));
  const changes = [...received, ...parts].flatMap((part) => part.lastChange ?? []);
  const lastChange = changes.length === 0 ? null : Math.max(...changes, newest?.changeSetId ?? 0);
  const newestLedger = parts.map(({ shown }) => shown).findLast((shown) => shown.importFileId !== null);
  const findings = findingsOf(known, [newest?.importFileId, ...parts.map(({ shown }) => shown.importFileId)]);
  const waiting = waitingOf(
    known.waiting.filter((file) => file.units.includes(unit.name)),
    notes.returnedAt,
  );
  const isReturned = notes.returnedAt !== null && !(lastChange !== null && lastChange > (notes.returnedChange ?? 0));
  const due = isReturned && notes.returnedDue !== null ? notes.returnedDue : deadline.date;
  const revision = Math.max(
    submissions.length > 0 ? submissions.length : received.length > 0 ? 1 : 0,
    ...parts.map((part) => part.revision),
  );
  const state = boardState({
    isExempt: notes.exemptReason !== null,
    lastChange,
    isComplete: missingCodes.length === 0 && parts.every(({ shown }) => shown.isReceived),
    hasBlocks: findings.block > 0,
    revision,
    pending: waiting === undefined ? null : waiting.status === 'planned' ? 'ready' : 'asks',
    returnedAtChange: notes.returnedAt === null ? null : (notes.returnedChange ?? 0),
    checkedAtChange: notes.checkedOn === null ? null : (notes.checkedChange ?? 0),
    today,
    periodEnd: lastDayOf(period),
    due,
  });
  const firstOn = received.length === 0 ? null : chinaDate(received.map((row) => row.firstAt).toSorted()[0]!);
  const arrivals = [...(owed.size > 0 ? [firstOn] : []), ...parts.map(({ shown }) => shown.submittedOn)];
  const isPartial = lastArrival(arrivals) !== null && arrivals.includes(null);
  const submittedOn = notes.receivedOn ?? lastArrival(arrivals);
  const isOpen = lastChange === null || isReturned || isPartial;
  const taskCreatedOn = chinaDate(task.createdAt);
  return {
    taskId: task.id,
    unitId: unit.id,
    unit: unit.name,
    period,
    round: occurrence.round,
    state,
    stateLabel: BOARD_STATE_LABEL[state],
    due,
    dueIsCertain: deadline.isCertain,
    workingDaysLeft: isOpen && state !== 'exempt' ? workingDaysBetween(today, due, calendar) : null,
    submittedOn,
    receivedOnEntered: notes.receivedOn !== null,
    lastReceivedAt:
      [...received, ...parts]
        .flatMap((part) => part.lastAt ?? [])
        .toSorted()
        .at(-1) ?? null,
    onTime:
      state === 'exempt'
        ? null
        : isPartial
          ? isPartlyOnTime({ today, due: deadline.date, taskCreatedOn })
          : isOnTime({ submittedOn, isEntered: notes.receivedOn !== null, due: deadline.date, taskCreatedOn }),
    revision,
    submissionId: newest?.id ?? null,
    importFileId: newest?.importFileId ?? newestLedger?.importFileId ?? null,
    file: newest?.file ?? newestLedger?.file ?? '',
    blocks: findings.block,
    warnings: findings.warn,
    pending: waiting === undefined ? null : { planId: waiting.planId, index: waiting.index, file: waiting.file },
    required: owed.size,
    missingCodes,
    ledgers: parts.map(({ shown }) => shown),
    materials: materialsOf(known, task, occurrence, unit, lastChange !== null || waiting !== undefined),
    exemptReason: notes.exemptReason ?? '',
    returned:
      notes.returnedAt === null
        ? null
        : { on: chinaDate(notes.returnedAt), due: notes.returnedDue, reason: notes.returnedReason ?? '' },
    checked:
      notes.checkedOn === null
        ? null
        : {
            on: notes.checkedOn,
            note: notes.checkedNote ?? '',
            isStale: lastChange !== null && lastChange > (notes.checkedChange ?? 0),
          },
  };
}

/** Open findings of the files that gave a line what it has, each file once. */
function findingsOf(known: Known, files: readonly (number | null | undefined)[]): { block: number; warn: number } {
  const counts = { block: 0, warn: 0 };
  for (const id of new Set(files.filter((file) => file !== null && file !== undefined))) {
    const { block, warn } = openFindings(known.ctx.store, id);
    counts.block += block;
    counts.warn += warn;
  }
  return counts;
}

/** The newest file of a unit that waits to be received: not one that was sent back, nor one that waited before that. */
function waitingOf(files: readonly WaitingFile[], returnedAt: string | null): WaitingFile | undefined {
  const sentBack = files.findLast((file) => file.isSentBack);
  return files.findLast(
    (file) =>
      !file.isSentBack &&
      (returnedAt === null || file.readAt > returnedAt || (sentBack !== undefined && file.index > sentBack.index)),
  );
}

/** 电子表 is there with the file itself, also one that waits with questions; 盖章件 and 文字材料 only as attachments. */
function materialsOf(
  known: Known,
  task: ReportingTask,
  occurrence: Occurrence,
  unit: ReportingUnit,
  hasSheet: boolean,
): BoardMaterial[] {
  const own = known.attachments.filter(
    (one) =>
      one.unitId === unit.id && (one.taskId === null || (one.taskId === task.id && one.round === occurrence.round)),
  );
  return MATERIALS.map((material) => {
    const attachments = own.filter((one) => one.kind === material);
    const isPresent = attachments.length > 0 || (material === 'sheet' && hasSheet);
    const isRequired = task.materials.includes(material);
    return {
      material,
      label: MATERIAL_LABEL[material],
      isRequired,
      state: isPresent ? 'present' : isRequired ? 'missing' : 'not-required',
      attachmentIds: attachments.map((one) => one.id),
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
