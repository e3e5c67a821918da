// One 定稿: its sheet as it was, what has changed since, what it was made of; 重印, exports, 印发 and its recall.

import { Alert, Button, Segmented } from 'antd';
import { useState } from 'react';

import type { FinalCopy } from '../../../shared/contract/calls/final-copies.js';
import type { ExportFormat } from '../../../shared/reports/print-table.js';
import { call, services } from '../../api/client.js';
import { runJob } from '../../api/jobs.js';
import { useCall } from '../../api/use-call.js';
import { go } from '../../app-state.js';
import { DropMenu } from '../../ui/drop-menu.js';
import { ErrorNotice } from '../../ui/error-notice.js';
import { DownIcon } from '../../ui/icons.js';
import { useReport } from '../../ui/use-report.js';
import { Waiting } from '../../ui/waiting.js';
import { formatWhen } from '../../ui/when.js';
import { FinalChanges } from './final-changes.js';
import { FinalInputs } from './final-inputs.js';
import { IssueDialog } from './issue-dialog.js';
import { Paper } from './paper.js';
import { paperSize } from './paginate.js';
import { useFit } from './use-fit.js';

export function FinalCopyView({ copy }: { copy: FinalCopy }) {
  const report = useReport();
  const { data, error } = useCall('final-copies.get', { id: copy.id });
  const changes = useCall('final-copies.changes', { id: copy.id });
  const [tab, setTab] = useState<'paper' | 'changes' | 'inputs'>('paper');
  const [isIssuing, setIssuing] = useState(false);
  const [watch, fit] = useFit(data ? paperSize(data.table).width : 297);
  const act = (work: () => Promise<unknown>): void => {
    work().catch(report.failed);
  };
  const exportAs = (format: ExportFormat): void =>
    act(async () => {
      const file = await runJob('导出定稿', 'final-copies.export', { id: copy.id, format });
      if (format === 'html')
        await services.print(file, { printer: null, copies: 1, duplex: 'simplex', paper: data?.table.paper ?? 'A4' });
      else if (await services.saveFile(file)) report.done(`已保存：${file.name}`);
    });
  const remove = (): void =>
    act(async () => {
      const isSure = await report.confirm({
        title: '删除这份定稿？',
        content: `将删除“${copy.title}”的定稿，表样和数据不受影响。可以撤销。`,
        okText: '删除',
        danger: true,
      });
      if (!isSure) return;
      await call('final-copies.remove', { id: copy.id });
      go('tables', 'final');
    });
  const count = changes.data ? changes.data.cells.length : null;

  return (
    <section className="final-view" aria-label="定稿内容">
      <header>
        <div className="final-facts">
          <div>
            {formatWhen(copy.at)} {copy.operator} 定稿
            {copy.issuedOn !== null && `；${copy.issuedOn} 印发，${copy.documentNumber ?? '没有文号'}`}
          </div>
          <small className="muted" title={copy.sha256}>
            内容校验码 {copy.sha256.slice(0, 16)}…{data && ` · 用到${data.inputs}项数据`}
          </small>
        </div>
        <Segmented
          aria-label="显示的内容"
          size="small"
          value={tab}
          onChange={setTab}
          options={[
            { value: 'paper', label: '原样' },
            { value: 'changes', label: count === null ? '定稿后变动' : `定稿后变动（${count}）` },
            { value: 'inputs', label: '所用数据' },
          ]}
        />
        <Button onClick={() => exportAs('html')}>重印</Button>
        <DropMenu
          menu={{
            items: [
              { key: 'xlsx', label: '导出 Excel' },
              { key: 'pdf', label: '导出 PDF' },
              { key: 'csv', label: '导出 CSV' },
              { type: 'divider' },
              ...(copy.issuedOn === null
                ? [{ key: 'remove', label: '删除定稿' }]
                : [{ key: 'recall', label: '撤销印发' }]),
            ],
            onClick: ({ key }) => {
              if (key === 'remove') remove();
              else if (key === 'recall')
                act(() => call('final-copies.issue', { id: copy.id, documentNumber: null, issuedOn: null }));
              else exportAs(key === 'pdf' ? 'pdf' : key === 'csv' ? 'csv' : 'xlsx');
            },
          }}
        >
          <Button>
            更多 <DownIcon />
          </Button>
        </DropMenu>
        <Button type="primary" onClick={() => setIssuing(true)}>
          {copy.issuedOn === null ? '印发' : '改印发登记'}
        </Button>
      </header>
      {count !== null && count > 0 && tab === 'paper' && (
        <Alert
          type="warning"
          showIcon
          title={`定稿以后数据有变动：现在重新制表会有${count}处不同。这里显示的仍是定稿时的原样。`}
        />
      )}
      {error && <ErrorNotice error={error} />}
      {tab === 'paper' && (
        <div ref={watch} className="table-desk">
          {!data && !error && <Waiting text="正在打开定稿…" />}
          {data && <Paper table={data.table} zoom={fit} current={null} onNumber={() => undefined} />}
        </div>
      )}
      {tab === 'changes' && <FinalChanges asked={changes} />}
      {tab === 'inputs' && <FinalInputs id={copy.id} />}
      {isIssuing && <IssueDialog copy={copy} onClose={() => setIssuing(false)} />}
    </section>
  );
}
