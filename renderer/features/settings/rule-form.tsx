// Form of one rule. A shipped rule: how grave, its limits, on or off. An own rule also what it compares.

import { Alert, Button, Form, Input, InputNumber, Radio, Switch } from 'antd';

import type { CheckRule } from '../../../shared/checks/rule.js';
import { SEVERITIES, SEVERITY_LABEL, type Severity } from '../../../shared/import/plan.js';
import { call } from '../../api/client.js';
import { useSeen } from '../../api/seen.js';
import { usePlan } from '../../api/import-plan.js';
import { FormDrawer } from '../../ui/form-drawer.js';
import { useBusy } from '../../ui/use-busy.js';
import { useReport } from '../../ui/use-report.js';
import { draftOf, fieldsOf, type RuleFields } from './rule-fields.js';
import { ExpressionFields } from './rule-expression-fields.js';
import { switchOffWords } from './rule-words.js';

const SEVERITY_OPTIONS = SEVERITIES.map((value) => ({ value, label: SEVERITY_LABEL[value] }));
const SEVERITY_EXPLAIN: Record<Severity, string> = {
  block: '不符合的文件不能直接接收：要改正、核实通过，或只接收其余数值',
  warn: '可以接收，但会提醒逐条核实',
  hint: '只在对照查看时列出',
};

export function RuleForm({ rule, onClose }: { rule: CheckRule | null; onClose: () => void }) {
  const report = useReport();
  const seen = useSeen();
  const { plan } = usePlan();
  const [form] = Form.useForm<RuleFields>();
  const { isBusy, whileBusy } = useBusy();
  const initial = fieldsOf(rule);
  const severity = Form.useWatch('severity', form) ?? initial.severity;
  const enabled = Form.useWatch('enabled', form) ?? initial.enabled;
  const isOwn = rule === null || rule.own;

  const run = (action: () => Promise<unknown>, done: string): Promise<void> =>
    whileBusy(async () => {
      await action();
      report.done(plan === null ? done : `${done}。正在预览的文件请重新拖入，再按新规则审核。`);
      onClose();
    });
  const save = (fields: RuleFields): Promise<void> => {
    if (rule === null) {
      const draft = draftOf(fields);
      return run(() => call('rules.add', { rule: draft }), `已新增审核规则“${draft.name}”`);
    }
    const change = rule.own
      ? { own: draftOf(fields), enabled: fields.enabled }
      : { severity: fields.severity, enabled: fields.enabled, thresholds: fields.thresholds };
    return run(() => call('rules.save', { id: rule.id, ...change }, { seen }), `已保存审核规则“${rule.name}”`);
  };
  const remove = async (): Promise<void> => {
    if (!rule) return;
    const isSure = await report.confirm({
      title: rule.own ? `删除审核规则“${rule.name}”` : `恢复审核规则“${rule.name}”`,
      content: rule.own
        ? '以后导入时不再按它检查。已接收的数据不受影响。'
        : '等级、界限和启用状态恢复为随程序提供的样子。',
      okText: rule.own ? '删除' : '恢复',
      danger: rule.own,
    });
    if (isSure)
      await run(
        () => call('rules.remove', { id: rule.id }, { seen }),
        rule.own ? `已删除审核规则“${rule.name}”` : `已恢复审核规则“${rule.name}”`,
      );
  };

  return (
    <FormDrawer<RuleFields>
      title={rule ? `审核规则：${rule.name}` : '新增审核规则'}
      width={560}
      form={form}
      initial={initial}
      isBusy={isBusy}
      onSave={(fields) => void save({ ...initial, ...fields })}
      aside={
        rule &&
        (rule.own || rule.changed) && (
          <Button danger={rule.own} disabled={isBusy} onClick={() => void remove()}>
            {rule.own ? '删除' : '恢复原样'}
          </Button>
        )
      }
      onClose={onClose}
    >
      {!isOwn && rule && <p className="rule-explain">{rule.explain}</p>}
      {isOwn && (
        <>
          <Form.Item
            name="name"
            label="规则名称"
            rules={[{ required: true, whitespace: true, max: 60, message: '请填写名称（60字以内）' }]}
          >
            <Input autoFocus placeholder="例如：质押发明专利不多于质押专利" />
          </Form.Item>
          <ExpressionFields form={form} />
        </>
      )}
      <Form.Item name="severity" label="等级" extra={SEVERITY_EXPLAIN[severity]}>
        <Radio.Group optionType="button" options={SEVERITY_OPTIONS} />
      </Form.Item>
      {rule?.thresholds.map((threshold) => (
        <Form.Item
          key={threshold.id}
          name={['thresholds', threshold.id]}
          label={threshold.label}
          rules={[{ required: true, message: '请填写界限' }]}
        >
          <InputNumber min={threshold.min} max={threshold.max} suffix={threshold.measure} className="short-input" />
        </Form.Item>
      ))}
      {isOwn && (
        <Form.Item name="advice" label="提示填报单位怎么做（可不填）">
          <Input maxLength={200} placeholder="例如：请核对质押登记台账" />
        </Form.Item>
      )}
      {rule && (
        <Form.Item name="enabled" label="启用" valuePropName="checked">
          <Switch />
        </Form.Item>
      )}
      {rule?.enabled === true && !enabled && <Alert type="warning" showIcon title={switchOffWords(rule)} />}
      {plan !== null && <p className="muted">报送导入页上正在预览的文件是按原来的规则审核的，保存后请重新拖入。</p>}
    </FormDrawer>
  );
}
