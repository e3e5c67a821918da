// Steps of every room in any order, each taken back at any time: an undo is exact or refused with nothing changed, its redo brings all
// of it back, the texts of 操作日志 name what it did, and however they were taken back before, 撤销 down to the last one ends where
// the office began.

import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gunzipSync } from 'node:zlib';

import fc from 'fast-check';
import { expect, test } from 'vitest';

import type { Ctx } from '../../electron/core/context.js';
import type { Store } from '../../electron/core/store/store.js';
import { enterpriseDraft } from '../helpers/enterprise-draft.js';
import { FIXTURES } from '../helpers/importing.js';
import { inProcessParser } from '../helpers/in-process-parser.js';
import { addSampleUnits, contextOf, openTestStore, unitDraft } from '../helpers/memory-store.js';
import { ownLedgerSchema } from '../../shared/ledgers/own.js';
import { AppError } from '../../shared/errors/app-error.js';
import { indicator, USUAL } from '../../shared/reports/define.js';
import type { Call } from './bureau-steps.js';
import { call } from './bureau-steps.js';
import { dump } from '../helpers/dump.js';
import { schemeItem, unitScheme } from '../helpers/score-schemes.js';
import { temporaryFolder } from '../helpers/temp-folder.js';

/** The same steps each time in the suite; others by PROPERTY_SEED. */
const SEED = Number(process.env['PROPERTY_SEED'] ?? 1);
const RUNS = Number(process.env['PROPERTY_RUNS'] ?? 4);
const PERIOD = '2022-07';

const FILES = ['districts', 'ledgers', 'faulty'].flatMap((part) =>
  readdirSync(join(FIXTURES, part)).map((name) => join(FIXTURES, part, name)),
);

