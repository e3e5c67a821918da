// What an own rule compares: its kind, and indicators picked by name.

import { Form, InputNumber, Select, type FormInstance } from 'antd';

import type { Indicator } from '../../../shared/indicators/define.js';
import { useIndicatorOptions } from '../../api/use-indicator-options.js';
import type { RuleFields } from './rule-fields.js';
import { AGAINST_LABEL, EXPRESSION_KINDS, EXPRESSION_LABEL } from './rule-words.js';

const KIND_OPTIONS = EXPRESSION_KINDS.map((value) => ({ value, label: EXPRESSION_LABEL[value] }));
const AGAINST_OPTIONS = (['last-year', 'last-month'] as const).map((value) => ({
  value,
  label: `比${AGAINST_LABEL[value]}`,
}));
const SEARCH = { optionFilterProp: 'label' } as const;

const nameAndMeasure = ({ name, measure }: Indicator): string => `${name}（${measure}）`;
/** Computed ratios are left out: the program computes them and needs no rule. */
const isNoRatio = ({ numerator }: Indicator): boolean => numerator === null;

const WHOLE_LABEL: Record<RuleFields['kind'], string> = {
  sum: '等于（总数）',
  'at-most': '不大于',
  'not-below-last-month': '指标',
  'change-within': '指标',
};

export function ExpressionFields({ form }: { form: FormInstance<RuleFields> }) {
  const options = useIndicatorOptions(nameAndMeasure, isNoRatio);
  const kind = Form.useWatch('kind', form) ?? 'sum';
  const required = [{ required: true, message: '请选择指标' }];
  return (
    <>
      <Form.Item name="kind" label="比较方式">
        <Select options={KIND_OPTIONS} />
      </Form.Item>
      {kind === 'sum' && (
        <Form.Item
          name="parts"
          label="相加的各项"
          rules={[{ required: true, type: 'array', min: 2, max: 10, message: '请选择2至10个指标' }]}
        >
          <Select mode="multiple" showSearch={SEARCH} options={options} placeholder="选择两个以上指标" />
        </Form.Item>
      )}
      {kind === 'at-most' && (
        <Form.Item name="left" label="指标" rules={required}>
          <Select showSearch={SEARCH} options={options} placeholder="选择指标" />
        </Form.Item>
      )}
      <Form.Item name="whole" label={WHOLE_LABEL[kind]} rules={required}>
        <Select showSearch={SEARCH} options={options} placeholder="选择指标" />
      </Form.Item>
      {kind === 'change-within' && (
        <div className="form-row">
          <Form.Item name="against" label="与什么比">
            <Select options={AGAINST_OPTIONS} className="wide-select" />
          </Form.Item>
          <Form.Item name="percent" label="增减不超过" rules={[{ required: true, message: '请填写百分比' }]}>
            <InputNumber min={0} max={1_000_000} suffix="%" />
          </Form.Item>
        </div>
      )}
    </>
  );
}
