// Ledger files beside district reports: preview with rows, one row left out, received, its place opened, taken back.

import { expect, test } from '../helpers/e2e.js';

test('the ledgers of the sample are looked at row by row, received and taken back as one step', async ({
  page,
  ledger,
}) => {
  const files = page.getByRole('grid', { name: '本次导入的文件' });
  await test.step('the preview counts rows and asks nothing', async () => {
    await page.getByRole('button', { name: /导入示例数据/ }).click();
    await expect(page.getByRole('button', { name: '接收全部无问题的（18）' })).toBeEnabled();
    await expect(page.getByLabel('待回答的问题')).toHaveCount(0);
    await files.evaluate((element) => element.scrollTo(0, 10_000));
    await expect(files.getByRole('row', { name: /质押融资台账.*专利权质押融资.*台账.*66/ })).toBeVisible();
    await expect(files.getByRole('row', { name: /非正常专利申请第二批.*需核实 1/ })).toBeVisible();
  });

  await test.step('a row is shown field by field beside its cells, and one is left out', async () => {
    await files
      .getByRole('row', { name: /质押融资台账/ })
      .getByRole('button', { name: '对照查看' })
      .click();
    const understood = page.getByRole('grid', { name: '识别结果' });
    await understood.getByRole('row', { name: /滕州鼎盛机械制造有限公司/ }).click();
    const sheet = page.getByRole('grid', { name: '原表' });
    await expect(sheet.locator('[aria-selected="true"]')).toHaveText('滕州市');
    await page.getByRole('button', { name: 'F3', exact: true }).click();
    await expect(sheet.locator('[aria-selected="true"]')).toHaveText('490');
    await expect(page.locator('.row-card')).toContainText('融资金额 490.00');
    await understood.getByRole('checkbox', { name: '接收第3行' }).click();
    await expect(understood.getByRole('row', { name: /滕州鼎盛机械制造有限公司/ })).toContainText('不接收');
    await page.keyboard.press('Escape');
  });

  await test.step('only this file is received', async () => {
    await files.getByRole('checkbox', { name: /专利权质押融资台账/ }).click();
    await page.getByRole('button', { name: '接收所选（1）' }).click();
    await expect(page.getByText('已接收1个文件，登记65条台账记录，1行选定不接收。')).toBeVisible();
  });

  await test.step('one undo takes all of it back', async () => {
    await page.getByRole('button', { name: '撤销这次接收' }).click();
    await expect(page.getByText('已撤销这次接收（1个文件）')).toBeVisible();
  });

  await test.step('in the ledger a whole file comes back by key, and goes only when the officer says so', async () => {
    await page.evaluate(() => (window.location.hash = '#/ledgers/pledge'));
    await expect(page.getByText('共0条')).toBeVisible();
    await page.keyboard.press('Control+y');
    await expect(page.getByText('共65条')).toBeVisible();
    await page.keyboard.press('Control+z');
    const question = page.getByRole('dialog', { name: /^撤销：导入/ });
    await expect(question).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(question).toBeHidden();
    await expect(page.getByText('共65条')).toBeVisible();
  });
  expect(ledger.output()).not.toContain('bug.unexpected');
});
