// Print, export and 数据来源表 of the table on screen.

import { useCallback } from 'react';

import type { PrintOptions } from '../../../shared/contract/host-services.js';
import type { FileRef } from '../../../shared/model/file-ref.js';
import type { ExportFormat, TableOptions } from '../../../shared/reports/print-table.js';
import { call, services } from '../../api/client.js';
import { isShownChanged } from '../../api/failure.js';
import { runJob } from '../../api/jobs.js';
import { useBusy } from '../../ui/use-busy.js';
import { useReport } from '../../ui/use-report.js';
import type { Sent, ShownTable } from './use-shown-table.js';

export interface TableRequest {
  name: string;
  period: string;
  options: TableOptions;
}

const FORMAT_LABEL: Record<ExportFormat, string> = {
  xlsx: '导出 Excel',
  pdf: '导出 PDF',
  csv: '导出 CSV',
  html: '准备打印',
};

/** What is made has the numbers that the officer sees: where they are others by now, it is refused, and `reload` shows them. */
export function useTableActions(request: TableRequest | null, { whenShown, reload }: ShownTable) {
  const report = useReport();
  const { isBusy, whileBusy } = useBusy();

  const run = useCallback(
    async (action: (request: TableRequest) => Promise<void>) => {
      if (request) await whileBusy(() => action(request));
    },
    [request, whileBusy],
  );
  const runShown = useCallback(
    (action: (request: TableRequest & { shown: string }) => Promise<void>, seen?: Sent) =>
      run(async (wanted) => {
        const sent = seen ?? (await whenShown());
        if (sent === null) return;
        await action({ ...wanted, shown: sent.mark }).catch((error: unknown) => {
          if (isShownChanged(error)) reload();
          throw error;
        });
      }),
    [run, whenShown, reload],
  );
  const save = useCallback(
    async (file: FileRef) => {
      if (await services.saveFile(file)) report.done(`已保存：${file.name.split('/').at(-1) ?? file.name}`);
    },
    [report],
  );

  const exportAs = useCallback(
    (format: ExportFormat) =>
      runShown(async (wanted) => save(await runJob(FORMAT_LABEL[format], 'tables.export', { ...wanted, format }))),
    [runShown, save],
  );
  const exportSources = useCallback(
    () => runShown(async (wanted) => save(await runJob('生成数据来源表', 'tables.sources', wanted))),
    [runShown, save],
  );
  const print = useCallback(
    (options: PrintOptions, seen: Sent) =>
      runShown(async (wanted) => {
        const file = await runJob(FORMAT_LABEL.html, 'tables.export', { ...wanted, format: 'html' });
        await services.print(file, options);
      }, seen),
    [runShown],
  );
  /** `use` gets the id of the copy. */
  const finalise = useCallback(
    (seen: Sent, use: (id: number) => void) =>
      runShown(async (wanted) => use((await call('final-copies.create', wanted)).id), seen),
    [runShown],
  );
  /** Every layout of the period, for the officer who sends the whole folder round; `isSure` asks where there are warnings. */
  const exportAll = useCallback(
    (
      format: 'html' | 'pdf',
      options: Readonly<Record<string, TableOptions>>,
      isSure: (warnings: readonly string[]) => Promise<boolean>,
    ) =>
      run(async ({ period }) => {
        const { file, warnings } = await runJob(format === 'pdf' ? '导出全部汇总表' : '准备打印', 'tables.export-all', {
          period,
          format,
          options,
        });
        if (format === 'pdf') await save(file);
        else if (await isSure(warnings))
          await services.print(file, { printer: null, copies: 1, duplex: 'simplex', paper: 'A3' });
      }),
    [run, save],
  );
  /** What goes back to the units: a sheet each and the print run in one archive, or the print run alone. */
  const exportFeedback = useCallback(
    (format: 'zip' | 'html') =>
      run(async ({ period }) => {
        const file = await runJob('制作各填报单位反馈表', 'feedback.export', { period, format });
        if (format === 'zip') await save(file);
        else await services.print(file, { printer: null, copies: 1, duplex: 'simplex', paper: 'A4' });
      }),
    [run, save],
  );
  return { isBusy, exportAs, exportSources, exportAll, exportFeedback, print, finalise };
}
