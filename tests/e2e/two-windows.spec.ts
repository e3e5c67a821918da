// Two tabs on the same data: what one has stored meanwhile is not written over by a form that the other opened before.

import { expect, test } from '../helpers/e2e.js';
import { setUpOffice } from '../helpers/first-steps.js';

test('a form of a unit that another tab has changed is refused by name of that step, and saved when it is opened anew', async ({
  page,
  context,
  ledger,
}) => {
  await setUpOffice(page, '峄城区');
  const other = await context.newPage();
  await other.goto(`http://127.0.0.1:${ledger.port}/`);
  for (const tab of [page, other]) {
    await tab.getByRole('button', { name: /^设置/ }).click();
    await tab.getByRole('button', { name: '填报单位', exact: true }).click();
  }
  const open = async (tab: typeof page): Promise<void> => {
    await tab.getByRole('grid', { name: '填报单位' }).getByText('峄城区').first().dblclick();
    await expect(tab.getByRole('dialog')).toBeVisible();
  };
  const rename = async (tab: typeof page, name: string): Promise<void> => {
    await tab.getByRole('dialog').getByLabel('名称').fill(name);
    await tab.getByRole('dialog').getByRole('button', { name: '保存', exact: true }).click();
  };
  await open(page);
  await open(other);
  await rename(other, '峄城区（新）');
  await expect(page.getByRole('grid', { name: '填报单位' })).toContainText('峄城区（新）');

  await rename(page, '峄城区乙');
  await expect(page.getByText(/打开之后，“.*峄城区.*”改过同样的内容，为免覆盖，没有保存/)).toBeVisible();
  await page.getByRole('dialog').getByRole('button', { name: '取消' }).click();
  await open(page);
  await rename(page, '峄城区乙');
  await expect(page.getByRole('grid', { name: '填报单位' })).toContainText('峄城区乙');
});
