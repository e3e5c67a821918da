// Prints the view on screen: title, columns, paper, signature. Columns without any content are left out unless they are asked for.

import { Button, Checkbox, Form, Input, Modal, Radio, Select } from 'antd';
import { useMemo } from 'react';

import type { ViewLayout } from '../../../shared/contract/calls/ledger-grid.js';
import { services } from '../../api/client.js';
import { runJob } from '../../api/jobs.js';
import { useCall } from '../../api/use-call.js';
import { ErrorNotice } from '../../ui/error-notice.js';
import { useBusy } from '../../ui/use-busy.js';
import { useReport } from '../../ui/use-report.js';
import { Waiting } from '../../ui/waiting.js';
import type { GridColumn } from './columns.js';
import type { LedgerDesk } from './use-ledger.js';
import type { Rows } from './use-rows.js';

interface Props {
  desk: LedgerDesk;
  rows: Rows;
  view: ViewLayout;
  columns: readonly GridColumn[];
  chosen: readonly number[];
  onClose: () => void;
}

interface Values {
  title: string;
  columns: string[];
  which: 'all' | 'chosen';
  paper: 'A4' | 'A3';
  orientation: 'portrait' | 'landscape';
  signature: boolean;
}

const MOST = 5000;

/** Chosen columns in words: 区（市）：薛城；日期：7月. */
function conditionsText(desk: LedgerDesk, view: ViewLayout): string {
  const parts = Object.entries(view.filters).map(
    ([name, text]) => `${desk.ledger.fields[name]?.label ?? name}：${text}`,
  );
  return [...(view.text.trim() === '' ? [] : [`查找“${view.text.trim()}”`]), ...parts].join('；').slice(0, 200);
}

export function PrintDialog({ desk, rows, view, columns, chosen, onClose }: Props) {
  const { ledger } = desk;
  const report = useReport();
  const [form] = Form.useForm<Values>();
  const { isBusy, whileBusy } = useBusy();
  const which = Form.useWatch('which', form) ?? (chosen.length > 1 ? 'chosen' : 'all');
  const ids = chosen.length > 1 ? chosen : rows.ids;
  const isTooMany = (which === 'chosen' ? chosen : rows.ids).length > MOST;
  const asked = useCall('ledgers.filled', { ledger: ledger.id, ids: ids.slice(0, MOST) });
  const content = asked.data;
  const usual = useMemo(() => {
    if (content === null) return null;
    const hasContent = new Set(content.fields);
    const filled = columns.filter(({ name, field }) => field.isPersonal !== true && hasContent.has(name));
    return (filled.length > 0 ? filled : columns).map(({ name }) => name);
  }, [columns, content]);

  const run = async (format: 'html' | 'pdf'): Promise<void> => {
    const values = await form.validateFields();
    await whileBusy(async () => {
      const { file } = await runJob(format === 'pdf' ? '导出 PDF' : '准备打印', 'ledgers.print', {
        ledger: ledger.id,
        sort: view.sort,
        groupBy: view.groupBy,
        ids: [...(values.which === 'chosen' ? chosen : rows.ids)],
        columns: columns.map(({ name }) => name).filter((name) => values.columns.includes(name)),
        title: values.title.trim(),
        subtitle: conditionsText(desk, view),
        paper: values.paper,
        orientation: values.orientation,
        signature: values.signature,
        format,
      });
      if (file === null) return;
      if (format === 'pdf') {
        if (await services.saveFile(file)) report.done(`已保存：${file.name}`);
      } else await services.print(file, { printer: null, copies: 1, duplex: 'simplex', paper: values.paper });
      onClose();
    });
  };
  return (
    <Modal
      open
      title={`打印：${ledger.title}`}
      onCancel={onClose}
      width={520}
      footer={
        <>
          <Button onClick={onClose}>取消</Button>
          <Button disabled={usual === null || isTooMany} loading={isBusy} onClick={() => void run('pdf')}>
            导出 PDF
          </Button>
          <Button
            type="primary"
            disabled={usual === null || isTooMany}
            loading={isBusy}
            onClick={() => void run('html')}
          >
            打印
          </Button>
        </>
      }
    >
      {asked.error && <ErrorNotice error={asked.error} onRetry={asked.reload} />}
      {usual === null ? (
        asked.error === null && <Waiting text="正在查看各栏有没有内容…" />
      ) : (
        <Form<Values>
          form={form}
          layout="vertical"
          initialValues={{
            title: `${ledger.title}台账`,
            columns: usual,
            which,
            paper: 'A4',
            orientation: usual.length > 7 ? 'landscape' : 'portrait',
            signature: true,
          }}
        >
          <Form.Item name="title" label="标题">
            <Input maxLength={60} />
          </Form.Item>
          <Form.Item name="columns" label="栏目" rules={[{ required: true, message: '请至少选择一栏' }]}>
            <Select mode="multiple" options={columns.map(({ name, head }) => ({ value: name, label: head }))} />
          </Form.Item>
          <Form.Item name="which" label="范围">
            <Radio.Group
              options={[
                { value: 'all', label: `当前视图（${rows.ids.length}条）`, disabled: rows.ids.length > MOST },
                {
                  value: 'chosen',
                  label: `所选（${chosen.length}条）`,
                  disabled: chosen.length === 0 || chosen.length > MOST,
                },
              ]}
            />
          </Form.Item>
          <div className="form-row">
            <Form.Item name="paper" label="纸张">
              <Radio.Group
                options={[
                  { value: 'A4', label: 'A4' },
                  { value: 'A3', label: 'A3' },
                ]}
              />
            </Form.Item>
            <Form.Item name="orientation" label="方向">
              <Radio.Group
                options={[
                  { value: 'portrait', label: '纵向' },
                  { value: 'landscape', label: '横向' },
                ]}
              />
            </Form.Item>
            <Form.Item name="signature" label="签字栏" valuePropName="checked">
              <Checkbox>填报人、审核人等</Checkbox>
            </Form.Item>
          </div>
          {isTooMany && <p className="muted">一次最多打印{MOST}条，请先筛选，或导出为 Excel。</p>}
        </Form>
      )}
    </Modal>
  );
}
