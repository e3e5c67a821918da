// Heads, lines, titles and sheets that name a part of the unit, or numbers that nobody counted.

import type { OddLayout } from './outcome.js';

const TITLE = '江北区2022年1—7月统计表';

const overNames = (part: string): OddLayout => ({
  name: `${part} over names of indicators`,
  merges: ['A2:A3', 'B2:C2'],
  rows: [
    ['2022年1—7月各区县统计表'],
    ['区县', part, null],
    [null, '专利授权量', '商标注册量'],
    ['江北区', 5, 8],
    ['江南区', 6, 9],
  ],
  stored: [],
  asks: ['indicator', 'indicator'],
  says: ['warn unknown-indicator B4', 'warn unknown-indicator C4'],
});

const besideNames = (part: string): OddLayout => ({
  name: `${part} beside names of indicators`,
  merges: ['A3:A4'],
  rows: [[TITLE], ['类别', '指标', '数量'], [part, '专利授权量', 5], [null, '商标注册量', 8]],
  stored: [],
  asks: ['indicator', 'indicator'],
  says: ['warn unknown-indicator C3', 'warn unknown-indicator C4'],
});

const aboveNames = (part: string): OddLayout => ({
  name: `一、${part} above names of indicators`,
  rows: [[TITLE], ['指标', '数量'], [`一、${part}`, null], ['专利授权量', 5], ['商标注册量', 8]],
  stored: [],
  asks: ['derived'],
  says: [],
});

/** Of other numbers: of an area, or counted otherwise; each name is asked about. */
const ofOthers = (line: string): OddLayout => ({
  ...aboveNames(line),
  asks: ['indicator', 'indicator'],
  says: ['warn unknown-indicator B4', 'warn unknown-indicator B5'],
});

/** A title, or a sheet, that says the numbers are of a part only. */
const ofPart = (name: string, title: string, sheet?: string): OddLayout => ({
  name,
  ...(sheet === undefined ? {} : { sheet }),
  rows: [[title], ['指标', '数量'], ['专利授权量', 5], ['商标注册量', 8]],
  stored: [],
  asks: ['derived'],
  says: [],
});

const onlyColumn = (part: string): OddLayout => ({
  name: `${part} as the only column`,
  rows: [[TITLE], ['指标', part], ['专利授权量', 5]],
  stored: [],
  asks: [],
  says: ['warn numbers-not-read B3'],
});

const besideAll = (part: string): OddLayout => ({
  name: `${part} and 合计, each over 本期 and 同期`,
  merges: ['A2:A3', 'B2:C2', 'D2:E2'],
  rows: [
    [TITLE],
    ['指标', part, null, '合计', null],
    [null, '本期', '同期', '本期', '同期'],
    ['专利授权量', 3, 2, 5, 4],
  ],
  stored: [],
  asks: ['total-column'],
  says: ['warn numbers-not-read B4', 'warn numbers-not-read C4'],
});

const overFigures = (name: string, head: string, last: number): OddLayout => ({
  name,
  merges: ['A2:A3', 'B2:C2'],
  rows: [[TITLE], ['指标', head, null], [null, '本期', '同期'], ['专利授权量', 5, last]],
  stored: [],
  asks: [],
  says: ['warn numbers-not-read B4', 'warn numbers-not-read C4'],
});

/** A head of that kind which is no part: the numbers are the unit's. */
const overAllFigures = (name: string, head: string, last: number): OddLayout => ({
  ...overFigures(name, head, last),
  stored: ['B4 江北区 C05 2022-07 ytd = 5', `上年 C4 江北区 C05 2021-07 ytd = ${last}`],
  says: [],
});

