// Undo through real stores: every table back to the exact prior content, or a refusal that changes nothing.

import { RowSourceWriter } from '../../electron/core/store/row-source-store.js';
import { beforeEach, describe, expect, test } from 'vitest';

import * as history from '../../electron/core/history/handlers.js';
import { undoChangeSets } from '../../electron/core/history/undo.js';
import * as indicators from '../../electron/core/indicators/handlers.js';
import * as setup from '../../electron/core/setup/handlers.js';
import { addComparableBase } from '../../electron/core/store/comparable-store.js';
import { addConfirmations, confirmedRevision } from '../../electron/core/store/confirmation-store.js';
import { APPENDED } from '../../electron/core/store/journal.js';
import { listIndicators, saveIndicator } from '../../electron/core/store/indicator-store.js';
import { dataVersion, type Store } from '../../electron/core/store/store.js';
import { addOwnTarget } from '../../electron/core/store/target-basis-store.js';
import { addIssuedValue } from '../../electron/core/store/issued-store.js';
import { addBenchmark, addTarget, benchmarksOfPeriod } from '../../electron/core/store/target-store.js';
import { listUnits, saveBureau } from '../../electron/core/store/unit-store.js';
import { addRevisions, storedValue, type RevisionInput } from '../../electron/core/store/value-store.js';
import { write } from '../../electron/core/store/write.js';
import * as system from '../../electron/core/system/handlers.js';
import { schemeSave, schemeScore } from '../../electron/core/targets/handlers.js';
import * as contacts from '../../electron/core/tasks/contacts.js';
import * as units from '../../electron/core/units/handlers.js';
import type { Ctx } from '../../electron/core/context.js';
import { AppError } from '../../shared/errors/app-error.js';
import { indicatorDraftSchema } from '../../shared/indicators/define.js';
import { countAll, dump } from '../helpers/dump.js';
import { schemeItem, unitScheme } from '../helpers/score-schemes.js';
import {
  addSampleUnits,
  addValueList,
  addValues,
  contextOf,
  openTestStore,
  unitDraft,
} from '../helpers/memory-store.js';

let store: Store;
let ctx: Ctx;

beforeEach(async () => {
  store = await openTestStore();
  addSampleUnits(store);
  ctx = contextOf(store);
});

