// 定稿存档: the copies of the period and the lock of the period; the chosen copy beside them.

import { Button, Segmented } from 'antd';
import { useState } from 'react';

import type { FinalCopy } from '../../../shared/contract/calls/final-copies.js';
import { periodTitle } from '../../../shared/model/period.js';
import { useCall } from '../../api/use-call.js';
import { go, useApp } from '../../app-state.js';
import { Empty } from '../../ui/empty.js';
import { ErrorNotice } from '../../ui/error-notice.js';
import { Page } from '../../ui/page.js';
import { RowList } from '../../ui/row-list.js';
import { StateMark } from '../../ui/state-mark.js';
import { FinalCopyView } from './final-copy.js';
import { LockBar } from './lock-bar.js';

export function FinalPage({ id }: { id: number | null }) {
  const { period } = useApp();
  const [scope, setScope] = useState<'period' | 'all'>('period');
  const { data, error } = useCall('final-copies.list', { period: scope === 'all' ? null : period });
  const copies = data?.copies ?? [];
  const index = id === null ? 0 : copies.findIndex((copy) => copy.id === id);
  const chosen = copies[index] ?? null;
  return (
    <Page
      title="定稿存档"
      note={periodTitle(period, 'ytd')}
      actions={
        <>
          <Segmented
            aria-label="列出的定稿"
            size="small"
            value={scope}
            onChange={setScope}
            options={[
              { value: 'period', label: '本期' },
              { value: 'all', label: '全部' },
            ]}
          />
          <Button onClick={() => go('tables')}>返回汇总表</Button>
        </>
      }
    >
      <LockBar period={period} />
      {error && <ErrorNotice error={error} />}
      <div className="final">
        <div className="final-list">
          <RowList<FinalCopy>
            name="定稿"
            rows={copies}
            rowKey={(copy) => copy.id}
            current={index}
            onCurrent={(at) => copies[at] && go('tables', `final/${copies[at].id}`)}
            empty={
              data && (
                <p className="muted list-hint">
                  还没有定稿。在“汇总表”中制好表后点“定稿”，表和它用到的全部数据就原样存在这里，以后数据更正了也能照原样重印。
                </p>
              )
            }
            columns={[
              {
                key: 'title',
                title: '表名',
                width: '1fr',
                render: (copy) => (copy.no > 1 ? `${copy.title}（第${copy.no}次）` : copy.title),
                hint: (copy) => copy.title,
              },
              {
                key: 'issued',
                title: '印发',
                width: '86px',
                render: (copy) =>
                  copy.issuedOn === null ? (
                    <span className="muted">未印发</span>
                  ) : (
                    <StateMark kind="good">已印发</StateMark>
                  ),
                hint: (copy) => `${copy.documentNumber ?? ''} ${copy.issuedOn ?? ''}`,
              },
            ]}
          />
        </div>
        {chosen ? (
          <FinalCopyView key={chosen.id} copy={chosen} />
        ) : (
          <div className="final-none">
            {copies.length > 0 && <Empty title="选择一份定稿">左边选中后，这里是它的原样和定稿后的变动。</Empty>}
          </div>
        )}
      </div>
    </Page>
  );
}
