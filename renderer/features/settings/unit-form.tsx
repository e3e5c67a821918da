// Form of one reporting unit, in a drawer.

import { Button, Checkbox, Form, Input, Select } from 'antd';

import { addMonths, periodTitle } from '../../../shared/model/period.js';
import { UNIT_KIND_LABEL, UNIT_KINDS, type ReportingUnit, type UnitDraft } from '../../../shared/model/unit.js';
import { call } from '../../api/client.js';
import { useSeen } from '../../api/seen.js';
import { PeriodField } from '../../ui/period-field.js';
import { FormDrawer } from '../../ui/form-drawer.js';
import { useBusy } from '../../ui/use-busy.js';
import { useReport } from '../../ui/use-report.js';

interface Fields extends Omit<UnitDraft, 'gbCode'> {
  gbCode: string;
}

interface Props {
  unit: ReportingUnit | null;
  units: readonly ReportingUnit[];
  onClose: () => void;
}

const KINDS = UNIT_KINDS.map((value) => ({ value, label: UNIT_KIND_LABEL[value] }));

/** What the officer has to know of a unit that ends; empty while it goes on. */
function mergedHint({ validTo }: Pick<UnitDraft, 'validTo'>): string {
  return validTo === null
    ? ''
    : `${periodTitle(addMonths(validTo, 1), 'month')}起不再应报、不计入合计，以前的数和年末人口照旧计算`;
}

function orNull(text: string | undefined): string | null {
  return text === undefined || text.trim() === '' ? null : text.trim();
}

export function UnitForm({ unit, units, onClose }: Props) {
  const report = useReport();
  const seen = useSeen();
  const [form] = Form.useForm<Fields>();
  const counts = Form.useWatch('countsInTotal', form) ?? unit?.countsInTotal ?? true;
  const { isBusy, whileBusy } = useBusy();
  const initial: Fields = {
    name: unit?.name ?? '',
    aliases: unit?.aliases ?? [],
    kind: unit?.kind ?? units[0]?.kind ?? 'county',
    order: unit?.order ?? units.length + 1,
    countsInTotal: unit?.countsInTotal ?? true,
    ranked: unit?.ranked ?? true,
    parentId: unit?.parentId ?? null,
    gbCode: unit?.gbCode ?? '',
    validFrom: unit?.validFrom ?? null,
    validTo: unit?.validTo ?? null,
    contact: unit?.contact ?? '',
    phone: unit?.phone ?? '',
  };

  const act = (action: () => Promise<string>): Promise<void> =>
    whileBusy(async () => {
      report.done(await action());
      onClose();
    });
  const save = (fields: Fields): Promise<void> =>
    act(async () => {
      // Reports go on coming under the old name, and old files keep it.
      const formerName = unit !== null && fields.name.trim() !== unit.name ? unit.name : null;
      const isKept = formerName !== null && !fields.aliases.includes(formerName);
      const draft: UnitDraft = {
        ...initial,
        ...fields,
        aliases: isKept ? [...fields.aliases, formerName] : fields.aliases,
        parentId: fields.parentId ?? null,
        gbCode: orNull(fields.gbCode),
      };
      const saved = await call('units.save', { id: unit?.id ?? null, unit: draft }, { seen });
      return [
        `已保存：${saved.name}`,
        isKept ? `原名“${formerName}”留作别名，用原名报来的表照样认得` : '',
        mergedHint(saved),
      ]
        .filter((part) => part !== '')
        .join('；');
    });
  const remove = async (): Promise<void> => {
    if (!unit) return;
    const isSure = await report.confirm({
      title: `删除填报单位“${unit.name}”`,
      content: '只有没有数据的填报单位可以删除。撤并的填报单位请改填“最后一个月”，历史数据不受影响。',
      okText: '删除',
      danger: true,
    });
    if (!isSure) return;
    await act(async () => {
      await call('units.remove', { id: unit.id }, { seen });
      return `已删除：${unit.name}`;
    });
  };

  return (
    <FormDrawer<Fields>
      title={unit ? '修改填报单位' : '新增填报单位'}
      width={460}
      form={form}
      initial={initial}
      isBusy={isBusy}
      onSave={(fields) => void save(fields)}
      aside={
        unit && (
          <Button danger disabled={isBusy} onClick={() => void remove()}>
            删除
          </Button>
        )
      }
      onClose={onClose}
    >
      <Form.Item name="name" label="名称" rules={[{ required: true, max: 60, message: '请填写名称（60字以内）' }]}>
        <Input autoFocus />
      </Form.Item>
      <Form.Item name="aliases" label="别名（报表和文件名中的其他写法，回车添加）">
        <Select mode="tags" open={false} suffixIcon={null} tokenSeparators={['、', '|', '，', ',']} />
      </Form.Item>
      <div className="form-row">
        <Form.Item name="kind" label="类型">
          <Select options={KINDS} className="wide-select" />
        </Form.Item>
        <Form.Item name="parentId" label="上级填报单位">
          <Select
            allowClear
            placeholder="无"
            className="wide-select"
            options={units
              .filter((other) => other.id !== unit?.id)
              .map((other) => ({ value: other.id, label: other.name }))}
          />
        </Form.Item>
      </div>
      <div className="form-row">
        <Form.Item name="countsInTotal" valuePropName="checked">
          <Checkbox>计入合计</Checkbox>
        </Form.Item>
        <Form.Item name="ranked" valuePropName="checked">
          <Checkbox>参与排名</Checkbox>
        </Form.Item>
      </div>
      {unit !== null && counts !== unit.countsInTotal && (
        <p className="muted" role="status">
          以前各期的合计也会跟着变；只从某月起不计入的，请保留原来的勾选，填写“最后一个月”或“从哪个月起”。
        </p>
      )}
      <div className="form-row">
        <Form.Item name="validFrom" label="从哪个月起（不填：一直）">
          <PeriodField name="从哪个月起" isOptional />
        </Form.Item>
        <Form.Item name="validTo" label="最后一个月（撤并的填写）">
          <PeriodField name="最后一个月" isOptional />
        </Form.Item>
      </div>
      <Form.Item
        name="gbCode"
        label="行政区划代码"
        rules={[{ pattern: /^\d{6}(\d{6})?$/, message: '应是6位或12位数字' }]}
      >
        <Input placeholder="可不填" maxLength={12} />
      </Form.Item>
      <div className="form-row">
        <Form.Item name="contact" label="联系人">
          <Input />
        </Form.Item>
        <Form.Item name="phone" label="电话">
          <Input />
        </Form.Item>
      </div>
    </FormDrawer>
  );
}
