// What the two hosts without Electron (loopback, batch) have in common: data folder, worker thread, forked parsers,
// PDF by an installed browser. Entry points hand in where the built files lie.

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { printPdfWithBrowser } from './chromium-pdf.js';
import { startCoreHost, startCoreThread, type CoreHost } from './core-host.js';
import { openDataFolder, type DataFolder, type DataFolderOptions } from './data-folder.js';
import { forkParser } from './parser-host.js';

/** Heap of one parse process; the limits of one parse are the reader's own (core/workbook/1-read). */
const PARSER_HEAP_MB = 2048;

export interface ProgramFiles {
  /** out/main */
  mainDir: string;
}

export interface PlainHost {
  core: CoreHost;
  folder: DataFolder;
  close(): Promise<void>;
}

export function startPlainHost(files: ProgramFiles, folderOptions: DataFolderOptions): PlainHost {
  const folder = openDataFolder(folderOptions);
  const core = startCoreHost({
    startThread: () =>
      startCoreThread(join(files.mainDir, 'core-worker.js'), {
        dataDir: folder.path,
        sampleDir: findSamples(files.mainDir),
        version: programVersion(files.mainDir),
      }),
    spawnParser: forkParser(join(files.mainDir, 'parse-process.js'), PARSER_HEAP_MB),
    printPdf: printPdfWithBrowser,
  });
  return {
    core,
    folder,
    async close() {
      await core.close();
      folder.release();
    },
  };
}

/** out/main → the folder that holds package.json; in the package it is the archive's root. */
export function programRoot(mainDir: string): string {
  return join(mainDir, '..', '..');
}

export function programVersion(mainDir: string): string {
  const description = JSON.parse(readFileSync(join(programRoot(mainDir), 'package.json'), 'utf8')) as {
    version: string;
  };
  return description.version;
}

export function findSamples(mainDir: string): string | null {
  const path = join(programRoot(mainDir), 'resources', 'samples', 'zaozhuang-2022-07');
  return existsSync(path) ? path : null;
}
