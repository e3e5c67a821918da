// The sample month through all stages: every value, its cell, last year, totals; the faulty files; ledgers; undo.

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { listValues, listBenchmarks } from '../../electron/core/statistics/handlers.js';
import * as history from '../../electron/core/history/handlers.js';
import * as imports from '../../electron/core/workbook/handlers.js';
import { targetsOfYear } from '../../electron/core/store/target-store.js';
import { listIndicators } from '../../electron/core/store/indicator-store.js';
import { listUnits } from '../../electron/core/store/unit-store.js';
import type { ListedValue } from '../../shared/contract/calls/values.js';
import { scaleOf } from '../../shared/indicators/measures.js';
import { ledgerCounts, NO_CELLS } from '../../shared/import/plan.js';
import { shortestDecimal } from '../../shared/model/scaled-number.js';
import { dump } from '../helpers/dump.js';
import { ImportBench } from '../helpers/importing.js';
import { readExpected, type Expected } from '../helpers/memory-store.js';

let bench: ImportBench;
let expected: Expected & { cells: Record<string, Record<string, [string | null, string]>> };
beforeEach(async () => {
  bench = await ImportBench.sample();
  expected = readExpected() as typeof expected;
});
afterEach(() => bench.close());

function valuesOf(period: string): Map<string, ListedValue> {
  const { values } = listValues(bench.ctx, { period });
  return new Map(values.map((value) => [`${value.unit}|${value.code}`, value]));
}

function expectSample(): void {
  const current = valuesOf('2022-07');
  const last = valuesOf('2021-07');
  let checked = 0;
  for (const [name, item] of Object.entries(expected.indicators)) {
    for (const [unit, value] of Object.entries(item.by_unit)) {
      const found = current.get(`${unit}|${item.code}`);
      expect(found?.value, `${name} ${unit}`).toBe(String(value));
      const [sheet, cell] = expected.cells[name]![unit]!;
      expect(found?.source, `${name} ${unit}`).toMatchObject({ sheet, cell });
      checked += 1;
    }
    for (const [unit, value] of Object.entries(item.last_year_by_unit ?? {}))
      expect(last.get(`${unit}|${item.code}`)?.value ?? null, `上年 ${name} ${unit}`).toBe(
        value === null ? null : String(value),
      );
    expect(current.get(`合计|${item.code}`)?.value, `合计 ${name}`).toBe(String(item.total));
    if (item.last_year_total !== null)
      expect(last.get(`合计|${item.code}`)?.value, `上年合计 ${name}`).toBe(String(item.last_year_total));
  }
  for (const [name, item] of Object.entries(expected.ratios)) {
    for (const [unit, value] of Object.entries(item.by_unit))
      expect(current.get(`${unit}|${item.code}`)?.value, `${name} ${unit}`).toBe(String(value));
    expect(current.get(`合计|${item.code}`)?.value, name).toBe(String(item.total));
  }
  expect(checked).toBe(34 * 7);
}

