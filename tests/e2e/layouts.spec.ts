// A table of one's own, from nothing to a final copy that stays what it was: designer, 定稿, correction, 定稿后变动, lock.

import { expect as soon, test } from '../helpers/e2e.js';

// Recomputing what was finalised takes long where other programs have the processor: the limit only says when to give up.
const expect = soon.configure({ timeout: 45_000 });

// Dialogs come and go at once: while one fades out under load, two are on the page, and a click may meet the wrong one.
test.use({ begins: 'sample month', contextOptions: { reducedMotion: 'reduce' } });

test('an officer builds a table by keyboard, finalises it, and a locked period refuses changes', async ({
  page,
  ledger,
}) => {
  test.slow();
  await page.getByRole('navigation').getByRole('button', { name: '汇总表' }).click();

  await test.step('build a table of four columns by keyboard', async () => {
    await page.getByRole('button', { name: '新建表样' }).click();
    const search = page.getByLabel('查找指标');
    const columns = page.getByRole('listbox', { name: '栏目' });
    for (const [at, query] of ['zlzyrzdjxms', '质押金额', 'Y03', 'Y04'].entries()) {
      await search.fill(query);
      await expect(page.getByRole('listbox', { name: '指标' }).getByRole('option').first()).toBeVisible();
      await page.keyboard.press('Enter');
      await expect(columns.getByRole('option')).toHaveCount(at + 1);
    }
    await page.getByLabel('表名').fill('【统计期间】【全市】质押融资情况（自建）');
    await columns.focus();
    await page.keyboard.press('Alt+ArrowUp');
    await expect(columns.getByRole('option').nth(2)).toContainText('质押发明');
    await page.getByLabel('同比(%)').check();
    const paper = page.getByRole('article', { name: /第1页/ });
    await expect(paper).toContainText('2022年1—7月全市质押融资情况（自建）');
    await expect(paper.getByRole('row', { name: /^全市/ })).toContainText('44830.18');
    await expect(paper.getByRole('row', { name: /^全市/ })).toContainText('293.3');
    await page.keyboard.press('Control+s');
    await expect(page.getByLabel('我的表样').getByRole('button')).toContainText('质押融资情况（自建）');
  });

  await test.step('finalise and issue it', async () => {
    await page.getByRole('button', { name: '定稿', exact: true }).click();
    await page
      .getByRole('dialog', { name: /质押融资情况（自建）/ })
      .getByRole('button', { name: '定稿' })
      .click();
    await expect(page.getByRole('region', { name: '定稿内容' })).toContainText('定稿后变动（0）');
    await page.getByRole('button', { name: '印发', exact: true }).click();
    await page.getByLabel(/发文字号/).fill('枣市监发[2022]9号');
    await page.getByRole('button', { name: '登记' }).click();
    await expect(page.getByText(/应为“枣市监发〔2022〕9号”/)).toBeVisible();
    await page.getByLabel(/发文字号/).fill('枣市监发〔2022〕9号');
    await page.getByLabel('印发日期').fill('2022-02-31');
    await page.getByRole('button', { name: '登记' }).click();
    await expect(page.getByText(/填写一个有的日期/)).toBeVisible();
    await page.getByLabel('印发日期').fill('2022.8.10');
    await page.getByRole('button', { name: '登记' }).click();
    await expect(page.getByRole('dialog')).toBeHidden();
    await expect(page.getByRole('grid', { name: '定稿' })).toContainText('已印发');
  });

  await test.step('印发 is taken back by undo; the period is locked', async () => {
    await page.getByRole('button', { name: /^撤销：印发/ }).click();
    await page
      .getByRole('dialog', { name: /^撤销：印发/ })
      .getByRole('button', { name: '撤销' })
      .click();
    await page.getByRole('button', { name: /^撤销：定稿/ }).waitFor();
    await expect(page.getByRole('grid', { name: '定稿' })).toContainText('未印发');
    await page.getByRole('button', { name: '锁定本期' }).click();
    await page.getByRole('dialog', { name: /锁定/ }).getByRole('button', { name: '锁定本期' }).click();
    await expect(page.getByText('2022年1—7月由')).toBeVisible();
  });

  await test.step('the lock is told where values are entered, before anything is typed', async () => {
    await page.getByRole('navigation').getByRole('button', { name: '统计数据' }).click();
    const notice = page.getByRole('main').getByRole('status').filter({ hasText: '已锁定' });
    await expect(notice).toContainText('本期数值只供查看');
    const cell = page
      .getByRole('row', { name: /^滕州市/ })
      .getByRole('gridcell')
      .nth(1);
    const before = await cell.innerText();
    await cell.click();
    await page.keyboard.press('5');
    await expect(page.locator('.status-notice.is-refused')).toContainText('2022年1—7月已锁定，不能填写');
    await expect(cell).toHaveText(before);
    await expect(page.getByRole('region', { name: '未保存的填写' })).toBeHidden();
    await page.getByRole('button', { name: '登记上级下发数…' }).click();
    const dialog = page.getByRole('dialog', { name: /登记上级下发数/ });
    await expect(dialog).toContainText('本期的上级下发数只供查看');
    await dialog.getByRole('button', { name: '去定稿存档重新打开…' }).click();
    await expect(page.getByRole('button', { name: '重新打开本期' })).toBeVisible();
  });

  await test.step('考核方案 tell of it, too: what is scored by hand still moves the result', async () => {
    await page.evaluate(() => (window.location.hash = '#/targets/schemes'));
    const notice = page.getByRole('main').getByRole('status').filter({ hasText: '已锁定' });
    await expect(notice).toContainText('方案和人工评分的改动仍会改变本期得分');
    await notice.getByRole('button', { name: '去定稿存档重新打开…' }).click();
    await expect(page.getByRole('button', { name: '重新打开本期' })).toBeVisible();
  });

  await test.step('a locked period refuses the undo of its import, with its name', async () => {
    for (const step of [/^撤销：定稿/, /^撤销：新建表样/, /^撤销：导入19个文件/]) {
      await page.getByRole('button', { name: step }).click();
      await page.getByRole('dialog', { name: step }).getByRole('button', { name: '撤销' }).click();
      await expect(page.getByRole('dialog', { name: step })).toBeHidden();
    }
    await expect(page.getByText(/2022年1—7月已锁定/).first()).toBeVisible();
  });

  await test.step('reopened with a reason, which stays on the page', async () => {
    await page.goto(`http://127.0.0.1:${ledger.port}/#/tables/final`);
    await page.getByRole('button', { name: '重新打开本期' }).click();
    const dialog = page.getByRole('dialog', { name: /重新打开/ });
    await expect(dialog.getByRole('button', { name: '重新打开' })).toBeDisabled();
    await dialog.getByLabel(/重新打开的原因/).fill('示例：撤回后重报');
    await dialog.getByRole('button', { name: '重新打开' }).click();
    await expect(page.getByText(/曾重新打开1次.*撤回后重报/)).toBeVisible();
  });
});
