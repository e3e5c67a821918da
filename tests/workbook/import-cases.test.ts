// What districts get wrong, one case each: who, when, what unit, doubled, contradicting, corrected. Nothing is guessed.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { listValues } from '../../electron/core/statistics/handlers.js';
import { listUnits } from '../../electron/core/store/unit-store.js';
import { saveUnit } from '../../electron/core/store/unit-edit-store.js';
import { write } from '../../electron/core/store/write.js';
import * as imports from '../../electron/core/workbook/handlers.js';
import type { PlannedFile } from '../../shared/import/plan.js';
import { ImportBench, type Rows } from '../helpers/importing.js';
import { dump } from '../helpers/dump.js';
import { unitDraft } from '../helpers/memory-store.js';

let bench: ImportBench;
beforeEach(async () => {
  bench = await ImportBench.withUnits('江北区', '江南区', '衡阳县');
});
afterEach(() => bench.close());

const report = (unit: string, rows: Rows, title = '2024年1—3月知识产权工作统计表'): Rows => [
  [title],
  [`填报单位：${unit}市场监督管理局（盖章）`],
  ['指标名称', '计量单位', '1—3月累计', '去年同期'],
  ...rows,
];
const value = (unit: string, code: string, period = '2024-03'): string | null | undefined =>
  listValues(bench.ctx, { period }).values.find((item) => item.unit === unit && item.code === code)?.value;
const rules = (file: { issues: { rule: string; cell: string | null }[] }): [string, string | null][] =>
  file.issues.map((issue) => [issue.rule, issue.cell]);

