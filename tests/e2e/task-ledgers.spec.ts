// A 报送任务 that asks for ledgers: the form goes out with their sheets, comes back filled in, and the board has both parts.

import { readFileSync } from 'node:fs';

import { readMeta } from '../../electron/core/forms/form-meta.js';
import { columnLetters } from '../../shared/model/cell-address.js';
import { expect, test } from '../helpers/e2e.js';
import { FormEditor } from '../helpers/form-editing.js';
import { read } from '../helpers/read-cells.js';

test.use({ begins: 'sample month' });

// One way from the task to the board and back: long on a busy machine.
test.slow();

const PLEDGE = {
  enterprise: '滕州甲机械有限公司',
  amount: 300,
  registeredOn: '2022-07-06',
  registrationNo: 'Y2022980009991',
};

test('ledgers are asked for, sent out, received with the figures, and marked by hand where they come on paper', async ({
  page,
  ledger,
}) => {
  const dialog = page.getByRole('dialog');
  const board = page.getByRole('grid', { name: '报送情况' });
  const row = (unit: string) => board.getByRole('row', { name: new RegExp(unit) });
  const pick = async (title: string): Promise<void> => {
    await dialog.getByLabel(/^台账（/).fill(title);
    await page.getByTitle(title, { exact: true }).last().click();
  };
  let bytes = Buffer.alloc(0);

  await test.step('the task asks for two of them, and every unit lacks both', async () => {
    await page.evaluate(() => (window.location.hash = '#/settings/tasks'));
    await page
      .getByRole('row', { name: /知识产权工作情况月报/ })
      .getByRole('button', { name: '修改' })
      .click();
    await pick('专利权质押融资');
    await pick('执法案件');
    await page.keyboard.press('Escape');
    await dialog.getByRole('button', { name: '保存' }).click();
    await expect(page.getByText('已保存：知识产权工作情况月报')).toBeVisible();
    await page.evaluate(() => (window.location.hash = '#/import/board'));
    await expect(row('滕州市')).toContainText('缺2本');
    await expect(row('滕州市')).toContainText('有问题');
  });

  await test.step('the form of one unit has a sheet for each', async () => {
    await row('滕州市').getByRole('button', { name: '滕州市：更多操作' }).click();
    await page.getByRole('menuitem', { name: '生成填报表…' }).click();
    await expect(dialog.getByText('专利权质押融资')).toBeVisible();
    const download = page.waitForEvent('download');
    await dialog.getByRole('button', { name: '生成', exact: true }).click();
    bytes = readFileSync(await (await download).path());
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
  });

  await test.step('filled in and dropped it asks nothing', async () => {
    const reading = readMeta(read(bytes).ownMetadata!);
    if (reading.kind !== 'ok') throw new Error(`metadata are ${reading.kind}`);
    const { cells, ledgers } = reading.meta;
    const editor = new FormEditor(bytes).type({ [cells.find(({ code }) => code === 'C05')!.cell]: 406 });
    const columns = ledgers[0]!.columns;
    editor.type(
      Object.fromEntries(
        Object.entries(PLEDGE).map(([field, value]) => [
          `${columnLetters(columns.findIndex((column) => column.field === field))}3`,
          value,
        ]),
      ),
      'xl/worksheets/sheet2.xml',
    );
    await page.evaluate(() => (window.location.hash = '#/import'));
    const transfer = await page.evaluateHandle(
      ({ base64, file }) => {
        const data = new DataTransfer();
        data.items.add(new File([Uint8Array.from(atob(base64), (char) => char.charCodeAt(0))], file));
        return data;
      },
      { base64: Buffer.from(editor.bytes()).toString('base64'), file: '滕州市7月.xlsx' },
    );
    await page.locator('.drop-area').dispatchEvent('drop', { dataTransfer: transfer });
    const planned = page.getByRole('row', { name: /滕州市7月/ });
    await expect(planned).toContainText('2022年1—7月');
    await planned.click();
    await expect(page.getByText('接收后记为滕州市本期无')).toBeVisible();
    // What was reported before stays: only the ledgers are new.
    for (let open = 2; open > 0; open -= 1) {
      await page.getByRole('button', { name: '保留已存的数值' }).first().click();
      await expect(page.getByRole('button', { name: '保留已存的数值' })).toHaveCount(open - 1);
    }
    await page.getByRole('button', { name: '接收全部无问题的（1）' }).click();
    await expect(page.getByText(/已接收1个文件/)).toBeVisible();
  });

  await test.step('the board has both, and says of the others that they lack them', async () => {
    await page.evaluate(() => (window.location.hash = '#/import/board'));
    await expect(row('滕州市')).toContainText('齐');
    await expect(row('薛城区')).toContainText('缺2本');
    await row('滕州市').getByRole('button', { name: '台账' }).click();
    await expect(dialog.getByRole('region', { name: '台账 专利权质押融资' })).toContainText('滕州市7月.xlsx（1条）');
    await expect(dialog.getByRole('region', { name: '台账 执法案件' })).toContainText('滕州市7月.xlsx（本期无）');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: '催报文字…' }).click();
    await expect(dialog).toContainText('尚缺以下2本台账：专利权质押融资、执法案件');
    await page.keyboard.press('Escape');
  });

  await test.step('one that came on paper is marked with a reason, and taken back', async () => {
    const pledges = dialog.getByRole('region', { name: '台账 专利权质押融资' });
    await row('薛城区').getByRole('button', { name: '台账' }).click();
    await pledges.getByRole('button', { name: '登记为已收到…' }).click();
    await dialog.getByRole('button', { name: '登记', exact: true }).click();
    await expect(dialog.getByText('请填写说明')).toBeVisible();
    await dialog.getByRole('button', { name: '纸质报送，已录入台账' }).click();
    await dialog.getByRole('button', { name: '登记', exact: true }).click();
    await expect(row('薛城区')).toContainText('缺1本');
    await row('薛城区').getByRole('button', { name: '台账' }).click();
    await expect(pledges).toContainText('登记：纸质报送，已录入台账');
    await pledges.getByRole('button', { name: '取消登记' }).click();
    await expect(pledges).toContainText('缺');
    await dialog.getByRole('button', { name: '关闭' }).last().click();
  });

  await test.step('several units at once, in one step that is taken back as one', async () => {
    for (const unit of ['山亭区', '市中区']) await page.getByRole('checkbox', { name: `选择 ${unit}` }).check();
    await page.getByRole('button', { name: '登记台账收到…' }).click();
    await dialog.getByRole('button', { name: '电话告知本期无' }).click();
    await dialog.getByRole('button', { name: '登记', exact: true }).click();
    await expect(row('山亭区')).toContainText('齐');
    await expect(row('市中区')).toContainText('齐');
    await page.getByRole('button', { name: /^撤销/ }).click();
    await dialog.getByRole('button', { name: '撤销', exact: true }).click();
    await expect(row('山亭区')).toContainText('缺2本');
    await expect(row('市中区')).toContainText('缺2本');
  });
  expect(ledger.output()).not.toContain('bug.unexpected');
});
