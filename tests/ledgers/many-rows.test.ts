// Many rows saved as one step are one entry of the journal: what undo, redo and the history of a row need of it is all there.

import { beforeEach, describe, expect, test } from 'vitest';

import type { Ctx } from '../../electron/core/context.js';
import * as enterprises from '../../electron/core/enterprises/handlers.js';
import * as history from '../../electron/core/history/handlers.js';
import * as definitions from '../../electron/core/ledgers/definitions.js';
import * as ledgers from '../../electron/core/ledgers/handlers.js';
import * as register from '../../electron/core/ledgers/register.js';
import { saveRows } from '../../electron/core/ledgers/save.js';
import { insertTogether } from '../../electron/core/store/journal.js';
import { filledFields, insertManyRows, RowInserter } from '../../electron/core/store/ledger-insert.js';
import { findLedger } from '../../electron/core/store/ledger-list.js';
import { getRow, insertRow, listRows, storedRows } from '../../electron/core/store/ledger-store.js';
import type { Store } from '../../electron/core/store/store.js';
import { write } from '../../electron/core/store/write.js';
import { AppError } from '../../shared/errors/app-error.js';
import type { LedgerRow } from '../../shared/ledgers/define.js';
import { ownLedgerSchema } from '../../shared/ledgers/own.js';
import { dump } from '../helpers/dump.js';
import { addSampleUnits, contextOf, openTestStore } from '../helpers/memory-store.js';

let store: Store;
let ctx: Ctx;
beforeEach(async () => {
  store = await openTestStore();
  addSampleUnits(store);
  ctx = contextOf(store);
});

const ROWS = 120;

function save(from = 0): { ids: number[]; step: number } {
  const result = saveRows(
    store,
    findLedger(store, 'subsidy')!,
    Array.from({ length: ROWS }, (_, n) => ({
      id: null,
      values: {
        year: 2022,
        level: '市级',
        category: '国内发明专利资助',
        enterprise: `枣庄第${(from + n) % 40}号有限公司`,
        unit: '滕州市',
        item: `项目${from + n}`,
        acceptNo: `SL${from + n}`,
        applied: String(from + n + 1),
        status: n % 2 === 0 ? '初审通过' : '公示',
      },
    })),
    { operator: '经办人', period: null },
  );
  expect(result.saved).toBe(true);
  return { ids: result.rows.map((row) => row.id!), step: result.changeSetId! };
}

const entries = (step: number): { table_name: string; n: number; together: number }[] =>
  store.db
    .prepare(
      `SELECT table_name, count(*) AS n, count(first_id) AS together FROM journal WHERE change_set_id = ?
       AND table_name GLOB 'ledger_*' GROUP BY table_name ORDER BY table_name`,
    )
    .all(step) as { table_name: string; n: number; together: number }[];

const change = (id: number, item: string): number => {
  const saved = ledgers.save(ctx, { ledger: 'subsidy', period: null, apply: true, rows: [{ id, values: { item } }] });
  expect(saved.saved).toBe(true);
  return saved.changeSetId!;
};

const historyOf = (id: number) => ledgers.history(ctx, { ledger: 'subsidy', id }).changes;

/** The data, with the numbers that AUTOINCREMENT has given left out: those never come back. */
const data = (): Record<string, unknown[]> => dump(store.db);

const newestStep = (): number => history.list(ctx, { limit: 1 }).changes[0]!.id;