describe('who submits', () => {
  test('an unknown unit is a question with all units as options; unanswered, nothing is stored', async () => {
    const plan = await bench.plan([bench.sheet('表.xlsx', report('临海区', [['专利授权量', '件', 5, 4]]))]);
    expect(plan.files[0]).toMatchObject({ status: 'asks', cells: { new: 0 } });
    expect(plan.files[0]!.questions[0]).toMatchObject({ id: 'unit:0:0', kind: 'unit' });
    expect(plan.files[0]!.questions[0]!.options.map((option) => option.label)).toEqual(
      expect.arrayContaining(['江北区', '江南区', '衡阳县']),
    );
    expect(() => imports.commit(bench.ctx, { planId: plan.planId, files: [{ index: 0, partial: false }] })).toThrow(
      /data\.blocked/,
    );
  });

  test('answered once it is received, remembered, and not asked again', async () => {
    const rows = report('北区分局', [['专利授权量', '件', 5, 4]]);
    const plan = await bench.plan([bench.sheet('表.xlsx', rows)]);
    const unit = listUnits(bench.ctx.store).find((item) => item.name === '江北区')!;
    const answered = await imports.answer(bench.ctx, {
      planId: plan.planId,
      index: 0,
      answers: { 'unit:0:0': String(unit.id) },
    });
    expect(answered).toMatchObject({ status: 'planned', units: ['江北区'] });
    imports.commit(bench.ctx, { planId: plan.planId, files: [{ index: 0, partial: false }] });
    expect(value('江北区', 'C05')).toBe('5');
    const later = report('北区分局', [['专利授权量', '件', 8, 6]], '2024年1—4月知识产权工作统计表');
    later[2] = ['指标名称', '计量单位', '1—4月累计', '去年同期'];
    const next = await bench.one(bench.sheet('4月.xlsx', later));
    expect(next).toMatchObject({ status: 'planned', units: ['江北区'] });
    expect(imports.recognitionList(bench.ctx).rules).toHaveLength(1);
  });

  const untitled = (): Rows => [
    ['2024年1—3月知识产权主要数据'],
    ['指标名称', '计量单位', '1—3月累计'],
    ['专利授权量', '件', 5],
  ];
  const answerFirst = async (name: string, unitName: string): Promise<PlannedFile> => {
    const plan = await bench.plan([bench.sheet(name, untitled())]);
    const unit = listUnits(bench.ctx.store).find((item) => item.name === unitName)!;
    const answers = { 'unit:0:0': String(unit.id) };
    await imports.answer(bench.ctx, { planId: plan.planId, index: 0, answers });
    imports.commit(bench.ctx, { planId: plan.planId, files: [{ index: 0, partial: false }] });
    return plan.files[0]!;
  };

  test('a title that all units share is no answer for the next file: only the file’s own words are remembered', async () => {
    const asked = await answerFirst('北区分局2024年1-3月.xlsx', '江北区');
    expect(asked.questions[0]).toMatchObject({
      text: '标题“2024年1—3月知识产权主要数据”和文件名都没有写名单中的填报单位。是哪个填报单位报的？',
      remembered: true,
    });
    const other = await bench.one(bench.sheet('南岸分局2024年1-3月.xlsx', untitled()));
    expect(other).toMatchObject({ status: 'asks', units: [] });
    const again = await bench.one(bench.sheet('北区分局（1-3月）知识产权报表.xlsx', untitled()));
    expect(again).toMatchObject({ status: 'planned', units: ['江北区'] });
  });

  test.each([
    ['of words that the title says too', '主要数据强市3月.xlsx', '主要数据强市4月.xlsx', 'Sheet1', '强市主要数据'],
    ['of the office that every unit has', '市场监督管理局3月.xlsx', '市场监督管理局4月.xlsx', 'Sheet1', '主要数据'],
    ['of the city of all units', '示例3月.xlsx', '示例4月.xlsx', 'Sheet1', '主要数据'],
    ['that says nothing, beside the sheet of the form', '1.xlsx', '2.xlsx', '创新驱动', '主要数据'],
  ])('nor is a file name %s', async (_, first, second, sheet, title) => {
    const rows = (months: string): Rows => [
      [`2024年${months}${title}`],
      ['指标名称', '计量单位', '累计'],
      ['专利授权量', '件', 5],
    ];
    const plan = await bench.plan([bench.sheet(first, rows('1—3月'), { sheet })]);
    expect(plan.files[0]!.questions[0]).toMatchObject({ id: 'unit:0:0', remembered: false });
    const unit = String(listUnits(bench.ctx.store)[0]!.id);
    await imports.answer(bench.ctx, { planId: plan.planId, index: 0, answers: { 'unit:0:0': unit } });
    imports.commit(bench.ctx, { planId: plan.planId, files: [{ index: 0, partial: false }] });
    const other = await bench.one(bench.sheet(second, rows('1—4月'), { sheet }));
    expect(other).toMatchObject({ status: 'asks', units: [] });
  });

  test('nor is a 填报单位 that is the office of every unit: what is remembered hangs on the file’s words', async () => {
    const rows: Rows = [
      ['2024年1—3月知识产权主要数据'],
      ['填报单位：市场监督管理局（盖章）'],
      ['指标名称', '计量单位', '1—3月累计'],
      ['专利授权量', '件', 5],
    ];
    const receive = async (name: string): Promise<void> => {
      const plan = await bench.plan([bench.sheet(name, rows)]);
      const unit = String(listUnits(bench.ctx.store)[0]!.id);
      await imports.answer(bench.ctx, { planId: plan.planId, index: 0, answers: { 'unit:0:0': unit } });
      imports.commit(bench.ctx, { planId: plan.planId, files: [{ index: 0, partial: false }] });
    };
    await receive('北岸分局3月.xlsx');
    expect(await bench.one(bench.sheet('南岸分局3月.xlsx', rows))).toMatchObject({ status: 'asks', units: [] });
    expect(await bench.one(bench.sheet('北岸分局三月.xlsx', rows))).toMatchObject({ units: ['江北区'] });
  });

  test('nor is a file name of words that any unit may use', async () => {
    const asked = await answerFirst('2024年1-3月知识产权统计报表（盖章）.xlsx', '江北区');
    expect(asked.questions[0]!.remembered).toBe(false);
    const other = await bench.one(bench.sheet('2024年1-3月知识产权统计报表（盖章）.xlsx', untitled()));
    expect(other).toMatchObject({ status: 'asks', units: [] });
  });

  test('whose targets a table holds is remembered for the file’s own words too, never for its layout alone', async () => {
    const targets: Rows = [
      ['2024年度知识产权目标任务下达表'],
      ['指标', '计量单位', '目标值'],
      ['专利授权量', '件', 300],
    ];
    const plan = await bench.plan([bench.sheet('北区分局目标.xlsx', targets)]);
    const unit = listUnits(bench.ctx.store).find((item) => item.name === '江北区')!;
    const answers = { 'holder:0:0': String(unit.id) };
    await imports.answer(bench.ctx, { planId: plan.planId, index: 0, answers });
    imports.commit(bench.ctx, { planId: plan.planId, files: [{ index: 0, partial: false }] });
    const other = await bench.one(bench.sheet('南岸分局目标.xlsx', targets));
    expect(other.questions.map((question) => question.id)).toEqual(['holder:0:0']);
    expect(other.cells.new).toBe(0);
    expect(await bench.one(bench.sheet('北区分局目标（修订）.xlsx', targets))).toMatchObject({
      status: 'planned',
      cells: { same: 1 },
    });
  });

  test('衡阳市 is never taken for 衡阳县', async () => {
    const planned = await bench.one(bench.sheet('衡阳市.xlsx', report('衡阳市', [['专利授权量', '件', 5, 4]])));
    expect(planned.status).toBe('asks');
    expect(planned.questions[0]).toMatchObject({ kind: 'unit' });
  });

  test('衡阳 is asked where 衡阳县 and 衡阳市 both exist', async () => {
    write(bench.ctx.store, { kind: 'units', label: '新增', operator: '测试', topics: ['units'] }, () =>
      saveUnit(bench.ctx.store, null, unitDraft('衡阳市', 4)),
    );
    const planned = await bench.one(bench.sheet('表.xlsx', report('衡阳', [['专利授权量', '件', 5, 4]])));
    expect(planned.status).toBe('asks');
    expect(planned.questions[0]!.options.slice(0, 2).map((option) => option.label)).toEqual(['衡阳县', '衡阳市']);
  });

  test('a title that names another unit than the 填报单位 line is 需核实', async () => {
    const planned = await bench.one(bench.sheet('江南区.xlsx', report('江北区', [['专利授权量', '件', 5, 4]])));
    expect(planned.units).toEqual(['江北区']);
    expect(rules(planned)).toContainEqual(['unit-contradiction', null]);
  });

  test('an unknown row of a table is a question; the other rows wait with it', async () => {
    const planned = await bench.one(
      bench.sheet('2024年1—3月.xlsx', [
        ['区县', '专利授权量（件）'],
        ['江北区', 5],
        ['城西新区', 7],
      ]),
    );
    expect(planned.questions.map((question) => [question.kind, question.cell])).toEqual([['unit', 'A3']]);
    expect(planned.status).toBe('asks');
  });
});

