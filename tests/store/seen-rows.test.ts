// Two windows on the same data: what is typed over an older state is refused where it would take back what was stored since.

import { afterEach, beforeEach, expect, test } from 'vitest';

import type { Core } from '../../electron/core/core.js';
import { call, CoreBench, QUIET_JOB, setUp } from '../helpers/core-bench.js';
import { unitDraft } from '../helpers/memory-store.js';
import type { CallName, Params } from '../../shared/contract/index.js';

let bench: CoreBench;
let core: Core;
/** As the first window showed the data before the second one changed them. */
let seen: number;
beforeEach(async () => {
  bench = new CoreBench();
  core = bench.start();
  await setUp(core);
  await call(core, 'units.save', { id: null, unit: { ...unitDraft('山亭区', 3), aliases: ['山亭'] } });
  seen = await versionNow();
});
afterEach(() => bench.close());

async function versionNow(): Promise<number> {
  return (await call(core, 'system.status', {})).dataVersion;
}

async function codeOf<K extends CallName>(name: K, params: Params<K>, version = seen): Promise<string> {
  const reply = await core.call(name, params, QUIET_JOB, version);
  return reply.ok ? '' : reply.error.code;
}

async function unit(name: string): Promise<number> {
  return (await call(core, 'units.list', {})).units.find((one) => one.name === name)!.id;
}

test('every answer says of which version of the data it is', async () => {
  const reply = await core.call('units.list', {}, QUIET_JOB);
  expect(reply).toMatchObject({ ok: true, version: seen });
});

test('the same field of a row is not written over; the refusal names the step and stores nothing', async () => {
  const id = await unit('山亭区');
  await call(core, 'units.save', { id, unit: { ...unitDraft('山亭区', 7), aliases: ['山亭'] } });
  const reply = await core.call(
    'units.save',
    { id, unit: { ...unitDraft('山亭区', 9), aliases: ['山亭'] } },
    QUIET_JOB,
    seen,
  );
  expect(reply).toMatchObject({ ok: false, error: { code: 'data.changed-since' } });
  expect(!reply.ok && String(reply.error.params['step'])).toContain('山亭区');
  expect((await call(core, 'units.list', {})).units.find((one) => one.id === id)?.order).toBe(7);
  // Opened anew, it is what the officer wants.
  expect(await codeOf('units.save', { id, unit: unitDraft('山亭区', 9) }, await versionNow())).toBe('');
});

test('a form that brings back what was taken out meanwhile is refused, and one that takes out what has changed', async () => {
  const id = await unit('山亭区');
  await call(core, 'units.save', { id, unit: unitDraft('山亭区', 3) });
  expect(await codeOf('units.save', { id, unit: { ...unitDraft('山亭区', 3), aliases: ['山亭'] } })).toBe(
    'data.changed-since',
  );
  expect(await codeOf('units.remove', { id })).toBe('');

  const other = await unit('薛城区');
  await call(core, 'units.save', { id: other, unit: unitDraft('薛城新区', 2) });
  expect(await codeOf('units.remove', { id: other })).toBe('data.changed-since');
});

test('what nobody else has changed is stored: other rows, other settings, the same text, what was changed and put back', async () => {
  const id = await unit('山亭区');
  await call(core, 'settings.save', { operator: '张三' });
  await call(core, 'units.save', { id: await unit('薛城区'), unit: unitDraft('薛城区', 8) });
  await call(core, 'units.save', { id, unit: { ...unitDraft('山亭区', 5), aliases: ['山亭'] } });
  expect(await codeOf('units.save', { id, unit: { ...unitDraft('山亭区', 5), aliases: ['山亭'] } })).toBe('');
  expect(await codeOf('settings.save', { smallBase: 20 })).toBe('');
  expect(await codeOf('settings.save', { operator: '李四' })).toBe('data.changed-since');

  await call(core, 'units.save', { id, unit: { ...unitDraft('山亭区', 3), aliases: ['山亭'] } });
  expect(await codeOf('units.save', { id, unit: { ...unitDraft('山亭区', 4), aliases: ['山亭'] } })).toBe('');
});

