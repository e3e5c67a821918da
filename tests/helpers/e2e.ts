// Playwright's `test` with a host per test: `ledger` is running, `page` is signed in on its first page. With nothing in its data, or
// with what `test.use({ begins })` names.

import { test as base } from '@playwright/test';

import { startLoopback, type RunningLoopback } from './loopback.js';
import { preparedData, type Beginning } from './prepared-data.js';

export { expect } from '@playwright/test';
export { ROOT } from './loopback.js';

/** Nothing is stored of the month yet that would name it: it is the one at work as after 导入示例数据 (renderer/ui/remembered.ts). */
function workOnSampleMonth(): void {
  // Elsewhere, on the blank page before it, there is no such store.
  if (window.location.hostname === '127.0.0.1') window.sessionStorage['ledger-1-period'] ??= '2022-07';
}

export const test = base.extend<{ ledger: RunningLoopback; begins: Beginning }>({
  begins: ['nothing', { option: true }],
  // Calls go through Playwright from the first on. Chromium begins to hand requests over some time after it was told to: a test that
  // stops a call right after asking for it would see that call go past, now and then.
  context: async ({ context }, use) => {
    await context.route('**/call', (route) => route.fallback());
    await use(context);
  },
  ledger: async ({ page, begins }, use, info) => {
    const began = Date.now();
    const copyOf = preparedData(begins);
    // Made for all tests of this process: not in the time of the one that came first.
    info.setTimeout(info.timeout + Date.now() - began);
    const ledger = await startLoopback({ copyOf });
    try {
      if (begins === 'sample office') await page.addInitScript(workOnSampleMonth);
      await page.goto(ledger.url);
      // The entrance leads on by itself; its address must be gone before a test looks at the page.
      await page.waitForURL(`http://127.0.0.1:${ledger.port}/`);
      // A key that comes before the page is lost.
      if (begins !== 'nothing') await page.getByRole('navigation', { name: '主导航' }).waitFor();
      await use(ledger);
    } finally {
      await ledger.stop();
    }
  },
});
