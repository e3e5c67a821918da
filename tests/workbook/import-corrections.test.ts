// Corrections: preview = commit cell by cell, the revision chain with its reasons, what a correction would change, last year's
// value and 同口径调整, and what stands in the way of an undo.

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import * as history from '../../electron/core/history/handlers.js';
import { detailOf } from '../../electron/core/statistics/value-detail.js';
import { factsOf } from '../../electron/core/statistics/service.js';
import { listValues } from '../../electron/core/statistics/handlers.js';
import { dataVersion } from '../../electron/core/store/store.js';
import { listUnits } from '../../electron/core/store/unit-store.js';
import { buildTable } from '../../electron/core/tables/build-table.js';
import * as imports from '../../electron/core/workbook/handlers.js';
import * as submissions from '../../electron/core/workbook/submission-handlers.js';
import type { ImportPlan } from '../../shared/import/plan.js';
import { countAll, dump } from '../helpers/dump.js';
import { ImportBench, type Rows } from '../helpers/importing.js';
import { addValueList } from '../helpers/memory-store.js';

let bench: ImportBench;
beforeEach(async () => {
  bench = await ImportBench.withUnits('江北区', '江南区');
});
afterEach(() => bench.close());

const report = (unit: string, rows: Rows): Rows => [
  ['2024年1—3月知识产权工作统计表'],
  [`填报单位：${unit}市场监督管理局（盖章）`],
  ['指标名称', '计量单位', '1—3月累计', '去年同期'],
  ...rows,
];
const plan = (rows: Rows, unit = '江北区', name = '表.xlsx') => bench.plan([bench.sheet(name, report(unit, rows))]);
const receive = async (rows: Rows, unit = '江北区', name = '表.xlsx'): Promise<number> =>
  bench.accept(await plan(rows, unit, name)).batchId!;
const value = (code: string, unit = '江北区', period = '2024-03'): string | null | undefined =>
  listValues(bench.ctx, { period }).values.find((one) => one.unit === unit && one.code === code)?.value;
const unitId = (name: string): number => listUnits(bench.ctx.store).find((unit) => unit.name === name)!.id;
const commit = (made: ImportPlan, file: Omit<Parameters<typeof imports.commit>[1]['files'][number], 'index'>) =>
  imports.commit(bench.ctx, { planId: made.planId, files: [{ index: 0, ...file }] });

const FIRST: Rows = [
  ['专利授权量', '件', 50, null],
  ['商标申请量', '件', 20, null],
  ['PCT国际专利申请量', '件', 5, null],
];
const SECOND: Rows = [
  ['专利授权量', '件', 55, null],
  ['商标申请量', '件', 22, null],
  ['PCT国际专利申请量', '件', 5, null],
];

