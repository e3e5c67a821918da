// The declarations against each other, against the real tables and against the catalogue.

import { describe, expect, test, vi } from 'vitest';

import { declaredColumns } from '../../electron/core/store/ledger-columns.js';
import { rowChanges, stageMoves } from '../../electron/core/store/ledger-history.js';
import { rollUpStored } from '../../electron/core/store/ledger-rollup.js';
import { whereOf } from '../../electron/core/store/ledger-filter.js';
import { listRows, rowsLike, rowsWithKey } from '../../electron/core/store/ledger-store.js';
import { enterpriseByCode, enterprisesByName } from '../../electron/core/store/enterprise-store.js';
import { findLedger, ledgersOf } from '../../electron/core/store/ledger-list.js';
import { sourcesOfRow } from '../../electron/core/store/row-source-store.js';
import type { Store } from '../../electron/core/store/store.js';
import { saveBureau } from '../../electron/core/store/unit-store.js';
import { saveUnit } from '../../electron/core/store/unit-edit-store.js';
import { usedOfBudget } from '../../electron/core/store/worklist-store.js';
import { write } from '../../electron/core/store/write.js';
import { CATALOGUE } from '../../shared/indicators/catalogue.js';
import { conversionPower, scaleOf } from '../../shared/indicators/measures.js';
import { fieldsOf, statusFieldOf, unitFieldOf, type Ledger } from '../../shared/ledgers/define.js';
import { headText } from '../../shared/ledgers/field-text.js';
import { likelyLedgers } from '../../electron/core/workbook/2-recognise/ledger-table.js';
import { headKey } from '../../shared/ledgers/heads.js';
import { LEDGERS } from '../../shared/ledgers/registry.js';
import { allStages } from '../../shared/ledgers/stages.js';
import { subsidy } from '../../shared/ledgers/subsidy.js';
import { emptyRow } from '../../shared/ledgers/validate.js';
import { declarationProblems } from '../helpers/declaration-problems.js';
import { ledgerTableSql } from '../helpers/ledger-table-sql.js';
import { openTestStore, unitDraft } from '../helpers/memory-store.js';

const EACH = LEDGERS.map((ledger) => [ledger.title, ledger] as const);

test('ids, titles and tables are unique, and every table has a name that the journal takes', () => {
  for (const of of [(l: Ledger) => l.id, (l: Ledger) => l.title, (l: Ledger) => l.table])
    expect(new Set(LEDGERS.map(of)).size).toBe(LEDGERS.length);
  for (const { table } of LEDGERS) expect(table).toMatch(/^ledger_[a-z]+$/);
});

const byName = (a: { name: string }, b: { name: string }): number => (a.name < b.name ? -1 : 1);

test.each(EACH)('%s: the declared columns are those of the table', async (_title, ledger) => {
  const { db } = await openTestStore();
  const real = db.pragma(`table_info(${ledger.table})`) as { name: string; type: string }[];
  expect(
    real.map(({ name, type }) => ({ name, type })).sort(byName),
    `${ledger.table} is not as declared. A new table for a new migration of electron/core/store/migrations:\n${ledgerTableSql(ledger)}\n`,
  ).toEqual(declaredColumns(ledger).sort(byName));
  // Required means NOT NULL and the other way round: what the form admits, the table takes.
  const mandatory = new Set(
    (real as unknown as { name: string; notnull: number }[]).filter((c) => c.notnull === 1).map((c) => c.name),
  );
  for (const [name, field] of fieldsOf(ledger)) {
    const column = declaredColumns({ ...ledger, fields: { [name]: field } })[1]!.name;
    expect([column, mandatory.has(column)]).toEqual([column, field.required === true]);
  }
});

test.each(EACH)('%s: the table that is proposed where there is none is the declared one', async (_title, ledger) => {
  const { db } = await openTestStore();
  db.exec(ledgerTableSql({ ...ledger, table: 'ledger_proposed' }));
  const proposed = db.pragma('table_info(ledger_proposed)') as { name: string; type: string }[];
  expect(proposed.map(({ name, type }) => ({ name, type })).sort(byName)).toEqual(declaredColumns(ledger).sort(byName));
});

