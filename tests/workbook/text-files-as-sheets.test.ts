// Sheets that were saved as text: numbers have lost their last 0, merged names stand once.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { ImportBench } from '../helpers/importing.js';

let bench: ImportBench;
beforeAll(async () => {
  bench = await ImportBench.withUnits('江北区', '江南区');
});
afterAll(() => bench.close());

async function read(name: string, text: string): Promise<{ cells: string[]; asks: string[]; blocks: string[] }> {
  const path = join(bench.folder, name);
  writeFileSync(path, text);
  const plan = await bench.plan([bench.file(path)]);
  const file = plan.files[0]!;
  return {
    cells: bench
      .cells(plan)
      .filter((cell) => cell.fate === 'new' && cell.value !== null)
      .map((cell) => `${cell.cell} ${cell.code} ${cell.period} ${cell.basis} = ${cell.value}`),
    asks: file.questions.map(({ kind }) => kind),
    blocks: file.issues.filter(({ severity }) => severity === 'block').map(({ rule }) => rule),
  };
}

const csv = (lines: string[]): string => lines.join('\r\n');
const html = (lines: string[]): string =>
  `<html><body><table>${lines.map((line) => `<tr>${line.replaceAll(/[^,]+|(?<=,)(?=,|$)/g, (cell) => `<td>${cell}</td>`).replaceAll(',', '')}</tr>`).join('')}</table></body></html>`;

test.each([
  ['月.csv', csv],
  ['月.html', html],
])('2024.1 in %s may be October', async (name, write) => {
  const lines = (...months: string[]): string =>
    write(['江北区统计表', `指标,${months.join(',')}`, `有效发明专利拥有量,${months.map((_, n) => 90 + n).join(',')}`]);
  expect(await read(name, lines('2024.09', '2024.1'))).toMatchObject({ cells: ['C3 C14 2024-10 asof = 91'] });
  expect(await read(name, lines('2024.1'))).toEqual({ cells: [], asks: [], blocks: ['period-unusable'] });
});

test('kinds below a name that was merged over them are read as kinds', async () => {
  const rows = [
    '江北区2024年1—3月统计表',
    '项目,,数量',
    '专利申请,发明,8',
    ',实用新型,9',
    '专利授权,发明,3',
    ',实用新型,4',
  ];
  const { cells } = await read('种类.csv', csv(rows));
  expect(cells.map((cell) => cell.replace(' 2024-03 ytd', ''))).toEqual([
    'C3 C02 = 8',
    'C4 C03 = 9',
    'C5 C06 = 3',
    'C6 C07 = 4',
  ]);
});

test('当月 and 累计 below a name that was merged over them', async () => {
  const rows = [
    '江北区2024年3月统计表',
    '指标,口径,数量',
    '专利授权量,当月,7',
    ',累计,18',
    '商标申请量,当月,2',
    ',累计,9',
  ];
  expect((await read('口径.csv', csv(rows))).cells).toEqual(['C4 C05 2024-03 ytd = 18', 'C6 C23 2024-03 ytd = 9']);
});