const unitId = (name: string): number => listUnits(store).find((unit) => unit.name === name)!.id;
const indicatorId = (code: string): number => listIndicators(store).find((one) => one.code === code)!.id;
const undoLast = (): number => {
  const id = dataVersion(store);
  undoChangeSets(store, [id], { label: '撤销', operator: '测试' });
  return id;
};
/** A row is written as it was. */
const saveUnchanged = (): void => {
  write(store, { kind: 'settings', label: '照旧', operator: '', topics: [] }, () =>
    store.db.prepare("UPDATE setting SET value = value WHERE key = 'operator'").run(),
  );
};
const refusal = (work: () => unknown): AppError => {
  try {
    work();
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error('was not refused');
};

function addOriginal(): void {
  store.db.prepare("INSERT INTO original_file VALUES ('aa', 1, 'none', x'00', '2022-08-05T09:00:00.000Z')").run();
}

/** An import by hand: batch, file, submission, revisions, a claim, a target, a benchmark and a remembered answer. */
function importSomething(value: number): number {
  return write(store, { kind: 'import', label: '导入', operator: '', topics: ['values', 'imports'] }, (changeSetId) => {
    const { db } = store;
    db.prepare("INSERT INTO import_batch (at, operator, label) VALUES ('', '', '')").run();
    const file = Number(
      db
        .prepare(
          `INSERT INTO import_file (batch_id, change_set_id, file, sha256, form, stored, report)
           VALUES ((SELECT max(id) FROM import_batch), ?, '滕州市.xlsx', 'aa', 'unit-report', 1, '{}')`,
        )
        .run(changeSetId).lastInsertRowid,
    );
    const submission = Number(
      db
        .prepare('INSERT INTO submission (import_file_id, unit_id, period, revision) VALUES (?, ?, 202207, 1)')
        .run(file, unitId('滕州市')).lastInsertRowid,
    );
    const input: RevisionInput = {
      unitId: unitId('滕州市'),
      indicatorId: indicatorId('C06'),
      period: '2022-07',
      basis: 'ytd',
      state: 'value',
      value,
      origin: 'import',
      submissionId: submission,
      sheet: '表1',
      cell: 'B3',
      text: String(value),
      sourceMeasure: '件',
      reason: null,
    };
    addRevisions(store, changeSetId, [
      input,
      { ...input, unitId: unitId('薛城区'), state: 'not_submitted', value: null },
    ]);
    db.prepare(`INSERT INTO claim VALUES (202107, ?, 0, ?, ?, 0, 7, ?, '表1', 'C3', '7', '件')`).run(
      input.indicatorId,
      input.unitId,
      submission,
      changeSetId,
    );
    const source = { importFileId: file, sheet: null, cell: 'D3', text: '9', sourceMeasure: '件' };
    addTarget(
      store,
      changeSetId,
      { year: 2022, indicatorId: input.indicatorId, unitId: input.unitId, value: 9 },
      source,
    );
    addBenchmark(
      store,
      changeSetId,
      { period: '2022-07', basis: 'ytd', indicatorId: input.indicatorId, place: '济南市', value: 90 },
      source,
    );
    addIssuedValue(
      store,
      changeSetId,
      { unitId: null, indicatorId: input.indicatorId, period: '2022-07', basis: 'ytd', value: 95 },
      source,
    );
    addComparableBase(
      store,
      changeSetId,
      { ...input, period: '2021-07', state: 'value', value: 8, note: '口径调整' },
      { importFileId: file, sheet: null, cell: 'C3', text: '8' },
    );
    addOwnTarget(store, changeSetId, {
      year: 2022,
      indicatorId: input.indicatorId,
      level: 'higher',
      value,
      document: '',
      reason: '',
    });
    addConfirmations(store, changeSetId, [
      confirmedRevision(changeSetId, { ...input, indicatorId: indicatorId('C07') }),
    ]);
    // As an undo leaves them: one of those took a place, and a value became a confirmation that stands alone.
    db.prepare("INSERT INTO confirmation_taken VALUES (?, 'observation_revision', 202207, 0)").run(changeSetId);
    db.prepare("INSERT INTO confirmation (table_name, key, change_set_id, row) VALUES ('target', 'k', ?, '{}')").run(
      changeSetId,
    );
    // One row alone, and as many after another as make a block.
    const sheet = { changeSetId, ledger: 'pledge', importFileId: file, sheet: '质押', sheetIndex: 0 };
    const sources = new RowSourceWriter(store, sheet);
    const alone = value * 1000;
    for (const rowId of [alone, ...Array.from({ length: 20 }, (_, n) => alone + 10 + n)])
      sources.add({ rowId, line: 3, texts: ['490', null] });
    sources.finish();
    db.prepare(
      `INSERT INTO recognition_memory (unit_id, fingerprint, topic, question, answer, answer_label, at)
       VALUES (?, 'f', ?, 'q', 'zero', '零', '')`,
    ).run(input.unitId, `sign ${value}`);
    return changeSetId;
  });
}

/** Tables whose rows go with those of another. */
const CASCADES: Record<string, readonly string[]> = {
  reporting_unit: ['unit_alias'],
  scheme: ['scheme_score'],
  denominator_version: ['denominator_value'],
};

describe('the journal', () => {
  test('catches every change of every data table: the change set says how to go back', () => {
    addOriginal();
    const tables = [
      'bureau',
      'setting',
      'reporting_unit',
      'unit_alias',
      'indicator',
      'recognition_memory',
      'check_rule',
      'waiver',
      'target_basis',
      'target_pace',
      'scheme',
      'scheme_score',
      'published',
      'insight_rule',
      'insight_mark',
      'denominator_version',
      'denominator_value',
      ...APPENDED,
    ];
    importSomething(3);
    write(store, { kind: 'settings', label: '', operator: '', topics: [] }, () => {
      store.db.prepare("INSERT INTO setting VALUES ('k', '1')").run();
      store.db.prepare("INSERT INTO unit_alias VALUES (1, '别名', 0)").run();
      store.db.prepare("INSERT INTO check_rule VALUES ('negative', 0, '{}')").run();
      store.db
        .prepare(
          "INSERT INTO waiver (issue_key, figures, rule, message, reason, operator, at) VALUES ('k', 'f', 'r', 'm', '属实', '', '')",
        )
        .run();
    });
    write(store, { kind: 'settings', label: '', operator: '', topics: [] }, () => {
      store.db.exec(`
        INSERT INTO ledger_reminder VALUES ('pledge', 1, 'r', '2022-07-31', '已办', '', '');
        INSERT INTO target_basis VALUES (2022, 1, 0, 'at_least', NULL, '', NULL);
        INSERT INTO target_pace VALUES (2022, 1, '[]');
        INSERT INTO scheme VALUES (1, 2022, '方案', '{}');
        INSERT INTO scheme_score VALUES (1, 'a', 0, 1, '');
        INSERT INTO published VALUES (1, 202207, 1, 'value', '全省', '枣庄市', NULL, 10, 16, '通报', '', '', '');
        INSERT INTO insight_rule VALUES ('r', '{}');
        INSERT INTO insight_mark VALUES (202207, 'k', 'circulate', '', '[]', '', '');
        INSERT INTO denominator_version VALUES (1, 1, 202112, '普查', '公报');
        INSERT INTO denominator_value VALUES (1, 1, 5);`);
    });
    const before = dump(store.db);
    for (const table of tables) {
      const rows = (before[table] ?? []).length;
      expect(rows, table).toBeGreaterThan(0);
      write(store, { kind: 'settings', label: '', operator: '', topics: [] }, () => {
        store.db.pragma('defer_foreign_keys = ON');
        // unit_alias goes with its unit by cascade: that is journaled too.
        store.db.prepare(`DELETE FROM ${table}`).run();
        expect(
          store.db
            .prepare('SELECT count(*) FROM journal WHERE change_set_id = ? AND table_name = ?')
            .pluck()
            .get(dataVersion(store), table),
          table,
        ).toBe(rows);
        // Put them back so that the foreign keys hold: the tables of this loop stay as they are.
        for (const name of [table, ...(CASCADES[table] ?? [])])
          for (const row of before[name] as Record<string, unknown>[])
            store.db
              .prepare(
                `INSERT INTO ${name} (${Object.keys(row).join(', ')}) VALUES (${Object.keys(row)
                  .map(() => '?')
                  .join(', ')})`,
              )
              .run(...Object.values(row));
      });
      expect(dump(store.db)).toEqual(before);
    }
  });

  test('a failing write leaves no row, no change set and no journal, and the next write is journaled alone', () => {
    const before = countAll(store.db);
    expect(() =>
      write(store, { kind: 'units', label: '', operator: '', topics: [] }, () => {
        saveBureau(store, { name: '另一个局', place: '某市', level: 'city', code: null });
        throw new Error('stop');
      }),
    ).toThrow('stop');
    expect(countAll(store.db)).toEqual(before);
    system.saveSettings(ctx, { operator: '李四' });
    expect(countAll(store.db)).toMatchObject({
      journal: before['journal']! + 1,
      change_set: before['change_set']! + 1,
    });
  });

  test('a write inside a write is refused: the outer one would lose its journal', () => {
    const before = countAll(store.db);
    expect(() =>
      write(store, { kind: 'units', label: '', operator: '', topics: [] }, () => units.remove(ctx, { id: 1 })),
    ).toThrow();
    expect(() =>
      write(store, { kind: 'units', label: '', operator: '', topics: [] }, () =>
        system.saveSettings(ctx, { operator: '李四' }),
      ),
    ).toThrow('inside another transaction');
    expect(countAll(store.db)).toEqual(before);
  });

  test('a full disk is named, stores nothing, and work goes on once there is room, without a restart', () => {
    const before = countAll(store.db);
    const pages = Number(store.db.pragma('page_count', { simple: true }));
    store.db.pragma(`max_page_count = ${pages}`);
    const many = Object.fromEntries(listUnits(store).map((unit) => [unit.name, 5]));
    const fill = (): void => {
      for (let month = 1; month <= 12; month += 1)
        addValues(store, `2020-${String(month).padStart(2, '0')}`, 'ytd', {
          C06: many,
          C14: many,
          C02: many,
          C03: many,
        });
    };
    const error = refusal(fill);
    expect(error.code).toBe('store.full');
    const stored = countAll(store.db);
    expect(stored['observation_revision']! - before['observation_revision']!).toBe(
      28 * (stored['change_set']! - before['change_set']!),
    );
    store.db.pragma('max_page_count = 1000000');
    fill();
    expect(store.db.pragma('integrity_check', { simple: true })).toBe('ok');
  });

  test('a promise inside a write is refused and stores nothing', () => {
    const before = countAll(store.db);
    expect(() =>
      write(store, { kind: 'units', label: '', operator: '', topics: [] }, () => Promise.resolve(1)),
    ).toThrow(TypeError);
    expect(countAll(store.db)).toEqual(before);
  });
});

describe('undo restores every table to the exact prior content', () => {
  const steps: [string, () => unknown][] = [
    [
      'unit edit with other aliases',
      () => units.save(ctx, { id: unitId('滕州市'), unit: unitDraft('滕州', 3, { aliases: ['滕州市', '甲'] }) }),
    ],
    ['new unit', () => units.save(ctx, { id: null, unit: unitDraft('新区', 8, { aliases: ['新'] }) })],
    [
      'order of units',
      () =>
        units.reorder(ctx, {
          ids: listUnits(store)
            .map((unit) => unit.id)
            .reverse(),
        }),
    ],
    ['settings', () => system.saveSettings(ctx, { operator: '李四', smallBase: 5 })],
    ['bureau', () => setup.saveBureau(ctx, { name: '某某市局', place: '某某市', level: 'city', code: null })],
    ['indicators switched off', () => indicators.enable(ctx, { codes: ['C06', 'C14'], enabled: false })],
    [
      'population',
      () =>
        units.savePopulation(ctx, {
          unitId: unitId('滕州市'),
          year: 2021,
          value: '170.5',
          besides: 'ask',
          source: '公报',
        }),
    ],
    ['typed values', () => addValues(store, '2022-07', 'ytd', { C06: { 滕州市: 10, 薛城区: 5 } })],
    [
      'an import with claim, target, benchmark and memory',
      () => {
        addOriginal();
        importSomething(3);
      },
    ],
  ];

  test.each(steps)('%s; and the redo brings all of it back; and that can be undone again', (_name, step) => {
    addValues(store, '2022-07', 'ytd', { C06: { 滕州市: 4 } });
    const before = dump(store.db);
    step();
    const changed = dump(store.db);
    expect(changed).not.toEqual(before);
    const id = undoLast();
    expect(dump(store.db)).toEqual(before);
    const undo = dataVersion(store);
    undoChangeSets(store, [undo], { label: '重做', operator: '' });
    expect(dump(store.db)).toEqual(changed);
    undoChangeSets(store, [id], { label: '撤销', operator: '' });
    expect(dump(store.db)).toEqual(before);
    expect(store.db.pragma('foreign_key_check')).toEqual([]);
  });

  test('removing a unit with aliases and remembered answers', () => {
    units.save(ctx, { id: null, unit: unitDraft('新区', 8, { aliases: ['新', '区'] }) });
    write(store, { kind: 'x', label: '', operator: '', topics: [] }, () =>
      store.db
        .prepare(
          `INSERT INTO recognition_memory (unit_id, fingerprint, topic, question, answer, answer_label, at)
           VALUES (?, 'f', 't', 'q', 'zero', '零', '')`,
        )
        .run(unitId('新区')),
    );
    const before = dump(store.db);
    units.remove(ctx, { id: unitId('新区') });
    undoLast();
    expect(dump(store.db)).toEqual(before);
  });

  test('a correction: the earlier revision below is what holds again', () => {
    addOriginal();
    importSomething(3);
    const before = dump(store.db);
    importSomething(8);
    const key = { unitId: unitId('滕州市'), indicatorId: indicatorId('C06'), period: '2022-07', basis: 'ytd' as const };
    expect(storedValue(store, key)?.value).toBe(8);
    undoLast();
    expect(storedValue(store, key)?.value).toBe(3);
    expect(benchmarksOfPeriod(store, '2022-07')).toHaveLength(1);
    expect(dump(store.db)).toEqual(before);
  });

  test('several files of one batch at once, whatever order their ids are given in', () => {
    addOriginal();
    const before = dump(store.db);
    const ids = [importSomething(3), importSomething(4), importSomething(5)];
    undoChangeSets(store, [ids[1]!, ids[0]!, ids[2]!], { label: '撤销', operator: '' });
    expect(dump(store.db)).toEqual(before);
    const undo = dataVersion(store);
    undoChangeSets(store, [undo], { label: '重做', operator: '' });
    expect(ids.map((id) => store.db.prepare('SELECT undone_by FROM change_set WHERE id = ?').pluck().get(id))).toEqual([
      null,
      null,
      null,
    ]);
  });
});

describe('an undo that cannot be exact is refused and changes nothing', () => {
  test('when the same row was changed afterwards', () => {
    units.save(ctx, { id: unitId('滕州市'), unit: unitDraft('滕州市', 1, { contact: '甲' }) });
    const first = dataVersion(store);
    units.save(ctx, { id: unitId('滕州市'), unit: unitDraft('滕州市', 1, { contact: '乙' }) });
    const before = countAll(store.db);
    const rows = dump(store.db);
    expect(refusal(() => undoChangeSets(store, [first], { label: '', operator: '' })).code).toBe('data.undo-conflict');
    expect(countAll(store.db)).toEqual(before);
    expect(dump(store.db)).toEqual(rows);
  });

  test('when a unit or indicator that it added has values by now', () => {
    units.save(ctx, { id: null, unit: unitDraft('新区', 8) });
    const unit = dataVersion(store);
    addValues(store, '2022-07', 'ytd', { C06: { 新区: 3 } });
    const before = countAll(store.db);
    expect(refusal(() => undoChangeSets(store, [unit], { label: '', operator: '' })).code).toBe('data.undo-conflict');
    expect(countAll(store.db)).toEqual(before);
  });

  test('when something that would go with it was entered since: a contact of a unit, points of a scheme', () => {
    units.save(ctx, { id: null, unit: unitDraft('新区', 8) });
    const unit = dataVersion(store);
    const contact = { unitId: unitId('新区'), name: '王某', phone: '1', role: '', note: '', hidden: false };
    contacts.save(ctx, { id: null, contact });
    const refused = refusal(() => undoChangeSets(store, [unit], { label: '', operator: '' }));
    expect([refused.code, refused.params['what']]).toEqual([
      'data.undo-conflict',
      expect.stringMatching(/^已有其他数据在使用它（保存联系人：新区），请先撤销后面的操作$/),
    ]);
    undoLast();
    undoChangeSets(store, [unit], { label: '', operator: '' });
    expect(listUnits(store).map(({ name }) => name)).not.toContain('新区');

    const scheme = unitScheme([schemeItem('b', '创新', null, '5', { method: { kind: 'manual' } })]);
    const { id } = schemeSave(ctx, { id: null, scheme });
    const made = dataVersion(store);
    schemeScore(ctx, { id, key: 'b', unitId: unitId('滕州市'), points: '4', note: '' });
    expect(refusal(() => undoChangeSets(store, [made], { label: '', operator: '' })).code).toBe('data.undo-conflict');
  });

  test('twice', () => {
    system.saveSettings(ctx, { operator: '李四' });
    const id = undoLast();
    expect(refusal(() => undoChangeSets(store, [id], { label: '', operator: '' })).code).toBe('data.undo-conflict');
  });

  test('a redo over newer values of the same key', () => {
    addValueList(store, [{ unit: '滕州市', code: 'C06', period: '2022-07', basis: 'ytd', value: '3' }]);
    history.undo(ctx, { id: dataVersion(store) });
    const undo = dataVersion(store);
    addValueList(store, [{ unit: '滕州市', code: 'C06', period: '2022-07', basis: 'ytd', value: '4' }]);
    const rows = dump(store.db);
    expect(refusal(() => undoChangeSets(store, [undo], { label: '', operator: '' }))).toMatchObject({
      code: 'data.undo-conflict',
      params: { step: '重做' },
    });
    expect(dump(store.db)).toEqual(rows);
  });

  test('a redo after values of other keys were added works: ids are never used twice', () => {
    addValueList(store, [{ unit: '滕州市', code: 'C06', period: '2022-07', basis: 'ytd', value: '3' }]);
    undoLast();
    const undo = dataVersion(store);
    addValueList(store, [{ unit: '薛城区', code: 'C06', period: '2022-07', basis: 'ytd', value: '4' }]);
    undoChangeSets(store, [undo], { label: '重做', operator: '' });
    expect(dump(store.db)['observation']).toHaveLength(7 + 2);
  });

  test('of a row that later steps changed and changed back: their changes would go along', () => {
    system.saveSettings(ctx, { operator: '李四' });
    const older = dataVersion(store);
    system.saveSettings(ctx, { operator: '王五' });
    system.saveSettings(ctx, { operator: '李四' });
    const newest = dataVersion(store);
    const before = dump(store.db);
    expect(refusal(() => history.undo(ctx, { id: older })).params['what']).toContain(
      '之后又修改过同样的内容（修改设置）',
    );
    expect(dump(store.db)).toEqual(before);
    for (const id of [newest, newest - 1, older]) history.undo(ctx, { id });
    expect(system.saveSettings(ctx, {}).operator).toBe('');
  });

  test('a step that wrote what was there already stands in nobody’s way', () => {
    system.saveSettings(ctx, { operator: '李四' });
    const older = dataVersion(store);
    saveUnchanged();
    history.undo(ctx, { id: older });
    history.undo(ctx, { id: older + 1 });
    expect(history.next(ctx).undo).toMatchObject({ id: older - 1 });
  });

  test('a step that was redone out of turn is the one that 撤销 names, and all can be taken back', () => {
    const order = (): number[] => listUnits(store).map(({ id }) => id);
    const first = order();
    const name = (): string => listUnits(store).find(({ id }) => id === first[0])!.name;
    units.save(ctx, { id: first[0]!, unit: unitDraft('改名区', 1) });
    const renamed = dataVersion(store);
    history.undo(ctx, { id: renamed });
    const undone = dataVersion(store);
    // Moves every unit but the first, whose row the redo changes.
    units.reorder(ctx, { ids: [first[0]!, ...first.slice(1).toReversed()] });
    const reordered = dataVersion(store);
    expect(history.next(ctx)).toMatchObject({ undo: { id: reordered }, redo: null });
    history.undo(ctx, { id: undone });
    expect(name()).toBe('改名区');
    expect(history.next(ctx).undo).toMatchObject({ id: renamed, label: expect.stringContaining('修改填报单位') });
    history.undo(ctx, { id: renamed });
    expect(history.next(ctx).undo).toMatchObject({ id: reordered });
    history.undo(ctx, { id: reordered });
    expect(order()).toEqual(first);
  });

  test('重做 is not offered, with the reason, where what was taken back before it has come back in its place', () => {
    const first = listUnits(store)[0]!;
    const rename = (name: string): void => void units.save(ctx, { id: first.id, unit: unitDraft(name, 1) });
    const takeBack = (): number => {
      history.undo(ctx, { id: dataVersion(store) });
      return dataVersion(store);
    };
    rename('甲区');
    const older = takeBack();
    rename('乙区');
    const newer = takeBack();
    expect(history.next(ctx)).toMatchObject({ redo: { id: newer }, redoObstacle: '' });
    history.undo(ctx, { id: older });
    expect(refusal(() => history.undo(ctx, { id: newer })).code).toBe('data.undo-conflict');
    expect(history.next(ctx)).toMatchObject({
      redo: null,
      redoObstacle: expect.stringMatching(/^不能重做“修改填报单位.*之后又修改过同样的内容/),
    });
    // Out of the way again, it comes back.
    history.undo(ctx, { id: history.next(ctx).undo!.id });
    expect(history.next(ctx).redo).not.toBeNull();
  });

  test('where a step can no longer go because an older one was taken back, 撤销 names one that can', () => {
    const scheme = unitScheme([schemeItem('b', '创新', null, '5', { method: { kind: 'manual' } })]);
    const { id } = schemeSave(ctx, { id: null, scheme });
    const saved = dataVersion(store);
    system.saveSettings(ctx, { operator: '李四' });
    const settings = dataVersion(store);
    const score = { id, key: 'b', unitId: unitId('滕州市'), note: '' };
    schemeScore(ctx, { ...score, points: '3' });
    schemeScore(ctx, { ...score, points: null });
    const cleared = dataVersion(store);
    // It has no points any more, so it can go; the points have nowhere to come back to.
    history.undo(ctx, { id: saved });
    expect(refusal(() => history.undo(ctx, { id: cleared })).code).toBe('data.undo-conflict');
    expect(history.next(ctx).undo).toMatchObject({ id: settings });
  });

  test('an import of many files that can no longer go is one step: those before it are looked at', () => {
    const scheme = unitScheme([schemeItem('b', '创新', null, '5', { method: { kind: 'manual' } })]);
    const { id } = schemeSave(ctx, { id: null, scheme });
    const saved = dataVersion(store);
    schemeScore(ctx, { id, key: 'b', unitId: unitId('滕州市'), note: '', points: '3' });
    system.saveSettings(ctx, { operator: '李四' });
    const settings = dataVersion(store);
    store.db.exec("INSERT INTO import_batch (id, at, operator, label) VALUES (1, '2022-08-05', '', '导入30个文件')");
    for (let n = 0; n < 30; n += 1)
      write(store, { kind: 'import', label: `文件${n}`, operator: '', topics: [], importBatchId: 1 }, () =>
        n === 0
          ? store.db.exec('DELETE FROM scheme_score')
          : store.db.prepare("INSERT INTO setting (key, value) VALUES (?, '1')").run(`k${n}`),
      );
    history.undo(ctx, { id: saved });
    expect(history.next(ctx).undo).toMatchObject({ id: settings });
  });

  test('a refusal names the step that stands in the way, not a 撤销 or 重做 of another one', () => {
    const [first, , last] = ['张三', '李四', '王五'].map((operator) => {
      system.saveSettings(ctx, { operator });
      return dataVersion(store);
    });
    store.db.prepare("UPDATE change_set SET label = '第' || id || '步' WHERE id BETWEEN ? AND ?").run(first!, last!);
    const inTheWay = (): unknown => refusal(() => history.undo(ctx, { id: first! })).params['what'];
    const named = (id: number): string => `之后又修改过同样的内容（第${id}步），请先撤销后面的操作`;
    expect(inTheWay()).toBe(named(last!));
    history.undo(ctx, { id: last! });
    expect(inTheWay()).toBe(named(first! + 1));
    history.undo(ctx, { id: dataVersion(store) });
    expect(inTheWay()).toBe(named(last!));
  });

  test('the setup and a redo are not offered, and refused when asked for', () => {
    system.saveSettings(ctx, { operator: '李四' });
    const id = undoLast();
    history.undo(ctx, { id: dataVersion(store) });
    const redo = dataVersion(store);
    const { changes } = history.list(ctx, { limit: 10 });
    expect(changes.find((change) => change.id === redo)).toMatchObject({ canUndo: false, label: '重做：撤销' });
    expect(changes.find((change) => change.id === id)).toMatchObject({ canUndo: true, undone: false });
    expect(changes.find((change) => change.kind === 'setup')).toMatchObject({ canUndo: false });
    expect(refusal(() => history.undo(ctx, { id: redo })).code).toBe('data.undo-conflict');
    expect(refusal(() => history.undo(ctx, { id: 1 })).code).toBe('data.undo-conflict');
    expect(refusal(() => history.undo(ctx, { id: 9999 })).code).toBe('data.not-found');
  });
});

describe('broken small things never block the data', () => {
  test('settings, definitions and the bureau that no longer pass their schema fall back', () => {
    write(store, { kind: 'x', label: '', operator: '', topics: [] }, () => {
      store.db
        .prepare("INSERT INTO setting VALUES ('smallBase', '\"x\"'), ('operator', '\"李四\"'), ('nonsense', '[]')")
        .run();
      store.db.prepare("UPDATE indicator SET definition = '{}' WHERE code = 'C06'").run();
      saveIndicator(store, 'Z90', indicatorDraftSchema.parse({ ...listIndicators(store)[0]!, name: '甲' }));
      store.db.prepare("UPDATE indicator SET definition = '[1]' WHERE code = 'Z90'").run();
      store.db.prepare("UPDATE bureau SET level = 'moon', code = 'x'").run();
    });
    store.db.pragma('ignore_check_constraints = ON');
    store.db.prepare("INSERT INTO setting VALUES ('keepBackups', '{trunc')").run();
    store.db.pragma('ignore_check_constraints = OFF');
    expect(system.saveSettings(ctx, {})).toMatchObject({ smallBase: 10, operator: '李四', keepBackups: 30 });
    expect(listIndicators(store).find((one) => one.code === 'C06')?.name).toBeTruthy();
    expect(listIndicators(store).some((one) => one.code === 'Z90')).toBe(false);
  });

  test('a unit or list that would be ambiguous is refused before anything is written', () => {
    const before = countAll(store.db);
    expect(refusal(() => units.save(ctx, { id: null, unit: unitDraft('甲', 9, { parentId: 999 }) })).code).toBe(
      'input.invalid',
    );
    expect(refusal(() => units.save(ctx, { id: null, unit: unitDraft('甲', 9, { aliases: ['滕 州 市'] }) })).code).toBe(
      'input.invalid',
    );
    expect(countAll(store.db)).toEqual(before);
  });
});
