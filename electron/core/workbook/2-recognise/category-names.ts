// Names in two or more columns (专利 | 发明授权, 商标 | 申请量) → one indicator. Declared keys only: the columns as a path in
// either order, or written together (商标申请量). What fits more than one indicator is asked about, never chosen.

import type { IndicatorLookup, LookupResult } from '../../../../shared/indicators/lookup.js';
import { normaliseName } from '../../../../shared/indicators/normalise.js';

/** A name that says which number of the one beside it is meant, and no other one. */
const SAYS_NOTHING = /^(数量?|总数|总量|合计|小计|总计|件数|个数|情况|数据|数值|总体情况)$/;

export function saysNothing(text: string): boolean {
  return SAYS_NOTHING.test(normaliseName(text));
}

/** 地理标志 | 申请量: the category alone is known, and 申请量 would be overlooked. */
function backwards(path: readonly string[], category: string, indicators: IndicatorLookup): LookupResult {
  const result = indicators.find([...path, category]);
  if (result.kind !== 'found' || result.key !== normaliseName(category)) return result;
  return saysNothing(path.at(-1)!) ? result : { kind: 'unknown' };
}

function tryAll(parts: readonly string[], indicators: IndicatorLookup): LookupResult[] {
  const outer = parts.slice(0, -2);
  const [category, leaf] = [parts.at(-2)!, parts.at(-1)!];
  return [
    indicators.find(parts),
    backwards([...outer, leaf], category, indicators),
    indicators.find([...outer, `${category}${leaf}`]),
    indicators.find([...outer, `${leaf}${category}`]),
    ...(outer.length > 0 ? [indicators.find([outer.at(-1)!, leaf]), indicators.find([`${outer.at(-1)!}${leaf}`])] : []),
  ];
}

function settle(tries: readonly LookupResult[], parts: readonly string[]): LookupResult {
  const found = new Map(tries.flatMap((one) => (one.kind === 'found' ? [[one.code, one] as const] : [])));
  if (found.size === 1) return [...found.values()][0]!;
  if (found.size > 1) return { kind: 'ambiguous', candidates: [...found.keys()], key: parts.join('/') };
  return tries.find((one) => one.kind === 'contradicted' || one.kind === 'ambiguous') ?? { kind: 'unknown' };
}

/** `parts` from left to right, at least two. A heading that says nothing of its own (创造) leaves the name beside it as it is. */
export function findCategorised(parts: readonly string[], indicators: IndicatorLookup): LookupResult {
  return settle(tryAll(parts, indicators), parts);
}

/** 专利 over 授权 over 发明: two neighbours of a head path written together (专利授权 over 发明), where they name nothing apart. */
export function findJoined(path: readonly string[], indicators: IndicatorLookup): LookupResult {
  const tries = path.slice(1).flatMap((right, at) => {
    const left = path[at]!;
    const joined = at === path.length - 2 ? [`${left}${right}`, `${right}${left}`] : [`${left}${right}`];
    return joined.map((name) => indicators.find([...path.slice(0, at), name, ...path.slice(at + 2)]));
  });
  return settle([...tries, indicators.find([path.join('')])], path);
}

/** Row and head of a matrix: only what needs both. 授权量 alone is known, but 其他 beside it would pass for all of it. */
export function findTogether(row: string, head: string, indicators: IndicatorLookup): LookupResult {
  const alone = new Set([normaliseName(row), normaliseName(head)]);
  const tries = tryAll([row, head], indicators).filter((one) => one.kind === 'found' && !alone.has(one.key));
  return settle(tries, [row, head]);
}
