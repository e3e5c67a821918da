// Composition root of the desktop program: one instance → core → window; wiring only. `--batch …` runs the same
// commands as the batch host and never opens a window.

import { app, BrowserWindow, dialog, session } from 'electron';
import { join } from 'node:path';

import type { HostEvent } from '../shared/contract/envelope.js';
import { AppError, errorText } from '../shared/errors/app-error.js';

import type { RunningHost } from './bridge/start-host.js';
import { runBatch } from './batch/run.js';
import { registerAppScheme, serveApp } from './shell/app-protocol.js';
import { CHANNELS } from './shell/channels.js';
import { createShellServices } from './shell/host-services.js';
import { serveIpc } from './shell/ipc.js';
import { installMenu } from './shell/menu.js';
import { startShellHost } from './shell/shell-host.js';
import { createMainWindow, denyPermissions, lockDown } from './shell/window.js';

const mainDir = import.meta.dirname;

// userData must not follow the Chinese product name: the loopback and batch hosts find the same folder by `ip-ledger`.
app.setPath('userData', join(app.getPath('appData'), 'ip-ledger'));
registerAppScheme();
lockDown(app);

const batchAt = process.argv.indexOf('--batch');
if (batchAt >= 0) void runBatchCommand(process.argv.slice(batchAt + 1));
else if (app.requestSingleInstanceLock()) void runWindow();
else app.quit();

async function runBatchCommand(argv: string[]): Promise<void> {
  await app.whenReady();
  const written: Promise<void>[] = [];
  const write = (stream: NodeJS.WriteStream, text: string): void =>
    void written.push(new Promise((resolve) => stream.write(`${text}\n`, () => resolve())));
  const code = await runBatch(argv, (folder) => startShellHost(mainDir, folder, { isForPage: false }), {
    out: (text) => write(process.stdout, text),
    err: (text) => write(process.stderr, text),
    cwd: process.cwd(),
  });
  await Promise.all(written);
  app.exit(code);
}

async function runWindow(): Promise<void> {
  await app.whenReady();
  const host = openOrExplain();
  if (host === null) return app.quit();

  let window: BrowserWindow | null = null;
  installMenu(!app.isPackaged);
  denyPermissions(session.defaultSession);
  serveApp(session.defaultSession, join(mainDir, '..', 'renderer'));
  serveIpc(
    host.core,
    createShellServices(host.core, () => window),
  );
  const tell = (event: HostEvent): void => {
    if (window !== null && !window.isDestroyed()) window.webContents.send(CHANNELS.event, event);
  };
  host.core.on(tell);
  const open = (): void => {
    window = createMainWindow(join(mainDir, '..', 'preload', 'preload.cjs'));
    window.on('closed', () => (window = null));
    window.webContents.on('did-finish-load', () => {
      const startup = host.core.startingUp();
      if (startup !== null) tell({ type: 'startup', startup });
    });
  };
  open();
  let end: 'not yet' | 'closing' | 'closed' = 'not yet';
  let isStartedAgain = false;
  app.on('second-instance', () => {
    if (end !== 'not yet') {
      // A window would have no core any more: the program starts anew once this one has ended.
      if (!isStartedAgain) app.relaunch();
      isStartedAgain = true;
      return;
    }
    if (window === null) return open();
    if (window.isMinimized()) window.restore();
    window.focus();
  });
  app.on('window-all-closed', () => app.quit());

  // Quitting waits for a commit that is being written; its transaction would otherwise roll back unseen. Not earlier: a window with
  // unsaved entries may stay open, and goes on needing its core.
  app.on('will-quit', (event) => {
    if (end === 'closed') return;
    event.preventDefault();
    if (end === 'closing') return;
    end = 'closing';
    void host.close().finally(() => {
      end = 'closed';
      app.quit();
    });
  });
}

/** The data folder may be in use, gone or not writable: said in words, with what can be done, before any window. */
function openOrExplain(): RunningHost | null {
  let chosen: string | undefined = optionOf('--data');
  for (;;) {
    try {
      const host = startShellHost(mainDir, { argument: chosen, mayCreate: true });
      if (host.folder.warning !== '')
        void dialog.showMessageBox({ type: 'warning', title: '知产台账', message: host.folder.warning, noLink: true });
      return host;
    } catch (error) {
      const text =
        error instanceof AppError
          ? errorText(error.code, error.params)
          : `程序没有启动：${error instanceof Error ? error.message : String(error)}`;
      const answer = dialog.showMessageBoxSync({
        type: 'error',
        title: '知产台账',
        message: text,
        buttons: ['退出', '重试', '选择其他数据文件夹…'],
        defaultId: 1,
        cancelId: 0,
        noLink: true,
      });
      if (answer === 0) return null;
      if (answer === 2)
        chosen = dialog.showOpenDialogSync({ title: '选择数据文件夹', properties: ['openDirectory'] })?.[0] ?? chosen;
    }
  }
}

function optionOf(name: string): string | undefined {
  const at = process.argv.indexOf(name);
  return at < 0 ? undefined : process.argv[at + 1];
}
