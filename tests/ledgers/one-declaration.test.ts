// Adding a ledger needs one declaration and one migration, nothing else: list, form, grid, template, import, export, print, roll-up,
// comparison, history and undo know it then. The registry and the list of migrations are what a developer would have added a line to.

import { readFileSync } from 'node:fs';

import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import * as history from '../../electron/core/history/handlers.js';
import * as definitions from '../../electron/core/ledgers/definitions.js';
import * as grid from '../../electron/core/ledgers/grid.js';
import * as ledgers from '../../electron/core/ledgers/handlers.js';
import { readInProcess } from '../helpers/read-in-process.js';
import { columnsOf, usualLayout } from '../../renderer/features/ledgers/columns.js';
import { CALLS, type CallName, type Params, type ParsedParams } from '../../shared/contract/index.js';
import type { Ledger } from '../../shared/ledgers/define.js';
import { dump } from '../helpers/dump.js';
import { ImportBench } from '../helpers/importing.js';

vi.mock('../../shared/ledgers/registry.js', async (original) => {
  const real: { LEDGERS: readonly Ledger[] } = await original();
  const { added } = await import('../helpers/added-ledger.js');
  const LEDGERS = [...real.LEDGERS, added];
  return { LEDGERS, ledgerOf: (id: string) => LEDGERS.find((ledger) => ledger.id === id) ?? null };
});
vi.mock('../../electron/core/store/migrations/index.js', async (original) => {
  const { MIGRATIONS }: { MIGRATIONS: readonly { version: number }[] } = await original();
  const { addedMigration } = await import('../helpers/added-ledger.js');
  return { MIGRATIONS: [...MIGRATIONS, addedMigration(MIGRATIONS.length + 1)] };
});

let bench: ImportBench;
beforeEach(async () => {
  bench = await ImportBench.sample();
});
afterEach(() => bench.close());

const ask = <K extends CallName>(name: K, params: Params<K>): ParsedParams<K> =>
  CALLS[name].params.parse(params) as ParsedParams<K>;

const ROW = {
  number: 'JY-2022-001',
  unit: '滕州市',
  lender: '枣庄甲有限公司',
  from: '2022-07-01',
  days: '5',
  kind: '记录仪',
  topics: '检查、培训',
  patents: '202210123401.0；202210123403.X',
  month: '2022.7',
  persons: '12',
  isBroken: '否',
  deposits: '2022-07-01｜0.1；2022-07-08｜0.2',
  note: '第一行\n第二行',
};
const STORED = {
  number: 'JY-2022-001',
  to: '2022-07-08',
  kind: '执法记录仪',
  topics: ['检查', '培训'],
  patents: ['202210123401.0', '202210123403.X'],
  month: '2022-07',
  isBroken: false,
  deposits: [
    { paidOn: '2022-07-01', amount: 100_000 },
    { paidOn: '2022-07-08', amount: 200_000 },
  ],
  deposit: 300_000,
  status: '借出',
};

function put(): void {
  const { ctx } = bench;
  const answer = ledgers.save(
    ctx,
    ask('ledgers.save', { ledger: 'loan', rows: [{ id: null, values: ROW }], period: '2022-07' }),
  );
  expect([answer.saved, answer.rows[0]!.findings]).toEqual([true, []]);
}
const rows = () => ledgers.rows(bench.ctx, ask('ledgers.rows', { ledger: 'loan' })).rows;

test('it stands in the list, with what form and grid are made of', () => {
  const listed = ledgers.list(bench.ctx).ledgers.find((one) => one.id === 'loan')!;
  expect(listed).toMatchObject({ title: '设备借用', rows: 0, isOwn: false });
  expect(JSON.parse(JSON.stringify(listed.declaration))).toEqual(listed.declaration);
  const columns = columnsOf(listed.declaration, usualLayout(listed.declaration));
  expect(columns.map((column) => column.head)).toContain('押金（万元）');
  expect(new Set(columns.map((column) => column.name))).toEqual(new Set(Object.keys(listed.declaration.fields)));
});