test('what stands behind a number that an unquoted comma has split is not taken under the head of another', async () => {
  const path = join(bench.folder, '江北区.csv');
  const heads = '江北区2024年1-3月统计表,,\n指标,累计,上年同期\n';
  writeFileSync(path, `\uFEFF${heads}专利授权量,1,234,1,000\n商标申请量,5,123,含转让\n商标注册量,8,7\n`);
  const plan = await bench.plan([bench.file(path)]);
  expect(rules(plan.files[0]!)).toContainEqual(['split-number', 'B3']);
  const cells = bench.cells(plan).filter(({ fate }) => fate === 'new');
  expect(cells.map(({ cell, value }) => [cell, value])).toEqual([
    ['B4', '5'],
    ['C4', '123'],
    ['B5', '8'],
    ['C5', '7'],
  ]);
});

test('a number that an unquoted comma of a text file has split is not taken by its first part', async () => {
  const path = join(bench.folder, '江北区.csv');
  const heads = '2024年1-3月统计表,,\n填报单位：江北区,,\n指标,单位,累计\n';
  writeFileSync(path, `\uFEFF${heads}专利授权量,件,1,234\n商标申请量,件,56\n商标注册量,件,"7,890"\n`);
  const plan = await bench.plan([bench.file(path)]);
  expect(rules(plan.files[0]!)).toContainEqual(['split-number', 'C4']);
  const cells = bench.cells(plan).map((cell) => [cell.cell, cell.fate, cell.value]);
  expect(cells).toContainEqual(['C4', 'rejected', '1']);
  expect(cells).toContainEqual(['C5', 'new', '56']);
  expect(cells).toContainEqual(['C6', 'new', '7890']);
});

