// One row of a ledger from its form: through its stages with day, receiver and note, a 批次 as one, a file, and its history.

import { readFileSync } from 'node:fs';

import type { Page } from '@playwright/test';

import { expect, test } from '../helpers/e2e.js';
import { setUpOffice } from '../helpers/first-steps.js';

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });
test.beforeEach(({ ledger }) => expect(ledger.port).toBeGreaterThan(0));

const HEADS = [
  '年度',
  '级别',
  '资助类别',
  '申报单位',
  '区（市）',
  '资助方式',
  '资助对象',
  '申报金额（万元）',
  '批次',
  '当前环节',
];
const ROWS = [
  ['2022', '市级', '国内发明专利资助', '山东鲁南装备有限公司', '滕州市', '后补助', '一种装置', '2.5', '第三批'],
  ['2022', '市级', '首件发明专利资助', '枣庄宏业化工有限公司', '薛城区', '后补助', '首件发明', '1', '第三批'],
  ['2022', '省级', '国外发明专利资助', '山东兴达机械股份有限公司', '峄城区', '推荐上级', '美国专利', '5.5', '第二批'],
];

/** Three projects, the first of them at a stage, with the form of the first beside the sheet. */
async function openFirstProject(page: Page, stage: string) {
  await setUpOffice(page, '滕州市\n薛城区\n峄城区');
  await page.getByRole('button', { name: '台账', exact: true }).click();
  await page.getByRole('button', { name: /资助奖补项目/ }).click();
  await expect(page.getByRole('grid')).toBeVisible();
  const rows = ROWS.map((row, index) => [...row, index === 0 ? stage : '申报']);
  await page.evaluate(
    (text) => navigator.clipboard.writeText(text),
    [HEADS, ...rows].map((row) => row.join('\t')).join('\r\n'),
  );
  await page.keyboard.press('Control+v');
  await expect(page.getByText('共3条')).toBeVisible();
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('Control+Enter');
  const panel = page.getByRole('complementary', { name: '这一行的详情' });
  const stages = panel.getByRole('region', { name: '环节' });
  return { panel, stages, current: stages.locator('[aria-current="step"]') };
}

test('a project goes through its stages, with a file, and everything is in its history', async ({ page }) => {
  const { panel, stages, current } = await openFirstProject(page, '申报');
  await expect(current).toHaveText('申报');
  // Escape closes the innermost thing alone, and keys of the panel do nothing below a dialog.
  const first = await panel.getByRole('heading').first().innerText();
  await stages.getByRole('button', { name: '进入“受理”' }).click();
  const asking = page.getByRole('dialog', { name: /办理环节/ });
  await asking.getByLabel('日期').press('Alt+ArrowDown');
  await asking.getByLabel('日期').press('Escape');
  await expect(asking).toBeHidden();
  await expect(panel.getByRole('heading').first()).toHaveText(first);
  for (const [next, toWhom, note] of [
    ['受理', '运用促进科', '材料齐全'],
    ['初审', '', ''],
    ['验收', '专家组', '现场核验'],
  ] as const) {
    await stages.getByRole('button', { name: `进入“${next}”` }).click();
    const dialog = page.getByRole('dialog', { name: /办理环节/ });
    await dialog.getByLabel('日期').fill('2022-07-18');
    await dialog.getByLabel(/送交/).fill(toWhom);
    await dialog.getByLabel('说明').fill(note);
    await dialog.getByRole('button', { name: '确定' }).click();
    await expect(current).toHaveText(next);
  }
  await expect(stages).toContainText('初审 → 验收');
  await expect(stages).toContainText('送交专家组');
  await expect(stages).toContainText('现场核验');
  await expect(stages).toContainText('申报 → 受理2022-07-18送交运用促进科');

  // An end state is off the path and says so.
  await stages.getByRole('button', { name: '其他环节' }).click();
  await page.getByRole('combobox', { name: '进入环节' }).click();
  await page.getByTitle('退回补正', { exact: true }).click();
  await page.getByRole('button', { name: '确定' }).click();
  await expect(stages.locator('.is-end')).toHaveText('退回补正');
  await page.getByRole('button', { name: /^撤销：资助奖补项目/ }).click();
  await expect(current).toHaveText('验收');

  // Typed in the form, stored like typed in the grid; a mistake is said at its field.
  await panel.getByLabel('专利号').fill('123');
  await panel.getByLabel('专利号').press('Enter');
  await expect(panel.getByRole('alert')).toBeVisible();
  // What was stored behind it is taken back before it.
  await stages.getByRole('button', { name: '进入“公示”' }).click();
  await page
    .getByRole('dialog', { name: /办理环节/ })
    .getByRole('button', { name: '确定' })
    .click();
  await expect(current).toHaveText('公示');
  await page.getByRole('button', { name: /^撤销：资助奖补项目/ }).click();
  await expect(current).toHaveText('验收');
  await expect(panel.getByRole('alert')).toBeVisible();
  await expect(page.getByRole('button', { name: /^撤销：未保存的填写/ })).toBeVisible();
  await panel.getByLabel('专利号').fill('');
  await panel.getByLabel('专利号').press('Enter');
  await expect(panel.getByRole('alert')).toBeHidden();
  await panel.getByLabel('核定金额（万元）').fill('2');
  await panel.getByLabel('核定金额（万元）').press('Enter');
  await expect(panel.getByRole('region', { name: '修改记录' })).toContainText('核定金额：空 → 2.00');

  // The bytes of a file come out as they went in.
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    panel.getByRole('button', { name: '添加…' }).click(),
  ]);
  await chooser.setFiles({ name: '验收意见.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7 意见') });
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    panel.getByRole('button', { name: '验收意见.pdf' }).click(),
  ]);
  expect(readFileSync(await download.path(), 'utf8')).toBe('%PDF-1.7 意见');
});

test('a batch moves as one and the ledger is printed', async ({ page }) => {
  const { panel, current } = await openFirstProject(page, '验收');
  await page.getByRole('button', { name: '按批次办理' }).click();
  const batch = page.getByRole('dialog', { name: '按批次办理' });
  await batch.getByRole('combobox', { name: '批次' }).click();
  await page.getByTitle('2022年 第三批（2条）').click();
  await expect(batch.getByRole('checkbox', { name: '申报 1条' })).toBeChecked();
  await expect(batch.getByRole('checkbox', { name: '验收 1条' })).toBeChecked();
  await batch.getByRole('button', { name: '下一步' }).click();
  const dialog = page.getByRole('dialog', { name: /第三批.*2条/ });
  await dialog.getByRole('combobox', { name: '进入环节' }).click();
  await page.getByTitle('公示', { exact: true }).click();
  await dialog.getByRole('button', { name: '确定' }).click();
  await expect(current).toHaveText('公示');
  await panel.getByRole('button', { name: '下一行' }).click();
  await expect(panel.getByRole('heading', { level: 2 })).toHaveText('枣庄宏业化工有限公司');
  await expect(current).toHaveText('公示');
  await panel.getByRole('button', { name: '下一行' }).click();
  await expect(current).toHaveText('申报');

  await page.keyboard.press('Control+p');
  const print = page.getByRole('dialog', { name: /^打印/ });
  const [pdf] = await Promise.all([
    page.waitForEvent('download'),
    print.getByRole('button', { name: '导出 PDF' }).click(),
  ]);
  expect(pdf.suggestedFilename()).toBe('资助奖补项目台账.pdf');
  expect(
    readFileSync(await pdf.path())
      .subarray(0, 5)
      .toString(),
  ).toBe('%PDF-');
});
