// Lines without numbers among the rows of a table, keys written once for several rows, blocks side by side that are of several units.

import type { Rows } from '../importing.js';
import type { OddLayout } from './outcome.js';

const TITLE = ['江北区2024年1—3月统计表'];

/** 专利授权量, then the line, then 商标注册量 below it, which the line says something about. */
function below(line: string, outcome: Pick<OddLayout, 'stored' | 'asks'> & { says?: string[] }): OddLayout[] {
  const first = 'B3 江北区 C05 2024-03 ytd = 50';
  const plain: Rows = [TITLE, ['指标', '数量'], ['专利授权量', 50], [line], ['商标注册量', 40]];
  const wide: Rows = [
    TITLE,
    ['序号', '指标', '单位', '数量'],
    [1, '专利授权量', '件', 50],
    [line],
    [2, '商标注册量', '件', 40],
  ];
  const asWide = (text: string): string => text.replace(/(?<=^|上年 |block |warn |hint )B(?=\d)/, 'D');
  const says = outcome.says ?? [];
  return [
    { name: `${line} among the rows`, rows: plain, stored: [first, ...outcome.stored], asks: outcome.asks, says },
    {
      name: `${line} merged over the columns`,
      rows: wide,
      merges: ['A4:D4'],
      stored: [first, ...outcome.stored].map(asWide),
      asks: outcome.asks,
      says: says.map((text) => text.replace(/B(?=\d+$)/, 'D')),
    },
  ];
}

const LAST_YEAR = { stored: ['上年 B5 江北区 C24 2023-03 ytd = 40'], asks: [] };
const ASKED = { stored: [], asks: ['derived'] };
const OTHER_NAME = { stored: [], asks: ['indicator'], says: ['warn unknown-indicator B5'] };

/** Numbers of two units below each other; a key of the first row is written once for both. */
const keyed = (key: string, texts: readonly [string, string], stored: string[], says: string[] = []): OddLayout => ({
  name: `${key} ${texts.join(' and ')}, each written once over its units`,
  rows: [
    ['2024年1—3月统计表'],
    [key, '区县', '专利授权量'],
    [texts[0], '江北区', 50],
    [null, '江南区', 60],
    [texts[1], '江北区', 40],
    [null, '衡阳县', 30],
  ],
  stored,
  asks: [],
  says,
});

