// Settings of an office that has set nothing yet.

import type { Settings } from '../contract/program-records.js';

export const DEFAULT_SETTINGS: Settings = {
  operator: '',
  rounding: 'half-up',
  timeProgress: 'month',
  denominator: 'fixed',
  abnormalBase: 'notified',
  smallBase: 10,
  largeChangePercent: 300,
  totalLabel: '',
  signature: ['单位负责人：', '审核人：', '填报人：', '联系电话：', '填报日期：　　年　月　日'],
  warnChangePercent: 900,
  keepBackups: 30,
  valueSources: {},
};
