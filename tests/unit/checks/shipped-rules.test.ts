// The rules of 审核 as they are declared.

import { expect, test } from 'vitest';

import { expectedOf } from '../../../electron/core/workbook/return-copy/rule-words.js';
import { SHIPPED_RULES } from '../../../shared/checks/shipped-rules.js';

test('no two rules have one id', () => {
  expect(new Set(SHIPPED_RULES.map(({ id }) => id)).size).toBe(SHIPPED_RULES.length);
});

test.each(SHIPPED_RULES.filter(({ severity }) => severity !== 'hint').map((rule) => [rule.name, rule] as const))(
  '%s: what goes back to the unit says what would be right',
  (_name, { id }) => {
    expect(expectedOf(id)).toMatch(/。$/);
  },
);
