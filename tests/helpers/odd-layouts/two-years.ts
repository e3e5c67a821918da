// Titles that name two years.

import type { OddLayout } from './outcome.js';

export const TWO_YEARS: readonly OddLayout[] = [
  {
    name: 'two years in a title, a column each',
    rows: [['江北区2022年和2021年1—7月知识产权统计表'], ['指标', '2022年', '2021年'], ['专利授权量', 5, 4]],
    stored: ['B3 江北区 C05 2022-07 ytd = 5', '上年 C3 江北区 C05 2021-07 ytd = 4'],
    asks: [],
    says: [],
  },
  {
    name: 'two years in a title, the later one last',
    rows: [
      ['江北区2021、2022年1—7月知识产权统计表'],
      ['指标', '2021年1—7月', '2022年1—7月', '增幅'],
      ['专利授权量', 4, 5, 25],
    ],
    stored: ['上年 B3 江北区 C05 2021-07 ytd = 4', 'C3 江北区 C05 2022-07 ytd = 5'],
    asks: [],
    says: [],
  },
  {
    name: 'two years in a title, 本年 and 上年',
    rows: [['江北区2022年和2021年1—7月知识产权统计表'], ['指标', '本年', '上年'], ['专利授权量', 5, 4]],
    stored: ['B3 江北区 C05 2022-07 ytd = 5', '上年 C3 江北区 C05 2021-07 ytd = 4'],
    asks: [],
    says: [],
  },
  {
    name: 'two years in a title and one number',
    rows: [['江北区2022年和2021年1—7月知识产权统计表'], ['指标', '累计'], ['专利授权量', 5]],
    stored: [],
    asks: ['period'],
    says: [],
  },
  {
    name: 'two years in a title with 上半年',
    rows: [['江北区2022年与2021年上半年知识产权统计表'], ['指标', '本年', '上年'], ['专利授权量', 5, 4]],
    stored: ['B3 江北区 C05 2022-06 ytd = 5', '上年 C3 江北区 C05 2021-06 ytd = 4'],
    asks: [],
    says: [],
  },
  {
    name: 'two years in one head are not the later one',
    rows: [['江北区统计表'], ['指标', '2022年1—7月', '2021年和2022年1—7月累计'], ['专利授权量', 5, 12]],
    stored: ['B3 江北区 C05 2022-07 ytd = 5'],
    asks: [],
    says: ['hint columns-left C3'],
  },
  {
    name: 'two years in the only head',
    rows: [['江北区统计表'], ['指标', '2021年和2022年1—7月'], ['专利授权量', 12]],
    stored: [],
    asks: ['period'],
    says: [],
  },
  {
    name: 'two years in the name of the sheet',
    sheet: '2021和2022年1-7月',
    rows: [['江北区统计表'], ['指标', '数量'], ['专利授权量', 12]],
    stored: [],
    asks: ['period'],
    says: [],
  },
  {
    name: 'two years in the name of the file',
    file: '江北区2021年和2022年1-7月.xlsx',
    rows: [['江北区统计表'], ['指标', '数量'], ['专利授权量', 12]],
    stored: [],
    asks: ['period'],
    says: [],
  },
  {
    name: 'two years in 统计期间',
    rows: [['江北区统计表'], ['统计期间：2021年和2022年1—7月'], ['指标', '数量'], ['专利授权量', 12]],
    stored: [],
    asks: ['period'],
    says: [],
  },
  {
    name: 'three years side by side may be whole ones up to the last',
    rows: [['江北区2022年1—7月统计表'], ['指标', '2020年', '2021年', '2022年'], ['专利授权量', 3, 4, 5]],
    stored: ['D3 江北区 C05 2022-07 ytd = 5'],
    asks: ['year-column'],
    says: ['hint columns-left B3'],
  },
  {
    name: 'three years one below the other',
    rows: [['江北区2022年1—7月统计表'], ['年份', '专利授权量'], ['2020年', 3], ['2021年', 4], ['2022年', 5]],
    stored: ['B5 江北区 C05 2022-07 ytd = 5'],
    asks: ['year-column'],
    says: ['hint columns-left B3'],
  },
  {
    name: 'the same months of three years',
    rows: [['江北区2022年1—7月统计表'], ['指标', '2020年1—7月', '2021年1—7月', '2022年1—7月'], ['专利授权量', 3, 4, 5]],
    stored: ['上年 C3 江北区 C05 2021-07 ytd = 4', 'D3 江北区 C05 2022-07 ytd = 5'],
    asks: [],
    says: ['hint older-period B3'],
  },
];
