// Statements 59 and 60 of the reliability list, and what a hostile page or program on this computer could try.

import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { join } from 'node:path';

import { describe, expect, onTestFinished, test } from 'vitest';

import { startCoreHost } from '../../electron/bridge/core-host.js';
import { relativeName } from '../../electron/loopback/inbox.js';
import { startLoopbackServer } from '../../electron/loopback/server.js';
import { TOPICS } from '../../shared/contract/envelope.js';
import { TOKEN_HEADER } from '../../shared/contract/loopback.js';
import { fakeThread, type Answer } from '../helpers/fake-core.js';
import { temporaryFolder } from '../helpers/temp-folder.js';

interface Answered {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
}

async function start(answers: Record<string, Answer> = { 'units.list': () => ({ units: [] }) }) {
  const base = temporaryFolder();
  const rendererDir = join(base, 'renderer');
  mkdirSync(join(rendererDir, 'assets'), { recursive: true });
  writeFileSync(join(rendererDir, 'index.html'), '<!doctype html><title>page</title>');
  writeFileSync(join(rendererDir, 'assets', 'a-1.js'), '1');
  writeFileSync(join(base, 'secret.txt'), 'secret');
  symlinkSync(join(base, 'secret.txt'), join(rendererDir, 'link.txt'));
  const dataDir = join(base, 'data');
  const core = startCoreHost({
    startThread: () => fakeThread(answers),
    spawnParser: () => expect.fail('no parser'),
    printPdf: async () => undefined,
  });
  const server = await startLoopbackServer({ core, dataDir, rendererDir, port: 0 });
  onTestFinished(async () => {
    await server.close();
    await core.close();
  });

  const ask = (
    path: string,
    options: { method?: string; headers?: Record<string, string>; body?: string | Buffer } = {},
  ): Promise<Answered> =>
    new Promise((resolve, reject) => {
      const request = httpRequest(
        { host: '127.0.0.1', port: server.port, path, method: options.method ?? 'GET', headers: options.headers ?? {} },
        (response) => {
          let body = '';
          response.setEncoding('utf8');
          response.on('data', (part: string) => (body += part));
          response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }));
        },
      );
      request.on('error', reject);
      request.end(options.body);
    });
  const enter = async (): Promise<{ cookie: string; token: string }> => {
    const entry = await ask(server.newUrl().slice(server.newUrl().indexOf('/?')));
    const cookie = String(entry.headers['set-cookie']).split(';')[0] ?? '';
    const session = JSON.parse((await ask('/session', { headers: { cookie } })).body) as { token: string };
    return { cookie, token: session.token };
  };
  const call = async (
    headers: Record<string, string>,
    body: unknown = { name: 'units.list', params: {}, requestId: 'r' },
  ) => ask('/call', { method: 'POST', headers, body: typeof body === 'string' ? body : JSON.stringify(body) });
  return { base, core, server, ask, enter, call, dataDir };
}

const JSON_TYPE = { 'content-type': 'application/json' };

test('the server listens on 127.0.0.1 only, on a port of the system’s choosing', async () => {
  const { server } = await start();
  expect(new URL(server.newUrl()).hostname).toBe('127.0.0.1');
  expect(server.port).toBeGreaterThan(0);
});

describe('the secret of the address', () => {
  test('opens one session and then no other', async () => {
    const { server, ask } = await start();
    const path = server.newUrl().slice(`http://127.0.0.1:${server.port}`.length);
    const first = await ask(path);
    expect(first.status).toBe(200);
    expect(first.headers['set-cookie']?.[0]).toMatch(/^ip-ledger-\d+=\S+; HttpOnly; SameSite=Strict; Path=\/$/);
    expect(first.body).toContain('url=/');
    const second = await ask(path);
    expect(second.status).toBe(403);
    expect(second.headers['set-cookie']).toBeUndefined();
  });

  test('is not used up by a HEAD request, which opens nothing', async () => {
    const { server, ask } = await start();
    const path = server.newUrl().slice(`http://127.0.0.1:${server.port}`.length);
    const ahead = await ask(path, { method: 'HEAD' });
    expect(ahead.status).toBe(403);
    expect(ahead.headers['set-cookie']).toBeUndefined();
    expect((await ask(path)).status).toBe(200);
  });

  test('a wrong one opens nothing', async () => {
    const { ask } = await start();
    expect((await ask('/?k=guess')).status).toBe(403);
  });

  test('is not the cookie’s value, so an address in a history opens nothing', async () => {
    const { server, ask } = await start();
    const url = server.newUrl();
    const answer = await ask(url.slice(url.indexOf('/?')));
    expect(String(answer.headers['set-cookie'])).not.toContain(url.split('k=')[1]);
  });
});

