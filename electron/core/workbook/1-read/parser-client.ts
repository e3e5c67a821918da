// The core's side of reading: one warm parse process behind an abstract channel, one file at a time. Too long, cancelled
// or crashed → the process is killed and a new one is started; the caller gets an AppError and nothing half read.
// Not here: how a process is started (fork-channel.ts; the shell hands in a utilityProcess channel of its own).

import { AppError } from '../../../../shared/errors/app-error.js';
import { splitEntry } from './archive-path.js';
import { DEFAULT_LIMITS, type ParseLimits, type RawBook } from './raw-book.js';
import { Assembler, type PackedFile, type ParseReply, type ParseRequest } from './wire.js';

/** Why a parse process ended; `isOutOfMemory` where the starter knows it. */
export interface ChannelExit {
  code: number | null;
  signal?: string | null;
  isOutOfMemory?: boolean;
}

export interface ParserChannel {
  post(message: unknown): void;
  onMessage(callback: (message: unknown) => void): void;
  onExit(callback: (exit: ChannelExit) => void): void;
  kill(): void;
}

export interface ReadOptions {
  limits?: Partial<ParseLimits>;
  onProgress?: (done: number, total: number) => void;
  /** Asked every 50 ms; true ends the process. */
  isCancelled?: () => boolean;
  signal?: AbortSignal;
  /**
   * Small enough to be sent while the file before it is still read: the process goes on with it at once, and does not wait until
   * the core, busy with the one before, has taken its answer. Who carries the messages holds it until then (bridge/parser-host.ts).
   */
  isSmall?: boolean;
}

export interface ReadResult {
  book: RawBook;
  sha256: string;
  /** Bytes of the file as read; inside an archive those of the inner file, as is the hash. */
  size: number;
}

/** What understanding needs beside the bytes. The same `words` object is sent to a process once. */
export interface Understanding {
  words: object;
  answers: Record<string, string>;
  period: string | null;
}

export interface UnderstoodResult {
  packed?: PackedFile;
  book?: RawBook;
  sha256: string;
  size: number;
}

export interface Parser {
  /** Reads one file, also one inside an archive (archive-path.ts); files wait for each other. Rejects with AppError only. */
  read(file: { path: string; name: string }, options?: ReadOptions): Promise<ReadResult>;
  /**
   * Reads and understands one file where it is read; `book` instead where the core has to look itself. Absent in parsers that
   * only read.
   */
  understand?(
    file: { path: string; name: string },
    given: Understanding,
    options?: ReadOptions,
  ): Promise<UnderstoodResult>;
  /** Names of the workbooks inside a .zip, in their order there. Only for files that read() refused as file.archive. */
  list(file: { path: string; name: string }, options?: ReadOptions): Promise<string[]>;
  /** Ends the process; what is being read is answered as cancelled. */
  close(): void;
}

const CANCEL_POLL_MS = 50;
/** Exit codes of V8 out of memory: SIGABRT as code, Windows fatal exception and breakpoint. */
const ABORT_CODES = new Set([134, 133, 5, 0x8000_0003, 0xc000_0409, 0xe000_0008, -2147483645, -1073740791]);

/** A parser over processes made by `spawn`; the first is started at once so that the first file does not wait for it. */
export function createParser(spawn: () => ParserChannel): Required<Parser> {
  return new ProcessParser(spawn);
}

interface Job {
  id: number;
  onReply: (reply: ParseReply) => void;
  onExit: (exit: ChannelExit) => void;
}

/** A file that waits for its turn, or has it. */
interface Asked {
  kind: ParseRequest['kind'];
  file: { path: string; name: string };
  options: ReadOptions;
  limits: ParseLimits;
  given: Understanding | undefined;
  /** Sent before its turn: to which process, and what came back of it since. */
  ahead?: { id: number; to: ParserChannel; replies: ParseReply[] };
}

class ProcessParser implements Parser {
  private channel: ParserChannel | undefined;
  private job: Job | undefined;
  private queue: Promise<unknown> = Promise.resolve();
  private readonly waiting: Asked[] = [];
  private nextId = 1;
  /** The words that this process knows already. */
  private sentWords: { id: number; words: object; to: ParserChannel | undefined } | undefined;
  private isClosed = false;
  private readonly spawn: () => ParserChannel;

  constructor(spawn: () => ParserChannel) {
    this.spawn = spawn;
    this.warm();
  }

  read(file: { path: string; name: string }, options: ReadOptions = {}): Promise<ReadResult> {
    const assembler = new Assembler();
    return this.inTurn('parse', file, options, (reply) => {
      if (reply.kind === 'piece') assembler.add(reply.piece);
      return reply.kind === 'done' ? { book: assembler.finish(), sha256: reply.sha256, size: reply.bytes } : undefined;
    });
  }

  understand(
    file: { path: string; name: string },
    given: Understanding,
    options: ReadOptions = {},
  ): Promise<UnderstoodResult> {
    const assembler = new Assembler();
    const packed: PackedFile = { json: '', blocks: [] };
    return this.inTurn(
      'understand',
      file,
      options,
      (reply): UnderstoodResult | undefined => {
        if (reply.kind === 'piece') assembler.add(reply.piece);
        if (reply.kind === 'packed-json') packed.json += reply.json;
        if (reply.kind === 'packed-cells') packed.blocks.push(reply.block);
        if (reply.kind !== 'done') return undefined;
        const { sha256, bytes: size } = reply;
        const whole = reply.packed ?? packed;
        return whole.json === '' ? { book: assembler.finish(), sha256, size } : { packed: whole, sha256, size };
      },
      given,
    );
  }

  list(file: { path: string; name: string }, options: ReadOptions = {}): Promise<string[]> {
    return this.inTurn('list', file, options, (reply) => (reply.kind === 'entries' ? reply.entries : undefined));
  }

