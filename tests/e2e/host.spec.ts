// The page in a real browser behind the loopback host's gate: it opens, keeps to its policy, and asks nothing of any network.

import { expect, test } from '../helpers/e2e.js';
import { startLoopback } from '../helpers/loopback.js';

test('the first page opens without an error and without a request to anywhere else', async ({ page }) => {
  const ledger = await startLoopback();
  const problems: string[] = [];
  const foreign: string[] = [];
  page.on('pageerror', (error) => problems.push(String(error)));
  page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (!['data:', 'blob:'].includes(url.protocol) && url.host !== `127.0.0.1:${ledger.port}`)
      foreign.push(request.url());
  });
  await page.goto(ledger.url);
  await page.waitForURL(`http://127.0.0.1:${ledger.port}/`);
  await expect(page.getByText('导入示例数据').first()).toBeVisible();
  expect(problems).toEqual([]);
  expect(foreign).toEqual([]);
  await ledger.stop();
});

test('the address works once; the session lives on in the browser that used it', async ({ page, browser, ledger }) => {
  await page.reload();
  await expect(page.getByText('导入示例数据').first()).toBeVisible();
  const other = await browser.newContext();
  const stranger = await other.newPage();
  await stranger.goto(ledger.url);
  await expect(stranger.getByText('这个地址只能打开一次')).toBeVisible();
  expect(await other.cookies()).toEqual([]);
  await other.close();
});

test('many tabs of one browser all answer, and each sees what another changes, also when the first is closed', async ({
  page: first,
  context,
  ledger,
}) => {
  const others = await Promise.all(Array.from({ length: 7 }, () => context.newPage()));
  // More than the six connections that a browser opens to one server.
  for (const tab of others) {
    await tab.goto(`http://127.0.0.1:${ledger.port}/`);
    await expect(tab.getByText('导入示例数据').first()).toBeVisible();
  }
  await first.close();
  const [second, ...rest] = others;
  await second!.getByText('导入示例数据').first().click();
  await expect(rest.at(-1)!.getByText('枣庄市知识产权局（示例）')).toBeVisible();
});

test('scripts written into the page, eval and foreign requests are blocked by its policy', async ({ page, ledger }) => {
  const blocked = await page.evaluate(async () => {
    const violations: string[] = [];
    const allBlocked = new Promise<void>((resolve) => {
      document.addEventListener('securitypolicyviolation', (event) => {
        violations.push(event.effectiveDirective);
        if (violations.length === 3) resolve();
      });
    });
    const script = document.createElement('script');
    script.textContent = 'window.injected = true';
    document.body.append(script);
    await fetch('http://127.0.0.1:9/').catch(() => undefined);
    const frame = document.createElement('iframe');
    frame.src = 'https://example.invalid/';
    document.body.append(frame);
    await allBlocked;
    return { violations, injected: 'injected' in window };
  });
  expect(blocked.injected).toBe(false);
  expect(blocked.violations.map((directive) => directive.replace('-elem', '')).toSorted()).toEqual([
    'connect-src',
    'frame-src',
    'script-src',
  ]);
  expect(ledger.port).toBeGreaterThan(0);
});

test('the program ends by itself with a page open and leaves no process', async ({ page, ledger }) => {
  await expect(page.getByText('导入示例数据').first()).toBeVisible();
  expect(await ledger.stop()).toBeNull();
  expect(() => process.kill(ledger.pid, 0)).toThrow();
});
