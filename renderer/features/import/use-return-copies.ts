// Makes 退回修改件, hands them out for saving, and notes the return on the board of reporting tasks.

import { useState } from 'react';

import type { Result } from '../../../shared/contract/index.js';
import type { PlannedFile } from '../../../shared/import/plan.js';
import { call, services } from '../../api/client.js';
import { isCancelled } from '../../api/failure.js';
import { runJob } from '../../api/jobs.js';
import { useReport } from '../../ui/use-report.js';

export interface ReturnCopy extends Result<'returns.create'> {
  index: number;
  isSaved: boolean;
}

interface Options {
  deadline: string | null;
  note: string;
  isMarked: boolean;
}

type Failed = Result<'returns.create-all'>['failed'];

/** Lines of the task board that wait for one of these files of the plan. Marks them; returns how many. */
async function markReturned(planId: string, files: readonly PlannedFile[], options: Options): Promise<number> {
  const indexes = new Set(files.map((file) => file.index));
  let marked = 0;
  for (const period of new Set(files.flatMap((file) => file.periods))) {
    const { tasks } = await call('tasks.board', { period });
    const lines = tasks
      .flatMap((task) => task.lines)
      .filter(({ pending }) => pending !== null && pending.planId === planId && indexes.has(pending.index))
      .map(({ taskId, unitId, round }) => ({ taskId, unitId, period, round }));
    if (lines.length === 0) continue;
    const reason = options.note === '' ? '有审核问题，已退回修改' : options.note;
    await call('tasks.mark-returned', { lines, due: options.deadline, reason });
    marked += lines.length;
  }
  return marked;
}

export function useReturnCopies(planId: string) {
  const report = useReport();
  const [copies, setCopies] = useState<readonly ReturnCopy[]>([]);
  const [failed, setFailed] = useState<Failed>([]);
  const [marked, setMarked] = useState(0);
  const [isBusy, setBusy] = useState(false);

  const save = async (copy: ReturnCopy): Promise<void> => {
    try {
      if (!(await services.saveFile(copy.file))) return;
      setCopies((old) => old.map((one) => (one.index === copy.index ? { ...one, isSaved: true } : one)));
    } catch (error) {
      report.failed(error);
    }
  };

  const make = async (files: readonly PlannedFile[], options: Options): Promise<[ReturnCopy[], Failed]> => {
    const wanted = {
      planId,
      ...(options.deadline === null ? {} : { deadline: options.deadline }),
      ...(options.note === '' ? {} : { note: options.note }),
    };
    const [only] = files;
    if (files.length === 1 && only) {
      const copy = await runJob('生成退回修改件', 'returns.create', { ...wanted, index: only.index });
      return [[{ ...copy, index: only.index, isSaved: false }], []];
    }
    const all = await runJob('生成退回修改件', 'returns.create-all', wanted);
    return [all.files.map((copy) => ({ ...copy, isSaved: false })), all.failed];
  };

  const create = async (files: readonly PlannedFile[], options: Options): Promise<void> => {
    setBusy(true);
    try {
      const [made, without] = await make(files, options);
      setCopies(made);
      setFailed(without);
      const lost = new Set(without.map((one) => one.index));
      if (options.isMarked)
        setMarked(
          await markReturned(
            planId,
            files.filter((file) => !lost.has(file.index)),
            options,
          ),
        );
      for (const copy of made) await save(copy);
    } catch (error) {
      if (!isCancelled(error)) report.failed(error);
    } finally {
      setBusy(false);
    }
  };

  return { copies, failed, marked, isBusy, create, save };
}
