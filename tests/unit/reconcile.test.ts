// 核对: what is equal, what is to be explained, and what is listed for it.

import { expect, test } from 'vitest';

import { isCompared, isListed, reconcileState } from '../../shared/ledgers/reconcile.js';

test('equal, different, explained, without a number', () => {
  expect(reconcileState(5, true, 5, null)).toBe('equal');
  expect(reconcileState(5, true, 4, null)).toBe('differs');
  expect(reconcileState(0, true, 0, null)).toBe('equal');
  expect(reconcileState(null, true, 4, null)).toBe('no-number');
  expect(reconcileState(null, false, 4, null)).toBe('not-submitted');
});

test('an explanation holds as long as both its figures do', () => {
  const explained = { submitted: 5, counted: 4 };
  expect(reconcileState(5, true, 4, explained)).toBe('explained');
  expect(reconcileState(6, true, 4, explained)).toBe('differs');
  expect(reconcileState(5, true, 3, explained)).toBe('differs');
  expect(reconcileState(5, true, 5, explained)).toBe('equal');
  expect(reconcileState(null, false, 4, { submitted: null, counted: 4 })).toBe('explained');
});

test('what waits is listed, and nothing where nothing was handed in and nothing counted', () => {
  const unit = { submitted: '5', submittedState: 'value', counted: '4', state: 'differs' as const };
  const line = { submittedTotal: '9' };
  expect(isListed('open', unit, line)).toBe(true);
  expect(isListed('equal', unit, line)).toBe(false);
  expect(isListed('differs', unit, line)).toBe(true);
  expect(isListed('open', { ...unit, state: 'equal' }, line)).toBe(false);
  expect(isListed('all', { ...unit, state: 'equal' }, line)).toBe(true);
  const owing = { submitted: null, submittedState: null, counted: '4', state: 'not-submitted' as const };
  expect(isListed('open', owing, line)).toBe(true);
  expect(isListed('open', owing, { submittedTotal: null })).toBe(false);
  const nothing = { ...owing, counted: '0' };
  expect([isCompared(nothing), isListed('all', nothing, line)]).toEqual([false, false]);
  expect(isCompared({ ...nothing, submittedState: 'not_applicable' })).toBe(true);
});
