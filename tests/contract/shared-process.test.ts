// Files of tests that share a process leave it as they found it: what one replaced, the next would meet.

import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { ROOT } from '../helpers/loopback.js';
import { SHARED } from '../vitest.config.js';

/** What outlasts a file. A spy is put back after each test (`restoreMocks`). */
const LASTING =
  /\bvi\.(mock|doMock|resetModules|stubGlobal|stubEnv|useFakeTimers|setSystemTime)\(|\bprocess\.(chdir|on|once)\(|\bprocess\.env\[[^\]]+\] =(?!=)|\bglobalThis\.\w+ =(?!=)/;

const filesOf = (patterns: readonly string[]): string[] => globSync(patterns, { cwd: ROOT });

test('a file that replaces a module, a global or the environment has a process of its own', () => {
  const lasting = (file: string): boolean => LASTING.test(readFileSync(join(ROOT, file), 'utf8'));
  expect(filesOf(['tests/ledgers/one-declaration.test.ts']).filter(lasting)).toHaveLength(1);
  const shared = filesOf(SHARED);
  expect(shared.length).toBeGreaterThan(0);
  expect(shared.filter(lasting)).toEqual([]);
});
