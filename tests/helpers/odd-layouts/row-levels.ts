// Rows below a line 规上企业 or 高新技术企业 that has a number of its own: what they count is none of the unit's. What tells that they are
// below it: the numbers in front of the names, or in 序号; 其中; spaces.

import type { Rows } from '../importing.js';
import type { OddLayout } from './outcome.js';

const TITLE = ['江北区2024年1—3月统计表'];
const FIRMS = 'B3 江北区 P03 2024-03 asof = 58';

const layout = (
  name: string,
  rows: Rows,
  stored: string[],
  asks: string[] = ['derived'],
  says: string[] = [],
): OddLayout => ({ name, rows: [TITLE, ...rows], stored, asks, says });

export const ROW_LEVELS: readonly OddLayout[] = [
  layout(
    'names numbered below 一、规上企业 with its own number',
    [
      ['指标', '数量'],
      ['一、规上企业', 58],
      ['1.专利授权量', 50],
      ['2.商标注册量', 40],
      ['二、有效发明专利拥有量', 500],
    ],
    [FIRMS, 'B6 江北区 C14 2024-03 asof = 500'],
  ),
  layout(
    '一、规上企业 over headings of a lower level',
    [
      ['指标', '数量'],
      ['一、规上企业', null],
      ['（一）专利', null],
      ['1.授权量', 50],
      ['二、其他', null],
      ['1.有效发明专利拥有量', 70],
    ],
    ['B7 江北区 C14 2024-03 asof = 70'],
  ),
  layout(
    '一 and 1 in the column 序号',
    [
      ['序号', '指标', '数量'],
      ['一', '规上企业', 58],
      [1, '专利授权量', 50],
      ['二', '有效发明专利拥有量', 500],
    ],
    ['C3 江北区 P03 2024-03 asof = 58', 'C5 江北区 C14 2024-03 asof = 500'],
  ),
  layout(
    'a row without 序号 is below the one with',
    [
      ['序号', '指标', '数量'],
      [1, '规上企业', 58],
      [null, '专利授权量', 50],
      [2, '商标注册量', 40],
    ],
    ['C3 江北区 P03 2024-03 asof = 58', 'C5 江北区 C24 2024-03 ytd = 40'],
  ),
  layout(
    'names numbered below 一、规上企业数',
    [
      ['指标', '单位', '数量'],
      ['一、规上企业数', '家', 58],
      ['1.专利授权量', '件', 50],
      ['2.有发明专利的规上工业企业数', '家', 20],
    ],
    ['C3 江北区 P03 2024-03 asof = 58', 'C5 江北区 C20a 2024-03 asof = 20'],
  ),
  layout(
    '其中：专利授权量 of 高新技术企业数量',
    [
      ['指标', '单位', '数量'],
      ['高新技术企业数量', '家', 12],
      ['其中：专利授权量', '件', 50],
    ],
    [],
    ['derived'],
    ['warn unknown-indicator C3'],
  ),
  layout(
    '其中：专利授权量 of 高新技术企业, and what goes on without 其中',
    [
      ['指标', '数量'],
      ['高新技术企业', 12],
      ['其中：专利授权量', 50],
      ['商标注册量', 40],
    ],
    [],
    ['derived'],
    ['warn unknown-indicator B3'],
  ),
  layout(
    'spaces in front of a name below 高新技术企业',
    [
      ['指标', '数量'],
      ['高新技术企业', 12],
      ['   专利授权量', 50],
      ['商标注册量', 40],
    ],
    ['B5 江北区 C24 2024-03 ytd = 40'],
    ['derived'],
    ['warn unknown-indicator B3'],
  ),
  layout(
    '其中：新认定 of 高新技术企业 begins nothing',
    [
      ['指标', '数量'],
      ['高新技术企业', 12],
      ['其中：新认定', 3],
      ['商标注册量', 40],
    ],
    ['B5 江北区 C24 2024-03 ytd = 40'],
    [],
    ['warn unknown-indicator B3', 'warn unknown-indicator B4'],
  ),
  layout(
    'names numbered below 一、高新区 with its own number, which is no class of firms',
    [
      ['指标', '数量'],
      ['一、高新区', 58],
      ['1.专利授权量', 50],
      ['2.商标注册量', 40],
      ['二、有效发明专利拥有量', 500],
    ],
    ['B6 江北区 C14 2024-03 asof = 500'],
    ['derived'],
    ['warn unknown-indicator B3'],
  ),
  layout(
    'names below the line of another unit, with its own number',
    [
      ['指标', '数量'],
      ['一、江南区', 58],
      ['专利授权量', 50],
      ['二、有效发明专利拥有量', 500],
    ],
    ['B5 江北区 C14 2024-03 asof = 500'],
    ['derived'],
    ['warn unknown-indicator B3'],
  ),
  layout(
    'names below the unit’s own line are its own',
    [
      ['指标', '数量'],
      ['一、江北区', 58],
      ['1.专利授权量', 50],
    ],
    ['B4 江北区 C05 2024-03 ytd = 50'],
    [],
    ['warn unknown-indicator B3'],
  ),
  layout(
    '其中：专利授权量 of an enterprise',
    [
      ['指标', '数量'],
      ['恒泰机械有限公司', 58],
      ['其中：专利授权量', 50],
      ['商标注册量', 40],
    ],
    ['B5 江北区 C24 2024-03 ytd = 40'],
    ['derived'],
    ['warn unknown-indicator B3'],
  ),
  layout(
    'parts of the names below such a line are below it, too',
    [
      ['指标', '数量'],
      ['一、高新区', 58],
      ['1.专利授权量', 50],
      ['（1）发明', 30],
      ['其中：实用新型', 20],
      ['二、有效发明专利拥有量', 500],
    ],
    ['B7 江北区 C14 2024-03 asof = 500'],
    ['derived'],
    ['warn unknown-indicator B3'],
  ),
  layout(
    'parts of a name that the line contradicts',
    [
      ['指标', '数量'],
      ['一、高新区', null],
      ['1.专利授权量', 50],
      ['（1）发明', 30],
    ],
    [],
    ['indicator', 'derived'],
    ['warn unknown-indicator B4'],
  ),
  layout(
    'an unknown name with a number between the line and what is below it',
    [
      ['指标', '数量'],
      ['一、高新区', null],
      ['1.某某指标', 10],
      ['其中：专利授权量', 5],
    ],
    [],
    ['derived'],
    ['warn unknown-indicator B4'],
  ),
  layout(
    'a subject between the line and what is below it',
    [
      ['指标', '数量'],
      ['一、高新区', 58],
      ['（一）运用情况', null],
      ['1.专利授权量', 50],
    ],
    [],
    ['derived'],
    ['warn unknown-indicator B3'],
  ),
  layout(
    'a line without a number in front of it below one with',
    [
      ['指标', '数量'],
      ['一、创造', null],
      ['其中：重点产业', null],
      ['1.专利授权量', 50],
    ],
    [],
  ),
  layout(
    'a name without a level below such a line and a name of its own',
    [
      ['指标', '数量'],
      ['一、高新区', 58],
      ['1.专利授权量', 50],
      ['商标注册量', 40],
    ],
    [],
    ['derived'],
    ['warn unknown-indicator B3'],
  ),
  layout(
    '全区 is the district itself, and of its enterprises only a part; 全市 is not',
    [
      ['指标', '数量'],
      ['一、全区专利情况', null],
      ['（一）授权', null],
      ['1.专利授权量', 50],
      ['二、全区规上企业', null],
      ['1.商标申请量', 3],
      ['三、全市情况', null],
      ['1.商标注册量', 40],
    ],
    ['B5 江北区 C05 2024-03 ytd = 50'],
    ['derived', 'derived'],
  ),
  layout(
    'below 目标任务完成情况 stands what was done, and no target',
    [
      ['指标', '数量'],
      ['一、目标任务完成情况', null],
      ['1.专利授权量', 50],
      ['（一）创造', null],
      ['1.商标注册量', 40],
    ],
    ['B4 江北区 C05 2024-03 ytd = 50', 'B6 江北区 C24 2024-03 ytd = 40'],
    [],
  ),
  layout(
    'below 上年情况 stand numbers of last year, over headings of a lower level, too',
    [
      ['指标', '数量'],
      ['一、上年情况', null],
      ['（一）创造', null],
      ['1.专利授权量', 50],
    ],
    [],
  ),
  layout(
    'a subject with a number, such as its score, asks nothing',
    [
      ['指标', '数量'],
      ['一、基础指标得分', 58],
      ['1.专利授权量', 50],
    ],
    ['B4 江北区 C05 2024-03 ytd = 50'],
    [],
    ['warn unknown-indicator B3'],
  ),
  layout(
    'a place as a part of a number ends with it',
    [
      ['指标', '数量'],
      ['1.专利授权量', 50],
      ['（1）高新区', 5],
      ['商标注册量', 40],
    ],
    ['B3 江北区 C05 2024-03 ytd = 50', 'B5 江北区 C24 2024-03 ytd = 40'],
    [],
    ['warn unknown-indicator B4'],
  ),
  layout(
    'Ⅰ and Ⅱ above 1',
    [
      ['指标', '数量'],
      ['Ⅰ、规上企业', 58],
      ['1、专利授权量', 50],
      ['Ⅱ、有效发明专利拥有量', 500],
    ],
    [FIRMS, 'B5 江北区 C14 2024-03 asof = 500'],
  ),
  layout(
    'Ⅰ and Ⅱ below 一',
    [
      ['指标', '数量'],
      ['一、规上企业', 58],
      ['Ⅰ. 专利授权量', 50],
      ['II.商标注册量', 40],
      ['二、有效发明专利拥有量', 500],
    ],
    [FIRMS, 'B6 江北区 C14 2024-03 asof = 500'],
  ),
  layout(
    'names behind Ⅰ and ⅰ, parts below them',
    [
      ['指标', '数量'],
      ['Ⅰ. 专利授权量', 55],
      ['ⅰ.发明', 50],
      ['ⅱ.实用新型', 5],
      ['（Ⅱ）商标注册量', 40],
    ],
    [
      'B3 江北区 C05 2024-03 ytd = 55',
      'B4 江北区 C06 2024-03 ytd = 50',
      'B5 江北区 C07 2024-03 ytd = 5',
      'B6 江北区 C24 2024-03 ytd = 40',
    ],
    [],
  ),
  layout(
    '规上企业 as a part of a number ends with it',
    [
      ['指标', '单位', '数量'],
      ['1.专利授权量', '件', 50],
      ['（1）高校', '件', 5],
      ['商标注册量', '件', 8],
    ],
    ['C3 江北区 C05 2024-03 ytd = 50', 'C5 江北区 C24 2024-03 ytd = 8'],
    [],
    ['warn unknown-indicator C4'],
  ),
];

