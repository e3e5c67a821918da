// 数据核对单: what a unit is asked to confirm is what will be printed, one page or sheet per unit.

import { copyFileSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

import { beforeAll, describe, expect, test } from 'vitest';

import type { Ctx } from '../../electron/core/context.js';
import { undoChangeSets } from '../../electron/core/history/undo.js';
import { factText, type FactFigure } from '../../electron/core/statistics/fact-text.js';
import { factsOf } from '../../electron/core/statistics/service.js';
import { dataVersion } from '../../electron/core/store/store.js';
import { listUnits } from '../../electron/core/store/unit-store.js';
import { checkSheets, exportCheckSheets } from '../../electron/core/tasks/check-sheets.js';
import { MONTHLY_CODES, monthlyTask } from '../../electron/core/tasks/default-task.js';
import * as tasks from '../../electron/core/tasks/handlers.js';
import { sheetOf } from '../../electron/core/tables/to-xlsx.js';
import { printTableSchema } from '../../shared/reports/print-table.js';
import { saveUnit } from '../../electron/core/store/unit-edit-store.js';
import { write } from '../../electron/core/store/write.js';
import { addSampleUnits, addValueList, contextOf, openSampleStore, openTestStore } from '../helpers/memory-store.js';
import { read, valuesOf } from '../helpers/read-cells.js';
import { partsOf } from '../helpers/return-copies.js';

const PERIOD = '2022-07';
/** To look at: CHECK_SHEET_OUT=folder keeps what the tests print. */
const keep = (path: string): void => {
  const folder = process.env['CHECK_SHEET_OUT'];
  if (folder) copyFileSync(path, join(folder, basename(path)));
};
let ctx: Ctx;
beforeAll(async () => {
  ctx = contextOf(await openSampleStore());
  tasks.save(ctx, { id: null, task: monthlyTask(listUnits(ctx.store).map((unit) => unit.id)) });
});

describe('the check sheets of the sample month', () => {
  test('show each unit every figure as the summary prints it, with room for an opinion and a signature', () => {
    const facts = factsOf(ctx, PERIOD);
    const sheets = checkSheets(ctx, PERIOD);
    expect(sheets.map(({ unit }) => unit.name)).toEqual(listUnits(ctx.store).map((unit) => unit.name));
    for (const { unit, table } of sheets) {
      expect(printTableSchema.parse(table)).toEqual(table);
      expect(table).toMatchObject({ paper: 'A4', orientation: 'portrait', lineLeft: `填报单位：${unit.name}` });
      expect(table.signature.join()).toContain('负责人（盖章）');
      const rows = table.bodyRows.filter((row) => row.kind === 'unit');
      const codes = rows.map((row) => row.cells[3]!.ref!.code);
      expect(codes).toEqual(expect.arrayContaining([...MONTHLY_CODES, 'C15', 'C39']));
      for (const row of rows)
        for (const cell of row.cells) {
          if (!cell.ref) continue;
          const fact = facts.byCode.get(cell.ref.code)!.units.get(unit.id)!;
          expect(cell.text).toBe(factText(fact, cell.ref.figure as FactFigure, 'half-up').text);
        }
    }
  });

  test('stand on one page of Excel, too: all rows together are no higher than the paper between its margins', () => {
    for (const { unit, table } of checkSheets(ctx, PERIOD)) {
      const { rowHeights, page } = sheetOf(table);
      const points = ((297 - page.marginsMm.top - page.marginsMm.bottom) / 25.4) * 72;
      expect(
        [...rowHeights.values()].reduce((sum, height) => sum + height, 0),
        unit.name,
      ).toBeLessThanOrEqual(points);
    }
  });

  test('are one file: a sheet per unit with its numbers, or one unit alone', async () => {
    const all = await exportCheckSheets(ctx, { period: PERIOD, format: 'xlsx' });
    expect(all.name).toBe('2022年1—7月数据核对单.xlsx');
    const names = listUnits(ctx.store).map((unit) => unit.name);
    const book = read(readFileSync(ctx.files.path(all.id)));
    expect(book.sheets.map((sheet) => sheet.name)).toEqual(names);
    expect(book.sheets.map((_, index) => Object.values(valuesOf(book, index)).join())).toEqual(
      names.map((name) => expect.stringContaining(name)),
    );
    keep(ctx.files.path(all.id));
    // A name that wraps makes its row twice as high as those of the other indicators.
    const sheets = Object.entries(partsOf(readFileSync(ctx.files.path(all.id)))).filter(([name]) =>
      /worksheets\/sheet\d+\.xml$/.test(name),
    );
    for (const [name, xml] of sheets) {
      const heights = [...xml.matchAll(/<row r="(\d+)"[^>]*?\bht="([\d.]+)"/g)];
      const body = heights.filter(([, row]) => Number(row) > 4 && Number(row) < 40).map(([, , height]) => height);
      expect(body.length, name).toBeGreaterThan(30);
      expect([...new Set(body)], name).toHaveLength(1);
    }
    const html = await exportCheckSheets(ctx, { period: PERIOD, format: 'html' });
    const text = readFileSync(ctx.files.path(html.id), 'utf8');
    keep(ctx.files.path(html.id));
    for (const name of names) expect(text).toContain(`填报单位：${name}`);
    expect(text.match(/<article/g)).toHaveLength(7);
    const unitIds = [listUnits(ctx.store)[0]!.id];
    const one = await exportCheckSheets(ctx, { period: PERIOD, unitIds, format: 'html' });
    expect(one.name).toBe(`2022年1—7月数据核对单（${names[0]}）.html`);
    expect(readFileSync(ctx.files.path(one.id), 'utf8')).not.toContain('<article');
  });

  test('list what is owed and was not given as 未报', () => {
    const unit = listUnits(ctx.store)[0]!;
    const { id } = tasks.save(ctx, {
      id: null,
      task: { ...monthlyTask([unit.id]), name: '另报', codes: ['C01'] },
    });
    const row = checkSheets(ctx, PERIOD, [unit.id])[0]!.table.bodyRows.find((one) =>
      one.cells.some((cell) => cell.ref?.code === 'C01'),
    )!;
    expect(row.cells[3]!.text).toBe('未报');
    tasks.remove(ctx, { id });
    expect(() => undoChangeSets(ctx.store, [dataVersion(ctx.store)], { label: '', operator: '' })).not.toThrow();
  });
});

test('without a figure there is nothing to confirm', async () => {
  const store = await openTestStore();
  addSampleUnits(store);
  expect(() => checkSheets(contextOf(store), PERIOD)).toThrow(expect.objectContaining({ code: 'data.no-values' }));
});

test('members and enterprises have a sheet where they are named, one named twice has one', async () => {
  const here = contextOf(await openSampleStore());
  const { id, ...unit } = listUnits(here.store).find(({ name }) => name === '枣庄高新区')!;
  write(here.store, { kind: 'units', label: '', operator: '', topics: ['units'] }, () =>
    saveUnit(here.store, id, { ...unit, kind: 'enterprise' }),
  );
  const names = (ids?: number[]) => checkSheets(here, PERIOD, ids).map((sheet) => sheet.unit.name);
  expect(names()).toHaveLength(6);
  expect(names([id, id])).toEqual(['枣庄高新区']);
  expect(() => names([id, 999])).toThrow(expect.objectContaining({ code: 'data.not-found' }));
});

test('不适用 is a figure to confirm; nothing is owed, or handed in, by whom no task asks or who is exempt', async () => {
  const store = await openTestStore();
  addSampleUnits(store);
  const here = contextOf(store);
  const [first, second] = listUnits(store);
  const cell = { code: 'C06', period: PERIOD, basis: 'ytd' as const, value: null };
  addValueList(store, [{ ...cell, unit: first!.name, state: 'not_applicable' }]);
  const of = (id: number) => checkSheets(here, PERIOD, [id])[0]!.table;
  expect(of(first!.id).bodyRows.at(-1)!.cells[3]!.text).toBe('—');
  const task = { ...monthlyTask([first!.id, second!.id]), codes: ['C05'], ledgers: ['pledge'] };
  const { id } = tasks.save(here, { id: null, task });
  expect(of(first!.id).notes.join()).toContain('随报的台账');
  const line = { taskId: id, unitId: first!.id, period: PERIOD, round: 0 };
  tasks.exempt(here, { lines: [line], reason: '机构调整' });
  expect(of(first!.id).notes.join()).not.toContain('随报的台账');
});
