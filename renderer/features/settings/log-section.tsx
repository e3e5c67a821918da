// 设置 › 操作日志: who changed what, newest first; and the steps that can be undone.

import { Button, Segmented } from 'antd';
import { useEffect, useState } from 'react';

import type { ChangeSet } from '../../../shared/contract/calls/system.js';
import type { Result } from '../../../shared/contract/index.js';
import { undoneLabel } from '../../../shared/model/undo-steps.js';
import { call } from '../../api/client.js';
import { useCall } from '../../api/use-call.js';
import { askToUndoListed } from '../../ask-to-undo.js';
import { ErrorNotice } from '../../ui/error-notice.js';
import { Page } from '../../ui/page.js';
import { RowList } from '../../ui/row-list.js';
import { StateMark } from '../../ui/state-mark.js';
import { useReport } from '../../ui/use-report.js';
import { formatWhen } from '../../ui/when.js';

type Entry = Result<'activity.list'>['entries'][number];
const PAGE_SIZE = 200;

function Steps() {
  const report = useReport();
  const { data, error, reload } = useCall('history.list', { limit: PAGE_SIZE });
  const undo = async (change: ChangeSet): Promise<void> => {
    try {
      if (!(await askToUndoListed(report, change))) return;
      await call('history.undo', { id: change.id });
      report.done(change.kind === 'undo' ? `已重做：${undoneLabel(change)}` : `已撤销：${change.label}`);
    } catch (failure) {
      report.failed(failure);
    }
  };
  if (error) return <ErrorNotice error={error} onRetry={reload} />;
  return (
    <RowList
      name="步骤"
      rows={data?.changes ?? []}
      rowKey={(change) => change.id}
      isReading={!data}
      empty={<p className="muted list-hint">还没有改动过数据。</p>}
      columns={[
        { key: 'at', title: '时间', width: '140px', render: (change) => formatWhen(change.at) },
        { key: 'who', title: '操作人', width: '100px', render: (change) => change.operator },
        { key: 'label', title: '步骤', width: '1fr', render: (change) => change.label, hint: (change) => change.label },
        {
          key: 'state',
          title: '状态',
          width: '90px',
          render: (change) =>
            change.undone ? <StateMark kind="none">已撤销</StateMark> : <StateMark kind="good">有效</StateMark>,
        },
        {
          key: 'undo',
          title: '',
          width: '70px',
          render: (change) => (
            <Button size="small" disabled={!change.canUndo || change.undone} onClick={() => void undo(change)}>
              {change.kind === 'undo' ? '重做' : '撤销'}
            </Button>
          ),
        },
      ]}
    />
  );
}

function Activity() {
  const { data, error, reload } = useCall('activity.list', { limit: PAGE_SIZE });
  const [older, setOlder] = useState<Entry[]>([]);
  const [isEnd, setEnd] = useState(false);
  const report = useReport();
  useEffect(() => {
    setOlder([]);
    setEnd(false);
  }, [data]);
  const entries = [...(data?.entries ?? []), ...older];
  const more = (): void => {
    const last = entries.at(-1);
    if (!last) return;
    call('activity.list', { limit: PAGE_SIZE, before: last.id })
      .then((next) => {
        setOlder([...older, ...next.entries]);
        setEnd(next.entries.length < PAGE_SIZE);
      })
      .catch(report.failed);
  };
  if (error) return <ErrorNotice error={error} onRetry={reload} />;
  return (
    <>
      <RowList
        name="操作日志"
        rows={entries}
        rowKey={(entry) => entry.id}
        isReading={!data}
        empty={<p className="muted list-hint">还没有操作记录。</p>}
        columns={[
          { key: 'at', title: '时间', width: '140px', render: (entry) => formatWhen(entry.at) },
          { key: 'who', title: '操作人', width: '100px', render: (entry) => entry.operator },
          {
            key: 'action',
            title: '操作',
            width: 'minmax(320px, 3fr)',
            render: (entry) => entry.action,
            hint: (entry) => entry.action,
          },
          {
            key: 'detail',
            title: '内容',
            width: '2fr',
            render: (entry) => entry.detail,
            hint: (entry) => entry.detail,
          },
        ]}
      />
      {(data?.entries.length ?? 0) >= PAGE_SIZE && !isEnd && (
        <div>
          <Button onClick={more}>显示更早的记录</Button>
        </div>
      )}
    </>
  );
}

export function LogSection() {
  const [view, setView] = useState<'activity' | 'steps'>('activity');
  return (
    <Page
      title="操作日志"
      actions={
        <Segmented
          aria-label="显示的内容"
          value={view}
          onChange={setView}
          options={[
            { value: 'activity' as const, label: '日志' },
            { value: 'steps' as const, label: '可撤销的步骤' },
          ]}
        />
      }
    >
      {view === 'activity' ? <Activity /> : <Steps />}
    </Page>
  );
}
