// The means of the two hosts without Electron (loopback, batch): forked parse processes, PDF by an installed browser.

import { join } from 'node:path';

import { forkChannel } from '../core/workbook/1-read/fork-channel.js';

import { printPdfWithBrowser } from './chromium-pdf.js';
import type { DataFolderOptions } from './data-folder.js';
import { startHost, type RunningHost } from './start-host.js';

export function startPlainHost(mainDir: string, folderOptions: DataFolderOptions): RunningHost {
  return startHost(mainDir, folderOptions, {
    spawnParser: () => forkChannel(join(mainDir, 'parse-process.js')),
    printPdf: printPdfWithBrowser,
  });
}
