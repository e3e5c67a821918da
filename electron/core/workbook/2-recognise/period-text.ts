// Periods as districts write them: 2022年1-7月, 二〇二二年一至七月份, 上半年, 第三季度, 截至7月底, 2022.7, 2021年末.
// Finds mentions only; which one counts is decided in context.ts. Full dates (填报日期) are no periods.

import { normaliseName } from '../../../../shared/indicators/normalise.js';
import { hanDigits, hanNumber } from '../../../../shared/model/han-number.js';
import { remembered } from '../../../../shared/model/remembered.js';

export type PeriodShape = 'range' | 'single' | 'quarter' | 'asof' | 'year';

export interface PeriodMention {
  year: number | null;
  /** End month; null for `year`. */
  month: number | null;
  /** range: since January (累计); single: one month named, 累计 or 当月 is open; quarter: one quarter alone. */
  shape: PeriodShape;
  /** 累计 stands beside it. */
  isCumulative: boolean;
  text: string;
  /** Chinese reason why it cannot be used, such as 13月 or a range that does not begin in January. */
  problem?: string;
  /** 2024年以来, with such a problem: of that year alone where something else says so. */
  since?: true;
  /** 2月1日—2月29日: that month and nothing before it. */
  isWholeMonth?: true;
}

/** 二三月 is read by the first of both. */
const LEADING_NUMBER = /^(?:[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九](?!.*十))/;

function chineseMonth(text: string): string {
  const leading = LEADING_NUMBER.exec(text)?.[0];
  return leading === undefined ? text : String(hanNumber(leading));
}

/** 24年1-3月, 25年上半年: a year of two digits where a part of it follows; 近20年 and 维持10年以上 are no years. */
const SHORT_YEAR =
  /(?<![\d近前满过达])([23]\d)年度?(?=\d{1,2}月|\d{1,2}-\d{1,2}月|[一二三四五六七八九十]{1,3}(?:月|-)|第?[一二三四1-4]季度|前三季度|上半年|全年)/g;

/** 附件1 in front of 1-7月 would make it 11-7月. */
const ENCLOSURE = /^\s*\(?附?[表件]\s*\d{1,2}(?:[-.]\d{1,2})?\)?[\s:、.]+(?=\S)/u;

