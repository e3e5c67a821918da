// From a heading of a district's file to the code of an indicator: exact keys in a Map, never likeness (rules.md 9, 16).
// An ambiguous or contradicted heading gives no match and says why, so that the officer can be asked.

import type { Indicator } from './define.js';
import { normaliseName } from './normalise.js';

type Named = Pick<Indicator, 'code' | 'name' | 'shortName' | 'aliases'>;

export type LookupResult =
  | { kind: 'found'; code: string; key: string }
  /** Several indicators have this name: ask. */
  | { kind: 'ambiguous'; candidates: string[]; key: string }
  /** The leaf is known, but a heading above it names another subject (商标 above 专利's name): ask or leave. */
  | { kind: 'contradicted'; candidates: string[]; key: string }
  | { kind: 'unknown' };

export interface IndicatorLookup {
  /** Header path from the outermost heading to the leaf; a plain row name is a path of one. */
  find(path: readonly string[]): LookupResult;
  /** Codes of a normalised key; empty where there is none. */
  codesOf(key: string): readonly string[];
  /** The code that a text is, null where it is none. */
  codeWritten(text: string): string | null;
  /** All keys with their codes, for the registry test and the settings page (“同名” warnings). */
  readonly keys: ReadonlyMap<string, readonly string[]>;
}

/** What a heading can be about; synonyms share a line. A leaf under such a heading must be about it too. */
const SUBJECTS: readonly (readonly string[])[] = [
  ['专利', 'PCT', '发明', '实用新型', '外观'],
  ['发明'],
  ['实用新型', '新型'],
  ['外观'],
  ['PCT'],
  ['高价值'],
  ['非正常'],
  ['海外', '国外', '涉外'],
  ['商标'],
  ['马德里'],
  ['驰名'],
  ['地理标志', '地标'],
  ['版权', '著作权', '作品'],
  ['软件', '软著'],
  ['布图设计', '集成电路'],
  ['植物新品种'],
  ['质押'],
  ['保险', '保费', '保额'],
  ['转让', '许可'],
  ['贯标', '体系认证'],
  ['导航'],
  ['基金'],
  ['案件', '执法', '办案', '罚没', '案值', '立案', '结案', '办结'],
  ['裁决'],
  ['调解'],
  ['维权'],
  ['培训'],
  ['宣传', '报道'],
  ['咨询'],
  ['代理'],
  ['资助', '奖补'],
];

/** Paths whose answer is kept, segment by segment. */
interface KnownPaths {
  result?: LookupResult;
  next: Map<string, KnownPaths>;
}
const MOST_KNOWN = 20_000;

/** A heading that lists subjects (`专利、商标工作`) covers each of them. */
const ENUMERATES = /[、,和及与]/;

/** Headings that take a part of the whole: 企业 over 发明专利授权量 is not all of them, unless the indicator itself says so. */
const RESTRICTS = new RegExp(
  `^(?:${[
    // A firm is called …公司: of these only kinds.
    '\\p{Script=Han}{0,8}企业|(?:拟?上市|国有|民营|外资|科技型?)?公司|[民央国外]企',
    '(?:规|规模以|限|限额以)[上下](?:工业|服务业)?',
    '\\p{Script=Han}{0,7}(?:产业|行业)',
    '高校|高等院校|高等学校|大专院校|院校|大学|科研院所|科研单位|科研机构|研究机构|高校院所|高校及科研院所',
    '个人|自然人|法人|机关团体|机关|团体|事业单位|社会组织|职务|非职务|女性|青年|大学生',
    '内资|外资|国有|民营|私营|集体|个体|国外|境外|港澳台|农村|城镇|乡镇|镇街|园区|区内|区外|市外|省外',
    '(?:重点|部分|典型|示范|优势|主要|骨干|龙头|其他)(?:单位|机构|项目|产品|主体)|招商项目|前\\p{Script=Han}{1,2}[名位]|\\d{2,3}强',
    '失效|无效|驳回|撤回|撤销|未授权|待审|在审|公开|受理|(?:快速)?预审|优先审查|首次|续展|维持.{1,4}年(?:以上|以下|以内)?',
  ].join('|')})$`,
  'u',
);

/** True for a heading under which an indicator's number is a part of it only. */
export function isRestricting(heading: string): boolean {
  return RESTRICTS.test(normaliseName(heading));
}