describe('cell by cell', () => {
  test('only the chosen cells are received, and the others stay as they were', async () => {
    const made = await plan(FIRST);
    const { stored } = commit(made, { partial: false, cells: { receive: ['Sheet1!C4', 'Sheet1!C6'] } });
    expect(stored).toBe(2);
    expect([value('C05'), value('C23'), value('C11')]).toEqual(['50', undefined, '5']);
  });

  test('a cell that is left out is not stored, and the plan says so', async () => {
    const made = await plan(FIRST);
    commit(made, { partial: false, cells: { leave: ['Sheet1!C5'] } });
    expect([value('C05'), value('C23')]).toEqual(['50', undefined]);
    expect(bench.cells(made).find((cell) => cell.cell === 'C5')?.chosen).toBe(false);
  });

  test('one correction out of two, with the question of the file left open', async () => {
    await receive(FIRST);
    const made = await plan(SECOND);
    expect(made.files[0]).toMatchObject({ status: 'asks', cells: { changed: 2, same: 1 } });
    const { cells } = submissions.choose(bench.ctx, {
      planId: made.planId,
      index: 0,
      cells: { 'Sheet1!C4': 'receive' },
      comparable: {},
    });
    expect(cells.find((cell) => cell.cell === 'C4')).toMatchObject({ chosen: true, before: '50', value: '55' });
    commit(made, { partial: true });
    expect([value('C05'), value('C23')]).toEqual(['55', '20']);
  });

  test('a value that the officer typed is named before a file takes it back', async () => {
    await receive(FIRST);
    addValueList(bench.ctx.store, [{ unit: '江北区', code: 'C23', period: '2024-03', basis: 'ytd', value: '21' }]);
    const made = await plan(SECOND, '江北区', '第二次.xlsx');
    expect(made.files[0]!.questions[0]!.text).toBe(
      '有2个数值与已存的不同（例如C4“专利授权量”由50件改为55件），其中1个已存的是手工填写的（C5“商标申请量”），请先核对。是更正吗？',
    );
  });

  test('choices survive a restart and a second reading, and can be taken back', async () => {
    const made = await plan(FIRST);
    const choose = (choice: 'leave' | 'default') =>
      submissions.choose(bench.ctx, { planId: made.planId, index: 0, cells: { 'Sheet1!C5': choice }, comparable: {} });
    choose('leave');
    await imports.answer(bench.ctx, { planId: made.planId, index: 0, answers: {} });
    expect(bench.cells(made).find((cell) => cell.cell === 'C5')?.chosen).toBe(false);
    choose('default');
    expect(bench.cells(made).find((cell) => cell.cell === 'C5')?.chosen).toBeUndefined();
    bench.accept(imports.get(bench.ctx, { planId: made.planId }));
    expect(value('C23')).toBe('20');
  });

  test('a rejected cell cannot be chosen into the store', async () => {
    const made = await plan([
      ['专利授权量', '件', '很多', null],
      ['商标申请量', '件', 20, null],
    ]);
    commit(made, { partial: true, cells: { receive: ['Sheet1!C4', 'Sheet1!C5'] } });
    expect([value('C05'), value('C23')]).toEqual([undefined, '20']);
  });

  test('a cell left out no longer contradicts the other file', async () => {
    const made = await bench.plan([
      bench.sheet('a.xlsx', report('江北区', FIRST)),
      bench.sheet(
        'b.xlsx',
        report('江北区', [
          ['专利授权量', '件', 51, null],
          ['商标注册量', '件', 3, null],
        ]),
      ),
    ]);
    expect(made.files.map((file) => file.status)).toEqual(['asks', 'asks']);
    submissions.choose(bench.ctx, { planId: made.planId, index: 1, cells: { 'Sheet1!C4': 'leave' }, comparable: {} });
    const after = imports.get(bench.ctx, { planId: made.planId });
    expect(after.files.map((file) => [file.status, file.cells.conflict])).toEqual([
      ['planned', 0],
      ['planned', 0],
    ]);
    bench.accept(after);
    expect([value('C05'), value('C24')]).toEqual(['50', '3']);
  });

  test('an unknown cell is refused', async () => {
    const made = await plan(FIRST);
    expect(() =>
      submissions.choose(bench.ctx, { planId: made.planId, index: 0, cells: { 'Sheet1!Z9': 'leave' }, comparable: {} }),
    ).toThrow(/data\.not-found/);
  });
});

