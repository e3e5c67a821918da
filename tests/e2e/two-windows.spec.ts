// Two tabs on the same data: what one has stored meanwhile is not written over by a form that the other opened before. One tab alone is
// never refused for its own steps, however fast they come and however late the page shows them.

import type { BrowserContext, Locator, Page } from '@playwright/test';

import { answered, holdCalls, isCall } from '../helpers/calls-on-their-way.js';
import { expect, test } from '../helpers/e2e.js';
import { setUpOffice } from '../helpers/first-steps.js';

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

async function secondTab(context: BrowserContext, { port }: { port: number }): Promise<Page> {
  const tab = await context.newPage();
  await tab.goto(`http://127.0.0.1:${port}/`);
  return tab;
}

test('a form of a unit that another tab has changed is refused by name of that step, and saved when it is opened anew', async ({
  page,
  context,
  ledger,
}) => {
  await setUpOffice(page, '峄城区');
  const other = await secondTab(context, ledger);
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

test('a setting that another tab has changed is refused once, and saved when the officer says so again', async ({
  page,
  context,
  ledger,
}) => {
  await setUpOffice(page, '峄城区');
  const other = await secondTab(context, ledger);
  for (const tab of [page, other]) {
    await tab.getByRole('button', { name: /^设置/ }).click();
    await tab.getByRole('button', { name: '口径与显示', exact: true }).click();
  }
  const sign = async (tab: Page, name: string): Promise<void> => {
    await tab.getByLabel('操作人').fill(name);
    await tab.getByRole('button', { name: '保存', exact: true }).click();
  };
  const saved = (tab: Page): Locator => tab.getByText('已保存，各页面的数字按新的设置显示。');
  await page.getByLabel('操作人').fill('甲');
  await sign(other, '乙');
  await expect(saved(other)).toBeVisible();
  await sign(page, '甲');
  await expect(page.getByText(/打开之后，“.*”改过同样的内容，为免覆盖，没有保存/)).toBeVisible();
  await sign(page, '甲');
  await expect(saved(page)).toBeVisible();
  await expect(other.getByLabel('操作人')).toHaveValue('甲');
});

async function openActivities(tab: Page): Promise<void> {
  await tab.getByRole('button', { name: '台账', exact: true }).click();
  await tab.getByRole('button', { name: /培训宣传调研活动/ }).click();
  await expect(tab.getByRole('grid')).toBeVisible();
}

async function pasteActivity(tab: Page): Promise<void> {
  await tab.evaluate(() =>
    navigator.clipboard.writeText('日期\t形式\t主题\t区（市）\r\n2022-02-28\t线下培训\t专利检索\t滕州市'),
  );
  await tab.keyboard.press('Control+v');
}

const topic = (tab: Page): Locator => tab.locator('.ledger-row').first().locator('[aria-colindex="5"]');

/** The pasted row as it stays: while it is stored, what was drawn for it becomes the empty line below, and a click on it goes there. */
async function expectStored(tab: Page): Promise<void> {
  await expect(topic(tab)).toHaveText('专利检索');
  await expect(tab.locator('.ledger-row').first()).not.toHaveClass(/is-draft/);
}

test('a cell of a ledger that another tab has changed while it was typed is not stored over it, and is when the officer says so', async ({
  page,
  context,
  ledger,
}) => {
  await setUpOffice(page, '滕州市');
  const other = await secondTab(context, ledger);
  for (const tab of [page, other]) await openActivities(tab);
  await pasteActivity(page);
  for (const tab of [page, other]) await expectStored(tab);

  await topic(page).click();
  await page.keyboard.type('商标注册');
  await topic(other).click();
  await other.keyboard.type('地理标志');
  const saved = answered(other, 'ledgers.save');
  const seen = answered(page, 'ledgers.read');
  await other.keyboard.press('Enter');
  await Promise.all([saved, seen]);
  await page.keyboard.press('Enter');
  await expect(page.getByText(/打开之后，“.*”改过同样的内容，为免覆盖，没有保存/)).toBeVisible();
  await expect(topic(other)).toHaveText('地理标志');
  const unsaved = page.getByRole('status', { name: '未保存的行' });
  await expect(unsaved).toContainText('1行未保存');
  await unsaved.getByRole('button', { name: '重新检查' }).click();
  await expect(topic(other)).toHaveText('商标注册');
});

test('days that another tab has changed are not taken back by one that still shows the old ones', async ({
  page,
  context,
  ledger,
}) => {
  await setUpOffice(page, '滕州市');
  const other = await secondTab(context, ledger);
  for (const tab of [page, other]) {
    await tab.evaluate(() => (window.location.hash = '#/settings/calendar'));
    await expect(tab.getByRole('grid', { name: '节假日' })).toBeVisible();
  }
  const days = (tab: typeof page) => tab.getByRole('grid', { name: '节假日' }).getByRole('row');
  await expect(days(page).nth(2)).toBeVisible();
  const [first, second] = [await days(page).nth(1).innerText(), await days(page).nth(2).innerText()];
  const held = await holdCalls(page, 'calendar.list');
  await days(other).nth(1).getByRole('button', { name: '删除' }).click();
  await expect(days(other).nth(1)).toContainText(second.split(/\s/)[0]!);
  await days(page).nth(2).getByRole('button', { name: '删除' }).click();
  await expect(page.getByText(/打开之后，“.*”改过同样的内容，为免覆盖，没有保存/)).toBeVisible();
  await held.release();
  await expect(days(page).nth(1)).toContainText(second.split(/\s/)[0]!);
  await expect(page.getByRole('grid', { name: '节假日' })).not.toContainText(first.split(/\s/)[0]!);
});

const REFUSED = /打开之后，“.*”改过同样的内容/;

test('one tab alone: what is typed behind a step back, or over a number that is not shown yet, is stored', async ({
  page,
  ledger: _ledger,
}) => {
  await setUpOffice(page, '滕州市');
  await openActivities(page);
  await pasteActivity(page);
  await expectStored(page);
  await topic(page).click();
  await page.keyboard.type('商标注册');
  const stored = answered(page, 'ledgers.save');
  await page.keyboard.press('Enter');
  await stored;
  await topic(page).click();
  const undoing = page.waitForRequest((request) => isCall(request, 'history.undo'));
  const held = await holdCalls(page, 'history.undo');
  await page.keyboard.press('Control+z');
  await undoing;
  await page.keyboard.type('地理标志');
  await page.keyboard.press('Enter');
  const again = answered(page, 'ledgers.save');
  await held.release();
  await again;
  await expect(topic(page)).toHaveText('地理标志');
  await expect(page.getByText(REFUSED)).toHaveCount(0);
  await expect(page.getByRole('status', { name: '未保存的行' })).toHaveCount(0);

  await page.evaluate(() => (window.location.hash = '#/settings/population'));
  const box = page.getByRole('grid').getByRole('textbox').first();
  await expect(box).toBeVisible();
  const shown = await holdCalls(page, 'population.list');
  for (const number of ['100', '101']) {
    const saved = answered(page, 'population.save');
    await box.fill(number);
    await box.press('Enter');
    await saved;
  }
  await shown.release();
  await expect(box).toHaveValue('101');
  await expect(page.getByText(REFUSED)).toHaveCount(0);
});

test('one tab alone: days that are taken away one after the other are all away, also before the page shows it', async ({
  page,
  ledger: _ledger,
}) => {
  await setUpOffice(page, '滕州市');
  await page.evaluate(() => (window.location.hash = '#/settings/calendar'));
  const grid = page.getByRole('grid', { name: '节假日' });
  const day = async (n: number): Promise<string> => (await grid.getByRole('row').nth(n).innerText()).split(/\s/)[0]!;
  await expect(grid.getByRole('row').nth(3)).toBeVisible();
  const [first, second, third] = [await day(1), await day(2), await day(3)];
  const held = await holdCalls(page, 'calendar.list');
  const remove = async (n: number): Promise<void> => {
    const saved = answered(page, 'calendar.save');
    await grid.getByRole('row').nth(n).getByRole('button', { name: '删除' }).click();
    await saved;
  };
  await remove(1);
  await remove(2);
  await held.release();
  await expect(grid.getByRole('row').nth(1)).toContainText(third);
  for (const gone of [first, second]) await expect(grid).not.toContainText(gone);
  await expect(page.getByText(REFUSED)).toHaveCount(0);
});

test('one tab alone: settings that were stored and taken back are shown as they are, and stored again; those of another tab are not written over', async ({
  page,
  context,
  ledger,
}) => {
  await setUpOffice(page, '滕州市');
  const other = await secondTab(context, ledger);
  const field = (tab: Page, name: string) => tab.getByLabel(name, { exact: true });
  for (const tab of [page, other]) {
    await tab.evaluate(() => (window.location.hash = '#/settings/basis'));
    await expect(field(tab, '小基数')).toHaveValue('10');
  }
  const set = async (tab: Page, name: string, value: string): Promise<void> => {
    await field(tab, name).fill(value);
    const saved = answered(tab, 'settings.save');
    await tab.keyboard.press('Control+s');
    await saved;
  };
  await set(page, '小基数', '20');
  await expect(field(other, '小基数')).toHaveValue('20');
  await page.getByRole('heading', { name: '口径与显示' }).click();
  await page.keyboard.press('Control+z');
  await page.getByRole('dialog').getByRole('button', { name: '撤销' }).click();
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(field(page, '小基数')).toHaveValue('10');
  await page.keyboard.press('Control+s');
  await expect(page.getByText('与已保存的相同，没有改动。')).toBeVisible();
  await set(page, '小基数', '20');
  await expect(field(other, '小基数')).toHaveValue('20');
  await expect(page.getByText(REFUSED)).toHaveCount(0);

  // What is typed here over what is changed there is not stored; beside it, it is.
  await field(page, '小基数').fill('30');
  await set(other, '小基数', '40');
  await set(page, '小基数', '30');
  await expect(page.getByText(REFUSED)).toBeVisible();
  await expect(field(other, '小基数')).toHaveValue('40');
  await page.reload();
  await field(page, '变动核实（%）').fill('500');
  await set(other, '小基数', '50');
  await set(page, '变动核实（%）', '500');
  await expect(field(page, '小基数')).toHaveValue('50');
  await expect(field(other, '变动核实（%）')).toHaveValue('500');
});
