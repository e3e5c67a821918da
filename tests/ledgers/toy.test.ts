// A ledger that the program does not know: one declaration and one migration give reading, checks, store, undo and roll-up.

import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';

import * as history from '../../electron/core/history/handlers.js';
import { moveStage } from '../../electron/core/ledgers/move-stage.js';
import { removeRows, rowEnv, saveRows } from '../../electron/core/ledgers/save.js';
import { syncCatalogue } from '../../electron/core/store/indicator-store.js';
import { declaredColumns } from '../../electron/core/store/ledger-columns.js';
import { rollUpStored } from '../../electron/core/store/ledger-rollup.js';
import { whereOf } from '../../electron/core/store/ledger-filter.js';
import { getRow, groupRows, insertRow, listRows, updateRow } from '../../electron/core/store/ledger-store.js';
import { migrate, type Migration } from '../../electron/core/store/migrate.js';
import { MIGRATIONS } from '../../electron/core/store/migrations/index.js';
import { openDatabase } from '../../electron/core/store/open.js';
import { createStore, type Store } from '../../electron/core/store/store.js';
import { listUnits } from '../../electron/core/store/unit-store.js';
import { write } from '../../electron/core/store/write.js';
import { defineLedger, fieldsOf, type FieldValue, type LedgerRow, type RowOf } from '../../shared/ledgers/define.js';
import { fieldText } from '../../shared/ledgers/field-text.js';
import { fromTitle, mapHeads } from '../../shared/ledgers/heads.js';
import { readField } from '../../shared/ledgers/read-field.js';
import { BASES } from '../../shared/model/period.js';
import { declarationProblems } from '../helpers/declaration-problems.js';
import { dump } from '../helpers/dump.js';
import { addSampleUnits, contextOf } from '../helpers/memory-store.js';
import { rollUp } from '../helpers/roll-up-rows.js';

const toy = defineLedger({
  id: 'toy',
  title: '课题',
  table: 'ledger_toy',
  group: '测试',
  titleWords: ['课题'],
  keys: [['number'], ['name', 'year']],
  fields: {
    unit: { kind: 'unit', label: '区（市）' },
    name: { kind: 'text', label: '课题名称', required: true },
    number: { kind: 'code', check: 'certificate', label: '编号或合同号' },
    patents: { kind: 'code', check: 'patent', many: true, label: '专利号' },
    holder: { kind: 'enterprise', label: '承担单位', codeField: 'uscc' },
    uscc: { kind: 'code', check: 'uscc', label: '统一社会信用代码' },
    year: { kind: 'integer', label: '年度', default: 'year-of-period' },
    batch: { kind: 'integer', label: '批次', fromTitle: [{ pattern: /第(.+)批/ }] },
    level: { kind: 'choice', label: '级别', options: ['省级', '市级'], optionAliases: { 省: '省级' } },
    topics: { kind: 'multiChoice', label: '领域', options: ['专利', '商标', '地理标志'] },
    money: { kind: 'amount', label: '经费' },
    persons: { kind: 'personCount', label: '人数' },
    isOpen: { kind: 'yesNo', label: '是否公开' },
    from: { kind: 'date', label: '开始日期' },
    to: { kind: 'date', mayLieAhead: true, label: '结束日期' },
    month: { kind: 'period', label: '所属月份' },
    files: { kind: 'attachment', label: '附件' },
    status: { kind: 'status', label: '状态', default: '申报' },
    note: { kind: 'longText', label: '备注' },
  },
  stages: {
    pathField: 'level',
    paths: [
      { name: '省级', steps: ['申报', '推荐', '立项', '结题'] },
      { name: '市级', steps: ['申报', '立项', '结题'] },
    ],
    ends: ['终止'],
    aliases: { 已立项: '立项' },
  },
  rollups: [
    { code: 'Y22a', measure: 'rows', when: { kind: 'dateIn', fields: ['from'] }, rule: '' },
    {
      code: 'Y22b',
      measure: { sum: 'money' },
      when: { kind: 'dateIn', fields: ['to', 'from'] },
      rule: '',
      where: [{ field: 'level', notIn: ['市级'] }],
    },
    { code: 'Y24', measure: { distinct: 'holder' }, when: { kind: 'validAt', from: 'from', to: ['to'] }, rule: '' },
    {
      code: 'F03',
      measure: 'rows',
      when: { kind: 'yearIs', field: 'year' },
      rule: '',
      where: [
        { field: 'status', reached: '立项', orEndedOn: 'to' },
        { field: 'isOpen', in: [true] },
      ],
    },
    {
      code: 'F04',
      measure: { sum: 'persons' },
      when: { kind: 'newestBatch', year: 'year', batch: 'batch', on: 'from' },
      rule: '',
      where: [{ field: 'isOpen', notIn: [false] }],
    },
    {
      code: 'B08a',
      measure: 'rows',
      when: { kind: 'dateIn', fields: ['from'] },
      rule: '',
      where: [{ field: 'name', says: '乙' }],
    },
  ],
  check: (row) =>
    row.from !== null && row.to !== null && row.to < row.from
      ? [{ severity: 'block', rule: 'dates', field: 'to', message: '结束日期早于开始日期' }]
      : [],
});