describe('the revision chain', () => {
  test('faulty sample → issue at the cell → corrected file → revision 2, with who, when, why and how many', async () => {
    const faulty = await plan(
      [
        ['专利授权量', '件', 50, null],
        ['商标申请量', '件', '约十几件', null],
      ],
      '江北区',
      '江北区.xlsx',
    );
    expect(faulty.files[0]!.issues.filter((issue) => issue.severity === 'block').map((issue) => issue.cell)).toEqual([
      'C5',
    ]);
    commit(faulty, { partial: true });
    // Half past two in the morning of the 3rd where the office is.
    bench.ctx.store.db.exec("UPDATE change_set SET at = '2024-04-02T18:30:00.000Z' WHERE kind = 'import'");
    const corrected = await plan(
      [
        ['专利授权量', '件', 52, null],
        ['商标申请量', '件', 15, null],
      ],
      '江北区',
      '江北区（更正）.xlsx',
    );
    expect(corrected.files[0]!.issues.find((issue) => issue.rule === 'second-version')?.message).toContain(
      '已在2024-04-03接收过第1次（“江北区.xlsx”），本文件是第2次',
    );
    await imports.answer(bench.ctx, { planId: corrected.planId, index: 0, answers: { revision: 'accept' } });
    commit(corrected, { partial: false, reason: '商标数原填文字，专利数漏报2件' });
    expect(
      submissions.submissionList(bench.ctx, { unitId: unitId('江北区'), period: '2024-03' }).submissions,
    ).toMatchObject([
      {
        revision: 2,
        file: '江北区（更正）.xlsx',
        reason: '商标数原填文字，专利数漏报2件',
        operator: '测试',
        added: 1,
        changed: 1,
        undone: false,
      },
      { revision: 1, file: '江北区.xlsx', reason: '', added: 1, changed: 0, undone: false },
    ]);
    const detail = detailOf(bench.ctx, {
      key: { unitId: unitId('江北区'), code: 'C05', period: '2024-03', basis: 'ytd' },
    });
    expect(detail.revisions.map((revision) => [revision.text, revision.reason])).toEqual([
      ['52', '商标数原填文字，专利数漏报2件'],
      ['50', ''],
    ]);
  });

  test('an undone submission keeps its line and loses its number', async () => {
    const first = await receive(FIRST, '江北区', 'a.xlsx');
    const made = await plan(SECOND, '江北区', 'b.xlsx');
    await imports.answer(bench.ctx, { planId: made.planId, index: 0, answers: { revision: 'accept' } });
    commit(made, { partial: false });
    imports.undo(bench.ctx, { batchId: first });
    expect(
      submissions.submissionList(bench.ctx, { period: '2024-03' }).submissions.map((one) => [one.file, one.revision]),
    ).toEqual([
      ['b.xlsx', 1],
      ['a.xlsx', null],
    ]);
  });
});

describe('更正影响', () => {
  test('names totals, growth and ranks that would change, and stores nothing', async () => {
    addValueList(bench.ctx.store, [
      { unit: '江北区', code: 'C05', period: '2023-03', basis: 'ytd', value: '40' },
      { unit: '江南区', code: 'C05', period: '2023-03', basis: 'ytd', value: '40' },
    ]);
    await receive(FIRST);
    await receive([['专利授权量', '件', 53, null]], '江南区');
    const made = await plan(SECOND);
    const before = [dump(bench.ctx.store.db), countAll(bench.ctx.store.db)];
    const cached = factsOf(bench.ctx, '2024-03').byCode.get('C05')?.total.exact;
    const effect = submissions.effect(bench.ctx, { planId: made.planId, index: 0 });
    expect([dump(bench.ctx.store.db), countAll(bench.ctx.store.db)]).toEqual(before);
    expect(factsOf(bench.ctx, '2024-03').byCode.get('C05')?.total.exact).toEqual(cached);
    expect(effect).toMatchObject({ corrected: 2, added: 0, more: 0 });
    const patents = effect.changes
      .filter((one) => one.code === 'C05')
      .map((one) => [one.unit, one.figure, one.before, one.after]);
    expect(patents).toEqual([
      ['全市', 'current', '103', '108'],
      ['全市', 'change', '28.8', '35.0'],
      ['江北区', 'change', '25.0', '37.5'],
      ['江北区', 'rank', '2', '1'],
      ['江南区', 'rank', '1', '2'],
    ]);
    expect(effect.changes.every((one) => one.code === 'C05' || one.code === 'C23')).toBe(true);
  });

  test('is exactly what the correction then does', async () => {
    await receive(FIRST);
    await receive([['专利授权量', '件', 53, null]], '江南区');
    const made = await plan(SECOND);
    const { changes } = submissions.effect(bench.ctx, { planId: made.planId, index: 0 });
    await imports.answer(bench.ctx, { planId: made.planId, index: 0, answers: { revision: 'accept' } });
    commit(made, { partial: false });
    const total = changes.find((one) => one.code === 'C05' && one.unitId === null && one.figure === 'current');
    expect(value('C05', '合计')).toBe(total?.after);
  });

  test('a change of last year shows in this year', async () => {
    await receive(FIRST);
    addValueList(bench.ctx.store, [{ unit: '江北区', code: 'C05', period: '2023-03', basis: 'ytd', value: '40' }]);
    const rows = report('江北区', [['专利授权量', '件', 25, null]]).map((row, r) =>
      r === 0 ? ['2023年1—3月知识产权工作统计表'] : row,
    );
    const made = await bench.plan([bench.sheet('2023.xlsx', rows)]);
    const { changes } = submissions.effect(bench.ctx, { planId: made.planId, index: 0 });
    expect(changes).toContainEqual(
      expect.objectContaining({ period: '2024-03', unit: '江北区', figure: 'change', before: '25.0', after: '100.0' }),
    );
  });
});

