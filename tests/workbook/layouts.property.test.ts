// Whatever layout a table is written in, the import gives back exactly its values or asks; it never gives anything else.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { cells as planCells, discard } from '../../electron/core/workbook/handlers.js';
import type { PlannedCell, PlannedFile } from '../../shared/import/plan.js';
import { bookBytes } from '../helpers/book-bytes.js';
import { ImportBench } from '../helpers/importing.js';
import { randomBook, UNIT_NAMES, type RandomBook } from '../helpers/random-layout.js';

// A fixed draw keeps the suite repeatable; LAYOUT_SEED=… LAYOUT_RUNS=5000 goes looking for more, LAYOUT_SHOW=1 prints what asked.
const RUNS = Number(process.env['LAYOUT_RUNS'] ?? 150);
const SEED = Number(process.env['LAYOUT_SEED'] ?? 20_240_301);

let bench: ImportBench;
beforeAll(async () => {
  bench = await ImportBench.withUnits(...UNIT_NAMES);
});
afterAll(() => bench.close());

interface Outcome {
  file: PlannedFile;
  wrong: string[];
  missing: string[];
}

async function outcomeOf(book: RandomBook): Promise<Outcome> {
  const path = join(bench.folder, 'random.bin');
  writeFileSync(path, bookBytes(book));
  const plan = await bench.plan([bench.file(path, book.fileName)]);
  const { file, cells } = planCells(bench.ctx, { planId: plan.planId, index: 0 });
  discard(bench.ctx, { planId: plan.planId });
  const stored = cells.filter((cell) => cell.fate === 'new' && cell.value !== null && cell.basis !== 'month');
  const wrong = stored.flatMap((cell) => faultOf(cell, book));
  const found = new Set(stored.filter((cell) => cell.role === 'value').map((cell) => `${cell.unit} ${cell.code}`));
  const missing = [...book.truth].filter(([key, value]) => value !== null && !found.has(key)).map(([key]) => key);
  return { file, wrong, missing };
}

function faultOf(cell: PlannedCell, book: RandomBook): string[] {
  const expected = (cell.role === 'claim' ? book.lastYear : book.truth).get(`${cell.unit} ${cell.code}`);
  const period = cell.role === 'claim' ? book.period.replace('2024', '2023') : book.period;
  const at = `${cell.sheet ?? ''}!${cell.cell} ${cell.role} ${cell.unit} ${cell.code} ${cell.period} ${cell.basis}`;
  if (cell.role !== 'value' && cell.role !== 'claim') return [`${at}: stored as ${cell.role}`];
  if (cell.value !== expected) return [`${at}: ${cell.value} instead of ${String(expected)}`];
  const isFlow = cell.code !== 'C14' && cell.code !== 'Y24';
  return cell.period === period && cell.basis === (isFlow ? book.basis : 'asof') ? [] : [`${at}: wrong key`];
}

/** The officer is told: a question, a blocking issue, or a listed number that was not taken. */
function isSaid(file: PlannedFile): boolean {
  return file.status !== 'planned' || file.issues.some((issue) => issue.severity !== 'hint');
}

test('any layout is read back exactly or asked about, never silently wrong', { timeout: 300_000 }, async () => {
  let exact = 0;
  let runs = 0;
  await fc.assert(
    fc.asyncProperty(randomBook, async (book) => {
      const { file, wrong, missing } = await outcomeOf(book);
      expect(wrong).toEqual([]);
      if (missing.length > 0 && !isSaid(file)) expect(missing).toEqual([]);
      if (!book.isBenign) return;
      runs += 1;
      if (missing.length === 0) exact += 1;
      else if (process.env['LAYOUT_SHOW'] !== undefined) show(book, file, missing);
    }),
    { numRuns: RUNS, seed: SEED },
  );
  if (process.env['LAYOUT_SHOW'] !== undefined) process.stdout.write(`exact ${exact} of ${runs}\n`);
  // Asking is allowed, but it is not the answer to every layout.
  expect(exact / runs).toBeGreaterThan(0.95);
});

function show(book: RandomBook, file: PlannedFile, missing: string[]): void {
  const lines = book.sheets.flatMap((sheet) => [
    `[${sheet.name}] ${JSON.stringify(sheet.merges)}`,
    ...sheet.rows.map((row) => `  ${row.map((value) => String(value ?? '·')).join(' | ')}`),
  ]);
  const said = [
    ...file.issues.map((issue) => `${issue.rule}@${issue.cell}`),
    ...file.questions.map((question) => question.id),
  ];
  process.stdout.write(
    `--- ${book.format} ${book.period} ${book.basis} ${book.fileName} ${file.status} ${file.reason} missing ${missing.length} ${[...new Set(said)].slice(0, 6).join(' ')}\n${lines.join('\n')}\n`,
  );
}
