// Everything but e2e. Node environment; tests/ui asks for its own per file. Workbooks and real stores take seconds, so the limit is generous.

import { resolve } from 'node:path';

import { defineConfig } from 'vitest/config';

const root = resolve(import.meta.dirname, '..');

export default defineConfig({
  root,
  test: {
    include: ['tests/**/*.test.ts', 'tests/**/*.test.tsx'],
    exclude: ['tests/e2e/**', '**/node_modules/**'],
    environment: 'node',
    globalSetup: ['tests/helpers/temp-of-run.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    restoreMocks: true,
    // better-sqlite3 and child processes want processes of their own.
    pool: 'forks',
    // By default one core stays idle, which is half of a machine of two.
    maxWorkers: '100%',
  },
});
