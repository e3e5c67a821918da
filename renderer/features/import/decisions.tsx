// Decisions about single issues and cells of the plan: 核实通过 and its withdrawal, 同口径调整, receive or leave out a cell.
// Handed down as a context: the same issue is shown below the list, beside the sheet and on the cell's card.

import { createContext, useCallback, useContext, useMemo, useState, type ReactNode } from 'react';

import { cellRef, type CheckIssue, type PlannedCell, type PlannedFile } from '../../../shared/import/plan.js';
import type { PlannedRow } from '../../../shared/import/ledger-rows.js';
import { call } from '../../api/client.js';
import { replaceFiles } from '../../api/import-plan.js';
import { runJob } from '../../api/jobs.js';
import { useBusy } from '../../ui/use-busy.js';
import { ReasonDialog, type ReasonAsked } from './reason-dialog.js';

export type CellChoice = 'receive' | 'leave' | 'default';

export interface Decisions {
  isBusy: boolean;
  /** Asks for the reason, then lets the issue pass. */
  waive: (file: PlannedFile, issue: CheckIssue) => void;
  unwaive: (file: PlannedFile, issue: CheckIssue) => void;
  choose: (file: PlannedFile, cells: readonly PlannedCell[], choice: CellChoice) => void;
  chooseRows: (file: PlannedFile, rows: readonly PlannedRow[], choice: CellChoice) => void;
}

const DecisionsContext = createContext<Decisions | null>(null);

export function useDecisions(): Decisions {
  const decisions = useContext(DecisionsContext);
  if (!decisions) throw new Error('useDecisions outside of the import page');
  return decisions;
}

/** 去年同期 that differs is let pass by keeping it beside the stored value, with a note that is printed. */
export function isClaim(issue: CheckIssue): boolean {
  return issue.rule === 'claim-differs';
}

const WAIVE_REASONS = ['已与填报单位电话核实，数据属实', '已核对原始凭证，数据属实', '因政策调整，变化属实'];
const COMPARABLE_REASONS = ['区划调整，按同口径调整上年数', '统计口径调整，上年数同步调整', '上年数经审核后订正'];

export function DecisionsProvider({ planId, children }: { planId: string; children: ReactNode }) {
  const { isBusy, whileBusy } = useBusy();
  const [asked, setAsked] = useState<ReasonAsked | null>(null);

  const run = useCallback(
    (action: () => Promise<PlannedFile | null>) =>
      whileBusy(async () => {
        const file = await action();
        if (file) replaceFiles([file]);
      }),
    [whileBusy],
  );

  const decisions = useMemo<Decisions>(() => {
    const comparable = (file: PlannedFile, issue: CheckIssue, note: string): Promise<void> =>
      run(async () => {
        const params = { planId, index: file.index, comparable: { [cellRef(issue)]: note } };
        return (await call('import.choose', params)).file;
      });
    return {
      isBusy,
      waive: (file, issue) => {
        const isKept = isClaim(issue);
        setAsked({
          title: isKept ? '同口径调整' : '核实通过',
          about: issue.message,
          explain: isKept
            ? '已存的上年数不变；同比按本表所填的上年数计算，这段说明随表打印。'
            : '这个问题不再阻止接收。说明随审核记录保存，以后导出时一并列出；数值再变时要重新核实。',
          label: isKept ? '说明' : '核实情况',
          suggestions: isKept ? COMPARABLE_REASONS : WAIVE_REASONS,
          most: isKept ? 200 : 500,
          okText: isKept ? '两个数都保留' : '核实通过',
          onReason: (reason) =>
            isKept
              ? comparable(file, issue, reason)
              : run(() =>
                  runJob('核实通过', 'waivers.add', { planId, index: file.index, key: issue.key ?? '', reason }),
                ),
        });
      },
      unwaive: (file, issue) => {
        if (isClaim(issue)) return void comparable(file, issue, '');
        void run(async () => {
          const { waivers } = await call('waivers.list', {});
          const waiver = waivers.find((candidate) => candidate.key === issue.key);
          if (!waiver) return null;
          return (await runJob('取消核实通过', 'waivers.remove', { id: waiver.id, planId, index: file.index })).file;
        });
      },
      choose: (file, cells, choice) => {
        const chosen = Object.fromEntries(cells.map((cell) => [cellRef(cell), choice]));
        void run(async () => (await call('import.choose', { planId, index: file.index, cells: chosen })).file);
      },
      chooseRows: (file, rows, choice) => {
        const chosen = Object.fromEntries(rows.map((row) => [row.ref, choice]));
        void run(async () => (await call('import.choose-rows', { planId, index: file.index, rows: chosen })).file);
      },
    };
  }, [planId, isBusy, run]);

  return (
    <DecisionsContext value={decisions}>
      {children}
      {asked && <ReasonDialog asked={asked} onClose={() => setAsked(null)} />}
    </DecisionsContext>
  );
}
