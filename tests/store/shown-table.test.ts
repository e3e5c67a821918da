// What the page shows of a table: packed on the way and kept on both sides, and never older than the store. After each kind of write
// the kept one is held against one that is built past every cache.

import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import type { Ctx } from '../../electron/core/context.js';
import { undo } from '../../electron/core/history/handlers.js';
import { FactsReader } from '../../electron/core/statistics/facts-reader.js';
import { saveValues } from '../../electron/core/statistics/value-entry.js';
import { listIndicators } from '../../electron/core/store/indicator-store.js';
import { getSettings, saveSettings } from '../../electron/core/store/settings-store.js';
import { dataVersion, type Store } from '../../electron/core/store/store.js';
import { listUnits } from '../../electron/core/store/unit-store.js';
import { saveUnit } from '../../electron/core/store/unit-edit-store.js';
import { addRevisions } from '../../electron/core/store/value-store.js';
import { rolledBack, write, writeRecord } from '../../electron/core/store/write.js';
import { buildTable } from '../../electron/core/tables/build-table.js';
import { list, show } from '../../electron/core/tables/handlers.js';
import * as layouts from '../../electron/core/tables/layouts.js';
import { monthlyTask } from '../../electron/core/tasks/default-task.js';
import * as tasks from '../../electron/core/tasks/handlers.js';
import { CALLS } from '../../shared/contract/index.js';
import { indicator, USUAL } from '../../shared/reports/define.js';
import { packTable, unpackTable } from '../../shared/reports/packed-table.js';
import type { PrintTable, TableOptions } from '../../shared/reports/print-table.js';
import { ImportBench } from '../helpers/importing.js';
import {
  addSampleMonth,
  addSampleUnits,
  addValueList,
  contextOf,
  openSampleStore,
  openTestStore,
  SAMPLE_PERIOD,
  typedRevision,
} from '../helpers/memory-store.js';
import { addSampleLedgers } from '../helpers/sample-ledgers.js';
import { temporaryFolder } from '../helpers/temp-folder.js';

let store: Store;
/** As the dispatcher makes it for each call: with the settings of now. */
const context = (): Ctx => contextOf(store, { settings: getSettings(store) });

beforeEach(async () => {
  store = await openSampleStore();
});
afterEach(() => store.db.close());

/** A page that keeps what it was sent, as use-shown-table.ts does. */
class Page {
  #kept: { mark: string; table: PrintTable } | null = null;
  sent = 0;

  get mark(): string {
    return this.#kept?.mark ?? '';
  }

  constructor(
    readonly name: string,
    readonly options: TableOptions = {},
  ) {}

  ask(): PrintTable {
    const known = this.#kept?.mark ?? null;
    const params = CALLS['tables.show'].params.parse({
      name: this.name,
      period: SAMPLE_PERIOD,
      options: this.options,
      known,
    });
    const { mark, table } = CALLS['tables.show'].result.parse(JSON.parse(JSON.stringify(show(context(), params))));
    if (table !== null) this.sent += 1;
    this.#kept = { mark, table: table === null ? this.#kept!.table : unpackTable(table) };
    return this.#kept.table;
  }
}

/** Built from the store as it is, past every cache. */
function fresh(name: string, options: TableOptions = {}): PrintTable {
  const ctx = context();
  return buildTable(ctx, name, SAMPLE_PERIOD, options, new FactsReader(ctx, { isFresh: true, report: SAMPLE_PERIOD }));
}

const unitId = (name: string): number => listUnits(store).find((unit) => unit.name === name)!.id;
function typeValue(text: string): void {
  saveValues(context(), {
    period: SAMPLE_PERIOD,
    reason: '更正',
    cells: [{ unitId: unitId('滕州市'), code: 'C06', basis: 'ytd', text }],
  });
}
const layout = {
  ...USUAL,
  title: '一张表',
  description: '',
  columns: { by: 'list' as const, nodes: [indicator('C06', 'current')] },
};

