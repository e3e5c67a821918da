// Cells as long as Excel allows, made of what our patterns look for: reading them takes no longer than reading, and what stands
// beside them is read or asked about as ever. A pattern that tries every part of a text would need minutes for one of these.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { ImportBench, type Rows } from '../helpers/importing.js';
import { rowsXml, xlsxBytes } from '../helpers/xlsx-bytes.js';
import type { ZipPart } from '../helpers/zip-bytes.js';

const LONGEST = 32_767;
/** Far above what it takes, also on a machine that has much else to do; a pattern that tries everything takes minutes. */
const BOUND_MS = 20_000;

let bench: ImportBench;
beforeAll(async () => {
  bench = await ImportBench.withUnits('江北区', '江南区');
});
afterAll(() => bench.close());

const PIECES = [
  '1',
  '9',
  '1.',
  '1 ',
  '1-',
  '1月-',
  '2024年',
  '20241',
  '二〇',
  '十',
  '月',
  '截至',
  '累计',
  '同比',
  '较去年同期',
  '（',
  '(',
  '）',
  '(一)',
  '一、',
  '其中',
  '，',
  '、',
  '/',
  '-',
  '—',
  '%',
  '件',
  '万元',
  '元/',
  ' ',
  '\u3000',
  '\n',
  '·',
  '单位：',
  '填报人：',
  '注：',
  '专利授权量',
  '专利授权量（',
  '江北区',
  '合计',
  'A',
  '。',
  ':',
  '0632-',
  '1,',
  '①',
  '*',
  '※',
  '(1)',
];

function cellOf(piece: string, end: string): string {
  return piece.repeat(Math.ceil(LONGEST / piece.length)).slice(0, LONGEST - end.length) + end;
}

test.each(PIECES)('%j', async (piece) => {
  const [plain, ended] = [cellOf(piece, ''), cellOf(piece, '同比）')];
  const rows: Rows = [
    ['2024年1—3月统计表'],
    [plain, null, ended],
    ['填报单位：江北区', null, null, plain],
    ['指标', '计量单位', '累计', '去年同期', ended, plain],
    ['专利授权量', '件', 5, 4, plain, 1],
    [plain, '件', 6, 5, 2, 3],
    [ended, plain, 7, 6, 2, 3],
    ['发明专利授权量', '件', 2, plain, ended, 3],
    ['商标注册量', '件', ended, 3, 2, 1],
    [plain],
    [`注：${ended}`],
  ];
  // Stored, not compressed: so much of the same would be taken for an archive bomb.
  const path = join(bench.folder, 'long.xlsx');
  const change = (parts: ZipPart[]): ZipPart[] => parts.map((part) => ({ ...part, stored: true }));
  writeFileSync(path, xlsxBytes({ sheets: [{ name: 'Sheet1', xml: rowsXml(rows) }], change }));
  const file = bench.file(path, '表.xlsx');
  const started = performance.now();
  const plan = await bench.plan([file]);
  expect(performance.now() - started).toBeLessThan(BOUND_MS);
  const stored = bench
    .cells(plan)
    .filter((cell) => cell.fate === 'new' && cell.role === 'value')
    .map((cell) => [cell.unit, cell.code, cell.period, cell.basis, cell.value]);
  const right = [
    ['江北区', 'C05', '2024-03', 'ytd', '5'],
    ['江北区', 'C06', '2024-03', 'ytd', '2'],
  ];
  for (const value of stored) expect(right).toContainEqual(value);
  // Never refused for its size, never received unseen.
  expect(['planned', 'asks', 'ignored']).toContain(plan.files[0]!.status);
  if (plan.files[0]!.status === 'planned') expect(stored).toEqual(right);
});
