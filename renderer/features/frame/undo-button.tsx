// Undo and redo with the name of the step. Which steps they are: undo-steps.ts; the whole list is in 设置 › 操作日志.

import { Button } from 'antd';
import { useCallback, useState } from 'react';

import type { ChangeSet } from '../../../shared/contract/calls/system.js';
import { call } from '../../api/client.js';
import { useCall } from '../../api/use-call.js';
import { RedoIcon, UndoIcon } from '../../ui/icons.js';
import { useReport } from '../../ui/use-report.js';
import { stepToRedo, stepToUndo, undoneLabel } from '../../undo-steps.js';

export interface Undo {
  step: ChangeSet | null;
  redoStep: ChangeSet | null;
  isBusy: boolean;
  undo: () => Promise<void>;
  redo: () => Promise<void>;
}

export function useUndo(): Undo {
  const report = useReport();
  const { data } = useCall('history.list', { limit: 50 });
  const [isBusy, setBusy] = useState(false);
  const step = stepToUndo(data?.changes ?? []);
  const redoStep = stepToRedo(data?.changes ?? []);

  const run = useCallback(
    async (id: number, done: string) => {
      setBusy(true);
      try {
        await call('history.undo', { id });
        report.done(done);
      } catch (error) {
        report.failed(error);
      } finally {
        setBusy(false);
      }
    },
    [report],
  );
  const undo = useCallback(async () => {
    if (!step || isBusy) return;
    // What was typed into a ledger comes back by 重做 as fast as it goes: asking would only be in the way.
    const isSure =
      step.kind === 'ledgers' ||
      (await report.confirm({
        title: `撤销：${step.label}`,
        content: '将恢复到这一步之前的内容，之后可以重做。操作日志和保存的原始文件不受影响。',
        okText: '撤销',
        danger: true,
      }));
    if (isSure) await run(step.id, `已撤销：${step.label}`);
  }, [step, isBusy, report, run]);
  // Without a question: it brings back what the officer did, and 撤销 takes it away again.
  const redo = useCallback(async () => {
    if (!redoStep || isBusy) return;
    await run(redoStep.id, `已重做：${undoneLabel(redoStep)}`);
  }, [redoStep, isBusy, run]);
  return { step, redoStep, isBusy, undo, redo };
}

export function UndoButton({ control }: { control: Undo }) {
  const { step, redoStep, isBusy, undo, redo } = control;
  const redoTitle = redoStep ? `重做：${undoneLabel(redoStep)}（Ctrl+Y）` : '没有可以重做的步骤';
  return (
    <>
      <Button
        type="text"
        icon={<UndoIcon />}
        disabled={!step || isBusy}
        title={step ? `撤销：${step.label}（Ctrl+Z）` : '没有可以撤销的步骤'}
        onClick={() => void undo()}
      >
        <span className="undo-label">{step ? `撤销：${step.label}` : '撤销'}</span>
      </Button>
      <Button
        type="text"
        icon={<RedoIcon />}
        disabled={!redoStep || isBusy}
        aria-label={redoStep ? `重做：${undoneLabel(redoStep)}` : '重做'}
        title={redoTitle}
        onClick={() => void redo()}
      />
    </>
  );
}
