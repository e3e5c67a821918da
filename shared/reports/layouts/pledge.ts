// 质押融资情况. Registered numbers and amounts by unit; the share of inventions is computed from both counts.

import { indicator, USUAL, type TableLayout } from '../define.js';

export const PLEDGE: TableLayout = {
  ...USUAL,
  name: 'pledge',
  title: '{period}{scope}专利权质押融资情况',
  description: '质押融资项目数、金额、专利件数和其中发明，带同比、占比和位次',
  columns: {
    by: 'list',
    nodes: [
      indicator('Y02', 'current', 'last-year', 'change'),
      indicator('Y01', 'current', 'last-year', 'change', 'share', 'rank'),
      indicator('Y03', 'current', 'change'),
      indicator('Y04', 'current', 'change'),
      indicator('Y05', 'current'),
    ],
  },
  paper: 'A4',
  signature: true,
};
