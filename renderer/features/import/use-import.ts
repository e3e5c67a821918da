// What the import page asks of the core: plan, answer, receive, discard. Decisions about single issues and cells:
// decisions.tsx. State of the plan itself: api/import-plan.ts.

import { useCallback, useState } from 'react';

import type { Params } from '../../../shared/contract/index.js';
import type { Offer, PlannedFile } from '../../../shared/import/plan.js';
import { fileInWords, type FileRef } from '../../../shared/model/file-ref.js';
import { call } from '../../api/client.js';
import { wireOf } from '../../api/failure.js';
import { closePlan, planFiles, readPlanAgain, refreshPlan, replaceFiles, usePlan } from '../../api/import-plan.js';
import { runJob, useJobs, type RunningJob } from '../../api/jobs.js';
import { useApp } from '../../app-state.js';
import { useReport } from '../../ui/use-report.js';
import { byName, periodToShow, type QuestionCard } from './plan-facts.js';
import { receivedSince, type Received } from './received.js';

type ConflictSaid = Pick<Params<'import.settle'>, 'answer' | 'places'>;

const IMPORT_JOBS: ReadonlySet<string> = new Set([
  'import.plan',
  'import.add',
  'import.answer',
  'import.answer-all',
  'import.replan',
  'import.commit',
  'import.effect',
  'returns.create',
  'returns.create-all',
  'waivers.add',
  'waivers.remove',
]);

/** What a receiving that ended half-way has brought in since the list looked like `before`; null: nothing. */
async function receivedOf(before: readonly PlannedFile[]): Promise<Received | null> {
  const [now, { batches }] = await Promise.all([refreshPlan(), call('import.batches', { limit: 1 })]);
  return receivedSince(before, now, batches[0]);
}

export function useImport() {
  const { period, setPeriod, status } = useApp();
  const report = useReport();
  const { plan, hasAsked } = usePlan();
  const [received, setReceived] = useState<Received | null>(null);
  const running: RunningJob | null = useJobs().find((job) => IMPORT_JOBS.has(job.name)) ?? null;

  const guarded = useCallback(
    async (action: () => Promise<void>) => {
      try {
        await action();
      } catch (error) {
        report.failed(error);
        if (wireOf(error).code === 'data.plan-gone') closePlan();
      }
    },
    [report],
  );

  const start = (picked: FileRef[]): Promise<void> =>
    guarded(async () => {
      setReceived(null);
      const repeated = await planFiles(byName(picked));
      if (repeated.length > 0)
        report.done(
          `${repeated.length === 1 ? `“${fileInWords(repeated[0]!)}”` : `${repeated.length}个文件`}已经在列表中，没有重复加入。`,
        );
    });

  /** Which of two contradicting files holds; both follow. */
  const settle = async (card: QuestionCard, said: ConflictSaid): Promise<void> => {
    if (plan) replaceFiles((await call('import.settle', { planId: plan.planId, id: card.question.id, ...said })).files);
  };

  /** The same place by place. */
  const settlePlaces = (card: QuestionCard, places: ConflictSaid['places']): Promise<void> =>
    guarded(() => settle(card, { places }));

  const answer = (card: QuestionCard, value: string): Promise<void> =>
    guarded(async () => {
      if (!plan) return;
      if (card.question.kind === 'file-conflict') {
        await settle(card, { answer: value });
        return;
      }
      const files = card.asked.map(({ index, questionId }) => ({ index, answers: { [questionId]: value } }));
      const { planId } = plan;
      replaceFiles((await runJob('按回答重新识别', 'import.answer-all', { planId, files })).files);
    });

  /** Earlier months beside the newest one: taken too, or left again. */
  const take = ({ index, answers }: PlannedFile, offers: readonly Offer[]): Promise<void> =>
    guarded(async () => {
      if (!plan) return;
      const given = { ...answers };
      for (const offer of offers) given[offer.id] = offer.isTaken ? 'leave' : offer.take;
      replaceFiles([await runJob('重新识别', 'import.answer', { planId: plan.planId, index, answers: given })]);
    });

  /** One answer that no question asked for: a choice about files. */
  const decide = (chosen: readonly PlannedFile[], id: string, value: string): Promise<void> =>
    guarded(async () => {
      if (!plan) return;
      const files = chosen.map(({ index }) => ({ index, answers: { [id]: value } }));
      replaceFiles((await runJob('重新识别', 'import.answer-all', { planId: plan.planId, files })).files);
    });

  const readAgain = (): Promise<void> => guarded(readPlanAgain);

  /** `reason` of the corrections among them; '' where there are none. */
  const receive = (chosen: { index: number; partial: boolean }[], reason: string): Promise<void> =>
    guarded(async () => {
      if (!plan) return;
      const indexes = new Set(chosen.map((file) => file.index));
      const params = { planId: plan.planId, files: chosen, ...(reason === '' ? {} : { reason }) };
      const result = await runJob('接收报表', 'import.commit', params).catch(async (error: unknown) => {
        // Each file is received alone: those before the one that failed, or before 取消, stay.
        const earlier = await receivedOf(plan.files);
        if (earlier) setReceived(earlier);
        throw error;
      });
      replaceFiles(result.files);
      const files = result.files.filter((file) => indexes.has(file.index));
      setReceived({ batchId: result.batchId, stored: result.stored, rows: result.rows, files, isUndone: false });
      const next = periodToShow(files, period, status.latestPeriod);
      if (next !== null) setPeriod(next);
    });

  const undo = (batchId: number): Promise<void> =>
    guarded(async () => {
      const { files, values } = await call('import.undo', { batchId });
      setReceived((old) => (old?.batchId === batchId ? { ...old, isUndone: true } : old));
      report.done(
        values === 0
          ? `已撤销这次接收（${files}个文件）；它没有改动数据。`
          : `已撤销${files}个文件，共${values}个数值或记录。`,
      );
    });

  const discard = (): Promise<void> =>
    guarded(async () => {
      if (plan) await call('import.discard', { planId: plan.planId });
      setReceived(null);
      closePlan();
    });

  return {
    plan,
    hasAsked,
    running,
    received,
    start,
    answer,
    settlePlaces,
    take,
    decide,
    readAgain,
    receive,
    undo,
    discard,
  };
}
