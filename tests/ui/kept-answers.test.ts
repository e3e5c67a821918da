// What the page keeps of answers is used only while it holds: a table for as long as the core says so, an order of rows that was
// asked for early only where nothing has changed since.

import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import type { HostEvent } from '../../shared/contract/envelope.js';
import { packTable } from '../../shared/reports/packed-table.js';
import type { PrintTable } from '../../shared/reports/print-table.js';
import { stubHost } from '../helpers/stub-host.js';

/** The core as the page sees it: a table of one number and one order of rows, each asked for by call. */
const core = {
  mark: 'a',
  number: '1',
  ids: [1, 2],
  asked: [] as [string, Record<string, unknown>][],
  listeners: new Set<(event: HostEvent) => void>(),
  tell(event: HostEvent): void {
    for (const listener of this.listeners) listener(event);
  },
};

function table(text: string): PrintTable {
  const cell = { text, number: text, decimals: 0, align: 'right', kind: 'number', rowSpan: 1, colSpan: 1 } as const;
  return {
    layout: 'x',
    enclosure: '',
    title: '',
    lineLeft: '',
    lineMiddle: '',
    lineRight: '',
    internalMark: '',
    columnWidths: [6],
    frozenColumns: 0,
    headRows: [],
    bodyRows: [{ kind: 'unit', cells: [cell] }],
    legend: '',
    notes: [],
    signature: [],
    paper: 'A4',
    orientation: 'portrait',
    warnings: [],
  };
}

beforeEach(() => {
  vi.resetModules();
  Object.assign(core, { mark: 'a', number: '1', ids: [1, 2], asked: [], listeners: new Set() });
  stubHost(core.listeners, (name, params) => {
    core.asked.push([name, params]);
    const value =
      name === 'tables.show'
        ? { mark: core.mark, table: params['known'] === core.mark ? null : packTable(table(core.number)) }
        : { ids: core.ids, rows: [], sums: {}, groups: [] };
    return Promise.resolve({ ok: true, value });
  });
});
afterEach(() => vi.unstubAllGlobals());

const changed: HostEvent = { type: 'data-changed', topics: ['ledgers'], version: 2 };

test('a table that the core says still holds is the same one, and one that does not is another', async () => {
  const { askTable } = await import('../../renderer/features/tables/use-shown-table.js');
  const request = { name: 'x', period: '2022-07', options: {} };
  const first = await askTable(request);
  expect(first.table).toEqual(table('1'));
  expect((await askTable(request)).table).toBe(first.table);
  Object.assign(core, { mark: 'b', number: '2' });
  expect((await askTable(request)).table).toEqual(table('2'));
  expect(core.asked.map(([, { known }]) => known)).toEqual([null, 'a', 'a']);
  // Of another table nothing is known, although it may have the same mark.
  expect((await askTable({ ...request, period: '2022-06' })).table).toEqual(table('2'));
  expect(core.asked.at(-1)![1]).toMatchObject({ period: '2022-06', known: null });
});

test('no more than a few tables are kept, and one that was let go is sent again', async () => {
  const { askTable } = await import('../../renderer/features/tables/use-shown-table.js');
  for (let month = 1; month <= 9; month += 1) await askTable({ name: 'x', period: `2022-0${month}`, options: {} });
  await askTable({ name: 'x', period: '2022-09', options: {} });
  await askTable({ name: 'x', period: '2022-01', options: {} });
  expect(core.asked.slice(-2).map(([, { known }]) => known)).toEqual(['a', null]);
});

test('an order that was asked for early serves the same question once', async () => {
  const { askEarly, orderKey, orderOf } = await import('../../renderer/features/ledgers/asked-order.js');
  const key = orderKey('subsidy', { filter: { text: '', conditions: [] }, sort: [], groupBy: [] });
  askEarly(key);
  core.ids = [3];
  expect((await orderOf(key, [])).ids).toEqual([1, 2]);
  expect((await orderOf(key, [])).ids).toEqual([3]);
  expect(core.asked).toHaveLength(2);
});

test('it does not where anything changed meanwhile, for another question, or where rows must stay in sight', async () => {
  const { askEarly, orderKey, orderOf } = await import('../../renderer/features/ledgers/asked-order.js');
  const query = { filter: { text: '', conditions: [] }, sort: [], groupBy: [] };
  const key = orderKey('subsidy', query);
  for (const ask of [
    () => {
      core.tell(changed);
      return orderOf(key, []);
    },
    () => {
      core.tell({ type: 'startup', startup: { state: 'ready', error: null } });
      return orderOf(key, []);
    },
    () => orderOf(orderKey('subsidy', { ...query, sort: [{ field: 'year', isDescending: true }] }), []),
    () => orderOf(key, [7]),
  ]) {
    core.ids = [1, 2];
    askEarly(key);
    core.ids = [3];
    expect((await ask()).ids).toEqual([3]);
  }
});
