// Statutory numbers: the vectors of the standards, damage by spreadsheets, and suggestions that are never applied by themselves.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { checkDivisionCode, divisionLevel } from '../../../shared/checks/codes/division-code.js';
import { checkCaseNumber, checkDocumentNumber } from '../../../shared/checks/codes/document-number.js';
import { organisationCheck } from '../../../shared/checks/codes/organisation-code.js';
import { checkPledgeNumber } from '../../../shared/checks/codes/pledge-number.js';
import { checkPatentNumber, patentCheck, patentFacts } from '../../../shared/checks/codes/patent-number.js';
import { checkNiceClass, checkTrademarkNumber } from '../../../shared/checks/codes/trademark-number.js';
import { checkUscc, usccCheck } from '../../../shared/checks/codes/uscc.js';

describe('统一社会信用代码', () => {
  test.each([
    ['91350100M000100Y4', '3'],
    ['91440300192203821', '6'],
  ])('the check of %s is %s', (body, check) => expect(usccCheck(body)).toBe(check));

  test.each(['91350100M000100Y43', '914403001922038216', ' ９1350100m000100y43 '])('%s is valid', (text) =>
    expect(checkUscc(text).state).toBe('valid'),
  );

  test('a letter outside the alphabet, a wrong check and a wrong length are named', () => {
    expect(checkUscc('91350100M000100Y4Z').message).toContain('“Z”');
    expect(checkUscc('91350100M000100Y44').message).toContain('末位应为3');
    expect(checkUscc('91350100M000100Y4').message).toContain('17位');
  });

  test('I and O are only a suggestion', () => {
    expect(checkUscc('9I3501OOMOOO1OOY43')).toMatchObject({ state: 'invalid', suggestion: '91350100M000100Y43' });
  });

  test('a code that a spreadsheet has rounded is damaged and cannot be recovered', () => {
    for (const [text, isNumber] of [
      ['914403001922038000', true],
      ['914403001922038216', true],
      ['9.14403E+17', false],
      ['914403001922038000', false],
    ] as const)
      expect(checkUscc(text, { isNumber }), text).toMatchObject({ state: 'damaged', suggestion: null });
  });

  test('the inner organisation code is a warning only', () => {
    expect(['M000100Y', '19220382'].map(organisationCheck)).toEqual(['4', '1']);
    const body = '91350100M000100Y5';
    expect(checkUscc(`${body}${usccCheck(body)!}`)).toMatchObject({ state: 'suspect' });
  });

  test('every single wrong character is found', () => {
    const right = '91350100M000100Y43';
    fc.assert(
      fc.property(fc.nat(16), fc.constantFrom(...'0123456789ABCDEFGHJKLMNPQRTUWXY'), (at, letter) => {
        if (right[at] === letter) return;
        expect(checkUscc(right.slice(0, at) + letter + right.slice(at + 1)).state).not.toBe('valid');
      }),
    );
  });
});

