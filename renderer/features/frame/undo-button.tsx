// Undo and redo with the name of the step. Which steps they are is said by the core; the whole list is in 设置 › 操作日志.

import { Button } from 'antd';
import { useCallback, useState } from 'react';

import type { ChangeSet } from '../../../shared/contract/calls/system.js';
import { call } from '../../api/client.js';
import { useCall } from '../../api/use-call.js';
import { RedoIcon, UndoIcon } from '../../ui/icons.js';
import { useReport } from '../../ui/use-report.js';
import { undoneLabel } from '../../../shared/model/undo-steps.js';
import { askToUndo } from '../../ask-to-undo.js';

export interface Undo {
  step: ChangeSet | null;
  redoStep: ChangeSet | null;
  isBusy: boolean;
  undo: () => Promise<void>;
  redo: () => Promise<void>;
}

export function useUndo(): Undo {
  const report = useReport();
  const { data } = useCall('history.next', {});
  const [isBusy, setBusy] = useState(false);
  const step = data?.undo ?? null;
  const redoStep = data?.redo ?? null;

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
    if (await askToUndo(report, step)) await run(step.id, `已撤销：${step.label}`);
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
