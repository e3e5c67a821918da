// Heads of a workbook → fields of a ledger, by declared labels and aliases after normalising: exact, never by likeness.
// Not here: which ledger a table is and where its heads are (core/workbook/2-recognise/ledger-table.ts), reading cells (read-field.ts).

import { normaliseName, splitMeasure } from '../indicators/normalise.js';
import { enterpriseFieldsOf, fieldsOf, type Field, type Ledger } from './define.js';
import { FORMER_UNITS_HEAD } from './former-units.js';
import type { FieldInput } from './read-field.js';

/** Heads that every ledger may have and none stores. */
const ALWAYS_DERIVED = ['序号', '编号', '行号', FORMER_UNITS_HEAD];

/** 融资金额/万元 and 融资金额：元 say their 计量单位 without brackets. */
const MEASURE_BEHIND = /^(.+?)\s*[/／,，、:：]\s*(?:人民币)?(元|千元|万元|亿元)\s*$/su;

/** 出质人（必填）, 登记日期（格式：2022-07-31）: how a template wants it filled in is no part of the name. */
const HOW_TO_FILL =
  /\s*[（(](?:非?必填项?|选填项?|必选项?|[单多]选|下拉(?:选择)?|文本(?:格式)?|(?:格式|例如?|如)[:：]?[^（()）]*)[)）]\s*$/u;

function withBrackets(written: string): string {
  const head = written.replace(HOW_TO_FILL, '');
  return head.trimEnd().endsWith('元') ? head.replace(MEASURE_BEHIND, '$1（$2）') : head;
}

/** Lookup key of a head: 融资金额（万元）, 融资金额/万元 and 融资金额 are one. */
export function headKey(text: string): string {
  return normaliseName(withBrackets(text));
}

/** 计量单位 that a head states; null where it states none. */
export function headMeasure(text: string): string | null {
  return splitMeasure(withBrackets(text)).measure;
}

export interface MappedHeads {
  /** Field of each column, null where it is derived, unknown or empty. */
  fields: (string | null)[];
  /** 计量单位 by field, where the head names one of money, or 月 or 年 of a term. */
  measures: Record<string, string>;
  /** Heads that no field declares: shown, kept with the raw sheet. */
  unknown: string[];
  /** Two columns for one field: a question, never the first one taken. */
  repeated: string[];
  /** Required fields without column, default or words in the title. */
  missing: string[];
}

/** What offices and provinces call whose row it is. */
const UNIT_WORDS = [
  '区（市）',
  '区市',
  '市区',
  '区县',
  '县区',
  '县市',
  '县市区',
  '区县市',
  '市县区',
  '县（市、区）',
  '区（县、市）',
  '市（县、区）',
  '县（区）',
  '区（县）',
  '县（市）',
  '辖区',
  '乡镇',
  '镇（街道）',
  '乡镇（街道）',
  '镇街',
];
const UNIT_HEADS = [
  ...UNIT_WORDS,
  ...[...UNIT_WORDS, '区', '县'].flatMap((word) => [`所属${word}`, `所在${word}`]),
  '填报单位',
  '属地',
];

/** What lists of any kind call the one enterprise of a row. 单位 alone may as well be the district. */
const ENTERPRISE_HEADS = [
  '企业',
  '公司',
  '企业名称',
  '公司名称',
  '单位名称',
  '企业全称',
  '公司全称',
  '单位全称',
  '企业（单位）名称',
  '市场主体名称',
  '申请企业',
  '申报企业',
];

/** True where a head means the unit that a row belongs to. */
export function isUnitHead(head: string): boolean {
  const key = headKey(head);
  return UNIT_HEADS.some((one) => headKey(one) === key);
}

/** What is called 出质人 may be headed 出质人名称. */
const NAMED = /(?:人|方|单位|企业|机构|公司|对象|银行)$/;

/** Heads that mean the same in other words: 登记时间 and 登记日 for 登记日期, 出质人名称 for 出质人. */
function otherWords(head: string, field: Field): string[] {
  const { kind } = field;
  if (field.kind === 'integer' && field.isMonths === true) {
    const term = head.replace(/[（(]月[)）]$/, '');
    return [`${term}（月）`, `${term}（个月）`, `${term}（年）`];
  }
  if (kind === 'enterprise' || kind === 'text') return NAMED.test(head) ? [`${head}名称`] : [];
  if (kind !== 'date') return [];
  const day = /^(.*)(?:日期|时间)$/.exec(head)?.[1];
  if (day === undefined) return [];
  return [`${day}日期`, `${day}时间`, ...(day === '' ? [] : [`${day}日`])];
}

/** Fields by the keys of their labels and aliases. */
function writtenHeads(ledger: Ledger): Map<string, string> {
  const heads = fieldsOf(ledger).flatMap(([name, { label, aliases = [] }]) =>
    [label, ...aliases].map((head) => [headKey(head), name] as const),
  );
  return new Map(heads);
}