const TOY_MIGRATION: Migration = {
  version: MIGRATIONS.length + 1,
  name: 'toy',
  up: (db) =>
    db.exec(`CREATE TABLE ledger_toy (
      id INTEGER PRIMARY KEY AUTOINCREMENT, unit_id INTEGER REFERENCES reporting_unit (id), name TEXT NOT NULL, number TEXT,
      patents TEXT, holder_id INTEGER REFERENCES enterprise (id), holder_name TEXT, uscc TEXT, year INTEGER, batch INTEGER,
      level TEXT, topics TEXT, money INTEGER, persons INTEGER, is_open INTEGER, "from" TEXT, "to" TEXT, month TEXT, files TEXT,
      status TEXT, note TEXT, extra TEXT NOT NULL) STRICT`),
};

async function toyStore(): Promise<Store> {
  const db = openDatabase(':memory:');
  await migrate(db, () => Promise.resolve(), { migrations: [...MIGRATIONS, TOY_MIGRATION] });
  const store = createStore(
    db,
    ':memory:',
    () => '2022-08-05T09:00:00.000Z',
    () => undefined,
  );
  syncCatalogue(store);
  addSampleUnits(store);
  return store;
}

const OPTIONS = { operator: '测试', period: '2022-07' };
const DAYS = ['2021-12-31', '2022-01-01', '2022-06-30', '2022-07-01', '2022-07-31', '2022-08-01', '2023-02-28'];

let store: Store;
beforeEach(async () => {
  store = await toyStore();
});

test('the declaration has a table, and no mistake in it', () => {
  const real = store.db.pragma('table_info(ledger_toy)') as { name: string }[];
  expect(real.map(({ name }) => name).sort()).toEqual(
    declaredColumns(toy)
      .map(({ name }) => name)
      .sort(),
  );
  expect(declarationProblems(toy)).toEqual([]);
});

test('what is typed is read, checked, stored as declared and read back', () => {
  const { saved, rows } = saveRows(
    store,
    toy,
    [
      {
        id: null,
        values: {
          unit: '枣庄市滕州市',
          name: ' 专利产品保护认定规则研究 ',
          number: 'ＫＴ-2022-1',
          patents: 'ZL202210123401.0；202210123403.X',
          holder: '枣庄 学院',
          level: '省',
          topics: '专利、商标',
          money: '1,234.5678',
          persons: '12人',
          isOpen: '是',
          from: '2022年3月1日',
          to: '20221231',
          month: '2022.3',
          status: '已立项',
        },
      },
    ],
    OPTIONS,
  );
  expect([saved, rows[0]!.findings]).toEqual([true, []]);
  const { row } = getRow(store, toy, rows[0]!.id!)!;
  const typed = row as RowOf<(typeof toy)['fields']>;
  expect(typed).toMatchObject({
    name: '专利产品保护认定规则研究',
    number: 'KT-2022-1',
    patents: ['202210123401.0', '202210123403.X'],
    holder: { id: 1, name: '枣庄学院' },
    year: 2022,
    level: '省级',
    topics: ['专利', '商标'],
    money: 1_234_567_800,
    persons: 12,
    isOpen: true,
    from: '2022-03-01',
    to: '2022-12-31',
    month: '2022-03',
    status: '立项',
    files: null,
  });
});

test.each([
  ['name', '', 'required'],
  ['unit', '徐州市', 'unit'],
  ['persons', '12.5', 'integer'],
  ['persons', '-3', 'integer'],
  ['money', '0.0000001', 'amount'],
  ['money', '若干', 'amount'],
  ['money', '-5', 'amount'],
  ['from', '2022-02-30', 'date'],
  ['month', '2022-13', 'period'],
  ['level', '区级', 'choice'],
  ['topics', '专利，版权', 'choice'],
  ['uscc', '91350100M000100Y44', 'uscc'],
  ['patents', '202210123401.1', 'patent'],
  ['isOpen', '也许', 'yes-no'],
  ['status', '飞升', 'status'],
  ['colour', '红', 'unknown-field'],
])('%s “%s” stops the step with a finding, and nothing of it is stored', (field, input, rule) => {
  const before = dump(store.db);
  const values = { name: '课题', [field]: input };
  const { saved, rows } = saveRows(
    store,
    toy,
    [
      { id: null, values: { name: '好的' } },
      { id: null, values },
    ],
    OPTIONS,
  );
  expect(saved).toBe(false);
  expect(rows[1]!.findings).toMatchObject([{ severity: 'block', rule }]);
  expect(dump(store.db)).toEqual(before);
});