test.each(EACH)('%s: no label or alias stands for two fields, and none is a derived head', (_title, ledger) => {
  const seen = new Map<string, string>();
  for (const [name, field] of fieldsOf(ledger))
    for (const head of [field.label, ...(field.aliases ?? [])]) {
      const key = headKey(head);
      expect(key, head).not.toBe('');
      expect([head, seen.get(key) ?? name]).toEqual([head, name]);
      seen.set(key, name);
    }
  for (const head of ledger.derived ?? []) expect(seen.has(headKey(head)), head).toBe(false);
});

test.each(EACH)('%s: its own template is recognised as it and as no other', (_title, ledger) => {
  const heads = fieldsOf(ledger).map(([, field]) => headText(field));
  const [first, second] = likelyLedgers(LEDGERS, heads, '');
  expect(first?.ledger.id).toBe(ledger.id);
  expect(first!.score).toBeGreaterThan(second?.score ?? 0);
  expect(first!.heads).toMatchObject({ unknown: [], repeated: [], missing: [] });
});

test.each(EACH)('%s: the declaration holds together', (_title, ledger) => {
  expect(declarationProblems(ledger)).toEqual([]);
  expect(unitFieldOf(ledger)).toBe('unit');
  const status = statusFieldOf(ledger);
  const row = emptyRow(ledger, { period: '2022-07' });
  if (status !== null) expect(allStages(ledger.stages!)).toContain(row[status]);
  for (const [name, field] of fieldsOf(ledger)) {
    if (field.kind === 'enterprise' && field.codeField !== undefined)
      expect(ledger.fields[field.codeField]).toMatchObject({ kind: 'code', check: 'uscc' });
    if (field.kind === 'choice')
      for (const option of Object.values(field.optionAliases ?? {})) expect(field.options, name).toContain(option);
  }
  for (const rollup of ledger.rollups) {
    const indicator = CATALOGUE.find(({ code }) => code === rollup.code);
    expect(indicator, rollup.code).toBeDefined();
    const lines = rollup.when.kind === 'lineIn' ? ledger.fields[rollup.when.lines] : undefined;
    const summed =
      typeof rollup.measure === 'string' || 'distinct' in rollup.measure
        ? undefined
        : 'sum' in rollup.measure
          ? ledger.fields[rollup.measure.sum]
          : lines?.kind === 'lines'
            ? lines.fields[rollup.measure.sumOfLines]
            : undefined;
    const isMoney = summed?.kind === 'amount';
    // Amounts are 分, and so is every money indicator in the store; counts are whole numbers.
    if (isMoney) expect(conversionPower(indicator!.measure, '元'), rollup.code).not.toBeNull();
    else expect(scaleOf(indicator!.measure), rollup.code).toBe(0);
    expect(indicator!.kind, rollup.code).toBe(rollup.when.kind === 'validAt' ? 'stock' : 'flow');
  }
});

