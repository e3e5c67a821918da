// The officer makes a ledger of a table that was kept in Excel, takes a field out and brings it back, and adds one to a shipped ledger.

import { holdCalls } from '../helpers/calls-on-their-way.js';
import { expect, test } from '../helpers/e2e.js';
import { setUpOffice } from '../helpers/first-steps.js';

const TABLE =
  '序号\t企业名称\t签约日期\t意向金额（万元）\t办理情况\n1\t枣庄甲有限公司\t2022.3.1\t12.5\t已对接\n2\t枣庄乙有限公司\t2022/4/2\t1,200\t已签约\n3\t枣庄丙有限公司\t2022.5.1\t约三万\t已签约';

test('a pasted table becomes a ledger, which can be changed, and undone', async ({ page, ledger }) => {
  expect(ledger.port).toBeGreaterThan(0);
  await setUpOffice(page, '名称\t别名\n滕州市\t滕州');

  await page.evaluate(() => (window.location.hash = '#/settings/ledgers'));
  await page.getByRole('button', { name: '新建台账' }).click();
  const form = page.getByRole('dialog');
  await form.getByLabel('粘贴表头和数据').fill(TABLE);
  await form.getByRole('button', { name: '按5列、3行数据拟出字段' }).click();
  await expect(form.getByLabel('第3个字段的名称')).toHaveValue('意向金额');
  await expect(form.getByRole('status')).toHaveText('请填写台账名称');
  await form.getByLabel('台账名称').fill('对接登记');
  await form.getByLabel('意向金额的种类').click();
  await page.getByTitle('金额（万元）', { exact: true }).click();
  await form.getByRole('button', { name: '更多：意向金额' }).click();
  await form.getByLabel('意向金额的别名').fill('合同金额');
  await page.keyboard.press('Enter');
  await expect(form.getByRole('button', { name: '更多：意向金额' })).toHaveText('别名 1');
  await expect(form.getByLabel('把粘贴的3行一并登记')).toBeChecked();
  await form.getByRole('button', { name: /^建\s*立$/ }).click();
  await expect(page.getByText('已建立台账“对接登记”，登记2条；1条有问题，留在这本台账中，请打开改正。')).toBeVisible();
  const line = page.getByRole('row', { name: /对接登记/ });
  await expect(line).toContainText('自建');

  await line.getByRole('button', { name: '修改' }).click();
  await form.getByRole('button', { name: '去掉意向金额' }).click();
  await form.getByRole('button', { name: /^保\s*存$/ }).click();
  await expect(form).toBeHidden();
  await line.getByRole('button', { name: '修改' }).click();
  await form.getByRole('button', { name: '恢复意向金额' }).click();
  await expect(form.locator('.definition-preview')).toContainText('意向金额（万元）');
  await form.getByRole('button', { name: /^保\s*存$/ }).click();
  await expect(form).toBeHidden();

  const insurance = page.getByRole('row', { name: /专利保险/ });
  await insurance.getByRole('button', { name: '增加字段' }).click();
  await form.getByRole('button', { name: '增加一个字段' }).click();
  await form.getByLabel('第1个字段的名称').fill('保费');
  await expect(form.getByRole('status')).toContainText('“保费”是程序已有的字段');
  await form.getByLabel('第1个字段的名称').fill('客户经理');
  // The button still names the step before when it is pressed: the newest one is taken back.
  const naming = await holdCalls(page, 'history.next');
  await form.getByRole('button', { name: /^保\s*存$/ }).click();
  await expect(insurance).toContainText('客户经理');

  await page.getByRole('button', { name: /^撤销/ }).click();
  await naming.release();
  await page
    .getByRole('dialog', { name: /^撤销：/ })
    .getByRole('button', { name: '撤销', exact: true })
    .click();
  await expect(insurance).not.toContainText('客户经理');

  await page.getByRole('button', { name: '台账', exact: true }).click();
  await page.getByRole('button', { name: /^对接登记/ }).click();
  await expect(page.getByText('共2条，1行正在填写')).toBeVisible();
  await expect(page.getByRole('status', { name: '未保存的行' })).toContainText('现为“约三万”');
});

