// One unit's line of the board: its state, its day, what is missing and what the officer has marked.
// Not here: what has come in (board-arrivals.ts), the rule from facts to a state (shared/tasks/board.ts).

import type { Ctx } from '../context.js';
import type { StoredAttachment } from '../store/attachment-store.js';
import type { LedgerSubmission } from '../store/ledger-submission-store.js';
import { openFindings, type LiveSubmission, type Received, type WaitingFile } from '../store/submission-store.js';
import { NO_NOTES, type LineNotes } from '../store/task-store.js';
import { arrivedOf, type Arrived } from './board-arrivals.js';
import type { Period } from '../../../shared/model/period.js';
import type { ReportingUnit } from '../../../shared/model/unit.js';
import {
  BOARD_STATE_LABEL,
  boardState,
  isOnTime,
  isPartlyOnTime,
  type BoardLine,
  type BoardMaterial,
} from '../../../shared/tasks/board.js';
import {
  lastDayOf,
  MATERIAL_LABEL,
  MATERIALS,
  type Occurrence,
  type ReportingTask,
} from '../../../shared/tasks/define.js';
import { chinaDate, workingDaysBetween, type DateText, type WorkCalendar } from '../../../shared/tasks/working-days.js';

/** What the board of a period looks at, read once. */
export interface Known {
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

export interface LineInput {
  task: ReportingTask;
  occurrence: Occurrence;
  /** Indicator id → code. */
  owed: ReadonlyMap<number, string>;
  ledgers: readonly { id: string; title: string }[];
  unit: ReportingUnit;
  deadline: { date: DateText; isCertain: boolean };
}

export function lineOf(known: Known, input: LineInput): BoardLine {
  const { task, occurrence, owed, unit, deadline } = input;
  const { period, today, calendar } = known;
  const notes = known.notes.get(`${task.id}/${unit.id}/${occurrence.round}`) ?? NO_NOTES;
  const arrived = arrivedOf(known, input);
  const { lastChange, newest, newestLedger, parts, missingCodes, isPartial } = arrived;
  const findings = findingsOf(known, [newest?.importFileId, ...parts.map(({ shown }) => shown.importFileId)]);
  const waiting = waitingOf(
    known.waiting.filter((file) => file.units.includes(unit.name)),
    notes.returnedAt,
  );
  const isReturned = notes.returnedAt !== null && !(lastChange !== null && lastChange > (notes.returnedChange ?? 0));
  const due = isReturned && notes.returnedDue !== null ? notes.returnedDue : deadline.date;
  const state = boardState({
    isExempt: notes.exemptReason !== null,
    lastChange,
    isComplete: missingCodes.length === 0 && parts.every(({ shown }) => shown.isReceived),
    hasBlocks: findings.block > 0,
    revision: arrived.revision,
    pending: waiting === undefined ? null : waiting.status === 'planned' ? 'ready' : 'asks',
    returnedAtChange: notes.returnedAt === null ? null : (notes.returnedChange ?? 0),
    checkedAtChange: notes.checkedOn === null ? null : (notes.checkedChange ?? 0),
    today,
    periodEnd: lastDayOf(period),
    due,
  });
  const isOpen = lastChange === null || isReturned || isPartial;
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
    submittedOn: notes.receivedOn ?? arrived.on,
    receivedOnEntered: notes.receivedOn !== null,
    lastReceivedAt: arrived.lastAt,
    onTime: state === 'exempt' ? null : wasOnTime(known, input, arrived, notes),
    revision: arrived.revision,
    submissionId: newest?.id ?? null,
    importFileId: newest?.importFileId ?? newestLedger?.importFileId ?? null,
    file: newest?.file ?? newestLedger?.file ?? '',
    blocks: findings.block,
    warnings: findings.warn,
    pending: waiting === undefined ? null : { planId: waiting.planId, index: waiting.index, file: waiting.file },
    required: owed.size,
    missingCodes,
    ledgers: parts.map(({ shown }) => shown),
    materials: materialsOf(known, input, lastChange !== null || waiting !== undefined),
    exemptReason: notes.exemptReason ?? '',
    ...markedBy(notes, lastChange),
  };
}

/** Null while nobody can say. */
function wasOnTime(
  { today }: Known,
  { task, deadline: { date: due } }: LineInput,
  { isPartial, on }: Arrived,
  { receivedOn }: LineNotes,
): boolean | null {
  const taskCreatedOn = chinaDate(task.createdAt);
  if (isPartial) return isPartlyOnTime({ today, due, taskCreatedOn });
  return isOnTime({ submittedOn: receivedOn ?? on, isEntered: receivedOn !== null, due, taskCreatedOn });
}

/** What the officer has marked: sent back, and checked with the unit. */
function markedBy(notes: LineNotes, lastChange: number | null): Pick<BoardLine, 'returned' | 'checked'> {
  const { returnedAt, returnedDue: due, returnedReason, checkedOn, checkedNote, checkedChange } = notes;
  return {
    returned: returnedAt === null ? null : { on: chinaDate(returnedAt), due, reason: returnedReason ?? '' },
    checked:
      checkedOn === null
        ? null
        : {
            on: checkedOn,
            note: checkedNote ?? '',
            isStale: lastChange !== null && lastChange > (checkedChange ?? 0),
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
function materialsOf(known: Known, { task, occurrence, unit }: LineInput, hasSheet: boolean): BoardMaterial[] {
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
