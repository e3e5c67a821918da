// A ledger of 100 000 rows on the screen, in an installed Chromium over the loopback host: opening, jumping, scrolling, looking
// for a word, sorting, grouping, typing. It prints what the officer waits for, from key to picture; it asserts nothing.

import { readFileSync, writeFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { onScreen, print, root } from './screen.mjs';

const ROWS = 100_000;

async function timed(what, act) {
  const started = performance.now();
  await act();
  print(`${what}: ${(performance.now() - started).toFixed(0)} ms`);
}

async function fill({ db, scratch }) {
  const source = readFileSync(join(root, 'tests', 'helpers', 'long-ledger.ts'), 'utf8');
  const helper = join(scratch, 'long-ledger.mjs');
  writeFileSync(helper, stripTypeScriptTypes(source));
  const { fillLedger } = await import(pathToFileURL(helper).href);
  fillLedger(db, ROWS);
}

async function measure(page) {
  const box = page.locator('.ledger-box');
  const firstRow = page.locator('.ledger-row').first();
  await page.getByRole('button', { name: '台账', exact: true }).click();
  await page.getByRole('button', { name: /资助奖补项目/ }).waitFor();
  await timed(`open ${ROWS} rows`, async () => {
    await page.getByRole('button', { name: /资助奖补项目/ }).click();
    await page.getByText('山东第31号装备制造有限公司').first().waitFor();
  });
  await timed('jump to row 70 000', async () => {
    await box.evaluate((element) => (element.scrollTop = 70_000 * 28));
    await page.locator('.ledger-row[aria-rowindex="70010"]').filter({ hasText: '装备' }).waitFor();
  });
  const frames = await box.evaluate(async (element) => {
    const times = [];
    let last = performance.now();
    for (let step = 0; step < 120; step += 1) {
      element.scrollTop += 300;
      await new Promise((next) => requestAnimationFrame(next));
      times.push(performance.now() - last);
      last = performance.now();
    }
    times.sort((a, b) => a - b);
    return { median: times[60], late: times[114] };
  });
  print(`scrolling, a frame: median ${frames.median.toFixed(0)} ms, 95 % under ${frames.late.toFixed(0)} ms`);
  await timed('look for a word (30 ms of it waiting for more letters)', async () => {
    await page.getByRole('textbox', { name: '在本台账中查找' }).fill('第77号');
    await page.getByText(/筛选出\d+行/).waitFor();
  });
  await page.getByRole('button', { name: '清除筛选' }).click();
  await page.getByText(`共${ROWS}行`).waitFor();
  await timed('sort by a column', async () => {
    await page.getByRole('columnheader', { name: /年度/ }).getByRole('button').click();
    await page.locator('[aria-sort="ascending"]').waitFor();
    await firstRow.filter({ hasText: '2018' }).waitFor();
  });
  await page.getByRole('combobox', { name: '分组' }).click();
  await timed('group by unit', async () => {
    await page.getByTitle('区（市）', { exact: true }).click();
    await page.locator('.ledger-row.is-group').first().waitFor();
  });
  await page.getByTitle('区（市）', { exact: true }).last().click();
  await page.keyboard.press('Escape');
  await firstRow.getByRole('gridcell').nth(3).click();
  const typing = [];
  for (const word of ['甲', '乙', '丙', '丁', '戊']) {
    const started = performance.now();
    await page.keyboard.type(`山东${word}公司`);
    await page.keyboard.press('Enter');
    typing.push(performance.now() - started);
  }
  print(`five keys and Enter: ${typing.map((ms) => ms.toFixed(0)).join(', ')} ms`);
}

await onScreen({
  office: {
    bureau: '枣庄市知识产权局',
    units: ['滕州市', '薛城区', '山亭区', '市中区', '峄城区', '台儿庄区', '枣庄高新区'],
  },
  fill,
  measure,
});
