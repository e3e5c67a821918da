// A .zip of workbooks: its directory passes the same guard as a workbook, and one inner file at a time is inflated in
// memory. Nothing is unpacked to disk, an archive inside an archive is refused, and names are only ever map keys.
// Not here: reading the inner file (read-book.ts), planning each as a file of its own (core/workbook/plan-queue.ts).

import { AppError } from '../../../../shared/errors/app-error.js';
import { detectKind } from './kind.js';
import type { ParseLimits } from './raw-book.js';
import { damaged, notASheet, suspicious } from './refuse.js';
import { type GuardedZip, openZip } from './zip-guard.js';
import { zipKind } from './zip-kind.js';

/** More inner files than this are no month of reports. */
const MAX_FILES = 2000;
/** What systems and office programs leave beside documents. */
const LEFTOVER = /(?:^|\/)(?:__MACOSX\/|~\$|\.|Thumbs\.db$|desktop\.ini$)/i;
const TABLE = /\.(?:xlsx?|xlsm|xlsb|xltx?|xltm|et|ett|ods|ots|csv|tsv|txt|html?|xml|docx)$/i;

/** Names of the files inside an archive, in name order; pictures and the like come too, so that nothing is passed over. */
export function entriesOf(file: Buffer, limits: ParseLimits): string[] {
  const names = filesIn(openArchive(file, limits));
  if (names.length > MAX_FILES)
    throw suspicious(`压缩包内的文件多达 ${String(names.length)} 个`, `more than ${String(MAX_FILES)} files`);
  return names.toSorted((a, b) => (a < b ? -1 : 1));
}

/** Bytes of one inner file, CRC checked. */
export function entryOf(file: Buffer, entry: string, limits: ParseLimits): Buffer {
  const zip = openArchive(file, limits);
  if (!zip.has(entry)) throw damaged('压缩包内没有这个文件', entry);
  const inner = zip.read(entry);
  if (inner.length > 0 && detectKind(inner, entry).is === 'zip' && zipKind(openZip(inner, limits)).is === 'archive')
    throw notASheet('压缩包中的压缩包，请先解压');
  return inner;
}

/** How read() answers an archive: it has to be opened entry by entry, or holds no table. */
export function archiveRefusal(zip: GuardedZip, name: string): AppError {
  if (!filesIn(zip).some((entry) => TABLE.test(entry))) return notASheet('压缩包（.zip），其中没有表格');
  // By any other name the sender meant something else: a workbook that went wrong, a template.
  if (!/\.zip$/i.test(name)) return notASheet('压缩包（.zip），请先解压再导入其中的表格');
  return new AppError('file.archive', {});
}

function openArchive(file: Buffer, limits: ParseLimits): GuardedZip {
  const zip = openZip(file, limits);
  if (zipKind(zip).is !== 'archive') throw notASheet('压缩包以外的文件');
  return zip;
}

function filesIn(zip: GuardedZip): string[] {
  return zip.names.filter((name) => !name.endsWith('/') && !LEFTOVER.test(name));
}
