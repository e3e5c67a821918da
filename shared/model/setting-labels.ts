// Names of the office settings, as 设置 › 口径与显示 and 操作日志 show them.

import type { Settings } from '../contract/program-records.js';

export const SETTING_LABEL: Readonly<Record<keyof Settings, string>> = {
  operator: '操作人',
  rounding: '修约方法',
  timeProgress: '时间进度',
  denominator: '人口分母',
  abnormalBase: '非正常撤回率的分母',
  smallBase: '小基数',
  largeChangePercent: '大幅增长（%）',
  totalLabel: '合计行名称',
  signature: '签字栏',
  warnChangePercent: '变动核实（%）',
  keepBackups: '保留备份数',
  valueSources: '取值来源',
};
