// 统一社会信用代码 (GB 32100-2015), 18 characters. The alphabet has no I O S V Z; weights are 3^(i-1) mod 31.

import { hasLostDigits, normaliseCode, problem, valid, type CodeCheck } from './code-check.js';
import { checkDivisionCode } from './division-code.js';
import { organisationCheck } from './organisation-code.js';

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/** Check character of the first 17, or null where one of them is not in the alphabet. */
export function usccCheck(body: string): string | null {
  if (body.length !== 17) return null;
  let sum = 0;
  for (let i = 0; i < 17; i += 1) {
    const index = ALPHABET.indexOf(body[i]!);
    if (index < 0) return null;
    sum += index * WEIGHTS[i]!;
  }
  return ALPHABET[(31 - (sum % 31)) % 31]!;
}

function isRight(code: string): boolean {
  return code.length === 18 && usccCheck(code.slice(0, 17)) === code[17];
}

/** `isNumber`: the cell holds a number and not text. */
export function checkUscc(text: string, options: { isNumber?: boolean } = {}): CodeCheck {
  const code = normaliseCode(text);
  if (hasLostDigits(code, options.isNumber === true))
    return problem(
      'damaged',
      code,
      '统一社会信用代码被当作数字保存，后几位已变成0，无法恢复。请把单元格设为文本后重新录入18位代码。',
    );
  if (code.length !== 18) return problem('invalid', code, `统一社会信用代码应为18位，现为${code.length}位，请核对。`);
  if (isRight(code)) return inner(code);
  const mended = code.replaceAll('O', '0').replaceAll('I', '1');
  if (mended !== code && isRight(mended))
    return problem('invalid', code, '统一社会信用代码中不用字母I和O，可能是数字1和0，请核对。', mended);
  if (/^\d{15}0{3}$/.test(code))
    return problem('damaged', code, '代码末三位是000，可能被当作数字保存过，后几位已丢失。请重新录入18位代码。');
  const strange = [...code].filter((letter) => !ALPHABET.includes(letter));
  if (strange.length > 0)
    return problem('invalid', code, `统一社会信用代码中不应有“${[...new Set(strange)].join('、')}”，请核对。`);
  return problem(
    'invalid',
    code,
    `统一社会信用代码的校验位不对（末位应为${usccCheck(code.slice(0, 17))!}），请核对每一位。`,
  );
}

/** Division and organisation code inside: a warning only (formats.md D.4). */
function inner(code: string): CodeCheck {
  if (organisationCheck(code.slice(8, 16)) !== code[16])
    return problem('suspect', code, '代码第9—17位（组织机构代码）的校验位不对，请核对。');
  if (checkDivisionCode(code.slice(2, 8)).state === 'invalid')
    return problem('suspect', code, `代码第3—8位“${code.slice(2, 8)}”不像行政区划代码，请核对。`);
  return valid(code);
}
