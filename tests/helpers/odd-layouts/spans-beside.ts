// Heads that leave open of which months they are, where the head beside or over them says it; and what notes say of measures and days.

import type { OddLayout } from './outcome.js';

const TITLE = ['江北区2022年1—7月知识产权统计表'];
const YTD = '江北区 C05 2022-07 ytd';

const plain = (name: string, heads: string[], numbers: number[], stored: string[], asks: string[] = []): OddLayout => ({
  name,
  rows: [TITLE, ['项目', ...heads], ['专利授权量', ...numbers]],
  stored,
  asks,
  says: [],
});

const amounts = (
  note: string,
  stored = ['B4 江北区 Y01 2022-07 ytd = 1.2', 'B5 江北区 B04 2022-07 ytd = 0.1'],
): OddLayout => ({
  name: `万元 above, and a note ${note}`,
  rows: [TITLE, ['单位：万元'], ['项目', '数量'], ['专利质押融资登记金额', 1.2], ['罚没金额', 0.1], [note]],
  stored,
  asks: [],
  says: stored.length === 2 ? [] : ['block measure-mismatch B4'],
});

/** No line says 万元, and a note speaks of 亿元: of which of the two amounts, it does not say of one alone. */
const pledges = (note: string): OddLayout => ({
  name: `two amounts without a measure, and a note ${note}`,
  rows: [TITLE, ['项目', '数量'], ['专利质押融资金额', 1.2], ['商标质押融资金额', 0.1], [note]],
  stored: [],
  asks: [],
  says: ['block measure-mismatch B3'],
});

