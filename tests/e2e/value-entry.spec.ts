// 统计数据: type, paste from Excel, a refused cell, the reason for a correction, undo.

import { expect, test } from '../helpers/e2e.js';

test.use({ begins: 'sample month' });

test('values are typed and pasted, corrected with a reason, and taken back', async ({ page, ledger, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: `http://127.0.0.1:${ledger.port}` });
  await page.getByRole('navigation').getByRole('button', { name: '统计数据' }).click();
  const grid = page.getByRole('grid', { name: '统计数据' });
  await expect(grid).toBeVisible();
  const heads = await grid
    .locator('th.value-head')
    .evaluateAll((cells) => cells.map((cell) => cell.getAttribute('title') ?? ''));
  const column = heads.findIndex((title) => /^C06 /.test(title));
  const devTools = await context.newCDPSession(page);
  await devTools.send('Animation.enable');
  const slowMotion = (playbackRate: number) => devTools.send('Animation.setPlaybackRate', { playbackRate });
  const cellOf = (unit: RegExp) => grid.getByRole('row', { name: unit }).getByRole('gridcell').nth(column);

  await test.step('a total cannot be typed', async () => {
    await cellOf(/^全市/).click();
    await page.keyboard.press('5');
    // What did not happen does not look like what did.
    await expect(page.locator('.status-notice.is-refused')).toHaveText('! 合计由各填报单位的数值计算，不能直接填写。');
    await expect(cellOf(/^全市/)).toHaveText('405');
  });

  await test.step('type over a value, and be asked why', async () => {
    await cellOf(/^滕州市/).click();
    await page.keyboard.type('170');
    await page.keyboard.press('Enter');
    await expect(cellOf(/^滕州市/)).toHaveText('170');
    await page.getByRole('button', { name: '保存', exact: true }).click();
    await expect(page.getByRole('alert')).toContainText('这里已有数值，更正要写明原因');
    await expect(cellOf(/^全市/)).toHaveText('405');
    await page.getByRole('textbox', { name: '原因' }).fill('区局来电更正');
    await expect(page.getByRole('alert')).toBeHidden();
    await page.keyboard.press('Control+s');
    const ask = page.getByRole('dialog', { name: '填写的数有1处与审核规则不符' });
    await expect(ask).toContainText('必改｜滕州市：“专利授权量”是1813，而“发明专利授权量”170');
    await page.keyboard.press('Escape');
    await expect(ask).toBeHidden();
    await expect(page.getByText('已填写1个数值，尚未保存')).toBeVisible();
    await page.keyboard.press('Control+s');
    await ask.getByRole('button', { name: '仍然保存' }).click();
    await expect(page.getByText('已保存1个数值。')).toBeVisible();
    await expect(cellOf(/^全市/)).toHaveText('407');
  });

  await test.step('paste two, one of them wrong: nothing is stored until it is right', async () => {
    await cellOf(/^滕州市/).click();
    await page.evaluate(() => navigator.clipboard.writeText('171\r\n约五十'));
    await page.keyboard.press('Control+v');
    await expect(page.getByText('已填写2个数值，尚未保存')).toBeVisible();
    await page.getByRole('textbox', { name: '原因' }).fill('补报');
    await page.getByRole('button', { name: '保存', exact: true }).click();
    await expect(page.getByRole('alert')).toContainText('“约五十”不是数');
    await expect(cellOf(/^全市/)).toHaveText('407');
    await cellOf(/^薛城区/).dblclick();
    await page.getByRole('textbox', { name: /薛城区/ }).fill('47');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: '保存', exact: true }).click();
    await expect(page.getByRole('dialog', { name: '填写的数有2处与审核规则不符' })).toBeVisible();
    await slowMotion(0.02);
    await page
      .getByRole('dialog', { name: '填写的数有2处与审核规则不符' })
      .getByRole('button', { name: '仍然保存' })
      .click();
    await expect(page.getByText('已保存2个数值。')).toBeVisible();
    await expect(cellOf(/^全市/)).toHaveText('409');
  });

  await test.step('two at once go back as one step without a question, and come again', async () => {
    // Also while the question before it still fades: a key is not lost to a dialog that was answered.
    await grid.focus();
    await page.keyboard.press('Control+z');
    await expect(page.getByText('已撤销：填写2022年1—7月2个数值')).toBeVisible();
    await slowMotion(1);
    await expect(cellOf(/^全市/)).toHaveText('407');
    await page.keyboard.press('Control+y');
    await expect(cellOf(/^全市/)).toHaveText('409');
    await page.keyboard.press('Control+z');
    await expect(cellOf(/^全市/)).toHaveText('407');
  });

  await test.step('what is typed and not saved goes back first, and one value goes back without a question', async () => {
    await cellOf(/^薛城区/).click();
    await page.keyboard.type('99');
    await page.keyboard.press('Enter');
    await expect(page.getByText('已填写1个数值，尚未保存')).toBeVisible();
    await page.keyboard.press('Control+z');
    await expect(cellOf(/^薛城区/)).toHaveText('46');
    await expect(cellOf(/^滕州市/)).toHaveText('170');
    await page.keyboard.press('Control+y');
    await expect(cellOf(/^薛城区/)).toHaveText('99');
    await page.keyboard.press('Control+z');
    await page.keyboard.press('Control+z');
    await expect(cellOf(/^滕州市/)).toHaveText('168');
    await expect(page.getByText('已撤销：填写滕州市2022年1—7月发明专利授权量')).toBeVisible();
    await expect(page.getByRole('dialog')).toBeHidden();
  });

  await test.step('numbers typed for 上级下发 are not lost by a stray Esc, nor by another indicator', async () => {
    await page.getByRole('button', { name: '登记上级下发数' }).click();
    const dialog = page.getByRole('dialog', { name: /^登记上级下发数/ });
    const typed = dialog.getByLabel('滕州市的上级下发数');
    await typed.fill('170');
    await page.keyboard.press('Control+s');
    await expect(page.getByText(/还不能保存.*：请填写来源。/)).toBeVisible();
    const ask = page.getByRole('dialog', { name: '放弃没有保存的内容？' });
    await page.keyboard.press('Escape');
    await ask.getByRole('button', { name: '继续填写' }).click();
    await expect(ask).toBeHidden();
    await dialog.getByLabel('指标').click();
    await page.locator('.ant-select-item-option').last().click();
    await ask.getByRole('button', { name: '继续填写' }).click();
    await expect(typed).toHaveValue('170');
    await expect(ask).toBeHidden();
    await page.keyboard.press('Escape');
    await ask.getByRole('button', { name: '放弃', exact: true }).click();
    await expect(dialog).toBeHidden();
  });

  await test.step('a 批注 that is being written stays with its cell while another one is looked at', async () => {
    await cellOf(/^薛城区/).click();
    await page.getByRole('button', { name: '查看来源' }).click();
    const note = page.getByRole('textbox', { name: '批注内容' });
    await note.fill('待核');
    await cellOf(/^山亭区/).click();
    await expect(note).toHaveValue('');
    await cellOf(/^薛城区/).click();
    await expect(note).toHaveValue('待核');
    await note.press('Control+s');
    await expect(page.getByRole('button', { name: '保存批注' })).toBeHidden();
    await page.reload();
    await cellOf(/^薛城区/).click();
    await page.getByRole('button', { name: '查看来源' }).click();
    await expect(note).toHaveValue('待核');
  });
});
