// What the benches on the screen share: an office with its units in a data folder of its own, the loopback host over it, and an
// installed Chromium. Prints only.

import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { chromium } from '@playwright/test';
import Database from 'better-sqlite3';

export const root = resolve(import.meta.dirname, '..', '..');

export const print = (line) => process.stdout.write(`${line}\n`);

function batchIn(env) {
  const program = join(root, 'out', 'main', 'batch.js');
  return (args) => {
    const done = spawnSync(process.execPath, [program, ...args], { env, encoding: 'utf8', maxBuffer: 1 << 28 });
    if (done.status !== 0) throw new Error(`${done.stdout}${done.stderr}`);
    return done.stdout;
  };
}

function startHost(data, env) {
  const host = spawn(
    process.execPath,
    [join(root, 'out', 'main', 'loopback.js'), '--data', data, '--port', '0', '--no-open'],
    { cwd: root, env, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  return new Promise((ready) => {
    let output = '';
    host.stdout.on('data', (part) => {
      output += part;
      const url = /http:\/\/127\.0\.0\.1:\d+\/\?k=\S+/.exec(output)?.[0];
      if (url) ready({ host, url });
    });
  });
}

/**
 * Sets an office up, lets `fill` put rows in beside the program, and hands the first page of the program to `measure`.
 * office: { bureau, level?, units: names of counties in their order, asks?: calls whose answers `fill` gets as `asked` }.
 */
export async function onScreen({ office, fill, measure }) {
  const scratch = mkdtempSync(join(tmpdir(), 'ip-ledger-screen-bench-'));
  const data = join(scratch, 'data');
  // The program as the officer has it: results are not checked against the contract.
  const env = { ...process.env, NODE_ENV: 'production', IP_LEDGER_SETTINGS: join(scratch, 'settings') };
  const batch = batchIn(env);
  try {
    const units = join(scratch, 'units.csv');
    const lines = office.units.map((name, index) => `${name},county,${index + 1},yes,yes`);
    writeFileSync(units, `name,kind,order,counts_in_total,ranked\n${lines.join('\n')}\n`);
    const level = office.level === undefined ? [] : ['--level', office.level];
    batch(['setup', '--data', data, '--bureau', office.bureau, ...level, '--units', units]);
    const asked = (office.asks ?? []).map((name) => JSON.parse(batch(['call', '--data', data, name, '{}'])));
    const db = new Database(join(data, 'ledger.sqlite'));
    try {
      await fill({ db, scratch, asked });
    } finally {
      db.close();
    }
    await withPage(await startHost(data, env), measure);
  } finally {
    rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function withPage({ host, url }, measure) {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: ['--disable-gpu', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
  });
  try {
    const page = await browser.newPage({ viewport: { width: 1366, height: 768 }, locale: 'zh-CN' });
    page.setDefaultTimeout(60_000);
    await page.goto(url);
    await page.locator('.nav').waitFor();
    await measure(page);
  } finally {
    await browser.close();
    host.kill('SIGTERM');
  }
}