describe('when', () => {
  test('no period anywhere is a question', async () => {
    const planned = await bench.one(
      bench.sheet(
        '表.xlsx',
        report('江北区', [['专利授权量', '件', 5, 4]], '知识产权统计表').map((row, r) =>
          r === 2 ? ['指标名称', '计量单位', '累计', '去年同期'] : row,
        ),
      ),
    );
    expect(planned.status).toBe('asks');
    expect(planned.questions[0]).toMatchObject({ id: 'period:0:0', kind: 'period' });
  });

  test('the chosen period serves a file that states none, and that is said', async () => {
    const rows = report('江北区', [['专利授权量', '件', 5, 4]], '知识产权统计表').map((row, r) =>
      r === 2 ? ['指标名称', '计量单位', '累计', '去年同期'] : row,
    );
    const planned = await bench.one(bench.sheet('表.xlsx', rows), '2024-03');
    expect(planned).toMatchObject({ status: 'planned', periods: ['2024-03'] });
    expect(rules(planned)).toContainEqual(['period-from-officer', null]);
  });

  test('a stated period is kept against the chosen one, with 需核实', async () => {
    const planned = await bench.one(bench.sheet('表.xlsx', report('江北区', [['专利授权量', '件', 5, 4]])), '2024-02');
    expect(planned.periods).toEqual(['2024-03']);
    expect(rules(planned)).toContainEqual(['period-differs', null]);
  });

  test('a range that does not begin in January is refused with the reason', async () => {
    const planned = await bench.one(
      bench.sheet(
        '表.xlsx',
        report('江北区', [['专利授权量', '件', 5, 4]], '2024年2—3月知识产权统计表').map((row, r) =>
          r === 2 ? ['指标名称', '计量单位', '累计', '去年同期'] : row,
        ),
      ),
    );
    expect(planned.status).toBe('asks');
    expect(planned.issues.find((issue) => issue.rule === 'period-unusable')?.message).toContain('不是从1月开始');
  });

  test('one month named without 累计 or 当月 is a question', async () => {
    const rows: Rows = [['江北区2024年3月知识产权统计表'], ['指标', '数量'], ['专利授权量', 5]];
    const plan = await bench.plan([bench.sheet('表.xlsx', rows)]);
    expect(plan.files[0]!.questions.map((question) => question.id)).toEqual(['basis:0:0']);
    const answered = await imports.answer(bench.ctx, {
      planId: plan.planId,
      index: 0,
      answers: { 'basis:0:0': 'month' },
    });
    expect(answered.status).toBe('planned');
    expect(bench.cells(plan).map((cell) => cell.basis)).toEqual(['month']);
  });
});

