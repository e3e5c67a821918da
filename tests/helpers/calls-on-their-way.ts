// The calls of a page on their way to the host: held until a test lets them go, waited for by name. A test that waits for
// what happens holds on a slow machine; one that waits for a time does not.

import type { Page, Request } from '@playwright/test';

import type { CallName } from '../../shared/contract/index.js';

const nameOf = (request: Request): unknown => {
  try {
    return (JSON.parse(request.postData() ?? '{}') as { name?: unknown }).name;
  } catch {
    return undefined; // a file that is sent, no call
  }
};

/** True for a request of the page that is one of these calls. */
export function isCall(request: Request, ...names: CallName[]): boolean {
  return new URL(request.url()).pathname === '/call' && (names as unknown[]).includes(nameOf(request));
}

/** Waits until the host has answered a call of this name, with these words in its question, that is asked from now on. */
export async function answered(page: Page, name: CallName, words = ''): Promise<void> {
  const response = await page.waitForResponse(
    (one) => isCall(one.request(), name) && one.request().postData()?.includes(words) === true,
  );
  await response.finished();
}

export interface HeldCalls {
  /** Lets go what is held, and all that comes later. */
  release(): Promise<void>;
}

/** Holds every call of these names from now on until `release`. */
export async function holdCalls(page: Page, ...names: CallName[]): Promise<HeldCalls> {
  const gate = Promise.withResolvers<void>();
  const hold: Parameters<Page['route']>[1] = async (route) => {
    if (isCall(route.request(), ...names)) await gate.promise;
    // A page that went away meanwhile took the call along.
    await route.fallback().catch(() => undefined);
  };
  await page.route('**/call', hold);
  return {
    async release() {
      gate.resolve();
      await page.unroute('**/call', hold);
    },
  };
}
