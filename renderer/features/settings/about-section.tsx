// 设置 › 关于: version, where the data lie, the bureau.

import { Button, Form, Input, Modal, Select } from 'antd';
import { useState } from 'react';

import { BUREAU_LEVEL_LABEL, BUREAU_LEVELS, type Bureau } from '../../../shared/model/unit.js';
import { call } from '../../api/client.js';
import { useSeen } from '../../api/seen.js';
import { useApp } from '../../app-state.js';
import { Page } from '../../ui/page.js';
import { SAVE_KEY } from '../../ui/save-key.js';
import { useReport } from '../../ui/use-report.js';

const LEVELS = BUREAU_LEVELS.map((level) => ({ value: level, label: BUREAU_LEVEL_LABEL[level] }));

function BureauForm({ bureau, onClose }: { bureau: Bureau; onClose: () => void }) {
  const report = useReport();
  const seen = useSeen();
  const [form] = Form.useForm<Bureau>();
  const save = (fields: Bureau): void => {
    const code = fields.code === null || fields.code === '' ? null : fields.code;
    call('bureau.save', { ...fields, code }, { seen })
      .then(() => {
        report.done('已保存。');
        onClose();
      })
      .catch(report.failed);
  };
  return (
    <Modal
      open
      title="修改本单位"
      okText="保存"
      okButtonProps={SAVE_KEY}
      cancelText="取消"
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form<Bureau> form={form} layout="vertical" initialValues={bureau} onFinish={save}>
        <Form.Item
          name="name"
          label="本单位名称"
          rules={[{ required: true, min: 2, max: 60, message: '请填写本单位名称（2—60字）' }]}
        >
          <Input autoFocus />
        </Form.Item>
        <div className="form-row">
          <Form.Item
            name="place"
            label="所在地区"
            rules={[{ required: true, min: 2, max: 30, message: '请填写所在地区' }]}
          >
            <Input />
          </Form.Item>
          <Form.Item name="level" label="机构层级">
            <Select options={LEVELS} className="wide-select" />
          </Form.Item>
          <Form.Item name="code" label="行政区划代码" rules={[{ pattern: /^\d{6}$/, message: '应是6位数字' }]}>
            <Input maxLength={6} />
          </Form.Item>
        </div>
      </Form>
    </Modal>
  );
}

export function AboutSection() {
  const { status } = useApp();
  const [isEditing, setEditing] = useState(false);
  const { bureau } = status;
  return (
    <Page title="关于">
      <dl className="about-facts">
        <dt>程序</dt>
        <dd>知产台账 {status.version}</dd>
        <dt>本单位</dt>
        <dd>
          {bureau ? `${bureau.name}（${BUREAU_LEVEL_LABEL[bureau.level]}，${bureau.place}）` : '尚未建立'}{' '}
          {bureau && (
            <Button size="small" onClick={() => setEditing(true)}>
              修改
            </Button>
          )}
        </dd>
        <dt>数据文件夹</dt>
        <dd>{status.dataFolder}</dd>
        {status.warning !== '' && (
          <>
            <dt>注意</dt>
            <dd>{status.warning}</dd>
          </>
        )}
        <dt>数据版本</dt>
        <dd>{status.dataVersion}</dd>
        <dt>网络</dt>
        <dd>程序不连接互联网，数据只保存在这台电脑上。</dd>
      </dl>
      {isEditing && bureau && <BureauForm bureau={bureau} onClose={() => setEditing(false)} />}
    </Page>
  );
}
