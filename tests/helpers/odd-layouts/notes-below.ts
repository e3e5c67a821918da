// Lines below the numbers and above them, without a label that says what they are, that say something of all the numbers.

import type { OddLayout } from './outcome.js';

const TITLE = ['2024年1—3月统计表'];
const LINE = ['填报单位：江北区市场监督管理局（盖章）'];
const ROWS = [
  ['指标', '数量'],
  ['专利授权量', 18],
  ['专利质押融资登记金额', 1.5],
];

/** What stands in a line above the head. */
const above = (name: string): Pick<OddLayout, 'name' | 'rows'> => ({
  name: `${name} above`,
  rows: [TITLE, LINE, [name], ...ROWS],
});
/** And in a line right below the numbers. */
const below = (name: string): Pick<OddLayout, 'name' | 'rows'> => ({
  name: `${name} below`,
  rows: [TITLE, LINE, ...ROWS, [name]],
});

export const NOTES_BELOW: readonly OddLayout[] = [
  {
    ...above('单位：件（亿元）'),
    stored: ['B5 江北区 C05 2024-03 ytd = 18', 'B6 江北区 Y01 2024-03 ytd = 15000'],
    asks: [],
    says: [],
  },
  {
    ...above('单位：亿元 件'),
    stored: ['B5 江北区 C05 2024-03 ytd = 18', 'B6 江北区 Y01 2024-03 ytd = 15000'],
    asks: [],
    says: [],
  },
  {
    ...above('单位：件.亿元'),
    stored: ['B5 江北区 C05 2024-03 ytd = 18', 'B6 江北区 Y01 2024-03 ytd = 15000'],
    asks: [],
    says: [],
  },
  {
    ...above('单位：（亿元）'),
    stored: ['B5 江北区 C05 2024-03 ytd = 18', 'B6 江北区 Y01 2024-03 ytd = 15000'],
    asks: [],
    says: [],
  },
  {
    ...above('单位：亿元。'),
    stored: ['B5 江北区 C05 2024-03 ytd = 18', 'B6 江北区 Y01 2024-03 ytd = 15000'],
    asks: [],
    says: [],
  },
  {
    ...above('计量：亿元'),
    stored: ['B5 江北区 C05 2024-03 ytd = 18', 'B6 江北区 Y01 2024-03 ytd = 15000'],
    asks: [],
    says: [],
  },
  {
    ...above('填报日期：2024年4月3日 单位：亿元'),
    stored: ['B5 江北区 C05 2024-03 ytd = 18', 'B6 江北区 Y01 2024-03 ytd = 15000'],
    asks: [],
    says: [],
  },
  {
    ...above('单 位：亿 元'),
    stored: ['B5 江北区 C05 2024-03 ytd = 18', 'B6 江北区 Y01 2024-03 ytd = 15000'],
    asks: [],
    says: [],
  },
  {
    ...above('单位：亿元（专利质押）'),
    stored: ['B5 江北区 C05 2024-03 ytd = 18'],
    asks: [],
    says: ['block measure-mismatch B6'],
  },
  {
    ...above('单位 亿元'),
    stored: ['B5 江北区 C05 2024-03 ytd = 18'],
    asks: [],
    says: ['block measure-mismatch B6'],
  },
  {
    ...below('单位：亿元'),
    stored: ['B4 江北区 C05 2024-03 ytd = 18', 'B5 江北区 Y01 2024-03 ytd = 15000'],
    asks: [],
    says: [],
  },
  {
    ...below('（单位：亿元、件）'),
    stored: ['B4 江北区 C05 2024-03 ytd = 18', 'B5 江北区 Y01 2024-03 ytd = 15000'],
    asks: [],
    says: [],
  },
  {
    ...below('数量：件；金额：亿元'),
    stored: ['B4 江北区 C05 2024-03 ytd = 18', 'B5 江北区 Y01 2024-03 ytd = 15000'],
    asks: [],
    says: [],
  },
  {
    ...below('（亿元）'),
    stored: ['B4 江北区 C05 2024-03 ytd = 18'],
    asks: [],
    says: ['block measure-mismatch B5'],
  },
  {
    ...below('亿元'),
    stored: ['B4 江北区 C05 2024-03 ytd = 18'],
    asks: [],
    says: ['block measure-mismatch B5'],
  },
  {
    ...below('除特别注明外，金额单位为亿元'),
    stored: ['B4 江北区 C05 2024-03 ytd = 18', 'B5 江北区 Y01 2024-03 ytd = 15000'],
    asks: [],
    says: [],
  },
  {
    ...below('注：奖励1亿元以上项目'),
    stored: ['B4 江北区 C05 2024-03 ytd = 18', 'B5 江北区 Y01 2024-03 ytd = 1.5'],
    asks: [],
    says: [],
  },
  {
    ...below('每亿元产值专利数另报'),
    stored: ['B4 江北区 C05 2024-03 ytd = 18', 'B5 江北区 Y01 2024-03 ytd = 1.5'],
    asks: [],
    says: [],
  },
  {
    ...below('以上数据为1—2月'),
    stored: [],
    asks: ['period'],
    says: [],
  },
  {
    ...below('统计口径：2024年1—2月'),
    stored: [],
    asks: ['period'],
    says: [],
  },
  {
    ...below('说明：数据统计时间为2024年1月至2月'),
    stored: [],
    asks: ['period'],
    says: [],
  },
  {
    ...below('注：数据统计至2月29日'),
    stored: [],
    asks: ['period'],
    says: [],
  },
  {
    ...below('*数据更新至2月底'),
    stored: [],
    asks: ['period'],
    says: [],
  },
  {
    ...below('（数据截至2024年2月29日）'),
    stored: [],
    asks: ['period'],
    says: [],
  },
  {
    ...below('数据时点：2024-02-29'),
    stored: [],
    asks: ['period'],
    says: [],
  },
  {
    ...below('数据来源：国家知识产权局，截至2024年2月底'),
    stored: [],
    asks: ['period'],
    says: [],
  },
  {
    ...below('（3月当月）'),
    stored: [],
    asks: ['basis'],
    says: [],
  },
  {
    ...below('注：数据截至4月3日'),
    stored: ['B4 江北区 C05 2024-03 ytd = 18', 'B5 江北区 Y01 2024-03 ytd = 1.5'],
    asks: [],
    says: [],
  },
  {
    ...below('注：以上数据均为全省数'),
    stored: [],
    asks: ['derived'],
    says: [],
  },
  {
    ...below('注：以上为江南区数据'),
    stored: [],
    asks: ['derived'],
    says: [],
  },
  {
    ...below('注：以上数据为区本级，不含乡镇'),
    stored: [],
    asks: ['derived'],
    says: ['hint scope-stated'],
  },
  {
    ...below('注：以上为规上企业数据'),
    stored: [],
    asks: ['derived'],
    says: [],
  },
  {
    ...below('注：以上数据均为全区数'),
    stored: ['B4 江北区 C05 2024-03 ytd = 18', 'B5 江北区 Y01 2024-03 ytd = 1.5'],
    asks: [],
    says: [],
  },
  {
    ...below('注：表中数据为初步统计数'),
    stored: ['B4 江北区 C05 2024-03 ytd = 18', 'B5 江北区 Y01 2024-03 ytd = 1.5'],
    asks: [],
    says: ['warn estimate-stated'],
  },
  {
    name: '亿元 as the only head of numbers',
    rows: [TITLE, LINE, ['指标', '亿元'], ['专利质押融资登记金额', 1.5]],
    stored: ['B4 江北区 Y01 2024-03 ytd = 15000'],
    asks: [],
    says: [],
  },
  {
    name: '亿元 below the name of each unit',
    rows: [
      ['2024年1—3月各区县知识产权统计表'],
      ['指标', '江北区', '江南区'],
      [null, '（亿元）', '（亿元）'],
      ['专利质押融资登记金额', 1.5, 2.5],
    ],
    stored: ['B4 江北区 Y01 2024-03 ytd = 15000', 'C4 江南区 Y01 2024-03 ytd = 25000'],
    asks: [],
    says: [],
  },
  {
    name: '存量 of what comes in',
    rows: [TITLE, LINE, ['指标', '存量'], ['专利授权量', 900], ['有效发明专利拥有量', 90]],
    stored: ['B5 江北区 C14 2024-03 asof = 90'],
    asks: [],
    says: ['warn numbers-not-read B4'],
  },
  {
    name: '本年新增 beside 累计总量',
    rows: [TITLE, LINE, ['指标', '本年新增', '累计总量'], ['商标注册量', 9, 900]],
    stored: ['B4 江北区 C24 2024-03 ytd = 9'],
    asks: [],
    says: ['warn numbers-not-read C4'],
  },
  {
    name: '合计 beside the three kinds of patents',
    rows: [
      ['2024年1—3月各区县知识产权统计表'],
      ['区县', '授权量', null, null, null],
      [null, '合计', '发明', '实用新型', '外观设计'],
      ['江北区', 18, 3, 10, 5],
    ],
    stored: [
      'B4 江北区 C05 2024-03 ytd = 18',
      'C4 江北区 C06 2024-03 ytd = 3',
      'D4 江北区 C07 2024-03 ytd = 10',
      'E4 江北区 C08 2024-03 ytd = 5',
    ],
    asks: [],
    says: [],
  },
  {
    name: '合计 beside two of them may be of these',
    rows: [
      ['2024年1—3月各区县知识产权统计表'],
      ['区县', '授权量', null, null],
      [null, '合计', '发明', '实用新型'],
      ['江北区', 13, 3, 10],
    ],
    stored: ['C4 江北区 C06 2024-03 ytd = 3', 'D4 江北区 C07 2024-03 ytd = 10'],
    asks: ['indicator'],
    says: ['warn unknown-indicator B4'],
  },
  {
    name: 'a title of a year ago above 填报日期',
    rows: [['2023年1—3月统计表'], ['填报单位：江北区', '填报日期：2024年4月3日'], ['指标', '数量'], ['专利授权量', 18]],
    stored: ['B4 江北区 C05 2023-03 ytd = 18'],
    asks: [],
    says: ['warn period-contradiction'],
  },
  {
    name: 'a name with a year is not asked about',
    rows: [TITLE, LINE, ['指标', '数量'], ['专利授权量2023', 18], ['人均专利授权数', 3], ['商标申请量', 9]],
    stored: ['B6 江北区 C23 2024-03 ytd = 9'],
    asks: [],
    says: ['warn unknown-indicator B4', 'warn unknown-indicator B5'],
  },
];
