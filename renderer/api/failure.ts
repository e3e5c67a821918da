// A refused call on the page: the wire error as it came, reference included. Text is made in show-error.ts.

import type { WireError } from '../../shared/errors/app-error.js';
import { ERROR_CODES } from '../../shared/errors/codes.js';

export class CallFailure extends Error {
  readonly wire: WireError;

  constructor(wire: WireError) {
    super(`${wire.code}: ${wire.detail}`);
    this.name = 'CallFailure';
    this.wire = wire;
  }
}

/** Any thrown thing as a wire error; what is not a refused call is a bug of the page. */
export function wireOf(error: unknown): WireError {
  if (error instanceof CallFailure) return error.wire;
  const fromShell = wireInMessage(error);
  if (fromShell !== null) return fromShell;
  const detail = error instanceof Error ? `${error.name}: ${error.message}\n${error.stack ?? ''}` : String(error);
  return { code: 'bug.unexpected', params: { reference: '界面' }, detail };
}

/** The shell's services reject with a plain Error that carries the wire error as JSON: a class does not survive the preload's bridge. */
function wireInMessage(error: unknown): WireError | null {
  if (!(error instanceof Error) || !error.message.startsWith('{"code":')) return null;
  try {
    const wire = JSON.parse(error.message) as WireError;
    return Object.hasOwn(ERROR_CODES, wire.code) ? wire : null;
  } catch {
    return null;
  }
}

/** What the page shows is no longer so: it is to be asked for again. */
export function isShownChanged(error: unknown): boolean {
  return wireOf(error).code === 'data.shown-changed';
}

/** The officer cancelled: not an error on screen. */
export function isCancelled(error: unknown): boolean {
  return error instanceof CallFailure && error.wire.code === 'job.cancelled';
}
