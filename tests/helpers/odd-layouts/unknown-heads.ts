// Heads with a word that no list knows over the numbers of an indicator: asked once, or said; never taken for the indicator's own.

import type { OddLayout } from './outcome.js';

/** Words that may be a part of the number, or another one. */
const WORDS = ['第一组', '自评', '甲类', '抽查数', '去重后', '不认可', '南片', '暂定', 'A类', '口径二数', '结转'];

const TITLE = '江北区2022年1—7月统计表';

const alone = (word: string): OddLayout => ({
  name: `${word} as the only column`,
  rows: [[TITLE], ['指标', word], ['专利授权量', 5], ['商标注册量', 8]],
  stored: [],
  asks: ['head'],
  says: [],
});

const overFigures = (word: string): OddLayout => ({
  name: `${word} over 本期 and 上年同期`,
  merges: ['A2:A3', 'B2:C2'],
  rows: [[TITLE], ['指标', word, null], [null, '本期', '上年同期'], ['专利授权量', 5, 3]],
  stored: [],
  asks: ['head'],
  says: [],
});

const overNames = (word: string): OddLayout => ({
  name: `${word} over names of indicators`,
  merges: ['A2:A3', 'B2:C2'],
  rows: [
    ['2022年1—7月统计表'],
    ['区县', word, null],
    [null, '专利授权量', '商标注册量'],
    ['江北区', 5, 8],
    ['江南区', 6, 9],
  ],
  stored: [],
  asks: ['head'],
  says: [],
});

const beside = (word: string): OddLayout => ({
  name: `${word} beside 数量`,
  rows: [[TITLE], ['指标', '数量', word], ['专利授权量', 5, 3]],
  stored: ['B3 江北区 C05 2022-07 ytd = 5'],
  asks: [],
  says: ['warn numbers-not-read C3'],
});

/** Two columns of the same number, of which nobody can tell by looking which one counts. */
const versions = (one: string, other: string): OddLayout => ({
  name: `${one} beside ${other} of the same number`,
  rows: [[TITLE], ['指标', one, other], ['专利授权量', 5, 4], ['商标注册量', 8, 7]],
  stored: [],
  asks: ['number-column'],
  says: [],
});

/** The same, below the name of the indicator. */
const versionsOfName = (one: string, other: string): OddLayout => ({
  name: `${one} beside ${other} below the name of an indicator`,
  merges: ['A2:A3', 'B2:C2'],
  rows: [['2022年1—7月统计表'], ['区县', '专利授权量', null], [null, one, other], ['江北区', 5, 4], ['江南区', 6, 6]],
  stored: [],
  asks: ['indicator'],
  says: ['block columns-unclear B4', 'warn unknown-indicator C4'],
});

/** Words that say no more than that it is the number, or what the indicators below are about. */
const plain = (word: string): OddLayout => ({
  ...alone(word),
  name: `${word} is the number`,
  stored: ['B3 江北区 C05 2022-07 ytd = 5', 'B4 江北区 C24 2022-07 ytd = 8'],
  asks: [],
});
const theme = (word: string): OddLayout => ({
  ...overNames(word),
  name: `${word} over names is their subject`,
  stored: [
    'B4 江北区 C05 2022-07 ytd = 5',
    'C4 江北区 C24 2022-07 ytd = 8',
    'B5 江南区 C05 2022-07 ytd = 6',
    'C5 江南区 C24 2022-07 ytd = 9',
  ],
  asks: [],
});

/** 专利 over the figures of 专利授权量: a part of its name. */
const ofName: OddLayout = {
  ...overFigures('专利'),
  name: '专利 over 本期 and 上年同期 of 专利授权量',
  stored: ['B4 江北区 C05 2022-07 ytd = 5', '上年 C4 江北区 C05 2021-07 ytd = 3'],
  asks: [],
};

export const UNKNOWN_HEADS: readonly OddLayout[] = [
  ...WORDS.map(alone),
  ...WORDS.map(overFigures),
  ofName,
  ...['第一组', '甲类', '暂定', '不认可', '南片', 'A类', '部分', '机构'].map(overNames),
  ...['第一组', '自评', '甲类', '抽查数', '暂定', '结转'].map(beside),
  ...[
    ['数量', '去重后'],
    ['原始', '去重'],
    ['数量', '剔重后数量'],
    ['初报数', '复核数'],
    ['上报数', '认可数'],
    ['数量', '考核口径'],
    ['考核口径', '数量'],
  ].map(([one, other]) => versions(one!, other!)),
  ...['去重后', '核定数'].map((other) => versionsOfName('数量', other)),
  { ...alone('考核口径'), rows: [[TITLE], ['指标', '考核口径'], ['专利授权量', 5], ['商标注册量', 8]] },
  {
    ...versions('数量', '考核口径'),
    name: '考核口径 over numbers that are kept as texts',
    rows: [[TITLE], ['指标', '数量', '考核口径'], ['专利授权量', 5, '4'], ['商标注册量', 8, '7']],
  },
  ...['完成情况', '1—7月完成情况', '上报数', '统计数据', '指标数值', '填报数值', '工作完成数', '核定数'].map(plain),
  ...['一、创造', '知识产权创造', '（一）高质量创造', '主要指标', '专利、商标', '知识产权科', '第一部分 服务机构'].map(
    theme,
  ),
  // Not of all months since January, whatever the title says.
  ...['本月核定数', '当月实际完成', '本月新增情况'].map((head): OddLayout => ({
    name: `${head} as the only column`,
    rows: [['江北区2024年1—3月统计表'], ['指标', head], ['专利授权量', 5]],
    stored: ['B3 江北区 C05 2024-03 month = 5'],
    asks: [],
    says: [],
  })),
];
