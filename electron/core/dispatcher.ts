// One call: admitted name → checked params → handler → reply envelope. Nothing is thrown across the boundary.
// Logs any call slower than 50 ms that is no job.

import { randomBytes } from 'node:crypto';

import type { OwnSteps, Reply } from '../../shared/contract/envelope.js';
import { AppError } from '../../shared/errors/app-error.js';
import type { Ctx } from './context.js';
import type { CoreState } from './create-core.js';
import { findCall, resultSchemaOf, type FoundCall } from './find-call.js';
import { paramProblem } from './param-problem.js';
import { withSeen } from './store/seen-rows.js';
import { plainTexts } from './plain-texts.js';
import { getSettings } from './store/settings-store.js';
import { closedMeanwhile } from './store/still-there.js';
import { dataVersion, type Store } from './store/store.js';
import { translateSqliteError } from './store/open.js';

const SLOW_MS = 50;

type Run = Pick<Ctx, 'job' | 'backedUp'> & { seen: number | undefined };

/** Answers a call. Params are always checked; results where NODE_ENV is not production. */
export async function dispatch(state: CoreState, name: string, rawParams: unknown, run: Run): Promise<Reply> {
  const started = performance.now();
  let reply: Reply;
  try {
    const { value, own } = await answer(state, name, rawParams, run);
    reply = { ok: true, value, version: state.store ? dataVersion(state.store) : undefined, own };
  } catch (error) {
    await state.leaveIfExchanged();
    reply = { ok: false, error: toWire(state, name, error) };
  }
  const ms = Math.round(performance.now() - started);
  if (ms > SLOW_MS && (await findCall(name))?.definition.kind !== 'job')
    state.log.write({ level: 'warn', what: `slow ${name}`, ms });
  return reply;
}

interface Answer {
  value: unknown;
  own?: OwnSteps | undefined;
}

async function answer(state: CoreState, name: string, rawParams: unknown, run: Run): Promise<Answer> {
  const call = await findCall(name);
  if (call === undefined) throw new AppError('input.unknown-call', { name: name.slice(0, 40) });
  const parsed = call.definition.params.safeParse(plainTexts(rawParams));
  if (!parsed.success) throw new AppError('input.invalid', { what: paramProblem(parsed.error.issues[0], rawParams) });
  const result = await invoke(state, call, parsed.data, run);
  if (process.env['NODE_ENV'] !== 'production') {
    const checked = (await resultSchemaOf(name)).safeParse(result.value);
    if (!checked.success) throw new Error(`result of ${name}: ${checked.error.message}`);
  }
  return result;
}

async function invoke(state: CoreState, call: FoundCall, params: unknown, run: Run): Promise<Answer> {
  await state.leaveIfExchanged();
  if (call.onState) return { value: await call.onState(state, params, run.job) };
  if (!state.store) throw state.startup.error ? AppError.fromWire(state.startup.error) : new AppError('store.busy');
  const settings = getSettings(state.store);
  const ctx: Ctx = {
    store: state.store,
    job: run.job,
    ...(run.backedUp === undefined ? {} : { backedUp: run.backedUp }),
    files: state.files,
    parser: state.parser,
    host: state.options.host,
    settings,
    operator: settings.operator || '操作员',
    version: state.options.version,
    dataDir: state.options.dataDir,
    sampleDir: state.options.sampleDir,
  };
  const work = (): unknown => withSeen(ctx.store, run.seen, () => call.onStore(ctx, params));
  if (call.definition.kind !== 'write') return { value: await inOpenStore(ctx.store, work) };
  const [value, own] = withOwn(ctx.store, work);
  return { value: await value, own };
}

/** What better-sqlite3 throws where a job reads a closed database is no bug, but a job that outlived its store. */
async function inOpenStore(store: Store, work: () => unknown): Promise<unknown> {
  try {
    return await work();
  } catch (error) {
    throw store.db.open || error instanceof AppError ? error : closedMeanwhile(error);
  }
}

/** What `work` returns, and the steps that its synchronous part stored: nobody else has a turn meanwhile. */
function withOwn(store: Store, work: () => unknown): [unknown, OwnSteps | undefined] {
  const before = dataVersion(store);
  const value = work();
  const after = dataVersion(store);
  return [value, after > before ? [before + 1, after] : undefined];
}

function toWire(state: CoreState, name: string, raw: unknown): ReturnType<AppError['toWire']> & { reference?: string } {
  const error = translateSqliteError(raw, state.dataPath);
  if (error instanceof AppError) {
    // From a read SQLite's own error arrives, from write() the translated one.
    if (error.code === 'store.damaged' && state.store) {
      // Damage found at any time stops writing: only recovery answers from now on (reliability.md 8).
      state.closeStore();
      state.setStartup({ state: 'failed', error: error.toWire() });
    }
    state.log.write({ level: 'warn', what: name, code: error.code, detail: error.detail });
    return error.toWire();
  }
  const reference = randomBytes(3).toString('hex');
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  state.log.write({ level: 'error', what: name, code: 'bug.unexpected', reference, detail });
  return { code: 'bug.unexpected', params: { reference }, detail, reference };
}
