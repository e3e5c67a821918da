// A file without a table of statistics: the message says what is there instead, so that the officer knows whether it is the
// wrong file or a report with its numbers written out. Nothing of it is stored.

import { afterEach, beforeEach, expect, test } from 'vitest';

import { ImportBench, type Rows } from '../helpers/importing.js';

let bench: ImportBench;
beforeEach(async () => {
  bench = await ImportBench.withUnits('江北区', '江南区');
});
afterEach(() => bench.close());

test.each<[string, Rows, string]>([
  [
    'names with their numbers in words',
    [['2024年1—3月江北区情况'], ['专利授权量', '约五百件'], ['商标申请量', '若干']],
    '表中有“专利授权量”（A2）等2个指标名称，但没有一个单元格是数字，例如B2填的是“约五百件”。请让填报单位改填数字后重报。',
  ],
  [
    'numbers without a name',
    [
      ['年份', '甲', '乙'],
      [1, 2, 3],
      [4, 5, 6],
    ],
    '表中有6个数字（例如A2的1），但没有认出任何指标名称。',
  ],
  [
    'text alone',
    [
      ['区县', '内容'],
      ['甲', '见附件'],
    ],
    '表中只有4处文字（例如A1“区县”），没有数字，也没有认出指标名称。',
  ],
  [
    'numbers in sentences',
    [['江北区2024年1—3月情况'], ['1.专利授权量50件，同比增长25%；'], ['2.商标注册量8件。']],
    '表中的数字写在了文字里（例如A2“1.专利授权量50件，同比增长25%；”），没有单独填数字的单元格，不能采用。请让填报单位改填成表格后重报',
  ],
  [
    'names with several numbers and no head',
    [['江北区2024年1—3月情况'], ['专利授权量', 50, 40], ['商标申请量', 8, 9]],
    '表中有“专利授权量”（A2）等指标名称和4个数字，但没有表头，看不出各个数是哪个指标、哪一期的。请在数字上面加一行表头',
  ],
])('%s', async (_, rows, expected) => {
  const file = await bench.one(bench.sheet('表.xlsx', rows));
  expect(file).toMatchObject({ status: 'ignored', cells: { new: 0 } });
  expect(file.reason).toContain(`没有找到填报单位与指标的表格，没有导入任何内容。${expected}`);
});

test.each<[string, Rows]>([
  [
    'numbers',
    [
      ['专利授权量', 50],
      ['商标申请量', 8],
    ],
  ],
  [
    'numbers with their measure',
    [
      ['专利授权量', '50件'],
      ['商标申请量', '8件'],
    ],
  ],
  [
    'serial numbers and measures beside them',
    [
      [1, '专利授权量', '件', 50],
      [2, '商标申请量', '件', 8],
    ],
  ],
])('a list without a head is read: %s', async (_, rows) => {
  const below: Rows = [['填报人：张三'], ['联系电话', 13800001111]];
  const plan = await bench.plan([bench.sheet('表.xlsx', [['江北区2024年1—3月情况'], ...rows, ...below])]);
  expect(plan.files[0]).toMatchObject({ status: 'planned', issues: [], meta: { 填报人: '张三' } });
  expect(bench.cells(plan).map((cell) => [cell.code, cell.period, cell.value])).toEqual([
    ['C05', '2024-03', '50'],
    ['C23', '2024-03', '8'],
  ]);
});

test.each(['江北区2024年1—3月去年同期数', '2024年江北区目标任务'])(
  'a list without a head under the title of other numbers is not read: %s',
  async (title) => {
    const rows: Rows = [[title], ['专利授权量', 50], ['商标申请量', 8]];
    expect(await bench.one(bench.sheet('表.xlsx', rows))).toMatchObject({ status: 'ignored', cells: { new: 0 } });
  },
);

test('of a long sheet only its beginning is told', async () => {
  const rows: Rows = Array.from({ length: 2500 }, (_, r) => [`文字${r}`]);
  const file = await bench.one(bench.sheet('表.xlsx', rows));
  expect(file.reason).toContain('表的开头部分只有2000处文字（例如A1“文字0”），没有数字');
});
