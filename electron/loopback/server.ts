// The ledger in a browser on this computer, where no Electron runtime is at hand, for development and for tests.
// Not packaged. Every request passes the gate (Host, Origin, session, token) before anything is looked at; statements
// 59 and 60 of the reliability list are tested in tests/loopback.

import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { basename } from 'node:path';

import { z } from 'zod';

import { TOPICS, type HostEvent } from '../../shared/contract/envelope.js';
import { isCallName } from '../../shared/contract/index.js';
import {
  callRequestSchema,
  cancelRequestSchema,
  LOOPBACK_PATHS,
  MAX_UPLOAD_BYTES,
} from '../../shared/contract/loopback.js';
import { AppError, errorText } from '../../shared/errors/app-error.js';
import type { CoreHost } from '../bridge/core-host.js';
import { findStaticFile, PRINT_SECURITY_POLICY, SECURITY_HEADERS } from '../bridge/static-files.js';

import { openEarlyCancels } from './early-cancels.js';
import { openInbox } from './inbox.js';
import { createSessions, isOwnHost, isOwnOrigin } from './sessions.js';

const MAX_JSON_BYTES = 32 * 1024 * 1024;
/** Keeps the event stream from being taken for dead. */
const EVENT_PING_MS = 20_000;

const POSTED: ReadonlySet<string> = new Set([LOOPBACK_PATHS.call, LOOPBACK_PATHS.cancel, LOOPBACK_PATHS.upload]);

export interface LoopbackOptions {
  core: CoreHost;
  dataDir: string;
  rendererDir: string;
  port: number; // 0: any free one
}

export interface LoopbackServer {
  port: number;
  /** An address that opens one browser, once. */
  newUrl(): string;
  close(): Promise<void>;
}

