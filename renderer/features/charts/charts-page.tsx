// 图表: one picture of the stored numbers with its table. Arranges; chart-option.ts draws, use-chart-files.ts saves.

import { Button } from 'antd';
import { useCallback, useMemo, useState } from 'react';

import './charts.css';

import type { ChartQuery } from '../../../shared/charts/chart.js';
import { periodTitle } from '../../../shared/model/period.js';
import type { FactRef } from '../../../shared/reports/print-table.js';
import { useCall } from '../../api/use-call.js';
import { go, useApp } from '../../app-state.js';
import { DropMenu } from '../../ui/drop-menu.js';
import { Empty } from '../../ui/empty.js';
import { ErrorNotice } from '../../ui/error-notice.js';
import { DownIcon } from '../../ui/icons.js';
import { Page } from '../../ui/page.js';
import { Waiting } from '../../ui/waiting.js';
import { ChartChoices } from './chart-choices.js';
import { ChartTable, ChartView } from './chart-view.js';
import { useChartFiles } from './use-chart-files.js';

type Choice = Omit<ChartQuery, 'period'>;
const START: Choice = {
  kind: 'ranking',
  codes: [],
  unitId: null,
  years: 2,
  view: 'cumulative',
  figure: 'completion',
  axes: 'time',
};
const YEARS_BY_KIND: Partial<Record<ChartQuery['kind'], number>> = { years: 5, trend: 2 };

export function ChartsPage() {
  const { period, showSource } = useApp();
  const [choice, setChoice] = useState<Choice>(START);
  const query = useMemo<ChartQuery>(() => ({ ...choice, period }), [choice, period]);
  const { data: chart, error, reload } = useCall('charts.build', query);
  const files = useChartFiles(chart, query, reload);

  const change = useCallback((part: Partial<Choice>) => {
    setChoice((before) => {
      const years = part.kind === undefined ? undefined : YEARS_BY_KIND[part.kind];
      return { ...before, ...(years === undefined ? {} : { years }), ...part };
    });
  }, []);
  const open = useCallback(
    ({ unitId, code, period: of, basis, report }: FactRef) =>
      showSource({ unitId, code, period: of, basis, ...(report === undefined ? {} : { report }) }, true),
    [showSource],
  );
  const isReady = chart !== null && error === null && chart.reason === '';

  return (
    <Page
      title="图表"
      note={periodTitle(period, 'ytd')}
      actions={
        <>
          <Button disabled={!isReady || files.isBusy} onClick={() => void files.workbook()}>
            导出 Excel
          </Button>
          <DropMenu
            disabled={!isReady || files.isBusy}
            menu={{
              items: [
                { key: 'png', label: 'PNG 图片' },
                { key: 'svg', label: 'SVG 图片' },
                { key: 'pdf', label: 'PDF' },
              ],
              onClick: ({ key }) => {
                if (key === 'png') void files.png();
                else if (key === 'svg') void files.svg();
                else void files.pdf();
              },
            }}
          >
            <Button>
              导出图片 <DownIcon />
            </Button>
          </DropMenu>
          <Button type="primary" disabled={!isReady || files.isBusy} onClick={() => void files.print()}>
            打印
          </Button>
        </>
      }
    >
      <ChartChoices query={query} shown={chart?.codes ?? []} onChange={change} />
      {error && <ErrorNotice error={error} onRetry={reload} />}
      {!chart && !error && <Waiting text="正在准备图表…" />}
      {chart && !error && chart.reason !== '' && (
        <Empty
          title={chart.reason}
          action={chart.codes.length === 0 ? <Button onClick={() => go('import')}>去报送导入</Button> : undefined}
        >
          换一个指标、图表种类或统计期间（按 [ 和 ]）。
        </Empty>
      )}
      {chart && !error && chart.reason === '' && (
        <div className="chart-scroll">
          <ChartView chart={chart} onOpen={open} />
          <ChartTable chart={chart} onOpen={open} />
        </div>
      )}
    </Page>
  );
}
