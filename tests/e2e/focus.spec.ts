// The keyboard is never left in the void: what held the focus may go, the keys go on nearby.

import { expect, test } from '../helpers/e2e.js';
import { setUpOffice } from '../helpers/first-steps.js';
import { readQuestion } from '../helpers/reading-time.js';

const SAMPLE = new URL('../fixtures/zaozhuang-2022-07/', import.meta.url);
const file = (name: string): string => decodeURIComponent(new URL(name, SAMPLE).pathname);

// Each test starts a host of its own, and opens its first page.
test.beforeEach(({ ledger }) => expect(ledger.port).toBeGreaterThan(0));

test('answers, views and dialogs that close leave the keys with what is still there', async ({ page }) => {
  await setUpOffice(page, '薛城区\n高新区\n峄城区');
  await page.keyboard.press('Alt+2');
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: '选择文件…' }).click();
  await (
    await chooser
  ).setFiles([
    file('faulty/薛城区更正表（有误）.xlsx'),
    file('districts/高新区知识产权月报.xlsx'),
    file('districts/峄城区.xlsx'),
  ]);
  const files = page.getByRole('grid', { name: '本次导入的文件' });

  await test.step('the last answer leaves them with the files', async () => {
    const questions = page.getByRole('region', { name: '待回答的问题' });
    await questions.getByRole('button', { name: '高新区', exact: true }).press('Enter');
    await expect(questions).toBeHidden();
    await expect(files).toBeFocused();
  });

  await test.step('a view takes them and gives them back', async () => {
    await page
      .getByRole('row', { name: /薛城区更正表/ })
      .getByRole('button', { name: '对照查看' })
      .click();
    await expect(page.getByRole('grid', { name: '识别结果' })).toBeFocused();
    await page.getByRole('button', { name: '退回修改…' }).click();
    await expect(page.getByRole('dialog').getByRole('textbox').first()).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('button', { name: '退回修改…' })).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(files).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: '对照查看' })).toBeVisible();
  });

  await test.step('a dialog whose button gave way to its result goes on with what ends it', async () => {
    await page.getByRole('button', { name: '退回修改…' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '生成退回修改件' }).focus();
    await readQuestion(page);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog').getByRole('button', { name: '完成' })).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
  });

  await test.step('what was received leads on by Enter', async () => {
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: '接收全部无问题的（2）' }).press('Enter');
    const leadOn = page.getByRole('button', { name: '查看汇总表' });
    await expect(leadOn).toBeFocused();
    // A received file was looked at: Enter there goes on with the next file, not away to another page.
    await page
      .getByRole('row', { name: /峄城区/ })
      .getByRole('button', { name: '对照查看' })
      .click();
    await expect(page.getByRole('grid', { name: '识别结果' })).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(files).toBeFocused();
    await leadOn.press('Enter');
    await expect(page.getByRole('heading', { name: '汇总表' })).toBeVisible();
    await page.keyboard.press('Alt+2');
  });

  await test.step('a click on bare ground is no loss', async () => {
    await page.getByRole('row', { name: /薛城区更正表/ }).click();
    await files.focus();
    await page.getByRole('heading', { name: '报送导入' }).click();
    await page.waitForTimeout(100);
    await expect(files).not.toBeFocused();
  });
});

test('a key held down does what it was pressed for, and nothing that comes under it by that', async ({ page }) => {
  await setUpOffice(page, '薛城\n峄城\n高新区');
  await page.keyboard.press('Alt+2');
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: '选择文件…' }).click();
  await (await chooser).setFiles([file('districts/峄城区.xlsx'), file('districts/高新区知识产权月报.xlsx')]);
  const questions = page.getByRole('region', { name: '待回答的问题' });
  await expect(questions).toContainText('有2个问题需要确认');
  const hold = async (): Promise<void> => {
    for (let n = 0; n < 30; n += 1) {
      await page.keyboard.down('Enter');
      await page.waitForTimeout(50);
    }
    await page.keyboard.up('Enter');
  };
  await questions.getByRole('button', { name: '高新区', exact: true }).first().focus();
  await hold();
  await expect(questions).toContainText('有1个问题需要确认');
  const next = questions.getByRole('button', { name: '峄城', exact: true });
  await expect(next).toBeFocused();
  // Where the answer comes after the key was let go, the focus has only just gone on.
  await readQuestion(page);
  await page.keyboard.press('Enter');
  await expect(questions).toBeHidden();
  await page.getByRole('button', { name: '接收全部无问题的（2）' }).focus();
  await hold();
  await expect(page.getByRole('button', { name: '查看汇总表' })).toBeFocused();
});

