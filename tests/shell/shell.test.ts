// The desktop shell's locks (reliability.md E), against Electron's module boundary.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { beforeEach, describe, expect, test, vi } from 'vitest';

import type { CoreHost } from '../../electron/bridge/core-host.js';
import { AppError } from '../../shared/errors/app-error.js';
import { temporaryFolder } from '../helpers/temp-folder.js';

import { FakeContents, FakeSession, FakeWindow } from './electron-stand-in.js';

const electron = await vi.hoisted(async () => (await import('./electron-stand-in.js')).createElectronStandIn());
vi.mock('electron', () => electron.module);

const { answer, APP_ORIGIN, isAppUrl, registerAppScheme } = await import('../../electron/shell/app-protocol.js');
const { CHANNELS } = await import('../../electron/shell/channels.js');
const { createShellServices } = await import('../../electron/shell/host-services.js');
const { isFromPage, serveIpc } = await import('../../electron/shell/ipc.js');
const { menuTemplate } = await import('../../electron/shell/menu.js');
const { printPdf } = await import('../../electron/shell/print.js');
const { createMainWindow, denyPermissions, lockDownContents } = await import('../../electron/shell/window.js');

beforeEach(() => {
  FakeWindow.all = [];
  FakeWindow.printOutcome = [true, ''];
});

function fakeCore(more: Partial<CoreHost> = {}): CoreHost {
  const files = new Map<string, string>();
  return {
    call: async (name, params) => ({ ok: true, value: { name, params } }),
    cancel: () => undefined,
    on: () => () => undefined,
    startingUp: () => null,
    registerFile: async (path, name, size) => {
      const id = `f${files.size + 1}`;
      files.set(id, path);
      return { id, name, size };
    },
    readAhead: () => undefined,
    filePath: async (id) => {
      const path = files.get(id);
      if (path === undefined) throw new AppError('data.not-found', { what: '文件' });
      return path;
    },
    close: async () => undefined,
    ...more,
  };
}

const SAFE = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  webSecurity: true,
  webviewTag: false,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
};

describe('windows', () => {
  test('the main window is sandboxed, isolated and without Node, and loads our own protocol', () => {
    createMainWindow('preload.cjs');
    expect(FakeWindow.all[0]?.options.webPreferences).toMatchObject({ ...SAFE, preload: 'preload.cjs' });
    expect(FakeWindow.all[0]?.loaded).toEqual(['app://ledger/']);
  });

  test('hidden print windows are as safe, run no scripts, have no preload, and reach the files that are open, also two at once', async () => {
    const folder = temporaryFolder();
    const names = ['甲', '乙'];
    for (const name of names) writeFileSync(join(folder, `${name}.html`), '<p>1');
    const session = electron.module.session.fromPartition('print');
    const lets: boolean[][] = [];
    const load = vi.spyOn(FakeWindow.prototype, 'loadURL').mockImplementation(async (url) => {
      // The other one has begun, too.
      await new Promise((resolve) => setImmediate(resolve));
      const foreign = ['file:///etc/passwd', 'https://example.org/'];
      lets.push([url, 'data:image/png;base64,AA', ...foreign].map((one) => session.lets(one)));
    });
    await Promise.all(
      names.map((name) => printPdf({ htmlPath: join(folder, `${name}.html`), pdfPath: join(folder, `${name}.pdf`) })),
    );
    expect(lets).toEqual(names.map(() => [true, true, false, false]));
    expect(session.lets(String(load.mock.calls[0]?.[0]))).toBe(false);
    load.mockRestore();
    for (const [index, window] of FakeWindow.all.entries()) {
      expect(window.options).toMatchObject({ show: false, webPreferences: { ...SAFE, javascript: false } });
      expect(window.options.webPreferences).not.toHaveProperty('preload');
      expect(window.webContents.pdfOptions).toMatchObject({ preferCSSPageSize: true, printBackground: true });
      expect(window.isGone).toBe(true);
      expect(readFileSync(join(folder, `${names[index]}.pdf`), 'utf8')).toBe('%PDF-');
    }
  });
});

