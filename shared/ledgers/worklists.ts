// 企业清单: enterprises that something is due with, and what makes them so. The queries are in core/store/worklist-store.ts.

export const WORKLISTS = ['no-invention', 'no-trademark', 'new-invention', 'quarterly-visit'] as const;
export type Worklist = (typeof WORKLISTS)[number];

export const WORKLIST_LABEL: Record<Worklist, string> = {
  'no-invention': '消零：规上企业无有效发明',
  'no-trademark': '一企一标：规上企业无有效商标',
  'new-invention': '新授权发明待走访',
  'quarterly-visit': '重点联系企业本季待走访',
};

/** As it stands above the printed list. */
export const WORKLIST_TITLE: Record<Worklist, string> = {
  'no-invention': '规上企业无有效发明专利清单',
  'no-trademark': '规上企业无有效商标清单',
  'new-invention': '新授权发明专利待走访企业清单',
  'quarterly-visit': '重点联系企业本季度待走访清单',
};

export const WORKLIST_RULE: Record<Worklist, string> = {
  'no-invention': '企业名录中标为“规上”、期末当日在专利明细中没有有效发明专利的企业。',
  'no-trademark': '企业名录中标为“规上”、期末当日在商标明细中没有有效商标的企业。',
  'new-invention': '本季度有发明专利授权、授权后尚未走访的企业（专利明细、企业服务与走访；电话、线上不算走访）。',
  'quarterly-visit': '行动名单中有“春笋行动”、本季度尚未走访的企业（企业服务与走访；电话、线上不算走访）。',
};

/** Tag of the register that 规上 lists look at. */
export const ABOVE_SCALE = '规上';
export const SPRING = '春笋行动';