/** 2022年和2021年1—7月, 2021、2022年1—7月: a comparison of two years, the later of which the report is of. */
const TWO_YEARS =
  /(?<!\d)((?:19|20)\d{2})年?度?[、,和及与跟]((?:19|20)\d{2})年度?(?=\(?(?:\d{1,2}(?:月|[-—–―~～至到])|第?[一二三四1-4]季|上半年|前三季))/g;

/** 2024-01-01-2024-03-31, 2024.1.1-3.31, 2024年3月1-31日, 20240101-20240331 with one kind of dash, day by day. */
const DAY_SPANS =
  /(?<!\d)((?:19|20)\d{2})[-./年](\d{1,2})[-./月](\d{1,2})日?-(?:((?:19|20)\d{2})[-./年])?(\d{1,2})[-./月](\d{1,2})(?!\d)日?/g;
const DAYS_OF_MONTH = /((?:19|20)\d{2}年)(\d{1,2}月)(\d{1,2})日?-(\d{1,2})日/g;
const BARE_DAY_SPANS = /(?<!\d)((?:19|20)\d{2})(\d{2})(\d{2})-((?:19|20)\d{2})(\d{2})(\d{2})(?!\d)/g;

function spellDaySpans(text: string): string {
  return text
    .replaceAll(BARE_DAY_SPANS, '$1年$2月$3日-$4年$5月$6日')
    .replaceAll(DAYS_OF_MONTH, '$1$2$3日-$2$4日')
    .replaceAll(
      DAY_SPANS,
      (_, year: string, month: string, day: string, toYear: string | undefined, to: string, toDay: string) =>
        `${year}年${month}月${day}日-${toYear === undefined ? '' : `${toYear}年`}${to}月${toDay}日`,
    );
}

/** Both years of such a text, the later first; null where it names no two years. */
export const twoYearsOf = remembered((text): readonly [number, number] | null => {
  const [match] = text.normalize('NFKC').replaceAll(/\s/g, '').matchAll(TWO_YEARS);
  if (match === undefined || match[1] === match[2]) return null;
  const [a, b] = [Number(match[1]), Number(match[2])];
  return [Math.max(a, b), Math.min(a, b)];
});

/** NFKC, Chinese numerals of years and months to digits, one kind of dash, no white space. */
export function normalisePeriodText(text: string): string {
  const plain = text
    .normalize('NFKC')
    .replace(ENCLOSURE, '')
    .replaceAll(/[\s\u200B-\u200D\uFEFF]/g, '')
    .replaceAll(/[〇○零0O一二三四五六七八九]{4}(?=年)/g, hanDigits)
    .replaceAll(/[‐‑‒–—―−─━~〜]+|-{2,}/g, '-')
    .replaceAll(/(?<=[\d一二三四五六七八九十月日份])起?[至到-](?=[\d一二三四五六七八九十])/g, '-');
  return (
    spellDaySpans(plain)
      .replaceAll(/(?<=年|^|[(自从])元(?=月|至|到|-)/g, '1')
      .replaceAll(/(?<=年|^|[(自从])1[至到](?=[一二三四五六七八九十])/g, '1-')
      .replaceAll(/(?<=\d)[至到](?=\d)/g, '-')
      // 2024年1月1-7月 begins on the first of January.
      .replaceAll(/(?<=年0?1月)0?1-(?=\d{1,2}月)/g, '-')
      .replaceAll(/前(\d{1,2}|[一二三四五六七八九十]{1,3})个月/g, '1-$1月')
      .replaceAll(SHORT_YEAR, '20$1年')
      .replaceAll(TWO_YEARS, (_, a: string, b: string) => `${a > b ? a : b}年`)
      .replaceAll(/[一二三四五六七八九十]{1,3}(?=月)/g, chineseMonth)
      .replaceAll(/[一二三四五六七八九十]{1,3}(?=-\d{1,2}月)/g, chineseMonth)
  );
}

interface Pattern {
  regex: RegExp;
  make(match: RegExpExecArray): Omit<PeriodMention, 'text' | 'isCumulative'> | null;
}

const num = (text: string | undefined): number | null => (text === undefined || text === '' ? null : Number(text));
const QUARTER: Record<string, number> = { 一: 1, 二: 2, 三: 3, 四: 4, '1': 1, '2': 2, '3': 3, '4': 4 };
const YEAR = String.raw`(?:((?:19|20)\d{2})年?度?)?`;

/** From one month to another: a period of the statistics where it begins in January, or is a quarter. */
function spanOf(year: number, from: number, toYear: number, to: number): Omit<PeriodMention, 'text' | 'isCumulative'> {
  const whole = { year: toYear, month: to };
  if (year !== toYear) return { ...whole, shape: 'range', problem: `${year}年${from}月—${toYear}年${to}月跨了年度` };
  if (from === 1) return { ...whole, shape: 'range' };
  if (to - from === 2 && to % 3 === 0) return { ...whole, shape: 'quarter' };
  return { ...whole, shape: 'range', problem: `${from}—${to}月不是从1月开始的累计` };
}

const PATTERNS: Pattern[] = [
  // 自2021年以来, “十四五”以来, 历年累计: the sum of several years, whatever month it ends in.
  {
    regex: /(?:自|从)?((?:19|20)\d{2})年?(?:(\d{1,2})月)?(?:以来|起至今|至今)/g,
    make: (m) => ({
      year: num(m[1]),
      month: 12,
      shape: 'range',
      ...(num(m[2] ?? '1') === 1 ? { since: true as const } : {}),
      problem: `可能是几年累计的数（本年累计的请写成“${m[1]!}年1—7月”这样）`,
    }),
  },
  {
    regex:
      /["“'‘]?十[一二三四五六]五["”'’]?(?:规划|时期|期间)?以来|历年累计|(?:建市|建区|建县|建局|成立|开展|实施)以来/g,
    make: (m) => ({ year: null, month: 12, shape: 'range', problem: `${m[0]}是几年累计的数，不是本年累计` }),
  },
  // Of grid.ts: a number that may have lost its last 0.
  {
    regex: /((?:19|20)\d{2})\.1或\1\.10/g,
    make: (m) => ({
      year: num(m[1]),
      month: 10,
      shape: 'single',
      problem: `单元格里是数字${m[1]!}.1，可能是1月，也可能是10月（数字会丢掉末尾的0）`,
    }),
  },
  {
    regex: new RegExp(String.raw`截[至止]${YEAR}(?:年)?(\d{1,2})月(?:底|末|\d{1,2}日)?`, 'g'),
    make: (m) => ({ year: num(m[1]), month: num(m[2]), shape: 'asof' }),
  },
  {
    regex: /((?:19|20)\d{2})年(\d{1,2})月[底末]/g,
    make: (m) => ({ year: num(m[1]), month: num(m[2]), shape: 'asof' }),
  },
  {
    regex: /截[至止]((?:19|20)\d{2})[-/.](\d{1,2})[-/.]\d{1,2}/g,
    make: (m) => ({ year: num(m[1]), month: num(m[2]), shape: 'asof' }),
  },
  // 2024年1月1日—3月31日, as spellDaySpans writes it. A span from the 26th on is none of the statistics.
  {
    regex: /((?:19|20)\d{2})年(\d{1,2})月(\d{1,2})日-(?:((?:19|20)\d{2})年)?(\d{1,2})月(\d{1,2})日/g,
    make: (m) => {
      const [year, from, toYear, to] = [Number(m[1]), Number(m[2]), Number(m[4] ?? m[1]), Number(m[5])];
      if (Number(m[3]) !== 1) return null;
      if (year !== toYear || from !== to || from === 1) return spanOf(year, from, toYear, to);
      // How far it goes in its month is asked about (stated-scope.ts).
      return { year, month: to, shape: 'single', isWholeMonth: true };
    },
  },
  // 2024年1月—2024年3月, 2024.1-2024.3, 2024年1月1日—3月底: the whole of it, never its first month.
  {
    regex:
      /((?:19|20)\d{2})[年./](\d{1,2})(?:月份?|月0?1日|[./]0?1)?-(?:((?:19|20)\d{2})[年./])?(\d{1,2})(?:月(?:底|末)?(?:\d{1,2}日)?|[./]\d{1,2}(?!\d)|(?![\d./月季]))/g,
    make: (m) => spanOf(Number(m[1]), Number(m[2]), Number(m[3] ?? m[1]), Number(m[4])),
  },
  {
    regex: /(?<!\d)((?:19|20)\d{2})(0[1-9]|1[0-2])-((?:19|20)\d{2})?(0[1-9]|1[0-2])(?!\d)/g,
    make: (m) => spanOf(Number(m[1]), Number(m[2]), Number(m[3] ?? m[1]), Number(m[4])),
  },
  // Full dates are no periods.
  {
    regex: /(?:19|20)\d{2}年\d{1,2}月\d{1,2}日|(?:19|20)\d{2}[-/.]\d{1,2}[-/.]\d{1,2}|(?<!\d)\d{8}(?!\d)/g,
    make: () => null,
  },
  // 4月5日前报送: a day, no month of the statistics.
  { regex: /(?<![\d-])\d{1,2}月\d{1,2}[日号]/g, make: () => null },
  { regex: /(?<!\d)(\d{1,2})月[底末]/g, make: (m) => ({ year: null, month: num(m[1]), shape: 'asof' }) },
  { regex: /((?:19|20)\d{2})年?[底末]/g, make: (m) => ({ year: num(m[1]), month: 12, shape: 'asof' }) },
  {
    regex: new RegExp(String.raw`${YEAR}(?<!\d)(\d{1,2})月?份?-(\d{1,2})月`, 'g'),
    make: (m) => {
      const from = Number(m[2]);
      const to = Number(m[3]);
      if (from === 1) return { year: num(m[1]), month: to, shape: 'range' };
      if (to - from === 2 && to % 3 === 0) return { year: num(m[1]), month: to, shape: 'quarter' };
      return { year: num(m[1]), month: to, shape: 'range', problem: `${from}—${to}月不是从1月开始的累计` };
    },
  },
  // 2024年7、8月, （1、2月）: all of them, never the last one alone.
  {
    regex: /(?<=(\d{4})年度?|\()(\d{1,2})月?份?((?:[、,和及与]\d{1,2}月?份?)*)[、,和及与](\d{1,2})月/g,
    make: (m) => {
      const months = [m[2]!, ...m[3]!.split(/\D+/).filter((one) => one !== ''), m[4]!].map(Number);
      const isRun = months.every((month, at) => month === months[0]! + at);
      const to = months.at(-1)!;
      const year = num(m[1]);
      if (isRun && months[0] === 1) return { year, month: to, shape: 'range' };
      if (isRun && months.length === 3 && to % 3 === 0) return { year, month: to, shape: 'quarter' };
      return { year, month: to, shape: 'range', problem: `${months.join('、')}月不是从1月开始的累计` };
    },
  },
  // 2024年半年报, 2023年年报, 2023年度报表: reports are called so.
  {
    regex: new RegExp(`${YEAR}(?<![上下前后])半年度?(?=报)`, 'g'),
    make: (m) => ({ year: num(m[1]), month: 6, shape: 'range' }),
  },
  {
    regex: /((?:19|20)\d{2})年(?:年(?=报)|度(?=报表|报告))/g,
    make: (m) => ({ year: num(m[1]), month: 12, shape: 'range' }),
  },
  { regex: new RegExp(`${YEAR}上半年`, 'g'), make: (m) => ({ year: num(m[1]), month: 6, shape: 'range' }) },
  { regex: new RegExp(`${YEAR}前三季度`, 'g'), make: (m) => ({ year: num(m[1]), month: 9, shape: 'range' }) },
  { regex: new RegExp(`${YEAR}全年`, 'g'), make: (m) => ({ year: num(m[1]), month: 12, shape: 'range' }) },
  // 一至三季度, 第一、二季度: all of them, never the last one alone. 一、三季度 leaves one out, or has a number before it.
  {
    regex: new RegExp(
      `(?<![\\d-])${YEAR}(?<!\\d)第?([一二三四1-4])季?度?([-、,和及与至到])第?([一二三四1-4])季度`,
      'g',
    ),
    make: (m) => {
      const [from, to] = [QUARTER[m[2]!]!, QUARTER[m[4]!]!];
      const span = { year: num(m[1]), month: to * 3, shape: 'range' as const };
      const isList = !/[-至到]/.test(m[3]!);
      if (from === 1 && to > 1 && (!isList || to === 2)) return span;
      return { ...span, problem: `第${m[2]!}${isList ? '和' : '至'}第${m[4]!}季度不是从1月开始的累计` };
    },
  },
  {
    regex: new RegExp(`${YEAR}第?([一二三四1-4])季度`, 'g'),
    make: (m) => {
      const quarter = QUARTER[m[2]!]!;
      return { year: num(m[1]), month: quarter * 3, shape: quarter === 1 ? 'range' : 'quarter' };
    },
  },
  {
    regex: /((?:19|20)\d{2})年?Q([1-4])/gi,
    make: (m) => ({ year: num(m[1]), month: Number(m[2]) * 3, shape: m[2] === '1' ? 'range' : 'quarter' }),
  },
  { regex: /((?:19|20)\d{2})年(\d{1,2})月/g, make: (m) => ({ year: num(m[1]), month: num(m[2]), shape: 'single' }) },
  {
    regex: /(?<!\d)((?:19|20)\d{2})[-/.](\d{1,2})(?![\d-/.])/g,
    make: (m) => ({ year: num(m[1]), month: num(m[2]), shape: 'single' }),
  },
  {
    regex: /(?<!\d)((?:19|20)\d{2})(0[1-9]|1[0-2])(?!\d)/g,
    make: (m) => ({ year: num(m[1]), month: num(m[2]), shape: 'single' }),
  },
  // 2023年度知识产权统计年报, where the text names nothing else: 一季度统计年报 is of its quarter, 2023年统计年报和2024年定期报表 of either.
  // What stands before is looked at last: at each place of a long text it would be looked at from the beginning.
  {
    regex: /((?:19|20)\d{2})年度?(?=[^\d年\0]{1,20}(?<!半)年报(?!.*(?:\0|\d年|\d月)))(?<=^(?:(?!\d年)[^\0])*\1年度?)/g,
    make: (m) => ({ year: num(m[1]), month: 12, shape: 'range' }),
  },
  { regex: /(?<!\d)((?:19|20)\d{2})年度?/g, make: (m) => ({ year: num(m[1]), month: null, shape: 'year' }) },
  { regex: /(?<![\d.])(\d{1,2})月/g, make: (m) => ({ year: null, month: num(m[1]), shape: 'single' }) },
];

/** All mentions in a text, in the order of certainty of their patterns; no part of the text is used twice. */
export const findPeriods: (text: string) => readonly PeriodMention[] = remembered((text) => {
  let rest = normalisePeriodText(text);
  const isCumulative = /累计|年初至|累積/.test(rest);
  const found: PeriodMention[] = [];
  for (const pattern of PATTERNS) {
    rest = rest.replaceAll(pattern.regex, (...args) => {
      const match = args.slice(0, -2) as unknown as RegExpExecArray;
      const mention = pattern.make(match);
      if (mention) {
        const month = mention.month;
        const isImpossible = month !== null && (month < 1 || month > 12);
        found.push({
          ...mention,
          ...(isImpossible ? { problem: `${month}月不存在` } : {}),
          isCumulative,
          text: match[0],
        });
      }
      return '\u0000';
    });
  }
  return found;
});

/** 一季度, 1—7月, 12月: a target of it is none of the year. */
export function isPartOfYear({ month, shape }: PeriodMention): boolean {
  return month !== null && (month !== 12 || shape === 'single');
}

/** The text without its period mentions, for finding what else it names. */
export const withoutPeriods: (text: string) => string = remembered((text) => {
  let rest = normalisePeriodText(text);
  for (const pattern of PATTERNS) rest = rest.replaceAll(pattern.regex, '');
  // 专利授权量（1-7月）: the brackets held nothing else.
  return rest.replaceAll(/月份|^[份底末]+|累计|\u0000/g, '').replaceAll(/\(\)|\[\]|【】|〔〕/g, '');
});

/** The words of a title, a line or the name of a sheet that stay from month to month. */
export function lastingWords(text: string): string {
  return normaliseName(withoutPeriods(text)).replaceAll(/\d/g, '');
}
