// A sheet in front of the tables that says who reports and for when.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { ImportBench, type Rows } from '../helpers/importing.js';

let bench: ImportBench;
beforeAll(async () => {
  bench = await ImportBench.withUnits('江北区', '江南区', '衡阳县');
});
afterAll(() => bench.close());

describe('a cover sheet', () => {
  const table: Rows = [['专利统计表'], ['指标', '数量'], ['专利授权量', 5]];
  const behind = async (cover: Rows, rows = table): Promise<Awaited<ReturnType<typeof bench.one>>> =>
    bench.one(
      bench.book('表.xlsx', [
        { name: '封面', rows: cover },
        { name: '表1', rows },
      ]),
    );

  test('with those who made the file and their telephones is one all the same', async () => {
    const people = [
      ['姓名', '岗位', '联系电话'],
      ['王一', '填报人', '13800000001'],
      ['李二', '审核人', '13800000002'],
      ['张三', '负责人', '13800000003'],
    ];
    const file = await behind([['江北区市场监督管理局'], ['2024年1—6月知识产权统计报表'], ...people]);
    expect([file.status, file.questions.map(({ id }) => id)]).toEqual(['planned', []]);
  });

  test('says for the tables behind it who reports and for when', async () => {
    const file = await behind([['知识产权统计报表'], ['填报单位：江北区'], ['报告期：2024年1—3月']]);
    expect(file).toMatchObject({ status: 'planned', units: ['江北区'], periods: ['2024-03'], issues: [] });
    expect(file.decisions).toContain('填报单位：江北区（依据封面“江北区”）');
  });

  test('does not speak for a table that says it itself', async () => {
    const cover: Rows = [['江南区2024年1—2月知识产权统计报表']];
    const rows: Rows = [['江北区专利统计表'], ['指标', '1—3月'], ['专利授权量', 5]];
    const file = await behind(cover, rows);
    expect(file).toMatchObject({ status: 'planned', units: ['江北区'], periods: ['2024-03'] });
    expect(file.issues.map((issue) => issue.rule)).toEqual(['period-contradiction', 'unit-contradiction']);
  });

  test.each([
    '2024年4月',
    '江北区市场监督管理局2024年4月',
    '报出时间：2024年4月',
    '江北区知识产权局2024年4月制',
    '根据2023年12月统计工作通知填报',
    '2023年统计报表制度（2023年印发）',
  ])('with nothing but the day that it was written on gives no period: %s', async (line) => {
    const file = await behind([['知识产权统计报表'], ['填报单位：江北区'], [line]]);
    expect(file).toMatchObject({ status: 'asks', periods: [], questions: [{ kind: 'period' }] });
  });

  test('goes before the name of the file, and the difference is told', async () => {
    const sheets = [
      { name: '封面', rows: [['2024年1—3月知识产权统计报表'], ['填报单位：江北区']] },
      { name: '表1', rows: table },
    ];
    const file = await bench.one(bench.book('江南区2024年1-4月.xlsx', sheets));
    expect(file).toMatchObject({ units: ['江北区'], periods: ['2024-03'] });
    expect(file.issues.map((issue) => issue.rule)).toEqual(['period-contradiction', 'unit-contradiction']);
  });
});

test('a cover says in a line of its own for which months the sheets behind it are', async () => {
  const book = (line: string): Parameters<typeof bench.book>[1] => [
    { name: '封面', rows: [['江北区知识产权统计报表'], [line], ['2024年4月3日']] },
    { name: '表1', rows: [['表1 创造情况'], ['指标', '数值'], ['专利授权量', 50]] },
    { name: '表2', rows: [['表2 运用情况'], ['指标', '数值'], ['商标注册量', 9]] },
  ];
  const span = await bench.plan([bench.book('江北区.xlsx', book('2024年1—3月'))]);
  expect(span.files[0]).toMatchObject({ status: 'planned', periods: ['2024-03'], cells: { new: 2 } });
  // A month alone may be the one in which the cover was written.
  const month = await bench.one(bench.book('江北区.xlsx', book('2024年4月')));
  expect(month.status).toBe('asks');
});
