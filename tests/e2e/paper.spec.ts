// A table of many pages on the screen: every cell once, each number leading to its source, the drawn pages shown again when the
// officer comes back, and never after a number has changed.

import type { Page } from '@playwright/test';

import { FIGURES } from '../../shared/reports/print-table.js';
import { expect, test } from '../helpers/e2e.js';

test.use({ begins: 'sample month' });

/** Whole: all pages are there. */
const FIRST = '[aria-label^="第1页，共"]';

/** Texts of the cells of the table's body as the core sends them, sorted. */
async function sentTexts(page: Page): Promise<string[]> {
  return page.evaluate(async (figures) => {
    const { token } = (await (await fetch('/session')).json()) as { token: string };
    const params = { name: 'monthly-summary', period: '2022-07', options: { figures } };
    const reply = await fetch('/call', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-ledger-token': token },
      body: JSON.stringify({ requestId: 'test', name: 'tables.build', params }),
    });
    const { value } = (await reply.json()) as {
      value: { bodyRows: { cells: { text: string; kind: string }[] }[] };
    };
    return value.bodyRows.flatMap((row) => row.cells.filter((cell) => cell.kind !== 'label').map((cell) => cell.text));
  }, FIGURES);
}

test('a table of many pages is whole, leads to its sources and is never older than the data', async ({
  page,
  ledger,
}) => {
  test.slow();
  const goTo = (name: string) => page.getByRole('navigation').getByRole('button', { name }).click();
  await goTo('汇总表');
  await page.locator('#option-figures').click();
  for (const [index] of FIGURES.entries()) {
    if (index > 0) await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
  }
  await page.keyboard.press('Escape');
  await expect(page.locator('.paper tbody .align-right').first()).toBeVisible();
  await expect.poll(() => page.locator('.papers .paper').count()).toBeGreaterThan(3);
  await page.locator(FIRST).waitFor();

  await test.step('every cell is on one page, the heads on all', async () => {
    const cells = await page.locator('.papers tbody td').allTextContents();
    const sent = await sentTexts(page);
    expect(cells.length).toBeGreaterThan(2500);
    expect(cells.toSorted()).toEqual(sent.toSorted());
    expect(await page.locator('.paper-stretch:not(:has(thead th))').count()).toBe(0);
    expect(await page.locator('.paper-measure *').count()).toBe(0);
    const labels = await page.locator('.papers .paper').evaluateAll((sheets) => sheets.map((sheet) => sheet.ariaLabel));
    expect(labels).toEqual(labels.map((_, index) => `第${index + 1}页，共${labels.length}页`));
  });

  await test.step('a number of a later page leads to its source and is marked', async () => {
    const number = page.locator('.paper').last().locator('tr').last().locator('td > button').first();
    await number.scrollIntoViewIfNeeded();
    await number.click();
    await expect(page.getByRole('complementary', { name: '来源' })).toBeVisible();
    await expect(number).toHaveClass(/is-current/);
    await expect(page.locator('.paper .is-current')).toHaveCount(1);
    await page.keyboard.press('F4');
  });

  await test.step('coming back shows the very same pages', async () => {
    await page.locator(FIRST).evaluate((sheet) => (sheet.dataset['drawn'] = 'once'));
    await goTo('首页');
    await expect(page.locator('.papers')).toHaveCount(0);
    // The chosen figures are not kept, so that no column is missing unseen: the table is another one.
    await goTo('汇总表');
    await page.locator(FIRST).waitFor();
    await page.locator(FIRST).evaluate((sheet) => (sheet.dataset['drawn'] ??= 'twice'));
    await goTo('首页');
    await goTo('汇总表');
    await page.locator(FIRST).waitFor();
    await expect(page.locator(FIRST)).toHaveAttribute('data-drawn', 'twice');
  });

  await test.step('after a correction and after its undo the numbers are those of the store', async () => {
    const total = page.locator(FIRST).getByRole('row', { name: /^全市/ }).first();
    await expect(total).toContainText('405');
    await goTo('统计数据');
    const grid = page.getByRole('grid', { name: '统计数据' });
    await expect(grid.locator('th.value-head').first()).toBeVisible();
    const heads = await grid
      .locator('th.value-head')
      .evaluateAll((cells) => cells.map((cell) => cell.getAttribute('title') ?? ''));
    await grid
      .getByRole('row', { name: /^滕州市/ })
      .getByRole('gridcell')
      .nth(heads.findIndex((title) => title.startsWith('C06 ')))
      .click();
    await page.keyboard.type('170');
    await page.keyboard.press('Enter');
    await page.getByRole('textbox', { name: '原因' }).fill('区局来电更正');
    await page.keyboard.press('Control+s');
    await page.getByRole('button', { name: '仍然保存' }).click();
    await expect(page.getByText('已保存1个数值。')).toBeVisible();
    await goTo('汇总表');
    await expect(total).toContainText('407');
    await expect(total).not.toContainText('405');
    // One typed value goes back without a question.
    await page.getByRole('button', { name: /^撤销：/ }).click();
    await expect(total).toContainText('405');
  });
  expect(ledger.output()).not.toContain('bug.unexpected');
});
