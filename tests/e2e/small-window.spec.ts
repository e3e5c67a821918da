// A laptop of 1366×768 with Windows at 125 % leaves 1093×614: what answers a dialog and what works on a row stay in reach.

import { expect, test } from '../helpers/e2e.js';
import { receiveSample, setUpOffice } from '../helpers/first-steps.js';
import { findingsOfPage } from '../helpers/look.js';

test.use({ viewport: { width: 1093, height: 614 }, deviceScaleFactor: 1.25 });

// Each test starts a host of its own, and opens its first page.
test.beforeEach(({ ledger }) => expect(ledger.port).toBeGreaterThan(0));

test('dialogs keep their buttons in the window, lists the buttons of their rows', async ({ page }) => {
  test.slow();
  await receiveSample(page);
  const dialog = page.getByRole('dialog');
  const isWhole = { ratio: 1 } as const;

  await test.step('rows wider than their list', async () => {
    await page.getByRole('navigation').getByRole('button', { name: '首页' }).click();
    await page.getByRole('navigation').getByRole('button', { name: '报送导入' }).click();
    const batches = page.getByRole('grid', { name: '最近的导入记录' });
    const originals = batches.getByRole('button', { name: /原始文件/ });
    await expect(originals).toBeInViewport(isWhole);
    await originals.click();
    // Nineteen of them: the list is in the window, and the first and the last come into sight in it.
    await expect(page.getByRole('menu')).toBeInViewport(isWhole);
    for (const file of [page.getByRole('menuitem').first(), page.getByRole('menuitem').last()]) {
      await file.scrollIntoViewIfNeeded();
      await expect(file).toBeInViewport(isWhole);
    }
    await page.keyboard.press('Escape');
    await expect(page.getByRole('menu')).toBeHidden();
    await page.evaluate(() => (window.location.hash = '#/import/board'));
    const more = page.getByRole('grid', { name: '报送情况' }).getByRole('button', { name: '滕州市：更多操作' });
    await expect(more).toBeInViewport(isWhole);
    // The name of a column that the buttons cover is covered too.
    const head = page.getByRole('grid', { name: '报送情况' }).getByRole('columnheader').last();
    expect((await head.boundingBox())?.height).toBeGreaterThan(20);
    await more.click();
    await expect(page.getByRole('menu')).toBeVisible();
    await page.keyboard.press('Escape');
    await page.evaluate(() => (window.location.hash = '#/settings/tasks'));
    await expect(page.getByRole('button', { name: '修改', exact: true }).first()).toBeInViewport(isWhole);
  });

  await test.step('a dialog longer than the window', async () => {
    await page.evaluate(() => (window.location.hash = '#/import/board'));
    await page.getByRole('button', { name: '生成填报表…' }).click();
    for (const name of ['取消', '生成', '关闭'])
      await expect(dialog.getByRole('button', { name, exact: true })).toBeInViewport(isWhole);
    // What is below is reached by scrolling inside of it.
    const contact = dialog.getByLabel(/联系人和电话/);
    await contact.scrollIntoViewIfNeeded();
    await expect(contact).toBeInViewport(isWhole);
    await expect(dialog.getByRole('button', { name: '生成', exact: true })).toBeInViewport(isWhole);
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
    await page.evaluate(() => (window.location.hash = '#/values'));
    await page.getByRole('button', { name: '登记上级下发数…' }).click();
    await expect(dialog.getByRole('button', { name: '保存', exact: true })).toBeInViewport(isWhole);
  });

  await test.step('at 150 % on 1280×720 the buttons of a page take two lines', async () => {
    await page.keyboard.press('Escape');
    await page.setViewportSize({ width: 853, height: 480 });
    await page.evaluate(() => (window.location.hash = '#/tables'));
    for (const name of ['定稿', '打印'])
      await expect(page.getByRole('button', { name, exact: true })).toBeInViewport(isWhole);
  });

  await test.step('there the navigation leaves its words to the page, until they are asked for', async () => {
    const nav = page.getByRole('navigation', { name: '主导航' });
    for (const [hash, seen] of [
      ['values', '滕州市'],
      ['values/insights', '内部参考'],
      ['ledgers/enterprises', '山东艾菲尔管业有限公司'],
      ['settings/ledgers', '地理标志与重点商标'],
      ['settings/contacts', '0632-0000001'],
    ]) {
      await page.evaluate((to) => (window.location.hash = to), `#/${hash}`);
      await expect(page.getByRole('main')).toContainText(seen!);
      await expect.poll(() => page.evaluate(findingsOfPage), hash).toEqual([]);
    }
    const sentence = page.getByRole('gridcell', { name: /^发明专利授权量只有枣庄高新区/ });
    await page.evaluate(() => (window.location.hash = '#/values/insights'));
    expect((await sentence.boundingBox())?.width).toBeGreaterThan(120);
    await expect(nav.getByText('首页')).toBeHidden();
    await nav.getByRole('button', { name: '展开导航' }).click();
    await expect(nav.getByText('首页')).toBeVisible();
    await page.reload();
    await expect(nav.getByText('首页')).toBeVisible();
    // What is chosen there holds there.
    await page.setViewportSize({ width: 1366, height: 768 });
    await nav.getByRole('button', { name: '收起' }).click();
    await expect(nav.getByText('首页')).toBeHidden();
    await page.setViewportSize({ width: 853, height: 480 });
    await expect(nav.getByText('首页')).toBeVisible();
  });
});

