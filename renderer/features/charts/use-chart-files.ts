// A chart as a file: picture, workbook with data, page to print.

import { useCallback } from 'react';

import type { Chart, ChartQuery } from '../../../shared/charts/chart.js';
import type { FileRef } from '../../../shared/model/file-ref.js';
import { services } from '../../api/client.js';
import { isShownChanged } from '../../api/failure.js';
import { runJob } from '../../api/jobs.js';
import { useBusy } from '../../ui/use-busy.js';
import { useReport } from '../../ui/use-report.js';
import { pngOf, svgOf } from './draw.js';

/** `onChanged`: the numbers are others than the chart shows, and no file was made of it. */
export function useChartFiles(chart: Chart | null, query: ChartQuery, onChanged: () => void) {
  const report = useReport();
  const { isBusy, whileBusy } = useBusy();
  const run = useCallback(
    async (make: (chart: Chart) => Promise<FileRef>, use: (file: FileRef) => Promise<unknown>) => {
      if (!chart || chart.reason !== '') return;
      await whileBusy(async () => {
        const file = await make(chart).catch((error: unknown) => {
          if (isShownChanged(error)) onChanged();
          throw error;
        });
        await use(file);
      });
    },
    [chart, whileBusy, onChanged],
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
      shown: shown.mark,
      svg: svgOf(shown, false),
      format,
    });
  return {
    isBusy,
    png: () => picture('png'),
    svg: () => picture('svg'),
    workbook: () => run((shown) => runJob('导出 Excel', 'charts.workbook', { query: wanted, shown: shown.mark }), save),
    pdf: () => run(page('pdf'), save),
    print: () =>
      run(page('html'), (file) => services.print(file, { printer: null, copies: 1, duplex: 'simplex', paper: 'A4' })),
  };
}