export async function startLoopbackServer(options: LoopbackOptions): Promise<LoopbackServer> {
  const { core } = options;
  const inbox = await openInbox(options.dataDir, MAX_UPLOAD_BYTES);
  let port = 0;
  const sessions = createSessions(() => port);
  const streams = new Set<ServerResponse>();
  const earlyCancels = openEarlyCancels();

  const messageOf = (event: HostEvent): string => `data: ${JSON.stringify(event)}\n\n`;
  /** Changes that were told, and which of them was the last about the data file: a stream is told what its page was too early for. */
  let told = 0;
  let lastStartup: { event: HostEvent; number: number } | null = null;
  const stopListening = core.on((event) => {
    if (event.type !== 'progress') told += 1;
    if (event.type === 'startup') lastStartup = { event, number: told };
    for (const stream of streams) stream.write(messageOf(event));
  });
  const ping = setInterval(() => {
    for (const stream of streams) stream.write(': ping\n\n');
  }, EVENT_PING_MS);
  ping.unref();

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (!isOwnHost(request, port)) return refuse(response, 403);
    const url = URL.parse(request.url ?? '/', `http://${request.headers.host}`);
    // `//name/…` and whole addresses name a host of their own, past the one that was just looked at.
    if (url === null || url.host !== request.headers.host) return refuse(response, 400);
    const path = url.pathname;
    const isRead = request.method === 'GET' || request.method === 'HEAD';

    // The one request that may come from elsewhere (a link, the desktop): the ticket is its proof.
    // HEAD is a look ahead by another program, which would use it up before the browser comes.
    const ticket = url.searchParams.get('k');
    if (path === '/' && ticket !== null && request.method === 'GET') {
      const cookie = sessions.redeem(ticket);
      if (cookie === null && !sessions.isSignedIn(request)) return usedTicket(response);
      return enter(response, cookie);
    }
    if (!isOwnOrigin(request)) return refuse(response, 403);
    if (!sessions.isSignedIn(request)) return path === '/' ? usedTicket(response) : refuse(response, 403);

    if (isRead) {
      if (path === LOOPBACK_PATHS.session) return json(response, 200, { token: sessions.token, told });
      if (path === LOOPBACK_PATHS.events) return openStream(request, response, Number(url.searchParams.get('since')));
      if (path.startsWith(LOOPBACK_PATHS.file))
        return sendFile(response, path.slice(LOOPBACK_PATHS.file.length), {
          how: url.searchParams.has('inline') ? 'inline' : 'attachment',
          name: url.searchParams.get('name'),
        });
      if (path.startsWith(LOOPBACK_PATHS.print))
        return sendFile(response, path.slice(LOOPBACK_PATHS.print.length), { how: 'print', name: null });
      if (POSTED.has(path)) return refuse(response, 405);
      return sendPage(response, path);
    }
    if (request.method !== 'POST') return refuse(response, 405);
    if (!sessions.hasToken(request)) return refuse(response, 403);
    const type = (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase();
    if (path === LOOPBACK_PATHS.upload) {
      if (type !== 'application/octet-stream') return refuse(response, 415);
      return upload(request, response, url.searchParams.get('name') ?? '');
    }
    if (type !== 'application/json') return refuse(response, 415);
    if (path === LOOPBACK_PATHS.call) {
      const asked = callRequestSchema.parse(await readJson(request));
      if (!isCallName(asked.name)) {
        const unknown = new AppError('input.unknown-call', { name: asked.name.slice(0, 100) });
        return json(response, 200, { ok: false, error: unknown.toWire() });
      }
      const { name, params, requestId } = asked;
      const reply = await earlyCancels.run(requestId, () => core.call(name, params, asked));
      return json(response, 200, reply ?? { ok: false, error: new AppError('job.cancelled').toWire() });
    }
    if (path === LOOPBACK_PATHS.cancel) {
      const { requestId } = cancelRequestSchema.parse(await readJson(request));
      core.cancel(requestId);
      earlyCancels.note(requestId);
      return json(response, 200, {});
    }
    return refuse(response, 404);
  };

  /** `since`: what had been told when the page had its session. All that was told later it is told as one, also where it connects again. */
  const openStream = (request: IncomingMessage, response: ServerResponse, since: number): void => {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store', ...SECURITY_HEADERS });
    // Node sends no body here, and a stream has no end.
    if (request.method === 'HEAD') return void response.end();
    response.write(': open\n\n');
    const startup = core.startingUp();
    if (startup !== null) response.write(messageOf({ type: 'startup', startup }));
    else if (lastStartup !== null && lastStartup.number > since) response.write(messageOf(lastStartup.event));
    if (told > since) response.write(messageOf({ type: 'data-changed', topics: [...TOPICS], version: 0 }));
    streams.add(response);
    request.on('close', () => streams.delete(response));
  };

  const upload = async (request: IncomingMessage, response: ServerResponse, name: string): Promise<void> => {
    try {
      const file = await inbox.receive(request, name);
      json(response, 200, await core.registerFile(file.path, file.name, file.size));
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      // What was not read of an oversized body would otherwise be taken for the next request.
      response.setHeader('connection', 'close');
      json(response, 422, error.toWire());
    }
  };

  const sendFile = async (
    response: ServerResponse,
    rawId: string,
    { how, name: askedName }: { how: 'attachment' | 'inline' | 'print'; name: string | null },
  ): Promise<void> => {
    const path = await core.filePath(decodeURIComponent(rawId));
    const { size } = await stat(path);
    // Only a label for the browser's download folder; the type is judged by the file itself.
    const name = basename(askedName ?? path);
    const isHtml = /\.html?$/i.test(path);
    const isPdf = /\.pdf$/i.test(path);
    // A district's file is never shown as a page of ours; only HTML of the core is, and that without scripts.
    const asPage = how === 'print' && isHtml;
    if (how === 'print' && !isHtml) return refuse(response, 404);
    const type = asPage ? 'text/html; charset=utf-8' : isPdf ? 'application/pdf' : 'application/octet-stream';
    const disposition = asPage || (how === 'inline' && isPdf) ? 'inline' : 'attachment';
    response.writeHead(200, {
      ...SECURITY_HEADERS,
      'content-security-policy': asPage || isPdf ? PRINT_SECURITY_POLICY : "default-src 'none'; sandbox",
      'content-type': type,
      'content-length': size,
      'content-disposition': `${disposition}; filename*=UTF-8''${encodeURIComponent(name).replaceAll("'", '%27')}`,
      'cache-control': 'no-store',
    });
    await pipe(path, response);
  };

  const sendPage = async (response: ServerResponse, path: string): Promise<void> => {
    const file = findStaticFile(options.rendererDir, path);
    if (file === null) return refuse(response, 404);
    response.writeHead(200, {
      ...SECURITY_HEADERS,
      'content-type': file.type,
      'cache-control': file.isImmutable ? 'max-age=31536000, immutable' : 'no-store',
    });
    await pipe(file.path, response);
  };

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      if (response.headersSent) return response.destroy();
      if (error instanceof z.ZodError || error instanceof SyntaxError || error instanceof URIError)
        return refuse(response, 400);
      if (error instanceof BodyTooLarge) return json(response, 413, { ok: false, error: error.toWire() });
      if (error instanceof AppError)
        return sendText(response, error.code === 'data.not-found' ? 404 : 500, errorText(error.code, error.params));
      return sendText(response, 500, errorText('bug.unexpected', { reference: 'loopback' }));
    });
  });
  // A folder of large workbooks on a slow disk may take its time; the reader has limits of its own.
  server.requestTimeout = 0;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, '127.0.0.1', resolve);
  });
  const address = server.address();
  port = typeof address === 'object' && address !== null ? address.port : 0;

  return {
    port,
    newUrl: () => `http://127.0.0.1:${port}/?k=${sessions.issueTicket()}`,
    async close() {
      clearInterval(ping);
      stopListening();
      for (const stream of streams) stream.end();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

/** Answered like a refused call, so that the page shows the sentence. */
class BodyTooLarge extends AppError {
  constructor() {
    super('input.invalid', { what: `一次提交的内容超过${MAX_JSON_BYTES / 1024 / 1024} MB，请分几次提交` });
  }
}

/** Throws BodyTooLarge only when all has been sent: a browser that is still sending does not read an answer. */
async function readJson(request: IncomingMessage): Promise<unknown> {
  let parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > MAX_JSON_BYTES) parts = [];
    else parts.push(part);
  }
  if (size > MAX_JSON_BYTES) throw new BodyTooLarge();
  return JSON.parse(Buffer.concat(parts).toString('utf8')) as unknown;
}