describe('without the session cookie', () => {
  test.each(['/', '/index.html', '/session', '/events', '/file/x', '/print/x', '/assets/a-1.js'])(
    'GET %s is refused',
    async (path) => {
      const { ask } = await start();
      expect((await ask(path)).status).toBe(403);
    },
  );

  test('a call is refused, even with the token', async () => {
    const { enter, call } = await start();
    const { token } = await enter();
    expect((await call({ ...JSON_TYPE, [TOKEN_HEADER]: token })).status).toBe(403);
  });
});

describe('a foreign name or page', () => {
  test.each(['evil.example', 'evil.example:80', '127.0.0.1', '127.0.0.1:1', '0.0.0.0', '[::1]'])(
    'Host “%s” is refused (DNS rebinding)',
    async (host) => {
      const { enter, ask } = await start();
      const { cookie } = await enter();
      expect((await ask('/session', { headers: { cookie, host } })).status).toBe(403);
    },
  );

  test.each(['//', 'http://[', 'http://evil.example/session', '//evil.example/session'])(
    'an address that names a host of its own is refused: %s',
    async (path) => {
      const { enter, ask } = await start();
      const { cookie } = await enter();
      expect((await ask(path, { headers: { cookie } })).status).toBe(400);
    },
  );

  test('a foreign Origin is refused, our own and localhost pass', async () => {
    const { enter, call, server } = await start();
    const { cookie, token } = await enter();
    const headers = { ...JSON_TYPE, cookie, [TOKEN_HEADER]: token };
    expect((await call({ ...headers, origin: 'https://evil.example' })).status).toBe(403);
    expect((await call({ ...headers, origin: 'null' })).status).toBe(403);
    expect((await call({ ...headers, origin: `http://127.0.0.1:${server.port + 1}` })).status).toBe(403);
    expect((await call({ ...headers, origin: `http://127.0.0.1:${server.port}` })).status).toBe(200);
    const host = `localhost:${server.port}`;
    expect((await call({ ...headers, host, origin: `http://${host}` })).status).toBe(200);
  });

  test('what a browser marks as coming from another site is refused', async () => {
    const { enter, ask } = await start();
    const { cookie } = await enter();
    expect((await ask('/session', { headers: { cookie, 'sec-fetch-site': 'cross-site' } })).status).toBe(403);
    expect((await ask('/session', { headers: { cookie, 'sec-fetch-site': 'same-site' } })).status).toBe(403);
    expect((await ask('/session', { headers: { cookie, 'sec-fetch-site': 'same-origin' } })).status).toBe(200);
  });

  test('a preflight is answered with nothing that allows it', async () => {
    const { enter, ask } = await start();
    const { cookie } = await enter();
    const answer = await ask('/call', { method: 'OPTIONS', headers: { cookie } });
    expect(answer.status).toBe(405);
    expect(Object.keys(answer.headers).some((name) => name.startsWith('access-control'))).toBe(false);
  });
});

describe('a change of state', () => {
  test('needs POST, application/json and the token', async () => {
    const { enter, call, ask } = await start();
    const { cookie, token } = await enter();
    expect((await call({ ...JSON_TYPE, cookie })).status).toBe(403);
    expect((await call({ ...JSON_TYPE, cookie, [TOKEN_HEADER]: 'guess' })).status).toBe(403);
    expect((await call({ cookie, [TOKEN_HEADER]: token, 'content-type': 'text/plain' })).status).toBe(415);
    expect((await call({ cookie, [TOKEN_HEADER]: token })).status).toBe(415);
    expect((await ask('/call', { headers: { cookie, [TOKEN_HEADER]: token } })).status).toBe(405);
    expect((await ask('/call', { method: 'PUT', headers: { cookie, [TOKEN_HEADER]: token } })).status).toBe(405);
    const answer = await call({ 'content-type': 'application/json; charset=utf-8', cookie, [TOKEN_HEADER]: token });
    expect(JSON.parse(answer.body)).toEqual({ ok: true, value: { units: [] } });
  });

  test('refuses what is not a call with 400 and a name outside the contract with its error', async () => {
    const { enter, call } = await start();
    const { cookie, token } = await enter();
    const headers = { ...JSON_TYPE, cookie, [TOKEN_HEADER]: token };
    expect((await call(headers, '{ half')).status).toBe(400);
    expect((await call(headers, { params: {} })).status).toBe(400);
    const unknown = await call(headers, { name: '__proto__', params: {}, requestId: 'r' });
    expect(JSON.parse(unknown.body)).toMatchObject({ ok: false, error: { code: 'input.unknown-call' } });
  });
});

