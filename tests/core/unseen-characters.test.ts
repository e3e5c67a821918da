// Names as they come along when they are copied from PDF or Word, with characters that no screen shows: they are kept without them,
// and no workbook that is made of names, old ones of an earlier version included, is one that does not open.

import { readFileSync } from 'node:fs';

import { unzipSync } from 'fflate';
import { afterEach, beforeEach, expect, test } from 'vitest';

import type { Core } from '../../electron/core/core.js';
import { monthlyTask } from '../../electron/core/tasks/default-task.js';
import { NEW_INDICATOR } from '../../shared/indicators/define.js';
import { call, CoreBench, setUp, unitNames } from '../helpers/core-bench.js';
import { openTestStore, unitDraft } from '../helpers/memory-store.js';

const DIRTY = '山\u0002亭\u0000区"\ufffe';

let bench: CoreBench;
let core: Core;
beforeEach(async () => {
  bench = new CoreBench();
  core = bench.start();
  await setUp(core);
});
afterEach(() => bench.close());

/** All XML of a workbook, as text. */
function xmlOf(path: string): string {
  const parts = Object.entries(unzipSync(new Uint8Array(readFileSync(path))));
  return parts.map(([, bytes]) => new TextDecoder().decode(bytes)).join('\n');
}

/** Lists that stand in the rule of a cell itself. */
function inlineLists(xml: string): string[] {
  return [...xml.matchAll(/<formula1>"([^<]*)"<\/formula1>/g)].map(([, list]) => list!);
}

async function xmlOfFiles(): Promise<string> {
  const files = [
    await call(core, 'units.export', {}),
    await call(core, 'enterprises.export', {}),
    await call(core, 'ledgers.template', { ledger: 'pledge' }),
    await call(core, 'tables.export', { name: 'reporting', period: '2022-07', format: 'xlsx', options: {} }),
    await call(core, 'tasks.check-sheets', { period: '2022-07', format: 'xlsx' }),
  ];
  return files.map((made) => xmlOf(core.filePath('file' in made ? made.file.id : made.id))).join('\n');
}

test('a typed name is kept without them', async () => {
  await call(core, 'units.save', { id: null, unit: { ...unitDraft(DIRTY, 3), aliases: [DIRTY] } });
  expect(await unitNames(core)).toContain('山亭区"');
  // \v is what Word copies for a new line inside of a paragraph: a name stands in one.
  await call(core, 'units.save', { id: null, unit: { ...unitDraft('城头\v新区', 4), aliases: ['新区\n城头'] } });
  const made = (await call(core, 'units.list', {})).units.find(({ name }) => name === '城头新区');
  expect(made?.aliases).toEqual(['新区城头']);
  const indicator = { ...NEW_INDICATOR, name: '发布\v场次', shortName: '场\v次', aliases: ['场\v次数'] };
  const kept = await call(core, 'indicators.save', { code: 'F90', isNew: true, indicator });
  expect(kept).toMatchObject({ name: '发布场次', shortName: '场次', aliases: ['场次数'] });
  await call(core, 'settings.save', { totalLabel: '全\u0007市' });
  expect((await call(core, 'settings.get', {})).totalLabel).toBe('全市');
});

test('a name that an earlier version kept with them, and with a quotation mark, spoils no workbook', async () => {
  await core.close();
  const store = await openTestStore(bench.dataPath);
  store.db.prepare("UPDATE reporting_unit SET name = ? WHERE name = '薛城区'").run(DIRTY);
  store.db.close();
  core = bench.start();
  const { units } = await call(core, 'units.list', {});
  await call(core, 'tasks.save', { id: null, task: monthlyTask(units.map(({ id }) => id)) });
  const cells = units.map(({ id }) => ({ unitId: id, code: 'C01', basis: 'ytd' as const, text: '5' }));
  await call(core, 'values.save', { period: '2022-07', reason: '', cells });
  const xml = await xmlOfFiles();
  // oxlint-disable-next-line no-control-regex -- what XML cannot carry
  expect(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/.test(xml)).toBe(false);
  // In a rule that holds its list itself a quotation mark would end the list.
  expect(inlineLists(xml).filter((list) => list.includes('"'))).toEqual([]);
});

test('a drop-down that Excel cannot keep in its rule stands on the help sheet, in full', async () => {
  const names = Array.from({ length: 60 }, (_, index) => `第${index + 1}街道办事处`);
  for (const [index, name] of names.entries())
    // oxlint-disable-next-line no-await-in-loop -- one step after the other
    await call(core, 'units.save', { id: null, unit: unitDraft(name, index + 3) });
  const xml = xmlOf(core.filePath((await call(core, 'enterprises.export', {})).id));
  expect(inlineLists(xml).filter((list) => list.length > 255)).toEqual([]);
  expect(xml.includes("<formula1>'填写说明'!$D$2:$D$63</formula1>")).toBe(true);
  expect(xml.includes('第60街道办事处')).toBe(true);
});
