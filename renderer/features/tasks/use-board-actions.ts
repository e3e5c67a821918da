// What the officer does with lines of the board: notes on them, 核对单, and the sentence that says it was done.

import { useCallback, useMemo, useState } from 'react';

import type { Period } from '../../../shared/model/period.js';
import type { BoardLine } from '../../../shared/tasks/board.js';
import { call, services } from '../../api/client.js';
import { runJob } from '../../api/jobs.js';
import { useReport } from '../../ui/use-report.js';

export type SheetFormat = 'xlsx' | 'pdf' | 'print';

const FORMAT_LABEL: Record<SheetFormat, string> = {
  xlsx: '导出数据核对单',
  pdf: '导出数据核对单',
  print: '准备打印数据核对单',
};

function keysOf(lines: readonly BoardLine[]) {
  return lines.map(({ taskId, unitId, period, round }) => ({ taskId, unitId, period, round }));
}

/** 滕州市, or 滕州市等3个填报单位. */
export function unitsText(lines: readonly BoardLine[]): string {
  return lines.length === 1 ? (lines[0]?.unit ?? '') : `${lines[0]?.unit ?? ''}等${lines.length}个填报单位`;
}

export interface BoardActions {
  isBusy: boolean;
  exempt: (lines: readonly BoardLine[], reason: string | null) => Promise<boolean>;
  markReturned: (lines: readonly BoardLine[], reason: string | null, due: string | null) => Promise<boolean>;
  markChecked: (lines: readonly BoardLine[], note: string | null) => Promise<boolean>;
  markReceived: (lines: readonly BoardLine[], on: string | null) => Promise<boolean>;
  /** A ledger that came in another way; `reason` null takes it back. */
  markLedgers: (
    lines: readonly BoardLine[],
    ledgers: readonly string[],
    reason: string | null,
    on: string | null,
  ) => Promise<boolean>;
  checkSheets: (period: Period, unitIds: number[] | undefined, format: SheetFormat) => Promise<boolean>;
  copy: (text: string, what: string) => Promise<boolean>;
}

export function useBoardActions(): BoardActions {
  const report = useReport();
  const [isBusy, setBusy] = useState(false);
  const run = useCallback(
    async (action: () => Promise<string | null>): Promise<boolean> => {
      setBusy(true);
      try {
        const done = await action();
        if (done !== null) report.done(done);
        return true;
      } catch (error) {
        report.failed(error);
        return false;
      } finally {
        setBusy(false);
      }
    },
    [report],
  );
  return useMemo(
    () => ({
      isBusy,
      exempt: (lines, reason) =>
        run(async () => {
          await call('tasks.exempt', { lines: keysOf(lines), reason });
          return `${unitsText(lines)}${reason === null ? '已恢复应报' : '本期免报'}。`;
        }),
      markReturned: (lines, reason, due) =>
        run(async () => {
          await call('tasks.mark-returned', { lines: keysOf(lines), reason, due });
          return `${unitsText(lines)}${reason === null ? '已取消退回' : '已标记退回'}。`;
        }),
      markChecked: (lines, note) =>
        run(async () => {
          await call('tasks.mark-checked', { lines: keysOf(lines), note });
          return `${unitsText(lines)}${note === null ? '已取消核对标记' : '已标记为已核对'}。`;
        }),
      markReceived: (lines, on) =>
        run(async () => {
          await call('tasks.mark-received', { lines: keysOf(lines), on });
          return on === null ? `${unitsText(lines)}恢复按接收时间计算。` : `${unitsText(lines)}登记为${on}收到。`;
        }),
      markLedgers: (lines, ledgers, reason, on) =>
        run(async () => {
          await call('tasks.mark-ledgers', { lines: keysOf(lines), ledgers: [...ledgers], reason, on });
          return `${unitsText(lines)}${reason === null ? '已取消登记' : '已登记为收到'}。`;
        }),
      checkSheets: (period, unitIds, format) =>
        run(async () => {
          const file = await runJob(FORMAT_LABEL[format], 'tasks.check-sheets', {
            period,
            ...(unitIds === undefined ? {} : { unitIds }),
            format: format === 'print' ? 'html' : format,
          });
          if (format === 'print') {
            await services.print(file, { printer: null, copies: 1, duplex: 'simplex', paper: 'A4' });
            return null;
          }
          return (await services.saveFile(file)) ? `已保存：${file.name.split('/').at(-1) ?? file.name}` : null;
        }),
      copy: (text, what) =>
        run(async () => {
          await navigator.clipboard.writeText(text);
          return `已复制${what}，可粘贴到微信、QQ或邮件中。`;
        }),
    }),
    [isBusy, run],
  );
}
