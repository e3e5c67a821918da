// Before a step is taken back: a step that changed much is asked about, on every page in the same words.

import type { ChangeSet } from '../shared/contract/calls/system.js';
import { isTakenBackAtOnce } from '../shared/model/undo-steps.js';
import type { Report } from './ui/use-report.js';

export async function askToUndo(report: Report, step: ChangeSet): Promise<boolean> {
  return (
    isTakenBackAtOnce(step) ||
    (await report.confirm({
      title: `撤销：${step.label}`,
      content: '将恢复到这一步之前的内容，之后可以重做。操作日志和保存的原始文件不受影响。',
      okText: '撤销',
      danger: true,
    }))
  );
}
