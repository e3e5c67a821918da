// 运营基金: one row per investment of a fund in an enterprise.

import { defineLedger, type Rollup } from './define.js';
import { enterprise, NOTE, UNIT, USCC } from './usual-fields.js';

const invested = { kind: 'validAt', from: 'investedOn', to: [], gone: ['exitedOn'] } as const satisfies Rollup['when'];

export const fund = defineLedger({
  id: 'fund',
  title: '运营基金',
  table: 'ledger_fund',
  group: '运用',
  titleWords: ['基金', '运营基金', '投资'],
  keys: [['enterprise', 'fund', 'investedOn']],
  fields: {
    fund: { kind: 'text', label: '基金名称', aliases: ['基金'], required: true, width: 28 },
    enterprise: enterprise('被投企业', ['投资企业', '企业名称', '被投资企业', '项目企业']),
    uscc: USCC,
    unit: UNIT,
    project: { kind: 'text', label: '投资项目', aliases: ['项目名称', '项目'], width: 26 },
    investedOn: { kind: 'date', label: '投资日期', aliases: ['出资日期', '签约日期', '日期'], required: true },
    amount: {
      kind: 'amount',
      label: '投资金额',
      aliases: ['出资金额', '出资额', '金额', '投资额', '投资总额'],
      required: true,
    },
    scale: { kind: 'amount', label: '基金规模', aliases: ['规模'] },
    exitedOn: { kind: 'date', label: '退出日期' },
    manager: { kind: 'text', label: '管理机构', aliases: ['基金管理人', '管理人'] },
    note: NOTE,
  },
  rollups: [
    { code: 'Y33a', measure: { sum: 'amount' }, when: invested, rule: '期末当日尚未退出的投资金额之和' },
    { code: 'Y33b', measure: { distinct: 'enterprise' }, when: invested, rule: '期末当日尚未退出的不重复被投企业数' },
  ],
});
