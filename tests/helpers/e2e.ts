// Playwright's `test` with a host per test: `ledger` is running, `page` is signed in on its first page.

import { test as base } from '@playwright/test';

import { startLoopback, type RunningLoopback } from './loopback.js';

export { expect } from '@playwright/test';
export { ROOT } from './loopback.js';

export const test = base.extend<{ ledger: RunningLoopback }>({
  ledger: async ({ page }, use) => {
    const ledger = await startLoopback();
    try {
      await page.goto(ledger.url);
      // The entrance leads on by itself; its address must be gone before a test looks at the page.
      await page.waitForURL(`http://127.0.0.1:${ledger.port}/`);
      await use(ledger);
    } finally {
      await ledger.stop();
    }
  },
});
