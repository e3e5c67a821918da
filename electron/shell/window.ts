// The one window: its options, what it may never do (navigate, open windows, ask for permissions), and a page that
// asks where a page has unsaved entries, and shows a way on when the page stops answering or dies. Tests read these options; checklist 2–15
// of Electron's list.

import { BrowserWindow, dialog, type App, type Session, type WebContents, type WebPreferences } from 'electron';

import { APP_ORIGIN, isAppUrl } from './app-protocol.js';

/** Also for hidden windows; a preload is added only for the page of the application. */
export const SAFE_WEB_PREFERENCES = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  webviewTag: false,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  navigateOnDragDrop: false,
  spellcheck: false,
} as const satisfies WebPreferences;

export function createMainWindow(preload: string): BrowserWindow {
  const window = new BrowserWindow({
    title: '知产台账',
    width: 1366,
    height: 768,
    minWidth: 1024,
    minHeight: 640,
    show: false,
    backgroundColor: '#ffffff',
    webPreferences: { ...SAFE_WEB_PREFERENCES, preload },
  });
  window.once('ready-to-show', () => window.show());
  offerWayOn(window);
  askBeforeLeaving(window);
  void window.loadURL(`${APP_ORIGIN}/`);
  return window;
}

/** For every web contents that will ever exist, before it loads anything. */
export function lockDown(app: App): void {
  app.on('web-contents-created', (_event, contents) => lockDownContents(contents));
}

export function lockDownContents(contents: WebContents): void {
  contents.on('will-navigate', (event) => {
    if (!isAppUrl(event.url)) event.preventDefault();
  });
  contents.on('will-frame-navigate', (event) => {
    // Frames show what the page itself made (blob: of a print preview); nothing from elsewhere.
    if (!isAppUrl(event.url) && !event.url.startsWith(`blob:${APP_ORIGIN}/`) && event.url !== 'about:srcdoc')
      event.preventDefault();
  });
  contents.on('will-redirect', (event) => {
    if (!isAppUrl(event.url)) event.preventDefault();
  });
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}

/** No camera, no location, no notifications, no devices; copying text is the one thing a table needs. */
export function denyPermissions(session: Session): void {
  session.setPermissionRequestHandler((contents, permission, allow) =>
    allow(permission === 'clipboard-sanitized-write' && isAppUrl(contents.getURL())),
  );
  session.setPermissionCheckHandler(
    (_contents, permission, origin) => permission === 'clipboard-sanitized-write' && isAppUrl(origin),
  );
  session.setDevicePermissionHandler(() => false);
  // The program needs no network; whatever asks for one gets nowhere.
  session.webRequest.onBeforeRequest((details, answer) => {
    const protocol = URL.parse(details.url)?.protocol ?? '';
    answer({ cancel: ['http:', 'https:', 'ws:', 'wss:', 'ftp:'].includes(protocol) });
  });
  session.on('will-download', (event) => event.preventDefault());
}

/** A browser asks by itself where a page has unsaved entries; here the window would stay open without a word. */
function askBeforeLeaving(window: BrowserWindow): void {
  window.webContents.on('will-prevent-unload', (event) => {
    const answer = dialog.showMessageBoxSync(window, {
      type: 'warning',
      title: '知产台账',
      message: '有未保存的填写',
      detail: '关闭后这些填写不再保留，已保存的数据不受影响。',
      buttons: ['返回', '不保存，关闭'],
      defaultId: 0,
      cancelId: 0,
      noLink: true,
    });
    // The page is let go.
    if (answer === 1) event.preventDefault();
  });
}

function offerWayOn(window: BrowserWindow): void {
  let isAsking = false;
  const ask = async (message: string, detail: string): Promise<void> => {
    if (isAsking || window.isDestroyed()) return;
    isAsking = true;
    const { response } = await dialog.showMessageBox(window, {
      type: 'warning',
      title: '知产台账',
      message,
      detail,
      buttons: ['重新打开页面', '继续等待'],
      defaultId: 0,
      cancelId: 1,
      noLink: true,
    });
    isAsking = false;
    if (response === 0 && !window.isDestroyed()) {
      window.webContents.forcefullyCrashRenderer();
      void window.loadURL(`${APP_ORIGIN}/`);
    }
  };
  window.on('unresponsive', () => void ask('页面没有响应', '已保存的数据完好。可以重新打开页面，或继续等待。'));
  window.webContents.on('render-process-gone', (_event, details) => {
    // We ended it ourselves above, or the window is closing.
    if (details.reason === 'clean-exit' || details.reason === 'killed' || isAsking) return;
    void dialog
      .showMessageBox({
        type: 'error',
        title: '知产台账',
        message: '页面意外停止',
        detail: '已保存的数据完好。将重新打开页面。',
        buttons: ['重新打开页面'],
        noLink: true,
      })
      .then(() => {
        if (!window.isDestroyed()) void window.loadURL(`${APP_ORIGIN}/`);
      });
  });
}
