// Records of the binary parts of .xlsb: type, place, length, and the few value forms in them, every read bounded.
// Not here: what a record means for a sheet (read-xlsb.ts).

import { damaged } from './refuse.js';

export interface XlsbRecord {
  type: number;
  start: number;
  length: number;
}

/** All records of a part; one that runs over the end is damage. */
export function* xlsbRecords(b: Buffer, part: string): Generator<XlsbRecord> {
  for (let at = 0; at < b.length;) {
    let type = b[at++] ?? 0;
    if (type & 0x80) type = (type & 0x7f) | (((b[at++] ?? 0) & 0x7f) << 7);
    let length = 0;
    for (let n = 0; n < 4; n++) {
      const byte = b[at++] ?? 0;
      length |= (byte & 0x7f) << (7 * n);
      if ((byte & 0x80) === 0) break;
    }
    if (at + length > b.length) throw damaged(`内部文件 ${part} 内容不完整`, `${part}: record at ${String(at)}`);
    yield { type, start: at, length };
    at += length;
  }
}

/** A view on the data of one record; reading over its end is damage. */
export class XlsbData {
  private readonly b: Buffer;
  private readonly end: number;
  private readonly part: string;
  at: number;

  constructor(b: Buffer, { start, length }: XlsbRecord, part: string) {
    this.b = b;
    this.at = start;
    this.end = start + length;
    this.part = part;
  }

  u8(): number {
    return this.b[this.take(1)] ?? 0;
  }

  u16(): number {
    return this.b.readUInt16LE(this.take(2));
  }

  u24(): number {
    return this.b.readUIntLE(this.take(3), 3);
  }

  u32(): number {
    return this.b.readUInt32LE(this.take(4));
  }

  f64(): number {
    return this.b.readDoubleLE(this.take(8));
  }

  /** 30 bits of a number, as an integer or as the upper part of a double, maybe a hundredth. */
  rk(): number {
    const at = this.take(4);
    const raw = this.b.readInt32LE(at);
    const upper = Buffer.alloc(8);
    upper.writeInt32LE(raw & ~3, 4);
    const value = (raw & 2) !== 0 ? raw >> 2 : upper.readDoubleLE();
    return (raw & 1) !== 0 ? value / 100 : value;
  }

  /** XLWideString; the nullable form has 0xFFFFFFFF for none. */
  text(): string {
    const count = this.u32();
    if (count === 0xffffffff) return '';
    const at = this.take(count * 2);
    return this.b.toString('utf16le', at, at + count * 2);
  }

  skip(bytes: number): void {
    this.take(bytes);
  }

  private take(bytes: number): number {
    const at = this.at;
    if (at + bytes > this.end)
      throw damaged(`内部文件 ${this.part} 内容不完整`, `${this.part}: short record at ${String(at)}`);
    this.at = at + bytes;
    return at;
  }
}
