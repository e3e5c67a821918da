// What has to be asked before files are received, an import is taken back or a preview is given up, and doing it then.
// Not here: the calls (use-import.ts), what the questions count (plan-facts.ts).

import type { ImportBatch } from '../../../shared/contract/calls/import.js';
import { pendingFiles, type PlannedFile } from '../../../shared/import/plan.js';
import { askToUndoImport } from '../../ask-to-undo.js';
import type { Report } from '../../ui/use-report.js';
import { wordFor } from './ledger-facts.js';
import { acceptableFiles, doubtsOf, isCorrection, needsPartial, notAdopted, storableCells } from './plan-facts.js';
import type { useImport } from './use-import.js';

export type Chosen = { index: number; partial: boolean }[];

/** Files whose 更正影响 is on screen; `chosen` null: only to look at it. */
export interface Correcting {
  files: PlannedFile[];
  chosen: Chosen | null;
}

interface Options {
  imports: Pick<ReturnType<typeof useImport>, 'receive' | 'undo' | 'discard'>;
  files: readonly PlannedFile[];
  report: Report;
  /** Shows 更正影响 of what is being received; null: no more. */
  onCorrections: (correcting: Correcting | null) => void;
  onReceived: () => void;
}

const whole = (list: readonly PlannedFile[]): Chosen => list.map(({ index }) => ({ index, partial: false }));

export function useReceiving({ imports, files, report, onCorrections, onReceived }: Options) {
  const finish = async (list: Chosen, reason: string): Promise<void> => {
    onCorrections(null);
    await imports.receive(list, reason);
    onReceived();
  };

  /** A correction shows what it changes and asks for its reason first. */
  const begin = async (list: Chosen): Promise<void> => {
    const indexes = new Set(list.map((file) => file.index));
    const corrections = files.filter((file) => indexes.has(file.index) && isCorrection(file));
    if (corrections.length > 0) onCorrections({ files: corrections, chosen: list });
    else await finish(list, '');
  };

  const receiveReady = (ready: readonly PlannedFile[]): Promise<void> => begin(whole(ready));

  const receiveChosen = async (chosen: readonly PlannedFile[]): Promise<void> => {
    const partial = chosen.filter(needsPartial);
    if (partial.length > 0) {
      const left = partial.reduce((sum, file) => sum + notAdopted(file), 0);
      const isLedger = partial.every((file) => file.form === 'ledger');
      const kept = partial.reduce((sum, file) => sum + storableCells(file), 0);
      const isSure = await report.confirm({
        title: '部分接收',
        content: `${partial.map((file) => `“${file.file}”`).join('、')}有问题：${left}${isLedger ? '行' : '个单元格'}不采用，${isLedger ? '台账' : '这些数值'}保持原样；其余${kept}${wordFor(partial)}将接收。更正后的文件可以再次导入。`,
        okText: isLedger ? '接收其余各行' : '接收其余数值',
        danger: true,
      });
      if (!isSure) return;
    }
    await begin(chosen.map((file) => ({ index: file.index, partial: needsPartial(file) })));
  };

  const receiveDoubtful = async (): Promise<void> => {
    const receivable = acceptableFiles(files);
    const doubts = doubtsOf(receivable);
    const isSure = await report.confirm({
      title: '连同需核实的一起接收',
      content: `将接收${receivable.length}个文件，其中${doubts.files}个还有${doubts.count}处需核实没有核实通过（${doubts.list}）。这些问题随导入记录保留，接收后仍可退回修改。`,
      okText: `接收这${receivable.length}个文件`,
    });
    if (isSure) await begin(whole(receivable));
  };

  const undoBatch = async (batch: ImportBatch): Promise<void> => {
    const live = batch.files.filter((file) => file.status === 'imported');
    const isSure = await askToUndoImport(report, batch.label, {
      files: live.length,
      stored: live.reduce((sum, file) => sum + file.stored, 0),
      isLedgers: live.every((file) => file.form === 'ledger'),
    });
    if (isSure) await imports.undo(batch.id);
  };

  /** Gives up what of the preview was not received. */
  const leave = async (): Promise<void> => {
    const left = pendingFiles(files).length;
    const isSure =
      left === 0 ||
      (await report.confirm({
        title: '放弃这次预览',
        content: `${left}个文件不接收，预览和回答不保留；已经接收的文件和已有数据不受影响。`,
        okText: '放弃',
        danger: true,
      }));
    if (isSure) await imports.discard();
  };

  return { finish, receiveReady, receiveChosen, receiveDoubtful, undoBatch, leave };
}
