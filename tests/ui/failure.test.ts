import { expect, test } from 'vitest';

import { CallFailure, wireOf } from '../../renderer/api/failure.js';
import { AppError } from '../../shared/errors/app-error.js';

const wire = new AppError('file.save-failed', { name: '汇总表.xlsx', why: 'EBUSY' }, { detail: 'locked' }).toWire();

test('a refused call keeps its code, from the loopback client and through the shell’s bridge alike', () => {
  expect(wireOf(new CallFailure(wire))).toEqual(wire);
  expect(wireOf(new Error(JSON.stringify(wire)))).toEqual(wire);
});

test.each([new Error('{"code":"no.such-code"}'), new Error('{"code":'), new Error('x'), 'x', null])(
  'anything else is a bug of the page: %s',
  (thrown) => {
    expect(wireOf(thrown).code).toBe('bug.unexpected');
  },
);