test('a change names only what changes; the rest of the row and the fields of the office stay', () => {
  const id = write(store, { kind: 'x', label: '', operator: '', topics: [] }, () => {
    const first = saveRowOf({ name: '甲', money: 100 });
    updateRow(store, toy, { id: first, row: getRow(store, toy, first)!.row, extra: { 联系人: '某' } });
    return first;
  });
  expect(saveRows(store, toy, [{ id, values: { persons: 3 } }], OPTIONS).saved).toBe(true);
  expect(getRow(store, toy, id)).toMatchObject({
    row: { name: '甲', money: 100, persons: 3 },
    extra: { 联系人: '某' },
  });
  expect(saveRows(store, toy, [{ id, values: { name: null } }], OPTIONS).saved).toBe(false);
  expect(() => saveRows(store, toy, [{ id: 99, values: {} }], OPTIONS)).toThrow();
});

function saveRowOf(values: Partial<LedgerRow>): number {
  const empty = Object.fromEntries(Object.keys(toy.fields).map((name) => [name, null]));
  return insertRow(store, toy, { ...empty, ...values } as LedgerRow);
}

test('the same number twice is refused, the same name in the same year is to be looked at, in one step too', () => {
  const save = (...rows: Record<string, string>[]) =>
    saveRows(
      store,
      toy,
      rows.map((values) => ({ id: null, values })),
      OPTIONS,
    );
  expect(save({ name: '甲', number: 'A1' }).saved).toBe(true);
  expect(save({ name: '乙', number: 'A1' }).rows[0]!.findings).toMatchObject([{ severity: 'block', rule: 'same-key' }]);
  expect(save({ name: '丙', number: 'A2' }, { name: '丁', number: 'A2' }).saved).toBe(false);
  expect(save({ name: '戊' }).saved).toBe(true);
  expect(save({ name: '戊' })).toMatchObject({
    saved: true,
    rows: [{ findings: [{ severity: 'warn', rule: 'same-key' }] }],
  });
});

test('an enterprise is found by code, then by name; people and homonyms are not registered', () => {
  const [a, b] = ['913501 00M0 0010 0Y43', '914403001922038216'];
  const holders: Record<string, string>[] = [
    { holder: '甲公司', uscc: a! },
    { holder: '甲公司（新名）', uscc: a! },
    { holder: '甲公司' },
    { holder: '乙公司' },
    { holder: '乙公司', uscc: b! },
    { holder: '甲公司', uscc: b! },
    { holder: '王小明' },
  ];
  const { rows } = saveRows(
    store,
    toy,
    holders.map((one, index) => ({ id: null, values: { name: `课题${index}`, ...one } })),
    OPTIONS,
  );
  const ids = rows.map(({ id }) => (getRow(store, toy, id!)!.row['holder'] as { id: number | null }).id);
  expect(ids).toEqual([1, 1, 1, 2, 2, 2, null]);
  const again = saveRows(
    store,
    toy,
    [
      { id: null, values: { name: '更名', holder: '丙公司', uscc: a! } },
      { id: null, values: { name: '换码', holder: '甲公司', uscc: '91370400MAM2M00006' } },
      { id: rows[5]!.id, values: { persons: 3 } },
    ],
    { ...OPTIONS, apply: false },
  );
  const told = again.rows.map((row) => row.findings.filter((one) => one.rule === 'enterprise').length);
  expect([again.saved, told]).toEqual([false, [1, 1, 0]]);
  expect(store.db.prepare('SELECT uscc FROM enterprise ORDER BY id').pluck().all()).toEqual([
    a!.replaceAll(' ', ''),
    b,
  ]);
});

test('stages follow the path of the row; moves and removals are one step each and undo exactly', () => {
  const { rows } = saveRows(store, toy, [{ id: null, values: { name: '甲', level: '市级' } }], OPTIONS);
  const ids = [rows[0]!.id!];
  const move = { ids, on: null, note: '', operator: '测试' };
  expect(() => moveStage(store, toy, { ...move, to: '推荐' })).toThrow();
  const before = dump(store.db);
  const undoLast = (): void => {
    const ctx = contextOf(store);
    history.undo(ctx, { id: history.list(ctx, { limit: 1 }).changes[0]!.id });
  };
  expect(moveStage(store, toy, { ...move, to: '已立项' })).toBe(1);
  expect(getRow(store, toy, ids[0]!)!.row['status']).toBe('立项');
  undoLast();
  expect(dump(store.db)).toEqual(before);
  removeRows(store, toy, ids, '测试');
  expect(getRow(store, toy, ids[0]!)).toBeNull();
  expect(store.db.prepare('SELECT count(*) FROM ledger_stage').pluck().get()).toBe(0);
  undoLast();
  expect(dump(store.db)).toEqual(before);
  expect(saveRows(store, toy, [{ id: ids[0]!, values: { status: '推荐' } }], OPTIONS).rows[0]!.findings).toMatchObject([
    { severity: 'warn', rule: 'stage-path' },
  ]);
});