test('rows are entered, filled in, found, moved on, remembered and undone', () => {
  const { ctx } = bench;
  const before = dump(ctx.store.db);
  put();
  expect(rows()[0]!.values).toMatchObject(STORED);
  const order = grid.order(ctx, ask('ledgers.order', { ledger: 'loan', filter: { text: 'JY 第二行' } }));
  expect(order.ids).toEqual([1]);
  expect(
    ledgers.moveStage(ctx, ask('ledgers.move-stage', { ledger: 'loan', ids: [1], to: '已归还', on: '2022-07-07' }))
      .moved,
  ).toBe(1);
  const past = ledgers.history(ctx, ask('ledgers.history', { ledger: 'loan', id: 1 }));
  expect(past.changes.map((one) => one.kind)).toEqual(['changed', 'added']);
  expect(past.stages.map((one) => one.to)).toEqual(['借出', '归还']);
  for (const { id } of history.list(ctx, { limit: 2 }).changes) history.undo(ctx, { id });
  expect(dump(ctx.store.db)).toEqual(before);
});

test('a field of the office is one of its fields', () => {
  definitions.extend(bench.ctx, {
    ledger: 'loan',
    fields: [
      {
        name: 'x1',
        label: '存放地点',
        kind: 'text',
        required: false,
        options: [],
        isOpen: false,
        check: 'certificate',
        many: false,
        aliases: [],
        help: '',
        isPersonal: false,
        remindAhead: null,
        isHidden: false,
      },
    ],
  });
  put();
  ledgers.save(bench.ctx, ask('ledgers.save', { ledger: 'loan', rows: [{ id: 1, values: { x1: '库房' } }] }));
  expect(rows()[0]!.values['x1']).toBe('库房');
});

test('its export is recognised and comes back to the same row; its template has its heads', async () => {
  const { ctx } = bench;
  put();
  const before = rows()[0]!.values;
  const { file } = await ledgers.exportRows(ctx, ask('ledgers.export', { ledger: 'loan', withPersonal: true }));
  ledgers.remove(ctx, ask('ledgers.remove', { ledger: 'loan', ids: [1] }));
  const plan = await bench.plan([file]);
  expect(plan.files[0]).toMatchObject({ form: 'ledger', status: 'planned', questions: [] });
  expect(plan.files[0]!.ledgers).toMatchObject([{ ledger: 'loan', rows: { new: 1, rejected: 0 } }]);
  bench.accept(plan);
  expect(rows().map((row) => row.values)).toEqual([before]);
  const again = await bench.plan([bench.file(ctx.files.path(file.id), '再来一次.xlsx')]);
  expect(again.files[0]!.ledgers).toMatchObject([{ rows: { new: 0, same: 1 } }]);

  const template = await ledgers.template(ctx, { ledger: 'loan' });
  const book = readInProcess(readFileSync(ctx.files.path(template.file.id)), template.file.name);
  const heads = book.sheets[0]!.cells.filter((cell) => cell.r === 1).map((cell) => cell.v);
  expect(heads).toEqual(expect.arrayContaining(['借用单号', '借用单位', '押金记录', '押金（万元）']));
});

test('it gives its figures, beside those of the units', () => {
  put();
  const { rollups } = ledgers.rollup(bench.ctx, { period: '2022-07' });
  expect(rollups.map((one) => [one.ledger, one.code, one.total])).toEqual([
    ['loan', 'G01b', '0.3'],
    ['loan', 'F03', '1'],
  ]);
  const { lines } = ledgers.reconcile(bench.ctx, { period: '2022-07' });
  expect(lines.map((line) => [line.code, line.countedTotal])).toEqual([
    ['G01b', '0.3'],
    ['F03', '1'],
  ]);
});

test('it prints as it is seen', async () => {
  put();
  const { table } = await grid.print(
    bench.ctx,
    ask('ledgers.print', { ledger: 'loan', columns: ['number', 'unit', 'deposit'], format: 'none' } as never),
  );
  expect(table.bodyRows[0]!.cells.map((cell) => cell.text)).toEqual(['1', 'JY-2022-001', '滕州市', '0.30']);
});
