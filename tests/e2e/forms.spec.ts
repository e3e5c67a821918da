// 填报表: made for one unit, filled in, dropped on 报送导入, and recognised without a question.

import { readFileSync } from 'node:fs';

import { readMeta } from '../../electron/core/forms/form-meta.js';
import { holdCalls, isCall } from '../helpers/calls-on-their-way.js';
import { expect, test } from '../helpers/e2e.js';
import { setUpOffice } from '../helpers/first-steps.js';
import { FormEditor } from '../helpers/form-editing.js';
import { cellsOf, read } from '../helpers/read-cells.js';

const CODES = ['C05', 'C06', 'C07', 'C08'];
const VALUES: Readonly<Record<string, number>> = { C05: 30, C06: 5, C07: 20, C08: 5 };

test('a form comes back filled in and asks nothing', async ({ page, ledger }) => {
  const dialog = page.getByRole('dialog');
  let bytes = Buffer.alloc(0);
  let name = '';

  await test.step('make it for one unit', async () => {
    await setUpOffice(page, '滕州市\n薛城区');
    await page.evaluate(() => (window.location.hash = '#/settings/forms'));
    await page.getByRole('button', { name: '生成填报表…' }).first().click();
    await dialog.getByLabel('统计期间：年').fill('2022');
    await dialog.getByLabel('统计期间：月').click();
    await page.getByTitle('7月', { exact: true }).click();
    await expect(dialog.getByText('2022年1—7月')).toBeVisible();
    const indicators = dialog.getByRole('group', { name: '指标' });
    // Nothing was reported yet: the indicators of the usual monthly report, not the whole catalogue.
    await expect(indicators).toContainText(/已选 34 \/ \d{3} 项/);
    await indicators.getByRole('button', { name: '清空' }).click();
    for (const label of [
      '专利授权量（件）',
      '发明专利授权量（件）',
      '实用新型专利授权量（件）',
      '外观设计专利授权量（件）',
    ])
      await indicators.getByRole('checkbox', { name: label, exact: true }).check();
    await dialog.getByRole('group', { name: '填报单位' }).getByRole('checkbox', { name: '薛城区' }).uncheck();
    await dialog.getByLabel('报送截止（印在表上）').fill('2022年8月5日17时前');
    // Escape while they are made does nothing: they would be thrown away unseen.
    const making = await holdCalls(page, 'forms.create');
    const download = page.waitForEvent('download');
    await dialog.getByRole('button', { name: '生成', exact: true }).click();
    const stop = dialog.getByRole('button', { name: '停止生成' });
    await expect(stop).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(stop).toBeVisible();
    // Nor does another address.
    await page.evaluate(() => (window.location.hash = '#/import'));
    await expect(page.getByRole('button', { name: '选择文件…' })).toBeVisible();
    await expect(stop).toBeVisible();
    await making.release();
    const file = await download;
    name = file.suggestedFilename();
    bytes = readFileSync(await file.path());
    await expect(dialog.getByText('已生成1份填报表')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
  });

  await test.step('another address closes it', async () => {
    await page.evaluate(() => (window.location.hash = '#/settings/forms'));
    await page.getByRole('button', { name: '生成填报表…' }).first().click();
    await dialog.getByLabel('联系人和电话（印在表上）').fill('李某');
    await page.evaluate(() => (window.location.hash = '#/settings/units'));
    await expect(dialog).toBeHidden();
    await page.goBack();
    await expect(page.getByRole('button', { name: '生成填报表…' }).first()).toBeVisible();
    await expect(dialog).toBeHidden();
  });

  const made = read(bytes);
  const texts = [...cellsOf(made).values()].map((cell) => String(cell.v));
  for (const words of ['发明专利授权量', '实用新型专利授权量', '滕州市'])
    expect(texts.some((text) => text.includes(words))).toBe(true);
  expect(name).toBe('滕州市2022年1—7月知识产权工作情况填报表.xlsx');

  await test.step('fill it in and drop it', async () => {
    const reading = readMeta(made.ownMetadata!);
    if (reading.kind !== 'ok') throw new Error(`metadata are ${reading.kind}`);
    const cells = CODES.map((code) => {
      const input = reading.meta.cells.find((cell) => cell.code === code)!;
      return [input.cell, VALUES[code]!] as const;
    });
    const filled = Buffer.from(new FormEditor(bytes).type(Object.fromEntries(cells)).bytes());
    await page.getByRole('navigation').getByRole('button', { name: '报送导入' }).click();
    await expect(page.getByRole('button', { name: '选择文件…' })).toBeVisible();
    const transfer = await page.evaluateHandle(
      ({ base64, file }) => {
        const data = new DataTransfer();
        const binary = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
        data.items.add(new File([binary], file));
        return data;
      },
      { base64: filled.toString('base64'), file: '填好的表.xlsx' },
    );
    await page.locator('.drop-area').dispatchEvent('drop', { dataTransfer: transfer });
  });

  await test.step('it is understood and received', async () => {
    const row = page.getByRole('row', { name: /填好的表/ });
    await expect(row).toContainText('滕州市');
    await expect(row).toContainText('2022年1—7月');
    await expect(page.getByRole('region', { name: '待回答的问题' })).toBeHidden();
    await page.getByRole('button', { name: '接收全部无问题的（1）' }).click();
    await expect(page.getByText(/已接收1个文件，保存4个数值/)).toBeVisible();
  });
  expect(ledger.output()).not.toContain('bug.unexpected');
});

test('a form is made by hand where the usual indicators cannot be told, with the reason', async ({ page, ledger }) => {
  expect(ledger.port).toBeGreaterThan(0);
  await setUpOffice(page, '滕州市');
  await page.route('**/call', (route) => (isCall(route.request(), 'forms.usual') ? route.abort() : route.fallback()));
  await page.evaluate(() => (window.location.hash = '#/settings/forms'));
  await page.getByRole('button', { name: '生成填报表…' }).first().click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText(/常用指标没有取到，请自行勾选指标，或选择报送任务。原因：/)).toBeVisible();
  const indicators = dialog.getByRole('group', { name: '指标' });
  await indicators.getByRole('checkbox', { name: '专利授权量（件）', exact: true }).check();
  await expect(dialog.getByRole('group', { name: '填报单位' }).getByRole('checkbox', { name: '滕州市' })).toBeChecked();
  await page.unroute('**/call');
  await dialog.getByRole('button', { name: '重试' }).click();
  await expect(dialog.getByText(/常用指标没有取到/)).toBeHidden();
  // What was ticked meanwhile stays.
  await expect(indicators).toContainText(/已选 1 \/ \d{3} 项/);
  const download = page.waitForEvent('download');
  await dialog.getByRole('button', { name: '生成', exact: true }).click();
  expect((await download).suggestedFilename()).toContain('滕州市');
});
