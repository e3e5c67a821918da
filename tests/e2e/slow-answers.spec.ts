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
  const held: (() => void)[] = [];
  await page.route('**/call', async (route) => {
    const isList = /"(import\.batches|enterprises\.list|units\.list|contacts\.list|activity\.list)"/.test(
      route.request().postData() ?? '',
    );
    if (isList) await new Promise<void>((release) => held.push(release));
    return route.fallback();
  });
  for (const [hash, untrue, row] of [
    ['ledgers/enterprises', '没有找到符合条件的企业', /有限公司/],
    ['settings/units', '还没有填报单位', /滕州市/],
    ['settings/contacts', '还没有联系人', /滕州市/],
    ['settings/log', '还没有操作记录', /接收/],
  ] as const) {
    // A page that is loaded anew keeps nothing from before.
    await page.evaluate((to) => (window.location.hash = to), `#/${hash}`);
    await page.reload();
    const list = page.getByRole('main').getByRole('grid');
    await expect(list.getByText('正在读取…')).toBeVisible();
    await expect(page.getByText(untrue)).toHaveCount(0);
    await expect
      .poll(async () => {
        for (const release of held.splice(0)) release();
        return list.getByRole('row', { name: row }).count();
      })
      .toBeGreaterThan(0);
  }
});

test('a file that is checked after an unclean end takes its time: the page says what is done, and why', async ({
  page,
}) => {
  const late = await holdCalls(page, 'system.status');
  const event = JSON.stringify({ type: 'startup', startup: { state: 'checking', error: null } });
  // Once: a stream that has ended is asked for again, and then the host says how it is.
  await page.route(
    '**/events',
    (route) => route.fulfill({ contentType: 'text/event-stream', body: `data: ${event}\n\n` }),
    { times: 1 },
  );
  await page.reload();
  await expect(page.getByRole('status')).toContainText('程序上次没有正常退出，正在检查数据文件');
  await late.release();
  await expect(page.getByRole('navigation', { name: '主导航' })).toBeVisible();
});
