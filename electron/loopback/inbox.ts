// Uploaded files: streamed into the data folder's inbox under names of our own, so no sent name ever becomes a path.
// The inbox holds working copies (the core keeps accepted originals itself); what is needed no longer goes at the next start.

import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { extname, join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import { AppError } from '../../shared/errors/app-error.js';
import { uploadFolder } from '../bridge/uploads.js';

export interface Inbox {
  receive(request: IncomingMessage, name: string): Promise<{ path: string; name: string; size: number }>;
}

export async function openInbox(dataDir: string, maxBytes: number): Promise<Inbox> {
  const folder = uploadFolder(dataDir);
  await mkdir(folder, { recursive: true });
  return {
    async receive(request, rawName) {
      const name = relativeName(rawName);
      const ending = extname(name);
      const path = join(folder, randomUUID() + (/^\.[a-z0-9]{1,8}$/i.test(ending) ? ending : ''));
      let size = 0;
      const count = new Transform({
        transform(chunk: Buffer, _encoding, done) {
          size += chunk.length;
          if (size > maxBytes)
            done(new AppError('file.too-large', { name, found: megabytes(size), limit: megabytes(maxBytes) }));
          else done(null, chunk);
        },
      });
      try {
        await pipeline(request, count, createWriteStream(path, { flags: 'wx' }));
      } catch (error) {
        await rm(path, { force: true });
        if (error instanceof AppError) throw error;
        const isFull = error instanceof Error && 'code' in error && error.code === 'ENOSPC';
        throw new AppError(
          isFull ? 'store.full' : 'file.unreadable',
          { name },
          { detail: String(error), cause: error },
        );
      }
      return { path, name, size };
    },
  };
}

/** The name that the officer sees, relative to the chosen folder: `districts/峄城区.xlsx`. Never used as a path. */
export function relativeName(raw: string): string {
  const parts = raw
    .replaceAll('\\', '/')
    .split('/')
    .map((part) => part.replaceAll(/[\u0000-\u001f\u007f]/g, '').trim())
    .filter((part) => part !== '' && part !== '.' && part !== '..');
  const name = parts.join('/').slice(-400);
  if (name === '') throw new AppError('input.invalid', { what: '文件名是空的' });
  return name;
}

function megabytes(bytes: number): string {
  return `${Math.ceil(bytes / 1024 / 1024)} MB`;
}
