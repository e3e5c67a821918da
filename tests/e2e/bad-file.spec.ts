// Bad files: refused in words, or received in part after an explicit choice. Nothing of a refused file is stored.

import { isCall } from '../helpers/calls-on-their-way.js';
import { expect, test } from '../helpers/e2e.js';
import { setUpOffice } from '../helpers/first-steps.js';
import { readQuestion } from '../helpers/reading-time.js';

const FAULTY = new URL('../fixtures/zaozhuang-2022-07/faulty/', import.meta.url);

// Each test starts a host of its own, and opens its first page.
test.beforeEach(({ ledger }) => expect(ledger.port).toBeGreaterThan(0));

test.describe('with the files of a month', () => {
  test.use({ begins: 'sample month' });

  test('a damaged file is refused in plain words and changes nothing', async ({ page }) => {
    await page.keyboard.press('Alt+2');
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
    // Said once: the reason of the refusal is its finding.
    await expect(page.getByRole('region', { name: '所选文件的审核问题' }).getByText(/没有导入任何内容/)).toHaveCount(1);
    await expect(page.getByRole('button', { name: /接收全部无问题的（0）/ })).toBeDisabled();
    await expect(row.getByRole('checkbox')).toHaveCount(0);
  });
});

test('a file with wrong cells is received in part only after the officer says so', async ({ page }) => {
  await setUpOffice(page, '薛城区');
  await page.keyboard.press('Alt+2');

  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: '选择文件…' }).click();
  await (await chooser).setFiles(decodeURIComponent(new URL('薛城区更正表（有误）.xlsx', FAULTY).pathname));
  const row = page.getByRole('row', { name: /薛城区更正表/ });
  await expect(row).toContainText('有必改问题');
  await expect(page.getByRole('button', { name: '接收全部无问题的（0）' })).toBeDisabled();

  await row.getByRole('button', { name: '对照查看' }).click();
  await page.getByRole('tab', { name: /审核问题/ }).click();
  await page.getByRole('button', { name: /约十几件/ }).click();
  await expect(page.getByRole('grid', { name: '原表' }).locator('[aria-selected="true"]')).toHaveText('约十几件');
  await page.keyboard.press('Escape');

  await row.getByRole('checkbox').check();
  await page.getByRole('button', { name: '接收所选（1）' }).click();
  const question = page.getByRole('dialog');
  await expect(question).toContainText('10个单元格不采用');
  // Enter keeps the safe choice, once there was time to read it (focus.spec).
  await expect(question.getByRole('button', { name: '取消' })).toBeFocused();
  await readQuestion(page);
  await page.keyboard.press('Enter');
  await expect(question).toBeHidden();
  await expect(row).toContainText('有必改问题');

  await page.getByRole('button', { name: '接收所选（1）' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '接收其余数值' }).click();
  await expect(page.getByText(/已接收1个文件，保存\d+个数值.*10个未采用/)).toBeVisible();
});

test('a file that states no period is asked about and then received', async ({ page }) => {
  await setUpOffice(page, '薛城区\n山亭区');
  await page.keyboard.press('Alt+2');
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: '选择文件…' }).click();
  const text =
    '﻿薛城区知识产权工作情况\n指标名称,计量单位,累计\n专利授权量,件,12\n发明专利授权量,件,5\n商标注册量,件,7\n';
  await (await chooser).setFiles({ name: '薛城区.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
  const question = page.getByRole('region', { name: '待回答的问题' });
  await question.getByRole('textbox').fill('2022-07');
  await question.getByRole('button', { name: '确定' }).click();
  await page.getByRole('button', { name: '接收全部无问题的（1）' }).click();
  await expect(page.getByText('已接收1个文件，保存3个数值。')).toBeVisible();
  await expect(page.getByRole('group', { name: '统计期间' })).toContainText('2022年1—7月');
});

test('a failure told before the files were read leaves the buttons below them free', async ({ page }) => {
  await setUpOffice(page, '薛城区');
  await page.keyboard.press('Alt+2');
  const read = async (): Promise<void> => {
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: '选择文件…' }).click();
    await (await chooser).setFiles(decodeURIComponent(new URL('薛城区更正表（有误）.xlsx', FAULTY).pathname));
  };
  await page.route('**/call', (route) => (isCall(route.request(), 'import.plan') ? route.abort() : route.fallback()));
  await read();
  await expect(page.getByText('这一步没有完成')).toBeVisible();
  await page.unroute('**/call');
  await read();
  await page
    .getByRole('row', { name: /薛城区更正表/ })
    .getByRole('checkbox')
    .check();
  // Covered by the notice, which stays, the click would not arrive.
  await page.getByRole('button', { name: '接收所选（1）' }).click();
  await expect(page.getByRole('dialog')).toContainText('部分接收');
  await expect(page.getByText('这一步没有完成')).toBeVisible();
});