test('heads are mapped by label, with 计量单位 in brackets; a title fills what has no column', () => {
  const heads = mapHeads(toy, ['序号', '课题名称', '经费（元）', '经费（万元）', '领导', null]);
  expect(heads).toMatchObject({ fields: [null, 'name', 'money', null, null, null], measures: { money: '元' } });
  expect(heads).toMatchObject({ unknown: ['领导'], repeated: ['经费（万元）'], missing: [] });
  expect(mapHeads(toy, ['序号', '经费']).missing).toEqual(['name']);
  const values = { name: '甲', ...fromTitle(toy, '2022年第十二批课题'), money: 12_345.67 };
  const { rows } = saveRows(store, toy, [{ id: null, values, measures: heads.measures }], OPTIONS);
  expect(getRow(store, toy, rows[0]!.id!)!.row).toMatchObject({ batch: 12, money: 1_234_567 });
});

/** The text of an enterprise is its name; the register finds it again. */
function enterpriseless(value: FieldValue): unknown {
  return value !== null && typeof value === 'object' && 'name' in value ? value.name : value;
}

describe('SQL and pure functions agree', () => {
  const day = fc.option(fc.constantFrom(...DAYS), { nil: null });
  const row = fc.record({
    unit: fc.option(fc.integer({ min: 1, max: 3 }), { nil: null }),
    name: fc.constantFrom('甲', '乙%', '_丙'),
    holder: fc.option(fc.record({ id: fc.constantFrom(null, 1, 2), name: fc.constantFrom('甲公司', '乙公司') }), {
      nil: null,
    }),
    year: fc.option(fc.constantFrom(2021, 2022), { nil: null }),
    batch: fc.option(fc.integer({ min: 1, max: 3 }), { nil: null }),
    level: fc.constantFrom(null, '省级', '市级'),
    money: fc.option(fc.integer({ min: 0, max: 1e13 }), { nil: null }),
    persons: fc.option(fc.integer({ min: 0, max: 500 }), { nil: null }),
    isOpen: fc.constantFrom(null, true, false),
    from: day,
    to: day,
    status: fc.constantFrom(null, '申报', '推荐', '立项', '结题', '终止'),
  });

  test('for every roll-up, period and basis over random rows', () => {
    write(store, { kind: 'x', label: '', operator: '', topics: [] }, () =>
      store.db.exec(
        "INSERT INTO enterprise (name, industry, tags, note) VALUES ('甲', '', '[]', ''), ('乙', '', '[]', '')",
      ),
    );
    fc.assert(
      fc.property(
        fc.array(row, { maxLength: 40 }),
        fc.constantFrom('2021-12', '2022-06', '2022-07'),
        (rows, period) => {
          store.db.exec('DELETE FROM ledger_toy');
          for (const one of rows) saveRowOf(one);
          const where = { sql: '1', values: [] };
          const listed = listRows(store, toy, { where, sort: [], offset: 0, limit: 100 });
          const back = listed.rows.map((one) => one.row);
          expect(back).toMatchObject(rows);
          expect(listed.sums['money']).toBe(rows.reduce((sum, one) => sum + (one.money ?? 0), 0));
          const unitName = (id: number): string => listUnits(store).find((unit) => unit.id === id)!.name;
          for (const one of back.slice(0, 3))
            for (const [name, field] of fieldsOf(toy)) {
              const text = fieldText(field, one[name] ?? null, { unitName });
              const again = readField(toy, name, field, text, rowEnv(store, null)).value;
              expect([name, text, enterpriseless(again)]).toEqual([name, text, enterpriseless(one[name] ?? null)]);
            }
          for (const rollup of toy.rollups)
            for (const basis of BASES)
              expect(rollUpStored(store, toy, rollup, period, basis)).toEqual(rollUp(toy, rollup, back, period, basis));
          const groups = groupRows(store, toy, {
            where,
            by: [
              { field: 'unit', part: 'value' },
              { field: 'from', part: 'year' },
            ],
          });
          expect(groups.reduce((sum, group) => sum + group.count, 0)).toBe(rows.length);
          const found = listRows(store, toy, {
            where: whereOf(toy, { text: '%', conditions: [] }),
            sort: [],
            offset: 0,
            limit: 100,
          });
          expect(found.total).toBe(rows.filter((one) => one.name === '乙%').length);
        },
      ),
      { numRuns: 150 },
    );
  });
});