describe('files of the page', () => {
  test.each([
    '/../secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '/assets/..%2f..%2fsecret.txt',
    '/..%5csecret.txt',
    '/%00',
    '/C:/secret.txt',
    '/link.txt',
    '/%ff',
  ])('%s does not leave the folder', async (path) => {
    const { enter, ask } = await start();
    const { cookie } = await enter();
    const answer = await ask(path, { headers: { cookie } });
    expect(answer.body).not.toContain('secret');
    expect([400, 404]).toContain(answer.status);
  });

  test('carry the policy that forbids foreign and inline scripts; routes lead to the page', async () => {
    const { enter, ask } = await start();
    const { cookie } = await enter();
    for (const path of ['/', '/import', '/settings/units']) {
      const answer = await ask(path, { headers: { cookie } });
      expect(answer.body).toContain('<title>page</title>');
      const policy = String(answer.headers['content-security-policy']);
      expect(policy).toMatch(/^default-src 'none'; script-src 'self';/);
      expect(policy).not.toContain('unsafe-eval');
      expect(answer.headers['x-content-type-options']).toBe('nosniff');
    }
    expect((await ask('/assets/a-1.js', { headers: { cookie } })).headers['content-type']).toContain('text/javascript');
  });
});

describe('uploads', () => {
  test('keep the relative name for reading, never as a path', async () => {
    const { enter, ask, core, dataDir, base } = await start();
    const { cookie, token } = await enter();
    const answer = await ask(`/upload?name=${encodeURIComponent('../../outside/峄城区.xlsx')}`, {
      method: 'POST',
      headers: { cookie, [TOKEN_HEADER]: token, 'content-type': 'application/octet-stream' },
      body: Buffer.from('bytes'),
    });
    const ref = JSON.parse(answer.body) as { id: string; name: string; size: number };
    expect(ref).toMatchObject({ name: 'outside/峄城区.xlsx', size: 5 });
    const path = await core.filePath(ref.id);
    expect(path.startsWith(join(dataDir, 'inbox'))).toBe(true);
    expect(readFileSync(path, 'utf8')).toBe('bytes');
    expect(readdirSync(base).toSorted()).toEqual(['data', 'renderer', 'secret.txt']);
  });

  test('need the octet type and a name', async () => {
    const { enter, ask } = await start();
    const { cookie, token } = await enter();
    const headers = { cookie, [TOKEN_HEADER]: token };
    expect(
      (
        await ask('/upload?name=a.xlsx', {
          method: 'POST',
          headers: { ...headers, 'content-type': 'multipart/form-data' },
        })
      ).status,
    ).toBe(415);
    const nameless = await ask('/upload', {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/octet-stream' },
      body: 'x',
    });
    expect(nameless.status).toBe(422);
    expect(JSON.parse(nameless.body)).toMatchObject({ code: 'input.invalid' });
  });

  test.each([
    ['a\\b\\c.xls', 'a/b/c.xls'],
    ['/etc/passwd', 'etc/passwd'],
    ['C:/x/y.xlsx', 'C:/x/y.xlsx'],
    ['./a/../b.csv', 'a/b.csv'],
    ['a\u0000b.xlsx', 'ab.xlsx'],
  ])('the name %j is shown as %j', (raw, shown) => {
    expect(relativeName(raw)).toBe(shown);
  });
});

test('a call that is too large is read to its end and answered with a sentence; the next one is served', async () => {
  const { enter, call } = await start();
  const { cookie, token } = await enter();
  const headers = { ...JSON_TYPE, cookie, [TOKEN_HEADER]: token };
  const large = await call(headers, { name: 'units.list', params: { text: 'x'.repeat(40 * 1024 * 1024) } });
  expect(large.status).toBe(413);
  expect(JSON.parse(large.body)).toMatchObject({
    ok: false,
    error: { code: 'input.invalid', params: { what: expect.stringContaining('32 MB') as string } },
  });
  expect((await call(headers)).status).toBe(200);
});

test('取消 that comes before its call holds for it, once; one that comes after the answer holds for nothing', async () => {
  let calls = 0;
  const { enter, call, ask } = await start({ 'units.list': () => ({ units: [], calls: ++calls }) });
  const { cookie, token } = await enter();
  const headers = { ...JSON_TYPE, cookie, [TOKEN_HEADER]: token };
  const named = (requestId: string) => call(headers, { name: 'units.list', params: {}, requestId });
  const cancel = (requestId: string) =>
    ask('/cancel', { method: 'POST', headers, body: JSON.stringify({ requestId }) });

  await cancel('early');
  expect(JSON.parse((await named('early')).body)).toMatchObject({ ok: false, error: { code: 'job.cancelled' } });
  expect(calls).toBe(0);
  expect(JSON.parse((await named('early')).body)).toMatchObject({ ok: true });
  await cancel('other');
  expect(JSON.parse((await named('answered')).body)).toMatchObject({ ok: true });
});

