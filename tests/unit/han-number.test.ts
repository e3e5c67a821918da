// Chinese numerals of years, months, days and 批次.

import { expect, test } from 'vitest';

import { hanDigits, hanNumber } from '../../shared/model/han-number.js';

test.each([
  ['一', 1],
  ['九', 9],
  ['十', 10],
  ['十二', 12],
  ['二十', 20],
  ['三十一', 31],
  ['二三', null],
  ['十十', null],
  ['两', null],
  ['', null],
])('%s is %s', (text, number) => {
  expect(hanNumber(text)).toBe(number);
});

test.each(['二〇二二', '二0二二', '二零二二', '二O二二', '二○二二', '2022'])('%s is the year 2022', (text) => {
  expect(hanDigits(text)).toBe('2022');
});
