// 与报送数核对: per indicator and unit the submitted number beside what the ledger counts, the rows behind it, and why they differ.

import { Button, Select } from 'antd';
import { useMemo, useState } from 'react';

import './reconcile.css';

import {
  RECONCILE_CHOICES,
  RECONCILE_LABEL,
  type ReconcileChoice,
  type ReconcileState,
} from '../../../shared/ledgers/reconcile.js';
import { STATE_LABEL } from '../../../shared/model/observation.js';
import { periodTitle } from '../../../shared/model/period.js';
import { services } from '../../api/client.js';
import { runJob } from '../../api/jobs.js';
import { useCall } from '../../api/use-call.js';
import { useApp } from '../../app-state.js';
import { DropMenu } from '../../ui/drop-menu.js';
import { Empty } from '../../ui/empty.js';
import { ErrorNotice } from '../../ui/error-notice.js';
import { Page } from '../../ui/page.js';
import { RowList } from '../../ui/row-list.js';
import { StateMark, type MarkKind } from '../../ui/state-mark.js';
import { useReport } from '../../ui/use-report.js';
import { Waiting } from '../../ui/waiting.js';
import { ComparePanel } from './compare-panel.js';
import { compareRows, countByChoice, isChosen, type CompareRow } from './reconcile-lines.js';
import { DownIcon } from '../../ui/icons.js';

const STATE_MARK: Record<ReconcileState, MarkKind> = {
  equal: 'good',
  differs: 'look',
  explained: 'plain',
  unfilled: 'look',
  'not-submitted': 'none',
  'no-number': 'plain',
};

function choiceLabel(choice: ReconcileChoice): string {
  if (choice === 'open') return '待说明';
  return choice === 'all' ? '全部' : RECONCILE_LABEL[choice];
}

/** -123456.78: a number that is cut is another one. */
const NUMBER_WIDTH = 'minmax(96px, 112px)';

function submittedText({ unit }: CompareRow): string {
  if (unit.submitted !== null) return unit.submitted;
  return unit.submittedState === null ? '未报' : STATE_LABEL[unit.submittedState];
}

