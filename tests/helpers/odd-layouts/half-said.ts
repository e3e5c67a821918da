// Odd layouts that say only half of what a number is: 规上企业 without a measure, 全市 over some columns, a comparison behind one of two
// spans, a note on blank cells. A number that is not listed under `stored` must not be stored.

import type { OddLayout } from './outcome.js';

const TITLE = ['2024年1—3月知识产权工作统计表'];
const UNIT = ['填报单位：江北区市场监督管理局'];

const FIRMS: readonly OddLayout[] = [
  {
    name: '规上企业 without a number above names that stand above it already',
    rows: [
      TITLE,
      UNIT,
      ['指标', '数量'],
      ['专利授权量', 50],
      ['商标注册量', 30],
      ['规上企业', null],
      ['专利授权量', 20],
      ['商标申请量', 10],
    ],
    stored: ['B4 江北区 C05 2024-03 ytd = 50', 'B5 江北区 C24 2024-03 ytd = 30'],
    asks: ['derived'],
    says: [],
  },
  {
    name: '规上企业 left blank below the names',
    rows: [TITLE, UNIT, ['指标', '数量'], ['专利授权量', 50], ['规上企业', null]],
    stored: ['B4 江北区 C05 2024-03 ytd = 50'],
    asks: [],
    says: [],
  },
  {
    name: '规上企业 in 家 left blank among the names',
    rows: [TITLE, UNIT, ['指标', '单位', '数量'], ['规上企业', '家', null], ['专利授权量', '件', 50]],
    stored: ['C5 江北区 C05 2024-03 ytd = 50'],
    asks: [],
    says: [],
  },
  {
    name: '其中：规上企业 and its number without a measure',
    rows: [
      TITLE,
      UNIT,
      ['指标', '数量', '上年同期'],
      ['专利授权量', 50, 40],
      ['其中：规上企业', 20, 10],
      ['商标注册量', 8, 7],
    ],
    stored: [
      'B4 江北区 C05 2024-03 ytd = 50',
      '上年 C4 江北区 C05 2023-03 ytd = 40',
      'B6 江北区 C24 2024-03 ytd = 8',
      '上年 C6 江北区 C24 2023-03 ytd = 7',
    ],
    asks: ['derived'],
    says: [],
  },
  {
    name: 'a column 规上企业 without a measure behind 专利授权量',
    rows: [TITLE, ['区县', '专利授权量', '规上企业'], ['江北区', 5, 2], ['江南区', 4, 3]],
    stored: ['B3 江北区 C05 2024-03 ytd = 5', 'B4 江南区 C05 2024-03 ytd = 4'],
    asks: ['derived'],
    says: [],
  },
  {
    name: '规上企业 with 家 in its cell, and behind 常住人口',
    rows: [
      TITLE,
      UNIT,
      ['指标', '数量'],
      ['专利授权量', 50],
      ['规上企业', '20家'],
      ['常住人口', 61.5],
      ['规上工业企业数', 20],
    ],
    stored: ['B4 江北区 C05 2024-03 ytd = 50', 'B5 江北区 P03 2024-03 asof = 20', 'B6 江北区 P01 2024-03 asof = 61.5'],
    asks: [],
    says: [],
  },
];

