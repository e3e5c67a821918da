// 专利权质押登记号: a form without a check digit (formats.md D.6).

import { normaliseCode, problem, valid, type CodeCheck } from './code-check.js';

/** Y2022370000001; a warning only. */
export function checkPledgeNumber(text: string): CodeCheck {
  const code = normaliseCode(text);
  return /^Y(19|20)\d{2}\d{6,10}$/.test(code)
    ? valid(code)
    : problem('suspect', code, `“${text.trim()}”不像质押登记号（Y加年份和数字），请核对。`);
}
