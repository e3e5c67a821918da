// The summary of 100 units × 80 indicators over twenty years of stored months on the screen, in an installed Chromium over the
// loopback host: from the click or key to the painted first page, and until all pages are there. It asserts nothing.

import { onScreen, print } from './screen.mjs';

const UNITS = 100;
const INDICATORS = 80;
const YEARS = 20;
const LAST_YEAR = 2022;
const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
const listed = (values) => values.map((ms) => ms.toFixed(0)).join(', ');

function fill({ db, asked: [{ indicators }] }) {
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

async function measure(page) {
  // The officer reads 首页 before clicking on.
  await page.waitForTimeout(3000);
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
  print(`open it again: ${median(again).toFixed(0)} ms (${listed(again)})`);
  if (process.env.SUMMARY_SHOT) await page.screenshot({ path: process.env.SUMMARY_SHOT });
  const months = [];
  for (const month of [11, 10, 9, 8, 7]) {
    months.push(await untilPainted(page, 'key [', `2022年1—${month}月`));
    await settle(page);
  }
  print(`another month by the key [: ${median(months).toFixed(0)} ms (${listed(months)})`);
  const back = [];
  for (const month of [8, 9, 10]) {
    back.push(await untilPainted(page, 'key ]', `2022年1—${month}月`));
    await settle(page);
  }
  print(`back to a month that was looked at: ${median(back).toFixed(0)} ms (${listed(back)})`);
}

await onScreen({
  office: {
    bureau: '某省知识产权局',
    level: 'province',
    units: Array.from({ length: UNITS }, (_, index) => `填报单位${String(index + 1).padStart(3, '0')}`),
    asks: ['indicators.list'],
  },
  fill,
  measure,
});
