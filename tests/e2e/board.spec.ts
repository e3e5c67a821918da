// 报送情况: who has handed in, in time or not; exempt, remind, materials, 数据核对单, 已核对.

import { readFileSync } from 'node:fs';

import { strFromU8, unzipSync } from 'fflate';

import { expect, test } from '../helpers/e2e.js';

test.use({ begins: 'sample month', permissions: ['clipboard-read', 'clipboard-write'] });

test('the board follows the received sample to the confirmed figures', async ({ page, ledger }) => {
  const board = page.getByRole('grid', { name: '报送情况' });
  const row = (unit: string) => board.getByRole('row', { name: new RegExp(unit) });
  const counts = page.getByLabel('报送统计');
  const dialog = page.getByRole('dialog');
  const menu = async (unit: string, item: string): Promise<void> => {
    await row(unit)
      .getByRole('button', { name: `${unit}：更多操作` })
      .click();
    await page.getByRole('menuitem', { name: item }).click();
  };

  await test.step('all seven have reported; the first page says so, too', async () => {
    await page.getByRole('navigation').getByRole('button', { name: '首页' }).click();
    await expect(page.getByText('已报 7 / 应报 7')).toBeVisible();
    await page.getByRole('button', { name: '查看和催报' }).click();
    await expect(counts).toContainText('已报7/7');
    await expect(counts).toContainText('2022年8月5日（星期五）');
    await expect(board.getByText('已接收')).toHaveCount(7);
    // The task of the sample is younger than its deadline: the day of receiving proves nothing.
    await expect(board.getByText('未判定')).toHaveCount(7);
  });

  await test.step('in time by the fifth working day, once the days of receipt are entered', async () => {
    for (const unit of ['滕州市', '薛城区']) await page.getByRole('checkbox', { name: `选择 ${unit}` }).check();
    await page.getByRole('button', { name: '登记收到日期…' }).click();
    await dialog.getByLabel('收到日期').fill('8月5日');
    await dialog.getByRole('button', { name: '保存' }).click();
    await expect(row('滕州市')).toContainText('按时');
    await expect(row('薛城区')).toContainText('按时');
    await page.getByRole('button', { name: '取消选择' }).click();
    await menu('山亭区', '登记收到日期…');
    await dialog.getByLabel('收到日期').fill('2022-08-08');
    await dialog.getByRole('button', { name: '保存' }).click();
    await expect(row('山亭区')).toContainText('逾期报送');
    await expect(counts).toContainText('按时率66.7%');
  });

  await test.step('a sealed copy is kept, opened and removed', async () => {
    await row('滕州市').getByRole('button', { name: '盖章件' }).click();
    const chooser = page.waitForEvent('filechooser');
    await dialog.getByRole('button', { name: '添加盖章件…' }).click();
    const bytes = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');
    await (await chooser).setFiles({ name: '滕州市盖章件.pdf', mimeType: 'application/pdf', buffer: bytes });
    const kept = dialog.getByRole('region', { name: '盖章件' });
    await expect(kept).toContainText('滕州市盖章件.pdf');
    const download = page.waitForEvent('download');
    await kept.getByRole('button', { name: '打开' }).click();
    expect(readFileSync(await (await download).path()).equals(bytes)).toBe(true);
    await dialog.getByRole('button', { name: '关闭' }).last().click();
    await expect(row('滕州市').getByRole('button', { name: '盖章件' })).toContainText('有');
  });

  await test.step('a unit is exempt in the next period', async () => {
    await page.keyboard.press(']');
    await expect(counts).toContainText('已报0/7');
    await menu('薛城区', '本期免报…');
    await dialog.getByRole('button', { name: '免报', exact: true }).click();
    await expect(dialog.getByText('请填写免报原因')).toBeVisible();
    await dialog.getByRole('button', { name: '本期没有相关工作' }).click();
    await dialog.getByRole('button', { name: '免报', exact: true }).click();
    await expect(row('薛城区')).toContainText('免报');
    await expect(counts).toContainText('已报0/6');
  });

  await test.step('reminder texts are copied, one and all', async () => {
    const copied = () => page.evaluate(() => navigator.clipboard.readText());
    await page.getByRole('button', { name: '催报文字…' }).click();
    await dialog.getByRole('article', { name: '滕州市 催报' }).getByRole('button', { name: '复制' }).click();
    await expect.poll(copied).toContain('滕州市：');
    expect(await copied()).toContain('《知识产权工作情况月报》（2022年1—8月）的报送截止时间为2022年9月7日（星期三）');
    await dialog.getByRole('button', { name: '复制全部（6）' }).click();
    await expect.poll(copied).toContain('枣庄高新区：');
    expect(await copied()).not.toContain('薛城区：');
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
  });

  await test.step('the data check sheet is exported, and the unit confirmed', async () => {
    await page.keyboard.press('[');
    await expect(counts).toContainText('已报7/7');
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: '数据核对单' }).click();
    await page.getByRole('menuitem', { name: '导出 Excel' }).click();
    const file = await download;
    expect(file.suggestedFilename()).toMatch(/核对单.*\.xlsx$/);
    const parts = unzipSync(new Uint8Array(readFileSync(await file.path())));
    const text = Object.entries(parts).map(([name, bytes]) => (name.endsWith('.xml') ? strFromU8(bytes) : ''));
    expect(text.join('')).toContain('数据核对单');
    expect(Object.keys(parts).filter((name) => name.startsWith('xl/worksheets/sheet'))).toHaveLength(7);

    await menu('滕州市', '标记已核对');
    await expect(row('滕州市')).toContainText('已核对');
    await page.getByRole('button', { name: /^撤销/ }).click();
    await dialog.getByRole('button', { name: '撤销', exact: true }).click();
    await expect(row('滕州市')).toContainText('已接收');
  });
  expect(ledger.output()).not.toContain('bug.unexpected');
});
