// 企业名录: two entries of one enterprise are proposed side by side, merged in one step, and the merge is undone.

import { expect, test } from '../helpers/e2e.js';
import { setUpOffice } from '../helpers/first-steps.js';

// Each test starts a host of its own, and opens its first page.
test.beforeEach(({ ledger }) => expect(ledger.port).toBeGreaterThan(0));

test('an enterprise is added with a checked code, found by initials, merged with its double, and the merge is undone', async ({
  page,
}) => {
  const dialog = page.getByRole('dialog');
  const go = (hash: string) => page.evaluate((to) => (window.location.hash = to), hash);
  await setUpOffice(page, '滕州市\n薛城区');
  await expect(page.getByRole('button', { name: '建立报送任务' })).toBeVisible();

  const add = async (name: string, code: string): Promise<void> => {
    await go('#/ledgers/enterprises');
    await page.getByRole('button', { name: '新增企业', exact: true }).click();
    await dialog.getByLabel('企业名称').fill(name);
    await dialog.getByLabel('统一社会信用代码').fill(code);
    await dialog.getByRole('button', { name: '保存' }).click();
  };
  await add('滕州威达机床有限公司', '91370400MA9W8K000A');
  await expect(dialog.getByText(/校验位不对/)).toBeVisible();
  await dialog.getByLabel('统一社会信用代码').fill('91370400ma9w8k000k');
  await dialog.getByRole('button', { name: '保存' }).click();
  await expect(page.getByRole('heading', { name: '滕州威达机床有限公司' })).toBeVisible();
  await expect(page.getByText('91370400MA9W8K000K').first()).toBeVisible();
  await add('滕州威达机床有限责任公司', '');
  await expect(page.getByRole('heading', { name: '滕州威达机床有限责任公司' })).toBeVisible();

  await go('#/ledgers/enterprises');
  await page.getByLabel('查找企业').fill('wdjc');
  const list = page.getByRole('grid', { name: '企业名录' });
  await expect(list.getByRole('row', { name: /威达机床/ })).toHaveCount(2);
  await page.getByRole('button', { name: '可能重复（1）' }).click();
  await expect(page.getByText('名称基本相同')).toBeVisible();
  await page.getByRole('button', { name: '对照并合并…' }).click();
  await expect(dialog.getByText('“滕州威达机床有限责任公司”将从名录中去掉')).toBeVisible();
  await dialog.getByRole('button', { name: '合并', exact: true }).click();
  await expect(page.getByText('没有可能重复的企业')).toBeVisible();
  await go('#/ledgers/enterprises');
  await page.getByLabel('查找企业').fill('威达机床有限责任');
  await expect(list.getByRole('row', { name: /威达机床/ })).toHaveCount(1);
  await list.getByRole('button', { name: '滕州威达机床有限公司' }).click();
  await expect(page.getByLabel('基本情况').getByText('滕州威达机床有限责任公司')).toBeVisible();

  await page.keyboard.press('Control+z');
  await dialog.getByRole('button', { name: '撤销', exact: true }).click();
  await expect(page.getByLabel('基本情况').getByText('滕州威达机床有限责任公司')).toHaveCount(0);
  await go('#/ledgers/enterprises');
  await expect(page.getByRole('button', { name: '可能重复（1）' })).toBeEnabled();
});
