// Electron at its module boundary, for tests: records what the shell asks of it. Used by `vi.mock('electron', …)`;
// the real module would start a download.

import { EventEmitter } from 'node:events';

type Listener = (...values: unknown[]) => unknown;

export class FakeContents extends EventEmitter {
  url = '';
  openHandler: ((details: { url: string }) => { action: string }) | null = null;
  sent: unknown[][] = [];
  printed: unknown[] = [];
  pdfOptions: unknown = null;
  printOutcome: [boolean, string] = [true, ''];
  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }): void {
    this.openHandler = handler;
  }
  getURL(): string {
    return this.url;
  }
  send(...values: unknown[]): void {
    this.sent.push(values);
  }
  forcefullyCrashRenderer(): void {}
  async getPrintersAsync(): Promise<object[]> {
    return [
      { name: 'A', displayName: '办公室', options: { 'is-default': 'true' } },
      { name: 'B', displayName: '', options: {} },
    ];
  }
  print(options: unknown, done: (isDone: boolean, reason: string) => void): void {
    this.printed.push(options);
    done(...this.printOutcome);
  }
  async printToPDF(options: unknown): Promise<Buffer> {
    this.pdfOptions = options;
    return Buffer.from('%PDF-');
  }
}

export class FakeWindow extends EventEmitter {
  static all: FakeWindow[] = [];
  /** Next window's printer answers this. */
  static printOutcome: [boolean, string] = [true, ''];
  webContents = new FakeContents();
  options: { webPreferences: Record<string, unknown>; show?: boolean };
  loaded: string[] = [];
  isGone = false;
  constructor(options: FakeWindow['options']) {
    super();
    this.options = options;
    this.webContents.printOutcome = FakeWindow.printOutcome;
    FakeWindow.all.push(this);
  }
  async loadURL(url: string): Promise<void> {
    this.loaded.push(url);
  }
  show(): void {}
  destroy(): void {
    this.isGone = true;
  }
  isDestroyed(): boolean {
    return this.isGone;
  }
}

export class FakeSession extends EventEmitter {
  permissionRequest: Listener = () => undefined;
  permissionCheck: Listener = () => undefined;
  device: Listener = () => undefined;
  before: Listener = () => undefined;
  schemes = new Map<string, (request: Request) => Promise<Response>>();
  webRequest = {
    onBeforeRequest: (listener: Listener): void => {
      this.before = listener;
    },
  };
  protocol = {
    handle: (scheme: string, handler: (request: Request) => Promise<Response>): void => {
      this.schemes.set(scheme, handler);
    },
  };
  setPermissionRequestHandler(handler: Listener): void {
    this.permissionRequest = handler;
  }
  setPermissionCheckHandler(handler: Listener): void {
    this.permissionCheck = handler;
  }
  setDevicePermissionHandler(handler: Listener): void {
    this.device = handler;
  }
  /** Whether a request would go out. */
  lets(url: string): boolean {
    let isCancelled = false;
    this.before({ url }, (answer: { cancel?: boolean }) => (isCancelled = answer.cancel === true));
    return !isCancelled;
  }
}

export function createElectronStandIn() {
  const handlers = new Map<string, Listener>();
  const partitions = new Map<string, FakeSession>();
  const dialogAnswers = { open: [] as unknown[], save: [] as unknown[] };
  const opened: string[] = [];
  const privileged: unknown[] = [];
  return {
    handlers,
    partitions,
    dialogAnswers,
    opened,
    privileged,
    module: {
      BrowserWindow: FakeWindow,
      ipcMain: { handle: (channel: string, handler: Listener) => void handlers.set(channel, handler) },
      dialog: {
        showOpenDialog: async () => dialogAnswers.open.shift(),
        showSaveDialog: async () => dialogAnswers.save.shift(),
        showMessageBox: async () => ({ response: 1 }),
        showMessageBoxSync: (_window: unknown, _options: { message: string; buttons: string[] }): number => 0,
      },
      shell: {
        openPath: async (path: string) => {
          opened.push(path);
          return '';
        },
      },
      session: {
        fromPartition: (name: string) => {
          const known = partitions.get(name) ?? new FakeSession();
          partitions.set(name, known);
          return known;
        },
      },
      protocol: { registerSchemesAsPrivileged: (schemes: unknown) => void privileged.push(schemes) },
      net: {
        fetch: async (url: string) => {
          const { readFile } = await import('node:fs/promises');
          return new Response(await readFile(new URL(url)));
        },
      },
      Menu: { buildFromTemplate: (template: unknown) => template, setApplicationMenu: () => undefined },
      app: new EventEmitter(),
    },
  };
}
