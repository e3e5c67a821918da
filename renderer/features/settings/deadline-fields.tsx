// 截止时间 of a task: a rule that holds for each period, a day for a one-time task, a list of days for rounds.

import { Button, Form, Input, InputNumber, Select } from 'antd';

import type { Frequency } from '../../../shared/tasks/define.js';
import { readDay } from '../../ui/date-text.js';
import { PeriodField } from '../../ui/period-field.js';
import type { TaskFields } from './task-fields.js';

const SHIFTS = [
  { value: 'next', label: '遇节假日顺延' },
  { value: 'previous', label: '遇节假日提前' },
  { value: 'none', label: '遇节假日不变' },
];
const DAY_RULE = {
  required: true,
  validator: (_rule: unknown, value: string | undefined) =>
    readDay(value ?? '') === null ? Promise.reject(new Error('写作 2022-08-05 这样的日期')) : Promise.resolve(),
};

function ruleKinds(frequency: Frequency) {
  return [
    { value: 'working-day', label: frequency === 'month' ? '次月第n个工作日' : '期后第1个月第n个工作日' },
    { value: 'after-end', label: '期末后n个工作日内' },
    { value: 'day', label: '固定日（如次月5日）' },
    ...(frequency === 'once' ? [{ value: 'date', label: '指定日期' }] : []),
  ];
}

function Rounds() {
  return (
    <Form.List name="rounds">
      {(fields, { add, remove }) => (
        <div className="task-rounds">
          {fields.map((field, index) => (
            <div key={field.key} className="form-row">
              <Form.Item name={[field.name, 'no']} label={index === 0 ? '批次' : undefined}>
                <InputNumber min={1} max={999} precision={0} prefix="第" suffix="批" />
              </Form.Item>
              <Form.Item
                name={[field.name, 'name']}
                label={index === 0 ? '名称（可不填）' : undefined}
                className="grow"
              >
                <Input maxLength={30} placeholder="如 资助第三批" />
              </Form.Item>
              <Form.Item
                name={[field.name, 'period']}
                label={index === 0 ? '数据截至' : undefined}
                rules={[{ required: true, message: '请选择年月' }]}
              >
                <PeriodField name={`第${index + 1}行数据截至`} />
              </Form.Item>
              <Form.Item name={[field.name, 'due']} label={index === 0 ? '报送截止' : undefined} rules={[DAY_RULE]}>
                <Input placeholder="2022-08-05" />
              </Form.Item>
              <Button type="link" danger onClick={() => remove(field.name)}>
                删除
              </Button>
            </div>
          ))}
          <Button onClick={() => add({ no: fields.length + 1, name: '', period: null, due: '' })}>增加一批</Button>
        </div>
      )}
    </Form.List>
  );
}

export function DeadlineFields({ frequency, ruleKind }: { frequency: Frequency; ruleKind: TaskFields['ruleKind'] }) {
  if (frequency === 'round') return <Rounds />;
  return (
    <div className="form-row">
      <Form.Item name="ruleKind" label="截止时间">
        <Select options={ruleKinds(frequency)} className="task-rule" />
      </Form.Item>
      {ruleKind === 'working-day' && (
        <Form.Item name="workingDay" label="第几个工作日" rules={[{ required: true, message: '请填写' }]}>
          <InputNumber min={1} max={15} precision={0} prefix="第" suffix="个" />
        </Form.Item>
      )}
      {ruleKind === 'after-end' && (
        <Form.Item name="afterEnd" label="工作日数" rules={[{ required: true, message: '请填写' }]}>
          <InputNumber min={1} max={120} precision={0} suffix="个" />
        </Form.Item>
      )}
      {ruleKind === 'day' && (
        <>
          <Form.Item name="months" label="期后第几个月" rules={[{ required: true, message: '请填写' }]}>
            <InputNumber min={0} max={12} precision={0} suffix="个月" />
          </Form.Item>
          <Form.Item name="day" label="日" rules={[{ required: true, message: '请填写' }]}>
            <InputNumber min={1} max={31} precision={0} suffix="日" />
          </Form.Item>
          <Form.Item name="shift" label="遇节假日">
            <Select options={SHIFTS} className="wide-select" />
          </Form.Item>
        </>
      )}
      {ruleKind === 'date' && (
        <Form.Item name="date" label="日期" rules={[DAY_RULE]}>
          <Input placeholder="如 2022-08-05" />
        </Form.Item>
      )}
    </div>
  );
}
