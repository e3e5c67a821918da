// HTML → PDF by a browser of the Chromium family that is installed on this computer, for the hosts without Electron.
// Talks over --remote-debugging-pipe (no port is opened), with a profile of its own, and ends only the browser it started.

import { spawn, type ChildProcess } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, delimiter, join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { pathToFileURL } from 'node:url';

import { AppError } from '../../shared/errors/app-error.js';
import { writeFailure } from '../../shared/errors/write-failure.js';

const TIMEOUT_MS = 60_000;
/** Until a browser that was asked to end is ended. */
const END_MS = 3_000;
const PROFILE = 'ip-ledger-print-';
/** Milliseconds; no print takes so long. */
const OLD_PROFILE = 60 * 60_000;
/** Bytes: Chromium listens below its temporary folder, and the address of a socket has at most 107. */
const LONGEST_TEMP = 107 - `/${PROFILE}XXXXXX/org.chromium.Chromium.XXXXXX/SingletonSocket`.length;

const LINUX_NAMES = [
  'google-chrome-stable',
  'google-chrome',
  'chromium',
  'chromium-browser',
  'microsoft-edge-stable',
  'microsoft-edge',
];
const WINDOWS_PATHS = ['Microsoft\\Edge\\Application\\msedge.exe', 'Google\\Chrome\\Application\\chrome.exe'];

