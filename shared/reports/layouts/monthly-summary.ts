// 附件：2022年1—7月全市知识产权工作情况. The table that goes out each month: all units, all submitted indicators.

import { sameFigures, USUAL, type TableLayout } from '../define.js';

export const MONTHLY_SUMMARY: TableLayout = {
  ...USUAL,
  name: 'monthly-summary',
  title: '{period}{scope}知识产权工作情况',
  description: '各填报单位全部指标的本期数，主要指标带同比，有年度目标的带完成率',
  signature: true,
  columns: {
    by: 'rule',
    indicators: 'with-values',
    main: ['C05', 'C06', 'C14', 'C15', 'C16', 'C24', 'C25', 'Y01', 'Y02', 'Y24', 'Y37', 'B23', 'B04'],
    mainFigures: sameFigures('current', 'change'),
    minorFigures: sameFigures('current'),
    targetFigures: { flow: ['completion'], stock: [], ratio: [] },
  },
};
