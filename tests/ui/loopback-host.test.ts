// Requests of the page to the loopback host: which go first where more wait than the browser has connections.

import { afterEach, expect, test, vi } from 'vitest';

import { createLoopbackHost } from '../../renderer/api/loopback-host.js';
import { loopbackServices } from '../../renderer/api/loopback-services.js';

afterEach(() => vi.unstubAllGlobals());

test('calls that wait for the core stand behind page files, and 取消 and uploads do not stand behind calls', async () => {
  const priorities = new Map<string, RequestPriority | undefined>();
  vi.stubGlobal('fetch', (path: string, init?: RequestInit) => {
    priorities.set(path.split('?')[0]!, init?.priority);
    const answer = { token: 'of-the-session', id: 'file', name: 'a.xlsx', size: 1, ok: true, value: null };
    return Promise.resolve(Response.json(answer));
  });
  const host = createLoopbackHost();
  await host.call('history.next', {}, 'request');
  await host.cancel('request');
  await loopbackServices.adoptFiles([{ name: 'a.xlsx', file: new File(['a'], 'a.xlsx') }]);
  expect([...priorities]).toEqual([
    ['/session', undefined],
    ['/call', 'low'],
    ['/cancel', 'auto'],
    ['/upload', 'auto'],
  ]);
});
