// The means of the shell: Electron's utilityProcess for parsing, a hidden window for PDF, userData as the default place.

import { app } from 'electron';
import { join } from 'node:path';

import type { DataFolderOptions } from '../bridge/data-folder.js';
import { runnableDir, startHost, type HostOptions, type RunningHost } from '../bridge/start-host.js';

import { printPdf } from './print.js';
import { spawnUtilityParser } from './utility-parser.js';

export function startShellHost(
  archiveDir: string,
  folder: DataFolderOptions,
  options: HostOptions = { isForPage: true },
): RunningHost {
  const mainDir = runnableDir(archiveDir);
  return startHost(
    mainDir,
    { ...folder, userData: app.getPath('userData') },
    { spawnParser: spawnUtilityParser(join(mainDir, 'parse-process.js')), printPdf },
    options,
  );
}
