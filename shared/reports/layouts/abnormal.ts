// 非正常专利核查情况. The rate is computed from both counts; a submitted rate is only compared with it.

import { indicator, USUAL, type TableLayout } from '../define.js';

export const ABNORMAL: TableLayout = {
  ...USUAL,
  name: 'abnormal',
  title: '{year}{scope}非正常专利申请核查情况',
  description: '通报件数、撤回件数、撤回率和位次',
  columns: {
    by: 'list',
    nodes: [indicator('C37', 'current', 'share'), indicator('C38', 'current'), indicator('C39', 'current', 'rank')],
  },
  paper: 'A4',
  orientation: 'portrait',
};
