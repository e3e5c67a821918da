// Files of a drop, folders walked to any depth, each with its name relative to what was dropped.

import type { AdoptableFile } from '../../../shared/contract/host-services.js';

/** Office lock files (~$…) and what systems leave in folders are no reports. */
function isJunk(name: string): boolean {
  return name.startsWith('~$') || name.startsWith('.') || /^(thumbs\.db|desktop\.ini)$/i.test(name);
}

function readBatch(reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> {
  return new Promise((resolve, reject) => reader.readEntries(resolve, reject));
}

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject));
}

async function walk(entry: FileSystemEntry, folder: string, found: AdoptableFile[]): Promise<void> {
  if (isJunk(entry.name)) return;
  const name = folder + entry.name;
  if (entry.isFile) {
    found.push({ name, file: await fileOf(entry as FileSystemFileEntry) });
    return;
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  // Chromium hands out at most 100 entries at a time; an empty batch ends the folder.
  for (let batch = await readBatch(reader); batch.length > 0; batch = await readBatch(reader)) {
    for (const child of batch) await walk(child, `${name}/`, found);
  }
}

export async function filesOfDrop(transfer: DataTransfer): Promise<AdoptableFile[]> {
  // Entries must be taken before the first await: afterwards the browser has emptied the list.
  const entries = [...transfer.items].flatMap((item) => item.webkitGetAsEntry() ?? []);
  const plain = [...transfer.files];
  const found: AdoptableFile[] = [];
  if (entries.length === 0)
    return plain.filter((file) => !isJunk(file.name)).map((file) => ({ name: file.name, file }));
  for (const entry of entries) await walk(entry, '', found);
  return found;
}