test.each([
  ['返回', false],
  ['不保存，关闭', true],
])('a window whose page has unsaved entries asks before it closes: %s', (button, isClosed) => {
  createMainWindow('preload.cjs');
  let asked = '';
  electron.module.dialog.showMessageBoxSync = (_window, options) => {
    asked = options.message;
    return options.buttons.indexOf(button);
  };
  let isLetGo = false;
  FakeWindow.all[0]!.webContents.emit('will-prevent-unload', { preventDefault: () => (isLetGo = true) });
  expect(asked).toBe('有未保存的填写');
  expect(isLetGo).toBe(isClosed);
});

describe('navigation', () => {
  const tryEvent = (contents: FakeContents, name: string, url: string): boolean => {
    let isPrevented = false;
    contents.emit(name, { url, preventDefault: () => (isPrevented = true) });
    return !isPrevented;
  };

  test.each(['will-navigate', 'will-frame-navigate', 'will-redirect'])('%s stays within the program', (name) => {
    const contents = new FakeContents();
    lockDownContents(contents as never);
    expect(tryEvent(contents, name, 'app://ledger/import')).toBe(true);
    for (const url of [
      'https://example.org/',
      'file:///etc/passwd',
      'app://ledger.evil/',
      'app://other/',
      'javascript:1',
      'data:text/html,x',
      '',
    ])
      expect(tryEvent(contents, name, url), url).toBe(false);
  });

  test('new windows and webviews are denied', () => {
    const contents = new FakeContents();
    lockDownContents(contents as never);
    expect(contents.openHandler?.({ url: 'app://ledger/' })).toEqual({ action: 'deny' });
    expect(tryEvent(contents, 'will-attach-webview', 'app://ledger/')).toBe(false);
  });

  test.each([
    ['app://ledger/', true],
    ['app://ledger/a?b#c', true],
    ['app://ledger.evil/', false],
    ['app://ledger@evil/', false],
    ['app://LEDGER/', false],
    ['apps://ledger/', false],
    ['about:blank', false],
    ['', false],
    ['app://', false],
  ])('%s is ours: %s', (url, isOurs) => {
    expect(isAppUrl(url)).toBe(isOurs);
  });
});

describe('permissions and network', () => {
  test('every permission is refused but copying text, and that only to our page', () => {
    const session = new FakeSession();
    denyPermissions(session as never);
    const ask = (permission: string, url: string): boolean => {
      let isAllowed = false;
      const contents = new FakeContents();
      contents.url = url;
      session.permissionRequest(contents, permission, (allow: boolean) => (isAllowed = allow));
      return isAllowed;
    };
    for (const permission of [
      'media',
      'geolocation',
      'notifications',
      'openExternal',
      'fileSystem',
      'clipboard-read',
      'display-capture',
    ])
      expect(ask(permission, 'app://ledger/'), permission).toBe(false);
    expect(ask('clipboard-sanitized-write', 'app://ledger/')).toBe(true);
    expect(ask('clipboard-sanitized-write', 'https://example.org/')).toBe(false);
    expect(session.permissionCheck(null, 'media', 'app://ledger/')).toBe(false);
    expect(session.device({})).toBe(false);
  });

  test('no request leaves the computer', () => {
    const session = new FakeSession();
    denyPermissions(session as never);
    for (const url of ['https://example.org/', 'http://127.0.0.1/', 'wss://example.org/', 'ftp://example.org/'])
      expect(session.lets(url), url).toBe(false);
    expect(session.lets('app://ledger/assets/a.js')).toBe(true);
  });
});

