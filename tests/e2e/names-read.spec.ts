// What a screen reader says is in the words of the page: parts of the library have English names of their own.

import type { Page } from '@playwright/test';

import { SETTINGS_LABEL } from '../../renderer/settings-sections.js';
import { expect, test } from '../helpers/e2e.js';
import { receiveSample } from '../helpers/first-steps.js';

/** Address, and what is on its page only. */
const PAGES: readonly (readonly [hash: string, shown: string])[] = [
  ['home', '主要指标'],
  ['import', '最近的导入记录'],
  ['import/board', '盖章件'],
  ['values', '显示没有数据的指标'],
  ['values/charts', '逐月走势'],
  ['values/insights', '内部参考'],
  ['tables', '导出 Excel'],
  ['tables/upward', '还没有上报表'],
  ['ledgers', '专利保险'],
  ['ledgers/enterprises', '山东艾菲尔管业有限公司'],
  ['ledgers/reminders', '到期提醒'],
  ['targets', '录入目标'],
];

/** Names and hints of what is not hidden that have Latin words and nothing else. */
async function latinNames(page: Page): Promise<string[]> {
  const names = [...(await page.locator('body').ariaSnapshot()).matchAll(/"([^"]*)"/g)].map(([, name]) => name!);
  const hints = await page
    .locator('[title], [placeholder]')
    .evaluateAll((all) =>
      all.flatMap((one) => [one.getAttribute('title') ?? '', one.getAttribute('placeholder') ?? '']),
    );
  return [...new Set([...names, ...hints])].filter((text) => /^[A-Za-z][A-Za-z -]+$/.test(text));
}

test('no button, field or drawing is called by an English word', async ({ page, ledger }) => {
  expect(ledger.port).toBeGreaterThan(0);
  await receiveSample(page);
  const main = page.getByRole('main');
  for (const [hash, shown] of PAGES) {
    await page.evaluate((to) => (window.location.hash = to), `#/${hash}`);
    await expect(main).toContainText(shown);
    expect(await latinNames(page), hash).toEqual([]);
  }
  for (const [section, label] of Object.entries(SETTINGS_LABEL)) {
    await page.evaluate((to) => (window.location.hash = to), `#/settings/${section}`);
    await expect(main.getByRole('heading', { name: label }).first()).toBeVisible();
    expect(await latinNames(page), section).toEqual([]);
  }

  await test.step('a field for a number, a field that can be cleared', async () => {
    await page.evaluate(() => (window.location.hash = '#/settings/basis'));
    await expect(page.getByRole('button', { name: '增加' }).first()).toBeAttached();
    expect(await latinNames(page)).toEqual([]);
    await page.evaluate(() => (window.location.hash = '#/ledgers'));
    await page.getByPlaceholder('查找台账').fill('保险');
    await expect(page.getByRole('button', { name: '清除' })).toBeVisible();
    expect(await latinNames(page)).toEqual([]);
  });
});