/** A step of the officer, by the number that chance gave it. */
type Do = (ask: Call, n: number, ctx: Ctx) => Promise<unknown>;
const at = <T>(list: readonly T[], n: number): T | undefined => list[n % Math.max(1, list.length)];
const NAMES = ['滕州甲有限公司', '滕州乙有限公司', '薛城丙有限公司', '甲乙丙丁集团有限公司', '張三豐玻璃厂'];
const STEPS: Record<string, Do> = {
  import: (ask, n, { files }) => {
    const of = (path: string) => files.register(path, basename(path), statSync(path).size);
    return ask('import.run', { files: [of(at(FILES, n)!), of(at(FILES, n * 5 + 1)!)], period: null, accept: true });
  },
  value: async (ask, n) => {
    const unit = at((await ask('units.list', {})).units, n)!;
    const cells = [{ unitId: unit.id, code: at(['C06', 'Y01', 'C37'], n)!, basis: 'ytd' as const, text: String(n) }];
    return ask('values.save', { period: at([PERIOD, '2022-06', '2021-07'], n)!, reason: '更正', cells });
  },
  issued: (ask, n) =>
    ask('values.save-issued', {
      period: PERIOD,
      code: 'C06',
      origin: '省局',
      asOf: null,
      cells: [{ unitId: null, text: String(n) }],
    }),
  note: async (ask, n) => {
    const unit = at((await ask('units.list', {})).units, n)!;
    return ask('values.note', {
      key: { unitId: unit.id, code: 'C06', period: PERIOD, basis: 'ytd' },
      comment: n % 3 === 0 ? '' : `注${n}`,
      isFollowed: n % 2 === 0,
    });
  },
  comparable: async (ask, n) => {
    const unit = at((await ask('units.list', {})).units, n)!;
    return ask('comparable.save', {
      unitId: unit.id,
      code: 'C06',
      period: '2021-07',
      basis: 'ytd',
      value: n % 4 === 0 ? null : String(n),
      note: '口径',
    });
  },
  target: async (ask, n) => {
    const unit = at((await ask('units.list', {})).units, n)!;
    const cell = { unitId: unit.id, code: 'C06', level: 'assigned' as const, value: n % 5 === 0 ? null : String(n) };
    return ask('targets.save', { year: 2022, cells: [cell], document: '', reason: '调整' });
  },
  mode: (ask, n) =>
    ask('targets.basis', {
      year: 2022,
      unitId: null,
      code: 'C14',
      mode: n % 2 === 0 ? null : 'net_increase',
      base: null,
      words: '',
      done: null,
    }),
  pace: (ask, n) =>
    ask('targets.pace', {
      year: 2022,
      code: 'C06',
      points: n % 2 === 0 ? null : [...Array.from({ length: 11 }, (_, i) => String(i * 5)), '100'],
    }),
  'new unit': (ask, n) =>
    ask('units.save', {
      id: null,
      unit: unitDraft(`新区${n % 4}`, 20 + n, { aliases: n % 2 ? [`别名${n % 3}`] : [] }),
    }),
  unit: async (ask, n) => {
    const units = (await ask('units.list', {})).units;
    const unit = at(units, n)!;
    const parentId = n % 7 === 0 ? (at(units, n + 1)?.id ?? null) : null;
    return ask('units.save', {
      id: unit.id,
      unit: {
        ...unit,
        name: n % 2 ? `${unit.name}（改）` : unit.name,
        aliases: [`旧名${n % 5}`],
        parentId,
        countsInTotal: n % 3 > 0,
      },
    });
  },
  'unit away': async (ask, n) => ask('units.remove', { id: at((await ask('units.list', {})).units, n)!.id }),
  order: async (ask, n) => {
    const ids = (await ask('units.list', {})).units.map(({ id }) => id);
    return ask('units.reorder', { ids: [...ids.slice(n % ids.length), ...ids.slice(0, n % ids.length)] });
  },
  people: async (ask, n) => {
    const unit = at((await ask('units.list', {})).units, n)!;
    return ask('population.save', {
      unitId: unit.id,
      year: 2021,
      value: n % 4 === 0 ? '' : `${n + 1}.5`,
      source: '公报',
      besides: 'separate',
    });
  },
  settings: (ask, n) =>
    ask(
      'settings.save',
      n % 2 ? { rounding: 'half-even', operator: `甲${n % 3}` } : { valueSources: { C06: 'submitted' }, smallBase: n },
    ),
  off: (ask, n) => ask('indicators.enable', { codes: ['C06', 'C14'], enabled: n % 2 === 0 }),
  pledge: async (ask, n) => {
    const rows = (await ask('ledgers.rows', { ledger: 'pledge' })).rows;
    const id = n % 3 === 0 ? (at(rows, n)?.id ?? null) : null;
    const unit = at((await ask('units.list', {})).units, n)!;
    const values = {
      unit: unit.name,
      enterprise: at(NAMES, n)!,
      amount: String(n + 1),
      registeredOn: `2022-07-${String((n % 28) + 1).padStart(2, '0')}`,
      bank: `银行${n % 3}`,
    };
    return ask('ledgers.save', { ledger: 'pledge', period: PERIOD, rows: [{ id, values }] });
  },
  'rows away': async (ask, n) => {
    const rows = (await ask('ledgers.rows', { ledger: 'pledge' })).rows.map(({ id }) => id);
    const ids = rows.filter((_, index) => index % 3 === n % 3);
    return ids.length === 0 ? null : ask('ledgers.remove', { ledger: 'pledge', ids });
  },
  subsidy: (ask, n) =>
    ask('ledgers.save', {
      ledger: 'subsidy',
      period: PERIOD,
      rows: [
        {
          id: null,
          values: {
            level: '市级',
            category: '国内发明专利资助',
            enterprise: at(NAMES, n)!,
            unit: '滕州市',
            applied: String(n + 1),
          },
        },
      ],
    }),
  stage: async (ask, n) => {
    const rows = (await ask('ledgers.rows', { ledger: 'subsidy' })).rows;
    const row = at(rows, n);
    if (!row) return null;
    const { next } = await ask('ledgers.history', { ledger: 'subsidy', id: row.id });
    return next.length === 0
      ? null
      : ask('ledgers.move-stage', { ledger: 'subsidy', ids: [row.id], to: at(next, n)!, on: '2022-07-05', note: '' });
  },
  enterprise: async (ask, n) => {
    const { enterprises } = await ask('enterprises.list', {});
    const one = n % 2 ? at(enterprises, n) : undefined;
    if (!one)
      return ask('enterprises.save', { id: null, enterprise: enterpriseDraft(`${at(NAMES, n)!}${n % 5}分公司`) });
    const { id, uscc, name, formerNames, shortNames, unitId, industry, tags } = one;
    return ask('enterprises.save', {
      id,
      enterprise: {
        uscc,
        name: `${name}新`,
        formerNames: [...formerNames, name],
        shortNames,
        unitId,
        industry,
        tags,
        note: `${n}`,
      },
    });
  },
  merge: async (ask, n) => {
    const { enterprises } = await ask('enterprises.list', {});
    const [keep, drop] = [at(enterprises, n), at(enterprises, n + 1)];
    return keep && drop && keep.id !== drop.id ? ask('enterprises.merge', { keep: keep.id, drop: drop.id }) : null;
  },
  apart: async (ask, n) => {
    const { enterprises } = await ask('enterprises.list', {});
    const [a, b] = [at(enterprises, n), at(enterprises, n + 1)];
    return a && b && a.id !== b.id ? ask('enterprises.keep-apart', { a: a.id, b: b.id }) : null;
  },
  layout: async (ask, n) => {
    const own = (await ask('tables.list', {})).tables.filter(({ isOwn }) => isOwn);
    const units = (await ask('units.list', {})).units;
    const groups = [{ label: '一组', units: [at(units, n)!.name] }];
    const rows = n % 2 ? ({ axis: 'groups', groups, withUnits: true } as const) : ({ axis: 'units' } as const);
    const layout = {
      ...USUAL,
      title: `表${n}`,
      description: '',
      rows,
      columns: { by: 'list' as const, nodes: [indicator('C06', 'current')] },
    };
    return ask('layouts.save', { name: n % 3 === 0 ? (at(own, n)?.name ?? null) : null, layout });
  },
  'layout away': async (ask, n) => {
    const own = at(
      (await ask('tables.list', {})).tables.filter(({ isOwn }) => isOwn),
      n,
    );
    return own ? ask('layouts.remove', { name: own.name }) : null;
  },
  scheme: async (ask, n) => {
    const one = at((await ask('schemes.list', {})).schemes, n);
    if (one && n % 3 === 0) return ask('schemes.remove', { id: one.id });
    const scheme = unitScheme([
      schemeItem('a', '发明', 'C06', '10'),
      schemeItem('b', '创新', null, '5', { method: { kind: 'manual' } }),
    ]);
    return ask('schemes.save', { id: one && n % 3 === 1 ? one.id : null, scheme: { ...scheme, name: `方案${n % 4}` } });
  },
  score: async (ask, n) => {
    const one = at((await ask('schemes.list', {})).schemes, n);
    const unit = at((await ask('units.list', {})).units, n)!;
    return one
      ? ask('schemes.score', { id: one.id, key: 'b', unitId: unit.id, points: n % 3 ? '3' : null, note: '' })
      : null;
  },
  task: async (ask, n) => {
    const one = at((await ask('tasks.list', {})).tasks, n);
    if (one && n % 4 === 0) return ask('tasks.remove', { id: one.id });
    const { monthlyTask } = await import('../../electron/core/tasks/default-task.js');
    const units = (await ask('units.list', {})).units.map(({ id }) => id);
    return ask('tasks.save', {
      id: one && n % 4 === 1 ? one.id : null,
      task: { ...monthlyTask(units.slice(n % 3)), name: `月报${n % 5}` },
    });
  },
  'own ledger': async (ask, n) => {
    const own = at(
      (await ask('ledgers.list', {})).ledgers.filter(({ isOwn }) => isOwn),
      n,
    );
    const field = (name: string, label: string) => ({ name, label, kind: 'text' as const });
    const fields = [field('x1', '名称'), field('x2', `栏${n % 3}`)];
    return ask('ledgers.define', {
      ledger: n % 2 ? (own?.id ?? null) : null,
      definition: ownLedgerSchema.parse({ title: `自建${n % 4}`, fields }),
    });
  },
  published: async (ask, n) => {
    const one = at((await ask('published.list', { period: PERIOD })).published, n);
    if (one && n % 3 === 0) return ask('published.remove', { id: one.id });
    const published = {
      period: PERIOD,
      code: 'C14',
      figure: 'value' as const,
      scope: '全省',
      place: '枣庄市',
      value: '3069',
      placeNo: (n % 16) + 1,
      places: 16,
      source: '省局',
      document: '',
      asOf: '',
      note: '',
    };
    return ask('published.save', { id: one && n % 3 === 1 ? one.id : null, published });
  },
  denominator: async (ask, n) => {
    const unit = at((await ask('units.list', {})).units, n)!;
    const { versions } = await ask('denominators.compare', { period: PERIOD });
    const kept = at(
      versions.filter(({ id }) => id !== null),
      n,
    );
    if (kept && n % 3 === 0) return ask('denominators.use', { id: kept.id!, besides: 'separate' });
    if (kept && n % 3 === 1) return ask('denominators.remove', { id: kept.id! });
    return ask('denominators.save', {
      yearEnd: 2021,
      name: `普查${n % 2}`,
      source: '公报',
      values: { [unit.id]: `${n + 1}.25` },
    });
  },
  insight: (ask, n) => ask('insights.save-rule', { id: 'zero', change: n % 2 ? null : { enabled: false } }),
  calendar: (ask, n) =>
    ask('calendar.save', { year: 2022, days: n % 2 ? [] : [{ date: '2022-07-04', kind: 'holiday', name: `休${n}` }] }),
  contact: async (ask, n) => {
    const unit = at((await ask('units.list', {})).units, n)!;
    return ask('contacts.save', {
      id: null,
      contact: { unitId: unit.id, name: `王${n}`, phone: '1', role: '', note: '', hidden: n % 2 === 0 },
    });
  },
  bureau: (ask, n) =>
    ask('bureau.save', { name: `示例市知识产权局${n % 2}`, place: '枣庄市', level: 'city', code: null }),
};

