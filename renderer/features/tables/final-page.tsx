// 定稿存档: the copies of the period, what has changed since, 印发, and the lock of the period.

import { Alert, Button, Dropdown, Form, Input, Modal, Segmented } from 'antd';
import { useState } from 'react';

import type { FinalCopy } from '../../../shared/contract/calls/final-copies.js';
import { periodTitle } from '../../../shared/model/period.js';
import type { ExportFormat } from '../../../shared/reports/print-table.js';
import { call, services } from '../../api/client.js';
import { runJob } from '../../api/jobs.js';
import { useCall } from '../../api/use-call.js';
import { go, useApp } from '../../app-state.js';
import { readDay } from '../../ui/date-text.js';
import { Empty } from '../../ui/empty.js';
import { ErrorNotice } from '../../ui/error-notice.js';
import { Page } from '../../ui/page.js';
import { RowList } from '../../ui/row-list.js';
import { StateMark } from '../../ui/state-mark.js';
import { useReport } from '../../ui/use-report.js';
import { Waiting } from '../../ui/waiting.js';
import { formatWhen } from '../../ui/when.js';
import { LockBar } from './lock-bar.js';
import { Paper } from './paper.js';
import { paperSize } from './paginate.js';
import { useFit } from './use-fit.js';
import { DownIcon } from '../../ui/icons.js';

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
          <CopyView key={chosen.id} copy={chosen} />
        ) : (
          <div className="final-none">
            {copies.length > 0 && <Empty title="选择一份定稿">左边选中后，这里是它的原样和定稿后的变动。</Empty>}
          </div>
        )}
      </div>
    </Page>
  );
}

function CopyView({ copy }: { copy: FinalCopy }) {
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
        <Dropdown
          trigger={['click']}
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
        </Dropdown>
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
      {tab === 'changes' && <Changes asked={changes} />}
      {tab === 'inputs' && <Inputs id={copy.id} />}
      {isIssuing && <IssueDialog copy={copy} onClose={() => setIssuing(false)} />}
    </section>
  );
}

function Changes({ asked }: { asked: ReturnType<typeof useCall<'final-copies.changes'>> }) {
  const { data, error } = asked;
  if (error) return <ErrorNotice error={error} />;
  if (!data) return <Waiting text="正在与现在的数据比较…" />;
  return (
    <div className="final-changes">
      {data.obstacle !== '' && (
        <Alert type="info" showIcon title={`现在不能照这个表样重新制表，无法逐格比较：${data.obstacle}`} />
      )}
      <RowList
        name="表中的变动"
        rows={data.cells}
        rowKey={(cell) => `${cell.row}|${cell.column}`}
        empty={<p className="muted list-hint">表中的文字和数字与现在重新制表完全相同。</p>}
        columns={[
          { key: 'row', title: '行', width: '130px', render: (cell) => cell.row, hint: (cell) => cell.row },
          { key: 'column', title: '栏目', width: '1fr', render: (cell) => cell.column, hint: (cell) => cell.column },
          {
            key: 'was',
            title: '定稿时',
            width: '120px',
            align: 'right',
            render: (cell) => cell.was || '（没有）',
            hint: (cell) => cell.was,
          },
          {
            key: 'now',
            title: '现在',
            width: '120px',
            align: 'right',
            render: (cell) => <strong>{cell.now || '（没有）'}</strong>,
            hint: (cell) => cell.now,
          },
        ]}
      />
      <RowList
        name="变动的数值"
        rows={data.inputs}
        rowKey={(input) => data.inputs.indexOf(input)}
        empty={<p className="muted list-hint">用到的数值、目标、台账和上级下发数都没有变动。</p>}
        columns={[
          { key: 'what', title: '数据', width: '76px', render: (input) => input.what },
          {
            key: 'unit',
            title: '填报单位',
            width: '112px',
            render: (input) => input.unit,
            hint: (input) => input.unit,
          },
          {
            key: 'indicator',
            title: '指标',
            width: '1fr',
            render: (input) => input.indicator,
            hint: (input) => input.indicator,
          },
          {
            key: 'period',
            title: '统计期间',
            width: '112px',
            render: (input) => input.when,
          },
          {
            key: 'was',
            title: '定稿时',
            width: '90px',
            align: 'right',
            render: (input) => input.was || '（没有）',
            hint: (input) => input.was,
          },
          {
            key: 'now',
            title: '现在',
            width: '90px',
            align: 'right',
            render: (input) => <strong>{input.now || '（没有）'}</strong>,
            hint: (input) => input.now,
          },
          {
            key: 'who',
            title: '谁、何时',
            width: '150px',
            hint: (input) => `${input.operator} ${input.at === null ? '' : formatWhen(input.at)}`,
            render: (input) => `${input.operator} ${input.at === null ? '' : formatWhen(input.at)}`,
          },
          {
            key: 'reason',
            title: '原因',
            width: '1fr',
            render: (input) => input.reason,
            hint: (input) => input.reason,
          },
        ]}
      />
    </div>
  );
}

