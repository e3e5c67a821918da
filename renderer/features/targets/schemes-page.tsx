// 考核方案: schemes at the left, scores of the chosen one at the right; 失分清单; typed scores for what no value decides.

import { Button, Input, Segmented } from 'antd';
import { useState } from 'react';

import { makePeriod, periodTitle, yearOf } from '../../../shared/model/period.js';
import {
  OWN_SCORE_HEADS,
  schemeForYear,
  scoredPeriod,
  type Scheme,
  type SchemeDraft,
  type SchemeResult,
} from '../../../shared/targets/scheme.js';
import { call, services } from '../../api/client.js';
import { runJob } from '../../api/jobs.js';
import { useCall } from '../../api/use-call.js';
import { useApp } from '../../app-state.js';
import { LockedNotice, useLock } from '../../locked-period.js';
import { DropMenu } from '../../ui/drop-menu.js';
import { Empty } from '../../ui/empty.js';
import { ErrorNotice } from '../../ui/error-notice.js';
import { DownIcon } from '../../ui/icons.js';
import { Page } from '../../ui/page.js';
import { RowList } from '../../ui/row-list.js';
import { useReport } from '../../ui/use-report.js';
import { Waiting } from '../../ui/waiting.js';
import { SchemeForm } from './scheme-form.js';

function TypedScore({
  id,
  score,
  unit,
  unitId,
  weight,
}: {
  id: number;
  score: SchemeResult['rows'][number]['scores'][number];
  unit: string;
  unitId: number | null;
  weight: string;
}) {
  const report = useReport();
  const [text, setText] = useState(score.typed);
  const save = (): void => {
    if (text.trim() === score.typed) return;
    call('schemes.score', {
      id,
      key: score.key,
      unitId,
      points: text.trim() === '' ? null : text.trim(),
      note: score.note,
    }).catch((error: unknown) => {
      setText(score.typed);
      report.failed(error);
    });
  };
  return (
    <Input
      size="small"
      className="num cell-input"
      aria-label={`${unit}得分`}
      placeholder={`0—${weight}`}
      value={text}
      onChange={(event) => setText(event.target.value)}
      onBlur={save}
      onPressEnter={(event) => event.currentTarget.blur()}
    />
  );
}

