// 设置 › 报送任务, 节假日, 通讯录: a task of one's own, a year of holidays pasted in, a person kept.

import { expect, test } from '../helpers/e2e.js';
import { setUpOffice } from '../helpers/first-steps.js';

// Each test starts a host of its own, and opens its first page.
test.beforeEach(({ ledger }) => expect(ledger.port).toBeGreaterThan(0));

test('a task of one’s own makes 未报 and a deadline by the own calendar', async ({ page }) => {
  const dialog = page.getByRole('dialog');
  const go = (hash: string) => page.evaluate((to) => (window.location.hash = to), hash);
  await setUpOffice(page, '滕州市\n薛城区');
  // Leads to the form at once; closed, it does not come back by itself.
  await page.getByRole('button', { name: '建立报送任务' }).click();
  await expect(dialog.getByPlaceholder('如 知识产权工作情况月报')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();

  await page.getByRole('button', { name: '新增报送任务' }).first().click();
  await dialog.getByRole('button', { name: '保存' }).click();
  await expect(dialog.getByText('请至少选择一项指标')).toBeVisible();
  await dialog.getByPlaceholder('如 知识产权工作情况月报').fill('每月快报');
  await dialog.getByLabel('第一期：年').fill('2027');
  await dialog.getByLabel('第几个工作日').fill('3');
  // All are asked unless some are left out.
  const asked = dialog.getByRole('group', { name: '应报单位' });
  await expect(asked).toContainText('已选 2 / 2 项');
  const indicators = dialog.getByRole('group', { name: '指标' });
  await indicators.getByPlaceholder('按名称、别名或代码查找').fill('发明专利授权量');
  await indicators.getByRole('checkbox', { name: '发明专利授权量', exact: true }).check();
  await dialog.getByRole('button', { name: '保存' }).click();
  await expect(page.getByRole('grid', { name: '报送任务' }).getByRole('row', { name: /每月快报/ })).toContainText(
    '次月第3个工作日',
  );

  await go('#/settings/calendar');
  await page.getByRole('button', { name: '粘贴或导入…' }).click();
  await dialog.getByLabel('放假安排').fill('2027年9月1日至3日 放假 校庆\n2027-09-04 上班');
  await dialog.getByRole('button', { name: '录入（4天）' }).click();
  const days = page.getByRole('grid', { name: '节假日' });
  await expect(days.getByRole('row', { name: /2027-09-04/ })).toContainText('上班');
  const add = page.getByRole('form', { name: '增加一天' });
  await add.getByLabel('日期').fill('9月6日');
  await add.getByLabel('名称').fill('补休');
  await add.getByRole('button', { name: '增加' }).click();
  await expect(days.getByRole('row', { name: /2027-09-06/ })).toContainText('补休');

  await go('#/settings/contacts');
  await page.getByRole('button', { name: '新增联系人' }).click();
  await dialog.getByLabel('姓名').fill('孙某');
  await dialog.getByLabel('电话').fill('0632-1234567');
  await dialog.getByRole('button', { name: '保存' }).click();
  await expect(page.getByRole('grid', { name: '通讯录' }).getByRole('row', { name: /孙某/ })).toContainText('滕州市');

  // 2027年8月: 1 to 3 and 6 September are off, 4 is a working day; the third working day is the 8th.
  await page.locator('.period-title').click();
  const shown = page.locator('.period-board-year strong');
  for (let year = NaN; year !== 2027;) {
    year = Number.parseInt(await shown.innerText(), 10);
    if (year !== 2027) await page.getByRole('button', { name: year < 2027 ? '下一年' : '上一年' }).click();
  }
  await page.getByRole('button', { name: /^8月/ }).click();
  await go('#/import/board');
  await expect(page.getByLabel('报送统计')).toContainText('2027年9月8日（星期三）');
  await expect(page.getByRole('grid', { name: '报送情况' }).getByRole('row', { name: /滕州市/ })).toContainText('孙某');
});
