// 组织机构代码 (GB 11714): 8 characters and a check character; positions 9–17 of a 统一社会信用代码. A warning only.

import { normaliseCode, problem, valid, type CodeCheck } from './code-check.js';

const WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2];

/** Check character of the first eight, or null where they are no digits and capitals. */
export function organisationCheck(body: string): string | null {
  if (!/^[0-9A-Z]{8}$/.test(body)) return null;
  const sum = WEIGHTS.reduce((total, weight, i) => total + Number.parseInt(body[i]!, 36) * weight, 0);
  const check = 11 - (sum % 11);
  return check === 10 ? 'X' : check === 11 ? '0' : String(check);
}

export function checkOrganisationCode(text: string): CodeCheck {
  const code = normaliseCode(text).replaceAll(/[-－–—]/g, '');
  if (!/^[0-9A-Z]{9}$/.test(code)) return problem('invalid', code, `组织机构代码应为9位，现为“${text.trim()}”。`);
  const check = organisationCheck(code.slice(0, 8))!;
  const value = `${code.slice(0, 8)}-${code[8]!}`;
  return check === code[8]
    ? valid(value)
    : problem('suspect', value, `组织机构代码校验位应为${check}，现为${code[8]!}，请核对。`);
}
