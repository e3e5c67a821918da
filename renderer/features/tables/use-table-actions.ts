// Print, export and 数据来源表 of the table on screen.

import { useCallback } from 'react';

import type { PrintOptions } from '../../../shared/contract/host-services.js';
import type { FileRef } from '../../../shared/model/file-ref.js';
import type { ExportFormat, TableOptions } from '../../../shared/reports/print-table.js';
import { services } from '../../api/client.js';
import { runJob } from '../../api/jobs.js';
import { useBusy } from '../../ui/use-busy.js';
import { useReport } from '../../ui/use-report.js';

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

export function useTableActions(request: TableRequest | null) {
  const report = useReport();
  const { isBusy, whileBusy } = useBusy();

  const run = useCallback(
    async (action: (request: TableRequest) => Promise<void>) => {
      if (request) await whileBusy(() => action(request));
    },
    [request, whileBusy],
  );
  const save = useCallback(
    async (file: FileRef) => {
      if (await services.saveFile(file)) report.done(`已保存：${file.name.split('/').at(-1) ?? file.name}`);
    },
    [report],
  );

  const exportAs = useCallback(
    (format: ExportFormat) =>
      run(async (wanted) => save(await runJob(FORMAT_LABEL[format], 'tables.export', { ...wanted, format }))),
    [run, save],
  );
  const exportSources = useCallback(
    () => run(async (wanted) => save(await runJob('生成数据来源表', 'tables.sources', wanted))),
    [run, save],
  );
  const print = useCallback(
    (options: PrintOptions) =>
      run(async (wanted) => {
        const file = await runJob(FORMAT_LABEL.html, 'tables.export', { ...wanted, format: 'html' });
        await services.print(file, options);
      }),
    [run],
  );
  /** Every layout of the period, for the officer who sends the whole folder round. */
  const exportAll = useCallback(
    (format: 'html' | 'pdf') =>
      run(async ({ period }) => {
        const file = await runJob(format === 'pdf' ? '导出全部汇总表' : '准备打印', 'tables.export-all', {
          period,
          format,
        });
        if (format === 'pdf') await save(file);
        else await services.print(file, { printer: null, copies: 1, duplex: 'simplex', paper: 'A3' });
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
  return { isBusy, exportAs, exportSources, exportAll, exportFeedback, print };
}
