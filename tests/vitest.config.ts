// Unit, store, workbook and contract tests in Node. End-to-end tests have their own runner (playwright.config.ts).

import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    environment: 'node',
    include: ['tests/**/*.test.{ts,tsx}'],
    exclude: ['tests/e2e/**', 'tests/bench/**'],
    passWithNoTests: true,
  },
});