export const BESIDE_NUMBERS: readonly OddLayout[] = [
  layout(
    '年累计 beside 本月',
    [
      ['指标', '本月', '年累计'],
      ['专利授权量', 8, 50],
    ],
    ['C3 江北区 C05 2024-03 ytd = 50'],
    [],
  ),
  layout(
    '责任科室 beside the numbers is no number',
    [
      ['指标', '1—3月完成', '责任科室'],
      ['专利授权量', 50, '综合科'],
      ['商标注册量', 40, '促进科'],
    ],
    ['B3 江北区 C05 2024-03 ytd = 50', 'B4 江北区 C24 2024-03 ytd = 40'],
    [],
  ),
  layout(
    '持平 and 下降2% in a column 环比',
    [
      ['指标', '数量', '环比'],
      ['专利授权量', 50, '持平'],
      ['商标注册量', 40, '下降2%'],
    ],
    ['B3 江北区 C05 2024-03 ytd = 50', 'B4 江北区 C24 2024-03 ytd = 40'],
    [],
  ),
  layout(
    '同比 beside 授权量 of kinds',
    [
      ['专利类型', '授权量', '同比'],
      ['发明', 5, '3%'],
      ['实用新型', 20, '1%'],
    ],
    ['B3 江北区 C06 2024-03 ytd = 5', 'B4 江北区 C07 2024-03 ytd = 20'],
    [],
  ),
  layout(
    '（万件） behind a name in a head',
    [
      ['区县', '专利授权量（万件）', '商标注册量（件）'],
      ['江北区', 5, 3],
    ],
    ['C3 江北区 C24 2024-03 ytd = 3'],
    [],
    ['block measure-mismatch B3'],
  ),
  layout(
    '（万件） behind a name',
    [
      ['指标', '数量'],
      ['专利授权量（万件）', 5],
      ['商标注册量', 3],
    ],
    ['B4 江北区 C24 2024-03 ytd = 3'],
    [],
    ['block measure-mismatch B3'],
  ),
  ...[
    ['编制单位：示例市知识产权局    填报单位：江北区', null],
    ['填报单位：江北区    制表单位：示例市知识产权局', null],
    ['编制单位：示例市知识产权局', '填报单位：江北区'],
  ].map((line): OddLayout => ({
    name: line.join(' | '),
    rows: [['2024年1—3月统计表'], line, ['指标', '数量'], ['专利授权量', 50]],
    stored: ['B4 江北区 C05 2024-03 ytd = 50'],
    asks: [],
    says: [],
  })),
  layout(
    '专利授权量 set in below 专利申请量, with a part of one of them below it',
    [
      ['指标', '数量'],
      ['专利申请量', 80],
      ['  专利授权量', 50],
      ['    其中：发明', 7],
      ['商标注册量', 9],
    ],
    ['B3 江北区 C01 2024-03 ytd = 80', 'B4 江北区 C05 2024-03 ytd = 50', 'B6 江北区 C24 2024-03 ytd = 9'],
    ['indicator'],
    ['warn unknown-indicator B5'],
  ),
  layout(
    '¥5 as a count',
    [
      ['指标', '数量'],
      ['专利授权量', '¥5'],
      ['商标注册量', 9],
    ],
    ['B4 江北区 C24 2024-03 ytd = 9'],
    [],
    ['block measure-mismatch B3'],
  ),
  layout(
    '¥5,000 below 金额（万元）',
    [
      ['指标', '金额（万元）'],
      ['专利质押融资登记金额', '¥5,000'],
      ['罚没金额', 3],
    ],
    ['B4 江北区 B04 2024-03 ytd = 3'],
    ['measure'],
  ),
  layout(
    '¥50,000,000.00 below 金额（元）, and 5000人民币',
    [
      ['指标', '金额（元）'],
      ['专利质押融资登记金额', '¥50,000,000.00'],
      ['罚没金额', '5000人民币'],
      ['商标质押融资登记金额', 30],
    ],
    ['B3 江北区 Y01 2024-03 ytd = 5000', 'B4 江北区 B04 2024-03 ytd = 0.5', 'B5 江北区 Y07 2024-03 ytd = 0.003'],
    [],
  ),
];