function subjectsOf(text: string): number[] {
  return SUBJECTS.flatMap((words, index) => (words.some((word) => text.includes(word)) ? [index] : []));
}

/** Map-based lookup over names, short names, aliases and path aliases. Give it the indicators that may be found. */
export function buildLookup(indicators: readonly Named[]): IndicatorLookup {
  const keys = new Map<string, string[]>();
  const subjects = new Map<string, Set<number>>();
  const names = new Map<string, string[]>();
  const codeOf = new Map(indicators.map(({ code }) => [normaliseName(code), code]));
  for (const indicator of indicators) {
    const about = new Set<number>();
    const own: string[] = [];
    names.set(indicator.code, own);
    for (const text of [indicator.name, indicator.shortName, ...indicator.aliases]) {
      const key = normaliseName(text);
      if (key === '') continue;
      own.push(key);
      for (const subject of subjectsOf(key)) about.add(subject);
      const codes = keys.get(key);
      if (!codes) keys.set(key, [indicator.code]);
      else if (!codes.includes(indicator.code)) codes.push(indicator.code);
    }
    subjects.set(indicator.code, about);
  }

  /** 专利授权总量 over 发明 by 专利授权量/发明: a declared path holds below each name of its whole; '' where none is declared. */
  const declaredPath = ([whole, part, ...rest]: readonly string[]): string => {
    const [code, ...others] = keys.get(whole ?? '') ?? [];
    if (code === undefined || part === undefined || others.length + rest.length > 0) return '';
    const paths = names.get(code)!.map((name) => `${name}/${part}`);
    const found = paths.filter((path) => keys.get(path)?.length === 1);
    const to = new Set(found.map((path) => keys.get(path)![0]));
    // 合计 below a bare 授权量 may add up more than patents; below 专利授权总量 it is the whole.
    const isKnown = to.size === 1 && (!to.has(code) || subjectsOf(whole!).length > 0);
    return isKnown ? found[0]! : '';
  };

  const readNames = (parts: readonly string[]): LookupResult => {
    for (let start = 0; start < parts.length; start += 1) {
      const written = parts.slice(start).join('/');
      const key = keys.has(written) ? written : declaredPath(parts.slice(start));
      const codes = keys.get(key);
      if (!codes) continue;
      if (codes.length > 1) return { kind: 'ambiguous', candidates: [...codes], key };
      const code = codes[0]!;
      const about = subjects.get(code)!;
      const contradicted = parts.slice(0, start).some((heading) => {
        // 专利授权量 over 考核得分: what that number of patents scored, not the unit.
        if (about.size === 0 && keys.has(heading) && !keys.get(heading)!.includes(code)) return true;
        if (RESTRICTS.test(heading) && !key.includes(heading)) return true;
        const above = subjectsOf(heading);
        const shared = above.filter((subject) => about.has(subject));
        return ENUMERATES.test(heading) ? above.length > 0 && shared.length === 0 : shared.length < above.length;
      });
      return contradicted ? { kind: 'contradicted', candidates: [code], key } : { kind: 'found', code, key };
    }
    return { kind: 'unknown' };
  };

  const read = (path: readonly string[]): LookupResult => {
    const parts = path.map(normaliseName).filter((part, index, all) => part !== '' && part !== all[index - 1]);
    const names = parts.filter((part) => !codeOf.has(part));
    const result = readNames(names.length === 0 ? parts : names);
    if (result.kind !== 'found') return result;
    // C05 over 专利授权量, as our own forms have it: the code says the same, or which of both is right is asked.
    const other = parts.map((part) => codeOf.get(part)).find((code) => code !== undefined && code !== result.code);
    return other === undefined ? result : { kind: 'contradicted', candidates: [result.code, other], key: result.key };
  };

  // The same heads come back in every file and, column by column, for every row.
  let known: KnownPaths = { next: new Map() };
  let count = 0;
  const find = (path: readonly string[]): LookupResult => {
    let at = known;
    for (const text of path) {
      let next = at.next.get(text);
      if (!next) at.next.set(text, (next = { next: new Map() }));
      at = next;
    }
    if (at.result) return at.result;
    at.result = read(path);
    const { result } = at;
    count += 1;
    if (count >= MOST_KNOWN) {
      known = { next: new Map() };
      count = 0;
    }
    return result;
  };

  return {
    find,
    codesOf: (key) => keys.get(key) ?? [],
    codeWritten: (text) => codeOf.get(normaliseName(text)) ?? null,
    keys,
  };
}
