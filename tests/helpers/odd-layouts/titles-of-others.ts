// Titles, sheets and corners that call the numbers something else than those of the units, over heads that name indicators alone.

import type { OddLayout } from './outcome.js';

const HEADS = ['专利授权量', '有效发明专利拥有量'];
const STORED = [
  'B3 江北区 C05 2024-03 ytd = 3',
  'C3 江北区 C14 2024-03 asof = 2',
  'B4 江南区 C05 2024-03 ytd = 1',
  'C4 江南区 C14 2024-03 asof = 4',
];

const below = (title: string, asks: string[], corner = '区市'): OddLayout => ({
  name: `numbers below ${title}, ${corner} in the corner`,
  rows: [[title], [corner, ...HEADS], ['江北区', 3, 2], ['江南区', 1, 4]],
  stored: asks.length === 0 ? STORED : [],
  asks,
  says: [],
});

/** 进度 and 评分 are not all that such a title speaks of: the numbers are what is to be reached, as in 目标任务分解表. */
const handsOut = (title: string): OddLayout => ({
  ...below(`2024年${title}`, []),
  stored: STORED.map((said) => `目标 ${said.replace(/2024-03 \w+/, '2024-12 ytd')}`),
});

const OTHERS = [
  '知识产权目标完成率',
  '知识产权任务缺口',
  '知识产权指标差额表',
  '知识产权贡献率',
  '新增知识产权情况',
  '知识产权申报计划',
  '拟报知识产权数据',
  '知识产权核减情况',
  '知识产权情况（试填）',
  '高新技术企业知识产权情况',
  '规上企业专利情况',
  '生物医药产业知识产权情况',
  '驻地高校知识产权情况',
  '代理机构代理专利情况',
];
const OWN = [
  '新增及有效知识产权情况',
  '知识产权强市建设工作情况',
  '知识产权产业发展情况',
  '知识产权领域工作情况',
  '市场监管领域知识产权情况',
  '各行业知识产权情况',
  '知识产权检测试点情况',
  '商标注册与撤销情况',
  '知识产权情况（核减后）',
  '知识产权情况（撤销重复后）',
  '提升审查效率情况',
  '主要指标',
];

export const TITLES_OF_OTHERS: readonly OddLayout[] = [
  ...OTHERS.map((title) => below(`2024年1—3月各区市${title}`, ['derived'])),
  ...OWN.map((title) => below(`2024年1—3月各区市${title}`, [])),
  ...[
    '知识产权目标任务分解及评分表',
    '知识产权目标任务分解表（含进度要求）',
    '知识产权目标任务进度安排表',
    '知识产权考核目标及得分办法',
  ].map(handsOut),
  ...['各镇街', '各镇（街道）', '各县（市、区）', '全市各市区'].map((all) =>
    below(`2024年1—3月${all}规上企业专利情况`, ['derived']),
  ),
  ...['各镇街', '各市场主体', '各区域', '各园区'].map((all) => below(`2024年1—3月${all}知识产权情况`, [])),
  below('2024年1—3月高新技术产业开发区知识产权情况', ['derived']),
  ...['排名', '增幅（%）', '指标/增速', '占比'].map((corner) =>
    below('2024年1—3月各区市知识产权情况', ['derived'], corner),
  ),
  ...['区（市）/指标', '单位名称', '指标名称'].map((corner) => below('2024年1—3月各区市知识产权情况', [], corner)),
];
