// 多年对比: the whole place over five years, indicator by indicator, the same interval of each year.

import { figure, USUAL, type TableLayout } from '../define.js';

export const SEVERAL_YEARS: TableLayout = {
  ...USUAL,
  name: 'several-years',
  title: '{period}{scope}知识产权主要指标多年对比',
  description: '各项指标近五年同期数，以及本年同比、增减量',
  rows: { axis: 'indicators', codes: [], unit: '' },
  columns: {
    by: 'list',
    nodes: [
      {
        kind: 'figures',
        figures: [
          ...[4, 3, 2, 1, 0].map((yearsBack) => figure('current', { yearsBack })),
          figure('change'),
          figure('difference'),
        ],
      },
    ],
  },
  totalRow: 'none',
  paper: 'A4',
  orientation: 'portrait',
};
