// What becomes of drafts of a ledger when they were sent to be stored.

import { expect, test } from 'vitest';

import {
  afterSaving,
  namesOf,
  withRefused,
  type Draft,
  type SavedRow,
} from '../../renderer/features/ledgers/drafts.js';

const draft = (values: Draft['values'], isRefused = false): Draft => ({ values, findings: [], isRefused, seen: 1 });
const stored = (id: number): SavedRow => ({ id, saved: true, findings: [] });
const wrong = { code: 'ledger.required', field: 'amount', severity: 'block', message: '未填', params: {} } as never;
const refused = (id: number | null): SavedRow => ({ id, saved: false, findings: [wrong] });

test('of new rows that were stored it is known what they are called now', () => {
  const sent = [5, -1, -2].map((id) => ({ id, draft: draft({ note: '甲' }) }));
  expect(namesOf(sent, [stored(5), stored(31), refused(null)])).toEqual({
    saved: [5, 31],
    added: [{ id: -1, newId: 31 }],
  });
});

test('what was stored is no draft any more; what was refused stays with what is wrong with it', () => {
  const [old, fresh, bad, again, other] = ['甲', '乙', '丙', '丁', '戊'].map((note) => draft({ note }));
  const sent = [
    { id: 5, draft: old! },
    { id: -1, draft: fresh! },
    { id: -2, draft: bad! },
    { id: -3, draft: { ...again!, isRefused: true } },
  ];
  const drafts = new Map([...sent.map((one) => [one.id, one.draft] as const), [9, other!] as const]);
  const after = afterSaving(drafts, sent, [stored(5), stored(31), refused(null), stored(32)], 4);
  expect([...after.drafts]).toEqual([
    [-2, { ...bad, findings: [wrong], isRefused: true }],
    [9, other],
  ]);
  // One that was refused before goes back to what was refused, not to nothing.
  expect([...after.becameRows]).toEqual([-1]);
});

test('what was typed while a row was stored stays alone, under its new name; a refused one keeps what was said of it since', () => {
  const [sent, bad] = [draft({ note: '甲', amount: '1' }), draft({ note: '丙' })];
  const typedOn = { ...bad, values: { note: '丙丙' }, findings: [] };
  const now = new Map<number, Draft>([
    [-1, { ...sent, values: { note: '甲', amount: '12' } }],
    [-2, typedOn],
  ]);
  const both = [
    { id: -1, draft: sent },
    { id: -2, draft: bad },
  ];
  expect([...afterSaving(now, both, [stored(31), refused(null)], 4).drafts]).toEqual([
    [-2, { ...typedOn, isRefused: true }],
    [31, { values: { amount: '12' }, findings: [], isRefused: false, seen: 4 }],
  ]);
  // Dropped meanwhile: it does not come back.
  expect(afterSaving(new Map(), both, [stored(31), refused(null)], 4).drafts.size).toBe(0);
});

test('drafts that could not be stored are begun anew over the data of which the officer was told', () => {
  const drafts = new Map([[5, draft({ note: '甲' })]]);
  expect(withRefused(drafts, [5, 6]).get(5)).toMatchObject({ isRefused: true, seen: 1 });
  expect(withRefused(drafts, [5, 6], 8).get(5)).toMatchObject({ isRefused: true, seen: 8 });
  expect(withRefused(drafts, [5, 6]).size).toBe(1);
});
