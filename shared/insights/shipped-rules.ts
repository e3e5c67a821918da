// The rules that come with the program; the office changes thresholds, indicators and switches. Fact numbers refer to the findings
// of real circulars that each rule regenerates (seed 002: 76–83, seed 003: 42 and 47, seed 001: 11, 44–48, seed 004: 31).

import type { InsightKind, InsightRule } from './define.js';
import { TEMPLATES } from './templates.js';

interface Shipped {
  id: string;
  name: string;
  kind: InsightKind;
  explain: string;
  codes?: string[];
  places?: string[];
  thresholds?: InsightRule['thresholds'];
  off?: true;
}

const percent = (id: string, label: string, value: string): InsightRule['thresholds'][number] => ({
  id,
  label,
  value,
  measure: '%',
});

const SHIPPED: readonly Shipped[] = [
  { id: 'pace', name: '时间进度', kind: 'pace', explain: '有年度目标的累计、净增指标，逐个单位与时间进度比较' }, // 76, 77, 80
  { id: 'target-met', name: '提前完成', kind: 'target-met', explain: '年底之前已达到全年目标的单位' },
  {
    id: 'target-distance',
    name: '距年末目标',
    kind: 'target-distance',
    explain: '期末达到的指标还差多少，只看年末，不看时间进度',
  },
  {
    id: 'forecast',
    name: '全年预测',
    kind: 'forecast-short',
    explain: '按目前进度推算，全年完不成目标的单位（预测）',
    off: true,
  },
  { id: 'lagging', name: '落后指标', kind: 'lagging', explain: '合计数落后于时间进度或不符合要求的指标' }, // seed 001: 48
  {
    id: 'zero',
    name: '数值为0',
    kind: 'zero',
    explain: '所列指标已报送且为0的单位',
    codes: ['Y24', 'Y26', 'B15a'],
  }, // 81
  {
    id: 'withdrawal',
    name: '撤回率',
    kind: 'line',
    explain: '非正常专利申请撤回率没有达到要求的单位，按未取舍的数值比较',
    codes: ['C39'],
    thresholds: [percent('line', '要求达到', '90')],
  }, // 82
  {
    id: 'half',
    name: '占比偏低',
    kind: 'small-part',
    explain: '部分占全部的比重低于界限',
    codes: ['Y05'],
    thresholds: [percent('share', '占比低于', '50')],
  }, // 79
  {
    id: 'spread',
    name: '差异较大',
    kind: 'spread',
    explain: '比率指标最高与最低单位的差距：百分率看相差多少个百分点，其他看倍数',
    thresholds: [
      { id: 'times', label: '最高是最低的', value: '3', measure: '倍' },
      { id: 'points', label: '相差', value: '20', measure: '个百分点' },
    ],
  }, // 83
  {
    id: 'slow',
    name: '增长较慢',
    kind: 'slow-growth',
    explain: '同比增速低于界限的单位',
    codes: ['C14'],
    thresholds: [percent('rate', '增速低于', '12')],
  }, // 78
  {
    id: 'decline',
    name: '同比下降',
    kind: 'decline',
    explain: '比上年同期减少的单位',
    codes: ['C05', 'C06', 'C11', 'C14', 'C16', 'C24', 'Y01'],
  },
  {
    id: 'all-grow',
    name: '全部增长',
    kind: 'all-grow',
    explain: '每个单位都比上年同期增加',
    codes: ['C06', 'C14', 'C16', 'C25', 'Y01'],
  },
  {
    id: 'large-change',
    name: '变化较大',
    kind: 'large-change',
    explain: '同比变化超过界限的单位，先核实再使用',
    thresholds: [percent('rate', '变化超过', '100')],
    off: true,
  },
  {
    id: 'trend',
    name: '连年下降',
    kind: 'trend',
    explain: '合计数同月连续几年比上年减少',
    thresholds: [{ id: 'years', label: '连续', value: '3', measure: '年' }],
  }, // seed 001: 46
  {
    id: 'concentration',
    name: '较为集中',
    kind: 'concentration',
    explain: '一个单位占合计的比重超过界限',
    codes: ['C05', 'C14', 'Y01'],
    thresholds: [percent('share', '占比超过', '40')],
  },
  {
    id: 'below-average',
    name: '低于总体水平',
    kind: 'below-average',
    explain: '比率低于合计比率的单位',
    codes: ['C15', 'C17'],
  },
  { id: 'coverage', name: '全覆盖', kind: 'coverage', explain: '每个单位都有', codes: ['B15a', 'Y36', 'F01'] }, // seed 004: 31
  { id: 'place', name: '位次', kind: 'place', explain: '上级公布的位次，或据上级表格计算的位次' },
  {
    id: 'place-band',
    name: '位次靠后',
    kind: 'place-band',
    explain: '在上级表格中的位次处于后面',
    thresholds: [percent('part', '前', '60')],
  }, // seed 001: 45
  { id: 'benchmark', name: '低于上级水平', kind: 'below-benchmark', explain: '比率低于表中全国、全省一行' }, // seed 003: 42
  { id: 'peers', name: '与其他地区比较', kind: 'peers', explain: '与所选地区在同一张表中的数值比较（先选择地区）' }, // seed 001: 11, 44; seed 003: 47
  {
    id: 'headline',
    name: '总量和变化',
    kind: 'headline',
    explain: '合计数和同比，按小基数、倍数、持平等规则表述',
    codes: ['C05', 'C06', 'C11', 'C14', 'C15', 'C16', 'C25', 'Y01'],
  },
  { id: 'missing', name: '应报未报', kind: 'missing', explain: '报送任务要求而没有报送的指标' },
];

export const INSIGHT_RULES: readonly InsightRule[] = SHIPPED.map((rule) => ({
  id: rule.id,
  name: rule.name,
  kind: rule.kind,
  explain: rule.explain,
  codes: rule.codes ?? [],
  places: rule.places ?? [],
  thresholds: rule.thresholds ?? [],
  templates: TEMPLATES[rule.kind].map(({ id, when, text, slots }) => ({
    id,
    when,
    text,
    shipped: text,
    slots: Object.entries(slots).map(([name, slot]) => ({ name, explain: slot.explain, must: slot.must === true })),
  })),
  enabled: rule.off !== true,
  changed: false,
}));
