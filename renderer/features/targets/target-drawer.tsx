// One target, or one indicator's way of judging: everything behind a cell, its revisions, 考核方式, 上年末值, own pace.

import { Button, Drawer, Input, Radio, Select } from 'antd';
import { useState } from 'react';

import { TARGET_MODE_LABEL, type TargetMode } from '../../../shared/statistics/target-progress.js';
import {
  TARGET_LEVEL_LABEL,
  TARGET_STATUS_LABEL,
  type TargetCell,
  type TargetColumn,
  type TargetMatrix,
} from '../../../shared/targets/define.js';
import { call } from '../../api/client.js';
import { useSeen } from '../../api/seen.js';
import { useCall } from '../../api/use-call.js';
import { useApp } from '../../app-state.js';
import { SAVE_KEY } from '../../ui/save-key.js';
import { StateMark } from '../../ui/state-mark.js';
import { useReport } from '../../ui/use-report.js';
import { formatWhen } from '../../ui/when.js';
import { cellAt, type HolderRow } from './target-edits.js';
import { STATUS_MARK } from './target-grid.js';

export interface DrawerSubject {
  code: string;
  /** Null: the indicator for all holders. */
  row: HolderRow | null;
}

const MODE_EXPLAIN: Record<TargetMode, string> = {
  cumulative: '1月1日起累计完成数 ÷ 目标，与时间进度比较',
  net_increase: '（现有数 − 上年末数）÷（目标 − 上年末数），与时间进度比较',
  year_end: '只看年末是否达到，不与时间进度比较',
  at_least: '随时不低于要求',
  at_most: '随时不高于要求',
  qualitative: '用文字写明任务，登记是否完成',
};

