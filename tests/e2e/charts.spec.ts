// 图表: every kind is drawn from the sample, its numbers lead to their source, and it leaves as files.

import { readFileSync } from 'node:fs';

import { expect, test } from '../helpers/e2e.js';

test.use({ begins: 'sample month' });

test('charts of the sample are drawn, explained and saved', async ({ page, ledger }) => {
  expect(ledger.port).toBeGreaterThan(0);
  await page.getByRole('navigation').getByRole('button', { name: '统计数据' }).click();
  await page.getByRole('list', { name: '统计数据' }).getByRole('button', { name: '图表' }).click();

  const kinds = page.getByRole('toolbar', { name: '图表内容' });
  for (const kind of ['逐月走势', '历年同期', '占比', '热力表', '目标进度', '散点', '排名与目标']) {
    await kinds.getByText(kind, { exact: true }).click();
    await expect(page.locator('.chart-box canvas').first()).toBeVisible();
  }
  const numbers = page.getByRole('table', { name: /的数据$/ });
  await expect(numbers.getByRole('row', { name: /^1 滕州市/ })).toContainText('168');
  await numbers.getByRole('button', { name: '168', exact: true }).click();
  await expect(page.getByRole('complementary', { name: /来源/ })).toContainText('E6');

  const saved: Record<string, Buffer> = {};
  for (const [format, item] of [
    ['png', 'PNG 图片'],
    ['svg', 'SVG 图片'],
    ['pdf', 'PDF'],
  ] as const) {
    await page.getByRole('button', { name: /^导出图片/ }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: item }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(new RegExp(`排名\\.${format}$`));
    saved[format] = readFileSync(await download.path());
  }
  expect(saved.png!.subarray(1, 4).toString()).toBe('PNG');
  expect(saved.svg!.toString()).toContain('枣庄高新区');
  expect(saved.pdf!.subarray(0, 4).toString()).toBe('%PDF');
});
