// Lists that this program writes to be looked at are known when they come back, and are nobody's numbers.

import { afterAll, beforeAll, expect, test } from 'vitest';

import { exportSources } from '../../electron/core/tables/sources.js';
import { tableOptionsSchema } from '../../shared/reports/print-table.js';
import { ImportBench } from '../helpers/importing.js';

let bench: ImportBench;
beforeAll(async () => {
  bench = await ImportBench.withUnits('江北区', '江南区');
});
afterAll(() => bench.close());

test('the 数据来源表 of a month is not read as a submission, alone or beside a report', async () => {
  const report = [['江北区2024年1—3月统计表'], ['指标', '数量'], ['专利授权量', 50]];
  await bench.importAll([bench.sheet('江北区.xlsx', report)]);
  const list = await exportSources(bench.ctx, {
    name: 'monthly-summary',
    period: '2024-03',
    options: tableOptionsSchema.parse({}),
  });
  const file = await bench.one(list);
  expect(file).toMatchObject({ status: 'ignored', questions: [], issues: [] });
  expect(file.reason).toBe('工作表“数据来源表”是本程序导出的数据来源表，不作为数据，没有导入任何内容。');

  const heads = [
    '填报单位',
    '指标',
    '栏目',
    '表中数',
    '计量单位',
    '统计期间',
    '来源文件',
    '工作表',
    '单元格',
    '原文',
    '计算公式',
  ];
  const copied = bench.book('江北区.xlsx', [
    { name: '报表', rows: [['江北区2024年1—4月统计表'], ['指标', '数量'], ['专利授权量', 60]] },
    {
      name: 'Sheet2',
      rows: [
        ['来源'],
        heads,
        ['江北区', '专利授权量', '本期', 55, '件', '2024年1—4月', 'a.xlsx', '表', 'B4', '55', ''],
      ],
    },
  ]);
  const both = await bench.plan([copied]);
  expect(both.files[0]).toMatchObject({ status: 'planned', questions: [], issues: [] });
  const stored = bench.cells(both).filter((cell) => cell.fate === 'new');
  expect(stored.map((cell) => `${cell.sheet}!${cell.cell} ${cell.value}`)).toEqual(['报表!B3 60']);
});
