// A period whose parts stand in cells of their own: 2022 | 年 | 7 | 月, 2022年 | 1—7月, 年度 | 2022 | 月份 | 7. Put together as the
// text that it is; which period counts is decided in context.ts.

import type { RawCell } from '../1-read/raw-book.js';
import type { Grid } from './grid.js';
import { findPeriods, normalisePeriodText, withoutPeriods } from './period-text.js';

const YEAR_DIGITS = /^(?:(?:19|20)\d{2}|[〇○零一二三四五六七八九]{4})$/;
const YEAR_TEXT = /^(?:(?:19|20)\d{2}|[〇○零一二三四五六七八九]{4})年度?$/;
/** What may stand behind the year, in cells of its own. */
const PART =
  /^(?:\d{1,2}|[一二三四五六七八九十]{1,3}|年度?|月份?|日|[底末至到第-]|季度|\d{1,2}-\d{1,2}|[一二三四五六七八九十]{1,3}[至到-][一二三四五六七八九十]{1,3}|(?:\d{1,2}-)?\d{1,2}月份?|[1-4一二三四]季度|[上下]半年|全年)$/;
const WHOLE =
  /^\d{4}年度?(?:第?[1-4一二三四]季度|[上下]半年|全年|\d{1,2}(?:月份?)?(?:-\d{1,2})?月(?:份|底|末|\d{1,2}日)?)$/;
/** Blank cells between two parts: those under a merge. */
const WIDEST_GAP = 3;

function partText({ t, v, z }: RawCell): string {
  if (t === 'n') return z === undefined && Number.isInteger(v) ? String(v) : '';
  if (typeof v !== 'string' || v.length > 8) return '';
  return v
    .normalize('NFKC')
    .replaceAll(/\s/g, '')
    .replaceAll(/[‐‑‒–—―−─━~〜]+/g, '-');
}

/**
 * The cells of a row with 2022 | 年 | 7 | 月 as one text in the first of them; the same cells where no year stands apart from its 年,
 * and in a row of other numbers: 2022年 | 12 | 月 | 500 are the columns of a list, 贷款期限 and 期限单位 among them.
 */
export function joinPeriodCells(cells: readonly RawCell[]): readonly RawCell[] {
  const at = cells.findIndex(({ v }, n) => n > 0 && (v === '月' || v === '年' || v === '年度' || v === '月份'));
  if (at < 0) return cells;
  const joined: RawCell[] = [];
  for (let n = 0; n < cells.length; n += 1) {
    const run = runFrom(cells, n);
    if (run === null) joined.push(cells[n]!);
    else {
      joined.push({ r: cells[n]!.r, c: cells[n]!.c, t: 's', v: run.text });
      n += run.count - 1;
    }
  }
  return joined.some(({ t, z }) => t === 'n' && z === undefined) ? cells : joined;
}

/** The longest whole period from a cell on; null where none begins in it, or where the months of a head or the day of a date follow. */
function runFrom(cells: readonly RawCell[], first: number): { text: string; count: number } | null {
  const start = partText(cells[first]!);
  if (!YEAR_DIGITS.test(start) && !YEAR_TEXT.test(start)) return null;
  let text = start;
  let found: { text: string; count: number } | null = null;
  let hasBareMark = false;
  for (let n = first + 1; n < cells.length; n += 1) {
    const part = partText(cells[n]!);
    if (!PART.test(part) || cells[n]!.c - cells[n - 1]!.c > WIDEST_GAP) break;
    hasBareMark ||= /^(?:年度?|月份?|季度)$/.test(part);
    text += part;
    if (hasBareMark && WHOLE.test(normalisePeriodText(text))) found = { text, count: n - first + 1 };
  }
  const next = found === null ? undefined : cells[first + found.count];
  return next !== undefined && /月|季|^\d{1,2}日?$|^\d{0,2}日/.test(partText(next)) ? null : found;
}

const YEAR_LABEL = /^(?:统计|报表|报告|所属|填报|数据)?(?:年度|年份|年):?$/;
const MONTH_LABEL = /^(?:统计|报表|报告|所属|填报|数据)?(?:月份|月度|月|期间|时期):?$/;
const PERIOD_LABEL = /^(?:(?:统计|报表|报告|所属|数据)(?:期间|时期|年月|时间|期)|年月|所属期):?$/;