test('a question opens on the answer that changes nothing, and a second press of the key that opened it answers nothing', async ({
  page,
}) => {
  await page.getByRole('button', { name: /导入示例数据/ }).click();
  await page.getByRole('button', { name: '连同需核实的（19）' }).focus();
  const dialog = page.getByRole('dialog');
  const answer = dialog.getByRole('button', { name: '取消' });
  // The second press comes as soon as the button has the focus: nobody has read the question by then.
  await page.evaluate(() => {
    document.addEventListener('focusin', ({ target }) => {
      if ((target as HTMLElement).closest('.ant-modal-confirm button') === null) return;
      const press = new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true });
      document.body.dataset['second'] = target!.dispatchEvent(press) ? 'taken' : 'refused';
    });
  });
  await page.keyboard.press('Enter');
  await expect(answer).toBeFocused();
  await expect(page.locator('body')).toHaveAttribute('data-second', 'refused');
  await readQuestion(page);
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('button', { name: '连同需核实的（19）' })).toBeFocused();
});

test('a button that cannot be pressed again leaves the keys with what is beside it', async ({ page }) => {
  await setUpOffice(page, '薛城区\n峄城区\n高新区');
  await page.evaluate(() => (window.location.hash = '#/settings/units'));
  const units = page.getByRole('grid', { name: '填报单位' });
  await units.getByRole('row', { name: /薛城区/ }).click();
  const down = page.getByRole('button', { name: '下移', exact: true });
  await down.focus();
  await page.keyboard.press('Enter');
  await expect(units.getByRole('row').nth(2)).toContainText('薛城区');
  // Pressed again: it is the last one now.
  await expect(down).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(units.getByRole('row').nth(3)).toContainText('薛城区');
  await expect(down).toBeDisabled();
  await expect.poll(() => page.evaluate(() => document.activeElement?.closest('main, body')?.tagName)).toBe('MAIN');
  await expect(page.locator('main')).not.toBeFocused();
});

test('without motion a drawer begins in its first field', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.reload();
  await setUpOffice(page, '薛城区\n高新区');
  await page.evaluate(() => (window.location.hash = '#/settings/units'));
  await page.getByRole('button', { name: '新增填报单位' }).press('Enter');
  const name = page.getByRole('dialog').getByLabel('名称', { exact: true });
  await expect(name).toBeFocused();
  await page.keyboard.type('台儿庄区');
  await expect(name).toHaveValue('台儿庄区');
  await name.fill('');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').getByRole('button', { name: '放弃', exact: true }).click();
  // 填报单位 stands first there and is chosen already: typing begins where the dialog says.
  await page.evaluate(() => (window.location.hash = '#/settings/contacts'));
  // A page that comes takes the keys to itself: a key for a button of it may come too early, a click does not.
  await page.getByRole('button', { name: '新增联系人' }).click();
  await expect(page.getByRole('dialog').getByLabel('姓名')).toBeFocused();
});

test.describe('with the files of a month', () => {
  test.use({ begins: 'sample month' });

  test('with reduced motion a period without values leaves the keys with the period', async ({ page }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.reload();
    await page.getByRole('navigation', { name: '主导航' }).waitFor();
    await page.keyboard.press('Alt+3');
    await expect(page.getByRole('grid', { name: '统计数据' })).toBeVisible();
    const period = page.getByRole('group', { name: '统计期间' });
    await period.getByRole('button', { name: '2022年1—7月' }).press('Enter');
    await expect(page.getByRole('button', { name: /^7月/ })).toBeFocused();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await expect(page.getByText('2022年1—8月没有数据')).toBeVisible();
    await expect(period.getByRole('button', { name: '2022年1—8月' })).toBeFocused();
  });
});

test('a menu goes also where motion was switched off after it came', async ({ page }) => {
  await setUpOffice(page, '薛城区\n高新区');
  await page.keyboard.press('Alt+4');
  await page.getByRole('button', { name: '表样', exact: true }).click();
  await expect(page.getByRole('menu')).toBeVisible();
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.keyboard.press('Escape');
  await expect(page.getByRole('menu')).toBeHidden();
});

test('in high contrast the current cell and the chosen view are told by a line', async ({ page }) => {
  await setUpOffice(page, '薛城区\n高新区');
  await page.emulateMedia({ forcedColors: 'active' });
  await page.evaluate(() => (window.location.hash = '#/values'));
  await page.getByRole('button', { name: '直接填写' }).click();
  await page.getByRole('grid', { name: '统计数据' }).focus();
  await page.keyboard.press('Control+Home');
  for (const chosen of ['.values-table td.is-current', '.ant-segmented-item-selected'])
    await expect(page.locator(chosen).first()).toHaveCSS('outline-style', 'solid');
});

test('a form that is refused leads to its first field that is wrong', async ({ page }) => {
  await setUpOffice(page, '薛城区\n高新区');
  await page.evaluate(() => (window.location.hash = '#/settings/units'));
  await page.getByRole('button', { name: /^新增/ }).first().click();
  const form = page.getByRole('dialog');
  await form.getByLabel('名称', { exact: true }).fill('市中区');
  await form.getByLabel('行政区划代码').fill('37');
  await form.getByRole('button', { name: '保存' }).click();
  await expect(form.getByLabel('行政区划代码')).toBeFocused();
  await form.getByLabel('名称', { exact: true }).fill('');
  await form.getByRole('button', { name: '保存' }).click();
  await expect(form.getByLabel('名称', { exact: true })).toBeFocused();
});
