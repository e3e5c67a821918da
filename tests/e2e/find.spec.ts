// Ctrl+K finds what was recorded: a ledger by its initials, a row by a word in it, an enterprise by its initials.

import { expect, test } from '../helpers/e2e.js';

test.use({ begins: 'sample office', permissions: ['clipboard-read', 'clipboard-write'] });

test('a row that was recorded is found again with a few letters', async ({ page, ledger }) => {
  expect(ledger.port).toBeGreaterThan(0);
  await page.keyboard.press('Control+k');
  await page.keyboard.type('zlbx');
  await page.getByRole('option', { name: '台账 专利保险' }).click();
  await expect(page.getByRole('grid', { name: '专利保险' })).toBeVisible();
  const row = ['滕州市', '滕州威达机床有限公司', '', '人保财险', '', 'PZ2022-7', '3', '', '0.5', '', '', '2022-07-05'];
  await page.evaluate((text) => navigator.clipboard.writeText(text), row.join('\t'));
  await page.keyboard.press('Control+v');
  await expect(page.getByText('共1条')).toBeVisible();

  await page.evaluate(() => (window.location.hash = '#/home'));
  await page.keyboard.press('Control+k');
  await page.keyboard.type('人保财险');
  await expect(page.getByRole('option')).toHaveText([/专利保险.*滕州威达机床有限公司.*保险公司：人保财险/]);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: '滕州威达机床有限公司' })).toBeVisible();

  await page.keyboard.press('Control+k');
  await page.keyboard.type('wdjc');
  await page.getByRole('option', { name: /^企业.*滕州威达机床有限公司/ }).click();
  await expect(page.getByLabel('基本情况')).toBeVisible();
  expect(ledger.output()).not.toContain('bug.unexpected');
});