function ScoreTable({ result }: { result: SchemeResult }) {
  const isOwn = result.scheme.subject === 'own';
  if (isOwn) {
    const row = result.rows[0]!;
    return (
      <table className="scheme-table" aria-label="自评得分">
        <thead>
          <tr>
            {OWN_SCORE_HEADS.map((text) => (
              <th key={text}>{text}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {result.items.map((item, index) => {
            const score = row.scores[index]!;
            const isTyped = result.scheme.items[index]!.method.kind === 'manual';
            return (
              <tr key={item.key}>
                <td>{item.group}</td>
                <td>{item.name}</td>
                <td className="num">{item.weight}</td>
                <td className="num">{score.target || '—'}</td>
                <td className="num">{score.actual || '—'}</td>
                <td className="num">
                  {isTyped ? (
                    <TypedScore
                      key={score.typed}
                      id={result.scheme.id}
                      score={score}
                      unit={item.name}
                      unitId={null}
                      weight={item.weight}
                    />
                  ) : (
                    score.points || '—'
                  )}
                </td>
                <td className="num">{score.lost || '—'}</td>
                <td>{score.why}</td>
              </tr>
            );
          })}
          <tr>
            <td />
            <td>
              <strong>合计</strong>
            </td>
            <td className="num">{result.weight}</td>
            <td />
            <td />
            <td className="num">
              <strong>{row.points}</strong>
            </td>
            <td className="num">{row.lost}</td>
            <td>{row.unscored > 0 ? `${row.unscored}项不能计分，没有计入` : ''}</td>
          </tr>
        </tbody>
      </table>
    );
  }
  return (
    <table className="scheme-table" aria-label="考核得分">
      <thead>
        <tr>
          <th className="unit">填报单位</th>
          {result.items.map((item) => (
            <th key={item.key}>
              {item.name}（{item.weight}分）
            </th>
          ))}
          <th>合计（{result.weight}分）</th>
          <th className="rank">排名</th>
        </tr>
      </thead>
      <tbody>
        {result.rows.map((row) => (
          <tr key={row.unitId}>
            <td className="unit">{row.unit}</td>
            {row.scores.map((score, index) => (
              <td key={score.key} className="num" title={score.why}>
                {result.scheme.items[index]!.method.kind === 'manual' ? (
                  <TypedScore
                    key={score.typed}
                    id={result.scheme.id}
                    score={score}
                    unit={`${row.unit}：${result.items[index]!.name}`}
                    unitId={row.unitId}
                    weight={result.items[index]!.weight}
                  />
                ) : (
                  score.points || '—'
                )}
              </td>
            ))}
            <td className="num">
              <strong>{row.points}</strong>
              {row.unscored > 0 && <span className="muted">（{row.unscored}项未计）</span>}
            </td>
            <td className="num">{row.rank ?? '—'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Result({ scheme, onEdit, onCopy }: { scheme: Scheme; onEdit: () => void; onCopy: () => void }) {
  const { period } = useApp();
  const report = useReport();
  const [view, setView] = useState<'scores' | 'losses'>('scores');
  const isClosed = useLock(makePeriod(scheme.year, 12)).inForce !== null;
  const { data, error, reload } = useCall('schemes.result', { id: scheme.id, period });
  const save = async (format: 'xlsx' | 'html' | 'pdf'): Promise<void> => {
    try {
      const file = await runJob('考核得分表', 'schemes.export', { id: scheme.id, period, format });
      if (format === 'html') await services.print(file, { printer: null, copies: 1, duplex: 'simplex', paper: 'A4' });
      else if (await services.saveFile(file)) report.done(`已保存：${file.name}`);
    } catch (failure) {
      report.failed(failure);
    }
  };
  const remove = async (): Promise<void> => {
    const isSure = await report.confirm({
      title: `删除考核方案“${scheme.name}”`,
      content: `${scheme.items.length}个考核项目和已填的得分一并删除，可以撤销。目标和数据不受影响。`,
      okText: '删除',
      danger: true,
    });
    if (isSure) await call('schemes.remove', { id: scheme.id }).catch(report.failed);
  };
  return (
    <div className="scheme-main">
      <div className="toolbar">
        <strong>{scheme.name}</strong>
        <span className="muted">
          {[
            scheme.subject === 'own' ? '本单位自评' : '考核各填报单位',
            scheme.issuer,
            scheme.document,
            `数据${periodTitle(scoredPeriod(scheme.year, period), 'asof')}`,
          ]
            .filter((part) => part !== '')
            .join(' · ')}
        </span>
        <span className="top-bar-gap" />
        <Segmented
          aria-label="显示的内容"
          value={view}
          onChange={setView}
          options={[
            { value: 'scores' as const, label: '得分' },
            { value: 'losses' as const, label: `失分清单${data ? `（${data.losses.length}）` : ''}` },
          ]}
        />
        <Button disabled={isClosed} onClick={onEdit}>
          修改
        </Button>
        <Button onClick={onCopy}>复制…</Button>
        <Button disabled={isClosed} onClick={() => void remove()}>
          删除
        </Button>
        <DropMenu
          menu={{
            items: [
              { key: 'html', label: '打印' },
              { key: 'xlsx', label: '导出 Excel' },
              { key: 'pdf', label: '导出 PDF' },
            ],
            onClick: ({ key }) => void save(key as 'xlsx' | 'html' | 'pdf'),
          }}
        >
          <Button>
            输出 <DownIcon />
          </Button>
        </DropMenu>
      </div>
      {error && <ErrorNotice error={error} onRetry={reload} />}
      {!data && !error && <Waiting text="正在计分…" />}
      {data && view === 'scores' && (
        <div className="target-box">
          <ScoreTable result={data} />
        </div>
      )}
      {data && view === 'losses' && (
        <RowList
          name="失分清单"
          rows={data.losses}
          rowKey={(row) => `${row.unitId}/${row.key}`}
          empty={<p className="muted list-hint">没有失分。</p>}
          columns={[
            { key: 'unit', title: '填报单位', width: '160px', render: (row) => row.unit },
            {
              key: 'item',
              title: '考核项目',
              width: 'minmax(180px, 0.6fr)',
              render: (row) => row.item,
              hint: (row) => row.item,
            },
            {
              key: 'lost',
              title: '失分',
              width: '90px',
              align: 'right',
              render: (row) => <span className="num">{row.lost}</span>,
            },
            { key: 'why', title: '原因', width: '1fr', render: (row) => row.why, hint: (row) => row.why },
          ]}
        />
      )}
    </div>
  );
}

export function SchemesPage() {
  const { period } = useApp();
  const { data, error, reload } = useCall('schemes.list', {});
  const [chosen, setChosen] = useState<number | null>(null);
  const [editing, setEditing] = useState<Scheme | SchemeDraft | 'new' | null>(null);
  const schemes = data?.schemes ?? [];
  const current = schemes.find((one) => one.id === chosen) ?? schemes[0];
  const yearEnd = current ? makePeriod(current.year, 12) : null;
  const scored = current ? scoredPeriod(current.year, period) : period;
  const lockOfYear = useLock(yearEnd ?? period).inForce;
  const isClosed = yearEnd !== null && lockOfYear !== null;
  return (
    <Page
      title="考核方案"
      note="按目标和数据计分；也可以对照上级方案自评"
      actions={
        <Button type="primary" onClick={() => setEditing('new')}>
          新建考核方案
        </Button>
      }
    >
      {current && yearEnd !== null && (
        <LockedNotice
          period={yearEnd}
          what={`${current.year}年的考核方案`}
          still="人工评分仍可登记和改正，每次改动记入操作日志。"
        />
      )}
      {scored !== yearEnd && (
        <LockedNotice
          period={scored}
          what="得分所用的本期数值"
          still={isClosed ? '' : '方案和人工评分的改动仍会改变本期得分。'}
        />
      )}
      {error && <ErrorNotice error={error} onRetry={reload} />}
      {data && !current && (
        <Empty
          title="还没有考核方案"
          action={
            <Button type="primary" onClick={() => setEditing('new')}>
              新建考核方案
            </Button>
          }
        >
          新建一个方案：列出考核项目、分值和计分办法（按比例、每少扣分、分档、人工评分），程序按本期数据算出各填报单位得分和失分清单。
        </Empty>
      )}
      {current && (
        <div className="scheme-columns">
          <ul className="table-list" aria-label="考核方案列表">
            {schemes.map((one) => (
              <li key={one.id}>
                <button
                  type="button"
                  className={one.id === current.id ? 'is-current' : ''}
                  aria-current={one.id === current.id}
                  onClick={() => setChosen(one.id)}
                >
                  <span>
                    {one.name}
                    <small>
                      {one.year}年 · {one.subject === 'own' ? '自评' : '考核填报单位'}
                    </small>
                  </span>
                </button>
              </li>
            ))}
          </ul>
          <Result
            key={current.id}
            scheme={current}
            onEdit={() => setEditing(current)}
            onCopy={() => setEditing(schemeForYear(current, Math.max(yearOf(period), current.year + 1)))}
          />
        </div>
      )}
      {editing !== null && (
        <SchemeForm
          scheme={editing === 'new' ? null : editing}
          onClose={(id) => {
            setEditing(null);
            if (id !== null) setChosen(id);
          }}
        />
      )}
    </Page>
  );
}
