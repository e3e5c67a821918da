// How the reading stage refuses: short makers of AppError, so that every room says the same thing the same way.
// Refusals carry no file name here; read-book.ts adds it once. Not here: which file is refused (each guard decides).

import { AppError } from '../../../../shared/errors/app-error.js';

/** The archive or document is broken or incomplete; `where` is Chinese and names the part. */
export function damaged(where: string, detail = '', cause?: unknown): AppError {
  return new AppError('file.damaged', { where }, { detail, cause });
}

/** The inner structure is one that no office program writes. */
export function suspicious(what: string, detail = ''): AppError {
  return new AppError('file.suspicious', { what }, { detail });
}

/** Beyond a limit of ParseLimits; nothing is cut, the file is refused whole. */
export function tooLarge(found: string, limit: string, detail = ''): AppError {
  return new AppError('file.too-large', { found, limit }, { detail });
}

/** Not a spreadsheet at all; `found` is the Chinese name of what it is. */
export function notASheet(found: string, detail = ''): AppError {
  return new AppError('file.kind-unknown', { found }, { detail });
}

/** A spreadsheet of a kind that has to be saved anew before it can be read. */
export function saveAs(found: string, detail = ''): AppError {
  return new AppError('file.kind-save-as', { found }, { detail });
}

/** Something whose tables can be had in another form; `how` is one Chinese sentence with its full stop. */
export function convert(found: string, how: string, detail = ''): AppError {
  return new AppError('file.kind-convert', { found, how }, { detail });
}

/** Needs a password. */
export function encrypted(detail = ''): AppError {
  return new AppError('file.encrypted', {}, { detail });
}

/** Size in words: 12.3 MB. */
export function megabytes(bytes: number): string {
  const value = bytes / (1024 * 1024);
  return `${value >= 100 ? String(Math.round(value)) : value.toFixed(1)} MB`;
}
