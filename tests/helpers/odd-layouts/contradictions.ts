// Sheets that say two things about their own period: asked with both. The name of a file or a sheet only warns.

import type { Rows } from '../importing.js';
import type { OddLayout } from './outcome.js';

/** A report of 江北区 below these lines. */
const below = (...lines: Rows): Rows => [...lines, ['指标', '数量'], ['专利授权量', 5]];

const asked = (name: string, rows: Rows): OddLayout => ({ name, rows, stored: [], asks: ['period'], says: [] });

const read = (name: string, rows: Rows, says: string[] = []): OddLayout => ({
  name,
  rows,
  stored: [`B${rows.length} 江北区 C05 2022-07 ytd = 5`],
  asks: [],
  says,
});

export const CONTRADICTIONS: readonly OddLayout[] = [
  asked('统计年度 of another year than the title', below(['江北区2022年1—7月统计表'], ['统计年度：2021年'])),
  asked('a title of a year and 统计期间 of another', below(['江北区2022年统计表'], ['统计期间：2021年1—7月'])),
  asked('a title of a month without a year', below(['江北区6月统计表'], ['统计期间：2022年1—7月'])),
  asked('two lines beside each other', below(['江北区统计表'], ['统计期间：2022年1—7月', '报表期：2022年1—6月'])),
  asked('截至6月底 below a title of 1—7月', below(['江北区2022年1—7月统计表'], ['（截至2022年6月底）'])),
  asked('截至6月30日 in the title itself', below(['江北区2022年1—7月统计表（截至6月30日）'])),
  asked('a row of another span', [['江北区2022年1—7月统计表'], ['期间', '专利授权量'], ['1—6月', 5]]),
  asked('统计期 of every row another span', [
    ['2022年1—7月统计表'],
    ['区县', '统计期', '专利授权量'],
    ['江北区', '2022年1—6月', 5],
    ['江南区', '2022年1—6月', 6],
  ]),
  read('a title of the year, a line of its months', below(['江北区2022年度统计表'], ['统计期间：2022年1—7月'])),
  read('the same in two lines', below(['江北区统计表'], ['统计年度：2022年'], ['统计期间：2022年1—7月'])),
  read('截至7月31日 in the title', below(['江北区2022年1—7月统计表（截至7月31日）'])),
  read('the people of last year’s end', below(['江北区2022年1—7月统计表'], ['（人口按截至2021年底数）']), [
    'warn period-contradiction',
  ]),
  read('a comparison with last year', below(['江北区2022年与2021年对比表'], ['统计期间：2022年1—7月']), []),
  read(
    'the month of reporting beside that of the data',
    below(['江北区2022年8月报（7月数据）'], ['统计期间：2022年1—7月']),
    ['warn period-contradiction'],
  ),
  {
    ...read('a sheet left from the month before', below(['江北区2022年1—7月统计表']), ['warn period-contradiction']),
    sheet: '6月',
  },
  {
    ...read('a file named for the month of reporting', below(['江北区2022年1—7月统计表']), [
      'warn period-contradiction',
    ]),
    file: '江北区2022年8月报送.xlsx',
  },
];

const decorated = (name: string): OddLayout => ({
  name: `${name} is 江北区`,
  rows: [['2022年1—7月统计表'], ['区县', '专利授权量'], [name, 5], ['江南区', 6]],
  stored: ['B3 江北区 C05 2022-07 ytd = 5', 'B4 江南区 C05 2022-07 ytd = 6'],
  asks: [],
  says: [],
});

/** Numbers and marks around the name of a unit. 江北区1 may be one of two, 2021江北区 of another year. */
export const DECORATED: readonly OddLayout[] = [
  ...[
    '01江北区',
    '1-江北区',
    '3江北区市场监管局',
    '1.江北区',
    '江北区（01）',
    '江北区（370402）',
    '江北区*',
    '江北区¹',
  ].map(decorated),
  ...['※江北区', '▲江北区', '江北区▲', '江北区（市监局）'].map(decorated),
  ...['江北区1', '2021江北区', '江北区（不含高新区）'].map((name) => ({
    ...decorated(name),
    name: `${name} may be another`,
    stored: ['B4 江南区 C05 2022-07 ytd = 6'],
    asks: ['unit'],
  })),
];
