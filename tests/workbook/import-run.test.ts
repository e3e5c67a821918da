// import.run, the command line's way: plans and receives in one call and leaves exactly what planning and receiving leave.

import { rmSync } from 'node:fs';

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { AppError } from '../../shared/errors/app-error.js';
import { together, write } from '../../electron/core/store/write.js';
import { addRevisions, currentRevisions, standingValues } from '../../electron/core/store/value-store.js';
import { listIndicators } from '../../electron/core/store/indicator-store.js';
import * as imports from '../../electron/core/workbook/handlers.js';
import { run as runImport } from '../../electron/core/workbook/run-handler.js';
import { dump } from '../helpers/dump.js';
import { ImportBench, type Rows } from '../helpers/importing.js';
import { typedRevision } from '../helpers/memory-store.js';

let bench: ImportBench;
beforeEach(async () => {
  bench = await ImportBench.withUnits('江北区', '江南区');
});
afterEach(() => bench.close());

function report(unit: string, month: number, granted: number, lastYear: number): Rows {
  return [
    [`2024年1—${month}月知识产权工作统计表`],
    [`填报单位：${unit}`],
    ['指标名称', '计量单位', '本年累计', '去年同期'],
    ['专利授权量', '件', granted, lastYear],
    ['商标申请量', '件', granted * 2, lastYear * 2],
  ];
}

const run = (files: Parameters<typeof runImport>[1]['files'], accept = true) =>
  runImport(bench.ctx, { files, period: null, accept });

describe('import.run', () => {
  test('stores exactly what plan and commit store, for the sample month', async () => {
    const [one, two] = [await ImportBench.sample(), await ImportBench.sample()];
    try {
      const plan = await one.plan([...one.fixtures('districts'), ...one.fixtures('city')], '2022-07');
      const { stored } = one.accept(plan);
      const done = await runImport(two.ctx, {
        files: [...two.fixtures('districts'), ...two.fixtures('city')],
        period: '2022-07',
        accept: true,
      });
      expect(done.stored).toBe(stored);
      expect(stored).toBeGreaterThan(500);
      expect(withoutTimes(dump(two.ctx.store.db))).toEqual(withoutTimes(dump(one.ctx.store.db)));
      expect(done.files.map(({ file, cells, issues }) => [file, cells, issues])).toEqual(
        plan.files.map(({ file, cells, issues }) => [file, cells, issues]),
      );
      imports.undo(two.ctx, { batchId: done.batchId! });
      expect(currentRevisions(two.ctx.store, '2022-07')).toEqual([]);
    } finally {
      one.close();
      two.close();
    }
  });

  test('without accept stores nothing, and the plan that waits for the officer stays', async () => {
    const waiting = await bench.plan([bench.sheet('甲.xlsx', report('江北区', 3, 5, 4))]);
    const before = dump(bench.ctx.store.db);
    const done = await run([bench.sheet('乙.xlsx', report('江南区', 3, 7, 6))], false);
    expect(done).toMatchObject({ batchId: null, stored: 0, files: [{ file: '乙.xlsx', status: 'planned' }] });
    expect(dump(bench.ctx.store.db)).toEqual(before);
    expect(imports.openPlan(bench.ctx).plan?.planId).toBe(waiting.planId);
  });

  test('two files that contradict each other both ask, and nothing of either is stored', async () => {
    const done = await run([
      bench.sheet('甲.xlsx', report('江北区', 3, 5, 4)),
      bench.sheet('乙.xlsx', report('江北区', 3, 6, 4)),
      bench.sheet('丙.xlsx', report('江南区', 3, 7, 6)),
    ]);
    expect(done.files.map(({ status }) => status)).toEqual(['asks', 'asks', 'imported']);
    expect(currentRevisions(bench.ctx.store, '2024-03').map(({ value }) => value)).toEqual([7, 14]);
  });

  test('a file that is gone when its turn comes leaves those before it, and says so', async () => {
    const gone = bench.sheet('乙.xlsx', report('江南区', 3, 7, 6));
    const files = [bench.sheet('甲.xlsx', report('江北区', 3, 5, 4)), gone];
    const { ctx } = bench;
    const step = ctx.job.step.bind(ctx.job);
    // It vanishes between planning and receiving.
    ctx.job.step = (progress) => {
      if (progress.stage === '接收 甲.xlsx') rmSync(ctx.files.path(gone.id), { force: true });
      step(progress);
    };
    await expect(run(files)).rejects.toMatchObject({ code: 'file.not-found' });
    expect(currentRevisions(ctx.store, '2024-03').map(({ value }) => value)).toEqual([5, 10]);
    const { batches } = imports.batches(ctx, { limit: 5 });
    expect(batches).toMatchObject([{ label: '导入1个文件', files: [{ file: '甲.xlsx', status: 'imported' }] }]);
  });

  test('a run that is cancelled between two files leaves those before it', async () => {
    const { ctx } = bench;
    const step = ctx.job.step.bind(ctx.job);
    ctx.job.step = (progress) => {
      if (progress.stage === '接收 乙.xlsx') throw new AppError('job.cancelled');
      step(progress);
    };
    const files = [
      bench.sheet('甲.xlsx', report('江北区', 3, 5, 4)),
      bench.sheet('乙.xlsx', report('江南区', 3, 7, 6)),
    ];
    await expect(run(files)).rejects.toMatchObject({ code: 'job.cancelled' });
    expect(currentRevisions(ctx.store, '2024-03').map(({ value }) => value)).toEqual([5, 10]);
    expect(imports.batches(ctx, { limit: 5 }).batches).toMatchObject([{ label: '导入1个文件' }]);
  });

  test('each file of a run can be undone with the others, to the prior content', async () => {
    const before = dump(bench.ctx.store.db);
    const done = await run([
      bench.sheet('甲.xlsx', report('江北区', 3, 5, 4)),
      bench.sheet('乙.xlsx', report('江北区', 4, 8, 6)),
    ]);
    expect(done.files.map(({ status }) => status)).toEqual(['imported', 'imported']);
    imports.undo(bench.ctx, { batchId: done.batchId! });
    expect(dump(bench.ctx.store.db)).toEqual(before);
  });
});

