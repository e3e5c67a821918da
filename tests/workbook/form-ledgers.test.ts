// 填报表 with sheets for ledgers: what is sent out comes back without a question, its rows are the unit's own, and an empty sheet is an
// answer too.

import { readFileSync, writeFileSync } from 'node:fs';

import { afterEach, describe, expect, test } from 'vitest';

import { create } from '../../electron/core/forms/create.js';
import type { FormMeta } from '../../electron/core/forms/form-meta.js';
import { findLedger } from '../../electron/core/store/ledger-list.js';
import { rowIds, rowsOf } from '../../electron/core/store/ledger-store.js';
import { listUnits } from '../../electron/core/store/unit-store.js';
import { monthlyTask } from '../../electron/core/tasks/default-task.js';
import * as tasks from '../../electron/core/tasks/handlers.js';
import { columnLetters } from '../../shared/model/cell-address.js';
import * as imports from '../../electron/core/workbook/handlers.js';
import * as returns from '../../electron/core/workbook/return-copy/handlers.js';
import type { BoardLine } from '../../shared/tasks/board.js';
import { FormEditor } from '../helpers/form-editing.js';
import { ImportBench } from '../helpers/importing.js';
import { read } from '../helpers/read-cells.js';
import {
  benches,
  closeBenches,
  filled,
  form,
  GOOD,
  PERIOD,
  send,
  type Made,
  type Returned,
} from '../helpers/returned-forms.js';

afterEach(closeBenches);

const LEDGERS = ['pledge', 'enforcement'];
const PLEDGE = {
  enterprise: '滕州甲机械有限公司',
  amount: 100.5,
  registeredOn: '2022-07-05',
  registrationNo: 'Y2022980000011',
};

/** Entries by field on the nth row of a ledger's sheet, as addresses. */
function at(meta: FormMeta, ledger: string, entries: Readonly<Record<string, string | number>>, row = 0) {
  const { columns } = meta.ledgers.find((one) => one.ledger === ledger)!;
  return Object.fromEntries(
    Object.entries(entries).map(([field, value]) => {
      const c = columns.findIndex((column) => column.field === field);
      if (c < 0) throw new Error(`no column of ${field}`);
      return [`${columnLetters(c)}${row + 3}`, value];
    }),
  );
}
/** The ledgers' sheets stand behind the one of the indicators. */
const part = (source: Made, ledger: string): string =>
  `xl/worksheets/sheet${source.meta.ledgers.findIndex((one) => one.ledger === ledger) + (source.meta.cells.length > 0 ? 2 : 1)}.xml`;
const fill = (
  editor: FormEditor,
  source: Made,
  ledger: string,
  entries: Readonly<Record<string, string | number>>,
  row = 0,
) => editor.type(at(source.meta, ledger, entries, row), part(source, ledger));
const receive = (bench: ImportBench, { file }: Returned): void => {
  const planId = bench.ctx.store.db
    .prepare('SELECT id FROM import_plan ORDER BY created_at DESC, rowid DESC')
    .pluck()
    .get() as string;
  imports.commit(bench.ctx, { planId, files: [{ index: file.index, partial: false }] });
};
const stored = (bench: ImportBench, id: string) => {
  const ledger = findLedger(bench.ctx.store, id)!;
  return rowsOf(bench.ctx.store, ledger, rowIds(bench.ctx.store, ledger));
};
const line = (bench: ImportBench, unit = '滕州市'): BoardLine =>
  tasks.board(bench.ctx, { period: PERIOD }).tasks[0]!.lines.find((one) => one.unit === unit)!;
function addTask(bench: ImportBench, codes: string[]): void {
  const unitIds = listUnits(bench.ctx.store).map((unit) => unit.id);
  tasks.save(bench.ctx, { id: null, task: { ...monthlyTask(unitIds), codes, ledgers: LEDGERS } });
}