/** What the copy was made of, with its cell or its rows: what an auditor asks for years later. */
function Inputs({ id }: { id: number }) {
  const { data, error } = useCall('final-copies.inputs', { id });
  const [search, setSearch] = useState('');
  if (error) return <ErrorNotice error={error} />;
  if (!data) return <Waiting text="正在列出定稿时用到的数据…" />;
  const words = search
    .trim()
    .split(/\s+/)
    .filter((word) => word !== '');
  const rows = data.inputs.filter((input) => {
    const text = `${input.what} ${input.unit} ${input.name} ${input.when} ${input.text} ${input.source}`;
    return words.every((word) => text.includes(word));
  });
  return (
    <div className="final-changes final-inputs">
      <div className="button-row">
        <Input.Search
          size="small"
          allowClear
          placeholder="筛选：单位、指标、期间、文件"
          value={search}
          onChange={(event) => setSearch(event.target.value)}
          style={{ width: 280 }}
        />
        <span className="muted">
          {rows.length === data.inputs.length ? `共${rows.length}项` : `${rows.length}项，共${data.inputs.length}项`}
        </span>
      </div>
      <RowList
        name="定稿时用到的数据"
        rows={rows}
        rowKey={(input) => data.inputs.indexOf(input)}
        empty={<p className="muted list-hint">没有符合筛选的数据。</p>}
        columns={[
          { key: 'what', title: '数据', width: '76px', render: (input) => input.what },
          {
            key: 'unit',
            title: '填报单位',
            width: '140px',
            render: (input) => input.unit || '全部',
            hint: (input) => input.unit,
          },
          { key: 'name', title: '指标', width: '1fr', render: (input) => input.name, hint: (input) => input.name },
          { key: 'when', title: '统计期间', width: '120px', render: (input) => input.when },
          {
            key: 'text',
            title: '定稿时的数',
            width: '170px',
            align: 'right',
            render: (input) =>
              `${input.text}${input.measure === '' || input.text === '未报' ? '' : ` ${input.measure}`}`,
            hint: (input) => input.text,
          },
          {
            key: 'source',
            title: '来源',
            width: '1.6fr',
            render: (input) => input.source || '手工录入',
            hint: (input) => input.source,
          },
        ]}
      />
    </div>
  );
}

/** Today as 2022-08-10, in the officer's own time. */
function today(): string {
  const now = new Date();
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

function IssueDialog({ copy, onClose }: { copy: FinalCopy; onClose: () => void }) {
  const report = useReport();
  const [form] = Form.useForm<{ documentNumber?: string; issuedOn: string }>();
  return (
    <Modal
      open
      title="登记印发"
      okText="登记"
      cancelText="取消"
      onCancel={onClose}
      onOk={() => form.submit()}
      width={440}
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={{
          documentNumber: copy.documentNumber ?? '',
          issuedOn: copy.issuedOn ?? today(),
        }}
        onFinish={({ documentNumber, issuedOn }) => {
          const number = documentNumber?.trim() ?? '';
          call('final-copies.issue', {
            id: copy.id,
            documentNumber: number === '' ? null : number,
            issuedOn: readDay(issuedOn),
          })
            .then(onClose)
            .catch(report.failed);
        }}
      >
        <Form.Item name="documentNumber" label="发文字号（没有的可以空着）">
          <Input autoFocus placeholder="如：枣市监发〔2022〕9号" />
        </Form.Item>
        <Form.Item
          name="issuedOn"
          label="印发日期"
          rules={[{ pattern: /^\s*\d{4}-\d{2}-\d{2}\s*$/, required: true, message: '请按“2022-08-10”的样子填写' }]}
        >
          <Input />
        </Form.Item>
      </Form>
    </Modal>
  );
}
