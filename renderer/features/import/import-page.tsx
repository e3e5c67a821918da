// 报送导入: drop → look → answer → receive. Arranges the parts; use-import.ts asks, plan-facts.ts computes.

import { Button } from 'antd';
import { useEffect, useState } from 'react';

import './import.css';

import type { ImportBatch } from '../../../shared/contract/calls/import.js';
import { Page } from '../../ui/page.js';
import { ProgressLine } from '../../ui/progress-line.js';
import { useReport } from '../../ui/use-report.js';
import { Batches } from './batches.js';
import { DropArea } from './drop-area.js';
import { FileTable } from './file-table.js';
import { IssueNotes } from './issue-notes.js';
import { acceptableFiles, needsPartial, pendingFiles, questionCards, storableCells } from './plan-facts.js';
import { QuestionCards } from './question-cards.js';
import { ReadingView } from './reading-view.js';
import { ReceivedCard } from './received-card.js';
import { useImport } from './use-import.js';

export function ImportPage() {
  const { plan, hasAsked, running, received, start, answer, receive, undo, discard } = useImport();
  const report = useReport();
  const [current, setCurrent] = useState(0);
  const [reading, setReading] = useState<number | null>(null);
  const [ticked, setTicked] = useState<ReadonlySet<number>>(new Set());
  const files = plan?.files ?? [];
  const ready = acceptableFiles(files);
  const chosen = files.filter((file) => ticked.has(file.index));
  const cards = questionCards(files);
  const isBusy = running !== null;
  const isFinished = plan !== null && pendingFiles(files).length === 0;

  // Coming back to a plan of which nothing waits: there is nothing to go on with.
  const isStale = isFinished && received === null && files.some((file) => file.status === 'imported');
  useEffect(() => {
    if (isStale) void discard();
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- `discard` is new on each render; only the state matters
  }, [isStale]);

  const receiveChosen = async (): Promise<void> => {
    const partial = chosen.filter(needsPartial);
    if (partial.length > 0) {
      const left = partial.reduce((sum, file) => sum + file.cells.rejected + file.cells.conflict, 0);
      const kept = partial.reduce((sum, file) => sum + storableCells(file), 0);
      const isSure = await report.confirm({
        title: '部分接收',
        content: `${partial.map((file) => `“${file.file}”`).join('、')}有问题：${left}个单元格不采用，这些数值保持原样；其余${kept}个数值将接收。更正后的文件可以再次导入。`,
        okText: '接收其余数值',
        danger: true,
      });
      if (!isSure) return;
    }
    await receive(chosen.map((file) => ({ index: file.index, partial: needsPartial(file) })));
    setTicked(new Set());
  };
  const undoBatch = async (batch: ImportBatch, values: number): Promise<void> => {
    const isSure = await report.confirm({
      title: `撤销：${batch.label}`,
      content: `将撤销${batch.files.length}个文件、${values}个数值，恢复到接收之前的内容；保存的原始文件不受影响。`,
      okText: '撤销',
      danger: true,
    });
    if (isSure) await undo(batch.id);
  };
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
    if (isSure) await discard();
  };
  const readingAt = files.findIndex((file) => file.index === reading);
  if (plan && readingAt >= 0) {
    return (
      <ReadingView
        planId={plan.planId}
        files={files}
        at={readingAt}
        onMove={(index) => setReading(files[index]?.index ?? null)}
        onClose={() => setReading(null)}
      />
    );
  }

  return (
    <Page
      title="报送导入"
      note={plan && !isFinished ? `${files.length}个文件，还没有接收的不会保存` : undefined}
      actions={
        plan && (
          <Button disabled={isBusy} onClick={() => void leave()}>
            {isFinished ? '完成，导入其他文件' : '放弃'}
          </Button>
        )
      }
    >
      {received && <ReceivedCard received={received} onUndo={(batchId) => void undo(batchId)} />}
      {running && <ProgressLine job={running} />}
      {!plan && hasAsked && !isBusy && <DropArea isCompact={false} onFiles={(refs) => void start(refs)} />}
      {!plan && <Batches onUndo={(batch, values) => void undoBatch(batch, values)} />}
      {plan && (
        <>
          <QuestionCards cards={cards} isBusy={isBusy} onAnswer={(card, value) => void answer(card, value)} />
          <div className="import-files">
            <FileTable
              files={files}
              current={current}
              onCurrent={setCurrent}
              onOpen={(file) => setReading(file.index)}
              ticked={ticked}
              onTick={(file) => {
                const next = new Set(ticked);
                if (!next.delete(file.index)) next.add(file.index);
                setTicked(next);
              }}
            />
          </div>
          <IssueNotes file={files[current]} onJump={(file) => setReading(file.index)} />
          <footer className="bottom-bar">
            <DropArea isCompact onFiles={(refs) => void start(refs)} />
            <span className="top-bar-gap" />
            <Button disabled={isBusy || chosen.length === 0} onClick={() => void receiveChosen()}>
              接收所选（{chosen.length}）
            </Button>
            <Button
              type="primary"
              disabled={isBusy || ready.length === 0}
              onClick={() => void receive(ready.map((file) => ({ index: file.index, partial: false })))}
            >
              接收全部无问题的（{ready.length}）
            </Button>
          </footer>
        </>
      )}
    </Page>
  );
}
