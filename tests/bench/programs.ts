// The programs that import.bench.mjs starts as processes of their own, each timed from outside:
//   workload NAME FOLDER            writes a workload
//   read PARSE_PROCESS FILE         our reading stage: parse process, transport, cells with addresses
//   sheetjs FOLDER DATABASE         SheetJS (dense) + better-sqlite3: each row into one table
//   compare PARSE_PROCESS FILE…     all cells of our reading against SheetJS' reading

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';

import Database from 'better-sqlite3';
import * as XLSX from 'xlsx';

import { eachCell } from '../../electron/core/workbook/1-read/cell-columns.js';
import { forkChannel } from '../../electron/core/workbook/1-read/fork-channel.js';
import { createParser, type Parser } from '../../electron/core/workbook/1-read/parser-client.js';
import { type WorkloadName, writeWorkload } from './workloads.js';

const DENSE: XLSX.ParsingOptions = {
  dense: true,
  cellStyles: false,
  cellHTML: false,
  cellText: false,
  cellFormula: false,
  cellNF: false,
  cellDates: false,
};

/** Peak memory of this process's children that are still alive, in MB; NaN where the system does not tell. */
function peakOf(pid: number | 'self'): number {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;
  } catch {
    return Number.NaN;
  }
}

function childPid(): number | undefined {
  try {
    const children = readFileSync(`/proc/self/task/${process.pid}/children`, 'utf8').trim();
    return children === '' ? undefined : Number(children.split(' ')[0]);
  } catch {
    return undefined;
  }
}

const print = (result: object): void => void process.stdout.write(`${JSON.stringify(result)}\n`);

async function withParser<T>(entry: string, work: (parser: Parser) => Promise<T>): Promise<T> {
  const parser = createParser(() => forkChannel(entry));
  try {
    return await work(parser);
  } finally {
    parser.close();
  }
}

async function read(entry: string, path: string): Promise<void> {
  await withParser(entry, async (parser) => {
    const { book } = await parser.read({ path, name: basename(path) });
    const child = childPid();
    let cells = 0;
    for (const sheet of book.sheets) cells += sheet.columns?.count ?? sheet.cells.length;
    print({ cells, parsePeakMb: child === undefined ? null : peakOf(child), ownPeakMb: peakOf('self') });
  });
}

function sheetJs(folder: string, database: string): void {
  for (const ending of ['', '-wal', '-shm']) rmSync(database + ending, { force: true });
  const db = new Database(database);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = NORMAL');
  const width = 61;
  const columns = Array.from({ length: width }, (_, n) => `c${n}`).join(', ');
  db.exec(`CREATE TABLE raw (file TEXT, row INTEGER, ${columns})`);
  const insert = db.prepare(`INSERT INTO raw VALUES (${Array.from({ length: width + 2 }, () => '?').join(', ')})`);
  db.exec('BEGIN');
  let cells = 0;
  for (const file of readdirSync(folder).toSorted()) {
    const book = XLSX.read(readFileSync(join(folder, file)), DENSE);
    const rows = book.Sheets[book.SheetNames[0]!]!['!data'] as (XLSX.CellObject | undefined)[][];
    rows.forEach((row, r) => {
      const values = Array.from({ length: width }, (_, c) => {
        const value = row?.[c]?.v;
        if (value === undefined) return null;
        cells++;
        return typeof value === 'boolean' ? Number(value) : (value as string | number);
      });
      insert.run(file, r + 1, ...values);
    });
  }
  db.exec('COMMIT');
  db.close();
  print({ cells, ownPeakMb: peakOf('self') });
}

async function compare(entry: string, paths: string[]): Promise<void> {
  let cells = 0;
  let replaced = 0;
  let unequal = 0;
  await withParser(entry, async (parser) => {
    for (const path of paths) {
      const ours = createHash('sha256');
      const { book } = await parser.read({ path, name: basename(path) });
      for (const cell of eachCell(book.sheets[0]!)) {
        cells++;
        if (typeof cell.v === 'string' && cell.v.includes('\uFFFD')) replaced++;
        ours.update(`${cell.r},${cell.c},${cell.t},${String(cell.v)}\n`);
      }
      const theirs = createHash('sha256');
      const sheet = XLSX.read(readFileSync(path), DENSE);
      const rows = sheet.Sheets[sheet.SheetNames[0]!]!['!data'] as (XLSX.CellObject | undefined)[][];
      rows.forEach((row, r) =>
        row?.forEach((cell, c) => {
          if (cell?.v !== undefined && cell.v !== '') theirs.update(`${r},${c},${cell.t},${String(cell.v)}\n`);
        }),
      );
      if (ours.digest('hex') !== theirs.digest('hex')) unequal++;
    }
  });
  print({ files: paths.length, cells, unequalFiles: unequal, replacementCharacters: replaced });
}

const [command, ...args] = process.argv.slice(2);
if (command === 'workload') writeWorkload(args[0] as WorkloadName, args[1]!);
else if (command === 'read') await read(args[0]!, args[1]!);
else if (command === 'sheetjs') sheetJs(args[0]!, args[1]!);
else if (command === 'compare') {
  const [entry, folder] = args;
  await compare(
    entry!,
    readdirSync(folder!).map((name) => join(folder!, name)),
  );
} else throw new Error(`unknown command ${String(command)}`);
