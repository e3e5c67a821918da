// Bytes of a file → RawBook, or a refusal with the file's name: the table of contents of reading. One function per kind.
// Runs in the parse process (parse-process.ts) and, in unit tests, in theirs. Nothing is interpreted here.

import { readFileSync, statSync } from 'node:fs';
import { AppError } from '../../../../shared/errors/app-error.js';
import { plainText } from '../../../../shared/model/plain-text.js';
import { archiveRefusal } from './archive.js';
import { biffFromOle } from './ole-workbook.js';
import { hasContent } from './cell-columns.js';
import { readCsv } from './csv.js';
import { readHtml } from './html.js';
import { detectKind } from './kind.js';
import type { BookKind, ParseLimits, RawBook } from './raw-book.js';
import { readDocx } from './read-docx.js';
import { readOds } from './read-ods.js';
import { readXls } from './read-xls.js';
import { readXlsb } from './read-xlsb.js';
import { readXlsx } from './read-xlsx.js';
import { megabytes } from './refuse.js';
import { SheetJsNotLoaded } from './sheetjs.js';
import { readXml2003 } from './xml2003.js';
import { openZip } from './zip-guard.js';
import { zipKind } from './zip-kind.js';

export type OnStep = (done: number, total: number) => void;

/** The bytes of a file after the size check; file-system errors become file.* codes. */
export function loadFile(path: string, name: string, limits: ParseLimits): Buffer {
  try {
    const found = statSync(path);
    if (found.isDirectory()) throw new AppError('file.kind-unknown', { name, found: '文件夹' });
    if (found.size > limits.maxBytes)
      throw new AppError('file.too-large', { name, found: megabytes(found.size), limit: megabytes(limits.maxBytes) });
    return readFileSync(path);
  } catch (error) {
    throw fileError(error, name);
  }
}

/**
 * Reads a workbook of any supported kind. Every refusal is an AppError of the group file.* with the name; SheetJsNotLoaded
 * asks for more code (sheetjs.ts).
 */
export function readBook(file: Buffer, name: string, limits: ParseLimits, onStep: OnStep = () => undefined): RawBook {
  try {
    if (file.length === 0) throw new AppError('file.empty', {});
    if (file.length > limits.maxBytes)
      throw new AppError('file.too-large', { found: megabytes(file.length), limit: megabytes(limits.maxBytes) });
    const book = readKind(file, name, limits, onStep);
    if (!book.sheets.some(hasContent)) throw new AppError('file.no-cells', {});
    // As their cells: what the page says of a sheet comes back by this name.
    for (const sheet of book.sheets) if (sheet.name !== null) sheet.name = plainText(sheet.name);
    addEndingRemark(book, name);
    return book;
  } catch (error) {
    throw named(error, name);
  }
}

function readKind(file: Buffer, name: string, limits: ParseLimits, onStep: OnStep): RawBook {
  const kind = detectKind(file, name);
  switch (kind.is) {
    case 'zip': {
      const zip = openZip(file, limits);
      const inside = zipKind(zip);
      if (inside.is === 'ods') return readOds(zip, limits);
      if (inside.is === 'docx') return readDocx(zip, limits);
      if (inside.is === 'archive') throw archiveRefusal(zip, name);
      if (inside.is === 'xlsb') return readXlsb(zip, inside.workbook, limits);
      return readXlsx(zip, inside.workbook, limits, onStep);
    }
    case 'ole': {
      const { stream, hasMacros } = biffFromOle(file);
      return readXls(stream, { hasMacros, limits, onStep });
    }
    case 'biff':
      return readXls(file, { hasMacros: false, limits, onStep });
    case 'html':
      return {
        kind: 'html',
        date1904: false,
        sheets: [readHtml(kind.text.text, limits)],
        remarks: [],
        encoding: kind.text.encoding,
      };
    case 'xml2003':
      return { ...readXml2003(kind.text.text, limits), encoding: kind.text.encoding };
    case 'csv':
      return {
        kind: 'csv',
        date1904: false,
        sheets: [readCsv(kind.text.text, limits)],
        remarks: [],
        encoding: kind.text.encoding,
      };
  }
}

const ENDINGS: Record<BookKind, { endings: string[]; found: string }> = {
  xlsx: { endings: ['xlsx', 'xlsm', 'xltx', 'xltm', 'et', 'ett'], found: 'Excel 工作簿（.xlsx）' },
  xls: { endings: ['xls', 'xlt', 'et', 'ett'], found: 'Excel 97-2003 工作簿（.xls）' },
  xlsb: { endings: ['xlsb'], found: 'Excel 二进制工作簿（.xlsb）' },
  ods: { endings: ['ods', 'ots'], found: 'OpenDocument 表格（.ods）' },
  csv: { endings: ['csv', 'txt', 'tsv', 'tab'], found: '分隔符文字（.csv）' },
  html: { endings: ['htm', 'html'], found: '网页表格（HTML）' },
  docx: { endings: ['docx'], found: 'Word 文档（.docx）' },
  xml2003: { endings: ['xml'], found: 'XML 电子表格 2003' },
};

function addEndingRemark(book: RawBook, name: string): void {
  const ending = /\.([^.\\/]+)$/.exec(name)?.[1]?.toLowerCase();
  const { endings, found } = ENDINGS[book.kind];
  if (ending !== undefined && !endings.includes(ending))
    book.remarks.push({ code: 'file.ending-differs', params: { ending: `.${ending}`, found } });
}

/** An unknown exception of a reader means that the file is not what it seems; the cause goes to the log. */
function named(error: unknown, name: string): Error {
  if (error instanceof SheetJsNotLoaded) return error;
  if (error instanceof AppError)
    return new AppError(error.code, { name, ...error.params }, { detail: error.detail, cause: error.cause });
  if (error instanceof RangeError && /Invalid (?:string|array) length|allocation/i.test(error.message))
    return new AppError(
      'file.too-large',
      { name, found: '内容过大', limit: '内存' },
      { detail: error.message, cause: error },
    );
  const detail = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return new AppError('file.damaged', { name, where: '内容无法读取' }, { detail, cause: error });
}

const FILE_ERRORS: Record<string, 'file.not-found' | 'file.locked' | 'file.unreadable'> = {
  ENOENT: 'file.not-found',
  ENOTDIR: 'file.not-found',
  ELOOP: 'file.not-found',
  EBUSY: 'file.locked',
  EPERM: 'file.locked', // Windows: sharing violation of a file open in Excel
  ETXTBSY: 'file.locked',
  EACCES: 'file.unreadable',
};

function fileError(error: unknown, name: string): AppError {
  if (error instanceof AppError) return error;
  const code = (error as NodeJS.ErrnoException).code ?? '';
  return new AppError(FILE_ERRORS[code] ?? 'file.unreadable', { name }, { detail: code, cause: error });
}
