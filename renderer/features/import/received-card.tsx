// After receiving: what changed, undo, next step.

import { Alert, Button } from 'antd';
import { useEffect } from 'react';

import { call } from '../../api/client.js';
import { go } from '../../app-state.js';
import { storedWords } from './ledger-facts.js';
import { canReturn, leftOut, monthsLeft, nameParts, notAdopted } from './plan-facts.js';
import type { Received } from './received.js';

interface Props {
  received: Received;
  /** Files of the same preview that still wait. */
  waiting: number;
  onUndo: (batchId: number) => void;
  onChain: (batchId: number) => void;
  /** 退回修改 of what was received with issues. */
  onReturn: (batchId: number) => void;
}

/** Files of one import that have something to send back. */
export async function receivedWithIssues(batchId: number): Promise<{ id: number; name: string; issues: number }[]> {
  const { batches } = await call('import.batches', { limit: 50 });
  const files = batches.find((batch) => batch.id === batchId)?.files ?? [];
  return files.flatMap(({ id, file, toReturn }) => (toReturn > 0 ? [{ id, name: file, issues: toReturn }] : []));
}

/** What was on screen already. The card leads on by Enter when it comes; when the list comes back from a file that was looked at, the
 * keys belong to the list. */
const seen = new WeakSet<Received>();

export function ReceivedCard({ received, waiting, onUndo, onChain, onReturn }: Props) {
  useEffect(() => void seen.add(received), [received]);
  const { files, stored, rows, batchId, isUndone } = received;
  const changed = files.reduce((sum, file) => sum + file.cells.changed, 0);
  const isLedger = files.every((file) => file.form === 'ledger');
  const left = files.reduce((sum, file) => sum + leftOut(file), 0);
  const rejected = files.reduce((sum, file) => sum + notAdopted(file), 0);
  if (isUndone) {
    return (
      <Alert
        type="info"
        showIcon
        title={`已撤销这次接收（${files.length}个文件）。${stored === 0 ? '它没有改动数据，数据和接收之前一样。' : '数据恢复到接收之前。'}`}
      />
    );
  }
  const parts = [
    stored === 0 && left + rejected === 0 ? '内容与已有的相同，没有改动数据' : storedWords(files, stored, rows),
  ];
  if (changed > 0) parts.push(`其中变更${changed}个`);
  if (left > 0) parts.push(`${left}${isLedger ? '行' : '个'}选定不接收`);
  if (rejected > 0) parts.push(`${rejected}${isLedger ? '行' : '个'}未采用`);
  // Districts send the year so far every month: their older months are said in the list.
  const untaken = files.filter((file) => file.form !== 'unit-report' && monthsLeft(file) > 0);
  const months = untaken.reduce((sum, file) => sum + monthsLeft(file), 0);
  const names = untaken.length === 1 ? `《${nameParts(untaken[0]!.file).name}》` : `${untaken.length}个文件`;
  const leftWords =
    months === 0
      ? ''
      : `${names}另有${months}期未采用，需要时重新选择${untaken.length === 1 ? '该' : '这些'}文件，点“也接收”。`;
  return (
    <Alert
      type="success"
      showIcon
      title={`已接收${files.length}个文件，${parts.join('，')}。${leftWords}${waiting > 0 ? `另有${waiting}个文件还没有接收。` : ''}`}
      action={
        <span className="button-row">
          {batchId !== null && changed > 0 && (
            <Button size="small" onClick={() => onChain(batchId)}>
              版次
            </Button>
          )}
          {batchId !== null && files.some(canReturn) && (
            <Button
              size="small"
              title="有必改或需核实问题的文件，接收之后也可以退回修改"
              onClick={() => onReturn(batchId)}
            >
              退回修改…
            </Button>
          )}
          {batchId !== null && (
            <Button size="small" onClick={() => onUndo(batchId)}>
              撤销这次接收
            </Button>
          )}
          <Button
            size="small"
            type="primary"
            autoFocus={!seen.has(received)}
            onClick={() => go(isLedger ? 'ledgers' : 'tables')}
          >
            {isLedger ? '查看台账' : '查看汇总表'}
          </Button>
        </span>
      }
    />
  );
}
