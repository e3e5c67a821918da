// End to end in an installed Chromium on the loopback host: what an officer does, on the screen size they have. Nothing is
// downloaded; CHROMIUM_PATH or IP_LEDGER_BROWSER names another browser.

import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { defineConfig } from '@playwright/test';

const root = join(import.meta.dirname, '..');
const browser =
  process.env['CHROMIUM_PATH'] ??
  process.env['IP_LEDGER_BROWSER'] ??
  ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome-stable', '/usr/bin/google-chrome'].find(
    (path) => existsSync(path),
  );
const isRoot = process.getuid?.() === 0;

export default defineConfig({
  testDir: './e2e',
  outputDir: join(root, 'test-results', 'e2e'),
  reporter: [['list'], ['json', { outputFile: join(root, 'test-results', 'e2e.json') }]],
  // Limits for what never comes, not measures: a busy machine may take several times as long as a quiet one.
  timeout: 120_000,
  expect: { timeout: 30_000 },
  // Each test has a host and a data folder of its own, so they may run beside each other.
  fullyParallel: true,
  workers: 2,
  retries: 0,
  forbidOnly: true,
  use: {
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    viewport: { width: 1366, height: 768 },
    screenshot: 'only-on-failure',
    // A trace of every test takes more than the test itself; of one that fails: `npm run test:e2e -- NAME.spec --trace on`.
    trace: 'off',
    launchOptions: {
      // Without a UTF-8 locale (a bare container has none) Chromium cannot name a file in Chinese.
      env: { ...process.env, LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8' },
      ...(browser === undefined ? {} : { executablePath: browser }),
      args: [
        '--disable-gpu',
        '--disable-dev-shm-usage',
        '--font-render-hinting=none',
        ...(isRoot ? ['--no-sandbox'] : []),
      ],
    },
  },
});
