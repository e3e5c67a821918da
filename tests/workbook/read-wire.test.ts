import { describe, expect, it, vi } from 'vitest';
import {
  createParser,
  type ChannelExit,
  type ParserChannel,
} from '../../electron/core/workbook/1-read/parser-client.js';
import type { RawBook, RawCell } from '../../electron/core/workbook/1-read/raw-book.js';
import {
  assemble,
  type ParseRequest,
  type Piece,
  PIECE_BYTES,
  piecesOf,
} from '../../electron/core/workbook/1-read/wire.js';

const cells: RawCell[] = [
  { r: 0, c: 0, t: 's', v: '甲\n"区"\u2028😀' },
  { r: 0, c: 1, t: 'n', v: 0.1 + 0.2, z: 'percent', zd: 0 },
  { r: 0, c: 2, t: 'n', v: 45352, z: 'date', f: true },
  { r: 1, c: 0, t: 'b', v: false },
  { r: 1, c: 1, t: 'e', v: '#N/A', f: true },
  { r: 1, c: 2, t: 'f', v: null, f: true },
];
const book: RawBook = {
  kind: 'xlsx',
  date1904: false,
  remarks: [{ code: 'file.macros', params: {} }],
  sheets: [
    { name: '7月', state: 'visible', cells, merges: [[0, 0, 1, 1]], hiddenRows: [3], hiddenCols: [] },
    { name: null, state: 'hidden', cells: [], merges: [], hiddenRows: [], hiddenCols: [], notATable: true },
  ],
};

function bytesOf(piece: Piece): number {
  if (piece.part === 'head') return piece.json.length * 2;
  return piece.part === 'texts' ? piece.text.length * 2 + piece.ends.byteLength : piece.bytes.byteLength;
}

describe('pieces of a book', () => {
  it('come together as the same book', () => {
    expect(assemble(piecesOf(book))).toEqual(book);
  });

  it('are small, however large the book or one cell is', () => {
    const many: RawBook = {
      ...book,
      sheets: [
        {
          ...book.sheets[0]!,
          cells: [
            ...Array.from({ length: 60_000 }, (_, n): RawCell => ({ r: n, c: 0, t: 'n', v: n / 7 })),
            { r: 60_000, c: 0, t: 's', v: '长'.repeat(400_000) },
          ],
        },
      ],
    };
    const pieces = [...piecesOf(many)];
    expect(Math.max(...pieces.map(bytesOf))).toBeLessThanOrEqual(PIECE_BYTES);
    expect(pieces.length).toBeGreaterThan(5);
    expect(assemble(pieces)).toEqual(many);
  });

  it('a missing piece is noticed', () => {
    const pieces = [
      ...piecesOf({
        ...book,
        sheets: [
          {
            ...book.sheets[0]!,
            cells: Array.from({ length: 30_000 }, (_, n): RawCell => ({ r: n, c: 0, t: 's', v: `值${String(n)}` })),
          },
        ],
      }),
    ];
    expect(() => assemble(pieces.slice(0, -1))).toThrow();
    expect(() => assemble([])).toThrow(/file\.damaged/);
  });
});

/** Channels that do nothing by themselves. */
function fakes() {
  const made: {
    sent: ParseRequest[];
    killed: boolean;
    reply(message: unknown): void;
    exit(exit: ChannelExit): void;
  }[] = [];
  const spawn = (): ParserChannel => {
    let onMessage: (message: unknown) => void = () => undefined;
    let onExit: (exit: ChannelExit) => void = () => undefined;
    const fake = {
      sent: [] as ParseRequest[],
      killed: false,
      reply: (message: unknown) => onMessage(message),
      exit: (exit: ChannelExit) => onExit(exit),
    };
    made.push(fake);
    return {
      post: (message) => void fake.sent.push(message as ParseRequest),
      onMessage: (callback) => (onMessage = callback),
      onExit: (callback) => (onExit = callback),
      kill: () => (fake.killed = true),
    };
  };
  return { made, parser: createParser(spawn) };
}

const file = { path: '/x/表.xlsx', name: '表.xlsx' };
const finish = (fake: { sent: ParseRequest[]; reply(message: unknown): void }): void => {
  const id = fake.sent.at(-1)!.id;
  for (const piece of piecesOf(book)) fake.reply({ id, kind: 'piece', piece });
  fake.reply({ id, kind: 'done', sha256: 'abc', bytes: 7 });
};
const turn = () => new Promise((resolve) => setTimeout(resolve, 0));

