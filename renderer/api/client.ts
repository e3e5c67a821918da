// The one way from the page to the core: typed call(). Progress arrives as events of the host and is routed by request id.

import type { CallName, Params, Result } from '../../shared/contract/index.js';
import type { HostEvent, Progress } from '../../shared/contract/envelope.js';
import { CallFailure } from './failure.js';
import { host } from './host.js';
import { forgetVersion, noteAnswer, type Seen } from './seen.js';

export interface CallOptions {
  onProgress?: (progress: Progress) => void;
  signal?: AbortSignal;
  /** What was typed is over the data of then. */
  seen?: Seen | undefined;
}

let inFlight = 0;

/** Whether the core still works on something that the page asked for. */
export function isAtWork(): boolean {
  return inFlight > 0;
}

const waiting = new Map<string, (progress: Progress) => void>();
let isListening = false;

function newRequestId(): string {
  const parts = crypto.getRandomValues(new Uint32Array(4));
  return [...parts].map((part) => part.toString(16).padStart(8, '0')).join('');
}

function listen(): void {
  if (isListening) return;
  isListening = true;
  host.on((event) => {
    if (event.type === 'progress') waiting.get(event.requestId)?.(event.progress);
    // A restored backup counts from a lower number.
    if (event.type === 'startup') forgetVersion();
  });
}

/** Asks the core. Throws CallFailure; a cancelled job throws one with code job.cancelled. */
export async function call<K extends CallName>(
  name: K,
  params: Params<K>,
  options: CallOptions = {},
): Promise<Result<K>> {
  const requestId = newRequestId();
  const cancel = (): void => void host.cancel(requestId);
  listen();
  if (options.onProgress) waiting.set(requestId, options.onProgress);
  options.signal?.addEventListener('abort', cancel, { once: true });
  inFlight += 1;
  try {
    const seen = options.seen?.version;
    const reply = await host.call(name, params, requestId, seen === 0 ? undefined : seen);
    if (!reply.ok) throw new CallFailure(reply.error);
    noteAnswer(reply.value, reply.version, reply.own);
    if (options.seen && reply.version !== undefined) options.seen.version = reply.version;
    return reply.value as Result<K>;
  } finally {
    inFlight -= 1;
    waiting.delete(requestId);
    options.signal?.removeEventListener('abort', cancel);
  }
}

export function onHostEvent(listener: (event: HostEvent) => void): () => void {
  return host.on(listener);
}

export const services = host.services;