/** IP_LEDGER_BROWSER names one; `none` says there is none. */
export function findBrowser(env = process.env, platform: NodeJS.Platform = process.platform): string | null {
  const named = env['IP_LEDGER_BROWSER'];
  if (named !== undefined && named !== '') return isExecutable(named) ? named : null;
  const candidates =
    platform === 'win32'
      ? [env['ProgramFiles(x86)'], env['ProgramFiles'], env['LOCALAPPDATA']].flatMap((folder) =>
          folder === undefined ? [] : WINDOWS_PATHS.map((path) => join(folder, path)),
        )
      : LINUX_NAMES.flatMap((name) =>
          [...(env['PATH'] ?? '').split(delimiter), '/usr/bin', '/snap/bin', '/opt/google/chrome'].map((folder) =>
            join(folder, name),
          ),
        );
  return candidates.find(isExecutable) ?? null;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

export async function printPdfWithBrowser(
  job: { htmlPath: string; pdfPath: string },
  options: { browser?: string | null; timeoutMs?: number } = {},
): Promise<void> {
  const browser = options.browser === undefined ? findBrowser() : options.browser;
  if (browser === null) throw new AppError('host.no-browser');
  const temp = temporaryFolder();
  await removeOldProfiles(temp);
  const profile = await mkdtemp(join(temp, PROFILE));
  const child = spawn(
    browser,
    [
      '--headless=new',
      '--remote-debugging-pipe',
      `--user-data-dir=${profile}`,
      '--no-first-run',
      '--no-default-browser-check',
      '--disable-gpu',
      '--disable-extensions',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-dev-shm-usage',
      '--proxy-server=127.0.0.1:9', //   the page needs no network; anything that asks for one gets nowhere
      '--blink-settings=scriptEnabled=false',
      // Chromium refuses its sandbox to root; as any other user it stays on.
      ...(process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      'about:blank',
    ],
    // What it keeps for itself goes with the profile: on Linux it leaves a folder beside it each time.
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'], env: { ...process.env, TMPDIR: profile } },
  );
  const exited = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  try {
    const pdf = await within(options.timeoutMs ?? TIMEOUT_MS, print(child, pathToFileURL(job.htmlPath).href));
    await writeFile(job.pdfPath, pdf).catch((error: unknown) => {
      throw writeFailure(basename(job.pdfPath), error);
    });
    // By itself it ends its helpers too, which write into the profile to the last.
    await within(END_MS, exited).catch(() => undefined);
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError('host.print-failed', { why: '浏览器没有生成 PDF' }, { detail: String(error), cause: error });
  } finally {
    child.kill('SIGKILL');
    await exited;
    // Chromium's helpers may still be closing files of the profile for a moment.
    await rm(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 }).catch(() => undefined);
  }
}

/** The system's one; on Linux /tmp where that has a path too long for a browser. */
function temporaryFolder(): string {
  const usual = tmpdir();
  return process.platform === 'linux' && Buffer.byteLength(usual) > LONGEST_TEMP ? '/tmp' : usual;
}

/** Those of prints that were cut off with the program. */
async function removeOldProfiles(temp: string): Promise<void> {
  try {
    for (const name of await readdir(temp)) {
      if (!name.startsWith(PROFILE)) continue;
      const path = join(temp, name);
      if (Math.abs(Date.now() - (await stat(path)).mtimeMs) > OLD_PROFILE)
        await rm(path, { recursive: true, force: true });
    }
  } catch {
    // Tidying, not the work.
  }
}

async function print(child: ChildProcess, url: string): Promise<Buffer> {
  const send = connect(child);
  // In the background it is laid out once, for the paper, and not for a screen before that.
  const { targetId } = await send('Target.createTarget', { url: 'about:blank', background: true });
  const { sessionId } = await send('Target.attachToTarget', { targetId, flatten: true });
  const session = String(sessionId);
  await send('Page.enable', {}, session);
  const loaded = send.once('Page.loadEventFired', session);
  const navigation = await send('Page.navigate', { url }, session);
  if (typeof navigation['errorText'] === 'string') throw new Error(navigation['errorText']);
  await loaded;
  // Without preferCSSPageSize the paper is Letter, whatever @page says. No tags, as from the desktop (shell/print.ts): they name
  // each cell of a table, which makes the file five times as large.
  const options = { printBackground: true, preferCSSPageSize: true, generateTaggedPDF: false };
  const { data } = await send('Page.printToPDF', options, session);
  // Some end before they answer; what was printed is here.
  void send('Browser.close', {}).catch(() => undefined);
  return Buffer.from(String(data), 'base64');
}

interface DevTools {
  (method: string, params: Record<string, unknown>, sessionId?: string): Promise<Record<string, unknown>>;
  once(event: string, sessionId: string): Promise<void>;
}

interface DevToolsMessage {
  id?: number;
  method?: string;
  sessionId?: string;
  result?: Record<string, unknown>;
  error?: { message: string };
}

/** Chrome DevTools protocol over the pipe: JSON texts, each ended by a zero byte; we write to 3 and read from 4. */
function connect(child: ChildProcess): DevTools {
  const output = child.stdio[3] as Writable;
  const input = child.stdio[4] as Readable;
  const waiting = new Map<number, { resolve(result: Record<string, unknown>): void; reject(error: Error): void }>();
  const events: { method: string; sessionId: string; resolve(): void }[] = [];
  let lastId = 0;
  let rest: Buffer[] = [];
  let goneReason: Error | null = null;
  const fail = (error: Error): void => {
    goneReason ??= error;
    for (const one of waiting.values()) one.reject(goneReason);
    waiting.clear();
  };
  child.once('error', fail);
  child.once('exit', (code) => fail(new Error(`the browser ended with code ${code}`)));
  output.on('error', fail);
  input.on('error', fail);
  input.on('data', (chunk: Buffer) => {
    let from = 0;
    for (let end = chunk.indexOf(0); end >= 0; end = chunk.indexOf(0, from)) {
      receive(Buffer.concat([...rest, chunk.subarray(from, end)]).toString('utf8'));
      rest = [];
      from = end + 1;
    }
    rest.push(chunk.subarray(from));
  });
  const receive = (text: string): void => {
    const message = JSON.parse(text) as DevToolsMessage;
    if (message.id === undefined) {
      for (const event of events)
        if (event.method === message.method && event.sessionId === message.sessionId) event.resolve();
      return;
    }
    const one = waiting.get(message.id);
    waiting.delete(message.id);
    if (message.error) one?.reject(new Error(message.error.message));
    else one?.resolve(message.result ?? {});
  };
  const send = (
    method: string,
    params: Record<string, unknown>,
    sessionId?: string,
  ): Promise<Record<string, unknown>> =>
    new Promise((resolve, reject) => {
      if (goneReason !== null) return reject(goneReason);
      const id = ++lastId;
      waiting.set(id, { resolve, reject });
      output.write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    });
  return Object.assign(send, {
    once: (method: string, sessionId: string) =>
      new Promise<void>((resolve) => events.push({ method, sessionId, resolve })),
  });
}

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer in ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
