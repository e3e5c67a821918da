// Rows that are kinds of whom or of what, and add up to one of them: that one is the reporter's own number.

import type { OddLayout } from './outcome.js';

const TITLE = ['江北区2024年1—3月知识产权统计表'];
const HEADS = ['主体', '专利申请量', '专利授权量'];
const KINDS: OddLayout['rows'] = [
  ['企业', 90, 60],
  ['高校', 20, 16],
  ['个人', 5, 5],
];
const own = (r: number): string[] => [`B${r} 江北区 C01 2024-03 ytd = 115`, `C${r} 江北区 C05 2024-03 ytd = 81`];

export const PARTS_OF_TOTAL: readonly OddLayout[] = [
  {
    name: '企业, 高校, 个人 and 合计 below them',
    rows: [TITLE, HEADS, ...KINDS, ['合计', 115, 81]],
    stored: own(6),
    asks: [],
    says: ['hint numbers-not-read'],
  },
  {
    name: '合计 above 企业, 高校, 个人',
    rows: [TITLE, HEADS, ['合计', 115, 81], ...KINDS],
    stored: own(3),
    asks: [],
    says: ['hint numbers-not-read'],
  },
  {
    name: 'kinds of cases, one of which an indicator is called',
    rows: [
      TITLE,
      ['案件类型', '立案数（件）', '案值（万元）'],
      ['商标', 10, 100.5],
      ['专利', 5, 20],
      ['地理标志', 1, 2],
      ['合计', 16, 122.5],
    ],
    stored: ['B6 江北区 B01 2024-03 ytd = 16', 'C6 江北区 B03 2024-03 ytd = 122.5'],
    asks: [],
    says: ['hint numbers-not-read'],
  },
  {
    name: 'kinds of whom nobody says, below the title of no unit',
    rows: [['2024年1—3月知识产权统计表'], HEADS, ...KINDS, ['合计', 115, 81]],
    stored: [],
    asks: ['unit'],
    says: [],
  },
  {
    name: 'firms that add up to 合计 may be some of them',
    rows: [TITLE, ['企业', ...HEADS.slice(1)], ['华瑞公司', 9, 6], ['鼎盛公司', 2, 1], ['合计', 11, 7]],
    stored: [],
    asks: [],
    says: [],
  },
];
