// Front guard of every zip-based workbook: directory, sizes, ratio, names and CRC are checked before a byte reaches a
// parser, and bytes are counted while inflating because headers may lie (reliability.md 37-43).
// Entries are only ever map keys: nothing is written to disk, so an entry name cannot climb anywhere.
// Not here: what the parts mean (ooxml-package.ts), XML well-formedness (xml-scan.ts).

import { isUtf8 } from 'node:buffer';
import { crc32, inflateRawSync } from 'node:zlib';
import type { ParseLimits } from './raw-book.js';
import { damaged, encrypted, megabytes, suspicious, tooLarge } from './refuse.js';

interface Entry {
  name: string;
  method: number;
  flags: number;
  crc: number;
  compressed: number;
  size: number;
  headerAt: number;
  dataAt: number;
}

/** An archive whose directory has passed; parts are inflated one by one on request. */
export interface GuardedZip {
  /** Names as stored, with / as separator and without a leading /. */
  names: string[];
  has(name: string): boolean;
  /** Declared size of a part, 0 when absent. */
  sizeOf(name: string): number;
  /** The inflated part, CRC checked; names are compared without case, as OPC says. */
  read(name: string): Buffer;
}

const END_SIGNATURE = 0x06054b50;
const CENTRAL_SIGNATURE = 0x02014b50;
const LOCAL_SIGNATURE = 0x04034b50;
const ZIP64_END_SIGNATURE = 0x06064b50;
const FULL32 = 0xffffffff;

/** Where the end record is, or -1. The record closest to the end whose directory is in place wins. */
export function findZipEnd(file: Buffer): number {
  for (let at = file.length - 22; at >= Math.max(0, file.length - 22 - 0xffff); at--) {
    if (file.readUInt32LE(at) !== END_SIGNATURE) continue;
    const size = file.readUInt32LE(at + 12);
    const start = at - size;
    const entries = file.readUInt16LE(at + 10);
    if (size === FULL32 || entries === 0xffff || entries === 0) return at;
    if (start >= 0 && file.readUInt32LE(start) === CENTRAL_SIGNATURE) return at;
    // Zip64 puts two records between directory and end record.
    if (file.indexOf(Buffer.from([0x50, 0x4b, 6, 7]), Math.max(0, at - 20)) === at - 20) return at;
  }
  return -1;
}

/**
 * Parts are read twice, for their cells and for their formulas: those of a report stay inflated between, a large one does not. As
 * copies, because who reads a part may blank out comments in it.
 */
const KEPT_BYTES = 1024 * 1024;

/** Checks the directory of an archive and gives access to its parts, or refuses. */
export function openZip(file: Buffer, limits: ParseLimits): GuardedZip {
  const entries = checkedEntries(file, limits);
  const byName = new Map<string, Entry>();
  for (const entry of entries) {
    const key = entry.name.toLowerCase();
    if (byName.has(key)) throw suspicious('压缩包内有重名的部件', `duplicate entry ${entry.name}`);
    byName.set(key, entry);
  }
  let inflatedTotal = 0;
  const kept = new Map<Entry, Buffer>();
  let keptBytes = 0;
  const counted = new Set<Entry>();
  const find = (name: string): Entry | undefined => byName.get(name.replace(/^\/+/, '').toLowerCase());
  return {
    names: entries.map((entry) => entry.name),
    has: (name) => find(name) !== undefined,
    sizeOf: (name) => find(name)?.size ?? 0,
    read(name) {
      const entry = find(name);
      if (!entry) throw damaged(`缺少内部文件 ${name}`, `missing part ${name}`);
      const known = kept.get(entry);
      if (known !== undefined) return Buffer.from(known);
      const part = inflate(file, entry);
      keptBytes += part.length;
      if (keptBytes <= KEPT_BYTES) kept.set(entry, Buffer.from(part));
      // A part may be read twice (fast way, then slow way); it counts once.
      if (!counted.has(entry)) inflatedTotal += part.length;
      counted.add(entry);
      if (inflatedTotal > limits.maxInflatedBytes)
        throw tooLarge(`解压后超过 ${megabytes(inflatedTotal)}`, megabytes(limits.maxInflatedBytes));
      return part;
    },
  };
}

