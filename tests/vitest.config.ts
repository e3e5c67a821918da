// Everything but e2e. Node environment; tests/ui asks for its own per file. Workbooks and real stores take seconds, so the limit is generous.

import { resolve } from 'node:path';

import { defineConfig } from 'vitest/config';

const root = resolve(import.meta.dirname, '..');

/**
 * Rooms whose files reach the program by a store or a file that they made, and it keeps nothing beside those: they share one process per
 * core, and with it what they import, which takes longer than most of their tests. Every other file has a process of its own: what
 * replaces modules or globals, keeps the state of a page, or starts and ends processes needs one.
 */
const TOGETHER =
  'charts enterprises feedback ledgers migrations model new-year store targets tasks unit upward workbook'.split(' ');

/** `one-declaration` replaces the registry of the ledgers. */
export const SHARED = TOGETHER.map((room) => `tests/${room}/**/!(one-declaration).test.{ts,tsx}`);

export default defineConfig({
  root,
  test: {
    environment: 'node',
    globalSetup: ['tests/helpers/temp-of-run.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    restoreMocks: true,
    // better-sqlite3 and child processes want processes of their own.
    pool: 'forks',
    // By default one core stays idle, which is half of a machine of two.
    maxWorkers: '100%',
    projects: [
      { extends: true, test: { name: 'together', include: SHARED, isolate: false } },
      {
        extends: true,
        test: {
          name: 'alone',
          include: ['tests/**/*.test.{ts,tsx}'],
          exclude: [...SHARED, 'tests/e2e/**', '**/node_modules/**'],
        },
      },
    ],
  },
});
