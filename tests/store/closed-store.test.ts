// A job that awaits (a parse, a print) may go on after a restore or an exchange has closed the data file that it began with.

import { afterEach, expect, test } from 'vitest';

import { CoreState } from '../../electron/core/create-core.js';
import { dispatch } from '../../electron/core/dispatcher.js';
import type { Store } from '../../electron/core/store/store.js';
import { QUIET_JOB } from '../helpers/core-bench.js';
import { IDLE_HOST } from '../helpers/idle-host.js';
import { ImportBench } from '../helpers/importing.js';

let bench: ImportBench;
afterEach(() => bench.close());

/** A core over the store, of which the parser runs `meanwhile` before it answers. */
function stateOver({ ctx, folder }: ImportBench, meanwhile: () => void): CoreState {
  const state = new CoreState({
    dataDir: folder,
    sampleDir: null,
    version: '0.0.0',
    now: ctx.store.now,
    host: IDLE_HOST,
    emit: () => undefined,
  });
  const read: typeof ctx.parser.read = async (...asked) => {
    const book = await ctx.parser.read(...asked);
    meanwhile();
    return book;
  };
  return Object.assign(state, { store: ctx.store as Store | null, files: ctx.files, parser: { ...ctx.parser, read } });
}

test('a job that goes on to read after its data file was closed says so, and is no bug of the program', async () => {
  bench = await ImportBench.sample();
  const file = bench.sheet('填报单位.xlsx', [['名称'], ['新区']]);
  const importList = (state: CoreState) =>
    dispatch(state, 'units.import', { file, apply: false }, { job: QUIET_JOB, seen: undefined });
  expect(await importList(stateOver(bench, () => undefined))).toMatchObject({ ok: true });
  const closing = await importList(stateOver(bench, () => void bench.ctx.store.db.close()));
  expect(closing).toMatchObject({ ok: false, error: { code: 'store.closed' } });
});