test('at 150 % on 1280×720 all that waiting files can be answered with is in the window', async ({ page }) => {
  await page.setViewportSize({ width: 853, height: 480 });
  await page.getByRole('button', { name: /导入示例数据/ }).click();
  for (const name of ['选择文件…', '退回修改', '接收所选（0）', '连同需核实的（19）', '接收全部无问题的（18）'])
    await expect(page.getByRole('button', { name, exact: true })).toBeInViewport({ ratio: 1 });
  // What was received takes a line from the files that still wait.
  await page.getByRole('button', { name: '接收全部无问题的（18）' }).click();
  await expect(page.getByText(/已接收18个文件/)).toBeVisible();
  const answer = page.getByRole('button', { name: '连同需核实的（1）' });
  await expect(answer).toBeInViewport({ ratio: 1 });
  const bar = await page.getByRole('contentinfo', { name: '状态栏' }).boundingBox();
  const box = await answer.boundingBox();
  expect(box!.y + box!.height).toBeLessThanOrEqual(bar!.y);
});

test('questions below those in sight are said and led to, and the first can be answered where it is', async ({
  page,
}) => {
  await page.setViewportSize({ width: 911, height: 512 });
  await setUpOffice(page, '峄城\n高新区\n山亭');
  await page.keyboard.press('Alt+2');
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: '选择文件…' }).click();
  const districts = ['峄城区.xlsx', '高新区知识产权月报.xlsx', '山亭区知识产权统计表2022.7.xlsx'];
  await (
    await chooser
  ).setFiles(
    districts.map((name) =>
      decodeURIComponent(new URL(`../fixtures/zaozhuang-2022-07/districts/${name}`, import.meta.url).pathname),
    ),
  );
  const questions = page.getByRole('region', { name: '待回答的问题' });
  const cards = questions.getByRole('listitem');
  await expect(cards).toHaveCount(3);
  await expect(cards.first().getByRole('button', { name: '高新区', exact: true })).toBeInViewport({ ratio: 1 });
  await expect(page.getByRole('button', { name: '接收全部无问题的（0）' })).toBeInViewport({ ratio: 1 });
  await questions.getByRole('button', { name: '下面还有2个' }).click();
  await expect(cards.nth(1).getByRole('button').first()).toBeFocused();
  await questions.getByRole('button', { name: '下面还有1个' }).click();
  await expect(cards.nth(2).getByRole('button').first()).toBeFocused();
  await expect(questions.getByRole('button', { name: /下面还有/ })).toHaveCount(0);
});
