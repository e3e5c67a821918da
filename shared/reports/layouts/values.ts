// 数据表: current values only, for checking and for reuse in other documents.

import { sameFigures, USUAL, type TableLayout } from '../define.js';

export const VALUES: TableLayout = {
  ...USUAL,
  name: 'values',
  title: '{period}{scope}知识产权统计数据',
  description: '全部指标的本期数，不带同比和完成率',
  enclosure: '',
  columns: {
    by: 'rule',
    indicators: 'with-values',
    main: 'all',
    mainFigures: sameFigures('current'),
    minorFigures: sameFigures('current'),
    targetFigures: sameFigures(),
  },
};
