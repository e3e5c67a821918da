// A faulty correction on its way: issues at the right cells → sent back as the district's own workbook with marked cells → 退回 on
// the board → corrected in that very copy → received as 第2次 with a reason → 更正 on the board, and the faulty file settled.

import { readFileSync } from 'node:fs';

import type { Page } from '@playwright/test';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';

import { expect, test } from '../helpers/e2e.js';
import { setUpOffice } from '../helpers/first-steps.js';
import { commentTexts, fills, partsOf, RED, sheetTexts, YELLOW } from '../helpers/return-copies.js';

const FAULTY = decodeURIComponent(
  new URL('../fixtures/zaozhuang-2022-07/faulty/薛城区更正表（有误）.xlsx', import.meta.url).pathname,
);
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** What the district writes into its returned copy: the true figures, and one patent more than it had reported. */
const CORRECTED: Record<string, number> = {
  D5: 100,
  E5: 496,
  G5: -4.1,
  D6: 9,
  E6: 47,
  G6: 4.4,
  E10: 330,
  G10: 10,
  E12: 7.11,
  G12: 9.9,
  D20: 1500,
  E20: 9000,
  G20: 350,
  E21: 42,
  D37: 11,
  E37: 55,
  E38: 69.6,
};

// Two hosts and their browsers share a small machine.
test.setTimeout(150_000);

async function chooseFile(
  page: Page,
  file: string | { name: string; mimeType: string; buffer: Buffer },
): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: '选择文件…' }).click();
  await (await chooser).setFiles(file);
}

/** What the officer is shown at each cell, and so what its comment has to say. */
const FOUND: Record<string, RegExp> = {
  E5: /是495，而E6“发明专利授权量”900.*相差854/,
  E6: /是900，大于E5“专利授权量”495/,
  E10: /是33，上年同期是300/,
  E11: /是96，大于E10“有效发明专利拥有量”33/,
  D20: /是-1500，不应为负数/,
  E20: /是公式错误值#REF!/,
  E21: /填的是“约十几件”/,
  E37: /是85，大于E36“非正常专利申请通报件数”79/,
  E38: /填的是107\.6%，不应超过100%/,
};

/** The copy against the file that came in: marks, comments and the list at those cells, and nothing else. */
function expectMarkedAtItsIssues(copy: Uint8Array): void {
  const [before, after] = [partsOf(readFileSync(FAULTY)), partsOf(copy)];
  const comments = commentTexts(after);
  // The parts of a wrong sum are marked with it.
  const marked = [...Object.keys(FOUND), 'E7', 'E8', 'E36'].sort();
  expect(Object.keys(comments).sort()).toEqual(marked);
  const list = sheetTexts(after, 'xl/worksheets/sheet2.xml');
  for (const [cell, words] of Object.entries(FOUND)) {
    expect(comments[cell]).toMatch(words);
    expect(
      list.find((row) => row.includes(`|${cell}|`) && words.test(row)),
      cell,
    ).toBeDefined();
  }
  expect(list.join()).toContain('请逐项核对后重报。');
  // What is asked of one cell is not asked of the other, which is marked for its sake.
  expect(comments['E10']).toContain('E11的要求：应不大于33');
  const colours = fills(after);
  expect(Object.keys(colours).sort()).toEqual(marked);
  expect([colours['E6'], colours['D20'], colours['E10']]).toEqual([RED, YELLOW, RED]);
  const cells = (xml: string | undefined): string[] =>
    [...(xml ?? '').matchAll(/<c r="(\w+)".*?(?:<\/c>|\/>)/g)].map((cell) => cell[0].replace(/ s="\d+"/, ''));
  expect(cells(after['xl/worksheets/sheet1.xml'])).toEqual(cells(before['xl/worksheets/sheet1.xml']));
  for (const part of ['docProps/core.xml', 'xl/theme/theme1.xml']) expect(after[part]).toBe(before[part]);
}

/** The copy with other numbers in it; everything else of the package stays byte for byte. */
function corrected(parts: Record<string, Uint8Array>): Buffer {
  const path = 'xl/worksheets/sheet1.xml';
  let xml = strFromU8(parts[path] ?? new Uint8Array());
  for (const [ref, value] of Object.entries(CORRECTED)) {
    const cell = new RegExp(`<c r="${ref}"([^>]*?)(?:/>|>.*?</c>)`);
    expect(xml, ref).toMatch(cell);
    xml = xml.replace(cell, (_whole, attributes: string) => {
      const style = /\ss="\d+"/.exec(attributes)?.[0] ?? '';
      return `<c r="${ref}"${style}><v>${value}</v></c>`;
    });
  }
  return Buffer.from(zipSync({ ...parts, [path]: strToU8(xml) }));
}

