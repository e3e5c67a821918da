// Rows that add up to 合计 are counted in what is said of them, whatever they are called.

import { expect, test } from 'vitest';

import { ImportBench } from '../helpers/importing.js';

test('all rows that 合计 adds up are told, those that are called like a part as well', async () => {
  const bench = await ImportBench.withUnits('江北区', '江南区');
  try {
    const rows = [
      ['江北区2024年1—3月专利授权情况'],
      ['申请人类型', '授权量', '发明授权量'],
      ['企业', 50, 4],
      ['高校', 5, 2],
      ['个人', 5, 0],
      ['总计', 60, 6],
    ];
    const file = await bench.one(bench.sheet('表.xlsx', rows));
    expect(file.issues.map(({ message }) => message)).toEqual([
      '“企业”“高校”“个人”等3行相加就是“合计”行，只采用“合计”行。',
    ]);
  } finally {
    bench.close();
  }
});
