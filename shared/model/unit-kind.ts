// What kind of unit a name or a word of a list means: the set-up page and the Excel list read it alike.

import { UNIT_KIND_LABEL, UNIT_KINDS, type UnitKind } from './unit.js';

/** Heads over the names of units in lists of a bureau. */
export const HEADS_OF_NAMES: readonly string[] = [
  '单位名称',
  '填报单位',
  '填报单位名称',
  '名称',
  '单位',
  '乡镇',
  '乡镇街道',
  '乡镇（街道）',
  '镇街',
  '镇（街道）',
  '镇街名称',
  '区县',
  '县区',
  '区（市）',
  '县（市、区）',
];

export const HEADS_OF_ALIASES: readonly string[] = ['别名', '简称'];
export const HEADS_OF_KINDS: readonly string[] = ['类型', '单位类型', '类别'];

/** Rows that sum a list up are no units. */
export function isTotalName(name: string): boolean {
  return /^(合\s*计|总\s*计|小\s*计|全[省市县区州旗](合计)?)$/.test(name);
}

const SHARED_PREFIX = /^(高新|经开|开发|新区|保税|综保|风景|旅游|度假)/;

/** Who submits for a place under the name of its office: 薛城区市场监督管理局, 北关街道办, 空港园区管委会. */
const OFFICE_OF_PLACE =
  /^(\S+[区县市旗])(市场监督管理|市场监管|市监|知识产权)(局|分局)$|^(\S+区)(管理委员会|管委会)$|^(\S+街道|\S+[镇乡])(办|人民政府|政府|市场监管所|市场监督管理所)$/;

/** The kind of a unit where its list does not say it. */
export function guessKind(given: string): UnitKind {
  const office = OFFICE_OF_PLACE.exec(given);
  const name = office?.[1] ?? office?.[4] ?? office?.[6] ?? given;
  if (/(高新|经开|开发|保税|综合|度假|示范|产业|工业)\S*区$|新区$|园区$/.test(name) || SHARED_PREFIX.test(name))
    return 'zone';
  if (/(街道|街道办事处|镇|乡)$/.test(name)) return 'town';
  if (/(区|县|市|旗)$/.test(name)) return 'county';
  if (/(公司|集团|厂)$/.test(name)) return 'enterprise';
  if (/(法院|检察院|公安局|海关|局|委|办)$/.test(name)) return 'member';
  return 'direct';
}

/** Words that lists of a county or a city use for the kinds, beside the kinds' own names. */
const KIND_WORDS: [UnitKind, RegExp][] = [
  ['town', /^((镇|乡|街道办事处|街道|街|办事处)[、/（）()]?)+$/],
  ['county', /^((区|市|县|旗|县级市|市辖区)[、/（）()]?)+$/],
  ['zone', /^(开发区|高新区|经开区|园区|新区)$/],
  ['direct', /^(市直|县直|区直|直属单位)$/],
  ['member', /^(部门|成员)$/],
];

/** The kind that a list writes: its own name or another word for it; null where it is none. */
export function readKind(text: string): UnitKind | null {
  const known = UNIT_KINDS.find((kind) => UNIT_KIND_LABEL[kind] === text || kind === text);
  return known ?? KIND_WORDS.find(([, words]) => words.test(text))?.[0] ?? null;
}

/** Whether units of a kind count in the total and are ranked, until the officer says otherwise. */
export function countsByKind(kind: UnitKind): { countsInTotal: boolean; ranked: boolean } {
  const isDistrict = kind === 'county' || kind === 'zone' || kind === 'town';
  return { countsInTotal: isDistrict || kind === 'direct', ranked: isDistrict };
}