describe('parser client', () => {
  it('starts one process ahead, keeps it, and reads one file at a time', async () => {
    const { made, parser } = fakes();
    expect(made).toHaveLength(1);
    const [one, two] = [parser.read(file), parser.read(file)];
    await turn();
    expect(made[0]!.sent).toHaveLength(1);
    finish(made[0]!);
    expect(await one).toEqual({ book, sha256: 'abc', size: 7 });
    await turn();
    finish(made[0]!);
    await two;
    expect(made).toHaveLength(1);
    parser.close();
    expect(made[0]!.killed).toBe(true);
  });

  it('a refusal of the process arrives as the same AppError; the process stays', async () => {
    const { made, parser } = fakes();
    const reading = parser.read(file);
    await turn();
    made[0]!.reply({
      id: made[0]!.sent[0]!.id,
      kind: 'error',
      error: { code: 'file.encrypted', params: { name: '表.xlsx' }, detail: '' },
    });
    await expect(reading).rejects.toMatchObject({ code: 'file.encrypted', params: { name: '表.xlsx' } });
    expect(made).toHaveLength(1);
  });

  it('too long: killed, file.timeout, a fresh process for the next file', async () => {
    const { made, parser } = fakes();
    await expect(parser.read(file, { limits: { timeoutMs: 30 } })).rejects.toMatchObject({ code: 'file.timeout' });
    expect(made[0]!.killed).toBe(true);
    const next = parser.read(file);
    await turn();
    finish(made[1]!);
    expect((await next).size).toBe(7);
  });

  it.each(['flag', 'signal'])('cancel by %s answers within 200 ms', async (way) => {
    const { made, parser } = fakes();
    const abort = new AbortController();
    let isCancelled = false;
    const reading = parser.read(file, { signal: abort.signal, isCancelled: () => isCancelled });
    reading.catch(() => undefined);
    await turn();
    const started = Date.now();
    if (way === 'flag') isCancelled = true;
    else abort.abort();
    await expect(reading).rejects.toMatchObject({ code: 'job.cancelled' });
    expect(Date.now() - started).toBeLessThan(200);
    expect(made[0]!.killed).toBe(true);
  });

  it('a file that waits for its turn can be cancelled too, and onProgress may throw to cancel', async () => {
    const { made, parser } = fakes();
    const first = parser.read(file, {
      onProgress: () => {
        throw new Error('stop');
      },
    });
    const second = parser.read(file, { isCancelled: () => true });
    second.catch(() => undefined);
    await turn();
    made[0]!.reply({ id: made[0]!.sent[0]!.id, kind: 'progress', done: 1, total: 2 });
    await expect(first).rejects.toMatchObject({ code: 'file.damaged' });
    await expect(second).rejects.toMatchObject({ code: 'job.cancelled' });
  });

  it.each([
    [{ code: null, signal: 'SIGABRT' }, 'file.too-large'],
    [{ code: 134 }, 'file.too-large'],
    [{ code: 1, isOutOfMemory: true }, 'file.too-large'],
    [{ code: 1 }, 'file.damaged'],
    [{ code: null, signal: 'SIGSEGV' }, 'file.damaged'],
  ])('a process that ends with %o is answered as %s', async (exit, code) => {
    const { made, parser } = fakes();
    const reading = parser.read(file);
    await turn();
    made[0]!.exit(exit);
    await expect(reading).rejects.toMatchObject({ code });
    const next = parser.read(file);
    await turn();
    finish(made.at(-1)!);
    await next;
  });

  it('answers of a killed process are not taken for those of the next file', async () => {
    const { made, parser } = fakes();
    const onProgress = vi.fn<(done: number, total: number) => void>();
    await expect(parser.read(file, { limits: { timeoutMs: 20 } })).rejects.toMatchObject({ code: 'file.timeout' });
    const next = parser.read(file, { onProgress });
    await turn();
    made[0]!.reply({ id: made[1]!.sent[0]!.id, kind: 'progress', done: 9, total: 9 });
    made[0]!.exit({ code: null, signal: 'SIGKILL' });
    made[1]!.reply({ id: made[1]!.sent[0]!.id, kind: 'progress', done: 1, total: 2 });
    finish(made[1]!);
    await next;
    expect(onProgress.mock.calls).toEqual([[1, 2]]);
  });

  describe('a small file is sent while the one before it is read', () => {
    const small = { isSmall: true };
    const sent = (fake: { sent: ParseRequest[] }): number => fake.sent.length;

    it('one at most, and what comes of it early is kept for its turn', async () => {
      const { made, parser } = fakes();
      const [one, two, three] = [parser.read(file), parser.read(file, small), parser.read(file, small)];
      await turn();
      const [first] = made;
      expect(sent(first!)).toBe(2);
      const [{ id: idOfOne }, { id: idOfTwo }] = first!.sent as [ParseRequest, ParseRequest];
      for (const piece of piecesOf(book)) first!.reply({ id: idOfTwo, kind: 'piece', piece });
      first!.reply({ id: idOfTwo, kind: 'done', sha256: 'two', bytes: 2 });
      for (const piece of piecesOf(book)) first!.reply({ id: idOfOne, kind: 'piece', piece });
      first!.reply({ id: idOfOne, kind: 'done', sha256: 'one', bytes: 1 });
      expect(await one).toEqual({ book, sha256: 'one', size: 1 });
      expect(await two).toEqual({ book, sha256: 'two', size: 2 });
      await turn();
      expect(sent(first!)).toBe(3);
      finish(first!);
      expect(await three).toMatchObject({ sha256: 'abc' });
    });

    it('a large one waits for its turn', async () => {
      const { made, parser } = fakes();
      const reading = [parser.read(file), parser.read(file)];
      await turn();
      expect(sent(made[0]!)).toBe(1);
      finish(made[0]!);
      await turn();
      finish(made[0]!);
      await Promise.all(reading);
    });

    it.each(['ends', 'takes too long'])('it is read by the next process where the one before it %s', async (way) => {
      const { made, parser } = fakes();
      const lost = parser.read(file, way === 'ends' ? {} : { limits: { timeoutMs: 20 } });
      const next = parser.read(file, small);
      await turn();
      expect(sent(made[0]!)).toBe(2);
      if (way === 'ends') made[0]!.exit({ code: 1 });
      await expect(lost).rejects.toMatchObject({ code: way === 'ends' ? 'file.damaged' : 'file.timeout' });
      await turn();
      expect(sent(made[1]!)).toBe(1);
      // Too late: of a process that is gone.
      made[0]!.reply({ id: made[0]!.sent[1]!.id, kind: 'done', sha256: 'old', bytes: 1 });
      finish(made[1]!);
      expect(await next).toEqual({ book, sha256: 'abc', size: 7 });
    });

    it('it is read again where the process ends before its turn has come', async () => {
      const { made, parser } = fakes();
      const one = parser.read(file);
      const two = parser.read(file, small);
      await turn();
      const { id } = made[0]!.sent[0]!;
      for (const piece of piecesOf(book)) made[0]!.reply({ id, kind: 'piece', piece });
      made[0]!.reply({ id, kind: 'done', sha256: 'abc', bytes: 7 });
      made[0]!.exit({ code: 1 });
      expect(await one).toMatchObject({ size: 7 });
      await turn();
      finish(made[1]!);
      expect(await two).toMatchObject({ size: 7 });
    });

    it('cancelled before its turn it ends its process, which may be busy with it', async () => {
      const { made, parser } = fakes();
      let isCancelled = false;
      const one = parser.read(file);
      const two = parser.read(file, { ...small, isCancelled: () => isCancelled });
      two.catch(() => undefined);
      const three = parser.read(file, small);
      await turn();
      isCancelled = true;
      const { id } = made[0]!.sent[0]!;
      for (const piece of piecesOf(book)) made[0]!.reply({ id, kind: 'piece', piece });
      made[0]!.reply({ id, kind: 'done', sha256: 'abc', bytes: 7 });
      await one;
      await expect(two).rejects.toMatchObject({ code: 'job.cancelled' });
      await turn();
      expect(made[0]!.killed).toBe(true);
      finish(made[1]!);
      expect(await three).toMatchObject({ size: 7 });
    });
  });

  it('close answers what is being read as cancelled', async () => {
    const { made, parser } = fakes();
    const reading = parser.read(file);
    reading.catch(() => undefined);
    await turn();
    parser.close();
    await expect(reading).rejects.toMatchObject({ code: 'job.cancelled' });
    await expect(parser.read(file)).rejects.toMatchObject({ code: 'job.cancelled' });
    expect(made).toHaveLength(1);
  });
});
