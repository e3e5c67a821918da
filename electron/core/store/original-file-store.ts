// SQL of kept bytes, once for each content: originals of imports, attachments, final copies. Packed, but for what is an archive already.

import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';

import { prepared } from './prepared.js';
import type { Store } from './store.js';

/** How bytes are kept. */
type Encoding = 'zstd' | 'none';

export interface KeptBytes {
  encoding: Encoding;
  bytes: Buffer;
}

/** Workbooks that are archives (PK) are compressed already: packing them again saves three hundredths. */
export function packedBytes(bytes: Buffer): KeptBytes {
  const isArchive = bytes[0] === 0x50 && bytes[1] === 0x4b;
  return isArchive ? { encoding: 'none', bytes } : { encoding: 'zstd', bytes: zstdCompressSync(bytes) };
}

export function unpackedBytes({ encoding, bytes }: KeptBytes): Buffer {
  return encoding === 'zstd' ? zstdDecompressSync(bytes) : bytes;
}

/** Keeps bytes under their hash, once however often they come. `size`: what they are unpacked. Call inside write(). */
export function keepOriginal(store: Store, sha256: string, size: number, { encoding, bytes }: KeptBytes): void {
  prepared(
    store,
    'INSERT INTO original_file (sha256, size, encoding, bytes, kept_at) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
  ).run(sha256, size, encoding, bytes, store.now());
}

/** Kept bytes by hash; null where there are none. */
export function originalBytes(store: Store, sha256: string): Buffer | null {
  const row = prepared(store, 'SELECT encoding, bytes FROM original_file WHERE sha256 = ?').get(sha256) as
    | KeptBytes
    | undefined;
  return row === undefined ? null : unpackedBytes(row);
}
