// Before a step is taken back: a step that changed much is asked about, on every page in the same words.

import type { ChangeSet, Imported } from '../shared/contract/calls/system.js';
import { isTakenBackAtOnce, undoneLabel } from '../shared/model/undo-steps.js';
import { call } from './api/client.js';
import type { Report } from './ui/use-report.js';

const UNTOUCHED = '操作日志和保存的原始文件不受影响。';

/** The question before an import is taken back, in numbers. */
export function askToUndoImport(
  report: Report,
  label: string,
  { files, stored, isLedgers }: Imported,
): Promise<boolean> {
  return report.confirm({
    title: `撤销：${label}`,
    content: `将撤销${files}个文件、${stored}${isLedgers ? '条记录' : '个数值或记录'}，恢复到接收之前的内容，之后可以重做。${UNTOUCHED}`,
    okText: '撤销',
    danger: true,
  });
}

/** Undefined: it could not be asked, which was said. */
async function effectOf(report: Report, step: ChangeSet): Promise<Imported | null | undefined> {
  try {
    return (await call('history.effect', { id: step.id })).imported;
  } catch (error) {
    report.failed(error);
    return undefined;
  }
}

/** Out of a list, where any step may be chosen: always a question. */
export async function askToUndoListed(report: Report, step: ChangeSet): Promise<boolean> {
  const isRedo = step.kind === 'undo';
  const imported = await effectOf(report, step);
  if (imported === undefined) return false;
  if (imported && !isRedo) return askToUndoImport(report, step.label, imported);
  return report.confirm({
    title: isRedo ? `重做：${undoneLabel(step)}` : `撤销：${step.label}`,
    content: isRedo ? `将恢复到撤销之前的内容。${UNTOUCHED}` : `将恢复到这一步之前的内容，之后可以重做。${UNTOUCHED}`,
    okText: isRedo ? '重做' : '撤销',
    danger: true,
  });
}

/** By key or button on any page: what was only typed goes without a question. */
export async function askToUndo(report: Report, step: ChangeSet): Promise<boolean> {
  return isTakenBackAtOnce(step) || askToUndoListed(report, step);
}