const AREAS: readonly OddLayout[] = [
  {
    name: '全市 over some names of indicators in a report of one unit',
    rows: [
      TITLE,
      UNIT,
      ['专利授权量', '商标注册量', '全市', null],
      [null, null, '专利申请量', '商标申请量'],
      [5, 6, 700, 800],
    ],
    merges: ['A3:A4', 'B3:B4', 'C3:D3'],
    stored: ['A5 江北区 C05 2024-03 ytd = 5', 'B5 江北区 C24 2024-03 ytd = 6'],
    asks: ['indicator', 'indicator'],
    says: ['warn unknown-indicator C5', 'warn unknown-indicator D5'],
  },
  {
    name: '全市 over some names of indicators in a table of units',
    rows: [
      TITLE,
      ['区县', '专利授权量', '全市', null],
      [null, null, '专利申请量', '商标申请量'],
      ['江北区', 5, 700, 800],
      ['江南区', 6, 900, 1000],
    ],
    merges: ['A2:A3', 'B2:B3', 'C2:D2'],
    stored: ['B4 江北区 C05 2024-03 ytd = 5', 'B5 江南区 C05 2024-03 ytd = 6'],
    asks: ['indicator', 'indicator'],
    says: ['warn unknown-indicator C4', 'warn unknown-indicator D4'],
  },
  {
    name: '全市 over all names of indicators',
    rows: [TITLE, ['区县', '全市', null], [null, '专利授权量', '商标申请量'], ['江北区', 7, 8], ['江南区', 9, 10]],
    merges: ['A2:A3', 'B2:C2'],
    stored: [
      'B4 江北区 C05 2024-03 ytd = 7',
      'C4 江北区 C23 2024-03 ytd = 8',
      'B5 江南区 C05 2024-03 ytd = 9',
      'C5 江南区 C23 2024-03 ytd = 10',
    ],
    asks: [],
    says: [],
  },
  {
    name: '全市 beside 城关镇 over the same names in a report of one unit',
    rows: [
      TITLE,
      UNIT,
      ['全市', null, '城关镇', null],
      ['专利授权量', '商标注册量', '专利授权量', '商标注册量'],
      [500, 80, 5, 1],
    ],
    merges: ['A3:B3', 'C3:D3'],
    stored: [],
    asks: ['indicator', 'indicator', 'head'],
    says: ['warn unknown-indicator A5', 'warn unknown-indicator B5'],
  },
  {
    name: '全市重点指标 over some names is a group of them',
    rows: [
      TITLE,
      ['区县', '全市重点指标', null, '商标注册量'],
      [null, '专利授权量', '专利申请量', null],
      ['江北区', 5, 9, 7],
      ['江南区', 4, 8, 6],
    ],
    merges: ['A2:A3', 'B2:C2', 'D2:D3'],
    stored: [
      'B4 江北区 C05 2024-03 ytd = 5',
      'C4 江北区 C01 2024-03 ytd = 9',
      'D4 江北区 C24 2024-03 ytd = 7',
      'B5 江南区 C05 2024-03 ytd = 4',
      'C5 江南区 C01 2024-03 ytd = 8',
      'D5 江南区 C24 2024-03 ytd = 6',
    ],
    asks: [],
    says: [],
  },
  {
    name: '全区 over some names is the own number of a district',
    rows: [TITLE, UNIT, ['全区', null, '商标注册量'], ['专利授权量', '专利申请量', null], [50, 80, 5]],
    merges: ['A3:B3', 'C3:C4'],
    stored: ['A5 江北区 C05 2024-03 ytd = 50', 'B5 江北区 C01 2024-03 ytd = 80', 'C5 江北区 C24 2024-03 ytd = 5'],
    asks: [],
    says: [],
  },
];

const SPANS: readonly OddLayout[] = [
  {
    name: '同比 behind 1—2月 and behind 1—3月',
    rows: [
      ['2024年知识产权统计表'],
      UNIT,
      ['指标', '1—2月', '同比（%）', '1—3月', '同比（%）', '上年同期'],
      ['专利授权量', 30, 10, 50, 25, 40],
    ],
    stored: ['D4 江北区 C05 2024-03 ytd = 50', '上年 F4 江北区 C05 2023-03 ytd = 40'],
    asks: [],
    says: ['hint older-period B4'],
  },
  {
    name: '上年同期 behind 1—2月 and behind 1—3月',
    rows: [
      TITLE,
      UNIT,
      ['指标', '1—2月', '上年同期', '同比（%）', '1—3月', '上年同期', '同比（%）'],
      ['专利授权量', 30, 20, 50, 50, 40, 25],
    ],
    stored: ['E4 江北区 C05 2024-03 ytd = 50', '上年 F4 江北区 C05 2023-03 ytd = 40'],
    asks: [],
    says: ['hint columns-left C4', 'hint older-period B4'],
  },
  {
    name: 'one 同比 behind both spans',
    rows: [
      ['2024年知识产权统计表'],
      UNIT,
      ['指标', '1—3月', '1—2月', '上年同期', '同比（%）'],
      ['专利授权量', 50, 30, 40, 20],
    ],
    stored: ['B4 江北区 C05 2024-03 ytd = 50', '上年 D4 江北区 C05 2023-03 ytd = 40'],
    asks: [],
    says: ['hint older-period C4', 'warn change-differs E4'],
  },
];

