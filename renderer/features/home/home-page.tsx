// 首页: the period at a glance: who has submitted, key indicators, what to do next, last backup.

import { Button } from 'antd';
import { useMemo } from 'react';

import './home.css';

import { BASIS_LABEL, periodTitle, yearOf } from '../../../shared/model/period.js';
import { usePlan } from '../../api/import-plan.js';
import { useCall } from '../../api/use-call.js';
import { go, useApp } from '../../app-state.js';
import { Empty } from '../../ui/empty.js';
import { ErrorNotice } from '../../ui/error-notice.js';
import { Page } from '../../ui/page.js';
import { Waiting } from '../../ui/waiting.js';
import { formatWhen } from '../../ui/when.js';
import { BoardStrip, DataStrip } from './board-strip.js';
import { DueDates } from './due-dates.js';
import { LedgerReminders } from './ledger-reminders.js';
import { InsightStrip } from './insight-strip.js';
import { nextSteps, type NextStep } from './next-steps.js';
import {
  barPercent,
  changeWords,
  keyFigures,
  lastYearWords,
  sourceWords,
  unitChips,
  type KeyFigure,
  type UnitChip,
} from './overview.js';

function Figure({ figure, timeProgress, onOpen }: { figure: KeyFigure; timeProgress: string; onOpen: () => void }) {
  return (
    <button type="button" className="figure" title="查看来源" onClick={onOpen}>
      <span className="figure-name">{figure.name}</span>
      <span className="figure-value num">
        {figure.text}
        <small>{figure.measure}</small>
      </span>
      <span className="figure-change num">
        {figure.change === '' ? '' : `同比 ${changeWords(figure.change)}`}
        <small>{lastYearWords(figure)}</small>
      </span>
      {figure.completion !== '' && (
        <span className="figure-bar" role="img" aria-label={`完成率${figure.completion}%，时间进度${timeProgress}%`}>
          <span className="bar">
            <span className="bar-fill" style={{ width: `${barPercent(figure.completion)}%` }} />
            <span className="bar-mark" style={{ left: `${barPercent(timeProgress)}%` }} />
          </span>
          <small className="num">
            完成率 {figure.completion.replace('%', '')}% · 时间进度 {timeProgress}%
          </small>
        </span>
      )}
      {sourceWords(figure) !== '' && <small className="figure-missing">{sourceWords(figure)}</small>}
      {figure.missing > 0 && <small className="figure-missing">不含{figure.missing}个填报单位</small>}
    </button>
  );
}

function NoFigures({ chips }: { chips: readonly UnitChip[] }) {
  const received = chips.filter((chip) => chip.state !== 'missing').length;
  if (received === 0) {
    return (
      <Empty title="本期还没有数据" action={<Button onClick={() => go('import')}>去报送导入</Button>}>
        接收各填报单位的报表后，这里显示合计、同比和完成率。按 [ 和 ] 可切换统计期间。
      </Empty>
    );
  }
  return (
    <Empty title="还没有合计数" action={<Button onClick={() => go('values')}>查看统计数据</Button>}>
      已有{received}个填报单位报送。其他填报单位报送后，这里显示合计、同比和完成率。
    </Empty>
  );
}

function Steps({ steps }: { steps: readonly NextStep[] }) {
  return (
    <section className="card" aria-label="下一步">
      <h2>下一步</h2>
      {steps.length === 0 && <p className="muted">本期没有待办事项。</p>}
      <ul className="steps">
        {steps.map((step) => (
          <li key={step.text}>
            <span>{step.text}</span>
            <Button size="small" onClick={() => go(step.page, step.rest)}>
              {step.action}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}

export function HomePage() {
  const { period, status, showSource } = useApp();
  const { plan } = usePlan();
  const { data: grid, error, reload } = useCall('values.grid', { period, view: 'cumulative' });
  const chips = useMemo(() => (grid ? unitChips(grid) : []), [grid]);
  const { data: targets } = useCall('targets.list', { year: yearOf(period) });
  const figures = useMemo(() => {
    const targeted = new Set(targets?.targets.map((target) => target.code));
    return grid ? keyFigures(grid, targeted, 6) : [];
  }, [grid, targets]);
  const { data: board } = useCall('tasks.board', { period });
  const hasTasks = (useCall('tasks.list', {}).data?.tasks.length ?? 0) > 0;
  const tasks = board?.period === period ? board.tasks : [];
  const steps = nextSteps({ plan, tasks, chips, lastBackupAt: status.lastBackupAt, now: Date.now() });

  return (
    <Page
      title={periodTitle(period, 'ytd')}
      note={grid ? `时间进度 ${grid.timeProgress}%` : undefined}
      actions={
        <Button type="primary" onClick={() => go('import')}>
          导入报表
        </Button>
      }
    >
      <div className="page-scroll">
        {error && <ErrorNotice error={error} onRetry={reload} />}
        {!grid && !error && <Waiting text="正在汇总本期数据…" />}
        {grid && board && tasks.length > 0 && <BoardStrip tasks={tasks} today={board.today} />}
        {grid && board?.period === period && tasks.length === 0 && <DataStrip chips={chips} hasTasks={hasTasks} />}
        {grid && (
          <div className="home-columns">
            <div>
              <section className="card" aria-label="主要指标">
                <h2>
                  主要指标 <small>{BASIS_LABEL.ytd}</small>
                </h2>
                {figures.length === 0 && <NoFigures chips={chips} />}
                <div className="figures">
                  {figures.map((figure) => (
                    <Figure
                      key={figure.code}
                      figure={figure}
                      timeProgress={grid.timeProgress}
                      onOpen={() => showSource({ unitId: null, code: figure.code, period, basis: figure.basis }, true)}
                    />
                  ))}
                </div>
              </section>
              <InsightStrip />
            </div>
            <div>
              <Steps steps={steps} />
              <DueDates />
              <LedgerReminders />
              {/* Where there is none yet, 下一步 and the top bar say so. */}
              {status.lastBackupAt !== null && (
                <section className="card" aria-label="备份">
                  <h2>备份</h2>
                  <p>最近备份：{formatWhen(status.lastBackupAt)}</p>
                  <Button size="small" onClick={() => go('settings', 'backup')}>
                    备份与恢复
                  </Button>
                </section>
              )}
            </div>
          </div>
        )}
      </div>
    </Page>
  );
}