export const PARTS_OF_ALL: readonly OddLayout[] = [
  ...['规上工业', '专精特新企业', '战略性新兴产业', '外资', '农村', '开发区', '折算'].map(overNames),
  { ...overNames('预计'), asks: [] },
  ...['规上工业', '民企', '重点产业', '境外', '失效'].map(besideNames),
  ...['规上工业企业', '上市公司', '非职务'].map(aboveNames),
  ...['开发区', '抽样'].map(ofOthers),
  ...['规上工业', '外资', '重点产业', '开发区', '驳回'].map((part) =>
    ofPart(`${part} in a title`, `江北区2022年1—7月${part}知识产权统计表`),
  ),
  { ...ofPart('上半月 in a title', '江北区2022年1—7月上半月知识产权统计表'), asks: ['period'] },
  ...['规上工业', '外资', '专精特新企业', '开发区'].map((part) =>
    ofPart(`（${part}） behind a title of all`, `${TITLE}（${part}）`),
  ),
  ...['规上企业', '非职务', '外资'].map((part) => ofPart(`a sheet ${part}`, TITLE, part)),
  ...['非职务', '规上', '国外', '待授权', '期初'].map(onlyColumn),
  {
    name: '核定数 as the only column',
    rows: [[TITLE], ['指标', '核定数'], ['专利授权量', 5]],
    stored: ['B3 江北区 C05 2022-07 ytd = 5'],
    asks: [],
    says: [],
  },
  {
    name: '修正值 beside 数值',
    rows: [[TITLE], ['指标', '数值', '修正值'], ['专利授权量', 5, 7]],
    stored: [],
    asks: ['number-column'],
    says: [],
  },
  {
    name: '创造 and 运用 over names of indicators say nothing of whose',
    merges: ['A2:A3', 'B2:C2'],
    rows: [
      ['2022年1—7月各区县统计表'],
      ['区县', '知识产权创造', null],
      [null, '专利授权量', '商标注册量'],
      ['江北区', 5, 8],
    ],
    stored: ['B4 江北区 C05 2022-07 ytd = 5', 'C4 江北区 C24 2022-07 ytd = 8'],
    asks: [],
    says: [],
  },
  {
    name: '企业 in the name of the indicator itself',
    rows: [[TITLE], ['指标', '数量'], ['一、贯标企业', null], ['专利授权量', 5]],
    stored: [],
    asks: ['derived'],
    says: [],
  },
  ...['企业', '开发区', '第一组'].map(besideAll),
  ...['企业', '区外', '预计'].map((part) => overFigures(`${part} over 本期 and 同期, nothing else`, part, 4)),
  ...['完成情况', '指标数据'].map((word) => overAllFigures(`${word} over 本期 and 同期 names no part`, word, 4)),
  overAllFigures('重点指标 over 本期 and 同期 is all of it', '重点指标完成情况', 3),
  overFigures('重点企业 over 本期 and 同期 is not', '重点企业完成情况', 3),
  {
    name: '最终排名 and 最终得分 correct no number',
    rows: [[TITLE], ['指标', '本期', '最终得分', '最终排名'], ['专利授权量', 5, 10, 1]],
    stored: ['B3 江北区 C05 2022-07 ytd = 5'],
    asks: [],
    says: ['warn numbers-not-read C3', 'warn numbers-not-read D3'],
  },
  {
    name: '重点产业专利导航 in a title is work on patents',
    rows: [['江北区2022年1—7月重点产业专利导航项目情况统计表'], ['指标', '数量'], ['专利导航项目数', 5]],
    stored: ['B3 江北区 Y21 2022-07 ytd = 5'],
    asks: [],
    says: [],
  },
  {
    name: '小计 between the towns of a unit is of some of them',
    rows: [
      ['2022年1—7月专利授权量'],
      ['区县', '镇街', '数量'],
      ['江北区', '甲街道', 5],
      ['江北区', '乙街道', 6],
      ['江北区', '小计', 11],
      ['江北区', '丙镇', 3],
      ['江北区', '丁镇', 4],
    ],
    stored: [],
    asks: ['derived'],
    says: ['warn duplicate-unit A4'],
  },
  {
    name: '未核实数 beside 完成数 corrects nothing',
    rows: [[TITLE], ['指标', '完成数', '未核实数'], ['专利授权量', 5, 1]],
    stored: ['B3 江北区 C05 2022-07 ytd = 5'],
    asks: [],
    says: ['warn numbers-not-read C3'],
  },
  {
    name: '国内 beside 国外 below one name is a part of it',
    merges: ['A2:A3', 'B2:C2'],
    rows: [['2022年1—7月专利统计表'], ['区县', '专利授权量', null], [null, '国内', '国外'], ['江北区', 50, 3]],
    stored: [],
    asks: ['indicator', 'indicator'],
    says: ['warn unknown-indicator B4', 'warn unknown-indicator C4'],
  },
  {
    name: '国内 and 国外 beside 合计 of them',
    merges: ['A2:A3', 'B2:D2'],
    rows: [
      ['2022年1—7月专利统计表'],
      ['区县', '专利授权量', null, null],
      [null, '国内', '国外', '合计'],
      ['江北区', 50, 3, 53],
    ],
    stored: ['D4 江北区 C05 2022-07 ytd = 53'],
    asks: ['indicator', 'indicator'],
    says: ['warn unknown-indicator B4', 'warn unknown-indicator C4'],
  },
  {
    name: '国内 and 国外 over two names',
    merges: ['A2:A3', 'B2:C2', 'D2:E2'],
    rows: [
      ['2022年1—7月专利统计表'],
      ['区县', '国内', null, '国外', null],
      [null, '专利申请量', '专利授权量', '专利申请量', '专利授权量'],
      ['江北区', 80, 50, 3, 2],
    ],
    stored: [],
    asks: ['indicator', 'indicator', 'indicator', 'indicator'],
    says: [
      'warn unknown-indicator B4',
      'warn unknown-indicator C4',
      'warn unknown-indicator D4',
      'warn unknown-indicator E4',
    ],
  },
  {
    name: '其中：国内 below its whole',
    rows: [[TITLE], ['指标', '数量'], ['专利授权量', 53], ['其中：国内', 50], ['　　国外', 3]],
    stored: ['B3 江北区 C05 2022-07 ytd = 53'],
    asks: ['indicator'],
    says: ['warn unknown-indicator B4', 'warn unknown-indicator B5'],
  },
  ...['全市', '示例市', '各区县'].map((group): OddLayout => ({
    name: `${group} over the names of our units groups them`,
    rows: [['2024年1—3月统计表'], ['指标', group, null], [null, '江北区', '江南区'], ['专利授权量', 1, 2]],
    merges: ['B2:C2', 'A2:A3'],
    stored: ['B4 江北区 C05 2024-03 ytd = 1', 'C4 江南区 C05 2024-03 ytd = 2'],
    asks: [],
    says: [],
  })),
  {
    name: '合计 below the name of a unit is its own number',
    rows: [
      ['2024年1—3月统计表'],
      ['指标', '江北区', null, '江南区', null],
      [null, '合计', '去年同期', '合计', '去年同期'],
      ['专利授权量', 10, 2, 5, 3],
    ],
    merges: ['B2:C2', 'D2:E2', 'A2:A3'],
    stored: [
      'B4 江北区 C05 2024-03 ytd = 10',
      '上年 C4 江北区 C05 2023-03 ytd = 2',
      'D4 江南区 C05 2024-03 ytd = 5',
      '上年 E4 江南区 C05 2023-03 ytd = 3',
    ],
    asks: [],
    says: [],
  },
  ...['全市', '示例市'].map((all): OddLayout => ({
    name: `${all} below the name of a unit is not its own number`,
    rows: [
      ['2024年1—3月统计表'],
      ['指标', '江北区', null, '江南区', null],
      [null, '去年同期', all, '本区', all],
      ['专利授权量', 2, 15, 5, 15],
    ],
    merges: ['B2:C2', 'D2:E2', 'A2:A3'],
    stored: ['上年 B4 江北区 C05 2023-03 ytd = 2', 'D4 江南区 C05 2024-03 ytd = 5'],
    asks: [],
    says: [],
  })),
  {
    name: '全区 below the name of a unit is its own number',
    rows: [['2024年1—3月统计表'], ['指标', '江北区', null], [null, '全区', '去年同期'], ['专利授权量', 10, 2]],
    merges: ['B2:C2', 'A2:A3'],
    stored: ['B4 江北区 C05 2024-03 ytd = 10', '上年 C4 江北区 C05 2023-03 ytd = 2'],
    asks: [],
    says: [],
  },
  ...['各区县', '全市各区县'].map((all): OddLayout => ({
    name: `${all} over the numbers of one unit's report is asked about`,
    rows: [['江北区2024年1—3月统计表'], ['指标', all, null], [null, '数量', '去年同期'], ['专利授权量', 10, 2]],
    merges: ['B2:C2', 'A2:A3'],
    stored: [],
    asks: ['head'],
    says: [],
  })),
  {
    name: '全省 over the names of our units is asked about',
    rows: [['2024年1—3月统计表'], ['指标', '全省', null], [null, '江北区', '江南区'], ['专利授权量', 1, 2]],
    merges: ['B2:C2', 'A2:A3'],
    stored: [],
    asks: ['head'],
    says: [],
  },
  {
    name: '全省 over names of indicators in a table of our units is asked about',
    rows: [
      ['2024年1—3月统计表'],
      ['区县', '全省', null],
      [null, '专利授权量', '商标注册量'],
      ['江北区', 1, 2],
      ['江南区', 3, 4],
    ],
    merges: ['B2:C2', 'A2:A3'],
    stored: [],
    asks: ['head'],
    says: [],
  },
];
