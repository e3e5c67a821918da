// Every kind of write in statistics, targets, tables, findings, final copies, forms and the new year: one step, which undo takes back
// to the row and redo brings again to the row, in every table. A new call that writes must be added here.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import type { Ctx } from '../../electron/core/context.js';
import { HANDLERS } from '../../electron/core/handlers.js';
import { undo } from '../../electron/core/history/handlers.js';
import { dataVersion } from '../../electron/core/store/store.js';
import { listUnits } from '../../electron/core/store/unit-store.js';
import { CALLS, type CallName } from '../../shared/contract/index.js';
import { factLines } from '../../shared/insights/define.js';
import { indicator, USUAL } from '../../shared/reports/define.js';
import { dump } from '../helpers/dump.js';
import { inProcessParser } from '../helpers/in-process-parser.js';
import { addValues, contextOf, openSampleStore } from '../helpers/memory-store.js';
import { temporaryFolder } from '../helpers/temp-folder.js';
import { provinceForm } from '../helpers/upward-form.js';
import { schemeItem, unitScheme } from '../helpers/score-schemes.js';

const PERIOD = '2022-07';
let ctx: Ctx;
beforeEach(async () => {
  ctx = contextOf(await openSampleStore(), { parser: inProcessParser });
});
afterEach(() => ctx.store.db.close());

/** As a host calls it: params checked, the handler run. */
async function call(name: CallName, params: unknown): Promise<Record<string, unknown>> {
  const handler = (HANDLERS as unknown as Record<string, (ctx: Ctx, params: unknown) => unknown>)[name]!;
  return (await handler(ctx, CALLS[name].params.parse(params))) as Record<string, unknown>;
}
const id = async (name: CallName, params: unknown): Promise<number> => (await call(name, params))['id'] as number;
const unitId = (): number => listUnits(ctx.store)[0]!.id;
function file(name: string, bytes: Buffer) {
  const path = join(temporaryFolder(), name);
  writeFileSync(path, bytes);
  return ctx.files.register(path, name, bytes.length);
}

const published = {
  period: PERIOD,
  code: 'C14',
  figure: 'value',
  scope: '全省',
  place: '枣庄市',
  value: '3069',
  placeNo: 10,
  places: 16,
  source: '省局通报',
  document: '',
  asOf: '',
  note: '',
};
const scheme = unitScheme([
  schemeItem('a', '发明', 'C06', '10'),
  schemeItem('b', '创新', null, '5', { method: { kind: 'manual' } }),
]);
const layout = {
  ...USUAL,
  title: '一张表',
  description: '',
  columns: { by: 'list', nodes: [indicator('C06', 'current')] },
};
const copy = { name: 'monthly-summary', period: PERIOD, options: {}, note: '' };
const denominator = () => ({ yearEnd: 2021, name: '普查', source: '公报', values: { [String(unitId())]: '160.5' } });
const cell = (value: string | null) => ({ unitId: unitId(), code: 'C06', level: 'assigned', value });
const basis = { year: 2022, unitId: null, code: 'C14', base: null, words: '', done: null };
const ownLayout = async (): Promise<string> => (await call('layouts.save', { name: null, layout }))['name'] as string;

