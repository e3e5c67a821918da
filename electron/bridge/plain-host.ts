// The means of the two hosts without Electron (loopback, batch): forked parse processes, PDF by an installed browser.

import { join } from 'node:path';

import { forkChannel } from '../core/workbook/1-read/fork-channel.js';

import type { DataFolderOptions } from './data-folder.js';
import { startHost, type HostOptions, type RunningHost } from './start-host.js';

export function startPlainHost(
  mainDir: string,
  folderOptions: DataFolderOptions,
  options: HostOptions = { isForPage: false },
): RunningHost {
  return startHost(
    mainDir,
    folderOptions,
    {
      spawnParser: () => forkChannel(join(mainDir, 'parse-process.js')),
      printPdf: async (job) => (await import('./chromium-pdf.js')).printPdfWithBrowser(job),
    },
    options,
  );
}
