// A call by its name: definition and handler. The whole table is large, and most of its code has nothing to do with the one
// command that a command line runs; so it is loaded with the first call that is not among the early ones.

import { importRunParamsSchema } from '../../shared/contract/calls/import-run.js';
import type { CallDefinition } from '../../shared/contract/define.js';
import type { Ctx } from './context.js';
import type { Job } from './core.js';
import type { CoreState } from './create-core.js';
import { run } from './workbook/run-handler.js';

type OnState = (state: CoreState, params: unknown, job: Job) => unknown;
type OnStore = (ctx: Ctx, params: unknown) => unknown;

/** The shape of the result is with the whole table: resultSchemaOf(). */
export type FoundCall = { definition: Pick<CallDefinition, 'kind' | 'params'> } & (
  | { onState: OnState; onStore?: undefined }
  | { onState?: undefined; onStore: OnStore }
);

/** Answered without the whole table; everything that they need is in this file's imports. */
const EARLY: ReadonlyMap<string, FoundCall> = new Map([
  ['import.run', { definition: { kind: 'job', params: importRunParamsSchema }, onStore: run as OnStore }],
]);

/** Calls that have long to read first: they begin while the daily backup is made, and wait for ctx.backedUp before they write. */
export function readsBeforeItWrites(name: string): boolean {
  return name === 'import.run';
}

/** Undefined: no call of the contract. */
export async function findCall(name: string): Promise<FoundCall | undefined> {
  const early = EARLY.get(name);
  if (early) return early;
  const { CALLS, isCallName, HANDLERS, STATE_HANDLERS } = await loadAllCalls();
  if (!isCallName(name)) return undefined;
  const definition: CallDefinition = CALLS[name];
  if (Object.hasOwn(STATE_HANDLERS, name))
    return { definition, onState: STATE_HANDLERS[name as keyof typeof STATE_HANDLERS] as OnState };
  return { definition, onStore: HANDLERS[name as keyof typeof HANDLERS] as OnStore };
}

/** What a call that was found answers; loads the whole table, so it is for development and tests. */
export async function resultSchemaOf(name: string): Promise<CallDefinition['result']> {
  const { CALLS, isCallName } = await loadAllCalls();
  if (!isCallName(name)) throw new Error(`no call ${name}`);
  return CALLS[name].result;
}

let loading: Promise<typeof import('./all-calls.js')> | undefined;

/** Also at the start of a core behind a page, whose first call will come soon. */
export function loadAllCalls(): Promise<typeof import('./all-calls.js')> {
  loading ??= import('./all-calls.js');
  return loading;
}