const stepArbitrary = fc.oneof(
  { weight: 6, arbitrary: fc.record({ name: fc.constantFrom(...Object.keys(STEPS)), n: fc.nat(40) }) },
  { weight: 3, arbitrary: fc.record({ name: fc.constant('undo'), n: fc.nat(30) }) },
  { weight: 1, arbitrary: fc.record({ name: fc.constant('next'), n: fc.nat(1) }) },
);

/** What pages read: nothing of it may break whatever was taken back. */
async function readAll(ask: Call): Promise<void> {
  const reads: (() => Promise<unknown>)[] = [
    () => ask('values.grid', { period: PERIOD, view: 'month' }),
    () => ask('values.list', { period: PERIOD }),
    () => ask('targets.matrix', { period: PERIOD }),
    () => ask('insights.list', { period: PERIOD }),
    () => ask('tasks.board', { period: PERIOD }),
    () => ask('ledgers.rows', { ledger: 'pledge' }),
    () => ask('ledgers.reconcile', { period: PERIOD }),
    () => ask('enterprises.duplicates', {}),
    () => ask('history.next', {}),
  ];
  for (const { name } of (await ask('tables.list', {})).tables)
    reads.push(() => ask('tables.build', { name, period: PERIOD, options: {} }));
  for (const { id } of (await ask('schemes.list', {})).schemes)
    reads.push(() => ask('schemes.result', { id, period: PERIOD }));
  for (const read of reads) await gracefully(read);
}

