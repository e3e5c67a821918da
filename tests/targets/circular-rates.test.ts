// The rates as the circular prints them, typed in beside their counts: 四舍五入 fails on three of the seven, and each of these
// is explained where it is checked (facts.md A.3: 169/193, 55/79, 38/41, 91/96, 24/27, 18/21, 67/67; city 462/524).

import { afterEach, beforeEach, expect, test } from 'vitest';

import { listValues } from '../../electron/core/statistics/handlers.js';
import { ImportBench, type Rows } from '../helpers/importing.js';

const PRINTED: [string, number, number, number][] = [
  ['滕州市', 193, 169, 87.5],
  ['薛城区', 79, 55, 69.6],
  ['山亭区', 41, 38, 92.7],
  ['市中区', 96, 91, 94.7],
  ['峄城区', 27, 24, 88.8],
  ['台儿庄区', 21, 18, 85.7],
  ['枣庄高新区', 67, 67, 100],
];

let bench: ImportBench;
beforeEach(async () => {
  bench = await ImportBench.sample();
});
afterEach(() => bench.close());

const report = (unit: string, notified: number, withdrawn: number, rate: number): Rows => [
  ['2022年1—7月知识产权工作统计表'],
  [`填报单位：${unit}市场监督管理局`],
  ['指标名称', '计量单位', '1—7月累计'],
  ['非正常专利申请通报件数', '件', notified],
  ['非正常专利申请撤回件数', '件', withdrawn],
  ['非正常专利申请撤回率', '%', rate],
];

test('three printed rates differ, each says that it is cut off and not rounded; what is stored are the counts', async () => {
  const files = PRINTED.map(([unit, notified, withdrawn, rate]) =>
    bench.sheet(`${unit}.xlsx`, report(unit, notified, withdrawn, rate)),
  );
  const plan = await bench.plan(files);
  const explained = plan.files.map((file) => file.issues.filter((issue) => issue.rule === 'ratio-differs'));
  expect(explained.map((issues) => issues.length)).toEqual([1, 0, 0, 1, 1, 0, 0]);
  const [tengzhou, , , shizhong, yicheng] = explained;
  expect(tengzhou![0]!.message).toContain('截尾而不是四舍五入');
  expect(tengzhou![0]!.message).toContain('87.6');
  expect(shizhong![0]!.message).toContain('94.8');
  expect(yicheng![0]!.message).toContain('88.9');
  for (const issue of [shizhong![0]!, yicheng![0]!]) expect(issue.message).toContain('截尾');

  bench.accept(plan);
  const { values } = listValues(bench.ctx, { period: '2022-07' });
  const rate = (unit: string): string | null | undefined =>
    values.find((value) => value.unit === unit && value.code === 'C39')?.value;
  expect([...PRINTED.map(([unit]) => rate(unit)), rate('合计')]).toEqual([
    '87.6',
    '69.6',
    '92.7',
    '94.8',
    '88.9',
    '85.7',
    '100',
    '88.2',
  ]);
});
