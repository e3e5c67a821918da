// 目标任务 and 分析提示 as an officer walks them: progress, a revision with its reason, splitting, scoring, releasing a sentence.

import { answered } from '../helpers/calls-on-their-way.js';
import { expect, test } from '../helpers/e2e.js';

test.use({ begins: 'sample month' });

test('targets are judged, revised, split and scored, and a sentence is released', async ({ page, ledger }) => {
  expect(ledger.port).toBeGreaterThan(0);
  /** What Enter takes: nothing before the indicators are there. */
  const offered = page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option-active');
  const onlyOne = /发明专利授权量只有枣庄高新区超过时间进度/;
  const nav = (name: string): Promise<void> => page.getByRole('navigation').getByRole('button', { name }).click();

  await test.step('the first page leads from a sentence to its numbers', async () => {
    await nav('首页');
    const strip = page.getByRole('region', { name: '分析提示' });
    await expect(strip).toContainText('发明专利授权量只有枣庄高新区超过时间进度（完成率68.0%，高9.7个百分点）');
    await strip.getByRole('button', { name: /质押发明专利占比49.8%/ }).click();
    const detail = page.getByRole('region', { name: '所选提示' });
    await expect(detail.getByRole('textbox', { name: '表述' })).toHaveValue(
      '全市质押发明专利占比49.8%（118/237），仅占一半。',
    );
    await detail.getByRole('row', { name: /全市/ }).getByRole('button').click();
    await expect(page.getByText('Σ 质押发明专利件数 ÷ Σ 质押专利件数 × 100')).toBeVisible();
    await page.keyboard.press('F4');
  });

  await test.step('a stock has a distance, never a time progress; the place in the province names its table', async () => {
    const list = page.getByRole('grid', { name: '分析提示' });
    await expect(list).not.toContainText('有效发明专利拥有量只有');
    await expect(list).toContainText('还差256件');
    await list
      .getByRole('row', { name: /据《2022年7月全省/ })
      .first()
      .click();
    await expect(page.getByRole('textbox', { name: '表述' })).toHaveValue(/在16个地区中列第10位/);
  });

  await test.step('a sentence that names units is internal until it is released', async () => {
    const list = page.getByRole('grid', { name: '分析提示' });
    const row = list.getByRole('row', { name: /山亭区、台儿庄区贯标认证企业数为0/ });
    await row.click();
    await expect(row).toContainText('内部参考');
    const words = page.getByRole('textbox', { name: '表述' });
    await words.fill('山亭区、台儿庄区还没有贯标认证企业。');
    await list.getByRole('row').nth(1).click();
    await row.click();
    await expect(words).toHaveValue('山亭区、台儿庄区还没有贯标认证企业。');
    await page.keyboard.press('Control+s');
    await expect(list).toContainText('山亭区、台儿庄区还没有贯标认证企业。');
    await page.getByRole('region', { name: '所选提示' }).getByRole('button', { name: '恢复程序表述' }).click();
    await page.getByRole('region', { name: '所选提示' }).getByRole('button', { name: '用于通报' }).click();
    await expect(row).toContainText('用于通报');
  });

  await test.step('Ctrl+S stores what the cursor is in: a 批注 in the panel beside a sentence', async () => {
    const detail = page.getByRole('region', { name: '所选提示' });
    await detail
      .getByRole('row', { name: /滕州市/ })
      .getByRole('button')
      .click();
    await page.getByRole('textbox', { name: '批注内容' }).fill('待核');
    const saved = answered(page, 'values.note', '待核');
    await page.keyboard.press('Control+s');
    await saved;
    await page.keyboard.press('F4');
    // Left as it is: the step after the revision of a target finds it.
    await page.getByRole('grid', { name: '分析提示' }).getByRole('row', { name: onlyOne }).click();
    await page.getByRole('textbox', { name: '表述' }).fill('只有枣庄高新区完成得好。');
  });

  await test.step('a wording of a rule that is being typed is there after a stray Esc', async () => {
    const drawer = page.getByRole('dialog', { name: '提示规则' });
    const wording = drawer.getByRole('textbox', { name: /^数值为0：句式/ });
    const open = async (): Promise<void> => {
      await page.getByRole('button', { name: '提示规则' }).click();
      const rule = drawer.getByRole('listitem').filter({ has: page.getByRole('switch', { name: '启用数值为0' }) });
      await rule.getByRole('button', { name: '改句式' }).click();
    };
    await open();
    const shipped = await wording.inputValue();
    await wording.fill(`本期${shipped}`);
    await wording.press('Escape');
    await expect(drawer).toBeHidden();
    await open();
    await expect(wording).toHaveValue(`本期${shipped}`);
    await drawer.getByRole('button', { name: '不改了' }).click();
    await expect(wording).toHaveValue(shipped);
    await page.keyboard.press('Escape');
    await expect(drawer).toBeHidden();
  });

  await test.step('a standing target is revised only with a document or a reason', async () => {
    await nav('目标任务');
    await expect(page.getByRole('button', { name: '枣庄高新区：发明专利授权量' })).toContainText('68.0%');
    await page.getByText('录入目标').click();
    await page.getByLabel('滕州市：发明专利授权量').fill('280');
    // What was typed stays while another page is looked at, and belongs to its year.
    await nav('首页');
    await nav('目标任务');
    await expect(page.getByLabel('滕州市：发明专利授权量')).toHaveValue('280');
    const bar = page.getByRole('group', { name: '保存目标' });
    await expect(bar.getByRole('button', { name: '保存' })).toBeDisabled();
    await bar.getByLabel('文号').fill('枣知发〔2022〕8号');
    await page.keyboard.press('Control+s');
    await expect(page.getByText('已保存1个目标')).toBeVisible();
    await page.getByText('完成情况', { exact: true }).click();
    await page.getByRole('button', { name: '滕州市：发明专利授权量' }).click();
    const drawer = page.getByRole('dialog');
    await expect(drawer).toContainText('60.0%');
    await expect(drawer).toContainText('（预测）');
    await expect(drawer.getByRole('region', { name: '调整经过' })).toContainText('枣知发〔2022〕8号');
    await drawer.getByRole('button', { name: '关闭' }).last().click();
  });

  await test.step('a sentence that was being reworded stays, and says that its numbers are others now', async () => {
    await nav('首页');
    await page.getByRole('button', { name: /发明专利授权量只有滕州市、枣庄高新区超过时间进度/ }).click();
    const detail = page.getByRole('region', { name: '所选提示' });
    await expect(detail.getByRole('textbox', { name: '表述' })).toHaveValue('只有枣庄高新区完成得好。');
    await expect(detail.getByRole('alert')).toContainText('填写期间依据的数据有变化');
    await detail.getByRole('button', { name: '恢复程序表述' }).click();
    await expect(detail.getByRole('alert')).toBeHidden();
    await nav('目标任务');
  });

  await test.step('a split sums exactly and is adopted', async () => {
    await page.getByRole('button', { name: '分解任务' }).click();
    await page.getByLabel('指标').click();
    await page.keyboard.type('商标注册量');
    await expect(offered).toContainText('商标注册量');
    await page.keyboard.press('Enter');
    await page.getByLabel('总任务').fill('10,001');
    // What cannot be read stays in its field, to be put right.
    await page.getByLabel('滕州市固定为').fill('4千');
    await expect(page.getByText('滕州市“商标注册量”填的是“4千”')).toBeVisible();
    await expect(page.getByLabel('滕州市固定为')).toBeFocused();
    // Weighed by something else, what stood there as the weight is none any more.
    const results = page.getByRole('grid', { name: '分解结果' });
    const method = async (name: string): Promise<void> => {
      await page.getByLabel('分解方法').click();
      await page.locator('.ant-select-item-option', { hasText: name }).last().click();
    };
    await expect(results.getByRole('columnheader', { name: /^2021年1—\d+月$/ })).toBeVisible();
    await method('按上年任务数');
    await expect(results.getByRole('columnheader', { name: '2021年', exact: true })).toBeVisible();
    await method('按上年完成数');
    await page.getByRole('button', { name: '目标和完成情况' }).click();
    await page.getByRole('button', { name: '分解任务' }).click();
    await expect(page.getByLabel('滕州市固定为')).toHaveValue('4千');
    await page.getByLabel('滕州市固定为').fill('４０００');
    await expect(page.getByRole('status').filter({ hasText: '余数' })).toContainText('各填报单位之和 10001');
    await page.getByRole('button', { name: '采用并保存' }).click();
    await expect(page.getByText('已采用：保存7个目标')).toBeVisible();
    // What was adopted is still to be seen, beside what is stored now.
    const tengzhou = page.getByRole('grid', { name: '分解结果' }).getByRole('row', { name: /滕州市/ });
    await expect(tengzhou.getByRole('gridcell').last()).toHaveText('4000');
    await expect(page.getByLabel('滕州市固定为')).toHaveValue('４０００');
  });

  await test.step('a scheme is scored from stored values', async () => {
    await page.getByRole('button', { name: '考核方案' }).click();
    await page.getByRole('button', { name: '新建考核方案' }).first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('方案名称').fill('2022年知识产权工作考核');
    await dialog.getByLabel('数据来自指标').click();
    await page.keyboard.type('发明专利授权量');
    await expect(offered).toContainText('发明专利授权量');
    await page.keyboard.press('Enter');
    await dialog.getByRole('button', { name: '保存' }).click();
    const table = page.getByRole('table', { name: '考核得分' });
    await expect(table.getByRole('row', { name: /枣庄高新区/ })).toContainText('3.40');
    await expect(table.getByRole('row', { name: /滕州市/ })).toContainText('3.00');
  });

  await test.step('the table of targets is saved as a workbook', async () => {
    await page.getByRole('button', { name: '目标和完成情况' }).click();
    await page.getByRole('button', { name: '下达', exact: true }).click();
    const download = page.waitForEvent('download');
    await page.getByRole('menuitem', { name: '目标任务分解表，导出 Excel' }).click();
    expect((await download).suggestedFilename()).toMatch(/2022年全市知识产权目标任务分解表\.xlsx$/);
  });
});