describe('the sample month', () => {
  test('gives every value, source cell, last year, total and ratio of expected.json without a question', async () => {
    const plan = await bench.plan([...bench.fixtures('districts'), ...bench.fixtures('city')]);
    expect(plan.files.map((file) => [file.file, file.status, file.questions.length])).toEqual(
      plan.files.map((file) => [file.file, 'planned', 0]),
    );
    bench.accept(plan);
    expectSample();
  });

  test('gives the same result whatever the order of the files', async () => {
    await bench.importAll([...bench.fixtures('city'), ...bench.fixtures('districts').toReversed()]);
    expectSample();
  });

  test('gives the same result file by file', async () => {
    for (const file of [...bench.fixtures('districts'), ...bench.fixtures('city')]) await bench.importAll([file]);
    expectSample();
  });

  test('stores the targets of 2022 and the province table with our own city in place ten', async () => {
    await bench.importAll([...bench.fixtures('city')]);
    const units = new Map(listUnits(bench.ctx.store).map((unit) => [unit.id, unit.name]));
    const byId = new Map(listIndicators(bench.ctx.store).map((indicator) => [indicator.id, indicator]));
    const stored = new Map(
      targetsOfYear(bench.ctx.store, 2022).map((target) => {
        const indicator = byId.get(target.indicatorId)!;
        return [
          `${units.get(target.unitId)}|${indicator.code}`,
          shortestDecimal(target.value!, scaleOf(indicator.measure)),
        ];
      }),
    );
    expect(stored.size).toBe(35);
    for (const item of Object.values(expected.indicators))
      for (const [unit, value] of Object.entries(item.target_by_unit ?? {}))
        expect(stored.get(`${unit}|${item.code}`)).toBe(String(value));
    const table = listBenchmarks(bench.ctx, { period: '2022-07' }).tables[0]!;
    expect(table.places).toHaveLength(16);
    expect(table.places.find((place) => place.own)).toMatchObject({ place: '枣庄市', text: '7.96', rank: 10 });
  });

  test('imported twice changes nothing and says so', async () => {
    const files = [...bench.fixtures('districts'), ...bench.fixtures('city')];
    await bench.importAll(files);
    const before = dump(bench.ctx.store.db);
    const again = await bench.plan(files);
    for (const file of again.files) {
      expect(file.cells, file.file).toMatchObject({ new: 0, changed: 0, conflict: 0, rejected: 0 });
      expect(
        file.issues.map((issue) => issue.rule),
        file.file,
      ).toContain('file-received-before');
    }
    bench.accept(again);
    expect(dump(bench.ctx.store.db)['observation_revision']).toEqual(before['observation_revision']);
    expectSample();
  });

  test('undone leaves every data table exactly as before, and can be done again', async () => {
    const before = dump(bench.ctx.store.db);
    const { batchId } = await bench.importAll([...bench.fixtures('districts'), ...bench.fixtures('city')]);
    const after = dump(bench.ctx.store.db);
    const undone = imports.undo(bench.ctx, { batchId: batchId! });
    expect(undone.files).toBe(11);
    expect(dump(bench.ctx.store.db)).toEqual(before);
    expect(after).not.toEqual(before);
    await bench.importAll([...bench.fixtures('districts'), ...bench.fixtures('city')]);
    expectSample();
  });

  test('keeps the originals byte for byte', async () => {
    const [first] = bench.fixtures('districts');
    const { batchId } = await bench.importAll([first!]);
    const file = imports.batches(bench.ctx, { limit: 1 }).batches.find((batch) => batch.id === batchId)!.files[0]!;
    const copy = imports.original(bench.ctx, { importFileId: file.id });
    expect(copy.size).toBe(first!.size);
    // And it can be looked at again at the cell that a number came from.
    const sheet = await imports.originalSheet(bench.ctx, { importFileId: file.id, sheet: null });
    expect(sheet.cells.find((cell) => cell.r === 2 && cell.c === 3)?.text).toBe('186');
    await expect(imports.originalSheet(bench.ctx, { importFileId: file.id, sheet: '没有' })).rejects.toThrow(
      /data\.not-found/,
    );
  });

  test('takes last year from the districts only while no table of last year is stored, and says so', async () => {
    await bench.importAll(bench.fixtures('districts'));
    const claimed = valuesOf('2021-07').get('滕州市|C05')!;
    expect(claimed.value).toBe('1863');
    expect(claimed.source).toMatchObject({ cell: 'F5', note: '来源：本年报表同期栏' });
    await bench.importAll(bench.fixtures('city'));
    expect(valuesOf('2021-07').get('滕州市|C05')!.source).toMatchObject({
      file: 'city/2021年1-7月各区市知识产权工作情况.xlsx',
      cell: 'C5',
    });
  });
});

