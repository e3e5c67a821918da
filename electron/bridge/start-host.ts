// Data folder + worker thread + the means of one host, composed. The loopback and batch hosts take theirs from
// plain-host.ts, the shell from shell/shell-host.ts.

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { startCoreHost, startCoreThread, type CoreHost, type CoreHostOptions } from './core-host.js';
import { openDataFolder, type DataFolder, type DataFolderOptions } from './data-folder.js';
import { uploadsIn } from './uploads.js';

export interface HostOptions {
  /** A page will be shown; otherwise a command runs and the program ends. */
  isForPage: boolean;
}

export interface RunningHost {
  core: CoreHost;
  folder: DataFolder;
  close(): Promise<void>;
}

/** `mainDir` is out/main (see runnableDir), where the built worker lies beside the entries. */
export function startHost(
  mainDir: string,
  folderOptions: DataFolderOptions,
  means: Pick<CoreHostOptions, 'spawnParser' | 'printPdf'>,
  options: HostOptions,
): RunningHost {
  const folder = openDataFolder(folderOptions);
  // Before a host takes any: what is there now is of an earlier run.
  const leftUploads = uploadsIn(folder.path);
  const core = startCoreHost({
    ...means,
    startThread: () =>
      startCoreThread(join(mainDir, 'core-worker.js'), {
        dataDir: folder.path,
        sampleDir: findSamples(mainDir),
        version: programVersion(mainDir),
        leftUploads,
        isForPage: options.isForPage,
      }),
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

/**
 * Threads and processes are started from files outside the package's archive (electron-builder.yml unpacks them): the
 * database binding cannot be loaded from inside, and a thread's own module loader need not know archives.
 */
export function runnableDir(mainDir: string): string {
  const outside = mainDir.replace(/([\\/]app\.asar)(?=[\\/])/, '$1.unpacked');
  return existsSync(join(outside, 'core-worker.js')) ? outside : mainDir;
}

/** out/main → the folder that holds package.json; in the package it is the archive's root. */
function programFile(mainDir: string, ...path: string[]): string {
  return join(mainDir, '..', '..', ...path);
}

function programVersion(mainDir: string): string {
  const description = JSON.parse(readFileSync(programFile(mainDir, 'package.json'), 'utf8')) as { version: string };
  return description.version;
}

function findSamples(mainDir: string): string | null {
  const path = programFile(mainDir, 'resources', 'samples', 'zaozhuang-2022-07');
  return existsSync(path) ? path : null;
}
