import {
  chmodSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { forkChannel } from '../../electron/core/workbook/1-read/fork-channel.js';
import { createParser, type Parser } from '../../electron/core/workbook/1-read/parser-client.js';
import { readInProcess } from '../helpers/read-in-process.js';
import { cellAddress, DEFAULT_LIMITS } from '../../electron/core/workbook/1-read/raw-book.js';
import { assemble, type ParseReply, type ParseRequest } from '../../electron/core/workbook/1-read/wire.js';
import { bundleForNode } from '../helpers/bundle.js';
import { xlsxBytes } from '../helpers/xlsx-bytes.js';

const sample = resolve(import.meta.dirname, '..', 'fixtures', 'zaozhuang-2022-07');
const filesOf = (folder: string): string[] =>
  readdirSync(join(sample, folder)).map((name) => join(sample, folder, name));
let entry: Awaited<ReturnType<typeof bundleForNode>>;
let folder: string;
let parser: Parser;

beforeAll(async () => {
  entry = await bundleForNode('electron/core/workbook/1-read/parse-process.ts');
  folder = mkdtempSync(join(tmpdir(), 'ip-ledger-read-'));
  parser = createParser(() => forkChannel(entry.path));
});

afterAll(() => {
  parser.close();
  entry.remove();
  rmSync(folder, { recursive: true, force: true });
});

/** A sheet of many rows that takes seconds and much memory: the comment in it makes SheetJS read it. */
function large(rows: number): string {
  const path = join(folder, `大${String(rows)}.xlsx`);
  const cells = (r: number) =>
    Array.from(
      { length: 10 },
      (_, c) => `<c r="${cellAddress(r, c)}"><v>${String(((r * 7919 + c * 104_729) % 1_000_003) / 7)}</v></c>`,
    ).join('');
  const data = Array.from({ length: rows }, (_, r) => `<row r="${String(r + 1)}">${cells(r)}</row>`).join('');
  writeFileSync(path, xlsxBytes({ sheets: [{ xml: `<sheetData><!-- -->${data}</sheetData>` }] }));
  return path;
}

describe('the parse process', () => {
  it('reads every file of the sample month exactly as reading in process does', async () => {
    for (const path of ['districts', 'city', 'faulty', 'ledgers'].flatMap(filesOf)) {
      const { book, sha256, size } = await parser.read({ path, name: path });
      expect(book).toEqual(readInProcess(path, path));
      expect(size).toBe(statSync(path).size);
      expect(sha256).toBe(createHash('sha256').update(readFileSync(path)).digest('hex'));
    }
  });

  it('every cell that the sample expects is where it says', async () => {
    const expected = JSON.parse(readFileSync(join(sample, 'expected.json'), 'utf8')) as {
      indicators: Record<string, { by_unit: Record<string, number> }>;
      cells: Record<string, Record<string, [string | null, string]>>;
    };
    const books = filesOf('districts').map((path) => readInProcess(path, path));
    let checked = 0;
    for (const [indicator, units] of Object.entries(expected.cells))
      for (const [unit, [sheetName, address]] of Object.entries(units)) {
        const value = expected.indicators[indicator]?.by_unit[unit];
        if (typeof value !== 'number') continue;
        const found = books
          .flatMap((book) => book.sheets.filter((sheet) => sheet.name === sheetName))
          .flatMap((sheet) => sheet.cells.filter((cell) => cellAddress(cell.r, cell.c) === address))
          .map((cell) => Number(String(cell.v).replaceAll(',', '')));
        expect(found, `${indicator} ${unit} ${address}`).not.toEqual([]);
        // Texts with units (6100万元) are read by later stages; a number may stand in another unit (元 for 万元).
        const isSame = (one: number) =>
          Number.isNaN(one) || [1, 1e4, 1e-4].some((unit) => Math.abs(one * unit - value) < 1e-6);
        expect(found.some(isSame), `${indicator} ${unit} ${address}: ${String(found)} for ${String(value)}`).toBe(true);
        checked++;
      }
    expect(checked).toBeGreaterThan(200);
  });

  it('gives what it read ahead as it gives what it reads when asked, unless the file was written meanwhile', async () => {
    const paths = filesOf('districts').slice(0, 2);
    const [one, other] = ['一.xlsx', '二.xlsx'].map((name, n) => {
      const path = join(folder, `先读${name}`);
      writeFileSync(path, readFileSync(paths[n]!));
      utimesSync(path, 1e9, 1e9);
      return { path, name };
    }) as [{ path: string; name: string }, { path: string; name: string }];
    const channel = forkChannel(entry.path);
    const replies: ParseReply[] = [];
    const ask = (kind: ParseRequest['kind'], file: { path: string; name: string }): Promise<ParseReply[]> =>
      new Promise((resolve) => {
        onReply = (reply) => {
          replies.push(reply);
          if (['done', 'error', 'read-ahead'].includes(reply.kind)) resolve(replies.splice(0));
        };
        channel.post({ kind, id: 1, ...file, limits: DEFAULT_LIMITS });
      });
    let onReply: (reply: ParseReply) => void = () => undefined;
    channel.onMessage((reply) => onReply(reply as ParseReply));
    const content = (read: ParseReply[]) => ({
      book: assemble(read.flatMap((reply) => (reply.kind === 'piece' ? [reply.piece] : []))),
      sha256: read.flatMap((reply) => (reply.kind === 'done' ? [reply.sha256] : [])).join(),
    });
    try {
      const [first, second] = [content(await ask('parse', one)), content(await ask('parse', other))];
      expect(first).toEqual({ book: readInProcess(one.path, one.name), sha256: expect.any(String) });

      for (const file of [one, other]) expect(await ask('ahead', file)).toEqual([{ id: 1, kind: 'read-ahead' }]);
      // What tells whether a file was written is left as it was, so the next content can only be the one read ahead.
      const bytes = readFileSync(one.path);
      writeFileSync(one.path, Buffer.alloc(bytes.length));
      utimesSync(one.path, 1e9, 1e9);
      const kept = await ask('parse', one);
      expect(content(kept)).toEqual(first);
      expect(kept.filter((reply) => reply.kind === 'progress')).toEqual([]);
      expect(await ask('parse', one)).toMatchObject([{ kind: 'error' }]);

      writeFileSync(one.path, bytes);
      await ask('ahead', other);
      writeFileSync(other.path, bytes);
      expect(content(await ask('parse', other))).toEqual({ ...second, ...first });

      // One that cannot be read is told to whoever asks for it.
      const gone = { path: join(folder, '没有.xlsx'), name: '没有.xlsx' };
      expect(await ask('ahead', gone)).toEqual([{ id: 1, kind: 'read-ahead' }]);
      expect(await ask('parse', gone)).toMatchObject([{ kind: 'error', error: { code: 'file.not-found' } }]);
    } finally {
      channel.kill();
    }
  });

  it('missing, empty, unreadable files and folders have their own words', async () => {
    await expect(parser.read({ path: join(folder, 'none.xlsx'), name: 'none.xlsx' })).rejects.toMatchObject({
      code: 'file.not-found',
    });
    const empty = join(folder, '空.xlsx');
    writeFileSync(empty, '');
    await expect(parser.read({ path: empty, name: '空.xlsx' })).rejects.toMatchObject({
      code: 'file.empty',
      params: { name: '空.xlsx' },
    });
    await expect(parser.read({ path: folder, name: '夹' })).rejects.toMatchObject({ code: 'file.kind-unknown' });
    await expect(
      parser.read({ path: join(sample, 'expected.json'), name: 'a.xlsx' }, { limits: { maxBytes: 10 } }),
    ).rejects.toMatchObject({ code: 'file.too-large' });
    if (process.getuid?.() !== 0) {
      chmodSync(empty, 0);
      await expect(parser.read({ path: empty, name: '空.xlsx' })).rejects.toMatchObject({ code: 'file.unreadable' });
    }
  });

  it('cancel in the middle answers within 200 ms and the next file is read', async () => {
    const path = large(60_000);
    const abort = new AbortController();
    const reading = parser.read({ path, name: 'a.xlsx' }, { signal: abort.signal });
    reading.catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, 300));
    const at = Date.now();
    abort.abort();
    await expect(reading).rejects.toMatchObject({ code: 'job.cancelled' });
    expect(Date.now() - at).toBeLessThan(200);
    const [next = ''] = filesOf('city');
    expect((await parser.read({ path: next, name: 'b.xlsx' })).book.sheets).not.toHaveLength(0);
  });

  it('too slow is file.timeout', async () => {
    await expect(
      parser.read({ path: large(60_000), name: 'a.xlsx' }, { limits: { timeoutMs: 200 } }),
    ).rejects.toMatchObject({ code: 'file.timeout' });
  });

  it('out of memory kills only the parse', async () => {
    const small = createParser(() => forkChannel(entry.path, { heapMb: 64 }));
    await expect(small.read({ path: large(60_000), name: 'a.xlsx' }, { limits: { heapMb: 64 } })).rejects.toMatchObject(
      { code: 'file.too-large' },
    );
    const [next = ''] = filesOf('city');
    expect((await small.read({ path: next, name: 'b.xlsx' })).book.kind).toBe('xlsx');
    small.close();
  });

  it('progress is a count that grows to its total or stays below it', async () => {
    const seen: [number, number][] = [];
    const [path = ''] = filesOf('districts').filter((name) => name.includes('高新区'));
    await parser.read({ path, name: 'a.xlsx' }, { onProgress: (done, total) => seen.push([done, total]) });
    expect(seen.length).toBeGreaterThan(2);
    for (const [done, total] of seen) expect(done).toBeLessThanOrEqual(total);
  });
});