describe('the faulty files', () => {
  test('the correction of 薛城区 is not stored and names each faulty cell', async () => {
    await bench.importAll([...bench.fixtures('districts'), ...bench.fixtures('city')]);
    const before = dump(bench.ctx.store.db);
    const [file] = bench.fixtures('faulty').filter((ref) => ref.name.includes('薛城区'));
    const plan = await bench.plan([file!]);
    const planned = plan.files[0]!;
    const blocked = planned.issues
      .filter((issue) => issue.severity === 'block')
      .map((issue) => [issue.rule, issue.cell]);
    expect(blocked).toEqual(
      expect.arrayContaining([
        ['sum-of-parts', 'E5'],
        ['part-exceeds-whole', 'E6'],
        ['part-exceeds-whole', 'E11'],
        ['error-cell', 'E20'],
        ['text-in-number', 'E21'],
        ['part-exceeds-whole', 'E37'],
        ['ratio-over-100', 'E38'],
      ]),
    );
    expect(planned.issues.find((issue) => issue.cell === 'D20')).toMatchObject({ severity: 'warn', rule: 'negative' });
    expect(planned.status).toBe('asks');
    expect(() => imports.commit(bench.ctx, { planId: plan.planId, files: [{ index: 0, partial: false }] })).toThrow(
      /data\.blocked/,
    );
    expect(dump(bench.ctx.store.db)).toEqual(before);
  });

  test('the other cells can be received after an explicit choice; rejected ones stay as they were', async () => {
    await bench.importAll(bench.fixtures('districts'));
    const [file] = bench.fixtures('faulty').filter((ref) => ref.name.includes('薛城区'));
    const plan = await bench.plan([file!]);
    imports.commit(bench.ctx, { planId: plan.planId, files: [{ index: 0, partial: true }] });
    const values = valuesOf('2022-07');
    expect(values.get('薛城区|C06')?.value).toBe('46');
    expect(values.get('薛城区|Y03')?.value).toBe('42');
    expect(values.get('薛城区|C14')?.value).toBe('330');
    expect(values.get('薛城区|C23')?.value).toBe('1022');
  });

  test('the city table with a wrong 合计 shows both figures, stores nothing over the units, and names the cell', async () => {
    await bench.importAll([...bench.fixtures('districts'), ...bench.fixtures('city')]);
    const [file] = bench.fixtures('faulty').filter((ref) => ref.name.includes('合计不符'));
    const planned = await bench.one(file!);
    const total = planned.issues.filter((issue) => issue.rule === 'total-differs');
    expect(total).toHaveLength(1);
    expect(total[0]).toMatchObject({ cell: 'D12', severity: 'warn' });
    expect(total[0]!.message).toContain('406');
    expect(total[0]!.message).toContain('405');
    expect(planned.cells).toMatchObject({ new: 0, changed: 0, same: 238 });
  });
});

test('ledger files beside the statistics are received as ledgers and leave its values alone', async () => {
  const plan = await bench.plan([...bench.fixtures('districts'), ...bench.fixtures('ledgers')]);
  const ledgers = plan.files.filter((file) => file.form === 'ledger');
  expect(ledgers.map((file) => [file.status, file.cells, ledgerCounts(file)!.new > 0])).toEqual(
    Array.from({ length: 8 }, () => ['planned', NO_CELLS, true]),
  );
  await bench.importAll(bench.fixtures('districts'));
  const before = valuesOf('2022-07');
  await bench.importAll(bench.fixtures('ledgers'));
  expect(valuesOf('2022-07')).toEqual(before);
});

test('an import of many files is one step in the history: one undo, one redo', async () => {
  const { batchId } = await bench.importAll(bench.fixtures('districts'));
  const [step] = history.list(bench.ctx, { limit: 1 }).changes;
  expect(step).toMatchObject({ label: '导入7个文件', kind: 'import', canUndo: true });
  const after = dump(bench.ctx.store.db);
  history.undo(bench.ctx, { id: step!.id });
  expect(valuesOf('2022-07').size).toBe(0);
  expect(imports.batches(bench.ctx, { limit: 1 }).batches[0]).toMatchObject({ id: batchId, undone: true });
  const redo = history.list(bench.ctx, { limit: 1 }).changes[0]!;
  expect(redo.label).toBe('撤销：导入7个文件');
  history.undo(bench.ctx, { id: redo.id });
  expect(dump(bench.ctx.store.db)).toEqual(after);
});
