// A patent that moves to another 填报单位: said above the grid when it is stored, in the form of the row for good, and put right.

import type { Page } from '@playwright/test';

import { expect, test } from '../helpers/e2e.js';

test.use({ permissions: ['clipboard-read', 'clipboard-write'], viewport: { width: 1366, height: 768 } });

const cell = (page: Page, row: number, column: number) =>
  page.locator(`.ledger-row[aria-rowindex="${row + 3}"] [aria-colindex="${column + 2}"]`);

test.beforeEach(({ ledger }) => expect(ledger.port).toBeGreaterThan(0));

test('a changed unit counts from the month at work on; another month or a correction is one click away', async ({
  page,
}) => {
  await page.getByRole('button', { name: /导入示例数据/ }).click();
  await expect(page.getByText(/接收全部无问题/)).toBeVisible();
  await page.getByRole('button', { name: '台账', exact: true }).click();
  await page.getByRole('button', { name: '专利明细' }).click();
  await expect(page.getByRole('grid', { name: '专利明细' })).toBeVisible();
  const lines = [
    ['专利号', '专利名称', '专利权人', '区（市）', '授权公告日'],
    ['202210123401.0', '甲', '甲公司', '滕州市', '2022-03-01'],
    ['202210123403.X', '乙', '乙公司', '滕州市', '2022-04-10'],
  ];
  await page.evaluate((text) => navigator.clipboard.writeText(text), lines.map((line) => line.join('\t')).join('\r\n'));
  await page.keyboard.press('Control+v');
  await expect(page.getByText('共2条')).toBeVisible();
  // Columns out of sight are not drawn: by key to the unit.
  const unit = 7;
  await cell(page, 0, 0).click();
  for (let n = 0; n < unit; n += 1) await page.keyboard.press('ArrowRight');
  await page.keyboard.type('薛城区');
  await page.keyboard.press('Enter');
  const said = page.getByRole('status', { name: '改属其他填报单位的行' });
  await expect(said).toContainText('1条记录的填报单位已改：2022年7月起计入薛城区，以前各月仍计入滕州市。');
  await expect(cell(page, 0, unit)).toHaveText('薛城区改属');
  await expect(cell(page, 0, unit)).toHaveAttribute('title', '曾属填报单位：滕州市（至2022年6月）');
  // Back in the same month it never moved, and nothing says so any more.
  await cell(page, 0, unit).click();
  for (const name of ['滕州市', '薛城区']) {
    await page.keyboard.type(name);
    await page.keyboard.press('Enter');
    await expect(said).toBeVisible({ visible: name === '薛城区' });
    await cell(page, 0, unit).click();
  }
  await said.getByRole('button', { name: '改月份…' }).click();
  const dialog = page.getByRole('dialog', { name: '改属其他填报单位的月份' });
  await dialog.getByRole('combobox', { name: '改属月份：月' }).click();
  await page.getByTitle('5月', { exact: true }).click();
  await dialog.getByRole('button', { name: '确定' }).click();
  await expect(cell(page, 0, unit)).toHaveAttribute('title', '曾属填报单位：滕州市（至2022年4月）');
  await cell(page, 0, unit).click();
  await page.keyboard.press('Control+Enter');
  const panel = page.getByRole('complementary', { name: '这一行的详情' });
  await expect(panel.getByRole('region', { name: '曾属填报单位' })).toContainText('滕州市至2022年4月');
  await panel.getByRole('region', { name: '曾属填报单位' }).getByRole('button', { name: '更改…' }).click();
  await dialog.getByRole('radio', { name: /原登记有误/ }).click();
  await dialog.getByRole('button', { name: '确定' }).click();
  await expect(panel.getByRole('region', { name: '曾属填报单位' })).toBeHidden();
  await panel.getByRole('button', { name: '关闭详情' }).click();
  await expect(cell(page, 0, unit)).toHaveText('薛城区');
});
