// The summary of 100 units × 80 indicators over twenty years of stored months on the screen, in an installed Chromium over the
// loopback host: from the click or key to the painted first page, and until all pages are there. It asserts nothing.

import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { chromium } from '@playwright/test';
import Database from 'better-sqlite3';

const UNITS = 100;
const INDICATORS = 80;
const YEARS = 20;
const LAST_YEAR = 2022;
const root = resolve(import.meta.dirname, '..', '..');
const scratch = mkdtempSync(join(tmpdir(), 'ip-ledger-summary-screen-bench-'));
const data = join(scratch, 'data');
const env = { ...process.env, IP_LEDGER_SETTINGS: join(scratch, 'settings') };
const print = (line) => process.stdout.write(`${line}\n`);
const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

/** An office with its units; the values are put in beside the program. */
function fill() {
  const units = join(scratch, 'units.csv');
  const lines = Array.from(
    { length: UNITS },
    (_, index) => `填报单位${String(index + 1).padStart(3, '0')},county,${index + 1},yes,yes`,
  );
  writeFileSync(units, `name,kind,order,counts_in_total,ranked\n${lines.join('\n')}\n`);
  const batch = join(root, 'out', 'main', 'batch.js');
  const run = (args) => {
    const done = spawnSync(process.execPath, [batch, ...args], { env, encoding: 'utf8', maxBuffer: 1 << 28 });
    if (done.status !== 0) throw new Error(`${done.stdout}${done.stderr}`);
    return done.stdout;
  };
  run(['setup', '--data', data, '--bureau', '某省知识产权局', '--level', 'province', '--units', units]);
  const { indicators } = JSON.parse(run(['call', '--data', data, 'indicators.list', '{}']));
  const db = new Database(join(data, 'ledger.sqlite'));
  const ids = new Map(db.prepare('SELECT code, id FROM indicator').raw().all());
  const chosen = indicators.filter((one) => one.kind !== 'ratio' && one.category !== 'base').slice(0, INDICATORS);
  const unitIds = db.prepare('SELECT id FROM reporting_unit ORDER BY id').pluck().all();
  const insert = db.prepare('INSERT INTO observation VALUES (?, ?, ?, ?, 0, ?)');
  db.transaction(() => {
    for (let month = 0; month < YEARS * 12; month += 1) {
      const period = (LAST_YEAR - YEARS + 1 + Math.floor(month / 12)) * 100 + 1 + (month % 12);
      for (const one of chosen)
        for (const unit of unitIds)
          insert.run(
            period,
            ids.get(one.code),
            one.kind === 'flow' ? 0 : 3,
            unit,
            1 + ((unit * 7919 + month) % 99_991),
          );
    }
  })();
  print(`${chosen.length * UNITS * YEARS * 12} values`);
  db.close();
}

function startHost() {
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

/** Until all pages are there, and the machine is quiet again. */
async function settle(page) {
  const started = performance.now();
  await page.locator('[aria-label^="第1页，共"]').waitFor({ state: 'attached' });
  const ms = performance.now() - started;
  await page.waitForTimeout(1000);
  return ms;
}

/** Milliseconds from what `start` does to the first picture in which the table of `month` is there, measured in the page. */
function untilPainted(page, start, month) {
  return page.evaluate(
    async ([how, title]) => {
      const isThere = () => {
        const paper = document.querySelector('.papers .paper');
        return paper?.textContent.includes(title) && paper.querySelectorAll('tbody td').length > 20;
      };
      const frame = () => new Promise((next) => requestAnimationFrame(next));
      const started = performance.now();
      if (how.startsWith('key '))
        window.dispatchEvent(new KeyboardEvent('keydown', { key: how.slice(4), bubbles: true }));
      else [...document.querySelectorAll('button, a')].find((one) => one.textContent.trim() === how).click();
      while (!isThere()) await frame();
      await frame();
      return performance.now() - started;
    },
    [start, month],
  );
}

fill();
const { host, url } = await startHost();
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
  args: ['--disable-gpu', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
});
try {
  const page = await browser.newPage({ viewport: { width: 1366, height: 768 }, locale: 'zh-CN' });
  page.setDefaultTimeout(60_000);
  await page.goto(url);
  await page.getByRole('button', { name: '汇总表', exact: true }).waitFor();
  const first = await untilPainted(page, '汇总表', '2022年');
  print(
    `open the summary for the first time: ${first.toFixed(0)} ms, all its pages ${(await settle(page)).toFixed(0)} ms later`,
  );
  const again = [];
  for (let round = 0; round < 5; round += 1) {
    // Not by role and name: looking for those leaves a list of labels behind for each number of the table, which the page
    // then keeps up to date at every step until they are collected, and that is measured instead.
    await page.evaluate(() =>
      [...document.querySelectorAll('button')].find((one) => one.textContent.trim() === '首页').click(),
    );
    await page.locator('.papers').waitFor({ state: 'detached' });
    await page.waitForTimeout(3000);
    again.push(await untilPainted(page, '汇总表', '2022年'));
    await settle(page);
  }
  print(`open it again: ${median(again).toFixed(0)} ms (${again.map((ms) => ms.toFixed(0)).join(', ')})`);
  if (process.env.SUMMARY_SHOT) await page.screenshot({ path: process.env.SUMMARY_SHOT });
  const months = [];
  for (const month of [11, 10, 9, 8, 7]) {
    months.push(await untilPainted(page, 'key [', `2022年1—${month}月`));
    await settle(page);
  }
  print(
    `another month by the key [: ${median(months).toFixed(0)} ms (${months.map((ms) => ms.toFixed(0)).join(', ')})`,
  );
} finally {
  await browser.close();
  host.kill('SIGTERM');
  rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
}
