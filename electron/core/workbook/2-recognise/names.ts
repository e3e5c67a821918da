// Finds reporting units in texts: exact names and aliases only. Likeness may suggest, never decide (rules.md 9, 16).

import { normaliseName } from '../../../../shared/indicators/normalise.js';
import { remembered } from '../../../../shared/model/remembered.js';
import type { ReportingUnit } from '../../../../shared/model/unit.js';

/** What may follow a unit's name in 填报单位: X市场监督管理局（盖章）. */
const OFFICE =
  /^(市场监督管理局|市场监管局|市场和?监督管理局|市监局|知识产权局|知识产权保护中心|知识产权发展中心|市场监管所|人民政府|政府|管委会|管理委员会|科学技术局|科技局|行政审批局|局|办|办公室|街道办事处|办事处|中心)?$/;
/** 320582张家港市, 01江北区, 1-江北区: the code of the division or a number in front. Four digits may be a year, which says something. */
const NUMBERED = /^(?:\d{6}|\d{1,3})[-_]?(?=\p{Script=Han})/u;
const SEAL = /\((盖章|公章|章|签章|加盖公章)\)$/;

export type UnitMatch =
  | { kind: 'found'; unit: ReportingUnit }
  /** Several could be meant: 衡阳 for 衡阳县 and 衡阳市. */
  | { kind: 'ambiguous'; candidates: ReportingUnit[] }
  | { kind: 'none' };

const NONE: UnitMatch = { kind: 'none' };

export class UnitNames {
  readonly #byKey = new Map<string, ReportingUnit>();
  readonly #place: string;
  readonly #cache = new Map<string, UnitMatch>();
  /** Names by their first two characters, so that a text is not compared with thousands of towns. */
  readonly #byStart = new Map<string, [name: string, unit: ReportingUnit][]>();

  constructor(
    readonly units: readonly ReportingUnit[],
    place: string,
  ) {
    this.#place = normaliseName(place);
    for (const unit of units)
      for (const name of [unit.name, ...unit.aliases]) this.#byKey.set(normaliseName(name), unit);
    for (const entry of this.#byKey) {
      const start = entry[0].slice(0, 2);
      const known = this.#byStart.get(start);
      if (known) known.push(entry);
      else this.#byStart.set(start, [entry]);
    }
  }

  /** A cell or line that should be one unit, with or without its office and the city in front. */
  exact(text: string): UnitMatch {
    const known = this.#cache.get(text);
    if (known) return known;
    const match = this.#exact(text);
    if (this.#cache.size < 50_000) this.#cache.set(text, match);
    return match;
  }

  #exact(text: string): UnitMatch {
    const written = normaliseName(text).replace(SEAL, '');
    // 101团, 102团: there the number is the name.
    const found = this.#called(written);
    const key = written.replace(NUMBERED, '').replace(/\(\d{6}\)$/, '');
    return found.kind === 'none' && key !== written ? this.#called(key) : found;
  }

