// Rows of a ledger that are typed and not stored: the buttons above take them back as Ctrl+Z does, and what is stored is no draft after
// a crash.

import type { Page } from '@playwright/test';

import { answered } from '../helpers/calls-on-their-way.js';
import { expect, test } from '../helpers/e2e.js';
import { setUpOffice } from '../helpers/first-steps.js';

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });
test.beforeEach(({ ledger }) => expect(ledger.port).toBeGreaterThan(0));

async function openActivities(page: Page): Promise<void> {
  await setUpOffice(page, '滕州市\n薛城区');
  await page.getByRole('button', { name: '台账', exact: true }).click();
  await page.getByRole('button', { name: /培训宣传调研活动/ }).click();
  await expect(page.getByRole('grid')).toBeVisible();
}

async function paste(page: Page, lines: readonly string[][]): Promise<void> {
  await page.evaluate((text) => navigator.clipboard.writeText(text), lines.map((line) => line.join('\t')).join('\r\n'));
  await page.keyboard.press('Control+v');
}

const HEADS = ['日期', '形式', '主题', '参加人数', '区（市）'];

test('撤销 above the page takes back what was typed and not stored, and brings it again', async ({ page }) => {
  await openActivities(page);
  await paste(page, [HEADS, ['2022-02-30', '培训', '专利检索', '20', '滕州市']]);
  const unsaved = page.getByRole('status', { name: '未保存的行' });
  await expect(unsaved).toContainText('1行未保存');
  const [undo, redo] = [page.getByRole('button', { name: /^撤销/ }), page.getByRole('button', { name: /^重做/ })];
  await expect(undo).toHaveText('撤销：未保存的填写');
  // Put right it is stored; taken back it is what was refused, as with Ctrl+Z.
  const day = page.locator('.ledger-row').first().locator('[aria-colindex="3"]');
  await day.click();
  await page.keyboard.type('2022-02-28');
  await page.keyboard.press('Enter');
  await expect(page.getByText('共1条')).toBeVisible();
  await expect(undo).toHaveText('撤销：培训宣传调研活动：新增1条');
  await undo.click();
  await expect(unsaved).toContainText('1行未保存');
  await expect(day).toHaveText('2022-02-30');
  await undo.click();
  await expect(unsaved).toBeHidden();
  await expect(redo).toHaveAccessibleName('重做：未保存的填写');
  await redo.click();
  await expect(unsaved).toContainText('1行未保存');
  await redo.click();
  await expect(page.getByText('共1条')).toBeVisible();
  await expect(unsaved).toBeHidden();
});

test('a row that is stored just before a crash is not there a second time as unsaved', async ({ page }) => {
  await openActivities(page);
  // Kept, as it is not stored yet.
  const kept = answered(page, 'ledgers.keep-unsaved', '2022-02-30');
  await paste(page, [HEADS, ['2022-02-30', '培训', '专利检索', '20', '滕州市']]);
  await expect(page.getByRole('status', { name: '未保存的行' })).toContainText('1行未保存');
  await kept;
  await page.locator('.ledger-row').first().locator('[aria-colindex="3"]').click();
  await page.keyboard.type('2022-02-28');
  const saved = answered(page, 'ledgers.save');
  await page.keyboard.press('Enter');
  await saved;
  await page.reload();
  await expect(page.getByText('共1条')).toBeVisible();
  await expect(page.getByRole('grid')).toBeVisible();
  await expect(page.getByText('专利检索')).toHaveCount(1);
  await expect(page.getByRole('status', { name: '未保存的行' })).toBeHidden();
});