describe('专利号', () => {
  test.each([
    ['200310102344', '5'],
    ['201710601862', '3'],
    ['95115608', 'X'],
    ['97101765', '4'],
    ['202210123401', '0'],
    ['202210123403', 'X'],
  ])('the check of %s is %s', (digits, check) => {
    expect(patentCheck(digits)).toBe(check);
    expect(checkPatentNumber(`${digits}.${check}`)).toMatchObject({ state: 'valid', value: `${digits}.${check}` });
  });

  test.each([
    ['ZL 2003 1 0102344.5', '200310102344.5'],
    ['ZL200310102344.5', '200310102344.5'],
    ['zl９５１１５６０８．x', '95115608.X'],
    ['202210123403。X', '202210123403.X'],
    ['2003101023445', '200310102344.5'],
    ['202210123403X', '202210123403.X'],
    ['ZL202210123403X', '202210123403.X'],
  ])('%s is read as %s', (text, value) => expect(checkPatentNumber(text)).toMatchObject({ state: 'valid', value }));

  test('a lost check digit is offered, not applied', () => {
    expect(checkPatentNumber('202210123401', { isNumber: true })).toMatchObject({
      state: 'suspect',
      value: '202210123401',
      suggestion: '202210123401.0',
    });
    expect(checkPatentNumber('202210123403')).toMatchObject({ state: 'suspect', suggestion: '202210123403.X' });
  });

  test('a publication number and a wrong digit are refused with the reason', () => {
    expect(checkPatentNumber('CN 1234567 A').message).toContain('公开（公告）号');
    expect(checkPatentNumber('200310102345.5').message).toContain('校验位应为');
    expect(checkPatentNumber('2.0221E+11').state).toBe('damaged');
    expect(checkPatentNumber('约十几件').state).toBe('invalid');
  });

  test('kind and filing year are in the number', () => {
    expect(patentFacts('200310102344')).toEqual({ kind: 'invention', year: 2003 });
    expect(patentFacts('202280123401')).toEqual({ kind: 'invention', year: 2022 });
    expect(patentFacts('95215608')).toEqual({ kind: 'utility-model', year: 1995 });
    expect(patentFacts('02315608')).toEqual({ kind: 'design', year: 2002 });
    expect(patentFacts('202270123401')).toBeNull();
  });

  test('every wrong digit and every swap of neighbours is found', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^20[0-2]\d[1-3]\d{7}$/), fc.nat(10), fc.nat(8), (digits, at, shift) => {
        const check = patentCheck(digits)!;
        const other = String((Number(digits[at]) + 1 + shift) % 10);
        expect(patentCheck(digits.slice(0, at) + other + digits.slice(at + 1))).not.toBe(check);
        if (digits[at] !== digits[at + 1])
          expect(patentCheck(digits.slice(0, at) + digits[at + 1]! + digits[at]! + digits.slice(at + 2))).not.toBe(
            check,
          );
      }),
    );
  });
});

describe('other numbers', () => {
  test('trademark number and class', () => {
    for (const text of ['12345678', '12345678A', 'G1234567', '第 1234567 号'])
      expect(checkTrademarkNumber(text).state, text).toBe('valid');
    for (const text of ['123456789', 'ZL123', '']) expect(checkTrademarkNumber(text).state, text).toBe('invalid');
    expect(checkNiceClass('第9类、35')).toMatchObject({ state: 'valid', value: '9;35' });
    for (const text of ['0', '46', '九', '']) expect(checkNiceClass(text).state, text).toBe('invalid');
  });

  test('document number: brackets are offered to be replaced', () => {
    expect(checkDocumentNumber('枣知发〔2022〕3号').state).toBe('valid');
    for (const text of ['枣知发[2022]3号', '枣知发（2022）3号', '枣知发【2022】第03号'])
      expect(checkDocumentNumber(text), text).toMatchObject({ state: 'suspect', suggestion: '枣知发〔2022〕3号' });
    expect(checkDocumentNumber('关于3号').state).toBe('invalid');
  });

  test('a case may be numbered in other ways, but not by a mere number or by what a spreadsheet has rounded', () => {
    expect(checkCaseNumber('枣市监处罚[2022]15号')).toMatchObject({
      state: 'suspect',
      suggestion: '枣市监处罚〔2022〕15号',
    });
    for (const text of ['2022-001', '枣市监立〔2022〕3-1号', '2022001'])
      expect(checkCaseNumber(text), text).toMatchObject({ state: 'suspect', value: text, suggestion: null });
    for (const text of ['1', '15', '2.02E+12', '无']) expect(checkCaseNumber(text).state, text).toBe('invalid');
  });

  test('division code: form and level', () => {
    expect(['370000', '370400', '370481', '370004', '993300'].map(divisionLevel)).toEqual([
      'province',
      'city',
      'county',
      null,
      null,
    ]);
    expect(checkDivisionCode('370481001')).toMatchObject({ state: 'suspect', suggestion: '370481' });
    expect(checkDivisionCode('37048').state).toBe('invalid');
  });

  test('number of a pledge: a form only, another one is a warning', () => {
    expect(checkPledgeNumber('Y2022370000001').state).toBe('valid');
    expect(checkPledgeNumber('不知道').state).toBe('suspect');
  });
});
