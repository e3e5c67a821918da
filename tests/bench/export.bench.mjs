// A ledger of 100 000 rows to .xlsx beside the stream writer of exceljs (peers.ts says how to have it): both as processes of
// their own over the same data file, A B A B. Prints time of the writing, and processor time and peak memory of the process (ours
// with its start-up and everything else that it holds); asserts nothing.

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

import Database from 'better-sqlite3';

const ROWS = 100_000;
const rounds = Number(process.env.IP_LEDGER_BENCH_ROUNDS ?? 3);
const root = resolve(import.meta.dirname, '..', '..');
const scratch = mkdtempSync(join(tmpdir(), 'ip-ledger-export-bench-'));
const data = join(scratch, 'data');
const batch = join(root, 'out', 'main', 'batch.js');
const print = (line) => process.stdout.write(`${line}\n`);
const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

async function typed(path) {
  const copy = join(scratch, path.replaceAll('/', '-').replace('.ts', '.mjs'));
  writeFileSync(copy, stripTypeScriptTypes(readFileSync(join(root, path), 'utf8')));
  return import(pathToFileURL(copy).href);
}

function run(args, env = {}) {
  const child = spawnSync(process.execPath, args, { encoding: 'utf8', env: { ...process.env, ...env } });
  if (child.status !== 0) throw new Error(`${args.slice(0, 2).join(' ')}: ${child.stderr.slice(-500)}`);
  return child.stdout;
}

async function fill() {
  const units = join(scratch, 'units.csv');
  const names = ['滕州市', '薛城区', '山亭区', '市中区', '峄城区', '台儿庄区', '枣庄高新区'];
  const lines = names.map((name, index) => `${name},county,${index + 1},yes,yes`);
  writeFileSync(units, `name,kind,order,counts_in_total,ranked\n${lines.join('\n')}\n`);
  run([batch, 'setup', '--data', data, '--bureau', '枣庄市知识产权局', '--units', units]);
  const { fillLedger } = await typed('tests/helpers/long-ledger.ts');
  const db = new Database(join(data, 'ledger.sqlite'));
  fillLedger(db, ROWS);
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.close();
}

/** Time inside the program, from the call to the finished file; peak of the whole process, page cache of the store included. */
function ours() {
  const file = join(scratch, 'figures.json');
  const probe = pathToFileURL(join(import.meta.dirname, 'call-probe.mjs')).href;
  const call = ['call', '--data', data, 'ledgers.export', JSON.stringify({ ledger: 'subsidy', format: 'xlsx' })];
  run(['--import', probe, batch, ...call], { CALL_FILE: file });
  const figures = JSON.parse(readFileSync(file, 'utf8'));
  const out = join(data, 'outbox');
  const name = readdirSync(out, { recursive: true }).find((one) => one.endsWith('.xlsx'));
  const megabytes = statSync(join(out, name)).size / 1e6;
  rmSync(out, { recursive: true });
  return { ...figures, megabytes };
}

function theirs(library) {
  const out = join(scratch, 'exceljs.xlsx');
  const script = join(import.meta.dirname, 'export-peer.mjs');
  const figures = JSON.parse(run([script, join(data, 'ledger.sqlite'), out, library]));
  return { ...figures, megabytes: statSync(out).size / 1e6 };
}

const line = (what, runs) => {
  const of = (key) => median(runs.map((one) => one[key]));
  print(
    `${what}: ${(of('ms') / 1000).toFixed(2)} s, processor ${(of('cpuMs') / 1000).toFixed(2)} s, peak ${of('peakMb')} MB (${of('megabytes').toFixed(1)} MB written)`,
  );
};

try {
  const { peerPath, NOT_CHECKED } = await typed('tests/bench/peers.ts');
  await fill();
  const library = peerPath('exceljs');
  const [own, other] = [[], []];
  // The first opening of a day makes a backup.
  ours();
  for (let round = 0; round < rounds; round += 1) {
    own.push(ours());
    if (library !== null) other.push(theirs(library));
  }
  line(`ledger of ${ROWS} rows to .xlsx`, own);
  if (library === null) print(`  exceljs, stream writer: ${NOT_CHECKED}`);
  else {
    line('  exceljs, stream writer', other);
    const ratio = (key) => median(own.map((one, n) => one[key] / other[n][key])).toFixed(2);
    print(`  ${ratio('ms')} × its time, ${ratio('cpuMs')} × its processor time, ${ratio('peakMb')} × its memory`);
  }
} finally {
  rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
}
