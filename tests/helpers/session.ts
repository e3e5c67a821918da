// A batch session over the handlers of this process: what talks to the program by calls (electron/batch) runs in a test
// without a build, a worker or a parse process.

import { statSync } from 'node:fs';
import { basename } from 'node:path';

import type { Session } from '../../electron/batch/session.js';
import type { Ctx } from '../../electron/core/context.js';
import { HANDLERS } from '../../electron/core/handlers.js';
import { CALLS, type CallName, type Params, type Result } from '../../shared/contract/index.js';

export function sessionOf(ctx: Ctx): Session {
  const askAny = async (name: string, params: unknown): Promise<unknown> => {
    const call = CALLS[name as CallName];
    const handler = HANDLERS[name as keyof typeof HANDLERS] as (ctx: Ctx, params: unknown) => unknown;
    return call.result.parse(await handler(ctx, call.params.parse(params)));
  };
  return {
    askAny,
    ask: <K extends CallName>(name: K, params: Params<K>) => askAny(name, params) as Promise<Result<K>>,
    register: (path, name) => Promise.resolve(ctx.files.register(path, name ?? basename(path), statSync(path).size)),
    registerAll: (files) => Promise.resolve(files.map(({ path, name, size }) => ctx.files.register(path, name, size))),
    save: () => Promise.reject(new Error('a test saves nothing')),
  };
}
