// 设置 › 口径与显示: how figures are computed and printed. Saved as a whole; numbers on all pages follow.

import { Button, Form, Input, InputNumber, Radio, Select } from 'antd';
import { useEffect, useRef } from 'react';

import type { Settings } from '../../../shared/contract/program-records.js';
import { SETTING_LABEL } from '../../../shared/model/setting-labels.js';
import { totalLabelOf } from '../../../shared/model/unit.js';
import { call } from '../../api/client.js';
import { isChangedSince, seenNow, seenOf, withOwnSteps } from '../../api/seen.js';
import { useCall } from '../../api/use-call.js';
import { useApp } from '../../app-state.js';
import { ErrorNotice } from '../../ui/error-notice.js';
import { Page } from '../../ui/page.js';
import { SAVE_KEY } from '../../ui/save-key.js';
import { useBusy } from '../../ui/use-busy.js';
import { useReport } from '../../ui/use-report.js';
import { Waiting } from '../../ui/waiting.js';
import { editedSettings } from './setting-edits.js';

function SettingsForm({ settings }: { settings: Settings }) {
  const report = useReport();
  const { status } = useApp();
  const [form] = Form.useForm<Settings>();
  const { isBusy, whileBusy } = useBusy();
  const filled = useRef({ settings, seen: seenOf(settings) });
  // What is stored meanwhile, here or in another window, or taken back, is shown; what is typed stays, over the data that it was typed over.
  useEffect(() => {
    const edited = editedSettings(form.getFieldsValue(), filled.current.settings);
    form.setFieldsValue({ ...settings, ...edited });
    const seen = Object.keys(edited).length === 0 ? seenOf(settings) : filled.current.seen;
    filled.current = { settings, seen };
  }, [form, settings]);
  const save = async (fields: Settings): Promise<void> => {
    const edited = editedSettings(fields, filled.current.settings);
    if (Object.keys(edited).length === 0) {
      report.declined('与已保存的相同，没有改动。');
      return;
    }
    await whileBusy(async () => {
      await call('settings.save', edited, { seen: withOwnSteps(filled.current.seen) }).catch((error: unknown) => {
        // Told of what another window has stored: to save once more is to save over it.
        if (isChangedSince(error)) filled.current.seen = seenNow();
        throw error;
      });
      report.done('已保存，各页面的数字按新的设置显示。');
    });
  };
  return (
    <Page
      title="口径与显示"
      actions={
        <Button type="primary" {...SAVE_KEY} loading={isBusy} onClick={() => form.submit()}>
          保存
        </Button>
      }
    >
      <Form<Settings>
        form={form}
        layout="horizontal"
        labelCol={{ flex: '190px' }}
        labelWrap
        colon={false}
        className="basis-form"
        initialValues={settings}
        onFinish={(fields) => void save(fields)}
      >
        <Form.Item name="operator" label={SETTING_LABEL.operator} extra="记入操作日志和版次">
          <Input maxLength={20} className="short-input" placeholder="操作员" />
        </Form.Item>
        <Form.Item name="rounding" label={SETTING_LABEL.rounding} extra="只在显示和打印时修约一次，保存的是原数">
          <Radio.Group
            options={[
              { value: 'half-up', label: '四舍五入' },
              { value: 'half-even', label: '四舍六入五留双（GB/T 8170）' },
            ]}
          />
        </Form.Item>
        <Form.Item name="timeProgress" label={SETTING_LABEL.timeProgress}>
          <Radio.Group
            options={[
              { value: 'month', label: '按月' },
              { value: 'day', label: '按日' },
            ]}
          />
        </Form.Item>
        <Form.Item name="denominator" label={SETTING_LABEL.denominator} extra="同比时两年用同一分母，还是各用各年的">
          <Radio.Group
            options={[
              { value: 'fixed', label: '两年都用报告年的' },
              { value: 'own-year', label: '各用各年的' },
            ]}
          />
        </Form.Item>
        <Form.Item
          name="abnormalBase"
          label={SETTING_LABEL.abnormalBase}
          extra="打印的表下注明用的是哪一个；减申诉成功件数的数取自“非正常专利申请”台账"
        >
          <Radio.Group
            options={[
              { value: 'notified', label: '通报件数' },
              { value: 'less-upheld', label: '通报件数减申诉成功件数' },
            ]}
          />
        </Form.Item>
        <Form.Item name="smallBase" label={SETTING_LABEL.smallBase} extra="基数小于它时，文字写增减量，不写百分比">
          <InputNumber min={0} />
        </Form.Item>
        <Form.Item name="largeChangePercent" label={SETTING_LABEL.largeChangePercent} extra="超过它时，文字写“增长×倍”">
          <InputNumber min={1} />
        </Form.Item>
        <Form.Item
          name="warnChangePercent"
          label={SETTING_LABEL.warnChangePercent}
          extra="与上年同期相比变动超过它时，导入时提示需核实"
        >
          <InputNumber min={1} />
        </Form.Item>
        <Form.Item name="totalLabel" label={SETTING_LABEL.totalLabel}>
          <Input
            maxLength={10}
            className="short-input"
            placeholder={status.bureau ? totalLabelOf(status.bureau) : '合计'}
          />
        </Form.Item>
        <Form.Item name="signature" label={SETTING_LABEL.signature} extra="印在表下，回车添加一项">
          <Select mode="tags" open={false} suffixIcon={null} className="long-input" />
        </Form.Item>
        <Form.Item name="keepBackups" label={SETTING_LABEL.keepBackups}>
          <InputNumber min={3} max={365} />
        </Form.Item>
      </Form>
    </Page>
  );
}

export function BasisSection() {
  const { data, error, reload } = useCall('settings.get', {});
  // What is typed stays where asking again fails.
  if (!data) return error ? <ErrorNotice error={error} onRetry={reload} /> : <Waiting text="正在读取设置…" />;
  return <SettingsForm settings={data} />;
}
