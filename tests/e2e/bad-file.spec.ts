// Bad files: refused in words, or received in part after an explicit choice. Nothing of a refused file is stored.

import { expect, test } from '../helpers/e2e.js';

const FAULTY = new URL('../fixtures/zaozhuang-2022-07/faulty/', import.meta.url);

// Each test starts a host of its own, and opens its first page.
test.beforeEach(({ ledger }) => expect(ledger.port).toBeGreaterThan(0));

test('a damaged file is refused in plain words and changes nothing', async ({ page }) => {
  await page.getByRole('button', { name: /导入示例数据/ }).click();
  await page.getByRole('button', { name: '接收全部无问题的（11）' }).click();
  await expect(page.getByText(/已接收11个文件/)).toBeVisible();
  await page.getByRole('button', { name: /完成，导入其他文件/ }).click();

  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: '选择文件…' }).click();
  await (
    await chooser
  ).setFiles({
    name: '滕州市8月.xlsx',
    mimeType: 'application/octet-stream',
    buffer: Buffer.from('PK\u0003\u0004不完整'),
  });
  const row = page.getByRole('row', { name: /滕州市8月/ });
  await expect(row).toContainText('不能导入');
  await expect(page.getByRole('region', { name: '所选文件的审核问题' })).toContainText('没有导入任何内容');
  await expect(page.getByRole('button', { name: /接收全部无问题的（0）/ })).toBeDisabled();
  await expect(row.getByRole('checkbox')).toHaveCount(0);
});

test('a file with wrong cells is received in part only after the officer says so', async ({ page }) => {
  await page.getByRole('button', { name: /导入示例数据/ }).click();
  await page.getByRole('button', { name: '接收全部无问题的（11）' }).click();
  await expect(page.getByText(/已接收11个文件/)).toBeVisible();
  await page.getByRole('button', { name: /完成，导入其他文件/ }).click();

  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: '选择文件…' }).click();
  await (await chooser).setFiles(decodeURIComponent(new URL('薛城区更正表（有误）.xlsx', FAULTY).pathname));
  const row = page.getByRole('row', { name: /薛城区更正表/ });
  await expect(row).toContainText('必改');
  await expect(page.getByRole('button', { name: /接收全部无问题的（0）/ })).toBeDisabled();
});
