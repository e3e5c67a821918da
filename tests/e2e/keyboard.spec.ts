// Without a mouse: pages, palette, periods, movement and copy in the grid, figures of the selection, Esc from inside out.

import { expect, test } from '../helpers/e2e.js';
import { findingsOfPage } from '../helpers/look.js';

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

// Each test starts a host of its own, and opens its first page.
test.beforeEach(({ ledger }) => expect(ledger.port).toBeGreaterThan(0));

test('the grid is walked, summed and copied by keys alone', async ({ page }) => {
  await page.getByRole('button', { name: /导入示例数据/ }).press('Enter');
  await page.getByRole('button', { name: '接收全部无问题的（18）' }).press('Enter');
  await expect(page.getByText(/已接收18个文件.*另有1个文件还没有接收/)).toBeVisible();

  await page.keyboard.press('Alt+3');
  const grid = page.getByRole('grid', { name: '统计数据' });
  await grid.focus();
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  const bar = page.getByRole('contentinfo', { name: '状态栏' });
  await expect(bar).toContainText('计数 3');
  await expect(bar).toContainText('求和 236');
  await expect(bar).toContainText('平均 78.67');
  await page.keyboard.press('Control+c');
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/^168\r?\n46\r?\n22$/);

  await page.keyboard.press('Enter');
  const panel = page.getByRole('complementary', { name: '来源' });
  await expect(panel).toContainText('滕州市 · 发明专利授权量');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('tzs');
  await expect(page.getByRole('option', { name: /滕州市/ })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(grid).toBeFocused();
  await expect(panel).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(panel).toBeHidden();

  await page.getByRole('button', { name: '尚未备份' }).press('Enter');
  await expect(page.getByRole('heading', { name: '备份与恢复' })).toBeVisible();
  await page.keyboard.press('Alt+3');

  // The panel takes its width from the grid: the number that it speaks of stays in sight.
  await grid.focus();
  await page.keyboard.press('Control+Home');
  for (let n = 0; n < 9; n += 1) await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await expect(panel).toBeVisible();
  await expect(grid.locator('.value-cell.is-current')).toBeInViewport({ ratio: 1 });
  await page.keyboard.press('Escape');

  const period = page.getByRole('group', { name: '统计期间' });
  await page.keyboard.press(']');
  await expect(period).toContainText('2022年1—8月');
  await page.keyboard.press('[');
  await expect(period).toContainText('2022年1—7月');

  // The board opens with the month at work under the keys, and gives them back.
  await period.getByRole('button', { name: '2022年1—7月' }).press('Enter');
  await expect(page.getByRole('button', { name: /^7月/ })).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await expect(period).toContainText('2022年1—4月');
  await expect(period.getByRole('button', { name: '2022年1—4月' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: /^4月/ })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: /^4月/ })).toBeHidden();
  for (let month = 5; month <= 7; month += 1) await page.keyboard.press(']');
  await expect(period).toContainText('2022年1—7月');

  await page.keyboard.press('F1');
  await expect(page.getByRole('dialog', { name: '快捷键' })).toContainText('统计数据页');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Alt+4');
  await expect(page.getByRole('article', { name: /第1页/ })).toBeVisible();
});

const ROUTES = [
  'home',
  'import',
  'import/board',
  'values',
  'values/charts',
  'values/insights',
  'values/places',
  'targets',
  'targets/split',
  'targets/schemes',
  'tables',
  'tables/upward',
  'tables/final',
  'ledgers/enterprises',
  'ledgers/enterprises/duplicates',
  'ledgers/reconcile',
  'ledgers/reminders',
  'settings/sources',
  'settings/units',
  'settings/basis',
  'settings/backup',
  'settings/about',
  ...[
    'population',
    'indicators',
    'tasks',
    'forms',
    'calendar',
    'contacts',
    'new-year',
    'rules',
    'recognition',
    'log',
  ].map((name) => `settings/${name}`),
  // One ledger with rows, one without, the form of a row, and an officer-made one.
  'ledgers',
  'ledgers/subsidy',
  'ledgers/subsidy/1',
  'ledgers/window',
  'ledgers/own1',
  'ledgers/balances',
  'ledgers/worklists',
  'settings/ledgers',
];

test.describe('every page', () => {
  test.use({ begins: 'sample month' });

  for (const { width, height } of [
    { width: 1093, height: 614 }, // 1366×768 with Windows at 125 %
    { width: 1366, height: 768 },
    { width: 1920, height: 1080 },
  ])
    test(`no English, no cut or pale text, no day without a year and no sideways scrolling at ${width}×${height}`, async ({
      page,
    }) => {
      test.slow();
      await page.setViewportSize({ width, height });
      for (const route of ROUTES) {
        await page.evaluate((hash) => (window.location.hash = hash), `#/${route}`);
        await expect(page.locator('h1').first()).toBeVisible();
        const size = await page.evaluate(() => ({
          width: document.documentElement.scrollWidth,
          height: document.documentElement.scrollHeight,
        }));
        expect(size, route).toEqual({ width, height });
        const words = await page.locator('main, nav, header').allInnerTexts();
        expect(
          words.join(' ').match(/\b(loading|no data|cancel|search|select|error|undefined|null|NaN)\b/iu),
          route,
        ).toBeNull();
        await expect.poll(() => page.evaluate(findingsOfPage), { message: route }).toEqual([]);
      }
    });
});
