// 可能重复: pairs of entries side by side. The officer decides; the program only proposes.

import { Button } from 'antd';
import { useState } from 'react';

import type { Result } from '../../../shared/contract/index.js';
import { LIKENESS_LABEL } from '../../../shared/model/enterprise-likeness.js';
import { call } from '../../api/client.js';
import { useCall } from '../../api/use-call.js';
import { go } from '../../app-state.js';
import { Empty } from '../../ui/empty.js';
import { ErrorNotice } from '../../ui/error-notice.js';
import { Page } from '../../ui/page.js';
import { StateMark } from '../../ui/state-mark.js';
import { useReport } from '../../ui/use-report.js';
import { Waiting } from '../../ui/waiting.js';
import { MergeDialog } from './merge-dialog.js';

type Pair = Result<'enterprises.duplicates'>['pairs'][number];

function Side({ one, unit }: { one: Pair['a']; unit: string }) {
  return (
    <div className="pair-side">
      <button type="button" className="text-link" onClick={() => go('ledgers', `enterprises/${one.id}`)}>
        {one.name}
      </button>
      <div className="muted">
        {one.uscc === null ? '未填代码' : <code>{one.uscc}</code>}
        {unit !== '' && ` · ${unit}`} · 台账记录{one.entries}条
      </div>
      {one.formerNames.length > 0 && <div className="muted">曾用名：{one.formerNames.join('、')}</div>}
    </div>
  );
}

export function DuplicatesPage() {
  const report = useReport();
  const { data, error, reload } = useCall('enterprises.duplicates', {});
  const units = useCall('units.list', {}).data?.units ?? [];
  const [merging, setMerging] = useState<readonly [number, number] | null>(null);
  const nameOf = (id: number | null): string => units.find((unit) => unit.id === id)?.name ?? '';
  const keepApart = (pair: Pair): void => {
    call('enterprises.keep-apart', { a: pair.a.id, b: pair.b.id })
      .then(() => report.done('已记下不是同一家，不再提示。'))
      .catch(report.failed);
  };
  return (
    <Page
      title="可能重复的企业"
      note={data && data.total > data.pairs.length ? `共${data.total}对，先列出${data.pairs.length}对` : undefined}
      actions={<Button onClick={() => go('ledgers', 'enterprises')}>返回企业名录</Button>}
    >
      {error && <ErrorNotice error={error} onRetry={reload} />}
      {!data && !error && <Waiting text="正在比对名录…" />}
      {data?.pairs.length === 0 && (
        <Empty title="没有可能重复的企业">
          代码相同、名称相同（不计公司类型和括号）或只差一个字的企业会成对列在这里，由您决定是否合并。
        </Empty>
      )}
      <ul className="page-scroll pairs" aria-label="可能重复的企业">
        {data?.pairs.map((pair) => (
          <li key={`${pair.a.id}/${pair.b.id}`} className="card pair">
            <StateMark kind={pair.likeness === 'alike' ? 'plain' : 'look'}>{LIKENESS_LABEL[pair.likeness]}</StateMark>
            <Side one={pair.a} unit={nameOf(pair.a.unitId)} />
            <Side one={pair.b} unit={nameOf(pair.b.unitId)} />
            <div className="button-row">
              <Button onClick={() => keepApart(pair)}>不是同一家</Button>
              <Button onClick={() => setMerging([pair.a.id, pair.b.id])}>对照并合并…</Button>
            </div>
          </li>
        ))}
      </ul>
      {merging && <MergeDialog ids={merging} onClose={() => setMerging(null)} />}
    </Page>
  );
}