describe('what', () => {
  test.each([
    ['46件', '46'],
    ['４６', '46'],
    ['1,022', '1022'],
    [' 46 件 ', '46'],
    ['零', '0'],
  ])('%s is read as %s', async (text, number) => {
    await bench.importAll([bench.sheet('表.xlsx', report('江北区', [['专利授权量', '件', text, 4]]))]);
    expect(value('江北区', 'C05')).toBe(number);
  });

  test.each([['约十几件'], ['1/2'], ['(15)'], ['1.5万'], ['1,02,2'], ['十五'], ['15元'], ['--5'], ['1e3']])(
    '%s is a blocking issue at its cell, never 0',
    async (text) => {
      const planned = await bench.one(bench.sheet('表.xlsx', report('江北区', [['专利授权量', '件', text, 4]])));
      expect(planned.status).toBe('asks');
      expect(planned.issues.filter((issue) => issue.severity === 'block').map((issue) => issue.cell)).toEqual(['C4']);
      expect(planned.cells.new).toBe(1); // last year's value alone
    },
  );

  test('元 and 亿元 become 万元 exactly', async () => {
    await bench.importAll([
      bench.sheet('江北区.xlsx', report('江北区', [['专利权质押融资金额', '元', 15_000_001, 0]])),
      bench.sheet('江南区.xlsx', report('江南区', [['专利权质押融资金额', '亿元', 2.233018, 0]])),
    ]);
    expect(value('江北区', 'Y01')).toBe('1500.0001');
    expect(value('江南区', 'Y01')).toBe('22330.18');
    expect(value('合计', 'Y01')).toBe('23830.1801');
  });

  test('more decimals than the store holds are an issue, never rounded', async () => {
    const planned = await bench.one(bench.sheet('表.xlsx', report('江北区', [['专利授权量', '件', 5.5, 4]])));
    expect(rules(planned)).toContainEqual(['too-many-decimals', 'C4']);
  });

  test('a wrong kind of measure is a blocking issue', async () => {
    const planned = await bench.one(bench.sheet('表.xlsx', report('江北区', [['专利授权量', '万元', 5, 4]])));
    expect(rules(planned)).toContainEqual(['measure-mismatch', 'C4']);
  });

  test('an unknown indicator is listed with its cell and does not stop the rest', async () => {
    const planned = await bench.one(
      bench.sheet(
        '表.xlsx',
        report('江北区', [
          ['专利授权量', '件', 5, 4],
          ['好人好事数', '件', 3, 2],
        ]),
      ),
    );
    expect(planned.status).toBe('planned');
    expect(planned.issues.find((issue) => issue.rule === 'unknown-indicator')).toMatchObject({
      cell: 'C5',
      severity: 'warn',
    });
    expect(planned.cells).toMatchObject({ new: 2, ignored: 2 });
    expect(planned.unknown).toBe(2);
  });

  test('商标 / 申请量 is never taken for 专利申请量', async () => {
    const planned = await bench.plan([
      bench.sheet(
        '2024年1—3月.xlsx',
        [
          ['区县', '商标', null],
          [null, '申请量', '授权数'],
          ['江北区', 5, 6],
          ['江南区', 7, 8],
        ],
        { merges: ['B1:C1', 'A1:A2'] },
      ),
    ]);
    const codes = new Set(bench.cells(planned).map((cell) => cell.code));
    expect(codes).toContain('C23');
    expect(codes).not.toContain('C01');
    expect(codes).not.toContain('C05');
  });

  test('a number hidden under a merged cell is never taken', async () => {
    const rows = report('江北区', [
      ['专利授权量', '件', 5, 4],
      ['发明专利授权量', '件', 3, 2],
    ]);
    const planned = await bench.one(bench.sheet('表.xlsx', rows, { merges: ['C4:C5'] }));
    expect(rules(planned)).toContainEqual(['covered-by-merge', 'C5']);
    expect(planned.status).toBe('asks');
  });

  test('an undefined sign is asked once per sheet and remembered for the unit', async () => {
    const rows = report('江北区', [
      ['专利授权量', '件', '—', 4],
      ['PCT国际专利申请量', '件', '—', 1],
    ]);
    const plan = await bench.plan([bench.sheet('表.xlsx', rows)]);
    expect(plan.files[0]!.questions.map((question) => question.id)).toEqual(['sign:0:0:—']);
    await imports.answer(bench.ctx, { planId: plan.planId, index: 0, answers: { 'sign:0:0:—': 'not_applicable' } });
    bench.accept(imports.get(bench.ctx, { planId: plan.planId }));
    const states = listValues(bench.ctx, { period: '2024-03' })
      .values.filter((item) => item.unit === '江北区')
      .map((item) => item.state);
    expect(states).toEqual(['not_applicable', 'not_applicable']);
    const next = await bench.one(
      bench.sheet(
        '表2.xlsx',
        rows.map((row, r) =>
          r === 0
            ? ['2024年1—4月知识产权工作统计表']
            : r === 2
              ? ['指标名称', '计量单位', '1—4月累计', '去年同期']
              : row,
        ),
      ),
    );
    expect(next.status).toBe('planned');
  });

  test('what 目标 of a quarter means is remembered for the unit that answered it, not for all with the same heads', async () => {
    const quarter = (unit: string, name: string): Rows => [
      [`${unit}2024年${name}统计表`],
      ['指标', '目标', '完成'],
      ['专利授权量', 100, 50],
    ];
    const plan = await bench.plan([bench.sheet('表.xlsx', quarter('江北区', '第二季度'))]);
    const [asked] = plan.files[0]!.questions;
    await imports.answer(bench.ctx, { planId: plan.planId, index: 0, answers: { [asked!.id]: 'year' } });
    bench.accept(imports.get(bench.ctx, { planId: plan.planId }));
    const ids = async (unit: string): Promise<[string, string | undefined][]> => {
      const { questions, answers } = await bench.one(bench.sheet('表2.xlsx', quarter(unit, '第三季度')));
      return questions.map(({ id }) => [id, answers[id]]);
    };
    expect(await ids('江北区')).toEqual([['target-span:0:0', 'year']]);
    expect(await ids('江南区')).toEqual([['target-span:0:0', undefined]]);
  });

  test('a blank is 未报 and 0 is zero; they stay apart', async () => {
    await bench.importAll([
      bench.sheet(
        '表.xlsx',
        report('江北区', [
          ['专利授权量', '件', null, null],
          ['PCT国际专利申请量', '件', 0, null],
        ]),
      ),
    ]);
    const values = listValues(bench.ctx, { period: '2024-03' }).values.filter((item) => item.unit === '江北区');
    expect(values.map((item) => [item.code, item.state, item.value])).toEqual([
      ['C05', 'not_submitted', null],
      ['C11', 'zero', '0'],
    ]);
  });
});

