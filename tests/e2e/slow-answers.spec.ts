// Answers that take long: what stands on the page meanwhile must not be read as the answer.

import { holdCalls, isCall } from '../helpers/calls-on-their-way.js';
import { expect, test } from '../helpers/e2e.js';

test.use({ begins: 'sample month' });

test.beforeEach(({ ledger }) => expect(ledger.port).toBeGreaterThan(0));

test('numbers of one period do not stand below the name of another while those are on their way, nor where they never come', async ({
  page,
}) => {
  await page.evaluate(() => (window.location.hash = '#/values'));
  // 专利授权量 of 滕州市 until July.
  const ofJuly = page.getByRole('gridcell', { name: '1813', exact: true });
  await expect(ofJuly).toBeVisible();

  const late = await holdCalls(page, 'values.grid');
  await page.locator('body').press('[');
  await expect(page.getByText('2022年1—6月').first()).toBeVisible();
  await expect(ofJuly).toBeHidden();
  await page.locator('body').press(']');
  await late.release();
  await expect(ofJuly).toBeVisible();

  await page.route('**/call', (route) => (isCall(route.request(), 'values.grid') ? route.abort() : route.fallback()));
  await page.locator('body').press('[');
  await expect(ofJuly).toBeHidden();
  await expect(page.getByRole('alert')).toBeVisible();

  // Loaded again the page is still in that month: another would look the same.
  await page.unroute('**/call');
  await page.reload();
  await expect(page.getByText('2022年1—6月').first()).toBeVisible();
  await expect(ofJuly).toBeHidden();
});

test('a list whose rows are on their way does not say that there are none', async ({ page }) => {
  for (const [hash, untrue, row] of [
    ['ledgers/enterprises', '没有找到符合条件的企业', /有限公司/],
    ['settings/units', '还没有填报单位', /滕州市/],
    ['settings/contacts', '还没有联系人', /滕州市/],
    ['settings/log', '还没有操作记录', /接收/],
  ] as const) {
    const late = await holdCalls(page, 'enterprises.list', 'units.list', 'contacts.list', 'activity.list');
    // A page that is loaded anew keeps nothing from before.
    await page.evaluate((to) => (window.location.hash = to), `#/${hash}`);
    await page.reload();
    const list = page.getByRole('main').getByRole('grid');
    await expect(list.getByText('正在读取…')).toBeVisible();
    await expect(page.getByText(untrue)).toHaveCount(0);
    await late.release();
    await expect(list.getByRole('row', { name: row }).first()).toBeVisible();
  }
});

test('a file that is checked after an unclean end takes its time: the page says what is done, and why', async ({
  page,
}) => {
  const late = await holdCalls(page, 'system.status');
  const event = JSON.stringify({ type: 'startup', startup: { state: 'checking', error: null } });
  // Once: a stream that has ended is asked for again, and then the host says how it is.
  await page.route(
    /\/events\?/,
    (route) => route.fulfill({ contentType: 'text/event-stream', body: `data: ${event}\n\n` }),
    { times: 1 },
  );
  await page.reload();
  await expect(page.getByRole('status')).toContainText('程序上次没有正常退出，正在检查数据文件');
  await late.release();
  await expect(page.getByRole('navigation', { name: '主导航' })).toBeVisible();
});

test('what is typed while the rest is being stored stays, with a reason of its own, and is stored next', async ({
  page,
}) => {
  /** The parts no longer add up to 专利授权量. */
  const storeAllTheSame = () => page.getByRole('button', { name: '仍然保存' }).click();
  /** Presses Ctrl+S, and types while what was typed before is on its way. */
  const typeWhileSaving = async (name: 'values.save' | 'targets.save', type: () => Promise<void>): Promise<void> => {
    const late = await holdCalls(page, name);
    const isAsked = page.waitForRequest((request) => isCall(request, name));
    await page.keyboard.press('Control+s');
    if (name === 'values.save') await storeAllTheSame();
    await isAsked;
    await type();
    await late.release();
  };

  await test.step('values', async () => {
    await page.evaluate(() => (window.location.hash = '#/values'));
    const grid = page.getByRole('grid', { name: '统计数据' });
    const cellOf = (unit: RegExp) => grid.getByRole('row', { name: unit }).getByRole('gridcell').nth(1);
    const reason = page.getByRole('textbox', { name: '原因' });
    const type = async (unit: RegExp, text: string): Promise<void> => {
      await cellOf(unit).click();
      await page.keyboard.type(text);
      await page.keyboard.press('Enter');
    };
    await expect(cellOf(/^全市/)).toHaveText('405');
    await type(/^滕州市/, '170');
    await reason.fill('区局来电更正');
    await typeWhileSaving('values.save', () => type(/^薛城区/, '50'));
    await expect(cellOf(/^全市/)).toHaveText('407');
    await expect(page.getByText('已填写1个数值，尚未保存')).toBeVisible();
    await expect(cellOf(/^薛城区/)).toHaveText('50');
    await expect(reason).toHaveValue('');
    await reason.fill('漏报4件');
    await page.keyboard.press('Control+s');
    await storeAllTheSame();
    await expect(cellOf(/^全市/)).toHaveText('411');
  });

  await test.step('targets', async () => {
    await page.evaluate(() => (window.location.hash = '#/targets'));
    await page.getByText('录入目标').click();
    const target = (unit: string) => page.getByLabel(`${unit}：发明专利授权量`);
    const bar = page.getByRole('group', { name: '保存目标' });
    await target('滕州市').fill('280');
    await bar.getByLabel('文号').fill('枣知发〔2022〕8号');
    await typeWhileSaving('targets.save', () => target('薛城区').fill('93'));
    await expect(bar.getByLabel('文号')).toHaveValue('');
    await expect(bar).toContainText('已填1处，其中1处调整已下达的目标');
    await expect(target('薛城区')).toHaveValue('93');
    await bar.getByLabel('调整原因').fill('重新核定');
    await page.keyboard.press('Control+s');
    await expect(bar).toBeHidden();
  });
});

test('a split is adopted as it stands in the form, also where the one before is still shown', async ({ page }) => {
  await page.evaluate(() => (window.location.hash = '#/targets/split'));
  await page.getByLabel('指标').click();
  await page.keyboard.type('商标注册量');
  await expect(page.locator('.ant-select-item-option-active')).toHaveText('商标注册量（件）');
  await page.keyboard.press('Enter');
  await page.getByLabel('总任务').fill('10001');
  await expect(page.getByRole('status').filter({ hasText: '余数' })).toContainText('总任务 10001');

  const late = await holdCalls(page, 'targets.split');
  // So that it is shown as long as the other answer takes.
  await page.clock.install();
  await page.clock.pauseAt(Date.now() + 60_000);
  await page.getByLabel('滕州市固定为').fill('4000');
  await page.getByRole('button', { name: '采用并保存' }).click();
  await late.release();
  await page.clock.resume();
  await expect(page.getByText('已采用：保存7个目标')).toBeVisible();
  await page.evaluate(() => (window.location.hash = '#/targets'));
  await page.getByText('录入目标').click();
  await expect(page.getByLabel('滕州市：商标注册量')).toHaveValue('4000');
});
