// 商标申请/注册号 and 尼斯类别. There is no check digit; a multi-class mark is one number with several classes.

import { normaliseCode, problem, valid, type CodeCheck } from './code-check.js';

export function checkTrademarkNumber(text: string): CodeCheck {
  const code = normaliseCode(text).replace(/^第(.+)号$/, '$1');
  if (/^\d{1,8}[A-Z]?$/.test(code) || /^G\d{5,8}[A-Z]?$/.test(code)) return valid(code);
  return problem(
    'invalid',
    code,
    `“${text.trim()}”不是商标注册号（1—8位数字，分割申请带字母，国际注册以G开头），请核对。`,
  );
}

/** 第9类, 9, 09; several separated by 、，,; or a blank. Value: `9;35`. */
export function checkNiceClass(text: string): CodeCheck {
  const parts = text
    .normalize('NFKC')
    .split(/[、，,;；\s/]+/)
    .map((part) => part.replace(/^第?0*(\d+)类?$/, '$1'))
    .filter((part) => part !== '');
  const value = parts.join(';');
  const wrong = parts.find((part) => !/^\d+$/.test(part) || Number(part) < 1 || Number(part) > 45);
  return parts.length > 0 && wrong === undefined
    ? valid(value)
    : problem('invalid', value, `商标类别应为1—45，现为“${text.trim()}”，请核对。`);
}