function inflate(file: Buffer, entry: Entry): Buffer {
  const data = file.subarray(entry.dataAt, entry.dataAt + entry.compressed);
  let part: Buffer;
  if (entry.method === 0) {
    part = Buffer.from(data);
  } else {
    try {
      part = inflateRawSync(data, {
        maxOutputLength: Math.max(1, entry.size),
        // One piece that holds all: several would be joined, and the part would be in memory twice.
        chunkSize: Math.max(entry.size + 64, 1024),
      });
    } catch (error) {
      if (error instanceof RangeError || (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE')
        throw suspicious('内部文件的实际大小与标注不符', `${entry.name} inflates beyond ${String(entry.size)} bytes`);
      throw damaged(`内部文件 ${entry.name} 解压失败`, `inflate ${entry.name}`, error);
    }
  }
  if (part.length !== entry.size)
    throw damaged(`内部文件 ${entry.name} 长度不符`, `${String(part.length)} bytes, declared ${String(entry.size)}`);
  if (crc32(part) !== entry.crc) throw damaged(`内部文件 ${entry.name} 校验不符`, `crc of ${entry.name}`);
  return part;
}

function checkedEntries(file: Buffer, limits: ParseLimits): Entry[] {
  const end = findZipEnd(file);
  if (end < 0) throw damaged('压缩包不完整', 'no end-of-central-directory record');
  const directory = directoryOf(file, end);
  if (directory.count > limits.maxEntries)
    throw suspicious(`内部文件多达 ${String(directory.count)} 个`, `more than ${String(limits.maxEntries)} entries`);
  const entries: Entry[] = [];
  let at = directory.start;
  let declared = 0;
  for (let n = 0; n < directory.count; n++) {
    if (at + 46 > file.length || file.readUInt32LE(at) !== CENTRAL_SIGNATURE)
      throw damaged('压缩包目录损坏', `central entry ${String(n)} at ${String(at)}`);
    const nameLength = file.readUInt16LE(at + 28);
    const extraLength = file.readUInt16LE(at + 30);
    const next = at + 46 + nameLength + extraLength + file.readUInt16LE(at + 32);
    if (next > file.length) throw damaged('压缩包目录损坏', `central entry ${String(n)} runs over the end`);
    const rawName = file.subarray(at + 46, at + 46 + nameLength);
    const extra = file.subarray(at + 46 + nameLength, at + 46 + nameLength + extraLength);
    const wide = wideFields(extra, file.readUInt32LE(at + 24), file.readUInt32LE(at + 20), file.readUInt32LE(at + 42));
    const entry: Entry = {
      name: partName(rawName, (file.readUInt16LE(at + 8) & UTF8_FLAG) !== 0),
      method: file.readUInt16LE(at + 10),
      flags: file.readUInt16LE(at + 8),
      crc: file.readUInt32LE(at + 16),
      compressed: wide.compressed,
      size: wide.size,
      headerAt: wide.offset + directory.shift,
      dataAt: 0,
    };
    at = next;
    checkLocal(file, entry, rawName);
    declared += entry.size;
    if (entry.name.endsWith('/') && entry.size === 0) continue;
    checkSizes(entry, limits);
    entries.push(entry);
  }
  if (declared > limits.maxInflatedBytes)
    throw tooLarge(`解压后 ${megabytes(declared)}`, megabytes(limits.maxInflatedBytes), 'declared total');
  checkOverlap(entries);
  return entries;
}

function directoryOf(file: Buffer, end: number): { start: number; count: number; shift: number } {
  let count = file.readUInt16LE(end + 10);
  let size = file.readUInt32LE(end + 12);
  let offset = file.readUInt32LE(end + 16);
  let directoryEnd = end;
  const locator = end - 20;
  if (locator >= 0 && file.readUInt32LE(locator) === 0x07064b50) {
    const at = Number(file.readBigUInt64LE(locator + 8));
    if (at + 56 > file.length || file.readUInt32LE(at) !== ZIP64_END_SIGNATURE)
      throw damaged('压缩包目录损坏', 'zip64 end record');
    count = Number(file.readBigUInt64LE(at + 32));
    size = Number(file.readBigUInt64LE(at + 40));
    offset = Number(file.readBigUInt64LE(at + 48));
    directoryEnd = at;
  }
  const start = directoryEnd - size;
  if (start < 0 || start < offset)
    throw damaged('压缩包不完整', `directory at ${String(start)}, said ${String(offset)}`);
  if (start !== offset)
    throw damaged('文件开头混入了其他内容，可能是下载出错', `${String(start - offset)} bytes before the archive`);
  return { start, count, shift: start - offset };
}

function wideFields(extra: Buffer, size: number, compressed: number, offset: number) {
  const out = { size, compressed, offset };
  for (let at = 0; at + 4 <= extra.length;) {
    const id = extra.readUInt16LE(at);
    const length = extra.readUInt16LE(at + 2);
    if (id === 1) {
      let field = at + 4;
      const take = (): number => {
        if (field + 8 > at + 4 + length || field + 8 > extra.length) throw damaged('压缩包目录损坏', 'zip64 field');
        field += 8;
        return Number(extra.readBigUInt64LE(field - 8));
      };
      if (size === FULL32) out.size = take();
      if (compressed === FULL32) out.compressed = take();
      if (offset === FULL32) out.offset = take();
      break;
    }
    at += 4 + length;
  }
  return out;
}

/** The local header has to tell the same story as the directory; readers differ in which one they believe. */
function checkLocal(file: Buffer, entry: Entry, rawName: Buffer): void {
  const at = entry.headerAt;
  if (at + 30 > file.length || file.readUInt32LE(at) !== LOCAL_SIGNATURE)
    throw damaged('压缩包内容与目录不符', `local header of ${entry.name}`);
  const nameLength = file.readUInt16LE(at + 26);
  const extraAt = at + 30 + nameLength;
  const extraLength = file.readUInt16LE(at + 28);
  entry.dataAt = extraAt + extraLength;
  if (entry.dataAt + entry.compressed > file.length) throw damaged('压缩包不完整', `data of ${entry.name}`);
  if (!file.subarray(at + 30, extraAt).equals(rawName))
    throw suspicious('内部文件名前后不一致', `local name of ${entry.name}`);
  if ((entry.flags & 1) !== 0) throw encrypted(`zip encryption of ${entry.name}`);
  if (file.readUInt16LE(at + 8) !== entry.method) throw suspicious('内部文件的压缩方式前后不一致', entry.name);
  const local = wideFields(
    file.subarray(extraAt, extraAt + extraLength),
    file.readUInt32LE(at + 22),
    file.readUInt32LE(at + 18),
    0,
  );
  const streamed = (file.readUInt16LE(at + 6) & 8) !== 0;
  const same =
    (local.size === entry.size && local.compressed === entry.compressed) ||
    (streamed &&
      (local.size === 0 || local.size === entry.size) &&
      (local.compressed === 0 || local.compressed === entry.compressed));
  if (!same) throw suspicious('内部文件的大小前后不一致', `local sizes of ${entry.name}`);
}

function checkSizes(entry: Entry, limits: ParseLimits): void {
  if (entry.method !== 0 && entry.method !== 8)
    throw suspicious(`内部文件使用了不支持的压缩方式（${String(entry.method)}）`, entry.name);
  if (entry.method === 0 && entry.size !== entry.compressed)
    throw suspicious('内部文件的大小前后不一致', `stored ${entry.name}`);
  if (entry.size > limits.maxInflatedBytes)
    throw tooLarge(`解压后 ${megabytes(entry.size)}`, megabytes(limits.maxInflatedBytes), entry.name);
  if (entry.size > 1024 * 1024 && entry.size > entry.compressed * limits.maxRatio)
    throw suspicious(
      '压缩比异常，疑似压缩炸弹',
      `${entry.name}: ${String(entry.size)} from ${String(entry.compressed)}`,
    );
}

function checkOverlap(entries: readonly Entry[]): void {
  const sorted = entries.toSorted((a, b) => a.headerAt - b.headerAt);
  for (let n = 1; n < sorted.length; n++) {
    const before = sorted[n - 1];
    const entry = sorted[n];
    if (before && entry && before.dataAt + before.compressed > entry.headerAt)
      throw suspicious('内部文件相互重叠', `${before.name} and ${entry.name}`);
  }
}

/** General purpose bit 11: names are UTF-8. */
const UTF8_FLAG = 0x0800;
const HAN = /\p{Script=Han}/u;

function partName(raw: Buffer, isSaid: boolean): string {
  const text = nameText(raw, isSaid);
  const name = text.replaceAll('\\', '/').replace(/^\/+/, '');
  if (name.split('/').includes('..') || name.includes('\0'))
    throw suspicious('内部文件名试图越出压缩包', JSON.stringify(name));
  return name;
}

/**
 * Windows writes Chinese names of ordinary archives in its code page and says nothing; other systems write UTF-8 and may say
 * nothing either. The two bytes of some characters are UTF-8 by chance (牛 → ţ): then Chinese speaks for the code page.
 */
function nameText(raw: Buffer, isSaid: boolean): string {
  const utf8 = isUtf8(raw) ? raw.toString('utf8') : null;
  if (utf8 !== null && (isSaid || HAN.test(utf8) || /^[\x20-\x7E]*$/.test(utf8))) return utf8;
  const local = new TextDecoder('gb18030').decode(raw);
  return utf8 === null || (HAN.test(local) && !local.includes('\uFFFD')) ? local : utf8;
}