describe('doubled and contradicting', () => {
  test('two files with different values for one key both ask, and neither stores it', async () => {
    const plan = await bench.plan([
      bench.sheet('a.xlsx', report('江北区', [['专利授权量', '件', 5, 4]])),
      bench.sheet('b.xlsx', report('江北区', [['专利授权量', '件', 6, 4]])),
    ]);
    expect(plan.files.map((file) => [file.status, file.cells.conflict, file.questions[0]?.kind])).toEqual([
      ['asks', 1, 'file-conflict'],
      ['asks', 1, 'file-conflict'],
    ]);
    bench.accept(plan);
    expect(value('江北区', 'C05')).toBeUndefined();
  });

  test('the same file twice counts once', async () => {
    const rows = report('江北区', [['专利授权量', '件', 5, 4]]);
    const plan = await bench.plan([bench.sheet('a.xlsx', rows), bench.sheet('b.xlsx', rows)]);
    expect(plan.files[1]).toMatchObject({ status: 'planned', cells: { new: 1, same: 1 } });
    expect(rules(plan.files[1]!)).toContainEqual(['duplicate-file', null]);
    bench.accept(plan);
    expect(value('江北区', 'C05')).toBe('5');
  });

  test('a second file that repeats the first still counts where the first is not received', async () => {
    const plan = await bench.plan([
      bench.sheet(
        'a.xlsx',
        report('江北区', [
          ['专利授权量', '件', 5, 4],
          ['PCT国际专利申请量', '件', '很多', 1],
        ]),
      ),
      bench.sheet('b.xlsx', report('江北区', [['专利授权量', '件', 5, 4]])),
    ]);
    expect(plan.files.map((file) => file.status)).toEqual(['asks', 'planned']);
    bench.accept(plan);
    expect(value('江北区', 'C05')).toBe('5');
  });

  test('one value written twice and differently in a file is stored neither way', async () => {
    const planned = await bench.one(
      bench.sheet(
        '表.xlsx',
        report('江北区', [
          ['专利授权量', '件', 5, 4],
          ['授权数', '件', 6, 4],
        ]),
      ),
    );
    expect(planned.issues.filter((issue) => issue.rule === 'duplicate-value').map((issue) => issue.cell)).toEqual([
      'C4',
      'C5',
    ]);
    expect(planned.status).toBe('asks');
  });

  test('a correction is asked for, kept as a revision, and its undo brings the old value back', async () => {
    await bench.importAll([bench.sheet('a.xlsx', report('江北区', [['专利授权量', '件', 5, 4]]))]);
    const before = dump(bench.ctx.store.db);
    const plan = await bench.plan([bench.sheet('b.xlsx', report('江北区', [['专利授权量', '件', 6, 4]]))]);
    expect(plan.files[0]).toMatchObject({ status: 'asks', cells: { changed: 1 } });
    expect(plan.files[0]!.questions.map((question) => question.id)).toEqual(['revision']);
    expect(bench.cells(plan).find((cell) => cell.role === 'value')).toMatchObject({
      before: '5',
      value: '6',
      fate: 'changed',
    });
    await imports.answer(bench.ctx, { planId: plan.planId, index: 0, answers: { revision: 'accept' } });
    const { batchId } = bench.accept(imports.get(bench.ctx, { planId: plan.planId }));
    expect(value('江北区', 'C05')).toBe('6');
    imports.undo(bench.ctx, { batchId: batchId! });
    expect(value('江北区', 'C05')).toBe('5');
    expect(dump(bench.ctx.store.db)).toEqual(before);
  });

  test('a blank in a correction becomes 未报 only after a yes', async () => {
    await bench.importAll([bench.sheet('a.xlsx', report('江北区', [['专利授权量', '件', 5, 4]]))]);
    const plan = await bench.plan([bench.sheet('b.xlsx', report('江北区', [['专利授权量', '件', null, 4]]))]);
    expect(plan.files[0]!.questions.map((question) => question.id)).toEqual(['blank']);
    await imports.answer(bench.ctx, { planId: plan.planId, index: 0, answers: { blank: 'keep' } });
    bench.accept(imports.get(bench.ctx, { planId: plan.planId }));
    expect(value('江北区', 'C05')).toBe('5');
  });

  test('a file that is read again after a unit was added can be received; the others are refused until they are read again', async () => {
    const plan = await bench.plan([
      bench.sheet('a.xlsx', report('常宁市', [['专利授权量', '件', 5, 4]])),
      bench.sheet('b.xlsx', report('江北区', [['专利授权量', '件', 6, 4]])),
    ]);
    write(bench.ctx.store, { kind: 'units', label: '新增', operator: '测试', topics: ['units'] }, () =>
      saveUnit(bench.ctx.store, null, unitDraft('常宁市', 4)),
    );
    const again = await imports.answer(bench.ctx, { planId: plan.planId, index: 0, answers: {} });
    expect(again).toMatchObject({ status: 'planned', units: ['常宁市'] });
    imports.commit(bench.ctx, { planId: plan.planId, files: [{ index: 0, partial: false }] });
    expect(value('常宁市', 'C05')).toBe('5');
    const receiveOther = () =>
      imports.commit(bench.ctx, { planId: plan.planId, files: [{ index: 1, partial: false }] });
    expect(receiveOther).toThrow(/data\.stale/);
    await imports.answer(bench.ctx, { planId: plan.planId, index: 1, answers: {} });
    receiveOther();
    expect(value('江北区', 'C05')).toBe('6');
  });

  test('a plan is refused once the stored value, the file or the units changed', async () => {
    const plan = await bench.plan([bench.sheet('a.xlsx', report('江北区', [['专利授权量', '件', 5, 4]]))]);
    write(bench.ctx.store, { kind: 'units', label: '改名', operator: '测试', topics: ['units'] }, () =>
      saveUnit(bench.ctx.store, 1, unitDraft('江北新区', 1)),
    );
    expect(() => bench.accept(plan)).toThrow(/data\.stale/);
    expect(value('江北新区', 'C05')).toBeUndefined();
  });
});

