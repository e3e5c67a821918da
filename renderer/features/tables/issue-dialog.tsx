// 登记印发: document number and day under which a 定稿 went out.

import { Form, Input, Modal } from 'antd';

import type { FinalCopy } from '../../../shared/contract/calls/final-copies.js';
import { chinaDate } from '../../../shared/tasks/working-days.js';
import { call } from '../../api/client.js';
import { readDay } from '../../ui/date-text.js';
import { SAVE_KEY } from '../../ui/save-key.js';
import { useReport } from '../../ui/use-report.js';

export function IssueDialog({ copy, onClose }: { copy: FinalCopy; onClose: () => void }) {
  const report = useReport();
  const today = chinaDate(new Date().toISOString());
  const year = Number(today.slice(0, 4));
  const [form] = Form.useForm<{ documentNumber?: string; issuedOn: string }>();
  return (
    <Modal
      open
      title="登记印发"
      okText="登记"
      okButtonProps={SAVE_KEY}
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
          issuedOn: copy.issuedOn ?? today,
        }}
        onFinish={({ documentNumber, issuedOn }) => {
          const number = documentNumber?.trim() ?? '';
          call('final-copies.issue', {
            id: copy.id,
            documentNumber: number === '' ? null : number,
            issuedOn: readDay(issuedOn, year),
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
          required
          rules={[
            {
              validator: (_, value?: string) =>
                readDay(value ?? '', year) === null
                  ? Promise.reject(new Error('请按“2022-08-10”的样子填写一个有的日期'))
                  : Promise.resolve(),
            },
          ]}
        >
          <Input />
        </Form.Item>
      </Form>
    </Modal>
  );
}
