// Imports side by side with SheetJS (dense) + better-sqlite3, A B A B in one run, medians of whole processes: W1 and W2 as
// full batch imports with checks and provenance, W3 and W4 as reading into cells with addresses. Then memory, equality of all
// cells, the sample month, the host's longest stall, and the time to the first page. It prints; it asserts nothing.
//   IP_LEDGER_BENCH_ROUNDS  rounds per workload (3)
//   IP_LEDGER_BENCH_ONLY    e.g. W3,W4,stall
//   IP_LEDGER_BENCH_DATA    keeps the workloads in this folder for the next run

import { spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

import { bundleForNode } from '../helpers/bundle.ts';

const root = resolve(import.meta.dirname, '..', '..');
const main = join(root, 'out', 'main');
const batch = join(main, 'batch.js');
const parseProcess = join(main, 'parse-process.js');
const rounds = Number(process.env.IP_LEDGER_BENCH_ROUNDS ?? 3);
const only = process.env.IP_LEDGER_BENCH_ONLY?.split(',');
const wants = (part) => only === undefined || only.includes(part);
const scratch = mkdtempSync(join(tmpdir(), 'ip-ledger-import-bench-'));
const data = process.env.IP_LEDGER_BENCH_DATA ?? join(scratch, 'data');

const print = (line) => process.stdout.write(`${line}\n`);
const seconds = (ms) => `${(ms / 1000).toFixed(2)} s`;
const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

/** A ledger with units and nothing else. */
function setUp(store, units) {
  const bureau = '--bureau 示例市知识产权局 --place 示例市 --level city'.split(' ');
  run([batch, 'setup', '--data', store, ...bureau, '--units', units]);
}

/** Runs a program to its end; its last line of JSON where it prints one. */
function run(args, options = {}) {
  const started = performance.now();
  const child = spawnSync(process.execPath, args, {
    encoding: 'utf8',
    maxBuffer: 1 << 30,
    env: { ...process.env, ...options.env },
  });
  const ms = performance.now() - started;
  if (!(options.allowed ?? [0]).includes(child.status))
    throw new Error(`${args.slice(0, 3).join(' ')} ended with ${child.status}: ${child.stderr.slice(-500)}`);
  const line = options.isJson ? child.stdout.trim().split('\n').at(-1) : undefined;
  return { ms, result: line === undefined ? undefined : JSON.parse(line), stdout: child.stdout };
}

function workloads(programs) {
  mkdirSync(data, { recursive: true });
  for (const name of ['W1', 'W2', 'W3', 'W4', 'W5'])
    if (wants(name) || (name === 'W3' && wants('stall')))
      if (!existsSync(join(data, name))) run([programs, 'workload', name, data]);
}

function line(name, what, ours, theirs, rest = '') {
  const [a, b] = [median(ours), median(theirs)];
  print(
    `${name}  ${what}: ${seconds(a)}   SheetJS + better-sqlite3: ${seconds(b)}   ratio ${(a / b).toFixed(2)}${rest}`,
  );
}

function fullImport(programs, name) {
  const empty = join(scratch, `${name}-empty`);
  const store = join(scratch, `${name}-store`);
  setUp(empty, join(data, `${name}-units.csv`));
  const ours = [];
  const theirs = [];
  let stored = 0;
  for (let round = 0; round < rounds; round++) {
    rmSync(store, { recursive: true, force: true });
    cpSync(empty, store, { recursive: true });
    const imported = run([batch, 'import', '--accept', '--json', '--data', store, join(data, name)], {
      allowed: [0, 2],
    });
    ours.push(imported.ms);
    stored = JSON.parse(imported.stdout).files.filter((file) => file.status === 'imported').length;
    theirs.push(run([programs, 'sheetjs', join(data, name), join(scratch, 'peer.sqlite')]).ms);
  }
  line(name, 'batch import', ours, theirs, `   (${stored} of ${readdirSync(join(data, name)).length} files imported)`);
}

/** 100 000 rows as a ledger: recognised, checked, compared, stored with the cell of every field, and once more with nothing new. */
function ledgerImport(programs) {
  const empty = join(scratch, 'W5-empty');
  const store = join(scratch, 'W5-store');
  setUp(empty, join(data, 'W5-units.csv'));
  const first = [];
  const again = [];
  const theirs = [];
  let rows;
  for (let round = 0; round < rounds; round++) {
    rmSync(store, { recursive: true, force: true });
    cpSync(empty, store, { recursive: true });
    const args = [batch, 'import', '--accept', '--json', '--data', store, join(data, 'W5')];
    const imported = run(args, { allowed: [0, 2] });
    first.push(imported.ms);
    [{ rows }] = JSON.parse(imported.stdout).files[0].ledgers ?? [{ rows: {} }];
    again.push(run(args, { allowed: [0, 2] }).ms);
    theirs.push(run([programs, 'sheetjs', join(data, 'W5'), join(scratch, 'peer.sqlite')]).ms);
  }
  line('W5', 'ledger import', first, theirs, `   (${rows.new} rows stored, once more: ${seconds(median(again))})`);
  const [file] = readdirSync(join(data, 'W5'));
  const { result } = run([programs, 'read', parseProcess, join(data, 'W5', file)], { isJson: true });
  print(
    `    peak of the parse process ${result.parsePeakMb === null ? 'unknown' : `${Math.round(result.parsePeakMb)} MB`}`,
  );
}

/** A Python that has xlrd (Debian: python3-xlrd), or undefined. */
function pythonWithXlrd() {
  return ['python3', '/usr/bin/python3'].find(
    (python) => spawnSync(python, ['-c', 'import xlrd'], { stdio: 'ignore' }).status === 0,
  );
}

function timeXlrd(python, file) {
  const script = join(import.meta.dirname, 'xlrd-peer.py');
  const started = performance.now();
  const { status, stderr } = spawnSync(python, [script, file, join(scratch, 'xlrd.sqlite')], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`xlrd ended with ${status}: ${stderr.slice(-500)}`);
  return performance.now() - started;
}

function reading(programs, name) {
  const [file] = readdirSync(join(data, name));
  const ours = [];
  const theirs = [];
  const python = name === 'W4' ? pythonWithXlrd() : undefined;
  const xlrd = [];
  let own;
  let peer;
  for (let round = 0; round < rounds; round++) {
    own = run([programs, 'read', parseProcess, join(data, name, file)], { isJson: true });
    ours.push(own.ms);
    peer = run([programs, 'sheetjs', join(data, name), join(scratch, 'peer.sqlite')], { isJson: true });
    theirs.push(peer.ms);
    if (python !== undefined) xlrd.push(timeXlrd(python, join(data, name, file)));
  }
  const mb = (value) => (value === null ? 'unknown' : `${Math.round(value)} MB`);
  line(name, 'reading', ours, theirs);
  if (python !== undefined)
    print(`    xlrd → sqlite3: ${seconds(median(xlrd))}   ratio ${(median(ours) / median(xlrd)).toFixed(2)}`);
  else if (name === 'W4') print('    xlrd → sqlite3: not checked, no Python with xlrd here');
  print(
    `    ${own.result.cells} cells; peak of the parse process ${mb(own.result.parsePeakMb)}, of the receiver ${mb(own.result.ownPeakMb)}, of SheetJS ${mb(peer.result.ownPeakMb)}`,
  );
}

function equality(programs, name) {
  const { result } = run([programs, 'compare', parseProcess, join(data, name)], { isJson: true });
  print(
    `${name}  ${result.cells} cells in ${result.files} files compared with SheetJS: ${result.unequalFiles} files differ, ${result.replacementCharacters} cells with U+FFFD`,
  );
}

function sampleMonth() {
  const sample = join(root, 'tests', 'fixtures', 'zaozhuang-2022-07', 'districts');
  const names = ['滕州市', '薛城区', '山亭区', '市中区', '峄城区', '台儿庄区', '枣庄高新区'];
  const units = join(scratch, 'sample-units.csv');
  const rows = names.map((name, index) => `${name},,county,${index + 1},yes,yes,,`);
  writeFileSync(units, `name,aliases,kind,order,counts_in_total,ranked,valid_from,valid_to\n${rows.join('\n')}\n`);
  const empty = join(scratch, 'sample-empty');
  const store = join(scratch, 'sample-store');
  setUp(empty, units);
  const times = [];
  for (let round = 0; round < rounds; round++) {
    rmSync(store, { recursive: true, force: true });
    cpSync(empty, store, { recursive: true });
    times.push(run([batch, 'import', '--accept', '--json', '--data', store, sample], { allowed: [0, 2] }).ms);
  }
  print(`sample month, ${readdirSync(sample).length} files imported: ${seconds(median(times))}`);
}

function stall() {
  const empty = join(scratch, 'stall-store');
  if (!existsSync(join(data, 'W1-units.csv'))) return print('host stall: skipped, it needs the units of W1');
  setUp(empty, join(data, 'W1-units.csv'));
  const file = join(scratch, 'stall.txt');
  const probe = pathToFileURL(join(import.meta.dirname, 'stall-probe.mjs')).href;
  const found = [];
  for (let round = 0; round < rounds; round++) {
    run(['--import', probe, batch, 'import', '--json', '--data', empty, join(data, 'W3')], {
      allowed: [0, 2],
      env: { STALL_FILE: file },
    });
    found.push(Number(readFileSync(file, 'utf8')));
  }
  print(`longest stall of the host's loop while 100 000 rows are read: ${median(found).toFixed(0)} ms (aim: under 50)`);
}

async function firstPage() {
  const path = [process.env.CHROMIUM_PATH, process.env.IP_LEDGER_BROWSER, '/usr/bin/chromium', '/usr/bin/google-chrome']
    .filter((candidate) => candidate !== undefined)
    .find((candidate) => existsSync(candidate));
  if (path === undefined) return print('first page: skipped, no Chromium is installed here');
  const { chromium } = await import('@playwright/test');
  const times = [];
  for (let round = 0; round < rounds; round++) {
    const browser = await chromium.launch({ executablePath: path, args: ['--no-sandbox', '--disable-gpu'] });
    const page = await browser.newPage();
    const started = performance.now();
    const host = spawn(
      process.execPath,
      [join(main, 'loopback.js'), '--data', join(scratch, `first-page-${round}`), '--port', '0', '--no-open'],
      { stdio: ['ignore', 'pipe', 'pipe'] },
    );
    try {
      const url = await new Promise((done, fail) => {
        let output = '';
        const listen = (part) => {
          output += part;
          const address = /http:\/\/127\.0\.0\.1:\d+\/\?k=\S+/.exec(output)?.[0];
          if (address !== undefined) done(address);
        };
        host.stdout.on('data', listen);
        host.stderr.on('data', listen);
        host.once('exit', () => fail(new Error(`the host ended: ${output}`)));
      });
      await page.goto(url);
      await page.waitForFunction(() => document.querySelector('#root')?.textContent.trim().length > 0);
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
      times.push(performance.now() - started);
    } finally {
      host.kill('SIGTERM');
      await browser.close();
    }
  }
  print(`cold start of the loopback host to the first painted page (browser already open): ${seconds(median(times))}`);
}

const bundled = await bundleForNode('tests/bench/programs.ts');
try {
  const programs = bundled.path;
  workloads(programs);
  for (const name of ['W1', 'W2']) if (wants(name)) fullImport(programs, name);
  if (wants('W5')) ledgerImport(programs);
  for (const name of ['W3', 'W4']) if (wants(name)) reading(programs, name);
  for (const name of ['W1', 'W2', 'W3', 'W4']) if (wants(name)) equality(programs, name);
  if (wants('sample')) sampleMonth();
  if (wants('stall')) stall();
  if (wants('first-page')) await firstPage();
} finally {
  bundled.remove();
  rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
}
