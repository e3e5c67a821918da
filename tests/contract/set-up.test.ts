// The two commands of the README on a machine with Node and npm alone: nothing that npm installs may need a compiler, Python or
// a download of its own.

import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

import { expect, test } from 'vitest';

import { ROOT } from '../helpers/loopback.js';

const require = createRequire(import.meta.url);

test('no package runs a script when it is installed, and no command of ours counts on one before or after it', () => {
  expect(readFileSync(join(ROOT, '.npmrc'), 'utf8')).toMatch(/^ignore-scripts=true$/m);
  const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>;
  };
  const names = Object.keys(scripts);
  // npm leaves these out as well, without a word.
  expect(names.filter((name) => /^(pre|post)./.test(name))).toEqual([]);
  expect(names.filter((name) => ['install', 'prepare'].includes(name))).toEqual([]);
});

test('SQLite is the binary that its package brings, not one that this machine compiled', () => {
  const folder = dirname(require.resolve('better-sqlite3/package.json'));
  expect(existsSync(join(folder, 'prebuilds'))).toBe(true);
  expect(existsSync(join(folder, 'build'))).toBe(false);
});
