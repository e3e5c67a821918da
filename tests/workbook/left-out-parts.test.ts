// What the officer's answers make of tables whose numbers may be those of a part only.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import * as imports from '../../electron/core/workbook/handlers.js';
import { ImportBench, type Rows } from '../helpers/importing.js';

let bench: ImportBench;
beforeAll(async () => {
  bench = await ImportBench.withUnits('江北区', '江南区', '衡阳县');
});
afterAll(() => bench.close());

/** Values that would be stored after each question was answered so, and what is still asked. */
async function answered(rows: Rows, answer: string): Promise<unknown> {
  const plan = await bench.plan([bench.sheet('表.xlsx', rows)]);
  const answers = Object.fromEntries(plan.files[0]!.questions.map(({ id }) => [id, answer]));
  await imports.answer(bench.ctx, { planId: plan.planId, index: 0, answers });
  const file = imports.get(bench.ctx, { planId: plan.planId }).files[0]!;
  const cells = bench.cells(plan).filter((cell) => cell.fate === 'new' && cell.value !== null);
  return {
    asked: file.questions.length,
    blocks: file.issues.filter(({ severity }) => severity === 'block').length,
    cells: cells.map((cell) => `${cell.cell} ${cell.unit} ${cell.value}`),
  };
}

describe('one answer settles', () => {
  const firms: Rows = [
    ['2024年1—7月专利授权情况'],
    ['企业名称', '所在地区', '专利授权量'],
    ['某甲有限公司', '江北区', 88],
    ['某乙有限公司', '江南区', 66],
    ['某丙有限公司', '江南区', 6],
  ];
  test('a list of firms: nothing of it is a unit’s', async () => {
    expect(await answered(firms, 'list')).toEqual({ asked: 1, blocks: 0, cells: [] });
  });

  const towns: Rows = [
    ['江北区2024年1—7月统计表'],
    ['镇街', '专利授权量'],
    ['甲镇', 200],
    ['乙街道', 300],
    ['合计', 500],
  ];
  test('towns of a unit: their sum is the unit’s number', async () => {
    expect(await answered(towns, 'total')).toEqual({ asked: 1, blocks: 0, cells: ['B5 江北区 500'] });
  });
  test('towns of a unit that are left out', async () => {
    expect(await answered(towns, 'skip')).toEqual({ asked: 1, blocks: 0, cells: [] });
  });
  test('towns of a unit, one by one', async () => {
    expect(await answered(towns, 'each')).toMatchObject({ asked: 3, cells: [] });
  });

  const section: Rows = [
    ['江北区2024年1—7月统计表'],
    ['指标', '数量'],
    ['专利授权量', 500],
    [],
    ['附：规上企业情况'],
    ['指标', '数量'],
    ['发明专利授权量', 45],
  ];
  test('a table of firms below that of all', async () => {
    const rows = [section[0]!, ['填报单位：江北区'], ...section.slice(1)];
    expect(await answered(rows, 'skip')).toEqual({ asked: 1, blocks: 0, cells: ['B4 江北区 500'] });
    expect(await answered(rows, 'own')).toMatchObject({ cells: ['B4 江北区 500', 'B8 江北区 45'] });
  });

  test('what one unit says of such a heading is asked of the next one anew', async () => {
    const of = (unit: string): Rows => [
      [`${unit}2024年1—7月规上企业专利统计表`],
      ['指标', '数量'],
      ['发明专利授权量', 45],
    ];
    const receive = async (rows: Rows, answers: Record<string, string>): Promise<unknown> => {
      const plan = await bench.plan([bench.sheet('表.xlsx', rows)]);
      const asked = plan.files[0]!.questions.filter(({ id }) => plan.files[0]!.answers[id] === undefined);
      if (Object.keys(answers).length > 0) await imports.answer(bench.ctx, { planId: plan.planId, index: 0, answers });
      bench.accept(imports.get(bench.ctx, { planId: plan.planId }));
      return asked.map(({ id }) => id).filter((id) => id !== 'revision');
    };
    expect(await receive(of('江北区'), { 'section:0:0': 'own' })).toEqual(['section:0:0']);
    expect(await receive(of('江北区').with(2, ['发明专利授权量', 46]), {})).toEqual([]);
    expect(await receive(of('江南区'), {})).toEqual(['section:0:0']);
  });

  test('a report of a part of a month', async () => {
    const rows: Rows = [['江北区周报（2024年7月第2周）'], ['指标', '累计'], ['商标案件数', 50]];
    expect(await answered(rows, 'skip')).toEqual({ asked: 1, blocks: 0, cells: [] });
    expect(await answered(rows, 'whole')).toMatchObject({ cells: ['B3 江北区 50'] });
  });
});

describe('another unit in the report of one', () => {
  const rows: Rows = [['江北区2024年1—7月统计表'], ['指标', '全区', '其中：江南区'], ['专利授权量', 500, 50]];
  test('a part of it: 全区 is the number of the one who reports', async () => {
    expect(await answered(rows, 'part')).toEqual({ asked: 1, blocks: 0, cells: ['B3 江北区 500'] });
  });
  test('the unit of its own', async () => {
    expect(await answered(rows, 'own')).toEqual({ asked: 1, blocks: 0, cells: ['C3 江南区 50'] });
  });
  test('a part of it, the units below each other', async () => {
    const below: Rows = [['江北区2024年1—7月统计表'], ['区县', '专利授权量'], ['合计', 500], ['其中：江南区', 50]];
    expect(await answered(below, 'part')).toEqual({ asked: 1, blocks: 0, cells: ['B3 江北区 500'] });
  });
});

test('what was answered for a layout is not asked again next month, and a new heading is', async () => {
  const report = (month: number, title: string): Rows => [
    [`衡阳县2024年1—${month}月统计表`],
    ['填报单位：衡阳县'],
    ['指标', '数量'],
    ['专利授权量', 100 * month],
    [],
    [title],
    ['指标', '数量'],
    ['发明专利授权量', month],
  ];
  const plan = await bench.plan([bench.sheet('6月.xlsx', report(6, '附：规上企业情况'))]);
  const [question] = plan.files[0]!.questions;
  await imports.answer(bench.ctx, { planId: plan.planId, index: 0, answers: { [question!.id]: 'skip' } });
  bench.accept(imports.get(bench.ctx, { planId: plan.planId }));
  const next = await bench.plan([bench.sheet('7月.xlsx', report(7, '附：规上企业情况'))]);
  expect(next.files[0]).toMatchObject({ status: 'planned', answers: { [question!.id]: 'skip' } });
  const stored = bench.cells(next).filter((cell) => cell.fate === 'new' && cell.value !== null);
  expect(stored.map((cell) => `${cell.cell} ${cell.value}`)).toEqual(['B4 700']);
  const other = await bench.plan([bench.sheet('8月.xlsx', report(8, '附：全市情况'))]);
  expect(other.files[0]).toMatchObject({ status: 'asks', answers: {} });
});
