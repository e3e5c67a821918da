// First start without the sample: the bureau and its reporting units, pasted as Excel puts them on the clipboard.

import { writeXlsx } from 'hucre/xlsx';

import { expect, test } from '../helpers/e2e.js';

const LINES =
  '名称\t别名\t类型\t人口\n滕州市\t滕州\t区县\t157.36\n薛城区\t\t区县\t46.4\n枣庄高新区\t高新区\t功能区\t14';

// Each test starts a host of its own, and opens its first page.
test.beforeEach(({ ledger }) => expect(ledger.port).toBeGreaterThan(0));

test('an own bureau is set up from pasted lines and can be changed afterwards', async ({ page }) => {
  await page.getByRole('button', { name: /建立我的单位/ }).click();
  // Key by key, as it is typed: a place is known only at the end.
  await page.getByLabel('本单位名称').pressSequentially('枣庄市市场监督管理局');
  await expect(page.getByLabel('所在地区')).toHaveValue('枣庄市');
  const lines = page.getByLabel(/填报单位：每行一个/);
  await lines.fill(`${LINES}\n薛城区`);
  await expect(page.getByRole('alert')).toContainText('第5行“薛城区”重复');
  await expect(page.getByRole('button', { name: '建立', exact: true })).toBeDisabled();
  await lines.fill(LINES);
  await page.getByLabel('人口数年份').fill('2021');
  await page.getByRole('button', { name: '建立', exact: true }).click();

  await expect(page.getByText('已有数据 0 / 共 3 个填报单位')).toBeVisible();
  await page.evaluate(() => (window.location.hash = '#/settings/population'));
  await expect(page.getByLabel('滕州市2021年末常住人口（万人）')).toHaveValue('157.36');

  await page.evaluate(() => (window.location.hash = '#/settings/units'));
  await page
    .getByRole('row', { name: /薛城区/ })
    .getByRole('button', { name: '修改' })
    .click();
  const form = page.getByRole('dialog');
  await form.getByLabel('联系人').fill('李某');
  await form.getByRole('button', { name: '保存' }).click();
  await expect(page.getByRole('row', { name: /薛城区/ })).toContainText('李某');

  await page.getByRole('button', { name: /^撤销/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: '撤销', exact: true }).click();
  await expect(page.getByRole('row', { name: /薛城区/ })).not.toContainText('李某');
});

test('an Excel list shows what it would add before the bureau is founded, and one that cannot be read founds none', async ({
  page,
}) => {
  await page.getByRole('button', { name: /建立我的单位/ }).click();
  await page.getByLabel('本单位名称').pressSequentially('邹城市市场监督管理局');
  const pick = async (rows: (string | number)[][]): Promise<void> => {
    const buffer = Buffer.from(await writeXlsx({ sheets: [{ name: '单位', rows }] }));
    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'),
      page.getByRole('button', { name: /选择 Excel 文件|已选/ }).click(),
    ]);
    await chooser.setFiles({ name: '名单.xlsx', mimeType: 'application/octet-stream', buffer });
  };
  const found = page.getByRole('button', { name: '建立', exact: true });
  await pick([['姓名'], ['钢山街道']]);
  await expect(page.getByText(/没有找到列名“单位名称”/)).toBeVisible();
  await expect(found).toBeDisabled();
  await pick([
    ['序号', '镇街', '常住人口（万人）'],
    [1, '钢山街道', 10.1],
    [2, '香城镇', 6.2],
  ]);
  await expect(page.getByText('新增 2 项：钢山街道、香城镇')).toBeVisible();
  // Towns make it a county's bureau: 邹城市 alone does not say so.
  await expect(page.locator('.ant-select', { hasText: '县级' })).toBeVisible();
  await page.getByLabel('人口数年份').fill('2021');
  await found.click();
  await expect(page.getByText('已有数据 0 / 共 2 个填报单位')).toBeVisible();
  await page.evaluate(() => (window.location.hash = '#/settings/population'));
  await expect(page.getByLabel('香城镇2021年末常住人口（万人）')).toHaveValue('6.2');
});
