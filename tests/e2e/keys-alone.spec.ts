// A month without a mouse, where lists, menus and paper would stand in the way of Tab.

import { expect, test } from '../helpers/e2e.js';

const FIXTURES = new URL('../fixtures/zaozhuang-2022-07/', import.meta.url);
const file = (name: string): string => decodeURIComponent(new URL(name, FIXTURES).pathname);

test.use({ begins: 'sample month' });
// Each test starts a host of its own, and opens its first page.
test.beforeEach(({ ledger }) => expect(ledger.port).toBeGreaterThan(0));

test('a page opened by key has the keys, and Tab goes to its first button', async ({ page }) => {
  await page.getByRole('navigation', { name: '主导航' }).getByRole('button', { name: '首页' }).focus();
  await page.keyboard.press('Alt+2');
  await expect(page.getByRole('heading', { name: '报送导入' })).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: '导入报表' })).toBeFocused();
});

test('Tab goes through the current row of a list and on, and the list is left at the file looked at last', async ({
  page,
}) => {
  await page.keyboard.press('Alt+2');
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: '选择文件…' }).press('Enter');
  await (
    await chooser
  ).setFiles([
    file('districts/市中区7月报表.xls'),
    file('faulty/薛城区更正表（有误）.xlsx'),
    file('districts/峄城区.xlsx'),
  ]);
  const files = page.getByRole('grid', { name: '本次导入的文件' });
  await expect(files).toBeFocused();
  // Two files are as they were; the third asks.
  await expect(page.getByRole('button', { name: '报送导入' })).toContainText('1');
  await page.keyboard.press('End');
  const row = files.getByRole('row', { selected: true });
  await expect(row).toContainText('峄城区');
  await page.keyboard.press('Tab');
  await expect(row.getByRole('checkbox')).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(row.getByRole('button', { name: '对照查看' })).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(files.locator(':focus')).toHaveCount(0);
  await row.getByRole('button', { name: '对照查看' }).press('Enter');
  await expect(page.getByRole('heading', { name: '对照查看' })).toBeVisible();
  await page.keyboard.press('Alt+ArrowUp');
  await expect(page.getByRole('main')).toContainText('薛城区更正表');
  await page.keyboard.press('Escape');
  await expect(files.getByRole('row', { selected: true })).toContainText('薛城区更正表');
});

test('a menu has the keys once it is open, and gives them back to its button', async ({ page }) => {
  await page.evaluate(() => (window.location.hash = '#/values/charts'));
  const button = page.getByRole('button', { name: '导出图片' });
  await expect(button).toBeEnabled();
  await button.press('Enter');
  await expect(page.getByRole('menuitem', { name: 'PNG 图片' })).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('menuitem', { name: 'SVG 图片' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('menuitem').first()).toBeHidden();
  await expect(button).toBeFocused();
  const saved = page.waitForEvent('download');
  await button.press('Enter');
  await expect(page.getByRole('menuitem', { name: 'PNG 图片' })).toBeFocused();
  await page.keyboard.press('Enter');
  expect((await saved).suggestedFilename()).toMatch(/\.png$/);
  await expect(button).toBeFocused();
});

test('the arrows go from number to number on the paper, Tab past them to what stands beside it', async ({ page }) => {
  await page.keyboard.press('Alt+4');
  const paper = page.getByRole('group', { name: '表', exact: true });
  await expect(page.getByRole('article', { name: /第1页/ })).toBeVisible();
  await page.getByRole('button', { name: /^表样/ }).focus();
  await page.keyboard.press('Tab');
  const focused = page.locator(':focus');
  await expect(focused).toHaveText('4132'); // 全市 专利授权量
  await page.keyboard.press('ArrowDown');
  await expect(focused).toHaveText('1813'); // 滕州市
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('complementary', { name: '来源' })).toContainText('滕州市');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Tab');
  await expect(paper.locator(':focus')).toHaveCount(0);
  await page.keyboard.press('Shift+Tab');
  // Back on the number whose source was shown.
  await expect(paper.locator('button:focus')).toHaveCount(1);
  await page.keyboard.press('Shift+Tab');
  await expect(page.getByRole('button', { name: /^表样/ })).toBeFocused();
});

test('a choice that was clicked leaves the keys to the page', async ({ page }) => {
  await page.evaluate(() => (window.location.hash = '#/values'));
  const main = page.getByRole('main');
  await expect(page.getByRole('gridcell', { name: '1813', exact: true })).toBeVisible();
  await page.getByText('同比(%)', { exact: true }).click();
  await page.keyboard.press('[');
  await expect(main).toContainText('2022年1—6月');
  await page.getByRole('checkbox', { name: '显示没有数据的指标' }).click();
  await page.keyboard.press(']');
  await expect(main).toContainText('2022年1—7月');
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: '快捷键' })).toBeVisible();
});