describe('packed for the way', () => {
  test('every layout comes out as it went in, also with groups, signs of +, ledgers and balanced numbers', () => {
    addSampleLedgers(store);
    tasks.save(context(), { id: null, task: monthlyTask(listUnits(store).map((unit) => unit.id)) });
    const ctx = context();
    const signed = layouts.save(ctx, {
      name: null,
      layout: {
        ...layout,
        signs: { ...USUAL.signs, plus: true },
        balancing: 'largest-remainder',
        columns: { by: 'list', nodes: [indicator('C06', 'current', 'difference', 'change', 'share', 'rank')] },
      },
    });
    for (const { name } of list(ctx, {}).tables)
      for (const options of [{}, { figures: ['current', 'last-year', 'difference', 'month-change'] as const }]) {
        const table = buildTable(ctx, name, SAMPLE_PERIOD, {
          ...options,
          figures: options.figures && [...options.figures],
        });
        expect(unpackTable(packTable(table)), name).toEqual(table);
        expect(unpackTable(JSON.parse(JSON.stringify(packTable(table))) as never), name).toEqual(table);
      }
    expect(JSON.stringify(buildTable(ctx, signed.name, SAMPLE_PERIOD, {}))).toContain('"plus":true');
  });

  test('cells that are unlike the others of their row and column keep all that they have', () => {
    const table = fresh('monthly-summary');
    const [row] = table.bodyRows;
    const ref = row!.cells[2]!.ref!;
    const number = {
      text: '+3.0',
      align: 'right',
      kind: 'number',
      rowSpan: 1,
      colSpan: 1,
      number: '3.0',
      decimals: 1,
    } as const;
    row!.cells.push(
      { ...number, plus: true, ref: { ...ref, unitIds: [1, 2] } },
      { ...number, unadjusted: '2.9', ref },
      { ...number, text: '3,000', number: '3000' },
      { ...number, ref: { ...ref, unitId: 5, report: '2022-07' } },
      { ...number, rows: { ledger: 'pledge', period: '2022-07', measured: null, where: [] } },
      { text: '—', align: 'center', kind: 'sign', rowSpan: 2, colSpan: 3, ref: { ...ref, code: 'X 1 right' } },
    );
    expect(unpackTable(packTable(table))).toEqual(table);
  });
});

