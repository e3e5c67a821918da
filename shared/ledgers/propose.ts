// A table that somebody has kept in Excel → a proposed officer-made ledger: a field per head, its kind from the head and from the
// values below. Only proposed: the officer sees every kind beside its values before anything is made.

import { checkDocumentNumber } from '../checks/codes/document-number.js';
import { checkPatentNumber } from '../checks/codes/patent-number.js';
import { checkUscc } from '../checks/codes/uscc.js';
import { splitMeasure } from '../indicators/normalise.js';
import { conversionPower } from '../indicators/measures.js';
import { headKey, isUnitHead } from './heads.js';
import { nameFields, type OwnField, type OwnKind } from './own.js';
import { readDay } from './read-day.js';

export interface ProposedField {
  field: OwnField;
  /** Column of the table, from 0. */
  column: number;
  /** First few values as they were found. */
  examples: string[];
  /** How many cells below the head hold something. */
  filled: number;
}

export interface ProposeEnv {
  isUnit(text: string): boolean;
}

type Draft = Omit<OwnField, 'name'> & { name: null };

/** Heads that stand for the number of the line: not kept, the grid counts itself. */
const SERIAL = new Set(['序号', '编号', '行号', 'NO', '序'].map(headKey));
const ENTERPRISE_HEAD = /企业|公司|单位名称|承担单位|申报单位|申请单位/;
const ENTERPRISE_VALUE = /公司|集团|厂|合作社|大学|学院|研究院|研究所|医院|中心$/;
const PERSONAL_HEAD = /电话|手机|联系方式|身份证|联系人|姓名/;
const LONG_HEAD = /备注|说明|内容|情况|意见|措施|简介|描述/;
const STAGE_HEAD = /^(状态|进展|进度|办理状态|当前状态|环节|当前环节|办理情况|阶段)$/;
const MONEY_HEAD = /金额|资金|经费|费用|产值|保费|罚款|奖金/;
const USCC_HEAD = /信用代码$/;
const DAY_HEAD = /日期|时间$/;
const PERSONS_HEAD = /人数|人次/;
/** Digits that tell one thing from another: never a count, never added up. */
const NUMBERED_HEAD = /号码?$|编码$|代码$|邮编|电话|手机|联系方式|身份证/;
const MOST_OPTIONS = 12;

/** All of the values that are there say yes; none where there is no value. */
function all(values: readonly string[], test: (value: string) => boolean): boolean {
  return values.length > 0 && values.every(test);
}

/** Where the head says the kind already, a few values may be otherwise: their rows are refused with the reason, and put right. */
function most(values: readonly string[], test: (value: string) => boolean): boolean {
  return values.filter(test).length >= values.length * 0.9;
}

const isCount = (value: string): boolean => /^\d{1,3}(,\d{3})+$|^\d{1,12}$/.test(value.normalize('NFKC'));
const isMoney = (value: string): boolean => /^\d[\d,]*(\.\d+)?\s*(元|万元|亿元)?$/.test(value.normalize('NFKC').trim());
const isMonth = (value: string): boolean => /^\d{4}[-./年](0?[1-9]|1[0-2])月?$/.test(value.normalize('NFKC'));

function distinct(values: readonly string[]): string[] {
  return [...new Set(values)];
}

/** Options of a column that repeats a few short words; null where it does not. */
function optionsIn(values: readonly string[]): string[] | null {
  const options = distinct(values);
  const isShort = options.every((one) => one.length <= 12 && !/^[\d.,\s-]+$/.test(one));
  return isShort && options.length <= MOST_OPTIONS && values.length >= Math.max(4, options.length * 2) ? options : null;
}

