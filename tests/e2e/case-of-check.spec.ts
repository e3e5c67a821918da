// 转立案: the officer checks an enterprise, opens its case from there, finds the way back, and takes all of it back in one step.

import { expect, test } from '../helpers/e2e.js';
import { setUpOffice } from '../helpers/first-steps.js';

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

test('a check becomes a case that is filled in as far as it is known, and each leads to the other', async ({
  page,
  ledger,
}) => {
  expect(ledger.port).toBeGreaterThan(0);
  await setUpOffice(page, '滕州市\n薛城区');
  await page.getByRole('button', { name: '台账', exact: true }).click();
  await page.getByRole('button', { name: /检查与线索核查/ }).click();
  await expect(page.getByRole('grid')).toBeVisible();
  const lines = [
    ['区（市）', '检查方式', '检查对象', '检查日期', '检查结果'],
    ['滕州市', '双随机', '滕州甲有限公司', '2022-07-12', '待后续处理'],
    ['滕州市', '自查', '滕州甲有限公司', '2022-07-15', '待后续处理'],
  ];
  await page.evaluate((text) => navigator.clipboard.writeText(text), lines.map((line) => line.join('\t')).join('\r\n'));
  await page.keyboard.press('Control+v');
  await expect(page.getByText('共2条')).toBeVisible();
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('Control+Enter');
  const panel = page.getByRole('complementary', { name: '这一行的详情' });
  const open = panel.getByRole('button', { name: /^立\s*案…$/ });
  await expect(open).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await expect(open).toBeFocused();
  await page.keyboard.press('Enter');

  const dialog = page.getByRole('dialog', { name: '立案：登记到执法案件' });
  await expect(dialog.getByLabel('当事人')).toHaveValue('滕州甲有限公司');
  await expect(dialog.getByLabel('案件来源')).toHaveValue('双随机检查');
  await expect(dialog.getByLabel('案号')).toBeFocused();
  await page.keyboard.type('15');
  await dialog.getByRole('combobox', { name: '类别' }).click();
  await page.getByTitle('商标', { exact: true }).click();
  await dialog.getByRole('button', { name: '登记执法案件' }).click();
  await expect(dialog.getByRole('alert')).toContainText('不是发文字号');
  await dialog.getByLabel('案号').fill('滕市监处〔2022〕1号');
  // Saved with what was typed last, also where its field is not left before.
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('heading', { name: '执法案件', level: 1 })).toBeVisible();
  await expect(panel.getByRole('heading', { level: 2 })).toHaveText('滕州甲有限公司');

  await panel.getByRole('button', { name: '滕州甲有限公司' }).click();
  await expect(page.getByRole('heading', { name: '检查与线索核查', level: 1 })).toBeVisible();
  await expect(panel.getByRole('region', { name: '关联记录' })).toHaveText(
    '转入执法案件：滕市监处〔2022〕1号 滕州甲有限公司',
  );

  // A second check of the same enterprise belongs to the case that is there: it is chosen by part of its number.
  await page.keyboard.press('Escape');
  await page.getByRole('gridcell', { name: '自查' }).click();
  await page.keyboard.press('Control+Enter');
  await panel.getByRole('button', { name: '关联已有执法案件…' }).click();
  const choose = page.getByRole('dialog', { name: '关联已有执法案件' });
  await choose.getByRole('combobox', { name: '执法案件' }).fill('〕1号');
  await page.getByTitle('滕市监处〔2022〕1号 滕州甲有限公司', { exact: true }).click();
  await choose.getByRole('button', { name: /^关\s*联$/ }).click();
  await expect(panel.getByRole('region', { name: '关联记录' })).toHaveText(
    '转入执法案件：滕市监处〔2022〕1号 滕州甲有限公司',
  );
  await page.getByRole('button', { name: /^撤销：检查与线索核查：关联/ }).click();
  await expect(open).toBeVisible();
});
