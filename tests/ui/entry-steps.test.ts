// Steps back in a ledger: which own step is the next one, where others were made or taken back elsewhere.

import { expect, test } from 'vitest';

import {
  beforeStored,
  draftLabels,
  lastStanding,
  withNewer,
  type Step,
} from '../../renderer/features/ledgers/entry-steps.js';

const step = (changeSetId: number | null): Step => ({
  changeSetId,
  before: new Map(),
  after: new Map(),
  seen: { version: 3 },
});

test('the last own step is the next one unless something newer stands', () => {
  const done = [step(4), step(7)];
  expect(lastStanding(done, 7)?.changeSetId).toBe(7);
  // Step 9 is of another page: it goes first, and the own one waits.
  expect(lastStanding(done, 9)?.changeSetId).toBe(7);
  expect(done).toHaveLength(2);
});

test('an own step that was taken back elsewhere is none any more; what was only typed always is', () => {
  const done = [step(4), step(7)];
  expect(lastStanding(done, 5)?.changeSetId).toBe(4);
  expect(done).toHaveLength(1);
  expect(lastStanding([step(4), step(null)], 5)?.changeSetId).toBeNull();
  expect(lastStanding([step(4)], null)).toBeUndefined();
});

test('what is typed while a step is being taken back stays', () => {
  const draft = (note: string) => ({ values: { note }, findings: [], isRefused: false, seen: 1 });
  const [kept, typed] = [draft('甲'), draft('乙')];
  const asked = new Map([[5, kept]]);
  expect(withNewer(new Map(), asked, asked).size).toBe(0);
  const drafts = withNewer(new Map([[6, draft('丙')]]), asked, new Map([...asked, [-1, typed]]));
  expect([...drafts.keys()]).toEqual([6, -1]);
});

test('a step that takes drafts alone is named as such, one that is stored by the history', () => {
  const drafts = new Map();
  const typed: Step = { changeSetId: null, before: drafts, after: drafts, seen: { version: 3 } };
  const stored: Step = { changeSetId: 7, before: drafts, after: drafts, seen: { version: 3 } };
  expect(draftLabels({ done: [], undone: [] })).toEqual({ undoLabel: null, redoLabel: null });
  expect(draftLabels({ done: [stored, typed], undone: [typed, stored] })).toEqual({
    undoLabel: '未保存的填写',
    undoSeen: { version: 3 },
    redoLabel: null,
  });
  expect(draftLabels({ done: [typed, stored], undone: [typed] })).toEqual({
    undoLabel: null,
    undoSeen: { version: 3 },
    redoLabel: '未保存的填写',
  });
});

test('a new row that is stored is one step: the steps of its cells go, back to before it was begun', () => {
  const draft = { values: { note: '甲' }, findings: [], isRefused: false, seen: 1 };
  const typing = (before: number[], after: number[]): Step => ({
    changeSetId: null,
    before: new Map(before.map((id) => [id, draft])),
    after: new Map(after.map((id) => [id, draft])),
    seen: { version: 3 },
  });
  const done = [step(4), typing([], [7]), typing([7], [7, -1]), typing([7, -1], [7, -1])];
  expect([...beforeStored(done, new Map([[-1, draft]]), new Set([-1])).keys()]).toEqual([7]);
  expect(done).toHaveLength(2);
  // Nothing became a row: the step begins where it was asked for.
  const from = new Map([[7, draft]]);
  expect(beforeStored(done, from, new Set())).toBe(from);
  expect(done).toHaveLength(2);
});
