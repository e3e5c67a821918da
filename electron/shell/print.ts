// Printing and PDF in a hidden, sandboxed window without JavaScript that may load one HTML file of the core and nothing else.
// Paper comes from the page's own @page where we may choose (PDF), and from the officer's options at a printer.

import { BrowserWindow, session, type WebContentsPrintOptions } from 'electron';
import { writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { pathToFileURL } from 'node:url';

import type { PrintOptions } from '../../shared/contract/host-services.js';
import { AppError } from '../../shared/errors/app-error.js';
import { writeFailure } from '../../shared/errors/write-failure.js';

import { SAFE_WEB_PREFERENCES } from './window.js';

const PRINT_PARTITION = 'print';
const LOAD_TIMEOUT_MS = 30_000;

export async function printPdf(job: { htmlPath: string; pdfPath: string }): Promise<void> {
  await withHiddenPage(job.htmlPath, async (window) => {
    // Without preferCSSPageSize the paper is Letter, whatever @page says.
    const pdf = await window.webContents.printToPDF({ printBackground: true, preferCSSPageSize: true });
    await writeFile(job.pdfPath, pdf).catch((error: unknown) => {
      throw writeFailure(basename(job.pdfPath), error);
    });
  });
}

/** False when the officer cancels. */
export async function printHtml(htmlPath: string, options: PrintOptions): Promise<boolean> {
  return withHiddenPage(htmlPath, (window) => {
    const settings: WebContentsPrintOptions = {
      silent: options.printer !== null,
      printBackground: true,
      copies: options.copies,
      duplexMode: options.duplex,
      pageSize: options.paper,
      ...(options.printer === null ? {} : { deviceName: options.printer }),
    };
    return new Promise<boolean>((resolve, reject) => {
      window.webContents.print(settings, (isDone, reason) => {
        if (isDone) resolve(true);
        else if (/cancel/i.test(reason)) resolve(false);
        else reject(new AppError('host.print-failed', { why: reason || '打印机没有接受' }));
      });
    });
  });
}

/** Pages that are open now. They share one session, and a session asks one listener, the one set last. */
const pages = new Set<{ url: string }>();

async function withHiddenPage<T>(htmlPath: string, work: (window: BrowserWindow) => Promise<T>): Promise<T> {
  const own = session.fromPartition(PRINT_PARTITION);
  const page = { url: pathToFileURL(htmlPath).href };
  pages.add(page);
  own.webRequest.onBeforeRequest(({ url }, answer) => {
    answer({ cancel: !url.startsWith('data:') && ![...pages].some((one) => one.url === url) });
  });
  const window = new BrowserWindow({
    show: false,
    webPreferences: { ...SAFE_WEB_PREFERENCES, javascript: false, session: own },
  });
  let timer: NodeJS.Timeout | undefined;
  try {
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`not loaded in ${LOAD_TIMEOUT_MS} ms`)), LOAD_TIMEOUT_MS);
    });
    await Promise.race([window.loadURL(page.url), late]);
    return await work(window);
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError('host.print-failed', { why: '页面没有生成' }, { detail: String(error), cause: error });
  } finally {
    clearTimeout(timer);
    pages.delete(page);
    window.destroy();
  }
}
