// Forms of ours as the tests send them out, fill them in and read them back, over the sample bureau.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect } from 'vitest';

import { create } from '../../electron/core/forms/create.js';
import { readMeta, type FormMeta } from '../../electron/core/forms/form-meta.js';
import { listUnits } from '../../electron/core/store/unit-store.js';
import type { PlannedFile } from '../../shared/import/plan.js';
import { FormEditor } from './form-editing.js';
import { ImportBench } from './importing.js';
import { read } from './read-cells.js';

export const PERIOD = '2022-07';
export const CODES = ['C05', 'C06', 'C07', 'C08', 'C14', 'C15', 'Y01', 'Y02', 'F03'];

/** Closed by closeBenches(), after each test. */
export const benches: ImportBench[] = [];
export function closeBenches(): void {
  for (const bench of benches.splice(0)) bench.close();
}

export interface Made {
  bench: ImportBench;
  bytes: Buffer;
  name: string;
  meta: FormMeta;
  /** Address of an indicator's input (of a unit, where the form holds several). */
  at(code: string, unit?: string): string;
}

export async function form(
  changes: { codes?: string[]; ledgers?: string[]; unit?: string; perUnit?: boolean; period?: string } = {},
): Promise<Made> {
  const bench = await ImportBench.sample();
  benches.push(bench);
  return made(bench, changes);
}

export async function made(bench: ImportBench, changes: Parameters<typeof form>[0] = {}): Promise<Made> {
  const units = listUnits(bench.ctx.store);
  const unit = units.find(({ name }) => name === (changes.unit ?? '滕州市'))!;
  const perUnit = changes.perUnit ?? true;
  const { files } = await create(bench.ctx, {
    period: changes.period ?? PERIOD,
    codes: changes.codes ?? CODES,
    ...(changes.ledgers ? { ledgers: changes.ledgers } : {}),
    perUnit,
    ...(perUnit ? { unitIds: [unit.id] } : {}),
  });
  const bytes = readFileSync(bench.ctx.files.path(files[0]!.id));
  const reading = readMeta(read(bytes).ownMetadata!);
  if (reading.kind !== 'ok') throw new Error(`metadata are ${reading.kind}`);
  const { meta } = reading;
  return {
    bench,
    bytes,
    name: files[0]!.name,
    meta,
    at: (code, name) => {
      const id = name === undefined ? undefined : units.find((other) => other.name === name)!.id;
      return meta.cells.find((cell) => cell.code === code && (id === undefined || cell.unitId === id))!.cell;
    },
  };
}

export interface Returned {
  file: PlannedFile;
  values: Map<string, string | null>;
  rules: string[];
}

export async function send(bench: ImportBench, bytes: Uint8Array, name = '报表.xlsx'): Promise<Returned> {
  const path = join(bench.folder, `${String(Math.random()).slice(2)}.xlsx`);
  writeFileSync(path, bytes);
  const plan = await bench.plan([bench.file(path, name)]);
  const file = plan.files[0]!;
  const values = new Map(
    bench
      .cells(plan)
      .filter((cell) => cell.role === 'value')
      .map((cell) => [`${cell.unit}/${cell.code}`, cell.state === 'not_submitted' ? null : cell.value] as const),
  );
  return { file, values, rules: file.issues.map((issue) => issue.rule) };
}

export const GOOD = { C05: 30, C06: 5, C07: 20, C08: 5, C14: 400, Y01: 1234.56, Y02: 3, F03: 0 };

export function filled(source: Made, values: Readonly<Record<string, number>> = GOOD): FormEditor {
  const cells = Object.entries(values).map(([code, value]) => [source.at(code), value] as const);
  return new FormEditor(source.bytes).type(Object.fromEntries(cells));
}

export function expectGood({ file, values }: Returned): void {
  expect(file.issues.filter((issue) => issue.severity === 'block')).toEqual([]);
  expect(file.questions).toEqual([]);
  expect(file.units).toEqual(['滕州市']);
  expect(file.periods).toEqual([PERIOD]);
  for (const [code, value] of Object.entries(GOOD))
    expect([code, values.get(`滕州市/${code}`)]).toEqual([code, String(value)]);
}
