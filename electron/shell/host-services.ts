// Host services the Electron way: dialogs, saving, printing. Paths come from dialogs of this process or from files that
// the officer dropped (preload asks webUtils), never from the page.

import { BrowserWindow, dialog, shell } from 'electron';
import { existsSync, statSync } from 'node:fs';
import { basename, isAbsolute, join, parse } from 'node:path';

import { z } from 'zod';

import type { PrinterInfo } from '../../shared/contract/host-services.js';
import { AppError } from '../../shared/errors/app-error.js';
import { writeFailure } from '../../shared/errors/write-failure.js';
import { fileRefSchema, type FileRef } from '../../shared/model/file-ref.js';
import { collectFiles } from '../bridge/collect-files.js';
import type { CoreHost } from '../bridge/core-host.js';
import { copyWhole } from '../bridge/small-file.js';

import type { ServiceName } from './channels.js';
import { printHtml } from './print.js';

export type ShellServices = Record<ServiceName, (argument: unknown) => Promise<unknown>>;

const MAX_FILES = 5000;
/** Kinds that openFile may hand to the desktop; a program or script is never started. */
const OPENABLE = /\.(xlsx|xls|xlsm|xlsb|et|ods|csv|pdf|docx|doc|wps|txt)$/i;

const pickOptions = z.object({ folder: z.boolean(), accept: z.array(z.string().max(20)).max(30).optional() });
const adoptedPaths = z
  .array(z.object({ name: z.string().min(1).max(1000), path: z.string().min(1).max(4000) }))
  .max(MAX_FILES);
const printArguments = z.object({
  file: fileRefSchema,
  options: z.object({
    printer: z.string().max(500).nullable(),
    copies: z.number().int().min(1).max(999),
    duplex: z.enum(['simplex', 'longEdge', 'shortEdge']),
    paper: z.enum(['A3', 'A4']),
  }),
});

export function createShellServices(core: CoreHost, window: () => BrowserWindow | null): ShellServices {
  const owner = (): BrowserWindow => {
    const open = window();
    if (open === null) throw new AppError('host.refused', {}, { detail: 'no window' });
    return open;
  };
  const register = async (path: string, name: string): Promise<FileRef> =>
    core.registerFile(path, name, statSync(path).size);

  return {
    async pickFiles(argument) {
      const options = pickOptions.parse(argument);
      const chosen = await dialog.showOpenDialog(owner(), {
        title: options.folder ? '选择文件夹' : '选择文件',
        properties: options.folder ? ['openDirectory', 'multiSelections'] : ['openFile', 'multiSelections'],
        ...(options.accept === undefined || options.folder
          ? {}
          : {
              filters: [
                { name: '可以导入的文件', extensions: options.accept.map((ending) => ending.replace(/^\./, '')) },
                { name: '所有文件', extensions: ['*'] },
              ],
            }),
      });
      if (chosen.canceled) return [];
      const found = collectFiles(chosen.filePaths);
      if (found.length > MAX_FILES) throw new AppError('input.invalid', { what: `文件超过${MAX_FILES}个` });
      const refs: FileRef[] = [];
      for (const file of found) refs.push(await core.registerFile(file.path, file.name, file.size));
      return refs;
    },
    async adoptPaths(argument) {
      const refs: FileRef[] = [];
      for (const { name, path } of adoptedPaths.parse(argument)) {
        if (!isAbsolute(path)) throw new AppError('host.refused', {}, { detail: 'relative path' });
        refs.push(await register(path, name));
      }
      return refs;
    },
    async saveFile(argument) {
      const file = fileRefSchema.parse(argument);
      const source = await core.filePath(file.id);
      const chosen = await dialog.showSaveDialog(owner(), {
        title: '保存',
        defaultPath: basename(file.name),
        properties: ['showOverwriteConfirmation', 'createDirectory'],
      });
      if (chosen.canceled || chosen.filePath === '') return false;
      try {
        copyWhole(source, chosen.filePath);
      } catch (error) {
        throw writeFailure(basename(chosen.filePath), error);
      }
      return true;
    },
    async saveFiles(argument) {
      const files = z.array(fileRefSchema).min(1).max(MAX_FILES).parse(argument);
      const chosen = await dialog.showOpenDialog(owner(), {
        title: `选择文件夹，保存${files.length}个文件`,
        buttonLabel: '保存到这里',
        properties: ['openDirectory', 'createDirectory'],
      });
      const [folder] = chosen.filePaths;
      if (chosen.canceled || folder === undefined) return 0;
      for (const file of files) {
        const source = await core.filePath(file.id);
        const target = freePath(folder, basename(file.name));
        try {
          copyWhole(source, target);
        } catch (error) {
          throw writeFailure(basename(target), error);
        }
      }
      return files.length;
    },
    async openFile(argument) {
      const file = fileRefSchema.parse(argument);
      const path = await core.filePath(file.id);
      if (!OPENABLE.test(path)) throw new AppError('host.unsupported', { what: '打开这种文件' });
      const problem = await shell.openPath(path);
      if (problem !== '') throw new AppError('file.unreadable', { name: file.name }, { detail: problem });
      return null;
    },
    async listPrinters(): Promise<PrinterInfo[]> {
      const printers = await owner().webContents.getPrintersAsync();
      return printers.map((printer) => ({
        name: printer.name,
        displayName: printer.displayName || printer.name,
        isDefault: isDefaultPrinter(printer),
      }));
    },
    async print(argument) {
      const { file, options } = printArguments.parse(argument);
      return printHtml(await core.filePath(file.id), options);
    },
  };
}

/** A name that is not taken yet: 表.xlsx, 表(2).xlsx … One dialog for a whole folder cannot ask before it overwrites. */
function freePath(folder: string, name: string): string {
  const { name: stem, ext } = parse(name);
  let path = join(folder, name);
  for (let n = 2; existsSync(path); n += 1) path = join(folder, `${stem}(${n})${ext}`);
  return path;
}

/** Electron dropped `isDefault` from its type and keeps the fact among the options on some systems. */
function isDefaultPrinter(printer: object): boolean {
  if ('isDefault' in printer) return printer.isDefault === true;
  const options = 'options' in printer ? printer.options : null;
  return typeof options === 'object' && options !== null && 'is-default' in options && options['is-default'] === 'true';
}
