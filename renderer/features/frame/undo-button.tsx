// Undo and redo with the name of the step. Which steps they are is said by the core; the whole list is in 设置 › 操作日志.

import { Button } from 'antd';
import { useCallback } from 'react';

import type { ChangeSet } from '../../../shared/contract/calls/system.js';
import { call } from '../../api/client.js';
import { isOwnSince } from '../../api/seen.js';
import { useCall } from '../../api/use-call.js';
import { RedoIcon, UndoIcon } from '../../ui/icons.js';
import { useBusy } from '../../ui/use-busy.js';
import { useReport } from '../../ui/use-report.js';
import { undoneLabel } from '../../../shared/model/undo-steps.js';
import { askToUndo } from '../../ask-to-undo.js';
import { usePageSteps } from '../../page-steps.js';

export interface Undo {
  /** What the next step is called; null: there is none. */
  label: string | null;
  redoLabel: string | null;
  /** Why there is nothing that 重做 can do; '' where it can, or where nothing was taken back. */
  redoObstacle: string;
  isBusy: boolean;
  undo: () => Promise<void>;
  redo: () => Promise<void>;
}

export function useUndo(): Undo {
  const report = useReport();
  const { data } = useCall('history.next', {});
  const { isBusy, whileBusy } = useBusy();
  const step = data?.undo ?? null;
  const redoStep = data?.redo ?? null;

  const page = usePageSteps();

  const take = useCallback(
    (taken: ChangeSet, done: string) =>
      whileBusy(async () => {
        await call('history.undo', { id: taken.id });
        report.done(done);
      }),
    [report, whileBusy],
  );
  // Asked anew: right after a step the name on the button may still be that of the step before, and that one would be taken back.
  const nextStep = useCallback(
    async (way: 'undo' | 'redo'): Promise<ChangeSet | null> => {
      let found: ChangeSet | null = null;
      await whileBusy(async () => {
        const { redoObstacle, ...next } = await call('history.next', {});
        found = next[way];
        if (way === 'redo' && redoObstacle !== '') report.declined(`${redoObstacle}。`);
      });
      return found;
    },
    [report, whileBusy],
  );
  const undo = useCallback(async () => {
    if (page?.undo) await whileBusy(page.undo);
    else {
      const newest = await nextStep('undo');
      if (newest && (await askToUndo(report, newest))) await take(newest, `已撤销：${newest.label}`);
    }
  }, [page, nextStep, report, whileBusy, take]);
  // Without a question: it brings back what the officer did, and 撤销 takes it away again.
  const redo = useCallback(async () => {
    if (page?.redo) await whileBusy(page.redo);
    else {
      const newest = await nextStep('redo');
      if (newest) await take(newest, `已重做：${undoneLabel(newest)}`);
    }
  }, [page, nextStep, whileBusy, take]);
  const isPages = page?.undoSeen === undefined || !isOwnSince(step?.id ?? null, page.undoSeen);
  const label = (isPages ? page?.undoLabel : null) ?? step?.label ?? null;
  const redoLabel = page?.redoLabel ?? (redoStep ? undoneLabel(redoStep) : null);
  const redoObstacle = redoLabel === null ? (data?.redoObstacle ?? '') : '';
  return { label, redoLabel, redoObstacle, isBusy, undo, redo };
}

export function UndoButton({ control }: { control: Undo }) {
  const { label, redoLabel, redoObstacle, isBusy, undo, redo } = control;
  const text = label === null ? '撤销' : `撤销：${label}`;
  const redoText = redoLabel === null ? '重做' : `重做：${redoLabel}`;
  return (
    <>
      <Button
        type="text"
        icon={<UndoIcon />}
        disabled={label === null || isBusy}
        title={label === null ? '没有可以撤销的步骤' : `${text}（Ctrl+Z）`}
        onClick={() => void undo()}
      >
        <span className="undo-label">{text}</span>
      </Button>
      <Button
        type="text"
        icon={<RedoIcon />}
        disabled={redoLabel === null || isBusy}
        aria-label={redoText}
        title={redoLabel === null ? redoObstacle || '没有可以重做的步骤' : `${redoText}（Ctrl+Y）`}
        onClick={() => void redo()}
      />
    </>
  );
}