const blankNote = (note: string, value: string | null, says: string[]): OddLayout => ({
  name: `blank cells above ${note}`,
  rows: [
    TITLE,
    UNIT,
    ['指标', '数量', '上年同期'],
    ['专利授权量', 50, 40],
    ['商标注册量', null, null],
    ['商标申请量', 3, 2],
    [note],
  ],
  stored: [
    'B4 江北区 C05 2024-03 ytd = 50',
    '上年 C4 江北区 C05 2023-03 ytd = 40',
    ...(value === null ? [] : [`B5 江北区 C24 2024-03 ytd = ${value}`]),
    'B6 江北区 C23 2024-03 ytd = 3',
    '上年 C6 江北区 C23 2023-03 ytd = 2',
  ],
  asks: [],
  says,
});

const BLANKS: readonly OddLayout[] = [
  ...[
    '注：空白表示0',
    '空格表示零',
    '（空白处为0）',
    '注：1.未填的一律按“0”统计。',
    '备注：空项视为零；“—”表示不适用',
  ].map((note) => blankNote(note, '0', ['hint sign-read B5'])),
  blankNote('注：空白表示不适用', null, ['hint sign-read B5']),
  ...[
    '注：空白表示未报',
    '注：空白处请勿填0',
    '注：空白处由市局填写',
    '注：空白表示本月未发生',
    '注：空白表示没有变化',
    '注：空白表示没有新增',
    '注：空白表示上月为0',
  ].map((note) => blankNote(note, null, [])),
  {
    name: '空白表示0 is not said of people and firms',
    rows: [
      TITLE,
      ['区县', '常住人口', '规上工业企业数', '专利授权量'],
      ['江北区', null, null, 6],
      ['江南区', 61.5, 20, 7],
      ['注：空白表示0'],
    ],
    stored: [
      'D3 江北区 C05 2024-03 ytd = 6',
      'B4 江南区 P01 2024-03 asof = 61.5',
      'C4 江南区 P03 2024-03 asof = 20',
      'D4 江南区 C05 2024-03 ytd = 7',
    ],
    asks: [],
    says: [],
  },
  ...['没有变化', '本月未发生'].map((meaning): OddLayout => ({
    name: `“—”表示${meaning} is no 0 since January`,
    rows: [TITLE, UNIT, ['指标', '数量'], ['专利授权量', 50], ['商标注册量', '—'], [`注：“—”表示${meaning}`]],
    stored: ['B4 江北区 C05 2024-03 ytd = 50'],
    asks: ['sign'],
    says: [],
  })),
  {
    name: '空白表示0 below a unit that sent nothing, and months to come',
    rows: [
      ['2024年专利授权量统计表'],
      ['区县', '1—2月', '1—3月', '1—4月'],
      ['江北区', 5, 6, null],
      ['江南区', null, null, null],
      ['注：空白表示0'],
    ],
    stored: ['C3 江北区 C05 2024-03 ytd = 6'],
    asks: [],
    says: ['hint older-period B3'],
  },
];

