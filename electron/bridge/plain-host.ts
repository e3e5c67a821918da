// The means of the two hosts without Electron (loopback, batch): forked parse processes, PDF by an installed browser.

import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';

import { forkChannel } from '../core/workbook/1-read/fork-channel.js';

import type { DataFolderOptions } from './data-folder.js';
import { startHost, type HostOptions, type RunningHost } from './start-host.js';

/**
 * V8's arguments of a command that runs and ends: its compilers come later than with a page. In half a second they would take the
 * second processor from the parse process, for code that is hardly used again.
 */
export const COMMAND_COMPILING = [
  '--invocation-count-for-maglev=3000',
  '--invocation-count-for-maglev-osr=1000',
  '--invocation-count-for-turbofan=10000',
];

export function startPlainHost(
  mainDir: string,
  folderOptions: DataFolderOptions,
  options: HostOptions = { isForPage: false },
): RunningHost {
  // Before the core's thread is there: V8 asks for them where it counts, in every thread.
  if (!options.isForPage) for (const argument of COMMAND_COMPILING) setFlagsFromString(argument);
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