describe('hot reads are searched, never scanned', () => {
  const plans = (store: Store, read: () => unknown): string[] => {
    const prepare = vi.spyOn(store.db, 'prepare');
    read();
    const statements = prepare.mock.calls.map(([sql]) => sql);
    prepare.mockRestore();
    return statements.flatMap((sql) => {
      const explained = sql.replaceAll(/:\w+/g, '1').replaceAll('?', "'1'");
      return (store.db.prepare(`EXPLAIN QUERY PLAN ${explained}`).all() as { detail: string }[]).map(
        (one) => one.detail,
      );
    });
  };
  const isScan = (ledger: Ledger) => new RegExp(`^SCAN (t|${ledger.table})\\b(?!.*USING (COVERING )?INDEX)`);

  test.each(EACH)('%s: by key, by unit, and each roll-up', async (_title, ledger) => {
    const store = await openTestStore();
    const advice = `${ledger.table} lacks an index. The usual ones:\n${ledgerTableSql(ledger)}\n`;
    const filled = Object.fromEntries(
      fieldsOf(ledger).map(([name, field]) => [name, field.kind === 'enterprise' ? { id: 1, name: '甲' } : '1']),
    );
    expect(plans(store, () => rowsWithKey(store, ledger, filled)).join(), advice).toMatch(/SEARCH/);
    for (const key of ledger.keys)
      expect(
        plans(store, () => rowsWithKey(store, { ...ledger, keys: [key] }, filled)),
        advice,
      ).not.toContainEqual(expect.stringMatching(/^SCAN/));
    for (const once of ledger.once ?? []) {
      const read = () => rowsLike(store, ledger, filled, { fields: once.fields, exceptId: null });
      expect(plans(store, read).join(), advice).toMatch(/SEARCH/);
    }
    const where = whereOf(ledger, { text: '', conditions: [{ op: 'in', field: 'unit', values: [1] }] });
    const page = plans(store, () => listRows(store, ledger, { where, sort: [], offset: 0, limit: 100 }));
    expect(
      page.filter((one) => isScan(ledger).test(one)),
      advice,
    ).toEqual([]);
    for (const rollup of ledger.rollups) {
      const plan = plans(store, () => rollUpStored(store, ledger, rollup, '2022-07'));
      // Nearly every certificate was issued before the day in question: walking them by unit is all there is to gain. The same
      // goes for payments since a day, in a year that most rows are of.
      const scans = plan.filter(
        (one) =>
          isScan(ledger).test(one) ||
          (!['validAt', 'lineIn'].includes(rollup.when.kind) && /^SCAN (?!CONSTANT ROW)/.test(one)),
      );
      expect([rollup.code, scans], advice).toEqual([rollup.code, []]);
    }
  });

  test('other applications of an enterprise and the budget of a category each go through their own index', async () => {
    const store = await openTestStore();
    const row = {
      year: 2022,
      level: '市级',
      category: '甲',
      enterprise: { id: 1, name: '乙' },
      item: '丙',
      acceptNo: null,
    };
    const once = subsidy.once![1]!;
    expect(plans(store, () => rowsWithKey(store, subsidy, row)).join()).toContain(
      'ledger_subsidy_item (enterprise_name=? AND category=? AND year=? AND level=?)',
    );
    expect(plans(store, () => rowsLike(store, subsidy, row, { fields: once.fields, exceptId: null })).join()).toContain(
      'ledger_subsidy_item (enterprise_name=? AND category=?)',
    );
    const of = { year: 2022, level: '市级', category: '甲', ends: [], except: [] };
    expect(plans(store, () => usedOfBudget(store, of)).join()).toContain('ledger_subsidy_budget');
    expect(plans(store, () => sourcesOfRow(store, 'subsidy', 1)).join()).toContain('row_source_row');
  });

  test('history of a row, moves of its stage, enterprises by code and by name', async () => {
    const store = await openTestStore();
    const reads = [
      () => rowChanges(store, LEDGERS[0]!, 1),
      () => stageMoves(store, LEDGERS[0]!, 1),
      () => enterpriseByCode(store, 'x'),
      () => enterprisesByName(store, 'x'),
    ];
    for (const read of reads) {
      // The index of former codes holds nothing but enterprises that took another one over.
      const plan = plans(store, read).filter((one) => !/enterprise_former_codes|^SCAN c VIRTUAL TABLE/.test(one));
      expect(plan.filter((one) => /^SCAN (?!\(subquery|1\b)/.test(one))).toEqual([]);
      expect(plan.join()).toMatch(/SEARCH/);
    }
    expect(plans(store, reads[0]!).join()).toContain('journal_ledger_row');
  });
});

test('the unit of a row is headed as the bureau calls its units, and the usual heads are still known', async () => {
  const store = await openTestStore();
  write(store, { kind: 'setup', label: '建立单位', operator: '测试', topics: ['units'] }, () => {
    saveBureau(store, { name: '示例市知识产权局', place: '示例市', level: 'city', code: null });
    ['甲县', '乙区', '丙市'].forEach((name, index) => saveUnit(store, null, unitDraft(name, index + 1)));
  });
  for (const ledger of ledgersOf(store))
    for (const [, field] of fieldsOf(ledger)) {
      expect(field.label).not.toBe('区（市）');
      if (field.kind === 'unit' && field.label === '县（市、区）') expect(field.aliases).toContain('区（市）');
    }
  expect(fieldsOf(findLedger(store, 'pledge')!).find(([name]) => name === 'unit')![1].label).toBe('县（市、区）');
});
