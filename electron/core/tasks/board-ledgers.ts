// The ledgers of a line of the board: which of those that the task asks for have come in, when, and what says so. Reads nothing;
// the rows themselves are in the ledgers and are counted nowhere here.

import type { LedgerSubmission } from '../store/ledger-submission-store.js';
import type { BoardLedger } from '../../../shared/tasks/board.js';
import { chinaDate } from '../../../shared/tasks/working-days.js';

/** A ledger of the task with what the state of the line follows from. */
export interface LedgerPart {
  shown: BoardLedger;
  /** Newest change set, null: nothing came in. */
  lastChange: number | null;
  lastAt: string | null;
  /** 版次: files that brought something; the same rows once more are no further one. */
  revision: number;
}

/** Of one unit and period, oldest first. */
export function ledgerPart(
  ledger: { id: string; title: string },
  submissions: readonly LedgerSubmission[],
): LedgerPart {
  const own = submissions.filter((one) => one.ledger === ledger.id);
  // Two sheets of one file are one submission.
  const files = [
    ...Map.groupBy(
      own.filter((one) => one.toldBy !== 'hand'),
      (one) => one.importFileId,
    ).values(),
  ];
  const newest = files.at(-1)?.at(-1) ?? own.at(-1);
  const days = own.map((one) => one.receivedOn ?? chinaDate(one.at)).toSorted();
  return {
    shown: {
      ledger: ledger.id,
      title: ledger.title,
      isReceived: newest !== undefined,
      rows: files.at(-1)?.reduce((sum, one) => sum + one.rows, 0) ?? null,
      submittedOn: days[0] ?? null,
      toldBy: newest?.toldBy ?? null,
      reason: newest?.reason ?? '',
      file: newest?.file ?? '',
      importFileId: newest?.importFileId ?? null,
    },
    lastChange: own.length === 0 ? null : Math.max(...own.map((one) => one.changeSetId)),
    lastAt:
      own
        .map((one) => one.at)
        .toSorted()
        .at(-1) ?? null,
    revision:
      files.length === 0
        ? Math.min(own.length, 1)
        : files.filter((sheets, at) => at === 0 || sheets.some((one) => one.stored > 0)).length,
  };
}

/** 专利权质押融资5条、执法案件本期无、商标质押未报 */
export function ledgersText(ledgers: readonly BoardLedger[]): string {
  return ledgers.map(({ title, isReceived, rows }) => `${title}${isReceived ? rowsText(rows) : '未报'}`).join('、');
}

function rowsText(rows: number | null): string {
  if (rows === null) return '已收到';
  return rows === 0 ? '本期无' : `${rows}条`;
}