describe('kept', () => {
  test('is neither built nor sent again while nothing has changed, and each table by itself', () => {
    const [whole, ranking] = [new Page('monthly-summary'), new Page('ranking')];
    const first = whole.ask();
    expect(ranking.ask()).toEqual(fresh('ranking'));
    expect(whole.ask()).toBe(first);
    expect([whole.sent, ranking.sent]).toEqual([1, 1]);
    // Somebody else's page gets what is kept here.
    expect(new Page('monthly-summary').ask()).toEqual(fresh('monthly-summary'));
    const { mark } = show(context(), { name: 'ranking', period: SAMPLE_PERIOD, options: {}, known: null });
    for (const other of [{ name: 'monthly-summary' }, { period: '2021-07' }, { options: { totalFirst: true } }])
      expect(
        show(context(), { name: 'ranking', period: SAMPLE_PERIOD, options: {}, known: mark, ...other }).table,
      ).not.toBeNull();
  });

  const writes: Record<string, () => unknown> = {
    'a typed value': () => typeValue('170'),
    'what undo takes back': () => {
      typeValue('170');
      new Page('monthly-summary').ask();
      undo(context(), { id: dataVersion(store) });
      typeValue('171');
    },
    'how numbers round and what the total is called': () =>
      write(store, { kind: 'settings', label: '设置', operator: '', topics: ['settings'] }, () =>
        saveSettings(store, { totalLabel: '全域', signature: ['制表：'] }),
      ),
    'a renamed unit': () => {
      const { id, ...unit } = listUnits(store)[0]!;
      write(store, { kind: 'units', label: '改名', operator: '', topics: ['units'] }, () =>
        saveUnit(store, id, { ...unit, name: '新滕州市' }),
      );
    },
  };
  test.each(Object.entries(writes))('is not shown after %s', (_what, change) => {
    const pages = [
      new Page('monthly-summary'),
      new Page('ranking'),
      new Page('monthly-summary', { totalFirst: false }),
    ];
    const before = pages.map((page) => page.ask());
    change();
    for (const [index, page] of pages.entries()) {
      expect(page.ask()).toEqual(fresh(page.name, page.options));
      expect(page.ask()).not.toEqual(before[index]);
    }
  });

  test('is not shown after undo and redo', () => {
    const page = new Page('monthly-summary');
    const before = page.ask();
    typeValue('170');
    const typed = page.ask();
    expect(typed).not.toEqual(before);
    undo(context(), { id: dataVersion(store) });
    expect(page.ask()).toEqual(before);
    undo(context(), { id: dataVersion(store) });
    expect(page.ask()).toEqual(typed);
  });

  test('is not shown after its layout has changed or gone', () => {
    const { name } = layouts.save(context(), { name: null, layout });
    const page = new Page(name);
    expect(page.ask().title).toBe('一张表');
    layouts.save(context(), { name, layout: { ...layout, title: '另一张表' } });
    expect(page.ask().title).toBe('另一张表');
    layouts.remove(context(), { name });
    expect(() => page.ask()).toThrow('data.not-found');
  });

  test('is not what a change was that is only tried out', () => {
    const page = new Page('monthly-summary');
    const before = page.ask();
    const inside = rolledBack(store, () => {
      addRevisions(store, dataVersion(store), [
        typedRevision(
          {
            unitId: unitId('滕州市'),
            indicatorId: listIndicators(store).find(({ code }) => code === 'C06')!.id,
            period: SAMPLE_PERIOD,
            basis: 'ytd',
          },
          999,
        ),
      ]);
      return page.ask();
    });
    expect(JSON.stringify(inside)).toContain('"999"');
    expect(page.ask()).toEqual(before);
  });

  test('is built again after a record that is no change set, such as a lock, and not sent where it is the same', () => {
    const page = new Page('monthly-summary');
    page.ask();
    const before = page.mark;
    writeRecord(store, () => store.db.prepare("INSERT INTO activity_log VALUES (NULL, '', '', '', '')").run());
    page.ask();
    expect(page.mark).not.toBe(before);
    expect(page.sent).toBe(1);
  });

  test('is not yesterday’s where the day decides what is overdue', () => {
    tasks.save(context(), { id: null, task: monthlyTask(listUnits(store).map((unit) => unit.id)) });
    let now = store.now();
    store = { ...store, now: () => now };
    const page = new Page('reporting');
    page.ask();
    const before = page.mark;
    now = '2022-09-05T09:00:00.000Z';
    expect(page.ask()).toEqual(fresh('reporting'));
    expect(page.mark).not.toBe(before);
  });
});

test('an import is in the table that was kept before it', async () => {
  const bench = await ImportBench.sample();
  store.db.close();
  ({ store } = bench.ctx);
  addValueList(store, [{ unit: '滕州市', code: 'C06', period: SAMPLE_PERIOD, basis: 'ytd', value: '1' }]);
  const page = new Page('monthly-summary');
  const before = page.ask();
  const [file] = bench.fixtures('districts');
  await bench.importAll([file!]);
  expect(page.ask()).toEqual(fresh('monthly-summary'));
  expect(page.ask()).not.toEqual(before);
});

test('what another program writes, and a data file that takes the place of this one, are seen', async () => {
  const paths = ['a', 'b'].map((name) => join(temporaryFolder(), `${name}.sqlite`));
  const reopen = async (path: string): Promise<void> => {
    store.db.close();
    store = await openTestStore(path);
  };
  for (const path of paths) {
    await reopen(path);
    addSampleUnits(store);
    addSampleMonth(store);
  }
  const page = new Page('monthly-summary');
  const before = page.ask();
  const mine = store;
  store = await openTestStore(paths[1]);
  typeValue('170');
  store.db.close();
  store = mine;
  expect(page.ask()).toEqual(fresh('monthly-summary'));
  expect(page.ask()).not.toEqual(before);
  // The same steps in the other file: as many change sets, as many changed rows.
  await reopen(paths[0]!);
  expect(page.ask()).toEqual(before);
});
