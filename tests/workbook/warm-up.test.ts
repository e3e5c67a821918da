// The month that a parse process understands before it is asked has to go the way that a district's month goes, or it warms nothing.

import { expect, test } from 'vitest';

import { warmUp } from '../../electron/core/workbook/warm-up.js';

test('every figure of the made-up month is understood, without a question', () => {
  const { header, cells, questions, hasLedger, isOver } = warmUp();
  expect({ form: header.form, periods: header.periods, hasLedger, isOver }).toEqual({
    form: 'unit-table',
    periods: ['2024-06'],
    hasLedger: false,
    isOver: false,
  });
  expect(questions).toEqual([]);
  expect(header.issues.filter((issue) => issue.severity !== 'hint')).toEqual([]);
  expect(cells).toHaveLength(7 * 20);
  expect(new Set(cells.map((cell) => cell.role))).toEqual(new Set(['value', 'claim', 'check', 'target']));
  expect(cells.filter((cell) => cell.state === 'value').length).toBeGreaterThan(60);
});