/** The answer, or null where it was refused in words. */
async function gracefully<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}

async function undoAll(ask: Call): Promise<void> {
  for (let next = (await ask('history.next', {})).undo; next; next = (await ask('history.next', {})).undo)
    await ask('history.undo', { id: next.id });
}

async function redoAll(ask: Call): Promise<void> {
  for (let next = (await ask('history.next', {})).redo; next; next = (await ask('history.next', {})).redo)
    await ask('history.undo', { id: next.id });
}

/** A value that another file had confirmed stands on that one now, as a new revision each time. */
function unnumbered(rows: ReturnType<typeof dump>): ReturnType<typeof dump> {
  const revisions = (rows['observation_revision'] ?? []).map((row) => ({ ...(row as object), id: 0 }));
  return { ...rows, observation_revision: revisions };
}

async function run(steps: readonly { name: string; n: number }[], open: () => Promise<Store>): Promise<void> {
  const store = await open();
  const ctx: Ctx = contextOf(store, { parser: inProcessParser });
  const ask: Call = (name, params) => call(ctx, name, params);
  const { db } = store;
  try {
    const found = dump(db);
    await undoAll(ask);
    const first = dump(db);
    await redoAll(ask);
    expect(dump(db)).toEqual(found);
    for (const { name, n } of steps) {
      const before = dump(db);
      if (name !== 'undo' && name !== 'next') {
        const given = await gracefully(() => STEPS[name]!(ask, n, ctx));
        if (given === null) expect(dump(db), `${name} refused`).toEqual(before);
        continue;
      }
      const live = (await ask('history.list', { limit: 100 })).changes.filter(({ canUndo }) => canUndo);
      const change = name === 'next' ? (await ask('history.next', {})).undo : at(live, n);
      if (!change) continue;
      const done = await gracefully(() => ask('history.undo', { id: change.id }));
      if (done === null) {
        expect(name, `${change.label}: the next step can always be taken back`).toBe('undo');
        expect(dump(db), `${change.label} refused`).toEqual(before);
        continue;
      }
      expect(done.label.endsWith(change.label.replace(/^(撤销|重做)：/, '')), `${done.label} of ${change.label}`).toBe(
        true,
      );
      const after = dump(db);
      const [undo] = (await ask('history.list', { limit: 1 })).changes;
      if (change.kind !== 'undo') {
        expect(undo!.label).toBe(done.label);
        await ask('history.undo', { id: undo!.id });
        expect(dump(db), `redo of ${change.label}`).toEqual(before);
        await ask('history.undo', { id: change.id });
        expect(unnumbered(dump(db)), `undo again of ${change.label}`).toEqual(unnumbered(after));
      }
      await readAll(ask);
    }
    await undoAll(ask);
    expect(dump(db)).toEqual(first);
    expect(db.pragma('foreign_key_check')).toEqual([]);
  } finally {
    db.close();
  }
}

