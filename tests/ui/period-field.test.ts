// The month of a year-and-month field, chosen by typing it.

import { expect, test } from 'vitest';

import { isMonthTyped } from '../../renderer/ui/period-field.js';

const MONTHS = Array.from({ length: 12 }, (_, index) => index + 1);

test.each([
  ['6', [6]],
  ['06', [6]],
  ['１２', [12]],
  ['1', [1, 10, 11, 12]],
  ['1月', [1]],
  ['13', []],
])('%s typed leaves the months %j to choose from, the first of them chosen by Enter', (typed, months) => {
  expect(MONTHS.filter((month) => isMonthTyped(typed, month))).toEqual(months);
});
