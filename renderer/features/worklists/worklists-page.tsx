// 企业清单: whom to visit and whom to help next, from the register and the ledgers, at the end of the period at work.

import './worklists.css';

import { Button, Select } from 'antd';
import { useState } from 'react';

import { WORKLIST_LABEL, WORKLIST_RULE, WORKLISTS, type Worklist } from '../../../shared/ledgers/worklists.js';
import { useCall } from '../../api/use-call.js';
import { go, useApp } from '../../app-state.js';
import { Empty } from '../../ui/empty.js';
import { ErrorNotice } from '../../ui/error-notice.js';
import { Page } from '../../ui/page.js';
import { RowList, type Column } from '../../ui/row-list.js';
import type { Result } from '../../../shared/contract/index.js';
import { PaperButton } from './paper-button.js';

type Row = Result<'ledgers.worklist'>['rows'][number];

const OPTIONS = WORKLISTS.map((value) => ({ value, label: WORKLIST_LABEL[value] }));

const NOTHING: Record<Worklist, string> = {
  'no-invention': '名单来自企业名录中标为“规上”的企业，请先在企业名录中打上标签，并导入专利明细。',
  'no-trademark': '名单来自企业名录中标为“规上”的企业，请先在企业名录中打上标签，并导入商标明细。',
  'new-invention': '本季度没有待走访的新授权发明企业。导入专利明细后在这里列出。',
  'quarterly-visit': '本季度没有待走访的企业。走访记录的“行动名单”中填有“春笋行动”的企业在这里跟踪。',
};

/** The ledger that would fill the list. */
const SOURCE_LEDGER: Record<Worklist, { id: string; title: string }> = {
  'no-invention': { id: 'patent', title: '专利明细' },
  'no-trademark': { id: 'trademark', title: '商标明细' },
  'new-invention': { id: 'patent', title: '专利明细' },
  'quarterly-visit': { id: 'service', title: '企业服务与走访' },
};

function columnsOf(list: Worklist, unitWord: string): Column<Row>[] {
  const isVisit = list === 'new-invention' || list === 'quarterly-visit';
  return [
    { key: 'name', title: '企业名称', width: '1fr', render: (row) => row.name, hint: (row) => row.name },
    { key: 'unit', title: unitWord, width: '110px', render: (row) => row.unit },
    { key: 'industry', title: '行业', width: '150px', render: (row) => row.industry },
    ...(list === 'new-invention'
      ? [
          { key: 'count', title: '本季授权', width: '90px', align: 'right' as const, render: (row: Row) => row.count },
          { key: 'since', title: '最近授权', width: '110px', render: (row: Row) => row.since ?? '' },
        ]
      : []),
    ...(list === 'quarterly-visit'
      ? [{ key: 'count', title: '本年走访', width: '90px', align: 'right' as const, render: (row: Row) => row.count }]
      : []),
    {
      key: 'visit',
      title: isVisit ? '上次走访' : '最近走访',
      width: '110px',
      render: (row) => row.lastVisit ?? '未走访',
    },
    {
      key: 'open',
      title: '',
      width: '90px',
      align: 'right',
      render: (row) => (
        <Button size="small" type="link" onClick={() => go('ledgers', `enterprises/${row.enterpriseId}`)}>
          查看企业
        </Button>
      ),
    },
  ];
}

export function WorklistsPage() {
  const { period, status } = useApp();
  const [list, setList] = useState<Worklist>('no-invention');
  const [current, setCurrent] = useState(-1);
  const { data, error, reload } = useCall('ledgers.worklist', { list, period });
  const rows = data?.rows ?? [];
  return (
    <Page
      title="企业清单"
      actions={<PaperButton what={{ kind: 'worklist', list, period }} isEmpty={rows.length === 0} />}
      note={data ? `${rows.length}家，${list.startsWith('no-') ? '规上企业' : '涉及企业'}共${data.of}家` : ''}
    >
      <div className="toolbar">
        <Select
          value={list}
          className="worklist-select"
          aria-label="清单"
          popupMatchSelectWidth={false}
          options={OPTIONS}
          onChange={(value: Worklist) => {
            setList(value);
            setCurrent(-1);
          }}
        />
        <span className="muted">{WORKLIST_RULE[list]}</span>
      </div>
      {error && <ErrorNotice error={error} onRetry={reload} />}
      <RowList
        name={WORKLIST_LABEL[list]}
        rows={rows}
        rowKey={(row) => row.enterpriseId}
        current={current}
        onCurrent={setCurrent}
        onOpen={(row) => go('ledgers', `enterprises/${row.enterpriseId}`)}
        empty={
          data ? (
            <Empty
              title="没有符合条件的企业"
              action={
                <span className="button-row">
                  {list.startsWith('no-') && <Button onClick={() => go('ledgers', 'enterprises')}>去企业名录</Button>}
                  <Button onClick={() => go('ledgers', SOURCE_LEDGER[list].id)}>去{SOURCE_LEDGER[list].title}</Button>
                </span>
              }
            >
              {NOTHING[list]}
            </Empty>
          ) : (
            <p className="muted list-hint">正在读取…</p>
          )
        }
        columns={columnsOf(list, status.unitWord)}
      />
    </Page>
  );
}
