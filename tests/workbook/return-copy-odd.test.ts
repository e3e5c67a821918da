// A return copy in the hands of a district: rows inserted, saved by another program, saved as .xls. The findings stay those of the
// data, an answer stays with what it answers, and nothing of ours becomes data. LibreOffice: FORMS_SOFFICE=1.

import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { afterEach, beforeEach, expect, test } from 'vitest';

import { type Explanation } from '../../electron/core/workbook/return-copy/recognise-own.js';
import { explanationOf } from '../../electron/core/workbook/return-copy/issue-answers.js';
import * as returns from '../../electron/core/workbook/return-copy/handlers.js';
import type { CheckIssue, PlannedFile } from '../../shared/import/plan.js';
import { FIXTURES, ImportBench } from '../helpers/importing.js';
import { read } from '../helpers/read-cells.js';

const FAULTY = join(FIXTURES, 'faulty', '薛城区更正表（有误）.xlsx');
const soffice = ['/usr/bin/soffice', '/usr/local/bin/soffice'].find((path) => existsSync(path));
const isAsked = soffice !== undefined && process.env['FORMS_SOFFICE'] === '1';

let bench: ImportBench;
beforeEach(async () => {
  bench = await ImportBench.sample();
});
afterEach(() => bench.close());

const issue = (changes: Partial<CheckIssue>): CheckIssue => ({
  severity: 'warn',
  rule: 'negative',
  sheet: '月报表',
  cell: 'E5',
  message: '',
  ...changes,
});
const answer = (changes: Partial<Explanation>): Explanation => ({
  sheet: '月报表',
  cell: 'E5',
  rule: 'negative',
  key: 'negative|C05',
  text: '退费冲减',
  ...changes,
});

test('after a row was inserted, an answer goes with its finding and not with what stands at its old place now', () => {
  const answers = [answer({})];
  expect(explanationOf(issue({ key: 'negative|C05', cell: 'E6' }), answers)?.text).toBe('退费冲减');
  expect(explanationOf(issue({ key: 'negative|C06', cell: 'E5' }), answers)).toBeUndefined();
  // Where a program dropped the hidden column, the place is all there is.
  expect(explanationOf(issue({ key: 'negative|C06' }), [answer({ key: '' })])?.text).toBe('退费冲减');
});

const shown = ({ issues, cells }: PlannedFile): unknown => ({
  issues: issues.map((one) => `${one.severity} ${one.rule} ${one.cell ?? ''} ${one.message}`).sort(),
  cells,
});

test('a copy that would be refused as a zip bomb when it comes back is not sent out: a separate list is', async () => {
  const parts = unzipSync(readFileSync(FAULTY));
  const sheet = strFromU8(parts['xl/worksheets/sheet1.xml']!);
  const padded = sheet.replace('<sheetData>', `${' '.repeat(3_000_000)}<sheetData>`);
  parts['xl/worksheets/sheet1.xml'] = strToU8(padded);
  const path = join(bench.folder, 'padded.xlsx');
  // Stored, not packed: so it can be read.
  writeFileSync(path, zipSync(parts, { level: 0 }));
  const plan = await bench.plan([bench.file(path, '薛城区.xlsx')]);
  expect(plan.files[0]!.issues.length).toBeGreaterThan(5);
  const copy = await returns.create(bench.ctx, { planId: plan.planId, index: 0 });
  expect(copy).toMatchObject({ kind: 'remark', file: { name: '审核意见_薛城区.xlsx' } });
});

test.skipIf(!isAsked).each(['xlsx', 'xls', 'ods'])(
  'saved by LibreOffice as .%s it gives the findings of the district’s file, and our list is no data',
  { timeout: 120_000 },
  async (kind) => {
    const plan = await bench.plan([bench.file(FAULTY)]);
    const copy = await returns.create(bench.ctx, { planId: plan.planId, index: 0, deadline: '2022-08-08' });
    const path = join(bench.folder, 'copy.xlsx');
    writeFileSync(path, readFileSync(bench.ctx.files.path(copy.file.id)));
    const out = join(bench.folder, 'saved');
    mkdirSync(out);
    const profile = `-env:UserInstallation=file://${join(bench.folder, 'profile')}`;
    execFileSync(soffice!, ['--headless', profile, '--convert-to', kind, '--outdir', out, path]);
    const saved = join(out, `copy.${kind}`);
    const again = await bench.plan([bench.file(saved, `薛城区更正表.${kind}`)]);
    expect(shown(again.files[0]!)).toEqual(shown(plan.files[0]!));
    expect(again.files[0]!.sheets.at(-1)).toMatchObject({ name: '问题清单', state: 'skipped' });
    if (kind !== 'xlsx') return;
    // The copy of the copy: one list, each cell commented once.
    const second = await returns.create(bench.ctx, { planId: again.planId, index: 0 });
    const book = read(readFileSync(bench.ctx.files.path(second.file.id)));
    expect(book.sheets.map((sheet) => sheet.name)).toEqual(['月报表', '问题清单']);
  },
);