const RESULTS: readonly OddLayout[] = [
  ...['核对结果', '核实情况', '数据核实'].map((head): OddLayout => ({
    name: `${head} in words beside the numbers`,
    rows: [
      TITLE,
      UNIT,
      ['指标', '数量', head],
      ['专利授权量', 50, '无误'],
      ['商标注册量', 8, '应为9'],
      ['商标申请量', 3, null],
    ],
    stored: ['B4 江北区 C05 2024-03 ytd = 50', 'B5 江北区 C24 2024-03 ytd = 8', 'B6 江北区 C23 2024-03 ytd = 3'],
    asks: [],
    says: ['warn value-disputed C5'],
  })),
  {
    name: '核实结果 over nothing but numbers',
    rows: [TITLE, UNIT, ['指标', '核实结果'], ['专利授权量', 50], ['商标注册量', 8]],
    stored: ['B4 江北区 C05 2024-03 ytd = 50', 'B5 江北区 C24 2024-03 ytd = 8'],
    asks: [],
    says: [],
  },
  {
    name: '2024年1月1-7月',
    rows: [['2024年1月1-7月统计表'], UNIT, ['指标', '数量'], ['专利授权量', 50]],
    stored: ['B4 江北区 C05 2024-07 ytd = 50'],
    asks: [],
    says: [],
  },
];

const MERGED: readonly OddLayout[] = [
  {
    name: 'one number merged over the rows of two indicators',
    rows: [TITLE, UNIT, ['指标', '数量'], ['专利授权量', 50], ['商标注册量', null], ['商标申请量', 3]],
    merges: ['B4:B5'],
    stored: ['B6 江北区 C23 2024-03 ytd = 3'],
    asks: [],
    says: ['block covered-by-merge B4'],
  },
  {
    name: 'one number merged over the columns of two indicators',
    rows: [TITLE, ['区县', '专利授权量', '商标注册量'], ['江北区', 50, null], ['江南区', 5, 6]],
    merges: ['B3:C3'],
    stored: ['B4 江南区 C05 2024-03 ytd = 5', 'C4 江南区 C24 2024-03 ytd = 6'],
    asks: [],
    says: ['block covered-by-merge B3'],
  },
  {
    name: 'one number merged over the columns of two units',
    rows: [TITLE, ['指标', '江北区', '江南区'], ['专利授权量', 50, null], ['商标注册量', 2, 3]],
    merges: ['B3:C3'],
    stored: ['B4 江北区 C24 2024-03 ytd = 2', 'C4 江南区 C24 2024-03 ytd = 3'],
    asks: [],
    says: ['block covered-by-merge B3'],
  },
  {
    name: 'one number merged over a unit and 合计',
    rows: [TITLE, ['区县', '专利授权量'], ['江北区', 5], ['江南区', 6], ['合计', null]],
    merges: ['B4:B5'],
    stored: ['B3 江北区 C05 2024-03 ytd = 5'],
    asks: [],
    says: ['block covered-by-merge B4'],
  },
  {
    name: 'one number merged over a row with an unknown name',
    rows: [TITLE, UNIT, ['指标', '数量'], ['专利授权量', 50], ['好人好事量', null], ['商标申请量', 3]],
    merges: ['B4:B5'],
    stored: ['B6 江北区 C23 2024-03 ytd = 3'],
    asks: [],
    says: ['block covered-by-merge B4'],
  },
  {
    name: 'one number merged over a column with an unknown name',
    rows: [TITLE, ['区县', '专利授权量', '好人好事量'], ['江北区', 50, null], ['江南区', 5, 6]],
    merges: ['B3:C3'],
    stored: ['B4 江南区 C05 2024-03 ytd = 5'],
    asks: [],
    says: ['block covered-by-merge B3', 'warn unknown-indicator C4'],
  },
  {
    name: 'one number merged over 本月 and 本年累计',
    rows: [TITLE, UNIT, ['指标', '本月', '本年累计'], ['专利授权量', 50, null], ['商标注册量', 1, 2]],
    merges: ['B4:C4'],
    stored: ['C5 江北区 C24 2024-03 ytd = 2'],
    asks: [],
    says: ['block covered-by-merge B4'],
  },
  {
    name: 'a number merged over 备注, over a rate and over a row without a name is its own',
    rows: [
      TITLE,
      UNIT,
      ['指标', '数量', '同比（%）', '备注'],
      ['专利授权量', 50, null, null],
      ['商标注册量', 8, null, '无'],
      [null, null, null, null],
      ['商标申请量', 3, 10, null],
    ],
    merges: ['B4:D4', 'B5:B6'],
    stored: ['B4 江北区 C05 2024-03 ytd = 50', 'B5 江北区 C24 2024-03 ytd = 8', 'B7 江北区 C23 2024-03 ytd = 3'],
    asks: [],
    says: [],
  },
  {
    name: 'name and number merged over two rows beside a block of others',
    rows: [
      TITLE,
      UNIT,
      ['指标', '数量', '指标', '数量'],
      ['专利授权量', 50, '商标注册量', 8],
      [null, null, '商标申请量', 3],
    ],
    merges: ['A4:A5', 'B4:B5'],
    stored: ['B4 江北区 C05 2024-03 ytd = 50', 'D4 江北区 C24 2024-03 ytd = 8', 'D5 江北区 C23 2024-03 ytd = 3'],
    asks: [],
    says: [],
  },
];

