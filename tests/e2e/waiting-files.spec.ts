// Files that wait in 报送导入 are there until they are received or put aside: after the host has ended at once, and where another tab
// of the browser chooses more.

import { appendFileSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

import type { Page } from '@playwright/test';

import { expect, ROOT, test } from '../helpers/e2e.js';
import { setUpOffice } from '../helpers/first-steps.js';
import { startLoopback } from '../helpers/loopback.js';
import { uploadFolder } from '../../electron/bridge/uploads.js';

const DISTRICTS = join(ROOT, 'tests', 'fixtures', 'zaozhuang-2022-07', 'districts');

async function choose(page: Page, ...names: string[]): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: '选择文件…' }).click();
  await (await chooser).setFiles(names.map((name) => join(DISTRICTS, name)));
}

test('a file that waits is received after the program was ended at once and started again', async ({ page }) => {
  const dataDir = test.info().outputPath('data');
  const first = await startLoopback({ dataDir });
  await page.goto(first.url);
  await setUpOffice(page, '峄城区');
  await page.keyboard.press('Alt+2');
  await choose(page, '峄城区.xlsx');
  await expect(page.getByRole('button', { name: /接收全部无问题的（1）/ })).toBeEnabled();
  process.kill(first.pid, 'SIGKILL');
  await first.stop();

  const second = await startLoopback({ dataDir });
  await page.goto(second.url);
  await page.getByRole('button', { name: /^报送导入/ }).click();
  await page.getByRole('button', { name: /接收全部无问题的（1）/ }).click();
  await expect(page.getByText(/已接收1个文件/)).toBeVisible();
  await second.stop();
});

test('files that another tab chooses go beside those that wait', async ({ page, context, ledger }) => {
  await setUpOffice(page, '峄城区\n高新区');
  const other = await context.newPage();
  await other.goto(`http://127.0.0.1:${ledger.port}/`);
  for (const tab of [page, other]) {
    await tab.getByRole('button', { name: /^报送导入/ }).click();
    await expect(tab.getByRole('button', { name: '选择文件…' })).toBeVisible();
  }
  await choose(page, '峄城区.xlsx');
  await expect(page.getByRole('row', { name: /峄城区\.xlsx/ })).toBeVisible();

  await choose(other, '高新区知识产权月报.xlsx');
  for (const name of ['峄城区.xlsx', '高新区知识产权月报.xlsx'])
    await expect(other.getByRole('row', { name: basename(name) })).toBeVisible();
});

test('a receiving that ends half-way shows what it has received, and the rest still waits', async ({
  page,
  ledger,
}) => {
  await setUpOffice(page, '峄城区\n台儿庄区');
  await page.keyboard.press('Alt+2');
  const [first, last] = ['台儿庄区_export_20220803.xls', '峄城区.xlsx'];
  await choose(page, first, last);
  const row = (name: string) => page.getByRole('row', { name });
  const receiveAll = page.getByRole('button', { name: /接收全部无问题的/ });
  await expect(receiveAll).toHaveText('接收全部无问题的（2）');
  const folder = uploadFolder(ledger.dataDir);
  const bytes = readFileSync(join(DISTRICTS, last));
  const copy = readdirSync(folder).find((name) => readFileSync(join(folder, name)).equals(bytes));
  appendFileSync(join(folder, copy!), 'changed');

  await receiveAll.click();
  await expect(page.getByText(`文件“${last}”的内容已修改`)).toBeVisible();
  await expect(page.getByText(/已接收1个文件，保存\d+个数值。另有1个文件还没有接收。/)).toBeVisible();
  await expect(row(first)).toContainText('已接收');
  await expect(row(last)).toContainText('待接收');
  await expect(receiveAll).toHaveText('接收全部无问题的（1）');
  await page.getByRole('button', { name: '撤销这次接收' }).click();
  await expect(page.getByText('已撤销这次接收（1个文件）')).toBeVisible();
});
