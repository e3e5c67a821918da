// Entry of the parse process: one request at a time, progress, the book in pieces, done or error. Started by
// child_process.fork (loopback, batch) or by Electron's utilityProcess; it may be killed at any moment.
// No native modules and no electron import here: whatever a hostile file does, it does it in a process without data.

import { hash } from 'node:crypto';
import { AppError, type WireError } from '../../../../shared/errors/app-error.js';
import { entriesOf, entryOf } from './archive.js';
import { KeptAhead, type ReadFile } from './kept-ahead.js';
import type { RawBook } from './raw-book.js';
import { loadFile, readBook } from './read-book.js';
import { loadSheetJs, SheetJsNotLoaded } from './sheetjs.js';
import { type PackedFile, type ParseReply, type ParseRequest, PIECE_CHARS, piecesOf } from './wire.js';

/** What Electron adds to process in a utility process; declared here because this room knows no electron. */
interface ParentPort {
  on(event: 'message', listener: (event: { data: unknown }) => void): void;
  postMessage(message: unknown): void;
}

const COLLECT_BYTES = 2 * 1024 * 1024;
/** Pieces under way at once: the pipe stays busy, and a slow receiver holds no more than these. */
const PIECES_AT_ONCE = 8;
const keptAhead = new KeptAhead();
const parentPort = (process as unknown as { parentPort?: ParentPort }).parentPort;

/** Resolves when the message has left, so that a large book does not pile up in this process. */
function send(reply: ParseReply): Promise<void> {
  return new Promise((resolve) => {
    if (parentPort) {
      parentPort.postMessage(reply);
      setImmediate(resolve);
    } else if (process.send) process.send(reply, undefined, {}, () => resolve());
    else resolve();
  });
}

async function answer(request: ParseRequest): Promise<void> {
  const { id, name } = request;
  try {
    if (request.kind === 'list') {
      await send({
        id,
        kind: 'entries',
        entries: entriesOf(loadFile(request.path, name, request.limits), request.limits),
      });
      return;
    }
    if (request.kind === 'ahead') {
      await warmedUp;
      keptAhead.keep(request, () => readFile(request));
      await send({ id, kind: 'read-ahead' });
      return;
    }
    const { book, sha256, bytes } = keptAhead.take(request) ?? (await readWithAll(request));
    const packed = request.understand && (await understand(request.understand, book, sha256, bytes));
    if (packed) {
      // Each message costs three threads more than what is in it.
      const isSmall = packed.json.length <= PIECE_CHARS && packed.blocks.length <= 1;
      if (!isSmall) await sendPacked(id, packed);
      await send({ id, kind: 'done', sha256, bytes, ...(isSmall ? { packed } : {}) });
      return;
    }
    // The inflated parts are garbage now, often 100 MB; V8 would let them lie while the pieces are made.
    if (bytes > COLLECT_BYTES) (globalThis as { gc?: () => void }).gc?.();
    let sending: Promise<void>[] = [];
    for (const piece of piecesOf(book)) {
      sending.push(send({ id, kind: 'piece', piece }));
      if (sending.length < PIECES_AT_ONCE) continue;
      await Promise.all(sending);
      sending = [];
    }
    await send({ id, kind: 'done', sha256, bytes });
  } catch (error) {
    await send({ id, kind: 'error', error: wireError(error, name) });
  }
}

/** Files that the own readers leave to SheetJS are read once more, the first time that there is one. */
async function readWithAll(request: ParseRequest): Promise<ReadFile> {
  try {
    return readFile(request);
  } catch (error) {
    if (!(error instanceof SheetJsNotLoaded)) throw error;
  }
  await loadSheetJs();
  return readFile(request);
}

/** Null where the core looks at the book itself. */
async function understand(
  given: NonNullable<ParseRequest['understand']>,
  book: RawBook,
  sha256: string,
  size: number,
): Promise<PackedFile | null> {
  const { understandHere } = await loadUnderstanding();
  return understandHere(given, book, sha256, size);
}

/** Not with this file: whoever is asked to read at once begins with that. */
function loadUnderstanding(): Promise<typeof import('../understand-here.js')> {
  return import('../understand-here.js');
}

async function sendPacked(id: number, { json, blocks }: PackedFile): Promise<void> {
  const sending: Promise<void>[] = [];
  for (let at = 0; at < json.length; at += PIECE_CHARS)
    sending.push(send({ id, kind: 'packed-json', json: json.slice(at, at + PIECE_CHARS) }));
  for (const block of blocks) {
    if (sending.length >= PIECES_AT_ONCE) await Promise.all(sending.splice(0));
    sending.push(send({ id, kind: 'packed-cells', block }));
  }
  await Promise.all(sending);
}

/** A function of its own, so that the bytes of the file are gone before the book is sent. */
function readFile(request: ParseRequest): ReadFile {
  const { id, path, name, entry, limits } = request;
  const outer = loadFile(path, name, limits);
  const file = entry === undefined ? outer : entryOf(outer, entry, limits);
  const sha256 = hash('sha256', file);
  const book = readBook(file, name, limits, (done, total) => {
    // Of files that are understood here the core tells which one it waits for, not how far it is.
    if (request.kind === 'parse') void send({ id, kind: 'progress', done, total });
  });
  return { book, sha256, bytes: file.length };
}

function wireError(error: unknown, name: string): WireError {
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return error instanceof AppError
    ? new AppError(error.code, { name, ...error.params }, { detail: error.detail, cause: error.cause }).toWire()
    : { code: 'file.damaged', params: { name, where: '内容无法读取' }, detail };
}

let queue: Promise<void> = Promise.resolve();

let isAsked = false;

function receive(message: unknown): void {
  const request = message as ParseRequest;
  if (!['parse', 'list', 'understand', 'ahead'].includes(request.kind)) return;
  if (request.kind !== 'ahead') isAsked = true;
  queue = queue.then(() => answer(request));
}

if (parentPort) parentPort.on('message', (event) => receive(event.data));
else {
  process.on('message', receive);
  // The host is gone, nobody waits for an answer. Not process.exit, which may wait for a thread of V8 for ever
  // (bridge/end-process.ts), then with nobody to end it: there is nothing here to be tidied.
  process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
}

/** More rounds gain no more than they cost. */
const WARM_ROUNDS = 2;

// A process that is started ahead has time while its core still opens the store. Whoever asks is answered after one round at most.
async function useTheWait(): Promise<void> {
  const { warmUp } = await loadUnderstanding();
  for (let round = 0; round < WARM_ROUNDS; round += 1) {
    await new Promise(setImmediate);
    if (isAsked) return;
    warmUp();
  }
}
const warmedUp = new Promise<void>((resolve) => {
  setImmediate(() => {
    if (isAsked) resolve();
    else useTheWait().then(resolve, () => resolve()); // nobody asked for it
  });
});
