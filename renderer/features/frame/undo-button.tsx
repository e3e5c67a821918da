// Undo with the name of the step. The newest step that can be undone; the whole list is in 设置 › 操作日志.

import { Button } from 'antd';
import { useCallback, useState } from 'react';

import type { ChangeSet } from '../../../shared/contract/calls/system.js';
import { call } from '../../api/client.js';
import { useCall } from '../../api/use-call.js';
import { useReport } from '../../ui/use-report.js';
import { UndoIcon } from '../../ui/icons.js';

export interface Undo {
  step: ChangeSet | null;
  isBusy: boolean;
  undo: () => Promise<void>;
}

export function useUndo(): Undo {
  const report = useReport();
  const { data } = useCall('history.list', { limit: 20 });
  const [isBusy, setBusy] = useState(false);
  const step = data?.changes.find((change) => change.canUndo && !change.undone) ?? null;

  const undo = useCallback(async () => {
    if (!step || isBusy) return;
    const isSure = await report.confirm({
      title: `撤销：${step.label}`,
      content: '将恢复到这一步之前的内容。操作日志和保存的原始文件不受影响。',
      okText: '撤销',
      danger: true,
    });
    if (!isSure) return;
    setBusy(true);
    try {
      const { label } = await call('history.undo', { id: step.id });
      report.done(`已撤销：${label}`);
    } catch (error) {
      report.failed(error);
    } finally {
      setBusy(false);
    }
  }, [step, isBusy, report]);
  return { step, isBusy, undo };
}

export function UndoButton({ control }: { control: Undo }) {
  const { step, isBusy, undo } = control;
  return (
    <Button
      type="text"
      icon={<UndoIcon />}
      disabled={!step || isBusy}
      title={step ? `撤销：${step.label}（Ctrl+Z）` : '没有可以撤销的步骤'}
      onClick={() => void undo()}
    >
      <span className="undo-label">{step ? `撤销：${step.label}` : '撤销'}</span>
    </Button>
  );
}