describe('rows saved together', () => {
  test('are journaled as one entry per table, a few rows one by one', () => {
    expect(entries(save().step)).toEqual([
      { table_name: 'ledger_stage', n: 1, together: 1 },
      { table_name: 'ledger_subsidy', n: 1, together: 1 },
    ]);
    const few = saveRows(
      store,
      findLedger(store, 'activity')!,
      [{ id: null, values: { heldOn: '2022-07-01', unit: '滕州市', topic: '甲', form: '培训' } }],
      { operator: '', period: null },
    );
    expect(entries(few.changeSetId!)).toEqual([{ table_name: 'ledger_activity', n: 1, together: 0 }]);
  });

  test('each have their history: what they were at first, however they were changed since', () => {
    const { ids, step } = save();
    const id = ids[17]!;
    const first = historyOf(id);
    expect(first).toHaveLength(1);
    expect(first[0]).toMatchObject({ changeSetId: step, kind: 'added', operator: '经办人' });
    expect(first[0]!.fields).toContainEqual({ field: 'item', label: '资助对象', before: '', after: '项目17' });
    change(id, '改过');
    change(id, '又改过');
    const later = historyOf(id);
    expect(later.map((one) => one.kind)).toEqual(['changed', 'changed', 'added']);
    expect(later[2]).toEqual(first[0]);
    expect(historyOf(ids[18]!)).toHaveLength(1);
    ledgers.remove(ctx, { ledger: 'subsidy', ids: [id] });
    expect(historyOf(id).map((one) => one.kind)).toEqual(['removed', 'changed', 'changed', 'added']);
    expect(historyOf(id)[3]).toEqual(first[0]);
  });

  test('are taken out by undo and come back by redo, exactly', () => {
    const before = data();
    const { ids, step } = save();
    const saved = data();
    history.undo(ctx, { id: step });
    expect(data()).toEqual(before);
    history.undo(ctx, { id: newestStep() });
    expect(data()).toEqual(saved);
    expect(historyOf(ids[3]!).map((one) => one.kind)).toEqual(['added', 'removed', 'added']);
    // Once more, now that every row has entries of its own.
    history.undo(ctx, { id: step });
    expect(data()).toEqual(before);
  });

  test('are not undone while one of them is changed or gone; undone once that is', () => {
    const before = data();
    const { ids, step } = save();
    const edit = change(ids[40]!, '改过');
    const undo = (): unknown => history.undo(ctx, { id: step });
    const changed = data();
    expect(undo).toThrow(AppError);
    expect(undo).toThrow(
      expect.objectContaining({ params: expect.objectContaining({ what: expect.stringContaining('修改1条') }) }),
    );
    expect(data()).toEqual(changed);
    history.undo(ctx, { id: edit });
    ledgers.remove(ctx, { ledger: 'subsidy', ids: [ids[0]!] });
    expect(undo).toThrow(
      expect.objectContaining({ params: expect.objectContaining({ what: expect.stringContaining('删除1条') }) }),
    );
    history.undo(ctx, { id: newestStep() });
    undo();
    expect(data()).toEqual(before);
  });

  test('a row changed to and fro by hand keeps them until both changes are taken back', () => {
    const before = data();
    const { ids, step } = save();
    const steps = [change(ids[5]!, '改过'), change(ids[5]!, '项目5')];
    const changed = data();
    expect(() => history.undo(ctx, { id: step })).toThrow(
      expect.objectContaining({ params: expect.objectContaining({ what: expect.stringContaining('修改1条') }) }),
    );
    expect(data()).toEqual(changed);
    for (const id of steps.toReversed()) history.undo(ctx, { id });
    history.undo(ctx, { id: step });
    expect(data()).toEqual(before);
  });

  test('of two steps do not touch each other', () => {
    const first = save();
    const between = data();
    const second = save(1000);
    history.undo(ctx, { id: second.step });
    expect(data()).toEqual(between);
    history.undo(ctx, { id: first.step });
    expect(store.db.prepare('SELECT count(*) FROM ledger_subsidy').pluck().get()).toBe(0);
  });

  test('and changed in the same step go back through that change', () => {
    const ledger = findLedger(store, 'activity')!;
    const unit = store.db.prepare('SELECT min(id) FROM reporting_unit').pluck().get() as number;
    const row: LedgerRow = { unit, heldOn: '2022-07-01', form: '培训', topic: '甲', sessions: 1 };
    const before = data();
    const step = write(store, { kind: 'ledgers', label: '试', operator: '', topics: ['ledgers'] }, (id) => {
      insertTogether(store.db, [ledger.table], ledger.id, () => {
        for (let n = 0; n < 5; n += 1) insertRow(store, ledger, row);
        store.db.prepare(`UPDATE ledger_activity SET topic = '乙' WHERE id = 3`).run();
      });
      store.db.prepare(`UPDATE ledger_activity SET topic = '丙' WHERE id = 3`).run();
      return id;
    });
    history.undo(ctx, { id: step });
    expect(data()).toEqual(before);
  });
});

test('a step that fails among many rows leaves nothing, and the next one is journaled row by row again', () => {
  const ledger = findLedger(store, 'activity')!;
  const unit = store.db.prepare('SELECT min(id) FROM reporting_unit').pluck().get() as number;
  const row: LedgerRow = { unit, heldOn: '2022-07-01', form: '培训', topic: '甲', sessions: 1 };
  const before = data();
  const fail = (): void =>
    write(store, { kind: 'ledgers', label: '试', operator: '', topics: ['ledgers'] }, () =>
      insertTogether(store.db, [ledger.table], ledger.id, () => {
        insertRow(store, ledger, row);
        throw new Error('broken off');
      }),
    );
  expect(fail).toThrow('broken off');
  expect(data()).toEqual(before);
  const step = write(store, { kind: 'ledgers', label: '试', operator: '', topics: ['ledgers'] }, (id) => {
    insertRow(store, ledger, row);
    return id;
  });
  expect(entries(step)).toEqual([{ table_name: 'ledger_activity', n: 1, together: 0 }]);
  history.undo(ctx, { id: step });
  expect(data()).toEqual(before);
});

