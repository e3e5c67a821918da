// What an officer does before the subject of an end-to-end test begins: an office of one's own, or the sample month received.

import { expect, type Page } from '@playwright/test';

/** Sets up an office with these 填报单位, one per line. Ends on 首页. */
export async function setUpOffice(page: Page, units: string): Promise<void> {
  await page.getByRole('button', { name: /建立我的单位/ }).click();
  await page.getByLabel('本单位名称').fill('枣庄市市场监督管理局');
  await page.getByLabel(/填报单位：每行一个/).fill(units);
  await page.getByRole('button', { name: '建立', exact: true }).click();
  await expect(page.getByText(/已有数据 0/)).toBeVisible();
}

/** One of the nineteen has a 需核实: without it eighteen are received, with it they all are. */
export async function receiveAllNineteen(page: Page): Promise<void> {
  await page.getByRole('button', { name: '连同需核实的（19）' }).click();
  await page.getByRole('button', { name: '接收这19个文件' }).click();
}

/** Receives the nineteen files of the sample month. Ends on 报送导入. */
export async function receiveSample(page: Page): Promise<void> {
  await page.getByRole('button', { name: /导入示例数据/ }).click();
  await receiveAllNineteen(page);
  await expect(page.getByText(/已接收19个文件/)).toBeVisible();
}
