// Makes 退回修改件 and hands them out for saving.

import { useState } from 'react';

import type { Result } from '../../../shared/contract/index.js';
import type { PlannedFile } from '../../../shared/import/plan.js';
import { services } from '../../api/client.js';
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
}

type Failed = Result<'returns.create-all'>['failed'];

export function useReturnCopies(planId: string) {
  const report = useReport();
  const [copies, setCopies] = useState<readonly ReturnCopy[]>([]);
  const [failed, setFailed] = useState<Failed>([]);
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
      for (const copy of made) await save(copy);
    } catch (error) {
      if (!isCancelled(error)) report.failed(error);
    } finally {
      setBusy(false);
    }
  };

  return { copies, failed, isBusy, create, save };
}