/** 2024-02-01 → 2024年2月; null for any other text. */
export function monthOfFirstDay(text: string): string | null {
  const match = /^((?:19|20)\d{2})[-/.年](0?[1-9]|1[0-2])[-/.月]0?1日?$/u.exec(text.normalize('NFKC').trim());
  return match === null ? null : `${match[1]!}年${Number(match[2])}月`;
}

/** What a label of a period says with the value beside it: 年度 and 2022 → 2022年, 月份 and 1-7 → 1-7月; null for any other pair. */
export function periodOfLabel(label: string, value: string): string | null {
  const said = normalisePeriodText(value);
  // As it stands there: of 2021年和2022年1—7月 both years are asked about.
  const whole = findPeriods(said).length === 1 && withoutPeriods(said) === '' ? value.trim() : null;
  const name = label.normalize('NFKC').replaceAll(/\s/g, '');
  if (YEAR_LABEL.test(name) && /^(?:19|20)\d{2}(?:年度?)?$/.test(said)) return `${said.slice(0, 4)}年`;
  if (MONTH_LABEL.test(name)) {
    if (/^(?:1-)?(?:[1-9]|1[0-2])(?:月份?)?$/.test(said)) return `${said.replace(/月份?$/, '')}月`;
    return whole ?? (/[间期]:?$/.test(name) ? null : monthOfFirstDay(value));
  }
  return PERIOD_LABEL.test(name) ? whole : null;
}

/** A line above a table that says for when it is or when it was filled in, and maybe for whom, label by label or part by part. */
export interface StatedLine {
  /** Null where it says nothing but the day of the form. */
  period: string | null;
  unit: string | null;
  /** 填报时间 | 2022年8月: the day of the form, no period. */
  day: string | null;
}

const DAY_LABEL = /^(?:填报|报送|填表|制表|编制|上报|报出)(?:日期|时间)$/;
const DAY = /^(?:19|20)\d{2}[-./年]/;
const UNIT_LABEL = /^(?:填报|报送|填表|上报)单位(?:名称)?:?$|^单位名称:?$/;

/**
 * What a line above a table says in several cells and with nothing else: 2022年 | 7月 | 累计, 年度 | 2022 | 月份 | 7,
 * 年份：2022 | 月份：1-7, 报告期 | 2022年 | 1-7月, 单位名称 | 江北区 | 年度 | 2022. Null for any other line.
 */
export function statedLine(grid: Grid, r: number): StatedLine | null {
  const texts = grid.rowCells(r).flatMap((cell) => {
    const text = grid.nameText(cell.r, cell.c).trim();
    if (text === '') return [];
    const said = /^([^:：]{1,6})[:：](.{1,20})$/u.exec(text);
    return said === null ? [text] : [said[1]!, said[2]!];
  });
  if (texts.length < 2 || texts.length > 8) return null;
  const isLabelled = PERIOD_LABEL.test(texts[0]!.replaceAll(/\s/g, ''));
  const parts = partsOf(isLabelled ? texts.slice(1) : texts);
  return parts === null ? pairsOf(texts) : { period: parts, unit: null, day: null };
}

function pairsOf(texts: readonly string[]): StatedLine | null {
  if (texts.length % 2 !== 0) return null;
  let said = '';
  let unit: string | null = null;
  let day: string | null = null;
  for (let n = 0; n < texts.length; n += 2) {
    const [label, value] = [texts[n]!.normalize('NFKC').replaceAll(/\s/g, ''), texts[n + 1]!];
    const period = periodOfLabel(label, value);
    if (period !== null) said += period;
    else if (unit === null && UNIT_LABEL.test(label)) unit = value;
    else if (day === null && DAY_LABEL.test(label) && DAY.test(value)) day = value;
    else return null;
  }
  if (said === '') return day === null ? null : { period: null, unit, day };
  return findPeriods(said).length === 1 ? { period: said, unit, day } : null;
}

/** 2022年 | 1—7月 | 累计: the year alone, then a month without a year. */
function partsOf(texts: readonly string[]): string | null {
  const [year, month, ...rest] = texts.map((text) => normalisePeriodText(text));
  if (year === undefined || month === undefined || !/^(?:19|20)\d{2}年度?$/.test(year)) return null;
  const [mention] = findPeriods(month);
  if (mention === undefined || mention.year !== null || withoutPeriods(month) !== '') return null;
  if (rest.some((text) => text !== '累计' && text !== '累计数')) return null;
  const said = [year, month, ...rest].join('');
  return findPeriods(said).length === 1 ? said : null;
}
