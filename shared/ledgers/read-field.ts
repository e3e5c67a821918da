// One entered or imported value → the value of a field, or a finding. The same for the form and for workbooks, so that what
// the form admits and what a file may hold cannot differ. Dates of cells come here as ISO texts, numbers as numbers.

import type { CodeCheck } from '../checks/codes/code-check.js';
import { checkCaseNumber, checkDocumentNumber } from '../checks/codes/document-number.js';
import { checkPledgeNumber } from '../checks/codes/pledge-number.js';
import { checkPatentNumber } from '../checks/codes/patent-number.js';
import { checkNiceClass, checkTrademarkNumber } from '../checks/codes/trademark-number.js';
import { checkUscc } from '../checks/codes/uscc.js';
import { conversionPower } from '../indicators/measures.js';
import { withoutTold } from '../model/formula-text.js';
import { isPeriod } from '../model/period.js';
import { decimalFromSpreadsheetNumber, parseScaled, pow10, toStoreInteger } from '../model/scaled-number.js';
import { readSpan } from './day-span.js';
import { isDitto } from './ditto.js';
import type { AttachmentRef, CodeKind, Field, FieldValue, Finding, Ledger } from './define.js';
import { readDay } from './read-day.js';
import { readLines, type LineInput } from './read-lines.js';
import { canonicalStage } from './stages.js';
import { unifyNumberText, withoutGroups } from '../model/number-text.js';

/** What a form field or a cell gives. Attachments come as references of files that are kept already. */
export type FieldInput =
  | string
  | number
  | boolean
  | null
  | readonly string[]
  | readonly AttachmentRef[]
  | readonly LineInput[];

export interface FieldEnv {
  /** Name, alias or (from a form) id of a reporting unit → id; null where there is none. */
  unitId(text: string | number): number | null;
  /** 计量单位 that the head of the column names (融资金额（元）); null: that of the field. */
  measure?: string | null;
}

export interface ReadField {
  value: FieldValue;
  findings: Finding[];
}

const fine = (value: FieldValue): ReadField => ({ value, findings: [] });

/** Decimals of an amount in 万元 that 分 can hold. */
const AMOUNT_SCALE = 6;
const EMPTY = /^[-－—–/／]?$/;
const YES = /^(是|有|已|√|✓|Y|YES|TRUE|1)$/i;
const NO = /^(否|无|未|×|X|N|NO|FALSE|0)$/i;

/** Nothing, or one sign that stands for it. */
function isNothing(text: string): boolean {
  return text.length <= 1 && EMPTY.test(text);
}

const INVISIBLE = /[\u200B-\u200D\u2060\uFEFF]/;

/** Without zero-width signs, which come along with what is copied and are never kept. */
export function withoutInvisible(input: string): string {
  return INVISIBLE.test(input) ? input.replaceAll(/[\u200B-\u200D\u2060\uFEFF]/g, '') : input;
}

function textOf(input: string | number | boolean): string {
  if (typeof input === 'number') return decimalFromSpreadsheetNumber(input) ?? String(input);
  if (typeof input === 'boolean') return input ? '是' : '否';
  return withoutTold(withoutInvisible(input).trim());
}

/** Letters, digits and signs without a blank: nothing of it is normalised. */
const PRINTED = /^[\x21-\x7e]+$/;

const CHECKS: Record<CodeKind, (text: string, isNumber: boolean) => CodeCheck> = {
  uscc: (text, isNumber) => checkUscc(text, { isNumber }),
  patent: (text, isNumber) => checkPatentNumber(text, { isNumber }),
  trademark: (text) => checkTrademarkNumber(text),
  'nice-class': (text) => checkNiceClass(text),
  document: (text) => checkDocumentNumber(text),
  case: (text) => checkCaseNumber(text),
  pledge: (text) => checkPledgeNumber(text),
  certificate: (text) => ({
    state: 'valid',
    value: PRINTED.test(text) ? text : text.normalize('NFKC').replaceAll(/\s/g, ''),
    suggestion: null,
    message: '',
  }),
};