  /** Asks the process once those before have been answered. `take` gives the answer with the reply that completes it. */
  private inTurn<T>(
    kind: ParseRequest['kind'],
    file: { path: string; name: string },
    options: ReadOptions,
    take: (reply: ParseReply) => T | undefined,
    given?: Understanding,
  ): Promise<T> {
    const asked: Asked = { kind, file, options, limits: { ...DEFAULT_LIMITS, ...options.limits }, given };
    this.waiting.push(asked);
    const turn = this.queue.then(() => {
      this.waiting.shift();
      return this.askNow(asked, take);
    });
    this.queue = turn.catch(() => undefined);
    this.sendAhead();
    return turn;
  }

  close(): void {
    this.isClosed = true;
    this.job?.onExit({ code: null });
    this.stop();
  }

  private askNow<T>(asked: Asked, take: (reply: ParseReply) => T | undefined): Promise<T> {
    const { file, options, limits } = asked;
    // What was sent to a process that is gone is sent once more: it was not what that process fell over.
    const ahead = asked.ahead?.to === this.channel ? asked.ahead : undefined;
    const id = ahead?.id ?? this.nextId++;
    return new Promise((resolve, reject) => {
      const isCancelled = () => this.isClosed || options.signal?.aborted === true || options.isCancelled?.() === true;
      if (isCancelled()) {
        // The process may be busy with it, and the next one would wait for that without knowing why.
        if (ahead) this.stop();
        reject(new AppError('job.cancelled'));
        return;
      }
      const end = (): void => {
        clearTimeout(timeout);
        clearInterval(poll);
        options.signal?.removeEventListener('abort', cancel);
        this.job = undefined;
      };
      const fail = (error: AppError): void => {
        end();
        this.stop();
        this.warm();
        reject(error);
      };
      const cancel = (): void => fail(new AppError('job.cancelled'));
      const timeout = setTimeout(
        () => fail(new AppError('file.timeout', { name: file.name, seconds: Math.round(limits.timeoutMs / 1000) })),
        limits.timeoutMs,
      );
      const poll = setInterval(() => {
        if (isCancelled()) cancel();
      }, CANCEL_POLL_MS);
      options.signal?.addEventListener('abort', cancel, { once: true });
      this.job = {
        id,
        onReply: (reply) => {
          try {
            if (reply.kind === 'progress') options.onProgress?.(reply.done, reply.total);
            else if (reply.kind === 'error') {
              end();
              reject(AppError.fromWire(reply.error));
            } else {
              const answer = take(reply);
              if (answer === undefined) return;
              end();
              resolve(answer);
            }
          } catch (error) {
            // onProgress may throw job.cancelled: it is how a synchronous job learns of it.
            fail(
              error instanceof AppError
                ? error
                : new AppError('file.damaged', { name: file.name, where: '读取结果不完整' }, { cause: error }),
            );
          }
        },
        onExit: (exit) => fail(this.isClosed ? new AppError('job.cancelled') : crashError(file.name, exit, limits)),
      };
      this.warm();
      if (ahead) for (const reply of ahead.replies) this.take(reply);
      else this.post(asked, id);
      this.sendAhead();
    });
  }

  private post({ kind, file, limits, given }: Asked, id: number): void {
    const request: ParseRequest = { kind, id, ...splitEntry(file.path), name: file.name, limits };
    if (given) request.understand = this.understandOf(file.name, given);
    this.channel?.post(request);
  }

  /** One at most: what it gives is held here until its turn. */
  private sendAhead(): void {
    const [next] = this.waiting;
    if (!next || next.options.isSmall !== true || next.ahead || !this.job || !this.channel) return;
    next.ahead = { id: this.nextId++, to: this.channel, replies: [] };
    this.post(next, next.ahead.id);
  }

  private take(reply: ParseReply): void {
    const ahead = this.waiting[0]?.ahead;
    if (this.job?.id === reply.id) this.job.onReply(reply);
    else if (ahead?.id === reply.id) ahead.replies.push(reply);
  }

  private understandOf(file: string, { words, answers, period }: Understanding): ParseRequest['understand'] {
    if (this.sentWords?.words === words && this.sentWords.to === this.channel)
      return { wordsId: this.sentWords.id, file, answers, period };
    this.sentWords = { id: this.nextId++, words, to: this.channel };
    return { wordsId: this.sentWords.id, words, file, answers, period };
  }

  private warm(): void {
    if (this.channel || this.isClosed) return;
    const channel = this.spawn();
    this.channel = channel;
    channel.onMessage((message) => {
      if (this.channel === channel) this.take(message as ParseReply);
    });
    channel.onExit((exit) => {
      if (this.channel !== channel) return; // already replaced
      this.channel = undefined;
      // An idle child that dies is started again with the next file, not here: it may never start at all.
      this.job?.onExit(exit);
    });
  }

  private stop(): void {
    const channel = this.channel;
    this.channel = undefined;
    channel?.kill();
  }
}

function crashError(name: string, exit: ChannelExit, limits: ParseLimits): AppError {
  const detail = `parse process ended: code ${String(exit.code)}, signal ${String(exit.signal ?? null)}`;
  const isMemory =
    exit.isOutOfMemory === true ||
    exit.signal === 'SIGABRT' ||
    exit.signal === 'SIGTRAP' ||
    exit.signal === 'SIGKILL' ||
    (exit.code !== null && ABORT_CODES.has(exit.code));
  return isMemory
    ? new AppError(
        'file.too-large',
        { name, found: '读取时内存不足', limit: `${String(limits.heapMb)} MB 内存` },
        { detail },
      )
    : new AppError('file.damaged', { name, where: '读取程序意外停止' }, { detail });
}
