// Form of one reporting task, in a drawer: who hands in what, how often, by when.

import { Button, Checkbox, Form, Input, Select } from 'antd';

import { CATEGORIES, CATEGORY_LABEL, type Indicator } from '../../../shared/indicators/define.js';
import type { ReportingUnit } from '../../../shared/model/unit.js';
import {
  FREQUENCIES,
  FREQUENCY_LABEL,
  MATERIAL_LABEL,
  MATERIALS,
  type ReportingTask,
} from '../../../shared/tasks/define.js';
import { call } from '../../api/client.js';
import { useSeen } from '../../api/seen.js';
import { useUsualIndicators } from '../../api/use-usual-indicators.js';
import { useApp } from '../../app-state.js';
import { LedgerPicker } from '../../task-ui/ledger-picker.js';
import { ASKS_SOMETHING } from '../../task-ui/asks-something.js';
import { UnitPicker } from '../../task-ui/unit-picker.js';
import { FormDrawer } from '../../ui/form-drawer.js';
import { GroupPicker } from '../../ui/group-picker.js';
import { PeriodField } from '../../ui/period-field.js';
import { useBusy } from '../../ui/use-busy.js';
import { useReport } from '../../ui/use-report.js';
import { DeadlineFields } from './deadline-fields.js';
import { draftOf, fieldsOf, type TaskFields } from './task-fields.js';

interface Props {
  task: ReportingTask | null;
  units: readonly ReportingUnit[];
  indicators: readonly Indicator[];
  onClose: () => void;
}

const FREQUENCY_OPTIONS = FREQUENCIES.map((value) => ({ value, label: FREQUENCY_LABEL[value] }));
const MATERIAL_OPTIONS = MATERIALS.map((value) => ({ value, label: MATERIAL_LABEL[value] }));
const NOTICE_HINT = '不填则用通用文字。可写 {任务}、{期}、{截止}，生成通知时自动替换';

export function TaskForm({ task, units, indicators, onClose }: Props) {
  const report = useReport();
  const seen = useSeen();
  const { period } = useApp();
  const { usual } = useUsualIndicators(period);
  const [form] = Form.useForm<TaskFields>();
  const { isBusy, whileBusy } = useBusy();
  const initial = fieldsOf(task, period, units);
  const frequency = Form.useWatch('frequency', form) ?? initial.frequency;
  const ruleKind = Form.useWatch('ruleKind', form) ?? initial.ruleKind;
  const isRepeated = frequency !== 'once' && frequency !== 'round';

  const act = (action: () => Promise<string>): Promise<void> =>
    whileBusy(async () => {
      report.done(await action());
      onClose();
    });
  const save = (fields: TaskFields): Promise<void> =>
    act(async () => {
      const saved = await call(
        'tasks.save',
        {
          id: task?.id ?? null,
          task: draftOf({ ...initial, ...fields }, period),
        },
        { seen },
      );
      return `已保存：${saved.name}`;
    });
  const remove = async (): Promise<void> => {
    if (!task) return;
    const isSure = await report.confirm({
      title: `删除报送任务“${task.name}”`,
      content: '报送情况、免报和退回的登记一并删除，已接收的数据不受影响。不再报送的任务请改填“最后一期”。可以撤销。',
      okText: '删除',
      danger: true,
    });
    if (!isSure) return;
    await act(async () => {
      await call('tasks.remove', { id: task.id }, { seen });
      return `已删除：${task.name}`;
    });
  };
  const changeFrequency = (): void => {
    if (form.getFieldValue('ruleKind') === 'date') form.setFieldValue('ruleKind', 'working-day');
  };

  return (
    <FormDrawer<TaskFields>
      title={task ? '修改报送任务' : '新增报送任务'}
      width={820}
      form={form}
      initial={initial}
      isBusy={isBusy}
      onSave={(fields) => void save(fields)}
      aside={
        task && (
          <Button danger disabled={isBusy} onClick={() => void remove()}>
            删除
          </Button>
        )
      }
      onClose={onClose}
    >
      <div className="form-row">
        <Form.Item
          name="name"
          label="名称"
          className="grow"
          rules={[{ required: true, whitespace: true, max: 60, message: '请填写名称（60字以内）' }]}
        >
          <Input autoFocus placeholder="如 知识产权工作情况月报" />
        </Form.Item>
        <Form.Item name="frequency" label="报送频率">
          <Select options={FREQUENCY_OPTIONS} className="wide-select" onChange={changeFrequency} />
        </Form.Item>
        {frequency !== 'round' && (
          <Form.Item
            name="firstPeriod"
            label={frequency === 'once' ? '数据截至' : '第一期（截至月份）'}
            rules={[{ required: true, message: '请选择年月' }]}
          >
            <PeriodField name="第一期" />
          </Form.Item>
        )}
        {isRepeated && (
          <Form.Item name="lastPeriod" label="最后一期（可不填）">
            <PeriodField name="最后一期" isOptional />
          </Form.Item>
        )}
      </div>
      <DeadlineFields frequency={frequency} ruleKind={ruleKind} />
      <Form.Item
        name="unitIds"
        label="应报单位"
        rules={[{ type: 'array', required: true, message: '请至少选择一个填报单位' }]}
      >
        <UnitPicker name="应报单位" units={units} />
      </Form.Item>
      <Form.Item name="codes" label="指标" dependencies={['ledgers']} rules={[ASKS_SOMETHING]}>
        <GroupPicker
          name="指标"
          searchHint="按名称、别名或代码查找"
          {...(usual ? { usual } : {})}
          groups={CATEGORIES.filter((category) => category !== 'base').map((category) => ({
            key: category,
            label: CATEGORY_LABEL[category],
            items: indicators
              .filter((one) => one.category === category && (one.enabled || task?.codes.includes(one.code)))
              .map((one) => ({
                value: one.code,
                label: one.name,
                search: [one.code, ...one.aliases].join(' '),
                hint: `${one.code} ${one.name}（${one.measure}）`,
              })),
          }))}
        />
      </Form.Item>
      <Form.Item name="ledgers" label="台账（随指标报送的记录，可不选）">
        <LedgerPicker placeholder="如 专利权质押融资、执法案件；每本台账在填报表中占一张工作表" />
      </Form.Item>
      <div className="form-row">
        <Form.Item
          name="materials"
          label="报送材料"
          rules={[{ type: 'array', required: true, message: '请至少选择一种' }]}
        >
          <Checkbox.Group options={MATERIAL_OPTIONS} />
        </Form.Item>
        <Form.Item name="contact" label="答疑联系人和电话" className="grow">
          <Input maxLength={100} placeholder="如 李某 0632-3330000" />
        </Form.Item>
      </div>
      <Form.Item name="notice" label="通知正文">
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={4000} placeholder={NOTICE_HINT} />
      </Form.Item>
    </FormDrawer>
  );
}
