// Units with names of twenty characters: what is beside a name is still to be read on the smallest screen of an office.

import type { Locator } from '@playwright/test';

import { expect, test } from '../helpers/e2e.js';
import { setUpOffice } from '../helpers/first-steps.js';

const UNITS = [
  '示例市滨海新城国家级经济技术开发区管委会',
  '示例市东湖高新技术产业开发区知识产权中心',
  '示例市空港综合保税区与物流园区管理委员会',
];

const csv = (name: string, rows: (string | number)[][]) => ({
  name: `${name}.csv`,
  mimeType: 'text/csv',
  buffer: Buffer.from(`\uFEFF${rows.map((row) => row.join(',')).join('\r\n')}\r\n`),
});

const report = (unit: string, n: number) =>
  csv(`${unit}2022年7月知识产权工作情况统计表`, [
    ['2022年1-7月知识产权工作情况统计表'],
    [`填报单位：${unit}`],
    ['序号', '指标名称', '计量单位', '1-7月累计', '去年同期累计'],
    [1, '专利授权量', '件', 400 * n, 500 * n],
    [2, '专利权质押融资金额', '万元', 41_000.5 * n, 30_000 * n],
  ]);

const LEDGER = csv('2022年专利权质押融资台账', [
  ['县（区）', '出质人', '质权人', '融资金额（万元）', '登记日期'],
  ...UNITS.map((unit, n) => [unit, `示例第${n}有限公司`, '工商银行', 412_345.67, `2022-03-0${n + 1}`]),
]);

/** Inside of its own box and of the box around it: nothing hangs out, nothing is cut. */
async function expectWhole(cell: Locator): Promise<void> {
  await expect(cell).toBeVisible();
  const cut = await cell.evaluate(
    (element) =>
      [element, ...element.querySelectorAll('*')].filter(
        (one) => one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 0,
      ).length,
  );
  expect(cut, await cell.innerText()).toBe(0);
}

test('periods and numbers beside long names are whole', async ({ page, ledger }) => {
  expect(ledger.port).toBeGreaterThan(0);
  await setUpOffice(page, UNITS.join('\n'));
  await page.keyboard.press('Alt+2');
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: '选择文件…' }).press('Enter');
  await (await chooser).setFiles([...UNITS.map((unit, n) => report(unit, n + 1)), LEDGER]);
  const files = page.getByRole('grid', { name: '本次导入的文件' });
  await expect(files).toContainText('专利权质押融资');
  for (const period of await files.getByText('2022年1—7月').all()) await expectWhole(period);
  await page.getByRole('button', { name: '接收全部无问题的（4）' }).click();
  await expect(page.getByText(/已接收4个文件/)).toBeVisible();

  await page.evaluate(() => (window.location.hash = '#/ledgers/reconcile'));
  const compared = page.getByRole('grid', { name: '核对结果' });
  const difference = compared.getByText('-371345.17');
  await expectWhole(difference);
});
