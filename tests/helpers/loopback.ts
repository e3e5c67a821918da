// The built loopback host as tests use it: started by node directly (npm would leave it orphaned on SIGTERM), on a free
// port, in a data folder of its own, ended by its own pid.

import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const ROOT = join(import.meta.dirname, '..', '..');
const START_TIMEOUT_MS = 60_000;

export interface RunningLoopback {
  /** Opens one browser session, once. */
  url: string;
  port: number;
  dataDir: string;
  pid: number;
  /** What the program wrote so far. */
  output(): string;
  /**
   * Ends the program as Ctrl+C would, and waits for it; one that does not end is killed. The answer is the signal that ended it: null
   * where it ended by itself. A data folder of the test's own stays.
   */
  stop(): Promise<NodeJS.Signals | null>;
}

export interface LoopbackOptions {
  /** A folder that outlives this host, for tests that start again. Default: a fresh one, removed on stop. */
  dataDir?: string;
  /** The fresh folder begins as a copy of this one. */
  copyOf?: string | undefined;
  env?: Record<string, string>;
}

export async function startLoopback(options: LoopbackOptions = {}): Promise<RunningLoopback> {
  const base = realpathSync(mkdtempSync(join(tmpdir(), 'ip-ledger-e2e-')));
  const dataDir = options.dataDir ?? join(base, 'data');
  if (options.copyOf !== undefined) cpSync(options.copyOf, dataDir, { recursive: true });
  const child = spawn(
    process.execPath,
    [join(ROOT, 'out', 'main', 'loopback.js'), '--data', dataDir, '--port', '0', '--no-open'],
    {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'pipe'],
      // NODE_ENV test: the core checks its results against the contract.
      env: { ...process.env, NODE_ENV: 'test', IP_LEDGER_SETTINGS: join(base, 'settings'), ...options.env },
    },
  );
  // A test that dies half-way must not leave a program behind.
  const killNow = (): void => void child.kill('SIGKILL');
  process.on('exit', killNow);
  let output = '';
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const url = await new Promise<string>((resolve, reject) => {
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error(`the loopback host did not start:\n${output}`));
    }, START_TIMEOUT_MS);
    const listen = (part: Buffer): void => {
      output += part.toString('utf8');
      const found = /http:\/\/127\.0\.0\.1:\d+\/\?k=\S+/.exec(output)?.[0];
      if (found === undefined) return;
      clearTimeout(timer);
      resolve(found);
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.once('exit', (code) => {
      clearTimeout(timer);
      reject(new Error(`the loopback host ended with code ${code}:\n${output}`));
    });
  });
  return {
    url,
    port: Number(new URL(url).port),
    dataDir,
    pid: child.pid ?? 0,
    output: () => output,
    async stop() {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), 20_000);
      await exited;
      clearTimeout(timer);
      process.off('exit', killNow);
      rmSync(base, { recursive: true, force: true, maxRetries: 5 });
      return child.signalCode;
    },
  };
}
