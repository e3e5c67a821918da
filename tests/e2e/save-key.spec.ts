// Ctrl+S, as in Excel and WPS: what is typed on a page or in a dialog is stored, and the browser never offers to save the page.

import { answered } from '../helpers/calls-on-their-way.js';
import { expect, test } from '../helpers/e2e.js';
import { setUpOffice } from '../helpers/first-steps.js';

// Each test starts a host of its own, and opens its first page.
test.beforeEach(({ ledger }) => expect(ledger.port).toBeGreaterThan(0));

test('Ctrl+S stores what is typed in drawers, in dialogs and in an open cell, and is never left to the browser', async ({
  page,
}) => {
  await setUpOffice(page, '薛城区\n高新区');
  const dialog = page.getByRole('dialog');

  await test.step('nothing to store: said, and not left to the browser', async () => {
    const isLeft = await page.evaluate(() =>
      document.body.dispatchEvent(
        new KeyboardEvent('keydown', { key: 's', ctrlKey: true, bubbles: true, cancelable: true }),
      ),
    );
    expect(isLeft).toBe(false);
    await expect(page.getByText('这里没有要保存的填写。')).toBeVisible();
  });

  await test.step('a drawer of 设置', async () => {
    await page.evaluate(() => (window.location.hash = '#/settings/units'));
    await page.getByRole('button', { name: '新增填报单位', exact: true }).click();
    await dialog.getByLabel('名称', { exact: true }).fill('台儿庄区');
    // Still in the field, as an alias that is not yet taken over.
    await dialog.getByLabel(/^别名/).fill('台儿庄');
    await page.keyboard.press('Control+s');
    await expect(dialog).toBeHidden();
    await expect(page.getByRole('row', { name: /台儿庄区/ })).toContainText('台儿庄');
  });

  await test.step('what is not right keeps it open', async () => {
    await page.getByRole('button', { name: '新增填报单位', exact: true }).click();
    await dialog.getByLabel('电话').fill('0632-0000001');
    await page.keyboard.press('Control+s');
    await expect(dialog.getByText('请填写名称（60字以内）')).toBeVisible();
    await expect(dialog.getByLabel('名称', { exact: true })).toBeFocused();
    await page.keyboard.press('Escape');
    await dialog.getByRole('button', { name: '放弃', exact: true }).click();
    await expect(dialog).toBeHidden();
  });

  await test.step('what cannot be stored yet says why', async () => {
    await page.evaluate(() => (window.location.hash = '#/targets/schemes'));
    await page.getByRole('button', { name: '新建考核方案' }).first().click();
    await page.keyboard.press('Control+s');
    await expect(page.getByText('还不能保存：请先填写方案名称。')).toBeVisible();
    await dialog.getByLabel('方案名称').fill('考核');
    await dialog.getByRole('button', { name: '增加一项' }).click();
    await expect(dialog.getByRole('group', { name: '第2项' }).getByLabel('考核项目')).toBeFocused();
    await expect(dialog.getByRole('status')).toHaveText('第1项没有填写考核项目');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: '放弃', exact: true }).click();
    await expect(dialog).toBeHidden();
  });

  await test.step('a dialog, also by Ctrl+Enter', async () => {
    await page.evaluate(() => (window.location.hash = '#/settings/contacts'));
    await page.getByRole('button', { name: '新增联系人', exact: true }).click();
    await dialog.getByLabel('姓名').fill('王某');
    const saved = answered(page, 'contacts.save');
    await page.keyboard.press('Control+Enter');
    await saved;
    await expect(page.getByRole('row', { name: /王某/ })).toBeVisible();
  });

  await test.step('a cell that is still open', async () => {
    await page.evaluate(() => (window.location.hash = '#/values'));
    await page.getByRole('button', { name: '直接填写' }).click();
    const grid = page.getByRole('grid', { name: '统计数据' });
    await grid.focus();
    await page.keyboard.press('Control+Home');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.type('5');
    await page.keyboard.press('Control+s');
    await expect(page.getByText('已保存1个数值。')).toBeVisible();
  });
});
