// All ledgers by group, with how many rows they hold and what happened last.

import './ledger-list.css';

import { Input } from 'antd';
import { useMemo, useState } from 'react';

import type { Result } from '../../../shared/contract/index.js';
import { matchesQuery } from '../../../shared/model/pinyin.js';
import { useCall } from '../../api/use-call.js';
import { go } from '../../app-state.js';
import { Empty } from '../../ui/empty.js';
import { ErrorNotice } from '../../ui/error-notice.js';
import { Page } from '../../ui/page.js';
import { Waiting } from '../../ui/waiting.js';
import { formatWhen } from '../../ui/when.js';

type Listed = Result<'ledgers.list'>['ledgers'][number];

function byGroup(ledgers: readonly Listed[]): [string, Listed[]][] {
  const groups = new Map<string, Listed[]>();
  for (const ledger of ledgers) groups.set(ledger.group, [...(groups.get(ledger.group) ?? []), ledger]);
  return [...groups];
}

/** What was done last, without the ledger's own title and the folders of a file. */
function stepWords(label: string, title: string): string {
  return label.replace(`${title}：`, '').replace(/“[^”]*\//, '“');
}

function LedgerCard({ ledger }: { ledger: Listed }) {
  const { newest } = ledger;
  const last =
    newest === null ? '' : `${formatWhen(newest.at)} ${newest.operator} ${stepWords(newest.label, ledger.title)}`;
  return (
    <button type="button" className="ledger-card" title={last} onClick={() => go('ledgers', ledger.id)}>
      <span className="ledger-card-title">{ledger.title}</span>
      <span className="ledger-card-count num">{ledger.rows === 0 ? '没有记录' : `${ledger.rows}条`}</span>
      <small className="muted">{last}</small>
    </button>
  );
}

export function LedgerList() {
  const { data, error, reload } = useCall('ledgers.list', {});
  const [query, setQuery] = useState('');
  const found = useMemo(
    () => (data?.ledgers ?? []).filter((ledger) => matchesQuery(query, `${ledger.title} ${ledger.group}`)),
    [data, query],
  );
  return (
    <Page
      title="台账"
      note="自己登记的项目、质押、保险、证书、案件、活动等，可汇总成指标，与报送数核对"
      actions={
        <Input
          allowClear
          autoFocus
          className="toolbar-search"
          aria-label="查找台账"
          placeholder="查找台账，可用拼音首字母"
          value={query}
          onChange={(event) => setQuery(event.target.value)}
          onPressEnter={() => {
            if (found[0]) go('ledgers', found[0].id);
          }}
        />
      }
    >
      {error && <ErrorNotice error={error} onRetry={reload} />}
      {!data && !error && <Waiting text="正在读取台账…" />}
      {data && found.length === 0 && <Empty title={`没有找到“${query}”`}>可以试试名称的一部分或拼音首字母。</Empty>}
      <div className="page-scroll">
        {byGroup(found).map(([group, ledgers]) => (
          <section key={group} aria-label={group}>
            <h2 className="ledger-group-title">
              {group} <small>{ledgers.length}本</small>
            </h2>
            <div className="ledger-cards">
              {ledgers.map((ledger) => (
                <LedgerCard key={ledger.id} ledger={ledger} />
              ))}
            </div>
          </section>
        ))}
      </div>
    </Page>
  );
}
