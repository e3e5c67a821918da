// Answers that take long: what stands on the page meanwhile must not be read as the answer.

import { expect, test } from '../helpers/e2e.js';
import { receiveSample } from '../helpers/first-steps.js';

test.beforeEach(({ ledger }) => expect(ledger.port).toBeGreaterThan(0));

test('numbers of one period do not stand below the name of another while those are on their way, nor where they never come', async ({
  page,
}) => {
  await receiveSample(page);
  await page.evaluate(() => (window.location.hash = '#/values'));
  // 专利授权量 of 滕州市 until July.
  const ofJuly = page.getByRole('gridcell', { name: '1813', exact: true });
  await expect(ofJuly).toBeVisible();

  let answer: 'late' | 'never' = 'late';
  await page.route('**/call', async (route) => {
    if (route.request().postData()?.includes('"values.grid"') !== true) return route.fallback();
    if (answer === 'never') return route.abort();
    await new Promise((go) => setTimeout(go, 2500));
    return route.fallback();
  });
  await page.locator('body').press('[');
  await expect(page.getByText('2022年1—6月').first()).toBeVisible();
  await expect(ofJuly).toBeHidden({ timeout: 1500 });
  await page.locator('body').press(']');
  await expect(ofJuly).toBeVisible();

  answer = 'never';
  await page.locator('body').press('[');
  await expect(ofJuly).toBeHidden();
  await expect(page.getByRole('alert')).toBeVisible();

  // Loaded again the page is still in that month: another would look the same.
  await page.unroute('**/call');
  await page.reload();
  await expect(page.getByText('2022年1—6月').first()).toBeVisible();
  await expect(ofJuly).toBeHidden();
});