const PARTS: readonly OddLayout[] = [
  ['发明', '实用新型', '外观设计'],
  ['1.发明', '2.实用新型', '3.外观设计'],
  ['①发明', '②实用新型', '③外观设计'],
].map((parts) => ({
  name: `${parts.join(' | ')} below 专利授权量 without 其中`,
  rows: [
    TITLE,
    UNIT,
    ['指标', '数量'],
    ['专利授权量', 50],
    ...parts.map((part, index) => [part, [20, 25, 5][index]!]),
    ['商标注册量', 8],
  ],
  stored: [
    'B4 江北区 C05 2024-03 ytd = 50',
    'B5 江北区 C06 2024-03 ytd = 20',
    'B6 江北区 C07 2024-03 ytd = 25',
    'B7 江北区 C08 2024-03 ytd = 5',
    'B8 江北区 C24 2024-03 ytd = 8',
  ],
  asks: [],
  says: [],
}));

const BESIDE: readonly OddLayout[] = [
  {
    name: '名次 in front of the units',
    rows: [TITLE, ['名次', '区县', '专利授权量'], [1, '江南区', 60], [2, '江北区', 50]],
    stored: ['C3 江南区 C05 2024-03 ytd = 60', 'C4 江北区 C05 2024-03 ytd = 50'],
    asks: [],
    says: [],
  },
  {
    name: '联系电话 beside the numbers',
    rows: [TITLE, UNIT, ['指标', '数量', '联系电话'], ['专利授权量', 50, 13800001111], ['商标注册量', 8, 5551234]],
    stored: ['B4 江北区 C05 2024-03 ytd = 50', 'B5 江北区 C24 2024-03 ytd = 8'],
    asks: [],
    says: [],
  },
  {
    name: '小计 among the columns of units',
    rows: [TITLE, ['指标', '江北区', '江南区', '小计', '衡阳县', '合计'], ['专利授权量', 5, 6, 11, 7, 18]],
    stored: ['B3 江北区 C05 2024-03 ytd = 5', 'C3 江南区 C05 2024-03 ytd = 6', 'E3 衡阳县 C05 2024-03 ytd = 7'],
    asks: [],
    says: [],
  },
];

export const HALF_SAID: readonly OddLayout[] = [
  ...FIRMS,
  ...AREAS,
  ...SPANS,
  ...BLANKS,
  ...RESULTS,
  ...MERGED,
  ...PARTS,
  ...BESIDE,
];
