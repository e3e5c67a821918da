// What is typed over an older state says so: drafts as of when the first of them was typed, until they are stored, or the officer has
// been told what changed under them.

import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import type { HostEvent, Reply } from '../../shared/contract/envelope.js';
import { stubHost } from '../helpers/stub-host.js';

const REFUSED: Reply = {
  ok: false,
  error: { code: 'data.changed-since', params: { step: '接收“a.xlsx”' }, detail: '' },
};

/** The core as the page sees it: answers of one version of the data; `sent`: what the page said it had seen. */
const core = {
  version: 7,
  own: undefined as [number, number] | undefined,
  isRefusing: false,
  sent: [] as (number | undefined)[],
  listeners: new Set<(event: HostEvent) => void>(),
};

beforeEach(() => {
  vi.resetModules();
  Object.assign(core, { version: 7, own: undefined, isRefusing: false, sent: [], listeners: new Set() });
  stubHost(core.listeners, (name, _params, _requestId, seen) => {
    if (name === 'targets.save') core.sent.push(seen);
    if (name === 'targets.save' && core.isRefusing) return Promise.resolve(REFUSED);
    return Promise.resolve({ ok: true, value: {}, version: core.version, ...(core.own && { own: core.own }) });
  });
});
afterEach(() => vi.unstubAllGlobals());

async function page() {
  const { call } = await import('../../renderer/api/client.js');
  const { noteDrafts, savingDrafts } = await import('../../renderer/api/seen.js');
  const ask = () => call('units.list', {});
  const cells = { year: 2022, cells: [], document: '', reason: '' };
  const save = () => savingDrafts('targets/2022', (seen) => call('targets.save', cells, { seen }));
  return { ask, save, type: (hasDrafts: boolean) => noteDrafts('targets/2022', hasDrafts) };
}

test('drafts are as old as the first of them, whatever is shown meanwhile', async () => {
  const { ask, save, type } = await page();
  await ask();
  type(true);
  core.version = 9;
  await ask();
  type(true);
  await save();
  expect(core.sent).toEqual([7]);
  // Stored: the next ones begin with what is there now.
  type(false);
  type(true);
  await save();
  expect(core.sent).toEqual([7, 9]);
});

test('drafts that were answered and not stored, as some must be corrected, are as old as before', async () => {
  const { ask, save, type } = await page();
  await ask();
  type(true);
  core.version = 9;
  await save();
  await save();
  expect(core.sent).toEqual([7, 7]);
});

test('drafts that were typed while others were stored are over what that step has stored', async () => {
  const { ask, save, type } = await page();
  await ask();
  type(true);
  Object.assign(core, { version: 8, own: [8, 8] });
  await save();
  type(true);
  await save();
  expect(core.sent).toEqual([7, 8]);
});

test('what the officer was told of may be saved over', async () => {
  const { ask, save, type } = await page();
  await ask();
  type(true);
  core.version = 9;
  core.isRefusing = true;
  await ask();
  await expect(save()).rejects.toThrow('data.changed-since');
  core.isRefusing = false;
  await save();
  expect(core.sent).toEqual([7, 9]);
});

test('what is changed where it is shown is over the data of the answer that shows it', async () => {
  const { ask } = await page();
  const { seenNow, seenOf } = await import('../../renderer/api/seen.js');
  const shown = await ask();
  core.version = 9;
  await ask();
  expect([seenOf(shown), seenNow(), seenOf({})]).toEqual([{ version: 7 }, { version: 9 }, { version: 0 }]);
});

test('single values are not made old by own steps that followed at once', async () => {
  const { noteAnswer, withOwnSteps } = await import('../../renderer/api/seen.js');
  noteAnswer({}, 9, [8, 9]);
  noteAnswer({}, 11, [11, 11]);
  expect([7, 9, 6, 10, 0].map((version) => withOwnSteps({ version }).version)).toEqual([9, 9, 6, 11, 0]);
});

test('a restored backup, whose data count from a lower number, is what is seen from then on', async () => {
  const { ask, save, type } = await page();
  await ask();
  for (const listener of core.listeners) listener({ type: 'startup', startup: { state: 'ready', error: null } });
  core.version = 3;
  await ask();
  type(true);
  await save();
  expect(core.sent).toEqual([3]);
});

test('a step is of this page since a version where it made it after that', async () => {
  const { isOwnSince, noteAnswer, seenNow } = await import('../../renderer/api/seen.js');
  noteAnswer({}, 7);
  const typed = seenNow();
  noteAnswer({}, 9, [8, 8]);
  expect([7, 8, 9, null].map((step) => isOwnSince(step, typed))).toEqual([false, true, false, false]);
  expect(isOwnSince(8, seenNow())).toBe(false);
});
