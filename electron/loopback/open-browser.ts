// Opens the desktop's own browser. The address holds a one-time secret, and command lines can be read by every user of
// the computer, so the browser is given a small private file that leads to the address instead.

import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const KEEP_FILE_MS = 60_000;

export function openInBrowser(url: string): void {
  const hasDesktop = process.platform === 'win32' || Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']);
  if (!hasDesktop) return;
  const folder = mkdtempSync(join(tmpdir(), 'ip-ledger-open-'));
  const page = join(folder, 'open.html');
  writeFileSync(
    page,
    `<!doctype html><meta charset="utf-8"><meta http-equiv="refresh" content="0;url=${url}"><title>知产台账</title>`,
    { mode: 0o600 },
  );
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  setTimeout(remove, KEEP_FILE_MS).unref();
  process.on('exit', remove);
  const [command, args] =
    process.platform === 'win32' ? ['rundll32', ['url.dll,FileProtocolHandler', page]] : ['xdg-open', [page]];
  const child = spawn(command, args, { stdio: 'ignore', detached: true });
  // Without a browser the printed address is still there.
  child.on('error', () => undefined);
  child.unref();
}
