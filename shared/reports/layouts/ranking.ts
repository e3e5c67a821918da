// 排名表: own units by each indicator, computed from the values shown (rules.md 7); never a rank given by a higher authority.

import { sameFigures, USUAL, type TableLayout } from '../define.js';

export const RANKING: TableLayout = {
  ...USUAL,
  name: 'ranking',
  title: '{period}{scope}知识产权主要指标排名',
  description: '主要指标的本期数、同比和在各填报单位中的排名',
  columns: {
    by: 'rule',
    indicators: 'ranked',
    main: ['C05', 'C06', 'C11', 'C14', 'C15', 'C16', 'C17', 'C24', 'C25', 'Y01', 'Y24', 'Y37'],
    mainFigures: sameFigures('current', 'change', 'rank'),
    minorFigures: sameFigures(),
    targetFigures: sameFigures(),
  },
};
