// 汇总到指标 of a ledger of the office: which indicator, counted or summed, by which date.

import { Button, Select } from 'antd';

import type { OwnField, OwnRollup } from '../../shared/ledgers/own.js';
import type { Indicator } from '../../shared/indicators/define.js';

interface Props {
  rollups: readonly OwnRollup[];
  fields: readonly OwnField[];
  indicators: readonly Indicator[];
  onChange: (rollups: OwnRollup[]) => void;
}

const labelOf = (fields: readonly OwnField[]) => fields.map(({ name, label }) => ({ value: name, label }));

export function DefinitionRollups({ rollups, fields, indicators, onChange }: Props) {
  const shown = fields.filter((field) => !field.isHidden);
  const days = labelOf(shown.filter((field) => field.kind === 'date' || field.kind === 'integer'));
  const ends = labelOf(shown.filter((field) => field.kind === 'date'));
  const measures = [
    { value: 'rows', label: '记录数' },
    ...(shown.some((field) => field.name === 'enterprise') ? [{ value: 'enterprises', label: '不重复企业数' }] : []),
    ...shown
      .filter((field) => ['amount', 'integer', 'personCount'].includes(field.kind))
      .map((field) => ({ value: `sum ${field.name}`, label: `${field.label}之和` })),
  ];
  const codes = indicators
    .filter((indicator) => indicator.kind !== 'ratio')
    .map(({ code, name, measure }) => ({ value: code, label: `${code} ${name}（${measure}）` }));
  const change = (index: number, changes: Partial<OwnRollup>): void =>
    onChange(rollups.map((one, at) => (at === index ? { ...one, ...changes } : one)));
  const measureOf = (text: string): OwnRollup['measure'] =>
    text.startsWith('sum ')
      ? { kind: 'sum', field: text.slice(4) }
      : { kind: text === 'enterprises' ? 'enterprises' : 'rows' };
  return (
    <div className="definition-rollups">
      {rollups.map((rollup, index) => (
        <div className="form-row" key={index}>
          <Select
            size="small"
            showSearch={{ optionFilterProp: 'label' }}
            className="grow"
            value={rollup.code || null}
            placeholder="选择指标"
            aria-label="指标"
            options={codes}
            onChange={(code: string) => change(index, { code })}
          />
          <Select
            size="small"
            className="definition-kind"
            value={rollup.measure.kind === 'sum' ? `sum ${rollup.measure.field}` : rollup.measure.kind}
            aria-label="计数方式"
            options={measures}
            onChange={(text: string) => change(index, { measure: measureOf(text) })}
          />
          <Select
            size="small"
            className="definition-kind"
            value={rollup.on || null}
            placeholder="按哪个日期"
            aria-label="按哪个日期"
            options={days}
            onChange={(on: string) => change(index, { on })}
          />
          <Select
            size="small"
            className="definition-kind"
            allowClear
            value={rollup.until}
            placeholder="在册：止于（可不填）"
            aria-label="止于哪个日期"
            options={ends}
            onChange={(until: string | undefined) => change(index, { until: until ?? null })}
          />
          <Button
            size="small"
            type="text"
            aria-label="去掉这一项汇总"
            onClick={() => onChange(rollups.filter((_, at) => at !== index))}
          >
            去掉
          </Button>
        </div>
      ))}
      <Button
        size="small"
        disabled={days.length === 0}
        title={days.length === 0 ? '没有日期或年度字段，不能汇总到指标' : ''}
        onClick={() =>
          onChange([...rollups, { code: '', measure: { kind: 'rows' }, on: days[0]!.value, until: null, where: [] }])
        }
      >
        增加一项汇总
      </Button>
    </div>
  );
}