/** Reads one input of a field. A blocking finding comes with value null. */
export function readField(
  ledger: Ledger,
  name: string,
  field: Field,
  input: FieldInput | undefined,
  env: FieldEnv,
): ReadField {
  if (input === null || input === undefined) return fine(null);
  // Nearly all of a long ledger: nothing is to be said of it.
  return (typeof input === 'string' ? readPlain(field, input, env) : null) ?? readAny(ledger, name, field, input, env);
}

/** A text, a code or an amount as it should be written; null: to be looked at. */
function readPlain(field: Field, input: string, env: FieldEnv): ReadField | null {
  if (field.kind === 'text' || field.kind === 'longText') {
    const text = textOf(input);
    return fine(isNothing(text) ? null : text);
  }
  if (field.kind === 'code' && field.many !== true) {
    const text = textOf(input);
    if (isNothing(text)) return fine(null);
    const { state, value } = CHECKS[field.check](field.check === 'patent' ? bareNumber(text) : text, false);
    return state === 'valid' ? fine(value) : null;
  }
  if (field.kind !== 'amount') return null;
  const fen = plainFen(input, env.measure ?? field.measure ?? '万元');
  return fen === null ? null : fine(fen);
}

function readAny(ledger: Ledger, name: string, field: Field, input: NonNullable<FieldInput>, env: FieldEnv): ReadField {
  const stop = (rule: string, message: string): ReadField => ({
    value: null,
    findings: [{ severity: 'block', rule, field: name, message: `${field.label}：${message}` }],
  });
  if (field.kind === 'attachment')
    return Array.isArray(input) ? fine(input as readonly AttachmentRef[]) : stop('attachment', '附件应从文件中选择');
  if (field.kind === 'lines') {
    if (typeof input === 'number' || typeof input === 'boolean') return stop('lines', '应为逐条填写的内容');
    const isLines = (value: object): value is readonly LineInput[] =>
      (value as readonly unknown[]).every((one) => one !== null && typeof one === 'object');
    if (typeof input === 'object' && !isLines(input)) return stop('lines', '应为逐条填写的内容');
    const text = typeof input === 'string' ? textOf(input) : input;
    if (typeof text === 'string' && isNothing(text)) return fine(null);
    const read = readLines(name, field, text, (child, one) =>
      readField(ledger, name, child, one, { unitId: () => null, measure: null }),
    );
    return { value: read.value, findings: read.findings };
  }
  if (Array.isArray(input) && field.kind !== 'multiChoice' && field.kind !== 'code')
    return stop('one-value', '只能有一个值');
  const text = Array.isArray(input) ? input.map(textOf).join('；') : textOf(input as string | number | boolean);
  if (isNothing(text)) return fine(null);

  switch (field.kind) {
    case 'text':
    case 'longText':
      return fine(text);
    case 'integer':
    case 'personCount': {
      const value = field.kind === 'integer' && field.isMonths === true ? readMonths(text) : readCount(text);
      // 22 is no year: a row of it would count in no period.
      if (value !== null && field.default === 'year-of-period' && (value < 1980 || value > 2100))
        return stop('year', `应为四位数的年份（如2022），现为“${text}”，请核对`);
      return value === null ? stop('integer', `应为不带小数的数，现为“${text}”，请核对`) : fine(value);
    }
    case 'amount':
      return readAmount(text, env.measure ?? field.measure ?? '万元', stop, field.mayBeNegative === true);
    case 'date': {
      if (field.maySpan === true) {
        if (typeof input === 'number' && /^\d{4}\.1$/.test(text)) return stop('date', januaryOrOctober(text));
        const span = readSpan(text);
        return span === null
          ? stop(
              'date',
              `应为日期（如2022-07-31、2022年7月、2022年7月上旬、2022-07-05至2022-07-08），现为“${text}”，请核对`,
            )
          : fine(span);
      }
      const day = readDay(field.isEnd === true ? endOf(text) : text);
      return day === null ? stop('date', `应为日期（如2022-07-31），现为“${text}”，请核对`) : fine(day);
    }
    case 'period': {
      const match = /^(\d{4})[-./年](\d{1,2})月?$/.exec(text.normalize('NFKC'));
      // A cell with the number 2022.10 keeps 2022.1.
      if (typeof input === 'number' && match?.[2] === '1') return stop('period', januaryOrOctober(text));
      const period = match ? `${match[1]}-${match[2]!.padStart(2, '0')}` : text;
      return isPeriod(period) ? fine(period) : stop('period', `应为年月（如2022-07），现为“${text}”，请核对`);
    }
    case 'choice': {
      const option = findOption(field, text);
      return option === null
        ? stop('choice', `应为${field.options.join('、')}之一，现为“${text}”，请核对`)
        : { value: option, findings: nearOption(ledger, name, field, option) };
    }
    case 'multiChoice': {
      const parts = splitList(text);
      const options = parts.map((part) => findOption(field, part));
      const wrong = parts.find((_, index) => options[index] === null);
      return wrong === undefined
        ? fine([...new Set(options as string[])])
        : stop('choice', `应为${field.options.join('、')}，现有“${wrong}”，请核对`);
    }
    case 'unit': {
      const id = env.unitId(typeof input === 'number' ? input : text);
      return id === null ? stop('unit', `“${text}”不是已登记的填报单位，请核对或先登记别名`) : fine(id);
    }
    case 'enterprise':
      // Pasted or typed: only a file says what stands above it.
      if (isDitto(text)) return stop('ditto', `“${text}”不是名称，请写明`);
      return readEnterprise(name, field, text);
    case 'code':
      return readCodes(field.check, field.many === true ? codesIn(field.check, text) : [text], {
        isLoose: ledger.keys.every((key) => !key.includes(name)) && field.required !== true,
        isList: field.many === true,
        isNumber: typeof input === 'number',
        name,
        label: field.label,
      });
    case 'yesNo':
      if (YES.test(text)) return fine(true);
      return NO.test(text) ? fine(false) : stop('yes-no', `应为是或否，现为“${text}”，请核对`);
    case 'status': {
      const stage = ledger.stages ? canonicalStage(ledger.stages, text) : null;
      return stage === null ? stop('status', `“${text}”不是本台账的环节，请核对`) : fine(stage);
    }
  }
}

