// One cell → a number, a sign, or a finding. The table of what counts as a number; what is not in it is shown, not guessed
// (reliability.md 27). Text never becomes 0.

import { normaliseMeasure } from '../../../../shared/indicators/normalise.js';
import { decimalFromSpreadsheetNumber, shiftDecimal } from '../../../../shared/model/scaled-number.js';
import { boundOf, type Bound } from '../../../../shared/targets/target-words.js';
import { isDay, type RawCell } from '../1-read/raw-book.js';
import { signOf, type SIGNS } from '../2-recognise/signs.js';
import { unifyNumberText } from '../../../../shared/model/number-text.js';

export type ParsedCell =
  /** Plain decimal; `measure` where the cell itself names one (46件, 12.05万元, 4.2%); `isInSign`: ¥ stands at it, or its format writes 元. */
  | {
      kind: 'number';
      decimal: string;
      measure: string | null;
      isPercentFormat: boolean;
      wasText: boolean;
      isInSign?: true;
    }
  | { kind: 'empty' }
  | { kind: 'sign'; sign: (typeof SIGNS)[number] }
  | {
      kind: 'problem';
      rule:
        | 'text-in-number'
        | 'error-cell'
        | 'formula-without-value'
        | 'boolean-cell'
        | 'date-cell'
        | 'scaled-format'
        | 'struck-number'
        | 'unseen-number';
      found: string;
    };

/** 2.35 that shows as 2.35亿元 means that. */
const SHOWN: Readonly<Record<string, string>> = {
  'in-yuan': '元',
  'in-wan': '万元',
  'in-yi': '亿元',
  'wan-people': '万人',
  'wan-households': '万户',
};

const PLAIN = /^[+-]?\d+(\.\d*)?$|^[+-]?\.\d+$/;
/** 12 345 with the thin spaces that GB/T 15835 parts thousands by. A plain space is a slip of the hand as well, and is said. */
const SPACED = /^(\s*[-+−]?[\d０-９]{1,3})((?:[\u2006-\u2009\u202F][\d０-９]{3})+)(?![\d０-９])/u;
const GROUPED = /^[+-]?\d{1,3}(,\d{3})+(\.\d*)?$/;

/** Reads a cell of a number column. `text`: its text as grid.ts writes it, where it is known. */
export function parseCell(cell: RawCell | undefined, text?: string): ParsedCell {
  if (!cell) return { kind: 'empty' };
  switch (cell.t) {
    case 'n': {
      if (isDay(cell) || cell.z === 'time') return { kind: 'problem', rule: 'date-cell', found: String(cell.v) };
      // Of a number that is no date and no percent that text is the decimal, '' where there is none.
      const isWritten = text !== undefined && cell.z !== 'percent';
      const decimal = isWritten ? text || null : decimalFromSpreadsheetNumber(cell.v as number);
      if (decimal === null) return { kind: 'problem', rule: 'error-cell', found: String(cell.v) };
      // 12000000 that shows as 1200.0: which of them the district means by 万元 is not ours to say. 0 is 0 in every format.
      if ((cell.z === 'scaled' || cell.z === 'times-wan') && cell.v !== 0)
        return { kind: 'problem', rule: 'scaled-format', found: decimal };
      if (cell.z === 'struck') return { kind: 'problem', rule: 'struck-number', found: decimal };
      if (cell.z === 'unseen' && cell.v !== 0) return { kind: 'problem', rule: 'unseen-number', found: decimal };
      const isPercent = cell.z === 'percent';
      return {
        kind: 'number',
        decimal: isPercent ? shiftDecimal(decimal, 2) : decimal,
        measure: isPercent ? '%' : (SHOWN[cell.z ?? ''] ?? null),
        isPercentFormat: isPercent,
        wasText: false,
        ...(cell.z === 'in-sign' || cell.z === 'in-yuan' ? { isInSign: true } : {}),
      };
    }
    case 'b':
      return { kind: 'problem', rule: 'boolean-cell', found: cell.v === true ? 'TRUE' : 'FALSE' };
    case 'e':
      return { kind: 'problem', rule: 'error-cell', found: String(cell.v) };
    case 'f':
      return { kind: 'problem', rule: 'formula-without-value', found: '' };
    case 's':
      return parseText(String(cell.v));
  }
}

/** ¥5,000, RMB5,000, 5,000人民币: NFKC has made one sign of both. */
const YUAN_SIGN = /^(?:¥|RMB|CNY|人民币)\s*(?=[-+−]?\d)|(?<=\d)\s*人民币$/iu;

/** Reads text: full-width digits, thousands separators, a measure behind the number; signs; 零. */
export function parseText(text: string): ParsedCell {
  const plain = unifyNumberText(text.replace(SPACED, (number) => number.replaceAll(/[\u2006-\u2009\u202F]/g, '')))
    .replaceAll(/[\u200B-\u200D\u2060\uFEFF]/g, '')
    .replaceAll('。', '.')
    .trim();
  if (plain === '') return { kind: 'empty' };
  if (plain === '零' || plain === '〇')
    return { kind: 'number', decimal: '0', measure: null, isPercentFormat: false, wasText: true };
  const sign = signOf(plain);
  if (sign) return { kind: 'sign', sign };
  const unsigned = plain.replace(YUAN_SIGN, '');
  const match = /^([-+−]?[\d.,]+)\s*(.*)$/.exec(unsigned);
  if (match) {
    const number = match[1]!.replace('−', '-');
    const suffix = match[2]!.trim();
    const measure = suffix === '' ? null : normaliseMeasure(suffix);
    const isNumber = PLAIN.test(number) || GROUPED.test(number);
    if (isNumber && (suffix === '' || measure !== null))
      return {
        kind: 'number',
        decimal: tidy(number.replaceAll(',', '')),
        measure,
        isPercentFormat: false,
        wasText: true,
        ...(unsigned !== plain && measure === null ? { isInSign: true } : {}),
      };
  }
  return { kind: 'problem', rule: 'text-in-number', found: text };
}

/** A target written as ≥90 or 不低于90%: its number, exactly as the text without the bound reads; null where that is none. */
export function parseBound(text: string): { bound: Bound; parsed: Extract<ParsedCell, { kind: 'number' }> } | null {
  const written = boundOf(text);
  if (written === null) return null;
  const parsed = parseText(written.rest);
  return parsed.kind === 'number' ? { bound: written.bound, parsed } : null;
}

/** +046.50 → 46.50; .5 → 0.5; 5. → 5 */
function tidy(number: string): string {
  const negative = number.startsWith('-');
  const [whole = '', fraction = ''] = number.replace(/^[+-]/, '').split('.');
  const digits = whole.replace(/^0+(?=\d)/, '') || '0';
  const text = fraction === '' ? digits : `${digits}.${fraction}`;
  return negative && /[1-9]/.test(text) ? `-${text}` : text;
}