describe('produced files', () => {
  test('a district’s HTML is downloaded, never shown as a page of ours; a produced one prints without scripts', async () => {
    const { enter, ask, core, base } = await start();
    const { cookie } = await enter();
    const path = join(base, '表.html');
    writeFileSync(path, '<script>steal()</script>');
    const { id } = await core.registerFile(path, '表.html', 24);
    const download = await ask(`/file/${id}?inline=1`, { headers: { cookie } });
    expect(download.headers['content-disposition']).toBe("attachment; filename*=UTF-8''%E8%A1%A8.html");
    expect(download.headers['content-type']).toBe('application/octet-stream');
    const print = await ask(`/print/${id}`, { headers: { cookie } });
    expect(print.headers['content-type']).toContain('text/html');
    expect(String(print.headers['content-security-policy'])).toMatch(/^default-src 'none'; style-src/);
    expect(String(print.headers['content-security-policy'])).not.toContain('script-src');
  });

  test('an id that nobody gave out is 404', async () => {
    const { enter, ask } = await start();
    const { cookie } = await enter();
    expect((await ask('/file/..%2f..%2fetc%2fpasswd', { headers: { cookie } })).status).toBe(404);
  });
});

/** The first event of a stream; `onOpen` runs once it is open. */
const firstEvent = (
  port: number,
  cookie: string,
  onOpen: () => void = () => undefined,
  path = '/events',
): Promise<unknown> =>
  new Promise((resolve, reject) => {
    const request = httpRequest({ host: '127.0.0.1', port, path, headers: { cookie } }, (response) => {
      response.setEncoding('utf8');
      response.on('data', (part: string) => {
        if (part.includes('open')) onOpen();
        const event = /^data: (.*)$/m.exec(part);
        if (event === null) return;
        resolve(JSON.parse(event[1]!));
        request.destroy();
      });
    });
    request.on('error', (error: NodeJS.ErrnoException) => error.code !== 'ECONNRESET' && reject(error));
    request.end();
  });

test('progress and changes arrive as events', async () => {
  const { enter, call, server } = await start({
    'import.plan': (_params, job) => {
      job.step({ done: 1, total: 2, stage: '读取' });
      return {};
    },
  });
  const { cookie, token } = await enter();
  const received = await firstEvent(server.port, cookie, () => {
    const headers = { ...JSON_TYPE, cookie, [TOKEN_HEADER]: token };
    void call(headers, { name: 'import.plan', params: {}, requestId: 'mine' });
  });
  expect(received).toEqual({
    type: 'progress',
    requestId: 'mine',
    progress: { done: 1, total: 2, stage: '读取' },
  });
});

test('a page that comes while the core is at work on the data file is told so: the core itself could not answer', async () => {
  const startup = { state: 'checking', error: null } as const;
  const { core, enter, server } = await start({
    'units.list': (_params, _job, fake) => fake.options.emit({ type: 'startup', startup }),
  });
  const { cookie } = await enter();
  await core.call('units.list', {});
  expect(await firstEvent(server.port, cookie)).toEqual({ type: 'startup', startup });
});

test('what was told before the stream of a page stood, and after its session, the stream begins with; what came earlier it does not', async () => {
  const startup = { state: 'ready', error: null } as const;
  const { core, enter, ask, server } = await start({
    'units.list': (_params, _job, fake) => fake.options.emit({ type: 'startup', startup }),
    'units.save': (_params, _job, fake) => fake.options.emit({ type: 'data-changed', topics: ['units'], version: 7 }),
  });
  const { cookie } = await enter();
  const told = async (): Promise<number> =>
    (JSON.parse((await ask('/session', { headers: { cookie } })).body) as { told: number }).told;
  const since = await told();
  await core.call('units.save', {});
  const all = { type: 'data-changed', topics: [...TOPICS], version: 0 };
  expect(await firstEvent(server.port, cookie, undefined, `/events?since=${since}`)).toEqual(all);
  await core.call('units.list', {});
  expect(await firstEvent(server.port, cookie, undefined, `/events?since=${since}`)).toEqual({
    type: 'startup',
    startup,
  });

  const now = await told();
  const next = firstEvent(server.port, cookie, () => void core.call('units.save', {}), `/events?since=${now}`);
  expect(await next).toEqual({ type: 'data-changed', topics: ['units'], version: 7 });
});

test('a look ahead at the stream of events ends', async () => {
  const { enter, ask } = await start();
  const { cookie } = await enter();
  const { status, body } = await ask('/events', { method: 'HEAD', headers: { cookie } });
  expect([status, body]).toEqual([200, '']);
});
