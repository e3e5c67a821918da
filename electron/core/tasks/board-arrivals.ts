// What has come in for one line of the board, and when: numbers, files and rows of ledgers together.

import type { Received, LiveSubmission } from '../store/submission-store.js';
import { ledgerPart, type LedgerPart } from './board-ledgers.js';
import type { Known, LineInput } from './board-line.js';
import { lastArrival, type BoardLedger } from '../../../shared/tasks/board.js';
import { chinaDate, type DateText } from '../../../shared/tasks/working-days.js';

export interface Arrived {
  missingCodes: string[];
  newest: LiveSubmission | undefined;
  parts: LedgerPart[];
  /** The newest file of a ledger, where one came in a file. */
  newestLedger: BoardLedger | undefined;
  /** Newest change set that stored something of it; null: nothing has come. */
  lastChange: number | null;
  lastAt: string | null;
  revision: number;
  /** The day on which the newest part came in. */
  on: DateText | null;
  /** Some parts have come in, and others have not. */
  isPartial: boolean;
}

export function arrivedOf(known: Known, { owed, ledgers, unit }: LineInput): Arrived {
  const received = (known.received.get(unit.id) ?? []).filter((row) => owed.has(row.indicatorId));
  const there = new Set(received.filter((row) => !row.isMissing).map((row) => row.indicatorId));
  const submissions = submissionsOf(known, owed, unit.id);
  const newest = submissions.at(-1);
  const sent = known.ledgers.filter((one) => one.unitId === unit.id);
  const parts = ledgers.map((ledger) => ledgerPart(ledger, sent));
  const changes = [...received, ...parts].flatMap((part) => part.lastChange ?? []);
  const arrivals = [...(owed.size > 0 ? [firstDay(received)] : []), ...parts.map(({ shown }) => shown.submittedOn)];
  const on = lastArrival(arrivals);
  return {
    missingCodes: [...owed].filter(([id]) => !there.has(id)).map(([, code]) => code),
    newest,
    parts,
    newestLedger: parts.map(({ shown }) => shown).findLast((shown) => shown.importFileId !== null),
    lastChange: changes.length === 0 ? null : Math.max(...changes, newest?.changeSetId ?? 0),
    lastAt:
      [...received, ...parts]
        .flatMap((part) => part.lastAt ?? [])
        .toSorted()
        .at(-1) ?? null,
    revision: Math.max(submissions.length, received.length > 0 ? 1 : 0, ...parts.map((part) => part.revision)),
    on,
    isPartial: on !== null && arrivals.includes(null),
  };
}

function firstDay(received: readonly Received[]): DateText | null {
  const [first] = received.map((row) => row.firstAt).toSorted();
  return first === undefined ? null : chinaDate(first);
}

function submissionsOf(known: Known, owed: LineInput['owed'], unitId: number): LiveSubmission[] {
  const given = known.submissions.filter(
    (one) =>
      one.unitId === unitId &&
      // A report that repeats what is stored gives no new value, and is a report all the same.
      (one.indicatorIds.some((id) => owed.has(id)) || (one.form === 'unit-report' && one.indicatorIds.length === 0)),
  );
  // The same file once more is no further 版次, and no 更正.
  return given.filter((one, at) => at === 0 || !one.isRepeat || one.indicatorIds.length > 0);
}
