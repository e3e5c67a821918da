// Rules of 分析提示: switch, limits, wording, the indicators and places they look at; each can be set back to how it was shipped.

import { Button, Drawer, Input, Select, Switch } from 'antd';
import { useState } from 'react';

import type { Params } from '../../../shared/contract/index.js';
import type { InsightRule } from '../../../shared/insights/define.js';
import { call } from '../../api/client.js';
import { useCall } from '../../api/use-call.js';
import { useReport } from '../../ui/use-report.js';
import { RuleTemplates } from './rule-templates.js';

const WITH_PLACES: ReadonlySet<InsightRule['kind']> = new Set(['peers']);

function Threshold({
  rule,
  threshold,
  onSave,
}: {
  rule: InsightRule;
  threshold: InsightRule['thresholds'][number];
  onSave: (value: string) => void;
}) {
  const [text, setText] = useState(threshold.value);
  const save = (): void => {
    if (text.trim() !== threshold.value) onSave(text.trim());
  };
  return (
    <label className="insight-threshold">
      {threshold.label}
      <Input
        size="small"
        className="num"
        aria-label={`${rule.name}：${threshold.label}`}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onBlur={save}
        onPressEnter={(event) => event.currentTarget.blur()}
      />
      {threshold.measure}
    </label>
  );
}

type Change = Params<'insights.save-rule'>['change'];

export function RuleDrawer({ onClose }: { onClose: () => void }) {
  const report = useReport();
  const { data, reload } = useCall('insights.rules', {});
  const indicators = useCall('indicators.list', {}).data?.indicators ?? [];
  const options = indicators.filter((one) => one.enabled).map((one) => ({ value: one.code, label: one.name }));
  const store = async (rule: InsightRule, change: Change): Promise<boolean> => {
    try {
      await call('insights.save-rule', { id: rule.id, change });
      report.done(change === null ? `已恢复“${rule.name}”` : `已保存“${rule.name}”`);
      return true;
    } catch (error) {
      report.failed(error);
      reload();
      return false;
    }
  };
  const save = (rule: InsightRule, change: Change): void => void store(rule, change);
  return (
    <Drawer open size={620} title="提示规则" onClose={onClose}>
      <ul className="insight-rules">
        {(data?.rules ?? []).map((rule) => (
          <li key={`${rule.id}/${JSON.stringify(rule)}`}>
            <div className="button-row">
              <Switch
                size="small"
                checked={rule.enabled}
                aria-label={`启用${rule.name}`}
                onChange={(enabled) => save(rule, { enabled })}
              />
              <strong>{rule.name}</strong>
              <span className="top-bar-gap" />
              {rule.changed && (
                <Button size="small" type="link" onClick={() => save(rule, null)}>
                  恢复原样
                </Button>
              )}
            </div>
            <p className="muted">{rule.explain}</p>
            {rule.enabled && (
              <div className="insight-rule-fields">
                {rule.thresholds.map((threshold) => (
                  <Threshold
                    key={threshold.id}
                    rule={rule}
                    threshold={threshold}
                    onSave={(value) => save(rule, { thresholds: { [threshold.id]: value } })}
                  />
                ))}
                {rule.kind !== 'missing' && (
                  <Select
                    mode="multiple"
                    className="insight-rule-codes"
                    aria-label={`${rule.name}：指标`}
                    placeholder="全部适用的指标"
                    value={rule.codes}
                    onChange={(codes) => save(rule, { codes })}
                    options={options}
                    optionFilterProp="label"
                    maxTagCount={4}
                  />
                )}
                <RuleTemplates
                  rule={rule}
                  onSave={(template, text) => store(rule, { templates: { [template]: text } })}
                />
                {WITH_PLACES.has(rule.kind) && (
                  <Select
                    mode="tags"
                    className="insight-rule-codes"
                    aria-label={`${rule.name}：地区`}
                    placeholder="填写要比较的地区，如济宁市"
                    value={rule.places}
                    onChange={(places) => save(rule, { places })}
                  />
                )}
              </div>
            )}
          </li>
        ))}
      </ul>
    </Drawer>
  );
}
