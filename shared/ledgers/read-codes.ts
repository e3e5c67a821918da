// Numbers that a law or an office forms (统一社会信用代码, 专利号, 登记号 …), one or many in a cell → the field's value with what is found.
// Not here: the rules of each number (shared/checks/codes).

import { hasLostDigits, problem, type CodeCheck } from '../checks/codes/code-check.js';
import { checkCaseNumber, checkDocumentNumber } from '../checks/codes/document-number.js';
import { checkPatentNumber } from '../checks/codes/patent-number.js';
import { checkPledgeNumber } from '../checks/codes/pledge-number.js';
import { checkNiceClass, checkTrademarkNumber } from '../checks/codes/trademark-number.js';
import { checkUscc } from '../checks/codes/uscc.js';
import type { CodeKind, Finding } from './define.js';
import type { ReadField } from './read-field.js';
import { splitList } from './split-list.js';

/** Letters, digits and signs without a blank: nothing of it is normalised. */
const PRINTED = /^[\x21-\x7e]+$/;

const CHECKS: Record<CodeKind, (text: string, isNumber: boolean) => CodeCheck> = {
  uscc: (text, isNumber) => checkUscc(text, { isNumber }),
  patent: (text, isNumber) => checkPatentNumber(text, { isNumber }),
  trademark: (text) => checkTrademarkNumber(text),
  'nice-class': (text) => checkNiceClass(text),
  document: (text) => checkDocumentNumber(text),
  case: (text) => checkCaseNumber(text),
  pledge: (text) => checkPledgeNumber(text),
  certificate: (text) => ({
    state: 'valid',
    value: PRINTED.test(text) ? text : text.normalize('NFKC').replaceAll(/\s/g, ''),
    suggestion: null,
    message: '',
  }),
};

/** A code as it should be written; null: to be looked at. */
export function plainCode(kind: CodeKind, text: string): string | null {
  const { state, value } = checkCode(kind, text, false);
  return state === 'valid' ? value : null;
}

/** Their own checks say it in their own words. */
const OWN_WORDS: ReadonlySet<CodeKind> = new Set(['uscc', 'patent']);

function checkCode(kind: CodeKind, text: string, isNumber: boolean): CodeCheck {
  if (!OWN_WORDS.has(kind) && hasLostDigits(text, isNumber)) return problem('damaged', text, lostDigits(text));
  return CHECKS[kind](kind === 'patent' ? bareNumber(text) : text, isNumber);
}

export function lostDigits(text: string): string {
  return `“${text}”已损坏（被当作数字保存过，后几位已丢失），请把单元格设为文本后重新录入`;
}

/** One value, or with `isList` all of them. `isLoose`: the row is the same without it, so one that is damaged need not stop it. */
export function readCodes(
  kind: CodeKind,
  texts: readonly string[],
  about: { isList: boolean; isNumber: boolean; isLoose: boolean; name: string; label: string },
): ReadField {
  const findings: Finding[] = [];
  const values: string[] = [];
  for (const text of texts) {
    const check = checkCode(kind, text, about.isNumber);
    // Nothing can bring it back, and the row is the same without it: the name still finds the enterprise.
    if (check.state === 'damaged' && kind !== 'patent' && about.isLoose) {
      const message = `${about.label}：“${text}”已损坏（被当作数字保存过），按空白登记，请补填${kind === 'uscc' ? '18位代码' : ''}`;
      findings.push({
        severity: 'warn',
        rule: kind === 'uscc' ? 'uscc-lost' : 'code-lost',
        field: about.name,
        message,
      });
      continue;
    }
    if (check.state === 'invalid' || check.state === 'damaged') {
      const message =
        OWN_WORDS.has(kind) || check.state === 'invalid' ? check.message : `${about.label}：${check.message}`;
      findings.push({ severity: 'block', rule: kind, field: about.name, message });
      continue;
    }
    // What is suspect but has no better form is shown once as a hint; where a better form is known, it is to be looked at.
    if (check.state === 'suspect')
      findings.push({
        severity: check.suggestion === null ? 'hint' : 'warn',
        rule: kind,
        field: about.name,
        message: check.message,
      });
    if (values.includes(check.value))
      findings.push({
        severity: 'warn',
        rule: 'repeated',
        field: about.name,
        message: `${about.label}：“${check.value}”重复填写，请核对`,
      });
    else values.push(check.value);
  }
  if (findings.some((finding) => finding.severity === 'block')) return { value: null, findings };
  return { value: about.isList ? values : (values[0] ?? null), findings };
}

/** 专利号：ZL202010663550.7（一种轴承） → the number alone. What has more digits in its brackets stays as it is. */
function bareNumber(text: string): string {
  if (/^[\dA-Za-z.]+$/.test(text)) return text;
  return text.replace(/^(?:专利|申请)号?\s*[:：]\s*/, '').replace(/\s*[(（][^()（）\d]*[)）]$/, '');
}

/** Parts of a list; numbers of patents also where 和, / or a space parts them: each part must be whole by its check character. */
export function codesIn(kind: CodeKind, text: string): string[] {
  return splitList(text).flatMap((part) => {
    if (kind !== 'patent' || plainCode(kind, part) !== null) return [part];
    const parts = part.split(/[\s/／|和与及]+/).filter((one) => one !== '');
    return parts.length > 1 && parts.every((one) => plainCode(kind, one) !== null) ? parts : [part];
  });
}
