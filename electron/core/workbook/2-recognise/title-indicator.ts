// 2024年各区县专利授权量统计表（件）: the single indicator that a title names, for tables whose rows and columns name none.

import type { LookupResult } from '../../../../shared/indicators/lookup.js';
import { normaliseMeasure, normaliseName, splitMeasure } from '../../../../shared/indicators/normalise.js';
import type { Vocabulary } from './find-table.js';
import type { UnitNames } from './names.js';
import { withoutPeriods } from './period-text.js';

export interface TitleIndicator {
  lookup: LookupResult;
  measure: string | null;
}

/** A longer line is no title of one indicator. */
const LONGEST_TITLE = 80;

/** The indicator that a title names, with the measure behind it; null where it names none, or none that is known. */
export function titleIndicator(title: string, words: Vocabulary): TitleIndicator | null {
  const { name, measure } = splitTitle(title);
  const core = withoutPeriods(name).replace(/^的/, '');
  const own = core.length > LONGEST_TITLE ? core : withoutUnit(core, words.units);
  for (const candidate of [core, titleCore(core), titleCore(titleCore(core)), own, titleCore(own)]) {
    const lookup = words.indicators.find([candidate]);
    // 质押金额（亿元）统计表
    if (lookup.kind === 'found') return { lookup, measure: measure ?? splitMeasure(candidate).measure };
  }
  return null;
}

/** （累计，件）: what a title says in brackets beside its name. */
const SAID = /^(累计|当月|本月|合计|分月|按月|单位)$/;

function splitTitle(title: string): { name: string; measure: string | null } {
  const plain = splitMeasure(title);
  const bracket = plain.measure === null ? /^(.*?)[(（]([^()（）]{1,12})[)）]$/u.exec(title.trim()) : null;
  if (bracket === null) return plain;
  const parts = bracket[2]!.split(/[,，、;；：:/／\s]+/u).filter((part) => part !== '');
  const measures = parts.flatMap((part) => normaliseMeasure(part) ?? []);
  const isSaid = parts.every((part) => SAID.test(part) || normaliseMeasure(part) !== null);
  return isSaid && measures.length <= 1 ? { name: bracket[1]!, measure: measures[0] ?? null } : plain;
}

/** What a title may be about, as its words say: 专利授权 of 江北区2022年1—7月专利授权情况表. */
export function titleSubjects(title: string, words: Vocabulary): string[] {
  const core = withoutPeriods(splitTitle(title).name).replace(/^的/, '');
  if (core.length > LONGEST_TITLE) return [];
  const isOfPlace = words.place !== '' && core.startsWith(words.place);
  const own = isOfPlace ? core.slice(words.place.length) : withoutUnit(core, words.units);
  const said = [titleCore(core), titleCore(own), titleCore(titleCore(own))];
  return [...new Set(said)].filter((subject) => subject !== '');
}

/** What titles are about, for tables that name no indicator anywhere else; '' where they say nothing of the kind. */
export function titleSubject(titles: readonly { text: string }[], words: Vocabulary): string {
  for (const { text } of titles) {
    const core = withoutPeriods(splitTitle(text).name).replace(/^的/, '');
    if (core.length > LONGEST_TITLE) continue;
    const subject = titleCore(withoutUnit(core, words.units));
    if (subject !== '') return subject;
  }
  return '';
}

/** 江北区专利授权量 without whose it is. */
export function withoutUnit(core: string, units: UnitNames): string {
  const name = normaliseName(core);
  for (let end = Math.min(name.length - 2, 20); end >= 2; end -= 1)
    if (units.exact(name.slice(0, end)).kind === 'found') return name.slice(end).replace(/^的/, '');
  return core;
}

/** The title's name of a single indicator: 2021年末常住人口（万人） → 常住人口. */
export function titleCore(title: string): string {
  return normaliseName(title)
    .replace(/^各地(?:区|市)?/u, '')
    .replace(/^\(?附?(?:表|件)(?:[一二三四五六七八九十]{1,3}|\d{1,2}(?:[-.]\d{1,2})?)\)?[:：、.]?/u, '')
    .replace(
      /^(全省|全国|全市|全县|全区)?(各|分)?(区\(市\)|县\(市、区\)|县市区|市县区|区县|市县|县市|县区|区市|旗县|地市|设区市|市州|市|县|区|州)?/,
      '',
    )
    .replace(/(情况)?(统计|汇总|明细)?(表|情况|一览)?$/, '')
    .replace(/[分按逐各](月|季)(份|度)?$/, '');
}