/** Of each call: what must be there before it, and what it is called with. */
const CASES: Partial<Record<CallName, Record<string, () => unknown>>> = {
  'values.save': {
    'a new value': () => ({
      period: '2022-08',
      reason: '',
      cells: [{ unitId: unitId(), code: 'C06', basis: 'ytd', text: '170' }],
    }),
    'a correction': () => ({
      period: PERIOD,
      reason: '更正',
      cells: [{ unitId: unitId(), code: 'C06', basis: 'ytd', text: '170' }],
    }),
  },
  'values.save-issued': {
    values: () => ({
      period: PERIOD,
      code: 'C06',
      origin: '省局',
      asOf: null,
      cells: [
        { unitId: unitId(), text: '160' },
        { unitId: null, text: '400' },
      ],
    }),
  },
  'values.note': {
    'a comment': () => ({
      key: { unitId: unitId(), code: 'C06', period: PERIOD, basis: 'ytd' },
      comment: '核实',
      isFollowed: true,
    }),
  },
  'comparable.save': {
    base: () => ({ unitId: unitId(), code: 'C06', period: '2021-07', basis: 'ytd', value: '149', note: '口径调整' }),
  },
  'population.save': { 'of a year': () => ({ unitId: unitId(), year: 2022, value: '157.1', source: '公报' }) },
  'settings.save': { 'the source that is printed': () => ({ valueSources: { C06: 'submitted' } }) },
  'targets.save': {
    'of a unit and of the bureau': () => ({
      year: 2022,
      cells: [
        cell('330'),
        { unitId: null, code: 'C06', level: 'higher', value: '800' },
        { unitId: null, code: 'C06', level: 'own', value: '900' },
      ],
      document: '',
      reason: '调整',
    }),
    'taken back': () => ({ year: 2022, cells: [cell(null)], document: '', reason: '取消' }),
  },
  'targets.basis': {
    mode: () => ({ ...basis, mode: 'net_increase' }),
    'of one holder with its base': () => ({ ...basis, unitId: unitId(), mode: 'net_increase', base: '1000' }),
    'back to the usual': async () => {
      await call('targets.basis', { ...basis, mode: 'at_least' });
      return { ...basis, mode: null };
    },
  },
  'targets.pace': {
    own: () => ({
      year: 2022,
      code: 'C06',
      points: ['5', '10', '15', '20', '25', '30', '40', '50', '60', '70', '85', '100'],
    }),
  },
  'schemes.save': {
    'a new one': () => ({ id: null, scheme }),
    'a change': async () => ({
      id: await id('schemes.save', { id: null, scheme }),
      scheme: { ...scheme, name: '考核方案' },
    }),
  },
  'schemes.score': {
    points: async () => ({
      id: await id('schemes.save', { id: null, scheme }),
      key: 'b',
      unitId: unitId(),
      points: '4',
      note: '',
    }),
  },
  'schemes.remove': { one: async () => ({ id: await id('schemes.save', { id: null, scheme }) }) },
  'published.save': {
    'a new one': () => ({ id: null, published }),
    'a change': async () => ({
      id: await id('published.save', { id: null, published }),
      published: { ...published, placeNo: 9 },
    }),
  },
  'published.remove': { one: async () => ({ id: await id('published.save', { id: null, published }) }) },
  'published.import': {
    'a list': async () => {
      const made = await id('published.save', { id: null, published });
      const list = await call('published.export', {});
      await call('published.remove', { id: made });
      return { file: list, apply: true };
    },
  },
  'denominators.save': { 'a version': denominator },
  'denominators.remove': { one: async () => ({ id: await id('denominators.save', denominator()) }) },
  'denominators.use': { one: async () => ({ id: await id('denominators.save', denominator()) }) },
  'insights.mark': {
    'own wording': async () => {
      const [first] = (await call('insights.list', { period: PERIOD }))['insights'] as Parameters<
        typeof factLines
      >[0][];
      const { key } = first as unknown as { key: string };
      return { period: PERIOD, key, status: 'circulate', words: '自拟的话', facts: factLines(first!) };
    },
  },
  'insights.save-rule': {
    'threshold and wording': () => ({
      id: 'withdrawal',
      change: { thresholds: { line: '85' }, templates: { usual: '{单位}{指标}偏低，{比较}{界限}' } },
    }),
    'back to the shipped one': async () => {
      await call('insights.save-rule', { id: 'zero', change: { enabled: false } });
      return { id: 'zero', change: null };
    },
  },
  'layouts.save': {
    'a new one': () => ({ name: null, layout }),
    'a change': async () => ({ name: await ownLayout(), layout: { ...layout, title: '改过的表' } }),
  },
  'layouts.copy': { 'a shipped one': () => ({ name: 'monthly-summary', title: '抄件', period: PERIOD }) },
  'layouts.remove': { one: async () => ({ name: await ownLayout() }) },
  'layouts.import': { one: async () => ({ file: await call('layouts.export', { name: await ownLayout() }) }) },
  'final-copies.create': { one: () => copy },
  'final-copies.issue': {
    with: async () => ({
      id: await id('final-copies.create', copy),
      documentNumber: '枣市监发〔2022〕9号',
      issuedOn: '2022-08-10',
    }),
  },
  'final-copies.remove': { one: async () => ({ id: await id('final-copies.create', copy) }) },
  'upward.create': { one: () => ({ file: file('上报表.xlsx', provinceForm()) }) },
  'upward.save': {
    signs: async () => ({
      id: await id('upward.create', { file: file('上报表.xlsx', provinceForm()) }),
      signs: 'blank',
    }),
  },
  'upward.propose': {
    'cells that were cleared': async () => {
      const made = await id('upward.create', { file: file('上报表.xlsx', provinceForm()) });
      await call('upward.save', { id: made, cells: [] });
      return { id: made };
    },
  },
  'upward.remove': {
    one: async () => ({ id: await id('upward.create', { file: file('上报表.xlsx', provinceForm()) }) }),
  },
  'new-year.apply': {
    'targets, bases, tasks and population': () => {
      addValues(ctx.store, '2022-12', 'asof', { C14: { 滕州市: 1300 } });
      return { year: 2023, growth: '5', parts: ['targets', 'bases', 'tasks', 'population'] };
    },
  },
};

/** Writes that are no step of undo: a lock is reopened with a reason of its own. */
const NOT_UNDONE: ReadonlySet<string> = new Set(['locks.lock', 'locks.reopen']);
/** Jobs that give a file and store nothing. */
const FILES_ONLY = /\.(export|fill|open|workbook|picture|page)$/;
const ROOMS =
  /^(values|comparable|population|targets|schemes|published|denominators|insights|layouts|final-copies|locks|upward|new-year|charts|feedback)\./;

test('every call of these rooms that writes is undone below', () => {
  const writing = (Object.keys(CALLS) as CallName[]).filter(
    (name) => ROOMS.test(name) && CALLS[name].kind !== 'read' && !NOT_UNDONE.has(name) && !FILES_ONLY.test(name),
  );
  expect(writing.filter((name) => CASES[name] === undefined)).toEqual([]);
});

describe.each(Object.entries(CASES) as [CallName, Record<string, () => unknown>][])('%s', (name, cases) => {
  test.each(Object.entries(cases))('%s: undo and redo to the row', async (_what, prepare) => {
    const params = await prepare();
    const before = dump(ctx.store.db);
    const version = dataVersion(ctx.store);
    await call(name, params);
    const after = dump(ctx.store.db);
    expect(dataVersion(ctx.store), 'one step').toBe(version + 1);
    expect(after).not.toEqual(before);
    undo(ctx, { id: version + 1 });
    expect(dump(ctx.store.db)).toEqual(before);
    undo(ctx, { id: version + 2 });
    expect(dump(ctx.store.db)).toEqual(after);
  });
});
