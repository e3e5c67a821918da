// 报送导入: drop → look → answer → decide → receive or send back. Arranges the parts; use-import.ts and decisions.tsx ask,
// plan-facts.ts computes.

import { Alert, Button } from 'antd';
import { useEffect, useState } from 'react';

import './decisions.css';
import './import.css';
import './reading.css';

import { pendingFiles, type CheckIssue, type PlannedFile } from '../../../shared/import/plan.js';
import { refreshPlan } from '../../api/import-plan.js';
import { ReturnDialog } from '../../return-ui/return-dialog.js';
import type { ReturnTarget } from '../../return-ui/use-return-copies.js';
import { Page } from '../../ui/page.js';
import { ProgressLine } from '../../ui/progress-line.js';
import { useReport } from '../../ui/use-report.js';
import { AsLedger, type ListFiles } from './as-ledger.js';
import { Batches } from './batches.js';
import { BottomBar } from './bottom-bar.js';
import { ConflictDialog } from './conflict-dialog.js';
import { CorrectionDialog } from './correction-dialog.js';
import { DecisionsProvider } from './decisions.js';
import { DropArea } from './drop-area.js';
import { FileTable } from './file-table.js';
import { IssueNotes } from './issue-notes.js';
import { acceptableFiles, cleanFiles, countIssues, questionCards, type QuestionCard } from './plan-facts.js';
import { QuestionCards } from './question-cards.js';
import { ReadingView } from './reading-view.js';
import { ReceivedCard, receivedWithIssues } from './received-card.js';
import { chainKeysOfBatch, RevisionChain, type ChainKey } from './revision-chain.js';
import { useImport } from './use-import.js';
import { useReceiving, type Correcting } from './use-receiving.js';

/** A short list leaves its room to the issues below. Rows and head of RowList, its border, and a breath. */
function listHeight(rows: number): number {
  return Math.max(3, rows + 1) * 28 + 8;
}