function januaryOrOctober(text: string): string {
  const year = text.slice(0, 4);
  return `“${text}”在表格中是一个数，分不清是1月还是10月，请写成“${year}年1月”或“${year}年10月”`;
}

/** 3, 3件, 2022年, 二十, 第二批; 1年 of anything but a year of the calendar is no 1. */
function readCount(text: string): number | null {
  const tens = /^(\d+(?:\.\d+)?)\s*万\s*(?:人次|人|件|个|家|户|份|条)?$/.exec(unifyNumberText(text));
  if (tens) {
    const whole = parseScaled(tens[1]!, 4);
    return whole === null || whole > 999_999_999_999n ? null : Number(whole);
  }
  const plain = withoutGroups(
    (/^第(.+)批$/.exec(text)?.[1] ?? unifyNumberText(text)).replace(
      /(?<=^\d{4})\s*年度?$|\s*(人次|人|名|件|个|家|户|项|笔|份|条|次|场|期|张|月)$/,
      '',
    ),
  );
  return /^\d{1,12}(\.0*)?$/.test(plain) ? Number(plain) : readOrdinal(plain);
}

/** 12, 12个月, 1年, 两年 → months. */
function readMonths(text: string): number | null {
  const plain = unifyNumberText(text).replaceAll(/\s/g, '').replace(/^两/, '二');
  const match = /^(.+?)(个月|月|年)?$/.exec(plain);
  const count = match === null ? null : readCount(match[1]!);
  return count !== null && match![2] === '年' ? count * 12 : count;
}

/** The last day of a term that is written with both. */
function endOf(text: string): string {
  const parts = text.split(/[至到~～—–]|(?<=[\d日])\s*-\s*(?=\d{4})/).map((part) => part.trim());
  const [first, last] = parts.filter((part) => part !== '');
  return parts.length === 2 && last !== undefined && readDay(first!) !== null ? last : text;
}

const PLAIN_NUMBER = /^[+-]?\d+(\.\d*)?$/;

/** A number of digits that doubles hold exactly and no check below refuses: nearly all amounts. In 分; null: to be looked at. */
function plainFen(text: string, measure: string): number | null {
  const power = conversionPower(measure, '万元');
  if (power === null || !PLAIN_AMOUNT.test(text)) return null;
  const scale = AMOUNT_SCALE + power;
  const point = text.indexOf('.');
  const decimals = point < 0 ? 0 : text.length - point - 1;
  if (decimals > scale || text.length + scale - decimals > 13) return null;
  return Number(point < 0 ? text : text.slice(0, point) + text.slice(point + 1)) * 10 ** (scale - decimals);
}