function Facts({ cell, column }: { cell: TargetCell; column: TargetColumn }) {
  const rows: [string, React.ReactNode][] = [
    ['年度目标', cell.target === '' ? '—' : `${cell.target} ${column.measure}`],
    ['本期', cell.actual === '' ? cell.sign : `${cell.actual} ${column.measure}`],
    ...(cell.base === ''
      ? []
      : [['上年末值', `${cell.base} ${column.measure}${cell.baseTyped ? '（录入）' : ''}`] as [string, string]]),
    ...(cell.completion === '' ? [] : [['完成率', `${cell.completion}%`] as [string, string]]),
    ...(cell.gap === '' ? [] : [['与进度差', `${cell.gap}个百分点（进度${column.pace}%）`] as [string, string]]),
    ...(cell.distance === '' ? [] : [['与目标差额', `${cell.distance} ${column.measure}`] as [string, string]]),
    ...(cell.perMonth === '' ? [] : [['余下每月需', `${cell.perMonth} ${column.measure}`] as [string, string]]),
    ...(cell.forecast === ''
      ? []
      : [
          [
            '全年预测',
            `（预测）${cell.forecast} ${column.measure}，${cell.enough === true ? '可以完成' : '完不成目标'}`,
          ] as [string, string],
        ]),
    [
      '状态',
      <StateMark key="s" kind={STATUS_MARK[cell.status]}>
        {TARGET_STATUS_LABEL[cell.status]}
      </StateMark>,
    ],
    ...(cell.document === '' ? [] : [['文号', cell.document] as [string, string]]),
  ];
  return (
    <dl className="target-facts">
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd className="num">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Revisions({ year, code, row }: { year: number; code: string; row: HolderRow }) {
  const { data } = useCall('targets.history', { year, code, unitId: row.unitId, level: row.level });
  if (!data || data.revisions.length === 0) return null;
  return (
    <section aria-label="调整经过">
      <h3 className="target-revisions-title">调整经过</h3>
      <ul className="target-revisions">
        {data.revisions.map((one) => (
          <li key={one.no}>
            <strong className="num">{one.text}</strong>
            <span>
              第{one.no}次 · {formatWhen(one.at)} · {one.operator || '未署名'}
            </span>
            <span className="muted">
              {[one.document, one.reason, one.source].filter((part) => part !== '').join(' · ')}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

export function TargetDrawer({
  matrix,
  subject,
  onClose,
}: {
  matrix: TargetMatrix;
  subject: DrawerSubject;
  onClose: () => void;
}) {
  const { period, showSource } = useApp();
  const report = useReport();
  const seen = useSeen();
  const column = matrix.columns.find((one) => one.code === subject.code);
  const { row } = subject;
  const cell = row === null ? undefined : cellAt(matrix, subject.code, row);
  const unitId = row?.unitId ?? null;
  const [mode, setMode] = useState<TargetMode>(cell?.mode ?? column?.mode ?? 'year_end');
  const [base, setBase] = useState(cell?.baseTyped ? cell.base : '');
  const [words, setWords] = useState(cell?.words ?? '');
  const [done, setDone] = useState<'' | 'yes' | 'no'>(cell?.done == null ? '' : cell.done ? 'yes' : 'no');
  const [pace, setPace] = useState(column?.ownPace?.join(' ') ?? '');
  if (!column) return null;

  const run = (action: () => Promise<unknown>, text: string): void => {
    action()
      .then(() => report.done(text))
      .catch(report.failed);
  };
  const saveBasis = (next: TargetMode | null): void =>
    run(
      () =>
        call(
          'targets.basis',
          {
            year: matrix.year,
            unitId,
            code: column.code,
            mode: next,
            base: base.trim() === '' ? null : base.trim(),
            words: words.trim(),
            done: done === '' ? null : done === 'yes',
          },
          { seen },
        ),
      next === null ? '已恢复统一的考核方式' : '已保存考核方式',
    );
  const savePace = (points: string[] | null): void =>
    run(
      () => call('targets.pace', { year: matrix.year, code: column.code, points }, { seen }),
      points ? '已保存单独进度' : '已恢复统一时间进度',
    );
  const isUnitRow = row === null || row.level === 'assigned';

  return (
    <Drawer
      open
      size={480}
      title={`${row === null ? '' : `${row.name} · `}${column.indicator}`}
      onClose={onClose}
      footer={
        <div className="button-row">
          {cell && (
            <Button onClick={() => showSource({ unitId, code: column.code, period, basis: column.basis }, true)}>
              本期数的来源
            </Button>
          )}
          <span className="top-bar-gap" />
          <Button onClick={onClose}>关闭</Button>
        </div>
      }
    >
      {row && <p className="muted">{TARGET_LEVEL_LABEL[row.level]}</p>}
      {cell && <Facts cell={cell} column={column} />}
      {cell?.source && (
        <p className="muted">
          来源：{[cell.source.file, cell.source.sheet, cell.source.cell].filter(Boolean).join(' › ')}，原文“
          {cell.source.text}”
        </p>
      )}
      {isUnitRow && (
        <section className="target-form" aria-label="考核方式">
          <h3>考核方式{row === null && '（各填报单位统一）'}</h3>
          <Select<TargetMode>
            aria-label="考核方式"
            value={mode}
            onChange={setMode}
            options={column.modes.map((value) => ({ value, label: TARGET_MODE_LABEL[value] }))}
          />
          <p className="muted">{MODE_EXPLAIN[mode]}</p>
          {mode === 'net_increase' && row !== null && (
            <>
              <label htmlFor="target-base">上年末值（没有存数时填）</label>
              <Input id="target-base" className="num" value={base} onChange={(event) => setBase(event.target.value)} />
            </>
          )}
          {mode === 'qualitative' && row !== null && (
            <>
              <label htmlFor="target-words">任务内容</label>
              <Input.TextArea
                id="target-words"
                rows={3}
                value={words}
                onChange={(event) => setWords(event.target.value)}
              />
              <Radio.Group
                aria-label="是否完成"
                value={done}
                onChange={(event) => setDone(event.target.value as '' | 'yes' | 'no')}
                options={[
                  { value: '', label: '未登记' },
                  { value: 'no', label: '未完成' },
                  { value: 'yes', label: '已完成' },
                ]}
              />
            </>
          )}
          <div className="button-row">
            <Button type="primary" {...SAVE_KEY} onClick={() => saveBasis(mode)}>
              保存考核方式
            </Button>
            {(row === null || cell?.ownMode) && (
              <Button onClick={() => saveBasis(null)}>恢复{row === null ? '默认' : '统一'}</Button>
            )}
          </div>
        </section>
      )}
      {row === null && column.kind !== 'ratio' && (
        <section className="target-form" aria-label="单独进度">
          <h3>单独进度</h3>
          <p className="muted">
            不均匀的指标可以单独设定：1—12月各月末应完成的累计百分比，共12个数，用空格隔开，12月为100。
          </p>
          <Input
            aria-label="各月累计进度"
            className="num"
            value={pace}
            placeholder="0 0 5 10 20 35 50 60 70 80 90 100"
            onChange={(event) => setPace(event.target.value)}
          />
          <div className="button-row">
            <Button
              disabled={pace.trim().split(/[\s,，、]+/).length !== 12}
              onClick={() => savePace(pace.trim().split(/[\s,，、]+/))}
            >
              保存进度
            </Button>
            {column.ownPace && <Button onClick={() => savePace(null)}>恢复统一时间进度</Button>}
          </div>
        </section>
      )}
      {row && <Revisions year={matrix.year} code={column.code} row={row} />}
    </Drawer>
  );
}
