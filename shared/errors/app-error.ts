// The one error type that crosses rooms and boundaries: a code from codes.ts, params for its Chinese text,
// an English detail for the log, and the cause. Text is made from the code only when shown.

import { ERROR_CODES, type ErrorCode } from './codes.js';

export type ErrorParams = Record<string, string | number>;

export interface WireError {
  code: ErrorCode;
  params: ErrorParams;
  detail: string;
  /** Short reference that is also in the log, for bug.unexpected. */
  reference?: string;
}

export class AppError extends Error {
  readonly code: ErrorCode;
  readonly params: ErrorParams;
  readonly detail: string;

  constructor(code: ErrorCode, params: ErrorParams = {}, options: { detail?: string; cause?: unknown } = {}) {
    super(
      `${code}${options.detail ? `: ${options.detail}` : ''}`,
      options.cause === undefined ? undefined : { cause: options.cause },
    );
    this.name = 'AppError';
    this.code = code;
    this.params = params;
    this.detail = options.detail ?? '';
  }

  toWire(): WireError {
    return { code: this.code, params: this.params, detail: this.detail };
  }

  static fromWire(wire: WireError): AppError {
    return new AppError(wire.code, wire.params, { detail: wire.detail });
  }
}

/**
 * Chinese text of a code: what happened, what stays safe, what to do next. Unknown placeholders stay visible. A sentence as a
 * param gives its full stop to the text around it.
 */
export function errorText(code: ErrorCode, params: ErrorParams): string {
  return ERROR_CODES[code].replaceAll(/\{(\w+)\}(。?)/g, (whole, name: string, stop: string) =>
    Object.hasOwn(params, name)
      ? `${stop === '' ? params[name] : String(params[name]).replace(/。$/, '')}${stop}`
      : whole,
  );
}
