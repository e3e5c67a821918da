// What a random layout is drawn from: units, indicators, habits; and the values with their texts.

import fc from 'fast-check';

import type { Rows } from './importing.js';

export const UNIT_NAMES = ['江北区', '江南区', '衡阳县', '青川市', '高新区'];

export interface Item {
  code: string;
  names: string[];
  measure: '件' | '万元' | '家';
  basis: 'ytd' | 'asof';
}

/** Indicators that no check ties to each other, so that random values are not contradicting. */
const ITEMS: Item[] = [
  { code: 'C05', names: ['专利授权量', '授权量', '三种专利授权量'], measure: '件', basis: 'ytd' },
  { code: 'C23', names: ['商标申请量', '商标申请数'], measure: '件', basis: 'ytd' },
  { code: 'C32', names: ['作品登记量'], measure: '件', basis: 'ytd' },
  { code: 'C11', names: ['PCT国际专利申请量', 'PCT申请'], measure: '件', basis: 'ytd' },
  { code: 'Y01', names: ['专利质押融资登记金额', '专利质押融资金额'], measure: '万元', basis: 'ytd' },
  { code: 'C14', names: ['有效发明专利拥有量', '有效发明专利量'], measure: '件', basis: 'asof' },
  { code: 'Y24', names: ['贯标认证企业数'], measure: '家', basis: 'asof' },
];

export interface PeriodHabit {
  text: string;
  period: string;
  /** Basis of flows; null where the text leaves it open and the import must ask. */
  basis: 'ytd' | 'quarter' | null;
}

const PERIODS: PeriodHabit[] = [
  ...[
    '2024年1—3月',
    '2024年1-3月份',
    '二〇二四年一至三月',
    '2024年一季度',
    '2024年第一季度',
    '2024年1～3月',
    '2024年3月累计',
  ].map((text): PeriodHabit => ({ text, period: '2024-03', basis: 'ytd' })),
  { text: '2024年上半年', period: '2024-06', basis: 'ytd' },
  { text: '二〇二四年一至十一月', period: '2024-11', basis: 'ytd' },
  { text: '2024年前三季度', period: '2024-09', basis: 'ytd' },
  { text: '2024年全年', period: '2024-12', basis: 'ytd' },
  { text: '2024年第三季度', period: '2024-09', basis: 'quarter' },
  { text: '2024年3月', period: '2024-03', basis: null },
  { text: '截至2024年3月底', period: '2024-03', basis: null },
];

/** What goes wrong or is unusual beside the layout. `benign` ones must still be read exactly. */
export const TROUBLES = {
  none: 'benign',
  'group-head': 'benign',
  'blank-rows': 'benign',
  'office-names': 'benign',
  'number-in-title': 'benign',
  'older-sheet': 'benign',
  'unknown-unit': 'asks',
  'unknown-item': 'asks',
  sign: 'asks',
  'text-for-number': 'asks',
} as const;
export type Trouble = keyof typeof TROUBLES;
export const UNKNOWN_UNIT = '城西新区';
export const UNKNOWN_ITEM: Item = { code: 'X', names: ['好人好事件数', '专利工作会议'], measure: '件', basis: 'ytd' };

export interface Sheet {
  name: string;
  rows: Rows;
  /** [first row, first column, last row, last column] */
  merges: [number, number, number, number][];
}

const SHAPES = [
  'units-down',
  'units-across',
  'one-unit-rows',
  'one-unit-columns',
  'indicator-key',
  'unit-key',
  'two-blocks',
  'stacked',
  'sheet-per-unit',
] as const;
export type Shape = (typeof SHAPES)[number];

