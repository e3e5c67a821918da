// The page of one enterprise: what it is, its rows in every ledger, and what happened to the entry.

import { Button } from 'antd';
import { useState } from 'react';

import type { Result } from '../../../shared/contract/index.js';
import { useCall } from '../../api/use-call.js';
import { go, useApp } from '../../app-state.js';
import { Empty } from '../../ui/empty.js';
import { ErrorNotice } from '../../ui/error-notice.js';
import { Page } from '../../ui/page.js';
import { Waiting } from '../../ui/waiting.js';
import { formatWhen } from '../../ui/when.js';
import { EnterpriseForm } from './enterprise-form.js';
import { MergeDialog } from './merge-dialog.js';
import { PickDialog } from './pick-dialog.js';

type Data = Result<'enterprises.get'>;

function Facts({ data: { enterprise, unit } }: { data: Data }) {
  const { status } = useApp();
  const facts: [string, string][] = [
    ['统一社会信用代码', enterprise.uscc ?? '未填'],
    ['曾用代码', enterprise.formerCodes.join('、')],
    [status.unitWord, unit],
    ['行业', enterprise.industry],
    ['标签', enterprise.tags.join('、')],
    ['曾用名', enterprise.formerNames.join('、')],
    ['简称', enterprise.shortNames.join('、')],
    ['备注', enterprise.note],
  ];
  return (
    <section className="card" aria-label="基本情况">
      <dl className="enterprise-facts">
        {facts
          .filter(([, text]) => text !== '')
          .map(([label, text]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{text}</dd>
            </div>
          ))}
      </dl>
    </section>
  );
}

function LedgerRows({ ledger }: { ledger: Data['ledgers'][number] }) {
  return (
    <section className="card" aria-label={ledger.title}>
      <h2>
        {ledger.title} <small>{ledger.total}条</small>
      </h2>
      {ledger.sums.length > 0 && (
        <p className="enterprise-sums">
          合计：
          {ledger.sums.map(({ label, text }) => (
            <span key={label}>
              {label} <strong className="num">{text}</strong>
            </span>
          ))}
        </p>
      )}
      <div className="plain-table-box">
        <table className="plain-table">
          <thead>
            <tr>
              {ledger.columns.map((column) => (
                <th key={column.field}>{column.head}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {ledger.rows.map((row) => (
              <tr key={row.id}>
                {row.texts.map((text, index) => (
                  <td
                    key={ledger.columns[index]!.field}
                    className={ledger.columns[index]!.isNumber ? 'cell-right' : ''}
                  >
                    {index === 0 ? (
                      <button
                        type="button"
                        className="text-link"
                        title="在台账中查看"
                        onClick={() => go('ledgers', `${ledger.ledger}/${row.id}`)}
                      >
                        {text === '' ? '查看' : text}
                      </button>
                    ) : (
                      text
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {ledger.total > ledger.rows.length && (
        <p className="muted">
          列出最近{ledger.rows.length}条，全部{ledger.total}条在“{ledger.title}”中。
        </p>
      )}
    </section>
  );
}

function History({ changes }: { changes: Data['changes'] }) {
  if (changes.length === 0) return null;
  return (
    <section className="card" aria-label="名录变更记录">
      <h2>名录变更记录</h2>
      <ol className="enterprise-history">
        {changes.map((change) => (
          <li key={change.changeSetId}>
            <div>
              {change.label}{' '}
              <span className="muted">
                {formatWhen(change.at)} {change.operator}
              </span>
            </div>
            {change.fields.map((field) => (
              <div key={field.label} className="muted">
                {field.label}：{field.before === '' ? '（空）' : field.before} →{' '}
                {field.after === '' ? '（空）' : field.after}
              </div>
            ))}
          </li>
        ))}
      </ol>
    </section>
  );
}

export function EnterprisePage({ id }: { id: number }) {
  const { data, error, reload } = useCall('enterprises.get', { id });
  const [isEditing, setEditing] = useState(false);
  const [isPicking, setPicking] = useState(false);
  const [other, setOther] = useState<number | null>(null);
  const back = <Button onClick={() => go('ledgers', 'enterprises')}>返回企业名录</Button>;
  if (!data)
    return (
      <Page title="企业" actions={back}>
        {error ? <ErrorNotice error={error} onRetry={reload} /> : <Waiting text="正在读取这家企业…" />}
      </Page>
    );
  const total = data.ledgers.reduce((sum, ledger) => sum + ledger.total, 0);
  return (
    <Page
      title={data.enterprise.name}
      note={total === 0 ? '台账中没有记录' : `${data.ledgers.length}个台账，${total}条记录`}
      actions={
        <>
          {back}
          <Button onClick={() => setPicking(true)}>与另一家合并…</Button>
          <Button type="primary" onClick={() => setEditing(true)}>
            修改
          </Button>
        </>
      }
    >
      <div className="page-scroll">
        <Facts data={data} />
        {data.ledgers.map((ledger) => (
          <LedgerRows key={ledger.ledger} ledger={ledger} />
        ))}
        {data.ledgers.length === 0 && (
          <Empty title="台账中还没有这家企业的记录">
            登记或导入台账时，名称或统一社会信用代码相同的记录会列在这里。
          </Empty>
        )}
        <History changes={data.changes} />
      </div>
      {isEditing && <EnterpriseForm enterprise={data.enterprise} onClose={() => setEditing(false)} />}
      {isPicking && (
        <PickDialog
          except={id}
          onClose={() => setPicking(false)}
          onPick={(picked) => {
            setPicking(false);
            setOther(picked);
          }}
        />
      )}
      {other !== null && (
        <MergeDialog
          ids={[id, other]}
          onClose={() => setOther(null)}
          onMerged={(kept) => {
            setOther(null);
            if (kept !== id) go('ledgers', `enterprises/${kept}`);
          }}
        />
      )}
    </Page>
  );
}
