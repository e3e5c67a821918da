// 数据表: current values only, for checking and for reuse in other documents.

import { sameFigures, type TableLayout } from '../define.js';

export const VALUES: TableLayout = {
  name: 'values',
  title: '{period}{scope}知识产权统计数据',
  description: '全部指标的本期数，不带同比和完成率',
  enclosure: '',
  indicators: 'with-values',
  main: 'all',
  mainFigures: sameFigures('current'),
  minorFigures: sameFigures('current'),
  targetFigures: sameFigures(),
  totalRow: 'first',
  paper: 'A3',
  orientation: 'landscape',
  signature: false,
};
