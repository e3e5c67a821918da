// What the chart shows: kind, indicator, scope and years. Only the choices that the kind knows are offered.

import { Segmented, Select } from 'antd';

import {
  CHART_KINDS,
  CHART_LABEL,
  MAX_HEAT_INDICATORS,
  MAX_YEARS,
  type ChartQuery,
} from '../../../shared/charts/chart.js';
import { useCall } from '../../api/use-call.js';
import { useIndicatorOptions } from '../../api/use-indicator-options.js';
import { pinyinInitials } from '../../../shared/model/pinyin.js';

interface Props {
  query: ChartQuery;
  /** Codes really shown: what an empty choice came to. */
  shown: readonly string[];
  onChange: (part: Partial<ChartQuery>) => void;
}

const KIND_OPTIONS = CHART_KINDS.map((value) => ({ value, label: CHART_LABEL[value] }));
const VIEW_OPTIONS = [
  { value: 'cumulative' as const, label: '累计' },
  { value: 'month' as const, label: '当月' },
  { value: 'quarter' as const, label: '单季' },
];
const HEAT_OPTIONS = [
  { value: 'completion' as const, label: '完成率' },
  { value: 'change' as const, label: '同比' },
  { value: 'rank' as const, label: '排名' },
];
const AXES_OPTIONS = [
  { value: 'time' as const, label: '完成率与时间进度' },
  { value: 'target' as const, label: '完成数与目标' },
];
const YEAR_OPTIONS = Array.from({ length: MAX_YEARS }, (_, index) => ({ value: index + 1, label: `${index + 1}年` }));

function matches(input: string, option?: { label?: unknown }): boolean {
  const label = typeof option?.label === 'string' ? option.label : '';
  const wanted = input.toLowerCase();
  return label.toLowerCase().includes(wanted) || pinyinInitials(label).includes(wanted);
}

export function ChartChoices({ query, shown, onChange }: Props) {
  const { data: units } = useCall('units.list', {});
  const groups = useIndicatorOptions();
  const isHeat = query.kind === 'heat';
  const hasScope = query.kind === 'trend' || query.kind === 'years';
  return (
    <div className="toolbar" role="toolbar" aria-label="图表内容">
      <Segmented
        value={query.kind}
        options={KIND_OPTIONS}
        onChange={(kind) => onChange({ kind, codes: (kind === 'heat') === isHeat ? query.codes : [] })}
        aria-label="图表种类"
      />
      {isHeat ? (
        <Select
          mode="multiple"
          className="chart-indicator"
          aria-label="指标"
          placeholder="有目标的指标"
          maxCount={MAX_HEAT_INDICATORS}
          maxTagCount="responsive"
          options={groups}
          showSearch={{ filterOption: matches }}
          value={query.codes}
          onChange={(codes) => onChange({ codes })}
        />
      ) : (
        <Select
          className="chart-indicator"
          aria-label="指标"
          placeholder="选择指标"
          options={groups}
          showSearch={{ filterOption: matches }}
          value={shown[0]}
          onChange={(code) => onChange({ codes: [code] })}
        />
      )}
      {hasScope && (
        <Select
          className="chart-scope"
          aria-label="范围"
          value={query.unitId ?? 0}
          showSearch={{ filterOption: matches }}
          options={[
            { value: 0, label: '合计' },
            ...(units?.units ?? []).map((unit) => ({ value: unit.id, label: unit.name })),
          ]}
          onChange={(id) => onChange({ unitId: id === 0 ? null : id })}
        />
      )}
      {hasScope && (
        <Select
          aria-label="年数"
          value={query.years}
          options={YEAR_OPTIONS}
          onChange={(years) => onChange({ years })}
        />
      )}
      {query.kind === 'trend' && (
        <Segmented
          value={query.view}
          options={VIEW_OPTIONS}
          onChange={(view) => onChange({ view })}
          aria-label="口径"
        />
      )}
      {query.kind === 'scatter' && (
        <Segmented
          value={query.axes}
          options={AXES_OPTIONS}
          onChange={(axes) => onChange({ axes })}
          aria-label="横轴"
        />
      )}
      {isHeat && (
        <Segmented
          value={query.figure}
          options={HEAT_OPTIONS}
          onChange={(figure) => onChange({ figure })}
          aria-label="栏目"
        />
      )}
    </div>
  );
}