export const seed = fc.record({
  shape: fc.constantFrom(...SHAPES),
  format: fc.constantFrom(
    'xlsx' as const,
    'xlsx' as const,
    'csv-utf8' as const,
    'csv-gb18030' as const,
    'html' as const,
  ),
  units: fc.subarray(UNIT_NAMES, { minLength: 2 }),
  items: fc.subarray(ITEMS, { minLength: 2 }),
  names: fc.array(fc.nat(9), { minLength: 7, maxLength: 7 }),
  /** 0…99999; some zero, some blank. */
  values: fc.array(fc.oneof(fc.nat(99_999), fc.constant(0), fc.constant(null)), { minLength: 80, maxLength: 80 }),
  figures: fc.constantFrom(
    [] as string[],
    ['累计', '去年同期'],
    ['本月', '累计'],
    ['本期', '上年同期', '同比（%）'],
    ['去年同期', '本月', '累计'],
    ['RANGE', '去年同期'],
  ),
  period: fc.constantFrom(...PERIODS),
  periodIn: fc.constantFrom('title', 'file', 'sheet', 'line'),
  unitIn: fc.constantFrom('line', 'title', 'file', 'stamp', 'cells'),
  measures: fc.constantFrom('none', 'name', 'row', 'column'),
  money: fc.constantFrom('万元' as const, '元' as const, '亿元' as const),
  text: fc.constantFrom('number', 'text', 'grouped', 'full-width', 'suffix'),
  top: fc.nat(3),
  left: fc.nat(3),
  serial: fc.boolean(),
  remark: fc.boolean(),
  total: fc.constantFrom('none', 'first', 'last'),
  note: fc.boolean(),
  footer: fc.boolean(),
  cover: fc.boolean(),
  merged: fc.boolean(),
  spaced: fc.boolean(),
  corner: fc.constantFrom('指标＼单位', '指标名称', '项目', '指标\n单位'),
  trouble: fc.constantFrom('none' as const, 'none' as const, ...(Object.keys(TROUBLES) as Trouble[])),
  at: fc.nat(30),
  unitHead: fc.constantFrom('区县', '单位', '县（市、区）', '填报单位'),
});
export type Seed = typeof seed extends fc.Arbitrary<infer T> ? T : never;

/** Values and their texts; every value is drawn once, in a fixed order. */
export class Values {
  readonly truth = new Map<string, string | null>();
  readonly lastYear = new Map<string, string | null>();
  #next = 0;
  #spoiled = false;

  constructor(readonly s: Seed) {}

  /** Cells of one unit and item: one per figure. */
  cells(unit: string, item: Item): (string | number | null)[] {
    const figures = this.s.figures.length === 0 ? ['累计'] : this.s.figures;
    return figures.map((figure) => {
      const value = this.s.values[this.#next++ % this.s.values.length]!;
      if (figure.startsWith('同比')) return value === null ? null : (value % 300) - 100;
      const decimal = value === null ? null : item.measure === '万元' ? amount(value) : String(value);
      const key = `${unit} ${item.code}`;
      const isKept = unit !== UNKNOWN_UNIT && item !== UNKNOWN_ITEM;
      if (!isKept) return decimal === null ? null : this.#written(decimal, item);
      if (figure === '去年同期' || figure === '上年同期') this.lastYear.set(key, decimal);
      else if (figure !== '本月') this.truth.set(key, decimal);
      if (decimal === null) return null;
      const isSpoiling = this.s.trouble === 'sign' || this.s.trouble === 'text-for-number';
      if (isSpoiling && !this.#spoiled && this.#next > this.s.at) {
        this.#spoiled = true;
        if (figure === '去年同期' || figure === '上年同期') this.lastYear.delete(key);
        else if (figure !== '本月') this.truth.delete(key);
        return this.s.trouble === 'sign' ? '—' : '约十几';
      }
      return this.#written(decimal, item);
    });
  }

  measureOf(item: Item): string {
    return item.measure === '万元' && this.s.measures !== 'none' ? this.s.money : item.measure;
  }

  #written(decimal: string, item: Item): string | number {
    const measure = this.measureOf(item);
    const power = measure === '元' ? 4 : measure === '亿元' ? -4 : 0;
    const text = shift(decimal, power);
    switch (this.s.text) {
      case 'text':
        return text;
      case 'grouped':
        return text.replace(/^\d+/, (digits) => digits.replaceAll(/\B(?=(\d{3})+$)/g, ','));
      case 'full-width':
        return text.replaceAll(/[\d.]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0));
      case 'suffix':
        return `${text}${measure}`;
      default:
        return Number(text);
    }
  }
}

/** Two decimals of 万元. */
function amount(value: number): string {
  const text = `${String(Math.floor(value / 100))}.${String(value % 100).padStart(2, '0')}`;
  return text.replace(/\.?0+$/, '');
}

function shift(decimal: string, power: number): string {
  if (power === 0) return decimal;
  const [whole = '0', fraction = ''] = decimal.split('.');
  const digits = `${'0'.repeat(8)}${whole}${fraction}${'0'.repeat(8)}`;
  const point = 8 + whole.length + power;
  return `${digits.slice(0, point).replace(/^0+(?=\d)/, '')}.${digits.slice(point)}`.replace(/\.?0+$/, '');
}