export function ReconcilePage() {
  const { period } = useApp();
  const report = useReport();
  const { data, error, reload } = useCall('ledgers.reconcile', { period });
  const ledgers = useCall('ledgers.list', {}).data?.ledgers ?? [];
  const [chosen, setChoice] = useState<ReconcileChoice | null>(null);
  const [ledger, setLedger] = useState<string | null>(null);
  const [unitId, setUnitId] = useState<number | null>(null);
  const [current, setCurrent] = useState<string | null>(null);
  const lines = data?.period === period ? data.lines : null;
  const all = useMemo(() => compareRows(lines ?? []), [lines]);
  const counts = useMemo(() => countByChoice(all), [all]);
  // What waits is shown first; where nothing waits, everything.
  const choice = chosen ?? ((counts.get('open') ?? 0) > 0 ? 'open' : 'all');
  const rows = all.filter((row) => isChosen(row, { choice, ledger, unitId }) || row.key === current);
  const row = rows.find((one) => one.key === current) ?? null;
  const titles = new Map(ledgers.map((one) => [one.id, one.title]));
  const units = new Map(all.map(({ unit }) => [unit.unitId, unit.unit]));

  const output = async (format: 'print' | 'xlsx' | 'pdf'): Promise<void> => {
    try {
      const file = await runJob('制作核对表', 'ledgers.reconcile-export', {
        period,
        choice,
        format: format === 'print' ? 'html' : format,
      });
      if (format === 'print') await services.print(file, { printer: null, copies: 1, duplex: 'simplex', paper: 'A4' });
      else if (await services.saveFile(file)) report.done(`已保存：${file.name}`);
    } catch (failure) {
      report.failed(failure);
    }
  };

  return (
    <Page
      title="与报送数核对"
      note={`${periodTitle(period, 'ytd')}　差额 = 报送数 − 台账数　台账数按记录当时所属的填报单位计`}
      actions={
        <DropMenu
          disabled={rows.length === 0}
          menu={{
            items: [
              { key: 'print', label: '打印' },
              { key: 'xlsx', label: '导出 Excel' },
              { key: 'pdf', label: '导出 PDF' },
            ],
            onClick: ({ key }) => void output(key as 'print' | 'xlsx' | 'pdf'),
          }}
        >
          <Button type="primary">
            核对表 <DownIcon />
          </Button>
        </DropMenu>
      }
    >
      {error && <ErrorNotice error={error} onRetry={reload} />}
      {!lines && !error && <Waiting text="正在按台账汇总…" />}
      {lines && all.length === 0 && (
        <Empty title="本期没有可核对的数">
          台账中登记了记录、填报单位报送了同一指标后，这里逐项比对。按 [ 和 ] 可切换统计期间。
        </Empty>
      )}
      {all.length > 0 && (
        <>
          <div className="toolbar">
            <Select
              className="reconcile-state"
              aria-label="按状态筛选"
              value={choice}
              onChange={setChoice}
              options={RECONCILE_CHOICES.map((value) => ({
                value,
                label: `${choiceLabel(value)}（${counts.get(value) ?? 0}）`,
              }))}
            />
            <Select
              allowClear
              className="ledger-choice"
              aria-label="按台账筛选"
              placeholder="全部台账"
              value={ledger ?? undefined}
              onChange={(value: string | undefined) => setLedger(value ?? null)}
              options={[...new Set(all.map((one) => one.line.ledger))].map((value) => ({
                value,
                label: titles.get(value) ?? value,
              }))}
            />
            <Select
              allowClear
              className="wide-select"
              aria-label="按填报单位筛选"
              placeholder="全部填报单位"
              value={unitId ?? undefined}
              onChange={(value: number | undefined) => setUnitId(value ?? null)}
              options={[...units].map(([value, label]) => ({ value, label }))}
            />
          </div>
          <div className="reconcile-body">
            <RowList
              name="核对结果"
              rows={rows}
              rowKey={(one) => one.key}
              current={row === null ? -1 : rows.indexOf(row)}
              onCurrent={(index) => setCurrent(rows[index]?.key ?? null)}
              empty={<p className="muted list-hint">没有符合条件的项。</p>}
              columns={[
                {
                  key: 'indicator',
                  title: '指标',
                  width: 'minmax(150px, 1fr)',
                  render: ({ line }) => `${line.indicator}（${line.measure}）`,
                  hint: ({ line }) => `${line.indicator}（${titles.get(line.ledger) ?? ''}：${line.rule}）`,
                },
                {
                  key: 'unit',
                  title: '填报单位',
                  width: 'minmax(110px, 0.6fr)',
                  render: ({ unit }) => unit.unit,
                  hint: ({ unit }) => unit.unit,
                },
                { key: 'submitted', title: '报送数', width: NUMBER_WIDTH, align: 'right', render: submittedText },
                {
                  key: 'counted',
                  title: '台账数',
                  width: NUMBER_WIDTH,
                  align: 'right',
                  render: ({ unit }) => unit.counted ?? '—',
                },
                {
                  key: 'difference',
                  title: '差额',
                  width: NUMBER_WIDTH,
                  align: 'right',
                  render: ({ unit }) => unit.difference ?? '—',
                },
                {
                  key: 'state',
                  title: '状态',
                  width: '88px',
                  render: ({ unit }) => (
                    <StateMark kind={STATE_MARK[unit.state]}>{RECONCILE_LABEL[unit.state]}</StateMark>
                  ),
                },
              ]}
            />
            <ComparePanel
              key={row?.key ?? ''}
              row={row}
              period={period}
              title={row ? (titles.get(row.line.ledger) ?? '') : ''}
            />
          </div>
        </>
      )}
    </Page>
  );
}