function withoutTimes(tables: Record<string, unknown[]>): Record<string, unknown[]> {
  return Object.fromEntries(
    Object.entries(tables).map(([table, rows]) => [
      table,
      rows.map((row) => ({ ...(row as Record<string, unknown>), at: undefined, kept_at: undefined })),
    ]),
  );
}

describe('change sets written together', () => {
  const label = (name: string) => ({ kind: 'manual', label: name, operator: '测试', topics: ['values' as const] });
  const key = (): { unitId: number; indicatorId: number; period: string; basis: 'ytd' } => ({
    unitId: 1,
    indicatorId: listIndicators(bench.ctx.store).find(({ code }) => code === 'C06')!.id,
    period: '2024-03',
    basis: 'ytd',
  });
  const store = (changeSetId: number, value: number): number =>
    addRevisions(bench.ctx.store, changeSetId, [typedRevision(key(), value)]);

  test('one that fails leaves the others, and what it had written is gone', () => {
    together(bench.ctx.store, () => {
      write(bench.ctx.store, label('一'), (id) => store(id, 3));
      expect(() =>
        write(bench.ctx.store, label('二'), (id) => {
          store(id, 9);
          throw new Error('二');
        }),
      ).toThrow('二');
      write(bench.ctx.store, label('三'), (id) => store(id, 5));
    });
    expect(standingValues(bench.ctx.store, [key()])).toEqual([{ state: 'value', value: 5, no: 2 }]);
    const labels = bench.ctx.store.db.prepare('SELECT label FROM change_set ORDER BY id').pluck().all();
    expect(labels.slice(-2)).toEqual(['一', '三']);
  });

  test('of a whole nothing stays where one of them fails, also if that is passed over', () => {
    const before = dump(bench.ctx.store.db);
    const whole = (work: () => void): void => together(bench.ctx.store, work, { isWhole: true });
    const failing = (): void =>
      write(bench.ctx.store, label('二'), (id) => {
        store(id, 9);
        throw new Error('二');
      });
    const first = (): number => write(bench.ctx.store, label('一'), (id) => store(id, 3));
    expect(() => whole(() => (first(), failing()))).toThrow('二');
    expect(dump(bench.ctx.store.db)).toEqual(before);
    expect(() => whole(() => (first(), expect(failing).toThrow('二')))).toThrow('one of a whole failed');
    expect(dump(bench.ctx.store.db)).toEqual(before);
    whole(() => {
      first();
      write(bench.ctx.store, label('三'), (id) => store(id, 5));
    });
    expect(standingValues(bench.ctx.store, [key()])).toEqual([{ state: 'value', value: 5, no: 2 }]);
    const { db } = bench.ctx.store;
    const labels = db.prepare('SELECT label FROM change_set ORDER BY id').pluck().all();
    expect(labels.slice(-2)).toEqual(['一', '三']);
    expect(db.prepare('SELECT count(*) FROM temp.current_change').pluck().get()).toBe(0);
  });

  test('where the whole fails nothing of it stays, and outside of it a write still refuses to be inside another', () => {
    const before = dump(bench.ctx.store.db);
    expect(() =>
      together(bench.ctx.store, () => {
        write(bench.ctx.store, label('一'), (id) => store(id, 3));
        throw new Error('ended');
      }),
    ).toThrow('ended');
    expect(dump(bench.ctx.store.db)).toEqual(before);
    expect(() => bench.ctx.store.db.transaction(() => write(bench.ctx.store, label('二'), () => 0))()).toThrow(
      /inside/,
    );
  });

  test('the same key twice in one list makes two links of the chain', () => {
    write(bench.ctx.store, label('一'), (id) => store(id, 3));
    write(bench.ctx.store, label('二'), (id) =>
      addRevisions(bench.ctx.store, id, [typedRevision(key(), 4), typedRevision(key(), 6)]),
    );
    expect(standingValues(bench.ctx.store, [key()])).toEqual([{ state: 'value', value: 6, no: 3 }]);
  });
});
