// 专利申请号 and 专利号 (ZC 0006-2003): 12 digits (8 before October 2003), a point and a check character. The kind of patent and
// the year of filing are in the number itself.

import { isScientific, normaliseCode, problem, valid, type CodeCheck } from './code-check.js';

const WEIGHTS = [2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5];

export type PatentKind = 'invention' | 'utility-model' | 'design';

const KINDS: Readonly<Record<string, PatentKind>> = {
  '1': 'invention',
  '2': 'utility-model',
  '3': 'design',
  '8': 'invention', //      PCT entering China
  '9': 'utility-model', //  PCT entering China
};

const ZERO = '0'.charCodeAt(0);

/** Check character of 8 or 12 digits: detects every wrong digit and every swap of neighbours. Null for other lengths. */
export function patentCheck(digits: string): string | null {
  if (!/^(\d{8}|\d{12})$/.test(digits)) return null;
  let sum = 0;
  for (let i = 0; i < digits.length; i += 1) sum += (digits.charCodeAt(i) - ZERO) * WEIGHTS[i]!;
  return sum % 11 === 10 ? 'X' : String(sum % 11);
}

/** Kind and filing year of 8 or 12 digits. */
export function patentFacts(digits: string): { kind: PatentKind; year: number } | null {
  const isOld = digits.length === 8;
  const kind = KINDS[digits[isOld ? 2 : 4] ?? ''];
  if (kind === undefined) return null;
  const year = isOld ? 1900 + Number(digits.slice(0, 2)) : Number(digits.slice(0, 4));
  // 85 is the first year of the patent law; 00–03 are 2000–2003.
  return { kind, year: isOld && year < 1985 ? year + 100 : year };
}

/** `isNumber`: the cell holds a number and not text, so that a check digit 0 may have been lost. */
export function checkPatentNumber(text: string, options: { isNumber?: boolean } = {}): CodeCheck {
  // As it should be written, and nearly always is.
  const whole = /^(?:ZL|CN)?(\d{8}|\d{12})\.([\dX])$/.exec(text);
  if (whole) return judge(whole[1]!, whole[2]!);
  const code = normaliseCode(text)
    .replaceAll('。', '.')
    .replaceAll(/[-－–—]/g, '');
  if (isScientific(code)) return problem('damaged', code, '专利号显示为科学计数法，请把单元格设为文本后重新录入。');
  if (/^CN\d{6,9}[ABCUSY]\d?$/.test(code))
    return problem('invalid', code, `“${text.trim()}”是公开（公告）号，这里应填申请号或专利号（ZL开头）。`);
  const body = /^(?:ZL|CN)?(\d+)(?:\.([\dX]))?$/.exec(code.replace(/^(\d{8}|\d{12})X$/, '$1.X'));
  if (!body) {
    const withX = /^(?:ZL|CN)?(\d{8}|\d{12})X$/.exec(code);
    if (withX) return judge(withX[1]!, 'X');
    return problem('invalid', code, `“${text.trim()}”不是专利申请号或专利号，请核对。`);
  }
  const digits = body[1]!;
  const check = body[2];
  if (check !== undefined) return judge(digits, check);
  if (digits.length === 13 || digits.length === 9) return judge(digits.slice(0, -1), digits.at(-1)!);
  const expected = patentCheck(digits);
  if (expected === null)
    return problem(
      'invalid',
      code,
      `专利号应为12位数字加校验位（2003年10月以前为8位），现为${digits.length}位，请核对。`,
    );
  const suggested = `${digits}.${expected}`;
  const isLost = expected === '0';
  return problem(
    'suspect',
    digits,
    isLost
      ? `缺少校验位，应为${suggested}（末位0可能因当作数字保存而丢失）。${options.isNumber === true ? '请把单元格设为文本。' : '请核对。'}`
      : `缺少校验位，按规则应为${suggested}，请核对。`,
    suggested,
  );
}

function judge(digits: string, check: string): CodeCheck {
  const expected = patentCheck(digits);
  const value = `${digits}.${check}`;
  if (expected === null)
    return problem(
      'invalid',
      value,
      `专利号应为12位数字加校验位（2003年10月以前为8位），现为${digits.length}位，请核对。`,
    );
  if (expected !== check)
    return problem('invalid', value, `专利号${value}的校验位应为${expected}，至少有一位数字有误，请核对。`);
  return patentFacts(digits) === null
    ? problem('suspect', value, `专利号${value}的种类号不是1、2、3、8、9，请核对。`)
    : valid(value);
}
