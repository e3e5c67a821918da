// 设置 › 通讯录: people of the reporting units, filled from 填报人 and 电话 of received files. On screen only, in no export.

import { Button, Form, Input, Modal, Select } from 'antd';
import { useState } from 'react';

import type { Contact } from '../../../shared/contract/calls/tasks.js';
import type { ReportingUnit } from '../../../shared/model/unit.js';
import { call } from '../../api/client.js';
import { useSeen } from '../../api/seen.js';
import { useCall } from '../../api/use-call.js';
import { fileName } from '../../board-words.js';
import { ErrorNotice } from '../../ui/error-notice.js';
import { Page } from '../../ui/page.js';
import { RowList } from '../../ui/row-list.js';
import { SAVE_KEY } from '../../ui/save-key.js';
import { useBusy } from '../../ui/use-busy.js';
import { useDiscard } from '../../ui/use-discard.js';
import { useReport } from '../../ui/use-report.js';

interface Fields {
  unitId: number;
  name: string;
  phone: string;
  role: string;
  note: string;
}

const ROLES = ['填报人', '审核人', '负责人', '联系人'].map((value) => ({ value, label: value }));

function ContactForm({
  contact,
  units,
  onClose,
}: {
  contact: Contact | null;
  units: readonly ReportingUnit[];
  onClose: () => void;
}) {
  const report = useReport();
  const seen = useSeen();
  const [form] = Form.useForm<Fields>();
  const leave = useDiscard(() => form.isFieldsTouched(), onClose);
  const { isBusy, whileBusy } = useBusy();
  const save = (fields: Fields): Promise<void> =>
    whileBusy(async () => {
      await call('contacts.save', { id: contact?.id ?? null, contact: { ...fields, hidden: false } }, { seen });
      report.done(`已保存：${fields.name}`);
      onClose();
    });
  return (
    <Modal
      open
      width={480}
      title={contact ? '修改联系人' : '新增联系人'}
      okText="保存"
      okButtonProps={SAVE_KEY}
      cancelText="取消"
      confirmLoading={isBusy}
      onOk={() => form.submit()}
      onCancel={leave}
    >
      <Form<Fields>
        form={form}
        layout="vertical"
        initialValues={contact ?? { unitId: units[0]?.id, name: '', phone: '', role: '填报人', note: '' }}
        onFinish={(fields) => void save(fields)}
      >
        <div className="form-row">
          <Form.Item name="unitId" label="填报单位" className="grow" rules={[{ required: true }]}>
            <Select
              showSearch={{ optionFilterProp: 'label' }}
              options={units.map((unit) => ({ value: unit.id, label: unit.name }))}
            />
          </Form.Item>
          <Form.Item name="role" label="身份">
            <Select options={ROLES} className="wide-select" />
          </Form.Item>
        </div>
        <div className="form-row">
          <Form.Item
            name="name"
            label="姓名"
            className="grow"
            rules={[{ required: true, whitespace: true, message: '请填写姓名' }]}
          >
            <Input maxLength={30} autoFocus />
          </Form.Item>
          <Form.Item name="phone" label="电话" className="grow">
            <Input maxLength={40} />
          </Form.Item>
        </div>
        <Form.Item name="note" label="备注">
          <Input maxLength={200} placeholder="如 微信号、分管领导" />
        </Form.Item>
      </Form>
    </Modal>
  );
}

export function ContactsSection() {
  const report = useReport();
  const { data, error, reload } = useCall('contacts.list', {});
  const units = useCall('units.list', {}).data?.units;
  const [editing, setEditing] = useState<Contact | 'new' | null>(null);
  const contacts = data?.contacts ?? [];
  const remove = async (contact: Contact): Promise<void> => {
    const isSure = await report.confirm({
      title: `删除联系人“${contact.name}”`,
      content: '以后导入的报表中再出现此人，也不再列入通讯录。可以撤销。',
      okText: '删除',
      danger: true,
    });
    if (!isSure) return;
    const { unitId, name, phone, role, note } = contact;
    await call('contacts.save', { id: contact.id, contact: { unitId, name, phone, role, note, hidden: true } })
      .then(() => report.done(`已删除：${name}`))
      .catch(report.failed);
  };
  return (
    <Page
      title="通讯录"
      note="由报表中的填报人、电话自动收集；仅供本机查看，不随任何文件导出"
      actions={
        <Button type="primary" disabled={!units || units.length === 0} onClick={() => setEditing('new')}>
          新增联系人
        </Button>
      }
    >
      {error && <ErrorNotice error={error} onRetry={reload} />}
      <RowList
        name="通讯录"
        rows={contacts}
        rowKey={(contact) => `${contact.unitId}/${contact.name}`}
        onOpen={setEditing}
        isReading={!data}
        empty={<p className="muted list-hint">还没有联系人。接收的报表写有填报人和电话时，会自动列在这里。</p>}
        columns={[
          { key: 'unit', title: '填报单位', width: '150px', render: (contact) => contact.unit },
          { key: 'role', title: '身份', width: '80px', render: (contact) => contact.role },
          { key: 'name', title: '姓名', width: '110px', render: (contact) => contact.name },
          { key: 'phone', title: '电话', width: '150px', render: (contact) => contact.phone },
          {
            key: 'note',
            title: '备注',
            width: '0.6fr',
            render: (contact) => contact.note,
            hint: (contact) => contact.note,
          },
          {
            key: 'seen',
            title: '来自',
            width: '1fr',
            render: (contact) => (contact.lastSeenFile === '' ? '手工填写' : fileName(contact.lastSeenFile)),
            hint: (contact) => contact.lastSeenFile,
          },
          {
            key: 'edit',
            title: '',
            width: '96px',
            render: (contact) => (
              <span className="button-row">
                <Button size="small" type="link" onClick={() => setEditing(contact)}>
                  修改
                </Button>
                <Button size="small" type="link" onClick={() => void remove(contact)}>
                  删除
                </Button>
              </span>
            ),
          },
        ]}
      />
      {editing !== null && units && (
        <ContactForm contact={editing === 'new' ? null : editing} units={units} onClose={() => setEditing(null)} />
      )}
    </Page>
  );
}
