// Days that show nothing but their month (m"月"): what is read is what is shown, whatever year stands behind it.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterEach, beforeEach, expect, test } from 'vitest';

import { ImportBench } from '../helpers/importing.js';
import { xlsxBytes } from '../helpers/xlsx-bytes.js';

let bench: ImportBench;
beforeEach(async () => {
  bench = await ImportBench.withUnits('江北区', '江南区');
});
afterEach(() => bench.close());

/** 2023-01-01, 2023-02-01, 2023-03-01: left from last year's form. */
const MONTHS = [44927, 44958, 44986] as const;
type Line = (string | number | { month: number })[];

async function outcome(lines: Line[]): Promise<{ status: string; stored: string[] }> {
  const cell = (value: Line[number], ref: string): string => {
    if (typeof value === 'string') return `<c r="${ref}" t="inlineStr"><is><t>${value}</t></is></c>`;
    return typeof value === 'number'
      ? `<c r="${ref}"><v>${value}</v></c>`
      : `<c r="${ref}" s="1"><v>${value.month}</v></c>`;
  };
  const rows = lines.map((line, r) => {
    const cells = line.map((value, c) => cell(value, `${String.fromCharCode(65 + c)}${r + 1}`));
    return `<row r="${r + 1}">${cells.join('')}</row>`;
  });
  const path = join(bench.folder, '表.xlsx');
  writeFileSync(path, xlsxBytes({ sheets: [{ xml: `<sheetData>${rows.join('')}</sheetData>` }], formats: ['m"月"'] }));
  const plan = await bench.plan([bench.file(path, '表.xlsx')]);
  const stored = bench.cells(plan).filter(({ fate }) => fate === 'new');
  return {
    status: plan.files[0]!.status,
    stored: stored.map(({ cell: at, unit, code, period, basis, value }) =>
      [at, unit, code, period, basis, value].join(' '),
    ),
  };
}

const heads: Line = MONTHS.map((month) => ({ month }));

test('months side by side with their sum', async () => {
  const rows: Line[] = [['江北区2024年1—3月统计表'], ['指标', ...heads, '合计'], ['专利授权量', 5, 6, 7, 18]];
  expect(await outcome(rows)).toEqual({ status: 'planned', stored: ['E3 江北区 C05 2024-03 ytd 18'] });
});

test('months one below the other', async () => {
  const rows: Line[] = [
    ['江北区2024年统计表'],
    ['月份', '专利授权量'],
    ...MONTHS.map((month, at): Line => [{ month }, 5 + at]),
  ];
  expect(await outcome(rows)).toEqual({ status: 'planned', stored: ['B5 江北区 C05 2024-03 month 7'] });
});

test('a number that is such a day is refused', async () => {
  const rows: Line[] = [
    ['江北区2024年1—3月统计表'],
    ['指标', '数量'],
    ['专利授权量', { month: MONTHS[2] }],
    ['商标注册量', 8],
  ];
  expect(await outcome(rows)).toEqual({ status: 'asks', stored: ['B4 江北区 C24 2024-03 ytd 8'] });
});