  #called(key: string): UnitMatch {
    if (key === '') return NONE;
    const forms =
      key.startsWith(this.#place) && key.length > this.#place.length ? [key, key.slice(this.#place.length)] : [key];
    // 北苑（街道）: the same letters.
    const bare = forms.map((form) => form.replaceAll(/[()]/g, '')).filter((form) => !forms.includes(form));
    for (const form of [...forms, ...bare]) {
      const direct = this.#byKey.get(form);
      if (direct) return { kind: 'found', unit: direct };
    }
    for (const form of [...forms, ...bare]) {
      let best: { length: number; unit: ReportingUnit } | null = null;
      for (const [name, unit] of [...this.#startingLike(form, 0), ...(this.#byStart.get(form.slice(0, 1)) ?? [])])
        if (form.startsWith(name) && OFFICE.test(form.slice(name.length)) && name.length > (best?.length ?? 0))
          best = { length: name.length, unit };
      if (best) return { kind: 'found', unit: best.unit };
    }
    return NONE;
  }

  /** Names of two characters and more that begin like the text at this place. */
  #startingLike(text: string, at: number): readonly (readonly [name: string, unit: ReportingUnit])[] {
    return this.#byStart.get(text.slice(at, at + 2)) ?? [];
  }

  /** Units whose name without 市/县/区 the text is: suggestions for a question, never an answer. */
  suggestions(text: string): ReportingUnit[] {
    const key = normaliseName(text)
      .replace(SEAL, '')
      .replace(/(市场监督管理局|市场监管局|知识产权局|人民政府|管委会|局)$/, '');
    const stem = key.replace(/[市县区镇乡]$/, '');
    if (stem.length < 2) return [];
    return this.units.filter((unit) =>
      [unit.name, ...unit.aliases].some((name) => {
        const own = normaliseName(name);
        return own.includes(stem) || stem.includes(own.replace(/[市县区镇乡]$/, ''));
      }),
    );
  }

  /**
   * The unit named in a title, sheet or file name. A name counts only where it begins the text, follows the city's name,
   * or follows something that is no Han character: 滕州高新区 is not 高新区.
   */
  inText(text: string): UnitMatch {
    const key = normaliseName(text);
    const found = new Map<ReportingUnit, number>();
    for (let at = 0; at + 2 <= key.length; at += 1)
      for (const [name, unit] of this.#startingLike(key, at)) {
        if (!key.startsWith(name, at)) continue;
        const before = key.slice(0, at);
        const isClean =
          before === '' ||
          before.endsWith(this.#place) ||
          !/\p{Script=Han}$/u.test(before) ||
          /(关于|报送|上报|年|月|份|季度|[底末日期号与和及]|附件|附表|：)$/.test(before);
        if (isClean) found.set(unit, Math.max(found.get(unit) ?? 0, name.length));
      }
    if (found.size === 0) return NONE;
    const named = found.size === 1 ? [...found.keys()] : this.units.filter((unit) => found.has(unit));
    if (named.length === 1) return { kind: 'found', unit: named[0]! };
    const longest = Math.max(...found.values());
    const best = [...found].filter(([, length]) => length === longest).map(([unit]) => unit);
    // Two names in one title (滕州市、薛城区…) name no single unit.
    return best.length === 1 && isInside(best[0]!, named)
      ? { kind: 'found', unit: best[0]! }
      : { kind: 'ambiguous', candidates: named };
  }
}

/** True where all other units' names lie inside this one's name. */
function isInside(unit: ReportingUnit, all: ReportingUnit[]): boolean {
  const own = normaliseName(unit.name);
  return all.every(
    (other) => other === unit || [other.name, ...other.aliases].some((name) => own.includes(normaliseName(name))),
  );
}

/** 合计, 全市, 总计 … are one concept (rules.md 5). */
export function totalWord(text: string, place: string): 'total' | 'subtotal' | 'average' | null {
  const { key, word } = sumWordOf(text);
  return key === normaliseName(place) ? 'total' : word;
}

/** Asked for every cell of a table about the few names of its rows and columns. */
const sumWordOf: (text: string) => { readonly key: string; readonly word: 'total' | 'subtotal' | 'average' | null } =
  remembered((text) => {
    const key = normaliseName(text).replaceAll(/[()]/g, '');
    if (/^(合计|总计|全市|全省|全县|全区|总数|全市合计|全市总计|合计数|汇总|全市汇总|总和|全州|全盟)$/.test(key))
      return { key, word: 'total' };
    // 四市合计, 六区: of some of the units.
    if (/^(小计|.{0,8}小计|[一二三四五六七八九十\d]{1,2}个?[市县区]{1,3}(合计|汇总)?)$/.test(key))
      return { key, word: 'subtotal' };
    return { key, word: /^(平均|平均值|平均数|全市平均|全省平均|均值)$/.test(key) ? 'average' : null };
  });

/** 全省 in the table of a city: numbers of more than its own units. */
export function isWiderArea(text: string, place: string): boolean {
  const name = normaliseName(text);
  return name === '全国' || (name === '全省' && !/(?:省|自治区)$/u.test(place));
}

/** 全市, or the city's name, below the name of a unit: of all units together. 全区 below 江北区 is its own number, as is 合计. */
export function isOfAllUnits(text: string, unit: string, place: string): boolean {
  const name = normaliseName(text);
  const area = /^全([市县区州盟])/u.exec(name)?.[1];
  if (area === undefined) return name === normaliseName(place);
  return place.endsWith(area) || !unit.endsWith(area);
}

/** 某甲区, 合计: what rows of places are called, whether the places are ours or not. */
export function looksLikePlace(text: string): boolean {
  return /^\p{Script=Han}{1,12}[市县区州镇乡盟旗]$/u.test(text) || totalWord(text, '') !== null;
}
