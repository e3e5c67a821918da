// Which entries of the enterprise register may be one and the same. Only ever a proposal: nothing is matched or merged by likeness.
// Pure. Not here: matching on import (core/ledgers/register.ts), which goes by code and exact names alone.

import type { Enterprise } from './enterprise.js';

/** Why two entries are proposed, the surest first. */
export const LIKENESS = ['same-code', 'same-name', 'alike'] as const;
export type Likeness = (typeof LIKENESS)[number];
export const LIKENESS_LABEL: Record<Likeness, string> = {
  'same-code': '代码相同',
  'same-name': '名称基本相同',
  alike: '名称相近',
};

export interface LikePair {
  /** Ids, the smaller first. */
  a: number;
  b: number;
  likeness: Likeness;
}

/** 山东威智百科药业有限责任公司（本部） and 山东威智百科药业有限公司(本部) → one text: width, spaces, signs, 责任. */
export function plainName(name: string): string {
  return name
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[\s()[\]【】〔〕<>《》“”"'·.,，。、\-—_]/g, '')
    .replaceAll(/有限责任公司|股份有限公司|有限公司/g, '公司');
}

/** What is left of a name without its place and its legal form: 山东省滕州市威达机床有限公司 → 威达机床. */
export function nameCore(name: string): string {
  const core = plainName(name)
    .replace(/^[\p{Script=Han}]{2,3}(省|自治区)/u, '')
    .replace(/^[\p{Script=Han}]{2,3}(市|州|盟)/u, '')
    .replace(/^[\p{Script=Han}]{2,3}(区|县|旗)/u, '')
    .replace(/(集团)?公司$/, '');
  return core.length >= 2 ? core : plainName(name);
}

/** The part of a 统一社会信用代码 that names the body itself (主体标识码); kept when the registering office changes. */
function bodyCode(uscc: string): string {
  return uscc.slice(8, 17);
}

/** Cores shorter than this differ in one character by chance. */
const LEAST_ALIKE = 4;

/** A text and all texts that lack one of its characters: two texts that share one differ in one character at most. */
function* neighbours(text: string): Generator<string> {
  yield text;
  for (let index = 0; index < text.length; index += 1) yield text.slice(0, index) + text.slice(index + 1);
}

function isOneApart(a: string, b: string): boolean {
  if (a === b) return true;
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (long.length - short.length > 1) return false;
  let start = 0;
  while (start < short.length && short[start] === long[start]) start += 1;
  return short.slice(long.length === short.length ? start + 1 : start) === long.slice(start + 1);
}

type Named = Pick<Enterprise, 'id' | 'uscc' | 'name' | 'formerNames' | 'shortNames'>;

/** Pairs that may be one enterprise. Two known and different codes rule a likeness out, but not an equal name. */
export function likePairs(enterprises: readonly Named[]): LikePair[] {
  const found = new Map<string, LikePair>();
  const byId = new Map(enterprises.map((one) => [one.id, one]));
  const propose = (x: number, y: number, likeness: Likeness): void => {
    if (x === y) return;
    const [a, b] = x < y ? [x, y] : [y, x];
    const key = `${a}/${b}`;
    const known = found.get(key);
    if (!known || LIKENESS.indexOf(known.likeness) > LIKENESS.indexOf(likeness)) found.set(key, { a, b, likeness });
  };
  const group = (
    likeness: Likeness,
    keysOf: (one: Named) => Iterable<string>,
    fits?: (a: Named, b: Named) => boolean,
  ) => {
    const groups = new Map<string, Set<number>>();
    for (const one of enterprises)
      for (const key of keysOf(one)) {
        const ids = groups.get(key);
        if (ids) ids.add(one.id);
        else groups.set(key, new Set([one.id]));
      }
    for (const ids of groups.values()) {
      const list = [...ids];
      for (const [index, x] of list.entries())
        for (const y of list.slice(index + 1)) if (!fits || fits(byId.get(x)!, byId.get(y)!)) propose(x, y, likeness);
    }
  };
  group('same-code', (one) => (one.uscc === null ? [] : [bodyCode(one.uscc)]));
  group('same-name', (one) => new Set([one.name, ...one.formerNames, ...one.shortNames].map(plainName)));
  const cores = new Map(enterprises.map((one) => [one.id, nameCore(one.name)]));
  group(
    'alike',
    (one) => {
      const core = cores.get(one.id)!;
      return new Set(core.length < LEAST_ALIKE ? [core] : neighbours(core));
    },
    (a, b) => (a.uscc === null || b.uscc === null) && isOneApart(cores.get(a.id)!, cores.get(b.id)!),
  );
  return [...found.values()].sort(
    (x, y) => LIKENESS.indexOf(x.likeness) - LIKENESS.indexOf(y.likeness) || x.a - y.a || x.b - y.b,
  );
}