test('a list with heads that no ledger knows becomes a ledger of its own at the import, and the next month goes there by itself', async ({
  page,
  ledger,
}) => {
  const list = (name: string, ...lines: string[]) => ({
    name,
    mimeType: 'text/csv',
    buffer: Buffer.from(['\uFEFF公共服务进园区登记表,,,', '进驻日期,园区,服务内容,经费（元）', ...lines].join('\n')),
  });
  expect(ledger.port).toBeGreaterThan(0);
  await setUpOffice(page, '名称\t别名\n滕州市\t滕州');

  await page.evaluate(() => (window.location.hash = '#/import'));
  const pick = async (file: ReturnType<typeof list>): Promise<void> => {
    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'),
      page.getByRole('button', { name: '选择文件…' }).click(),
    ]);
    await chooser.setFiles([file]);
  };
  await pick(list('七月.csv', '2022-07-01,薛城化工园,商标查询,500', '2022-07-12,滕州开发区,专利检索,1500'));
  await page.getByRole('button', { name: '按台账导入…' }).click();
  await page.getByRole('button', { name: /按表头拟出字段/ }).click();
  const form = page.getByRole('dialog', { name: '新建台账' });
  await expect(form.getByLabel('台账名称')).toHaveValue('公共服务进园区登记表');
  await expect(form).toContainText('500元');
  await form.getByLabel('台账名称').fill('进园区');
  await form.getByRole('button', { name: /^建\s*立$/ }).click();
  const files = page.getByRole('grid', { name: '本次导入的文件' });
  await expect(files.getByRole('row', { name: /七月.csv.*进园区.*2/ })).toBeVisible();
  await page.getByRole('button', { name: '接收全部无问题的（1）' }).click();
  await expect(page.getByText('已接收1个文件，登记2条台账记录。')).toBeVisible();
  await page.getByRole('button', { name: '完成，导入其他文件' }).click();
  await pick(list('八月.csv', '2022-08-02,薛城化工园,质押咨询,800'));
  await expect(files.getByRole('row', { name: /八月.csv.*进园区.*1/ })).toBeVisible();
  await expect(page.getByRole('button', { name: '接收全部无问题的（1）' })).toBeEnabled();
  expect(ledger.output()).not.toContain('bug.unexpected');
});

test('lists of two units, of which statistics could be read, become one ledger from the question about them', async ({
  page,
  ledger,
}) => {
  expect(ledger.port).toBeGreaterThan(0);
  await setUpOffice(page, '名称\t别名\n滕州市\t滕州\n薛城区\t薛城');
  const list = (name: string, unit: string) => ({
    name,
    mimeType: 'text/csv',
    buffer: Buffer.from(
      [
        '\uFEFF重点企业专利摸底,,,',
        '区县,企业,专利授权量,联络员',
        `${unit},甲公司,3,王伟`,
        `${unit},乙公司,4,李娜`,
        `${unit},丙公司,5,张敏`,
      ].join('\n'),
    ),
  });
  await page.evaluate(() => (window.location.hash = '#/import'));
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: '选择文件…' }).click(),
  ]);
  await chooser.setFiles([list('滕州市.csv', '滕州市'), list('薛城区.csv', '薛城区')]);
  const asked = page.getByRole('region', { name: '待回答的问题' });
  await expect(asked).toContainText('有1个问题需要确认');
  await expect(asked).toContainText('同一填报单位有多行，各行的“企业”“联络员”不同');
  await expect(asked.getByRole('button', { name: '不是清单，按统计表读取' })).toBeVisible();
  await asked.getByRole('button', { name: '按台账导入…' }).click();
  await expect(page.getByRole('dialog', { name: '按台账导入：滕州市.csv等2个文件' })).toBeVisible();
  await page.getByRole('button', { name: /按表头拟出字段/ }).click();
  const form = page.getByRole('dialog', { name: '新建台账' });
  await form.getByLabel('台账名称').fill('企业摸底');
  await form.getByRole('button', { name: /^建\s*立$/ }).click();
  const files = page.getByRole('grid', { name: '本次导入的文件' });
  await expect(files.getByRole('row', { name: /滕州市.csv.*企业摸底.*3/ })).toBeVisible();
  await expect(files.getByRole('row', { name: /薛城区.csv.*企业摸底.*3/ })).toBeVisible();
  expect(ledger.output()).not.toContain('bug.unexpected');
});