export const LINES_BETWEEN: readonly OddLayout[] = [
  ...['上年同期', '去年同期数据', '（二）去年同期', '附：上年同期数', '上年同期情况：', '（以下为去年同期数）'].flatMap(
    (line) => below(line, LAST_YEAR),
  ),
  ...['全市', '全市合计', '城关镇', '以下为全市数', '其中：规上企业', '高校', '外资企业'].flatMap((line) =>
    below(line, ASKED),
  ),
  ...below('预计全年', OTHER_NAME),
  ...below('二、商标', { stored: ['B5 江北区 C24 2024-03 ytd = 40'], asks: [] }),
  {
    name: '其中： alone begins the parts of the name above it',
    rows: [TITLE, ['指标', '数量'], ['专利授权量', 50], ['其中：'], ['发明', 20], ['实用新型', 25]],
    stored: ['B3 江北区 C05 2024-03 ytd = 50', 'B5 江北区 C06 2024-03 ytd = 20', 'B6 江北区 C07 2024-03 ytd = 25'],
    asks: [],
    says: [],
  },
  ...['规上企业', '二、预计全年', '企业情况'].map((line): OddLayout => ({
    name: `${line} among rows of units`,
    rows: [['2024年1—3月统计表'], ['区县', '专利授权量'], ['江北区', 50], [line], ['江南区', 60]],
    stored: ['B3 江北区 C05 2024-03 ytd = 50'],
    asks: ['derived'],
    says: [],
  })),
  keyed(
    '年份',
    ['2024年', '2023年'],
    [
      'C3 江北区 C05 2024-03 ytd = 50',
      'C4 江南区 C05 2024-03 ytd = 60',
      '上年 C5 江北区 C05 2023-03 ytd = 40',
      '上年 C6 衡阳县 C05 2023-03 ytd = 30',
    ],
  ),
  keyed(
    '期间',
    ['本期', '上年同期'],
    [
      'C3 江北区 C05 2024-03 ytd = 50',
      'C4 江南区 C05 2024-03 ytd = 60',
      '上年 C5 江北区 C05 2023-03 ytd = 40',
      '上年 C6 衡阳县 C05 2023-03 ytd = 30',
    ],
  ),
  {
    name: '填报单位 of each block side by side',
    merges: ['A2:B2', 'D2:E2'],
    rows: [
      ['2024年1—3月统计表'],
      ['填报单位：江北区', null, null, '填报单位：江南区', null],
      ['指标', '数量', null, '指标', '数量'],
      ['专利授权量', 50, null, '商标注册量', 40],
    ],
    stored: ['B4 江北区 C05 2024-03 ytd = 50', 'E4 江南区 C24 2024-03 ytd = 40'],
    asks: [],
    says: [],
  },
  {
    name: '填报单位 of each block in cells of its own, with 序号',
    rows: [
      ['2024年1—3月统计表'],
      ['填报单位：', '江北区', null, '填报单位：', '江南区', null],
      ['序号', '指标', '数量', '序号', '指标', '数量'],
      [1, '专利授权量', 50, 1, '商标注册量', 40],
    ],
    stored: ['C4 江北区 C05 2024-03 ytd = 50', 'F4 江南区 C24 2024-03 ytd = 40'],
    asks: [],
    says: [],
  },
  {
    name: '填报单位 of two units over columns of numbers',
    rows: [
      ['2024年1—3月统计表'],
      [null, '填报单位：江北区', '填报单位：江南区'],
      ['指标', '数量', '数量'],
      ['专利授权量', 50, 40],
    ],
    stored: [],
    asks: ['unit'],
    says: [],
  },
  {
    name: '填报单位 beside whom it is sent to',
    rows: [
      ['2024年1—3月统计表'],
      ['填报单位：江北区', null, '上报单位：示例市知识产权局'],
      ['指标', '单位', '数量'],
      ['专利授权量', '件', 50],
    ],
    stored: ['C4 江北区 C05 2024-03 ytd = 50'],
    asks: [],
    says: [],
  },
  {
    name: '填报单位 between head and rows, and another one among them',
    rows: [
      ['2024年1—3月统计表'],
      ['指标', '数量'],
      ['填报单位：江北区'],
      ['专利授权量', 50],
      ['填报单位：江南区'],
      ['商标注册量', 40],
    ],
    stored: ['B4 江北区 C05 2024-03 ytd = 50', 'B6 江南区 C24 2024-03 ytd = 40'],
    asks: [],
    says: [],
  },
  ...['1—3月合计', '1至3月小计', '本年合计', '累计合计', '小计'].map((head): OddLayout => ({
    name: `${head} behind its months`,
    rows: [['江北区2024年统计表'], ['指标', '1月', '2月', '3月', head], ['专利授权量', 3, 4, 5, 12]],
    stored: ['E3 江北区 C05 2024-03 ytd = 12'],
    asks: [],
    says: ['hint older-period B3'],
  })),
  ...(
    [
      ['上年同期', ['上年 C5 江北区 C23 2023-03 ytd = 30', '上年 C6 江北区 C24 2023-03 ytd = 20'], []],
      ['年度目标', ['目标 C5 江北区 C23 2024-12 ytd = 30', '目标 C6 江北区 C24 2024-12 ytd = 20'], []],
      ['当月', ['C5 江北区 C23 2024-03 month = 30', 'C6 江北区 C24 2024-03 month = 20'], []],
      ['全市', [], ['derived']],
      ['预计', [], ['derived']],
    ] as const
  ).flatMap(([side, stored, asks]): OddLayout[] =>
    [[], ['A3:A4', 'A5:A6']].map((merges) => ({
      name: `${side} beside names, ${merges.length === 0 ? 'written once' : 'merged'}`,
      merges,
      rows: [
        TITLE,
        ['类别', '指标', '本期'],
        ['创造', '专利授权量', 50],
        [null, '发明专利授权量', 20],
        [side, '商标申请量', 30],
        [null, '商标注册量', 20],
      ],
      stored: ['C3 江北区 C05 2024-03 ytd = 50', 'C4 江北区 C06 2024-03 ytd = 20', ...stored],
      asks: [...asks],
      says: [],
    })),
  ),
  {
    name: 'the name of a sheet says that its numbers are estimated',
    sheet: '测算',
    rows: [TITLE, ['指标', '数量'], ['专利授权量', 50]],
    stored: ['B3 江北区 C05 2024-03 ytd = 50'],
    asks: [],
    says: ['warn estimate-stated'],
  },
  ...(
    [
      ['备注', '为去年同期数', 'warn period-contradiction D4'],
      ['备注', '数据为1-2月', 'warn period-contradiction D4'],
      ['备注', '为预计数', 'warn estimate-stated D4'],
      ['备注', '全市数', 'warn scope-stated D4'],
      ['备注', '与去年同期相比增长较快', null],
      ['备注', '1—3月数据', null],
      ['备注', '预计4月完成', null],
      ['备注', '2024年2月起口径调整', null],
      ['备注', '来源：省局数据', null],
      ['备注', '应为52', 'warn value-disputed D4'],
      ['备注', '应完成的项目', null],
      ['备注', '原报45，更正为40', null],
      ['备注', '原报45，更正为4', 'warn value-disputed D4'],
      ['备注', '改为5月报送', null],
      ['核对意见', '52', 'warn value-disputed D4'],
      ['核对意见', '漏报1件', 'warn value-disputed D4'],
      ['核对意见', '经核对无误。', null],
      ['核对意见', '一致', null],
      ['核对意见', '40件', null],
      ['核对意见', '与台账一致，确认无误', null],
      ['核对意见', '与台账不一致', 'warn value-disputed D4'],
      ['核对意见', '没有数据', 'warn value-disputed D4'],
      ['核对意见', '/', null],
    ] as const
  ).map(([head, remark, says]): OddLayout => ({
    name: `${head} says ${remark}`,
    rows: [TITLE, ['指标', '单位', '数量', head], ['专利授权量', '件', 50, null], ['商标注册量', '件', 40, remark]],
    stored: ['C3 江北区 C05 2024-03 ytd = 50', 'C4 江北区 C24 2024-03 ytd = 40'],
    asks: [],
    says: says === null ? [] : [says],
  })),
  ...(
    [
      ['去年同期数', '上年 C4 江北区 C24 2023-03 ytd = 40'],
      ['1—2月数据', 'C4 江北区 C24 2024-02 ytd = 40'],
    ] as const
  ).map(([remark, stored]): OddLayout => ({
    name: `备注 that is nothing but ${remark} says whose number it is`,
    rows: [TITLE, ['指标', '单位', '数量', '备注'], ['专利授权量', '件', 50, null], ['商标注册量', '件', 40, remark]],
    stored: ['C3 江北区 C05 2024-03 ytd = 50', stored],
    asks: [],
    says: [],
  })),
];
