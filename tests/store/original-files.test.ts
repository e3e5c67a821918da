// Kept bytes: an archive as it is, everything else packed; read back the same, also where an earlier version packed an archive.

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { zstdCompressSync } from 'node:zlib';

import { afterEach, beforeEach, expect, test } from 'vitest';

import { keepOriginal, originalBytes, packedBytes } from '../../electron/core/store/original-file-store.js';
import type { Store } from '../../electron/core/store/store.js';
import * as imports from '../../electron/core/workbook/handlers.js';
import { ImportBench } from '../helpers/importing.js';
import { openTestStore } from '../helpers/memory-store.js';
import { xlsxBytes } from '../helpers/xlsx-bytes.js';

const WORKBOOK = xlsxBytes({ sheets: [{ name: '月报', xml: '<sheetData/>' }] });
const TEXT = Buffer.from('指标名称,本年累计\n'.repeat(200));
const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

let store: Store;
beforeEach(async () => {
  store = await openTestStore();
});
afterEach(() => store.db.close());

function rowOf(sha256: string): { encoding: string; size: number; kept: number } {
  return store.db
    .prepare('SELECT encoding, size, length(bytes) AS kept FROM original_file WHERE sha256 = ?')
    .get(sha256) as { encoding: string; size: number; kept: number };
}

test('a workbook is kept byte for byte, a text packed; both come back the same', () => {
  for (const bytes of [Buffer.from(WORKBOOK), TEXT]) {
    keepOriginal(store, hashOf(bytes), bytes.length, packedBytes(bytes));
    expect(originalBytes(store, hashOf(bytes))).toEqual(bytes);
  }
  expect(rowOf(hashOf(WORKBOOK))).toEqual({ encoding: 'none', size: WORKBOOK.length, kept: WORKBOOK.length });
  const text = rowOf(hashOf(TEXT));
  expect(text).toMatchObject({ encoding: 'zstd', size: TEXT.length });
  expect(text.kept).toBeLessThan(TEXT.length / 10);
});

test('a workbook that an earlier version packed is read as well, and stays as it is when it comes again', () => {
  const bytes = Buffer.from(WORKBOOK);
  const packed = zstdCompressSync(bytes);
  keepOriginal(store, hashOf(bytes), bytes.length, { encoding: 'zstd', bytes: packed });
  keepOriginal(store, hashOf(bytes), bytes.length, packedBytes(bytes));
  expect(rowOf(hashOf(bytes))).toMatchObject({ encoding: 'zstd', kept: packed.length });
  expect(originalBytes(store, hashOf(bytes))).toEqual(bytes);
});

test('原始文件 of a received workbook is the very file that came', async () => {
  const bench = await ImportBench.withUnits('江北区');
  try {
    const sheet = bench.sheet('江北区.xlsx', [
      ['2024年1—3月知识产权工作统计表'],
      ['填报单位：江北区'],
      ['指标名称', '计量单位', '本年累计'],
      ['专利授权量', '件', 5],
    ]);
    const came = readFileSync(bench.ctx.files.path(sheet.id));
    bench.accept(await bench.plan([sheet]));
    const id = bench.ctx.store.db.prepare('SELECT id FROM import_file').pluck().get() as number;
    const { id: file } = imports.original(bench.ctx, { importFileId: id });
    expect(readFileSync(bench.ctx.files.path(file))).toEqual(came);
  } finally {
    bench.close();
  }
});