export function ImportPage() {
  const imports = useImport();
  const { plan, hasAsked, running, received, start, answer, take, decide, readAgain, undo, discard } = imports;
  const report = useReport();
  const [current, setCurrent] = useState(0);
  const [reading, setReading] = useState<{ index: number; issue: CheckIssue | null } | null>(null);
  const [ticked, setTicked] = useState<ReadonlySet<number>>(new Set());
  const [correcting, setCorrecting] = useState<Correcting | null>(null);
  const [returning, setReturning] = useState<ReturnTarget | null>(null);
  const [asLedger, setAsLedger] = useState<ListFiles | null>(null);
  const [contradicting, setContradicting] = useState<QuestionCard | null>(null);
  const [chain, setChain] = useState<readonly ChainKey[] | null>(null);
  const files = plan?.files ?? [];
  const receivable = acceptableFiles(files);
  const ready = cleanFiles(files);
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

  const { finish, receiveReady, receiveChosen, receiveDoubtful, undoBatch, leave } = useReceiving({
    imports,
    files,
    report,
    onCorrections: setCorrecting,
    onReceived: () => setTicked(new Set()),
  });
  const sendBack = (list: readonly PlannedFile[]): void => {
    if (!plan) return;
    const back = list.map((file) => ({
      id: file.index,
      name: file.file,
      issues: countIssues(file, 'block') + countIssues(file, 'warn'),
    }));
    setReturning({ kind: 'planned', planId: plan.planId, files: back });
  };
  const sendBackReceived = (batchId: number): void => {
    receivedWithIssues(batchId)
      .then((back) => setReturning({ kind: 'received', files: back }))
      .catch(report.failed);
  };
  const doneReturning = (): void => {
    setReturning(null);
    refreshPlan().catch(report.failed);
  };
  const showChain = (batchId: number): void => {
    chainKeysOfBatch(batchId).then(setChain).catch(report.failed);
  };
  const showEffect = (card: QuestionCard): void => {
    const asked = new Set(card.asked.map(({ index }) => index));
    setCorrecting({ files: files.filter((file) => asked.has(file.index)), chosen: null });
  };
  /** The same sheet of all files that ask about it. */
  const listOf = ({ asked, question }: QuestionCard): void => {
    const sheetIn = (file: PlannedFile): number => file.sheets.findIndex(({ name }) => name === question.sheet);
    const asking = files.filter((file) => asked.some(({ index }) => index === file.index));
    const sheet = sheetIn(asking[0]!);
    setAsLedger({ files: asking.filter((file) => sheetIn(file) === sheet), sheet });
  };
  const dialogs = (
    <>
      {plan && correcting && (
        <CorrectionDialog
          planId={plan.planId}
          files={correcting.files}
          others={(correcting.chosen?.length ?? correcting.files.length) - correcting.files.length}
          onReceive={correcting.chosen ? (reason) => void finish(correcting.chosen ?? [], reason) : undefined}
          onClose={() => setCorrecting(null)}
        />
      )}
      {plan && asLedger && (
        <AsLedger
          planId={plan.planId}
          {...asLedger}
          onAnswer={(id, value) => void decide(asLedger.files, id, value)}
          onClose={() => setAsLedger(null)}
        />
      )}
      {plan && contradicting && (
        <ConflictDialog
          planId={plan.planId}
          id={contradicting.question.id}
          onChoose={(places) => {
            setContradicting(null);
            void imports.settlePlaces(contradicting, places);
          }}
          onClose={() => setContradicting(null)}
        />
      )}
      {returning && <ReturnDialog target={returning} onClose={doneReturning} />}
      {chain && <RevisionChain keys={chain} onClose={() => setChain(null)} />}
    </>
  );
  const readingAt = files.findIndex((file) => file.index === reading?.index);
  if (plan && readingAt >= 0) {
    return (
      <DecisionsProvider planId={plan.planId}>
        <ReadingView
          planId={plan.planId}
          files={files}
          at={readingAt}
          issue={reading?.issue ?? null}
          onMove={(at) => {
            const next = files[at];
            setReading(next ? { index: next.index, issue: null } : null);
          }}
          onReturn={(file) => sendBack([file])}
          onClose={() => {
            setCurrent(readingAt);
            setReading(null);
          }}
        />
        {dialogs}
      </DecisionsProvider>
    );
  }

  return (
    <Page
      title="报送导入"
      note={plan && !isFinished ? `${files.length}个文件，还没有接收的不会保存` : undefined}
      actions={
        plan && (
          <>
            {!isFinished && (
              <Button
                disabled={isBusy}
                title="按现在的填报单位、指标、审核规则和设置重新读取还没有接收的文件，已作的回答保留"
                onClick={() => void readAgain()}
              >
                全部重新识别
              </Button>
            )}
            <Button disabled={isBusy} onClick={() => void leave()}>
              {isFinished ? '完成，导入其他文件' : '放弃'}
            </Button>
          </>
        )
      }
    >
      {received && (
        <ReceivedCard
          received={received}
          waiting={pendingFiles(files).length}
          onUndo={(batchId) => void undo(batchId)}
          onChain={showChain}
          onReturn={sendBackReceived}
        />
      )}
      {running && <ProgressLine job={running} />}
      {plan?.isStale === true && !isBusy && (
        <Alert
          type="warning"
          showIcon
          title="预览之后修改过填报单位、指标、审核规则、识别规则或设置，或程序已升级。请重新识别并审核，再接收。"
          action={
            <Button size="small" type="primary" onClick={() => void readAgain()}>
              全部重新识别
            </Button>
          }
        />
      )}
      {!plan && hasAsked && !isBusy && <DropArea isCompact={false} onFiles={(refs) => void start(refs)} />}
      {!plan && <Batches onUndo={(batch) => void undoBatch(batch)} onChain={showChain} />}
      {plan && (
        <DecisionsProvider planId={plan.planId}>
          <QuestionCards
            cards={cards}
            isBusy={isBusy}
            onAnswer={(card, value) => void answer(card, value)}
            onEffect={showEffect}
            onPlaces={setContradicting}
            onLedger={listOf}
            onReadAgain={() => void readAgain()}
          />
          <div className="import-files" style={{ maxHeight: listHeight(files.length) }}>
            <FileTable
              files={files}
              current={current}
              onCurrent={setCurrent}
              onOpen={(file) => setReading({ index: file.index, issue: null })}
              ticked={ticked}
              undone={new Set(received?.isUndone === true ? received.files.map((file) => file.index) : [])}
              onTick={(file) => {
                const next = new Set(ticked);
                if (!next.delete(file.index)) next.add(file.index);
                setTicked(next);
              }}
            />
          </div>
          <IssueNotes
            file={files[current]}
            isBusy={isBusy}
            onTake={(file, offers) => void take(file, offers)}
            onJump={(file, issue) => setReading({ index: file.index, issue })}
            onLedger={(file) => setAsLedger({ files: [file] })}
            onAnswer={(file, question, value) => {
              const asked = [{ index: file.index, file: file.file, questionId: question.id }];
              void answer({ key: question.id, question, asked }, value);
            }}
          />
          <BottomBar
            isBusy={isBusy}
            files={files}
            current={files[current]}
            chosen={chosen.length}
            ready={ready.length}
            receivable={receivable.length}
            onFiles={(refs) => void start(refs)}
            onReturn={sendBack}
            onReceiveChosen={() => void receiveChosen(chosen)}
            onReceiveDoubtful={() => void receiveDoubtful()}
            onReceiveReady={() => void receiveReady(ready)}
          />
        </DecisionsProvider>
      )}
      {dialogs}
    </Page>
  );
}
