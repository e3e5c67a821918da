// Sums in a form of a higher authority: only the total of all our units is ours to give.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { listUpwardForms } from '../../electron/core/store/upward-store.js';
import { listUnits } from '../../electron/core/store/unit-store.js';
import * as upward from '../../electron/core/upward/handlers.js';
import { inProcessParser } from '../helpers/in-process-parser.js';
import { contextOf, openSampleStore } from '../helpers/memory-store.js';
import { temporaryFolder } from '../helpers/temp-folder.js';
import { rowsXml, xlsxBytes } from '../helpers/xlsx-bytes.js';

test('小计 of some units and 平均 are left, 合计 of them all is ours', async () => {
  const ctx = contextOf(await openSampleStore(), { parser: inProcessParser });
  const names = listUnits(ctx.store).map(({ name }) => name);
  const rows = [
    ['区（市）', '发明专利授权量（件）'],
    ...names.slice(0, 2).map((name) => [name, null]),
    ['小计', null],
    ...names.slice(2).map((name) => [name, null]),
    ['平均', null],
    ['合计', null],
  ];
  const path = join(temporaryFolder(), '表.xlsx');
  const bytes = xlsxBytes({ sheets: [{ name: '表', xml: rowsXml(rows) }] });
  writeFileSync(path, bytes);
  const { id } = await upward.create(ctx, { file: ctx.files.register(path, '表.xlsx', bytes.length) });
  const { cells } = listUpwardForms(ctx.store).find((form) => form.id === id)!;
  expect(cells.filter(({ unitId }) => unitId === null).map(({ cell }) => cell)).toEqual([`B${rows.length}`]);
  expect(cells).toHaveLength(names.length + 1);
  ctx.store.db.close();
});