test('a row asked for by its id is the row of the list, whatever kinds of fields it has', () => {
  const ledger = findLedger(store, 'subsidy')!;
  const { ids } = save();
  const paid = { payments: [{ paidOn: '2022-07-01', amount: '12.5' }], patentNo: '201610000001.5', quantity: 3 };
  ledgers.save(ctx, { ledger: 'subsidy', period: null, apply: true, rows: [{ id: ids[3]!, values: paid }] });
  const where = { sql: '1', values: [] };
  const listed = listRows(store, ledger, { where, sort: [], offset: 0, limit: ROWS }).rows;
  expect(listed).toHaveLength(ROWS);
  expect(ids.map((id) => getRow(store, ledger, id))).toEqual(listed);
  expect([...storedRows(store, ledger)]).toEqual(listed);
  expect(getRow(store, ledger, ids[3]!)!.row['payments']).toHaveLength(1);
});

describe('enterprises that come with many rows', () => {
  const NAME = '枣庄第17号有限公司';
  const idOf = (name: string): number =>
    store.db.prepare('SELECT id FROM enterprise WHERE name = ?').pluck().get(name) as number;
  const tag = (name: string): void => {
    const { id, ...enterprise } = register.find(store, idOf(name));
    register.save(ctx, { id, enterprise: { ...enterprise, tags: ['高新技术企业'] } });
  };
  const changesOf = (name: string) => enterprises.get(ctx, { id: idOf(name) }).changes;

  test('are journaled as one entry, and each has the step that brought it in its history', () => {
    const { step } = save();
    const journaled = store.db
      .prepare(
        "SELECT first_id, last_id FROM journal WHERE change_set_id = ? AND table_name IN ('enterprise', 'enterprise_name')",
      )
      .all(step);
    expect(journaled).toEqual([{ first_id: 1, last_id: 40 }]);
    const first = changesOf(NAME);
    expect(first).toHaveLength(1);
    expect(first[0]).toMatchObject({ changeSetId: step, operator: '经办人' });
    expect(first[0]!.fields).toContainEqual(expect.objectContaining({ before: '', after: NAME }));
    tag(NAME);
    const later = changesOf(NAME);
    expect(later).toHaveLength(2);
    expect(later[1]).toEqual(first[0]);
    expect(changesOf('枣庄第16号有限公司')).toHaveLength(1);
  });

  test('go with the step and come back with it; one that was changed since holds the step until that is undone', () => {
    const before = data();
    const { step } = save();
    const saved = data();
    tag(NAME);
    expect(() => history.undo(ctx, { id: step })).toThrow(
      expect.objectContaining({ params: expect.objectContaining({ what: expect.stringContaining('修改企业') }) }),
    );
    history.undo(ctx, { id: newestStep() });
    history.undo(ctx, { id: step });
    expect(data()).toEqual(before);
    history.undo(ctx, { id: newestStep() });
    expect(data()).toEqual(saved);
    expect(changesOf(NAME)).not.toHaveLength(0);
  });

  test('stay where rows of another step name them', () => {
    const { step } = save();
    save(1000);
    const both = data();
    expect(() => history.undo(ctx, { id: step })).toThrow(AppError);
    expect(data()).toEqual(both);
  });
});

test('rows inserted with only the columns that any of them fills are the rows that are inserted with all', () => {
  const unit = store.db.prepare('SELECT min(id) FROM reporting_unit').pluck().get() as number;
  const cases: [string, LedgerRow[]][] = [
    [
      'subsidy',
      [
        { year: 2022, level: '市级', category: '甲', enterprise: { id: null, name: '乙' }, unit, status: '申报' },
        {
          year: 2022,
          level: '市级',
          category: '甲',
          enterprise: { id: null, name: '丙' },
          unit,
          status: '拨付',
          paid: 5,
        },
      ],
    ],
    // 场次 has a value of its own in the table: nothing in it must not become that.
    ['activity', [{ unit, heldOn: '2022-07-01', form: '培训', topic: '甲', sessions: 2, persons: null }]],
  ];
  for (const [id, rows] of cases) {
    const ledger = findLedger(store, id)!;
    const inserter = new RowInserter(store, ledger, filledFields(ledger, rows));
    // More than go into the table at once, and some that wait for the end.
    const many = Array.from({ length: 45 }, (_, n) => rows[n % rows.length]!);
    const ids = many.map((row) => inserter.add(row));
    inserter.finish();
    for (const [n, row] of many.entries())
      expect(getRow(store, ledger, ids[n]!)).toEqual({
        ...getRow(store, ledger, insertRow(store, ledger, row)),
        id: ids[n],
      });
  }
  const activity = findLedger(store, 'activity')!;
  const without: LedgerRow = { unit, heldOn: '2022-07-01', form: '培训', topic: '甲', sessions: null };
  expect(() => insertRow(store, activity, without)).toThrow('NOT NULL');
  const inserter = new RowInserter(store, activity, filledFields(activity, [without]));
  expect(() => {
    inserter.add(without);
    inserter.finish();
  }).toThrow('NOT NULL');
});

