// 位次与对比: tables of other places with the places counted from them, what higher authorities published, and per-capita figures by
// each version of the population, side by side.

import { Button, Segmented } from 'antd';
import { useState } from 'react';

import './insights.css';

import type { Result } from '../../../shared/contract/index.js';
import { periodTitle } from '../../../shared/model/period.js';
import { call } from '../../api/client.js';
import { useCall } from '../../api/use-call.js';
import { go, useApp } from '../../app-state.js';
import { Empty } from '../../ui/empty.js';
import { ErrorNotice } from '../../ui/error-notice.js';
import { ListImport } from '../../ui/list-import.js';
import { Page } from '../../ui/page.js';
import { RowList } from '../../ui/row-list.js';
import { useReport } from '../../ui/use-report.js';
import { Waiting } from '../../ui/waiting.js';
import { DenominatorView } from './denominator-view.js';
import { PublishedForm } from './published-form.js';

type View = 'tables' | 'published' | 'denominators';
type Published = Result<'published.list'>['published'][number];

function PlaceTables() {
  const { period } = useApp();
  const { data, error, reload } = useCall('benchmarks.list', { period });
  const [chosen, setChosen] = useState(0);
  if (error) return <ErrorNotice error={error} onRetry={reload} />;
  if (!data) return <Waiting text="正在读取…" />;
  const table = data.tables[chosen] ?? data.tables[0];
  if (!table)
    return (
      <Empty title="本期没有其他地区的数据表" action={<Button onClick={() => go('import')}>去报送导入</Button>}>
        把省局下发的各市数据表（每行一个地区）拖到“报送导入”，这里按表排出位次。
      </Empty>
    );
  return (
    <div className="place-columns">
      <ul className="table-list" aria-label="数据表">
        {data.tables.map((one, index) => (
          <li key={`${one.code}/${one.file}`}>
            <button
              type="button"
              className={one === table ? 'is-current' : ''}
              aria-current={one === table}
              onClick={() => setChosen(index)}
            >
              <span>{one.indicator}</span>
            </button>
          </li>
        ))}
      </ul>
      <div className="place-main">
        <p>
          <strong>{table.statement === '' ? `表中没有本地区的${table.indicator}` : `${table.statement}。`}</strong>
          {table.file !== '' && <span className="muted"> 来源：{table.file}</span>}
        </p>
        <RowList
          name={`${table.indicator}位次`}
          rows={table.places}
          rowKey={(row) => row.place}
          rowClass={(row) => (row.own ? 'is-own-place' : '')}
          columns={[
            {
              key: 'rank',
              title: '位次',
              width: '70px',
              align: 'right',
              render: (row) => <span className="num">{row.rank ?? '—'}</span>,
            },
            {
              key: 'place',
              title: '地区',
              width: '180px',
              render: (row) => (row.own ? <strong>{row.place}（本地区）</strong> : row.place),
            },
            {
              key: 'value',
              title: table.measure,
              width: '140px',
              align: 'right',
              render: (row) => <span className="num">{row.text}</span>,
            },
            {
              key: 'last',
              title: '上年同期',
              width: '140px',
              align: 'right',
              render: (row) => <span className="num">{row.lastYear || '—'}</span>,
            },
            { key: 'rest', title: '', width: '1fr', render: () => null },
          ]}
        />
      </div>
    </div>
  );
}

function PublishedList({ onEdit }: { onEdit: (row: Published) => void }) {
  const { period } = useApp();
  const report = useReport();
  const { data, error, reload } = useCall('published.list', { period });
  const remove = async (row: Published): Promise<void> => {
    const isSure = await report.confirm({
      title: `删除“${row.place} ${row.indicator}”`,
      content: `${[row.text, row.source].filter((part) => part !== '').join('，')}。删除后可以撤销。`,
      okText: '删除',
      danger: true,
    });
    if (isSure) await call('published.remove', { id: row.id }).catch(report.failed);
  };
  if (error) return <ErrorNotice error={error} onRetry={reload} />;
  return (
    <RowList
      name="上级公布"
      rows={data?.published ?? []}
      rowKey={(row) => row.id}
      onOpen={onEdit}
      empty={
        <p className="muted list-hint">还没有登记上级公布的数值和位次。按公布的内容照录，写明来源，程序不作计算。</p>
      }
      columns={[
        { key: 'place', title: '地区', width: '110px', render: (row) => row.place },
        {
          key: 'indicator',
          title: '指标',
          width: 'minmax(160px, 1fr)',
          render: (row) => `${row.indicator}${row.figure === 'growth' ? '（增速）' : ''}`,
          hint: (row) => row.indicator,
        },
        {
          key: 'value',
          title: '公布的数值',
          width: '120px',
          align: 'right',
          render: (row) => <span className="num">{row.value === null ? '—' : `${row.value}${row.measure}`}</span>,
        },
        {
          key: 'own',
          title: '本单位的数',
          width: '110px',
          align: 'right',
          render: (row) => <span className="num">{row.own || '—'}</span>,
        },
        { key: 'text', title: '位次', width: '200px', render: (row) => row.text || '—' },
        {
          key: 'source',
          title: '来源',
          width: 'minmax(140px, 0.8fr)',
          render: (row) => [row.source, row.document].filter((part) => part !== '').join(' '),
          hint: (row) => row.source,
        },
        { key: 'asOf', title: '数据截至', width: '130px', render: (row) => row.asOf },
        {
          key: 'actions',
          title: '',
          width: '110px',
          render: (row) => (
            <>
              <Button size="small" type="link" onClick={() => onEdit(row)}>
                修改
              </Button>
              <Button size="small" type="link" onClick={() => void remove(row)}>
                删除
              </Button>
            </>
          ),
        },
      ]}
    />
  );
}

export function PlacesPage() {
  const { period } = useApp();
  const [view, setView] = useState<View>('tables');
  const [editing, setEditing] = useState<Published | 'new' | null>(null);
  return (
    <Page
      title="位次与对比"
      note={`${periodTitle(period, 'ytd')}；位次来自上级公布或上级数据表，不由本单位数据推算`}
      actions={
        <>
          <Segmented<View>
            aria-label="显示的内容"
            value={view}
            onChange={setView}
            options={[
              { value: 'tables', label: '各地区数据表' },
              { value: 'published', label: '上级公布' },
              { value: 'denominators', label: '人口分母' },
            ]}
          />
          {view === 'published' && (
            <ListImport what="上级公布的数" importCall="published.import" exportCall="published.export" />
          )}
          <Button
            type="primary"
            onClick={() => {
              setView('published');
              setEditing('new');
            }}
          >
            登记上级公布的数
          </Button>
        </>
      }
    >
      {view === 'tables' && <PlaceTables />}
      {view === 'published' && <PublishedList onEdit={setEditing} />}
      {view === 'denominators' && <DenominatorView />}
      {editing !== null && <PublishedForm row={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />}
    </Page>
  );
}
