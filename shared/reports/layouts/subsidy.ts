// 资助资金情况: what the ledger of subsidies holds for the year, by unit, with the levels that pay.

import { USUAL, type LayoutNode, type TableLayout } from '../define.js';

type PlainNode = Exclude<LayoutNode, { kind: 'group' }>;
const column = (measure: string, label: string, level: string | null = null): PlainNode => ({
  kind: 'ledger',
  measure,
  only: level === null ? null : { field: 'level', value: level },
  label,
});
const ofLevel = (level: string): LayoutNode => ({
  kind: 'group',
  label: level,
  nodes: [column('rows', '项目（项）', level), column('paid', '拨付金额（万元）', level)],
});

export const SUBSIDY: TableLayout = {
  ...USUAL,
  name: 'subsidy',
  title: '{year}{scope}知识产权资助资金情况',
  description: '资助奖补项目台账按单位汇总：项目数、申报、核定和拨付金额，按资助级别列出',
  rows: { axis: 'ledger', ledger: 'subsidy', by: 'unit' },
  columns: {
    by: 'list',
    nodes: [
      column('rows', '项目（项）'),
      column('applied', '申报金额（万元）'),
      column('approved', '核定金额（万元）'),
      column('paid', '拨付金额（万元）'),
      ofLevel('国家级'),
      ofLevel('省级'),
      ofLevel('市级'),
      ofLevel('区级'),
    ],
  },
  paper: 'A4',
  signature: true,
};
