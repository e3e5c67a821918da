// One batch command's hold on the core: typed calls that throw AppError, files by path, and a close that always happens.

import { readFileSync, statSync } from 'node:fs';
import { basename, resolve } from 'node:path';

import type { CallName, Params, Result } from '../../shared/contract/index.js';
import { AppError } from '../../shared/errors/app-error.js';
import { writeFailure } from '../../shared/errors/write-failure.js';
import type { FileRef } from '../../shared/model/file-ref.js';
import type { FoundFile } from '../bridge/collect-files.js';
import type { CoreHost } from '../bridge/core-host.js';
import type { DataFolderOptions } from '../bridge/data-folder.js';
import { copyWhole } from '../bridge/small-file.js';

import type { Terminal } from './terminal.js';

export interface BatchHost {
  core: CoreHost;
  folder: { path: string; warning: string };
  close(): Promise<void>;
}

/** Plain Node starts a worker and forks; the shell's --batch starts the same core with Electron's means. */
export type StartHost = (options: DataFolderOptions) => BatchHost;

export interface Session {
  ask<K extends CallName>(name: K, params: Params<K>): Promise<Result<K>>;
  askAny(name: string, params: unknown): Promise<unknown>;
  register(path: string, name?: string): Promise<FileRef>;
  /** The same for files that will be imported: the first of them are read while the core is still being loaded. */
  registerAll(files: readonly FoundFile[]): Promise<FileRef[]>;
  /** Copies a produced file to where the command names it. */
  save(file: FileRef, target: string): Promise<string>;
}

export async function withSession<T>(
  start: StartHost,
  options: DataFolderOptions,
  terminal: Terminal,
  work: (session: Session) => Promise<T>,
): Promise<T> {
  const host = start(options);
  try {
    if (host.folder.warning !== '') terminal.err(host.folder.warning);
    const askAny = async (name: string, params: unknown): Promise<unknown> => {
      const reply = await host.core.call(name, params);
      if (!reply.ok) throw AppError.fromWire(reply.error);
      return reply.value;
    };
    return await work({
      askAny,
      ask: (name, params) => askAny(name, params) as Promise<Result<typeof name>>,
      register(path, name) {
        const whole = resolve(terminal.cwd, path);
        return host.core.registerFile(whole, name ?? basename(whole), sizeOf(whole));
      },
      registerAll(files) {
        host.core.readAhead(files);
        return Promise.all(files.map(({ path, name, size }) => host.core.registerFile(path, name, size)));
      },
      async save(file, target) {
        const whole = resolve(terminal.cwd, target);
        const source = await host.core.filePath(file.id);
        try {
          copyWhole(source, whole);
        } catch (error) {
          throw writeFailure(basename(whole), error);
        }
        return whole;
      },
    });
  } finally {
    await host.close();
  }
}

function sizeOf(path: string): number {
  try {
    return statSync(path).size;
  } catch (error) {
    throw new AppError('file.not-found', { name: basename(path) }, { detail: path, cause: error });
  }
}

/** A file that a command names beside the files to import. */
export function readInput(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new AppError('file.not-found', { name: basename(path) }, { detail: path, cause: error });
  }
}
