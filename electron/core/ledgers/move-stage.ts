// Moving rows through the stages of their ledger: one step, whatever its number of rows.

import { addStageMoves } from '../store/ledger-history.js';
import { getRow, updateRow } from '../store/ledger-store.js';
import type { Store } from '../store/store.js';
import { write } from '../store/write.js';
import { AppError } from '../../../shared/errors/app-error.js';
import { statusFieldOf, type Ledger, type LedgerRow } from '../../../shared/ledgers/define.js';
import { readRow } from '../../../shared/ledgers/read-row.js';
import { rowName } from '../../../shared/ledgers/row-name.js';
import { allStages, canonicalStage, isStageOfRow } from '../../../shared/ledgers/stages.js';
import { checkRow, type RowEnv, type RowInput } from '../../../shared/ledgers/validate.js';
import { rowEnv } from './save.js';

export interface StageStep {
  ids: readonly number[];
  to: string;
  on: string | null;
  toWhom?: string;
  note: string;
  /** Fields that the stage asks for, written into every row. */
  values?: RowInput;
  operator: string;
}

/** The row at its new stage. Throws input.invalid with what the checks refuse of it now and did not before. */
function atStage(ledger: Ledger, env: RowEnv, before: LedgerRow, input: RowInput): LedgerRow {
  const { row, findings } = readRow(ledger, input, env, before);
  const known = new Set(checkRow(ledger, before).map(({ rule, field }) => `${rule}/${field}`));
  const refused = findings.find(({ severity, rule, field }) => severity === 'block' && !known.has(`${rule}/${field}`));
  if (refused) throw new AppError('input.invalid', { what: `“${rowName(ledger, before)}”：${refused.message}` });
  return row;
}

/** As many ended rows are named in a refusal. */
const MOST_NAMED = 3;

/** A whole 批次 that goes on would bring back what was withdrawn or objected to: that is done on purpose, alone. */
function refuseMixed(
  ledger: Ledger,
  moving: readonly { row: LedgerRow }[],
  { status, to }: { status: string; to: string },
): void {
  const { ends } = ledger.stages!;
  const ended = moving.filter(({ row }) => typeof row[status] === 'string' && ends.includes(row[status]));
  if (ends.includes(to) || ended.length === 0 || ended.length === moving.length) return;
  const named = ended.slice(0, MOST_NAMED).map(({ row }) => `“${rowName(ledger, row)}”（${row[status] as string}）`);
  throw new AppError('input.invalid', {
    what: `要进入“${to}”的${moving.length}条中有${ended.length}条已经结束：${named.join('、')}${ended.length > MOST_NAMED ? '等' : ''}，没有移动任何一条。请不选这些行再办理；确要恢复办理的，请单独选中它们`,
  });
}

/**
 * Moves rows to a stage as one step; a row that is there already stays. Throws input.invalid for a stage off the row's path, and
 * where a row lacks what it must have at that stage: the date by which it counts; and where ended rows are among others that go on.
 */
export function moveStage(store: Store, ledger: Ledger, move: StageStep): number {
  const status = statusFieldOf(ledger);
  if (status === null || !ledger.stages) throw new AppError('input.invalid', { what: `${ledger.title}没有环节` });
  const to = canonicalStage(ledger.stages, move.to);
  if (to === null)
    throw new AppError('input.invalid', {
      what: `“${move.to}”不是环节，应为${allStages(ledger.stages).join('、')}之一`,
    });
  const rows = [...new Set(move.ids)].map((id) => {
    const found = getRow(store, ledger, id);
    if (found === null) throw new AppError('data.not-found', { what: `${ledger.title}的这一条` });
    if (!isStageOfRow(ledger, found.row, to))
      throw new AppError('input.invalid', {
        what: `所选的记录中有一条的${ledger.fields[ledger.stages?.pathField ?? '']?.label ?? '流程'}没有“${to}”这一环节`,
      });
    return found;
  });
  const moving = rows.filter(({ row }) => row[status] !== to);
  if (moving.length === 0) return 0;
  refuseMixed(ledger, moving, { status, to });
  const env = rowEnv(store, null);
  write(
    store,
    {
      kind: 'ledgers',
      label: `${ledger.title}：${moving.length}条进入“${to}”`,
      operator: move.operator,
      topics: ['ledgers'],
      detail: move.note,
    },
    () => {
      const at = store.now();
      const input = { ...move.values, [status]: to };
      for (const { id, row, extra } of moving)
        updateRow(store, ledger, { id, row: atStage(ledger, env, row, input), extra });
      addStageMoves(
        store,
        ledger,
        moving.map(({ id, row }) => {
          const from = row[status];
          return {
            rowId: id,
            move: {
              at,
              operator: move.operator,
              from: typeof from === 'string' ? from : null,
              to,
              on: move.on,
              toWhom: move.toWhom ?? '',
              note: move.note,
            },
          };
        }),
      );
    },
  );
  return moving.length;
}
