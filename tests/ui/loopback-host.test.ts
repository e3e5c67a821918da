// Requests of the page to the loopback host: which go first where more wait than the browser has connections.

import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { createLoopbackHost } from '../../renderer/api/loopback-host.js';
import { loopbackServices } from '../../renderer/api/loopback-services.js';

// A browser without locks, where a tab counts for itself: all hosts of this process would be tabs of one (shared-slots.test.ts).
beforeEach(() => vi.stubGlobal('navigator', {}));
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

test('a call that waits for others is not sent any more once it is cancelled; 取消 of one that is on its way goes at once', async () => {
  const sent: string[] = [];
  const answers: (() => void)[] = [];
  vi.stubGlobal('fetch', (path: string, init?: RequestInit) => {
    const { requestId } = JSON.parse((init?.body ?? '{}') as string) as { requestId?: string };
    if (requestId !== undefined) sent.push(`${path} ${requestId}`);
    const answer = Response.json({ token: 'of-the-session', ok: true, value: requestId ?? null });
    return path === '/call' ? new Promise((resolve) => answers.push(() => resolve(answer))) : Promise.resolve(answer);
  });
  const host = createLoopbackHost();
  const replies = ['1', '2', '3', '4', '5', '6', '7'].map((id) => host.call('history.next', {}, id));
  await vi.waitFor(() => expect(sent).toHaveLength(4));
  await host.cancel('6');
  await host.cancel('2');
  expect(sent).toEqual(['/call 1', '/call 2', '/call 3', '/call 4', '/cancel 2']);
  expect(await replies[5]).toMatchObject({ ok: false, error: { code: 'job.cancelled' } });

  // Each answer lets the next one go, in the order in which they were asked.
  answers[0]!();
  await vi.waitFor(() => expect(sent.at(-1)).toBe('/call 5'));
  answers[1]!();
  await vi.waitFor(() => expect(sent.at(-1)).toBe('/call 7'));
  await vi.waitFor(() => expect(answers).toHaveLength(6));
  for (const answer of answers) answer();
  await Promise.all(replies);
  expect(sent.filter((one) => one.startsWith('/call'))).toHaveLength(6);
});

test('a call whose request fails lets the next one go', async () => {
  vi.stubGlobal('fetch', (path: string) =>
    path === '/call'
      ? Promise.reject(new Error('refused'))
      : Promise.resolve(Response.json({ token: 'of-the-session' })),
  );
  const host = createLoopbackHost();
  const replies = await Promise.all(['1', '2', '3', '4', '5', '6'].map((id) => host.call('history.next', {}, id)));
  expect(replies.map((reply) => !reply.ok && reply.error.code)).toEqual(Array(6).fill('job.worker-gone'));
});