describe('messages of the page', () => {
  const page = { senderFrame: { parent: null, url: 'app://ledger/import' } };
  const invoke = (channel: string, event: unknown, ...values: unknown[]): unknown =>
    electron.handlers.get(channel)?.(event, ...values);

  beforeEach(() => {
    electron.handlers.clear();
    const core = fakeCore();
    serveIpc(
      core,
      createShellServices(core, () => new FakeWindow({ webPreferences: {} }) as never),
    );
  });

  test.each([
    ['an inner frame', { senderFrame: { parent: {}, url: 'app://ledger/' } }],
    ['another origin', { senderFrame: { parent: null, url: 'https://example.org/' } }],
    ['about:blank', { senderFrame: { parent: null, url: 'about:blank' } }],
    ['an empty address', { senderFrame: { parent: null, url: '' } }],
    ['a host that starts like ours', { senderFrame: { parent: null, url: 'app://ledger.evil/' } }],
    ['a frame that is gone', { senderFrame: null }],
  ])('of %s are refused on every channel', async (_what, event) => {
    expect(isFromPage(event as never)).toBe(false);
    for (const channel of electron.handlers.keys())
      expect(await invoke(channel, event, 'units.list', {}, 'r')).toMatchObject({
        ok: false,
        error: { code: 'host.refused' },
      });
  });

  test('a call of the contract reaches the core, any other name does not', async () => {
    expect(await invoke(CHANNELS.call, page, 'units.list', {}, 'r')).toEqual({
      ok: true,
      value: { name: 'units.list', params: {} },
    });
    for (const name of ['constructor', '__proto__', 'units.drop', ''])
      expect(await invoke(CHANNELS.call, page, name, {}, 'r')).toMatchObject({
        ok: false,
        error: { code: 'input.unknown-call' },
      });
  });

  test.each([[[]], [['units.list']], [['units.list', {}, 7]], [[{}, {}, 'r']], [['units.list', {}, 'r', 'more']]])(
    'wrong arguments are refused: %j',
    async (values) => {
      expect(await invoke(CHANNELS.call, page, ...values)).toMatchObject({
        ok: false,
        error: { code: 'input.invalid' },
      });
    },
  );

  test('a service outside the list is refused', async () => {
    for (const name of ['exec', 'toString', '__proto__'])
      expect(await invoke(CHANNELS.service, page, name, {})).toMatchObject({
        ok: false,
        error: { code: 'input.invalid' },
      });
  });

  test('only the channels of the preload are served', () => {
    expect([...electron.handlers.keys()].toSorted()).toEqual(
      [CHANNELS.call, CHANNELS.cancel, CHANNELS.service].toSorted(),
    );
  });
});

describe('the page’s files', () => {
  test('come with the policy, and nothing outside the folder comes at all', async () => {
    const base = temporaryFolder();
    const folder = join(base, 'renderer');
    mkdirSync(folder);
    writeFileSync(join(folder, 'index.html'), '<title>page');
    writeFileSync(join(base, 'secret.txt'), 'secret');
    const page = await answer(new Request(`${APP_ORIGIN}/`), folder);
    expect(await page.text()).toBe('<title>page');
    expect(page.headers.get('content-security-policy')).toMatch(/^default-src 'none'; script-src 'self';/);
    for (const path of ['/..%2fsecret.txt', '/%2e%2e%2fsecret.txt', '/..%5csecret.txt', '/%00', '/no.js']) {
      const refused = await answer(new Request(`${APP_ORIGIN}${path}`), folder);
      expect(refused.status, path).toBe(404);
      expect(await refused.text()).not.toContain('secret');
    }
    expect((await answer(new Request('app://other/'), folder)).status).toBe(403);
    expect((await answer(new Request(`${APP_ORIGIN}/`, { method: 'POST' }), folder)).status).toBe(405);
  });

  test('the protocol is standard and secure, and cannot bypass the policy', () => {
    registerAppScheme();
    expect(electron.privileged).toEqual([
      [{ scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } }],
    ]);
  });
});