function pipe(path: string, response: ServerResponse): Promise<void> {
  return new Promise((resolve, reject) => {
    const stream = createReadStream(path);
    stream.on('error', reject);
    response.on('close', () => {
      stream.destroy();
      resolve();
    });
    stream.pipe(response);
  });
}

function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, {
    ...SECURITY_HEADERS,
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
  });
  response.end(JSON.stringify(body));
}

function sendText(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, {
    ...SECURITY_HEADERS,
    'content-type': 'text/plain; charset=utf-8',
    'cache-control': 'no-store',
  });
  response.end(text);
}

function refuse(response: ServerResponse, status: number): void {
  sendText(response, status, errorText('host.refused', {}));
}

/**
 * Leads to the page by a document of ours and not by a redirect: a strict cookie is not sent along a redirect that
 * began elsewhere. The secret leaves the address bar and the history at once.
 */
function enter(response: ServerResponse, cookie: string | null): void {
  response.writeHead(200, {
    ...SECURITY_HEADERS,
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    ...(cookie === null ? {} : { 'set-cookie': cookie }),
  });
  response.end(
    '<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta http-equiv="refresh" content="0;url=/"><link rel="icon" href="data:,"><title>知产台账</title>',
  );
}

function usedTicket(response: ServerResponse): void {
  sendText(
    response,
    403,
    '这个地址只能打开一次，已经用过或不属于正在运行的程序。请使用已打开的浏览器页面；如已关闭，请在运行程序的窗口按 Ctrl+C 结束后重新启动。数据没有变化。',
  );
}