describe('the form that is sent out', () => {
  test('has a sheet per ledger with its heads and drop-downs, without the column of the unit', async () => {
    const source = await form({ ledgers: LEDGERS });
    const book = read(source.bytes);
    expect(book.sheets.map(({ name, state }) => [name, state])).toEqual([
      ['填报表', 'visible'],
      ['专利权质押融资', 'visible'],
      ['执法案件', 'visible'],
      ['台账填写说明', 'visible'],
      ['填报说明', 'visible'],
      ['_ipledger', 'veryHidden'],
    ]);
    const texts = book.sheets[1]!.cells.map((cell) => String(cell.v));
    expect(texts[0]).toBe('滕州市2022年1—7月专利权质押融资台账');
    expect(texts).toContain('融资金额（万元）');
    expect(texts).not.toContain('区（市）');
    expect(new FormEditor(source.bytes).text('xl/worksheets/sheet2.xml')).toContain('"直接办理,工作站"');
    const lists = [...new FormEditor(source.bytes).text('xl/worksheets/sheet3.xml').matchAll(/'([^']+)'!\$/g)];
    for (const [, sheet] of lists) expect(sheet).toBe('台账填写说明');
    expect(book.sheets[4]!.cells.map((cell) => String(cell.v)).join()).toContain('视为“本期无”');
  });

  test('is one per unit: one table for all units takes no ledger, nor a form without anything', async () => {
    const bench = await ImportBench.sample();
    benches.push(bench);
    const invalid = { code: 'input.invalid' };
    await expect(create(bench.ctx, { period: PERIOD, perUnit: false, ledgers: LEDGERS })).rejects.toMatchObject(
      invalid,
    );
    await expect(create(bench.ctx, { period: PERIOD, perUnit: true, codes: [] })).rejects.toMatchObject(invalid);
    await expect(create(bench.ctx, { period: PERIOD, perUnit: true, ledgers: ['no-such'] })).rejects.toMatchObject({
      code: 'data.not-found',
    });
  });
});