const PLAIN_AMOUNT = /^\d+(?:\.\d+)?$/;

function readAmount(
  text: string,
  measure: string,
  stop: (rule: string, message: string) => ReadField,
  mayBeNegative: boolean,
): ReadField {
  const fen = plainFen(text, measure);
  if (fen !== null) return fine(fen);
  const match = /^[¥￥]?([+-]?[\d.,]+)\s*(元|千元|万元?|亿元?)?(?:整|人民币)?$/.exec(unifyNumberText(text));
  const plain = withoutGroups(match?.[1] ?? '');
  const power = conversionPower(match?.[2]?.replace(/^[万亿]$/, '$&元') ?? measure, '万元');
  if (power === null) return stop('amount', `不认识计量单位“${measure}”，请核对`);
  // Scale in the written measure: 元 holds 2 decimals, 万元 6 and 亿元 10, all of them 分.
  const scale = AMOUNT_SCALE + power;
  const parsed = parseScaled(plain, scale);
  if (parsed === null)
    return stop(
      'amount',
      match && PLAIN_NUMBER.test(plain)
        ? `“${text}”超过了精确到分的位数，请核对`
        : `应为金额（${measure}），现为“${text}”，请核对`,
    );
  if (parsed < 0n && !mayBeNegative) return stop('amount', `金额不能为负数，现为“${text}”，请核对`);
  // 1000 亿元; a sum of hundreds of such rows is still exact.
  if (parsed > pow10(13) || parsed < -pow10(13)) return stop('amount', `“${text}”太大，请核对计量单位`);
  return { value: toStoreInteger(parsed), findings: [] };
}

function readCodes(
  kind: CodeKind,
  texts: readonly string[],
  about: { isList: boolean; isNumber: boolean; isLoose: boolean; name: string; label: string },
): ReadField {
  const findings: Finding[] = [];
  const values: string[] = [];
  for (const text of texts) {
    const check = CHECKS[kind](kind === 'patent' ? bareNumber(text) : text, about.isNumber);
    // Nothing can bring it back, and the row is the same without it: the name still finds the enterprise.
    if (check.state === 'damaged' && kind === 'uscc' && about.isLoose) {
      const message = `${about.label}：“${text}”已损坏（被当作数字保存过），按空白登记，请补填18位代码`;
      findings.push({ severity: 'warn', rule: 'uscc-lost', field: about.name, message });
      continue;
    }
    if (check.state === 'invalid' || check.state === 'damaged') {
      findings.push({ severity: 'block', rule: kind, field: about.name, message: check.message });
      continue;
    }
    // What is suspect but has no better form is shown once as a hint; where a better form is known, it is to be looked at.
    if (check.state === 'suspect')
      findings.push({
        severity: check.suggestion === null ? 'hint' : 'warn',
        rule: kind,
        field: about.name,
        message: check.message,
      });
    if (values.includes(check.value))
      findings.push({
        severity: 'warn',
        rule: 'repeated',
        field: about.name,
        message: `${about.label}：“${check.value}”重复填写，请核对`,
      });
    else values.push(check.value);
  }
  if (findings.some((finding) => finding.severity === 'block')) return { value: null, findings };
  return { value: about.isList ? values : (values[0] ?? null), findings };
}

const ORGANISATION = /(?:公司|厂|院|大学|学校|中心|合作社|研究所|商行|经营部|集团|协会)(?:[(（][^()（）]*[)）])?$/;

/** Several names in one cell are no name; where the ledger keeps the others they are parted, elsewhere it is to be looked at. */
function readEnterprise(name: string, field: Extract<Field, { kind: 'enterprise' }>, text: string): ReadField {
  const plain = (one: string): string => one.normalize('NFKC').replaceAll(/\s+/g, '');
  const parts = /[、;；/\n]/.test(text)
    ? text
        .split(/[、;；/\n]+/)
        .map(plain)
        .filter((one) => one !== '')
    : [];
  if (parts.length < 2 || !parts.every((one) => ORGANISATION.test(one))) return fine({ id: null, name: plain(text) });
  if (field.others !== undefined) return fine({ id: null, name: parts.join(';') });
  const message = `${field.label}：写了${parts.length}个名称（${parts.join('、')}），会登记成一家，请核对；是几家的请分行填写`;
  return {
    value: { id: null, name: parts.join('、') },
    findings: [{ severity: 'warn', rule: 'several', field: name, message }],
  };
}