test('an enterprise that is given beside the row is written in place of that of the row, in columns and in JSON', () => {
  const unit = store.db.prepare('SELECT min(id) FROM reporting_unit').pluck().get() as number;
  const own = definitions.define(ctx, {
    ledger: null,
    definition: ownLedgerSchema.parse({
      title: '对接台账',
      fields: [{ name: 'enterprise', label: '企业名称', kind: 'enterprise' }],
    }),
  }).ledger;
  const id = write(store, { kind: 'ledgers', label: '试', operator: '', topics: ['ledgers'] }, () =>
    register.resolveEnterprise(store, { name: '枣庄甲有限公司', uscc: null, unitId: unit }),
  )!;
  const cases: [string, LedgerRow][] = [
    ['subsidy', { year: 2022, level: '市级', category: '甲', unit, status: '申报' }],
    [own, {}],
  ];
  for (const [name, values] of cases) {
    const ledger = findLedger(store, name)!;
    const row = { ...values, enterprise: { id: null, name: '枣庄甲有限公司' } };
    const inserter = new RowInserter(store, ledger, filledFields(ledger, [row]));
    const inserted = inserter.add(row, { enterprise: { id, name: '枣庄甲有限公司' } });
    inserter.finish();
    expect(getRow(store, ledger, inserted)!.row['enterprise']).toEqual({ id, name: '枣庄甲有限公司' });
    // The row belongs to a plan that may be received again.
    expect(row.enterprise.id).toBeNull();
  }
});

describe('indexes that are made after very many rows', () => {
  const indexes = (): unknown[] =>
    store.db
      .prepare(
        "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND tbl_name = 'ledger_activity' ORDER BY name",
      )
      .all();
  const row = (topic: string): LedgerRow => {
    const unit = store.db.prepare('SELECT min(id) FROM reporting_unit').pluck().get() as number;
    return { unit, heldOn: '2022-07-01', form: '培训', topic, sessions: 1 };
  };
  const step = (insert: () => void): void =>
    write(store, { kind: 'ledgers', label: '试', operator: '', topics: ['ledgers'] }, insert);

  test('are the same as before and find every row; a step that fails leaves them as they were', () => {
    const ledger = findLedger(store, 'activity')!;
    const before = indexes();
    expect(before.length).toBeGreaterThan(1);
    let during: unknown[] = [];
    step(() =>
      insertManyRows(store, ledger.table, 20_000, () => {
        during = indexes();
        for (let n = 0; n < 30; n += 1) insertRow(store, ledger, row(`第${n}场`));
      }),
    );
    expect(during).toEqual([]);
    expect(indexes()).toEqual(before);
    expect(store.db.pragma('integrity_check', { simple: true })).toBe('ok');
    const fail = (): void =>
      step(() =>
        insertManyRows(store, ledger.table, 20_000, () => {
          insertRow(store, ledger, row('又一场'));
          throw new Error('broken off');
        }),
      );
    expect(fail).toThrow('broken off');
    expect(indexes()).toEqual(before);
    expect(store.db.prepare('SELECT count(*) FROM ledger_activity').pluck().get()).toBe(30);
  });

  test('have room for their pages only while they are made', () => {
    const ledger = findLedger(store, 'activity')!;
    // Less than 0: in KB.
    const room = (): number => -Number(store.db.pragma('cache_size', { simple: true }));
    const before = room();
    expect(before).toBeGreaterThan(0);
    let during = 0;
    step(() => insertManyRows(store, ledger.table, 20_000, () => void (during = room())));
    expect(during).toBeGreaterThan(before);
    expect(room()).toBe(before);
    const fail = (): void =>
      step(() =>
        insertManyRows(store, ledger.table, 20_000, () => {
          throw new Error('broken off');
        }),
      );
    expect(fail).toThrow('broken off');
    expect(room()).toBe(before);
  });

  test('stay where few rows come, or fewer than there are', () => {
    const ledger = findLedger(store, 'activity')!;
    const before = indexes();
    const during = (rows: number): unknown[] => {
      let found: unknown[] = [];
      step(() => insertManyRows(store, ledger.table, rows, () => void (found = indexes())));
      return found;
    };
    expect(during(500)).toEqual(before);
    store.db.exec(`WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20001)
      INSERT INTO ledger_activity (unit_id, held_on, form, topic) SELECT (SELECT min(id) FROM reporting_unit), '2022-07-01', '培训', i FROM n`);
    expect(during(20_000)).toEqual(before);
  });
});