test('a value that was stored, or taken back, meanwhile is not typed over; another one is', async () => {
  const [first, second] = [await unit('滕州市'), await unit('薛城区')];
  const entry = (unitId: number, text: string): Params<'values.save'> => ({
    period: '2022-07',
    reason: '核实',
    cells: [{ unitId, code: 'C01', basis: 'ytd', text }],
  });
  const before = await versionNow();
  await call(core, 'values.save', entry(first, '5'));
  expect(await codeOf('values.save', entry(first, '6'), before)).toBe('data.changed-since');
  expect(await codeOf('values.save', entry(second, '6'), before)).toBe('');

  const shown = await versionNow();
  const { undo } = await call(core, 'history.next', {});
  await call(core, 'history.undo', { id: undo!.id });
  expect(await codeOf('values.save', entry(second, '7'), shown)).toBe('data.changed-since');

  const taken = await versionNow();
  const { redo } = await call(core, 'history.next', {});
  await call(core, 'history.undo', { id: redo!.id });
  expect(await codeOf('values.save', entry(second, '7'), taken)).toBe('data.changed-since');
});

test('a cell of a ledger, the 人口数 of a unit and a day of 节假日 are not written over either', async () => {
  const [unitId, otherUnit] = [await unit('滕州市'), await unit('薛城区')];
  const row = { held_on: '2022-07-01', form: '线下培训', topic: '专利检索', unit: unitId };
  const save = (id: number | null, values: Record<string, string | number>): Params<'ledgers.save'> => ({
    ledger: 'activity',
    period: '2022-07',
    rows: [{ id, values }],
  });
  const { heldOn, form, topic } = { heldOn: row.held_on, form: row.form, topic: row.topic };
  const added = await call(core, 'ledgers.save', save(null, { heldOn, form, topic, unit: unitId }));
  const id = added.rows[0]!.id!;
  const before = await versionNow();
  await call(core, 'ledgers.save', save(id, { topic: '商标' }));
  expect(await codeOf('ledgers.save', save(id, { topic: '地理标志' }), before)).toBe('data.changed-since');
  expect(await codeOf('ledgers.save', save(id, { form: '线上培训' }), before)).toBe('');
  expect(await codeOf('ledgers.remove', { ledger: 'activity', ids: [id] }, before)).toBe('data.changed-since');

  const people = (of: number, value: string): Params<'population.save'> => ({
    unitId: of,
    year: 2021,
    value,
    source: '手工填写',
    besides: 'ask',
  });
  const empty = await versionNow();
  await call(core, 'population.save', people(unitId, '173'));
  expect(await codeOf('population.save', people(unitId, '174'), empty)).toBe('data.changed-since');
  expect(await codeOf('population.save', people(otherUnit, '60'), empty)).toBe('');

  const days = (date: string): Params<'calendar.save'> => ({
    year: 2031,
    days: [{ date, kind: 'holiday', name: '' }],
  });
  await call(core, 'calendar.save', days('2031-01-01'));
  const shown = await versionNow();
  await call(core, 'calendar.save', days('2031-01-02'));
  expect(await codeOf('calendar.save', days('2031-01-01'), shown)).toBe('data.changed-since');
});

test('data of a restored backup, which counts from a lower number, are not what the page showed', async () => {
  const { id } = await call(core, 'backup.create', {});
  await call(core, 'units.save', { id: null, unit: unitDraft('峄城区', 4) });
  await call(core, 'units.save', { id: null, unit: unitDraft('市中区', 5) });
  const shown = await versionNow();
  await call(core, 'backup.restore', { id });
  expect(await codeOf('units.save', { id: await unit('薛城区'), unit: unitDraft('薛城区', 8) }, shown)).toBe(
    'data.changed-since',
  );
});
