// The main job in the officer's own order: start → sample → preview → receive → figures → source → summary → export → undo.

import { readFileSync } from 'node:fs';

import { strFromU8, unzipSync } from 'fflate';

import { expect, test } from '../helpers/e2e.js';
import { receiveAllNineteen } from '../helpers/first-steps.js';

/** From tests/fixtures/zaozhuang-2022-07/expected.json. */
const FIGURES = [
  { head: /C06/, total: '405', tengzhou: '168' },
  { head: /C05/, total: '4132', tengzhou: '1813' },
  { head: /C14/, total: '3069', tengzhou: '1290' },
];

test('the sample month leads from files to a printed table, and all of it can be taken back', async ({
  page,
  ledger,
}) => {
  await test.step('start and preview', async () => {
    await page.getByRole('button', { name: /导入示例数据/ }).click();
    await expect(page.getByRole('button', { name: '接收全部无问题的（18）' })).toBeEnabled();
    await expect(page.getByRole('grid', { name: '本次导入的文件' }).getByText('待接收')).toHaveCount(19);
  });

  await test.step('look at one file beside its sheet', async () => {
    const row = page.getByRole('row', { name: /滕州市2022年1-7月/ });
    await row.getByRole('button', { name: '对照查看' }).click();
    const understood = page.getByRole('grid', { name: '识别结果' });
    await understood.getByRole('row', { name: /E6 发明专利授权量/ }).click();
    await expect(page.getByRole('grid', { name: '原表' }).locator('[aria-selected="true"]')).toHaveText('168');
    await page.keyboard.press('Escape');
    await expect(page.getByRole('grid', { name: '本次导入的文件' })).toBeVisible();
    // In a table of several units each number says whose it is.
    await page
      .getByRole('row', { name: /2021年1-7月各区市/ })
      .getByRole('button', { name: '对照查看' })
      .click();
    await expect(understood.getByRole('row', { name: /滕州市 专利授权量/ }).first()).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('grid', { name: '本次导入的文件' })).toBeVisible();
  });

  await test.step('receive', async () => {
    await receiveAllNineteen(page);
    await expect(page.getByText(/已接收19个文件，保存\d+个数值/)).toBeVisible();
  });

  await test.step('three figures in the grid', async () => {
    await page.getByRole('navigation').getByRole('button', { name: '统计数据' }).click();
    const grid = page.getByRole('grid', { name: '统计数据' });
    await expect(grid).toBeVisible();
    for (const { head, total, tengzhou } of FIGURES) {
      const heads = await grid
        .locator('th.value-head')
        .evaluateAll((cells) => cells.map((cell) => cell.getAttribute('title') ?? ''));
      const column = heads.findIndex((title) => head.test(title));
      expect(column).toBeGreaterThanOrEqual(0);
      await expect(grid.getByRole('row', { name: /^全市/ }).getByRole('gridcell').nth(column)).toHaveText(total);
      await expect(
        grid
          .getByRole('row', { name: /^滕州市/ })
          .getByRole('gridcell')
          .nth(column),
      ).toHaveText(tengzhou);
    }
  });

  await test.step('source of a number, and the kept original', async () => {
    const cell = page
      .getByRole('grid', { name: '统计数据' })
      .getByRole('row', { name: /^滕州市/ })
      .getByRole('gridcell', { name: '168' });
    await cell.click();
    await page.keyboard.press('F4');
    const panel = page.getByRole('complementary', { name: '来源' });
    await expect(panel).toContainText('发明专利授权量');
    await expect(panel).toContainText('月报表 › E6');
    await panel.getByRole('button', { name: '查看原表' }).click();
    const keptSheet = page.getByRole('dialog', { name: /原表/ });
    await expect(keptSheet.locator('[data-cell="E6"]')).toHaveText('168');
    await expect(keptSheet.locator('[data-cell="E6"]')).toHaveAttribute('aria-selected', 'true');
    await page.keyboard.press('Escape');
    await expect(keptSheet).toBeHidden();
    const download = page.waitForEvent('download');
    await panel.getByRole('button', { name: '打开原始文件' }).click();
    const original = readFileSync(await (await download).path());
    const sent = readFileSync(
      new URL('../fixtures/zaozhuang-2022-07/districts/滕州市2022年1-7月知识产权工作情况.xlsx', import.meta.url),
    );
    expect(original.equals(sent)).toBe(true);
    await page.keyboard.press('Escape');
    await expect(panel).toBeHidden();
  });

  await test.step('summary table, Excel and PDF', async () => {
    await page.getByRole('navigation').getByRole('button', { name: '汇总表' }).click();
    const paper = page.getByRole('article', { name: /第1页/ });
    await expect(paper).toContainText('2022年1—7月全市知识产权工作情况');
    await paper.getByRole('button', { name: '405', exact: true }).click();
    await expect(page.getByRole('complementary', { name: '来源' })).toContainText('各填报单位发明专利授权量之和');

    const workbook = page.waitForEvent('download');
    await page.getByRole('button', { name: '导出 Excel' }).click();
    const sheet = await workbook;
    expect(sheet.suggestedFilename()).toMatch(/\.xlsx$/);
    const parts = unzipSync(new Uint8Array(readFileSync(await sheet.path())));
    const cells = strFromU8(parts['xl/worksheets/sheet1.xml'] ?? new Uint8Array());
    expect(cells).toContain('<v>405</v>');

    const pdf = page.waitForEvent('download');
    await page.getByRole('button', { name: '导出 PDF' }).click();
    const bytes = readFileSync(await (await pdf).path());
    expect(bytes.subarray(0, 5).toString('latin1')).toBe('%PDF-');
    await page.keyboard.press('Escape');
  });

  await test.step('undo the import', async () => {
    await page.getByRole('navigation').getByRole('button', { name: '报送导入' }).click();
    const batches = page.getByRole('grid', { name: '最近的导入记录' });
    await batches.getByRole('button', { name: /撤销/ }).click();
    const question = page.getByRole('dialog');
    await expect(question).toContainText('将撤销19个文件');
    await question.getByRole('button', { name: '撤销', exact: true }).click();
    await expect(batches.getByText('已撤销')).toBeVisible();
    await page.getByRole('navigation').getByRole('button', { name: '首页' }).click();
    await expect(page.getByText('本期还没有数据')).toBeVisible();
  });
  expect(ledger.output()).not.toContain('bug.unexpected');
});