describe('last year', () => {
  const withLastYear: Rows = [['专利授权量', '件', 50, 45]];
  beforeEach(() =>
    addValueList(bench.ctx.store, [
      { unit: '江北区', code: 'C05', period: '2023-03', basis: 'ytd', value: '40' },
      { unit: '江南区', code: 'C05', period: '2023-03', basis: 'ytd', value: '10' },
    ]),
  );
  const change = (): string => {
    const { n, d } = factsOf(bench.ctx, '2024-03').byCode.get('C05')!.units.get(unitId('江北区'))!.change.fraction!;
    return (Number((n * 100n) / d) / 100).toFixed(2);
  };

  test('the stored value goes before the 去年同期 of the report; the difference is an issue and nothing is asked', async () => {
    const made = await plan(withLastYear);
    expect(made.files[0]).toMatchObject({ status: 'planned', questions: [], cells: { new: 1, ignored: 1 } });
    expect(made.files[0]!.issues).toMatchObject([
      { rule: 'claim-differs', cell: 'D4', severity: 'warn', expected: '40' },
    ]);
    bench.accept(made);
    expect(value('C05', '江北区', '2023-03')).toBe('40');
    expect(change()).toBe('25.00');
  });

  test('同口径调整 keeps both: 同比 uses the comparable base, the table says so, undo takes it away', async () => {
    await receive([['专利授权量', '件', 8, null]], '江南区');
    const before = dump(bench.ctx.store.db);
    const made = await plan(withLastYear);
    const { file } = submissions.choose(bench.ctx, {
      planId: made.planId,
      index: 0,
      cells: {},
      comparable: { 'Sheet1!D4': '自2024年起含驻地高校' },
    });
    expect(file).toMatchObject({ status: 'planned', cells: { new: 2, ignored: 0 } });
    expect(file.issues[0]!.waiver?.reason).toContain('自2024年起含驻地高校');
    const { batchId, stored } = bench.accept(imports.get(bench.ctx, { planId: made.planId }));
    expect(stored).toBe(2);
    expect(value('C05', '江北区', '2023-03')).toBe('40');
    expect(change()).toBe('11.11');
    expect(submissions.comparableList(bench.ctx, {}).bases).toEqual([
      expect.objectContaining({ unit: '江北区', code: 'C05', period: '2023-03', stored: '40', value: '45' }),
    ]);
    const table = buildTable(bench.ctx, 'monthly-summary', '2024-03', { figures: ['change'] });
    expect(table.notes.join('')).toContain('江北区专利授权的上年同期数为同口径数（自2024年起含驻地高校）。');
    imports.undo(bench.ctx, { batchId: batchId! });
    expect(dump(bench.ctx.store.db)).toEqual(before);
  });

  test('decided once, the same 去年同期 is no issue again; taken back, only the stored value is kept', async () => {
    const made = await plan(withLastYear);
    const choose = (note: string) =>
      submissions.choose(bench.ctx, { planId: made.planId, index: 0, cells: {}, comparable: { 'Sheet1!D4': note } });
    choose('口径');
    expect(choose('').file).toMatchObject({ cells: { new: 1, ignored: 1 } });
    expect(choose('').file.issues[0]!.waiver).toBeUndefined();
    choose('口径');
    bench.accept(imports.get(bench.ctx, { planId: made.planId }));
    const again = await plan([['专利授权量', '件', 50, 45]], '江北区', '再报.xlsx');
    expect(again.files[0]!.issues.filter((issue) => issue.rule === 'claim-differs')).toEqual([]);
    submissions.comparableSave(bench.ctx, {
      unitId: unitId('江北区'),
      code: 'C05',
      period: '2023-03',
      basis: 'ytd',
      value: null,
      note: '',
    });
    expect(submissions.comparableList(bench.ctx, {}).bases).toEqual([]);
    expect(change()).toBe('25.00');
    history.undo(bench.ctx, { id: dataVersion(bench.ctx.store) });
    expect(change()).toBe('11.11');
  });
});

