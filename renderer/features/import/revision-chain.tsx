// 版次: what a unit has submitted for a period, 第1次, 第2次 …, who, when, why, and which values each one changed.

import { Button, Drawer, Select } from 'antd';
import { useState } from 'react';

import type { Result } from '../../../shared/contract/index.js';
import { STATE_LABEL } from '../../../shared/model/observation.js';
import { BASIS_LABEL, periodTitle } from '../../../shared/model/period.js';
import { call, services } from '../../api/client.js';
import { runJob } from '../../api/jobs.js';
import { useCall } from '../../api/use-call.js';
import { ReturnDialog } from '../../return-ui/return-dialog.js';
import { ErrorNotice } from '../../ui/error-notice.js';
import { StateMark } from '../../ui/state-mark.js';
import { useReport } from '../../ui/use-report.js';
import { Waiting } from '../../ui/waiting.js';
import { formatWhen } from '../../ui/when.js';

type Submission = Result<'submissions.list'>['submissions'][number];
type Change = Result<'submissions.changes'>['changes'][number];

export interface ChainKey {
  unitId: number;
  unit: string;
  period: string;
}

function chainTitle(key: ChainKey): string {
  return `${key.unit} ${periodTitle(key.period, 'ytd')}`;
}

/** Units and periods, each once, newest period first. */
export function chainKeys(of: Iterable<ChainKey>): ChainKey[] {
  const keys = new Map<string, ChainKey>();
  for (const { unitId, unit, period } of of) keys.set(`${unitId}/${period}`, { unitId, unit, period });
  return [...keys.values()].sort((a, b) => b.period.localeCompare(a.period));
}

/** Those of one import. */
export async function chainKeysOfBatch(batchId: number): Promise<ChainKey[]> {
  const { submissions } = await call('submissions.list', {});
  return chainKeys(submissions.filter((submission) => submission.batchId === batchId));
}

function text(value: string | null, state: Change['beforeState']): string {
  return value ?? (state === null ? '—' : STATE_LABEL[state]);
}

function Changes({ id }: { id: number }) {
  const { data, error } = useCall('submissions.changes', { id });
  if (error) return <ErrorNotice error={error} />;
  if (!data) return <p className="muted">正在读取…</p>;
  if (data.changes.length === 0) return <p className="muted">没有改变已存的数值。</p>;
  return (
    <table className="chain-changes">
      <thead>
        <tr>
          <th scope="col">指标</th>
          <th scope="col">单元格</th>
          <th scope="col">口径</th>
          <th scope="col">原数值</th>
          <th scope="col">新数值</th>
        </tr>
      </thead>
      <tbody>
        {data.changes.map((change) => (
          <tr key={`${change.code}/${change.basis}/${change.cell ?? ''}`}>
            <td>{change.indicator}</td>
            <td>
              <code>{change.cell ?? ''}</code>
            </td>
            <td>{BASIS_LABEL[change.basis]}</td>
            <td className="num">{text(change.before, change.beforeState)}</td>
            <td className="num">
              <strong>{text(change.value, change.state)}</strong> {change.measure}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Link({ submission, isNewest }: { submission: Submission; isNewest: boolean }) {
  const report = useReport();
  const [isOpen, setOpen] = useState(isNewest && submission.changed > 0);
  const [isReturning, setReturning] = useState(false);
  const { revision, undone, added, changed, waived } = submission;
  const counts = [`新增${added}个`, `更正${changed}个`];
  if (waived > 0) counts.push(`核实通过${waived}处`);
  const openOriginal = (): void => {
    runJob('打开原始文件', 'import.original', { importFileId: submission.importFileId })
      .then((file) => services.openFile(file))
      .catch(report.failed);
  };
  return (
    <li className="chain-link">
      <h3>
        {revision === null ? '已撤销' : `第${revision}次`}
        <StateMark kind={undone ? 'none' : isNewest ? 'good' : 'plain'}>
          {undone ? '已撤销' : isNewest ? '现行' : '以前版次'}
        </StateMark>
      </h3>
      <p className="muted">
        {formatWhen(submission.at)} · {submission.operator} · {counts.join('，')}
      </p>
      {submission.reason !== '' && <p>原因：{submission.reason}</p>}
      {submission.reason === '' && changed > 0 && <p className="muted">没有填写更正原因</p>}
      <p className="chain-file" title={submission.file}>
        {submission.file}
      </p>
      <div className="button-row">
        {added + changed > 0 && !undone && (
          <Button size="small" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            {isOpen ? '收起数值' : '查看数值'}
          </Button>
        )}
        <Button size="small" onClick={openOriginal}>
          原始文件
        </Button>
        {!undone && (
          <Button size="small" onClick={() => setReturning(true)}>
            退回修改…
          </Button>
        )}
      </div>
      {isOpen && <Changes id={submission.id} />}
      {isReturning && (
        <ReturnDialog
          target={{
            kind: 'received',
            files: [{ id: submission.importFileId, name: submission.file, issues: null }],
          }}
          onClose={() => setReturning(false)}
        />
      )}
    </li>
  );
}

export function RevisionChain({ keys, onClose }: { keys: readonly ChainKey[]; onClose: () => void }) {
  const [at, setAt] = useState(0);
  const of = keys[at] ?? keys[0];
  const { data, error, reload } = useCall(
    'submissions.list',
    of === undefined ? null : { unitId: of.unitId, period: of.period },
  );
  // While another unit is asked for, the old answer is still there.
  const submissions = data?.submissions.filter(({ unitId, period }) => unitId === of?.unitId && period === of.period);
  const newest = submissions?.find((submission) => submission.revision !== null);
  const [only] = keys;
  return (
    <Drawer open size={620} title={keys.length === 1 && only ? `版次：${chainTitle(only)}` : '版次'} onClose={onClose}>
      {keys.length > 1 && (
        <Select
          className="chain-select"
          aria-label="填报单位和统计期间"
          showSearch={{ optionFilterProp: 'label' }}
          value={at}
          onChange={setAt}
          options={keys.map((key, index) => ({ value: index, label: chainTitle(key) }))}
        />
      )}
      {error && <ErrorNotice error={error} onRetry={reload} />}
      {!submissions && !error && <Waiting text="正在读取版次…" />}
      {submissions?.length === 0 && <p className="muted">这个填报单位本期还没有接收过报送。</p>}
      <ol className="chain" aria-label="版次">
        {submissions?.map((submission) => (
          <Link key={submission.id} submission={submission} isNewest={submission.id === newest?.id} />
        ))}
      </ol>
    </Drawer>
  );
}
