// Addresses of cells, there and back.

import { describe, expect, test } from 'vitest';

import { addressOf, columnLetters, columnOf, placeOfAddress } from '../../shared/model/cell-address.js';

describe('addresses', () => {
  test.each([
    ['A1', 0, 0],
    ['Z9', 8, 25],
    ['AA10', 9, 26],
    ['XFD1048576', 1_048_575, 16_383],
  ])('%s is row %i, column %i from 0, there and back', (address, row, column) => {
    expect(placeOfAddress(address)).toEqual({ row, column });
    expect(addressOf(row, column)).toBe(address);
    expect(columnOf(columnLetters(column))).toBe(column);
  });

  test('$B$2 is B2', () => {
    expect(placeOfAddress('$B$2')).toEqual({ row: 1, column: 1 });
  });

  test.each(['', '合计', 'A0', 'b2', 'A1:B2', 'A', '12'])('“%s” is none', (text) => {
    expect(placeOfAddress(text)).toBeNull();
  });
});
