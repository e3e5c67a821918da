// 上报表 end to end: the blank form is understood, one cell is set by hand, and the saved file holds the numbers.

import { readFileSync } from 'node:fs';

import { expect, test } from '../helpers/e2e.js';
import { read, valuesOf } from '../helpers/read-cells.js';
import { provinceForm } from '../helpers/upward-form.js';

test.use({ begins: 'sample month' });

test('a form of the province is filled from the values of the month', async ({ page, context, ledger }) => {
  test.slow();
  await page.getByRole('navigation').getByRole('button', { name: '汇总表' }).click();
  await page.getByRole('list', { name: '汇总表' }).getByRole('button', { name: '上报表' }).click();
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: '选择空白表' }).first().click(),
  ]);
  await chooser.setFiles({
    name: '全省知识产权上报表.xlsx',
    mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    buffer: provinceForm(),
  });
  const sheet = page.getByRole('grid', { name: '原表' });
  await expect(sheet.locator('[data-cell="C5"]')).toHaveText('168');
  await expect(sheet.locator('[data-cell="F5"]')).toHaveText('2.233018');

  await test.step('a cell by hand, with pinyin initials', async () => {
    await page.getByText('全市', { exact: true }).click();
    await sheet.locator('[data-cell="C6"]').click();
    await page.getByLabel('指标').click();
    await page.keyboard.type('sbsql');
    await expect(page.locator('.ant-select-item-option-active')).toContainText('商标申请量');
    await page.keyboard.press('Enter');
    await expect(sheet.locator('[data-cell="C6"]')).toHaveText('9099');
  });

  await test.step('renamed in two windows', async () => {
    const other = await context.newPage();
    await other.goto(`http://127.0.0.1:${ledger.port}/#/tables/upward`);
    const open = async (tab: typeof page): Promise<void> => {
      await tab.getByRole('button', { name: '更多' }).click();
      await tab.getByRole('menuitem', { name: '改名' }).click();
    };
    const rename = async (tab: typeof page, name: string): Promise<void> => {
      await tab.getByRole('dialog').getByLabel('名称').fill(name);
      await tab.getByRole('dialog').getByRole('button', { name: '改名' }).click();
    };
    await open(page);
    await open(other);
    await rename(other, '省局月报');
    await expect(page.getByRole('list', { name: '上报表' })).toContainText('省局月报');
    await rename(page, '全省月报');
    await expect(page.getByText(/打开之后，“.*”改过同样的内容/)).toBeVisible();
    // A key that comes while Chromium closes the other tab is lost now and then; behind the other tab nothing moves, and a dialog
    // that closes stays in sight.
    await page.bringToFront();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
    await other.close();
  });

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '填写并保存' }).click(),
  ]);
  const book = read(readFileSync(await download.path()));
  expect(valuesOf(book)).toMatchObject({ C5: 168, F5: 2.233018, F12: 4.483018, C12: null });
  expect(valuesOf(book, 1)).toMatchObject({ C6: 9099 });
  await expect(page.getByText(/填后重新读取核对一致/)).toBeVisible();
});