describe('its return', () => {
  test('brings figures and rows of that unit without a question, and the board has both', async () => {
    const source = await form({ ledgers: LEDGERS });
    const { bench } = source;
    addTask(bench, Object.keys(GOOD));
    const editor = filled(source);
    fill(editor, source, 'pledge', PLEDGE);
    fill(editor, source, 'pledge', { ...PLEDGE, registrationNo: 'Y2022980000012' }, 1);
    const back = await send(bench, editor.bytes(), '随便什么名字.xlsx');
    expect(back.file).toMatchObject({ status: 'planned', questions: [], units: ['滕州市'], periods: [PERIOD] });
    expect(back.file.issues.filter((issue) => issue.severity !== 'hint')).toEqual([]);
    expect(back.rules).toContain('form-ledger-empty');
    receive(bench, back);
    const unit = listUnits(bench.ctx.store).find(({ name }) => name === '滕州市')!.id;
    expect(stored(bench, 'pledge').map((row) => [row['unit'], row['amount']])).toEqual([
      [unit, 100_500_000],
      [unit, 100_500_000],
    ]);
    expect(line(bench)).toMatchObject({
      state: 'received',
      missingCodes: [],
      ledgers: [
        { ledger: 'pledge', toldBy: 'form', rows: 2 },
        { ledger: 'enforcement', toldBy: 'form', rows: 0 },
      ],
    });
  });

  test('of ledgers alone is 本期无 where nothing was filled in; with figures asked for too a blank form is none', async () => {
    const source = await form({ codes: [], ledgers: LEDGERS });
    addTask(source.bench, []);
    const back = await send(source.bench, source.bytes);
    expect(back.file).toMatchObject({ status: 'planned', form: 'ledger', units: ['滕州市'], periods: [PERIOD] });
    receive(source.bench, back);
    expect(line(source.bench)).toMatchObject({
      state: 'received',
      ledgers: [
        { toldBy: 'form', rows: 0 },
        { toldBy: 'form', rows: 0 },
      ],
    });
    const whole = await form({ ledgers: LEDGERS });
    expect((await send(whole.bench, whole.bytes)).file.status).toBe('ignored');
  });

  test('keeps its meaning with sheets renamed and turned round, columns and rows added', async () => {
    const source = await form({ ledgers: LEDGERS });
    const editor = filled(source).renameSheet('7月数据').reverseSheets();
    fill(editor, source, 'pledge', PLEDGE, 3);
    editor.edit('xl/workbook.xml', (xml) => xml.replace('name="专利权质押融资"', 'name="质押"'));
    const back = await send(source.bench, editor.bytes());
    expect(back.file).toMatchObject({ status: 'planned', questions: [] });
    expect(back.file.ledgers!.map(({ ledger, rows, submission }) => [ledger, rows.new, submission?.toldBy])).toEqual(
      expect.arrayContaining([
        ['pledge', 1, 'form'],
        ['enforcement', 0, 'form'],
      ]),
    );
  });

  test('without one of its sheets or its heads says so, and that ledger has not come in', async () => {
    const source = await form({ ledgers: LEDGERS });
    addTask(source.bench, Object.keys(GOOD));
    const editor = filled(source);
    editor.edit('xl/workbook.xml', (xml) => xml.replace(/<sheet [^>]*name="执法案件"[^>]*\/>/, ''));
    editor.edit(part(source, 'pledge'), (xml) => xml.replace(/<row r="2".*?<\/row>/s, ''));
    const back = await send(source.bench, editor.bytes());
    expect(back.rules).toEqual(expect.arrayContaining(['form-ledger-missing', 'form-ledger-heads']));
    receive(source.bench, back);
    expect(line(source.bench)).toMatchObject({
      state: 'problem',
      ledgers: [{ isReceived: false }, { isReceived: false }],
    });
  });

  test('with another unit or period in the title of a ledger is refused at the cell', async () => {
    const source = await form({ ledgers: LEDGERS });
    const editor = filled(source);
    editor.type({ A1: '山亭区2022年1—6月专利权质押融资台账' }, part(source, 'pledge'));
    const { file } = await send(source.bench, editor.bytes());
    const blocks = file.issues.filter((issue) => issue.severity === 'block');
    expect(blocks.map(({ rule, sheet, cell }) => [rule, sheet, cell])).toEqual(
      expect.arrayContaining([
        ['form-period-differs', '专利权质押融资', 'A1'],
        ['form-unit-differs', '专利权质押融资', 'A1'],
      ]),
    );
  });

  test('with a column of units that names another one is refused at those rows', async () => {
    const source = await form({ codes: [], ledgers: ['pledge'] });
    const { columns } = source.meta.ledgers[0]!;
    const letter = columnLetters(columns.findIndex(({ field }) => field === 'bank'));
    const editor = new FormEditor(source.bytes).type(
      { [`${letter}2`]: '区（市）', [`${letter}3`]: '山亭区' },
      part(source, 'pledge'),
    );
    fill(editor, source, 'pledge', PLEDGE);
    const { file } = await send(source.bench, editor.bytes());
    expect(file.issues.find(({ rule }) => rule === 'form-unit-differs')).toMatchObject({
      severity: 'block',
      cell: `${letter}3`,
    });
  });

  test('that has a wrong cell goes back in the unit’s own file, and comes in again corrected', async () => {
    const source = await form({ ledgers: ['pledge'] });
    const { bench } = source;
    const editor = filled(source);
    fill(editor, source, 'pledge', { ...PLEDGE, registeredOn: '七月初' });
    const path = `${bench.folder}/坏的.xlsx`;
    writeFileSync(path, editor.bytes());
    const plan = await bench.plan([bench.file(path, '滕州市.xlsx')]);
    expect(plan.files[0]!.status).toBe('asks');
    const copy = await returns.create(bench.ctx, { planId: plan.planId, index: 0, deadline: '2022-08-09', note: '' });
    expect(copy).toMatchObject({ kind: 'annotated', marks: 1 });
    const marked = readFileSync(bench.ctx.files.path(copy.file.id));
    const again = new FormEditor(marked);
    fill(again, source, 'pledge', { registeredOn: '2022-07-05' });
    const back = await send(bench, again.bytes());
    expect(back.file).toMatchObject({ status: 'planned', questions: [] });
    expect(back.file.ledgers![0]).toMatchObject({ rows: { new: 1 }, submission: { toldBy: 'form', unit: '滕州市' } });
  });
});

test('a form without ledgers is one that older programs read', async () => {
  const plain = await form();
  const withLedgers = await form({ ledgers: LEDGERS });
  const version = (source: Made): unknown =>
    read(source.bytes).ownMetadata!.rows.find(([key]) => key === 'version')![1];
  expect([version(plain), version(withLedgers)]).toEqual(['1', '2']);
});
