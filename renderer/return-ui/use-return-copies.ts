// Makes 退回修改件, of files that wait in a plan or were received already, and hands them out for saving.

import { useState } from 'react';

import type { Result } from '../../shared/contract/index.js';
import { services } from '../api/client.js';
import { runJob } from '../api/jobs.js';
import { useBusy } from '../ui/use-busy.js';
import { useReport } from '../ui/use-report.js';

/** What goes back. `issues`: how many 必改 and 需核实 it has; null where only the core knows. */
export type ReturnTarget =
  | { kind: 'planned'; planId: string; files: readonly { id: number; name: string; issues: number }[] }
  | { kind: 'received'; files: readonly { id: number; name: string; issues: number | null }[] };

export interface ReturnCopy extends Result<'returns.create'> {
  /** Of the file in the plan, or of the received file. */
  id: number;
  isSaved: boolean;
}

interface Options {
  deadline: string | null;
  note: string;
}

export interface FailedReturn {
  id: number;
  name: string;
  reason: string;
}

type Made = [ReturnCopy[], FailedReturn[]];

export function useReturnCopies(target: ReturnTarget) {
  const report = useReport();
  const [copies, setCopies] = useState<readonly ReturnCopy[]>([]);
  const [failed, setFailed] = useState<readonly FailedReturn[]>([]);
  const { isBusy, whileBusy } = useBusy();

  const markSaved = (ids: ReadonlySet<number>): void =>
    setCopies((old) => old.map((one) => (ids.has(one.id) ? { ...one, isSaved: true } : one)));

  const save = async (copy: ReturnCopy): Promise<void> => {
    try {
      if (await services.saveFile(copy.file)) markSaved(new Set([copy.id]));
    } catch (error) {
      report.failed(error);
    }
  };

  /** All with one question, for a folder. */
  const saveAll = async (all: readonly ReturnCopy[]): Promise<void> => {
    try {
      const saved = await services.saveFiles(all.map((copy) => copy.file));
      if (saved > 0) markSaved(new Set(all.map((copy) => copy.id)));
    } catch (error) {
      report.failed(error);
    }
  };

  const make = async (options: Options): Promise<Made> => {
    const wanted = {
      ...(options.deadline === null ? {} : { deadline: options.deadline }),
      ...(options.note === '' ? {} : { note: options.note }),
    };
    if (target.kind === 'planned' && target.files.length > 1) {
      const all = await runJob('生成退回修改件', 'returns.create-all', { ...wanted, planId: target.planId });
      return [
        all.files.map(({ index, ...copy }) => ({ ...copy, id: index, isSaved: false })),
        all.failed.map(({ index, ...one }) => ({ ...one, id: index })),
      ];
    }
    const made: ReturnCopy[] = [];
    for (const { id } of target.files) {
      const of = target.kind === 'planned' ? { planId: target.planId, index: id } : { importFileId: id };
      const copy = await runJob('生成退回修改件', 'returns.create', { ...wanted, ...of });
      made.push({ ...copy, id, isSaved: false });
    }
    return [made, []];
  };

  const create = (options: Options): Promise<void> =>
    whileBusy(async () => {
      const [made, without] = await make(options);
      setCopies(made);
      setFailed(without);
      if (made.length > 1) await saveAll(made);
      else for (const copy of made) await save(copy);
    });

  return { copies, failed, isBusy, create, save, saveAll };
}