describe('host services', () => {
  const services = (core = fakeCore()) =>
    createShellServices(core, () => new FakeWindow({ webPreferences: {} }) as never);

  test('choosing a folder gives its files by relative names, without lock files; the page gets no path', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, '报表', '区县'), { recursive: true });
    for (const name of ['报表/区县/b.xlsx', '报表/a.xls', '报表/~$a.xls', '报表/.hidden'])
      writeFileSync(join(folder, name), 'x');
    electron.dialogAnswers.open.push({ canceled: false, filePaths: [join(folder, '报表')] });
    const refs = await services().pickFiles({ folder: true });
    expect(refs).toEqual([
      { id: 'f1', name: 'a.xls', size: 1 },
      { id: 'f2', name: '区县/b.xlsx', size: 1 },
    ]);
    expect(JSON.stringify(refs)).not.toContain(folder);
  });

  test('cancelling a dialog is a value, not an error', async () => {
    electron.dialogAnswers.open.push({ canceled: true, filePaths: [] });
    expect(await services().pickFiles({ folder: false, accept: ['.xlsx'] })).toEqual([]);
    const core = fakeCore();
    const ref = await core.registerFile('/x', 'x.xlsx', 1);
    electron.dialogAnswers.save.push({ canceled: true, filePath: '' });
    expect(await services(core).saveFile(ref)).toBe(false);
  });

  test('several files are saved with one question for a folder, and none is overwritten', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'out'));
    writeFileSync(join(folder, 'a'), 'A');
    writeFileSync(join(folder, 'b'), 'B');
    writeFileSync(join(folder, 'out', '退回修改_表.xlsx'), 'old');
    const core = fakeCore();
    const files = [
      await core.registerFile(join(folder, 'a'), '退回修改_表.xlsx', 1),
      await core.registerFile(join(folder, 'b'), '区县/退回修改_表.xlsx', 1),
    ];
    electron.dialogAnswers.open.push({ canceled: true, filePaths: [] });
    expect(await services(core).saveFiles(files)).toBe(0);
    electron.dialogAnswers.open.push({ canceled: false, filePaths: [join(folder, 'out')] });
    expect(await services(core).saveFiles(files)).toBe(2);
    const read = (name: string): string => readFileSync(join(folder, 'out', name), 'utf8');
    expect([read('退回修改_表.xlsx'), read('退回修改_表(2).xlsx'), read('退回修改_表(3).xlsx')]).toEqual([
      'old',
      'A',
      'B',
    ]);
  });

  test('saving resolves after the bytes are there, and a failed save leaves the old file', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'made.xlsx'), 'new');
    writeFileSync(join(folder, 'target.xlsx'), 'old');
    const core = fakeCore();
    const ref = await core.registerFile(join(folder, 'made.xlsx'), '汇总表.xlsx', 3);
    electron.dialogAnswers.save.push({ canceled: false, filePath: join(folder, 'target.xlsx') });
    expect(await services(core).saveFile(ref)).toBe(true);
    expect(readFileSync(join(folder, 'target.xlsx'), 'utf8')).toBe('new');
    const gone = await core.registerFile(join(folder, 'gone.xlsx'), '汇总表.xlsx', 3);
    electron.dialogAnswers.save.push({ canceled: false, filePath: join(folder, 'target.xlsx') });
    await expect(services(core).saveFile(gone)).rejects.toMatchObject({ code: 'file.save-failed' });
    expect(readFileSync(join(folder, 'target.xlsx'), 'utf8')).toBe('new');
  });

  test('a program is never opened', async () => {
    const core = fakeCore();
    for (const name of ['/d/a.exe', '/d/a.sh', '/d/a.xlsx.bat', '/d/a.html', '/d/a.desktop'])
      await expect(services(core).openFile(await core.registerFile(name, 'a', 1))).rejects.toMatchObject({
        code: 'host.unsupported',
      });
    await services(core).openFile(await core.registerFile('/d/表.xlsx', '表.xlsx', 1));
    expect(electron.opened).toEqual(['/d/表.xlsx']);
  });

  test('printing passes printer, copies, sides and paper on; cancelling is false, trouble is host.print-failed', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'a.html'), '<p>1');
    const core = fakeCore();
    const file = await core.registerFile(join(folder, 'a.html'), 'a.html', 4);
    const options = { printer: 'A', copies: 2, duplex: 'longEdge', paper: 'A4' };
    expect(await services(core).print({ file, options })).toBe(true);
    expect(FakeWindow.all.at(-1)?.webContents.printed).toEqual([
      { silent: true, printBackground: true, deviceName: 'A', copies: 2, duplexMode: 'longEdge', pageSize: 'A4' },
    ]);
    FakeWindow.printOutcome = [false, 'Print job canceled'];
    expect(await services(core).print({ file, options: { ...options, printer: null } })).toBe(false);
    FakeWindow.printOutcome = [false, 'Invalid printer settings'];
    await expect(services(core).print({ file, options })).rejects.toMatchObject({ code: 'host.print-failed' });
  });

  test('printers are listed with their name for people and the default one', async () => {
    expect(await services().listPrinters(null)).toEqual([
      { name: 'A', displayName: '办公室', isDefault: true },
      { name: 'B', displayName: 'B', isDefault: false },
    ]);
  });
});

test('the menu is Chinese throughout, and the packaged one has no developer tools', () => {
  const labels = (template: object): string[] =>
    [...JSON.stringify(template).matchAll(/"label":"([^"]*)"/g)].map(([, label]) => label ?? '');
  for (const label of labels(menuTemplate(true))) expect(label).toMatch(/^[\u4e00-\u9fff]+$/);
  expect(JSON.stringify(menuTemplate(false))).not.toContain('toggleDevTools');
});