/** Fields by the keys of their heads: as they are declared, and in other words where these mean no other field. */
export function declaredHeads(ledger: Ledger): Map<string, string> {
  const map = writtenHeads(ledger);
  /** null: means several fields. */
  const others = new Map<string, string | null>();
  for (const [name, field] of fieldsOf(ledger))
    for (const head of [field.label, ...(field.aliases ?? [])])
      for (const key of otherWords(head, field).map(headKey)) {
        const known = others.get(key);
        others.set(key, known === undefined || known === name ? name : null);
      }
  for (const [key, name] of others) if (name !== null && !map.has(key)) map.set(key, name);
  return map;
}

/** Field name by head key: what others call the unit and the enterprise, too, where no field has that name. */
export function headsOf(ledger: Ledger): Map<string, string> {
  const map = declaredHeads(ledger);
  const unit = fieldsOf(ledger).find(([, field]) => field.kind === 'unit')?.[0];
  if (unit !== undefined) for (const head of UNIT_HEADS) if (!map.has(headKey(head))) map.set(headKey(head), unit);
  const [enterprise, another] = enterpriseFieldsOf(ledger);
  if (enterprise !== undefined && another === undefined)
    for (const head of ENTERPRISE_HEADS) if (!map.has(headKey(head))) map.set(headKey(head), enterprise.name);
  return map;
}

/** 万元 of amounts, 月 or 年 of terms; null where the head does not say it. */
export function measureOf(head: string, field: Field): string | null {
  if (field.kind === 'amount') return headMeasure(head);
  if (field.kind !== 'integer' || field.isMonths !== true) return null;
  return /[（(]个?([月年])[)）]\s*$/.exec(withBrackets(head))?.[1] ?? null;
}

export function mapHeads(ledger: Ledger, heads: readonly (string | null)[], title = ''): MappedHeads {
  const known = headsOf(ledger);
  const written = writtenHeads(ledger);
  const keys = heads.map((head) => (head === null ? '' : headKey(head)));
  // 受理时间 beside 受理日期 is the hour, 镇街 beside 区（市） a part of it: other words count where the field has no column of its own.
  const own = new Set(keys.flatMap((key) => written.get(key) ?? []));
  const fieldOf = (key: string): string | null => {
    const name = known.get(key) ?? null;
    return name !== null && own.has(name) ? (written.get(key) ?? null) : name;
  };
  const derived = new Set([...ALWAYS_DERIVED, ...(ledger.derived ?? []), ...(ledger.sort?.heads ?? [])].map(headKey));
  const result: MappedHeads = { fields: [], measures: {}, unknown: [], repeated: [], missing: [] };
  const seen = new Set<string>();
  for (const [n, head] of heads.entries()) {
    const key = keys[n]!;
    const name = fieldOf(key);
    result.fields.push(name === null || seen.has(name) ? null : name);
    if (name !== null) {
      if (seen.has(name)) {
        result.repeated.push(head!);
        continue;
      }
      seen.add(name);
      const measure = measureOf(head!, ledger.fields[name]!);
      if (measure !== null) result.measures[name] = measure;
    } else if (key !== '' && !derived.has(key)) result.unknown.push(head!);
  }
  const given = fromTitle(ledger, title);
  for (const [name, field] of fieldsOf(ledger)) {
    const isGiven =
      seen.has(name) ||
      Object.hasOwn(given, name) ||
      ('default' in field && field.default !== undefined) ||
      Object.hasOwn(ledger.fill ?? {}, name) ||
      [...seen].some((one) => tellsOf(ledger, one) === name);
    if (field.required === true && !isGiven) result.missing.push(name);
  }
  return result;
}

/** The field of which the texts of this one may say the value. */
export function tellsOf({ fields }: Ledger, name: string): string | null {
  const field = fields[name];
  return field?.kind === 'choice' ? (field.tells?.field ?? null) : null;
}

/** A number says itself in what it is written: 500 and ¥500 under 收费（元） are no 500 万元. */
export function withMeasure(text: string, measure: string): string {
  return /\p{Nd}/u.test(text) && !/[元万亿]/u.test(text) ? `${text}${measure}` : text;
}

/** What the title says about every row: 第二批 → batch, 专利导航 → category. */
export function fromTitle(ledger: Ledger, title: string): Record<string, FieldInput> {
  const result: Record<string, FieldInput> = {};
  for (const [name, field] of fieldsOf(ledger)) {
    const found = valueInTitle(field, title);
    if (found !== null) result[name] = found;
  }
  return result;
}

/** The only value that the title gives: 优势企业、示范企业名单 says of no row which of the two it is. */
function valueInTitle(field: Field, title: string): string | null {
  const values = new Set<string>();
  for (const { pattern, value } of field.fromTitle ?? [])
    for (const match of title.matchAll(
      new RegExp(pattern, pattern.flags.includes('g') ? pattern.flags : `${pattern.flags}g`),
    )) {
      const found = value ?? match[1];
      if (found !== undefined) values.add(found);
    }
  return values.size === 1 ? [...values][0]! : null;
}
