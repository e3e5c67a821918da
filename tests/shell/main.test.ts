// Start-up of the desktop program: one instance, a failed data folder said in words, closing that waits for the core.

import { EventEmitter } from 'node:events';

import { beforeEach, expect, test, vi } from 'vitest';

import { createElectronStandIn, FakeSession, FakeWindow } from './electron-stand-in.js';

class FakeApp extends EventEmitter {
  isPackaged = true;
  hasLock = true;
  quits = 0;
  relaunches = 0;
  paths: Record<string, string> = { appData: '/app-data', userData: '/app-data/知产台账' };
  setPath(name: string, path: string): void {
    this.paths[name] = path;
  }
  getPath(name: string): string {
    return this.paths[name] ?? '';
  }
  requestSingleInstanceLock(): boolean {
    return this.hasLock;
  }
  whenReady(): Promise<void> {
    return Promise.resolve();
  }
  quit(): void {
    this.quits++;
  }
  relaunch(): void {
    this.relaunches++;
  }
}

const state: { electron: Record<string, unknown>; startShellHost: (...values: unknown[]) => unknown } = {
  electron: {},
  startShellHost: () => undefined,
};

let app: FakeApp;
let messages: string[];
let answers: number[];

beforeEach(() => {
  vi.resetModules();
  FakeWindow.all = [];
  app = new FakeApp();
  messages = [];
  answers = [];
  state.electron = {
    app,
    session: { defaultSession: new FakeSession() },
    dialog: {
      showMessageBoxSync: ({ message }: { message: string }) => {
        messages.push(message);
        return answers.shift() ?? 0;
      },
      showOpenDialogSync: () => ['/other/data'],
      showMessageBox: async () => ({ response: 0 }),
    },
  };
});

const start = async (): Promise<void> => {
  // Not vi.mock: its module would be kept from one test to the next, and with it the app of the first one.
  vi.doMock('electron', () => ({ ...createElectronStandIn().module, ...state.electron }));
  vi.doMock('../../electron/shell/shell-host.js', () => ({
    startShellHost: (...values: unknown[]) => state.startShellHost(...values),
  }));
  await import('../../electron/main.js');
  await new Promise((resolve) => setTimeout(resolve, 10));
};

function host(): { core: object; folder: object; close: () => Promise<void>; isClosed: boolean } {
  const made = {
    core: { on: () => () => undefined, call: async () => ({ ok: true, value: {} }) },
    folder: { path: '/data', warning: '' },
    isClosed: false,
    close: async (): Promise<void> => {
      made.isClosed = true;
    },
  };
  return made;
}

test('a second start opens nothing and ends', async () => {
  app.hasLock = false;
  state.startShellHost = () => expect.fail('the data folder must not be touched');
  await start();
  expect(app.quits).toBe(1);
  expect(FakeWindow.all).toHaveLength(0);
});

test('the first start shows the window, and a second one brings it to the front', async () => {
  state.startShellHost = host;
  await start();
  expect(FakeWindow.all).toHaveLength(1);
  expect(app.paths['userData']).toBe('/app-data/ip-ledger');
  let isFocused = false;
  Object.assign(FakeWindow.all[0] as FakeWindow, { isMinimized: () => false, focus: () => (isFocused = true) });
  app.emit('second-instance');
  expect(isFocused).toBe(true);
  expect(FakeWindow.all).toHaveLength(1);
});

test('every web contents is locked before it loads', async () => {
  state.startShellHost = host;
  await start();
  const contents = new FakeWindow({ webPreferences: {} }).webContents;
  app.emit('web-contents-created', {}, contents);
  expect(contents.openHandler?.({ url: 'https://example.org/' })).toEqual({ action: 'deny' });
  expect(contents.listenerCount('will-navigate')).toBe(1);
});

test('a data folder that cannot be used is explained, may be tried again or chosen anew, and leaving opens nothing', async () => {
  // The class of this test's own set of modules; one from above would be another.
  const { AppError } = await import('../../shared/errors/app-error.js');
  const tried: unknown[] = [];
  state.startShellHost = (_dir, options) => {
    tried.push(options);
    throw new AppError('store.missing', { path: '/data' });
  };
  answers = [1, 2, 0];
  await start();
  expect(tried).toMatchObject([{ argument: undefined }, { argument: undefined }, { argument: '/other/data' }]);
  expect(messages).toHaveLength(3);
  expect(messages[0]).toContain('原来的数据文件不见了（/data）');
  expect(app.quits).toBe(1);
  expect(FakeWindow.all).toHaveLength(0);
});

const quitEvent = (name: 'before-quit' | 'will-quit'): boolean => {
  let isPrevented = false;
  app.emit(name, { preventDefault: () => (isPrevented = true) });
  return isPrevented;
};

test('quitting waits until the core has closed', async () => {
  const running = host();
  state.startShellHost = () => running;
  await start();
  expect(quitEvent('will-quit')).toBe(true);
  await new Promise((resolve) => setTimeout(resolve, 10));
  expect(running.isClosed).toBe(true);
  expect(app.quits).toBe(1);
  expect(quitEvent('will-quit')).toBe(false);
});

test('a quit that a window with unsaved entries stops leaves it its core', async () => {
  const running = host();
  state.startShellHost = () => running;
  await start();
  // Electron tells it before it asks the windows.
  expect(quitEvent('before-quit')).toBe(false);
  await new Promise((resolve) => setTimeout(resolve, 10));
  expect(running.isClosed).toBe(false);
});

test('a start while the core is closing opens no window without a core, but the program once more afterwards', async () => {
  const closed = Promise.withResolvers<void>();
  state.startShellHost = () => ({ ...host(), close: () => closed.promise });
  await start();
  FakeWindow.all[0]!.emit('closed');
  quitEvent('will-quit');
  app.emit('second-instance');
  app.emit('second-instance');
  expect(FakeWindow.all).toHaveLength(1);
  expect(app.relaunches).toBe(1);
  closed.resolve();
  await closed.promise;
});
