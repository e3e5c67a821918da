// 报送情况: who has handed in what and when, from the board of the period.

import { REPORT_ITEMS, USUAL, type TableLayout } from '../define.js';

export const REPORTING: TableLayout = {
  ...USUAL,
  name: 'reporting',
  title: '{period}{scope}知识产权统计数据报送情况',
  description: '各填报单位的报送状态、日期、是否按时、次数、未报指标和审核问题',
  columns: { by: 'list', nodes: REPORT_ITEMS.map((item) => ({ kind: 'report', item, label: '' })) },
  totalRow: 'none',
  paper: 'A4',
};
