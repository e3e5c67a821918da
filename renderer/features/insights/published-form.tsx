// Form of one value or place that a higher authority published: as given, with its source.

import { Form, Input, InputNumber, Modal, Radio, Select } from 'antd';

import type { PublishedDraft } from '../../../shared/contract/calls/benchmarks.js';
import { periodTitle } from '../../../shared/model/period.js';
import { call } from '../../api/client.js';
import { useSeen } from '../../api/seen.js';
import { useCall } from '../../api/use-call.js';
import { useApp } from '../../app-state.js';
import { SAVE_KEY } from '../../ui/save-key.js';
import { useBusy } from '../../ui/use-busy.js';
import { useDiscard } from '../../ui/use-discard.js';
import { useReport } from '../../ui/use-report.js';

type Fields = Omit<PublishedDraft, 'period' | 'value'> & { value: string };

export function PublishedForm({
  row,
  onClose,
}: {
  row: (PublishedDraft & { id: number }) | null;
  onClose: () => void;
}) {
  const { period, status } = useApp();
  const report = useReport();
  const seen = useSeen();
  const [form] = Form.useForm<Fields>();
  const leave = useDiscard(() => form.isFieldsTouched(), onClose);
  const { isBusy, whileBusy } = useBusy();
  const indicators = useCall('indicators.list', {}).data?.indicators ?? [];
  const initial: Partial<Fields> = row
    ? { ...row, value: row.value ?? '' }
    : {
        figure: 'value',
        scope: '全省',
        place: status.bureau?.place ?? '',
        value: '',
        placeNo: null,
        places: null,
        source: '',
        document: '',
        asOf: periodTitle(period, 'asof'),
        note: '',
      };
  const save = (fields: Fields): Promise<void> =>
    whileBusy(async () => {
      const { code, figure, scope, place, placeNo, places, source, document, asOf, note } = fields;
      const value = fields.value.trim() === '' ? null : fields.value.trim();
      await call(
        'published.save',
        {
          id: row?.id ?? null,
          published: { period, code, figure, scope, place, value, placeNo, places, source, document, asOf, note },
        },
        { seen },
      );
      report.done('已保存上级公布的数');
      onClose();
    });
  return (
    <Modal
      open
      width={620}
      title={row ? '上级公布的数' : '登记上级公布的数'}
      okText="保存"
      cancelText="取消"
      okButtonProps={{ ...SAVE_KEY, loading: isBusy }}
      onOk={() => form.submit()}
      onCancel={leave}
    >
      <Form<Fields>
        form={form}
        layout="vertical"
        initialValues={initial}
        onFinish={(fields) => void save({ ...initial, ...fields } as Fields)}
      >
        <Form.Item name="code" label="指标" rules={[{ required: true, message: '请选择指标' }]}>
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            options={indicators
              .filter((one) => one.enabled)
              .map((one) => ({ value: one.code, label: `${one.name}（${one.measure}）` }))}
          />
        </Form.Item>
        <div className="form-row">
          <Form.Item name="figure" label="公布的是">
            <Radio.Group
              options={[
                { value: 'value', label: '数值的位次' },
                { value: 'growth', label: '增速的位次' },
              ]}
            />
          </Form.Item>
          <Form.Item name="place" label="地区" rules={[{ required: true, message: '请填写地区' }]}>
            <Input />
          </Form.Item>
          <Form.Item name="value" label="数值（没有公布可不填）">
            <Input className="num" />
          </Form.Item>
        </div>
        <div className="form-row">
          <Form.Item name="scope" label="范围" rules={[{ required: true, message: '请填写范围' }]}>
            <Input placeholder="全省" />
          </Form.Item>
          <Form.Item name="placeNo" label="第几位">
            <InputNumber min={1} max={10_000} precision={0} controls={false} />
          </Form.Item>
          <Form.Item name="places" label="共几位">
            <InputNumber min={1} max={10_000} precision={0} controls={false} />
          </Form.Item>
        </div>
        <Form.Item name="source" label="来源" rules={[{ required: true, whitespace: true, message: '请写明来源' }]}>
          <Input placeholder="例如：省局2022年7月通报" />
        </Form.Item>
        <div className="form-row">
          <Form.Item name="document" label="文号">
            <Input />
          </Form.Item>
          <Form.Item name="asOf" label="数据截至">
            <Input />
          </Form.Item>
        </div>
        <Form.Item name="note" label="备注">
          <Input />
        </Form.Item>
      </Form>
    </Modal>
  );
}
