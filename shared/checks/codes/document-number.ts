// 发文字号: 机关代字〔年份〕序号号. The year stands in hexagonal brackets 〔〕 (GB/T 9704); others are offered to be replaced.

import { isScientific, problem, valid, type CodeCheck } from './code-check.js';

const FORM = /^([\p{Script=Han}A-Za-z]{2,20})([〔[［(（【])(\d{4})([〕\]］)）】])第?(\d+)号$/u;

export function checkDocumentNumber(text: string): CodeCheck {
  const code = text
    .replaceAll(/[\s\u200B-\u200D\uFEFF]/g, '')
    .replaceAll(/[０-９]/g, (digit) => digit.normalize('NFKC'));
  const match = FORM.exec(code);
  if (!match) return problem('invalid', code, `“${text.trim()}”不是发文字号，应写成“×知发〔2022〕3号”。`);
  const [, issuer, open, year, close, number] = match as unknown as [string, string, string, string, string, string];
  const right = `${issuer}〔${year}〕${number.replace(/^0+(?=\d)/, '')}号`;
  if (open === '〔' && close === '〕' && right === code) return valid(code);
  const what =
    open === '〔' && close === '〕' ? '发文字号的序号不编虚位，不加“第”字' : '发文字号的年份应用六角括号〔〕';
  return problem('suspect', code, `${what}，应为“${right}”。`, right);
}

/** What an office may well number its cases by: a year and a number, with or without words. */
const OWN_FORM = /(19|20)\d{2}.*\d|\p{Script=Han}.*\d/u;

/** 案号: mostly written like a 发文字号, but 2022-001 or 枣市监立〔2022〕3-1号 number a case as well. */
export function checkCaseNumber(text: string): CodeCheck {
  const check = checkDocumentNumber(text);
  const code = check.value.normalize('NFKC');
  if (check.state !== 'invalid' || isScientific(code) || !OWN_FORM.test(code)) return check;
  return problem('suspect', check.value, `“${text.trim()}”不是“×知法〔2022〕3号”的写法，按原样登记，请核实。`);
}
