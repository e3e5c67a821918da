// Printer, copies, duplex and A3→A4, where the host prints by itself; elsewhere the browser's dialog asks.

import { Form, InputNumber, Modal, Radio, Select } from 'antd';
import { useEffect, useState } from 'react';

import type { PrinterInfo, PrintOptions } from '../../../shared/contract/host-services.js';
import type { PrintTable } from '../../../shared/reports/print-table.js';
import { services } from '../../api/client.js';
import { useReport } from '../../ui/use-report.js';

interface Props {
  table: PrintTable;
  onPrint: (options: PrintOptions) => void;
  onClose: () => void;
}

const DUPLEX = [
  { value: 'simplex', label: '单面' },
  { value: 'longEdge', label: '双面（长边翻页）' },
  { value: 'shortEdge', label: '双面（短边翻页）' },
];

export function PrintDialog({ table, onPrint, onClose }: Props) {
  const report = useReport();
  const [form] = Form.useForm<PrintOptions>();
  const [printers, setPrinters] = useState<PrinterInfo[] | null>(null);
  useEffect(() => {
    services
      .listPrinters()
      .then((found) => {
        setPrinters(found);
        form.setFieldValue('printer', found.find((printer) => printer.isDefault)?.name ?? found[0]?.name ?? null);
      })
      .catch(report.failed);
  }, [form, report]);

  return (
    <Modal
      open
      title="打印"
      okText="打印"
      cancelText="取消"
      onCancel={onClose}
      onOk={() => form.submit()}
      okButtonProps={{ disabled: printers !== null && printers.length === 0 }}
      width={460}
    >
      <Form<PrintOptions>
        form={form}
        layout="vertical"
        initialValues={{ printer: null, copies: 1, duplex: 'simplex', paper: table.paper }}
        onFinish={(values) => {
          onPrint(values);
          onClose();
        }}
      >
        <Form.Item name="printer" label="打印机">
          <Select
            loading={printers === null}
            placeholder={printers?.length === 0 ? '没有找到打印机，请先在系统中添加' : '正在查找打印机…'}
            options={printers?.map((printer) => ({
              value: printer.name,
              label: printer.isDefault ? `${printer.displayName}（默认）` : printer.displayName,
            }))}
          />
        </Form.Item>
        <div className="form-row">
          <Form.Item name="copies" label="份数">
            <InputNumber min={1} max={999} autoFocus />
          </Form.Item>
          <Form.Item name="duplex" label="单双面">
            <Select options={DUPLEX} className="wide-select" />
          </Form.Item>
        </div>
        {table.paper === 'A3' && (
          <Form.Item name="paper" label="打印纸">
            <Radio.Group
              options={[
                { value: 'A3', label: 'A3' },
                { value: 'A4', label: '缩小到 A4' },
              ]}
            />
          </Form.Item>
        )}
      </Form>
    </Modal>
  );
}