type ChoiceField = Extract<Field, { kind: 'choice' | 'multiChoice' }>;

const plainOption = (text: string): string => text.normalize('NFKC').replaceAll(/\s/g, '');

/** Options by the texts that mean them, options before aliases and the first of two: made once per field, asked for with every row. */
const OPTIONS = new WeakMap<ChoiceField, ReadonlyMap<string, string>>();

function optionsOf(field: ChoiceField): ReadonlyMap<string, string> {
  let known = OPTIONS.get(field);
  if (known === undefined) {
    const meant = new Map<string, string>();
    const add = (text: string, option: string): void => {
      const plain = plainOption(text);
      if (!meant.has(plain)) meant.set(plain, option);
    };
    for (const option of field.options) add(option, option);
    for (const [alias, option] of Object.entries(field.optionAliases ?? {})) add(alias, option);
    OPTIONS.set(field, (known = meant));
  }
  return known;
}

function findOption(field: ChoiceField, text: string): string | null {
  return optionsOf(field).get(plainOption(text)) ?? (field.isOpen === true ? text : null);
}

const NO_FINDINGS: Finding[] = [];

/** 省专利奖二等奖 where 省专利奖 is what an indicator counts: such a row would count for nothing, and nobody would know. */
function nearOption(ledger: Ledger, name: string, field: ChoiceField, option: string): Finding[] {
  if (field.isOpen !== true || field.options.includes(option)) return NO_FINDINGS;
  const counted = ledger.rollups.flatMap(({ where }) =>
    (where ?? []).flatMap((filter) => (filter.field === name && 'in' in filter ? filter.in : [])),
  );
  const plain = plainOption(option);
  const near = [...optionsOf(field)].find(
    ([written, meant]) => written.length > 2 && plain.includes(written) && counted.includes(meant),
  )?.[1];
  if (near === undefined) return NO_FINDINGS;
  const message = `${field.label}：“${option}”不是“${near}”，按“${near}”统计的指标不计这一行；如果是同一种，请改成“${near}”`;
  return [{ severity: 'warn', rule: 'near-option', field: name, message }];
}

/** 专利号：ZL202010663550.7（一种轴承） → the number alone. What has more digits in its brackets stays as it is. */
function bareNumber(text: string): string {
  if (/^[\dA-Za-z.]+$/.test(text)) return text;
  return text.replace(/^(?:专利|申请)号?\s*[:：]\s*/, '').replace(/\s*[(（][^()（）\d]*[)）]$/, '');
}

/** Parts of a list; numbers of patents also where 和, / or a space parts them: each part must be whole by its check character. */
function codesIn(kind: CodeKind, text: string): string[] {
  return splitList(text).flatMap((part) => {
    if (kind !== 'patent' || CHECKS.patent(bareNumber(part), false).state === 'valid') return [part];
    const parts = part.split(/[\s/／|和与及]+/).filter((one) => one !== '');
    return parts.length > 1 && parts.every((one) => CHECKS.patent(bareNumber(one), false).state === 'valid')
      ? parts
      : [part];
  });
}

function splitList(text: string): string[] {
  return text
    .split(/[;；、,，\n]+/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

const DIGITS = '零一二三四五六七八九';

/** 二, 十, 十二, 二十, 二十三 → number; null for anything else. Batches are counted so. */
function readOrdinal(text: string): number | null {
  const match = /^([一二三四五六七八九])?(十)?([一二三四五六七八九])?$/.exec(text);
  if (!match || text === '') return null;
  const [, first, ten, last] = match;
  if (ten === undefined) return last === undefined ? DIGITS.indexOf(first!) : null;
  return (first === undefined ? 1 : DIGITS.indexOf(first)) * 10 + (last === undefined ? 0 : DIGITS.indexOf(last));
}
