// Form of one indicator. The code is its identity and is given once.

import { Checkbox, Form, Input, InputNumber, Select } from 'antd';

import {
  CATEGORIES,
  CATEGORY_LABEL,
  INDICATOR_KINDS,
  KIND_LABEL,
  NEW_INDICATOR,
  type Indicator,
  type IndicatorDraft,
} from '../../../shared/indicators/define.js';
import { MEASURES } from '../../../shared/indicators/measures.js';
import { call } from '../../api/client.js';
import { useSeen } from '../../api/seen.js';
import { FormDrawer } from '../../ui/form-drawer.js';
import { useBusy } from '../../ui/use-busy.js';
import { useReport } from '../../ui/use-report.js';

interface Fields extends IndicatorDraft {
  code: string;
}

interface Props {
  indicator: Indicator | null;
  all: readonly Indicator[];
  onClose: () => void;
}

const CATEGORY_OPTIONS = CATEGORIES.map((value) => ({ value, label: CATEGORY_LABEL[value] }));
const KIND_OPTIONS = INDICATOR_KINDS.map((value) => ({ value, label: KIND_LABEL[value] }));
const MEASURE_OPTIONS = Object.keys(MEASURES).map((value) => ({ value, label: value }));
const DIRECTIONS = [
  { value: 'up', label: '越大越好' },
  { value: 'down', label: '越小越好' },
  { value: 'none', label: '不排名' },
];
const TOTALS = [
  { value: 'sum', label: '各填报单位相加' },
  { value: 'ratio', label: '分子合计除以分母合计' },
  { value: 'none', label: '不合计' },
];

function initialFields(indicator: Indicator | null): Fields {
  return indicator ?? { ...NEW_INDICATOR, code: '' };
}

export function IndicatorForm({ indicator, all, onClose }: Props) {
  const report = useReport();
  const seen = useSeen();
  const [form] = Form.useForm<Fields>();
  const { isBusy, whileBusy } = useBusy();
  const initial = initialFields(indicator);
  const kind = Form.useWatch('kind', form) ?? initial.kind;
  const others = all
    .filter((other) => other.code !== indicator?.code)
    .map((other) => ({ value: other.code, label: `${other.code} ${other.name}` }));

  const save = (fields: Fields): Promise<void> =>
    whileBusy(async () => {
      const isRatio = fields.kind === 'ratio';
      const draft: IndicatorDraft = {
        name: fields.name.trim(),
        shortName: fields.shortName.trim(),
        category: fields.category,
        measure: fields.measure,
        kind: fields.kind,
        precision: fields.precision,
        direction: fields.direction,
        total: fields.total,
        numerator: isRatio ? (fields.numerator ?? null) : null,
        denominator: isRatio ? (fields.denominator ?? null) : null,
        factor: isRatio ? (fields.factor ?? 1) : 1,
        partOf: fields.partOf ?? null,
        aliases: fields.aliases,
        note: fields.note,
        enabled: fields.enabled,
      };
      const saved = await call(
        'indicators.save',
        {
          code: indicator?.code ?? fields.code.trim(),
          isNew: indicator === null,
          indicator: draft,
        },
        { seen },
      );
      report.done(`已保存：${saved.name}`);
      onClose();
    });

  return (
    <FormDrawer<Fields>
      title={indicator ? `修改指标 ${indicator.code}` : '新增指标'}
      width={580}
      form={form}
      initial={initial}
      isBusy={isBusy}
      onSave={(fields) => void save({ ...initial, ...fields })}
      onClose={onClose}
    >
      <div className="form-row">
        {!indicator && (
          <Form.Item
            name="code"
            label="代码"
            rules={[{ required: true, pattern: /^[A-Z]\d{2}[a-z]?$/, message: '一个大写字母加两位数字，如 Z01' }]}
          >
            <Input maxLength={4} autoFocus />
          </Form.Item>
        )}
        <Form.Item
          name="name"
          label="名称"
          className="grow"
          rules={[{ required: true, max: 60, message: '请填写名称（60字以内）' }]}
        >
          <Input autoFocus={indicator !== null} />
        </Form.Item>
        <Form.Item name="shortName" label="表头简称">
          <Input maxLength={30} placeholder="同名称" />
        </Form.Item>
      </div>
      <Form.Item name="aliases" label="别名（报表中的其他写法；“组/列”表示多级表头；回车添加）">
        <Select mode="tags" open={false} suffixIcon={null} tokenSeparators={['、', '|', '，']} />
      </Form.Item>
      <div className="form-row">
        <Form.Item name="category" label="类别">
          <Select options={CATEGORY_OPTIONS} className="wide-select" />
        </Form.Item>
        <Form.Item name="measure" label="计量单位">
          <Select showSearch options={MEASURE_OPTIONS} className="wide-select" />
        </Form.Item>
        <Form.Item name="kind" label="性质">
          <Select options={KIND_OPTIONS} className="wide-select" />
        </Form.Item>
        <Form.Item name="precision" label="小数位数">
          <InputNumber min={0} max={6} />
        </Form.Item>
      </div>
      {kind === 'ratio' && (
        <div className="form-row">
          <Form.Item name="numerator" label="分子" className="grow" rules={[{ required: true, message: '请选择分子' }]}>
            <Select showSearch={{ optionFilterProp: 'label' }} options={others} />
          </Form.Item>
          <Form.Item
            name="denominator"
            label="分母"
            className="grow"
            rules={[{ required: true, message: '请选择分母' }]}
          >
            <Select showSearch={{ optionFilterProp: 'label' }} options={others} />
          </Form.Item>
          <Form.Item name="factor" label="乘以">
            <InputNumber min={1} />
          </Form.Item>
        </div>
      )}
      <div className="form-row">
        <Form.Item name="direction" label="排名方向">
          <Select options={DIRECTIONS} className="wide-select" />
        </Form.Item>
        <Form.Item name="total" label="合计方法" className="grow">
          <Select options={TOTALS} />
        </Form.Item>
      </div>
      <Form.Item name="partOf" label="属于（其中项不得大于它）">
        <Select allowClear showSearch={{ optionFilterProp: 'label' }} options={others} placeholder="无" />
      </Form.Item>
      <Form.Item name="note" label="指标解释">
        <Input.TextArea rows={3} />
      </Form.Item>
      <Form.Item name="enabled" valuePropName="checked">
        <Checkbox>启用</Checkbox>
      </Form.Item>
    </FormDrawer>
  );
}
