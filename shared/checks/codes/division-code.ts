// 行政区划代码 (GB/T 2260): form only, six digits, and which level they name. The list itself changes every year and is not kept here.

import { normaliseCode, problem, valid, type CodeCheck } from './code-check.js';

export type DivisionLevel = 'province' | 'city' | 'county';

/** First two digits in use. */
const PROVINCES = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82'.split(' '),
);

export function divisionLevel(code: string): DivisionLevel | null {
  if (!/^\d{6}$/.test(code) || !PROVINCES.has(code.slice(0, 2))) return null;
  if (code.endsWith('0000')) return 'province';
  if (code.slice(2, 4) === '00') return null; // no city before a county
  return code.endsWith('00') ? 'city' : 'county';
}

export function checkDivisionCode(text: string): CodeCheck {
  const code = normaliseCode(text);
  // 9- and 12-digit codes of townships and villages begin with it; 100000 is the national registry in a credit code.
  if (/^\d{9}$|^\d{12}$/.test(code) && divisionLevel(code.slice(0, 6)) !== null)
    return problem('suspect', code, '这是乡镇或村级的代码，行政区划代码取前6位。', code.slice(0, 6));
  if (code === '100000' || divisionLevel(code) !== null) return valid(code);
  return problem('invalid', code, `“${text.trim()}”不是6位行政区划代码（如370481），请核对。`);
}
