// What was previewed is what is received: a stored value, a target or the file itself that changed meanwhile is never written over.

import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { undo } from '../../electron/core/history/handlers.js';
import { listValues } from '../../electron/core/statistics/handlers.js';
import { saveIssued } from '../../electron/core/statistics/issued-entry.js';
import { issuedDirectly } from '../../electron/core/store/issued-store.js';
import { benchmarksOfPeriod } from '../../electron/core/store/target-store.js';
import { saveTargets } from '../../electron/core/targets/handlers.js';
import { targetMatrix } from '../../electron/core/targets/matrix.js';
import * as imports from '../../electron/core/workbook/handlers.js';
import type { ImportPlan } from '../../shared/import/plan.js';
import { dump } from '../helpers/dump.js';
import { ImportBench, type Rows } from '../helpers/importing.js';
import { addValueList } from '../helpers/memory-store.js';

let bench: ImportBench;
beforeEach(async () => {
  bench = await ImportBench.withUnits('江北区', '江南区');
});
afterEach(() => bench.close());

const report = (granted: number, filed: number): Rows => [
  ['2024年1—3月知识产权工作统计表'],
  ['填报单位：江北区市场监督管理局（盖章）'],
  ['指标名称', '计量单位', '1—3月累计'],
  ['专利授权量', '件', granted],
  ['商标申请量', '件', filed],
];
const plan = (granted: number, filed: number): Promise<ImportPlan> =>
  bench.plan([bench.sheet('表.xlsx', report(granted, filed))]);
const receive = (made: ImportPlan) =>
  imports.commit(bench.ctx, { planId: made.planId, files: [{ index: 0, partial: false }] });
const typed = (value: string): void =>
  addValueList(bench.ctx.store, [{ unit: '江北区', code: 'C05', period: '2024-03', basis: 'ytd', value }]);
const stored = (): (string | null | undefined)[] => {
  const { values } = listValues(bench.ctx, { period: '2024-03' });
  return ['C05', 'C23'].map((code) => values.find((one) => one.code === code)?.value);
};
const refusal = (code: string) => expect.objectContaining({ code });

test('a value that was typed after the preview stays, and nothing of the file is stored', async () => {
  const made = await plan(50, 20);
  typed('49');
  expect(() => receive(made)).toThrow(refusal('data.stale'));
  expect(stored()).toEqual(['49', undefined]);
});

test('a correction is not stored over another number than the one that it was compared with', async () => {
  receive(await plan(50, 20));
  const made = await plan(55, 22);
  const { status } = await imports.answer(bench.ctx, {
    planId: made.planId,
    index: 0,
    answers: { revision: 'accept' },
  });
  expect(status).toBe('planned');
  typed('54');
  expect(() => receive(made)).toThrow(refusal('data.stale'));
  expect(stored()).toEqual(['54', '20']);
});

test('the same number typed meanwhile is no contradiction: the rest of the file is stored', async () => {
  const made = await plan(50, 20);
  typed('50');
  expect(receive(made).stored).toBe(1);
  expect(stored()).toEqual(['50', '20']);
});

test('a file that was saved again after the preview, or is gone, is refused and stores nothing', async () => {
  const made = await plan(50, 20);
  const before = dump(bench.ctx.store.db);
  const [name] = readdirSync(bench.folder).filter((one) => one.endsWith('.xlsx'));
  const path = join(bench.folder, name!);
  writeFileSync(path, 'another');
  expect(() => receive(made)).toThrow(refusal('data.stale'));
  rmSync(path);
  expect(() => receive(made)).toThrow(refusal('file.not-found'));
  expect(dump(bench.ctx.store.db)).toEqual(before);
});

/** A second table that corrects what the first gave, its questions answered; not received yet. */
async function correction(rows: (whole: number, unit: number) => Rows): Promise<ImportPlan> {
  bench.accept(await bench.plan([bench.sheet('表.xlsx', rows(110, 60))]));
  const made = await bench.plan([bench.sheet('更正.xlsx', rows(112, 62))]);
  const file = await imports.answer(bench.ctx, { planId: made.planId, index: 0, answers: { revision: 'accept' } });
  expect([file.status, file.cells.changed]).toEqual(['planned', 2]);
  return { ...made, files: [file] };
}

describe('what is no report of a unit', () => {
  const targets = (higher: number, unit: number): Rows => [
    ['2024年全市知识产权目标任务分解表'],
    ['序号', '指标', '计量单位', '考核方式', '省下达目标', '江北区', '江南区'],
    [1, '专利授权量', '件', '累计', higher, unit, 40],
  ];
  const standing = (): (string | null)[] => {
    const [column] = targetMatrix(bench.ctx, '2024-03').columns;
    return [column!.higher.value, ...column!.cells.map((cell) => cell.value)];
  };
  const set = (unitId: number | null, value: string) =>
    saveTargets(bench.ctx, {
      year: 2024,
      document: '示市知〔2024〕5号',
      reason: '',
      cells: [{ code: 'C05', unitId, level: unitId === null ? 'higher' : 'assigned', value }],
    });

  test.each([
    ['下达任务', 1, ['110', '70', '40']],
    ['上级下达任务', null, ['70', '60', '40']],
  ] as const)('%s that was set anew after the preview stays', async (_name, unitId, expected) => {
    const made = await correction(targets);
    set(unitId, '70');
    expect(() => receive(made)).toThrow(refusal('data.stale'));
    expect(standing()).toEqual(expected);
  });

  test('the very target that the file gives is no contradiction', async () => {
    const made = await correction(targets);
    set(1, '62');
    expect(receive(made).stored).toBe(1);
    expect(standing()).toEqual(['112', '62', '40']);
  });

  test('上级下发 that was entered after the preview stays', async () => {
    const made = await correction((whole, unit) => [
      ['省知识产权局2024年1—3月各区专利授权情况'],
      ['单位', '专利授权量（件）'],
      ['全市', whole],
      ['江北区', unit],
      ['江南区', 40],
    ]);
    const cells = [{ unitId: 1, text: '65' }];
    saveIssued(bench.ctx, { period: '2024-03', code: 'C05', origin: '省局通报', asOf: null, cells });
    expect(() => receive(made)).toThrow(refusal('data.stale'));
    expect(issuedDirectly(bench.ctx.store, '2024-03').map((one) => one.value)).toEqual([110, 65, 40]);
  });

  test('numbers of other places whose table was taken back after the preview are not its corrections any more', async () => {
    const made = await correction((whole, unit) => [
      ['2024年1—3月全省各市专利授权情况'],
      ['地区', '专利授权量（件）'],
      ['甲市', whole],
      ['乙市', unit],
      ['丙市', 40],
    ]);
    const first = bench.ctx.store.db.prepare("SELECT max(id) FROM change_set WHERE kind = 'import'").pluck().get();
    undo(bench.ctx, { id: first as number });
    expect(() => receive(made)).toThrow(refusal('data.stale'));
    expect(benchmarksOfPeriod(bench.ctx.store, '2024-03')).toEqual([]);
  });
});