describe('undo with later imports in between', () => {
  const accept = async (rows: Rows, name: string): Promise<number> => {
    const made = await plan(rows, '江北区', name);
    await imports.answer(bench.ctx, { planId: made.planId, index: 0, answers: { revision: 'accept' } });
    return commit(made, { partial: false }).batchId!;
  };

  test('a value that a later file repeated stays, with that file as its source', async () => {
    const first = await receive(FIRST, '江北区', 'a.xlsx');
    await accept(SECOND, 'b.xlsx');
    imports.undo(bench.ctx, { batchId: first });
    expect([value('C05'), value('C23'), value('C11')]).toEqual(['55', '22', '5']);
    const detail = detailOf(bench.ctx, {
      key: { unitId: unitId('江北区'), code: 'C11', period: '2024-03', basis: 'ytd' },
    });
    expect(detail.source).toMatchObject({ file: 'b.xlsx', cell: 'C6' });
  });

  test('the redo brings everything back to the row', async () => {
    const first = await receive(FIRST, '江北区', 'a.xlsx');
    await accept(SECOND, 'b.xlsx');
    const before = dump(bench.ctx.store.db);
    imports.undo(bench.ctx, { batchId: first });
    history.undo(bench.ctx, { id: dataVersion(bench.ctx.store) });
    expect(dump(bench.ctx.store.db)).toEqual(before);
    imports.undo(bench.ctx, { batchId: first });
    expect(value('C11')).toBe('5');
  });

  test('what stands in the way is named, and gone when that is undone', async () => {
    const sign = (text: string): Rows => [
      ['专利授权量', '件', text, null],
      ['商标申请量', '件', 20, null],
    ];
    const made = await plan(sign('—'), '江北区', 'a.xlsx');
    await imports.answer(bench.ctx, { planId: made.planId, index: 0, answers: { 'sign:0:0:—': 'zero' } });
    const first = commit(made, { partial: false }).batchId!;
    const again = await plan(sign('—'), '江北区', 'b.xlsx');
    await imports.answer(bench.ctx, {
      planId: again.planId,
      index: 0,
      answers: { 'sign:0:0:—': 'not_applicable', revision: 'accept' },
    });
    const second = commit(again, { partial: false }).batchId!;
    const shown = (): (boolean | string)[][] =>
      imports.batches(bench.ctx, { limit: 10 }).batches.map((batch) => [batch.canUndo, batch.undoBlockedBy]);
    expect(shown()).toEqual([
      [true, ''],
      [false, '之后又修改过同样的内容（接收“b.xlsx”），请先撤销后面的操作'],
    ]);
    const before = dump(bench.ctx.store.db);
    expect(() => imports.undo(bench.ctx, { batchId: first })).toThrow(/data\.undo-conflict/);
    expect(dump(bench.ctx.store.db)).toEqual(before);
    imports.undo(bench.ctx, { batchId: second });
    expect(shown()[1]).toEqual([true, '']);
    imports.undo(bench.ctx, { batchId: first });
    expect(value('C05')).toBeUndefined();
  });
});

test('a city table that differed from the unit’s own report holds once that report is undone, and gives way to the next one', async () => {
  const city: Rows = [['2024年1—3月各区专利授权情况'], ['区县', '专利授权量（件）'], ['江北区', 49], ['江南区', 8]];
  const own = await receive(FIRST, '江北区', '江北区.xlsx');
  bench.accept(await bench.plan([bench.sheet('汇总表.xlsx', city)]));
  expect(value('C05')).toBe('50');
  const before = dump(bench.ctx.store.db);
  imports.undo(bench.ctx, { batchId: own });
  expect([value('C05'), value('C23')]).toEqual(['49', undefined]);
  history.undo(bench.ctx, { id: dataVersion(bench.ctx.store) });
  expect(dump(bench.ctx.store.db)).toEqual(before);
});
