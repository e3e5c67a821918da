// Builds zip archives byte by byte, with lies where a test asks for them: a zip library would refuse to write them.
// Not a general zip writer.

import { crc32, deflateRawSync } from 'node:zlib';

export interface ZipPart {
  name: string;
  data: string | Buffer;
  stored?: boolean;
  /** What the headers say instead of the truth. */
  lie?: { size?: number; crc?: number; localName?: string; localMethod?: number; method?: number; flags?: number };
  /** Sizes in a data descriptor, zeros in the local header. */
  streamed?: boolean;
}

export function zipBytes(parts: readonly ZipPart[]): Buffer {
  const out: Buffer[] = [];
  const central: Buffer[] = [];
  let at = 0;
  for (const part of parts) {
    const data = Buffer.from(part.data as string);
    const body = part.stored ? data : deflateRawSync(data);
    const method = part.lie?.method ?? (part.stored ? 0 : 8);
    const crc = part.lie?.crc ?? crc32(data);
    const size = part.lie?.size ?? data.length;
    const flags = (part.lie?.flags ?? 0x0800) | (part.streamed ? 8 : 0);
    const local = Buffer.alloc(30);
    const localName = Buffer.from(part.lie?.localName ?? part.name);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(20, 4);
    local.writeUInt16LE(flags, 6);
    local.writeUInt16LE(part.lie?.localMethod ?? method, 8);
    if (!part.streamed) {
      local.writeUInt32LE(crc, 14);
      local.writeUInt32LE(body.length, 18);
      local.writeUInt32LE(size, 22);
    }
    local.writeUInt16LE(localName.length, 26);
    const name = Buffer.from(part.name);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(20, 4);
    entry.writeUInt16LE(20, 6);
    entry.writeUInt16LE(flags, 8);
    entry.writeUInt16LE(method, 10);
    entry.writeUInt32LE(crc, 16);
    entry.writeUInt32LE(body.length, 20);
    entry.writeUInt32LE(size, 24);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(at, 42);
    central.push(entry, name);
    const descriptor = Buffer.alloc(part.streamed ? 16 : 0);
    if (part.streamed) {
      descriptor.writeUInt32LE(0x08074b50, 0);
      descriptor.writeUInt32LE(crc, 4);
      descriptor.writeUInt32LE(body.length, 8);
      descriptor.writeUInt32LE(size, 12);
    }
    out.push(local, localName, body, descriptor);
    at += local.length + localName.length + body.length + descriptor.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...out, directory, end]);
}
