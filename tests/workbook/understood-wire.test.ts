// A file that was understood in the parse process arrives in the core as it was there, in one message or in many.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { forkChannel } from '../../electron/core/workbook/1-read/fork-channel.js';
import { createParser, type ParserChannel } from '../../electron/core/workbook/1-read/parser-client.js';
import { cellAddress } from '../../electron/core/workbook/1-read/raw-book.js';
import type { PackedFile, ParseReply } from '../../electron/core/workbook/1-read/wire.js';
import { envOf } from '../../electron/core/workbook/3-map/given-words.js';
import type { UnderstoodFile } from '../../electron/core/workbook/understand-file.js';
import { packUnderstood, unpackUnderstood } from '../../electron/core/workbook/understood-wire.js';
import { warmUp, wordsOfThat } from '../../electron/core/workbook/warm-up.js';
import { bundleForNode } from '../helpers/bundle.js';
import { xlsxBytes } from '../helpers/xlsx-bytes.js';

const words = wordsOfThat();
const unpack = (packed: PackedFile): UnderstoodFile =>
  unpackUnderstood(packed, envOf(words), new Map(words.units.map((unit) => [unit.id, unit])));

describe('an understood file', () => {
  it('is the same after the way, but for the cells that were read', () => {
    const { cells, duplicates, ...about } = warmUp();
    const { cells: arrived, duplicates: repeated, ...rest } = unpack(packUnderstood({ cells, duplicates, ...about }));
    expect(rest).toEqual(about);
    expect(repeated.size).toBe(duplicates.size);
    expect(arrived).toEqual(cells.map((cell) => ({ ...cell, raw: undefined })));
  });

  it('keeps labels that change from cell to cell, texts that are no number, and numbers written twice', () => {
    const understood = warmUp();
    for (const [n, cell] of understood.cells.entries()) {
      cell.rowLabel = n % 3 === 0 ? '' : `行${n % 5}`;
      cell.columnLabel = n % 2 === 0 ? `列${cell.c}` : `列${n % 4}`;
      if (n % 7 === 0) [cell.text, cell.decimal] = ['1,200', '1200'];
      if (n % 11 === 0) [cell.text, cell.decimal] = ['', null];
    }
    const { cells } = unpack(packUnderstood(understood));
    expect(cells).toEqual(understood.cells.map((cell) => ({ ...cell, raw: undefined })));
  });
});

describe('from the parse process', () => {
  let entry: Awaited<ReturnType<typeof bundleForNode>>;
  let folder: string;

  beforeAll(async () => {
    entry = await bundleForNode('electron/core/workbook/1-read/parse-process.ts');
    folder = mkdtempSync(join(tmpdir(), 'ip-ledger-wire-'));
  });

  afterAll(() => {
    entry.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  /** A month of one indicator by units, the units written over and over. */
  function month(rows: number): { path: string; name: string } {
    const text = (r: number, c: number, v: string): string =>
      `<c r="${cellAddress(r, c)}" t="inlineStr"><is><t>${v}</t></is></c>`;
    const line = (r: number, cells: string): string => `<row r="${r + 1}">${cells}</row>`;
    const data = Array.from({ length: rows }, (_, n) => {
      const { name } = words.units[n % words.units.length]!;
      return line(n + 2, `${text(n + 2, 0, name)}<c r="${cellAddress(n + 2, 1)}"><v>${n * 1.5}</v></c>`);
    });
    const head =
      line(0, text(0, 0, '中山市2024年1—6月统计表')) +
      line(1, text(1, 0, '填报单位') + text(1, 1, '丙类质押金额（万元）'));
    const name = `月报${rows}.xlsx`;
    writeFileSync(
      join(folder, name),
      xlsxBytes({ sheets: [{ xml: `<sheetData>${head}${data.join('')}</sheetData>` }] }),
    );
    return { path: join(folder, name), name };
  }

  it.each([
    [6, ['done']],
    [9000, ['packed-json', 'packed-cells', 'done']],
  ])('%i rows arrive as %j', async (rows, kinds) => {
    const seen: string[] = [];
    const spawn = (): ParserChannel => {
      const channel = forkChannel(entry.path);
      channel.onMessage((message) => seen.push((message as ParseReply).kind));
      return channel;
    };
    const parser = createParser(spawn);
    try {
      const { packed } = await parser.understand(month(rows), { words, answers: {}, period: null });
      const { cells, header } = unpack(packed!);
      expect(header.status).not.toBe('refused');
      expect(cells).toHaveLength(rows);
      expect(cells.at(-1)).toMatchObject({
        text: String((rows - 1) * 1.5),
        rowLabel: words.units[(rows - 1) % 6]!.name,
      });
      expect([...new Set(seen)]).toEqual(kinds);
    } finally {
      parser.close();
    }
  });
});