async function newOffice(): Promise<Store> {
  const store = await openTestStore();
  addSampleUnits(store);
  return store;
}

const check = (open: () => Promise<Store>, runs: number): Promise<void> =>
  fc.assert(
    fc.asyncProperty(fc.array(stepArbitrary, { minLength: 10, maxLength: 40, size: 'max' }), (steps) =>
      run(steps, open),
    ),
    { numRuns: runs, endOnFailure: process.env['PROPERTY_SHRINK'] === undefined, seed: SEED },
  );

test('whatever was done and taken back, in any order', () => check(newOffice, RUNS), 60_000 + RUNS * 8_000);

// What was done before the upgrade is among the steps that are taken back.
test.each(['schema-04.sqlite.gz', 'schema-15.sqlite.gz'])(
  'the same on %s, a file that an earlier version left',
  async (name) => {
    const packed = readFileSync(join(import.meta.dirname, '..', 'fixtures', 'data-files', name));
    let count = 0;
    const folder = temporaryFolder();
    const open = (): Promise<Store> => {
      const path = join(folder, `${(count += 1)}.sqlite`);
      writeFileSync(path, gunzipSync(packed));
      return openTestStore(path);
    };
    const runs = Math.ceil(RUNS / 4);
    await check(open, runs);
    expect(count).toBe(runs);
  },
  60_000 + RUNS * 20_000,
);
