// A chart as a file: picture, workbook with data, page to print.

import { useCallback } from 'react';

import type { Chart, ChartQuery } from '../../../shared/charts/chart.js';
import type { FileRef } from '../../../shared/model/file-ref.js';
import { services } from '../../api/client.js';
import { runJob } from '../../api/jobs.js';
import { useBusy } from '../../ui/use-busy.js';
import { useReport } from '../../ui/use-report.js';
import { pngOf, svgOf } from './draw.js';

export function useChartFiles(chart: Chart | null, query: ChartQuery) {
  const report = useReport();
  const { isBusy, whileBusy } = useBusy();
  const run = useCallback(
    async (make: (chart: Chart) => Promise<FileRef>, use: (file: FileRef) => Promise<unknown>) => {
      if (!chart || chart.reason !== '') return;
      await whileBusy(async () => {
        await use(await make(chart));
      });
    },
    [chart, whileBusy],
  );
  const save = async (file: FileRef): Promise<void> => {
    if (await services.saveFile(file)) report.done(`已保存：${file.name}`);
  };
  const wanted = { ...query, codes: [...(chart?.codes ?? query.codes)] };
  const picture = (format: 'png' | 'svg') =>
    run(
      (shown) =>
        runJob(format === 'png' ? '导出 PNG 图片' : '导出 SVG 图片', 'charts.picture', {
          name: shown.title,
          format,
          content: format === 'png' ? pngOf(shown) : svgOf(shown, true),
        }),
      save,
    );
  const page = (format: 'pdf' | 'html') => (shown: Chart) =>
    runJob(format === 'pdf' ? '导出 PDF' : '准备打印', 'charts.page', {
      query: wanted,
      svg: svgOf(shown, false),
      format,
    });
  return {
    isBusy,
    png: () => picture('png'),
    svg: () => picture('svg'),
    workbook: () => run(() => runJob('导出 Excel', 'charts.workbook', wanted), save),
    pdf: () => run(page('pdf'), save),
    print: () =>
      run(page('html'), (file) => services.print(file, { printer: null, copies: 1, duplex: 'simplex', paper: 'A4' })),
  };
}