function kindOf(
  head: string,
  values: readonly string[],
  env: ProposeEnv,
): Partial<Omit<OwnField, 'name'>> & { kind: OwnKind } {
  const { name, measure } = splitMeasure(head);
  const isUscc = (value: string): boolean => checkUscc(value).state === 'valid';
  if (all(values, isUscc) || (USCC_HEAD.test(name) && most(values, isUscc))) return { kind: 'code', check: 'uscc' };
  if (all(values, (value) => checkPatentNumber(value).state === 'valid' && /[.．]|^ZL/i.test(value)))
    return { kind: 'code', check: 'patent' };
  if (all(values, (value) => checkDocumentNumber(value).state !== 'invalid'))
    return { kind: 'code', check: 'document' };
  const isDay = (value: string): boolean => readDay(value) !== null;
  if (all(values, isDay) || (DAY_HEAD.test(name) && values.length > 0 && most(values, isDay))) return { kind: 'date' };
  if (all(values, isMonth)) return { kind: 'period' };
  if (all(values, (value) => /^[是否]$/.test(value))) return { kind: 'yesNo' };
  const isUnit = (value: string): boolean => env.isUnit(value);
  if (all(values, isUnit) || (isUnitHead(name) && most(values, isUnit))) return { kind: 'unit' };
  const isMoneyHead = (measure !== null && conversionPower(measure, '万元') !== null) || MONEY_HEAD.test(name);
  if (isMoneyHead && most(values, isMoney)) return { kind: 'amount' };
  const isNumbered = NUMBERED_HEAD.test(name) || values.some((value) => /^0\d/.test(value));
  if (all(values, isCount) && !isNumbered) return { kind: PERSONS_HEAD.test(name) ? 'personCount' : 'integer' };
  if (STAGE_HEAD.test(name) && values.length > 0 && distinct(values).length <= MOST_OPTIONS) return { kind: 'status' };
  if (ENTERPRISE_HEAD.test(name) && (values.length === 0 || values.some((value) => ENTERPRISE_VALUE.test(value))))
    return { kind: 'enterprise' };
  if (values.length > 0) {
    const options = optionsIn(values);
    if (options !== null) return { kind: 'choice', options, isOpen: true };
    if (LONG_HEAD.test(name) || values.some((value) => value.length > 40)) return { kind: 'longText' };
    return { kind: 'text' };
  }
  if (DAY_HEAD.test(name)) return { kind: 'date' };
  if (PERSONS_HEAD.test(name)) return { kind: 'personCount' };
  return { kind: LONG_HEAD.test(name) ? 'longText' : 'text' };
}

/**
 * Proposed fields of a table, in the order of its columns; `steps`: the words of its 环节 column, as they come. Columns without a
 * head, of line numbers, and with the head of another column are left out.
 */
export function proposeFields(
  heads: readonly (string | null)[],
  rows: readonly (readonly (string | null)[])[],
  env: ProposeEnv,
): { fields: ProposedField[]; steps: string[] } {
  const seen = new Set<string>();
  const once = new Set<OwnKind>();
  const drafts: { draft: Draft; column: number; examples: string[]; filled: number }[] = [];
  let steps: string[] = [];
  for (const [column, raw] of heads.entries()) {
    const head = raw?.replaceAll(/\s+/g, ' ').trim() ?? '';
    const key = headKey(head);
    if (key === '' || SERIAL.has(key) || seen.has(key)) continue;
    seen.add(key);
    const values = rows
      .map((row) => row[column]?.trim() ?? '')
      .filter((value) => value !== '' && !/^[-－—/／]$/.test(value));
    let found = kindOf(head, values, env);
    // Kinds that a ledger has once: the first column that looks like it.
    if (found.kind === 'unit' || found.kind === 'enterprise' || found.kind === 'status') {
      if (once.has(found.kind)) found = { kind: 'text' };
      else if (found.kind === 'status')
        steps = distinct(values.map((value) => value.normalize('NFKC').replaceAll(/\s/g, '')));
      once.add(found.kind);
    }
    const { name, measure } = splitMeasure(head);
    const label = name.slice(0, 30);
    // Amounts are kept in 万元: examples in another measure say so.
    const shown = (value: string): string =>
      found.kind === 'amount' && measure !== null && measure !== '万元' && !value.endsWith('元')
        ? `${value}${measure}`
        : value;
    drafts.push({
      draft: {
        name: null,
        label,
        required: false,
        options: [],
        isOpen: false,
        check: 'certificate',
        many: false,
        aliases: [],
        help: '',
        isPersonal: PERSONAL_HEAD.test(label),
        remindAhead: null,
        isHidden: false,
        ...found,
      },
      column,
      examples: distinct(values).slice(0, 3).map(shown),
      filled: values.length,
    });
  }
  const named = nameFields(
    drafts.map(({ draft }) => draft),
    [],
  );
  return {
    fields: named.map((field, index) => ({
      field,
      column: drafts[index]!.column,
      examples: drafts[index]!.examples,
      filled: drafts[index]!.filled,
    })),
    steps,
  };
}
