// One entered or imported value → the value of a field, or a finding. The same for the form and for workbooks, so that what
// the form admits and what a file may hold cannot differ. Dates of cells come here as ISO texts, numbers as numbers.

import { hasLostDigits } from '../checks/codes/code-check.js';
import { enterpriseName } from '../model/enterprise.js';
import { withoutTold } from '../model/formula-text.js';
import { isPeriod } from '../model/period.js';
import { decimalFromSpreadsheetNumber } from '../model/scaled-number.js';
import { endsOfSpan, readDays, readSpan } from './day-span.js';
import type { AttachmentRef, Field, FieldValue, Finding, Ledger } from './define.js';
import { isDitto } from './ditto.js';
import { plainFen, readAmount } from './read-amount.js';
import { findOption, readChoice } from './read-choice.js';
import { codesIn, lostDigits, plainCode, readCodes } from './read-codes.js';
import { isAbout, readCount, readMonths } from './read-count.js';
import { readDay } from './read-day.js';
import { readLines, type LineInput } from './read-lines.js';
import { splitList } from './split-list.js';
import { isSummed } from './summed.js';
import { canonicalStage } from './stages.js';

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
  /** 计量单位 that the head of the column names (融资金额（元）, 期限（年）); null: that of the field. */
  measure?: string | null;
}

export interface ReadField {
  value: FieldValue;
  findings: Finding[];
  /** What the input says of other fields, too, unless the word stands there already. */
  too?: readonly SaidToo[];
}

export interface SaidToo {
  field: string;
  word: string;
  text: string;
  /** Written in the cell itself, not concluded from it: it takes the place of what was stored before. */
  isWritten?: true;
}

const fine = (value: FieldValue): ReadField => ({ value, findings: [] });

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
    if (isNothing(text) || text === '无') return fine(null);
    const value = plainCode(field.check, text);
    return value === null ? null : fine(value);
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
  if (text === '无') {
    const none = saysNone(name, field);
    if (none !== null) return none;
  }

  switch (field.kind) {
    case 'text':
    case 'longText':
      // The number of an account: what a spreadsheet has made of it is none.
      if (typeof input === 'number' && hasLostDigits(text, true))
        return field.required === true
          ? stop('code', lostDigits(text))
          : {
              value: null,
              findings: [
                {
                  severity: 'warn',
                  rule: 'code-lost',
                  field: name,
                  message: `${field.label}：“${text}”已损坏（被当作数字保存过），按空白登记，请补填`,
                },
              ],
            };
      return fine(text);
    case 'integer':
    case 'personCount': {
      const value =
        field.kind === 'integer' && field.isMonths === true
          ? readMonths(text, env.measure === '年')
          : readCount(
              field.kind === 'integer' && field.isNoCount === true ? text.replace(/(?:个?工作日|天|日)$/, '') : text,
            );
      // 22 is no year: a row of it would count in no period.
      if (value !== null && field.default === 'year-of-period' && (value < 1980 || value > 2100))
        return stop('year', `应为四位数的年份（如2022），现为“${text}”，请核对`);
      const days = value === null || field.to === undefined ? null : readDays(text);
      if (days !== null) return withLast(value!, field.to!, days);
      if (value !== null) return fine(value);
      return stop(
        'integer',
        isAbout(text) ? `“${text}”是约数，请填写实际的数` : `应为不带小数的数，现为“${text}”，请核对`,
      );
    }
    case 'amount':
      return readAmount(
        text,
        { stated: env.measure ?? null, usual: field.measure ?? '万元' },
        stop,
        field.mayBeNegative === true,
      );
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
      if (day !== null) return fine(day);
      const days = field.to === undefined ? null : readDays(text);
      if (days === null) return stop('date', `应为日期（如2022-07-31），现为“${text}”，请核对`);
      const { from, to } = endsOfSpan(days);
      return from === to ? fine(from) : withLast(from, field.to!, days);
    }
    case 'period': {
      const match = /^(\d{4})[-./年](\d{1,2})月?$/.exec(text.normalize('NFKC'));
      // A cell with the number 2022.10 keeps 2022.1.
      if (typeof input === 'number' && match?.[2] === '1') return stop('period', januaryOrOctober(text));
      const period = match ? `${match[1]}-${match[2]!.padStart(2, '0')}` : text;
      return isPeriod(period) ? fine(period) : stop('period', `应为年月（如2022-07），现为“${text}”，请核对`);
    }
    case 'choice':
      return readChoice(ledger, name, field, text, stop);
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
      if (YES.test(text) || text === asked(field)) return fine(true);
      return NO.test(text) || (/^[不未没]/.test(text) && text.slice(1) === asked(field))
        ? fine(false)
        : stop('yes-no', `应为是或否，现为“${text}”，请核对`);
    case 'status': {
      const stage = ledger.stages ? canonicalStage(ledger.stages, text) : null;
      return stage === null ? stop('status', `“${text}”不是本台账的环节，请核对`) : fine(stage);
    }
  }
}

/** 无 says 0 of what is counted, and nothing of a day or a number; null of any other field, and of what makes the record. */
function saysNone(name: string, field: Field): ReadField | null {
  if (isSummed(field)) {
    if (field.kind === 'amount' && field.required === true) return null;
    const message = `${field.label}：“无”按0登记`;
    return { value: 0, findings: [{ severity: 'hint', rule: 'none', field: name, message }] };
  }
  return field.kind === 'date' || field.kind === 'code' ? fine(null) : null;
}

/** 满意 of 是否满意, 移送 of 是否移送司法机关: said instead of 是. */
function asked({ label }: Field): string {
  return label.replace(/^是否/, '');
}

function januaryOrOctober(text: string): string {
  const year = text.slice(0, 4);
  return `“${text}”在表格中是一个数，分不清是1月还是10月，请写成“${year}年1月”或“${year}年10月”`;
}

/** The last of several days goes into a field of its own. */
function withLast(value: FieldValue, field: string, days: string): ReadField {
  const { to } = endsOfSpan(days);
  return { value, findings: [], too: [{ field, word: to, text: to, isWritten: true }] };
}

/** The last day of a term that is written with both. */
function endOf(text: string): string {
  const parts = text.split(/[至到~～—–]|(?<=[\d日])\s*-\s*(?=\d{4})/).map((part) => part.trim());
  const [first, last] = parts.filter((part) => part !== '');
  return parts.length === 2 && last !== undefined && readDay(first!) !== null ? last : text;
}

const ORGANISATION = /(?:公司|厂|院|大学|学校|中心|合作社|研究所|商行|经营部|集团|协会)(?:[(（][^()（）]*[)）])?$/;

/** Several names in one cell are no name; where the ledger keeps the others they are parted, elsewhere it is to be looked at. */
function readEnterprise(name: string, field: Extract<Field, { kind: 'enterprise' }>, text: string): ReadField {
  const parts = /[、;；/\n]/.test(text)
    ? text
        .split(/[、;；/\n]+/)
        .map(enterpriseName)
        .filter((one) => one !== '')
    : [];
  if (parts.length < 2 || !parts.every((one) => ORGANISATION.test(one)))
    return fine({ id: null, name: enterpriseName(text) });
  if (field.others !== undefined) return fine({ id: null, name: parts.join(';') });
  const message = `${field.label}：写了${parts.length}个名称（${parts.join('、')}），会登记成一家，请核对；是几家的请分行填写`;
  return {
    value: { id: null, name: parts.join('、') },
    findings: [{ severity: 'warn', rule: 'several', field: name, message }],
  };
}
