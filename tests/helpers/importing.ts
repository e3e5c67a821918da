// Imports through the real stages over a store in memory: files from the fixtures, or sheets made of rows.

import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

import type { Ctx } from '../../electron/core/context.js';
import * as imports from '../../electron/core/workbook/handlers.js';
import { saveBureau } from '../../electron/core/store/unit-store.js';
import { saveUnit } from '../../electron/core/store/unit-edit-store.js';
import { write } from '../../electron/core/store/write.js';
import { isAcceptable, type ImportPlan, type PlannedFile } from '../../shared/import/plan.js';
import type { FileRef } from '../../shared/model/file-ref.js';
import { inProcessParser } from './in-process-parser.js';
import { addSampleUnits, contextOf, openTestStore, unitDraft } from './memory-store.js';
import { rowsXml, xlsxBytes } from './xlsx-bytes.js';

export const FIXTURES = join(import.meta.dirname, '..', 'fixtures', 'zaozhuang-2022-07');

export type Rows = (string | number | null)[][];

export class ImportBench {
  readonly folder = mkdtempSync(join(tmpdir(), 'ip-ledger-import-'));

  private constructor(readonly ctx: Ctx) {}

  /** A bureau with the seven units of the sample and their population. */
  static async sample(): Promise<ImportBench> {
    const store = await openTestStore();
    addSampleUnits(store);
    return new ImportBench(contextOf(store, { parser: inProcessParser }));
  }

  /** A bureau of 示例市 with the given units. */
  static async withUnits(...names: string[]): Promise<ImportBench> {
    // After the year that its sheets are of: a month that has not begun is a finding.
    const store = await openTestStore(':memory:', '2025-01-15T09:00:00.000Z');
    write(store, { kind: 'setup', label: '建立单位', operator: '测试', topics: ['units'] }, () => {
      saveBureau(store, { name: '示例市知识产权局', place: '示例市', level: 'city', code: null });
      names.forEach((name, index) => saveUnit(store, null, unitDraft(name, index + 1)));
    });
    return new ImportBench(contextOf(store, { parser: inProcessParser }));
  }

  close(): void {
    this.ctx.store.db.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  file(path: string, name = basename(path)): FileRef {
    return this.ctx.files.register(path, name, statSync(path).size);
  }

  fixtures(part: string): FileRef[] {
    return readdirSync(join(FIXTURES, part))
      .sort()
      .map((name) => this.file(join(FIXTURES, part, name), `${part}/${name}`));
  }

  /** Writes a one-sheet workbook and registers it. */
  sheet(name: string, rows: Rows, options: { sheet?: string; merges?: string[] } = {}): FileRef {
    const merges = options.merges ?? [];
    const xml =
      rowsXml(rows) +
      (merges.length > 0
        ? `<mergeCells>${merges.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>`
        : '');
    const path = join(this.folder, `${String(Math.random()).slice(2)}.xlsx`);
    writeFileSync(path, xlsxBytes({ sheets: [{ name: options.sheet ?? 'Sheet1', xml }] }));
    return this.file(path, name);
  }

  /** Writes a workbook of several sheets and registers it. */
  book(name: string, sheets: { name: string; rows: Rows }[]): FileRef {
    const path = join(this.folder, `${String(Math.random()).slice(2)}.xlsx`);
    writeFileSync(path, xlsxBytes({ sheets: sheets.map((sheet) => ({ name: sheet.name, xml: rowsXml(sheet.rows) })) }));
    return this.file(path, name);
  }

  plan(files: FileRef[], period: string | null = null): Promise<ImportPlan> {
    return imports.plan(this.ctx, { files, period });
  }

  /** Plans one file. */
  async one(file: FileRef, period: string | null = null): Promise<PlannedFile> {
    return (await this.plan([file], period)).files[0]!;
  }

  cells(plan: ImportPlan, index = 0): ReturnType<typeof imports.cells>['cells'] {
    return imports.cells(this.ctx, { planId: plan.planId, index }).cells;
  }

  /** Receives every file that may be received without a further decision. */
  accept(plan: ImportPlan): ReturnType<typeof imports.commit> {
    const files = plan.files
      .filter((file) => isAcceptable(file))
      .map((file) => ({ index: file.index, partial: false }));
    return imports.commit(this.ctx, { planId: plan.planId, files });
  }

  async importAll(files: FileRef[], period: string | null = null): Promise<ReturnType<typeof imports.commit>> {
    return this.accept(await this.plan(files, period));
  }

  /** One file with these answers to its questions, as it was when it was received. */
  async receive(file: FileRef, answers: Readonly<Record<string, string>> = {}): Promise<PlannedFile> {
    const plan = await this.plan([file]);
    if (Object.keys(answers).length > 0)
      plan.files[0] = await imports.answer(this.ctx, { planId: plan.planId, index: 0, answers });
    this.accept(plan);
    return plan.files[0]!;
  }
}
