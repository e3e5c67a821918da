// Compound files (OLE, CFB): directory and one stream, with every chain bounded, so that a looping allocation table
// or a cut file ends as "damaged" and not as a hang. SheetJS gets only the workbook stream, never the container.
// Not here: the records inside the stream (biff-guard.ts).

import { convert, damaged, encrypted, notASheet } from './refuse.js';

interface OleEntry {
  name: string;
  type: number; // 1 storage, 2 stream, 5 root
  start: number;
  size: number;
}

export interface OleFile {
  has(name: string): boolean;
  /** Content of the stream with this name (case-insensitive). */
  stream(name: string): Buffer;
}

const FREE = 0xfffffff9; // from here on: special values, not sectors

/** Opens a compound file or refuses it as damaged. */
export function openOle(file: Buffer): OleFile {
  if (file.length < 1536) throw damaged('文件不完整', 'OLE header only');
  const sectorShift = file.readUInt16LE(30);
  const miniShift = file.readUInt16LE(32);
  if ((sectorShift !== 9 && sectorShift !== 12) || miniShift !== 6) throw damaged('文件头损坏', 'OLE sector size');
  const sectorSize = 1 << sectorShift;
  const sectorCount = Math.ceil((file.length - sectorSize) / sectorSize);
  const sector = (id: number): Buffer => {
    if (id >= sectorCount) throw damaged('文件不完整', `OLE sector ${String(id)} of ${String(sectorCount)}`);
    const start = (id + 1) * sectorSize;
    return file.subarray(start, Math.min(start + sectorSize, file.length));
  };

  const fatSectors: number[] = [];
  for (let at = 76; at < 512; at += 4) fatSectors.push(file.readUInt32LE(at));
  let extension = file.readUInt32LE(68);
  for (let n = 0; extension < FREE; n++) {
    if (n > sectorCount) throw damaged('文件结构损坏', 'OLE DIFAT loop');
    const data = sector(extension);
    if (data.length < sectorSize) throw damaged('文件不完整', 'OLE DIFAT');
    for (let at = 0; at < sectorSize - 4; at += 4) fatSectors.push(data.readUInt32LE(at));
    extension = data.readUInt32LE(sectorSize - 4);
  }
  const fat = tableOf(fatSectors.filter((id) => id < FREE).map(sector));

  const chain = (first: number, table: Uint32Array, limit: number, what: string): number[] => {
    const ids: number[] = [];
    for (let id = first; id < FREE;) {
      ids.push(id);
      if (ids.length > limit) throw damaged('文件结构损坏', `OLE chain of ${what} loops`);
      const next = table[id];
      if (next === undefined) throw damaged('文件不完整', `OLE chain of ${what} leaves the table`);
      id = next;
    }
    return ids;
  };
  const regular = (first: number, size: number | undefined, what: string): Buffer => {
    const data = Buffer.concat(chain(first, fat, sectorCount, what).map(sector));
    if (size === undefined) return data;
    if (data.length < size) throw damaged('文件不完整', `OLE ${what}: ${String(data.length)} of ${String(size)} bytes`);
    return data.subarray(0, size);
  };

  const entries = entriesOf(regular(file.readUInt32LE(48), undefined, 'directory'));
  const root = entries.find((entry) => entry.type === 5);
  if (!root) throw damaged('文件结构损坏', 'OLE root entry');
  const byName = new Map<string, OleEntry>();
  for (const entry of entries) if (!byName.has(entry.name.toLowerCase())) byName.set(entry.name.toLowerCase(), entry);
  const cutoff = file.readUInt32LE(56);

  return {
    has: (name) => byName.has(name.toLowerCase()),
    stream(name) {
      const entry = byName.get(name.toLowerCase());
      if (!entry || entry.type !== 2) throw damaged('文件结构损坏', `OLE stream ${name}`);
      if (entry.size >= cutoff) return regular(entry.start, entry.size, name);
      const mini = regular(root.start, undefined, 'mini stream');
      const table = tableOf([regular(file.readUInt32LE(60), undefined, 'mini table')]);
      const parts = chain(entry.start, table, mini.length / 64 + 1, name).map((id) =>
        mini.subarray(id * 64, id * 64 + 64),
      );
      const data = Buffer.concat(parts);
      if (data.length < entry.size) throw damaged('文件不完整', `OLE ${name}`);
      return data.subarray(0, entry.size);
    },
  };
}

/** Name of the stream that holds the workbook, or a refusal that names what the compound file is. */
export function workbookStreamOf(ole: OleFile): 'Workbook' | 'Book' {
  if (ole.has('EncryptedPackage') || ole.has('encryption')) throw encrypted('EncryptedPackage');
  if (ole.has('Workbook')) return 'Workbook';
  if (ole.has('Book')) return 'Book';
  if (ole.has('WordDocument'))
    throw convert(
      'Word 或 WPS 文字文档（.doc、.wps）',
      '请用 WPS 或 Word 打开后另存为“Word 文档（.docx）”再导入，其中的表格会直接读取。',
    );
  if (ole.has('PowerPoint Document')) throw notASheet('演示文稿');
  if (ole.has('__properties_version1.0')) throw notASheet('Outlook 邮件');
  if (ole.has('VisioDocument')) throw notASheet('Visio 绘图');
  if (ole.has('\u4840\u3B3F\u43F2\u4438\u45B1') || ole.has('\u4840\u3F7F\u4164\u422F\u4836'))
    throw notASheet('Windows 安装包');
  throw notASheet('复合文档，其中没有工作簿');
}

function tableOf(sectors: Buffer[]): Uint32Array {
  const data = Buffer.concat(sectors);
  const table = new Uint32Array(data.length >> 2);
  for (let n = 0; n < table.length; n++) table[n] = data.readUInt32LE(n * 4);
  return table;
}

function entriesOf(directory: Buffer): OleEntry[] {
  const entries: OleEntry[] = [];
  for (let at = 0; at + 128 <= directory.length; at += 128) {
    const nameLength = directory.readUInt16LE(at + 64);
    const type = directory[at + 66] ?? 0;
    if (type === 0 || nameLength < 2 || nameLength > 64) continue;
    entries.push({
      name: directory.toString('utf16le', at, at + nameLength - 2),
      type,
      start: directory.readUInt32LE(at + 116),
      size: directory.readUInt32LE(at + 120),
    });
  }
  return entries;
}