describe('layouts', () => {
  test('units across and indicators down are read, 合计 is compared', async () => {
    const planned = await bench.plan([
      bench.sheet('2024年1—3月.xlsx', [
        ['指标', '江北区', '江南区', '合计'],
        ['专利授权量', 405, 128, 534],
        ['发明专利授权量', 21, 6, 27],
      ]),
    ]);
    expect(planned.files[0]!.issues.map((issue) => [issue.rule, issue.cell])).toEqual([['total-differs', 'D2']]);
    bench.accept(planned);
    expect(value('江南区', 'C05')).toBe('128');
    expect(value('合计', 'C06')).toBe('27');
  });

  test('two blocks side by side are both read', async () => {
    await bench.importAll([
      bench.sheet('2024年1—3月.xlsx', [
        ['区县', '专利授权量', null, '区县', '专利授权量'],
        ['江北区', 1, null, '衡阳县', 3],
        ['江南区', 2, null, null, null],
      ]),
    ]);
    expect(['江北区', '江南区', '衡阳县'].map((unit) => value(unit, 'C05'))).toEqual(['1', '2', '3']);
  });

  test('two tables below each other are both read', async () => {
    const rows: Rows = [
      ['2024年1—3月专利情况'],
      ['区县', '专利授权量'],
      ['江北区', 1],
      ['江南区', 2],
      [],
      ['2024年1—3月商标情况'],
      ['区县', '商标申请量'],
      ['江北区', 3],
      ['江南区', 4],
    ];
    await bench.importAll([bench.sheet('表.xlsx', rows)]);
    expect(['C05', 'C23'].map((code) => value('合计', code))).toEqual(['3', '7']);
  });

  test('columns in any order, with 序号 last and a note first', async () => {
    await bench.importAll([
      bench.sheet('2024年1—3月.xlsx', [
        ['备注', '发明专利授权数（件）', '县（市、区）', '专利授权量', '序 号'],
        ['', 21, '江北区', 405, 1],
        ['', 6, '江南区', 128, 2],
      ]),
    ]);
    expect(value('江北区', 'C06')).toBe('21');
    expect(value('江南区', 'C05')).toBe('128');
  });
});
