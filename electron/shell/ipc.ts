// The one door for messages of the page: sender checked (our origin by URL parser, main frame), arguments checked by
// schema, then handed on. No other file registers an ipcMain handler; a test looks for that.

import { ipcMain, type IpcMainInvokeEvent } from 'electron';

import { z } from 'zod';

import { isCallName } from '../../shared/contract/index.js';
import type { Reply } from '../../shared/contract/envelope.js';
import { AppError } from '../../shared/errors/app-error.js';
import type { CoreHost } from '../bridge/core-host.js';

import { isAppUrl } from './app-protocol.js';
import { CHANNELS, SERVICE_NAMES } from './channels.js';
import type { ShellServices } from './host-services.js';

const callArguments = z.tuple([
  z.string().max(100),
  z.unknown(),
  z.string().min(1).max(100),
  z.number().int().optional(),
]);
const cancelArguments = z.tuple([z.string().min(1).max(100)]);
const serviceArguments = z.tuple([z.enum(SERVICE_NAMES), z.unknown()]);

export function serveIpc(core: CoreHost, services: ShellServices): void {
  handle(CHANNELS.call, callArguments, async ([name, params, requestId, seen]) => {
    if (!isCallName(name)) throw new AppError('input.unknown-call', { name });
    return core.call(name, params, { requestId, seen });
  });
  handle(CHANNELS.cancel, cancelArguments, async ([requestId]) => {
    core.cancel(requestId);
    return { ok: true, value: {} };
  });
  handle(CHANNELS.service, serviceArguments, async ([name, argument]) => ({
    ok: true,
    value: await services[name](argument),
  }));
}

/** Nothing is thrown across: Electron would turn an AppError into a text that has lost its code. */
function handle<T>(channel: string, schema: z.ZodType<T>, work: (argumentsOfPage: T) => Promise<Reply>): void {
  ipcMain.handle(channel, async (event, ...rawArguments: unknown[]): Promise<Reply> => {
    try {
      if (!isFromPage(event)) throw new AppError('host.refused', {}, { detail: `sender of ${channel}` });
      const parsed = schema.safeParse(rawArguments);
      if (!parsed.success) throw new AppError('input.invalid', { what: channel }, { detail: parsed.error.message });
      return await work(parsed.data);
    } catch (error) {
      const known =
        error instanceof AppError
          ? error
          : new AppError('bug.unexpected', { reference: 'shell' }, { detail: String(error), cause: error });
      return { ok: false, error: known.toWire() };
    }
  });
}

/** An empty URL, about:blank or a frame never passes. */
export function isFromPage(event: Pick<IpcMainInvokeEvent, 'senderFrame'>): boolean {
  const frame = event.senderFrame;
  return frame !== null && frame !== undefined && frame.parent === null && isAppUrl(frame.url);
}