/** There and back again. */
async function expectOnBoard(page: Page, [state, revision]: [string, string]): Promise<void> {
  const tabs = page.getByRole('list', { name: '报送导入' });
  await tabs.getByRole('button', { name: '报送情况' }).click();
  const line = page.getByRole('grid', { name: '报送情况' }).getByRole('row', { name: /薛城区/ });
  await expect(line).toContainText(state);
  await expect(line).toContainText(revision);
  await tabs.getByRole('button', { name: '导入报表' }).click();
}

test.describe('the first reports are received', () => {
  test.use({ begins: 'sample month' });

  test('a faulty correction goes back marked, comes back corrected, and stands as the second revision', async ({
    page,
    ledger,
  }) => {
    expect(ledger.port).toBeGreaterThan(0);
    let copy: Record<string, Uint8Array> = {};
    let copyName = '';

    await test.step('the faulty one is stopped, with its issues at the cells', async () => {
      await page.keyboard.press('Alt+2');
      await chooseFile(page, FAULTY);
      const row = page.getByRole('row', { name: /薛城区更正表/ });
      await expect(row).toContainText('必改');
      const notes = page.getByRole('region', { name: '所选文件的审核问题' });
      await expect(notes.getByRole('button', { name: /^E6 .*大于.*总数/ })).toBeVisible();
      await notes.getByRole('button', { name: /^E21 .*约十几件/ }).click();
      const sheet = page.getByRole('grid', { name: '原表' });
      await expect(sheet.locator('[aria-selected="true"]')).toHaveText('约十几件');
      await expect(sheet.locator('[data-cell="E6"]')).toHaveClass(/is-flagged/);
      await page.keyboard.press('Escape');
    });

    await test.step('sent back: its own workbook, marked cells, 问题清单', async () => {
      await page.getByRole('button', { name: '退回修改', exact: true }).click();
      const dialog = page.getByRole('dialog', { name: '退回修改' });
      await dialog.getByLabel(/附言/).fill('请逐项核对后重报。');
      const arrived = page.waitForEvent('download');
      await dialog.getByRole('button', { name: '生成退回修改件' }).click();
      const download = await arrived;
      copyName = download.suggestedFilename();
      expect(copyName).toMatch(/^退回修改_.*\.xlsx$/);
      await expect(dialog.getByRole('list', { name: '退回修改件' })).toContainText(
        /标注件：问题清单\d+处，原表上标注\d+个单元格.*已保存/,
      );
      const bytes = readFileSync(await download.path());
      expectMarkedAtItsIssues(bytes);
      copy = unzipSync(bytes);
      await dialog.getByRole('button', { name: '完成' }).click();
      await expect(dialog).toBeHidden();
      await expect(page.getByRole('row', { name: /薛城区更正表/ })).toContainText('已退回修改');
    });

    await test.step('its unit is 退回 on the board', async () => {
      await expectOnBoard(page, ['退回', '第1次']);
    });

    await test.step('the corrected copy is a correction: its effect is shown before it is received', async () => {
      await chooseFile(page, { name: copyName, mimeType: XLSX, buffer: corrected(copy) });
      const questions = page.getByRole('region', { name: '待回答的问题' });
      await expect(questions).toContainText('2个数值与已存的不同');
      await questions.getByRole('button', { name: /是更正/ }).click();
      await page.getByRole('button', { name: '接收全部无问题的（1）' }).click();
      const dialog = page.getByRole('dialog', { name: /接收更正/ });
      const values = dialog.getByRole('grid', { name: '更正的数值' });
      await expect(values.getByRole('row', { name: /^薛城区 专利授权量 E5 495 496/ })).toBeVisible();
      await expect(values.getByRole('row', { name: /^薛城区 发明专利授权量 E6 46 47/ })).toBeVisible();
      await dialog.getByRole('tab', { name: /影响的合计/ }).click();
      const effects = dialog.getByRole('grid', { name: '更正影响' });
      await expect(effects.getByRole('row', { name: /全市 发明专利授权量 本期 405 406/ })).toBeVisible();
      await expect(dialog.getByRole('button', { name: '接收', exact: true })).toBeDisabled();
      await dialog.getByLabel(/更正原因/).fill('漏报1件发明专利');
      await dialog.getByRole('button', { name: '接收', exact: true }).click();
      await expect(page.getByText(/已接收1个文件.*其中变更2个/)).toBeVisible();
    });

    await test.step('the faulty file is settled, for as long as the correction stands', async () => {
      const faulty = page.getByRole('row', { name: /^薛城区更正表/ });
      await expect(faulty).toContainText('更正后已接收');
      await expect(page.getByRole('button', { name: '完成，导入其他文件' })).toBeVisible();
      await page.getByRole('button', { name: /^撤销：导入/ }).click();
      await page.getByRole('dialog').getByRole('button', { name: '撤销', exact: true }).click();
      await expect(faulty).toContainText('已退回修改');
      await page.getByRole('button', { name: /^重做/ }).click();
      await expect(faulty).toContainText('更正后已接收');
    });

    await test.step('the chain shows 第2次 with who, when and why', async () => {
      await page.getByRole('button', { name: '版次', exact: true }).click();
      const chain = page.getByRole('list', { name: '版次' });
      await expect(chain.getByRole('listitem').first()).toContainText('第2次');
      await expect(chain.getByRole('listitem').first()).toContainText('原因：漏报1件发明专利');
      await expect(
        chain
          .getByRole('listitem')
          .first()
          .getByRole('row', { name: /发明专利授权量 E6/ }),
      ).toContainText('47');
      await expect(chain.getByRole('listitem').nth(1)).toContainText('第1次');
      await page.keyboard.press('Escape');
      await expect(chain).toBeHidden();
    });

    await test.step('更正 stands on the board, and the list is empty for the next files', async () => {
      await expectOnBoard(page, ['更正', '第2次']);
      await expect(page.getByRole('button', { name: '选择文件…' })).toBeVisible();
      await expect(page.getByRole('grid', { name: '本次导入的文件' })).toBeHidden();
    });
  });
});

