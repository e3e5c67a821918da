// Periods as strings: an observation is keyed by its end month `YYYY-MM` and a basis (rules.md 1).
// No Date object ever holds a period. Parsing of free Chinese text lives in core/workbook/2-recognise; period-schema.ts checks what
// crosses the bridge: the parse process needs periods, and making schemas takes longer there than reading a small file.

import { remembered } from './remembered.js';

/** End month of an observation, `YYYY-MM`. */
export type Period = string;
export const PERIOD = /^(19|20)\d{2}-(0[1-9]|1[0-2])$/;

/** 口径: 累计 ytd, 当月 month, 单季 quarter, 时点 asof. */
export const BASES = ['ytd', 'month', 'quarter', 'asof'] as const;
export type Basis = (typeof BASES)[number];

export const BASIS_LABEL: Record<Basis, string> = {
  ytd: '累计',
  month: '当月',
  quarter: '单季',
  asof: '时点',
};

/** Builds `YYYY-MM` from numbers; throws RangeError outside 1900–2099 / 1–12. */
export function makePeriod(year: number, month: number): Period {
  if (!Number.isInteger(year) || year < 1900 || year > 2099) throw new RangeError(`year ${year}`);
  if (!Number.isInteger(month) || month < 1 || month > 12) throw new RangeError(`month ${month}`);
  return (MADE[(year - 1900) * 12 + month - 1] ??= `${year}-${String(month).padStart(2, '0')}`);
}

/** Every period once: each cell of a file has one, and one text of it is compared faster than two. */
const MADE: Period[] = [];

export function isPeriod(text: string): boolean {
  return PERIOD.test(text);
}

export function yearOf(period: Period): number {
  return (digit(period, 0) * 10 + digit(period, 1)) * 100 + digit(period, 2) * 10 + digit(period, 3);
}

export function monthOf(period: Period): number {
  return digit(period, 5) * 10 + digit(period, 6);
}

/** Checks ask for the year and month of every number of a file, several times each: no texts are made for that. */
function digit(period: Period, at: number): number {
  return period.charCodeAt(at) - 48;
}

/** The same month `years` later (negative: earlier). */
export function addYears(period: Period, years: number): Period {
  return addMonths(period, years * 12);
}

/** `months` later (negative: earlier), across year ends. */
export function addMonths(period: Period, months: number): Period {
  let known = SHIFTED.get(months);
  if (!known) SHIFTED.set(months, (known = remembered((from) => shifted(from, months))));
  return known(period);
}

/** By number of months; rules ask for the same few periods for every cell of a file. */
const SHIFTED = new Map<number, (period: Period) => Period>();

function shifted(period: Period, months: number): Period {
  const index = yearOf(period) * 12 + monthOf(period) - 1 + months;
  return makePeriod(Math.floor(index / 12), (index % 12) + 1);
}

/** Integer form for the store: 2022-07 → 202207. */
export const periodToInt: (period: Period) => number = remembered((period) => yearOf(period) * 100 + monthOf(period));

export function periodFromInt(value: number): Period {
  return makePeriod(Math.floor(value / 100), value % 100);
}

/** How a period reads in a title: ytd `2022年1—7月` (January alone `2022年1月`), month `2022年7月`, quarter `2022年第三季度`, asof `截至2022年7月底`. */
export function periodTitle(period: Period, basis: Basis): string {
  const year = yearOf(period);
  const month = monthOf(period);
  if (basis === 'asof') return `截至${year}年${month}月底`;
  if (basis === 'month' || month === 1) return `${year}年${month}月`;
  if (basis === 'quarter') return `${year}年第${'一二三四'[Math.ceil(month / 3) - 1]}季度`;
  return `${year}年1—${month}月`;
}
