// Measures that stand alone above or below a head, and titles of two months.

import type { OddLayout } from './outcome.js';

export const MEASURE_LINES: readonly OddLayout[] = [
  {
    name: '单位：元 alone above the last column',
    rows: [
      ['江北区2022年1—7月统计表'],
      [null, null, '单位：元'],
      ['指标', '本期', '同期'],
      ['专利质押融资登记金额', 15000000, 14000000],
    ],
    stored: ['B4 江北区 Y01 2022-07 ytd = 1500', '上年 C4 江北区 Y01 2021-07 ytd = 1400'],
    asks: [],
    says: [],
  },
  {
    name: '（单位：元） above a column between',
    rows: [
      ['江北区2022年1—7月统计表'],
      [null, '（单位：元）'],
      ['指标', '本期', '同期'],
      ['专利质押融资登记金额', 15000000, 14000000],
    ],
    stored: ['B4 江北区 Y01 2022-07 ytd = 1500', '上年 C4 江北区 Y01 2021-07 ytd = 1400'],
    asks: [],
    says: [],
  },
  {
    name: '元 alone above the last column',
    rows: [
      ['江北区2022年1—7月统计表'],
      [null, null, '元'],
      ['指标', '本期', '同期'],
      ['专利质押融资登记金额', 15000000, 14000000],
    ],
    stored: ['B4 江北区 Y01 2022-07 ytd = 1500', '上年 C4 江北区 Y01 2021-07 ytd = 1400'],
    asks: [],
    says: [],
  },
  {
    name: '元 alone above another column may be of that one',
    rows: [
      ['江北区2022年1—7月统计表'],
      [null, '元'],
      ['指标', '本期', '同期'],
      ['专利质押融资登记金额', 15000000, 14000000],
    ],
    stored: [],
    asks: [],
    says: ['block measure-mismatch B4'],
  },
  {
    name: '单位：元 above the last of two amounts',
    rows: [
      ['2022年1—7月统计表'],
      [null, null, '单位：元'],
      ['区县', '专利质押融资登记金额', '罚没金额'],
      ['江北区', 15000000, 140000],
    ],
    stored: ['B4 江北区 Y01 2022-07 ytd = 1500', 'C4 江北区 B04 2022-07 ytd = 14'],
    asks: [],
    says: [],
  },
  {
    name: '单位：元 and 单位：件 above their columns',
    rows: [
      ['2022年1—7月统计表'],
      [null, '单位：元', '单位：件'],
      ['区县', '专利质押融资登记金额', '专利授权量'],
      ['江北区', 15000000, 14],
    ],
    stored: ['B4 江北区 Y01 2022-07 ytd = 1500', 'C4 江北区 C05 2022-07 ytd = 14'],
    asks: [],
    says: [],
  },
  {
    name: '单位：元 below the head of its column alone',
    rows: [
      ['2022年1—7月统计表'],
      ['区县', '专利质押融资登记金额', '专利授权量'],
      [null, '单位：元', null],
      ['江北区', 15000000, 14],
    ],
    stored: ['B4 江北区 Y01 2022-07 ytd = 1500', 'C4 江北区 C05 2022-07 ytd = 14'],
    asks: [],
    says: [],
  },
  {
    name: '元 below the head of its column alone',
    rows: [
      ['2022年1—7月统计表'],
      ['区县', '专利质押融资登记金额', '罚没金额'],
      [null, '元', null],
      ['江北区', 15000000, 14],
    ],
    stored: ['B4 江北区 Y01 2022-07 ytd = 1500', 'C4 江北区 B04 2022-07 ytd = 14'],
    asks: [],
    says: [],
  },
  {
    name: '元 merged over the columns that it is of',
    merges: ['B2:C2'],
    rows: [
      ['2022年1—7月统计表'],
      [null, '元', null, null],
      ['区县', '专利质押融资登记金额', '罚没金额', '专利授权量'],
      ['江北区', 15000000, 140000, 5],
    ],
    stored: ['B4 江北区 Y01 2022-07 ytd = 1500', 'C4 江北区 B04 2022-07 ytd = 14', 'D4 江北区 C05 2022-07 ytd = 5'],
    asks: [],
    says: [],
  },
  {
    name: '2022年8月报（7月数据） is of one of both',
    rows: [['江北区2022年8月报（7月数据）'], ['指标', '累计'], ['专利授权量', 5]],
    stored: [],
    asks: ['period'],
    says: [],
  },
  {
    name: '1—7月（不含6月） is not all of it',
    rows: [['江北区2022年1—7月（不含6月）统计表'], ['指标', '数量'], ['专利授权量', 5]],
    stored: [],
    asks: ['period'],
    says: ['hint scope-stated'],
  },
  {
    name: 'a month in a line of its own is the day of the form',
    rows: [['江北区2022年1—7月统计表'], ['2022年8月'], ['指标', '数量'], ['专利授权量', 5]],
    stored: ['B4 江北区 C05 2022-07 ytd = 5'],
    asks: [],
    says: ['warn period-contradiction'],
  },
  {
    name: '本期/同期 over one number is neither',
    rows: [['江北区2022年1—7月统计表'], ['指标', '本期/同期'], ['专利授权量', 5]],
    stored: [],
    asks: [],
    says: ['warn numbers-not-read B3'],
  },
];