test('an issue that was verified stops blocking, a cell can be left out, and both can be taken back', async ({
  page,
  ledger,
}) => {
  expect(ledger.port).toBeGreaterThan(0);
  await setUpOffice(page, '薛城区');
  await page.keyboard.press('Alt+2');
  const text =
    '﻿薛城区2022年1-7月知识产权工作情况\n指标名称,计量单位,累计\n专利授权量,件,12\n发明专利授权量,件,15\n商标注册量,件,7\n';
  await chooseFile(page, { name: '薛城区.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
  const row = page.getByRole('row', { name: /薛城区\.csv/ });
  await expect(row).toContainText('必改 1');
  await expect(page.getByRole('button', { name: '接收全部无问题的（0）' })).toBeDisabled();

  // Another file joins the one that waits; the same one once more does not.
  const other = text.replace('1-7月', '1-6月');
  await chooseFile(page, { name: '薛城区6月.csv', mimeType: 'text/csv', buffer: Buffer.from(other) });
  await expect(page.getByRole('row', { name: /薛城区6月\.csv/ })).toBeVisible();
  await expect(row).toContainText('必改 1');
  await chooseFile(page, { name: '薛城区.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
  await expect(page.getByText('“薛城区.csv”已经在列表中，没有重复加入。')).toBeVisible();
  await expect(page.getByRole('row', { name: /薛城区.*\.csv/ })).toHaveCount(2);

  const notes = page.getByRole('region', { name: '所选文件的审核问题' });
  await notes.getByRole('button', { name: '核实通过…' }).click();
  const dialog = page.getByRole('dialog', { name: '核实通过' });
  await expect(dialog.getByRole('button', { name: '核实通过', exact: true })).toBeDisabled();
  await dialog.getByLabel(/核实情况/).fill('已电话核实，授权数含以前年度');
  await dialog.getByRole('button', { name: '核实通过', exact: true }).click();
  await expect(dialog).toBeHidden();
  await expect(notes).toContainText('已电话核实，授权数含以前年度');
  await expect(row).toContainText('已核实 1');
  await expect(page.getByRole('button', { name: '接收全部无问题的（1）' })).toBeEnabled();
  await notes.getByRole('button', { name: '取消核实' }).click();
  await expect(row).toContainText('必改 1');
  await notes.getByRole('button', { name: '核实通过…' }).click();
  await dialog.getByRole('button', { name: /电话核实，数据属实/ }).click();
  await dialog.getByRole('button', { name: '核实通过', exact: true }).click();
  await expect(row).toContainText('已核实 1');

  await row.getByRole('button', { name: '对照查看' }).click();
  const cells = page.getByRole('grid', { name: '识别结果' });
  // Not uncheck(): the tick follows the answer of the core.
  await cells.getByRole('checkbox', { name: '接收 C5' }).click();
  await expect(cells.getByRole('row', { name: /C5 商标注册量/ })).toContainText('不接收');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: '接收全部无问题的（1）' }).click();
  await expect(page.getByText(/已接收1个文件，保存2个数值，1个选定不接收/)).toBeVisible();

  await page.getByRole('button', { name: '撤销这次接收' }).click();
  await expect(page.getByText(/已撤销这次接收/)).toBeVisible();
  await page.getByRole('button', { name: /^重做/ }).click();
  await expect(page.getByRole('contentinfo', { name: '状态栏' })).toContainText('已重做');
  // The key asks as the button of the list does: in numbers.
  await page.keyboard.press('Control+z');
  const question = page.getByRole('dialog', { name: /^撤销：导入/ });
  await expect(question).toContainText('将撤销1个文件、2个数值或记录，恢复到接收之前的内容');
  await question.getByRole('button', { name: '取消', exact: true }).click();
});