export const SPANS_BESIDE: readonly OddLayout[] = [
  {
    name: '2021年度 below 2022年1—7月 is no 同期 of 本期',
    rows: [TITLE, ['项目', '2022年1-7月', null], [null, '2021年度', '本期'], ['专利授权量', 100, 60]],
    merges: ['A2:A3', 'B2:C2'],
    stored: [`C4 ${YTD} = 60`],
    asks: ['year-column'],
    says: [],
  },
  {
    name: '2022年 | 2021年 below 1—7月 are the same months',
    rows: [TITLE, ['项目', '1-7月', null], [null, '2022年', '2021年'], ['专利授权量', 60, 50]],
    merges: ['A2:A3', 'B2:C2'],
    stored: [`B4 ${YTD} = 60`, '上年 C4 江北区 C05 2021-07 ytd = 50'],
    asks: [],
    says: [],
  },
  plain(
    '2021年完成 beside 今年 may be the whole year',
    ['今年', '2021年完成'],
    [60, 100],
    [`B3 ${YTD} = 60`],
    ['year-column'],
  ),
  plain(
    '2021年实际数 beside 2022年实际数 is the same span',
    ['2022年实际数', '2021年实际数'],
    [60, 50],
    [`B3 ${YTD} = 60`, '上年 C3 江北区 C05 2021-07 ytd = 50'],
  ),
  { ...plain('本期 beside 累计', ['本期', '累计'], [9, 60], [`C3 ${YTD} = 60`]), says: ['hint columns-left B3'] },
  {
    name: '本期 beside 累计 below 1—7月',
    rows: [['江北区2022年知识产权统计表'], ['项目', '1-7月', null], [null, '本期', '累计'], ['专利授权量', 9, 60]],
    merges: ['A2:A3', 'B2:C2'],
    stored: [`C4 ${YTD} = 60`],
    asks: [],
    says: ['hint columns-left B4'],
  },
  {
    ...plain(
      '上年同期 beside 上年同期累计 is that of 本月',
      ['本月', '本月累计', '上年同期', '上年同期累计'],
      [9, 60, 8, 50],
      [`C3 ${YTD} = 60`, '上年 E3 江北区 C05 2021-07 ytd = 50'],
    ),
    says: ['hint columns-left D3'],
  },
  plain('总数 beside 其中：本月', ['总数', '其中：本月'], [60, 9], [`B3 ${YTD} = 60`]),
  plain('累计数量 beside 本月新增', ['本月新增', '累计数量'], [9, 60], [`C3 ${YTD} = 60`]),
  plain('累计件数 beside 当月', ['当月', '累计件数'], [9, 60], [`C3 ${YTD} = 60`]),
  {
    ...plain('月末实有 beside 本月新增 of a stock', ['本月新增', '月末实有'], [12, 300], []),
    rows: [TITLE, ['项目', '本月新增', '月末实有'], ['有效发明专利拥有量', 12, 300]],
    stored: ['C3 江北区 C14 2022-07 asof = 300'],
  },
  {
    name: '新增 over a stock is what came to it',
    rows: [
      ['2024年1—3月各区市知识产权情况'],
      ['区市', '新增', null, '存量'],
      [null, '专利授权量', '有效发明专利拥有量', '有效注册商标量'],
      ['江北区', 3, 2, 9],
    ],
    merges: ['A2:A3', 'B2:C2'],
    stored: ['B4 江北区 C05 2024-03 ytd = 3', 'D4 江北区 C25 2024-03 asof = 9'],
    asks: [],
    says: ['hint columns-left C4'],
  },
  plain('十四五 over numbers', ['十四五'], [300], [], ['head']),
  {
    name: '“十四五”规划指标 over names',
    rows: [
      ['2024年1—3月各区市知识产权情况'],
      ['区市', '“十四五”规划指标', null],
      [null, '专利授权量', '有效发明专利拥有量'],
      ['江北区', 3, 2],
    ],
    merges: ['A2:A3', 'B2:C2'],
    stored: ['B4 江北区 C05 2024-03 ytd = 3', 'C4 江北区 C14 2024-03 asof = 2'],
    asks: [],
    says: [],
  },
  {
    name: '截至本季末累计 beside 本季度',
    rows: [['江北区2022年二季度统计表'], ['项目', '本季度', '截至本季末累计'], ['专利授权量', 30, 60]],
    stored: ['B3 江北区 C05 2022-06 quarter = 30', 'C3 江北区 C05 2022-06 ytd = 60'],
    asks: [],
    says: ['hint quarter-alone'],
  },
  ...['增加0.05亿元', '增加500万元'].map((said) => ({
    name: `${said} below 同比 is no rate`,
    rows: [TITLE, ['项目', '累计', '上年同期', '同比'], ['专利质押融资登记金额（亿元）', 0.6, 0.55, said]],
    stored: ['B3 江北区 Y01 2022-07 ytd = 6000', '上年 C3 江北区 Y01 2021-07 ytd = 5500'],
    asks: [],
    says: [],
  })),
  ...['超欠进度', '超（欠）进度', '在全市位次'].map((head) => ({
    name: `${head} beside 完成率 is no second one`,
    rows: [TITLE, ['项目', '全年目标', '已完成', '完成率', head], ['专利授权量', 100, 60, '60%', 2]],
    stored: ['目标 B3 江北区 C05 2022-12 ytd = 100', `C3 ${YTD} = 60`],
    asks: [],
    says: [],
  })),
  {
    name: '单位：W元',
    rows: [TITLE, ['单位：W元'], ['项目', '数量'], ['专利质押融资登记金额', 1.2]],
    stored: ['B4 江北区 Y01 2022-07 ytd = 1.2'],
    asks: [],
    says: [],
  },
  {
    name: '单位:W behind a number of people',
    rows: [TITLE, ['单位:W'], ['项目', '数量'], ['专利质押融资登记金额', 1.2], ['专利授权量', 60]],
    stored: ['B4 江北区 Y01 2022-07 ytd = 1.2', `B5 ${YTD} = 60`],
    asks: [],
    says: [],
  },
  amounts('注：地区生产总值（亿元）来自统计局'),
  amounts('注：专利质押融资登记金额（亿元）来自银行', ['B5 江北区 B04 2022-07 ytd = 0.1']),
  amounts('注：带动数亿元投资。'),
  amounts('注：协调银行发放亿元贷款'),
  ...[
    '注：专利、商标质押融资金额（亿元）由银行提供',
    '注：专利和商标质押融资金额（亿元）由银行提供',
    '注：质押融资金额（亿元）为登记金额',
    '注：本表金额为亿元贷款金额',
    '注：按亿元资金统计',
  ].map(pledges),
  ...['注：数据截止日期为2022年6月30日。', '以上数据统计截止日期为2022年6月30日'].map((note) => ({
    name: `of other months by ${note}`,
    rows: [TITLE, ['项目', '数量'], ['专利授权量', 60], [note]],
    stored: [],
    asks: ['period'],
    says: [],
  })),
  {
    name: '数据截止日期 in the month of the title',
    rows: [TITLE, ['项目', '数量'], ['专利授权量', 60], ['注：数据截止日期为2022年7月25日。']],
    stored: [`B3 ${YTD} = 60`],
    asks: [],
    says: [],
  },
];
