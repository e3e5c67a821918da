// Numbers with a form but without a check digit (formats.md D.6).

import { normaliseCode, problem, valid, type CodeCheck } from './code-check.js';

/** 软件著作权登记号: 2021SR0123456. */
export function checkSoftwareNumber(text: string): CodeCheck {
  const code = normaliseCode(text).replace(/^软著登字第?|号$/g, '');
  return /^(19|20)\d{2}SR\d{6,7}$/.test(code)
    ? valid(code)
    : problem('invalid', code, `“${text.trim()}”不是软件著作权登记号（如2021SR0123456），请核对。`);
}

/** 作品登记号: 国作登字-2021-F-00012345. */
export function checkWorkNumber(text: string): CodeCheck {
  const code = normaliseCode(text).replaceAll(/[－–—]/g, '-');
  return /^\p{Script=Han}{1,3}作登字-(19|20)\d{2}-[A-Z]-\d{8}$/u.test(code)
    ? valid(code)
    : problem('invalid', code, `“${text.trim()}”不是作品登记号（如国作登字-2021-F-00012345），请核对。`);
}

/** 集成电路布图设计登记号: BS.215000123. */
export function checkLayoutNumber(text: string): CodeCheck {
  const code = normaliseCode(text);
  return /^BS\.?\d{6,12}$/.test(code)
    ? valid(code.replace(/^BS\.?/, 'BS.'))
    : problem('invalid', code, `“${text.trim()}”不是布图设计登记号（BS.加数字），请核对。`);
}

/** 植物新品种申请号: a warning only. */
export function checkVarietyNumber(text: string): CodeCheck {
  const code = normaliseCode(text);
  return /^CNA\d{8}(\.\d)?$|^CNA\d{6,12}$/.test(code)
    ? valid(code)
    : problem('suspect', code, `“${text.trim()}”不像植物新品种权号（CNA加数字），请核对。`);
}

/** 专利权质押登记号: Y2022370000001; a warning only. */
export function checkPledgeNumber(text: string): CodeCheck {
  const code = normaliseCode(text);
  return /^Y(19|20)\d{2}\d{6,10}$/.test(code)
    ? valid(code)
    : problem('suspect', code, `“${text.trim()}”不像质押登记号（Y加年份和数字），请核对。`);
}
