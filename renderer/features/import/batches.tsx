// Recent imports: what came in when, undo with its numbers, the kept originals.

import { Button } from 'antd';

import type { ImportBatch } from '../../../shared/contract/calls/import.js';
import { services } from '../../api/client.js';
import { runJob } from '../../api/jobs.js';
import { useCall } from '../../api/use-call.js';
import { DropMenu } from '../../ui/drop-menu.js';
import { ErrorNotice } from '../../ui/error-notice.js';
import { RowList } from '../../ui/row-list.js';
import { StateMark } from '../../ui/state-mark.js';
import { useReport } from '../../ui/use-report.js';
import { formatWhen } from '../../ui/when.js';
import { batchPeriods } from './plan-facts.js';
import { DownIcon } from '../../ui/icons.js';

function storedIn(batch: ImportBatch): number {
  return batch.files.reduce((sum, file) => sum + file.stored, 0);
}

function unitsOf(batch: ImportBatch): string {
  return [...new Set(batch.files.flatMap((file) => file.units))].join('、');
}

interface Props {
  onUndo: (batch: ImportBatch) => void;
  onChain: (batchId: number) => void;
}

export function Batches({ onUndo, onChain }: Props) {
  const report = useReport();
  const { data, error, reload } = useCall('import.batches', { limit: 50 });
  const openOriginal = (importFileId: number): void => {
    runJob('打开原始文件', 'import.original', { importFileId })
      .then((file) => services.openFile(file))
      .catch(report.failed);
  };
  if (error) return <ErrorNotice error={error} onRetry={reload} />;
  return (
    <section className="batches" aria-label="最近的导入记录">
      <h2>最近的导入记录</h2>
      <RowList
        name="最近的导入记录"
        rows={data?.batches ?? []}
        rowKey={(batch) => batch.id}
        isReading={!data}
        empty={<p className="muted list-hint">还没有导入过文件。拖入或选择报表即可开始。</p>}
        columns={[
          { key: 'at', title: '时间', width: '140px', render: (batch) => formatWhen(batch.at) },
          { key: 'label', title: '内容', width: '150px', render: (batch) => batch.label, hint: (batch) => batch.label },
          {
            key: 'periods',
            title: '期间',
            width: '150px',
            render: ({ files }) => batchPeriods(files),
            hint: ({ files }) => batchPeriods(files),
          },
          { key: 'units', title: '填报单位', width: '1fr', render: unitsOf, hint: unitsOf },
          { key: 'stored', title: '保存', width: '70px', align: 'right', render: storedIn },
          { key: 'who', title: '操作人', width: '80px', render: (batch) => batch.operator },
          {
            key: 'state',
            title: '状态',
            width: '90px',
            render: (batch) => (
              <StateMark kind={batch.undone ? 'none' : 'good'}>{batch.undone ? '已撤销' : '已接收'}</StateMark>
            ),
          },
          {
            key: 'do',
            title: '',
            width: '232px',
            render: (batch) => (
              <span className="button-row">
                <Button
                  size="small"
                  disabled={!batch.canUndo}
                  title={batch.undoBlockedBy}
                  onClick={() => onUndo(batch)}
                >
                  撤销
                </Button>
                <Button size="small" disabled={batch.undone} onClick={() => onChain(batch.id)}>
                  版次
                </Button>
                <DropMenu
                  menu={{
                    items: batch.files.map((file) => ({ key: String(file.id), label: file.file })),
                    onClick: ({ key }) => openOriginal(Number(key)),
                  }}
                >
                  <Button size="small">
                    原始文件 <DownIcon />
                  </Button>
                </DropMenu>
              </span>
            ),
          },
        ]}
      />
    </section>
  );
}
